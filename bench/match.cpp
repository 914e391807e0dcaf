// One way of finding lines in a file, from the system call to the count: for the script
// bench/match, which runs them all.
//
//   bench_match WAY FILE [ARGUMENT…]     prints the number of lines, and on standard error seconds
//
//   newlines             read() and a count of LF
//   engine PATTERN…      read() and match::Scanner, lines that some pattern matches
//   engine-many COUNT    the same with COUNT patterns: the nine events, then one event each
//   engine-mixed COUNT   the same with COUNT patterns, of which the first are those of all controls
//   simdjson WHICH       read(), lines by memchr, On-Demand: `two` fields are those of the nine
//                        events of the S3 control, `unequal` is `$.eventName != ConsoleLogin`,
//                        `missing` is `$.errorCode NOT EXISTS`
//   hyperscan REGEX      read() and Hyperscan, lines with a match; of raw text
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "controls/controls.hpp"
#include "filtercheck/parse.hpp"
#include "match/matcher.hpp"
#include "match_others.hpp"

namespace {

using namespace filtercheck;
using bench::UseBlock;

// In the second cache of most processors with room to spare.
constexpr std::size_t kBlock = std::size_t{256} << 10;

// Blocks of whole lines. Returns whether all was read.
bool for_each_block(const char* path, const UseBlock& use) {
  const int file = ::open(path, O_RDONLY);
  if (file < 0) return false;
  // What others read beyond the end is there.
  std::vector<char> buffer(2 * kBlock + bench::kPadding);
  std::size_t kept = 0;
  while (true) {
    const auto size = ::read(file, buffer.data() + kept, kBlock);
    if (size <= 0) break;
    const std::string_view all(buffer.data(), kept + static_cast<std::size_t>(size));
    const std::size_t end = all.rfind('\n') + 1;
    use(all.substr(0, end));
    kept = all.size() - end;
    if (kept > kBlock) return false;  // a line that is longer than a block
    std::memmove(buffer.data(), buffer.data() + end, kept);
  }
  if (kept > 0) use({buffer.data(), kept});
  return ::close(file) == 0;
}

Pattern pattern_of(const std::string& text) {
  Result<Pattern> parsed = parse(text);
  if (parsed.ok()) return std::move(parsed).value();
  std::fprintf(stderr, "not a pattern: %s\n", text.c_str());
  std::exit(2);
}

// Adds patterns of one event of one service each, until they are `count`.
std::vector<std::string> filled(std::vector<std::string> patterns, std::size_t count) {
  constexpr std::string_view kSources[] = {"iam", "ec2", "kms", "s3", "cloudtrail"};
  constexpr std::string_view kVerbs[] = {"Create", "Delete", "Update", "Put"};
  constexpr std::string_view kNouns[] = {"AccessKey", "RouteTable", "KeyPolicy", "VpcPeering"};
  for (std::size_t i = 0; patterns.size() < count; ++i) {
    std::string pattern = "{ ($.eventSource = ";
    pattern += kSources[i % std::size(kSources)];
    pattern += ".amazonaws.com) && ($.eventName = ";
    pattern += kVerbs[i % std::size(kVerbs)];
    pattern += kNouns[i / 4 % std::size(kNouns)];
    pattern += std::to_string(i);
    pattern += ") }";
    patterns.push_back(std::move(pattern));
  }
  patterns.resize(count);
  return patterns;
}

// One of them matches most lines.
std::vector<std::string> patterns_of_controls() {
  std::vector<std::string> patterns;
  for (const Control& control : builtin_controls()) patterns.push_back(control.pattern);
  return patterns;
}

bool by_engine(const char* path, const std::vector<std::string>& patterns, std::size_t& count) {
  std::vector<match::Query> queries;
  for (const std::string& text : patterns) queries.push_back({pattern_of(text), Reading::Glob});
  const match::Matcher matcher(std::move(queries));
  match::Scanner scanner(matcher);
  match::Hits hits;
  return for_each_block(path, [&](std::string_view block) {
    scanner.scan(block, hits);
    count += hits.lines().size();
  });
}

std::size_t number_in(const std::string& text) { return std::strtoul(text.c_str(), nullptr, 10); }

int usage() {
  std::fputs("usage: bench_match WAY FILE [ARGUMENT...], see bench/match.cpp\n", stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return usage();
  const std::string_view way = argv[1];
  const char* const path = argv[2];
  const std::vector<std::string> arguments(argv + 3, argv + argc);
  const std::string first = arguments.empty() ? "" : arguments[0];
  std::size_t count = 0;
  bool done = false;
  const std::clock_t begin = std::clock();
  if (way == "newlines") {
    done = for_each_block(path, [&](std::string_view block) { count += bench::newlines(block); });
  } else if (way == "engine") {
    done = by_engine(path, arguments, count);
  } else if (way == "engine-many") {
    done = by_engine(path, filled({builtin_controls().front().pattern}, number_in(first)), count);
  } else if (way == "engine-mixed") {
    done = by_engine(path, filled(patterns_of_controls(), number_in(first)), count);
  } else if (const UseBlock use = bench::other_way(way, first, count)) {
    done = for_each_block(path, use);
  } else {
    return usage();
  }
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("%zu\n", count);
  std::fprintf(stderr, "%.4f\n", seconds);
  return done ? 0 : 2;
}
