#include "scan/hcl_values.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/overloaded.hpp"

namespace filtercheck::scan::hcl {

namespace {

// Zeros that numbers are written out with.
constexpr std::int64_t kMostZeros = 60;

std::optional<std::int64_t> parsed(std::string_view digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

constexpr std::string_view kTooLarge = "the value is too large to be looked at";

void add(Extent& extent, const Value& part) {
  const Extent other = part.extent();
  extent.count += other.count;
  extent.nesting = std::max(extent.nesting, other.nesting + 1);
}
bool is_too_large(Extent extent) {
  return extent.count > kMostExtent.count || extent.nesting > kMostExtent.nesting;
}

}  // namespace

std::optional<std::int64_t> NumberValue::integer() const {
  return digits.size() <= 16 ? parsed(digits) : std::nullopt;
}

Value Value::unknown(std::string why) {
  return {std::make_shared<const UnknownValue>(UnknownValue{std::move(why), false})};
}
Value Value::error(std::string why) {
  return {std::make_shared<const UnknownValue>(UnknownValue{std::move(why), true})};
}
Value Value::integer(std::int64_t number) { return {NumberValue{std::to_string(number)}}; }
Value Value::string(Text text, std::optional<Written> literal) {
  return {std::make_shared<const StringValue>(StringValue{std::move(text), std::move(literal)})};
}
Value Value::tuple(std::vector<Value> elements) {
  Extent extent;
  for (const Value& element : elements) add(extent, element);
  if (is_too_large(extent)) return unknown(std::string(kTooLarge));
  return {std::make_shared<const TupleValue>(TupleValue{std::move(elements), false, extent})};
}
Value Value::set(std::vector<Value> strings) {
  const auto text_of = [](const Value& value) -> const std::string& {
    return value.string()->text.value();
  };
  std::stable_sort(strings.begin(), strings.end(), [&](const Value& left, const Value& right) {
    return text_of(left) < text_of(right);
  });
  strings.erase(std::unique(strings.begin(), strings.end(),
                            [&](const Value& left, const Value& right) {
                              return text_of(left) == text_of(right);
                            }),
                strings.end());
  const Extent extent = {strings.size() + 1, 2};
  if (is_too_large(extent)) return unknown(std::string(kTooLarge));
  return {std::make_shared<const TupleValue>(TupleValue{std::move(strings), true, extent})};
}
Value Value::object(std::map<std::string, ObjectValue::Member, std::less<>> members) {
  Extent extent;
  for (const auto& [key, member] : members) add(extent, member.value);
  if (is_too_large(extent)) return unknown(std::string(kTooLarge));
  return {std::make_shared<const ObjectValue>(ObjectValue{std::move(members), extent})};
}

Extent Value::extent() const {
  if (const TupleValue* held = tuple()) return held->extent;
  if (const ObjectValue* held = object()) return held->extent;
  return {};
}

std::string_view kind_of(const Value& value) {
  return std::visit(base::Overloaded{
                        [](const NullValue&) { return "null"; },
                        [](bool) { return "a boolean"; },
                        [](const NumberValue&) { return "a number"; },
                        [](const Shared<StringValue>&) { return "a string"; },
                        [](const Shared<TupleValue>&) { return "a list"; },
                        [](const Shared<ObjectValue>&) { return "an object"; },
                        [](const Shared<UnknownValue>&) { return "unknown"; },
                    },
                    value.is);
}

std::optional<std::string> canonical_number(std::string_view digits) {
  const bool is_negative = digits.starts_with('-');
  if (is_negative) digits.remove_prefix(1);
  std::int64_t exponent = 0;
  if (const std::size_t e = digits.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view written = digits.substr(e + 1);
    if (written.starts_with('+')) written.remove_prefix(1);
    const auto number = parsed(written);
    if (!number || *number > kMostZeros || *number < -kMostZeros) return std::nullopt;
    exponent = *number;
    digits = digits.substr(0, e);
  }
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole(digits.substr(0, point));
  std::string fraction(digits.substr(std::min(point + 1, digits.size())));
  for (; exponent > 0; --exponent) {
    whole += fraction.empty() ? '0' : fraction.front();
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  for (; exponent < 0; ++exponent) {
    fraction.insert(0, 1, whole.empty() ? '0' : whole.back());
    if (!whole.empty()) whole.pop_back();
  }
  whole.erase(0, whole.find_first_not_of('0'));
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (whole.empty()) whole = "0";
  std::string number = fraction.empty() ? whole : whole + "." + fraction;
  if (is_negative && number != "0") number.insert(0, 1, '-');
  return number;
}

Value to_string(const Value& value) {
  return std::visit(
      base::Overloaded{
          [](bool truth) { return Value::string(Text::computed(truth ? "true" : "false")); },
          [](const NumberValue& number) { return Value::string(Text::computed(number.digits)); },
          [&](const Shared<StringValue>&) { return value; },
          [&](const Shared<UnknownValue>&) { return value; },
          [&](const auto&) {
            return Value::error("it is " + std::string(kind_of(value)) + ", not a string");
          },
      },
      value.is);
}

std::optional<bool> to_boolean(const Value& value) {
  if (const bool* truth = value.boolean()) return *truth;
  if (const StringValue* string = value.string()) {
    if (string->text.value() == "true") return true;
    if (string->text.value() == "false") return false;
  }
  return std::nullopt;
}

std::optional<std::int64_t> to_integer(const Value& value) {
  if (const NumberValue* number = value.number()) return number->integer();
  if (const StringValue* string = value.string()) {
    const std::string& digits = string->text.value();
    const bool is_number =
        !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
    if (is_number) return NumberValue{digits}.integer();
  }
  return std::nullopt;
}

std::optional<bool> equal(const Value& left, const Value& right) {
  if (left.unknown() || right.unknown()) return std::nullopt;
  if (left.is.index() != right.is.index()) return false;
  if (const bool* truth = left.boolean()) return *truth == *right.boolean();
  if (const NumberValue* number = left.number()) return number->digits == right.number()->digits;
  if (const StringValue* string = left.string())
    return string->text.value() == right.string()->text.value();
  bool is_sure = true;
  if (const TupleValue* tuple = left.tuple()) {
    const TupleValue& other = *right.tuple();
    if (tuple->elements.size() != other.elements.size()) return false;
    for (std::size_t i = 0; i < other.elements.size(); ++i) {
      const auto same = equal(tuple->elements[i], other.elements[i]);
      if (same == false) return false;
      is_sure = is_sure && same;
    }
  } else if (const ObjectValue* object = left.object()) {
    const ObjectValue& other = *right.object();
    if (object->members.size() != other.members.size()) return false;
    for (const auto& [key, member] : object->members) {
      const auto found = other.members.find(key);
      if (found == other.members.end()) return false;
      const auto same = equal(member.value, found->second.value);
      if (same == false) return false;
      is_sure = is_sure && same;
    }
  }
  return is_sure ? std::optional(true) : std::nullopt;
}

const UnknownValue* find_unknown(const Value& value) {
  if (const UnknownValue* unknown = value.unknown()) return unknown;
  if (const TupleValue* tuple = value.tuple()) {
    for (const Value& element : tuple->elements)
      if (const UnknownValue* unknown = find_unknown(element)) return unknown;
  } else if (const ObjectValue* object = value.object()) {
    for (const auto& [key, member] : object->members)
      if (const UnknownValue* unknown = find_unknown(member.value)) return unknown;
  }
  return nullptr;
}

}  // namespace filtercheck::scan::hcl
