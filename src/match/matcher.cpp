#include "match/matcher.hpp"

#include <algorithm>
#include <utility>

#include "filtercheck/evaluate.hpp"

namespace filtercheck::match {

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
  std::vector<Query> queries;
};

Matcher::Matcher(std::vector<Query> queries, Simd /*simd*/)
    : plan_(std::make_unique<const Plan>(Plan{std::move(queries)})) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

struct Scanner::State {
  const Matcher::Plan& plan;
  std::vector<std::uint32_t> matching;  // of one line
};

Scanner::Scanner(const Matcher& matcher)
    : state_(std::make_unique<State>(State{*matcher.plan_, {}})) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;

void Scanner::scan(std::string_view block, Hits& hits) {
  hits.clear();
  for (std::size_t begin = 0; begin < block.size();) {
    const std::size_t feed = block.find('\n', begin);
    const bool has_return = feed != block.npos && feed > begin && block[feed - 1] == '\r';
    const std::size_t end = std::min(feed, block.size()) - (has_return ? 1 : 0);
    match(block.substr(begin, end - begin), state_->matching);
    if (!state_->matching.empty()) hits.add(begin, end, state_->matching);
    if (feed == block.npos) return;
    begin = feed + 1;
  }
}

void Scanner::match(std::string_view line, std::vector<std::uint32_t>& queries) {
  queries.clear();
  std::uint32_t number = 0;
  for (const Query& query : state_->plan.queries) {
    if (matches(query.pattern, line, query.reading)) queries.push_back(number);
    ++number;
  }
}

}  // namespace filtercheck::match
