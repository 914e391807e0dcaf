// What all logs of SARIF 2.1.0 have in common: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/json.hpp"

namespace filtercheck::report {

// A path as a relative reference of RFC 3986; one that begins with `/` as a `file` URI.
std::string uri_of(std::string_view path);

// A file; `region`, a place in it, may be null.
Json sarif_location(std::string_view path, Json region = nullptr);

// What could not be read or should be known; an empty file: it is about none.
Json sarif_notification(std::string_view level, const std::string& text, std::string_view file);

// A rule by which results are found, for code scanning. `level`: "error", "warning" or "note".
struct SarifRule {
  std::string id;
  std::string title;  // a sentence
  std::string text;
  std::string help;
  std::string level;
};

// Rules in the order in which results name them, each once.
class SarifRules {
 public:
  // Its index. `make` gives the rule, and is called only for one that is new.
  template <typename Make>
  std::size_t index_of(std::string_view id, const Make& make) {
    for (std::size_t i = 0; i < rules_.size(); ++i)
      if (rules_[i].id == id) return i;
    rules_.push_back(make());
    return rules_.size() - 1;
  }
  Json as_json() const;

 private:
  std::vector<SarifRule> rules_;
};

// The log of one run.
std::string sarif_log(const SarifRules& rules, Json results, Json notifications);

}  // namespace filtercheck::report
