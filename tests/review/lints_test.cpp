// The lints of a pattern, as data: lints.jsonl, a pattern a line, with what is said of it as
// "SEVERITY CODE: what it is about" and what it becomes by all rewrites, if that is told. `trap` is
// the trap of the language page that it shows.
#include "review/lints.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "review/lint_parts.hpp"
#include "review/star_lints.hpp"

namespace filtercheck::review {
namespace {

struct Case {
  std::string name;
  std::string pattern;
  std::vector<std::string> lints;
  std::optional<std::string> rewritten;
};
void PrintTo(const Case& given, std::ostream* out) { *out << given.name; }

std::vector<Case> cases() {
  std::vector<Case> cases;
  std::ifstream file("review/lints.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line);
    cases.push_back({json.at("name"), json.at("pattern"), json.at("lints"), std::nullopt});
    if (json.contains("rewritten")) cases.back().rewritten = json["rewritten"].get<std::string>();
  }
  return cases;
}

std::string rewritten_by(Pattern pattern, const std::vector<Lint>& lints) {
  for (auto lint = lints.rbegin(); lint != lints.rend(); ++lint)
    if (lint->rewrite) pattern.text = rewritten(pattern.text, {*lint->rewrite});
  return pattern.text;
}

class Lints : public testing::TestWithParam<Case> {};

TEST_P(Lints, AreFound) {
  const Pattern pattern = parse(GetParam().pattern).value();
  const std::vector<Lint> lints = lints_of(pattern);
  std::vector<std::string> found;
  for (const Lint& lint : lints)
    found.push_back(std::string(name_of(lint.severity)) + " " + std::string(lint.what.code) + ": " +
                    in_pattern(pattern, lint.span));
  EXPECT_EQ(found, GetParam().lints);
  if (GetParam().rewritten) {
    EXPECT_EQ(rewritten_by(pattern, lints), *GetParam().rewritten);
  }
}

// Each by itself makes a pattern that AWS takes and of which the same is not said again. Of one
// that is said to keep the meaning, the two are equivalent.
TEST_P(Lints, HaveRewritesThatHelp) {
  const Pattern pattern = parse(GetParam().pattern).value();
  const DecideOptions options{ReadingChoice::Both, domain_of(pattern)};
  for (const Lint& lint : lints_of(pattern)) {
    if (!lint.rewrite) continue;
    const std::string text = rewritten(pattern.text, {*lint.rewrite});
    const Result<Pattern> parsed = parse(text);
    ASSERT_TRUE(parsed.ok()) << text;
    for (const Lint& left : lints_of(parsed.value()))
      EXPECT_FALSE(left.what == lint.what) << text << ": " << lint.what.code;
    if (!lint.rewrite->changes_meaning) {
      EXPECT_EQ(compare(pattern, parsed.value(), options).relation, Relation::Equivalent) << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Lints, testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param.name; });

// ---- The readings of `*` ------------------------------------------------------------------------

// Which literals are blamed where the answer is whether the pattern has every event of `other`.
std::vector<std::string> blamed(const std::string& text, const std::string& other) {
  const Pattern events = parse(other).value();
  const Pattern pattern = parse(text).value();
  std::vector<std::string> found;
  for (const Lint& lint : lints_of_stars(pattern, "it", [&](const Pattern& one) {
         return !compare(one, events, {}).readings.empty();
       }))
    found.push_back(in_pattern(pattern, lint.span) +
                    (lint.rewrite ? " -> " + lint.rewrite->text : ""));
  return found;
}

using Blamed = std::vector<std::string>;

TEST(LintsOfStars, BlameTheOnlyLiteralThatMayBe) {
  EXPECT_EQ(blamed("{ $.a = s3*m && $.b = x* }", "{ $.a = sm3m && $.b = x }"),
            Blamed{"s3*m -> %^s3.*m$%"});
  EXPECT_EQ(blamed("{ $.a = \"*.c(\\\"m\" }", "{ $.a = \".c(\\\"m.c(\\\"m\" }"),
            Blamed{"\"*.c(\\\"m\" -> %\\.c\\x28\\x22m$%"});
}

TEST(LintsOfStars, BlameTheOneThatMakesTheDifference) {
  EXPECT_EQ(blamed("{ $.a = *.com || $.b = *.org }", "{ $.a = .com.com || $.b = *.org }"),
            Blamed{"*.com -> %\\.com$%"});
}

TEST(LintsOfStars, BlameAllWhereNoneAloneDoes) {
  EXPECT_EQ(blamed("{ $.a = *.com || $.b = *.org }", "{ $.a = .com.com || $.b = .org.org }"),
            (Blamed{"*.com -> %\\.com$%", "*.org -> %\\.org$%"}));
}

TEST(LintsOfStars, HaveNoRewriteWhereThereIsNoRoomForARegex) {
  EXPECT_EQ(blamed("{ $.a = *é }", "{ $.a = éé }"), Blamed{"*é"});
  EXPECT_EQ(blamed("{ $.a = *.com && $.b = %x% && $.c = %y% }",
                   "{ $.a = .com.com && $.b = %x% && $.c = %y% }"),
            Blamed{"*.com"});
}

// ---- Meaning ------------------------------------------------------------------------------------

// What the fix of `&&` before `||` makes of it is what was meant.
TEST(LintOfBinding, PutsTheAlternativesInParentheses) {
  const std::string source = "$.eventSource = s3.amazonaws.com";
  const Pattern pattern =
      parse("{ (" + source + ") && ($.eventName = PutBucketAcl) || ($.eventName = PutBucketCors) }")
          .value();
  const Pattern meant =
      parse("{ " + source + " && ($.eventName = PutBucketAcl || $.eventName = PutBucketCors) }")
          .value();
  const Pattern fixed = parse(rewritten_by(pattern, lints_of(pattern))).value();
  EXPECT_EQ(compare(fixed, meant, {}).relation, Relation::Equivalent);
}

}  // namespace
}  // namespace filtercheck::review
