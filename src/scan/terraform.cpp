// Every filter that the Terraform sources make, with its pattern as far as they tell.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "scan/readers.hpp"
#include "scan/terraform_instance.hpp"
#include "scan/terraform_literals.hpp"
#include "scan/terraform_names.hpp"
#include "scan/terraform_sources.hpp"

namespace filtercheck::scan {

namespace {

using hcl::Expression;
using hcl::Value;
using terraform::Copy;
using terraform::Declaration;
using terraform::Instance;
using terraform::Module;
using terraform::Reading;
using terraform::Sources;

// For all roots together, some seconds; and what each may still take when they are spent.
constexpr std::size_t kMostSteps = 10 * hcl::Budget::kSteps;
constexpr std::size_t kFewestSteps = 10'000;

// A whole folder of modules, from those that no other calls.
class Reader {
 public:
  explicit Reader(const Sources& sources) : sources_(sources) {}

  void read() {
    std::set<const Module*> called;
    for (const auto& [folder, module] : sources_.modules()) {
      for (const Declaration& call : module.calls.all()) {
        const std::string_view path = terraform::local_path(call.find("source"));
        if (path.empty()) continue;
        if (const Module* other = sources_.find_module(resolved(folder, path)))
          called.insert(other);
      }
    }
    for (const auto& [folder, module] : sources_.modules())
      if (!called.contains(&module)) read_root(folder, module);
    // Those that call each other in a circle, and what only they call.
    for (const auto& [folder, module] : sources_.modules())
      if (!read_.contains(&module)) read_root(folder, module);
  }

  Found take() { return std::move(found_); }

 private:
  void read_root(const std::string& folder, const Module& module) {
    root_ = folder;
    const std::size_t steps = std::clamp(steps_left_, kFewestSteps, hcl::Budget::kSteps);
    Reading reading{sources_, hcl::Budget(steps), {&module}, 0};
    Instance root(reading, module);
    read_instance(root);
    steps_left_ -= std::min(steps_left_, steps - reading.budget.steps_left());
    read_.merge(reading.modules);
  }

  void read_instance(Instance& instance) {
    for (const Declaration& resource : instance.module().resources.all())
      if (const terraform::ResourceType* type = terraform::find_resource_type(resource.label(0)))
        read_resource(instance, resource, *type);
    for (const Declaration& declaration : instance.module().calls.all()) {
      const Instance::Call& call = instance.call(declaration);
      if (call.is_faulty) add_fault({declaration.block().where, call.why});
      for (const Instance::Called& called : call.instances) read_instance(*called.instance);
    }
  }

  void read_resource(Instance& instance, const Declaration& resource,
                     const terraform::ResourceType& type) {
    const Expression* pattern = resource.find(type.pattern);
    const std::string address = resource.label(0) + "." + resource.label(1);
    if (!pattern) {
      std::string message = "`" + address + "` has no `";
      message += type.pattern;
      return add_fault({resource.block().where, message + "`"});
    }
    const Expression* name = resource.find("name");
    const Expression* log_group = resource.find("log_group_name");
    for (const Copy& copy : instance.instances_of(resource)) {
      Filter filter;
      filter.container = Container::Terraform;
      filter.role = type.role;
      filter.address = instance.path() + address + copy.key;
      if (name) filter.name = known_string(instance.evaluate(*name, copy));
      if (log_group) add_log_group(filter, instance, *log_group, copy);
      filter.sees_transformed = may_say(instance, resource, copy, "apply_on_transformed_logs");
      filter.sees_some = may_say(instance, resource, copy, "field_selection_criteria");
      add_pattern(filter, instance.evaluate(*pattern, copy), *pattern);
      found_.filters.push_back(std::move(filter));
    }
  }

  // Whether an argument is given and perhaps neither false nor empty: what is not known may be so,
  // and then less is claimed.
  static bool may_say(Instance& instance, const Declaration& resource, const Copy& copy,
                      std::string_view argument) {
    const Expression* expression = resource.find(argument);
    if (!expression) return false;
    const Value value = instance.evaluate(*expression, copy);
    if (value.is_null()) return false;
    const auto text = known_string(value);
    return text != "" && text != "false";
  }

  static std::optional<std::string> known_string(const Value& value) {
    const Value string = hcl::to_string(value);
    return string.unknown() ? std::nullopt : std::optional(string.string()->text.value());
  }

  void add_log_group(Filter& filter, Instance& instance, const Expression& expression,
                     const Copy& copy) {
    filter.log_group = known_string(instance.evaluate(expression, copy));
    if (filter.log_group) {
      filter.log_group_key = root_ + ": " + *filter.log_group;
      return;
    }
    // The same expression says the same throughout a module, but for what differs by copy.
    const std::string written = one_line(expression.where, terraform::kMostShown);
    filter.log_group_key = root_ + ": " + instance.path() + ": " + written;
    const bool is_of_copy =
        written.find("each.") != std::string::npos || written.find("count.") != std::string::npos;
    if (is_of_copy) filter.log_group_key += " of " + filter.address;
  }

  static void add_pattern(Filter& filter, const Value& value, const Expression& expression) {
    filter.where = expression.where;
    const Value string = hcl::to_string(value);
    if (const hcl::UnknownValue* unknown = string.unknown()) {
      filter.unresolved = {one_line(expression.where, terraform::kMostShown), unknown->why};
      return;
    }
    // As the provider sends it.
    filter.pattern = string.string()->text.trimmed();
    if (const auto& literal = string.string()->literal) filter.where = *literal;
  }

  // The same in each call of a module is said once.
  void add_fault(Fault fault) {
    const bool is_new = said_.emplace(fault.where.source.get(), fault.where.span.begin).second;
    if (is_new) found_.faults.push_back(std::move(fault));
  }

  const Sources& sources_;
  std::size_t steps_left_ = kMostSteps;
  std::set<const Module*> read_;
  std::set<std::pair<const Source*, std::size_t>> said_;
  std::string root_;  // the folder of the root module that is read
  Found found_;
};

}  // namespace

Found read_terraform(const Files& files) {
  Sources sources(files);
  Reader reader(sources);
  reader.read();
  Found found = reader.take();
  std::vector<Fault> faults = sources.take_faults();
  found.faults.insert(found.faults.begin(), std::move_iterator(faults.begin()),
                      std::move_iterator(faults.end()));
  std::vector<Filter> literals = terraform::literals_of(sources, found.filters);
  found.filters.insert(found.filters.end(), std::move_iterator(literals.begin()),
                       std::move_iterator(literals.end()));
  return found;
}

}  // namespace filtercheck::scan
