#include <string>
#include <utility>

#include "scan/readers.hpp"

namespace filtercheck::scan {

namespace {

std::optional<Filter> read_filter(const Node& node) {
  const Node* pattern = node.find("filterPattern");
  if (pattern == nullptr || !pattern->is_string()) return std::nullopt;
  Filter filter;
  filter.container = Container::AwsCli;
  filter.name = node.find_string("filterName");
  filter.address = filter.name.value_or("");
  filter.log_group = node.find_string("logGroupName");
  filter.log_group_key = filter.log_group.value_or("");
  filter.pattern = pattern->text;
  filter.where = pattern->where;
  const Node* transformed = node.find("applyOnTransformedLogs");
  filter.sees_transformed = transformed != nullptr && transformed->is_true();
  filter.sees_some = !node.find_string("fieldSelectionCriteria").value_or("").empty();
  return filter;
}

}  // namespace

Found read_metric_filters(const Node& document) {
  Found found;
  const Node* list = document.find("metricFilters");
  if (list == nullptr || list->kind != Node::Kind::Sequence) {
    found.faults.push_back(
        {list == nullptr ? document.where : list->where,
         "holds no filters: not what `aws logs describe-metric-filters` prints"});
    return found;
  }
  const Node* token = document.find("nextToken");
  const std::size_t begin = list->where.span.begin;
  found.lists.push_back({{list->where.source, {begin, begin + 1}},
                         token != nullptr && token->kind != Node::Kind::Null});
  for (std::size_t index = 0; index < list->elements.size(); ++index) {
    const Node& element = list->elements[index];
    if (auto filter = read_filter(element)) {
      found.filters.push_back(std::move(*filter));
    } else {
      found.faults.push_back({element.where, "metricFilters[" + std::to_string(index) +
                                                 "] has no string `filterPattern`"});
    }
  }
  return found;
}

}  // namespace filtercheck::scan
