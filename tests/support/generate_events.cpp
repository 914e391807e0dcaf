// An event in which the conditions of a pattern meet something: for each of them a value at its
// place, mostly one near its literal, so that about half of them hold.
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "support/generate.hpp"

namespace filtercheck::support {

namespace {

constexpr std::array kOthers{"null", "true", "false", "\"\"",   "\"a\"",     "1",  "1.0",
                             "-0.0", "1e1",  "1e309", "[null]", "[1,\"a\"]", "{}", "[]"};

// A value to be: its token where it is no object or array.
struct Node {
  std::string token = "null";
  std::vector<std::pair<std::string, Node>> members = {};
  std::vector<Node> elements = {};
};

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      out += std::string("\\u00") + kHex[byte >> 4] + kHex[byte & 15];
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// A JSON number token near a literal, which may have a form that JSON has not.
std::string number_token(Choices& choices, std::string source) {
  if (source.front() == '+') source.erase(0, 1);
  const std::size_t digits = source.front() == '-' ? 1 : 0;
  if (source[digits] == '.') source.insert(digits, "0");
  const auto is_digit = [&source](std::size_t at) {
    return at < source.size() && source[at] >= '0' && source[at] <= '9';
  };
  const std::size_t point = source.find('.');
  if (point != std::string::npos && !is_digit(point + 1)) source.insert(point + 1, "0");
  while (source[digits] == '0' && is_digit(digits + 1)) source.erase(digits, 1);
  const bool whole = source.find_first_of(".eE") == std::string::npos;
  switch (choices.below(6)) {
    case 0:
      return whole ? source + ".0" : source;
    case 1:
      return whole ? source + "e0" : source;
    case 2:
      return whole ? source + "0" : source;
    case 3:
      return digits == 1 ? source.substr(1) : "-" + source;
    default:
      return source;
  }
}

std::string value_near(Choices& choices, const Literal& literal) {
  if (const auto* number = std::get_if<Number>(&literal)) {
    if (choices.below(4) == 0) return quoted(number->source);
    return number_token(choices, number->source);
  }
  std::string text;
  if (const auto* glob = std::get_if<Text>(&literal)) {
    static constexpr std::array kFillings{"", "a", "x", "1"};
    for (const char c : glob->value) {
      if (c == '*') {
        text += kFillings[choices.below(kFillings.size())];
      } else {
        text += c;
      }
    }
    // A literal like `1.*` is also the text of a number.
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    if (digits && text.front() != '0' && choices.below(3) == 0) return text;
  } else {
    text = random_member(choices, std::get<Regex>(literal));
  }
  if (choices.below(6) == 0) text += text;
  return quoted(text);
}

std::string value_for(Choices& choices, const Expression& leaf) {
  if (choices.below(5) == 0) return kOthers[choices.below(kOthers.size())];
  if (const auto* comparison = std::get_if<Comparison>(&leaf.node))
    return value_near(choices, comparison->literal);
  if (const auto* is = std::get_if<Is>(&leaf.node)) {
    if (is->constant == Constant::Null) return choices.below(3) == 0 ? "[1,null]" : "null";
    return is->constant == Constant::True ? "true" : "false";
  }
  return "{}";
}

const Selector* selector_of(const Expression& leaf) {
  if (const auto* comparison = std::get_if<Comparison>(&leaf.node)) return &comparison->selector;
  if (const auto* is = std::get_if<Is>(&leaf.node)) return &is->selector;
  if (const auto* none = std::get_if<NotExists>(&leaf.node)) return &none->selector;
  return nullptr;
}

Node& member(Node& node, const std::string& key) {
  for (auto& [name, value] : node.members) {
    if (name == key) return value;
  }
  return node.members.emplace_back(key, Node{}).second;
}

Node& element(Node& node, std::size_t index) {
  if (node.elements.size() <= index) node.elements.resize(index + 1);
  return node.elements[index];
}

// The place of a selector; beyond a few elements there is none.
Node* place_of(Choices& choices, Node& root, const Selector& selector) {
  Node* at = &root;
  for (const Step& step : selector.steps) {
    if (const auto* key = std::get_if<Key>(&step)) {
      at = &member(*at, key->name);
    } else if (const auto* index = std::get_if<Index>(&step)) {
      if (index->value > 8) return nullptr;
      at = &element(*at, static_cast<std::size_t>(index->value));
    } else if (at != &root && at->members.empty()) {
      at = &element(*at, choices.below(3));
    } else {
      at = &member(*at, choices.below(2) == 0 ? "a" : "z");
    }
  }
  return at;
}

void add_leaves(const Expression& expression, std::vector<const Expression*>& out) {
  const auto all = [&out](const std::vector<Expression>& operands) {
    for (const Expression& operand : operands) add_leaves(operand, out);
  };
  if (const auto* conjunction = std::get_if<And>(&expression.node))
    return all(conjunction->operands);
  if (const auto* disjunction = std::get_if<Or>(&expression.node))
    return all(disjunction->operands);
  out.push_back(&expression);
}

void write(const Node& node, bool is_root, std::string& out) {
  if (is_root || !node.members.empty()) {
    out += '{';
    for (const auto& [key, value] : node.members) {
      if (out.back() != '{') out += ',';
      out += quoted(key) + ":";
      write(value, false, out);
    }
    out += '}';
  } else if (!node.elements.empty()) {
    out += '[';
    for (const Node& value : node.elements) {
      if (out.back() != '[') out += ',';
      write(value, false, out);
    }
    out += ']';
  } else {
    out += node.token;
  }
}

}  // namespace

std::string random_near_event(Choices& choices, const std::vector<const Pattern*>& patterns) {
  std::vector<const Expression*> leaves;
  for (const Pattern* pattern : patterns) {
    if (pattern->expression) add_leaves(*pattern->expression, leaves);
  }
  Node root;
  for (const Expression* leaf : leaves) {
    const Selector* selector = selector_of(*leaf);
    if (selector == nullptr || choices.below(4) == 0) continue;
    if (Node* place = place_of(choices, root, *selector)) place->token = value_for(choices, *leaf);
  }
  std::string out;
  write(root, true, out);
  return out;
}

}  // namespace filtercheck::support
