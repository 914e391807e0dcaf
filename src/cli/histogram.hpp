// How often each day, hour or value of a field is there among events, as `match --histogram` shows.
//
//   auto key = read_histogram_key("userIdentity.type");
//   Histogram histogram(std::get<HistogramKey>(key));
//   histogram.add(R"({"userIdentity":{"type":"Root"}})");
//   histogram.rows()                       // {{"Root", 1}}
//   read_histogram_key("a b")              // a text that says what is wrong
//
// In several threads each counts apart, and the parts are merged in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "filtercheck/diagnostic.hpp"
#include "filtercheck/pattern.hpp"
#include "report/json.hpp"

namespace filtercheck::cli {

struct HistogramKey {
  // Day and Hour are of the record's eventTime, as it is written: in UTC in CloudTrail.
  enum class Of { Day, Hour, Field };
  Of of = Of::Field;
  Selector selector;  // without a wildcard
};

// `day`, `hour`, or the path of a field as in a pattern, whose `$.` may be left out. Otherwise what
// is wrong with it.
std::variant<HistogramKey, std::string> read_histogram_key(std::string_view text);

class Histogram {
 public:
  struct Row {
    std::string key;
    std::uint64_t count;
    bool operator==(const Row&) const = default;
  };

  static constexpr std::size_t kMaxKeys = 100'000;
  static constexpr std::size_t kMaxKeyBytes = 256;  // what is longer is cut, and ends with "..."

  // Counts at most `max_keys` keys, the first ones in the order of their bytes, and all others
  // together: so the counts hang neither on the order of events nor on how they were shared out.
  explicit Histogram(HistogramKey key, std::size_t max_keys = kMaxKeys);

  // The text of one event: any bytes. Cost: linear.
  void add(std::string_view event);
  // Requires: of the same key and limit.
  void merge(Histogram&& other);

  // Of strings the characters they stand for, of other values what is written in the event. Days
  // and hours in their order, values by count, then key; then, unless it is 0, what is counted
  // together: "(none)" where the event has no such value, "(not JSON)" where it is no JSON object,
  // and "(other)".
  std::vector<Row> rows() const;

  // That there is something under "(other)".
  std::vector<Caveat> caveats() const;

 private:
  void add_key(std::string_view key, std::uint64_t count);

  HistogramKey key_;
  std::size_t max_keys_;
  std::map<std::string, std::uint64_t, std::less<>> counts_;
  std::uint64_t none_ = 0;
  std::uint64_t not_json_ = 0;
  std::uint64_t other_ = 0;
};

//   120  PutBucketAcl     ########################################
//     3  PutBucketPolicy  #
// With bars where `width`, of the terminal in columns, is given. Fit for a terminal; each line ends
// with a line feed.
std::string histogram_table(const std::vector<Histogram::Row>& rows,
                            std::optional<std::size_t> width);

// [{"key":"PutBucketAcl","count":120}]
report::Json histogram_json(const std::vector<Histogram::Row>& rows);

}  // namespace filtercheck::cli
