// A strict reader of JSON (RFC 8259), for log lines and for files of them.
//
// Not for JSON with comments, trailing commas or NaN, and not for a file that begins with a byte
// order mark: these are errors, as is invalid UTF-8 anywhere. Nothing recurses, so nesting may be
// as deep as the text is long. To match a pattern on a line, see filtercheck/evaluate.hpp.
//
//   auto read = read_json(R"({"Records":[{"a":1}]})");
//   if (const auto* json = std::get_if<JsonDocument>(&read)) {
//     auto records = json->find(JsonDocument::root, "Records");   // *records: `[{"a":1}]`
//     json->source(json->elements(*records)[0]);                  // `{"a":1}`
//   }
//   read_json("{'a':1}");   // JsonError{1, "expected a key in double quotes or `}`"}
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eval/utf8.hpp"
#include "filtercheck/diagnostic.hpp"

namespace filtercheck::eval {

enum class JsonKind : std::uint8_t { Null, True, False, Number, String, Array, Object };

// Names a value, or a key, of one document.
using JsonId = std::uint32_t;

// `"key": value`
struct JsonMember {
  JsonId key;  // a String
  JsonId value;
};

// Why a text is not JSON: the first fault.
struct JsonError {
  std::size_t offset;        // in bytes
  std::string_view message;  // lower case, no full stop
};

// What a text says. Refers to that text, which must outlive it.
//
// A text that repeats a key keeps every member; `find` and `values` see the last one (OQ-6).
class JsonDocument {
 public:
  static constexpr JsonId root = 0;

  JsonKind kind(JsonId id) const { return nodes_[id].kind; }
  // Where it stands in the text, quotes and brackets included.
  Span span(JsonId id) const { return {nodes_[id].begin, nodes_[id].end}; }
  // The text of that span: for a Number its token, exactly as written.
  std::string_view source(JsonId id) const;

  // The decoded value of a String in UTF-8. A surrogate escape without its other half becomes the
  // three bytes of its code point, which a strict reader of UTF-8 refuses. Cost: linear in it.
  std::string text(JsonId string) const;
  // text(string) == expected, without a copy in the usual case.
  bool text_is(JsonId string, std::string_view expected) const;

  // In the order of the text. No elements for what is not an Array, no members for what is not an
  // Object. Cost: linear in their number.
  std::vector<JsonId> elements(JsonId array) const;
  std::vector<JsonMember> members(JsonId object) const;
  // The elements of an Array, or the members' values of an Object, each key counted once and in the
  // order of the keys; none for anything else. Cost: n log n for an Object.
  std::vector<JsonId> values(JsonId container) const;

  // The element of an Array at `index`, counted from 0. Cost: linear in `index`.
  std::optional<JsonId> at(JsonId array, std::size_t index) const;
  // The last member of an Object that has this key, given in UTF-8. Cost: linear in the members.
  std::optional<JsonId> find(JsonId object, std::string_view key) const;

 private:
  friend class JsonReader;

  // The nodes are in the order of the text: a container, then what is in it; in an Object each key
  // is a String node just before its value. So the first child of `n` is n + 1, and the sibling
  // after `n` is `after`. 16 bytes, because a hostile text has a node a byte.
  struct Node {
    std::uint32_t begin;
    std::uint32_t end;
    JsonId after;  // one past the last node inside; until a container is closed: its parent
    JsonKind kind;
    bool escaped;  // a String with a backslash in it
  };

  explicit JsonDocument(std::string_view text) : text_(text) {}

  // What is between the quotes.
  std::string_view body(JsonId string) const;
  bool key_less(const JsonMember& a, const JsonMember& b) const;

  std::string_view text_;
  std::vector<Node> nodes_;
};

// The character that the escape at the begin of `text` stands for, and the bytes it takes; a
// surrogate pair is one character. No value: not an escape of JSON.
std::optional<DecodedCharacter> decode_json_escape(std::string_view text);

// The document, or the first fault. Requires nothing of `text`: any bytes; 4 GiB and more are
// refused. Cost: linear in time and memory, 16 bytes for each value and key.
std::variant<JsonDocument, JsonError> read_json(std::string_view text);

}  // namespace filtercheck::eval
