#include "scan/readers.hpp"

namespace filtercheck::scan {

bool looks_like_pattern(std::string_view value) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = value.find_first_not_of(blanks);
  if (begin == std::string_view::npos || value[begin] != '{') return false;
  const std::size_t end = value.find_last_not_of(blanks);
  if (value[end] != '}') return false;
  const std::string_view body = value.substr(begin, end - begin);
  return body.find("$.") != std::string_view::npos || body.find("$[") != std::string_view::npos;
}

}  // namespace filtercheck::scan
