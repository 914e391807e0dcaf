#include "review/lints.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::review {
namespace {

struct Case {
  const char* name;
  std::string pattern;
  std::vector<std::string> lints;  // "code: what it is about"
  std::string rewritten;           // by all rewrites; empty: as it was
};
void PrintTo(const Case& given, std::ostream* out) { *out << given.name; }

const std::string kSource = "$.eventSource = s3.amazonaws.com";

std::vector<Case> cases() {
  return {
      {"clean", "{ $.eventName = PutBucketAcl }", {}, ""},
      {"not_json", "ERROR", {}, ""},
      {"everything", "", {}, ""},
      {"cis",
       "{ (" + kSource + ") && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy)) }",
       {},
       ""},
      {"misspelt_name",
       "{ $.eventName = \"PutBucketACL\" }",
       {"misspelt-event-name: $.eventName = \"PutBucketACL\""},
       "{ $.eventName = \"PutBucketAcl\" }"},
      {"misspelt_source",
       "{ $.eventSource = cloudtrial.amazonaws.com && $.eventName = CreateTrail }",
       {"misspelt-event-source: $.eventSource = cloudtrial.amazonaws.com"},
       "{ $.eventSource = cloudtrail.amazonaws.com && $.eventName = CreateTrail }"},
      {"renamed",
       "{ $.eventName = PutBucketLifecycleConfiguration }",
       {"renamed-event: $.eventName = PutBucketLifecycleConfiguration"},
       "{ $.eventName = PutBucketLifecycle }"},
      {"another_source",
       "{ " + kSource + " && ($.eventName = CreateTrail || $.eventName = PutBucketAcl) }",
       {"event-of-another-source: $.eventName = CreateTrail"},
       ""},
      {"another_source_of_several",
       "{ (" + kSource +
           " || $.eventSource = cloudtrail.amazonaws.com) && $.eventName = CreateTrail }",
       {},
       ""},
      {"boolean", "{ $.a = true }", {"text-boolean: $.a = true"}, "{ $.a IS TRUE }"},
      {"boolean_text_of_cloudtrail",
       "{ $.userIdentity.sessionContext.attributes.mfaAuthenticated = \"false\" }",
       {},
       ""},
      {"binding",
       "{ (" + kSource + ") && ($.eventName = PutBucketAcl) || ($.eventName = PutBucketCors) }",
       {"and-before-or: " + kSource +
        ") && ($.eventName = PutBucketAcl) || ($.eventName = "
        "PutBucketCors"},
       ""},
      {"binding_at_the_end",
       "{ $.eventName = PutBucketAcl || $.eventName = PutBucketCors && " + kSource + " }",
       {"and-before-or: $.eventName = PutBucketAcl || $.eventName = PutBucketCors && " + kSource},
       ""},
      {"binding_is_meant",
       "{ (" + kSource + " && $.eventName = PutBucketAcl) || $.eventName = PutBucketCors }",
       {},
       ""},
      {"tautology",
       "{ $.a = 1 || $.b != 2 || $.c != 3 }",
       {"near-tautology: $.b != 2 || $.c != 3", "unequal-missing: $.b != 2",
        "unequal-missing: $.c != 3"},
       "{ $.a = 1 || ($.b != 2 || $.b NOT EXISTS) || ($.c != 3 || $.c NOT EXISTS) }"},
      {"missing",
       "{ $.eventName = ConsoleLogin && ($.additionalEventData.MFAUsed != Yes) }",
       {"unequal-missing: $.additionalEventData.MFAUsed != Yes"},
       "{ $.eventName = ConsoleLogin && ($.additionalEventData.MFAUsed != Yes || "
       "$.additionalEventData.MFAUsed NOT EXISTS) }"},
      {"missing_is_said",
       "{ $.eventName = ConsoleLogin && ($.a != Yes || $.a NOT EXISTS) }",
       {},
       ""},
      {"missing_is_guaranteed",
       "{ $.eventName = ConsoleLogin && $.eventType != AwsServiceEvent }",
       {},
       ""},
      {"never", "{ $.a = 1 && $.a = 2 }", {"never-matches: $.a = 1 && $.a = 2"}, ""},
      {"always", "{ $.eventName = * }", {"always-matches: $.eventName = *"}, ""},
      {"part_never",
       "{ $.eventName = PutBucketAcl || ($.a = 1 && $.a = 2) }",
       {"condition-never-holds: $.a = 1 && $.a = 2"},
       ""},
      {"ordering",
       "{ $.eventName = PutBucketAcl || $.eventName > 1 }",
       {"ordering-on-text: $.eventName > 1"},
       ""},
      {"part_always",
       "{ $.eventName = PutBucketAcl && $.eventSource = * }",
       {"condition-always-holds: $.eventSource = *"},
       ""},
      {"redundant",
       "{ $.eventName = PutBucket* || $.eventName = PutBucketAcl }",
       {"redundant-condition: $.eventName = PutBucketAcl"},
       ""},
      {"twice",
       "{ $.eventName = PutBucketAcl || $.eventName = PutBucketAcl }",
       {"redundant-condition: $.eventName = PutBucketAcl"},
       ""},
  };
}

std::string rewritten(const Pattern& pattern, const std::vector<Lint>& lints) {
  std::string text = pattern.text;
  for (auto lint = lints.rbegin(); lint != lints.rend(); ++lint)
    if (lint->rewrite)
      text.replace(lint->rewrite->span.begin, lint->rewrite->span.end - lint->rewrite->span.begin,
                   lint->rewrite->text);
  return text;
}

class Lints : public testing::TestWithParam<Case> {};

TEST_P(Lints, AreFound) {
  const Pattern pattern = parse(GetParam().pattern).value();
  const std::vector<Lint> lints = lints_of(pattern);
  std::vector<std::string> found;
  for (const Lint& lint : lints)
    found.push_back(std::string(lint.what.code) + ": " +
                    pattern.text.substr(lint.span.begin, lint.span.end - lint.span.begin));
  EXPECT_EQ(found, GetParam().lints);
  if (!GetParam().rewritten.empty()) {
    EXPECT_EQ(rewritten(pattern, lints), GetParam().rewritten);
  }
  for (const Lint& lint : lints) {
    if (!lint.rewrite) continue;
    EXPECT_TRUE(parse(rewritten(pattern, {lint})).ok()) << rewritten(pattern, {lint});
  }
}

INSTANTIATE_TEST_SUITE_P(All, Lints, testing::ValuesIn(cases()),
                         [](const auto& test) { return std::string(test.param.name); });

// What the fix of `&&` before `||` makes of it is what was meant.
TEST(LintOfBinding, PutsTheAlternativesInParentheses) {
  const Pattern pattern =
      parse("{ (" + kSource +
            ") && ($.eventName = PutBucketAcl) || ($.eventName = PutBucketCors) }")
          .value();
  const Pattern meant =
      parse("{ " + kSource + " && ($.eventName = PutBucketAcl || $.eventName = PutBucketCors) }")
          .value();
  const Pattern fixed = parse(rewritten(pattern, lints_of(pattern))).value();
  EXPECT_EQ(compare(fixed, meant, {}).relation, Relation::Equivalent);
}

}  // namespace
}  // namespace filtercheck::review
