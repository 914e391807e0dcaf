// Plans and states in JSON. They may hold secrets, so nothing is told of them but the filters'
// patterns, and of these none that is marked as sensitive.
#include <algorithm>
#include <map>
#include <utility>

#include "scan/readers.hpp"
#include "scan/terraform_names.hpp"

namespace filtercheck::scan {

namespace {

using terraform::ResourceType;

// Null: no filter that Terraform looks after.
const ResourceType* type_of(const Node& resource) {
  if (resource.find_string("mode").value_or("managed") != "managed") return nullptr;
  return terraform::find_resource_type(resource.find_string("type").value_or(""));
}

std::string type_and_name(const Node& resource) {
  return resource.find_string("type").value_or("") + "." +
         resource.find_string("name").value_or("");
}

bool says(const Node* object, std::string_view key) {
  const Node* value = object == nullptr ? nullptr : object->find(key);
  return value != nullptr && value->is_true();
}

// All but the pattern, from what is known of the resource.
Filter filter_of(const ResourceType& type, const Node& values, Container container) {
  Filter filter;
  filter.container = container;
  filter.role = type.role;
  filter.name = values.find_string("name");
  filter.log_group = values.find_string("log_group_name");
  filter.log_group_key = filter.log_group.value_or("");
  filter.sees_transformed = says(&values, "apply_on_transformed_logs");
  filter.sees_some = !values.find_string("field_selection_criteria").value_or("").empty();
  return filter;
}

// "module.a[\"x.y\"].module.b" -> "a.b."
std::string path_of_module(std::string_view address) {
  std::string path;
  bool is_name = false;  // or `module`
  bool in_string = false;
  std::size_t brackets = 0;
  for (std::size_t at = 0; at < address.size(); ++at) {
    const char c = address[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']' && brackets > 0) {
      --brackets;
    } else if (brackets == 0 && c == '.') {
      if (is_name) path += '.';
      is_name = !is_name;
    } else if (brackets == 0 && is_name) {
      path += c;
    }
  }
  return path.empty() ? path : path + '.';
}

// ---- What `terraform show -json` prints ---------------------------------------------------------

class ShowReader {
 public:
  explicit ShowReader(Container container) : container_(container) {}

  // `configuration.root_module` of a plan. Recurses as deep as the document is nested.
  void read_configuration(const Node& module, const std::string& path) {
    Expressions& expressions = configuration_[path];
    if (const Node* resources = module.find("resources")) {
      for (const Node& resource : resources->elements) {
        if (type_of(resource) == nullptr) continue;
        expressions.emplace(type_and_name(resource), resource.find("expressions"));
      }
    }
    const Node* calls = module.find("module_calls");
    if (calls == nullptr) return;
    for (const auto& [name, call] : calls->members) {
      const Node* called = call.find("module");
      if (called != nullptr) read_configuration(*called, path + name.value() + ".");
    }
  }

  // `root_module`. The same.
  void read_module(const Node& module) {
    const std::string path = path_of_module(module.find_string("address").value_or(""));
    const auto configured = configuration_.find(path);
    static const Expressions none;
    const Expressions& expressions = configured == configuration_.end() ? none : configured->second;
    if (const Node* resources = module.find("resources")) {
      for (const Node& resource : resources->elements) read_resource(resource, expressions);
    }
    if (const Node* modules = module.find("child_modules")) {
      for (const Node& child : modules->elements) read_module(child);
    }
  }

  Found found() && { return std::move(found_); }

 private:
  // The expressions of each resource by its type and name, which may be null.
  using Expressions = std::map<std::string, const Node*>;

  void read_resource(const Node& resource, const Expressions& configured) {
    const ResourceType* type = type_of(resource);
    // What is deposed is to be destroyed.
    if (type == nullptr || resource.find("deposed_key") != nullptr) return;
    const Node* values = resource.find("values");
    static const Node none;
    Filter filter = filter_of(*type, values == nullptr ? none : *values, container_);
    const Node* address = resource.find("address");
    filter.address = address == nullptr ? type_and_name(resource) : address->text.value();
    filter.where = address == nullptr ? resource.where : address->where;

    const auto found = configured.find(type_and_name(resource));
    const Node* expressions = found == configured.end() ? nullptr : found->second;
    filter.sees_transformed =
        filter.sees_transformed || is_unknown(values, expressions, "apply_on_transformed_logs");
    filter.sees_some =
        filter.sees_some || is_unknown(values, expressions, "field_selection_criteria");
    const Node* pattern = values == nullptr ? nullptr : values->find(type->pattern);
    if (says(resource.find("sensitive_values"), type->pattern)) {
      filter.unresolved = Unresolved{references(expressions, type->pattern), "sensitive"};
    } else if (pattern != nullptr && pattern->is_string()) {
      filter.pattern = pattern->text;
      filter.where = pattern->where;
    } else {
      filter.unresolved = Unresolved{
          references(expressions, type->pattern),
          container_ == Container::TerraformPlan ? "known after apply" : "not in the state"};
    }
    found_.filters.push_back(std::move(filter));
  }

  // Given by an expression whose value is known after apply.
  static bool is_unknown(const Node* values, const Node* expressions, std::string_view argument) {
    const bool is_given = expressions != nullptr && expressions->find(argument) != nullptr;
    return is_given && (values == nullptr || values->find(argument) == nullptr);
  }

  // What an argument refers to; it itself, if that is not told.
  static std::string references(const Node* expressions, std::string_view argument) {
    const Node* list =
        expressions == nullptr ? nullptr : expressions->find_path({argument, "references"});
    std::string joined;
    if (list != nullptr) {
      for (const Node& reference : list->elements) {
        if (joined.size() > 200) return joined + ", ...";  // many instances may say so
        if (!joined.empty()) joined += ", ";
        joined += reference.text.value().substr(0, 200);
      }
    }
    return joined.empty() ? std::string(argument) : joined;
  }

  Container container_;
  std::map<std::string, Expressions> configuration_;  // by the path of a module
  Found found_;
};

// Whether the format is one that is known, or a fault.
bool is_known_format(const Node& document, Found& found) {
  const Node* version = document.find("format_version");
  if (version == nullptr || version->text.value().starts_with("1.")) return true;
  found.faults.push_back(
      {version->where,
       "format_version is not 1.x, which `terraform show -json` is known to print"});
  return false;
}

// ---- terraform.tfstate --------------------------------------------------------------------------

std::string index_of(const Node& instance) {
  const Node* key = instance.find("index_key");
  if (key == nullptr) return {};
  if (!key->is_string()) return "[" + key->text.value() + "]";
  return terraform::address_key(key->text.value());
}

// `sensitive_attributes` are paths: [[{"type": "get_attr", "value": "pattern"}]].
bool is_sensitive(const Node& instance, std::string_view attribute) {
  const Node* paths = instance.find("sensitive_attributes");
  if (paths == nullptr) return false;
  return std::any_of(paths->elements.begin(), paths->elements.end(), [&](const Node& path) {
    const Node* name = path.find_path({"0", "value"});
    return name != nullptr && name->text.value() == attribute;
  });
}

Found read_raw_state(const Node& document) {
  Found found;
  const Node* resources = document.find("resources");
  if (resources == nullptr) return found;
  for (const Node& resource : resources->elements) {
    const ResourceType* type = type_of(resource);
    const Node* instances = resource.find("instances");
    if (type == nullptr || instances == nullptr) continue;
    const std::string module = resource.find_string("module").value_or("");
    const std::string address = (module.empty() ? module : module + ".") + type_and_name(resource);
    for (const Node& instance : instances->elements) {
      const Node* attributes = instance.find("attributes");
      if (attributes == nullptr || instance.find("deposed") != nullptr) continue;
      Filter filter = filter_of(*type, *attributes, Container::TerraformState);
      filter.address = address + index_of(instance);
      const Node* pattern = attributes->find(type->pattern);
      filter.where = pattern == nullptr ? instance.where : pattern->where;
      if (is_sensitive(instance, type->pattern)) {
        filter.unresolved = Unresolved{std::string(type->pattern), "sensitive"};
      } else if (pattern != nullptr && pattern->is_string()) {
        filter.pattern = pattern->text;
      } else {
        filter.unresolved = Unresolved{std::string(type->pattern), "not in the state"};
      }
      found.filters.push_back(std::move(filter));
    }
  }
  return found;
}

}  // namespace

Found read_terraform_plan(const Node& document) {
  Found unknown;
  if (!is_known_format(document, unknown)) return unknown;
  ShowReader reader(Container::TerraformPlan);
  if (const Node* configured = document.find_path({"configuration", "root_module"})) {
    reader.read_configuration(*configured, "");
  }
  if (const Node* planned = document.find_path({"planned_values", "root_module"})) {
    reader.read_module(*planned);
  }
  return std::move(reader).found();
}

Found read_terraform_state(const Node& document) {
  if (document.find("version") != nullptr) return read_raw_state(document);
  Found unknown;
  if (!is_known_format(document, unknown)) return unknown;
  ShowReader reader(Container::TerraformState);
  if (const Node* module = document.find_path({"values", "root_module"})) {
    reader.read_module(*module);
  }
  return std::move(reader).found();
}

}  // namespace filtercheck::scan
