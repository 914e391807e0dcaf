#include "scan/readers.hpp"

namespace filtercheck::scan {

namespace {

constexpr std::string_view blanks = " \t\r\n";

// What stands behind the brace of a document in JSON, such as a state machine: a key.
bool begins_with_key(std::string_view rest) {
  const std::size_t begin = rest.find_first_not_of(blanks);
  if (begin == std::string_view::npos || rest[begin] != '"') return false;
  std::size_t end = begin + 1;
  while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2U : 1U;
  const std::size_t next = rest.find_first_not_of(blanks, end + 1);
  return next != std::string_view::npos && rest[next] == ':';
}

}  // namespace

bool looks_like_pattern(std::string_view value) {
  const std::size_t begin = value.find_first_not_of(blanks);
  if (begin == std::string_view::npos || value[begin] != '{') return false;
  const std::size_t end = value.find_last_not_of(blanks);
  if (value[end] != '}') return false;
  const std::string_view body = value.substr(begin + 1, end - begin);
  // `{{ $.Values.a }}` and `{% if $.a %}` are for Helm or Jinja.
  if (body.starts_with('{') || body.starts_with('%') || begins_with_key(body)) return false;
  return body.find("$.") != std::string_view::npos || body.find("$[") != std::string_view::npos;
}

}  // namespace filtercheck::scan
