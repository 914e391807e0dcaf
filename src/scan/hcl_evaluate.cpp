#include "scan/hcl_evaluate.hpp"

#include <algorithm>
#include <optional>

namespace filtercheck::scan::hcl {

namespace {

// Numbers beyond are not multiplied, so that nothing overflows.
constexpr std::int64_t kMostFactor = 1'000'000'000;

Value arithmetic(char sign, std::int64_t left, std::int64_t right) {
  switch (sign) {
    case '+':
      return Value::integer(left + right);
    case '-':
      return Value::integer(left - right);
    case '*':
      if (std::max({left, -left, right, -right}) > kMostFactor) break;
      return Value::integer(left * right);
    case '/':
      if (right == 0) return Value::error("it divides by zero");
      if (left % right != 0) break;
      return Value::integer(left / right);
    case '%':
      if (right == 0) return Value::error("it divides by zero");
      return Value::integer(left % right);
    default:
      break;
  }
  return Value::unknown("arithmetic on such numbers is not done here");
}

bool compares(std::string_view sign, std::int64_t left, std::int64_t right) {
  if (sign == "<") return left < right;
  if (sign == "<=") return left <= right;
  if (sign == ">") return left > right;
  return left >= right;
}

Value logic(bool is_and, const Value& left, const Value& right) {
  for (const Value* side : {&left, &right}) {
    const UnknownValue* unknown = side->unknown();
    if (unknown && unknown->is_error) return *side;
  }
  // One side alone may decide.
  const auto first = to_boolean(left);
  const auto second = to_boolean(right);
  if (first == !is_and || second == !is_and) return {!is_and};
  if (first && second) return {is_and};
  for (const Value* side : {&left, &right})
    if (side->unknown()) return *side;
  return Value::error("it is no boolean");
}

Value operate(std::string_view sign, const Value& left, const Value& right) {
  if (sign == "&&" || sign == "||") return logic(sign == "&&", left, right);
  if (sign == "==" || sign == "!=") {
    if (const auto same = equal(left, right)) return {*same == (sign == "==")};
  }
  for (const Value* side : {&left, &right})
    if (const UnknownValue* unknown = find_unknown(*side))
      return unknown->is_error ? Value::error(unknown->why) : Value::unknown(unknown->why);
  const auto first = to_integer(left);
  const auto second = to_integer(right);
  if (!first || !second) {
    const bool are_numbers = left.number() && right.number();
    return are_numbers ? Value::unknown("arithmetic on such numbers is not done here")
                       : Value::error("it is no number");
  }
  if (sign.starts_with('<') || sign.starts_with('>')) return {compares(sign, *first, *second)};
  return arithmetic(sign[0], *first, *second);
}

Value key_value(const Text& key) { return Value::string(key); }

}  // namespace

Value exhausted() { return Value::unknown("there is too much to evaluate"); }

Value Evaluation::evaluate(const Expression& expression) {
  if (budget_.depth_ >= Budget::kDepth) return Value::unknown("it nests too deep to be evaluated");
  if (!budget_.spend_steps(1)) return exhausted();
  ++budget_.depth_;
  Value value = std::visit([&](const auto& node) { return of(node, expression); }, expression.node);
  --budget_.depth_;
  return value;
}

Value Evaluation::of(const Number& number, const Expression&) {
  auto digits = canonical_number(number.digits);
  if (!digits) return Value::unknown("the number is too long");
  return {NumberValue{*std::move(digits)}};
}

Value Evaluation::of(const String& string, const Expression& whole) {
  if (!budget_.spend_bytes(string.text)) return exhausted();
  return Value::string(string.text, whole.where);
}

Value Evaluation::joined(const std::vector<Value>& parts) {
  Text text;
  for (const Value& part : parts) {
    Value string = to_string(part);
    if (string.unknown()) return string;
    if (!budget_.spend_bytes(string.string()->text)) return exhausted();
    text.append(string.string()->text);
  }
  return Value::string(std::move(text));
}

Value Evaluation::of(const Template& text, const Expression&) {
  std::vector<Value> parts;
  for (const Expression& part : text.parts) parts.push_back(evaluate(part));
  return joined(parts);
}

Value Evaluation::of(const Tuple& tuple, const Expression&) {
  std::vector<Value> elements;
  for (const Expression& element : tuple.elements) elements.push_back(evaluate(element));
  return Value::tuple(std::move(elements));
}

Value Evaluation::of(const Object& object, const Expression&) {
  std::map<std::string, ObjectValue::Member, std::less<>> members;
  for (std::size_t i = 0; i < object.keys.size(); ++i) {
    Value key = to_string(evaluate(object.keys[i]));
    if (key.unknown()) return key;
    const Text& text = key.string()->text;
    members.insert_or_assign(text.value(), ObjectValue::Member{text, evaluate(object.values[i])});
  }
  return Value::object(std::move(members));
}

const Value* Evaluation::find_binding(std::string_view name) const {
  const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                  [&](const auto& binding) { return binding.first == name; });
  return found == bindings_.rend() ? nullptr : &found->second;
}

Value Evaluation::of(const Reference& reference, const Expression&) {
  if (const Value* value = find_binding(reference.name)) return *value;
  return names_.resolve(reference.name, {}, *this).value;
}

Value Evaluation::of(const Access& access, const Expression&) {
  const Expression& source = access.source[0];
  if (const auto* reference = std::get_if<Reference>(&source.node)) {
    if (!find_binding(reference->name)) {
      Names::Resolved resolved = names_.resolve(reference->name, access.steps, *this);
      return follow(std::move(resolved.value), access.steps, resolved.steps);
    }
  }
  return follow(evaluate(source), access.steps, 0);
}

Value Evaluation::index(const Value& value, const Value& key) {
  if (key.unknown()) return key;
  if (const ObjectValue* object = value.object()) {
    Value name = to_string(key);
    if (name.unknown()) return name;
    const auto found = object->members.find(name.string()->text.value());
    if (found != object->members.end()) return found->second.value;
    return Value::error("there is no `" + name.string()->text.value() + "` in it");
  }
  const TupleValue* tuple = value.tuple();
  if (!tuple || tuple->is_set) return Value::error("it is " + std::string(kind_of(value)));
  const auto position = to_integer(key);
  if (!position || *position < 0 || static_cast<std::size_t>(*position) >= tuple->elements.size())
    return Value::error("there is no such element");
  return tuple->elements[static_cast<std::size_t>(*position)];
}

Value Evaluation::follow(Value value, const std::vector<Step>& steps, std::size_t from) {
  for (std::size_t i = from; i < steps.size(); ++i) {
    if (value.unknown()) return value;
    if (!budget_.spend_steps(1)) return exhausted();
    const Step& step = steps[i];
    switch (step.kind) {
      case Step::Kind::Attribute:
        value = index(value, Value::string(Text::computed(step.name)));
        break;
      case Step::Kind::Index:
        value = index(value, evaluate(step.index[0]));
        break;
      case Step::Kind::EachAttribute:
      case Step::Kind::Each: {
        std::size_t end = steps.size();
        if (step.kind == Step::Kind::EachAttribute) {
          const auto other =
              std::find_if(steps.begin() + static_cast<std::ptrdiff_t>(i) + 1, steps.end(),
                           [](const Step& one) { return one.kind != Step::Kind::Attribute; });
          end = static_cast<std::size_t>(other - steps.begin());
        }
        const std::vector<Step> rest(steps.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                     steps.begin() + static_cast<std::ptrdiff_t>(end));
        std::vector<Value> elements;
        if (!budget_.spend_steps(value.extent().count)) return exhausted();
        if (const TupleValue* tuple = value.tuple()) {
          elements = tuple->elements;
        } else if (!value.is_null()) {
          elements.push_back(value);
        }
        for (Value& element : elements) element = follow(std::move(element), rest, 0);
        value = Value::tuple(std::move(elements));
        i = end - 1;
        break;
      }
    }
  }
  return value;
}

Value Evaluation::of(const Conditional& conditional, const Expression&) {
  Value condition = evaluate(conditional.parts[0]);
  if (condition.unknown()) return condition;
  const auto truth = to_boolean(condition);
  if (!truth) return Value::error("the condition is no boolean");
  Value chosen = evaluate(conditional.parts[*truth ? 1 : 2]);
  // Both are made of one type, of which a string is the widest.
  const bool is_narrower = chosen.number() || chosen.boolean();
  if (is_narrower && evaluate(conditional.parts[*truth ? 2 : 1]).string()) return to_string(chosen);
  return chosen;
}

Value Evaluation::of(const Operation& operation, const Expression&) {
  Value left = evaluate(operation.operands[0]);
  for (std::size_t i = 0; i < operation.operators.size(); ++i) {
    const Value right = evaluate(operation.operands[i + 1]);
    if (!budget_.spend_steps(left.extent().count + right.extent().count)) return exhausted();
    left = operate(operation.operators[i], left, right);
  }
  return left;
}

Value Evaluation::of(const Signed& signs, const Expression&) {
  Value value = evaluate(signs.operand[0]);
  for (auto sign = signs.signs.rbegin(); sign != signs.signs.rend() && !value.unknown(); ++sign) {
    if (*sign == '!') {
      const auto truth = to_boolean(value);
      value = truth ? Value{!*truth} : Value::error("it is no boolean");
    } else if (const NumberValue* number = value.number()) {
      value = {
          NumberValue{canonical_number(number->digits.starts_with('-') ? number->digits.substr(1)
                                                                       : "-" + number->digits)
                          .value_or("0")}};
    } else {
      value = Value::error("it is no number");
    }
  }
  return value;
}

Value Evaluation::of(const For& loop, const Expression&) {
  Value collection = evaluate(loop.parts[0]);
  if (collection.unknown()) return collection;
  const TupleValue* tuple = collection.tuple();
  const ObjectValue* object = collection.object();
  if (!tuple && !object) return Value::error(std::string(kind_of(collection)) + " has no elements");

  std::vector<Value> elements;
  std::map<std::string, ObjectValue::Member, std::less<>> members;
  std::map<std::string, std::vector<Value>, std::less<>> groups;
  const std::size_t element_part = loop.is_object ? 2 : 1;
  // Adds what one element makes; an unknown value: nothing can be said of the whole.
  const auto add = [&]() -> Value {
    if (loop.has_condition) {
      Value condition = evaluate(loop.parts.back());
      if (condition.unknown()) return condition;
      const auto truth = to_boolean(condition);
      if (!truth) return Value::error("the condition is no boolean");
      if (!*truth) return Value::null();
    }
    if (!loop.is_object) {
      elements.push_back(evaluate(loop.parts[element_part]));
      return Value::null();
    }
    Value key = to_string(evaluate(loop.parts[1]));
    if (key.unknown()) return key;
    const Text& text = key.string()->text;
    const bool is_new =
        members.emplace(text.value(), ObjectValue::Member{text, Value::null()}).second;
    if (!is_new && !loop.groups)
      return Value::error("the key `" + text.value() + "` is there twice");
    Value element = evaluate(loop.parts[element_part]);
    if (loop.groups) {
      groups[text.value()].push_back(std::move(element));
    } else {
      members.find(text.value())->second.value = std::move(element);
    }
    return Value::null();
  };
  const auto with = [&](Value key, Value value) {
    const std::size_t outer = bindings_.size();
    if (!loop.key.empty()) bindings_.emplace_back(loop.key, std::move(key));
    bindings_.emplace_back(loop.value, std::move(value));
    Value result = add();
    bindings_.erase(bindings_.begin() + static_cast<std::ptrdiff_t>(outer), bindings_.end());
    return result;
  };
  if (tuple) {
    std::int64_t position = 0;
    for (const Value& element : tuple->elements) {
      Value result = with(tuple->is_set ? element : Value::integer(position), element);
      if (result.unknown()) return result;
      ++position;
    }
  } else {
    for (const auto& [key, member] : object->members) {
      Value result = with(key_value(member.key), member.value);
      if (result.unknown()) return result;
    }
  }
  if (!loop.is_object) return Value::tuple(std::move(elements));
  for (auto& [key, group] : groups)
    members.find(key)->second.value = Value::tuple(std::move(group));
  return Value::object(std::move(members));
}

Value Evaluation::of(const Repeated& repeated, const Expression&) {
  const Value all = evaluate(repeated.loop[0]);
  const TupleValue* tuple = all.tuple();
  return tuple ? joined(tuple->elements) : all;
}

Value Evaluation::of(const Call& call, const Expression&) {
  if (call.function == "file" && call.arguments.size() == 1)
    return names_.file(call.arguments[0], *this);
  std::vector<Value> arguments;
  for (const Expression& argument : call.arguments) arguments.push_back(evaluate(argument));
  if (call.is_spread && !arguments.empty()) {
    Value last = std::move(arguments.back());
    arguments.pop_back();
    if (last.unknown()) return last;
    const TupleValue* tuple = last.tuple();
    if (!tuple) return Value::error("it is " + std::string(kind_of(last)) + ", not a list");
    arguments.insert(arguments.end(), tuple->elements.begin(), tuple->elements.end());
  }
  return call_function(call.function, arguments, budget_);
}

}  // namespace filtercheck::scan::hcl
