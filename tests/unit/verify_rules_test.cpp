// Each rule of src/verify/README.md by itself: tests/verify_rules/*.json has what follows by it and
// what does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "verify/refusal.hpp"
#include "verify/verify.hpp"

namespace filtercheck::verify {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Json read(const char* name) {
  const std::filesystem::path folder =
      std::filesystem::path(FILTERCHECK_SOURCE_DIR) / "tests" / "verify_rules";
  std::ifstream file(folder / name);
  return Json::parse(file);
}

// A certificate of one claim; what is not given in `given` is as little as a claim can have.
std::string certificate(const Json& given) {
  const Json none = Json::array();
  Json claim = {
      {"true", given.value("true", none)},         {"false", given.value("false", none)},
      {"reading", given.value("reading", "glob")}, {"variables", given.value("variables", none)},
      {"clauses", given.value("clauses", none)},   {"steps", given.value("steps", none)}};
  return Json{{"certificate", 1},
              {"patterns", given.value("patterns", Json::object())},
              {"domain", given.value("domain", "json")},
              {"claims", {claim}}}
      .dump();
}

// What is said last, when each line but the one that ends the proof is right.
constexpr const char* kNoEnd = "claim 1: the last step is not the empty clause";

// ---- Clauses ------------------------------------------------------------------------------------

std::string why_not(const Json& group, const Json& literals) {
  Json given = group;
  Json clause = group["clause"];
  clause["is"] = literals;
  given["clauses"] = Json::array({clause});
  return verify(certificate(given)).why();
}

void expect_refused(const Json& group, const Json& literals) {
  EXPECT_THAT(why_not(group, literals), StartsWith("claim 1: clause 1 ("))
      << group["what"] << literals;
}

// "follow": none of the literals can be left out or be its opposite. "more": the others do no harm.
TEST(VerifyRules, OfClauses) {
  for (const Json& group : read("clauses.json")) {
    for (const Json& literals : group["follow"]) {
      EXPECT_EQ(why_not(group, literals), kNoEnd) << group["what"] << literals;
      for (std::size_t i = 0; i < literals.size(); ++i) {
        Json shorter = literals;
        shorter.erase(i);
        expect_refused(group, shorter);
        Json opposite = literals;
        opposite[i] = -literals[i].get<int>();
        expect_refused(group, opposite);
      }
    }
    for (const Json& literals : group.value("more", Json::array())) {
      EXPECT_EQ(why_not(group, literals), kNoEnd) << group["what"] << literals;
    }
    for (const Json& literals : group.value("refused", Json::array())) {
      expect_refused(group, literals);
    }
  }
}

// ---- Places -------------------------------------------------------------------------------------

// No value of the shape passes all that is required and nothing that is forbidden: "why" not, or
// empty. Comparisons are variables without their path.
TEST(VerifyRules, OfPlaces) {
  for (const Json& given : read("places.json")) {
    Json variables = {{"shape", {"x"}, given["shape"]}};
    Json literals = {-1};
    for (const auto& [list, sign] : {std::pair("required", -1), std::pair("forbidden", 1)}) {
      for (const Json& comparison : given.value(list, Json::array())) {
        variables.push_back({comparison[0], {"x"}, comparison[1]});
        literals.push_back(sign * static_cast<int>(variables.size()));
      }
    }
    const Json proof = {{given["shape"].get<std::string>(), given.value("proof", Json())}};
    Json clause = {{"is", literals}, {"by", "place"}};
    if (given.contains("proof")) clause["proof"] = proof;
    const Json all = {{"reading", given.value("reading", "glob")},
                      {"variables", variables},
                      {"clauses", {clause}}};
    const std::string why =
        verify(certificate(all), given.value("work", std::uint64_t{100'000'000})).why();
    if (given["why"] == "") {
      EXPECT_EQ(why, kNoEnd) << given;
    } else {
      EXPECT_THAT(why, StartsWith("claim 1: clause 1 (place): shape ")) << given;
      EXPECT_THAT(why, HasSubstr(": " + given["why"].get<std::string>())) << given;
    }
  }
}

std::string why_not_between(const std::string& low, const std::string& high) {
  const Json all = {{"variables",
                     {{"shape", {"x"}, "integer"},
                      {"greater", {"x"}, low},
                      {"less", {"x"}, high},
                      {"equal", {"x"}, {{"regex", "^1"}}}}},
                    {"clauses", {{{"is", {-1, -2, -3, 4}}, {"by", "place"}}}}};
  return verify(certificate(all)).why();
}

TEST(VerifyRules, OfIntegersWithTenThousandDigits) {
  const std::string zeros(9'998, '0');
  EXPECT_EQ(why_not_between("1e9999", "1" + zeros + "2"), kNoEnd);
  EXPECT_THAT(why_not_between(std::string(10'000, '9'), "1" + zeros + "01"),
              HasSubstr("there is no closure for it"));
}

// ---- Steps --------------------------------------------------------------------------------------

TEST(VerifyRules, OfSteps) {
  const Json rules = read("steps.json");
  for (const Json& given : rules["cases"]) {
    Json all = rules["base"];
    all["steps"] = given["steps"];
    EXPECT_EQ(verify(certificate(all)).why(), "claim 1: " + given["why"].get<std::string>())
        << given["what"];
  }
}

// ---- Reading ------------------------------------------------------------------------------------

TEST(VerifyRules, OfTheFile) {
  const Json rules = read("file.json");
  ASSERT_EQ(verify(rules["good"].dump()).why(), "");
  for (const Json& given : rules["cases"]) {
    Json changed = rules["good"];
    changed[Json::json_pointer(given["at"].get<std::string>())] = given["value"];
    const Verified verified = verify(changed.dump());
    if (given["unreadable"] == "") {
      EXPECT_EQ(verified.why(), "") << given;
    } else {
      EXPECT_THAT(verified.unreadable, HasSubstr(given["unreadable"].get<std::string>())) << given;
    }
  }
}

TEST(VerifyRules, OfNesting) {
  const std::string good = read("file.json")["good"].dump();
  const auto with = [&](const std::string& ignored) {
    return verify("{\"ignored\":" + ignored + "," + good.substr(1)).why();
  };
  const auto repeated = [](std::size_t count, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
  };
  EXPECT_EQ(with(repeated(15, "[") + repeated(15, "]")), "");
  EXPECT_EQ(with(repeated(16, "[") + repeated(16, "]")), "it is nested too deep");
  EXPECT_EQ(with(repeated(14, "{\"a\":") + "{}" + repeated(14, "}")), "");
  EXPECT_EQ(with(repeated(15, "{\"a\":") + "{}" + repeated(15, "}")), "it is nested too deep");
  EXPECT_EQ(with("[" + repeated(20, "[],{},") + "0]"), "");
  EXPECT_EQ(with("\"" + repeated(20, "[{") + "\""), "");
  EXPECT_EQ(with("\"\\\"" + repeated(20, "[{") + "\""), "");
  EXPECT_EQ(with("\"\\\\\",\"b\":[" + repeated(20, "[],") + "0]"), "");
}

// ---- What becomes of it -------------------------------------------------------------------------

TEST(VerifyRules, OfEachClaim) {
  Json two = read("file.json")["good"];
  two["claims"].push_back(two["claims"][0]);
  EXPECT_EQ(verify(two.dump()).why(), "");
  two["claims"][1]["steps"] = Json::array();
  const Verified verified = verify(two.dump());
  EXPECT_FALSE(verified.holds());
  EXPECT_EQ(verified.why(), "claim 2: the last step is not the empty clause");
}

TEST(VerifyRules, OfDomainsAndPatterns) {
  for (const char* const domain : {"lines", "json", "cloudtrail"}) {
    Json good = read("file.json")["good"];
    good["domain"] = domain;
    const Verified verified = verify(good.dump());
    EXPECT_EQ(verified.domain, domain);
    ASSERT_EQ(verified.patterns.size(), 2U);
    EXPECT_EQ(verified.patterns[0].name, "a");
    EXPECT_EQ(verified.patterns[1].name, "b");
  }
}

TEST(VerifyRules, OfAssumptionsNameTheirPath) {
  Json good = read("file.json")["good"];
  good["domain"] = "cloudtrail";
  Json& claim = good["claims"][0];
  claim["variables"].push_back({"shape", {"x", 0, "y"}, "string"});
  claim["clauses"].push_back({{"is", {claim["variables"].size()}}, {"by", "assumption"}});
  const Verified verified = verify(good.dump());
  EXPECT_EQ(verified.why(), "");
  EXPECT_THAT(verified.claims[0].assumptions, testing::ElementsAre("$.['x'][0].['y'] is string"));
}

// ---- Work ---------------------------------------------------------------------------------------

TEST(VerifyRules, OfWork) {
  Work work(5);
  work.spend(3);
  EXPECT_THROW(work.spend(3), NotProved);
  work.spend(2);
  EXPECT_THROW(work.spend(1), NotProved);
  work.spend(0);
}

void expect_cost(const Json& given, std::uint64_t limit, const std::string& what) {
  const std::string text = certificate(given);
  EXPECT_THAT(verify(text, limit).why(), HasSubstr("takes more steps than are allowed")) << what;
  EXPECT_THAT(verify(text).why(), Not(HasSubstr("takes more steps than are allowed"))) << what;
}

// Whoever writes something long, or something often, pays for each time that it is looked at.
TEST(VerifyRules, OfWhatCostsWork) {
  for (const Json& given : read("work.json")) {
    Json all = given["base"];
    for (const char* const list : {"clauses", "steps"}) {
      if (!all.contains(list)) continue;
      const Json line = all[list][0];
      for (std::size_t i = 1; i < given["times"].get<std::size_t>(); ++i) all[list].push_back(line);
    }
    expect_cost(all, given["limit"].get<std::uint64_t>(), given["what"].get<std::string>());
  }
}

// A clause about strings with the variables, of which the required ones come first.
Json closure(const Json& required, const Json& forbidden, const Json& elements) {
  Json variables = {{"shape", {"x"}, "string"}};
  Json literals = {-1};
  for (const auto& [list, sign] : {std::pair(&required, -1), std::pair(&forbidden, 1)}) {
    for (const Json& literal : *list) {
      variables.push_back({"equal", {"x"}, literal});
      literals.push_back(sign * static_cast<int>(variables.size()));
    }
  }
  return {
      {"variables", variables},
      {"clauses",
       {{{"is", literals}, {"by", "place"}, {"proof", {{"string", {{"elements", elements}}}}}}}}};
}

Json text(const char* literal) { return {{"text", literal}}; }
Json regex(const char* literal) { return {{"regex", literal}}; }
template <typename... Items>
Json list(const Items&... items) {
  return Json::array({items...});
}

TEST(VerifyRules, OfWhatClosuresCost) {
  const Json word = {{"word", std::string(300, 'b')}, {"regexes", list(list(0))}};
  expect_cost(closure(list(text("*a*")), list(regex("a")), list(word)), 1'000,
              "the characters of words");
  expect_cost(closure(list(regex("abcdefghijklmnopqrstuvwxyz")), list(text("a*")), Json::array()),
              500, "the characters of regexes");
  Json pairs = Json::array();
  for (int i = -1; i <= 10; ++i) {
    for (int j = -1; j <= 10; ++j) pairs.push_back({{"word", ""}, {"regexes", {i, j}}});
  }
  expect_cost(closure(list(regex("a{0,9}b"), regex("a{0,9}c")), list(text("x*")), pairs), 1'000,
              "the combinations of positions");
  Json same = Json::array();
  for (int i = 0; i < 500; ++i) same.push_back({{"word", ""}, {"regexes", list(list(100))}});
  expect_cost(closure(list(text("*c*")), list(regex("a{0,99}b")), same), 20'000,
              "elements with the same states");
}

}  // namespace
}  // namespace filtercheck::verify
