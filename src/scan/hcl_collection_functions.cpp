// Functions of lists, sets, maps and of any values.
#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "scan/hcl_functions.hpp"

namespace filtercheck::scan::hcl {

namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();
constexpr std::int64_t kMostRange = 10'000;

using Members = std::map<std::string, ObjectValue::Member, std::less<>>;

Value not_a(std::string_view wanted, const Value& value) {
  return Value::error("it is " + std::string(kind_of(value)) + ", not " + std::string(wanted));
}

// An unknown for whoever depends on `inner`.
Value because_of(const UnknownValue& inner) {
  return inner.is_error ? Value::error(inner.why) : Value::unknown(inner.why);
}

// The elements as strings, if all are known and such; else an unknown.
Value strings_of(const std::vector<Value>& elements) {
  std::vector<Value> strings;
  for (const Value& element : elements) {
    strings.push_back(to_string(element));
    if (strings.back().unknown()) return strings.back();
  }
  return Value::tuple(std::move(strings));
}

// Numbers and booleans beside a string become strings, as in a list of one type.
std::vector<Value> unified(std::vector<Value> elements) {
  const bool has_string =
      std::any_of(elements.begin(), elements.end(), [](const Value& e) { return e.string(); });
  if (!has_string) return elements;
  for (Value& element : elements)
    if (element.number() || element.boolean()) element = to_string(element);
  return elements;
}

Value length(const Arguments& a, Budget&) {
  if (const TupleValue* tuple = a[0].tuple())
    return Value::integer(static_cast<std::int64_t>(tuple->elements.size()));
  if (const ObjectValue* object = a[0].object())
    return Value::integer(static_cast<std::int64_t>(object->members.size()));
  const StringValue* string = a[0].string();
  if (!string) return not_a("a list", a[0]);
  const std::string& value = string->text.value();
  const bool is_ascii =
      std::all_of(value.begin(), value.end(), [](char c) { return c > 0 && c != '\r'; });
  if (!is_ascii) return Value::unknown("the length of such a string is not counted here");
  return Value::integer(static_cast<std::int64_t>(value.size()));
}

Value keys(const Arguments& a, Budget&) {
  const ObjectValue* object = a[0].object();
  if (!object) return not_a("an object", a[0]);
  std::vector<Value> list;
  for (const auto& [key, member] : object->members) list.push_back(Value::string(member.key));
  return Value::tuple(std::move(list));
}

Value values(const Arguments& a, Budget&) {
  const ObjectValue* object = a[0].object();
  if (!object) return not_a("an object", a[0]);
  std::vector<Value> list;
  for (const auto& [key, member] : object->members) list.push_back(member.value);
  return Value::tuple(std::move(list));
}

Value lookup(const Arguments& a, Budget&) {
  const ObjectValue* object = a[0].object();
  if (!object) return not_a("an object", a[0]);
  Value key = to_string(a[1]);
  if (key.unknown()) return key;
  const auto found = object->members.find(key.string()->text.value());
  if (found != object->members.end()) return found->second.value;
  return a.size() > 2 ? a[2] : Value::error("there is no such key");
}

Value merge(const Arguments& a, Budget&) {
  Members members;
  for (const Value& argument : a) {
    if (argument.is_null()) continue;
    const ObjectValue* object = argument.object();
    if (!object) return not_a("an object", argument);
    for (const auto& [key, member] : object->members) members.insert_or_assign(key, member);
  }
  return Value::object(std::move(members));
}

Value concat(const Arguments& a, Budget&) {
  std::vector<Value> list;
  for (const Value& argument : a) {
    const TupleValue* tuple = argument.tuple();
    if (!tuple) return not_a("a list", argument);
    list.insert(list.end(), tuple->elements.begin(), tuple->elements.end());
  }
  return Value::tuple(std::move(list));
}

// An unknown element may be a list of any length.
Value flatten_into(const TupleValue& tuple, std::vector<Value>& list) {
  for (const Value& element : tuple.elements) {
    if (element.unknown()) return element;
    if (const TupleValue* inner = element.tuple()) {
      Value result = flatten_into(*inner, list);
      if (result.unknown()) return result;
    } else {
      list.push_back(element);
    }
  }
  return Value::null();
}
Value flatten(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple) return not_a("a list", a[0]);
  std::vector<Value> list;
  Value result = flatten_into(*tuple, list);
  return result.unknown() ? result : Value::tuple(std::move(list));
}

Value element(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  const auto position = to_integer(a[1]);
  if (!tuple || tuple->is_set) return not_a("a list", a[0]);
  if (!position || *position < 0 || tuple->elements.empty())
    return Value::error("there is no such element");
  return tuple->elements[static_cast<std::size_t>(*position) % tuple->elements.size()];
}

Value contains(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple) return not_a("a list", a[0]);
  const UnknownValue* unknown = nullptr;
  for (const Value& one : tuple->elements) {
    const auto same = equal(one, a[1]);
    if (same == true) return {true};
    if (!same && !unknown) unknown = find_unknown(one) ? find_unknown(one) : find_unknown(a[1]);
  }
  return unknown ? because_of(*unknown) : Value{false};
}

Value distinct(const Arguments& a, Budget& budget) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple) return not_a("a list", a[0]);
  std::vector<Value> list;
  for (const Value& one : unified(tuple->elements)) {
    if (const UnknownValue* unknown = find_unknown(one)) return because_of(*unknown);
    bool is_new = true;
    for (const Value& other : list) {
      if (!budget.spend_steps(std::min(one.extent().count, other.extent().count)))
        return exhausted();
      is_new = is_new && equal(one, other) != true;
    }
    if (is_new) list.push_back(one);
  }
  return Value::tuple(std::move(list));
}

Value compact(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple) return not_a("a list", a[0]);
  std::vector<Value> list;
  for (const Value& one : tuple->elements) {
    if (one.is_null()) continue;
    Value string = to_string(one);
    if (string.unknown()) return string;
    if (!string.string()->text.value().empty()) list.push_back(string);
  }
  return Value::tuple(std::move(list));
}

Value to_set(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple) return not_a("a list", a[0]);
  if (tuple->is_set) return a[0];
  const bool has_other = std::any_of(tuple->elements.begin(), tuple->elements.end(),
                                     [](const Value& e) { return e.tuple() || e.object(); });
  if (has_other) return Value::unknown("sets of other things than strings are not evaluated here");
  Value strings = strings_of(tuple->elements);
  return strings.unknown() ? strings : Value::set(strings.tuple()->elements);
}

Value to_list(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple) return not_a("a list", a[0]);
  return Value::tuple(unified(tuple->elements));
}

Value to_map(const Arguments& a, Budget&) {
  const ObjectValue* object = a[0].object();
  if (!object) return not_a("an object", a[0]);
  std::vector<Value> list;
  for (const auto& [key, member] : object->members) list.push_back(member.value);
  list = unified(std::move(list));
  Members members;
  std::size_t i = 0;
  for (const auto& [key, member] : object->members)
    members.emplace(key, ObjectValue::Member{member.key, std::move(list[i++])});
  return Value::object(std::move(members));
}

Value coalesce(const Arguments& a, Budget&) {
  for (const Value& one : unified(a)) {
    if (one.unknown()) return one;
    const StringValue* string = one.string();
    const bool is_nothing = one.is_null() || (string && string->text.value().empty());
    if (!is_nothing) return one;
  }
  return Value::error("there is nothing but null in it");
}

// The first that is no error; whether what is not known is one, nobody can say.
Value try_all(const Arguments& a, Budget&) {
  for (const Value& one : a) {
    const UnknownValue* unknown = find_unknown(one);
    if (!unknown || !unknown->is_error) return one.unknown() ? because_of(*unknown) : one;
  }
  return a.back();
}

Value can(const Arguments& a, Budget&) {
  const UnknownValue* unknown = find_unknown(a[0]);
  if (unknown && !unknown->is_error) return because_of(*unknown);
  return {unknown == nullptr};
}

Value zipmap(const Arguments& a, Budget&) {
  const TupleValue* names = a[0].tuple();
  const TupleValue* values_of = a[1].tuple();
  if (!names || !values_of || names->elements.size() != values_of->elements.size())
    return Value::error("these are no lists of the same length");
  Members members;
  for (std::size_t i = 0; i < names->elements.size(); ++i) {
    Value key = to_string(names->elements[i]);
    if (key.unknown()) return key;
    const Text& text = key.string()->text;
    members.insert_or_assign(text.value(), ObjectValue::Member{text, values_of->elements[i]});
  }
  return Value::object(std::move(members));
}

Value one(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple) return not_a("a list", a[0]);
  if (tuple->elements.size() > 1) return Value::error("there are several elements in it");
  return tuple->elements.empty() ? Value::null() : tuple->elements[0];
}

Value sort(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple) return not_a("a list", a[0]);
  Value strings = strings_of(tuple->elements);
  if (strings.unknown()) return strings;
  std::vector<Value> list = strings.tuple()->elements;
  std::stable_sort(list.begin(), list.end(), [](const Value& left, const Value& right) {
    return left.string()->text.value() < right.string()->text.value();
  });
  return Value::tuple(std::move(list));
}

Value reverse(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  if (!tuple || tuple->is_set) return not_a("a list", a[0]);
  return Value::tuple({tuple->elements.rbegin(), tuple->elements.rend()});
}

Value slice(const Arguments& a, Budget&) {
  const TupleValue* tuple = a[0].tuple();
  const auto begin = to_integer(a[1]);
  const auto end = to_integer(a[2]);
  if (!tuple || tuple->is_set) return not_a("a list", a[0]);
  if (!begin || !end || *begin < 0 || *begin > *end ||
      *end > static_cast<std::int64_t>(tuple->elements.size()))
    return Value::error("there are no such elements");
  return Value::tuple({tuple->elements.begin() + *begin, tuple->elements.begin() + *end});
}

Value range(const Arguments& a, Budget& budget) {
  const auto most = to_integer(a[0]);
  if (!most || *most < 0 || *most > kMostRange)
    return Value::unknown("such a range is not evaluated here");
  if (!budget.spend_steps(static_cast<std::size_t>(*most))) return exhausted();
  std::vector<Value> list;
  for (std::int64_t i = 0; i < *most; ++i) list.push_back(Value::integer(i));
  return Value::tuple(std::move(list));
}

}  // namespace

const std::vector<Function>& collection_functions() {
  static const std::vector<Function> functions = {
      {"can", 1, 1, can, true},
      {"coalesce", 1, kAny, coalesce, true},
      {"compact", 1, 1, compact},
      {"concat", 1, kAny, concat},
      {"contains", 2, 2, contains},
      {"distinct", 1, 1, distinct},
      {"element", 2, 2, element},
      {"flatten", 1, 1, flatten},
      {"keys", 1, 1, keys},
      {"length", 1, 1, length},
      {"lookup", 2, 3, lookup},
      {"merge", 0, kAny, merge},
      {"one", 1, 1, one},
      {"range", 1, 1, range},
      {"reverse", 1, 1, reverse},
      {"slice", 3, 3, slice},
      {"sort", 1, 1, sort},
      {"tolist", 1, 1, to_list},
      {"tomap", 1, 1, to_map},
      {"toset", 1, 1, to_set},
      {"try", 1, kAny, try_all, true},
      {"values", 1, 1, values},
      {"zipmap", 2, 2, zipmap},
  };
  return functions;
}

}  // namespace filtercheck::scan::hcl
