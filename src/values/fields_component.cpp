#include "values/fields_component.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::values {

namespace {

using State = Component::State;

// Each of the cuts once with each of the states that a test may be in.
template <typename Cut, typename StatesOf>
void branch(std::vector<Cut>& cuts, std::size_t test, const StatesOf& states_of) {
  std::vector<Cut> more;
  for (Cut& cut : cuts) {
    const std::vector<State> states = states_of(cut);
    for (std::size_t i = 0; i < states.size(); ++i) {
      // NOLINTNEXTLINE(bugprone-use-after-move): only the last of the states takes it
      more.push_back(i + 1 == states.size() ? std::move(cut) : cut);
      more.back().tests[test] = states[i];
    }
  }
  cuts = std::move(more);
}

constexpr bool is_blank(char32_t c) { return c == U' ' || c == U'\t'; }

}  // namespace

CutLine::CutLine(std::u32string_view line) : line_(line) {
  for (std::size_t at = 0; at < line.size();) {
    if (is_blank(line[at])) {
      ++at;
      continue;
    }
    const bool opens = line[at] == U'"' || line[at] == U'[';
    const std::size_t close =
        opens ? line.find(line[at] == U'"' ? U'"' : U']', at + 1) : std::u32string_view::npos;
    if (close != std::u32string_view::npos) {
      fields_.push_back({at, line.substr(at + 1, close - at - 1)});
      at = close + 1;
      continue;
    }
    const std::size_t end = std::min(line.find_first_of(U" \t", at), line.size());
    fields_.push_back({at, line.substr(at, end - at)});
    at = end;
  }
}

std::optional<std::u32string_view> CutLine::at(const FieldPlace& place) const {
  const auto index = static_cast<std::size_t>(place.index);
  if (index >= fields_.size()) return std::nullopt;
  switch (place.kind) {
    case FieldPlace::Kind::FromStart:
      break;
    case FieldPlace::Kind::FromEnd:
      return fields_[fields_.size() - 1 - index].text;
    case FieldPlace::Kind::Rest:
      if (index + 1 < fields_.size()) return line_.substr(fields_[index].begin);
      break;
  }
  return fields_[index].text;
}

FieldsComponent::FieldsComponent(std::vector<FieldTest> tests, std::vector<FieldNumberTest> numbers,
                                 ExponentsOfText exponents, std::int32_t at_least,
                                 std::int32_t at_most)
    : tests_(std::move(tests)),
      numbers_(std::move(numbers)),
      exponents_(exponents),
      at_least_(at_least),
      at_most_(at_most),
      counted_(at_least) {
  // One more than the greatest number that matters is "more".
  if (at_most != kAnyNumber) counted_ = std::max(counted_, at_most + 1);
  for (const FieldTest& test : tests_) {
    count(test.place);
    ordered_ = ordered_ || test.component->is_ordered();
  }
  for (const FieldNumberTest& number : numbers_) count(number.place);
}

void FieldsComponent::count(const FieldPlace& place) {
  counted_ = std::max(counted_, place.index + 2);
  if (place.kind == FieldPlace::Kind::Rest) foreseen_ = std::max(foreseen_, 2);
  if (place.kind == FieldPlace::Kind::FromEnd) foreseen_ = std::max(foreseen_, place.index + 2);
}

std::size_t FieldsComponent::Hash::operator()(const Cut& cut) const {
  std::uint64_t hash =
      static_cast<std::uint64_t>(cut.mode) | (cut.no_quote ? 8U : 0U) | (cut.no_bracket ? 16U : 0U);
  const auto mix = [&](std::int32_t part) {
    hash = (hash ^ static_cast<std::uint32_t>(part)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  };
  mix(cut.begun);
  mix(cut.to_come);
  mix(cut.reader);
  mix(cut.number);
  for (const State state : cut.tests) mix(state);
  return hash;
}

State FieldsComponent::intern(Cut cut) {
  const auto [entry, fresh] =
      state_of_.try_emplace(std::move(cut), static_cast<State>(cuts_.size()));
  if (!fresh) return entry->second;
  cuts_.push_back(entry->first);
  if (!ordered_) return entry->second;
  // What an order may compare is left out of the class.
  Cut alike = cuts_.back();
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    if (alike.tests[i] != kInactive && tests_[i].component->is_ordered())
      alike.tests[i] = tests_[i].component->order_class(alike.tests[i]);
  }
  const auto next = static_cast<State>(order_class_of_.size());
  order_classes_.push_back(order_class_of_.try_emplace(std::move(alike), next).first->second);
  return entry->second;
}

std::vector<State> FieldsComponent::start() {
  if (at_least_ > at_most_) return {};
  Cut cut;
  cut.to_come = foreseen_;
  cut.tests.assign(tests_.size(), kInactive);
  return {intern(std::move(cut))};
}

// --- Reading -------------------------------------------------------------------------------------

std::vector<State> FieldsComponent::next(State state, char32_t c) {
  const Cut from = cut(state);
  if ((c == U'"' && from.no_quote) || (c == U']' && from.no_bracket)) return {};
  std::vector<Cut> cuts;
  if (from.mode == Mode::Between && !is_blank(c)) {
    begin_field(from, c, cuts);
  } else {
    in_field(from, c, cuts);
  }
  std::vector<State> states;
  states.reserve(cuts.size());
  for (Cut& next : cuts) states.push_back(intern(std::move(next)));
  return states;
}

// The tests that look at the field that was begun last.
bool FieldsComponent::is_here(const Cut& cut, const FieldPlace& place) const {
  switch (place.kind) {
    case FieldPlace::Kind::FromStart:
    case FieldPlace::Kind::Rest:
      return cut.begun == place.index + 1;
    case FieldPlace::Kind::FromEnd:
      return cut.to_come == place.index + 1;
  }
  return false;
}

// An active test that reads the rest of the line, whatever it is cut into.
bool FieldsComponent::is_of_line(const Cut& cut, const FieldPlace& place) const {
  return place.kind == FieldPlace::Kind::Rest && (cut.begun > place.index + 1 || cut.to_come > 1);
}

bool FieldsComponent::begin_number(Cut& cut) {
  std::vector<std::size_t> here;
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    if (!is_here(cut, numbers_[i].place)) continue;
    if (!is_of_line(cut, numbers_[i].place)) {
      here.push_back(i);
    } else if (numbers_[i].test.required) {
      // Two fields and what separates them are no number.
      return false;
    }
  }
  if (here.empty()) return true;
  const auto [entry, fresh] =
      reader_of_.try_emplace(here, static_cast<std::int32_t>(readers_.size()));
  if (fresh) {
    std::vector<NumberTest> tests;
    for (const std::size_t i : here) tests.push_back(numbers_[i].test);
    readers_.push_back(std::make_unique<DecimalReader>(std::move(tests), exponents_));
  }
  cut.reader = entry->second;
  DecimalReader& reader = *readers_[static_cast<std::size_t>(cut.reader)];
  cut.number = reader.start();
  return reader.is_possible();
}

void FieldsComponent::begin_field(const Cut& before, char32_t c, std::vector<Cut>& out) {
  std::vector<Cut> begun;
  const auto add = [&](Mode mode, bool no_quote, bool no_bracket) {
    Cut cut = before;
    cut.mode = mode;
    cut.no_quote = no_quote;
    cut.no_bracket = no_bracket;
    cut.begun = std::min(before.begun + 1, counted_);
    if (before.begun > 0 && before.to_come < foreseen_) {
      cut.to_come = before.to_come - 1;
      if (cut.to_come > 0) begun.push_back(std::move(cut));
      return;
    }
    // Behind a field with `foreseen_` or more to come there are one less or more.
    const std::int32_t least = before.begun > 0 ? std::max(foreseen_ - 1, 1) : 1;
    for (cut.to_come = least; cut.to_come <= foreseen_; ++cut.to_come) begun.push_back(cut);
  };
  const bool opens = c == U'"' || c == U'[';
  if (c == U'"') {
    add(Mode::OpenedQuote, before.no_quote, before.no_bracket);
    add(Mode::Plain, true, before.no_bracket);
  } else if (c == U'[') {
    if (!before.no_bracket) add(Mode::OpenedBracket, before.no_quote, before.no_bracket);
    add(Mode::Plain, before.no_quote, true);
  } else {
    add(Mode::Plain, before.no_quote, before.no_bracket);
  }
  for (Cut& cut : begun) {
    if (!begin_number(cut)) continue;
    std::vector<Cut> all;
    all.push_back(std::move(cut));
    for (std::size_t i = 0; i < tests_.size() && !all.empty(); ++i) {
      if (!is_here(all.front(), tests_[i].place)) continue;
      branch(all, i, [&](const Cut&) { return tests_[i].component->start(); });
    }
    for (Cut& one : all) {
      const bool is_content = !opens || one.mode == Mode::Plain;
      read(std::move(one), c, is_content, out);
    }
  }
}

void FieldsComponent::in_field(Cut cut, char32_t c, std::vector<Cut>& out) const {
  const bool quoted = cut.mode == Mode::OpenedQuote || cut.mode == Mode::Quote;
  const bool bracketed = cut.mode == Mode::OpenedBracket || cut.mode == Mode::Bracket;
  const bool ends = quoted      ? c == U'"'
                    : bracketed ? c == U']'
                                : cut.mode == Mode::Plain && is_blank(c);
  if (ends) {
    if (!end_field(cut)) return;
    cut.mode = Mode::Between;
  } else if (cut.mode == Mode::OpenedQuote) {
    cut.mode = Mode::Quote;
  } else if (cut.mode == Mode::OpenedBracket) {
    cut.mode = Mode::Bracket;
  }
  const bool is_content = cut.mode != Mode::Between;
  read(std::move(cut), c, is_content, out);
}

void FieldsComponent::read(Cut cut, char32_t c, bool is_content, std::vector<Cut>& out) const {
  if (is_content && cut.reader != kInactive) {
    DecimalReader& reader = *readers_[static_cast<std::size_t>(cut.reader)];
    cut.number = reader.next(cut.number, c);
    if (cut.number == DecimalReader::kNoNumber && reader.needs_number()) return;
  }
  std::vector<Cut> all;
  all.push_back(std::move(cut));
  for (std::size_t i = 0; i < tests_.size() && !all.empty(); ++i) {
    // Whether it is active, and reads this character, is the same in all of them.
    const Cut& any = all.front();
    if (any.tests[i] == kInactive || (!is_content && !is_of_line(any, tests_[i].place))) continue;
    branch(all, i, [&](const Cut& one) { return tests_[i].component->next(one.tests[i], c); });
  }
  std::move(all.begin(), all.end(), std::back_inserter(out));
}

// --- Ends ----------------------------------------------------------------------------------------

// Of the field that was begun last. False: a test fails.
bool FieldsComponent::end_field(Cut& cut) const {
  const bool is_empty = cut.mode == Mode::OpenedQuote || cut.mode == Mode::OpenedBracket;
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    if (cut.tests[i] == kInactive || is_of_line(cut, tests_[i].place)) continue;
    if (!tests_[i].component->accepts(cut.tests[i], is_empty)) return false;
    cut.tests[i] = kInactive;
  }
  if (cut.reader == kInactive) return true;
  const bool passes = readers_[static_cast<std::size_t>(cut.reader)]->may_pass(cut.number);
  cut.reader = cut.number = kInactive;
  return passes;
}

bool FieldsComponent::is_end_as_guessed(const Cut& cut) const {
  const bool open = cut.mode != Mode::Between && cut.mode != Mode::Plain;
  if (open) return false;
  return foreseen_ == 1 || cut.begun == 0 || cut.to_come == 1;
}

bool FieldsComponent::accepts(State state, bool) const {
  Cut last = cut(state);
  if (!is_end_as_guessed(last)) return false;
  if (last.begun < at_least_ || last.begun > at_most_) return false;
  if (last.mode == Mode::Plain && !end_field(last)) return false;
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    if (last.tests[i] != kInactive && !tests_[i].component->accepts(last.tests[i], false))
      return false;
    if (tests_[i].required && last.begun <= tests_[i].place.index) return false;
  }
  return std::none_of(numbers_.begin(), numbers_.end(), [&](const FieldNumberTest& number) {
    return number.test.required && last.begun <= number.place.index;
  });
}

std::int32_t FieldsComponent::missing(State state) const {
  const Cut& at = cut(state);
  std::int32_t missing = 2 * std::max(0, at_least_ - at.begun);
  if (at.mode != Mode::Between && at.mode != Mode::Plain) ++missing;
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    if (at.tests[i] != kInactive) {
      missing += tests_[i].component->missing(at.tests[i]);
    } else if (tests_[i].required && at.begun <= tests_[i].place.index) {
      ++missing;
    }
  }
  for (const FieldNumberTest& number : numbers_) {
    if (number.test.required && at.begun <= number.place.index) ++missing;
  }
  return missing;
}

std::vector<char32_t> FieldsComponent::boundaries() const {
  std::vector<char32_t> all;
  if (!numbers_.empty()) {
    std::vector<NumberTest> tests;
    for (const FieldNumberTest& number : numbers_) tests.push_back(number.test);
    all = DecimalReader(std::move(tests), exponents_).boundaries();
  }
  for (const char32_t c : {U' ', U'\t', U'"', U'[', U']'}) {
    all.push_back(c);
    all.push_back(c + 1);
  }
  for (const FieldTest& test : tests_) {
    const std::vector<char32_t> more = test.component->boundaries();
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

// --- Covering ------------------------------------------------------------------------------------

bool FieldsComponent::covers(State greater, State lesser) const {
  if (greater == lesser) return true;
  // Cuts of one class differ in nothing but the states of tests with an order.
  if (!ordered_ || order_class(greater) != order_class(lesser)) return false;
  const Cut& more = cut(greater);
  const Cut& less = cut(lesser);
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    const State a = more.tests[i];
    const State b = less.tests[i];
    if (a != b && !tests_[i].component->covers(a, b)) return false;
  }
  return true;
}

}  // namespace filtercheck::values
