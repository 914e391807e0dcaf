#include "report/markup.hpp"

#include "base/unicode.hpp"

namespace filtercheck::report {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char32_t c : base::decode_utf8(text)) {  // malformed bytes become 0
    if (c == 0 || c == 0xFFFE || c == 0xFFFF) {
      out += "\xEF\xBF\xBD";
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      out += ' ';
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      base::append_utf8(out, c);
    }
  }
  return out;
}

}  // namespace filtercheck::report
