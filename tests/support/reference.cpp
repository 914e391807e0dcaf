#include "support/reference.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <variant>

#include "base/unicode.hpp"
#include "support/reference_json.hpp"
#include "support/reference_values.hpp"

namespace filtercheck::support {

namespace {

using Value = ReferenceJson;

// A formula over conditions that are judged elsewhere.
template <typename Judge>
bool holds(const Expression& expression, const Judge& judge) {
  const auto one = [&judge](const Expression& operand) { return holds(operand, judge); };
  if (const auto* all = std::get_if<And>(&expression.node)) {
    return std::all_of(all->operands.begin(), all->operands.end(), one);
  }
  if (const auto* any = std::get_if<Or>(&expression.node)) {
    return std::any_of(any->operands.begin(), any->operands.end(), one);
  }
  return judge(expression);
}

bool in_order(Operator op, int order) {
  switch (op) {
    case Operator::Less:
      return order < 0;
    case Operator::LessEqual:
      return order <= 0;
    case Operator::Greater:
      return order > 0;
    case Operator::GreaterEqual:
      return order >= 0;
    case Operator::Equal:
      return order == 0;
    case Operator::NotEqual:
      return order != 0;
  }
  return false;
}

std::u32string characters(const std::string& text) { return base::decode_utf8(text); }

// ---- JSON patterns (rule 3) ---------------------------------------------------------------------

// Rule 3.2. Of equal keys the last counts.
std::vector<const Value*> step_into(const Value& value, const Step& step) {
  std::map<std::u32string_view, const Value*> members;
  for (const auto& [key, member] : value.members) members[key] = &member;
  std::vector<const Value*> out;
  if (const auto* key = std::get_if<Key>(&step)) {
    const std::u32string name = characters(key->name);
    if (const auto found = members.find(name); found != members.end()) out = {found->second};
  } else if (const auto* index = std::get_if<Index>(&step)) {
    const auto at = static_cast<std::size_t>(index->value);
    if (at < value.elements.size()) out = {&value.elements[at]};
  } else {
    for (const auto& [name, member] : members) out.push_back(member);
    for (const Value& element : value.elements) out.push_back(&element);
  }
  return out;
}

class JsonReference {
 public:
  JsonReference(const Value& root, Reading reading) : root_(root), reading_(reading) {}

  bool operator()(const Expression& leaf) const {
    if (const auto* is = std::get_if<Is>(&leaf.node)) return judge(*is);
    if (const auto* none = std::get_if<NotExists>(&leaf.node)) {
      return selected(none->selector).empty();
    }
    return judge(std::get<Comparison>(leaf.node));
  }

 private:
  std::vector<const Value*> selected(const Selector& selector, std::size_t steps) const {
    std::vector<const Value*> values{&root_};
    for (std::size_t i = 0; i < steps; ++i) {
      std::vector<const Value*> next;
      for (const Value* value : values) {
        const auto found = step_into(*value, selector.steps[i]);
        next.insert(next.end(), found.begin(), found.end());
      }
      values = std::move(next);
    }
    return values;
  }
  std::vector<const Value*> selected(const Selector& selector) const {
    return selected(selector, selector.steps.size());
  }

  bool judge(const Is& is) const {
    const auto is_null = [](const Value& value) { return value.kind == Value::Kind::Null; };
    const bool wildcard = has_wildcard(is.selector);
    for (const Value* value : selected(is.selector)) {
      if (is.constant == Constant::True && value->kind == Value::Kind::True) return true;
      if (is.constant == Constant::False && value->kind == Value::Kind::False) return true;
      if (is.constant != Constant::Null) continue;
      const auto& elements = value->elements;
      if (is_null(*value)) return true;
      if (!wildcard && std::any_of(elements.begin(), elements.end(), is_null)) return true;
    }
    return false;
  }

  bool judge(const Comparison& comparison) const {
    const auto values = selected(comparison.selector);
    const auto equal = [&](const Value* value) { return equals(*value, comparison.literal); };
    if (comparison.op == Operator::NotEqual && has_wildcard(comparison.selector)) {
      return has_base(comparison.selector) && std::none_of(values.begin(), values.end(), equal);
    }
    return std::any_of(values.begin(), values.end(), [&](const Value* value) {
      if (comparison.op == Operator::Equal) return equal(value);
      if (comparison.op == Operator::NotEqual) return differs(*value, comparison.literal);
      const auto number = decimal_of(*value);
      const std::string& literal = std::get<Number>(comparison.literal).source;
      return number && in_order(comparison.op, compare_decimals(*number, literal));
    });
  }

  // base(S): something stands just before the wildcard.
  bool has_base(const Selector& selector) const {
    const auto wildcard = std::find(selector.steps.begin(), selector.steps.end(), Step{Wildcard{}});
    return !selected(selector, static_cast<std::size_t>(wildcard - selector.steps.begin())).empty();
  }

  static std::optional<std::string> decimal_of(const Value& value) {
    return value.kind == Value::Kind::Number ? decimal_of_token(value.token) : std::nullopt;
  }

  // Rule 3.5.
  bool equals(const Value& value, const Literal& literal) const {
    const bool is_string = value.kind == Value::Kind::String;
    if (!is_string && value.kind != Value::Kind::Number) return false;
    if (const auto* number = std::get_if<Number>(&literal)) {
      if (is_string) return value.text == characters(number->source);
      const auto decimal = decimal_of(value);
      return decimal && compare_decimals(*decimal, number->source) == 0;
    }
    const std::u32string text = is_string ? value.text : characters(text_of_token(value.token));
    if (const auto* regex = std::get_if<Regex>(&literal)) return reference_search(text, *regex);
    return reference_glob(text, characters(std::get<Text>(literal).value), reading_);
  }

  // Without a wildcard: a scalar that is not equal; no number that is not finite differs from one.
  bool differs(const Value& value, const Literal& literal) const {
    const bool is_number = value.kind == Value::Kind::Number;
    if (!is_number && value.kind != Value::Kind::String) return false;
    if (is_number && std::holds_alternative<Number>(literal) && !decimal_of(value)) return false;
    return !equals(value, literal);
  }

  const Value& root_;
  Reading reading_;
};

// ---- Lines (rules 4 and 6) ----------------------------------------------------------------------

bool terms_hold(const std::vector<Term>& terms, const std::u32string& line) {
  const auto count = [&](Term::Role role, bool present) {
    return std::count_if(terms.begin(), terms.end(), [&](const Term& term) {
      return term.role == role && (line.find(characters(term.value)) != line.npos) == present;
    });
  };
  const auto all = [&](Term::Role role) { return count(role, true) + count(role, false); };
  if (all(Term::Role::Required) + all(Term::Role::Forbidden) > 0) {
    return count(Term::Role::Required, false) == 0 && count(Term::Role::Forbidden, true) == 0;
  }
  return count(Term::Role::Optional, true) > 0;
}

struct Piece {
  std::u32string whole;  // from the begin of the token to the end of the line
  std::u32string text;
};

std::vector<Piece> pieces_of(std::u32string line) {
  std::vector<Piece> pieces;
  while (true) {
    line.erase(0, std::min(line.find_first_not_of(U" \t"), line.size()));
    if (line.empty()) return pieces;
    Piece piece{line, {}};
    const std::size_t close = line.find(line.front() == U'"' ? U'"' : U']', 1);
    if ((line.front() == U'"' || line.front() == U'[') && close != line.npos) {
      piece.text = line.substr(1, close - 1);
      line.erase(0, close + 1);
    } else {
      piece.text = line.substr(0, line.find_first_of(U" \t"));
      line.erase(0, piece.text.size());
    }
    pieces.push_back(piece);
  }
}

// Rule 6.3.
bool fulfils(const std::u32string& value, const Comparison& comparison, Reading reading) {
  const bool wants_equal = comparison.op == Operator::Equal;
  if (const auto* text = std::get_if<Text>(&comparison.literal)) {
    return reference_glob(value, characters(text->value), reading) == wants_equal;
  }
  if (const auto* regex = std::get_if<Regex>(&comparison.literal)) {
    return reference_search(value, *regex) == wants_equal;
  }
  if (!is_number_literal(value)) return comparison.op == Operator::NotEqual;
  const std::string number(value.begin(), value.end());
  return in_order(comparison.op,
                  compare_decimals(number, std::get<Number>(comparison.literal).source));
}

constexpr Reading kReadings[] = {Reading::Glob, Reading::FirstOccurrence};

std::string described(const std::string& what, const Pattern& pattern, const std::string& line,
                      Reading reading) {
  return what + "\n  pattern: " + pattern.text + "\n  line: " + line +
         "\n  reading: " + std::string(name_of(reading));
}

std::string bytes_of(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

}  // namespace

std::optional<std::vector<ExtractedField>> reference_extract(const Pattern& pattern,
                                                             std::string_view line,
                                                             Reading reading) {
  const std::vector<Field>& fields = pattern.fields->fields;
  // `[]` is as `[...]`.
  const auto before =
      fields.empty() ? std::optional<std::size_t>(0) : pattern.fields->before_ellipsis;
  const std::vector<Piece> pieces = pieces_of(reference_characters(line));
  if (pieces.size() < fields.size()) return std::nullopt;
  const std::size_t skipped = before ? pieces.size() - fields.size() : 0;
  std::vector<ExtractedField> out;
  for (std::size_t at = 0; at < fields.size() + skipped; ++at) {
    const bool is_skipped = before && at >= *before && at < *before + skipped;
    const Field* field = is_skipped                ? nullptr
                         : before && at >= *before ? &fields[at - skipped]
                                                   : &fields[at];
    const bool is_rest = !before && at + 1 == fields.size() && pieces.size() > fields.size();
    const std::u32string& value = is_rest ? pieces[at].whole : pieces[at].text;
    if (field != nullptr && field->condition) {
      const auto judge = [&](const Expression& leaf) {
        return fulfils(value, std::get<Comparison>(leaf.node), reading);
      };
      if (!holds(*field->condition, judge)) return std::nullopt;
    }
    const bool named = field != nullptr && !field->name.empty();
    out.push_back({"$" + (named ? field->name : std::to_string(at + 1)), bytes_of(value)});
  }
  return out;
}

bool reference_matches(const Pattern& pattern, std::string_view line, Reading reading) {
  switch (pattern.kind) {
    case Kind::All:
      return true;
    case Kind::Json: {
      const auto json = read_reference_json(line);
      if (!json || json->kind != Value::Kind::Object) return false;
      return holds(*pattern.expression, JsonReference(*json, reading));
    }
    case Kind::Terms:
      return terms_hold(pattern.terms, reference_characters(line));
    case Kind::Regex:
      return reference_search(reference_characters(line), *pattern.regex);
    case Kind::Space:
      return reference_extract(pattern, line, reading).has_value();
  }
  return false;
}

std::optional<std::string> misjudged(const Pattern& pattern,
                                     const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    for (const Reading reading : kReadings) {
      const bool said = matches(pattern, line, reading);
      if (said == reference_matches(pattern, line, reading)) continue;
      return described(said ? "matches, and should not" : "should match", pattern, line, reading);
    }
  }
  return std::nullopt;
}

std::optional<std::string> misextracted(const Pattern& pattern,
                                        const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    for (const Reading reading : kReadings) {
      const auto said = extract(pattern, line, reading);
      if (said.has_value() != matches(pattern, line, reading))
        return described("extract and matches disagree", pattern, line, reading);
      if (said != reference_extract(pattern, line, reading))
        return described("other fields", pattern, line, reading);
    }
  }
  return std::nullopt;
}

}  // namespace filtercheck::support
