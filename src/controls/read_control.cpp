// From the JSON text of a control file to a Control, in two steps: JSON to a tree of values that
// keeps the order and the repetitions of an object's members, and that tree to a Control.
//
// The tree is our own because the library's drops repeated members, and a file in which
// `requirements` stands twice would silently lose half of what it asks for. It is built by the
// library's event interface, which reports faults to a handler and throws nothing, and which lets
// the handler end the reading at max_depth: no later step needs to fear for its stack.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "controls/controls.hpp"

namespace filtercheck {

namespace {

constexpr std::size_t max_file_size = std::size_t{1} << 20U;
constexpr std::size_t max_depth = 16;  // a valid file needs 3
constexpr std::size_t max_errors = 20;
constexpr std::size_t max_id_length = 100;
constexpr std::size_t max_shown_bytes = 60;  // of a text of the user's, in a message

// ---- JSON values

struct Value;
struct Member;
struct Null {};
struct Number {
  bool is_integer_one;  // all that a control file can ask of a number
};
using Array = std::vector<Value>;
using Object = std::vector<Member>;

struct Value {
  std::variant<Null, bool, Number, std::string, Array, Object> data;
};
struct Member {
  std::string name;
  Value value;
};

std::string_view kind_of(const Value& value) {
  static constexpr std::array<std::string_view, 6> names = {"null",     "a boolean", "a number",
                                                            "a string", "an array",  "an object"};
  static_assert(std::variant_size_v<decltype(Value::data)> == names.size());
  return names[value.data.index()];
}

// Builds a Value from the events of the JSON parser; the names of its public functions are the
// library's. A function that answers false ends the parsing.
class ValueBuilder {
 public:
  bool null() { return add(Null{}); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t) { return add(Number{false}); }  // the negative ones
  bool number_unsigned(std::uint64_t value) { return add(Number{value == 1}); }
  bool number_float(double, const std::string&) { return add(Number{false}); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(std::vector<std::uint8_t>&) { return false; }  // not in JSON text

  bool start_object(std::size_t) { return open(Object{}); }
  bool key(std::string& name) {
    name_ = std::move(name);
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Array{}); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string&, const std::exception&) {
    error_position_ = position;
    return false;
  }

  // The number of bytes read up to and with the offending one.
  std::optional<std::size_t> error_position() const { return error_position_; }
  bool too_deep() const { return too_deep_; }
  const Value& root() const { return root_; }

 private:
  template <typename T>
  bool add(T data) {
    insert(Value{std::move(data)});
    return true;
  }

  template <typename T>
  bool open(T container) {
    too_deep_ = open_.size() == max_depth;
    if (too_deep_) return false;
    open_.push_back(insert(Value{std::move(container)}));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  // The place of the new value. It stays valid while the value is open, because until then nothing
  // is added to the container that holds it.
  Value* insert(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    if (auto* array = std::get_if<Array>(&open_.back()->data)) {
      array->push_back(std::move(value));
      return &array->back();
    }
    auto& object = std::get<Object>(open_.back()->data);
    object.push_back({std::move(name_), std::move(value)});
    return &object.back().value;
  }

  Value root_;
  std::vector<Value*> open_;
  std::string name_;
  std::optional<std::size_t> error_position_;
  bool too_deep_ = false;
};

// ---- Messages

// Bytes that may not stand in a line of text: they could end it, or steer a terminal.
bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// A text of the user's for a message: in backticks, on one line, shortened where it is long.
std::string in_ticks(std::string_view text) {
  std::string out = "`";
  std::size_t end = std::min(text.size(), max_shown_bytes);
  while (end < text.size() && end > 0 && is_continuation(text[end])) --end;
  for (const char c : text.substr(0, end)) out += is_control(c) ? '?' : c;
  if (end < text.size()) out += "...";
  return out + "`";
}

std::string listed(std::span<const std::string_view> names) {
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += ", ";
    out += in_ticks(name);
  }
  return out;
}

// Requires that `position` is what the parser reports for `text`: 1 + the offset of a byte, or more
// than there are bytes.
std::string syntax_error(std::string_view text, std::size_t position) {
  const std::size_t offset = std::min(position - 1, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto line = std::ranges::count(before, '\n') + 1;
  const std::size_t last_break = before.rfind('\n');
  const std::string_view line_before =
      last_break == std::string_view::npos ? before : before.substr(last_break + 1);
  const auto column =
      std::ranges::count_if(line_before, [](char c) { return !is_continuation(c); }) + 1;
  std::string out = "not JSON: line " + std::to_string(line) + ", column " + std::to_string(column);
  if (offset == text.size()) return out + ": unexpected end of the text";
  const char c = text[offset];
  if (c == '\n' || c == '\r') return out + ": unexpected end of the line";
  if (is_control(c)) return out + ": unexpected control character";
  if (static_cast<unsigned char>(c) >= 0x80) return out + ": unexpected character or not UTF-8";
  return out + ": unexpected `" + c + "`";
}

// ---- Values to a control

class ControlReader {
 public:
  ControlFile read(const Value& root) {
    const auto* object = std::get_if<Object>(&root.data);
    if (object == nullptr) {
      error("the file holds " + std::string(kind_of(root)) + "; a JSON object is expected");
      return std::move(errors_);
    }
    // First, and alone if it is wrong: another format has other members.
    check_schema(*object);
    if (!errors_.empty()) return std::move(errors_);

    static constexpr std::array<std::string_view, 8> members = {
        "schema", "id", "title", "summary", "frameworks", "pattern", "source", "requirements"};
    check_names("", *object, members, "a control");
    Control control;
    control.id = read_id(*object);
    control.title = optional_line("", *object, "title").value_or(control.id);
    control.summary = optional_line("", *object, "summary").value_or("");
    control.frameworks = read_frameworks(*object);
    if (find(*object, "pattern") != nullptr) control.pattern = text("", *object, "pattern");
    control.source = optional_line("", *object, "source").value_or("");
    control.requirements = read_requirements(*object);
    if (!errors_.empty()) return std::move(errors_);
    return control;
  }

 private:
  void error(std::string message) {
    if (errors_.size() < max_errors) {
      errors_.push_back(std::move(message));
    } else if (errors_.size() == max_errors) {
      errors_.emplace_back("there are more errors, which are not shown");
    }
  }

  static const Value* find(const Object& object, std::string_view name) {
    const auto found = std::ranges::find(object, name, &Member::name);
    return found == object.end() ? nullptr : &found->value;
  }

  // A member that must be there and of type T.
  template <typename T>
  const T* member(const std::string& path, const Object& object, std::string_view name,
                  std::string_view expected) {
    const std::string shown = in_ticks(path + std::string(name));
    const Value* value = find(object, name);
    if (value == nullptr) {
      error(shown + " is missing; " + std::string(expected) + " is expected");
      return nullptr;
    }
    const T* data = std::get_if<T>(&value->data);
    if (data == nullptr) {
      error(shown + " is " + std::string(kind_of(*value)) + "; " + std::string(expected) +
            " is expected");
    }
    return data;
  }

  // The object that stands at `index` of the array `name`.
  const Object* element(std::string_view name, std::size_t index, const Value& value) {
    const auto* object = std::get_if<Object>(&value.data);
    if (object == nullptr) {
      error(in_ticks(indexed(name, index)) + " is " + std::string(kind_of(value)) +
            "; an object is expected");
    }
    return object;
  }

  static std::string indexed(std::string_view name, std::size_t index) {
    return std::string(name) + "[" + std::to_string(index) + "]";
  }

  // No member is unknown, none is repeated.
  void check_names(const std::string& path, const Object& object,
                   std::span<const std::string_view> known, std::string_view what) {
    std::set<std::string_view> seen;
    for (const Member& entry : object) {
      if (std::ranges::find(known, entry.name) == known.end()) {
        error("unknown member " + in_ticks(path + entry.name) + "; " + std::string(what) + " has " +
              listed(known));
      } else if (!seen.insert(entry.name).second) {
        error(in_ticks(path + entry.name) + " is given more than once");
      }
    }
  }

  void check_schema(const Object& object) {
    const auto* schema = member<Number>("", object, "schema", "the number 1");
    if (schema != nullptr && !schema->is_integer_one) {
      error("`schema` is another number; the number 1 is expected");
    }
  }

  // A member that is a string and not empty. An empty answer is an error that has been reported.
  std::string text(const std::string& path, const Object& object, std::string_view name) {
    const auto* value = member<std::string>(path, object, name, "a string");
    if (value == nullptr) return "";
    if (value->empty()) error(in_ticks(path + std::string(name)) + " is empty");
    return *value;
  }

  // The same for a text that is shown as a part of a line.
  std::string line(const std::string& path, const Object& object, std::string_view name) {
    std::string value = text(path, object, name);
    if (std::ranges::any_of(value, is_control)) {
      error(in_ticks(path + std::string(name)) +
            " has a control character or a line break; one line of text is expected");
    }
    return value;
  }

  std::optional<std::string> optional_line(const std::string& path, const Object& object,
                                           std::string_view name) {
    if (find(object, name) == nullptr) return std::nullopt;
    return line(path, object, name);
  }

  // An event's source or name. A `*` is refused: its author expects a wildcard.
  std::string literal(const std::string& path, const Object& object, std::string_view name) {
    std::string value = line(path, object, name);
    if (value.find('*') != std::string::npos) {
      error(in_ticks(path + std::string(name)) +
            " has a `*`, and is taken literally; for a wildcard, use a requirement with `pattern`");
    }
    return value;
  }

  std::string read_id(const Object& object) {
    std::string id = text("", object, "id");
    const auto is_inner = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    const bool starts_well =
        id.empty() || (is_inner(id[0]) && id[0] != '.' && id[0] != '_' && id[0] != '-');
    if (!starts_well || id.size() > max_id_length || !std::ranges::all_of(id, is_inner)) {
      error("`id` is " + in_ticks(id) + "; up to " + std::to_string(max_id_length) +
            " of a-z, 0-9, `.`, `_` and `-` are expected, the first a letter or digit");
    }
    return id;
  }

  std::vector<Framework> read_frameworks(const Object& object) {
    std::vector<Framework> frameworks;
    if (find(object, "frameworks") == nullptr) return frameworks;
    const auto* array = member<Array>("", object, "frameworks", "an array");
    if (array == nullptr) return frameworks;
    for (std::size_t i = 0; i < array->size(); ++i) {
      const Object* entry = element("frameworks", i, (*array)[i]);
      if (entry != nullptr) frameworks.push_back(read_framework(*entry, i));
    }
    return frameworks;
  }

  Framework read_framework(const Object& object, std::size_t index) {
    static constexpr std::array<std::string_view, 3> members = {"name", "version", "id"};
    const std::string path = indexed("frameworks", index) + ".";
    check_names(path, object, members, "a framework");
    Framework framework;
    framework.name = line(path, object, "name");
    const Value* version = find(object, "version");
    if (version != nullptr && !std::holds_alternative<Null>(version->data)) {
      framework.version = line(path, object, "version");
    }
    framework.id = line(path, object, "id");
    return framework;
  }

  std::vector<ControlRequirement> read_requirements(const Object& object) {
    std::vector<ControlRequirement> requirements;
    const auto* array = member<Array>("", object, "requirements", "an array");
    if (array == nullptr) return requirements;
    if (array->empty()) error("`requirements` is empty; at least one requirement is expected");
    for (std::size_t i = 0; i < array->size(); ++i) {
      const Object* entry = element("requirements", i, (*array)[i]);
      if (entry == nullptr) continue;
      if (auto requirement = read_requirement(*entry, i)) {
        requirements.push_back(*std::move(requirement));
      }
    }
    return requirements;
  }

  std::optional<ControlRequirement> read_requirement(const Object& object, std::size_t index) {
    const std::string place = indexed("requirements", index);
    const bool is_event =
        find(object, "eventSource") != nullptr || find(object, "eventName") != nullptr;
    const bool is_pattern = find(object, "pattern") != nullptr;
    if (is_event == is_pattern) {
      error(in_ticks(place) + (is_event ? " is both an event and a pattern; " : " is neither; ") +
            "either `eventSource` and `eventName` or `pattern` is expected");
      return std::nullopt;
    }
    const std::string path = place + ".";
    if (is_pattern) return read_pattern(path, object);
    return read_event(path, object);
  }

  EventRequirement read_event(const std::string& path, const Object& object) {
    static constexpr std::array<std::string_view, 2> members = {"eventSource", "eventName"};
    check_names(path, object, members, "an event");
    EventRequirement event;
    event.event_source = literal(path, object, "eventSource");
    event.event_name = literal(path, object, "eventName");
    return event;
  }

  PatternRequirement read_pattern(const std::string& path, const Object& object) {
    static constexpr std::array<std::string_view, 2> members = {"label", "pattern"};
    check_names(path, object, members, "a pattern requirement");
    PatternRequirement requirement;
    requirement.pattern = text(path, object, "pattern");
    requirement.label = optional_line(path, object, "label").value_or(requirement.pattern);
    std::ranges::replace_if(requirement.label, is_control, ' ');
    return requirement;
  }

  std::vector<std::string> errors_;
};

}  // namespace

ControlFile read_control(std::string_view json_text) {
  using Errors = std::vector<std::string>;
  if (json_text.size() > max_file_size) return Errors{"the file is larger than 1 MiB"};
  ValueBuilder builder;
  if (!nlohmann::json::sax_parse(json_text, &builder)) {
    if (builder.too_deep()) {
      return Errors{"values are nested more than " + std::to_string(max_depth) + " deep"};
    }
    return Errors{syntax_error(json_text, builder.error_position().value_or(1))};
  }
  return ControlReader().read(builder.root());
}

}  // namespace filtercheck
