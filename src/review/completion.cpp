#include "review/completion.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "base/words.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::review {

namespace {

// Places that are tried; each costs a check.
constexpr std::size_t kMostPlaces = 8;

const Text* event_name_of(const Expression& expression) {
  const auto* comparison = std::get_if<Comparison>(&expression.node);
  const bool is_name = comparison != nullptr && comparison->op == Operator::Equal &&
                       comparison->selector == Selector{{Key{"eventName"}}};
  return is_name ? std::get_if<Text>(&comparison->literal) : nullptr;
}

// What is required and not surely matched.
struct Missing {
  std::vector<const Requirement*> wholly;
  std::vector<const Requirement*> partly;  // some such events are matched
};

Missing missing_of(const std::vector<Requirement>& requirements, const CheckAnswer& answer) {
  std::vector<const Checked*> all;
  for (const CheckAnswer::UnderReading& reading : answer.readings) all.push_back(&reading);
  if (all.empty()) all.push_back(&answer);
  Missing missing;
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const auto is = [i](Coverage coverage) {
      return
          [i, coverage](const Checked* one) { return one->requirements[i].coverage == coverage; };
    };
    if (std::all_of(all.begin(), all.end(), is(Coverage::Full))) continue;
    const bool is_wholly = std::any_of(all.begin(), all.end(), is(Coverage::None));
    (is_wholly ? missing.wholly : missing.partly).push_back(&requirements[i]);
  }
  return missing;
}

// A place where the name of an event is compared.
struct Place {
  const Expression* condition;
  bool is_alternative;  // an operand of an Or
  bool is_joined;       // of an And
};

void add_places(const Expression& expression, std::vector<Place>& places) {
  const std::vector<Expression>* operands = ast::operands_of(expression);
  if (operands == nullptr) return;
  const bool is_or = std::holds_alternative<Or>(expression.node);
  const Expression* last = nullptr;
  for (const Expression& operand : *operands) {
    add_places(operand, places);
    if (event_name_of(operand) == nullptr) continue;
    last = &operand;
    if (!is_or) places.push_back({last, false, true});
  }
  if (is_or && last != nullptr) places.push_back({last, true, false});
}

std::vector<Place> places_of(const Expression& root) {
  std::vector<Place> places;
  if (event_name_of(root) != nullptr) places.push_back({&root, false, false});
  add_places(root, places);
  if (places.size() > kMostPlaces) places.resize(kMostPlaces);
  return places;
}

// Operands of an And, with it.
struct Joined {
  const std::vector<Expression>* operands;
  std::size_t index;
};

void add_joined(const Expression& expression, std::vector<Joined>& joined) {
  const std::vector<Expression>* operands = ast::operands_of(expression);
  if (operands == nullptr) return;
  for (std::size_t i = 0; i < operands->size(); ++i) {
    if (std::holds_alternative<And>(expression.node)) joined.push_back({operands, i});
    add_joined((*operands)[i], joined);
  }
}

std::vector<Joined> joined_of(const Expression& root) {
  std::vector<Joined> joined;
  add_joined(root, joined);
  if (joined.size() > kMostPlaces) joined.resize(kMostPlaces);
  return joined;
}

class Completer {
 public:
  Completer(const Pattern& pattern, const Missing& missing)
      : text_(pattern.text), root_(*pattern.expression), missing_(missing) {}

  // What is required, at the end.
  Completion at_the_end() const {
    const Span whole = with_parentheses(text_, root_.span);
    std::string added;
    for (const std::string& one : alternatives()) added += " || " + one;
    Completion completion = adding(added);
    if (is_bare_and()) {
      completion.rewrites.push_back({{whole.begin, whole.begin}, "(", true});
      added.insert(0, ")");
    }
    completion.rewrites.push_back({{whole.end, whole.end}, added, true});
    return completion;
  }

  // The names of which nothing is matched beside one that is there, and written as that is.
  Completion beside(const Place& place) const {
    const Span condition = place.condition->span;
    const Span own = with_parentheses(text_, condition);
    const bool is_bare = own == condition;
    const std::string written(part(condition));
    const std::string& name = event_name_of(*place.condition)->value;
    const std::size_t at = written.rfind(name);
    std::string added;
    for (const Requirement* one : missing_.wholly) {
      std::string another = "$.eventName = " + *one->event_name;
      if (at != std::string::npos)
        another = std::string(written).replace(at, name.size(), *one->event_name);
      const bool is_apart = place.is_alternative && !is_bare;
      added += " || " + (is_apart ? "(" + another + ")" : another);
    }
    Completion completion = adding(added);
    if (place.is_joined && is_bare) {
      completion.rewrites.push_back({{condition.begin, condition.begin}, "(", true});
      added += ")";
    }
    const std::size_t end = place.is_alternative ? own.end : condition.end;
    completion.rewrites.push_back({{end, end}, added, true});
    return completion;
  }

  Completion without(const Joined& joined) const {
    const Span span = (*joined.operands)[joined.index].span;
    Rewrite rewrite = without_operand(text_, *joined.operands, joined.index);
    rewrite.changes_meaning = true;
    return {{rewrite}, "leave out " + base::in_ticks(part(balanced(text_, span)))};
  }

 private:
  static Completion adding(const std::string& text) {
    return {{}, "add " + base::in_ticks(text.substr(1))};
  }

  // Whether `||` behind the whole would follow `&&`, which reads as if it belonged to its end.
  bool is_bare_and() const {
    const auto* all = std::get_if<And>(&root_.node);
    return all != nullptr && depth_at(text_, text_.find("&&", all->operands.front().span.end)) == 0;
  }

  std::string_view part(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

  // In parentheses each; the names of a source together.
  std::vector<std::string> alternatives() const {
    std::vector<std::string> all;
    std::map<std::string, std::string> names;
    for (const std::vector<const Requirement*>* some : {&missing_.wholly, &missing_.partly}) {
      for (const Requirement* one : *some) {
        if (!one->event_name) {
          all.push_back("(" + format(*one->events.expression) + ")");
          continue;
        }
        std::string& of_source = names[*one->event_source];
        of_source += of_source.empty() ? "(" : " || (";
        of_source += "$.eventName = " + *one->event_name + ")";
      }
    }
    for (const auto& [source, of_source] : names)
      all.push_back("(($.eventSource = " + source + ") && (" + of_source + "))");
    return all;
  }

  std::string_view text_;
  const Expression& root_;
  const Missing& missing_;
};

// Both; no value: one is within the other.
std::optional<Completion> both(const Completion& a, const Completion& b) {
  Completion both{a.rewrites, a.what + ", and " + b.what};
  both.rewrites.insert(both.rewrites.end(), b.rewrites.begin(), b.rewrites.end());
  std::stable_sort(
      both.rewrites.begin(), both.rewrites.end(),
      [](const Rewrite& one, const Rewrite& other) { return one.span.begin < other.span.begin; });
  for (std::size_t i = 1; i < both.rewrites.size(); ++i)
    if (both.rewrites[i].span.begin < both.rewrites[i - 1].span.end) return std::nullopt;
  return both;
}

}  // namespace

std::optional<Completion> completion_of(const Pattern& pattern,
                                        const std::vector<Requirement>& requirements,
                                        const CheckAnswer& answer, const DecideOptions& options) {
  if (!pattern.expression) return std::nullopt;
  const Missing missing = missing_of(requirements, answer);
  if (missing.wholly.empty() && missing.partly.empty()) return std::nullopt;
  const Completer completer(pattern, missing);
  const Completion at_the_end = completer.at_the_end();
  // Longer than AWS takes, perhaps.
  const auto widened = parse(rewritten(pattern.text, at_the_end.rewrites), Limits::beyond_aws());

  const auto is_right = [&](const Completion& completion) {
    const auto completed = parse(rewritten(pattern.text, completion.rewrites));
    return completed.ok() &&
           check(completed.value(), requirements, options).verdict == CheckVerdict::Covered;
  };
  // And matches no other events than it would with all that is required at its end.
  const auto is_close = [&](const Completion& completion) {
    const auto completed = parse(rewritten(pattern.text, completion.rewrites));
    return completed.ok() && widened.ok() && is_right(completion) &&
           compare(completed.value(), widened.value(), options).relation == Relation::Equivalent;
  };

  const bool has_names =
      !missing.wholly.empty() &&
      std::all_of(missing.wholly.begin(), missing.wholly.end(),
                  [](const Requirement* one) { return one->event_name.has_value(); });
  std::vector<Completion> beside;
  if (has_names)
    for (const Place& place : places_of(*pattern.expression))
      beside.push_back(completer.beside(place));
  if (missing.partly.empty()) {
    for (const Completion& one : beside)
      if (is_right(one)) return one;
  } else {
    for (const Joined& joined : joined_of(*pattern.expression)) {
      const Completion without = completer.without(joined);
      if (missing.wholly.empty() && is_close(without)) return without;
      for (const Completion& one : beside)
        if (auto combined = both(without, one); combined && is_close(*combined)) return combined;
    }
  }
  if (!is_right(at_the_end)) return std::nullopt;
  return at_the_end;
}

}  // namespace filtercheck::review
