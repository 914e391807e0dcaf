// A bundle: a folder of what the calls of the AWS CLI printed, one file a call.
//
//   <region>/cloudtrail/describe-trails.json
//   <region>/cloudtrail/get-trail-status/<trail>.json
//   <region>/cloudtrail/get-event-selectors/<trail>.json
//   <region>/logs/describe-metric-filters/<log group>.json
//   <region>/cloudwatch/describe-alarms.json
//   <region>/sns/list-subscriptions-by-topic/<topic>.json
//   manifest.json                                              optional
//
// Names are percent-encoded where a file name cannot hold them. What a call that failed printed to
// standard error may lie beside it, with `.err` for `.json` or after it; it counts where the call
// printed nothing else. Other files are passed over.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audit/calls.hpp"
#include "audit/document.hpp"
#include "audit/report.hpp"

namespace filtercheck::audit {

// The most bytes that a file of a bundle may have.
inline constexpr std::size_t kMostFileBytes = std::size_t{256} << 20;

// The files of a bundle by name, relative to it and with `/`, or why one cannot be read.
struct FileBytes {
  std::string bytes;
  std::string fault;  // not empty: it cannot be read
};
using Files = std::map<std::string, FileBytes>;

// Those of a folder, or why there are none. Links are followed; folders no deeper than the layout.
std::variant<Files, std::string> read_folder(const std::string& path);

// Of what the AWS CLI says on standard error: the line with the error, which is the last unless AWS
// answered; empty where there is none.
std::string error_line_of(std::string_view said);
// The code of the error with which AWS answered, as "AccessDenied"; empty where it did not answer.
std::string error_code_of(std::string_view said);

// Why a call has no answer.
struct NoAnswer {
  enum class Kind {
    Missing,     // there is no file
    Refused,     // AWS answered with an error
    Unreadable,  // the file says nothing
  };
  Kind kind = Kind::Missing;
  std::string code;   // Refused: of the error, as "AccessDenied"; may be empty
  std::string why;    // a line, lower case
  Evidence evidence;  // the file
};

class Bundle {
 public:
  explicit Bundle(Files files);

  // The folders at the top, sorted.
  const std::vector<std::string>& regions() const { return regions_; }
  // Whether it holds the file of any call.
  bool is_empty() const { return calls_.empty(); }

  // What the call printed; valid as long as the bundle. Each is read once. A file that is named by
  // the ARN comes before one that is named by the name.
  std::variant<const Document*, NoAnswer> output(const Call& call);
  // The manifest; null where there is none or it says nothing.
  const Document* manifest();

  // Says of a file that it is of no use. The answer for its call.
  NoAnswer refuse(const std::string& file, const std::string& why);
  // Of all files that were read, by name.
  std::vector<Fault> faults() const;

 private:
  struct CallFiles {
    std::vector<std::string> json;
    std::vector<std::string> err;
  };
  using Key = std::vector<std::string>;  // region, service, operation, name

  void add(const std::string& path);
  std::variant<const Document*, NoAnswer> read(const Call& call, const CallFiles& files);
  std::variant<const Document*, NoAnswer> read_json(const std::string& file);
  std::optional<NoAnswer> read_error(const std::string& file) const;

  Files files_;
  std::vector<std::string> regions_;
  std::map<Key, CallFiles> calls_;
  std::map<std::string, std::variant<const Document*, NoAnswer>> read_;  // by path_of
  std::vector<std::unique_ptr<Document>> documents_;
  std::map<std::string, std::string> faults_;
};

}  // namespace filtercheck::audit
