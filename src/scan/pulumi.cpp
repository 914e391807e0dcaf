// What Pulumi writes is not to be had here, so this is by its documentation and sources: a value
// that is not known yet is a string of this name, a secret an object with that member.
#include <algorithm>
#include <utility>

#include "scan/readers.hpp"

namespace filtercheck::scan {

namespace {

constexpr std::string_view unknown_value = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
constexpr std::string_view secret_member = "4dabf18193072939515e22adb298388d";

// How a provider names what a filter has.
struct Shape {
  std::string_view type;
  Role role;
  std::string_view pattern;
  std::string_view name;
  std::string_view log_group;
};
constexpr Shape shapes[] = {
    {"aws:cloudwatch/logMetricFilter:LogMetricFilter", Role::MetricFilter, "pattern", "name",
     "logGroupName"},
    {"aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", Role::SubscriptionFilter,
     "filterPattern", "name", "logGroup"},
    {"aws-native:logs:MetricFilter", Role::MetricFilter, "filterPattern", "filterName",
     "logGroupName"},
    {"aws-native:logs:SubscriptionFilter", Role::SubscriptionFilter, "filterPattern", "filterName",
     "logGroupName"},
};

std::optional<std::string> known_string(const Node& properties, std::string_view key) {
  auto value = properties.find_string(key);
  return value == unknown_value ? std::nullopt : value;
}

class Reader {
 public:
  Found found() && { return std::move(found_); }

  // A resource of a stack, or the new state of a step.
  void read_resource(const Node& resource) {
    const auto type = resource.find_string("type");
    const auto* shape = std::find_if(std::begin(shapes), std::end(shapes),
                                     [&](const Shape& one) { return one.type == type; });
    if (shape == std::end(shapes)) return;
    // What it was made as is what there is; of what is only planned, there is what was asked for.
    const Node* properties = resource.find("outputs");
    if (properties == nullptr || properties->find(shape->pattern) == nullptr) {
      properties = resource.find("inputs");
    }
    static const Node none;
    read_filter(*shape, resource, properties == nullptr ? none : *properties);
  }

 private:
  void read_filter(const Shape& shape, const Node& resource, const Node& properties) {
    Filter filter;
    filter.container = Container::Pulumi;
    filter.role = shape.role;
    const Node* urn = resource.find("urn");
    if (urn != nullptr) {
      const std::string& value = urn->text.value();
      const std::size_t colons = value.rfind("::");
      filter.address = colons == std::string::npos ? value : value.substr(colons + 2);
    }
    filter.name = known_string(properties, shape.name);
    filter.log_group = known_string(properties, shape.log_group);
    filter.log_group_key = filter.log_group.value_or("");
    filter.where = urn == nullptr ? resource.where : urn->where;
    if (const Node* pattern = properties.find(shape.pattern)) {
      filter.where = pattern->where;
      if (pattern->find(secret_member) != nullptr) {
        filter.unresolved = Unresolved{std::string(shape.pattern), "a secret"};
      } else if (!pattern->is_string()) {
        filter.unresolved = Unresolved{std::string(shape.pattern), "not a string"};
      } else if (pattern->text.value() == unknown_value) {
        filter.unresolved = Unresolved{std::string(shape.pattern), "known after the update"};
      } else {
        filter.pattern = pattern->text;
      }
    } else {
      filter.unresolved = Unresolved{std::string(shape.pattern), "is not said"};
    }
    found_.filters.push_back(std::move(filter));
  }

  Found found_;
};

// Steps that end what there is, or stand for others that make what comes.
bool makes_nothing(std::string_view operation) {
  constexpr std::string_view all[] = {"delete",  "delete-replaced",
                                      "discard", "discard-replaced",
                                      "replace", "remove-pending-replace"};
  return std::find(std::begin(all), std::end(all), operation) != std::end(all);
}

}  // namespace

Found read_pulumi(const Node& document) {
  Reader reader;
  if (const Node* resources = document.find_path({"deployment", "resources"})) {
    for (const Node& resource : resources->elements) {
      const Node* is_deleted = resource.find("delete");
      if (is_deleted == nullptr || !is_deleted->is_true()) reader.read_resource(resource);
    }
  }
  if (const Node* steps = document.find("steps")) {
    for (const Node& step : steps->elements) {
      const Node* state = step.find("newState");
      const bool is_made = state != nullptr && !makes_nothing(step.find_string("op").value_or(""));
      if (is_made) reader.read_resource(*state);
    }
  }
  return std::move(reader).found();
}

}  // namespace filtercheck::scan
