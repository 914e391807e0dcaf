// The names that CloudTrail gives to events, to tell a misspelt name from one that is right.
//
// The list (data/event_names.txt, which states its source and date) holds the services that filters
// watch. It is never complete: a name that is not on it may be right, so only what is close to a
// known name is called wrong.
//
//   find_event_name("PutBucketACL")->meant                       // "PutBucketAcl", a slip
//   find_event_name("PutBucketLifecycleConfiguration")->meant    // "PutBucketLifecycle", its log
//   name find_event_name("PutBucketAcl")                              // no value: right
//   find_event_name("FrobnicateWidget")                          // no value: who knows
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::review {

struct Meant {
  std::string meant;        // what CloudTrail has
  bool is_renamed = false;  // the name is that of an API operation or IAM action, logged so
};

// What an `eventName` is probably meant to be; no value: it is one, or nothing is near. With a
// source, names of that source are looked at first. Cost: linear in the list (some 8,000 names).
std::optional<Meant> find_event_name(std::string_view name, std::string_view source = {});
// The same of an `eventSource`, such as "s3.amazonaws.com".
std::optional<Meant> find_event_source(std::string_view source);

// Whether the name is none of the list and some of the list begin with it, as words: "Put".
bool begins_event_names(std::string_view name);

// Whether the names of this source are on the list.
bool has_event_names(std::string_view source);
bool logs_event(std::string_view source, std::string_view name);
// The sources that log such an event, in the order of the list.
std::vector<std::string_view> sources_of(std::string_view name);

}  // namespace filtercheck::review
