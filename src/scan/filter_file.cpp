#include "scan/readers.hpp"

namespace filtercheck::scan {

Found read_filter_file(const SourcePtr& source) {
  const std::string_view bytes = source->bytes();
  const std::size_t begin = source->text_begin();
  Text text;
  text.append(bytes.substr(begin), {source, {begin, bytes.size()}}, Quoting::None);
  Filter filter;
  filter.container = Container::Filter;
  filter.pattern = text.trimmed();
  const std::size_t end = filter.pattern.value().size();
  filter.where = filter.pattern.written({0, end}).value_or(Written{source, {begin, begin}});
  Found found;
  found.filters.push_back(std::move(filter));
  return found;
}

}  // namespace filtercheck::scan
