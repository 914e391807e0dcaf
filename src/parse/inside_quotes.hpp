// What stands between a pair of quotes of any kind: for a hint.
#pragma once

#include <string>
#include <string_view>

namespace filtercheck::reader {

// Without the quotes and without backslashes; ASCII alone.
inline std::string inside_quotes(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool quote = c == '"' || c == '\'' || c == '\\' || c == '`';
    if (!quote && static_cast<unsigned char>(c) < 0x80) out.push_back(c);
  }
  return out;
}

}  // namespace filtercheck::reader
