// What the checker says is proved, in words. The claims here are only read, not checked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "verify/certificate.hpp"
#include "verify/words.hpp"

namespace filtercheck::verify {
namespace {

using Json = nlohmann::json;
using ::testing::ElementsAre;

constexpr const char* kBothReadings = ", of all log lines, under both readings of *";
constexpr const char* kOneReading =
    ", of all log lines, under both readings of *, which are one for these patterns";

// Of `claims`, each ["pattern", …] of true and of false, and its reading.
Certificate certificate_of(const char* claims, const Json& patterns, const char* domain = "lines") {
  Json read = Json::array();
  for (const Json& claim : Json::parse(claims)) {
    read.push_back({{"true", claim[0]},
                    {"false", claim[1]},
                    {"reading", claim[2]},
                    {"variables", Json::array()},
                    {"clauses", Json::array()},
                    {"steps", Json::array()}});
  }
  const Json certificate = {
      {"certificate", 1}, {"patterns", patterns}, {"domain", domain}, {"claims", read}};
  return read_certificate(certificate.dump());
}

Json plain_patterns() {
  Json patterns;
  for (const char* const name : {"a", "b", "c", "d", "e"}) patterns[name] = "{ $.x = 1 }";
  return patterns;
}

TEST(VerifyWords, OneVerdictForAllClaims) {
  const struct {
    const char* claims;
    const char* verdict;
  } cases[] = {
      {R"([[["a"],["b"],"glob"]])", "a implies b"},
      {R"([[["b"],["a"],"glob"]])", "b implies a"},
      {R"([[["b","b"],["a","a"],"glob"]])", "b implies a"},
      {R"([[["a"],["b"],"glob"],[["b"],["a"],"glob"]])", "a and b are equivalent"},
      {R"([[["d"],["c"],"glob"],[["c"],["d"],"glob"]])", "c and d are equivalent"},
      // Of other names than those of `compare`: requirements and the pattern that is checked.
      {R"([[["a"],["c"],"glob"]])", "covered: c matches every event of a"},
      {R"([[["b"],["c"],"glob"]])", "covered: c matches every event of b"},
      {R"([[["c"],["b"],"glob"]])", "covered: b matches every event of c"},
      {R"([[["a"],["c"],"glob"],[["b"],["c"],"glob"]])",
       "covered: c matches every event of a and b"},
      {R"([[["a"],["b"],"glob"],[["c"],["b"],"glob"],[["d"],["b"],"glob"]])",
       "covered: b matches every event of a, c and d"},
      {R"([[["a"],[],"glob"]])", "there is no event that a matches"},
      {R"([[["a","b"],[],"glob"]])", "a and b are disjoint"},
      {R"([[["c","a","c"],[],"glob"]])", "a and c are disjoint"},
      {R"([[["c","a","b"],[],"glob"]])", "there is no event that a, b and c match"},
      {R"([[["a","b"],["c"],"glob"]])", "every event that a and b match, c matches"},
      {R"([[["a"],["c","b"],"glob"]])", "every event that a matches, b or c matches"},
      {R"([[[],["a"],"glob"]])", "every event is matched by a"},
      {R"([[[],["b","a"],"glob"]])", "every event is matched by a or b"},
      {R"([[[],[],"glob"]])", "there is no event"},
      // Claims that make no such verdict are said one by one.
      {R"([[["a","b"],[],"glob"],[["a","c"],[],"glob"]])",
       "there is no event that a and b match and there is no event that a and c match"},
      {R"([[["a","b"],[],"glob"],[["c"],["d"],"glob"]])",
       "there is no event that a and b match and every event that c matches, d matches"},
      {R"([[["a"],["b"],"glob"],[["c"],["a"],"glob"]])",
       "every event that a matches, b matches and every event that c matches, a matches"},
      {R"([[["a"],["b"],"glob"],[["b"],["c"],"glob"]])",
       "every event that a matches, b matches and every event that b matches, c matches"},
      {R"([[["c"],["d"],"glob"],[["d"],["e"],"glob"]])",
       "every event that c matches, d matches and every event that d matches, e matches"},
      {R"([[["a"],["b"],"glob"],[["b"],["a"],"glob"],[["c"],["a"],"glob"]])",
       "every event that a matches, b matches, every event that b matches, a matches and every "
       "event that c matches, a matches"},
      {R"([[["a"],["b"],"glob"],[["b"],["c"],"glob"],[["c"],["a"],"glob"]])",
       "every event that a matches, b matches, every event that b matches, c matches and every "
       "event that c matches, a matches"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(verdicts(certificate_of(c.claims, plain_patterns())),
                ElementsAre(std::string(c.verdict) + kOneReading))
        << c.claims;
  }
}

// The same of both readings is said once, whatever the patterns; a claim under one reading holds
// under both if these are one for its patterns; and otherwise it is said what is not proved.
TEST(VerifyWords, Readings) {
  const char* const glob = R"([[["a"],["b"],"glob"]])";
  const char* const first = R"([[["a"],["b"],"first-occurrence"]])";
  const char* const both = R"([[["a"],["b"],"glob"],[["a"],["b"],"first-occurrence"]])";
  const char* const only_glob =
      "a implies b, of all log lines, under the reading glob of * only; nothing of the kind is "
      "proved under first-occurrence";
  const char* const only_first =
      "a implies b, of all log lines, under the reading first-occurrence of * only; nothing of the "
      "kind is proved under glob";
  const struct {
    const char* a;
    const char* b;
    bool depends;
  } cases[] = {
      {"{ $.x = 1 }", "{ $.x = 1.5 }", false},
      {"{ $.x = a }", "{ $.x = \"\" }", false},
      {"{ $.x = * }", "{ $.x = a* }", false},
      {"{ $.x = *a* }", "{ $.x = %a*b% }", false},
      {"{ $.x NOT EXISTS }", "", false},
      {"{ $.x = *a }", "{ $.x = 1 }", true},
      {"{ $.x = 1 }", "{ $.x = a*b }", true},
      {"{ $.x != *a }", "", true},
      {"{ $.x = 1 && ($.y = 2 || $.z = *a*b) }", "{ $.x = 1 }", true},
  };
  for (const auto& c : cases) {
    const Json patterns = {{"a", c.a}, {"b", c.b}};
    const std::string same = "a implies b" + std::string(kOneReading);
    EXPECT_THAT(verdicts(certificate_of(glob, patterns)), ElementsAre(c.depends ? only_glob : same))
        << c.a << c.b;
    EXPECT_THAT(verdicts(certificate_of(first, patterns)),
                ElementsAre(c.depends ? only_first : same))
        << c.a << c.b;
    EXPECT_THAT(verdicts(certificate_of(both, patterns)),
                ElementsAre("a implies b" + std::string(kBothReadings)))
        << c.a << c.b;
  }
}

TEST(VerifyWords, DifferentClaimsUnderTheReadings) {
  const char* const claims =
      R"([[["a"],["b"],"glob"],[["b"],["a"],"glob"],[["a"],["b"],"first-occurrence"]])";
  EXPECT_THAT(
      verdicts(certificate_of(claims, {{"a", "{ $.x = *a }"}, {"b", "{ $.x = *b }"}})),
      ElementsAre("a and b are equivalent, of all log lines, under the reading glob of * only; "
                  "nothing of the kind is proved under first-occurrence",
                  "a implies b, of all log lines, under the reading first-occurrence of * only; "
                  "nothing of the kind is proved under glob"));
  EXPECT_THAT(verdicts(certificate_of(claims, plain_patterns())),
              ElementsAre("a and b are equivalent" + std::string(kOneReading)));
}

TEST(VerifyWords, Domains) {
  const char* const claims = R"([[["a"],["b"],"glob"],[["a"],["b"],"first-occurrence"]])";
  const auto verdict = [&](const char* domain) {
    return verdicts(certificate_of(claims, plain_patterns(), domain)).front();
  };
  EXPECT_EQ(verdict("lines"), "a implies b, of all log lines, under both readings of *");
  EXPECT_EQ(verdict("json"), "a implies b, of all JSON objects, under both readings of *");
  EXPECT_EQ(verdict("cloudtrail"),
            "a implies b, of all CloudTrail events, under both readings of *");
}

TEST(VerifyWords, OneClaim) {
  const Certificate certificate =
      certificate_of(R"([[["b","a","b"],["d","c","c"],"first-occurrence"]])", plain_patterns());
  EXPECT_EQ(claim_words(certificate, certificate.claims.front()),
            "every event that a and b match, c or d matches (reading: first-occurrence)");
}

// A name of a pattern is whatever stands in the certificate: it must not reach a terminal raw.
TEST(VerifyWords, ControlCharactersAreWrittenOut) {
  const struct {
    const char* text;
    const char* shown;
  } cases[] = {
      {"", ""},
      {"a b", "a b"},
      {" ~\u00a0\u00e9\u20ac\U0001F600", " ~\u00a0\u00e9\u20ac\U0001F600"},
      {"\"\\", "\"\\"},
      {"a\nb", R"("a\u000ab")"},
      {"\x01", R"("\u0001")"},
      {"\x1b[31m", R"("\u001b[31m")"},
      {"\x1f", R"("\u001f")"},
      {"\x7f", R"("\u007f")"},
      {"\u0080", R"("\u0080")"},
      {"\u009b", R"("\u009b")"},
      {"\u009f", R"("\u009f")"},
  };
  for (const auto& c : cases) EXPECT_EQ(on_one_line(c.text), c.shown);
  const Certificate certificate =
      certificate_of(R"([[["a\u001b"],[],"glob"]])", {{"a\x1b", "{ $.x = 1 }"}});
  EXPECT_EQ(claim_words(certificate, certificate.claims.front()),
            R"(there is no event that "a\u001b" matches (reading: glob))");
}

}  // namespace
}  // namespace filtercheck::verify
