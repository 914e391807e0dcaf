#include "parse/builder.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <string>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "parse/regex.hpp"
#include "parse/traps.hpp"

namespace filtercheck::reader {

namespace {

// Whether an exponent written in decimal fits in a signed 32-bit integer (rule 2, static rule 6).
bool exponent_fits(std::string_view number) {
  const std::size_t e = number.find_first_of("eE");
  if (e == std::string_view::npos) return true;
  std::string_view digits = number.substr(e + 1);
  if (digits.front() == '+') digits.remove_prefix(1);
  std::int32_t value = 0;
  return std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc();
}

bool unusual_shape(std::string_view number) {
  const std::size_t point = number.find('.');
  const bool bare_point =
      point != std::string_view::npos &&
      (point + 1 == number.size() || !std::isdigit(static_cast<unsigned char>(number[point + 1])) ||
       point == 0 || !std::isdigit(static_cast<unsigned char>(number[point - 1])));
  return bare_point || number.find('E') != std::string_view::npos;
}

}  // namespace

Span Builder::span_of(std::string_view piece) const {
  const auto begin = static_cast<std::size_t>(piece.data() - text_.data());
  return {begin, begin + piece.size()};
}

void Builder::report(Code code, std::string_view piece, std::vector<std::string> arguments) {
  diagnostics_.push_back({code, span_of(piece), std::move(arguments)});
}

void Builder::note(Code code, std::string_view piece, std::vector<std::string> arguments) {
  std::string key(code);
  for (const std::string& argument : arguments) key.append(1, '\0').append(argument);
  if (noted_.insert(std::move(key)).second)
    caveats_.push_back({code, std::move(arguments), span_of(piece)});
}

void Builder::begin_selector() { selector_.steps.clear(); }

void Builder::add_key(std::string_view name) {
  selector_.steps.emplace_back(Key{std::string(name)});
}

void Builder::add_quoted_key(std::string_view name, std::string_view piece) {
  if (name.find('\\') != std::string_view::npos)
    note(codes::kBackslashInKey, piece, {std::string(piece)});
  add_key(name);
}

void Builder::add_index(std::string_view digits, std::string_view piece) {
  std::int32_t value = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc()) {
    report(codes::kIndexRange, piece, {std::string(digits)});
  }
  selector_.steps.emplace_back(Index{value});
}

void Builder::add_wildcard() { selector_.steps.emplace_back(Wildcard{}); }

void Builder::end_selector(std::string_view piece) {
  const auto wildcards =
      std::count_if(selector_.steps.begin(), selector_.steps.end(),
                    [](const Step& s) { return std::holds_alternative<Wildcard>(s); });
  if (wildcards > 1) report(codes::kWildcardsPerSelector, piece, {std::string(piece)});
  if (wildcards > 0) wildcard_selectors_.push_back(piece);
}

// Only \" and \\ are known to be escapes; of any other pair both characters are kept (OQ-2).
std::string Builder::unescaped(std::string_view content, Code escaped_star) {
  std::string text;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] != '\\') {
      text.push_back(content[i]);
      continue;
    }
    const std::string_view pair = content.substr(i, 2);
    const char escaped = content[++i];
    if (escaped != '"' && escaped != '\\') {
      note(escaped == '*' ? escaped_star : codes::kBackslashInString, pair, {std::string(pair)});
      text.push_back('\\');
    }
    text.push_back(escaped);
  }
  return text;
}

void Builder::set_string(std::string_view content) {
  predicate_ = Literal{Text{unescaped(content, codes::kEscapedStar)}};
}

// A star in a term is a star, so `\*` is two characters like any other pair.
std::string Builder::term_of(std::string_view content) {
  return unescaped(content, codes::kBackslashInString);
}

void Builder::set_bare(std::string_view piece) {
  const bool hyphen = piece.find('-') != std::string_view::npos;
  if (hyphen && !in_fields_) note(codes::kBareHyphen, piece, {std::string(piece)});
  const bool ascii = std::all_of(piece.begin(), piece.end(), [](char c) { return c >= 0; });
  if (!ascii) note(codes::kBareNonAscii, piece, {std::string(piece)});
  if (const std::string_view odd = base::find_beyond_words(piece); !odd.empty()) {
    report(codes::kUnquotedValue, piece,
           {std::string(piece), std::string("`").append(odd).append("`")});
  }
  predicate_ = Literal{Text{std::string(piece)}};
}

void Builder::set_number(std::string_view piece) {
  if (!exponent_fits(piece)) report(codes::kExponentRange, piece, {std::string(piece)});
  if (unusual_shape(piece)) note(codes::kNumberShape, piece, {std::string(piece)});
  predicate_ = Literal{Number{std::string(piece)}};
}

void Builder::set_regex(std::string_view content) {
  if (content.find(' ') != std::string_view::npos) note(codes::kSpaceInRegex, content);
  regexes_.push_back(content);
  auto read = read_regex(content, limits_.repeat);
  if (const auto* fault = std::get_if<RegexFault>(&read)) {
    const std::size_t at = std::min(fault->at, content.size() - 1);
    report(codes::kRegexSyntax, content.substr(at, 1), {fault->reason});
    predicate_ = Literal{Regex{std::string(content), {{}}}};
    return;
  }
  note_regex_traps(content, *this);
  predicate_ = Literal{std::get<Regex>(std::move(read))};
}

Expression Builder::end_condition(std::string_view piece) {
  const Span span = span_of(piece);
  const bool wildcard = has_wildcard(selector_);
  if (const auto* constant = std::get_if<Constant>(&predicate_)) {
    if (wildcard && *constant != Constant::Null) note(codes::kWildcardExtrapolated, piece);
    return {Is{std::move(selector_), *constant}, span};
  }
  if (std::holds_alternative<Missing>(predicate_)) return {NotExists{std::move(selector_)}, span};
  Literal& literal = std::get<Literal>(predicate_);
  const bool ordering = op_ != Operator::Equal && op_ != Operator::NotEqual;
  const bool not_regex = op_ == Operator::NotEqual && std::holds_alternative<Regex>(literal);
  if (wildcard && (ordering || not_regex)) note(codes::kWildcardExtrapolated, piece);
  return {Comparison{std::move(selector_), op_, std::move(literal)}, span};
}

void Builder::absorb(Builder other) {
  std::move(other.diagnostics_.begin(), other.diagnostics_.end(), std::back_inserter(diagnostics_));
  std::move(other.caveats_.begin(), other.caveats_.end(), std::back_inserter(caveats_));
}

void Builder::check_counts() {
  if (wildcard_selectors_.size() > limits_.wildcard_selectors) {
    report(codes::kWildcardSelectors, wildcard_selectors_[limits_.wildcard_selectors],
           {std::to_string(limits_.wildcard_selectors)});
  }
  if (regexes_.size() > limits_.regexes) {
    report(codes::kTooManyRegexes, regexes_[limits_.regexes], {std::to_string(limits_.regexes)});
  }
}

}  // namespace filtercheck::reader
