// What the expressions of a CloudFormation template say, as far as the template tells: parameters
// have their defaults.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scan/tree.hpp"

namespace filtercheck::scan {

// An intrinsic function: `!Sub x` is "Sub" of the node itself, `{"Fn::Sub": "x"}` "Sub" of "x".
struct TemplateFunction {
  std::string_view name;
  const Node* argument = nullptr;
};
std::optional<TemplateFunction> function_of(const Node& node);

class TemplateValues {
 public:
  // The parts of the template that have sections such as Parameters; and the file that `${self:a}`
  // of Serverless looks into, null for others. All must outlive it.
  TemplateValues(const std::vector<const Node*>& parts, const Node* self);

  // The string, or why it is not known. Cost: of all calls together, limited.
  struct Unknown {
    std::string why;
  };
  using Value = std::variant<Text, Unknown>;
  Value value(const Node& expression);

  // By its logical id; null if there is none.
  const Node* resource(std::string_view id) const;

 private:
  using Section = std::map<std::string_view, const Node*>;

  static Section section(const std::vector<const Node*>& parts, std::string_view name);
  const Node* member(const Node& map, std::string_view key);

  Value call(const TemplateFunction& function);
  Value reference(std::string_view name);
  Value join(const Node& argument);
  Value substitute(const Node& argument);
  Value find_in_map(const Node& argument);
  Value either(const Node& argument);
  // `${…}`: of Sub with its own variables (or null), and of Serverless.
  Value expand(const Text& text, bool is_sub, const Node* variables);
  Value variable(std::string_view name, const Node* variables);
  Value of_self(std::string_view name);
  // Adds the value to the text; or says why there is none.
  std::optional<Unknown> append(Text& text, Value value);
  bool spend(std::size_t bytes);

  const Node* self_;
  Section parameters_;
  Section resources_;
  Section mappings_;
  std::map<const Node*, Section> indexes_;  // of large maps that were looked into
  std::size_t spent_ = 0;
};

}  // namespace filtercheck::scan
