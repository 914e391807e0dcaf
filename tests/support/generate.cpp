#include "support/generate.hpp"

#include <array>
#include <string_view>
#include <type_traits>
#include <variant>

namespace filtercheck::support {

namespace {

constexpr std::array kKeys{"a", "b", "eventName", "eventSource"};
constexpr std::array kWords{"a",   "b",   "ab",  "aa",  "ba",  "*",   "a*", "*a",  "*b",      "*ab",
                            "a*b", "a*a", "*a*", "*b*", "**",  "1*",  "*1", "*.*", "*0",      "-*",
                            "1.0", "x",   "aab", "*E*", "I*y", "1.*", "4*", "a.b", "Infinity"};
constexpr std::array kQuoted{"",    "a b",   "1",    "2", "10",   "1.0", "-0",
                             "0.0", "1.0E7", "true", "é", "\\\"", "a*"};
constexpr std::array kNumbers{"0",
                              "1",
                              "2",
                              "1.0",
                              "+1",
                              "-1",
                              "10",
                              "0.1",
                              "1e1",
                              "1.5",
                              "1e-3",
                              "1e7",
                              "-0",
                              "1e309",
                              "12.34",
                              "1e-999",
                              "5e-324",
                              "100000000000000000000",
                              "9007199254740993",
                              "0.30000000000000004"};
constexpr std::array kRegexes{
    "a",    "^a", "a$",    "^a$", "ab*", "a|b", "[a-b]+",          "^.$", "^1", "0$", "^\\d+$",
    "a{2}", "^(", "^[^a]", "\\.", "E",   "^-",  "^[0-9]\\.[0-9]$", ".a.", "$",  "^",  "^$"};
constexpr std::array kValues{"null",
                             "true",
                             "false",
                             "\"\"",
                             "\"a\"",
                             "\"b\"",
                             "\"ab\"",
                             "\"aa\"",
                             "\"1\"",
                             "\"1.0\"",
                             "0",
                             "-0",
                             "0.0",
                             "-0.0",
                             "1",
                             "1.0",
                             "1e0",
                             "2",
                             "10",
                             "1e1",
                             "1e309",
                             "-1e309",
                             "1e-999",
                             "1e7",
                             "0.001",
                             "12.34",
                             "0.1",
                             "4.9e-324",
                             "9007199254740993",
                             "9007199254740992.0",
                             "[]",
                             "[null]",
                             "[[null]]",
                             "[1,null]",
                             "{}",
                             "{\"a\":null}",
                             "{\"b\":1}",
                             "\"\\u0061\"",
                             "\"\\ud800\"",
                             "\"\\n\"",
                             "100000000000000000000",
                             "404",
                             "4.5",
                             "-1"};

template <typename List>
std::string_view pick(Choices& choices, const List& list) {
  return list[choices.below(list.size())];
}

std::string random_selector(Choices& choices, bool wildcards) {
  std::string out = "$.";
  out += pick(choices, kKeys);
  const std::size_t steps = choices.below(4) == 0 ? 1 + choices.below(2) : 0;
  const bool wildcard = wildcards && choices.below(3) == 0;
  for (std::size_t i = 0; i < steps; ++i) {
    if (choices.below(2) == 0) {
      out += ".";
      out += pick(choices, kKeys);
    } else {
      out += "[" + std::to_string(choices.below(3)) + "]";
    }
  }
  if (wildcard) out += choices.below(2) == 0 ? "[*]" : ".*";
  if (wildcard && choices.below(3) == 0) out += ".a";
  return out;
}

std::string random_condition(Choices& choices, bool wildcards) {
  std::string out = random_selector(choices, wildcards);
  static constexpr std::array kEquality{" = ", " != "};
  static constexpr std::array kOrdering{" < ", " <= ", " > ", " >= "};
  switch (choices.below(9)) {
    case 0:
    case 1:
    case 2:
      out += pick(choices, kEquality);
      out += pick(choices, kWords);
      break;
    case 3:
      out += pick(choices, kEquality);
      out += "\"";
      out += pick(choices, kQuoted);
      out += "\"";
      break;
    case 4:
      out += pick(choices, kEquality);
      out += pick(choices, kNumbers);
      break;
    case 5:
      out += pick(choices, kOrdering);
      out += pick(choices, kNumbers);
      break;
    case 6: {
      out += pick(choices, kEquality);
      std::string_view regex = pick(choices, kRegexes);
      if (regex == "^(") regex = "^a.";
      out += "%";
      out += regex;
      out += "%";
      break;
    }
    case 7: {
      static constexpr std::array kConstants{" IS TRUE", " IS FALSE", " IS NULL", " IS NULL"};
      out += pick(choices, kConstants);
      break;
    }
    default:
      out += " NOT EXISTS";
      break;
  }
  return out;
}

std::string random_formula(Choices& choices, bool wildcards, std::size_t depth) {
  const std::size_t operands = depth == 0 ? 1 : 1 + choices.below(4);
  if (operands == 1) return random_condition(choices, wildcards);
  const char* connective = choices.below(2) == 0 ? " && " : " || ";
  std::string out = "(";
  for (std::size_t i = 0; i < operands; ++i) {
    if (i > 0) out += connective;
    out += random_formula(choices, wildcards, choices.below(3) == 0 ? 0 : depth - 1);
  }
  return out += ")";
}

// The literals of a pattern as JSON values, some of them changed a little.
void collect_values(const Expression& expression, std::vector<std::string>& out) {
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, And> || std::is_same_v<Node, Or>) {
          for (const Expression& operand : node.operands) collect_values(operand, out);
        } else if constexpr (std::is_same_v<Node, Comparison>) {
          if (const auto* text = std::get_if<Text>(&node.literal)) {
            std::string plain;
            for (const char c : text->value) {
              if (c == '*') continue;
              if (c == '"' || c == '\\') plain.push_back('\\');
              plain.push_back(c);
            }
            out.push_back("\"" + plain + "\"");
            out.push_back("\"" + plain + plain + "\"");
            out.push_back("\"" + plain + "a\"");
          } else if (const auto* number = std::get_if<Number>(&node.literal)) {
            std::string token = number->source;
            out.push_back("\"" + token + "\"");
            if (token.front() == '+') token.erase(0, 1);
            out.push_back(token);
          }
        }
      },
      expression.node);
}

std::string random_value(Choices& choices, const std::vector<std::string>& near,
                         std::size_t depth) {
  const std::size_t kind = choices.below(depth > 0 ? 8 : 5);
  if (kind < 3 || (kind < 5 && near.empty())) return std::string(pick(choices, kValues));
  if (kind < 5) return near[choices.below(std::min<std::size_t>(near.size(), 256))];
  const bool array = kind == 5;
  const std::size_t size = choices.below(4);
  std::string out(1, array ? '[' : '{');
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) out += ",";
    if (!array) {
      out += "\"";
      out += pick(choices, kKeys);
      out += "\":";
    }
    out += random_value(choices, near, depth - 1);
  }
  return out += array ? "]" : "}";
}

}  // namespace

std::vector<std::uint8_t> random_bytes(std::mt19937& random, std::size_t count) {
  std::vector<std::uint8_t> bytes(count);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
  return bytes;
}

std::size_t Choices::below(std::size_t n) {
  if (done()) return 0;
  return bytes_[at_++] % n;
}

std::string random_pattern(Choices& choices, bool wildcards) {
  return "{ " + random_formula(choices, wildcards, 2) + " }";
}

std::string random_event(Choices& choices, const std::vector<const Pattern*>& patterns) {
  std::vector<std::string> near;
  for (const Pattern* pattern : patterns) {
    if (pattern->expression) collect_values(*pattern->expression, near);
  }
  if (choices.below(64) == 63) return "not JSON";
  std::string out = "{";
  for (const char* const key : kKeys) {
    if (choices.below(4) == 0) continue;
    if (out.size() > 1) out += ",";
    out += "\"";
    out += key;
    out += "\":";
    out += random_value(choices, near, 2);
  }
  return out += "}";
}

}  // namespace filtercheck::support
