// CloudFormation, and what is made of it: SAM adds resources of its own, the CDK writes templates,
// Serverless has a template within its file. Conditions of resources are not looked at.
#include <map>
#include <utility>

#include "scan/readers.hpp"
#include "scan/template_values.hpp"

namespace filtercheck::scan {

namespace {

std::optional<Role> role_of(const Node& resource) {
  const std::string type = resource.find_string("Type").value_or("");
  if (type == "AWS::Logs::MetricFilter") return Role::MetricFilter;
  if (type == "AWS::Logs::SubscriptionFilter") return Role::SubscriptionFilter;
  return std::nullopt;
}

bool is_json(const Text& key) {
  return !key.pieces().empty() && key.pieces().front().quoting == Quoting::Json;
}

class Reader {
 public:
  Reader(const std::vector<const Node*>& parts, const Node* self, Container container,
         std::string prefix)
      : values_(parts, self), container_(container), prefix_(std::move(prefix)) {}

  void read(const Node& part) {
    const Node* resources = part.find("Resources");
    if (resources == nullptr) return;
    for (const auto& [id, resource] : resources->members) {
      if (const auto role = role_of(resource)) read_filter(id.value(), resource, *role);
    }
  }

  Found found() && { return std::move(found_); }

 private:
  void read_filter(const std::string& id, const Node& resource, Role role) {
    static const Node none;
    const Node* given = resource.find("Properties");
    const Node& properties = given == nullptr ? none : *given;
    Filter filter;
    filter.container = container_;
    filter.role = role;
    filter.address = prefix_ + id;
    if (!read_pattern(filter, resource, properties)) return;
    if (const Node* name = properties.find("FilterName")) filter.name = known(*name);
    if (const Node* group = properties.find("LogGroupName")) read_log_group(filter, *group);
    // What is not known may be so: then less is claimed.
    if (const Node* transformed = properties.find("ApplyOnTransformedLogs")) {
      const auto value = known(*transformed);
      filter.sees_transformed = value != "false" && value != "False" && value != "FALSE";
    }
    if (const Node* criteria = properties.find("FieldSelectionCriteria")) {
      filter.sees_some = known(*criteria) != "";
    }
    found_.filters.push_back(std::move(filter));
  }

  // Whether there is one that can be told of.
  bool read_pattern(Filter& filter, const Node& resource, const Node& properties) {
    for (const auto& [key, pattern] : properties.members) {
      if (key.value() != "FilterPattern") continue;
      filter.where = pattern.where;
      if (const std::string other = instead_of_string(key, pattern); !other.empty()) {
        found_.faults.push_back(
            {pattern.where, "the pattern is " + other + ", not a string", other});
        return false;
      }
      auto value = values_.value(pattern);
      if (const auto* unknown = std::get_if<TemplateValues::Unknown>(&value)) {
        filter.unresolved = Unresolved{one_line(pattern.where), unknown->why};
      } else {
        filter.pattern = std::get<Text>(std::move(value));
      }
      return true;
    }
    found_.faults.push_back({resource.where, filter.address + " has no `FilterPattern`"});
    return false;
  }

  // What a pattern is that is no string: empty if it is one, or an expression.
  static std::string instead_of_string(const Text& key, const Node& pattern) {
    const bool is_alias = pattern.tag.starts_with('*');
    const bool is_function = function_of(pattern).has_value();
    switch (pattern.kind) {
      case Node::Kind::Map:
        // A string that begins with a brace and stands there without quotes.
        if (is_function && pattern.tag != "!Sub") return {};
        return is_json(key) ? "an object" : "a mapping of YAML";
      case Node::Kind::Sequence:
        if (is_function) return {};
        return is_json(key) ? "an array" : "a sequence of YAML";
      case Node::Kind::Null:
        return is_alias ? "" : "null";
      case Node::Kind::String:
      case Node::Kind::Number:
      case Node::Kind::Boolean:
        return {};
    }
    return {};
  }

  void read_log_group(Filter& filter, const Node& group) {
    filter.log_group = known(group);
    if (filter.log_group) {
      filter.log_group_key = *filter.log_group;
      return;
    }
    const auto function = function_of(group);
    std::string expression = one_line(group.where);
    if (function && function->name == "Ref" && function->argument->is_string()) {
      const std::string& id = function->argument->text.value();
      filter.log_group = name_of_log_group(id);
      expression = "Ref " + id;
    }
    filter.log_group_key =
        filter.log_group ? *filter.log_group : expression + " in " + group.where.source->name();
  }

  std::optional<std::string> name_of_log_group(const std::string& id) {
    constexpr std::size_t longest = 512;  // that AWS takes
    const auto [found, is_new] = log_groups_.try_emplace(id);
    if (is_new) found->second = find_name_of_log_group(id);
    return found->second && found->second->size() <= longest ? found->second : std::nullopt;
  }

  std::optional<std::string> find_name_of_log_group(const std::string& id) {
    const Node* resource = values_.resource(id);
    const bool is_group =
        resource != nullptr && resource->find_string("Type") == "AWS::Logs::LogGroup";
    const Node* name = is_group ? resource->find_path({"Properties", "LogGroupName"}) : nullptr;
    return name == nullptr ? std::nullopt : known(*name);
  }

  std::optional<std::string> known(const Node& expression) {
    const auto value = values_.value(expression);
    const auto* text = std::get_if<Text>(&value);
    return text == nullptr ? std::nullopt : std::optional(text->value());
  }

  TemplateValues values_;
  Container container_;
  std::string prefix_;
  std::map<std::string, std::optional<std::string>> log_groups_;  // by their logical ids
  Found found_;
};

// "cdk.out/Stack.template.json" -> "Stack/"
std::string stack_of(std::string_view file) {
  constexpr std::string_view ending = ".template.json";
  const std::size_t slash = file.rfind('/');
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  if (file.ends_with(ending)) file.remove_suffix(ending.size());
  return std::string(file) + "/";
}

}  // namespace

Found read_template(const Node& document, Container container) {
  const bool is_serverless = container == Container::Serverless;
  std::vector<const Node*> parts;
  if (!is_serverless) {
    parts.push_back(&document);
  } else if (const Node* resources = document.find("resources")) {
    parts.push_back(resources);
    for (const Node& part : resources->elements) parts.push_back(&part);
  }
  const bool is_cdk = container == Container::Cdk;
  Reader reader(parts, is_serverless ? &document : nullptr, container,
                is_cdk ? stack_of(document.where.source->name()) : "Resources.");
  for (const Node* part : parts) reader.read(*part);
  return std::move(reader).found();
}

}  // namespace filtercheck::scan
