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

// An event of that domain: `event`, a JSON object that may leave out what no pattern asked about,
// with all that is guaranteed.
std::string cloudtrail_event(const std::string& event);

}  // namespace filtercheck::decide
