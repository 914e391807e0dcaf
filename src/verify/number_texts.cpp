#include "verify/number_texts.hpp"

#include <algorithm>
#include <charconv>

namespace filtercheck::verify {

namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// The i-th digit of a number that is continued with zeros.
char digit_at(const Decimal& number, std::int64_t i) {
  const auto at = static_cast<std::size_t>(i);
  return at < number.digits.size() ? number.digits[at] : '0';
}

std::int8_t order_of(char a, char b) { return static_cast<std::int8_t>((a > b) - (a < b)); }

int exponent_value(const NumberState& state) {
  int value = 0;  // three digits at most
  std::from_chars(state.exponent.data(), state.exponent.data() + state.exponent.size(), value);
  return state.exponent_negative ? -value : value;
}

}  // namespace

std::string NumberState::key() const {
  std::string key{static_cast<char>(part), static_cast<char>(negative), static_cast<char>(whole),
                  static_cast<char>(zeros), static_cast<char>(exponent_negative)};
  key += exponent;
  for (const Digits& number : digits) {
    key += ',' + std::to_string(number.count) + ':' + std::to_string(number.order);
  }
  return key;
}

NumberState NumberTexts::start() const {
  NumberState state;
  state.digits.resize(numbers_.size());
  return state;
}

NumberState NumberTexts::next(NumberState state, char32_t c) const {
  const NumberPart before = state.part;
  state.part = part_after(state, c);
  switch (state.part) {
    case NumberPart::Sign:
      state.negative = true;
      break;
    case NumberPart::Whole:
      if (kind_ == NumberKind::Float) ++state.whole;
      compare_digit(state, static_cast<char>(c));
      break;
    case NumberPart::SmallZeros:
      if (before == NumberPart::SmallZeros) ++state.zeros;
      break;
    case NumberPart::LoneZero:
    case NumberPart::Nonzero:
    case NumberPart::TrailingZero:
    case NumberPart::SmallNonzero:
    case NumberPart::SmallZero:
      compare_digit(state, static_cast<char>(c));
      break;
    case NumberPart::ExponentSign:
      state.exponent_negative = true;
      break;
    case NumberPart::ExponentDigits:
      state.exponent += numbers_.empty() ? '9' : static_cast<char>(c);
      if (!may_be_exponent(state, false)) state.part = NumberPart::Dead;
      break;
    case NumberPart::Start:
    case NumberPart::Zero:
    case NumberPart::Point:
    case NumberPart::ExponentStart:
    case NumberPart::Dead:
      break;
  }
  return state;
}

NumberPart NumberTexts::part_after(const NumberState& state, char32_t c) const {
  return kind_ == NumberKind::Integer ? integer_part_after(state, c) : float_part_after(state, c);
}

// -?[1-9][0-9]*
NumberPart NumberTexts::integer_part_after(const NumberState& state, char32_t c) const {
  if (state.part == NumberPart::Start && c == U'-') return NumberPart::Sign;
  const bool is_first = state.part == NumberPart::Start || state.part == NumberPart::Sign;
  if (!is_digit(c) || (is_first && c == U'0') || state.part == NumberPart::Dead) {
    return NumberPart::Dead;
  }
  return NumberPart::Whole;
}

// -?[1-9][0-9]{0,6}\.(0|[0-9]*[1-9]), -?0\.0{0,2}[1-9]([0-9]*[1-9])?,
// -?[1-9]\.(0|[0-9]*[1-9])E-?[1-9][0-9]{0,2}
NumberPart NumberTexts::float_part_after(const NumberState& state, char32_t c) const {
  using enum NumberPart;
  const bool is_zero = c == U'0';
  const bool is_nonzero = is_digit(c) && !is_zero;
  switch (state.part) {
    case Start:
      if (c == U'-') return Sign;
      [[fallthrough]];
    case Sign:
      return is_zero ? Zero : is_nonzero ? Whole : Dead;
    case Whole:
      if (c == U'.') return Point;
      return is_digit(c) && state.whole < 7 ? Whole : Dead;
    case Zero:
      return c == U'.' ? SmallZeros : Dead;
    case Point:
      return is_zero ? LoneZero : is_nonzero ? Nonzero : Dead;
    case LoneZero:
    case Nonzero:
      if (c == U'E' && state.whole == 1) return ExponentStart;
      [[fallthrough]];
    case TrailingZero:
      return is_zero ? TrailingZero : is_nonzero ? Nonzero : Dead;
    case SmallZeros:
      if (is_zero && state.zeros < 2) return SmallZeros;
      return is_nonzero ? SmallNonzero : Dead;
    case SmallNonzero:
    case SmallZero:
      return is_zero ? SmallZero : is_nonzero ? SmallNonzero : Dead;
    case ExponentStart:
      if (c == U'-') return ExponentSign;
      [[fallthrough]];
    case ExponentSign:
      return is_nonzero ? ExponentDigits : Dead;
    case ExponentDigits:
      return is_digit(c) ? ExponentDigits : Dead;
    case Dead:
      break;
  }
  return Dead;
}

// From 7 to 308 or from -324 to -4; if nothing is compared with, any of up to three digits. Not
// `whole`: the beginning of such a one.
bool NumberTexts::may_be_exponent(const NumberState& state, bool whole) const {
  if (state.exponent.size() > 3) return false;
  if (numbers_.empty() || (!whole && state.exponent.size() == 1)) return true;
  const int value = exponent_value(state);
  return (value >= 7 && value <= 308) || (value >= -324 && value <= -4);
}

bool NumberTexts::is_compared(const NumberState& state, std::size_t i) const {
  return !numbers_[i].is_zero() && numbers_[i].negative == state.negative;
}

void NumberTexts::compare_digit(NumberState& state, char c) const {
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    if (!is_compared(state, i)) continue;
    const Decimal& number = numbers_[i];
    NumberState::Digits& digits = state.digits[i];
    if (kind_ == NumberKind::Integer) {
      const std::int64_t most = std::max<std::int64_t>(number.point, 0);
      if (digits.count < most) {
        if (digits.order == 0) digits.order = order_of(c, digit_at(number, digits.count));
        ++digits.count;
      } else {
        digits = {most + 1, 0};
      }
    } else if (digits.order == 0) {
      const auto most = static_cast<std::int64_t>(number.digits.size());
      const std::int8_t order = order_of(c, digit_at(number, digits.count));
      digits = order == 0 ? NumberState::Digits{std::min(digits.count + 1, most), 0}
                          : NumberState::Digits{0, order};
    }
  }
}

bool NumberTexts::accepts(const NumberState& state) const {
  switch (state.part) {
    case NumberPart::Whole:
      return kind_ == NumberKind::Integer;
    case NumberPart::LoneZero:
    case NumberPart::Nonzero:
    case NumberPart::SmallNonzero:
      return true;
    case NumberPart::ExponentDigits:
      return may_be_exponent(state, true);
    case NumberPart::Start:
    case NumberPart::Sign:
    case NumberPart::Zero:
    case NumberPart::Point:
    case NumberPart::TrailingZero:
    case NumberPart::SmallZeros:
    case NumberPart::SmallZero:
    case NumberPart::ExponentStart:
    case NumberPart::ExponentSign:
    case NumberPart::Dead:
      break;
  }
  return false;
}

std::strong_ordering NumberTexts::order(const NumberState& state, std::size_t i) const {
  if (!is_compared(state, i)) {  // zero, or on the other side of it
    return state.negative ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  const std::strong_ordering magnitude = this->magnitude(state, i);
  return state.negative ? 0 <=> magnitude : magnitude;
}

// The order of the absolute values. Requires is_compared(state, i).
std::strong_ordering NumberTexts::magnitude(const NumberState& state, std::size_t i) const {
  const Decimal& number = numbers_[i];
  const NumberState::Digits& digits = state.digits[i];
  if (kind_ == NumberKind::Integer) {
    const std::int64_t whole = std::max<std::int64_t>(number.point, 0);
    if (digits.count != whole) return digits.count <=> whole;
    if (digits.order != 0) return digits.order <=> 0;
    return number.is_integer() ? std::strong_ordering::equal : std::strong_ordering::less;
  }
  const std::int64_t point = state.part == NumberPart::ExponentDigits ? exponent_value(state) + 1
                             : state.whole > 0                        ? state.whole
                                                                      : -state.zeros;
  if (point != number.point) return point <=> number.point;
  if (digits.order != 0) return digits.order <=> 0;
  return digits.count <=> static_cast<std::int64_t>(number.digits.size());
}

}  // namespace filtercheck::verify
