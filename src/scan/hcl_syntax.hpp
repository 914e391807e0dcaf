// HCL as a syntax tree whose parts know where they stand: of a file in the native syntax, and of
// the strings of a file of JSON, which are templates.
//
// Nesting is limited, so that who reads a tree may recurse: kMostNesting expressions, templates or
// blocks within one another. What may be long without brackets, such as `a + b + …`, is flat.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scan/found.hpp"
#include "scan/text.hpp"

namespace filtercheck::scan::hcl {

struct Expression;
using Expressions = std::vector<Expression>;

struct Null {};
struct Boolean {
  bool value = false;
};
struct Number {
  std::string digits;  // as written
};
// A string of which nothing needs to be evaluated.
struct String {
  Text text;
};
// Texts and what stands between them, to be joined.
struct Template {
  Expressions parts;
};
struct Tuple {
  Expressions elements;
};
struct Object {
  Expressions keys;  // a String if it is a word
  Expressions values;
};
// The first name of `var.x`, `each.key`, `aws_x.y.z`, or one that a `for` gives.
struct Reference {
  std::string name;
};
struct Call {
  std::string function;
  Expressions arguments;
  bool is_spread = false;  // the last argument is the rest of them: `f(x...)`
};
struct Step {
  enum class Kind : std::uint8_t {
    Attribute,      // .name; `.0` too, as HCL once wrote indices
    Index,          // [index]
    EachAttribute,  // .*: the attributes that follow are of each element
    Each            // [*]: all that follows is of each element
  };
  Kind kind = Kind::Attribute;
  std::string name;
  Expressions index;  // one, or none
};
struct Access {
  Expressions source;  // one
  std::vector<Step> steps;
};
struct Conditional {
  Expressions parts;  // condition, then, else
};
// Of one precedence, from left to right. One operator fewer than operands.
struct Operation {
  std::vector<std::string> operators;
  Expressions operands;
};
struct Signed {
  std::string signs;  // each `-` or `!`, outermost first
  Expressions operand;
};
struct For {
  std::string key;  // empty: not named
  std::string value;
  Expressions parts;  // of what, [the key], the element, [the condition]
  bool is_object = false;
  bool groups = false;
  bool has_condition = false;
};
// What a template's `%{ for }` is: all elements in a row.
struct Repeated {
  Expressions loop;  // one For
};

struct Expression {
  std::variant<Null, Boolean, Number, String, Template, Tuple, Object, Reference, Call, Access,
               Conditional, Operation, Signed, For, Repeated>
      node;
  Written where;  // a string with its quotes, a heredoc without its marks
};

struct Block;
struct Attribute {
  std::string name;
  Expression value;
};
struct Body {
  std::vector<Attribute> attributes;
  std::vector<Block> blocks;

  // Null if there is none.
  const Expression* find(std::string_view attribute) const;
};
struct Block {
  std::string type;
  std::vector<std::string> labels;
  Body body;
  Written where;
};

struct File {
  Body body;
  std::vector<Fault> faults;
  // Strings in those parts of the file that cannot be read.
  Expressions strays;
};

inline constexpr std::size_t kMostNesting = 100;
// A tree takes some hundred bytes for each expression, which may be one byte of the file.
inline constexpr std::size_t kMostExpressions = 1'000'000;
// Items of one file that are found to be broken; behind the last nothing but strings is read.
inline constexpr std::size_t kMostFaults = 20;

// Requires nothing of the bytes. Cost: linear.
File read_hcl(const SourcePtr& source);

// A string that is a template, with the places of its bytes, such as one of JSON.
std::variant<Expression, Fault> read_template(const Text& text, const Written& where);
// A string that is an expression.
std::variant<Expression, Fault> read_expression(const Text& text, const Written& where);

}  // namespace filtercheck::scan::hcl
