#include "support/suites.hpp"

#include <cstddef>
#include <set>
#include <variant>

#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/suite.hpp"
#include "support/agree.hpp"

namespace filtercheck::support {

namespace {

// A suite beyond so many events is not made.
constexpr std::size_t kMostEvents = 300;

// Every condition as a pattern of its own.
void add_conditions(const Expression& expression, std::vector<Pattern>& out) {
  const auto all = [&out](const std::vector<Expression>& operands) {
    for (const Expression& operand : operands) add_conditions(operand, out);
  };
  if (const auto* conjunction = std::get_if<And>(&expression.node)) {
    return all(conjunction->operands);
  }
  if (const auto* disjunction = std::get_if<Or>(&expression.node)) {
    return all(disjunction->operands);
  }
  Pattern alone;
  alone.kind = Kind::Json;
  alone.expression = expression;
  out.push_back(alone);
}

class SuiteJudge {
 public:
  SuiteJudge(const Suite& suite, const std::vector<const Pattern*>& patterns)
      : suite_(suite), patterns_(patterns) {
    for (const Pattern* pattern : patterns) {
      if (pattern->expression) add_conditions(*pattern->expression, conditions_);
    }
  }

  std::optional<std::string> judge(const std::vector<std::string>& lines) {
    std::set<std::string> events;
    for (const SuiteEvent& one : suite_.events) {
      if (!events.insert(one.event).second) wrong("is in it twice", one.event);
      for (std::size_t r = 0; r < suite_.readings.size(); ++r) {
        if (one.matched.at(r) != truths(patterns_, one.event, suite_.readings[r]))
          wrong("does not match as it says", one.event);
      }
    }
    for (const Reading reading : suite_.readings) look_for_others(lines, reading);
    return what_;
  }

 private:
  // A combination that is not in the suite.
  void look_for_others(const std::vector<std::string>& lines, Reading reading) {
    std::vector<const Pattern*> conditions;
    for (const Pattern& condition : conditions_) conditions.push_back(&condition);
    std::set<std::vector<bool>> combinations;
    for (const SuiteEvent& one : suite_.events) {
      combinations.insert(truths(conditions, one.event, reading));
    }
    for (const std::string& line : lines) {
      if (combinations.count(truths(conditions, line, reading)) == 0)
        wrong("has truth values that no event of it has", line);
    }
  }

  static std::vector<bool> truths(const std::vector<const Pattern*>& patterns,
                                  const std::string& line, Reading reading) {
    std::vector<bool> out;
    for (const Pattern* pattern : patterns) out.push_back(matches(*pattern, line, reading));
    return out;
  }

  void wrong(const std::string& what, const std::string& event) {
    if (what_) return;
    what_ = event + "\n  " + what + ": the suite of";
    for (const Pattern* pattern : patterns_) *what_ += "\n  " + pattern->text;
  }

  const Suite& suite_;
  const std::vector<const Pattern*>& patterns_;
  std::vector<Pattern> conditions_;
  std::optional<std::string> what_;
};

}  // namespace

std::optional<std::string> incomplete_suite(const Pattern& a, const Pattern& b, Domain domain,
                                            const std::vector<std::string>& lines) {
  const std::vector<const Pattern*> patterns{&a, &b};
  const DecideOptions options{ReadingChoice::Both, domain};
  const SuiteAnswer answer = complete_suite(patterns, options, kMostEvents);
  const auto* suite = std::get_if<Suite>(&answer);
  if (suite == nullptr) return std::nullopt;
  std::vector<std::string> of_domain;
  for (const std::string& line : lines) {
    if (domain == Domain::Lines || is_json_object(line)) of_domain.push_back(line);
  }
  if (auto wrong = SuiteJudge(*suite, patterns).judge(of_domain)) return wrong;
  const CompareAnswer compared = compare(a, b, options);
  if (compared.relation != Relation::Undecided) confirm(*suite, compared);
  return std::nullopt;
}

}  // namespace filtercheck::support
