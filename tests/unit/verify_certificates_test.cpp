// Whole certificates, tests/certificates/*.json: each is good and uses some of the rules; changed
// in one place it is refused, or still proves what is true.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "support/generate.hpp"
#include "verify/verify.hpp"

namespace filtercheck::verify {
namespace {

using Json = nlohmann::json;
using Pointer = Json::json_pointer;
using ::testing::HasSubstr;

const std::filesystem::path kFolder =
    std::filesystem::path(FILTERCHECK_SOURCE_DIR) / "tests" / "certificates";

Json read(const std::string& name) {
  std::ifstream file(kFolder / (name + ".json"));
  return Json::parse(file);
}

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string why_not(const Json& certificate) { return verify(certificate.dump()).why(); }

class GoodCertificate : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Verify, GoodCertificate, testing::ValuesIn(names()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST_P(GoodCertificate, Holds) {
  const Verified verified = verify(read(GetParam()).dump());
  EXPECT_EQ(verified.why(), "");
  EXPECT_TRUE(verified.holds());
  EXPECT_FALSE(verified.verdicts.empty());
}

// ---- Changed in one place -----------------------------------------------------------------------

// Calls on_mutant with each certificate that differs in one value, or lacks one item.
void each_mutant(const Json& certificate,
                 const std::function<void(const Json&, Pointer)>& on_mutant) {
  const auto put = [&](const Pointer& at, const Json& value) {
    Json mutant = certificate;
    if (mutant[at] == value) return;
    mutant[at] = value;
    on_mutant(mutant, at);
  };
  const std::function<void(const Json&, const Pointer&)> walk = [&](const Json& value,
                                                                    const Pointer& at) {
    if (value.is_structured()) {
      for (const auto& [key, item] : value.items()) {
        walk(item, value.is_array() ? at / std::stoul(key) : at / key);
      }
      put(at, nullptr);
    } else if (value.is_number_integer()) {
      const auto number = value.get<std::int64_t>();
      for (const std::int64_t other : {-number, number + 1, number - 1, std::int64_t{0}}) {
        put(at, other);
      }
      put(at, 1e300);
    } else if (value.is_string()) {
      const auto text = value.get<std::string>();
      for (const std::string& other :
           {std::string(), text + "1", "*" + text, text.substr(0, text.size() / 2)}) {
        put(at, other);
      }
      for (const char* const other : {"string",     "missing",
                                      "object",     "array",
                                      "integer",    "float",
                                      "definition", "place",
                                      "parent",     "some",
                                      "goal",       "root",
                                      "assumption", "first-occurrence",
                                      "glob",       "lines",
                                      "json",       "cloudtrail",
                                      "less",       "greater",
                                      "exists",     "holds"}) {
        put(at, other);
      }
    }
    if (!at.empty()) {
      Json mutant = certificate;
      Json& parent = mutant[at.parent_pointer()];
      if (parent.is_array()) {
        parent.erase(std::stoul(at.back()));
      } else {
        parent.erase(at.back());
      }
      on_mutant(mutant, at);
    }
  };
  walk(certificate, Pointer());
}

// Whether an event is of the domain. What a certificate for CloudTrail assumes is not looked at.
bool is_of_domain(const Json& domain, const std::string& line) {
  return domain == "lines" || (domain == "json" && Json::parse(line, nullptr, false).is_object());
}

// No event of a few hundred contradicts a claim.
void expect_true(const Json& certificate) {
  std::map<std::string, Pattern> patterns;
  std::vector<const Pattern*> pointers;
  for (const auto& [name, text] : certificate["patterns"].items()) {
    patterns[name] = parse(text.get<std::string>(), Limits::beyond_aws()).value();
    pointers.push_back(&patterns[name]);
  }
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 64);
    support::Choices choices(bytes);
    const std::string line = support::random_event(choices, pointers);
    if (!is_of_domain(certificate["domain"], line)) continue;
    for (const Json& claim : certificate["claims"]) {
      const Reading reading = claim["reading"] == "glob" ? Reading::Glob : Reading::FirstOccurrence;
      const auto is_matched = [&](const Json& name) {
        return matches(patterns[name.get<std::string>()], line, reading);
      };
      EXPECT_FALSE(std::all_of(claim["true"].begin(), claim["true"].end(), is_matched) &&
                   std::none_of(claim["false"].begin(), claim["false"].end(), is_matched))
          << line;
    }
  }
}

TEST_P(GoodCertificate, ChangedInOnePlaceIsRefusedOrTrue) {
  const Json certificate = read(GetParam());
  // Of many mutants, some.
  const std::size_t stride = 1 + certificate.dump().size() / 500;
  std::size_t count = 0;
  std::map<std::string, int> seen;
  each_mutant(certificate, [&](const Json& mutant, const Pointer& at) {
    if (++count % stride != 0) return;
    // A bounded test: hostile numbers must be refused, not computed with.
    const Verified verified = verify(mutant.dump(), 10'000'000);
    ++seen[verified.holds() ? "accepted" : "refused"];
    if (!verified.holds()) {
      EXPECT_FALSE(verified.why().empty()) << at;
      return;
    }
    SCOPED_TRACE(at.to_string() + " in " + mutant.dump());
    expect_true(mutant);
  });
  EXPECT_GT(seen["refused"], seen["accepted"]);
}

// Every clause that a step uses, every step, and every element of a closure is needed.
TEST_P(GoodCertificate, NeedsEveryLine) {
  const Json certificate = read(GetParam());
  for (std::size_t c = 0; c < certificate["claims"].size(); ++c) {
    const Pointer claim = Pointer("/claims") / c;
    for (const char* const list : {"clauses", "steps"}) {
      for (std::size_t i = 0; i < certificate[claim / list].size(); ++i) {
        Json mutant = certificate;
        mutant[claim / list].erase(i);
        EXPECT_NE(why_not(mutant), "") << list << " " << i;
      }
    }
    for (std::size_t i = 0; i < certificate[claim / "clauses"].size(); ++i) {
      const Pointer clause = claim / "clauses" / i;
      for (const char* const shape : {"string", "integer", "float"}) {
        if (!certificate.contains(clause / "proof" / shape)) continue;
        const Pointer elements = clause / "proof" / shape / "elements";
        const std::size_t count = certificate[elements].size();
        for (std::size_t e = 0; e < count; e += 1 + count / 50) {
          Json mutant = certificate;
          mutant[elements].erase(e);
          EXPECT_THAT(why_not(mutant), HasSubstr("no element covers")) << shape << " " << e;
        }
      }
    }
  }
}

TEST_P(GoodCertificate, GoalsHaveASign) {
  const Json certificate = read(GetParam());
  for (std::size_t c = 0; c < certificate["claims"].size(); ++c) {
    for (std::size_t i = 0; i < certificate["claims"][c]["clauses"].size(); ++i) {
      Json mutant = certificate;
      Json& clause = mutant["claims"][c]["clauses"][i];
      if (clause["by"] != "goal") continue;
      clause["is"][0] = -clause["is"][0].get<int>();
      EXPECT_THAT(why_not(mutant), HasSubstr("(goal): it is not what the claim says"));
    }
  }
}

// ---- Each rule, misused -------------------------------------------------------------------------

struct Misuse {
  const char* certificate;
  const char* at;  // a JSON pointer
  const char* value;
  const char* why;
};

TEST(Verify, RefusesWhatDoesNotFollow) {
  const Misuse misuses[] = {
      {"number-is-scalar", "/claims/0/clauses/0", R"({"is":[3],"by":"goal"})", "clause 1 (goal)"},
      {"every-event", "/claims/0/clauses/5/is", "[6]", "clause 6 (root)"},
      {"every-event", "/domain", R"("lines")", "it is false of a line that is no JSON object"},
      {"covered", "/domain", R"("json")", "there are assumptions in the domain cloudtrail only"},
      {"covered", "/claims/0/clauses/6/is", "[]", "it assumes the impossible"},
      {"covered", "/claims/0/clauses/6/is", "[-5]", "not a disjunction of shapes of one path"},
      {"covered", "/claims/0/clauses/6/is", "[5,6]", "not a disjunction of shapes of one path"},
      {"covered", "/claims/0/clauses/4/is", "[3,6]", "what variable 3 means"},
      {"covered", "/claims/0/clauses/2/is", "[-2,-3]", "what variable 2 means"},
      {"number-is-scalar", "/claims/0/clauses/2/of", "3", "only `node` and `holds` variables"},
      {"or-commutes", "/claims/0/clauses/2/is", "[-1,2]", "what variable 1 means"},
      {"and-disjoint", "/claims/0/clauses/2/is", "[1,-2]", "what variable 1 means"},
      {"number-is-scalar", "/claims/0/clauses/4/is", "[-4,3]",
       "shape string: there is no closure for it"},
      {"number-is-scalar", "/claims/0/variables/3/2", R"({"text":"1"})", "clause 4 (definition)"},
      {"and-disjoint", "/claims/0/variables/4/1", R"(["z"])", "clause 5 (definition)"},
      {"nothing-between", "/claims/0/clauses/5/is", "[-4]", "there is no closure for it"},
      {"nothing-between", "/claims/0/clauses/5/is", "[-4,1]",
       "not about shapes and comparisons at one path"},
      {"nothing-between", "/claims/0/clauses/5/is", "[]", "it has no literals"},
      {"object-or-array", "/claims/0/clauses/7/is", "[6,7]", "clause 8 (parent)"},
      {"object-or-array", "/claims/0/clauses/7/is", "[-6,8]", "clause 8 (parent)"},
      {"object-or-array", "/claims/0/clauses/9/is", "[8,9]", "shape missing: it is false of such"},
      {"elements-in-order", "/claims/0/variables/5/1", R"(["x",3])", "clause 5 (definition)"},
      {"elements-in-order", "/claims/0/clauses/6/is", "[-5,6]", "clause 7 (parent)"},
      {"element-behind-the-named", "/claims/0/clauses/12/is", "[14,9]", "clause 13 (parent)"},
      {"element-behind-the-named", "/claims/0/clauses/7/is", "[-5,12]", "clause 8 (some)"},
      {"element-behind-the-named", "/claims/0/clauses/7/is", "[-5,10]", "clause 8 (some)"},
      {"some-element", "/claims/0/clauses/7/is", "[-5,4]", "clause 8 (some)"},
      {"some-element", "/claims/0/clauses/7/is", "[6,4]", "clause 8 (some)"},
      {"suffix-both-readings", "/claims/0/clauses/4/proof/string/elements/0/regexes", "[[0,1]]",
       "no element covers the start"},
      {"suffix-both-readings", "/claims/0/clauses/4/proof/string/elements/2/regexes", "[[0,1]]",
       "element 3 accepts"},
      {"suffix-both-readings", "/claims/0/clauses/4/proof/string/elements/0/regexes", "[0]",
       "a required regex has one position, a forbidden one a list"},
      {"suffix-both-readings", "/claims/0/clauses/4/proof/string/elements/0/regexes", "[[4]]",
       "it names a position that the regex does not have"},
      {"suffix-both-readings", "/claims/0/clauses/4/proof/string/elements/0/regexes", "[[-1]]",
       "it names a position that the regex does not have"},
      {"suffix-both-readings", "/claims/0/clauses/4/proof/string/elements/0/regexes", "[]",
       "it has not one entry for each regex"},
      {"anchored-regex", "/claims/0/clauses/4/proof/string/elements/1/regexes", "[0]",
       "it names a position that the regex does not have"},
      {"number-is-scalar", "/claims/0/steps/0/from", "[1,2,3,5]", "no clause of its list ends up"},
      {"number-is-scalar", "/claims/0/steps/0/from", "[1,5]", "two literals that are not false"},
      {"number-is-scalar", "/claims/0/steps/0/from", "[1,2,3,4,5,1]",
       "follows the one that is false"},
      {"number-is-scalar", "/claims/0/steps/0/is", "[1]",
       "step 6: a clause follows the one that is false"},
      {"number-is-scalar", "/claims/0/steps", R"([{"is":[-1],"from":[2,3,4,5]}])",
       "the last step is not the empty clause"},
      {"number-is-scalar", "/claims/0/steps", "[]", "the last step is not the empty clause"},
  };
  for (const Misuse& misuse : misuses) {
    Json certificate = read(misuse.certificate);
    certificate[Pointer(misuse.at)] = Json::parse(misuse.value);
    EXPECT_THAT(why_not(certificate), HasSubstr(misuse.why))
        << misuse.certificate << misuse.at << " := " << misuse.value;
  }
}

TEST(Verify, RefusesWhatIsNoCertificate) {
  const Misuse misuses[] = {
      {"number-is-scalar", "/certificate", "2", "not a certificate of version 1"},
      {"number-is-scalar", "/patterns/a", R"("{ $.x == 1 }")", "pattern \"a\": "},
      {"number-is-scalar", "/patterns/a", R"("ERROR")", "of a kind that nothing is proved of"},
      {"number-is-scalar", "/patterns", "[]", "\"patterns\" is not an object"},
      {"number-is-scalar", "/domain", R"("all")", "the domain is none that is known"},
      {"number-is-scalar", "/claims", "[]", "it claims nothing"},
      {"number-is-scalar", "/claims/0/true", R"(["c"])", "there is no such pattern"},
      {"number-is-scalar", "/claims/0/reading", R"("both")", "the reading is none that is known"},
      {"number-is-scalar", "/claims/0/variables/0/2", "1", "is not a number from 0 to 0"},
      {"number-is-scalar", "/claims/0/variables/0/2", "18446744073709551615", "is not a number"},
      {"number-is-scalar", "/claims/0/variables/0", R"(["node","a"])", "it is not a variable"},
      {"number-is-scalar", "/claims/0/variables/2/1", R"([-1])", "a step of a path"},
      {"number-is-scalar", "/claims/0/variables/2/1", R"(["x",{"child":1}])", "a step of a path"},
      {"number-is-scalar", "/claims/0/variables/2/1", R"([{"child":1}])", "`exists` variable only"},
      {"some-element", "/claims/0/variables/2/1", R"([{"child":3}])", "the child's variable"},
      {"some-element", "/claims/0/variables/2/1", R"([{"child":4}])", "the child's variable"},
      {"number-is-scalar", "/claims/0/variables/2/2", R"({"number":"x"})", "not a number literal"},
      {"number-is-scalar", "/claims/0/variables/2/2", R"({"number":"1 || $.y = 1"})",
       "not a number literal"},
      {"number-is-scalar", "/claims/0/variables/2/2", R"({"regex":"a% || $.y = %b"})",
       "not a regex"},
      {"number-is-scalar", "/claims/0/variables/2/2", R"({"number":"1e2147483648"})",
       "not a number literal"},
      {"number-is-scalar", "/claims/0/variables/2", R"(["shape",["x"],"number"])", "the shape"},
      {"number-is-scalar", "/claims/0/variables/2", R"(["holds",["x"],[]])", "not a test"},
      {"number-is-scalar", "/claims/0/variables/2", R"(["holds",["x"],["~","1"]])", "a test"},
      {"number-is-scalar", "/claims/0/clauses/0/is", "[0]", "0 is no literal"},
      {"number-is-scalar", "/claims/0/clauses/0/is", "[5]", "clause 1: a literal is not a number"},
      {"number-is-scalar", "/claims/0/clauses/0/is", "[1.0]", "a literal is not a number"},
      {"number-is-scalar", "/claims/0/clauses/0/by", R"("faith")", "the rule is none"},
      {"number-is-scalar", "/claims/0/clauses/2/of", "0", "\"of\" is not a number"},
      {"number-is-scalar", "/claims/0/steps/0/from", "[6]", "a clause is not a number from 1 to 5"},
  };
  for (const Misuse& misuse : misuses) {
    Json certificate = read(misuse.certificate);
    certificate[Pointer(misuse.at)] = Json::parse(misuse.value);
    EXPECT_THAT(verify(certificate.dump()).unreadable, HasSubstr(misuse.why))
        << misuse.certificate << misuse.at << " := " << misuse.value;
  }
  EXPECT_EQ(verify("").unreadable, "it is not JSON");
  EXPECT_EQ(verify("[]").unreadable, "there is no \"certificate\"");
  EXPECT_EQ(verify(std::string(1'000'000, '[')).unreadable, "it is nested too deep");
}

TEST(Verify, StopsWhenTheWorkIsTooMuch) {
  EXPECT_THAT(verify(read("parts").dump(), 100).why(), HasSubstr("more steps than are allowed"));
}

// ---- What it says -------------------------------------------------------------------------------

TEST(Verify, SaysWhatIsProved) {
  const struct {
    const char* certificate;
    const char* verdict;
  } cases[] = {
      {"or-commutes", "a and b are equivalent, of all log lines, under both readings of *"},
      {"and-disjoint", "a and b are disjoint, of all log lines"},
      {"number-is-scalar", "a implies b, of all log lines"},
      {"covered", "covered: filter matches every event of read and write, of all CloudTrail"},
      {"every-event", "every event is matched by a, of all JSON objects"},
      {"glob-only",
       "under the reading glob of * only; nothing of the kind is proved under "
       "first-occurrence"},
  };
  for (const auto& c : cases) {
    const Verified verified = verify(read(c.certificate).dump());
    ASSERT_EQ(verified.verdicts.size(), 1U);
    EXPECT_THAT(verified.verdicts.front(), HasSubstr(c.verdict));
  }
  const Verified covered = verify(read("covered").dump());
  EXPECT_THAT(covered.claims.front().assumptions,
              testing::ElementsAre("$.['eventName'] is string"));
  EXPECT_EQ(verify(read("glob-only").dump()).claims.front().words,
            "every event that a matches, b matches (reading: glob)");
}

}  // namespace
}  // namespace filtercheck::verify
