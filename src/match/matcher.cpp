#include "match/matcher.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "filtercheck/evaluate.hpp"
#include "match/event_queries.hpp"
#include "match/event_walk.hpp"
#include "match/literal_search.hpp"
#include "match/needles.hpp"

namespace filtercheck::match {

namespace {

using Needles = std::vector<std::string>;

// The needles of the clauses of one rank of all queries, for each rank: a line that some query
// matches holds one of them. None if a query has no clause: then any line may match.
std::vector<Needles> needles_for(const std::vector<Query>& queries) {
  // Beyond about that, to look at each line is faster (bench/README.md).
  constexpr std::size_t kMostNeedles = 384;
  std::vector<std::vector<Clause>> clauses;
  std::size_t ranks = 0;
  for (const Query& query : queries) {
    clauses.push_back(clauses_of(query.pattern));
    if (clauses.back().empty()) return {};
    ranks = std::max(ranks, clauses.back().size());
  }
  std::vector<Needles> all;
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    std::set<std::string> needles;
    for (const std::vector<Clause>& of_query : clauses) {
      const Clause& clause = of_query[std::min(rank, of_query.size() - 1)];
      needles.insert(clause.needles.begin(), clause.needles.end());
    }
    if (needles.size() <= kMostNeedles) all.emplace_back(needles.begin(), needles.end());
  }
  return all;
}

}  // namespace

void Hits::clear() {
  lines_.clear();
  queries_.clear();
}

void Hits::add(std::size_t begin, std::size_t end, std::span<const std::uint32_t> queries) {
  queries_.insert(queries_.end(), queries.begin(), queries.end());
  lines_.push_back({begin, end, queries_.size()});
}

std::span<const std::uint32_t> Hits::queries(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : lines_[index - 1].queries_end;
  return std::span(queries_).subspan(begin, lines_[index].queries_end - begin);
}

struct Matcher::Plan {
  Plan(std::vector<Query> asked, Simd instructions);

  std::vector<Query> queries;
  Simd simd;
  // What may be searched for instead of looking at each line.
  std::vector<Needles> needles;

  // The queries by how they are answered.
  EventQueries events;
  std::vector<std::uint32_t> json;               // all JSON patterns
  std::vector<std::uint32_t> json_by_evaluator;  // those that `events` cannot ask
  std::vector<std::uint32_t> lines;              // patterns that see a line as text
  std::optional<LiteralSearch> lines_search;     // finds each line that one of them matches
  std::vector<std::uint32_t> all;                // those that match everything
  bool are_by_values = false;                    // `events` has them all
};

Matcher::Plan::Plan(std::vector<Query> asked, Simd instructions)
    : queries(std::move(asked)), simd(instructions), needles(needles_for(queries)) {
  std::vector<Query> on_lines;
  for (std::uint32_t number = 0; number < queries.size(); ++number) {
    const auto& [pattern, reading] = queries[number];
    if (pattern.kind == Kind::All) {
      all.push_back(number);
    } else if (pattern.kind != Kind::Json) {
      lines.push_back(number);
      on_lines.push_back(queries[number]);
    } else {
      json.push_back(number);
      if (EventQueries::can_ask(pattern)) {
        events.add(number, pattern, reading);
      } else {
        json_by_evaluator.push_back(number);
      }
    }
  }
  events.settle();
  are_by_values = json_by_evaluator.empty() && lines.empty() && all.empty();
  std::vector<Needles> found = needles_for(on_lines);
  if (!found.empty()) lines_search.emplace(std::move(found.front()), false, simd, WindowCounts());
}

Matcher::Matcher(std::vector<Query> queries, Simd simd)
    : plan_(std::make_unique<const Plan>(std::move(queries), simd)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

class Scanner::State {
 public:
  explicit State(const Matcher::Plan& plan)
      : plan_(plan), walk_(plan.events.places(), plan.simd), judge_(plan.events) {}

  void scan(std::string_view block, Hits& hits);
  bool match(std::string_view line, std::vector<std::uint32_t>& queries);

 private:
  // Where a line ends, without CR and LF, and where the next one begins.
  struct Line {
    std::size_t end;
    std::size_t next;
  };
  static Line line_at(std::string_view block, std::size_t begin);
  static Line line_ending(std::string_view block, std::size_t begin, std::size_t feed);

  void choose(std::string_view sample);
  std::size_t candidates(const LiteralSearch& search, std::string_view sample,
                         std::size_t most) const;
  std::size_t look_at(std::string_view block, std::size_t begin, Hits& hits);
  std::span<const std::uint32_t> answer(std::string_view line, EventWalk::Answer is_event);
  std::span<const std::uint32_t> answer_all(std::string_view line, EventWalk::Answer is_event);
  void evaluate(const std::vector<std::uint32_t>& asked, std::string_view line);

  const Matcher::Plan& plan_;
  EventWalk walk_;
  EventJudge judge_;
  std::optional<LiteralSearch> search_;  // the best for what was read last, if one is good
  std::size_t chosen_for_ = 0;           // so many bytes more
  std::vector<std::uint32_t> matching_;  // of one line
};

// A line that is found costs as much as a few that are passed over.
void Scanner::State::choose(std::string_view sample) {
  constexpr std::size_t kSample = std::size_t{64} << 10;
  constexpr std::size_t kChosenFor = std::size_t{32} << 20;
  sample = sample.substr(0, kSample);
  chosen_for_ = kChosenFor;
  search_.reset();
  if (plan_.needles.empty()) return;
  const WindowCounts counts(sample);
  auto least = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\n') + 1);
  least -= least / 4;
  for (const Needles& needles : plan_.needles) {
    LiteralSearch search(needles, !plan_.json.empty(), plan_.simd, counts);
    const std::size_t found = candidates(search, sample, least);
    if (found >= least) continue;
    search_ = std::move(search);
    least = found;
  }
}

// How many lines of `sample` the search finds; no more than `most`.
std::size_t Scanner::State::candidates(const LiteralSearch& search, std::string_view sample,
                                       std::size_t most) const {
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < sample.size() && count < most; ++count) {
    const std::size_t found = search.find(sample, begin);
    if (found == LiteralSearch::npos) break;
    begin = line_at(sample, found).next;
  }
  return count;
}

void Scanner::State::scan(std::string_view block, Hits& hits) {
  hits.clear();
  if (chosen_for_ < block.size()) choose(block);
  chosen_for_ -= std::min(chosen_for_, block.size());
  for (std::size_t begin = 0; begin < block.size();) {
    if (search_) {
      const std::size_t found = search_->find(block, begin);
      if (found == LiteralSearch::npos) return;
      const std::size_t feed = block.substr(begin, found - begin).rfind('\n');
      if (feed != std::string_view::npos) begin += feed + 1;
    }
    begin = look_at(block, begin, hits);
  }
}

// The line that begins at `begin`. Returns where the next one does.
std::size_t Scanner::State::look_at(std::string_view block, std::size_t begin, Hits& hits) {
  auto is_event = EventWalk::Answer::NoEvent;
  Line line{};
  if (plan_.json.empty()) {
    line = line_at(block, begin);
  } else {
    const auto read = walk_.read_line(block.substr(begin));
    is_event = read.answer;
    line = line_ending(block, begin, begin + read.size);
  }
  const auto matching = answer(block.substr(begin, line.end - begin), is_event);
  if (!matching.empty()) hits.add(begin, line.end, matching);
  return line.next;
}

Scanner::State::Line Scanner::State::line_at(std::string_view block, std::size_t begin) {
  return line_ending(block, begin, std::min(block.find('\n', begin), block.size()));
}

// `feed`: where its LF is, or the end of the block.
Scanner::State::Line Scanner::State::line_ending(std::string_view block, std::size_t begin,
                                                 std::size_t feed) {
  if (feed == block.size()) return {feed, feed};
  const bool has_return = feed > begin && block[feed - 1] == '\r';
  return {feed - (has_return ? 1 : 0), feed + 1};
}

bool Scanner::State::match(std::string_view line, std::vector<std::uint32_t>& queries) {
  using Answer = EventWalk::Answer;
  const Answer is_event = plan_.json.empty() ? Answer::NoEvent : walk_.read(line);
  const auto matching = answer(line, is_event);
  queries.assign(matching.begin(), matching.end());
  return is_event == Answer::Event;
}

// `is_event`: what walk_ says of the line. Valid until the next call.
std::span<const std::uint32_t> Scanner::State::answer(std::string_view line,
                                                      EventWalk::Answer is_event) {
  if (plan_.are_by_values && is_event == EventWalk::Answer::Event)
    return judge_.matching(walk_.values());
  return answer_all(line, is_event);
}

std::span<const std::uint32_t> Scanner::State::answer_all(std::string_view line,
                                                          EventWalk::Answer is_event) {
  matching_ = plan_.all;
  switch (is_event) {
    case EventWalk::Answer::NoEvent:
      break;
    case EventWalk::Answer::Event: {
      const auto matching = judge_.matching(walk_.values());
      matching_.insert(matching_.end(), matching.begin(), matching.end());
      evaluate(plan_.json_by_evaluator, line);
      break;
    }
    case EventWalk::Answer::Unknown:
      evaluate(plan_.json, line);
      break;
  }
  if (!plan_.lines_search || plan_.lines_search->find(line, 0) != LiteralSearch::npos) {
    evaluate(plan_.lines, line);
  }
  std::sort(matching_.begin(), matching_.end());
  return matching_;
}

// Adds those that match.
void Scanner::State::evaluate(const std::vector<std::uint32_t>& asked, std::string_view line) {
  for (const std::uint32_t number : asked) {
    const auto& [pattern, reading] = plan_.queries[number];
    if (matches(pattern, line, reading)) matching_.push_back(number);
  }
}

Scanner::Scanner(const Matcher& matcher) : state_(std::make_unique<State>(*matcher.plan_)) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;

void Scanner::scan(std::string_view block, Hits& hits) { state_->scan(block, hits); }

bool Scanner::match(std::string_view line, std::vector<std::uint32_t>& queries) {
  return state_->match(line, queries);
}

}  // namespace filtercheck::match
