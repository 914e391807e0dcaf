#include "scan/recognise.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>
#include <variant>

#include "scan/readers.hpp"

namespace filtercheck::scan {

namespace {

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}

// ---- By the bytes ------------------------------------------------------------------------------

// Without one of these there is nothing to find, and most files have none: they are not parsed.
// `attern` is in all keys that hold patterns, the next are in types of resources whose pattern may
// be missing, `$.` is in what looks like a pattern.
bool may_hold_filters(std::string_view bytes) {
  return contains_any(bytes, {"attern", "AWS::Logs::", "etric_filter", "ubscription_filter",
                              "etricFilter", "ubscriptionFilter", "$.", "$["});
}

// Whether somebody would miss the filters of a file that cannot be read.
bool seems_to_hold_filters(std::string_view bytes) {
  if (contains_any(bytes,
                   {"ilterPattern", "ilter_pattern", "ilter-pattern", "AWS::Logs::MetricFilter",
                    "AWS::Logs::SubscriptionFilter", "aws_cloudwatch_log_metric_filter",
                    "aws_cloudwatch_log_subscription_filter"})) {
    return true;
  }
  // Templates of Helm and Jinja are no YAML yet, and say `$.Values`.
  return contains_any(bytes, {"$."}) && !contains_any(bytes, {"{{"});
}

// What `terraform plan -json` prints: a line for each thing that happens.
bool is_log_of_terraform(std::string_view bytes) { return bytes.starts_with("{\"@level\":"); }

Found told_to_show(const SourcePtr& source) {
  Fault fault;
  fault.where = {source, {0, 0}};
  fault.message =
      "the log of `terraform plan -json` holds no filters: save the plan with `-out` and use "
      "`terraform show -json`";
  Found found;
  found.faults.push_back(std::move(fault));
  return found;
}

bool begins_like_json(const Source& source) {
  const std::string_view bytes = source.bytes();
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n", source.text_begin());
  return begin != std::string_view::npos && (bytes[begin] == '{' || bytes[begin] == '[');
}

bool is_named_as_document(const Source& source) {
  return ends_with_any(source.name(), {".yaml", ".yml", ".json", ".template"});
}

// A selector behind the brace, such as `{ ($.a`: no JSON goes on so, and few documents in YAML do.
bool begins_like_pattern(const Source& source) {
  const std::string_view bytes = source.bytes();
  const std::size_t brace = bytes.find_first_not_of(" \t\r\n", source.text_begin());
  if (brace == std::string_view::npos || bytes[brace] != '{') return false;
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n(", brace + 1);
  return begin != std::string_view::npos && bytes[begin] == '$' &&
         contains_any(bytes.substr(begin, 2), {"$.", "$["});
}

bool may_be_yaml(const Source& source) {
  return is_named_as_document(source) || contains_any(source.bytes(), {"AWS::Logs::"});
}

// ---- By the document ----------------------------------------------------------------------------

bool is_sequence(const Node* node) { return node != nullptr && node->kind == Node::Kind::Sequence; }

bool has_any(const Node* list, std::string_view key) {
  return is_sequence(list) &&
         std::any_of(list->elements.begin(), list->elements.end(),
                     [&](const Node& element) { return element.find(key) != nullptr; });
}

bool is_terraform_state(const Node& document) {
  if (document.find_path({"values", "root_module"}) != nullptr) return true;
  const Node* version = document.find("version");
  return version != nullptr && version->text.value() == "4" &&
         has_any(document.find("resources"), "instances");
}

bool is_pulumi(const Node& document) {
  return is_sequence(document.find_path({"deployment", "resources"})) ||
         has_any(document.find("steps"), "urn");
}

bool is_template(const Node& document) {
  const Node* resources = document.find("Resources");
  return resources != nullptr &&
         std::any_of(resources->members.begin(), resources->members.end(), [](const auto& member) {
           return member.second.find_string("Type").value_or("").starts_with("AWS::");
         });
}

bool is_made_by_cdk(const Node& document) {
  const std::string& name = document.where.source->name();
  if (name.find("cdk.out") != std::string::npos) return true;
  if (!name.ends_with(".template.json")) return false;
  if (document.find_path({"Rules", "CheckBootstrapVersion"}) != nullptr) return true;
  const Node* resources = document.find("Resources");
  return std::any_of(resources->members.begin(), resources->members.end(), [](const auto& member) {
    return member.second.find_path({"Metadata", "aws:cdk:path"}) != nullptr;
  });
}

// The tree of constructs that the CDK writes beside its templates says the same as they do.
bool is_tree_of_cdk(const Node& document) {
  return document.find("tree") != nullptr &&
         document.find_string("version").value_or("").starts_with("tree-");
}

// ---- Both ---------------------------------------------------------------------------------------

void add(Found& found, Found more) {
  const auto append = [](auto& list, auto& added) {
    list.insert(list.end(), std::make_move_iterator(added.begin()),
                std::make_move_iterator(added.end()));
  };
  append(found.filters, more.filters);
  append(found.faults, more.faults);
  append(found.lists, more.lists);
}

Found with_literals(const Node& document, Container container, Found found) {
  add(found, read_literals(document, container, found));
  std::stable_sort(
      found.filters.begin(), found.filters.end(),
      [](const Filter& a, const Filter& b) { return a.where.span.begin < b.where.span.begin; });
  return found;
}

// Strings are looked for in what is written, everything else in what it stands for: `aws
// cloudformation package`, SAM and Serverless unfold aliases before AWS sees them, which takes
// none.
Found read_document(const Node& written) {
  const std::optional<Node> copy = unfolded(written);
  const Node& document = copy ? *copy : written;
  const auto has = [&](std::string_view key) { return document.find(key) != nullptr; };
  // Plans and states say the same several times, and what was before: no literals.
  if (has("planned_values") && has("format_version")) return read_terraform_plan(document);
  if (is_terraform_state(document)) return read_terraform_state(document);
  if (is_pulumi(document)) return read_pulumi(document);
  if (is_sequence(document.find("metricFilters"))) return read_metric_filters(document);
  if (is_tree_of_cdk(document)) return {};
  Container container = Container::Filter;
  Found found;
  if (is_template(document)) {
    container = is_made_by_cdk(document) ? Container::Cdk : Container::CloudFormation;
    found = read_template(document, container);
  } else if (has("service") && has("provider")) {
    container = Container::Serverless;
    found = read_template(document, container);
  }
  return with_literals(written, container, std::move(found));
}

Found unread(Fault fault) {
  Found found;
  if (seems_to_hold_filters(fault.where.source->bytes())) {
    found.faults.push_back(std::move(fault));
  }
  return found;
}

}  // namespace

Found read_file(const SourcePtr& source) {
  const std::string_view bytes = source->bytes();
  if (source->name().ends_with(".filter")) return read_filter_file(source);
  // Standard input, say.
  if (!is_named_as_document(*source) && begins_like_pattern(*source))
    return read_filter_file(source);
  if (is_log_of_terraform(bytes)) return told_to_show(source);
  if (!may_hold_filters(bytes)) return {};
  const bool is_like_json = begins_like_json(*source);
  std::optional<Fault> fault;
  if (is_like_json) {
    auto read = read_json_tree(source);
    if (const Node* document = std::get_if<Node>(&read)) return read_document(*document);
    fault = std::get<Fault>(std::move(read));
  }
  if (!may_be_yaml(*source)) return fault ? unread(std::move(*fault)) : Found{};
  // Also what is nearly JSON, such as with a comma too many.
  auto read = read_yaml_trees(source);
  if (auto* refused = std::get_if<Fault>(&read)) {
    const bool is_json = fault && !ends_with_any(source->name(), {".yaml", ".yml"});
    return unread(is_json ? std::move(*fault) : std::move(*refused));
  }
  Found found;
  for (const Node& document : std::get<std::vector<Node>>(read)) {
    add(found, read_document(document));
  }
  return found;
}

}  // namespace filtercheck::scan
