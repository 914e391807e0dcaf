#include "values/number_component.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace filtercheck::values {

namespace {

using State = Component::State;

// How the digits so far compare with as many digits of a number.
struct Compared {
  int sign = 0;  // -1: less, 1: greater
  std::int64_t count = 0;
  bool operator==(const Compared&) const = default;
};

std::size_t mixed(std::size_t hash, std::int64_t value) {
  hash = (hash ^ static_cast<std::size_t>(value)) * 0x9E3779B97F4A7C15U;
  return hash ^ hash >> 29;
}

std::size_t hash_of(std::size_t hash, const std::vector<Compared>& compared) {
  for (const Compared& one : compared) hash = mixed(hash, 4 * one.count + one.sign);
  return hash;
}

// `magnitude`: how |value| compares with |number|, where they have the same sign.
bool passes(const NumberTest& test, bool negative, std::strong_ordering magnitude) {
  std::strong_ordering order = magnitude;
  if (negative != test.number.negative) {
    order = negative ? std::strong_ordering::less : std::strong_ordering::greater;
  } else if (negative) {
    order = 0 <=> magnitude;
  }
  return (order == test.holds_if) == test.required;
}

std::strong_ordering ordering(std::int64_t sign) { return sign <=> 0; }

// States are made on demand: `Info` is what one is.
template <typename Info>
class NumberComponent : public Component {
 protected:
  std::vector<State> known(Info info) {
    const auto [entry, fresh] =
        state_of_.try_emplace(std::move(info), static_cast<State>(infos_.size()));
    if (fresh) infos_.push_back(&entry->first);
    return {entry->second};
  }
  const Info& info(State state) const { return *infos_[static_cast<std::size_t>(state)]; }

 private:
  struct Hash {
    std::size_t operator()(const Info& info) const { return info.hash(); }
  };
  std::unordered_map<Info, State, Hash> state_of_;
  std::vector<const Info*> infos_;  // the keys, by state
};

// --- Integers ------------------------------------------------------------------------------------

struct IntegerInfo {
  bool negative = false;
  bool has_digits = false;
  std::vector<Compared> compared = {};  // by test
  bool operator==(const IntegerInfo&) const = default;
  std::size_t hash() const {
    return hash_of((negative ? 2U : 0U) + (has_digits ? 1U : 0U), compared);
  }
};

class IntegerComponent : public NumberComponent<IntegerInfo> {
 public:
  explicit IntegerComponent(std::vector<NumberTest> tests) : tests_(std::move(tests)) {}

  std::vector<State> start() override { return known({}); }

  std::vector<State> next(State state, char32_t c) override {
    IntegerInfo at = info(state);
    if (c == U'-') {
      if (at.negative || at.has_digits) return {};
      at.negative = true;
      return known(std::move(at));
    }
    if (c < U'0' || c > U'9' || (c == U'0' && !at.has_digits)) return {};
    at.has_digits = true;
    at.compared.resize(tests_.size());
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      if (tests_[i].number.negative == at.negative)
        read_digit(at.compared[i], tests_[i].number, static_cast<char>(c));
    }
    return known(std::move(at));
  }

  bool accepts(State state, bool) const override {
    const IntegerInfo& at = info(state);
    if (!at.has_digits) return false;
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      if (!passes(tests_[i], at.negative, magnitude(at.compared[i], tests_[i].number)))
        return false;
    }
    return true;
  }

  std::int32_t missing(State state) const override {
    const IntegerInfo& at = info(state);
    std::int64_t most = at.has_digits ? 0 : 1;
    for (std::size_t i = 0; at.has_digits && i < tests_.size(); ++i) {
      const Decimal& number = tests_[i].number;
      // A number of fewer digits is too small, if larger ones are wanted.
      const bool grows = number.negative == at.negative &&
                         !passes(tests_[i], at.negative, std::strong_ordering::less) &&
                         passes(tests_[i], at.negative, std::strong_ordering::greater);
      if (grows) most = std::max(most, whole_digits(number) - at.compared[i].count);
    }
    return static_cast<std::int32_t>(std::min<std::int64_t>(most, kFar));
  }

  std::vector<char32_t> boundaries() const override { return {}; }

 private:
  static constexpr std::int64_t kFar = 1'000'000;

  // Of the integer part of |number|; 0 has none.
  static std::int64_t whole_digits(const Decimal& number) {
    return number.is_zero() ? 0 : std::max<std::int64_t>(number.point, 0);
  }

  static void read_digit(Compared& compared, const Decimal& number, char digit) {
    const std::int64_t whole = whole_digits(number);
    if (compared.count > whole) return;
    const auto at = static_cast<std::size_t>(compared.count);
    const char other = at < number.digits.size() ? number.digits[at] : '0';
    ++compared.count;
    if (compared.count > whole) {
      compared.sign = 0;  // longer is greater, whatever the digits were
    } else if (compared.sign == 0) {
      compared.sign = (digit > other) - (digit < other);
    }
  }

  static std::strong_ordering magnitude(const Compared& compared, const Decimal& number) {
    const std::int64_t whole = whole_digits(number);
    if (compared.count != whole) return compared.count <=> whole;
    if (compared.sign != 0) return ordering(compared.sign);
    return number.is_integer() ? std::strong_ordering::equal : std::strong_ordering::less;
  }

  std::vector<NumberTest> tests_;
};

// --- Doubles -------------------------------------------------------------------------------------

enum class Part {
  Start,
  Minus,
  Zero,           // 0
  LeadingZeros,   // 0.00
  Small,          // 0.00123
  Whole,          // 123
  Point,          // 123.
  FractionZero,   // 123.0: the only 0 that may end a fraction
  Fraction,       // 123.45
  FractionZeros,  // 123.450, 0.0010
  E,
  Exponent,
};

struct FloatInfo {
  Part part = Part::Start;
  bool negative = false;
  bool small = false;       // 0.…: the last part of a fraction is not followed by an exponent
  std::int32_t digits = 0;  // before the point; zeros after it while there is nothing else
  std::vector<Compared> compared = {};  // by test: significant digits
  bool exponent_negative = false;
  std::int32_t exponent = 0;  // see FloatComponent::exponent_state
  std::int32_t exponent_digits = 0;
  bool operator==(const FloatInfo&) const = default;
  std::size_t hash() const {
    const std::size_t first = mixed(static_cast<std::size_t>(part), digits);
    return hash_of(mixed(first, 16 * std::int64_t{exponent} + exponent_digits), compared);
  }
};

class FloatComponent : public NumberComponent<FloatInfo> {
 public:
  FloatComponent(std::vector<NumberTest> tests, Exponents exponents)
      : tests_(std::move(tests)), exponents_(exponents) {}

  std::vector<State> start() override { return known({}); }

  std::vector<State> next(State state, char32_t c) override {
    FloatInfo at = info(state);
    bool alive = false;
    if (c >= U'0' && c <= U'9') {
      alive = read_digit(at, static_cast<char>(c));
    } else if (c == U'.') {
      alive = read_point(at);
    } else if (c == U'-') {
      alive = read_minus(at);
    } else if (c == U'E') {
      alive = at.digits == 1 && (at.part == Part::FractionZero || at.part == Part::Fraction);
      at.part = Part::E;
    }
    if (!alive) return {};
    return known(std::move(at));
  }

  bool accepts(State state, bool) const override {
    const FloatInfo& at = info(state);
    std::int64_t point = at.small ? -at.digits : at.digits;
    switch (at.part) {
      case Part::Small:
      case Part::FractionZero:
      case Part::Fraction:
        break;
      case Part::Exponent:
        if (!is_exponent(at)) return false;
        point = exponent_of(at) + 1;
        break;
      case Part::Start:
      case Part::Minus:
      case Part::Zero:
      case Part::LeadingZeros:
      case Part::Whole:
      case Part::Point:
      case Part::FractionZeros:
      case Part::E:
        return false;
    }
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      if (!passes(tests_[i], at.negative, magnitude(at.compared[i], point, tests_[i].number)))
        return false;
    }
    return true;
  }

  std::int32_t missing(State state) const override {
    switch (info(state).part) {
      case Part::Start:
      case Part::Minus:
        return 3;
      case Part::Zero:
      case Part::Whole:
        return 2;
      case Part::LeadingZeros:
      case Part::Point:
      case Part::FractionZeros:
      case Part::E:
        return 1;
      case Part::Small:
      case Part::FractionZero:
      case Part::Fraction:
        return 0;
      case Part::Exponent:
        return accepts(state, false) ? 0 : 1;
    }
    return 0;
  }

  std::vector<char32_t> boundaries() const override { return {}; }

 private:
  bool read_minus(FloatInfo& at) const {
    if (at.part == Part::Start) {
      at.part = Part::Minus;
      at.negative = true;
      return true;
    }
    if (at.part != Part::E || at.exponent_negative) return false;
    at.exponent_negative = true;
    return true;
  }

  static bool read_point(FloatInfo& at) {
    if (at.part != Part::Zero && at.part != Part::Whole) return false;
    at.small = at.part == Part::Zero;
    at.part = at.small ? Part::LeadingZeros : Part::Point;
    return true;
  }

  bool read_digit(FloatInfo& at, char digit) const {
    const bool zero = digit == '0';
    switch (at.part) {
      case Part::Start:
      case Part::Minus:
        at.part = zero ? Part::Zero : Part::Whole;
        if (!zero) ++at.digits;
        break;
      case Part::Zero:
        return false;
      case Part::LeadingZeros:
        if (zero) return ++at.digits <= 2;
        at.part = Part::Small;
        break;
      case Part::Whole:
        if (++at.digits > 7) return false;
        break;
      case Part::Point:
        at.part = zero ? Part::FractionZero : Part::Fraction;
        break;
      case Part::Small:
      case Part::FractionZero:
      case Part::Fraction:
      case Part::FractionZeros:
        at.part = zero ? Part::FractionZeros : at.small ? Part::Small : Part::Fraction;
        break;
      case Part::E:
        if (zero) return false;
        at.part = Part::Exponent;
        return read_exponent_digit(at, digit);
      case Part::Exponent:
        return read_exponent_digit(at, digit);
    }
    if (at.part != Part::Zero) compare_digit(at, digit);
    return true;
  }

  void compare_digit(FloatInfo& at, char digit) const {
    at.compared.resize(tests_.size());
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      const Decimal& number = tests_[i].number;
      if (number.is_zero() || number.negative != at.negative) continue;
      Compared& compared = at.compared[i];
      if (compared.sign != 0) continue;
      const auto size = static_cast<std::int64_t>(number.digits.size());
      const char other =
          compared.count < size ? number.digits[static_cast<std::size_t>(compared.count)] : '0';
      compared.sign = (digit > other) - (digit < other);
      compared.count = compared.sign != 0 ? 0 : std::min(compared.count + 1, size);
    }
  }

  // Of |value|, whose digits begin at 10^(point - 1).
  static std::strong_ordering magnitude(const Compared& compared, std::int64_t point,
                                        const Decimal& number) {
    if (number.is_zero()) return std::strong_ordering::greater;
    if (point != number.point) return point <=> number.point;
    if (compared.sign != 0) return ordering(compared.sign);
    return compared.count <=> static_cast<std::int64_t>(number.digits.size());
  }

  // --- Exponents ---

  bool is_loose() const { return exponents_ == Exponents::Certified && tests_.empty(); }

  bool read_exponent_digit(FloatInfo& at, char digit) const {
    if (++at.exponent_digits > 3) return false;
    if (is_loose()) return true;
    const std::int32_t value = 10 * at.exponent + (digit - '0');
    if (value > (at.exponent_negative ? 324 : 308)) return false;
    at.exponent = exponents_ == Exponents::Certified ? value : alike(at.exponent_negative, value);
    return true;
  }

  bool is_exponent(const FloatInfo& at) const {
    return is_loose() || at.exponent >= (at.exponent_negative ? 4 : 7);
  }
  static std::int64_t exponent_of(const FloatInfo& at) {
    return at.exponent_negative ? -at.exponent : at.exponent;
  }

  // The least exponent that begins as `value` does in all that can matter: which digits may follow,
  // and whether the number is then above, below or at the magnitude of the tests' numbers.
  std::int32_t alike(bool negative, std::int32_t value) const {
    std::vector<std::int32_t>& known = alike_[negative ? 1 : 0];
    const auto at = static_cast<std::size_t>(value);
    if (at >= known.size()) known.resize(at + 1, -1);
    if (known[at] < 0) known[at] = first_alike(negative, value);
    return known[at];
  }
  std::int32_t first_alike(bool negative, std::int32_t value) const {
    std::string signature;
    const auto add = [&](std::int64_t exponent) {
      FloatInfo at;
      at.exponent_negative = negative;
      at.exponent = static_cast<std::int32_t>(exponent);
      const bool fits = exponent <= (negative ? 324 : 308);
      signature += !fits ? 'x' : is_exponent(at) ? '1' : '0';
      for (const NumberTest& test : tests_) {
        const std::strong_ordering order = exponent_of(at) + 1 <=> test.number.point;
        signature += order < 0 ? '<' : order > 0 ? '>' : '=';
      }
    };
    add(value);
    for (std::int64_t digit = 0; digit < 10; ++digit) add(10LL * value + digit);
    for (std::int64_t digits = 0; digits < 100; ++digits) add(100LL * value + digits);
    signature += negative ? '-' : '+';
    return first_alike_.try_emplace(std::move(signature), value).first->second;
  }

  std::vector<NumberTest> tests_;
  Exponents exponents_;
  mutable std::map<std::string, std::int32_t> first_alike_;
  mutable std::array<std::vector<std::int32_t>, 2> alike_;  // by sign and exponent; -1: not yet
};

}  // namespace

std::unique_ptr<Component> integer_component(std::vector<NumberTest> tests) {
  return std::make_unique<IntegerComponent>(std::move(tests));
}

std::unique_ptr<Component> float_component(std::vector<NumberTest> tests, Exponents exponents) {
  return std::make_unique<FloatComponent>(std::move(tests), exponents);
}

}  // namespace filtercheck::values
