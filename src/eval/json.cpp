#include "eval/json.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace filtercheck::eval {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// -1: not a hexadecimal digit.
int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The code unit of the `\uXXXX` that `text` begins with, if it does.
std::optional<char32_t> unicode_escape(std::string_view text) {
  if (text.size() < 6 || !text.starts_with("\\u")) return std::nullopt;
  char32_t unit = 0;
  for (const char c : text.substr(2, 4)) {
    const int digit = hex_digit(c);
    if (digit < 0) return std::nullopt;
    unit = unit << 4 | static_cast<char32_t>(digit);
  }
  return unit;
}

// The characters that may follow a backslash, and what they stand for; `u` is apart.
constexpr std::string_view escape_letters = R"("\/bfnrt)";
constexpr std::string_view escape_meanings = "\"\\/\b\f\n\r\t";

}  // namespace

std::optional<DecodedCharacter> decode_json_escape(std::string_view text) {
  if (const auto unit = unicode_escape(text)) {
    const auto next = unicode_escape(text.substr(6));
    const bool is_pair =
        next && *unit >= 0xD800 && *unit < 0xDC00 && *next >= 0xDC00 && *next < 0xE000;
    if (!is_pair) return DecodedCharacter{*unit, 6};
    return DecodedCharacter{0x10000 + ((*unit - 0xD800) << 10) + (*next - 0xDC00), 12};
  }
  if (text.size() < 2) return std::nullopt;
  const std::size_t letter = escape_letters.find(text[1]);
  if (letter == std::string_view::npos) return std::nullopt;
  return DecodedCharacter{static_cast<char32_t>(escape_meanings[letter]), 2};
}

std::string_view JsonDocument::source(JsonId id) const {
  const Node& node = nodes_[id];
  return text_.substr(node.begin, node.end - node.begin);
}

std::string_view JsonDocument::body(JsonId string) const {
  const std::string_view quoted = source(string);
  return quoted.substr(1, quoted.size() - 2);
}

std::string JsonDocument::text(JsonId string) const {
  std::string_view rest = body(string);
  if (!nodes_[string].escaped) return std::string(rest);
  std::string result;
  while (!rest.empty()) {
    // The reader has checked every escape, so decoding one cannot fail.
    const auto escape = rest[0] == '\\' ? decode_json_escape(rest) : std::nullopt;
    const std::size_t length = escape ? escape->length : std::min(rest.find('\\'), rest.size());
    result += escape ? encode_utf8(escape->code_point) : std::string(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return result;
}

bool JsonDocument::text_is(JsonId string, std::string_view expected) const {
  return nodes_[string].escaped ? text(string) == expected : body(string) == expected;
}

std::vector<JsonId> JsonDocument::elements(JsonId array) const {
  std::vector<JsonId> result;
  if (kind(array) != JsonKind::Array) return result;
  for (JsonId id = array + 1; id < nodes_[array].after; id = nodes_[id].after) result.push_back(id);
  return result;
}

std::vector<JsonMember> JsonDocument::members(JsonId object) const {
  std::vector<JsonMember> result;
  if (kind(object) != JsonKind::Object) return result;
  for (JsonId key = object + 1; key < nodes_[object].after; key = nodes_[key + 1].after) {
    result.push_back({key, key + 1});
  }
  return result;
}

bool JsonDocument::key_less(const JsonMember& a, const JsonMember& b) const {
  if (!nodes_[a.key].escaped && !nodes_[b.key].escaped) return body(a.key) < body(b.key);
  return text(a.key) < text(b.key);
}

std::vector<JsonId> JsonDocument::values(JsonId container) const {
  if (kind(container) != JsonKind::Object) return elements(container);
  // OQ-6: of equal keys, which a stable sort leaves in the order of the text, the last one counts.
  std::vector<JsonMember> sorted = members(container);
  const auto less = [this](const JsonMember& a, const JsonMember& b) { return key_less(a, b); };
  std::ranges::stable_sort(sorted, less);
  std::vector<JsonId> result;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool is_last = i + 1 == sorted.size() || less(sorted[i], sorted[i + 1]);
    if (is_last) result.push_back(sorted[i].value);
  }
  return result;
}

std::optional<JsonId> JsonDocument::at(JsonId array, std::size_t index) const {
  if (kind(array) != JsonKind::Array) return std::nullopt;
  JsonId id = array + 1;
  for (; index > 0 && id < nodes_[array].after; --index) id = nodes_[id].after;
  return id < nodes_[array].after ? std::optional(id) : std::nullopt;
}

std::optional<JsonId> JsonDocument::find(JsonId object, std::string_view key) const {
  std::optional<JsonId> result;
  if (kind(object) != JsonKind::Object) return result;
  for (JsonId at = object + 1; at < nodes_[object].after; at = nodes_[at + 1].after) {
    if (text_is(at, key)) result = at + 1;
  }
  return result;
}

// Reads one text from left to right. `open_` is the innermost container that is not closed yet;
// the containers around it are found through Node::after, so there is no stack.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text), document_(text) {}

  std::variant<JsonDocument, JsonError> read() &&;

 private:
  // What the grammar allows next.
  enum class State { Value, FirstElement, Key, FirstKey, AfterValue, End, Failed };

  State advance();
  State read_value();
  State read_word(std::string_view word, JsonKind kind);
  State read_number();
  State read_string();
  State read_key();
  State read_separator();

  State open(JsonKind kind);
  State close();
  // Adds a node for [begin, position_).
  void add(JsonKind kind, std::size_t begin, bool escaped = false);
  State fail(std::string_view message);

  void skip_space();
  bool skip_digits();
  bool accept(char c);

  static constexpr JsonId none = std::numeric_limits<JsonId>::max();

  std::string_view text_;
  std::size_t position_ = 0;
  JsonId open_ = none;
  JsonDocument document_;
  std::string_view message_;
};

std::variant<JsonDocument, JsonError> JsonReader::read() && {
  if (text_.size() >= none) return JsonError{0, "longer than 4 GiB"};
  // Every node but the root has one of these characters to itself, so this is the only allocation.
  const auto starts = std::ranges::count_if(
      text_, [](char c) { return c == '[' || c == '{' || c == ',' || c == ':'; });
  document_.nodes_.reserve(static_cast<std::size_t>(starts) + 1);

  State state = State::Value;
  while (state != State::End && state != State::Failed) {
    skip_space();
    switch (state) {
      case State::FirstElement:
        state = accept(']') ? close() : read_value();
        break;
      case State::Value:
        state = read_value();
        break;
      case State::FirstKey:
        state = accept('}') ? close() : read_key();
        break;
      case State::Key:
        state = read_key();
        break;
      case State::AfterValue:
        state = read_separator();
        break;
      case State::End:
      case State::Failed:
        break;
    }
  }
  if (state == State::Failed) return JsonError{position_, message_};
  return std::move(document_);
}

JsonReader::State JsonReader::read_value() {
  if (position_ == text_.size()) return fail("expected a value, found the end");
  switch (text_[position_]) {
    case '{':
      return open(JsonKind::Object);
    case '[':
      return open(JsonKind::Array);
    case '"':
      return read_string();
    case 'n':
      return read_word("null", JsonKind::Null);
    case 't':
      return read_word("true", JsonKind::True);
    case 'f':
      return read_word("false", JsonKind::False);
    default:
      return read_number();
  }
}

JsonReader::State JsonReader::read_word(std::string_view word, JsonKind kind) {
  if (!text_.substr(position_).starts_with(word)) return fail("expected a value");
  const std::size_t begin = position_;
  position_ += word.size();
  add(kind, begin);
  return State::AfterValue;
}

JsonReader::State JsonReader::read_number() {
  const std::size_t begin = position_;
  const bool is_negative = accept('-');
  // No leading zeros: after a `0` come no more digits.
  if (!accept('0') && !skip_digits()) {
    return fail(is_negative ? "expected a digit" : "expected a value");
  }
  if (accept('.') && !skip_digits()) return fail("expected a digit");
  if (accept('e') || accept('E')) {
    if (!accept('+')) accept('-');
    if (!skip_digits()) return fail("expected a digit");
  }
  add(JsonKind::Number, begin);
  return State::AfterValue;
}

JsonReader::State JsonReader::read_string() {
  const std::size_t begin = position_++;
  bool escaped = false;
  while (!accept('"')) {
    const std::string_view rest = text_.substr(position_);
    if (rest.empty()) return fail("expected a closing quote, found the end");
    if (rest[0] >= 0x20 && rest[0] < 0x7F && rest[0] != '\\') {
      ++position_;
      continue;
    }
    if (rest[0] == '\\') {
      const auto character = decode_json_escape(rest);
      if (!character) return fail("invalid escape in a string");
      escaped = true;
      position_ += character->length;
      continue;
    }
    const auto character = decode_utf8(rest);
    if (!character || is_surrogate(character->code_point)) return fail("invalid UTF-8");
    if (character->code_point < 0x20) return fail("unescaped control character in a string");
    position_ += character->length;
  }
  add(JsonKind::String, begin, escaped);
  return State::AfterValue;
}

JsonReader::State JsonReader::read_key() {
  if (position_ == text_.size()) return fail("expected a key, found the end");
  if (text_[position_] != '"') {
    const bool is_first = open_ + 1 == document_.nodes_.size();
    return fail(is_first ? "expected a key in double quotes or `}`"
                         : "expected a key in double quotes");
  }
  if (read_string() == State::Failed) return State::Failed;
  skip_space();
  return accept(':') ? State::Value : fail("expected `:`");
}

JsonReader::State JsonReader::read_separator() {
  const bool at_end = position_ == text_.size();
  if (open_ == none) return at_end ? State::End : fail("expected the end after the value");
  const bool in_array = document_.nodes_[open_].kind == JsonKind::Array;
  if (accept(',')) return in_array ? State::Value : State::Key;
  if (accept(in_array ? ']' : '}')) return close();
  if (at_end) return fail(in_array ? "expected `]`, found the end" : "expected `}`, found the end");
  return fail(in_array ? "expected `,` or `]`" : "expected `,` or `}`");
}

JsonReader::State JsonReader::open(JsonKind kind) {
  const std::size_t begin = position_++;
  add(kind, begin);
  const auto id = static_cast<JsonId>(document_.nodes_.size() - 1);
  document_.nodes_[id].after = std::exchange(open_, id);
  return kind == JsonKind::Array ? State::FirstElement : State::FirstKey;
}

JsonReader::State JsonReader::close() {
  JsonDocument::Node& node = document_.nodes_[open_];
  node.end = static_cast<std::uint32_t>(position_);
  open_ = std::exchange(node.after, static_cast<JsonId>(document_.nodes_.size()));
  return State::AfterValue;
}

void JsonReader::add(JsonKind kind, std::size_t begin, bool escaped) {
  const auto after = static_cast<JsonId>(document_.nodes_.size() + 1);
  document_.nodes_.push_back({static_cast<std::uint32_t>(begin),
                              static_cast<std::uint32_t>(position_), after, kind, escaped});
}

JsonReader::State JsonReader::fail(std::string_view message) {
  message_ = message;
  return State::Failed;
}

void JsonReader::skip_space() {
  while (accept(' ') || accept('\t') || accept('\n') || accept('\r')) {
  }
}

bool JsonReader::skip_digits() {
  const std::size_t begin = position_;
  while (position_ < text_.size() && is_digit(text_[position_])) ++position_;
  return position_ > begin;
}

bool JsonReader::accept(char c) {
  if (position_ == text_.size() || text_[position_] != c) return false;
  ++position_;
  return true;
}

std::variant<JsonDocument, JsonError> read_json(std::string_view text) {
  return JsonReader(text).read();
}

}  // namespace filtercheck::eval
