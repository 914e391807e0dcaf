#include "support/matched.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "filtercheck/evaluate.hpp"

namespace filtercheck::support {

namespace {

using match::Hits;
using match::Matcher;
using match::Query;
using match::Scanner;
using match::Simd;

struct Found {
  std::size_t begin;
  std::size_t end;
  std::vector<std::uint32_t> queries;
  bool operator==(const Found&) const = default;
};

std::vector<std::uint32_t> expected_of(const std::vector<Query>& queries, std::string_view line) {
  std::vector<std::uint32_t> expected;
  for (std::uint32_t i = 0; i < queries.size(); ++i) {
    if (matches(queries[i].pattern, line, queries[i].reading)) expected.push_back(i);
  }
  return expected;
}

std::vector<Found> expected_in(const std::vector<Query>& queries, std::string_view block) {
  std::vector<Found> expected;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= block.size(); ++i) {
    const bool at_end = i == block.size();
    if (!at_end && block[i] != '\n') continue;
    if (at_end && begin == i) break;
    const std::size_t end = !at_end && i > begin && block[i - 1] == '\r' ? i - 1 : i;
    Found found{begin, end, expected_of(queries, block.substr(begin, end - begin))};
    if (!found.queries.empty()) expected.push_back(std::move(found));
    begin = i + 1;
  }
  return expected;
}

std::vector<Found> found_in(Scanner& scanner, std::string_view block) {
  // Memory of just that size, so that the sanitizers see what is read beyond.
  const std::unique_ptr<char[]> copy(new char[block.size()]);
  std::copy(block.begin(), block.end(), copy.get());
  Hits hits;
  scanner.scan({copy.get(), block.size()}, hits);
  std::vector<Found> found;
  for (std::size_t i = 0; i < hits.lines().size(); ++i) {
    const auto queries = hits.queries(i);
    found.push_back({hits.lines()[i].begin, hits.lines()[i].end, {queries.begin(), queries.end()}});
  }
  return found;
}

std::string shown(const std::vector<Query>& queries, Simd simd, std::string_view text) {
  std::string wrong = "the matcher and the evaluator differ (instructions of kind " +
                      std::to_string(static_cast<int>(simd)) + ") on the patterns\n";
  for (const Query& query : queries) {
    wrong += "  " + query.pattern.text + "   " + std::string(name_of(query.reading)) + "\n";
  }
  return wrong + "and the text\n" + std::string(text);
}

// The lines as they stand in files, each end of another kind than the one before, and between
// blank lines, which make those that may match few.
std::vector<std::string> blocks_of(const std::vector<std::string>& lines) {
  std::string all;
  std::string few;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    all += lines[i] + (i % 3 == 1 ? "\r\n" : "\n");
    few += std::string(i % 67, '\n') + "\n{}\n\r\n" + lines[i] + "\n\n";
  }
  std::string cut = few;
  cut.resize(cut.size() - std::min<std::size_t>(cut.size(), 2));
  return {std::move(all), std::move(few), std::move(cut)};
}

}  // namespace

std::optional<std::string> mismatched(const std::vector<Query>& queries, Simd simd,
                                      const std::vector<std::string>& lines) {
  const Matcher matcher(queries, simd);
  Scanner scanner(matcher);
  std::vector<std::uint32_t> found;
  for (const std::string& line : lines) {
    const std::unique_ptr<char[]> copy(new char[line.size()]);
    std::copy(line.begin(), line.end(), copy.get());
    scanner.match({copy.get(), line.size()}, found);
    if (found != expected_of(queries, line)) return shown(queries, simd, line);
  }
  for (const std::string& block : blocks_of(lines)) {
    const std::vector<Found> expected = expected_in(queries, block);
    // Twice, since the scanner has learnt something.
    for (int i = 0; i < 2; ++i) {
      if (found_in(scanner, block) != expected) return shown(queries, simd, block);
    }
  }
  return std::nullopt;
}

std::optional<std::string> mismatched(const std::vector<Pattern>& patterns,
                                      const std::vector<std::string>& lines) {
  std::vector<Query> all;
  for (const Pattern& pattern : patterns) {
    all.push_back({pattern, Reading::Glob});
    all.push_back({pattern, Reading::FirstOccurrence});
  }
  for (const Simd simd : match::available_simd()) {
    if (auto wrong = mismatched(all, simd, lines)) return wrong;
    for (const Query& query : all) {
      if (auto wrong = mismatched(std::vector{query}, simd, lines)) return wrong;
    }
  }
  return std::nullopt;
}

namespace {

constexpr std::string_view kKeys[] = {"eventName", "eventSource", "errorCode", "userIdentity",
                                      "n",         "a.b",         "eventNam",  "requestParameters"};
constexpr std::string_view kValues[] = {"PutBucketAcl",
                                        "PutBucketPolicy",
                                        "DeleteBucketPolicy",
                                        "s3.amazonaws.com",
                                        "ConsoleLogin",
                                        "AccessDenied",
                                        "Root",
                                        "404",
                                        "-Infinity",
                                        "a/b",
                                        "say \\\"x\\\"",
                                        "caf\xC3\xA9",
                                        "x",
                                        ""};

template <std::size_t n>
std::string_view one_of(Choices& choices, const std::string_view (&all)[n]) {
  return all[choices.below(n)];
}

std::string random_selector(Choices& choices) {
  std::string selector = "$.";
  const std::string_view key = one_of(choices, kKeys);
  selector += key == "a.b" ? "['a.b']" : std::string(key);
  if (choices.below(3) == 0) selector += "." + std::string(kKeys[choices.below(5)]);
  switch (choices.below(12)) {
    case 0:
      return selector + "[*]";
    case 1:
      return selector + "[1]";
    case 2:
      return selector + ".*." + std::string(kKeys[choices.below(5)]);
    default:
      return selector;
  }
}

std::string random_value(Choices& choices) {
  std::string value(one_of(choices, kValues));
  if (value.find_first_of("\\\xC3") != value.npos) return value;
  switch (choices.below(6)) {
    case 0:
      return value + "*";
    case 1:
      return "*" + value;
    case 2:
      return value.substr(0, value.size() / 2) + "*" + value.substr(value.size() / 2);
    default:
      return value;
  }
}

std::string random_condition(Choices& choices) {
  const std::string selector = random_selector(choices);
  switch (choices.below(10)) {
    case 0:
      return selector + " NOT EXISTS";
    case 1:
      return selector + (choices.below(2) == 0 ? " IS NULL" : " IS TRUE");
    case 2:
      return selector + " >= 404";
    case 3:
      return selector + " = %Bucket|^Ro*t$|40[34]%";
    case 4:
    case 5:
      return selector + " != \"" + random_value(choices) + "\"";
    default:
      return selector + " = \"" + random_value(choices) + "\"";
  }
}

// A value, its characters escaped now and then.
std::string random_json_text(Choices& choices, std::string_view value) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string text = "\"";
  const bool escaping = choices.below(6) == 0;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x80 || c == '\\' || (!text.empty() && text.back() == '\\');
    if (escaping && !plain && choices.below(4) == 0) {
      text += "\\u00";
      text += kHex[byte >> 4];
      text += kHex[byte & 15];
    } else {
      text += c;
    }
  }
  return text + "\"";
}

std::string random_json_value(Choices& choices, int depth);

std::string random_json_object(Choices& choices, int depth) {
  std::string object = "{";
  for (std::size_t left = choices.below(depth > 1 ? 7 : 3); left > 0; --left) {
    if (object.size() > 1) object += choices.below(9) == 0 ? ", " : ",";
    object += random_json_text(choices, one_of(choices, kKeys));
    object += choices.below(9) == 0 ? " : " : ":";
    object += random_json_value(choices, depth - 1);
  }
  return object + "}";
}

std::string random_json_value(Choices& choices, int depth) {
  static constexpr std::string_view kScalars[] = {
      "404",  "-1.5e-3", "1e309", "123456789012345678901234567890",
      "true", "false",   "null",  "0",
      "-0.0", "404.0",   "[]",    "{}"};
  switch (choices.below(8)) {
    case 0:
      return std::string(one_of(choices, kScalars));
    case 1:
    case 2:
      if (depth > 0) return random_json_object(choices, depth);
      [[fallthrough]];
    case 3: {
      std::string array = "[";
      for (std::size_t left = depth > 0 ? choices.below(3) : 0; left > 0; --left) {
        array += random_json_value(choices, depth - 1);
        if (left > 1) array += ",";
      }
      return array + "]";
    }
    case 4:
      return random_json_text(choices, std::string(choices.below(200), 'x'));
    default:
      return random_json_text(choices, one_of(choices, kValues));
  }
}

}  // namespace

std::string random_trail_pattern(Choices& choices) {
  std::string pattern = "{ " + random_condition(choices);
  for (std::size_t more = choices.below(4); more > 0; --more) {
    const std::string condition = random_condition(choices);
    switch (choices.below(3)) {
      case 0:
        pattern += " && " + condition;
        break;
      case 1:
        pattern += " || " + condition;
        break;
      default:
        pattern += " && (" + condition + " || " + random_condition(choices) + ")";
        break;
    }
  }
  return pattern + " }";
}

std::string random_trail_line(Choices& choices) {
  std::string line = random_json_object(choices, 4);
  if (choices.below(3) == 0) line.insert(choices.below(2) * line.size(), choices.below(64), ' ');
  return line;
}

}  // namespace filtercheck::support
