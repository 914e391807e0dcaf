// What expressions of HCL evaluate to, as far as the files tell.
//
// What they do not tell is Unknown, with the reason; a value made of an unknown one is unknown,
// too, and for the same reason. Values are shared, so copies are cheap.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scan/text.hpp"

namespace filtercheck::scan::hcl {

struct Value;

struct UnknownValue {
  std::string why;        // lower case, no full stop
  bool is_error = false;  // Terraform itself refuses this, which `try` may catch
};
struct NullValue {};
struct NumberValue {
  std::string digits;  // as Terraform prints it

  // No value: a fraction, or beyond 15 digits.
  std::optional<std::int64_t> integer() const;
};
struct StringValue {
  Text text;
  // Where the one literal stands that is this string, with its quotes, if it is one.
  std::optional<Written> literal;
};
// How large a value is, with all that it holds. Values that share parts are small in memory and
// may be endless to walk through, so what is larger than these limits is Unknown.
struct Extent {
  std::size_t count = 1;
  std::size_t nesting = 1;
};
inline constexpr Extent kMostExtent = {100'000, 100};
// A list, a tuple or a set; a set is sorted.
struct TupleValue {
  std::vector<Value> elements;
  bool is_set = false;
  Extent extent;
};
// A map or an object.
struct ObjectValue {
  struct Member;
  std::map<std::string, Member, std::less<>> members;
  Extent extent;
};

template <typename T>
using Shared = std::shared_ptr<const T>;

struct Value {
  std::variant<NullValue, bool, NumberValue, Shared<StringValue>, Shared<TupleValue>,
               Shared<ObjectValue>, Shared<UnknownValue>>
      is;

  static Value null() { return {NullValue{}}; }
  static Value unknown(std::string why);
  static Value error(std::string why);
  static Value integer(std::int64_t number);
  static Value string(Text text, std::optional<Written> literal = std::nullopt);
  static Value tuple(std::vector<Value> elements);
  // Of strings; sorted, each once.
  static Value set(std::vector<Value> strings);
  static Value object(std::map<std::string, ObjectValue::Member, std::less<>> members);

  bool is_null() const { return std::holds_alternative<NullValue>(is); }
  // Null if it is something else.
  const bool* boolean() const { return std::get_if<bool>(&is); }
  const NumberValue* number() const { return std::get_if<NumberValue>(&is); }
  const StringValue* string() const { return shared<StringValue>(); }
  const TupleValue* tuple() const { return shared<TupleValue>(); }
  const ObjectValue* object() const { return shared<ObjectValue>(); }
  const UnknownValue* unknown() const { return shared<UnknownValue>(); }
  Extent extent() const;

 private:
  template <typename T>
  const T* shared() const {
    const auto* held = std::get_if<Shared<T>>(&is);
    return held ? held->get() : nullptr;
  }
};

struct ObjectValue::Member {
  Text key;  // with its place
  Value value;
};

// "a number", "a string", …
std::string_view kind_of(const Value& value);

// A number as written, as Terraform prints it; no value: too long to be written out.
std::optional<std::string> canonical_number(std::string_view digits);

// As a string, which numbers and booleans become by themselves. Unknown, null and collections: an
// unknown that says why.
Value to_string(const Value& value);
// Strings become booleans and numbers by themselves, too; no value: it is no such thing.
std::optional<bool> to_boolean(const Value& value);
std::optional<std::int64_t> to_integer(const Value& value);

// Whether they are equal as `==` says; no value: that depends on what is unknown.
std::optional<bool> equal(const Value& left, const Value& right);

// The first unknown in it, however deep; null if there is none.
const UnknownValue* find_unknown(const Value& value);

}  // namespace filtercheck::scan::hcl
