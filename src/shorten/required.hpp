// What an event is made to fulfil so that it reaches one place of a pattern: the conditions around
// the place, as far as they are looked at. A guess that is nearly always good, and that is tried
// before it is believed; so it may be kept small, and making the event cheap.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::shorten {

class Required {
 public:
  // Conditions that make the expression true.
  void add(const Expression& expression);
  const std::vector<Expression>& all() const { return all_; }

 private:
  static constexpr std::size_t kMost = 24;
  static constexpr std::size_t kMostOnOneSelector = 2;

  std::vector<Expression> all_;
  std::map<std::string, std::size_t> count_;
};

}  // namespace filtercheck::shorten
