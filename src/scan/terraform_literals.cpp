#include "scan/terraform_literals.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "scan/readers.hpp"
#include "scan/terraform_instance.hpp"

namespace filtercheck::scan::terraform {

namespace {

using hcl::Block;
using hcl::Expression;

// Where known patterns, and expressions that are one but unresolved, begin.
class Known {
 public:
  explicit Known(const std::vector<Filter>& filters) {
    for (const Filter& filter : filters) {
      for (const Text::Piece& piece : filter.pattern.pieces())
        if (piece.source) pieces_.emplace(piece.source.get(), piece.written.begin);
      if (filter.unresolved)
        unresolved_.emplace(filter.where.source.get(), filter.where.span.begin);
    }
  }

  bool has_part_of(const Written& where) const {
    const auto next = pieces_.lower_bound({where.source.get(), where.span.begin});
    return next != pieces_.end() && next->first == where.source.get() &&
           next->second < where.span.end;
  }
  bool has_unresolved(const Written& where) const {
    return unresolved_.contains({where.source.get(), where.span.begin});
  }

 private:
  std::set<std::pair<const Source*, std::size_t>> pieces_;
  std::set<std::pair<const Source*, std::size_t>> unresolved_;
};

class Search {
 public:
  explicit Search(const Known& known) : known_(known) {}

  void look_into(const SourceFile& source) {
    if (source.is_configuration) {
      for (const Block& block : source.file.body.blocks) look_into(block, "");
    } else {
      for (const hcl::Attribute& attribute : source.file.body.attributes)
        look_into(attribute.value, "var." + attribute.name);
    }
    for (const Expression& stray : source.file.strays) look_into(stray, "");
  }

  std::vector<Filter> take() { return std::move(found_); }

 private:
  void look_into(const Block& block, const std::string& outer) {
    const bool is_default = block.type == "variable" && outer.empty();
    for (const hcl::Attribute& attribute : block.body.attributes) {
      std::string address = address_of(block, outer);
      const bool is_value = (is_default && attribute.name == "default") ||
                            (block.type == "output" && attribute.name == "value");
      if (!is_value) address += (address.empty() ? "" : ".") + attribute.name;
      look_into(attribute.value, address);
    }
    for (const Block& inner : block.body.blocks) look_into(inner, address_of(block, outer));
  }

  // As its users call it: a resource by its labels alone.
  static std::string address_of(const Block& block, const std::string& outer) {
    std::string address = outer;
    const auto add = [&](std::string_view name) {
      if (!address.empty()) address += '.';
      address += name;
    };
    if (block.type == "variable" && outer.empty()) {
      add("var");
    } else if (block.type == "locals" && outer.empty()) {
      add("local");
    } else if (block.type != "resource" || !outer.empty()) {
      add(block.type);
    }
    for (const std::string& label : block.labels) add(label);
    return address;
  }

  void look_into(const Expression& expression, const std::string& address) {
    std::visit([&](const auto& node) { look_at(node, expression, address); }, expression.node);
  }
  void look_into(const hcl::Expressions& expressions, const std::string& address) {
    for (const Expression& expression : expressions) look_into(expression, address);
  }

  void look_at(const hcl::Null&, const Expression&, const std::string&) {}
  void look_at(const hcl::Boolean&, const Expression&, const std::string&) {}
  void look_at(const hcl::Number&, const Expression&, const std::string&) {}
  void look_at(const hcl::Reference&, const Expression&, const std::string&) {}
  void look_at(const hcl::String& string, const Expression& whole, const std::string& address) {
    if (!looks_like_pattern(string.text.value()) || known_.has_part_of(whole.where)) return;
    Filter filter = literal(whole, address);
    filter.pattern = string.text.trimmed();
    found_.push_back(std::move(filter));
  }
  void look_at(const hcl::Template& text, const Expression& whole, const std::string& address) {
    // With something in the place of what is not known here.
    std::string shape;
    const Expression* first = nullptr;
    for (const Expression& part : text.parts) {
      const auto* string = std::get_if<hcl::String>(&part.node);
      shape += string ? std::string_view(string->text.value()) : "x";
      if (!string && !first) first = &part;
    }
    const bool is_known = known_.has_part_of(whole.where) || known_.has_unresolved(whole.where);
    if (first && !is_known && looks_like_pattern(shape)) {
      Filter filter = literal(whole, address);
      filter.unresolved = {
          one_line(whole.where, kMostShown),
          "what `" + one_line(first->where, kMostShown) + "` is depends on where it is used"};
      found_.push_back(std::move(filter));
    }
    for (const Expression& part : text.parts)
      if (!std::holds_alternative<hcl::String>(part.node)) look_into(part, address);
  }
  void look_at(const hcl::Tuple& tuple, const Expression&, const std::string& address) {
    std::size_t index = 0;
    for (const Expression& element : tuple.elements)
      look_into(element, address + "[" + std::to_string(index++) + "]");
  }
  void look_at(const hcl::Object& object, const Expression&, const std::string& address) {
    for (std::size_t i = 0; i < object.keys.size(); ++i) {
      const Expression& key = object.keys[i];
      const auto* name = std::get_if<hcl::String>(&key.node);
      const bool is_word =
          name && !key.where.source->bytes().substr(key.where.span.begin).starts_with('"');
      if (!name) look_into(key, address);
      look_into(object.values[i], !name     ? address
                                  : is_word ? address + "." + name->text.value()
                                            : address + address_key(name->text.value()));
    }
  }
  void look_at(const hcl::Call& call, const Expression&, const std::string& address) {
    look_into(call.arguments, address);
  }
  void look_at(const hcl::Access& access, const Expression&, const std::string& address) {
    look_into(access.source, address);
    for (const hcl::Step& step : access.steps) look_into(step.index, address);
  }
  void look_at(const hcl::Conditional& conditional, const Expression&, const std::string& address) {
    look_into(conditional.parts, address);
  }
  void look_at(const hcl::Operation& operation, const Expression&, const std::string& address) {
    look_into(operation.operands, address);
  }
  void look_at(const hcl::Signed& signs, const Expression&, const std::string& address) {
    look_into(signs.operand, address);
  }
  void look_at(const hcl::For& loop, const Expression&, const std::string& address) {
    look_into(loop.parts, address);
  }
  void look_at(const hcl::Repeated& repeated, const Expression&, const std::string& address) {
    look_into(repeated.loop, address);
  }

  static Filter literal(const Expression& whole, const std::string& address) {
    Filter filter;
    filter.container = Container::Terraform;
    filter.role = Role::Literal;
    filter.address = address;
    filter.where = whole.where;
    return filter;
  }

  const Known& known_;
  std::vector<Filter> found_;
};

}  // namespace

std::vector<Filter> literals_of(const Sources& sources, const std::vector<Filter>& known) {
  const Known parts(known);
  Search search(parts);
  for (const SourceFile& source : sources.files()) search.look_into(source);
  return search.take();
}

}  // namespace filtercheck::scan::terraform
