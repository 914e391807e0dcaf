#include "match_others.hpp"

#include <cstdio>
#include <cstring>
#include <memory>

#if defined(FILTERCHECK_HAVE_SIMDJSON)
#include <simdjson.h>
#endif
#if defined(FILTERCHECK_HAVE_HYPERSCAN)
#include <hs/hs.h>
#endif

namespace filtercheck::bench {

namespace {

#if defined(FILTERCHECK_HAVE_SIMDJSON)

using simdjson::ondemand::document;

bool is_bucket_policy_event(document& event) {
  std::string_view source;
  std::string_view name;
  if (event["eventSource"].get_string().get(source) != simdjson::SUCCESS) return false;
  if (event["eventName"].get_string().get(name) != simdjson::SUCCESS) return false;
  if (source != "s3.amazonaws.com") return false;
  for (const std::string_view verb : {"Put", "Delete"}) {
    if (!name.starts_with(verb)) continue;
    for (const std::string_view noun :
         {"BucketAcl", "BucketPolicy", "BucketCors", "BucketLifecycle", "BucketReplication"}) {
      if (name.substr(verb.size()) == noun) return verb != "Delete" || noun != "BucketAcl";
    }
  }
  return false;
}

bool is_no_login(document& event) {
  std::string_view name;
  return event["eventName"].get_string().get(name) == simdjson::SUCCESS && name != "ConsoleLogin";
}

bool is_without_error(document& event) {
  return event["errorCode"].error() == simdjson::NO_SUCH_FIELD;
}

UseBlock by_simdjson(const std::string& which, std::size_t& count) {
  auto* const is_found = which == "two"       ? is_bucket_policy_event
                         : which == "unequal" ? is_no_login
                         : which == "missing" ? is_without_error
                                              : nullptr;
  if (is_found == nullptr) return {};
  const auto parser = std::make_shared<simdjson::ondemand::parser>();
  return [parser, is_found, &count](std::string_view block) {
    while (!block.empty()) {
      const auto* const feed =
          static_cast<const char*>(std::memchr(block.data(), '\n', block.size()));
      const std::size_t size =
          feed == nullptr ? block.size() : static_cast<std::size_t>(feed - block.data());
      document event;
      const auto error = parser->iterate(block.data(), size, size + kPadding).get(event);
      if (error == simdjson::SUCCESS && is_found(event)) ++count;
      block.remove_prefix(feed == nullptr ? size : size + 1);
    }
  };
}

#endif

#if defined(FILTERCHECK_HAVE_HYPERSCAN)

// Lines of one block; a match is said by its end alone, and a line may have several.
struct Lines {
  std::string_view block;
  std::size_t next = 0;  // matches in front of it are of a line that is counted
  std::size_t count = 0;
};

int count_line(unsigned, unsigned long long, unsigned long long end, unsigned, void* context) {
  auto& lines = *static_cast<Lines*>(context);
  if (end <= lines.next) return 0;
  ++lines.count;
  const std::size_t feed = lines.block.find('\n', end);
  lines.next = feed == lines.block.npos ? lines.block.size() : feed + 1;
  return 0;
}

UseBlock by_hyperscan(const std::string& regex, std::size_t& count) {
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile(regex.c_str(), 0, HS_MODE_BLOCK, nullptr, &database, &error) != HS_SUCCESS) {
    std::fprintf(stderr, "hyperscan: %s\n", error->message);
    hs_free_compile_error(error);
    return {};
  }
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return {};
  // The process ends with the way, so nothing frees them.
  return [database, scratch, &count](std::string_view block) {
    Lines lines{block};
    hs_scan(database, block.data(), static_cast<unsigned>(block.size()), 0, scratch, count_line,
            &lines);
    count += lines.count;
  };
}

#endif

}  // namespace

std::size_t newlines(std::string_view block) {
  // Counted in bytes, so that 32 or 64 are at a time.
  constexpr std::size_t kStretch = 128;
  std::size_t count = 0;
  while (block.size() >= kStretch) {
    unsigned char stretch = 0;
    for (std::size_t i = 0; i < kStretch; ++i) {
      stretch = static_cast<unsigned char>(stretch + (block[i] == '\n' ? 1 : 0));
    }
    count += stretch;
    block.remove_prefix(kStretch);
  }
  for (const char c : block) count += c == '\n' ? 1U : 0U;
  return count;
}

UseBlock other_way(std::string_view way, [[maybe_unused]] const std::string& argument,
                   [[maybe_unused]] std::size_t& count) {
#if defined(FILTERCHECK_HAVE_SIMDJSON)
  if (way == "simdjson") return by_simdjson(argument, count);
#endif
#if defined(FILTERCHECK_HAVE_HYPERSCAN)
  if (way == "hyperscan") return by_hyperscan(argument, count);
#endif
  if (way == "simdjson" || way == "hyperscan") std::fputs("was not found when building\n", stderr);
  return {};
}

}  // namespace filtercheck::bench
