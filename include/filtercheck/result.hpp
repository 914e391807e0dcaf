// A value or the diagnostics that explain why there is none.
//
// For every function that reads a user's text. Not for verdicts: "undecided" is an answer, not an
// error (see verdict.hpp).
//
//   Result<Pattern> parsed = parse("{ $.a = 1 }");
//   if (!parsed.ok()) return show(parsed.diagnostics());
//   use(parsed.value());
#pragma once

#include <cassert>
#include <utility>
#include <variant>
#include <vector>

#include "filtercheck/diagnostic.hpp"

namespace filtercheck {

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  // Requires: `diagnostics` is not empty; a failure without a reason is a bug.
  Result(std::vector<Diagnostic> diagnostics) : state_(std::move(diagnostics)) {
    assert(!std::get<1>(state_).empty());
  }
  Result(Diagnostic diagnostic) : state_(std::vector<Diagnostic>{std::move(diagnostic)}) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Requires ok().
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  // Requires !ok(). Never empty; ordered by position.
  const std::vector<Diagnostic>& diagnostics() const { return std::get<1>(state_); }

 private:
  std::variant<T, std::vector<Diagnostic>> state_;
};

}  // namespace filtercheck
