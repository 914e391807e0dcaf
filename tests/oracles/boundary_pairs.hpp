// Pairs of JSON patterns that hang on what is rare: a boundary, the text of a number, the order of
// elements.
#pragma once

#include <string>
#include <utility>

#include "support/generate.hpp"

namespace filtercheck::oracles {

// A small pattern, and the same with one operator, number, text or selector changed to one that is
// near. Valid beyond AWS's limits.
std::pair<std::string, std::string> boundary_pair(support::Choices& choices);

}  // namespace filtercheck::oracles
