#include "parse/traps.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <variant>

#include "ast/walk.hpp"
#include "base/codes.hpp"

namespace filtercheck::reader {

namespace {

// ---- Terms --------------------------------------------------------------------------------------

// A question mark stands right before its term.
std::string_view with_sign(std::string_view piece) {
  return {std::prev(piece.data()), piece.size() + 1};
}

bool is_connective(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kWords{"AND", "OR", "NOT"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// A pattern of another kind, whole or with its ends lost, as the one term of this one.
bool is_pattern_in_quotes(std::string_view text) {
  const bool braces = text.starts_with('{') && text.ends_with('}');
  const bool selector = text.find("$.") != std::string_view::npos;
  const bool compares = text.find_first_of("=<>") != std::string_view::npos;
  const bool brackets = text.starts_with('[') && text.ends_with(']');
  const bool fields = brackets && text.find(',') != std::string_view::npos &&
                      (compares || text.find("...") != std::string_view::npos);
  const bool regex = text.size() > 2 && text.starts_with('%') && text.ends_with('%');
  return (selector && (compares || braces)) || fields || regex;
}

// ---- Fields -------------------------------------------------------------------------------------

// `w1`, `w2`: the names of AWS's examples, which make one think of words anywhere in the line.
bool is_word_number(std::string_view name) {
  return name.size() > 1 && name.front() == 'w' &&
         std::all_of(name.begin() + 1, name.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool is_delimited(std::string_view text) {
  if (text.size() < 2) return false;
  return (text.front() == '[' && text.back() == ']') || (text.front() == '"' && text.back() == '"');
}

// Whether a text in the middle of the value may be meant.
bool is_search(const Comparison& comparison) {
  if (std::holds_alternative<Regex>(comparison.literal)) return true;
  const auto* text = std::get_if<Text>(&comparison.literal);
  return text != nullptr && text->value.starts_with('*') && text->value.ends_with('*');
}

std::string_view piece_of(const Expression& expression, const Builder& builder) {
  return builder.text().substr(expression.span.begin, expression.span.end - expression.span.begin);
}

void note_single_field(const Field& field, Builder& builder) {
  builder.note(codes::kSingleField, builder.text());
  if (!field.condition) return builder.note(codes::kBracketedWord, builder.text(), {field.name});
  bool whole = false;
  ast::for_each_comparison(*field.condition, [&](const Comparison& comparison) {
    whole = whole || !is_search(comparison);
  });
  if (whole) builder.note(codes::kWholeLine, piece_of(*field.condition, builder), {field.name});
}

void note_conditions(const std::vector<Field>& fields, Builder& builder) {
  bool is_delimited_noted = false;
  bool is_not_number_noted = false;
  const auto note = [&](const Expression& condition) {
    const Comparison& comparison = std::get<Comparison>(condition.node);
    const std::string_view piece = piece_of(condition, builder);
    const auto* text = std::get_if<Text>(&comparison.literal);
    if (text != nullptr && is_delimited(text->value) && !is_delimited_noted) {
      is_delimited_noted = true;
      builder.note(codes::kDelimitersDropped, piece,
                   {text->value, text->value.substr(1, text->value.size() - 2)});
    }
    const auto* number = std::get_if<Number>(&comparison.literal);
    if (number != nullptr && comparison.op == Operator::NotEqual && !is_not_number_noted) {
      is_not_number_noted = true;
      builder.note(codes::kFieldNotNumber, piece, {number->source});
    }
  };
  for (const Field& field : fields)
    if (field.condition) ast::for_each_condition(*field.condition, note);
}

// ---- Regexes ------------------------------------------------------------------------------------

// From `at` on: digits, as many as there are.
std::size_t after_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) ++at;
  return at;
}

// `10.10.0.1`, each of whose dots is any character.
std::string_view find_address(std::string_view source) {
  for (std::size_t begin = 0; begin < source.size();) {
    std::size_t at = after_digits(source, begin);
    if (at == begin) {
      ++begin;
      continue;
    }
    std::size_t parts = 1;
    std::size_t end = at;
    while (at < source.size() && source[at] == '.') {
      const std::size_t next = after_digits(source, at + 1);
      if (next == at + 1) break;
      at = end = next;
      ++parts;
    }
    if (parts >= 4) return source.substr(begin, end - begin);
    begin = end;
  }
  return {};
}

}  // namespace

void note_traps(const std::vector<Term>& terms, const std::vector<std::string_view>& pieces,
                Builder& builder) {
  // The place of the first such term; no value: there is none.
  const auto find = [&](auto is_such) -> std::optional<std::size_t> {
    const auto found = std::find_if(terms.begin(), terms.end(), is_such);
    if (found == terms.end()) return std::nullopt;
    return static_cast<std::size_t>(found - terms.begin());
  };
  const auto has_role = [](auto... role) {
    return [=](const Term& term) { return ((term.role == role) || ...); };
  };
  const auto optional = find(has_role(Term::Role::Optional));
  if (optional && find(has_role(Term::Role::Required, Term::Role::Forbidden)))
    builder.note(codes::kIgnoredOptional, with_sign(pieces[*optional]), {terms[*optional].value});
  const auto blank =
      find([](const Term& t) { return t.value.find_first_not_of(" \t\r\n") == std::string::npos; });
  if (blank) builder.note(codes::kBlankTerm, pieces[*blank], {terms[*blank].value});
  const auto star = find([](const Term& t) { return t.value.find('*') != std::string::npos; });
  if (star) builder.note(codes::kStarInTerm, pieces[*star], {terms[*star].value});
  if (terms.size() == 1) {
    if (is_pattern_in_quotes(terms.front().value))
      builder.note(codes::kQuotedPattern, pieces.front());
    return;
  }
  const auto word =
      find([](const Term& t) { return t.role == Term::Role::Required && is_connective(t.value); });
  if (word) builder.note(codes::kConnectiveTerm, pieces[*word], {terms[*word].value});
}

void note_traps(const Fields& fields, Builder& builder) {
  const std::vector<Field>& list = fields.fields;
  if (list.size() == 1 && !fields.before_ellipsis) note_single_field(list.front(), builder);
  if (list.size() > 1 && !fields.before_ellipsis && is_word_number(list.front().name) &&
      list.front().condition) {
    builder.note(codes::kFirstToken, piece_of(*list.front().condition, builder),
                 {list.front().name, std::to_string(list.size())});
  }
  note_conditions(list, builder);
  const bool comma_last = fields.before_ellipsis && list.size() == *fields.before_ellipsis + 1 &&
                          list.back().name.empty();
  if (comma_last) builder.note(codes::kCommaAfterEllipsis, builder.text());
}

void note_regex_traps(std::string_view content, Builder& builder) {
  const std::string_view address = find_address(content);
  if (!address.empty()) builder.note(codes::kUnescapedDots, address, {std::string(address)});
}

}  // namespace filtercheck::reader
