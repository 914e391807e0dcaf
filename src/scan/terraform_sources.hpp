// The Terraform files of all folders, read, and what each folder declares: a module.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/files.hpp"
#include "scan/found.hpp"
#include "scan/hcl_syntax.hpp"

namespace filtercheck::scan::terraform {

// A block, and those of override files that change it.
struct Declaration {
  std::vector<const hcl::Block*> blocks;  // the last one that has an attribute says it

  const hcl::Expression* find(std::string_view attribute) const;
  const hcl::Block& block() const { return *blocks.front(); }
  const std::string& label(std::size_t index) const { return block().labels[index]; }
};

// Declarations of one kind, in the order of the files, and by name.
class Declarations {
 public:
  // A block of an override file changes what is declared already.
  void add(const std::string& name, const hcl::Block& block, bool overrides);
  const std::vector<Declaration>& all() const { return all_; }
  // Null if there is none.
  const Declaration* find(std::string_view name) const;

 private:
  std::vector<Declaration> all_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

struct Module {
  std::string folder;
  std::map<std::string, const hcl::Expression*, std::less<>> locals;
  Declarations variables;
  Declarations outputs;
  Declarations calls;
  Declarations resources;  // "type.name"
  // What *.tfvars give where this is the root.
  std::map<std::string, const hcl::Expression*, std::less<>> given;
};

struct SourceFile {
  std::string name;
  hcl::File file;
  bool is_configuration = true;  // else values of variables
};

class Sources {
 public:
  // Takes the files that are Terraform's by their names.
  explicit Sources(const Files& files);

  const std::vector<SourceFile>& files() const { return files_; }
  const std::map<std::string, Module, std::less<>>& modules() const { return modules_; }
  const Module* find_module(std::string_view folder) const;
  // Any file, such as one that is read by an expression; null if there is none.
  SourcePtr find_file(std::string_view name) const;
  std::vector<Fault> take_faults() { return std::move(faults_); }

 private:
  void add_modules();

  const Files& all_;
  std::vector<SourceFile> files_;
  std::map<std::string, Module, std::less<>> modules_;
  std::vector<Fault> faults_;
};

// The source of a module that is a local path; empty if it is another.
std::string_view local_path(const hcl::Expression* source);

}  // namespace filtercheck::scan::terraform
