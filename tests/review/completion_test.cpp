#include "review/completion.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ast/walk.hpp"
#include "controls/controls.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::review {
namespace {

using Strings = std::pair<std::string, std::string>;
constexpr DecideOptions kOptions{ReadingChoice::Both, Domain::CloudTrail};

std::vector<Requirement> requirements_of(const std::string& control) {
  std::vector<Requirement> requirements;
  for (const ControlRequirement& one : find_builtin_control(control)->requirements) {
    if (const auto* event = std::get_if<EventRequirement>(&one)) {
      requirements.push_back(event_requirement(event->event_source, event->event_name));
    } else {
      const auto& pattern = std::get<PatternRequirement>(one);
      requirements.push_back(
          {std::nullopt, std::nullopt, pattern.label, parse(pattern.pattern).value()});
    }
  }
  return requirements;
}

// The text of the pattern when it is completed, and what that is called; or "none".
Strings completed(const std::string& text, const std::vector<Requirement>& requirements) {
  const Pattern pattern = parse(text).value();
  const auto completion =
      completion_of(pattern, requirements, check(pattern, requirements, kOptions), kOptions);
  if (!completion) return {"none", ""};
  return {rewritten(text, completion->rewrites), completion->what};
}

std::vector<Requirement> events(const std::vector<std::string>& names) {
  std::vector<Requirement> requirements;
  for (const std::string& name : names)
    requirements.push_back(event_requirement("s3.amazonaws.com", name));
  return requirements;
}

TEST(Completion, IsSpeltAsWhatIsThere) {
  struct Case {
    std::string text;
    std::string completed;
  };
  for (const auto& [text, expected] : std::vector<Case>{
           {"{ $.eventSource = s3.amazonaws.com && ($.eventName = A || $.eventName = B) }",
            "{ $.eventSource = s3.amazonaws.com && ($.eventName = A || $.eventName = B || "
            "$.eventName "
            "= C) }"},
           {"{ ($.eventSource = s3.*) && (($.eventName=\"A\") || ( $.eventName=\"B\" )) }",
            "{ ($.eventSource = s3.*) && (($.eventName=\"A\") || ( $.eventName=\"B\" ) || "
            "($.eventName=\"C\")) }"},
           {"{ $.eventName = A || $.eventName = B }",
            "{ $.eventName = A || $.eventName = B || $.eventName = C }"},
           // Beside the names of its own source.
           {"{ ($.eventSource = x && ($.eventName = A || $.eventName = Y)) || ($.eventSource = "
            "s3.amazonaws.com && ($.eventName = A || $.eventName = B)) }",
            "{ ($.eventSource = x && ($.eventName = A || $.eventName = Y)) || ($.eventSource = "
            "s3.amazonaws.com && ($.eventName = A || $.eventName = B || $.eventName = C)) }"},
       })
    EXPECT_EQ(completed(text, events({"A", "B", "C"})).first, expected);
}

TEST(Completion, OfOneNameIsAnAlternativeToIt) {
  EXPECT_EQ(completed("{ $.eventName = A }", events({"A", "B"})).first,
            "{ $.eventName = A || $.eventName = B }");
  EXPECT_EQ(
      completed("{ $.eventSource = s3.amazonaws.com && $.eventName = A }", events({"A", "B"})),
      Strings("{ $.eventSource = s3.amazonaws.com && ($.eventName = A || $.eventName = B) }",
              "add `|| $.eventName = B`"));
  EXPECT_EQ(
      completed("{ ($.eventSource = s3.amazonaws.com) && ($.eventName = A) }", events({"A", "B"}))
          .first,
      "{ ($.eventSource = s3.amazonaws.com) && ($.eventName = A || $.eventName = B) }");
}

TEST(Completion, LeavesOutWhatNarrowsAll) {
  const std::string names = "($.eventName = A || $.eventName = B)";
  EXPECT_EQ(
      completed("{ $.eventSource = s3.amazonaws.com && " + names + " && $.errorCode NOT EXISTS }",
                events({"A", "B"})),
      Strings("{ $.eventSource = s3.amazonaws.com && " + names + " }",
              std::string("leave out `$.errorCode NOT EXISTS`")));
  EXPECT_EQ(
      completed("{ ($.awsRegion = eu*) && ($.eventSource = s3.amazonaws.com) && " + names + " }",
                events({"A", "B", "C"})),
      Strings(std::string("{ ($.eventSource = s3.amazonaws.com) && ($.eventName = A || "
                          "$.eventName = B || $.eventName = C) }"),
              std::string("leave out `$.awsRegion = eu*`, and add `|| $.eventName = C`")));
}

// To leave out the region would match more than what is required and what was matched.
TEST(Completion, AddsAtTheEndWhatHasNoOtherPlace) {
  EXPECT_EQ(completed("{ $.eventName = A && $.awsRegion = eu* }", events({"A"})).first,
            "{ ($.eventName = A && $.awsRegion = eu*) || (($.eventSource = s3.amazonaws.com) && "
            "(($.eventName = A))) }");
  EXPECT_EQ(
      completed("{ $.x = 1 }", events({"A", "B"})).first,
      "{ $.x = 1 || (($.eventSource = s3.amazonaws.com) && (($.eventName = A) || ($.eventName "
      "= B))) }");
  const std::vector<Requirement> root = requirements_of("root-account-usage");
  EXPECT_EQ(completed("{ ($.userIdentity.type = Root) && ($.awsRegion = eu*) }", root)
                .first.find("{ (($.userIdentity.type = Root) && ($.awsRegion = eu*)) || (("),
            0U);
}

TEST(Completion, IsNoneWhereAwsWouldNotTakeIt) {
  EXPECT_EQ(completed("{ $.x = " + std::string(1000, 'x') + " }", events({"A"})).first, "none");
  EXPECT_EQ(completed("?A ?B", events({"A"})).first, "none");
}

TEST(Completion, IsNoneWhereNothingIsMissed) {
  EXPECT_EQ(completed("{ $.eventName = A }", events({"A"})).first, "none");
}

// Each control's own pattern without each of its conditions: what is then missed is added again,
// and nothing that was matched is lost.
TEST(Completion, MendsEveryControlWithOneConditionLess) {
  std::size_t mended = 0;
  for (const Control& control : builtin_controls()) {
    const auto pattern = parse(control.pattern);
    if (!pattern.ok() || !pattern.value().expression) continue;
    const std::vector<Requirement> requirements = requirements_of(control.id);
    std::vector<const Expression*> open{&*pattern.value().expression};
    while (!open.empty()) {
      const std::vector<Expression>* operands = ast::operands_of(*open.back());
      open.pop_back();
      if (operands == nullptr) continue;
      for (std::size_t i = 0; i < operands->size(); ++i) {
        open.push_back(&(*operands)[i]);
        const std::string text =
            rewritten(control.pattern, {without_operand(control.pattern, *operands, i)});
        SCOPED_TRACE(text);
        const Pattern less = parse(text).value();
        const CheckAnswer answer = check(less, requirements, kOptions);
        const auto completion = completion_of(less, requirements, answer, kOptions);
        EXPECT_EQ(completion.has_value(), answer.verdict == CheckVerdict::NotCovered);
        if (!completion) continue;
        const Pattern whole = parse(rewritten(text, completion->rewrites)).value();
        EXPECT_EQ(check(whole, requirements, kOptions).verdict, CheckVerdict::Covered);
        const Relation relation = compare(less, whole, kOptions).relation;
        EXPECT_EQ(relation, Relation::Subset) << whole.text;
        ++mended;
      }
    }
  }
  EXPECT_GT(mended, 50U);
}

}  // namespace
}  // namespace filtercheck::review
