// A second reader of JSON, for the reference evaluator and to judge the first: as short as RFC 8259
// allows, and sharing nothing with src/eval.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace filtercheck::support {

struct ReferenceJson {
  enum class Kind { Null, True, False, Number, String, Array, Object };
  Kind kind = Kind::Null;
  std::string token = {};    // of a Number, as it is written
  std::u32string text = {};  // of a String; half of a surrogate pair is a character here
  std::vector<ReferenceJson> elements = {};
  // Equal keys too, in the order of the text.
  std::vector<std::pair<std::u32string, ReferenceJson>> members = {};
};

// No value: the text is not one JSON value in UTF-8 with white space around it at most. Recurses on
// the nesting.
std::optional<ReferenceJson> read_reference_json(std::string_view text);

// The characters of any bytes: one that is part of no character of UTF-8 becomes U+FFFD.
std::u32string reference_characters(std::string_view bytes);

}  // namespace filtercheck::support
