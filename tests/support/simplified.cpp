#include "support/simplified.hpp"

#include <algorithm>
#include <set>
#include <variant>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::support {

namespace {

// The texts with a `*`, runs of it as one.
void collect_globs(const Expression& expression, std::set<std::string>& globs) {
  const auto all = [&](const std::vector<Expression>& operands) {
    for (const Expression& operand : operands) collect_globs(operand, globs);
  };
  if (const auto* conjunction = std::get_if<And>(&expression.node)) all(conjunction->operands);
  if (const auto* disjunction = std::get_if<Or>(&expression.node)) all(disjunction->operands);
  const auto* comparison = std::get_if<Comparison>(&expression.node);
  const auto* text = comparison ? std::get_if<Text>(&comparison->literal) : nullptr;
  if (text == nullptr || text->value.find('*') == std::string::npos) return;
  std::string glob = text->value;
  const auto stars = [](char a, char b) { return a == '*' && b == '*'; };
  glob.erase(std::unique(glob.begin(), glob.end(), stars), glob.end());
  globs.insert(glob);
}

std::set<std::string> globs_of(const Pattern& pattern) {
  std::set<std::string> globs;
  if (pattern.expression) collect_globs(*pattern.expression, globs);
  return globs;
}

std::vector<Reading> readings_of(ReadingChoice choice) {
  if (choice == ReadingChoice::Glob) return {Reading::Glob};
  if (choice == ReadingChoice::FirstOccurrence) return {Reading::FirstOccurrence};
  return {Reading::Glob, Reading::FirstOccurrence};
}

}  // namespace

std::optional<std::string> bad_simplification(const Pattern& pattern,
                                              const SimplifyOptions& options,
                                              const std::vector<std::string>& events) {
  const Simplified simplified = simplify(pattern, options);
  const std::string& text = simplified.pattern.text;
  const auto bad = [&](const std::string& what) {
    return what + "\n  " + pattern.text + "\n  became " + text;
  };
  const bool within_limits = parse(pattern.text).ok();
  const Limits limits = within_limits ? Limits::aws() : Limits::beyond_aws();
  const Result<Pattern> parsed = parse(text, limits);
  if (!parsed.ok() || !(parsed.value() == simplified.pattern)) return bad("not its own text");
  if (base::count_code_points(text) > base::count_code_points(pattern.text)) return bad("longer");
  if (simplified.steps.empty() != (text == pattern.text)) return bad("changed without a step");
  const bool same_tree = simplified.pattern == pattern;
  const Relation relation = compare(pattern, simplified.pattern, options.decide).relation;
  if (!same_tree && relation != Relation::Equivalent)
    return bad("not equivalent but " + std::string(name_of(relation)));
  if (options.decide.domain == Domain::Lines) {
    for (const Reading reading : readings_of(options.decide.reading)) {
      for (const std::string& event : events) {
        if (matches(pattern, event, reading) != matches(simplified.pattern, event, reading))
          return bad("differs on " + event);
      }
    }
  }
  const std::set<std::string> before = globs_of(pattern);
  const std::set<std::string> after = globs_of(simplified.pattern);
  if (!options.allow_globs &&
      !std::includes(before.begin(), before.end(), after.begin(), after.end())) {
    return bad("has a glob of its own");
  }
  const auto is_stopped = [](const Caveat& caveat) {
    return caveat.code == codes::kSimplifyStopped;
  };
  const auto& caveats = simplified.caveats;
  if (std::any_of(caveats.begin(), caveats.end(), is_stopped)) return std::nullopt;
  const std::string again = simplify(simplified.pattern, options).pattern.text;
  if (again != text) return bad("and, simplified again, " + again);
  return std::nullopt;
}

}  // namespace filtercheck::support
