#include "scan/hcl_types.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace filtercheck::scan::hcl {

namespace {

Value not_a(std::string_view wanted, const Value& value) {
  return Value::error("it is " + std::string(kind_of(value)) + ", and " + std::string(wanted) +
                      " is declared");
}

Value as_primitive(const Value& value, std::string_view type) {
  if (type == "string") return to_string(value);
  if (type == "bool") {
    if (value.boolean()) return value;
    const auto truth = to_boolean(value);
    return truth ? Value{*truth} : not_a("a boolean", value);
  }
  if (type == "number") {
    if (value.number()) return value;
    const auto number = to_integer(value);
    if (number) return Value::integer(*number);
    return value.string() ? Value::unknown("what is no integer is not made a number here")
                          : not_a("a number", value);
  }
  if (type == "list") return value.tuple() ? value : not_a("a list", value);
  if (type == "map") return value.object() ? value : not_a("a map", value);
  if (type == "any") return value;
  return Value::unknown("the type that is declared is not understood");
}

class Conversion {
 public:
  explicit Conversion(Evaluation& evaluation) : evaluation_(evaluation) {}

  Value convert(const Value& value, const Expression& type) {
    if (value.unknown() || value.is_null()) return value;
    if (!evaluation_.budget().spend_steps(1)) return exhausted();
    if (const auto* reference = std::get_if<Reference>(&type.node))
      return as_primitive(value, reference->name);
    // As it was written once.
    if (const auto* string = std::get_if<String>(&type.node))
      return as_primitive(value, string->text.value());
    const auto* call = std::get_if<Call>(&type.node);
    if (!call || call->arguments.empty()) return as_primitive(value, "");
    if (call->function == "list") return of_one_type("tolist", list(value, call->arguments[0]));
    if (call->function == "set") return set(value, call->arguments[0]);
    if (call->function == "map") return of_one_type("tomap", map(value, call->arguments[0]));
    if (call->function == "tuple") return tuple(value, call->arguments[0]);
    if (call->function == "object") return object(value, call->arguments[0]);
    return as_primitive(value, "");
  }

 private:
  // `list(any)` still has elements of one type.
  Value of_one_type(std::string_view function, const Value& collection) {
    if (collection.unknown()) return collection;
    return call_function(function, {collection}, evaluation_.budget());
  }

  Value list(const Value& value, const Expression& type) {
    const TupleValue* tuple = value.tuple();
    if (!tuple) return not_a("a list", value);
    std::vector<Value> elements;
    for (const Value& element : tuple->elements) elements.push_back(convert(element, type));
    return Value::tuple(std::move(elements));
  }

  Value set(const Value& value, const Expression& type) {
    return of_one_type("toset", list(value, type));
  }

  Value map(const Value& value, const Expression& type) {
    const ObjectValue* object = value.object();
    if (!object) return not_a("a map", value);
    std::map<std::string, ObjectValue::Member, std::less<>> members;
    for (const auto& [key, member] : object->members)
      members.emplace(key, ObjectValue::Member{member.key, convert(member.value, type)});
    return Value::object(std::move(members));
  }

  Value tuple(const Value& value, const Expression& type) {
    const TupleValue* tuple = value.tuple();
    const auto* types = std::get_if<Tuple>(&type.node);
    if (!tuple || !types || tuple->elements.size() != types->elements.size())
      return not_a("a tuple of another length", value);
    std::vector<Value> elements;
    for (std::size_t i = 0; i < types->elements.size(); ++i)
      elements.push_back(convert(tuple->elements[i], types->elements[i]));
    return Value::tuple(std::move(elements));
  }

  // Attributes that are not declared are dropped.
  Value object(const Value& value, const Expression& type) {
    const ObjectValue* object = value.object();
    const auto* types = std::get_if<Object>(&type.node);
    if (!object || !types) return not_a("an object", value);
    std::map<std::string, ObjectValue::Member, std::less<>> members;
    for (std::size_t i = 0; i < types->keys.size(); ++i) {
      const auto* name = std::get_if<String>(&types->keys[i].node);
      const Expression& declared = types->values[i];
      if (!name) return as_primitive(value, "");
      const std::string& attribute = name->text.value();
      const auto found = object->members.find(attribute);
      const auto* optional = std::get_if<Call>(&declared.node);
      if (optional && (optional->function != "optional" || optional->arguments.empty()))
        optional = nullptr;
      const Expression& attribute_type = optional ? optional->arguments[0] : declared;
      if (found == object->members.end() && !optional)
        return Value::error("the attribute `" + attribute + "` is missing");
      Value held = found == object->members.end() ? Value::null() : found->second.value;
      const bool has_default = optional && optional->arguments.size() > 1;
      if (held.is_null() && has_default) held = evaluation_.evaluate(optional->arguments[1]);
      members.insert_or_assign(
          attribute,
          ObjectValue::Member{found == object->members.end() ? name->text : found->second.key,
                              convert(held, attribute_type)});
    }
    return Value::object(std::move(members));
  }

  Evaluation& evaluation_;
};

}  // namespace

Value converted(const Value& value, const Expression& type, Evaluation& evaluation) {
  return Conversion(evaluation).convert(value, type);
}

}  // namespace filtercheck::scan::hcl
