// Which lines of a log do patterns match? As evaluate.hpp has it, line by line and always, at the
// speed of reading.
//
//   const Matcher matcher({{parse("{ $.eventName = PutBucketAcl }").value(), Reading::Glob}});
//   Scanner scanner(matcher);             // one for each thread
//   Hits hits;
//   scanner.scan(block, hits);            // block: whole lines of a file
//   for (const Hit& hit : hits.lines()) use(block.substr(hit.begin, hit.end - hit.begin));
//
// Not for what a pattern means (evaluate.hpp is that, and the judge of this) and not for reading
// files: nothing here reads, prints or starts a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "match/simd.hpp"

namespace filtercheck::match {

// What is asked of each line. A pattern may be asked under both readings: as two queries.
struct Query {
  Pattern pattern;
  Reading reading = Reading::Glob;
};

// A line that at least one query matches: [begin, end) of the block, without its LF or CRLF.
struct Hit {
  std::size_t begin;
  std::size_t end;
  std::size_t queries_end;  // in the list of Hits; the next one's begin there
};

// What was found in one block. Keeps its memory from one block to the next.
class Hits {
 public:
  void clear();
  // Requires: `queries` is not empty, and the line is behind those that were added before.
  void add(std::size_t begin, std::size_t end, std::span<const std::uint32_t> queries);

  // In the order of the block.
  std::span<const Hit> lines() const { return lines_; }
  // The numbers of the queries that match the line lines()[index], ascending.
  std::span<const std::uint32_t> queries(std::size_t index) const;

 private:
  std::vector<Hit> lines_;
  std::vector<std::uint32_t> queries_;  // of all lines, one line's after the other's
};

// Queries, made ready. Immutable: several threads may use one.
class Matcher {
 public:
  // Queries are numbered from 0 in their order. `simd`: one of available_simd(), for tests. Cost:
  // linear in the patterns.
  explicit Matcher(std::vector<Query> queries, Simd simd = best_simd());
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

 private:
  friend class Scanner;
  struct Plan;
  std::unique_ptr<const Plan> plan_;
};

// One thread's work with a Matcher, which must outlive it: its memory, and what it has learnt of
// the input, on which its speed depends and its answers do not.
class Scanner {
 public:
  explicit Scanner(const Matcher& matcher);
  ~Scanner();
  Scanner(Scanner&&) noexcept;
  Scanner& operator=(Scanner&&) noexcept;

  // Sets `hits` to the lines of `block` that some query matches. `block`: any bytes; a line ends
  // with LF or CRLF, the last one perhaps with the block (its CR is then its own, and after a last
  // LF there is no further line); blank lines are lines. Cost: of reading where few lines may
  // match, O(|block|) otherwise, and what the evaluator takes for a line that is odd.
  void scan(std::string_view block, Hits& hits);

  // Sets `queries` to the numbers of those that match `line`, ascending. `line`: any bytes, line
  // breaks as well. True: it is one JSON object; false: it is not, or that was not found out.
  bool match(std::string_view line, std::vector<std::uint32_t>& queries);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace filtercheck::match
