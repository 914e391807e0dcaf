// Exact decimals, and which of them an event can hold as a number: what SMT's reals do not know.
//
// Shares nothing with the decider: what is written here judges it.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::smt {

// 0.d1d2... * 10^exponent. Canonical: `digits` has no zero at either end; zero has no digits, no
// sign and the exponent 0.
struct Exact {
  bool negative = false;
  std::string digits;
  long exponent = 0;
  bool operator==(const Exact&) const = default;
};

std::strong_ordering operator<=>(const Exact& a, const Exact& b);

// Exponents beyond this would have to be written out as that many digits.
constexpr long kMostDigits = 2000;

// A number literal (Number::source), or a token of JSON. No value: beyond kMostDigits.
std::optional<Exact> read_exact(std::string_view source);

// As an SMT-LIB term of sort Real: "12.5", "(- 3.0)".
std::string real_term(const Exact& value);

// Which numbers are meant. The value of an integer token is any integer; that of another token is
// the shortest decimal of a finite double.
enum class Numbers { Floats, All };

// Whether some number is equal to `value`.
bool is_number(const Exact& value, Numbers numbers);
// Whether some number lies strictly between. No value: no bound on that side.
bool some_number_between(const std::optional<Exact>& low, const std::optional<Exact>& high,
                         Numbers numbers);

// What Java's Double.toString makes of the double whose shortest decimal is `value`. Requires
// is_number(value, Floats), not zero, and 1e-300 < |value|: the smallest doubles have exceptions.
std::string java_text(const Exact& value);

}  // namespace filtercheck::smt
