// Strings that tests write into documents, to read them back.
#pragma once

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace filtercheck::scan {

inline std::vector<std::string> nasty_strings() {
  return {"",
          " ",
          "\n",
          "\n\n\n",
          "a",
          " a ",
          "a  b",
          "a b c",
          "a\n",
          "a\nb",
          "a\n\n\nb\n\n",
          "a\n b\n  c\n",
          "\n a",
          "\ta\t",
          "a\r\nb",
          "'",
          "''a''",
          "\"",
          "\\",
          "\\\\n",
          "\\u0041",
          "{ $.a = \"b\" }",
          "{($.a=b)&&($.c<=1.5e3)}",
          "{ $.a[0].b != 'it' && $.['c d'] NOT EXISTS }",
          "{ $[1].a IS NULL || $.b = %^[4-5]\\d{2}$% }",
          "{ $.a = \"${b}\" || $.c = \"%{d}\" || $.e = \"$$\" }",
          "{ $.a = \"C:\\\\x\" && $.b = \"\xC3\xBC*\" }",
          "{ ($.a = b) && ($.c != 'd') || $.e[0] = \"\\\"*\" }",
          "{ $.a = 1 &&\n  $.b = 2 }\n",
          "[ip, user = *x*, ...]",
          "?ERROR -\"x y\"",
          "%AccessDenied|[0-9]+%",
          "a: b",
          "a #b",
          "# a",
          "- a",
          "null",
          "true",
          "1e3",
          "~",
          "--- a",
          "a\n---\nb\n",
          "\xC3\xA9",
          "\xE2\x82\xAC \xF0\x9F\x98\x80!",
          "\xE2\x80\xA8\xC2\x85 x",
          std::string("\0\x01\x7F\x1B", 4),
          std::string(3000, 'x') + " " + std::string(3000, '\\')};
}

// And the patterns of the shared corpus, where that is.
inline std::vector<std::string> strings_to_write() {
  std::vector<std::string> strings = nasty_strings();
  if (const char* shared = std::getenv("FILTERCHECK_SHARED")) {
    std::ifstream corpus(std::string(shared) + "/corpus/patterns.jsonl");
    for (std::string line; std::getline(corpus, line);) {
      strings.push_back(nlohmann::json::parse(line).at("pattern"));
    }
  }
  return strings;
}

}  // namespace filtercheck::scan
