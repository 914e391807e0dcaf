#include "scan/hcl_functions.hpp"

#include <algorithm>
#include <string>

namespace filtercheck::scan::hcl {

namespace {

const Function* find_function(std::string_view name) {
  for (const auto* functions :
       {&collection_functions(), &string_functions(), &decode_functions()}) {
    const auto found = std::find_if(functions->begin(), functions->end(),
                                    [&](const Function& one) { return one.name == name; });
    if (found != functions->end()) return &*found;
  }
  return nullptr;
}

}  // namespace

Value call_function(std::string_view name, const std::vector<Value>& arguments, Budget& budget) {
  constexpr std::string_view core = "core::";
  if (name.starts_with(core)) name.remove_prefix(core.size());
  const Function* function = find_function(name);
  const std::string called = "the function `" + std::string(name) + "`";
  if (!function) return Value::unknown(called + " is not evaluated here");
  if (arguments.size() < function->fewest || arguments.size() > function->most)
    return Value::error(called + " takes another number of arguments");
  std::size_t work = 1;
  for (const Value& argument : arguments) {
    if (argument.unknown() && !function->takes_unknown) return argument;
    work += argument.extent().count;
    if (const StringValue* string = argument.string()) work += string->text.value().size() / 64;
  }
  if (!budget.spend_steps(work)) return exhausted();
  return function->call(arguments, budget);
}

}  // namespace filtercheck::scan::hcl
