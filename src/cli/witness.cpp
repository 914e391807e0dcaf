#include "cli/witness.hpp"

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "base/words.hpp"
#include "eval/json.hpp"

namespace filtercheck::cli {

namespace {

// A management event as the CloudTrail user guide shows them; identifiers are those AWS reserves
// for documentation.
const std::vector<std::pair<std::string, std::string>>& record() {
  static const std::vector<std::pair<std::string, std::string>> kFields{
      {"eventVersion", R"("1.11")"},
      {"userIdentity",
       R"({"type":"IAMUser","principalId":"AIDACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::111122223333:user/Alice","accountId":"111122223333","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"Alice"})"},
      {"eventTime", R"("2026-01-01T00:00:00Z")"},
      {"eventSource", R"("s3.amazonaws.com")"},
      {"eventName", R"("PutBucketPolicy")"},
      {"awsRegion", R"("us-east-1")"},
      {"sourceIPAddress", R"("192.0.2.1")"},
      {"userAgent", R"("aws-cli/2.15.0")"},
      {"requestParameters", R"({"bucketName":"amzn-s3-demo-bucket"})"},
      {"responseElements", "null"},
      {"requestID", R"("EXAMPLE123456789")"},
      {"eventID", R"("11111111-2222-3333-4444-555555555555")"},
      {"readOnly", "false"},
      {"eventType", R"("AwsApiCall")"},
      {"managementEvent", "true"},
      {"recipientAccountId", R"("111122223333")"},
      {"eventCategory", R"("Management")"},
  };
  return kFields;
}

using Members = std::vector<std::pair<std::string, std::string>>;  // name, value as JSON

std::string object_of(const Members& members) {
  std::string out = "{";
  for (const auto& [name, value] : members) {
    if (out.size() > 1) out += ",";
    out += nlohmann::json(name).dump();
    out += ":";
    out += value;
  }
  out += "}";
  return out;
}

}  // namespace

std::string full_event(const std::string& event,
                       const std::function<bool(const std::string&)>& still_shows) {
  const auto read = eval::read_json(event);
  const auto* json = std::get_if<eval::JsonDocument>(&read);
  if (json == nullptr || json->kind(eval::JsonDocument::root) != eval::JsonKind::Object)
    return event;
  // In the order of a record; what a record does not have comes last.
  Members members;
  std::vector<bool> kept;
  for (const auto& [name, value] : record()) {
    const auto own = json->find(eval::JsonDocument::root, name);
    members.emplace_back(name, own ? std::string(json->source(*own)) : value);
    kept.push_back(own.has_value());
  }
  for (const eval::JsonMember member : json->members(eval::JsonDocument::root)) {
    const std::string name = json->text(member.key);
    bool known = false;
    for (const auto& field : record()) known = known || field.first == name;
    if (!known) {
      members.emplace_back(name, std::string(json->source(member.value)));
      kept.push_back(true);
    }
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (kept[i]) continue;
    kept[i] = true;
    Members some;
    for (std::size_t k = 0; k < members.size(); ++k) {
      if (kept[k]) some.push_back(members[k]);
    }
    kept[i] = still_shows(object_of(some));
  }
  Members some;
  for (std::size_t k = 0; k < members.size(); ++k) {
    if (kept[k]) some.push_back(members[k]);
  }
  return object_of(some);
}

std::string aws_command(std::string_view pattern, const std::string& event) {
  // A list in JSON: the CLI would read a bare `{...}` as a structure, not as a message.
  const std::string messages =
      nlohmann::json::array({event}).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  std::string command = "aws logs test-metric-filter --filter-pattern ";
  command += base::shell_quoted(pattern);
  command += " --log-event-messages ";
  command += base::shell_quoted(messages);
  return command;
}

}  // namespace filtercheck::cli
