#include "values/regex_steps.hpp"

#include <algorithm>
#include <variant>

namespace filtercheck::values {

namespace {

bool contains(const CodePointSet& set, char32_t c) {
  return std::any_of(set.begin(), set.end(),
                     [c](CodePointRange r) { return r.first <= c && c <= r.last; });
}

}  // namespace

RegexSteps::RegexSteps(const Regex& regex, std::size_t max_steps) {
  for (const auto& alternative : regex.alternatives) {
    firsts_.push_back(static_cast<Position>(steps_.size()));
    for (const RegexPiece& piece : alternative) {
      add_piece(piece, max_steps);
      if (too_large_) return;
    }
    steps_.push_back({Kind::End});
  }
  count_missing();
}

void RegexSteps::add_piece(const RegexPiece& piece, std::size_t max_steps) {
  Step once{Kind::Characters};
  if (const auto* anchor = std::get_if<Anchor>(&piece.atom)) {
    once.kind = *anchor == Anchor::Begin ? Kind::Begin : Kind::Dollar;
  } else {
    once.set = std::get<CodePointSet>(piece.atom);
  }
  const auto least = static_cast<std::size_t>(piece.min);
  const std::size_t more = piece.max ? static_cast<std::size_t>(*piece.max) - least : 1;
  too_large_ = steps_.size() + least + more > max_steps;
  if (too_large_) return;
  steps_.insert(steps_.end(), least, once);
  once.may_skip = true;
  once.may_repeat = !piece.max;
  steps_.insert(steps_.end(), more, once);
}

// From the last step to the first. Anchors count as passed, so this is a lower bound.
void RegexSteps::count_missing() {
  std::int32_t after = 0;
  for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
    if (step->kind == Kind::End) after = 0;
    step->missing = after;
    if (step->kind == Kind::Characters && !step->may_skip)
      step->missing = step->set.empty() ? kNever : std::min(after + 1, kNever);
    after = step->missing;
  }
  for (const Position first : firsts_) missing_ = std::min(missing_, step(first).missing);
}

void RegexSteps::reach(Position from, bool begun, std::vector<Position>& out) const {
  for (Position at = from;; ++at) {
    const Step& next = step(at);
    if (next.kind != Kind::Begin) out.push_back(at);
    const bool passes = next.may_skip || (next.kind == Kind::Begin && !begun);
    if (!passes) return;
  }
}

std::vector<RegexSteps::Position> RegexSteps::beginnings(bool begun) const {
  std::vector<Position> reached;
  for (const Position first : firsts_) reach(first, begun, reached);
  return reached;
}

void RegexSteps::after(Position position, char32_t c, std::vector<Position>& out) const {
  const Step& at = step(position);
  if (at.kind == Kind::End) {
    out.push_back(position);
  } else if (at.kind == Kind::Characters && contains(at.set, c)) {
    reach(at.may_repeat ? position : position + 1, true, out);
  }
}

std::vector<RegexSteps::Position> RegexSteps::all_after(const std::vector<Position>& positions,
                                                        char32_t c) const {
  std::vector<Position> reached = beginnings(true);
  for (const Position p : positions) after(p, c, reached);
  std::sort(reached.begin(), reached.end());
  reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
  return reached;
}

bool RegexSteps::accepts(Position position, bool text_is_empty) const {
  for (Position at = position;; ++at) {
    const Step& next = step(at);
    if (next.kind == Kind::End) return true;
    const bool passes =
        next.may_skip || next.kind == Kind::Dollar || (next.kind == Kind::Begin && text_is_empty);
    if (!passes) return false;
  }
}

std::int32_t RegexSteps::missing(Position position) const { return step(position).missing; }

bool RegexSteps::has_end(const std::vector<Position>& positions) const {
  return std::any_of(positions.begin(), positions.end(), [this](Position p) { return is_end(p); });
}

bool RegexSteps::accepts(const std::vector<Position>& positions, bool text_is_empty) const {
  return std::any_of(positions.begin(), positions.end(),
                     [&](Position p) { return accepts(p, text_is_empty); });
}

std::vector<char32_t> RegexSteps::boundaries() const {
  std::vector<char32_t> all;
  const CodePointSet* last = nullptr;
  for (const Step& step : steps_) {
    // The steps of one repetition are alike.
    if (last != nullptr && *last == step.set) continue;
    last = &step.set;
    for (const CodePointRange range : step.set) {
      all.push_back(range.first);
      all.push_back(range.last + 1);
    }
  }
  return all;
}

bool RegexSteps::matches(std::u32string_view text) const {
  std::vector<Position> positions = beginnings(false);
  for (const char32_t c : text) {
    if (has_end(positions)) return true;
    positions = all_after(positions, c);
  }
  return accepts(positions, text.empty());
}

}  // namespace filtercheck::values
