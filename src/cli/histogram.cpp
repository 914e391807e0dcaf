#include "cli/histogram.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "base/words.hpp"
#include "eval/event.hpp"
#include "filtercheck/parse.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using eval::JsonDocument;
using eval::JsonId;
using eval::JsonKind;
using report::Json;

std::string value_of(const JsonDocument& event, JsonId value) {
  std::string key =
      event.kind(value) == JsonKind::String ? event.text(value) : std::string(event.source(value));
  if (key.size() <= Histogram::kMaxKeyBytes) return key;
  constexpr std::string_view kCut = "...";
  std::size_t end = Histogram::kMaxKeyBytes - kCut.size();
  while ((static_cast<unsigned char>(key[end]) & 0xC0) == 0x80) --end;  // inside a character
  return key.substr(0, end).append(kCut);
}

// Whether `text` begins as `shape` is, where a 0 stands for any digit.
bool has_shape(std::string_view text, std::string_view shape) {
  return text.size() >= shape.size() &&
         std::equal(shape.begin(), shape.end(), text.begin(), [](char like, char c) {
           return like == '0' ? c >= '0' && c <= '9' : c == like;
         });
}

// The first characters of the time at which the event was.
std::optional<std::string> time_of(const JsonDocument& event, std::size_t length) {
  const auto time = event.find(JsonDocument::root, "eventTime");
  if (!time || event.kind(*time) != JsonKind::String) return std::nullopt;
  std::string text = event.text(*time);
  if (!has_shape(text, "0000-00-00T00:")) return std::nullopt;
  text.resize(length);
  return text;
}

std::optional<std::string> key_of(const JsonDocument& event, const HistogramKey& key) {
  switch (key.of) {
    case HistogramKey::Of::Day:
      return time_of(event, std::string_view("2026-01-31").size());
    case HistogramKey::Of::Hour:
      return time_of(event, std::string_view("2026-01-31T23").size());
    case HistogramKey::Of::Field: {
      const eval::Selection selected = eval::select(event, key.selector);
      if (selected.values.empty()) return std::nullopt;
      return value_of(event, selected.values.front());
    }
  }
  return std::nullopt;
}

}  // namespace

std::variant<HistogramKey, std::string> read_histogram_key(std::string_view text) {
  if (text == "day") return HistogramKey{HistogramKey::Of::Day, {}};
  if (text == "hour") return HistogramKey{HistogramKey::Of::Hour, {}};
  // The parser is asked for a condition, and has found one selector exactly if it gives this one.
  std::string pattern = "{ ";
  if (!text.starts_with('$')) pattern += "$.";
  pattern.append(text).append(" NOT EXISTS }");
  const auto parsed = parse(pattern);
  const auto* condition =
      parsed.ok() ? std::get_if<NotExists>(&parsed.value().expression->node) : nullptr;
  if (condition == nullptr) {
    return base::in_ticks(text) +
           " is no field; write day, hour, or a path such as eventName or userIdentity.type";
  }
  if (has_wildcard(condition->selector)) {
    return base::in_ticks(text) + " selects many values of an event; write a path without `*`";
  }
  return HistogramKey{HistogramKey::Of::Field, condition->selector};
}

Histogram::Histogram(HistogramKey key, std::size_t max_keys)
    : key_(std::move(key)), max_keys_(max_keys) {}

void Histogram::add(std::string_view event) {
  const auto read = eval::read_event(event);
  const auto* json = std::get_if<JsonDocument>(&read);
  if (json == nullptr) {
    ++not_json_;
  } else if (const auto key = key_of(*json, key_)) {
    add_key(*key, 1);
  } else {
    ++none_;
  }
}

// Invariant: the keys in counts_ are the first of all that were added, and no others are there to
// be counted once there are max_keys_. So one that is left out never comes back.
void Histogram::add_key(std::string_view key, std::uint64_t count) {
  const auto at = counts_.lower_bound(key);
  if (at != counts_.end() && at->first == key) {
    at->second += count;
    return;
  }
  if (at == counts_.end() && counts_.size() == max_keys_) {
    other_ += count;
    return;
  }
  counts_.emplace_hint(at, key, count);
  if (counts_.size() <= max_keys_) return;
  const auto last = std::prev(counts_.end());
  other_ += last->second;
  counts_.erase(last);
}

void Histogram::merge(Histogram&& other) {
  if (counts_.size() < other.counts_.size()) counts_.swap(other.counts_);
  for (const auto& [key, count] : other.counts_) add_key(key, count);
  none_ += other.none_;
  not_json_ += other.not_json_;
  other_ += other.other_;
}

std::vector<Histogram::Row> Histogram::rows() const {
  std::vector<Row> rows;
  rows.reserve(counts_.size() + 3);
  for (const auto& [key, count] : counts_) rows.push_back({key, count});
  if (key_.of == HistogramKey::Of::Field) {
    std::ranges::stable_sort(rows, std::ranges::greater{}, &Row::count);
  }
  const auto add_sum = [&rows](const char* name, std::uint64_t count) {
    if (count > 0) rows.push_back({name, count});
  };
  add_sum("(none)", none_);
  add_sum("(not JSON)", not_json_);
  add_sum("(other)", other_);
  return rows;
}

std::vector<Caveat> Histogram::caveats() const {
  if (other_ == 0) return {};
  return {Caveat{codes::kManyKeys, {std::to_string(max_keys_)}}};
}

std::string histogram_table(const std::vector<Histogram::Row>& rows,
                            std::optional<std::size_t> width) {
  constexpr std::size_t kShortestBar = 8;  // at full length
  constexpr std::size_t kShortestKey = 12;
  constexpr std::size_t kGap = 2;
  std::uint64_t most = 1;
  std::size_t key_width = 0;
  std::vector<std::string> keys;
  for (const Histogram::Row& row : rows) {
    keys.push_back(report::printable(row.key));
    most = std::max(most, row.count);
    key_width = std::max(key_width, base::count_code_points(keys.back()));
  }
  const std::size_t count_width = std::to_string(most).size();
  // Columns for key and bar; bars get half of them at least.
  const std::size_t room = width.value_or(0) - std::min(width.value_or(0), count_width + 2 * kGap);
  const bool has_bars = room >= kShortestKey + kShortestBar;
  if (has_bars) key_width = std::min(key_width, std::max(kShortestKey, room / 2));
  const std::size_t longest_bar = has_bars ? room - key_width : 0;
  std::string table;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string count = std::to_string(rows[i].count);
    table.append(count_width - count.size(), ' ').append(count).append(kGap, ' ');
    if (!has_bars) {
      table += keys[i] + "\n";
      continue;
    }
    const std::string key = report::shortened(keys[i], key_width);
    const auto share = static_cast<double>(rows[i].count) / static_cast<double>(most);
    const auto bar = static_cast<std::size_t>(share * static_cast<double>(longest_bar));
    table.append(key).append(key_width - base::count_code_points(key) + kGap, ' ');
    table.append(std::max<std::size_t>(bar, 1), '#').append("\n");
  }
  return table;
}

Json histogram_json(const std::vector<Histogram::Row>& rows) {
  Json list = Json::array();
  for (const Histogram::Row& row : rows) list.push_back({{"key", row.key}, {"count", row.count}});
  return list;
}

}  // namespace filtercheck::cli
