#include "decide/number_spellings.hpp"

#include <algorithm>
#include <optional>

#include "values/decimal.hpp"

namespace filtercheck::decide {

namespace {

using values::Decimal;
using values::ScalarTests;
using values::ValueClass;

constexpr bool is_digit(char32_t c) { return U'0' <= c && c <= U'9'; }

bool is_integer(const std::u32string& token) {
  return token.find_first_of(U".eE") == std::u32string::npos;
}

// Another decimal that is read as the same double: the next one below of 25 digits. The digits of
// `token` are not all 0, or nothing changes.
std::u32string just_below(const std::u32string& token) {
  constexpr std::size_t kDigits = 25;
  const std::size_t end = std::min(token.find(U'E'), token.size());
  std::u32string mantissa = token.substr(0, end);
  std::size_t digits = 0;
  bool nonzero = false;
  for (const char32_t c : mantissa) {
    nonzero = nonzero || (c != U'0' && is_digit(c));
    if (nonzero && is_digit(c)) ++digits;
  }
  if (!nonzero || mantissa.find(U'.') == std::u32string::npos) return token;
  std::size_t last = mantissa.find_last_not_of(U"0.");
  --mantissa[last];
  // What borrowed: 100.0 becomes 099.9, of which the leading zero is no number's.
  for (std::size_t i = last + 1; i < mantissa.size(); ++i) {
    if (mantissa[i] == U'0') mantissa[i] = U'9';
  }
  if (digits < kDigits) mantissa.append(kDigits - digits, U'9');
  const std::size_t first = mantissa.find_first_of(U"0123456789");
  const std::size_t point = mantissa.find(U'.');
  if (mantissa[first] == U'0' && point > first + 1) mantissa.erase(first, 1);
  return mantissa + token.substr(end);
}

// What the tests say of a number (rule 3.5).
values::Outcome outcome_of(ScalarTests& tests, const std::u32string& token) {
  const Decimal exact = values::read_decimal(std::string(token.begin(), token.end()));
  const auto outcome = [&](const std::u32string& text, std::int32_t cell) {
    return values::Outcome{tests.literal_of(text), tests.accepted(text), cell};
  };
  if (is_integer(token)) return outcome(token, tests.cell_of(exact));
  const std::u32string sign = token.front() == U'-' ? U"-" : U"";
  const std::optional<double> nearest = values::nearest_double(exact);
  if (!nearest) return outcome(sign + U"Infinity", -1);
  const Decimal value = *nearest == 0 ? Decimal{} : values::shortest_decimal(*nearest);
  if (value.is_zero()) return outcome(sign + U"0.0", tests.cell_of(value));
  return outcome(values::widened(values::java_text(value)), tests.cell_of(value));
}

std::vector<std::u32string> candidates(const std::u32string& token) {
  std::vector<std::u32string> all;
  const std::u32string with_point = is_integer(token) ? token + U".0" : token;
  all.push_back(with_point);
  if (token.find_first_of(U"eE") == std::u32string::npos) {
    all.push_back(token + U"e0");
    all.push_back(with_point + U"0");
  }
  all.push_back(just_below(with_point));
  for (const char32_t* const zero : {U"0", U"-0", U"0.0", U"-0.0"}) all.emplace_back(zero);
  for (const char32_t* const sign : {U"", U"-"}) {
    for (char32_t digit = U'1'; digit <= U'9'; ++digit) {
      for (std::size_t length = 1; length <= 4; ++length) {
        const std::u32string whole = sign + std::u32string(length, digit);
        all.push_back(whole);
        all.push_back(whole + U"." + digit);
      }
    }
  }
  return all;
}

}  // namespace

std::vector<std::u32string> spellings_of(ScalarTests& tests, const ValueClass& number) {
  std::vector<std::u32string> spellings{number.text};
  const values::Outcome wanted = values::Collector::outcome(number);
  for (std::u32string& token : candidates(number.text)) {
    const bool known = std::find(spellings.begin(), spellings.end(), token) != spellings.end();
    if (!known && outcome_of(tests, token) == wanted) spellings.push_back(std::move(token));
  }
  return spellings;
}

}  // namespace filtercheck::decide
