#include "cli/match_blocks.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "filtercheck/evaluate.hpp"

namespace filtercheck::cli {

namespace {

// Of lines at once, where each may be selected by many patterns.
constexpr std::size_t kSlice = std::size_t{1} << 16;
constexpr std::size_t kMuch = std::size_t{1} << 20;  // selected events and patterns of them

Reading other(Reading reading) {
  return reading == Reading::Glob ? Reading::FirstOccurrence : Reading::Glob;
}

std::vector<match::Query> queries_of(const MatchOptions& options) {
  std::vector<match::Query> queries;
  for (const NamedPattern& named : options.patterns)
    queries.push_back({named.pattern, options.reading});
  return queries;
}

std::string_view without_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

MatchPlan::MatchPlan(const MatchOptions& options)
    : options_(options), matcher_(queries_of(options)) {
  std::vector<match::Query> queries = queries_of(options);
  for (std::uint32_t i = 0; i < options.patterns.size(); ++i) {
    const Pattern& pattern = options.patterns[i].pattern;
    sees_text_ = sees_text_ || pattern.kind != Kind::Json;
    if (options.reading_given || !depends_on_reading(pattern)) continue;
    others_.push_back(i);
    queries.push_back({pattern, other(options.reading)});
  }
  if (!others_.empty()) comparing_matcher_.emplace(std::move(queries));
}

bool MatchPlan::differ(std::span<const std::uint32_t> queries) const {
  const auto own = std::lower_bound(queries.begin(), queries.end(), patterns());
  for (std::size_t i = 0; i < others_.size(); ++i) {
    const bool is = std::binary_search(queries.begin(), own, others_[i]);
    if (std::binary_search(own, queries.end(), patterns() + i) != is) return true;
  }
  return false;
}

BlockSearch::BlockSearch(MatchPlan& plan) : plan_(plan), scanner_(plan.matcher()) {
  if (plan.compares_readings()) comparing_scanner_.emplace(plan.comparing_matcher());
}

Selection BlockSearch::search(Block block, std::size_t begin, std::size_t most) {
  compares_ = plan_.compares_readings();
  most_ = most;
  selection_ = {};
  selection_.counts.resize(plan_.patterns());
  if (plan_.options().histogram)
    selection_.histograms.assign(plan_.patterns(), Histogram(*plan_.options().histogram));
  selection_.block = std::move(block);
  if (selection_.block.kind == Block::Kind::Lines) {
    search_lines(begin);
  } else {
    search_items(begin);
  }
  if (!selection_.rest && !is_full() && !selection_.fault)
    selection_.fault = std::move(selection_.block.fault);
  if (selection_.events.empty() && !selection_.rest) selection_.block = {};
  return std::move(selection_);
}

void BlockSearch::search_lines(std::size_t begin) {
  const std::string_view text = selection_.block.text;
  const bool is_sliced = plan_.patterns() > 1 || plan_.selects_misses();
  while (begin < text.size() && !is_full()) {
    if (is_much()) {
      selection_.rest = begin;
      return;
    }
    std::size_t end = text.size();
    if (is_sliced && end - begin > kSlice)
      end = std::min(text.find('\n', begin + kSlice - 1), end - 1) + 1;
    const std::string_view lines = text.substr(begin, end - begin);
    begin = end;
    if (plan_.selects_misses()) {
      search_each_line(lines);
      continue;
    }
    match::Scanner& scanner = compares_ ? *comparing_scanner_ : scanner_;
    scanner.scan(lines, hits_);
    std::size_t seen = 0;
    for (std::size_t i = 0; i < hits_.lines().size() && !is_full(); ++i) {
      const match::Hit& hit = hits_.lines()[i];
      std::size_t& line = selection_.block.line;
      if (plan_.options().format == Format::Json)
        line += lines_in(lines.substr(seen, hit.begin - seen));
      seen = hit.begin;
      add(lines.substr(hit.begin, hit.end - hit.begin), line, line, hits_.queries(i));
    }
    if (plan_.options().format == Format::Json)
      selection_.block.line += lines_in(lines.substr(seen));
  }
}

void BlockSearch::search_each_line(std::string_view lines) {
  while (!lines.empty() && !is_full()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line =
        end == std::string_view::npos ? lines : without_return(lines.substr(0, end));
    const std::size_t number = selection_.block.line++;
    match(line);
    add(line, number, number, queries_);
    lines.remove_prefix(std::min(end, lines.size() - 1) + 1);
  }
}

void BlockSearch::search_items(std::size_t begin) {
  const Block& block = selection_.block;
  for (std::size_t i = begin; i < block.items.size() && !is_full(); ++i) {
    if (is_much()) {
      selection_.rest = i;
      return;
    }
    const Block::Item& item = block.items[i];
    if (block.kind == Block::Kind::Messages) {
      match(item.text);
      add(item.text, item.line, block.number + i, queries_);
      continue;
    }
    const auto text = match(item);
    if (!text) return;
    const std::size_t before = selection_.events.size();
    add(*text, item.line, block.number + i, queries_);
    if (selection_.events.size() == before) continue;
    selection_.events.back().text = selection_.texts.emplace_back(one_line(*text));
  }
}

std::optional<std::string_view> BlockSearch::match(const Block::Item& record) {
  // Between tokens patterns for JSON see nothing.
  if (!plan_.sees_text() && match(record.text)) return record.text;
  auto event = event_of(record);
  if (auto* fault = std::get_if<InputError>(&event)) {
    selection_.fault = std::move(*fault);
    return std::nullopt;
  }
  record_ = std::get<std::string>(std::move(event));
  match(std::string_view(record_));
  return record_;
}

bool BlockSearch::match(std::string_view text) {
  return (compares_ ? *comparing_scanner_ : scanner_).match(text, queries_);
}

void BlockSearch::add(std::string_view text, std::size_t line, std::size_t number,
                      std::span<const std::uint32_t> queries) {
  if (compares_ && plan_.differ(queries)) {
    selection_.readings_differ = true;
    compares_ = false;
  }
  const auto count = static_cast<std::uint32_t>(plan_.patterns());
  const auto end = std::lower_bound(queries.begin(), queries.end(), count);
  if (plan_.only_counts()) {
    if (end != queries.begin()) ++selection_.selected;
    for (auto query = queries.begin(); query != end; ++query) ++selection_.counts[*query];
    return;
  }
  const std::size_t before = selection_.patterns.size();
  bool is_selected = false;
  const auto select = [&](std::uint32_t pattern) {
    is_selected = true;
    ++selection_.counts[pattern];
    if (plan_.keeps_events()) selection_.patterns.push_back(pattern);
    if (plan_.options().histogram) selection_.histograms[pattern].add(text);
  };
  if (plan_.selects_misses()) {
    auto next = queries.begin();
    for (std::uint32_t pattern = 0; pattern < count; ++pattern) {
      if (next != end && *next == pattern) {
        ++next;
      } else {
        select(pattern);
      }
    }
  } else {
    std::for_each(queries.begin(), end, select);
  }
  if (!is_selected) return;
  ++selection_.selected;
  if (selection_.patterns.size() > before)
    selection_.events.push_back({text, line, number, selection_.patterns.size()});
}

bool BlockSearch::is_much() const { return selection_.patterns.size() >= kMuch; }

}  // namespace filtercheck::cli
