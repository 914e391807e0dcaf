#include "audit/calls.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace filtercheck::audit {

namespace {

// File systems hold names of 255 bytes; ".json", and what a name has beside it while it is written,
// need some of them. A log group may have 512.
constexpr std::size_t kMostNameBytes = 200;
constexpr std::string_view kDigits = "0123456789ABCDEF";

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

// What no common file system refuses in a name stays as it is.
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7f &&
        std::string_view("/%\\:*?\"<>|").find(c) == std::string::npos) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kDigits[byte / 16]);
      out.push_back(kDigits[byte % 16]);
    }
  }
  return out;
}

// FNV-1a. Names that agree in it are told apart by what their files hold.
std::string digest_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits.push_back(kDigits[(hash >> shift) & 15U]);
  return digits;
}

std::string file_name_of(const std::string& name) {
  std::string encoded = percent_encoded(name);
  if (encoded.size() <= kMostNameBytes) return encoded;
  encoded.resize(kMostNameBytes);
  const std::size_t escape = encoded.find('%', encoded.size() - 2);  // one that is cut
  if (escape != std::string::npos) encoded.resize(escape);
  return encoded + "~" + digest_of(name);
}

}  // namespace

Call trails_call(const std::string& region) {
  return {region, "cloudtrail", "describe-trails", {"--include-shadow-trails"}};
}

Call trail_status_call(const std::string& region, const std::string& name, const std::string& arn) {
  return {region, "cloudtrail", "get-trail-status", {"--name", arn}, name, arn};
}

Call event_selectors_call(const std::string& region, const std::string& name,
                          const std::string& arn) {
  return {region, "cloudtrail", "get-event-selectors", {"--trail-name", arn}, name, arn};
}

Call metric_filters_call(const std::string& region, const std::string& log_group) {
  Call call{region, "logs", "describe-metric-filters", {"--log-group-name", log_group}, log_group};
  // Which its name may do, but a value may not.
  if (log_group.starts_with("-")) call.parameters = {"--log-group-name=" + log_group};
  return call;
}

// Without the types it prints no composite alarm.
Call alarms_call(const std::string& region) {
  return {
      region, "cloudwatch", "describe-alarms", {"--alarm-types", "MetricAlarm", "CompositeAlarm"}};
}

Call subscriptions_call(const std::string& region, const std::string& name,
                        const std::string& arn) {
  return {region, "sns", "list-subscriptions-by-topic", {"--topic-arn", arn}, name, arn};
}

std::vector<std::string> arguments_of(const Call& call) {
  std::vector<std::string> arguments{call.service, call.operation, "--region", call.region};
  arguments.insert(arguments.end(), call.parameters.begin(), call.parameters.end());
  return arguments;
}

bool is_region(std::string_view name) {
  const auto is_good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= 64 && name.front() >= 'a' && name.front() <= 'z' &&
         std::all_of(name.begin(), name.end(), is_good);
}

std::string path_of(const Call& call) {
  std::string path = call.region + "/" + call.service + "/" + call.operation;
  if (!call.name.empty()) path += "/" + file_name_of(call.name);
  return path + ".json";
}

std::string name_in_path(const std::string& name) { return percent_decoded(file_name_of(name)); }

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const auto high = hex_digit(text[i + 1]);
      const auto low = hex_digit(text[i + 2]);
      if (high && low) {
        out.push_back(static_cast<char>(*high * 16 + *low));
        i += 2;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

}  // namespace filtercheck::audit
