#include "audit/document.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace filtercheck::audit {

namespace {

using eval::JsonDocument;
using eval::JsonId;
using eval::JsonKind;

// A pattern of AWS's greatest length fits, escaped; a list of alarms need not.
constexpr std::size_t kMostEvidence = 8192;

// Requires: JSON.
bool nests_little(std::string_view json) {
  constexpr std::size_t kMostDepth = 32;
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') in_string = !in_string;
    if (in_string) {
      if (c == '\\') ++i;
    } else if (c == '[' || c == '{') {
      if (++depth > kMostDepth) return false;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return true;
}

const char* name_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::Null:
      return "null";
    case JsonKind::True:
    case JsonKind::False:
      return "a boolean";
    case JsonKind::Number:
      return "a number";
    case JsonKind::String:
      return "a string";
    case JsonKind::Array:
      return "an array";
    case JsonKind::Object:
      return "an object";
  }
  return "";
}

// One part of a JSON pointer (RFC 6901).
std::string escaped(std::string_view part) {
  std::string out;
  for (const char c : part) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

JsonDocument read(std::string_view text) {
  if (is_blank(text)) throw BadDocument("is empty");
  const std::string_view mark = text.substr(0, 2);
  if (mark == "\xFF\xFE" || mark == "\xFE\xFF")
    throw BadDocument("is UTF-16, as PowerShell writes it; save it as UTF-8");
  auto read = eval::read_json(text);
  if (const auto* error = std::get_if<eval::JsonError>(&read)) {
    const std::string_view before = text.substr(0, error->offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::string why = is_blank(text.substr(error->offset)) ? "it ends in the middle"
                                                                 : std::string(error->message);
    throw BadDocument("is not JSON: line " + std::to_string(line) + ": " + why);
  }
  auto json = std::get<JsonDocument>(std::move(read));
  if (json.kind(JsonDocument::root) != JsonKind::Object)
    throw BadDocument("holds " + std::string(name_of(json.kind(JsonDocument::root))) +
                      "; an object is expected, as the AWS CLI prints it");
  return json;
}

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.substr(0, kMark.size()) == kMark) text.remove_prefix(kMark.size());
  return text;
}

}  // namespace

Document::Document(std::string file, std::string text)
    : file_(std::move(file)), text_(std::move(text)), json_(read(without_mark(text_))) {}

void Value::refuse(const std::string& pointer, const char* expected,
                   const std::string& seen) const {
  throw BadDocument("`" + pointer + "` is " + seen + "; " + expected + " is expected");
}

std::optional<Value> Value::find(std::string_view name) const {
  const JsonDocument& json = document_->json();
  if (json.kind(id_) != JsonKind::Object)
    refuse(pointer_.empty() ? "/" : pointer_, "an object", name_of(json.kind(id_)));
  const auto found = json.find(id_, name);
  if (!found || json.kind(*found) == JsonKind::Null) return std::nullopt;
  return Value(*document_, *found, pointer_ + "/" + escaped(name));
}

std::optional<Value> Value::find_of(std::string_view name, JsonKind kind,
                                    const char* expected) const {
  auto found = find(name);
  if (!found) return std::nullopt;
  const JsonKind seen = document_->json().kind(found->id_);
  if (seen != kind) refuse(found->pointer_, expected, name_of(seen));
  return found;
}

std::optional<std::string> Value::text(std::string_view name) const {
  const auto found = find_of(name, JsonKind::String, "a string");
  if (!found) return std::nullopt;
  return found->as_text();
}

std::optional<bool> Value::boolean(std::string_view name) const {
  const auto found = find(name);
  if (!found) return std::nullopt;
  const JsonKind kind = document_->json().kind(found->id_);
  if (kind != JsonKind::True && kind != JsonKind::False)
    refuse(found->pointer_, "a boolean", name_of(kind));
  return kind == JsonKind::True;
}

std::optional<double> Value::number(std::string_view name) const {
  const auto found = find_of(name, JsonKind::Number, "a number");
  if (!found) return std::nullopt;
  const std::string_view source = found->source();
  double value = 0;
  const auto read = std::from_chars(source.data(), source.data() + source.size(), value);
  if (read.ec != std::errc() || !std::isfinite(value))
    refuse(found->pointer_, "a number within the range of a double", "another one");
  return value;
}

std::vector<Value> Value::elements(std::string_view name) const {
  std::vector<Value> values;
  const auto array = find_of(name, JsonKind::Array, "an array");
  if (!array) return values;
  for (const JsonId id : document_->json().elements(array->id_))
    values.emplace_back(*document_, id, array->pointer_ + "/" + std::to_string(values.size()));
  return values;
}

std::vector<std::string> Value::texts(std::string_view name) const {
  std::vector<std::string> texts;
  for (const Value& value : elements(name)) texts.push_back(value.as_text());
  return texts;
}

namespace {

template <typename T>
T required(std::optional<T> value, const Value& of, std::string_view name) {
  if (!value) throw BadDocument("`" + of.pointer() + "/" + std::string(name) + "` is missing");
  return *std::move(value);
}

}  // namespace

std::string Value::required_text(std::string_view name) const {
  return required(text(name), *this, name);
}
bool Value::required_boolean(std::string_view name) const {
  return required(boolean(name), *this, name);
}
double Value::required_number(std::string_view name) const {
  return required(number(name), *this, name);
}

std::vector<Value::Member> Value::members() const {
  const JsonDocument& json = document_->json();
  if (json.kind(id_) != JsonKind::Object) refuse(pointer_, "an object", name_of(json.kind(id_)));
  std::vector<Member> members;
  for (const eval::JsonMember& member : json.members(id_)) {
    std::string name = json.text(member.key);
    std::string pointer = pointer_ + "/" + escaped(name);
    members.push_back({std::move(name), Value(*document_, member.value, std::move(pointer))});
  }
  return members;
}

std::string Value::as_text() const {
  const JsonKind kind = document_->json().kind(id_);
  if (kind != JsonKind::String) refuse(pointer_, "a string", name_of(kind));
  return document_->json().text(id_);
}

bool Value::is_shallow() const { return nests_little(source()); }

std::string_view Value::source() const { return document_->json().source(id_); }

Evidence Value::evidence(std::string_view further) const {
  Evidence evidence{document_->file(), pointer_ + std::string(further), "null"};
  const JsonDocument& json = document_->json();
  std::optional<JsonId> at = id_;
  while (at && !further.empty()) {
    further.remove_prefix(1);
    const std::string_view part = further.substr(0, further.find('/'));
    further.remove_prefix(part.size());
    std::size_t index = 0;
    if (json.kind(*at) == JsonKind::Array) {
      const auto read = std::from_chars(part.data(), part.data() + part.size(), index);
      at = read.ec == std::errc() ? json.at(*at, index) : std::nullopt;
    } else {
      at = json.find(*at, part);
    }
  }
  if (at && json.source(*at).size() <= kMostEvidence && nests_little(json.source(*at)))
    evidence.value = json.source(*at);
  return evidence;
}

}  // namespace filtercheck::audit
