#include "scan/terraform_names.hpp"

namespace filtercheck::scan::terraform {

namespace {

constexpr ResourceType kResourceTypes[] = {
    {"aws_cloudwatch_log_metric_filter", "pattern", Role::MetricFilter},
    {"aws_cloudwatch_log_subscription_filter", "filter_pattern", Role::SubscriptionFilter}};

}  // namespace

const ResourceType* find_resource_type(std::string_view name) {
  for (const ResourceType& type : kResourceTypes)
    if (type.name == name) return &type;
  return nullptr;
}

std::string address_key(std::string_view key) {
  std::string out = "[\"";
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    const bool begins_sequence = (c == '$' || c == '%') && key.substr(i + 1).starts_with('{');
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      if (begins_sequence) out += c;
      out += c;
    }
  }
  return out + "\"]";
}

}  // namespace filtercheck::scan::terraform
