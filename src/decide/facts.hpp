// What is guaranteed of every event of a domain.
#pragma once

#include <string>
#include <vector>

#include "decide/space.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::decide {

// The value at `selector` has one of these shapes.
struct Fact {
  Selector selector;
  ShapeSet shapes;
  std::string text;  // "`eventName` is a string"
};

// Of every management event, by the CloudTrail record reference.
const std::vector<Fact>& cloudtrail_facts();

}  // namespace filtercheck::decide
