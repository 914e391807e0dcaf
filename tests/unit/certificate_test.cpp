// What is claimed of which patterns, and where there is no certificate. That the proofs hold is
// asked of the checker wherever two patterns are compared (support/certified.hpp).
#include "filtercheck/certificate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "filtercheck/parse.hpp"
#include "verify/verify.hpp"

namespace filtercheck {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using Json = nlohmann::json;

Pattern parsed(const std::string& text) { return parse(text, Limits::beyond_aws()).value(); }

CertificateAnswer certified(const std::string& a, const std::string& b,
                            const std::vector<Claim>& claims, const DecideOptions& options = {}) {
  const Pattern pattern_a = parsed(a);
  const Pattern pattern_b = parsed(b);
  return certify({{"a", &pattern_a}, {"b", &pattern_b}}, claims, options);
}

const Claim kAInB{{0}, {1}};

std::vector<std::string> codes_of(const CertificateAnswer& answer) {
  std::vector<std::string> codes;
  for (const Caveat& caveat : answer.caveats) codes.emplace_back(caveat.code);
  return codes;
}

std::vector<std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> indices_of(
    Relation relation) {
  std::vector<std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> all;
  for (const Claim& claim : claims_of(relation)) all.emplace_back(claim.matched, claim.unmatched);
  return all;
}

TEST(Certificate, ClaimsWhatARelationSays) {
  using Indices = std::vector<std::size_t>;
  const auto a_in_b = Pair(Indices{0}, Indices{1});
  const auto b_in_a = Pair(Indices{1}, Indices{0});
  EXPECT_THAT(indices_of(Relation::Equivalent), ElementsAre(a_in_b, b_in_a));
  EXPECT_THAT(indices_of(Relation::Subset), ElementsAre(a_in_b));
  EXPECT_THAT(indices_of(Relation::Superset), ElementsAre(b_in_a));
  EXPECT_THAT(indices_of(Relation::Disjoint), ElementsAre(Pair(Indices{0, 1}, Indices{})));
  EXPECT_THAT(indices_of(Relation::Overlapping), IsEmpty());
  EXPECT_THAT(indices_of(Relation::Undecided), IsEmpty());
}

TEST(Certificate, HasAClaimForEachReading) {
  const auto readings = [](const std::string& a, const std::string& b) {
    const CertificateAnswer answer = certified(a, b, {kAInB});
    EXPECT_TRUE(answer.json) << a;
    const Json certificate = Json::parse(answer.json.value_or("{}"));
    std::vector<std::string> all;
    for (const Json& claim : certificate["claims"]) all.push_back(claim["reading"]);
    return all;
  };
  EXPECT_THAT(readings("{ $.a = *ab && $.b = 1 }", "{ $.a = *ab }"),
              ElementsAre("glob", "first-occurrence"));
  EXPECT_THAT(readings("{ $.a = ab* }", "{ $.a = a* }"), ElementsAre("glob"));
}

// No variable of what the proof does not use.
TEST(Certificate, HasOnlyWhatIsNeeded) {
  const CertificateAnswer answer =
      certified("{ $.a = foo && $.b = bar && $.c.* = 1 }", "{ $.a = f* }", {kAInB});
  ASSERT_TRUE(answer.json);
  EXPECT_EQ(verify::verify(*answer.json).why(), "");
  const std::string claim = Json::parse(*answer.json)["claims"][0].dump();
  EXPECT_THAT(claim, HasSubstr(R"({"text":"foo"})"));
  EXPECT_THAT(claim, Not(HasSubstr("bar")));
  EXPECT_THAT(claim, Not(HasSubstr("exists")));
}

TEST(Certificate, NamesNoAssumptionThatTheDomainDoesNotMake) {
  const std::string nameless = "{ $.eventName NOT EXISTS }";
  const std::string none = "{ $.a = 1 && $.a = 2 }";
  const auto of = [&](Domain domain) {
    return certified(nameless, none, {kAInB}, {ReadingChoice::Both, domain});
  };
  EXPECT_TRUE(of(Domain::CloudTrail).json);
  for (const Domain domain : {Domain::Lines, Domain::Json}) {
    EXPECT_EQ(of(domain).json, std::nullopt);
    EXPECT_THAT(codes_of(of(domain)), ElementsAre("no-certificate"));
  }
}

TEST(Certificate, IsMadeForJsonPatternsOnly) {
  const CertificateAnswer answer = certified("ERROR", "ERROR", {kAInB});
  EXPECT_EQ(answer.json, std::nullopt);
  EXPECT_THAT(codes_of(answer), ElementsAre("no-certificate"));
}

TEST(Certificate, IsNotMadeOfTooManyPlaces) {
  std::string deep = "{ $.a";
  for (int i = 0; i < 2'100; ++i) deep += ".a";
  const CertificateAnswer answer = certified(deep + " = foo }", deep + " = f* }", {kAInB});
  EXPECT_EQ(answer.json, std::nullopt);
  EXPECT_THAT(codes_of(answer), ElementsAre("no-certificate"));
}

// Of wildcards every comparison, and steps behind them that count.
TEST(Certificate, IsMadeOfWhatAChildShows) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"{ $.a[*] < 1 }", "{ $.a[*] < 2 }"},     {"{ $.a[*] <= 1 }", "{ $.a[*] <= 2 }"},
      {"{ $.a[*] > 2 }", "{ $.a[*] >= 2 }"},    {"{ $.a[*] >= 2 }", "{ $.a[*] > 1 }"},
      {"{ $.*[1] = foo }", "{ $.*[1] = f* }"},  {"{ $.*[1] <= 1 }", "{ $.*[1] < 2 }"},
      {"{ $.*[1].b > 2 }", "{ $.*[1].b > 1 }"}, {"{ $.*[1] IS NULL }", "{ $.*[1] IS NULL }"}};
  for (const auto& [a, b] : pairs) {
    const CertificateAnswer answer = certified(a, b, {kAInB});
    ASSERT_TRUE(answer.json) << a;
    EXPECT_EQ(verify::verify(*answer.json).why(), "") << a;
  }
}

// That no value passes is certain, by looking at each double, or as the empty text stands apart;
// no rule shows it.
TEST(Certificate, IsNotMadeOfWhatNoRuleShows) {
  const std::string never = "{ $.b = 1 && $.b = 2 }";
  for (const Domain domain : {Domain::Lines, Domain::Json, Domain::CloudTrail}) {
    const CertificateAnswer answer =
        certified("{ $.a = %^$% && $.a != %$^% }", never, {kAInB}, {ReadingChoice::Both, domain});
    EXPECT_EQ(answer.json, std::nullopt);
    EXPECT_THAT(codes_of(answer), ElementsAre("no-certificate"));
  }
}

}  // namespace
}  // namespace filtercheck
