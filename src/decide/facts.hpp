// What is guaranteed of every event of a domain.
#pragma once

#include <optional>
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

// To be called before space.close(). Where a wildcard asks about all members of the root, a fact
// counts even of one that no pattern names.
void name_places(const std::vector<Fact>& facts, Space& space);

// The fact of a closed space; no value: nothing asks about the place.
std::optional<Space::Clause> clause_of(const Fact& fact, const Space& space);

// Of every management event, by the CloudTrail record reference.
const std::vector<Fact>& cloudtrail_facts();

// An event of that domain: `event`, a JSON object that may leave out what no pattern asked about,
// with all that is guaranteed.
std::string cloudtrail_event(const std::string& event);

}  // namespace filtercheck::decide
