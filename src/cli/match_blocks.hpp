// Which events of a block patterns select: the part of `match` that is done on several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input.hpp"
#include "cli/match.hpp"
#include "match/matcher.hpp"

namespace filtercheck::cli {

// What is selected, made ready. Shared by all threads.
class MatchPlan {
 public:
  // Refers to the options.
  explicit MatchPlan(const MatchOptions& options);

  const MatchOptions& options() const { return options_; }
  std::size_t patterns() const { return options_.patterns.size(); }

  // Whether the readings of `*` are to be compared; until an event shows that they differ.
  bool compares_readings() const { return !others_.empty() && !have_differed_; }
  void stop_comparing() { have_differed_ = true; }
  const match::Matcher& matcher() const { return matcher_; }
  // Asks of each pattern the chosen reading, then of those that hang on it the other one.
  const match::Matcher& comparing_matcher() const { return *comparing_matcher_; }
  // Whether the queries that match, of comparing_matcher(), differ by the reading.
  bool differ(std::span<const std::uint32_t> queries) const;

  bool selects_misses() const { return options_.invert || options_.explains_misses; }
  // Whether selected events are to be shown, and not only counted.
  bool keeps_events() const { return !options_.count && !options_.histogram; }
  // Whether nothing is wanted but how many events each pattern matches.
  bool only_counts() const { return options_.count && !options_.histogram && !selects_misses(); }

  // Whether a record must be brought on one line to be matched.
  bool sees_text() const { return sees_text_; }

 private:
  const MatchOptions& options_;
  match::Matcher matcher_;
  std::optional<match::Matcher> comparing_matcher_;
  std::vector<std::uint32_t> others_;  // the patterns of the queries behind the others
  std::atomic<bool> have_differed_ = false;
  bool sees_text_ = false;
};

// What was selected.
struct Selection {
  struct Event {
    std::string_view text;
    std::size_t line;
    std::size_t number;
    std::size_t patterns_end;  // in `patterns`; those of the next event begin there
  };
  std::vector<Event> events;            // unless they are only counted
  std::vector<std::uint32_t> patterns;  // that select each of them, ascending
  std::size_t selected = 0;             // events
  std::vector<std::size_t> counts;      // of events, by pattern; empty: there were none to look at
  std::vector<Histogram> histograms;    // by pattern, if they are wanted
  bool readings_differ = false;
  std::optional<InputError> fault;  // behind these events
  std::optional<std::size_t> rest;  // where the search of the block is to go on, if it is large
  Block block;                      // where the texts are
  std::deque<std::string> texts;    // or here
};

// One thread's search.
class BlockSearch {
 public:
  explicit BlockSearch(MatchPlan& plan);

  // Selects at most `most` events of the block from `begin` on, which is 0 or was a `rest`.
  Selection search(Block block, std::size_t begin, std::size_t most);

 private:
  void search_lines(std::size_t begin);
  void search_each_line(std::string_view lines);
  void search_items(std::size_t begin);
  // Matches a record, and gives the text on which that was done; no value: a fault.
  std::optional<std::string_view> match(const Block::Item& record);
  // As Scanner::match().
  bool match(std::string_view text);
  void add(std::string_view text, std::size_t line, std::size_t number,
           std::span<const std::uint32_t> queries);
  bool is_full() const { return selection_.selected == most_; }
  // Whether so much is held that the rest is better left for later.
  bool is_much() const;

  MatchPlan& plan_;
  match::Scanner scanner_;
  std::optional<match::Scanner> comparing_scanner_;
  bool compares_ = false;
  std::size_t most_ = 0;
  Selection selection_;
  match::Hits hits_;
  std::vector<std::uint32_t> queries_;
  std::string record_;  // on one line
};

}  // namespace filtercheck::cli
