#include "parse/traps.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <variant>

#include "ast/walk.hpp"
#include "base/codes.hpp"

namespace filtercheck::reader {

namespace {

// ---- Terms --------------------------------------------------------------------------------------

const Term* find_role(const std::vector<Term>& terms, Term::Role role) {
  const auto found = std::find_if(terms.begin(), terms.end(),
                                  [role](const Term& term) { return term.role == role; });
  return found == terms.end() ? nullptr : &*found;
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

void note_single_field(const Field& field, Builder& builder) {
  builder.note(codes::kSingleField);
  if (!field.condition) return builder.note(codes::kBracketedWord, {field.name});
  bool whole = false;
  ast::for_each_comparison(*field.condition, [&](const Comparison& comparison) {
    whole = whole || !is_search(comparison);
  });
  if (whole) builder.note(codes::kWholeLine, {field.name});
}

void note_conditions(const std::vector<Field>& fields, Builder& builder) {
  const std::string* delimited = nullptr;
  const std::string* not_number = nullptr;
  for (const Field& field : fields) {
    if (!field.condition) continue;
    ast::for_each_comparison(*field.condition, [&](const Comparison& comparison) {
      const auto* text = std::get_if<Text>(&comparison.literal);
      if (text != nullptr && is_delimited(text->value) && delimited == nullptr) {
        delimited = &text->value;
      }
      const auto* number = std::get_if<Number>(&comparison.literal);
      if (number != nullptr && comparison.op == Operator::NotEqual && not_number == nullptr) {
        not_number = &number->source;
      }
    });
  }
  if (delimited != nullptr) {
    builder.note(codes::kDelimitersDropped,
                 {*delimited, delimited->substr(1, delimited->size() - 2)});
  }
  if (not_number != nullptr) builder.note(codes::kFieldNotNumber, {*not_number});
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

void note_traps(const std::vector<Term>& terms, Builder& builder) {
  const Term* optional = find_role(terms, Term::Role::Optional);
  if (optional != nullptr && (find_role(terms, Term::Role::Required) != nullptr ||
                              find_role(terms, Term::Role::Forbidden) != nullptr)) {
    builder.note(codes::kIgnoredOptional, {optional->value});
  }
  const auto first = [&](auto is_trap) {
    const auto found = std::find_if(terms.begin(), terms.end(), is_trap);
    return found == terms.end() ? nullptr : &*found;
  };
  const auto is_blank = [](const Term& t) {
    return t.value.find_first_not_of(" \t\r\n") == std::string::npos;
  };
  if (const Term* blank = first(is_blank)) builder.note(codes::kBlankTerm, {blank->value});
  if (const Term* star =
          first([](const Term& t) { return t.value.find('*') != std::string::npos; })) {
    builder.note(codes::kStarInTerm, {star->value});
  }
  if (terms.size() > 1) {
    const Term* word = first(
        [](const Term& t) { return t.role == Term::Role::Required && is_connective(t.value); });
    if (word != nullptr) builder.note(codes::kConnectiveTerm, {word->value});
  } else if (is_pattern_in_quotes(terms.front().value)) {
    builder.note(codes::kQuotedPattern);
  }
}

void note_traps(const Fields& fields, Builder& builder) {
  const std::vector<Field>& list = fields.fields;
  if (list.size() == 1 && !fields.before_ellipsis) note_single_field(list.front(), builder);
  if (list.size() > 1 && !fields.before_ellipsis && is_word_number(list.front().name) &&
      list.front().condition) {
    builder.note(codes::kFirstToken, {list.front().name, std::to_string(list.size())});
  }
  note_conditions(list, builder);
  const bool comma_last = fields.before_ellipsis && list.size() == *fields.before_ellipsis + 1 &&
                          list.back().name.empty();
  if (comma_last) builder.note(codes::kCommaAfterEllipsis);
}

void note_traps(const Regex& regex, Builder& builder) {
  const std::string_view address = find_address(regex.source);
  if (!address.empty()) builder.note(codes::kUnescapedDots, {std::string(address)});
}

}  // namespace filtercheck::reader
