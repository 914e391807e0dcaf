#include "support/json_readers.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <variant>
#include <vector>

#include "base/unicode.hpp"
#include "eval/json.hpp"
#include "support/reference_json.hpp"

namespace filtercheck::support {

namespace {

using eval::JsonDocument;
using eval::JsonId;
using eval::JsonKind;

// As the document has it: half of a surrogate pair has three bytes.
std::string bytes_of(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) {
    if (c >= 0xD800 && c <= 0xDFFF) {
      out += {static_cast<char>(0xED), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
              static_cast<char>(0x80 | (c & 0x3F))};
    } else {
      base::append_utf8(out, c);
    }
  }
  return out;
}

class Comparison {
 public:
  explicit Comparison(const JsonDocument& document) : document_(document) {}

  bool same(JsonId id, const ReferenceJson& expected) const {
    using Kind = ReferenceJson::Kind;
    switch (expected.kind) {
      case Kind::Null:
        return document_.kind(id) == JsonKind::Null;
      case Kind::True:
        return document_.kind(id) == JsonKind::True;
      case Kind::False:
        return document_.kind(id) == JsonKind::False;
      case Kind::Number:
        return document_.kind(id) == JsonKind::Number && document_.source(id) == expected.token;
      case Kind::String:
        return document_.kind(id) == JsonKind::String && same_text(id, expected.text);
      case Kind::Array:
        return document_.kind(id) == JsonKind::Array && same_elements(id, expected.elements);
      case Kind::Object:
        return document_.kind(id) == JsonKind::Object && same_members(id, expected);
    }
    return false;
  }

 private:
  bool same_text(JsonId id, const std::u32string& expected) const {
    const std::string bytes = bytes_of(expected);
    return document_.text(id) == bytes && document_.text_is(id, bytes);
  }

  bool same_elements(JsonId id, const std::vector<ReferenceJson>& expected) const {
    const std::vector<JsonId> elements = document_.elements(id);
    if (elements.size() != expected.size() || document_.at(id, elements.size())) return false;
    if (!elements.empty() && document_.at(id, elements.size() - 1) != elements.back()) return false;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (!same(elements[i], expected[i])) return false;
    }
    return document_.values(id) == elements;
  }

  bool same_members(JsonId id, const ReferenceJson& expected) const {
    const auto members = document_.members(id);
    if (members.size() != expected.members.size()) return false;
    std::map<std::string, JsonId> last;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto& [key, value] = expected.members[i];
      if (!same_text(members[i].key, key) || !same(members[i].value, value)) return false;
      last[bytes_of(key)] = members[i].value;
    }
    std::vector<JsonId> values;
    for (const auto& [key, value] : last) {
      values.push_back(value);
      if (document_.find(id, key) != value) return false;
    }
    return document_.values(id) == values && document_.elements(id).empty();
  }

  const JsonDocument& document_;
};

}  // namespace

std::optional<std::string> misread_json(std::string_view text) {
  const auto read = eval::read_json(text);
  const auto expected = read_reference_json(text);
  if (const auto* error = std::get_if<eval::JsonError>(&read)) {
    if (expected) return "refused: " + std::string(error->message) + "\n  " + std::string(text);
    if (error->offset > text.size() || error->message.empty())
      return "refused without a place or reason\n  " + std::string(text);
    return std::nullopt;
  }
  if (!expected) return "taken, and is not JSON\n  " + std::string(text);
  if (Comparison(std::get<JsonDocument>(read)).same(JsonDocument::root, *expected))
    return std::nullopt;
  return "read as something else\n  " + std::string(text);
}

}  // namespace filtercheck::support
