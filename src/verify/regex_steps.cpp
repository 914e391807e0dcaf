#include "verify/regex_steps.hpp"

#include <algorithm>
#include <variant>

namespace filtercheck::verify {

namespace {

constexpr std::size_t kMostSteps = 1'000'000;

bool contains(const CodePointSet& set, char32_t c) {
  return std::any_of(set.begin(), set.end(),
                     [c](const CodePointRange& r) { return r.first <= c && c <= r.last; });
}

}  // namespace

RegexSteps::RegexSteps(const Regex& regex, Work& work) {
  for (const std::vector<RegexPiece>& pieces : regex.alternatives) {
    alternatives_.push_back(steps_.size());
    for (const RegexPiece& piece : pieces) add_piece(piece, work);
    add({Kind::End}, work);
  }
  first_ = all_beginnings(true);
  later_ = all_beginnings(false);
}

// x{m,n}: m steps, and n - m that may be skipped; x{m,}: m steps, and one that may be skipped and
// repeated.
void RegexSteps::add_piece(const RegexPiece& piece, Work& work) {
  Step step{Kind::Character};
  if (const auto* anchor = std::get_if<Anchor>(&piece.atom)) {
    step.kind = *anchor == Anchor::Begin ? Kind::TextBegin : Kind::TextEnd;
  } else {
    step.set = sets_.size();
    sets_.push_back(std::get<CodePointSet>(piece.atom));
  }
  for (int i = 0; i < piece.min; ++i) add(step, work);
  step.may_skip = true;
  step.may_repeat = !piece.max;
  const int optional = piece.max ? *piece.max - piece.min : 1;
  for (int i = 0; i < optional; ++i) add(step, work);
}

void RegexSteps::add(Step step, Work& work) {
  if (steps_.size() == kMostSteps) throw NotProved("a regex has more than a million steps");
  work.spend(1);
  steps_.push_back(step);
}

bool RegexSteps::is_position(Position p) const {
  return p >= 0 && index(p) < steps_.size() && steps_[index(p)].kind != Kind::TextBegin;
}

// Appends, in order, the positions from before `step` on that are reached without a character. An
// end is never skipped, so this stays within the alternative.
void RegexSteps::reach(std::size_t step, bool at_text_begin, Positions& out) const {
  for (;; ++step) {
    const Step& at = steps_[step];
    const bool passed = at.kind == Kind::TextBegin && at_text_begin;
    if (at.kind != Kind::TextBegin) out.push_back(static_cast<Position>(step));
    if (!at.may_skip && !passed) return;
  }
}

Positions RegexSteps::all_beginnings(bool of_text) const {
  Positions out;
  for (const std::size_t first : alternatives_) reach(first, of_text, out);
  return out;
}

Positions RegexSteps::after(Position p, char32_t c, Work& work) const {
  const Step& step = steps_[index(p)];
  Positions out;
  if (step.kind == Kind::End) out.push_back(p);
  if (step.kind == Kind::Character && contains(sets_[step.set], c)) {
    // What may be repeated may be skipped, so the next step is reached all the same.
    reach(step.may_repeat ? index(p) : index(p) + 1, false, out);
  }
  work.spend(1 + out.size());
  return out;
}

Positions RegexSteps::after(const Positions& all, char32_t c, Work& work) const {
  Positions out = later_;
  for (const Position p : all) {
    const Positions more = after(p, c, work);
    out.insert(out.end(), more.begin(), more.end());
  }
  work.spend(out.size());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool RegexSteps::accepts(Position p, bool empty, Work& work) const {
  for (std::size_t step = index(p);; ++step) {
    const Step& at = steps_[step];
    work.spend(1);
    if (at.kind == Kind::End) return true;
    const bool passed = at.kind == Kind::TextEnd || (at.kind == Kind::TextBegin && empty);
    if (!at.may_skip && !passed) return false;
  }
}

bool RegexSteps::matches(const std::u32string& text, Work& work) const {
  Positions positions = first_;
  for (const char32_t c : text) positions = after(positions, c, work);
  return std::any_of(positions.begin(), positions.end(),
                     [&](Position p) { return accepts(p, text.empty(), work); });
}

}  // namespace filtercheck::verify
