// A module as one call of it makes it: what its names mean, and its filters.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/hcl_evaluate.hpp"
#include "scan/terraform_names.hpp"
#include "scan/terraform_sources.hpp"

namespace filtercheck::scan::terraform {

// Beyond, the instances of a root module are not told apart any more: `for_each` multiplies.
inline constexpr std::size_t kMostInstances = 10'000;
inline constexpr std::size_t kMostModuleNesting = 20;

// What all instances below one root module share.
struct Reading {
  const Sources& sources;
  hcl::Budget budget;
  std::set<const Module*> modules;  // that were read
  std::size_t instances = 0;
};

// One of those that `count` and `for_each` make of a block.
struct Copy {
  std::string key;  // as Terraform prints it: `[0]`, `["a"]`; empty: the block is not repeated
  hcl::Bindings bindings;
  // Why it is not known which copies there are: then this one stands for all.
  std::optional<std::string> unknown;
};

class Instance : public hcl::Names {
 public:
  // The root: the values of its variables are those of its *.tfvars.
  Instance(Reading& reading, const Module& module) : reading_(reading), module_(module) {}
  // What `call`, a block of `caller`, makes of a module.
  Instance(const Module& module, Instance& caller, const Declaration& call, Copy copy);
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;
  ~Instance() override = default;

  const Module& module() const { return module_; }
  const std::string& path() const { return path_; }  // "" or `module.a["x"].`

  Resolved resolve(std::string_view name, const std::vector<hcl::Step>& steps,
                   hcl::Evaluation& evaluation) override;
  hcl::Value file(const hcl::Expression& path, hcl::Evaluation& evaluation) override;

  hcl::Value evaluate(const hcl::Expression& expression, const Copy& copy);
  // What `count` and `for_each` of a resource or call make. Each counts as one that is read.
  std::vector<Copy> instances_of(const Declaration& declaration);

  // The modules that it calls by a local path, in order.
  struct Called {
    Copy copy;
    std::unique_ptr<Instance> instance;
  };
  struct Call {
    enum class Multiplicity : std::uint8_t { One, List, Map, Unknown };
    const Declaration* declaration;
    Multiplicity multiplicity = Multiplicity::Unknown;
    std::vector<Called> instances;
    std::string why;  // there are none
    bool is_faulty = false;
  };
  const Call& call(const Declaration& declaration);

 private:
  std::vector<Copy> copies_of(const Declaration& declaration);
  hcl::Value variable(std::string_view name);
  hcl::Value variable_value(const Declaration& declaration);
  hcl::Value local(std::string_view name);
  hcl::Value output(const Declaration& declaration);
  hcl::Value all_outputs();
  Resolved module_value(const std::vector<hcl::Step>& steps, hcl::Evaluation& evaluation);
  Resolved resource_value(std::string_view type, const std::vector<hcl::Step>& steps,
                          hcl::Evaluation& evaluation);
  hcl::Value log_group_name(const Declaration& group, const hcl::Expression* key,
                            hcl::Evaluation& evaluation);
  Call made(const Declaration& declaration);
  // The value is computed once; while it is, it is unknown for `cycle`.
  template <typename Compute>
  hcl::Value once(const std::string& key, const std::string& cycle, Compute compute);

  Reading& reading_;
  const Module& module_;
  Instance* caller_ = nullptr;
  const Declaration* call_ = nullptr;
  Copy copy_;
  std::size_t nesting_ = 1;
  std::string path_;
  std::map<std::string, hcl::Value, std::less<>> values_;  // "var.x", "local.x", "output.x"
  std::map<const Declaration*, Call> calls_;
  std::set<const Declaration*> calls_being_made_;
};

// How many bytes of an expression are shown.
inline constexpr std::size_t kMostShown = 200;

}  // namespace filtercheck::scan::terraform
