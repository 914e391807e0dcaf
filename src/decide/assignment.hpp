// A value for every place that is looked at, and the event that has them.
#pragma once

#include <string>
#include <vector>

#include "decide/space.hpp"

namespace filtercheck::decide {

struct Value {
  Shape shape = Shape::Missing;
  std::u32string text = {};  // of a string; of a number, its token
};

// By Space::PlaceId. Satisfies the axioms of the space.
using Assignment = std::vector<Value>;

// One line of JSON: an object with these values at these places, and nothing that is not needed.
std::string event_of(const Space& space, const Assignment& values);

}  // namespace filtercheck::decide
