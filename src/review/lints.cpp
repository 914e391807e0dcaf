#include "review/lints.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "base/codes.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"
#include "review/event_names.hpp"
#include "review/lint_parts.hpp"

namespace filtercheck::review {

namespace {

// Each condition takes some comparisons of the whole pattern.
constexpr std::size_t kMostConditions = 60;

// ---- Trees --------------------------------------------------------------------------------------

using ast::operands_of;

// Which operand of which operand of the root.
using Path = std::vector<std::size_t>;

// `visit(expression, path)` for the root and all below it, in the order of the text.
using Visit = std::function<void(const Expression&, const Path&)>;
void for_each_below(const Expression& expression, Path& path, const Visit& visit) {
  visit(expression, path);
  const std::vector<Expression>* operands = operands_of(expression);
  if (operands == nullptr) return;
  for (std::size_t i = 0; i < operands->size(); ++i) {
    path.push_back(i);
    for_each_below((*operands)[i], path, visit);
    path.pop_back();
  }
}
void for_each_below(const Expression& root, const Visit& visit) {
  Path path;
  for_each_below(root, path, visit);
}

const Comparison* comparison_of(const Expression& expression) {
  return std::get_if<Comparison>(&expression.node);
}

// The tree with `part` in place of what is at the path; without it, if `part` is null. Requires of
// a null part: the path is not empty.
Expression with(const Expression& root, const Path& path, const Expression* part,
                std::size_t depth = 0) {
  if (depth == path.size()) return *part;
  Expression copy = root;
  std::vector<Expression>& operands = *operands_of(copy);
  const std::size_t at = path[depth];
  if (part != nullptr || depth + 1 < path.size()) {
    operands[at] = with(operands[at], path, part, depth + 1);
    return copy;
  }
  operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(at));
  if (operands.size() > 1) return copy;
  Expression rest = std::move(operands.front());
  return rest;
}

// ---- Meaning ------------------------------------------------------------------------------------

Pattern pattern_of(const Expression& expression) {
  Pattern pattern;
  pattern.kind = Kind::Json;
  pattern.expression = expression;
  pattern.text = format(pattern);
  return pattern;
}

class Meaning {
 public:
  explicit Meaning(const Pattern& pattern)
      : pattern_(pattern), options_{ReadingChoice::Both, domain_of(pattern)} {}

  bool is_same(const Expression& other) const {
    return compare(pattern_, pattern_of(other), options_).relation == Relation::Equivalent;
  }
  // Whether it matches none of the events.
  bool is_never(const Expression& expression) const {
    const Pattern one = pattern_of(expression);
    const CompareAnswer answer = compare(one, one, options_);
    return answer.relation == Relation::Equivalent && !answer.both;
  }
  // Whether it matches all of them.
  bool is_always(const Expression& expression) const {
    return compare(pattern_of(expression), Pattern{}, options_).relation == Relation::Equivalent;
  }

 private:
  const Pattern& pattern_;
  DecideOptions options_;
};

// ---- Text ---------------------------------------------------------------------------------------

// ---- The lints ----------------------------------------------------------------------------------

class Linter {
 public:
  // `known`: what is said of its conditions already.
  Linter(const Pattern& pattern, std::vector<Lint> known)
      : pattern_(pattern), root_(*pattern.expression), lints_(std::move(known)) {}

  std::vector<Lint> lints() {
    std::size_t conditions = 0;
    for_each_below(root_, [&](const Expression& one, const Path&) {
      if (operands_of(one) == nullptr) ++conditions;
      look_at_binding(one);
      look_at_tautology(one);
    });
    if (conditions <= kMostConditions) look_at_meaning();
    look_at_sources();
    return std::move(lints_);
  }

 private:
  void add(Code code, Severity severity, Span span, std::vector<std::string> arguments,
           std::optional<Rewrite> rewrite = std::nullopt) {
    lints_.push_back({{code, std::move(arguments)}, severity, span, std::move(rewrite)});
  }

  // The selector that every one of `operands` but that at `but` compares with `=`; null: there is
  // none.
  static const Selector* common_selector(const std::vector<Expression>& operands, std::size_t but) {
    const Selector* common = nullptr;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i == but) continue;
      const Comparison* comparison = comparison_of(operands[i]);
      if (comparison == nullptr || comparison->op != Operator::Equal) return nullptr;
      if (common != nullptr && *common != comparison->selector) return nullptr;
      common = &comparison->selector;
    }
    return common;
  }

  // `S && A || B || C` and `A || B || C && S`, where A, B and C are about one field and S is not.
  void look_at_binding(const Expression& expression) {
    const auto* any = std::get_if<Or>(&expression.node);
    if (any == nullptr) return;
    for (const std::size_t at : {std::size_t{0}, any->operands.size() - 1}) {
      const auto* all = std::get_if<And>(&any->operands[at].node);
      const Selector* common = common_selector(any->operands, at);
      if (all == nullptr || common == nullptr) continue;
      const std::size_t near = at == 0 ? all->operands.size() - 1 : 0;
      const Comparison* joined = comparison_of(all->operands[near]);
      const bool is_alike = joined != nullptr && joined->op == Operator::Equal &&
                            joined->selector == *common &&
                            common_selector(all->operands, near) != common;
      if (!is_alike || is_in_parentheses(any->operands[at], expression)) continue;
      std::vector<Expression> alternatives = any->operands;
      alternatives[at] = all->operands[near];
      Expression meant = any->operands[at];
      std::get<And>(meant.node).operands[near] = Expression{Or{std::move(alternatives)}, {}};
      const std::size_t rest = near == 0 ? 1 : 0;
      add(codes::kAndBeforeOr, Severity::Warning, expression.span,
          {in_pattern(pattern_, all->operands[rest].span),
           in_pattern(pattern_, all->operands[near].span)},
          Rewrite{expression.span, format(meant), true});
      return;
    }
  }

  // Whether an operand of `outer` stands in parentheses of its own.
  bool is_in_parentheses(const Expression& operand, const Expression& outer) const {
    const std::vector<Expression>& inner = *operands_of(operand);
    const std::size_t own = pattern_.text.find("&&", inner.front().span.end);
    const bool is_first = operands_of(outer)->front().span == operand.span;
    const std::size_t beside = is_first ? pattern_.text.find("||", operand.span.end)
                                        : pattern_.text.rfind("||", operand.span.begin);
    return depth_at(pattern_.text, own) != depth_at(pattern_.text, beside);
  }

  // `a != 1 || b != 2`: an event is left out only if all of them are as said.
  void look_at_tautology(const Expression& expression) {
    const auto* any = std::get_if<Or>(&expression.node);
    if (any == nullptr) return;
    std::vector<const Expression*> unequal;
    for (const Expression& operand : any->operands) {
      const Comparison* comparison = comparison_of(operand);
      if (comparison != nullptr && comparison->op == Operator::NotEqual)
        unequal.push_back(&operand);
    }
    if (unequal.size() < 2) return;
    add(codes::kNearTautology, Severity::Warning,
        {unequal.front()->span.begin, unequal.back()->span.end},
        {in_pattern(pattern_, unequal[0]->span), in_pattern(pattern_, unequal[1]->span)});
  }

  void look_at_meaning() {
    const Meaning meaning(pattern_);
    if (meaning.is_never(root_)) {
      add(codes::kNeverMatches, Severity::Error, root_.span, {});
      return;
    }
    if (meaning.is_always(root_)) {
      add(codes::kAlwaysMatches, Severity::Warning, root_.span, {});
      return;
    }
    // What is said of a part is not said again of what is in it.
    std::vector<Path> said;
    const auto is_said = [&](const Path& path) {
      return std::any_of(said.begin(), said.end(), [&](const Path& one) {
        return one.size() <= path.size() && std::equal(one.begin(), one.end(), path.begin());
      });
    };
    for_each_below(root_, [&](const Expression& one, const Path& path) {
      if (is_said(path)) return;
      if (!path.empty() && look_at_part(meaning, one, path)) {
        said.push_back(path);
        return;
      }
      look_at_missing(meaning, one, path);
      look_at_ordering(one);
    });
  }

  bool look_at_part(const Meaning& meaning, const Expression& one, const Path& path) {
    const Span span = balanced(pattern_.text, one.span);
    const std::string text = in_pattern(pattern_, span);
    const bool is_needless = meaning.is_same(with(root_, path, nullptr));
    if (meaning.is_never(one)) {
      const Comparison* comparison = comparison_of(one);
      const bool is_ordering = comparison != nullptr && comparison->op != Operator::Equal &&
                               comparison->op != Operator::NotEqual;
      // What an ordering of texts is meant to say only its author knows.
      add(is_ordering ? codes::kOrderingOnText : codes::kConditionNeverHolds, Severity::Warning,
          span, {text}, is_needless && !is_ordering ? left_out(path) : std::nullopt);
      return true;
    }
    if (!is_needless || has_later_twin(meaning, path)) return false;
    add(meaning.is_always(one) ? codes::kConditionAlwaysHolds : codes::kRedundantCondition,
        Severity::Warning, span, {text}, left_out(path));
    return true;
  }

  const Expression& parent_of(const Path& path) const {
    const Expression* parent = &root_;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) parent = &(*operands_of(*parent))[path[i]];
    return *parent;
  }

  std::optional<Rewrite> left_out(const Path& path) const {
    Rewrite rewrite = without_operand(pattern_.text, *operands_of(parent_of(path)), path.back());
    const auto rest = parse(rewritten(pattern_.text, {rewrite}));
    if (!rest.ok() || rest.value() != pattern_of(with(root_, path, nullptr)))
      throw InternalError("a condition was left out, and the rest is not what it was");
    return rewrite;
  }

  // Whether a later operand beside this one could be left out instead, but not both.
  bool has_later_twin(const Meaning& meaning, const Path& path) const {
    Path later = path;
    const std::size_t count = operands_of(parent_of(path))->size();
    while (++later.back() < count) {
      const Expression without = with(root_, later, nullptr);
      if (!meaning.is_same(without)) continue;
      // The last of all operands takes the place of its parent.
      if (count == 2 || !meaning.is_same(with(without, path, nullptr))) return true;
    }
    return false;
  }

  // `S > v` holds of no text, and logs have numbers as texts.
  void look_at_ordering(const Expression& one) {
    const Comparison* comparison = comparison_of(one);
    const bool is_ordering = comparison != nullptr && comparison->op != Operator::Equal &&
                             comparison->op != Operator::NotEqual;
    if (is_ordering)
      add(codes::kOrderingSkipsTexts, Severity::Note, one.span, {in_pattern(pattern_, one.span)});
  }

  // `S != v` where S may be missing, null or a boolean, and that makes a difference.
  void look_at_missing(const Meaning& meaning, const Expression& one, const Path& path) {
    const Comparison* comparison = comparison_of(one);
    if (comparison == nullptr || comparison->op != Operator::NotEqual) return;
    if (has_wildcard(comparison->selector)) return;  // unequal-elements
    const Expression guard{NotExists{comparison->selector}, {}};
    const Expression guarded{Or{{one, guard}}, {}};
    if (meaning.is_same(with(root_, path, &guarded))) return;
    const std::string text = in_pattern(pattern_, one.span);
    const std::string selector = format(comparison->selector);
    std::string guarded_text = text + " || " + selector + " NOT EXISTS";
    if (with_parentheses(pattern_.text, one.span) == one.span)
      guarded_text = "(" + guarded_text + ")";
    add(codes::kUnequalMissing, Severity::Warning, one.span, {text, selector},
        Rewrite{one.span, guarded_text, true});
  }

  // Names that the sources beside them do not log.
  void look_at_sources() {
    for (const Clause& clause : normalize(pattern_).clauses) {
      const std::vector<std::string>& sources = clause.event_source.in;
      const bool is_known = !sources.empty() && clause.event_source.like.empty() &&
                            std::all_of(sources.begin(), sources.end(), [](const std::string& one) {
                              return has_event_names(one);
                            });
      if (!is_known) continue;
      for (const std::string& name : clause.event_name.in) look_at_source(name, sources);
    }
  }

  void look_at_source(const std::string& name, const std::vector<std::string>& sources) {
    const std::vector<std::string_view> logging = sources_of(name);
    const bool is_logged = std::any_of(sources.begin(), sources.end(), [&](const std::string& one) {
      return logs_event(one, name);
    });
    if (is_logged || logging.empty()) return;
    for_each_below(root_, [&](const Expression& one, const Path&) {
      const Comparison* comparison = comparison_of(one);
      const Text* text = comparison == nullptr ? nullptr : text_of(*comparison);
      const bool is_it =
          text != nullptr && text->value == name && is_of(comparison->selector, "eventName");
      const bool is_said = std::any_of(lints_.begin(), lints_.end(),
                                       [&](const Lint& lint) { return lint.span == one.span; });
      if (is_it && !is_said)
        add(codes::kEventOfAnotherSource, Severity::Warning, one.span,
            {name, sources.front(), std::string(logging.front())});
    });
  }

  const Pattern& pattern_;
  const Expression& root_;
  std::vector<Lint> lints_;
};

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return {};
}

std::vector<Lint> lints_of(const Pattern& pattern) {
  std::vector<Lint> lints = lints_of_conditions(pattern);
  if (pattern.expression) lints = Linter(pattern, std::move(lints)).lints();
  std::vector<Lint> noted = lints_of_caveats(pattern);
  std::move(noted.begin(), noted.end(), std::back_inserter(lints));
  std::stable_sort(lints.begin(), lints.end(),
                   [](const Lint& a, const Lint& b) { return a.span.begin < b.span.begin; });
  return lints;
}

}  // namespace filtercheck::review
