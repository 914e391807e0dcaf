// Source: AWS CloudTrail user guide, "CloudTrail record contents for management, data, and network
// activity events" (read 2026-11). A field is taken for granted if the reference marks it as not
// optional, introduced it no later than version 1.02 of the record (2014), and shows it in every
// example. `requestParameters` and `responseElements` are marked so as well, but the page says
// itself that the mark also stands where presence does not depend on the service, and names
// `responseElements` as one that is absent from read-only events; so they are not taken for
// granted. Nor is `eventCategory`, which older records lack, nor any field inside `userIdentity`:
// its page lists what can appear, not what must.
#include "decide/facts.hpp"

#include <utility>
#include <variant>

#include "eval/json.hpp"

namespace filtercheck::decide {

void name_places(const std::vector<Fact>& facts, Space& space) {
  if (std::as_const(space).place(Space::kRoot).exists.empty()) return;
  for (const Fact& fact : facts) space.place_at(fact.selector);
}

std::optional<Space::Clause> clause_of(const Fact& fact, const Space& space) {
  const Space::PlaceId at = space.find_place(fact.selector);
  if (at == Space::kNone) return std::nullopt;
  return Space::Clause{{Space::Term::Kind::Shape, false, fact.shapes, at}};
}

const std::vector<Fact>& cloudtrail_facts() {
  static const std::vector<Fact> kFacts = [] {
    std::vector<Fact> facts;
    for (const char* const name : {"eventSource", "eventName", "eventVersion", "eventTime",
                                   "awsRegion", "sourceIPAddress", "eventID", "eventType"}) {
      facts.push_back({{{Key{name}}}, {Shape::String}, "`" + std::string(name) + "` is a string"});
    }
    facts.push_back({{{Key{"userIdentity"}}}, {Shape::Object}, "`userIdentity` is an object"});
    return facts;
  }();
  return kFacts;
}

std::string cloudtrail_event(const std::string& event) {
  const auto read = eval::read_json(event);
  const auto& json = std::get<eval::JsonDocument>(read);
  std::string guaranteed;
  for (const Fact& fact : cloudtrail_facts()) {
    const std::string& name = std::get<Key>(fact.selector.steps.front()).name;
    if (json.find(eval::JsonDocument::root, name)) continue;
    guaranteed += guaranteed.empty() ? "\"" : ",\"";
    guaranteed += name;
    guaranteed += fact.shapes.contains(Shape::String) ? "\":\"x\"" : "\":{}";
  }
  const bool is_empty = json.members(eval::JsonDocument::root).empty();
  const std::size_t end = json.span(eval::JsonDocument::root).end - 1;
  std::string whole = event;
  return whole.insert(end, (is_empty || guaranteed.empty() ? "" : ",") + guaranteed);
}

}  // namespace filtercheck::decide
