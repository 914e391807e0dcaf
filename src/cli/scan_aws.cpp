#include "cli/scan_aws.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/unicode.hpp"
#include "eval/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using eval::JsonDocument;
using eval::JsonError;
using eval::JsonId;
using eval::JsonKind;

// How many bytes an escape or a character takes in the source, and how many once it is decoded.
struct Unit {
  std::size_t source;
  std::size_t decoded;
};

// Requires: `source` is a not empty rest of a valid JSON string without its quotes.
Unit first_unit(std::string_view source) {
  if (source[0] != '\\') return {1, 1};
  // The reader of JSON decodes; it is asked escape by escape, a surrogate pair being one.
  std::size_t length = source[1] == 'u' ? 6 : 2;
  const auto decoded_size = [&](std::size_t of) {
    std::string quoted = "\"";
    quoted += source.substr(0, of);
    quoted += '"';
    const auto read = eval::read_json(quoted);
    return std::get<JsonDocument>(read).text(JsonDocument::root).size();
  };
  const bool is_before_escape = length == 6 && source.substr(6).starts_with("\\u");
  if (is_before_escape && decoded_size(12) == 4) length = 12;
  return {length, decoded_size(length)};
}

// Places in a file of valid UTF-8, cheap as long as the offsets asked for increase.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}

  FilePlace of(std::size_t offset) {
    if (offset < offset_) {
      offset_ = 0;
      place_ = {};
    }
    const std::string_view passed = text_.substr(offset_, offset - offset_);
    const auto lines = static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
    place_.line += lines;
    if (lines > 0) place_.column = 1;
    place_.column +=
        base::count_code_points(lines > 0 ? passed.substr(passed.rfind('\n') + 1) : passed);
    offset_ = offset;
    return place_;
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  FilePlace place_;
};

class MetricFilters {
 public:
  MetricFilters(std::string_view text, const JsonDocument& json) : json_(json), places_(text) {}

  FoundFilters read(JsonId list) {
    FoundFilters found;
    const FilePlace begin = places_.of(json_.span(list).begin);
    found.list = {begin, {begin.line, begin.column + 1}};
    const auto token = json_.find(JsonDocument::root, "nextToken");
    found.is_truncated = token && json_.kind(*token) != JsonKind::Null;
    std::size_t index = 0;
    for (const JsonId filter : json_.elements(list)) {
      if (auto one = read_filter(filter)) {
        found.filters.push_back(std::move(*one));
      } else {
        found.faults.push_back("metricFilters[" + std::to_string(index) +
                               "] has no string `filterPattern`");
      }
      ++index;
    }
    return found;
  }

 private:
  std::optional<FoundFilter> read_filter(JsonId filter) {
    const auto pattern = member(filter, "filterPattern", JsonKind::String);
    if (!pattern) return std::nullopt;
    FoundFilter found;
    found.container = "aws-cli";
    found.address = text(filter, "filterName").value_or("");
    found.log_group = text(filter, "logGroupName");
    found.pattern = json_.text(*pattern);
    // Begins behind the quote, with the first character of the pattern.
    const std::string_view quoted = json_.source(*pattern);
    found.written = {places_.of(json_.span(*pattern).begin + 1),
                     std::string(quoted.substr(1, quoted.size() - 2))};
    found.sees_transformed = member(filter, "applyOnTransformedLogs", JsonKind::True).has_value();
    found.sees_some = !text(filter, "fieldSelectionCriteria").value_or("").empty();
    return found;
  }

  std::optional<JsonId> member(JsonId object, std::string_view key, JsonKind kind) const {
    const auto value = json_.find(object, key);
    return value && json_.kind(*value) == kind ? value : std::nullopt;
  }

  std::optional<std::string> text(JsonId object, std::string_view key) const {
    const auto value = member(object, key, JsonKind::String);
    return value ? std::optional(json_.text(*value)) : std::nullopt;
  }

  const JsonDocument& json_;
  Places places_;
};

}  // namespace

FileSpan place_of(const WrittenText& text, Span span) {
  std::size_t source = 0;
  std::size_t decoded = 0;
  // A JSON string has no line ends in it, so only the column moves.
  const auto move_to = [&](std::size_t offset) {
    while (decoded < offset && source < text.source.size()) {
      const Unit unit = first_unit(std::string_view(text.source).substr(source));
      if (decoded + unit.decoded > offset) break;  // within an escape
      source += unit.source;
      decoded += unit.decoded;
    }
    const std::string_view passed = std::string_view(text.source).substr(0, source);
    return FilePlace{text.begin.line, text.begin.column + base::count_code_points(passed)};
  };
  const FilePlace begin = move_to(span.begin);
  return {begin, move_to(std::max(span.begin, span.end))};
}

std::variant<FoundFilters, std::string> read_metric_filters(std::string_view text) {
  auto read = eval::read_json(text);
  if (const auto* error = std::get_if<JsonError>(&read)) {
    const report::Place place = report::place_of(text, error->offset);
    std::string message = "not JSON at " + std::to_string(place.line);
    message += ":" + std::to_string(place.column);
    message += ": ";
    message += error->message;
    return message;
  }
  const JsonDocument& json = std::get<JsonDocument>(read);
  const auto list = json.find(JsonDocument::root, "metricFilters");
  if (!list || json.kind(*list) != JsonKind::Array) {
    return std::string("holds no filters: not what `aws logs describe-metric-filters` prints");
  }
  return MetricFilters(text, json).read(*list);
}

}  // namespace filtercheck::cli
