// What stands between the quotes of a template, or in the lines of a heredoc, put together.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "scan/hcl_syntax.hpp"

namespace filtercheck::scan::hcl {

// A text or a sequence, in the order of the file. A text of a heredoc ends where its line ends.
struct TemplateToken {
  enum class Kind : std::uint8_t { Text, Interpolation, If, Else, EndIf, For, EndFor };
  Kind kind = Kind::Text;
  Text text;
  Expressions expression;          // of Interpolation, If and For: one
  std::vector<std::string> names;  // of For
  bool strips_left = false;        // `${~`: the blanks at the end of the text before it
  bool strips_right = false;       // `~}`
  Written where;
};

enum class TemplateKind : std::uint8_t {
  Quoted,
  Heredoc,
  FlushHeredoc,  // <<-: the indentation that all lines share is no part of it
};

// Requires: tokens in the order of the file. Cost: linear.
std::variant<Expression, Fault> assembled(std::vector<TemplateToken> tokens, TemplateKind kind,
                                          const Written& where);

}  // namespace filtercheck::scan::hcl
