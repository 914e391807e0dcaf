// The reading of a space-delimited pattern by the grammar.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "parse/builder.hpp"

namespace filtercheck::reader {

// The fields of `text`, `[` to `]`, or no value where the grammar refuses it or it nests too deep.
// What the grammar cannot see is reported to `builder`.
std::optional<Fields> read_space_pattern(std::string_view text, Builder& builder);

// Whether `piece` may name a field.
bool is_field_name(std::string_view piece);

// Which names stand where: each field is about one, and no two are about the same (rule 6.4).
class FieldNames {
 public:
  explicit FieldNames(Builder& builder) : builder_(builder) {}

  // `names`, not empty: those of one field in their order, pieces of the builder's text. Reports
  // what is wrong with them.
  void add_field(const std::vector<std::string_view>& names);
  void add_ellipsis(std::string_view piece);

 private:
  Builder& builder_;
  std::unordered_set<std::string_view> known_;
  bool has_ellipsis_ = false;
};

}  // namespace filtercheck::reader
