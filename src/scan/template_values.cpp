// Values may be many times as long as the template: a default that is joined to itself a thousand
// times, in a thousand places. So all that is evaluated and copied is counted.
#include "scan/template_values.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::scan {

namespace {

using Unknown = TemplateValues::Unknown;

constexpr std::size_t most_spent = 64U << 20U;  // bytes, or what stands for them
constexpr std::size_t small_map = 16;           // members that are looked through one by one

std::string quoted(std::string_view name) {
  constexpr std::size_t most = 100;
  std::string text = "`";
  text += name.substr(0, most);
  text += name.size() > most ? "...`" : "`";
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

Unknown too_much() { return {"too much is joined in this file"}; }

Unknown not_before_deployment(std::string_view name) {
  return {quoted(name) + " is known when it is deployed"};
}

bool is_scalar(const Node& node) {
  return node.kind == Node::Kind::String || node.kind == Node::Kind::Number ||
         node.kind == Node::Kind::Boolean;
}

// The elements of a list that a function takes, if it has `least` of them.
const std::vector<Node>* arguments(const Node& argument, std::size_t least) {
  const bool is_list = argument.kind == Node::Kind::Sequence && argument.elements.size() >= least;
  return is_list ? &argument.elements : nullptr;
}

// `${self:a}` and its like: a word, a colon. Not `${AWS::Region}`.
bool is_of_serverless(std::string_view name) {
  const std::size_t colon = name.find_first_of(":(");
  return colon != std::string_view::npos && !name.substr(colon).starts_with("::");
}

}  // namespace

std::optional<TemplateFunction> function_of(const Node& node) {
  if (node.tag.starts_with('!'))
    return TemplateFunction{std::string_view(node.tag).substr(1), &node};
  if (node.kind != Node::Kind::Map || node.members.size() != 1) return std::nullopt;
  const auto& [key, argument] = node.members.front();
  const std::string_view name = key.value();
  if (name == "Ref") return TemplateFunction{name, &argument};
  if (!name.starts_with("Fn::")) return std::nullopt;
  return TemplateFunction{name.substr(4), &argument};
}

// ---- Sections -----------------------------------------------------------------------------------

TemplateValues::TemplateValues(const std::vector<const Node*>& parts, const Node* self)
    : self_(self),
      parameters_(section(parts, "Parameters")),
      resources_(section(parts, "Resources")),
      mappings_(section(parts, "Mappings")) {}

TemplateValues::Section TemplateValues::section(const std::vector<const Node*>& parts,
                                                std::string_view name) {
  Section section;
  for (const Node* part : parts) {
    const Node* members = part->find(name);
    if (members == nullptr) continue;
    for (const auto& [key, value] : members->members) section.emplace(key.value(), &value);
  }
  return section;
}

const Node* TemplateValues::resource(std::string_view id) const {
  const auto found = resources_.find(id);
  return found == resources_.end() ? nullptr : found->second;
}

const Node* TemplateValues::member(const Node& map, std::string_view key) {
  if (map.members.size() <= small_map) return map.find(key);
  const auto [index, is_new] = indexes_.try_emplace(&map);
  if (is_new) {
    for (const auto& [name, value] : map.members) index->second.emplace(name.value(), &value);
  }
  const auto found = index->second.find(key);
  return found == index->second.end() ? nullptr : found->second;
}

// ---- Expressions --------------------------------------------------------------------------------

bool TemplateValues::spend(std::size_t bytes) {
  constexpr std::size_t call = 64;
  spent_ += bytes + call;
  return spent_ <= most_spent;
}

std::optional<Unknown> TemplateValues::append(Text& text, Value value) {
  if (auto* unknown = std::get_if<Unknown>(&value)) return std::move(*unknown);
  const Text& added = std::get<Text>(value);
  if (!spend(added.value().size() + added.pieces().size() * sizeof(Text::Piece))) {
    return too_much();
  }
  text.append(added);
  return std::nullopt;
}

// Recurses as deep as the expression is nested.
TemplateValues::Value TemplateValues::value(const Node& expression) {
  if (!spend(0)) return too_much();
  if (expression.tag.starts_with('*')) return Unknown{"an alias of YAML that stands for too much"};
  if (const auto function = function_of(expression)) {
    Text text;
    auto unknown = append(text, call(*function));
    if (unknown) return std::move(*unknown);
    return text;
  }
  if (!is_scalar(expression)) return Unknown{"not a string"};
  if (self_ != nullptr) return expand(expression.text, false, nullptr);
  return expression.text;
}

TemplateValues::Value TemplateValues::call(const TemplateFunction& function) {
  const Node& argument = *function.argument;
  if (function.name == "Ref" && argument.is_string()) return reference(argument.text.value());
  if (function.name == "Sub") return substitute(argument);
  if (function.name == "Join") return join(argument);
  if (function.name == "FindInMap") return find_in_map(argument);
  if (function.name == "If") return either(argument);
  if (function.name == "GetAtt") return Unknown{"an attribute is known when it is deployed"};
  return Unknown{quoted("Fn::" + std::string(function.name.substr(0, 100))) + " is not evaluated"};
}

TemplateValues::Value TemplateValues::reference(std::string_view name) {
  const auto found = parameters_.find(name);
  if (found == parameters_.end()) {
    if (name.starts_with("AWS::") || resource(name) != nullptr) return not_before_deployment(name);
    return Unknown{quoted(name) + " is neither a parameter nor a resource"};
  }
  const Node& parameter = *found->second;
  const Node* type = member(parameter, "Type");
  if (type != nullptr && type->text.value().starts_with("AWS::SSM::Parameter::Value")) {
    return Unknown{"parameter " + quoted(name) + " is read from the parameter store"};
  }
  const Node* hidden = member(parameter, "NoEcho");
  if (hidden != nullptr && (hidden->text.value() == "true" || hidden->text.value() == "True")) {
    return Unknown{"parameter " + quoted(name) + " is secret"};
  }
  const Node* value = member(parameter, "Default");
  const bool has_default = value != nullptr && is_scalar(*value) && !function_of(*value);
  if (!has_default) return Unknown{"parameter " + quoted(name) + " has no default"};
  return value->text;
}

TemplateValues::Value TemplateValues::join(const Node& argument) {
  const auto* both = arguments(argument, 2);
  if (both == nullptr || (*both)[1].kind != Node::Kind::Sequence || !(*both)[1].tag.empty()) {
    return Unknown{"not a list of strings to join"};
  }
  const Value delimiter = value((*both)[0]);
  Text joined;
  bool is_first = true;
  for (const Node& element : (*both)[1].elements) {
    if (!is_first) {
      if (auto unknown = append(joined, delimiter)) return std::move(*unknown);
    }
    if (auto unknown = append(joined, value(element))) return std::move(*unknown);
    is_first = false;
  }
  return joined;
}

TemplateValues::Value TemplateValues::substitute(const Node& argument) {
  if (argument.is_string()) return expand(argument.text, true, nullptr);
  const auto* both = arguments(argument, 2);
  if (both == nullptr || !(*both)[0].is_string()) return Unknown{"not a string to substitute in"};
  return expand((*both)[0].text, true, &(*both)[1]);
}

TemplateValues::Value TemplateValues::find_in_map(const Node& argument) {
  const auto* keys = arguments(argument, 3);
  if (keys == nullptr) return Unknown{"not the keys of a mapping"};
  const Node* found = nullptr;
  for (std::size_t depth = 0; depth < 3; ++depth) {
    const Value key = value((*keys)[depth]);
    if (const auto* unknown = std::get_if<Unknown>(&key)) return *unknown;
    const std::string& name = std::get<Text>(key).value();
    if (depth == 0) {
      const auto mapping = mappings_.find(name);
      found = mapping == mappings_.end() ? nullptr : mapping->second;
    } else {
      found = member(*found, name);
    }
    if (found == nullptr) return Unknown{"the mappings have no " + quoted(name)};
  }
  if (!is_scalar(*found) || function_of(*found)) return Unknown{"the mapping has no string there"};
  return found->text;
}

TemplateValues::Value TemplateValues::either(const Node& argument) {
  const auto* all = arguments(argument, 3);
  if (all == nullptr) return Unknown{"not a condition and two values"};
  const Value first = value((*all)[1]);
  const Value second = value((*all)[2]);
  const auto* one = std::get_if<Text>(&first);
  const auto* other = std::get_if<Text>(&second);
  if (one != nullptr && other != nullptr && one->value() == other->value()) return *one;
  return Unknown{"depends on the condition " + quoted((*all)[0].text.value())};
}

// ---- Variables in strings -----------------------------------------------------------------------

TemplateValues::Value TemplateValues::expand(const Text& text, bool is_sub, const Node* variables) {
  const std::string_view value = text.value();
  if (!spend(value.size())) return too_much();
  Text expanded;
  std::size_t done = 0;
  while (true) {
    const std::size_t begin = std::min(value.find("${", done), value.size());
    if (auto unknown = append(expanded, text.part({done, begin}))) return std::move(*unknown);
    if (begin == value.size()) return expanded;
    const std::size_t close = value.find('}', begin);
    if (close == std::string_view::npos) {
      if (is_sub) return Unknown{"a `${` is not closed"};
      expanded.append(text.part({begin, value.size()}));
      return expanded;
    }
    done = close + 1;
    const std::string_view name = trimmed(value.substr(begin + 2, close - begin - 2));
    Value replacement;
    if (is_sub && value[begin + 2] == '!') {  // `${!x}` is `${x}`
      Text literal = text.part({begin, begin + 2});
      literal.append(text.part({begin + 3, done}));
      replacement = std::move(literal);
    } else if (self_ != nullptr && is_of_serverless(name)) {
      replacement = of_self(name);
    } else if (is_sub) {
      replacement = variable(name, variables);
    } else {
      replacement = text.part({begin, done});
    }
    if (auto unknown = append(expanded, std::move(replacement))) return std::move(*unknown);
  }
}

TemplateValues::Value TemplateValues::variable(std::string_view name, const Node* variables) {
  const Node* own = variables == nullptr ? nullptr : member(*variables, name);
  if (own != nullptr) return value(*own);
  if (name.find('.') != std::string_view::npos) return not_before_deployment(name);
  return reference(name);
}

TemplateValues::Value TemplateValues::of_self(std::string_view name) {
  constexpr std::string_view self = "self:";
  const Unknown unknown{quoted(name) + " is not told by this file"};
  if (!name.starts_with(self)) return unknown;
  const Node* node = self_;
  for (std::size_t begin = self.size(); node != nullptr && begin <= name.size();) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    node = member(*node, name.substr(begin, end - begin));
    begin = end + 1;
  }
  const bool is_literal = node != nullptr && is_scalar(*node) && node->tag.empty() &&
                          node->text.value().find("${") == std::string::npos;
  if (!is_literal) return unknown;
  return node->text;
}

}  // namespace filtercheck::scan
