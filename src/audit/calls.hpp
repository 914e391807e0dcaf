// The calls of the AWS CLI that an audit is made of: how each is asked, and where its answer lies
// in a bundle. All of them only read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::audit {

struct Call {
  std::string region;
  std::string service;                       // "logs"
  std::string operation;                     // "describe-metric-filters"
  std::vector<std::string> parameters = {};  // "--log-group-name", "CloudTrail/logs"
  // Of what it is about, by which its file is named; empty: it takes none.
  std::string name = {};
  std::string arn = {};  // by which its file may be named as well; may be empty
};

Call trails_call(const std::string& region);
// `name` and `arn` of a trail.
Call trail_status_call(const std::string& region, const std::string& name, const std::string& arn);
Call event_selectors_call(const std::string& region, const std::string& name,
                          const std::string& arn);
Call metric_filters_call(const std::string& region, const std::string& log_group);
Call alarms_call(const std::string& region);
// `name` and `arn` of a topic.
Call subscriptions_call(const std::string& region, const std::string& name, const std::string& arn);

// The service, the operation, `--region` and the parameters: what stands behind `aws`.
std::vector<std::string> arguments_of(const Call& call);

// Whether a name is made as those of regions are. One that is not may be anything, `../x` too.
bool is_region(std::string_view name);

// Where the answer lies in a bundle:
// "us-east-1/logs/describe-metric-filters/CloudTrail%2Flogs.json". Below the bundle if the region
// is_region(). A name that is too long for a file is cut, and a digest of it put in place of the
// rest.
std::string path_of(const Call& call);
// The name of path_of() as it stands there, decoded: that of the call unless it is cut.
std::string name_in_path(const std::string& name);
// A `%` that begins no escape stands for itself.
std::string percent_decoded(std::string_view text);

}  // namespace filtercheck::audit
