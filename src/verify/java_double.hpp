// Doubles as rule 3.5 sees them: a number token with `.`, `e` or `E` is compared by the shortest
// decimal of its double, and as a text by what Java writes. The two are the same number but for the
// doubles nearest to zero (kOddDoubles).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "verify/decimal.hpp"

namespace filtercheck::verify {

// Infinite if there is no finite one.
double nearest_double(const Decimal& value);

// The shortest decimal that is read as `value`, which is finite.
Decimal shortest_decimal(double value);

// Java's Double.toString. Requires a finite value.
std::string java_text(double value);

// The finite double whose Java text is `text`; no value if there is none.
std::optional<double> double_of_text(std::string_view text);

// Java writes two digits at least, and where a double is so small that it has hardly one, they may
// be nearer to it than its shortest decimal: 4.9E-324, not 5e-324. Beyond this many steps from
// zero, a second digit is 0 whenever the shortest decimal has one digit.
inline constexpr int kOddDoubles = 20;

}  // namespace filtercheck::verify
