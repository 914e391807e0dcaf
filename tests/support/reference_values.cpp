#include "support/reference_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <utility>
#include <variant>
#include <vector>

namespace filtercheck::support {

namespace {

// A decimal as its digits without zeros around them, and the power of ten of the first of them.
struct Scaled {
  int sign = 0;
  std::string digits;
  std::int64_t power = 0;
};

// An exponent that no number of digits makes up for stays that far.
std::int64_t exponent_in(const std::string& text) {
  constexpr std::int64_t kFar = 1'000'000'000'000'000;
  const bool negative = text.front() == '-';
  const std::string digits = text.substr(text.find_first_not_of("+-"));
  const std::string significant =
      digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
  if (significant.size() > 15) return negative ? -kFar : kFar;
  const std::int64_t value = significant.empty() ? 0 : std::stoll(significant);
  return negative ? -value : value;
}

Scaled scaled(const std::string& source) {
  const std::size_t e = std::min(source.find_first_of("eE"), source.size());
  const std::string mantissa =
      source.substr(source.find_first_not_of("+-"), e - source.find_first_not_of("+-"));
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits = mantissa;
  std::erase(digits, '.');
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  Scaled out{source.front() == '-' ? -1 : 1, digits.substr(first)};
  out.digits.erase(out.digits.find_last_not_of('0') + 1);
  out.power = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  if (e < source.size()) out.power += exponent_in(source.substr(e + 1));
  return out;
}

// The digits of the shortest decimal of a positive finite double, as d.ddde±x.
std::string shortest(double value) {
  char buffer[40];
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific);
  return {buffer, end.ptr};
}

bool is_integer(const std::string& token) { return token.find_first_of(".eE") == token.npos; }

// What Double.toString makes of a double that is not negative.
std::string java_text(double value) {
  if (std::isinf(value)) return "Infinity";
  if (value == 0.0) return "0.0";
  Scaled decimal = scaled(shortest(value));
  if (decimal.digits.size() == 1) {
    // At least two digits, and the nearest such: 4.9E-324.
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%.1e", value);
    decimal = scaled(buffer);
  }
  std::string digits = decimal.digits;
  if (value >= 1e-3 && value < 1e7) {
    while (decimal.power < 1) {
      digits.insert(0, "0");
      ++decimal.power;
    }
    const auto whole = static_cast<std::size_t>(decimal.power);
    if (digits.size() < whole + 1) digits.append(whole + 1 - digits.size(), '0');
    return digits.insert(whole, ".");
  }
  if (digits.size() < 2) digits += '0';
  return digits.insert(1, ".") + "E" + std::to_string(decimal.power - 1);
}

// ---- Texts --------------------------------------------------------------------------------------

bool glob(std::u32string_view text, std::u32string_view literal) {
  // Where the last star stood, and where the text that it takes ends: one more character each time
  // that what follows it does not match.
  std::size_t at = 0;
  std::size_t in_literal = 0;
  std::optional<std::pair<std::size_t, std::size_t>> star;
  while (at < text.size()) {
    if (in_literal < literal.size() && literal[in_literal] == U'*') {
      star = {in_literal++, at};
    } else if (in_literal < literal.size() && literal[in_literal] == text[at]) {
      ++in_literal;
      ++at;
    } else if (star) {
      at = ++star->second;
      in_literal = star->first + 1;
    } else {
      return false;
    }
  }
  return literal.find_first_not_of(U'*', in_literal) == literal.npos;
}

// The first part begins the text; every other one is taken where it is first, and the last must be
// the end of the text.
bool first_occurrence(std::u32string_view text, std::u32string_view literal) {
  std::size_t star = literal.find(U'*');
  if (star == literal.npos) return text == literal;
  if (!text.starts_with(literal.substr(0, star))) return false;
  text.remove_prefix(star);
  while (true) {
    literal.remove_prefix(star + 1);
    if (literal.empty()) return true;
    star = literal.find(U'*');
    const std::u32string_view part = literal.substr(0, star);
    const std::size_t found = text.find(part);
    if (found == text.npos) return false;
    text.remove_prefix(found + part.size());
    if (star == literal.npos) return text.empty();
  }
}

// All ways to match, each place of the text and of the regex tried once.
class Search {
 public:
  Search(std::u32string_view text, const std::vector<RegexPiece>& pieces)
      : text_(text), pieces_(pieces) {}

  bool found() {
    for (std::size_t begin = 0; begin <= text_.size(); ++begin) {
      if (matches(0, begin)) return true;
    }
    return false;
  }

 private:
  bool matches(std::size_t piece, std::size_t at) {
    if (piece == pieces_.size()) return true;
    if (!tried_.insert({piece, at}).second) return false;
    const RegexPiece& one = pieces_[piece];
    if (const auto* anchor = std::get_if<Anchor>(&one.atom)) {
      const bool holds = at == (*anchor == Anchor::Begin ? 0 : text_.size());
      return (holds || one.min == 0) && matches(piece + 1, at);
    }
    for (int times = 0;; ++times, ++at) {
      if (times >= one.min && matches(piece + 1, at)) return true;
      if (at == text_.size() || times == one.max || !is_in(text_[at], one)) return false;
    }
  }

  static bool is_in(char32_t c, const RegexPiece& piece) {
    const auto& set = std::get<CodePointSet>(piece.atom);
    return std::any_of(set.begin(), set.end(), [c](const CodePointRange& range) {
      return range.first <= c && c <= range.last;
    });
  }

  std::u32string_view text_;
  const std::vector<RegexPiece>& pieces_;
  std::set<std::pair<std::size_t, std::size_t>> tried_;
};

}  // namespace

int compare_decimals(const std::string& a, const std::string& b) {
  const Scaled one = scaled(a);
  const Scaled other = scaled(b);
  if (one.sign != other.sign) return one.sign < other.sign ? -1 : 1;
  const auto size = [](const Scaled& s) { return std::pair(s.power, std::string_view(s.digits)); };
  if (size(one) == size(other)) return 0;
  return (size(one) < size(other)) == (one.sign > 0) ? -1 : 1;
}

bool is_number_literal(const std::u32string& text) {
  std::size_t at = 0;
  const auto take = [&](std::u32string_view one_of) {
    if (at == text.size() || one_of.find(text[at]) == one_of.npos) return false;
    ++at;
    return true;
  };
  const auto digits = [&] {
    const std::size_t begin = at;
    while (take(U"0123456789")) {
    }
    return at > begin;
  };
  take(U"+-");
  const bool whole = digits();
  const bool fraction = take(U".") && digits();
  if (!whole && !fraction) return false;
  if (take(U"eE")) {
    take(U"+-");
    if (!digits()) return false;
  }
  return at == text.size();
}

std::optional<std::string> decimal_of_token(const std::string& token) {
  if (is_integer(token)) return token;
  const double value = std::strtod(token.c_str(), nullptr);
  if (std::isinf(value)) return std::nullopt;
  return (value < 0 ? "-" : "") + shortest(std::abs(value));
}

std::string text_of_token(const std::string& token) {
  if (is_integer(token)) return token;
  const double value = std::strtod(token.c_str(), nullptr);
  return (std::signbit(value) ? "-" : "") + java_text(std::abs(value));
}

bool reference_glob(std::u32string_view text, std::u32string_view literal, Reading reading) {
  return reading == Reading::Glob ? glob(text, literal) : first_occurrence(text, literal);
}

bool reference_search(std::u32string_view text, const Regex& regex) {
  return std::any_of(regex.alternatives.begin(), regex.alternatives.end(),
                     [text](const auto& pieces) { return Search(text, pieces).found(); });
}

}  // namespace filtercheck::support
