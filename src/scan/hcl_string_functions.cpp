// Functions of strings. What is left of a string keeps its places.
#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "scan/hcl_functions.hpp"

namespace filtercheck::scan::hcl {

namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

bool is_ascii(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c >= 0; });
}

Value kept(Text text, Budget& budget) {
  return budget.spend_bytes(text) ? Value::string(std::move(text)) : exhausted();
}

// A part that is still what its literal says, but for its ends.
Value part_of(const Value& whole, Span span) {
  const StringValue& string = *whole.string();
  return Value::string(string.text.part(span), string.literal);
}

// Adds what the bytes `span` of another text have become.
void append_changed(Text& text, std::string_view value, const Text& from, Span span) {
  const auto written = from.written(span);
  if (!written) return text.append_computed(value);
  const auto piece =
      std::partition_point(from.pieces().begin(), from.pieces().end(),
                           [&](const Text::Piece& one) { return one.value.end <= span.begin; });
  text.append(value, *written, piece->quoting);
}

// ---- JSON ---------------------------------------------------------------------------------------

// As Go escapes it, which keeps HTML safe.
std::string json_escape(std::string_view rest) {
  constexpr std::string_view hex = "0123456789abcdef";
  constexpr std::string_view letters = "\"\"\\\\\nn\rr\tt\bb\ff";
  const auto letter = letters.find(rest[0]);
  if (letter != std::string_view::npos && letter % 2 == 0) return {'\\', letters[letter + 1]};
  const auto byte = static_cast<unsigned char>(rest[0]);
  if (byte < 0x20 || rest[0] == '<' || rest[0] == '>' || rest[0] == '&')
    return {'\\', 'u', '0', '0', hex[byte / 16U], hex[byte % 16U]};
  if (rest.starts_with("\xE2\x80\xA8")) return "\\u2028";
  if (rest.starts_with("\xE2\x80\xA9")) return "\\u2029";
  return {};
}

void append_json_string(Text& out, const Text& string) {
  const std::string_view value = string.value();
  out.append_computed("\"");
  std::size_t begin = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string escape = json_escape(value.substr(i));
    if (escape.empty()) continue;
    const std::size_t size = value[i] == '\xE2' ? 3 : 1;
    out.append(string.part({begin, i}));
    append_changed(out, escape, string, {i, i + size});
    i += size - 1;
    begin = i + 1;
  }
  out.append(string.part({begin, value.size()}));
  out.append_computed("\"");
}

// Requires: nothing in it is unknown.
void append_json(Text& out, const Value& value) {
  if (value.is_null()) {
    out.append_computed("null");
  } else if (const StringValue* string = value.string()) {
    append_json_string(out, string->text);
  } else if (const TupleValue* tuple = value.tuple()) {
    std::string_view before = "[";
    for (const Value& element : tuple->elements) {
      out.append_computed(std::exchange(before, ","));
      append_json(out, element);
    }
    out.append_computed(tuple->elements.empty() ? "[]" : "]");
  } else if (const ObjectValue* object = value.object()) {
    std::string_view before = "{";
    for (const auto& [key, member] : object->members) {
      out.append_computed(std::exchange(before, ","));
      append_json_string(out, member.key);
      out.append_computed(":");
      append_json(out, member.value);
    }
    out.append_computed(object->members.empty() ? "{}" : "}");
  } else {
    out.append(to_string(value).string()->text);
  }
}

Value jsonencode(const Arguments& a, Budget& budget) {
  if (const UnknownValue* unknown = find_unknown(a[0]))
    return unknown->is_error ? Value::error(unknown->why) : Value::unknown(unknown->why);
  Text text;
  append_json(text, a[0]);
  return kept(std::move(text), budget);
}

// ---- Formats ------------------------------------------------------------------------------------

// A verb of `format`: from its `%` to its letter.
struct Verb {
  std::size_t size = 0;
  char letter = 0;
  std::size_t argument = 0;  // counted from 1; 0: the next one
};

// No value: more than a letter, which is not evaluated here.
std::optional<Verb> verb_of(std::string_view rest) {
  Verb verb;
  std::size_t i = 1;
  if (rest.substr(i).starts_with('[')) {
    for (++i; i < rest.size() && rest[i] >= '0' && rest[i] <= '9' && verb.argument < 1000; ++i)
      verb.argument = verb.argument * 10 + static_cast<std::size_t>(rest[i] - '0');
    if (verb.argument == 0 || !rest.substr(i).starts_with(']')) return std::nullopt;
    ++i;
  }
  if (i >= rest.size()) return std::nullopt;
  verb.letter = rest[i];
  verb.size = i + 1;
  constexpr std::string_view letters = "svdtq%";
  if (letters.find(verb.letter) == std::string_view::npos) return std::nullopt;
  return verb;
}

Value formatted(const Value& argument, char letter) {
  if (argument.unknown()) return argument;
  if (argument.is_null() || argument.tuple() || argument.object())
    return Value::unknown("`format` of " + std::string(kind_of(argument)) +
                          " is not evaluated here");
  if (letter == 'd' && !to_integer(argument))
    return Value::unknown("`%d` of what is no integer is not evaluated here");
  if (letter == 't' && !to_boolean(argument)) return Value::error("it is no boolean");
  Value string = to_string(argument);
  if (letter != 'q') return string;
  Text quoted;
  append_json_string(quoted, string.string()->text);
  return Value::string(std::move(quoted));
}

Value format(const Arguments& a, Budget& budget) {
  const StringValue* string = a[0].string();
  if (!string) return Value::error("the format is no string");
  const Text& text = string->text;
  const std::string_view value = text.value();
  Text out;
  std::size_t next = 1;
  std::size_t used = 1;
  std::size_t begin = 0;
  for (std::size_t i = value.find('%'); i != std::string_view::npos; i = value.find('%', begin)) {
    const auto verb = verb_of(value.substr(i));
    if (!verb) return Value::unknown("such a format is not evaluated here");
    out.append(text.part({begin, i}));
    begin = i + verb->size;
    if (verb->letter == '%') {
      out.append(text.part({begin - 1, begin}));
      continue;
    }
    const std::size_t argument = verb->argument > 0 ? verb->argument : next;
    next = argument + 1;
    used = std::max(used, next);
    if (argument >= a.size()) return Value::error("the format has too few arguments");
    Value shown = formatted(a[argument], verb->letter);
    if (shown.unknown()) return shown;
    out.append(shown.string()->text);
    if (!budget.spend_bytes(shown.string()->text)) return exhausted();
  }
  if (used < a.size()) return Value::error("the format has too many arguments");
  out.append(text.part({begin, value.size()}));
  return kept(std::move(out), budget);
}

// Once for each element of the lists; what is no list is the same each time.
Value formatlist(const Arguments& a, Budget& budget) {
  std::optional<std::size_t> length;
  for (std::size_t i = 1; i < a.size(); ++i) {
    const TupleValue* tuple = a[i].tuple();
    if (!tuple) continue;
    if (length && *length != tuple->elements.size())
      return Value::error("the lists are of different lengths");
    length = tuple->elements.size();
  }
  if (!length) return Value::unknown("`formatlist` without a list is not evaluated here");
  std::vector<Value> list;
  for (std::size_t at = 0; at < *length; ++at) {
    if (!budget.spend_steps(a.size())) return exhausted();
    Arguments once;
    for (const Value& argument : a) {
      const TupleValue* tuple = argument.tuple();
      once.push_back(tuple ? tuple->elements[at] : argument);
    }
    list.push_back(format(once, budget));
    if (list.back().unknown()) return list.back();
  }
  return Value::tuple(std::move(list));
}

// ---- Parts --------------------------------------------------------------------------------------

Value join(const Arguments& a, Budget& budget) {
  Value separator = to_string(a[0]);
  if (separator.unknown()) return separator;
  Text out;
  bool is_first = true;
  for (std::size_t i = 1; i < a.size(); ++i) {
    const TupleValue* tuple = a[i].tuple();
    if (!tuple) return Value::error("it is " + std::string(kind_of(a[i])) + ", not a list");
    for (const Value& element : tuple->elements) {
      Value string = to_string(element);
      if (string.unknown()) return string;
      if (!std::exchange(is_first, false)) out.append(separator.string()->text);
      out.append(string.string()->text);
      const bool is_paid =
          budget.spend_bytes(separator.string()->text) && budget.spend_bytes(string.string()->text);
      if (!is_paid) return exhausted();
    }
  }
  return kept(std::move(out), budget);
}

// Whether all arguments are strings or become some; those that are, as such.
std::optional<Value> as_strings(const Arguments& a, Arguments& strings) {
  for (const Value& argument : a) {
    strings.push_back(to_string(argument));
    if (strings.back().unknown()) return strings.back();
  }
  return std::nullopt;
}

Value split(const Arguments& a, Budget& budget) {
  Arguments s;
  if (auto unknown = as_strings(a, s)) return *unknown;
  const std::string& separator = s[0].string()->text.value();
  const Text& text = s[1].string()->text;
  if (separator.empty()) return Value::unknown("such a `split` is not evaluated here");
  std::vector<Value> list;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(text.value().find(separator, begin), text.value().size());
    list.push_back(kept(text.part({begin, end}), budget));
    if (list.back().unknown()) return list.back();
    if (end == text.value().size()) break;
    begin = end + separator.size();
  }
  return Value::tuple(std::move(list));
}

Value replace(const Arguments& a, Budget& budget) {
  Arguments s;
  if (auto unknown = as_strings(a, s)) return *unknown;
  const Text& text = s[0].string()->text;
  const std::string& wanted = s[1].string()->text.value();
  const bool is_regex = wanted.size() > 1 && wanted.starts_with('/') && wanted.ends_with('/');
  if (is_regex || wanted.empty()) return Value::unknown("such a `replace` is not evaluated here");
  Text out;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = text.value().find(wanted, begin);
    if (end == std::string::npos) break;
    out.append(text.part({begin, end}));
    out.append(s[2].string()->text);
    if (!budget.spend_bytes(s[2].string()->text)) return exhausted();
    begin = end + wanted.size();
  }
  out.append(text.part({begin, text.value().size()}));
  return kept(std::move(out), budget);
}

template <char First, char Last>
Value with_case(const Arguments& a, Budget& budget) {
  Arguments s;
  if (auto unknown = as_strings(a, s)) return *unknown;
  const Text& text = s[0].string()->text;
  const std::string& value = text.value();
  if (!is_ascii(value)) return Value::unknown("letters beyond ASCII are not changed here");
  Text out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] < First || value[i] > Last) continue;
    out.append(text.part({begin, i}));
    const char changed = static_cast<char>(value[i] ^ 0x20);
    append_changed(out, {&changed, 1}, text, {i, i + 1});
    begin = i + 1;
  }
  out.append(text.part({begin, value.size()}));
  return kept(std::move(out), budget);
}

// Without the characters of `cutset` at its ends.
Value trimmed(const Value& string, std::string_view cutset, bool at_begin, bool at_end) {
  const std::string& value = string.string()->text.value();
  std::size_t begin = 0;
  if (at_begin) begin = std::min(value.find_first_not_of(cutset), value.size());
  std::size_t end = value.size();
  if (at_end) end = std::max(begin, value.find_last_not_of(cutset) + 1);
  return part_of(string, {begin, end});
}

template <bool AtBegin, bool AtEnd>
Value trim(const Arguments& a, Budget&) {
  Arguments s;
  if (auto unknown = as_strings(a, s)) return *unknown;
  const std::string& cutset = s[1].string()->text.value();
  if (!is_ascii(cutset)) return Value::unknown("letters beyond ASCII are not trimmed here");
  return trimmed(s[0], cutset, AtBegin, AtEnd);
}

Value trimspace(const Arguments& a, Budget&) {
  Value string = to_string(a[0]);
  return string.unknown() ? string : trimmed(string, " \t\n\v\f\r", true, true);
}

Value chomp(const Arguments& a, Budget&) {
  Value string = to_string(a[0]);
  return string.unknown() ? string : trimmed(string, "\r\n", false, true);
}

Value trimprefix(const Arguments& a, Budget&) {
  Arguments s;
  if (auto unknown = as_strings(a, s)) return *unknown;
  const std::string& value = s[0].string()->text.value();
  const std::string& prefix = s[1].string()->text.value();
  if (!value.starts_with(prefix)) return s[0];
  return part_of(s[0], {prefix.size(), value.size()});
}

Value trimsuffix(const Arguments& a, Budget&) {
  Arguments s;
  if (auto unknown = as_strings(a, s)) return *unknown;
  const std::string& value = s[0].string()->text.value();
  const std::string& suffix = s[1].string()->text.value();
  if (!value.ends_with(suffix)) return s[0];
  return part_of(s[0], {0, value.size() - suffix.size()});
}

Value startswith(const Arguments& a, Budget&) {
  Arguments s;
  if (auto unknown = as_strings(a, s)) return *unknown;
  return {s[0].string()->text.value().starts_with(s[1].string()->text.value())};
}

Value endswith(const Arguments& a, Budget&) {
  Arguments s;
  if (auto unknown = as_strings(a, s)) return *unknown;
  return {s[0].string()->text.value().ends_with(s[1].string()->text.value())};
}

Value tostring(const Arguments& a, Budget&) { return a[0].is_null() ? a[0] : to_string(a[0]); }

Value tonumber(const Arguments& a, Budget&) {
  if (a[0].is_null() || a[0].number()) return a[0];
  const auto number = to_integer(a[0]);
  return number ? Value::integer(*number)
                : Value::unknown("what is no integer is not made a number here");
}

Value tobool(const Arguments& a, Budget&) {
  if (a[0].is_null()) return a[0];
  const auto truth = to_boolean(a[0]);
  return truth ? Value{*truth} : Value::error("it is no boolean");
}

}  // namespace

const std::vector<Function>& string_functions() {
  static const std::vector<Function> functions = {
      {"chomp", 1, 1, chomp},
      {"endswith", 2, 2, endswith},
      {"format", 1, kAny, format},
      {"formatlist", 2, kAny, formatlist},
      {"join", 2, kAny, join},
      {"jsonencode", 1, 1, jsonencode},
      {"lower", 1, 1, with_case<'A', 'Z'>},
      {"replace", 3, 3, replace},
      {"split", 2, 2, split},
      {"startswith", 2, 2, startswith},
      {"tobool", 1, 1, tobool},
      {"tonumber", 1, 1, tonumber},
      {"tostring", 1, 1, tostring},
      {"trim", 2, 2, trim<true, true>},
      {"trimprefix", 2, 2, trimprefix},
      {"trimspace", 1, 1, trimspace},
      {"trimsuffix", 2, 2, trimsuffix},
      {"upper", 1, 1, with_case<'a', 'z'>},
  };
  return functions;
}

}  // namespace filtercheck::scan::hcl
