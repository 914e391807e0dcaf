// A certificate as values: what README.md says of the file. Read and found well-formed; whether its
// lines follow is for others to say.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "verify/paths.hpp"
#include "verify/refusal.hpp"

namespace filtercheck::verify {

inline constexpr std::size_t kMostBytes = 256'000'000;

enum class Domain { Json, CloudTrail, Lines };

// What stands at a path is exactly one of these.
enum class Shape { Missing, Null, True, False, Object, Array, String, Integer, Float, Infinite };
inline constexpr int kShapes = 10;
std::string_view name_of(Shape shape);

// How long it is as it was written.
std::size_t size_of(const Literal& literal);

enum class TestKind { Equal, Less, LessEqual, Greater, GreaterEqual, Is, Exists };
struct Test {
  TestKind kind;
  Literal literal;                     // of Equal, and a Number of the orderings
  Constant constant = Constant::True;  // of Is
  bool operator==(const Test&) const = default;
};

enum class VariableKind { Node, Shape, Equal, Less, Greater, Holds, Exists };
struct Variable {
  VariableKind kind;
  // Of Node.
  std::size_t pattern = 0;
  std::size_t node = 0;
  // Of all others.
  PathId path = kNoPath;
  Shape shape = Shape::Missing;                     // of Shape
  std::vector<PathStep> suffix = {};                // of Exists: keys and indices
  Test test{TestKind::Exists, {}, Constant::True};  // of Equal, Less, Greater, Holds and Exists
  bool operator==(const Variable&) const = default;
};

// n or -n: the n-th variable, from 1, or its opposite.
using ClauseLiteral = std::int32_t;

enum class Rule { Goal, Root, Assumption, Definition, Parent, Some, Place };
std::string_view name_of(Rule rule);

// One regex's part of an element: a position, or of a forbidden regex a list.
struct ElementPositions {
  bool is_list = false;
  std::vector<std::int64_t> positions;
};
struct Element {
  std::u32string word;
  std::vector<ElementPositions> regexes;
};

struct Clause {
  std::vector<ClauseLiteral> literals;
  Rule by = Rule::Goal;
  std::size_t of = 0;  // of Definition: the variable's place in Claim::variables
  // Of Place: closures for strings, integers and floats.
  std::optional<std::vector<Element>> string;
  std::optional<std::vector<Element>> integer;
  std::optional<std::vector<Element>> floating;
};

struct Step {
  std::vector<ClauseLiteral> literals;
  std::vector<std::size_t> from;  // from 1: clauses, and behind them earlier steps
};

struct Claim {
  std::vector<std::size_t> of_true;  // in Certificate::patterns
  std::vector<std::size_t> of_false;
  Reading reading = Reading::Glob;
  Paths paths;
  std::vector<Variable> variables;
  std::vector<Clause> clauses;
  std::vector<Step> steps;

  const Variable& variable(ClauseLiteral literal) const {
    return variables[static_cast<std::size_t>(literal < 0 ? -literal : literal) - 1];
  }
};

struct NamedPattern {
  std::string name;
  Pattern pattern;  // Kind::Json or Kind::All
  // The sub-expressions in the order in which they begin, and of each the numbers of its operands.
  std::vector<const Expression*> nodes;
  std::vector<std::vector<std::size_t>> operands;
};

// Moved but not copied, since NamedPattern::nodes points into it.
struct Certificate {
  Certificate() = default;
  Certificate(Certificate&&) = default;
  Certificate& operator=(Certificate&&) = default;

  std::vector<NamedPattern> patterns;  // ordered by name
  Domain domain = Domain::Lines;
  std::vector<Claim> claims;
};

// Throws Unreadable. Every index in the result is within its bounds. Cost: linear in the text.
Certificate read_certificate(std::string_view source);

}  // namespace filtercheck::verify
