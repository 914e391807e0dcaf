// Values a reader knows: real event sources, event names and the like, to be preferred in a
// witness. They never decide anything.
#pragma once

#include <string>
#include <vector>

#include "decide/space.hpp"

namespace filtercheck::decide {

// Texts for the field of a CloudTrail record at this place, best first; plain ones if it is none
// that is known.
const std::vector<std::u32string>& natural_texts(const Space& space, Space::PlaceId at);

}  // namespace filtercheck::decide
