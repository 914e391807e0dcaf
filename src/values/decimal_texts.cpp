#include "values/decimal_texts.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace filtercheck::values {

namespace {

using State = Component::State;

constexpr bool is_digit(char32_t c) { return U'0' <= c && c <= U'9'; }

bool is_number(std::u32string_view text) {
  std::size_t at = 0;
  const auto skip = [&](std::u32string_view any_of) {
    const bool found = at < text.size() && any_of.find(text[at]) != std::u32string_view::npos;
    at += found ? 1 : 0;
    return found;
  };
  const auto skip_digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > begin;
  };
  skip(U"+-");
  bool digits = skip_digits();
  if (skip(U".")) digits = skip_digits() || digits;
  if (!digits) return false;
  if (skip(U"eE")) {
    skip(U"+-");
    if (!skip_digits()) return false;
  }
  return at == text.size();
}

class DecimalText : public Component {
 public:
  DecimalText(std::vector<NumberTest> tests, ExponentsOfText exponents)
      : reader_(std::move(tests), exponents) {}

  std::vector<State> start() override {
    if (!reader_.is_possible()) return {};
    return {reader_.start()};
  }
  std::vector<State> next(State state, char32_t c) override {
    const State next = reader_.next(state, c);
    if (next == DecimalReader::kNoNumber && reader_.needs_number()) return {};
    return {next};
  }
  bool accepts(State state, bool) const override { return reader_.may_pass(state); }
  std::int32_t missing(State state) const override { return accepts(state, false) ? 0 : 1; }
  std::vector<char32_t> boundaries() const override { return reader_.boundaries(); }

 private:
  DecimalReader reader_;
};

}  // namespace

std::unique_ptr<Component> decimal_component(std::vector<NumberTest> tests,
                                             ExponentsOfText exponents) {
  return std::make_unique<DecimalText>(std::move(tests), exponents);
}

std::optional<Decimal> decimal_of(std::u32string_view text) {
  if (!is_number(text)) return std::nullopt;
  return read_decimal(std::string(text.begin(), text.end()));
}

DecimalReader::DecimalReader(std::vector<NumberTest> tests, ExponentsOfText exponents)
    : tests_(std::move(tests)), exponents_(exponents) {
  std::int64_t farthest = 0;
  for (const NumberTest& test : tests_) {
    farthest = std::max(farthest, std::abs(test.number.point));
    longest_ = std::max(longest_, test.number.digits.size());
    needs_number_ = needs_number_ || test.required;
  }
  // One more would do; but the more texts are known exactly, the better.
  farthest_point_ = farthest + (exponents == ExponentsOfText::Counted ? 4 : 1);
  farthest_exponent_ = 2 * farthest_point_ + 2;
  intern({Phase::None});
}

// Every decimal can be written, so it is enough to look at the numbers of the tests and at one
// beside each.
bool DecimalReader::is_possible() const {
  if (!needs_number_) return true;
  const auto all_pass = [&](const Decimal& number, std::strong_ordering beside) {
    return std::all_of(tests_.begin(), tests_.end(), [&](const NumberTest& test) {
      std::strong_ordering order = compare(number, test.number);
      if (std::is_eq(order)) order = beside;
      return (order == test.holds_if) == test.required;
    });
  };
  return std::any_of(tests_.begin(), tests_.end(), [&](const NumberTest& test) {
    return all_pass(test.number, std::strong_ordering::less) ||
           all_pass(test.number, std::strong_ordering::equal) ||
           all_pass(test.number, std::strong_ordering::greater);
  });
}

State DecimalReader::intern(Reading reading) {
  const auto [entry, fresh] =
      state_of_.try_emplace(std::move(reading), static_cast<State>(readings_.size()));
  if (fresh) readings_.push_back(entry->first);
  return entry->second;
}

State DecimalReader::start() {
  Reading reading;
  reading.order.assign(tests_.size(), 0);
  return intern(std::move(reading));
}

State DecimalReader::next(State state, char32_t c) {
  Reading reading = readings_[static_cast<std::size_t>(state)];
  return read(reading, c) ? intern(std::move(reading)) : kNoNumber;
}

bool DecimalReader::read(Reading& reading, char32_t c) const {
  const auto to = [&](Phase phase) {
    reading.phase = phase;
    return true;
  };
  switch (reading.phase) {
    case Phase::None:
      return false;
    case Phase::Begin:
    case Phase::Sign:
    case Phase::Integer:
      if (reading.phase == Phase::Begin && (c == U'+' || c == U'-')) {
        reading.negative = c == U'-';
        return to(Phase::Sign);
      }
      if (c == U'.') return to(reading.phase == Phase::Integer ? Phase::Fraction : Phase::Point);
      if (is_digit(c)) {
        read_digit(reading, c);
        return to(Phase::Integer);
      }
      break;
    case Phase::Point:
    case Phase::Fraction:
      if (is_digit(c)) {
        reading.phase = Phase::Fraction;
        read_digit(reading, c);
        return true;
      }
      break;
    case Phase::Exponent:
    case Phase::ExponentSign:
    case Phase::ExponentDigits:
      if (reading.phase == Phase::Exponent && (c == U'+' || c == U'-')) {
        reading.exponent_negative = c == U'-' && exponents_ == ExponentsOfText::Counted;
        return to(Phase::ExponentSign);
      }
      if (!is_digit(c)) return false;
      reading.exponent =
          std::min(reading.exponent * 10 + static_cast<std::int64_t>(c - U'0'), farthest_exponent_);
      return to(Phase::ExponentDigits);
  }
  const bool is_whole = reading.phase == Phase::Integer || reading.phase == Phase::Fraction;
  if (!is_whole || (c != U'e' && c != U'E')) return false;
  if (exponents_ == ExponentsOfText::Anywhere) reading.point = 0;
  return to(Phase::Exponent);
}

void DecimalReader::read_digit(Reading& reading, char32_t c) const {
  const bool fraction = reading.phase == Phase::Fraction;
  if (c == U'0' && !reading.nonzero) {
    if (fraction) reading.point = std::max(reading.point - 1, -farthest_point_);
    return;
  }
  reading.nonzero = true;
  if (!fraction) reading.point = std::min(reading.point + 1, farthest_point_);
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    const std::string& digits = tests_[i].number.digits;
    const auto other = static_cast<char32_t>(
        static_cast<unsigned char>(reading.digits < digits.size() ? digits[reading.digits] : '0'));
    if (reading.order[i] == 0 && c != other) reading.order[i] = c < other ? -1 : 1;
  }
  // Where all are told apart, how many were looked at does not matter.
  const bool open = std::any_of(reading.order.begin(), reading.order.end(),
                                [](std::int8_t order) { return order == 0; });
  reading.digits = open ? std::min(reading.digits + 1, longest_) : longest_;
}

bool DecimalReader::is_number(State state) const {
  const Phase phase = readings_[static_cast<std::size_t>(state)].phase;
  return phase == Phase::Integer || phase == Phase::Fraction || phase == Phase::ExponentDigits;
}

// If the value is 0.DIGITS * 10^point.
bool DecimalReader::passes(const Reading& reading, std::int64_t point, std::size_t test) const {
  const Decimal& other = tests_[test].number;
  std::strong_ordering order = compare({}, other);
  if (reading.nonzero) {
    std::strong_ordering magnitude = std::strong_ordering::greater;
    if (!other.is_zero() && reading.negative == other.negative) {
      magnitude = point <=> other.point;
      // Digits that were not written are zeros, and the last one of `other` is none.
      if (std::is_eq(magnitude) && reading.digits < other.digits.size())
        magnitude = std::strong_ordering::less;
      if (point == other.point && reading.order[test] != 0) magnitude = reading.order[test] <=> 0;
    }
    order = reading.negative ? 0 <=> magnitude : magnitude;
  }
  return (order == tests_[test].holds_if) == tests_[test].required;
}

bool DecimalReader::may_pass(State state) const {
  const Reading& reading = readings_[static_cast<std::size_t>(state)];
  if (!is_number(state)) return !needs_number_;
  const auto all_pass = [&](std::int64_t point) {
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      if (!passes(reading, point, i)) return false;
    }
    return true;
  };
  const std::int64_t exponent = reading.exponent_negative ? -reading.exponent : reading.exponent;
  const bool is_far = std::abs(reading.point) == farthest_point_;
  const bool pulled_back = is_far && exponent != 0 && (reading.point < 0) != (exponent < 0);
  const bool anywhere = exponents_ == ExponentsOfText::Anywhere
                            ? reading.phase == Phase::ExponentDigits
                            : pulled_back;
  if (!anywhere) return all_pass(reading.point + exponent);
  // At the numbers of the tests, or beside them.
  return std::any_of(tests_.begin(), tests_.end(), [&](const NumberTest& test) {
    const std::int64_t point = test.number.point;
    return all_pass(point - 1) || all_pass(point) || all_pass(point + 1);
  });
}

std::vector<char32_t> DecimalReader::boundaries() const {
  std::vector<char32_t> all{U'+', U'+' + 1, U'-', U'.',     U'.' + 1, U'0',
                            U'1', U'9' + 1, U'E', U'E' + 1, U'e',     U'e' + 1};
  // Each digit of an exponent that is counted leads elsewhere.
  if (exponents_ == ExponentsOfText::Counted) {
    for (char32_t digit = U'2'; digit <= U'9'; ++digit) all.push_back(digit);
  }
  for (const NumberTest& test : tests_) {
    for (const char digit : test.number.digits) {
      all.push_back(static_cast<char32_t>(digit));
      all.push_back(static_cast<char32_t>(digit) + 1);
    }
  }
  return all;
}

}  // namespace filtercheck::values
