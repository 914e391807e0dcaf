// What is guaranteed of every event of a domain.
#pragma once

#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "values/scalar_classes.hpp"

namespace filtercheck::decide {

using values::Shape;

// The value at `selector` has one of these shapes.
struct Fact {
  Selector selector;
  std::vector<Shape> shapes;
  std::string text;  // "`eventName` is a string"
};

// Of every management event, by the CloudTrail record reference.
const std::vector<Fact>& cloudtrail_facts();

}  // namespace filtercheck::decide
