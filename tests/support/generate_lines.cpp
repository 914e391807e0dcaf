#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/unicode.hpp"
#include "support/generate.hpp"

namespace filtercheck::support {

namespace {

constexpr std::array kTerms{"a",  "b", "ab",  "ba", "aba", "ERROR", "1",
                            "_.", "é", "aab", "x",  "E",   "10",    "b1"};
constexpr std::array kQuotedTerms{"a b",  " ",    "a-b", "*",   "a\\\"b", "[a]",
                                  "\\\\", "a  b", "\n",  "é b", "b a",    "?a"};
constexpr std::array kNames{"x", "y", "z", "w1", "status", "_f", "a-b"};
constexpr std::array kFieldWords{"a",  "b",  "ab",  "*",   "a*",  "*a", "a*b", "*b*", "**",
                                 "*1", "1*", "a.b", "a-b", "E*R", "x",  "aab", "*ab", "Infinity"};
constexpr std::array kFieldQuoted{"",  "a b",  "1",     "1.0",         "[a]",  "\\\"a\\\"",
                                  "é", "a b ", "\\\"b", "\\\"a\\\" b", "true", "* *"};
constexpr std::array kFieldNumbers{"0",
                                   "1",
                                   "2",
                                   "1.0",
                                   "+1",
                                   "-1",
                                   "10",
                                   "0.1",
                                   "1e1",
                                   ".5",
                                   "1.",
                                   "1e309",
                                   "1e-9",
                                   "100",
                                   "-0",
                                   "404",
                                   "01",
                                   "1E+2",
                                   "9007199254740993"};
constexpr std::array kAtoms{"a",   "b",     ".",     "[ab]", "[^a]", "\\d", "\\s",  "\\w",
                            "\\.", "\\x20", "\\x22", "1",    "E",    "ab",  "[0-9]"};
constexpr std::array kRepeats{"", "", "", "*", "+", "?", "{2}", "{1,2}", "{,2}", "+?"};
constexpr std::array kPieces{"a",  "b",   "ab", "1",       "1.0",   "ERROR", " ",  "  ",
                             "\t", "\"",  "[",  "]",       "\n",    "x",     "é",  "\xff",
                             "-",  "1e1", "10", "\"a b\"", "[a b]", "\"\"",  "{}", "\xed\xa0\x80"};

template <typename List>
std::string pick(Choices& choices, const List& list) {
  return std::string(list[choices.below(list.size())]);
}

std::string random_field_condition(Choices& choices, const std::string& name) {
  static constexpr std::array kEquality{" = ", " != "};
  static constexpr std::array kOrdering{" < ", " <= ", ">", ">="};
  switch (choices.below(6)) {
    case 0:
    case 1:
      return name + pick(choices, kEquality) + pick(choices, kFieldWords);
    case 2:
      return name + pick(choices, kEquality) + "\"" + pick(choices, kFieldQuoted) + "\"";
    case 3:
      return name + pick(choices, kEquality) + pick(choices, kFieldNumbers);
    case 4:
      return name + pick(choices, kOrdering) + pick(choices, kFieldNumbers);
    default:
      return name + pick(choices, kEquality) + random_regex(choices);
  }
}

std::string random_field_formula(Choices& choices, const std::string& name, std::size_t depth) {
  const std::size_t operands = 1 + choices.below(3);
  const char* connective = choices.below(2) == 0 ? " && " : " || ";
  std::string out;
  for (std::size_t i = 0; i < operands; ++i) {
    if (i > 0) out += connective;
    if (depth > 0 && choices.below(4) == 3) {
      out += "(" + random_field_formula(choices, name, depth - 1) + ")";
    } else {
      out += random_field_condition(choices, name);
    }
  }
  return out;
}

// ---- Lines --------------------------------------------------------------------------------------

void add_literals(const Expression& expression, std::vector<std::string>& out) {
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, And> || std::is_same_v<Node, Or>) {
          for (const Expression& operand : node.operands) add_literals(operand, out);
        } else if constexpr (std::is_same_v<Node, Comparison>) {
          if (const auto* text = std::get_if<Text>(&node.literal)) {
            std::string plain = text->value;
            std::erase(plain, '*');
            out.push_back(plain);
            out.push_back(plain + plain);
          } else if (const auto* number = std::get_if<Number>(&node.literal)) {
            out.push_back(number->source);
          }
        }
      },
      expression.node);
}

std::vector<std::string> parts_of(Choices& choices, const std::vector<const Pattern*>& patterns) {
  std::vector<std::string> parts;
  for (const Pattern* pattern : patterns) {
    for (const Term& term : pattern->terms) parts.push_back(term.value);
    if (pattern->regex) parts.push_back(random_member(choices, *pattern->regex));
    if (!pattern->fields) continue;
    for (const Field& field : pattern->fields->fields) {
      if (field.condition) add_literals(*field.condition, parts);
      parts.emplace_back("f");
    }
  }
  return parts;
}

}  // namespace

std::string random_member(Choices& choices, const Regex& regex) {
  const auto& sequence =
      regex.alternatives[choices.below(std::min<std::size_t>(regex.alternatives.size(), 256))];
  std::string out;
  for (const RegexPiece& piece : sequence) {
    const auto* set = std::get_if<CodePointSet>(&piece.atom);
    if (set == nullptr || set->empty()) continue;
    const int count = std::min(piece.min + static_cast<int>(choices.below(2)), 8);
    for (int i = 0; i < count; ++i) {
      const char32_t first = (*set)[choices.below(std::min<std::size_t>(set->size(), 256))].first;
      out += first < 0x80 ? static_cast<char>(first) : '~';
    }
  }
  return out;
}

std::string random_terms(Choices& choices) {
  static constexpr std::array kSigns{"", "", "-", "?"};
  const std::size_t count = 1 + choices.below(5);
  const bool optional = choices.below(3) == 0;
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string sign = optional ? "?" : pick(choices, kSigns);
    // A sign needs no space before it.
    if (i > 0 && (sign.empty() || choices.below(3) != 0)) out += " ";
    out += sign;
    out +=
        choices.below(3) == 0 ? "\"" + pick(choices, kQuotedTerms) + "\"" : pick(choices, kTerms);
  }
  return out;
}

std::string random_fields(Choices& choices) {
  const std::size_t count = choices.below(6);
  const std::size_t ellipsis = choices.below(10);
  const bool comma = choices.below(2) == 0;
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = kNames[i];
    if (i == ellipsis) fields.emplace_back("...");
    switch (choices.below(5)) {
      case 0:
        fields.emplace_back();
        break;
      case 1:
        fields.push_back(name);
        break;
      default:
        fields.push_back(random_field_formula(choices, name, 1));
        break;
    }
  }
  if (count == ellipsis) fields.emplace_back("...");
  std::string out = "[";
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += comma ? "," : ", ";
    out += fields[i];
  }
  return out + "]";
}

std::string random_regex(Choices& choices) {
  std::string out = "%";
  const std::size_t alternatives = 1 + choices.below(3);
  for (std::size_t i = 0; i < alternatives; ++i) {
    if (i > 0) out += "|";
    if (choices.below(4) == 0) out += "^";
    const std::size_t atoms = 1 + choices.below(3);
    for (std::size_t k = 0; k < atoms; ++k) out += pick(choices, kAtoms) + pick(choices, kRepeats);
    if (choices.below(4) == 0) out += "$";
  }
  return out + "%";
}

std::string random_line_pattern(Choices& choices) {
  switch (choices.below(4)) {
    case 0:
      return random_terms(choices);
    case 1:
      return random_regex(choices);
    default:
      return random_fields(choices);
  }
}

std::string random_line(Choices& choices, const std::vector<const Pattern*>& patterns) {
  const std::vector<std::string> parts = parts_of(choices, patterns);
  const std::size_t count = choices.below(10);
  std::string line;
  for (std::size_t i = 0; i < count; ++i) {
    // Often the next part, so that fields meet the values that they ask for.
    const bool own = !parts.empty() && choices.below(4) != 0;
    const std::size_t at = choices.below(2) == 0 ? i : choices.below(256);
    const std::string piece = own ? parts[at % parts.size()] : pick(choices, kPieces);
    switch (choices.below(6)) {
      case 0:
        line += piece;
        break;
      case 1:
        line += "\"" + piece + "\" ";
        break;
      case 2:
        line += "[" + piece + "] ";
        break;
      default:
        line += piece + " ";
        break;
    }
  }
  if (choices.below(2) == 0 && line.ends_with(' ')) line.pop_back();
  return line;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string random_any_pattern(Choices& choices) {
  return choices.below(3) == 0 ? random_pattern(choices, false) : random_line_pattern(choices);
}

std::string random_pinning_regex(Choices& choices, const std::string& line) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  const auto is_digit = [](unsigned char c) { return '0' <= c && c <= '9'; };
  const auto is_letter = [](unsigned char c) { return 'a' <= (c | 0x20) && (c | 0x20) <= 'z'; };
  std::string out = "%^";
  for (const char at : line) {
    const auto c = static_cast<unsigned char>(at);
    if (c < 0x20 || c >= 0x7F) {
      out += '.';
      continue;
    }
    const std::string hex = std::string("\\x") + kHex[c >> 4] + kHex[c & 15];
    switch (choices.below(16)) {
      case 0:
        out += '.';
        break;
      case 1:
        out += c == 'x' ? "[^y]" : "[^x]";
        break;
      case 2:
        out += hex + "?";
        break;
      case 3:
        out += is_digit(c) ? "\\d" : hex;
        break;
      default:
        out += is_digit(c) || is_letter(c) ? std::string(1, at) : hex;
        break;
    }
  }
  return out + "$|^zz$%";
}

std::string random_any_line(Choices& choices, const std::vector<const Pattern*>& patterns) {
  const auto is_json = [](const Pattern* pattern) { return pattern->expression.has_value(); };
  const bool all = std::all_of(patterns.begin(), patterns.end(), is_json);
  const bool any = std::any_of(patterns.begin(), patterns.end(), is_json);
  const bool event = all || choices.below(any ? 2 : 6) == 0;
  std::string line = !event                  ? random_line(choices, patterns)
                     : choices.below(2) == 0 ? random_event(choices, patterns)
                                             : random_near_event(choices, patterns);
  std::erase(line, '\n');
  if (line.empty() || base::find_invalid_utf8(line)) return "x";
  return line;
}

}  // namespace filtercheck::support
