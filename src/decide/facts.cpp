// Source: AWS CloudTrail user guide, "CloudTrail record contents for management, data, and network
// activity events" (read 2026-11). A field is taken for granted if the reference marks it as not
// optional, introduced it no later than version 1.02 of the record (2014), and shows it in every
// example. `requestParameters` and `responseElements` are marked so as well, but the page says
// itself that the mark also stands where presence does not depend on the service, and names
// `responseElements` as one that is absent from read-only events; so they are not taken for
// granted. Nor is `eventCategory`, which older records lack, nor any field inside `userIdentity`:
// its page lists what can appear, not what must.
#include "decide/facts.hpp"

namespace filtercheck::decide {

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

}  // namespace filtercheck::decide
