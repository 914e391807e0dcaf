#include "cli/input_document.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace filtercheck::cli {

namespace {

using eval::JsonDocument;
using eval::JsonError;
using eval::JsonId;
using eval::JsonKind;

constexpr std::string_view kSpace = " \t\r\n";

std::string_view trimmed_left(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kSpace), text.size()));
}

// `source` without the white space between its tokens.
std::string one_line(std::string_view source) {
  std::string line;
  line.reserve(source.size());
  bool in_string = false;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if (!in_string && kSpace.find(c) != std::string_view::npos) continue;
    line.push_back(c);
    if (c == '"') in_string = !in_string;
    if (c == '\\') line.push_back(source[++i]);  // only in a string, and never the last there
  }
  return line;
}

std::optional<JsonId> message_of(const JsonDocument& json, JsonId event) {
  const auto message = json.find(event, "message");
  if (!message || json.kind(*message) != JsonKind::String) return std::nullopt;
  return message;
}

// Finds where a value ends, a stretch at a time, by its brackets and quotes alone; whether it is
// JSON is another question.
class ValueEnd {
 public:
  // The offset just behind the value, if it ends in `text`, of which the first `seen` bytes have
  // been looked at.
  std::optional<std::size_t> find(std::string_view text, std::size_t seen) {
    for (std::size_t i = seen; i < text.size(); ++i) {
      if (const auto end = step(text[i], i)) return end;
    }
    return std::nullopt;
  }

 private:
  std::optional<std::size_t> step(char c, std::size_t at) {
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
        if (depth_ == 0) return at + 1;
      }
      return std::nullopt;
    }
    const bool ends_word = c == ',' || c == ':' || kSpace.find(c) != std::string_view::npos;
    if (depth_ == 0 && (ends_word || c == ']' || c == '}')) return at;
    if (c == '"') in_string_ = true;
    if (c == '{' || c == '[') ++depth_;
    if ((c == '}' || c == ']') && --depth_ == 0) return at + 1;
    return std::nullopt;
  }

  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace

std::string_view member_of(Container container) {
  switch (container) {
    case Container::CloudTrail:
      return "Records";
    case Container::LogEvents:
      return "events";
  }
  return {};
}

std::optional<Container> container_of(const JsonDocument& document) {
  const auto records = document.find(JsonDocument::root, member_of(Container::CloudTrail));
  if (records && document.kind(*records) == JsonKind::Array) return Container::CloudTrail;
  const auto events = document.find(JsonDocument::root, member_of(Container::LogEvents));
  if (!events || document.kind(*events) != JsonKind::Array) return std::nullopt;
  const std::vector<JsonId> all = document.elements(*events);
  const bool are_log_events = std::all_of(all.begin(), all.end(), [&](JsonId event) {
    return message_of(document, event).has_value();
  });
  return are_log_events ? std::optional(Container::LogEvents) : std::nullopt;
}

std::optional<Container> container_begun_by(std::string_view text) {
  for (const Container container : {Container::CloudTrail, Container::LogEvents}) {
    std::string key = "\"";
    key += member_of(container);
    key += "\"";
    bool begun = true;
    std::string_view rest = text;
    for (const std::string_view token : {std::string_view("{"), std::string_view(key),
                                         std::string_view(":"), std::string_view("[")}) {
      rest = trimmed_left(rest);
      begun = begun && rest.starts_with(token);
      if (begun) rest.remove_prefix(token.size());
    }
    if (begun) return container;
  }
  return std::nullopt;
}

std::optional<InputError> DocumentReader::read() {
  bool go_on = true;
  while (go_on && next()) go_on = read_document();
  if (go_on && bytes_.fault()) fail(*bytes_.fault());
  return error_;
}

bool DocumentReader::read_document() {
  found_ = false;
  if (!expect('{', "expected the end or another document")) return false;
  if (next() == '}') {
    drop(1);
  } else if (!read_members()) {
    return false;
  }
  if (found_) return true;
  std::string message = "this document has no array `";
  message += member_of(container_);
  message += "`, as the one before it has";
  return fail(std::move(message));
}

bool DocumentReader::read_members() {
  while (read_member()) {
    if (next() == '}') {
      drop(1);
      return true;
    }
    if (!expect(',', "expected `,` or `}`")) return false;
  }
  return false;
}

bool DocumentReader::read_member() {
  if (next() != '"') return fail("expected a key in double quotes");
  const auto key = peek_value();
  if (!key) return false;
  const bool is_wanted = key->json.text_is(JsonDocument::root, member_of(container_));
  drop(key->text.size());
  if (!expect(':', "expected `:`")) return false;
  if (is_wanted && next() == '[') return read_elements();
  const auto value = peek_value();
  if (!value) return false;
  drop(value->text.size());
  return true;
}

bool DocumentReader::read_elements() {
  found_ = true;
  drop(1);
  if (next() == ']') {
    drop(1);
    return true;
  }
  while (read_element()) {
    if (next() == ']') {
      drop(1);
      return true;
    }
    if (!expect(',', "expected `,` or `]`")) return false;
  }
  return false;
}

bool DocumentReader::read_element() {
  const auto element = peek_value();
  if (!element || !hand_over(element->json)) return false;
  drop(element->text.size());
  return true;
}

bool DocumentReader::expect(char c, const char* expected) {
  const std::optional<char> found = next();
  if (found != c)
    return fail(found ? std::string(expected) : std::string(expected) + ", found the end");
  drop(1);
  return true;
}

bool DocumentReader::hand_over(const JsonDocument& element) {
  switch (container_) {
    case Container::CloudTrail:
      return hand_over_text(one_line(element.source(JsonDocument::root)));
    case Container::LogEvents:
      if (const auto message = message_of(element, JsonDocument::root))
        return hand_over_text(element.text(*message));
      return fail("expected an object with a string `message`");
  }
  return false;
}

bool DocumentReader::hand_over_text(std::string_view text) {
  return on_event_({text, line_, ++events_, bytes_.raw_count()});
}

std::optional<DocumentReader::Value> DocumentReader::peek_value() {
  next();
  const Extent extent = value_extent();
  const std::string_view text = bytes_.view().substr(0, extent.length);
  if (text.empty() && !bytes_.view().empty()) {
    fail("expected a value");
    return std::nullopt;
  }
  auto read = eval::read_json(text);
  auto* json = std::get_if<JsonDocument>(&read);
  if (json != nullptr && extent.is_whole) return Value{text, std::move(*json)};
  const auto* error = std::get_if<JsonError>(&read);
  const bool is_cut = error == nullptr || error->offset == text.size();
  if (is_cut && extent.length == limits_.event) {
    fail("a value is longer than " + std::to_string(limits_.event) + " bytes");
  } else if (error != nullptr) {
    const bool says_so = error->message.find("found the end") != std::string_view::npos;
    const bool at_end = is_cut && !extent.is_whole && !says_so;
    fail_at(error->offset, std::string(error->message) + (at_end ? ", found the end" : ""));
  } else {
    fail_at(text.size(), "expected `,` or `]`, found the end");  // there may be more of a number
  }
  return std::nullopt;
}

DocumentReader::Extent DocumentReader::value_extent() {
  ValueEnd end;
  std::size_t seen = 0;
  while (true) {
    const std::string_view text = bytes_.view();
    // One byte more than the limit shows that a word of that size ends.
    if (const auto length = end.find(text.substr(0, limits_.event + 1), seen)) {
      return {std::min(*length, limits_.event), *length <= limits_.event};
    }
    if (text.size() > limits_.event) return {limits_.event, false};
    seen = text.size();
    if (!bytes_.more()) return {seen, false};
  }
}

std::optional<char> DocumentReader::next() {
  while (true) {
    const std::string_view text = bytes_.view();
    const std::size_t spaces = std::min(text.find_first_not_of(kSpace), text.size());
    drop(spaces);
    if (spaces < text.size()) return text[spaces];
    if (!bytes_.more()) return std::nullopt;
  }
}

void DocumentReader::drop(std::size_t count) {
  const std::string_view dropped = bytes_.view().substr(0, count);
  line_ += static_cast<std::size_t>(std::count(dropped.begin(), dropped.end(), '\n'));
  bytes_.drop(count);
}

bool DocumentReader::fail(std::string message) { return fail_at(0, std::move(message)); }

bool DocumentReader::fail_at(std::size_t offset, std::string message) {
  const std::string_view before = bytes_.view().substr(0, offset);
  const auto line =
      line_ + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  // That the input cannot be read further explains that something is missing at its end.
  if (bytes_.fault() && offset == bytes_.view().size()) message = *bytes_.fault();
  error_ = InputError{line, std::move(message)};
  return false;
}

}  // namespace filtercheck::cli
