#include "scan/terraform_sources.hpp"

#include <algorithm>
#include <iterator>

#include "base/unicode.hpp"
#include "scan/hcl_json.hpp"

namespace filtercheck::scan::terraform {

namespace {

constexpr std::size_t kMostBytes = std::size_t{16} << 20U;

std::string_view base_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

bool is_variables(std::string_view name) {
  return name.ends_with(".tfvars") || name.ends_with(".tfvars.json");
}

bool is_terraform(std::string_view name) {
  return name.ends_with(".tf") || name.ends_with(".tf.json") || is_variables(name);
}

// Which of the files with values Terraform takes by itself, and in which order: 0 for none.
int automatic_rank(std::string_view name) {
  const std::string_view base = base_of(name);
  if (base == "terraform.tfvars") return 1;
  if (base == "terraform.tfvars.json") return 2;
  return base.ends_with(".auto.tfvars") || base.ends_with(".auto.tfvars.json") ? 3 : 0;
}

bool is_override(std::string_view name) {
  std::string_view base = base_of(name);
  base = base.substr(0, base.find(".tf"));
  return base == "override" || base.ends_with("_override");
}

// Says why it is not read, if it is not.
bool is_readable(const SourcePtr& source, std::vector<Fault>& faults) {
  const auto refuse = [&](Span span, const char* why) {
    faults.push_back({{source, span}, why});
    return false;
  };
  if (source->bytes().size() > kMostBytes) return refuse({0, 0}, "the file is larger than 16 MiB");
  const auto invalid = base::find_invalid_utf8(source->bytes());
  return !invalid || refuse({*invalid, *invalid + 1}, "the file is not UTF-8");
}

hcl::File read(const SourcePtr& source, bool is_configuration) {
  if (!source->name().ends_with(".json")) return hcl::read_hcl(source);
  return is_configuration ? hcl::read_json_configuration(source) : hcl::read_json_variables(source);
}

void add_body(Module& module, const hcl::Body& body, bool overrides) {
  for (const hcl::Block& block : body.blocks) {
    const std::size_t labels = block.labels.size();
    if (block.type == "locals") {
      for (const hcl::Attribute& attribute : block.body.attributes)
        module.locals.insert_or_assign(attribute.name, &attribute.value);
    } else if (block.type == "variable" && labels == 1) {
      module.variables.add(block.labels[0], block, overrides);
    } else if (block.type == "output" && labels == 1) {
      module.outputs.add(block.labels[0], block, overrides);
    } else if (block.type == "module" && labels == 1) {
      module.calls.add(block.labels[0], block, overrides);
    } else if (block.type == "resource" && labels == 2) {
      module.resources.add(block.labels[0] + "." + block.labels[1], block, overrides);
    }
  }
}

}  // namespace

const hcl::Expression* Declaration::find(std::string_view attribute) const {
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block)
    if (const hcl::Expression* value = (*block)->body.find(attribute)) return value;
  return nullptr;
}

void Declarations::add(const std::string& name, const hcl::Block& block, bool overrides) {
  const auto [found, is_new] = by_name_.emplace(name, all_.size());
  if (is_new || !overrides) {
    all_.push_back({{&block}});
  } else {
    all_[found->second].blocks.push_back(&block);
  }
}

const Declaration* Declarations::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &all_[found->second];
}

Sources::Sources(const Files& files) : all_(files) {
  for (const auto& [name, source] : files) {
    if (!is_terraform(name) || !is_readable(source, faults_)) continue;
    const bool is_configuration = !is_variables(name);
    files_.push_back({name, read(source, is_configuration), is_configuration});
    std::vector<Fault>& more = files_.back().file.faults;
    faults_.insert(faults_.end(), std::move_iterator(more.begin()), std::move_iterator(more.end()));
    more.clear();
  }
  add_modules();
}

void Sources::add_modules() {
  for (const bool overrides : {false, true}) {
    for (const SourceFile& one : files_) {
      if (!one.is_configuration || is_override(one.name) != overrides) continue;
      Module& module = modules_[std::string(folder_of(one.name))];
      module.folder = folder_of(one.name);
      add_body(module, one.file.body, overrides);
    }
  }
  for (const int rank : {1, 2, 3}) {
    for (const SourceFile& one : files_) {
      if (one.is_configuration || automatic_rank(one.name) != rank) continue;
      const auto module = modules_.find(folder_of(one.name));
      if (module == modules_.end()) continue;
      for (const hcl::Attribute& attribute : one.file.body.attributes)
        module->second.given.insert_or_assign(attribute.name, &attribute.value);
    }
  }
}

const Module* Sources::find_module(std::string_view folder) const {
  const auto found = modules_.find(folder);
  return found == modules_.end() ? nullptr : &found->second;
}

SourcePtr Sources::find_file(std::string_view name) const {
  const auto found = all_.find(name);
  return found == all_.end() ? nullptr : found->second;
}

std::string_view local_path(const hcl::Expression* source) {
  const auto* string = source ? std::get_if<hcl::String>(&source->node) : nullptr;
  if (!string) return {};
  const std::string_view path = string->text.value();
  return path.starts_with("./") || path.starts_with("../") || path == "." || path == ".." ? path
                                                                                          : "";
}

}  // namespace filtercheck::scan::terraform
