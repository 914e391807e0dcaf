#include "scan/terraform_instance.hpp"

#include <algorithm>

#include "base/unicode.hpp"
#include "scan/hcl_types.hpp"

namespace filtercheck::scan::terraform {

using hcl::Evaluation;
using hcl::Expression;
using hcl::ObjectValue;
using hcl::Step;
using hcl::Value;

namespace {

std::string quoted(std::string_view name) {
  std::string out;
  out += '`';
  out += name;
  out += '`';
  return out;
}

Value object_of(std::initializer_list<std::pair<std::string_view, Value>> members) {
  std::map<std::string, ObjectValue::Member, std::less<>> made;
  for (const auto& [key, value] : members)
    made.emplace(key, ObjectValue::Member{Text::computed(key), value});
  return Value::object(std::move(made));
}

Copy each(const Text& key, const Value& value) {
  return {address_key(key.value()),
          {{"each", object_of({{"key", Value::string(key)}, {"value", value}})}},
          std::nullopt};
}

Copy unknown_copy(std::string_view name, std::string why) {
  return {"", {{std::string(name), Value::unknown(why)}}, std::move(why)};
}

// Values that refer to nothing: defaults, and what stands in *.tfvars.
class NoNames : public hcl::Names {
 public:
  Resolved resolve(std::string_view name, const std::vector<Step>&, Evaluation&) override {
    return {Value::error(quoted(name) + " has no meaning here"), 0};
  }
  Value file(const Expression&, Evaluation&) override {
    return Value::error("`file` has no meaning here");
  }
};

// The key that a step takes out of what `for_each` and `count` made; null: it is no index.
const Expression* index_of(const std::vector<Step>& steps, std::size_t at) {
  return steps.size() > at && steps[at].kind == Step::Kind::Index ? steps[at].index.data()
                                                                  : nullptr;
}

const std::string* attribute_of(const std::vector<Step>& steps, std::size_t at) {
  return steps.size() > at && steps[at].kind == Step::Kind::Attribute ? &steps[at].name : nullptr;
}

// As in an address; empty: it is unknown or no key.
std::string key_of(const Value& value) {
  if (const hcl::NumberValue* number = value.number()) return "[" + number->digits + "]";
  if (const hcl::StringValue* string = value.string()) return address_key(string->text.value());
  return {};
}

}  // namespace

Instance::Instance(const Module& module, Instance& caller, const Declaration& call, Copy copy)
    : reading_(caller.reading_),
      module_(module),
      caller_(&caller),
      call_(&call),
      copy_(std::move(copy)),
      nesting_(caller.nesting_ + 1),
      path_(caller.path_ + "module." + call.label(0) + copy_.key + ".") {}

Value Instance::evaluate(const Expression& expression, const Copy& copy) {
  return Evaluation(*this, reading_.budget, copy.bindings).evaluate(expression);
}

std::vector<Copy> Instance::instances_of(const Declaration& declaration) {
  std::vector<Copy> copies = copies_of(declaration);
  reading_.instances += copies.size();
  if (reading_.instances <= kMostInstances) return copies;
  const char* name = declaration.find("for_each") ? "each" : "count";
  return {unknown_copy(name, "there are too many instances to be looked at")};
}

std::vector<Copy> Instance::copies_of(const Declaration& declaration) {
  const Expression* for_each = declaration.find("for_each");
  const Expression* count = declaration.find("count");
  if (!for_each && !count) return {{}};
  const char* name = for_each ? "each" : "count";
  const Value value = evaluate(for_each ? *for_each : *count, {});
  if (const hcl::UnknownValue* unknown = value.unknown()) return {unknown_copy(name, unknown->why)};
  std::vector<Copy> copies;
  if (!for_each) {
    const auto number = hcl::to_integer(value);
    if (!number) return {unknown_copy(name, "`count` is no number")};
    if (*number > static_cast<std::int64_t>(kMostInstances))
      return {unknown_copy(name, "`count` is too large to be looked at")};
    for (std::int64_t i = 0; i < *number; ++i)
      copies.push_back({"[" + std::to_string(i) + "]",
                        {{"count", object_of({{"index", Value::integer(i)}})}},
                        std::nullopt});
  } else if (const ObjectValue* object = value.object()) {
    for (const auto& [key, member] : object->members)
      copies.push_back(each(member.key, member.value));
  } else if (const hcl::TupleValue* set = value.tuple(); set && set->is_set) {
    for (const Value& element : set->elements)
      copies.push_back(each(element.string()->text, element));
  } else {
    return {unknown_copy(name, "`for_each` is neither a map nor a set")};
  }
  if (!reading_.budget.spend_steps(copies.size()))
    return {unknown_copy(name, "there is too much to evaluate")};
  return copies;
}

// ---- Names --------------------------------------------------------------------------------------

template <typename Compute>
Value Instance::once(const std::string& key, const std::string& cycle, Compute compute) {
  const auto [found, is_new] = values_.emplace(key, Value::unknown(cycle));
  if (!is_new) return found->second;
  Value value = compute();
  return values_[key] = std::move(value);
}

Value Instance::variable(std::string_view name) {
  const Declaration* declaration = module_.variables.find(name);
  if (!declaration) return Value::error("the variable " + quoted(name) + " is not declared");
  return once("var." + std::string(name), "the variable " + quoted(name) + " refers to itself",
              [&] { return variable_value(*declaration); });
}

Value Instance::variable_value(const Declaration& declaration) {
  const std::string& name = declaration.label(0);
  NoNames no_names;
  Evaluation constants(no_names, reading_.budget);
  const Expression* given = nullptr;
  Value value = Value::null();
  if (call_) {
    if (!reading_.budget.spend_steps(1 + call_->block().body.attributes.size()))
      return hcl::exhausted();
    given = call_->find(name);
    if (given) value = caller_->evaluate(*given, copy_);
  } else if (const auto found = module_.given.find(name); found != module_.given.end()) {
    given = found->second;
    value = constants.evaluate(*given);
  }
  const Expression* nullable = declaration.find("nullable");
  const bool takes_null = !nullable || hcl::to_boolean(constants.evaluate(*nullable)) != false;
  if (!given || (value.is_null() && !takes_null)) {
    const Expression* otherwise = declaration.find("default");
    if (!otherwise) return Value::unknown("the variable " + quoted(name) + " has no default");
    value = constants.evaluate(*otherwise);
  }
  const Expression* type = declaration.find("type");
  return type ? hcl::converted(value, *type, constants) : value;
}

Value Instance::local(std::string_view name) {
  const auto found = module_.locals.find(name);
  if (found == module_.locals.end())
    return Value::error("the local value " + quoted(name) + " is not declared");
  return once("local." + std::string(name), "the local value " + quoted(name) + " refers to itself",
              [&] { return evaluate(*found->second, {}); });
}

Value Instance::output(const Declaration& declaration) {
  const std::string& name = declaration.label(0);
  return once("output." + name, "the output " + quoted(name) + " refers to itself", [&] {
    const Expression* value = declaration.find("value");
    return value ? evaluate(*value, {}) : Value::error("the output has no value");
  });
}

Value Instance::all_outputs() {
  std::map<std::string, ObjectValue::Member, std::less<>> members;
  for (const Declaration& declaration : module_.outputs.all()) {
    const std::string& name = declaration.label(0);
    members.emplace(name, ObjectValue::Member{Text::computed(name), output(declaration)});
  }
  return Value::object(std::move(members));
}

hcl::Names::Resolved Instance::resolve(std::string_view name, const std::vector<Step>& steps,
                                       Evaluation& evaluation) {
  const std::string* attribute = attribute_of(steps, 0);
  if (name == "var" && attribute) return {variable(*attribute), 1};
  if (name == "local" && attribute) return {local(*attribute), 1};
  if (name == "module" && attribute) return module_value(steps, evaluation);
  if (name == "path") return {Value::unknown("the path of the module is not known here"), 0};
  if (name == "terraform") return {Value::unknown("the workspace is not known here"), 0};
  if (name == "data") return {Value::unknown("data are read only when Terraform runs"), 0};
  if (name == "each" || name == "count")
    return {Value::error(quoted(name) + " has no meaning here"), 0};
  if (attribute) return resource_value(name, steps, evaluation);
  return {Value::error(quoted(name) + " is not known"), 0};
}

hcl::Names::Resolved Instance::module_value(const std::vector<Step>& steps,
                                            Evaluation& evaluation) {
  const std::string& name = steps[0].name;
  const Declaration* declaration = module_.calls.find(name);
  if (!declaration) return {Value::error("the module " + quoted(name) + " is not declared"), 1};
  if (calls_being_made_.contains(declaration))
    return {Value::unknown("the module " + quoted(name) + " refers to itself"), 1};
  const Call& made = call(*declaration);
  using Multiplicity = Call::Multiplicity;
  // Outputs one by one, so that only those are evaluated that are asked for.
  const Expression* index = index_of(steps, 1);
  const bool is_one = made.multiplicity == Multiplicity::One && made.instances.size() == 1;
  const std::size_t at = is_one ? 1 : 2;
  const std::string* attribute = attribute_of(steps, at);
  if (attribute && (is_one || (index && made.multiplicity != Multiplicity::Unknown))) {
    const Value key = is_one ? Value::null() : evaluation.evaluate(*index);
    if (key.unknown()) return {key, at + 1};
    const std::string wanted = key_of(key);
    for (const Called& called : made.instances) {
      if (called.copy.key != wanted) continue;
      const Declaration* declared = called.instance->module_.outputs.find(*attribute);
      if (!declared) break;
      return {called.instance->output(*declared), at + 1};
    }
    return {Value::error("the module " + quoted(name) + " has no such output"), at + 1};
  }
  if (is_one) return {made.instances[0].instance->all_outputs(), 1};
  if (made.multiplicity == Multiplicity::List) {
    std::vector<Value> list;
    for (const Called& called : made.instances) list.push_back(called.instance->all_outputs());
    return {Value::tuple(std::move(list)), 1};
  }
  if (made.multiplicity == Multiplicity::Map) {
    std::map<std::string, ObjectValue::Member, std::less<>> members;
    for (const Called& called : made.instances) {
      const Value& each_key = called.copy.bindings[0].second.object()->members.at("key").value;
      const Text& text = each_key.string()->text;
      members.emplace(text.value(), ObjectValue::Member{text, called.instance->all_outputs()});
    }
    return {Value::object(std::move(members)), 1};
  }
  return {Value::unknown(made.why), 1};
}

Value Instance::log_group_name(const Declaration& group, const Expression* key,
                               Evaluation& evaluation) {
  const Expression* name = group.find("name");
  if (!name) return Value::unknown("the name of the log group is made when it is applied");
  Value wanted = key ? evaluation.evaluate(*key) : Value::null();
  if (wanted.unknown()) return wanted;
  for (const Copy& copy : copies_of(group)) {
    if (copy.unknown) return Value::unknown(*copy.unknown);
    if (copy.key == key_of(wanted)) return evaluate(*name, copy);
  }
  return Value::error("there is no such log group");
}

hcl::Names::Resolved Instance::resource_value(std::string_view type, const std::vector<Step>& steps,
                                              Evaluation& evaluation) {
  const std::string address = std::string(type) + "." + steps[0].name;
  const Declaration* resource = module_.resources.find(address);
  if (!resource) return {Value::error(quoted(address) + " is not declared"), 1};
  const Expression* key = index_of(steps, 1);
  const std::size_t at = key ? 2 : 1;
  const std::string* attribute = attribute_of(steps, at);
  const bool is_name = attribute && (*attribute == "name" || *attribute == "id");
  if (type == "aws_cloudwatch_log_group" && is_name)
    return {log_group_name(*resource, key, evaluation), at + 1};
  const std::string whole = attribute ? address + "." + *attribute : address;
  return {Value::unknown(quoted(whole) + " is known only when it is applied"), 1};
}

Value Instance::file(const Expression& path, Evaluation& evaluation) {
  // Of paths only those within the module are known.
  const auto* text = std::get_if<hcl::Template>(&path.node);
  const auto* root = text ? std::get_if<hcl::Access>(&text->parts[0].node) : nullptr;
  const auto* name = root ? std::get_if<hcl::Reference>(&root->source[0].node) : nullptr;
  const bool is_within =
      name && name->name == "path" && root->steps.size() == 1 && root->steps[0].name == "module";
  if (!is_within) return Value::unknown("the file is named by a path that is not known here");
  std::string rest = ".";
  for (std::size_t i = 1; i < text->parts.size(); ++i) {
    Value part = hcl::to_string(evaluation.evaluate(text->parts[i]));
    if (part.unknown()) return part;
    rest += part.string()->text.value();
  }
  const SourcePtr source = reading_.sources.find_file(resolved(module_.folder, rest));
  if (!source) return Value::unknown("the file " + quoted(rest) + " is not among those read");
  if (base::find_invalid_utf8(source->bytes()))
    return Value::error("the file " + quoted(rest) + " is not UTF-8");
  Text whole;
  whole.append(source->bytes(), {source, {0, source->bytes().size()}}, Quoting::None);
  if (!reading_.budget.spend_bytes(whole)) return hcl::exhausted();
  return Value::string(std::move(whole), Written{source, {0, source->bytes().size()}});
}

// ---- Modules that are called --------------------------------------------------------------------

const Instance::Call& Instance::call(const Declaration& declaration) {
  const auto found = calls_.find(&declaration);
  if (found != calls_.end()) return found->second;
  calls_being_made_.insert(&declaration);
  Call made_call = made(declaration);
  calls_being_made_.erase(&declaration);
  return calls_.emplace(&declaration, std::move(made_call)).first->second;
}

Instance::Call Instance::made(const Declaration& declaration) {
  Call call{&declaration, Call::Multiplicity::Unknown, {}, {}, false};
  const std::string_view path = local_path(declaration.find("source"));
  const Module* module =
      path.empty() ? nullptr : reading_.sources.find_module(resolved(module_.folder, path));
  if (!module) {
    call.why = "the module " + quoted(declaration.label(0)) + " is not among the files";
    return call;
  }
  for (const Instance* outer = this; outer; outer = outer->caller_) {
    if (&outer->module_ != module && nesting_ < kMostModuleNesting) continue;
    const bool is_own = &outer->module_ == module;
    call.why = "the module " + quoted(declaration.label(0)) +
               (is_own ? " calls itself" : " is called from too many others in a row");
    call.is_faulty = true;
    return call;
  }
  reading_.modules.insert(module);
  using Multiplicity = Call::Multiplicity;
  call.multiplicity = declaration.find("for_each") ? Multiplicity::Map
                      : declaration.find("count")  ? Multiplicity::List
                                                   : Multiplicity::One;
  for (Copy& copy : instances_of(declaration)) {
    if (copy.unknown) {
      call.multiplicity = Multiplicity::Unknown;
      call.why = *copy.unknown;
      // Modules would go on to multiply.
      if (reading_.instances > kMostInstances) break;
    }
    auto instance = std::make_unique<Instance>(*module, *this, declaration, copy);
    call.instances.push_back({std::move(copy), std::move(instance)});
  }
  return call;
}

}  // namespace filtercheck::scan::terraform
