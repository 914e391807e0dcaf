#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "base/codes.hpp"
#include "filtercheck/parse.hpp"
#include "review/event_names.hpp"
#include "review/lint_parts.hpp"

namespace filtercheck::review {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool are_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_equality(const Comparison& comparison) {
  return comparison.op == Operator::Equal || comparison.op == Operator::NotEqual;
}

// Of a selector, its last name; null: the last step is none.
const std::string* last_name(const Selector& selector) {
  const auto* key = std::get_if<Key>(&selector.steps.back());
  return key == nullptr ? nullptr : &key->name;
}

// CloudTrail writes these as texts.
bool is_text_of_boolean(const Selector& selector) {
  const std::string* name = last_name(selector);
  return name != nullptr && (*name == "mfaAuthenticated" || *name == "MFAUsed");
}

// A name for what is numbered, such as an account: its digits are a text.
bool is_identifier(const Selector& selector) {
  const std::string* name = last_name(selector);
  return name != nullptr && (name->ends_with("Id") || name->ends_with("ID") ||
                             name->ends_with("id") || name->ends_with("Version"));
}

// `200.0`, `+200`, `0200`: the digits of the integer that it is; empty: it is no integer, has an
// exponent, or is written as all write it.
std::string_view integer_spelt_oddly(std::string_view source) {
  std::string_view digits = source;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  if (digits.substr(point).find_first_not_of(".0") != std::string_view::npos) return {};
  digits = digits.substr(0, point);
  if (!are_digits(digits)) return {};
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits == source ? std::string_view() : digits;
}

bool has_anchor(const Regex& regex) {
  return std::any_of(regex.alternatives.begin(), regex.alternatives.end(), [](const auto& pieces) {
    return std::any_of(pieces.begin(), pieces.end(), [](const RegexPiece& piece) {
      return std::holds_alternative<Anchor>(piece.atom);
    });
  });
}

// `10\.10\.0\.1`
bool is_address(std::string_view source) {
  std::size_t parts = 0;
  while (!source.empty() && is_digit(source.front())) {
    source.remove_prefix(
        std::min(static_cast<std::size_t>(std::find_if_not(source.begin(), source.end(), is_digit) -
                                          source.begin()),
                 source.size()));
    ++parts;
    if (source.empty()) return parts == 4;
    if (source.starts_with("\\.")) source.remove_prefix(1);
    if (source.starts_with('.')) source.remove_prefix(1);
  }
  return false;
}

class Looker {
 public:
  explicit Looker(const Pattern& pattern) : pattern_(pattern), root_(*pattern.expression) {}

  std::vector<Lint> lints() {
    const bool is_of_records = domain_of(pattern_) == Domain::CloudTrail;
    ast::for_each_condition(root_, [&](const Expression& condition) {
      if (const auto* is = std::get_if<Is>(&condition.node)) look_at_null(*is, condition.span);
      const auto* comparison = std::get_if<Comparison>(&condition.node);
      if (comparison == nullptr) return;
      if (is_of_records) look_at_list(comparison->selector, condition.span);
      look_at_elements(*comparison, condition.span);
      look_at_name(*comparison, condition);
      look_at_boolean(*comparison, condition.span);
      look_at_number(*comparison, condition);
      look_at_regex(*comparison, condition);
    });
    return std::move(lints_);
  }

 private:
  void add(Code code, Severity severity, Span span, std::vector<std::string> arguments,
           std::optional<Rewrite> rewrite = std::nullopt) {
    lints_.push_back({{code, std::move(arguments)}, severity, span, std::move(rewrite)});
  }

  // ---- Names ------------------------------------------------------------------------------------

  // What the pattern as a whole compares `eventSource` with, if that is one text.
  std::string_view only_source() const {
    std::set<std::string_view> sources;
    ast::for_each_comparison(root_, [&](const Comparison& comparison) {
      if (comparison.op != Operator::Equal || !is_of(comparison.selector, "eventSource")) return;
      const Text* text = text_of(comparison);
      sources.insert(text != nullptr ? std::string_view(text->value) : "*");
    });
    return sources.size() == 1 ? *sources.begin() : std::string_view();
  }

  // `text` where the value of a comparison stands, quoted as it was.
  std::optional<Rewrite> value_replaced(Span span, const std::string& old,
                                        const std::string& text) const {
    const std::size_t at = in_pattern(pattern_, span).rfind(old);
    if (at == std::string::npos) return std::nullopt;
    return Rewrite{{span.begin + at, span.begin + at + old.size()}, text, true};
  }

  void look_at_name(const Comparison& comparison, const Expression& condition) {
    const Text* text = text_of(comparison);
    if (text == nullptr || !is_equality(comparison)) return;
    const std::string& name = text->value;
    if (name.find('*') != std::string::npos) return;
    if (is_of(comparison.selector, "eventSource")) {
      if (const auto meant = find_event_source(name))
        add(codes::kMisspeltEventSource, Severity::Warning, condition.span, {name, meant->meant},
            value_replaced(condition.span, name, meant->meant));
    } else if (is_of(comparison.selector, "eventName")) {
      const auto meant = find_event_name(name, only_source());
      if ((!meant || !meant->is_renamed) && begins_event_names(name)) {
        add(codes::kPrefixOfEvents, Severity::Warning, condition.span, {name},
            value_replaced(condition.span, name, name + "*"));
      } else if (meant) {
        add(meant->is_renamed ? codes::kRenamedEvent : codes::kMisspeltEventName, Severity::Warning,
            condition.span, {name, meant->meant},
            value_replaced(condition.span, name, meant->meant));
      }
    }
  }

  // ---- Values of other types --------------------------------------------------------------------

  void look_at_boolean(const Comparison& comparison, Span span) {
    const Text* text = text_of(comparison);
    const bool is_boolean = text != nullptr && (text->value == "true" || text->value == "false");
    if (!is_boolean || is_text_of_boolean(comparison.selector)) return;
    const bool says_true = (text->value == "true") == (comparison.op == Operator::Equal);
    const std::string meant = format(comparison.selector) + (says_true ? " IS TRUE" : " IS FALSE");
    add(codes::kTextBoolean, Severity::Warning, span, {in_pattern(pattern_, span), meant},
        Rewrite{span, meant, true});
  }

  void look_at_number(const Comparison& comparison, const Expression& condition) {
    if (!is_equality(comparison)) return;
    const std::string said = in_pattern(pattern_, condition.span);
    const Span literal = span_of_literal(pattern_, condition);
    if (const auto* number = std::get_if<Number>(&comparison.literal)) {
      const std::string digits(integer_spelt_oddly(number->source));
      if (!digits.empty())
        add(codes::kNumberSpelling, Severity::Note, condition.span, {said, number->source, digits},
            Rewrite{literal, digits, true});
      return;
    }
    const Text* text = text_of(comparison);
    // Digits that a number would not keep are an identifier.
    const bool is_number = text != nullptr && are_digits(text->value) && text->value.size() <= 15 &&
                           integer_spelt_oddly(text->value).empty();
    if (is_number && !is_identifier(comparison.selector))
      add(codes::kNumberInQuotes, Severity::Note, condition.span, {said, text->value},
          Rewrite{literal, text->value, true});
  }

  void look_at_null(const Is& is, Span span) {
    if (is.constant == Constant::Null && !has_wildcard(is.selector))
      add(codes::kNullInArray, Severity::Note, span, {in_pattern(pattern_, span)});
  }

  // ---- Arrays -----------------------------------------------------------------------------------

  // The one member of every record that is an array (CloudTrail record contents).
  void look_at_list(const Selector& selector, Span span) {
    static const std::string kList = "$.resources";
    const bool is_list =
        selector.steps.front() == Step{Key{"resources"}} &&
        (selector.steps.size() == 1 || std::holds_alternative<Key>(selector.steps[1]));
    if (!is_list || has_wildcard(selector)) return;
    const std::string said = format(selector);
    const std::string meant = kList + "[*]" + said.substr(kList.size());
    std::optional<Rewrite> rewrite;
    if (in_pattern(pattern_, span).starts_with(said))
      rewrite = Rewrite{{span.begin, span.begin + said.size()}, meant, true};
    add(codes::kListOfRecords, Severity::Warning, span, {said, meant}, std::move(rewrite));
  }

  void look_at_elements(const Comparison& comparison, Span span) {
    if (comparison.op == Operator::NotEqual && has_wildcard(comparison.selector))
      add(codes::kUnequalElements, Severity::Warning, span, {in_pattern(pattern_, span)});
  }

  // ---- Regexes ----------------------------------------------------------------------------------

  void look_at_regex(const Comparison& comparison, const Expression& condition) {
    const auto* regex = std::get_if<Regex>(&comparison.literal);
    if (regex == nullptr || has_anchor(*regex)) return;
    const bool is_whole = is_of(comparison.selector, "eventName") ||
                          is_of(comparison.selector, "eventSource") || is_address(regex->source);
    if (!is_whole) return;
    std::optional<Rewrite> rewrite;
    if (regex->alternatives.size() == 1)
      rewrite = Rewrite{span_of_literal(pattern_, condition), "%^" + regex->source + "$%", true};
    add(codes::kUnanchoredRegex, Severity::Note, condition.span, {"%" + regex->source + "%"},
        std::move(rewrite));
  }

  const Pattern& pattern_;
  const Expression& root_;
  std::vector<Lint> lints_;
};

const Selector* selector_of(const Expression& condition) {
  return std::visit(
      [](const auto& node) -> const Selector* {
        if constexpr (requires { node.selector; }) {
          return &node.selector;
        } else {
          return nullptr;
        }
      },
      condition.node);
}

}  // namespace

Domain domain_of(const Pattern& pattern) {
  // Members of CloudTrail's records by names that other logs hardly have.
  static constexpr std::array<std::string_view, 6> kMembers{
      "eventName",    "eventSource",     "eventType",
      "userIdentity", "sourceIPAddress", "additionalEventData"};
  if (!pattern.expression) return Domain::Lines;
  bool found = false;
  ast::for_each_condition(*pattern.expression, [&](const Expression& condition) {
    const Selector* selector = selector_of(condition);
    const auto* key = selector == nullptr ? nullptr : std::get_if<Key>(&selector->steps.front());
    found = found || (key != nullptr &&
                      std::find(kMembers.begin(), kMembers.end(), key->name) != kMembers.end());
  });
  return found ? Domain::CloudTrail : Domain::Json;
}

std::string in_pattern(const Pattern& pattern, Span span) {
  return pattern.text.substr(span.begin, span.end - span.begin);
}

// It ends the condition, and a quote in quoted text has a backslash before it.
Span span_of_literal(const Pattern& pattern, const Expression& condition) {
  const std::string_view text = pattern.text;
  const std::size_t end = condition.span.end;
  const auto& literal = std::get<Comparison>(condition.node).literal;
  if (const auto* number = std::get_if<Number>(&literal)) return {end - number->source.size(), end};
  if (const auto* regex = std::get_if<Regex>(&literal))
    return {end - regex->source.size() - 2, end};
  if (text[end - 1] != '"') return {end - std::get<Text>(literal).value.size(), end};
  std::size_t begin = end - 1;
  for (bool is_escaped = true; is_escaped;) {
    begin = text.rfind('"', begin - 1);
    const std::size_t before = text.find_last_not_of('\\', begin - 1);
    is_escaped = (begin - 1 - before) % 2 == 1;
  }
  return {begin, end};
}

const Text* text_of(const Comparison& comparison) { return std::get_if<Text>(&comparison.literal); }
bool is_of(const Selector& selector, std::string_view key) {
  return selector.steps.size() == 1 && selector.steps[0] == Step{Key{std::string(key)}};
}

std::vector<Lint> lints_of_conditions(const Pattern& pattern) {
  if (!pattern.expression) return {};
  return Looker(pattern).lints();
}

}  // namespace filtercheck::review
