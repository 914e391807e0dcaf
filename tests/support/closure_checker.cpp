#include "support/closure_checker.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <variant>

#include "base/unicode.hpp"
#include "values/decimal.hpp"

namespace filtercheck::support {

namespace {

using values::ClosureElement;
using values::Decimal;
using values::ValueShape;
using values::ValueTest;

std::string ascii(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

// --- Texts with `*` ------------------------------------------------------------------------------

std::string glob_state(const std::u32string& literal, Reading reading, const std::u32string& word) {
  std::vector<std::u32string> parts;
  std::u32string part;
  for (const char32_t c : literal + U"*") {
    if (c != U'*') {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(part);
      part.clear();
    }
  }
  const bool anchored = literal.front() != U'*';
  const bool open_end = literal.back() == U'*';
  if (parts.empty()) return "all";
  std::size_t i = 0;
  std::u32string since;  // the text since the parts before i
  for (const char32_t c : word) {
    if (i + 1 == parts.size() && !(anchored && i == 0) && reading == Reading::FirstOccurrence &&
        since.ends_with(parts[i])) {
      return "dead";
    }
    since += c;
    if (anchored && i == 0) {
      if (!parts[0].starts_with(since)) return "dead";
      if (since != parts[0]) continue;
    } else if (!since.ends_with(parts[i])) {
      continue;
    }
    if (i + 1 < parts.size()) {
      ++i;
      since.clear();
    } else if (open_end) {
      return "all";
    }
  }
  std::size_t k = std::min(since.size(), parts[i].size());
  while (!since.ends_with(parts[i].substr(0, k))) --k;
  return std::to_string(i) + "," + std::to_string(k) +
         (i + 1 == parts.size() && k == parts[i].size() ? "!" : "");
}

bool glob_accepts(const std::string& state) { return state == "all" || state.ends_with('!'); }

// --- Regexes -------------------------------------------------------------------------------------

struct Step {
  char kind;  // c(haracters) ^ $ e(nd)
  CodePointSet set;
  bool may_skip;
  bool may_repeat;
};

std::vector<Step> steps_of(const Regex& regex, std::vector<int>& firsts) {
  std::vector<Step> steps;
  for (const auto& alternative : regex.alternatives) {
    firsts.push_back(static_cast<int>(steps.size()));
    for (const RegexPiece& piece : alternative) {
      Step step{'c', {}, false, false};
      if (const auto* set = std::get_if<CodePointSet>(&piece.atom)) {
        step.set = *set;
      } else {
        step.kind = std::get<Anchor>(piece.atom) == Anchor::Begin ? '^' : '$';
      }
      for (int n = 0; n < piece.min; ++n) steps.push_back(step);
      step.may_skip = true;
      step.may_repeat = !piece.max;
      for (int n = piece.min; n < piece.max.value_or(piece.min + 1); ++n) steps.push_back(step);
    }
    steps.push_back({'e', {}, false, false});
  }
  return steps;
}

class Machine {
 public:
  explicit Machine(const Regex& regex) { steps_ = steps_of(regex, firsts_); }

  std::set<int> begin(bool begun) const {
    std::set<int> all;
    for (const int first : firsts_) reach(first, begun, all);
    return all;
  }
  std::set<int> after(int position, char32_t c) const {
    std::set<int> all;
    const Step& step = steps_[static_cast<std::size_t>(position)];
    if (step.kind == 'e') return {position};
    for (const CodePointRange range : step.set) {
      if (step.kind == 'c' && range.first <= c && c <= range.last) {
        reach(position + 1, true, all);
        if (step.may_repeat) reach(position, true, all);
      }
    }
    return all;
  }
  bool is_end(int position) const { return steps_[static_cast<std::size_t>(position)].kind == 'e'; }
  bool accepts(int position, bool empty) const {
    const Step& step = steps_[static_cast<std::size_t>(position)];
    if (step.kind == 'e') return true;
    const bool passes = step.may_skip || step.kind == '$' || (step.kind == '^' && empty);
    return passes && accepts(position + 1, empty);
  }
  void add_characters(std::set<char32_t>& all) const {
    for (const Step& step : steps_) {
      for (const CodePointRange range : step.set)
        all.insert({range.first, range.last, range.last + 1});
    }
  }

 private:
  void reach(int from, bool begun, std::set<int>& all) const {
    const Step& step = steps_[static_cast<std::size_t>(from)];
    if (step.kind != '^') all.insert(from);
    if (step.kind != 'e' && (step.may_skip || (step.kind == '^' && !begun)))
      reach(from + 1, begun, all);
  }
  std::vector<Step> steps_;
  std::vector<int> firsts_;
};

// --- Numbers -------------------------------------------------------------------------------------

// "dead", or whatever the rest of the word hangs on; with a `!` if the word is a text of the
// domain.
std::string integer_state(const std::string& word, const std::vector<Decimal>& numbers) {
  static const std::regex domain("-?([1-9][0-9]*)?");
  if (!std::regex_match(word, domain)) return "dead";
  const bool negative = word.starts_with('-');
  const std::string digits = word.substr(negative ? 1 : 0);
  std::string state = negative ? "-" : digits.empty() ? "" : "+";
  for (const Decimal& number : numbers) {
    state += ";";
    if (digits.empty() || number.negative != negative) continue;
    std::string whole;
    for (std::int64_t i = 0; i < number.point; ++i) {
      const auto at = static_cast<std::size_t>(i);
      whole += at < number.digits.size() ? number.digits[at] : '0';
    }
    state += std::to_string(std::min(digits.size(), whole.size() + 1));
    if (digits.size() > whole.size()) continue;
    const int order = digits.compare(whole.substr(0, digits.size()));
    state += order < 0 ? "<" : order > 0 ? ">" : "=";
  }
  return state + (digits.empty() ? "" : "!");
}

std::string float_state(const std::string& word, const std::vector<Decimal>& numbers) {
  static const std::regex begun(
      "(-?)(|[1-9][0-9]{0,6}|0|0\\.0{0,2}|0\\.0{0,2}[1-9][0-9]*|[1-9][0-9]{0,6}\\.[0-9]*)");
  static const std::regex scientific("(-?)([1-9]\\.(?:0|[0-9]*[1-9]))E(-?)([1-9][0-9]{0,2})?");
  static const std::regex plain(
      "-?([1-9][0-9]{0,6}\\.(0|[0-9]*[1-9])|0\\.0{0,2}[1-9]([0-9]*[1-9])?)");
  std::smatch match;
  std::string exponent;
  bool complete = false;
  if (std::regex_match(word, match, scientific)) {
    const int value = match[4].matched ? std::stoi(match[4]) : 0;
    const bool negative = match[3].length() > 0;
    exponent = "E" + match[3].str();
    if (numbers.empty()) {
      exponent += std::to_string(match[4].length());
      complete = match[4].matched;
    } else {
      exponent += match[4].str();
      if (value > (negative ? 324 : 308)) return "dead";
      complete = value >= (negative ? 4 : 7);
    }
  } else if (std::regex_match(word, match, begun)) {
    complete = std::regex_match(word, plain);
  } else {
    return "dead";
  }
  const bool negative = match[1].length() > 0;
  const std::string mantissa = match[2];
  const std::size_t point = mantissa.find('.');
  std::string part;  // what kind of text it is, all digits alike
  if (exponent.empty()) {
    const std::string fraction = point == std::string::npos ? "" : mantissa.substr(point + 1);
    if (mantissa.empty()) {
      part = "start";
    } else if (mantissa[0] == '0') {
      part = mantissa == "0" ? "zero"
             : fraction.find_first_not_of('0') == std::string::npos
                 ? "zeros" + std::to_string(fraction.size())
                 : "small" + std::to_string(fraction.find_first_not_of('0')) +
                       (fraction.back() == '0' ? "0" : "d");
    } else {
      part = std::to_string(std::min(point, mantissa.size())) + "digits";
      if (point != std::string::npos)
        part += fraction.empty()         ? "."
                : fraction == "0"        ? ".0"
                : fraction.back() == '0' ? ".z"
                                         : ".d";
    }
  }
  std::string significant;
  for (const char c : mantissa) {
    if (c != '.' && (c != '0' || !significant.empty())) significant += c;
  }
  std::string state = (negative ? "-" : "+") + part + exponent;
  if (word.empty()) state = "start";
  for (const Decimal& number : numbers) {
    state += ";";
    if (significant.empty() || number.is_zero() || number.negative != negative) continue;
    std::string other = number.digits;
    other.resize(std::max(other.size(), significant.size()), '0');
    const int order = significant.compare(other.substr(0, significant.size()));
    state += order < 0   ? "<"
             : order > 0 ? ">"
                         : std::to_string(std::min(significant.size(), number.digits.size()));
  }
  return state + (complete ? "!" : "");
}

bool number_test_holds(const ValueTest& test, const std::string& word) {
  const Decimal literal = values::read_decimal(std::get<Number>(*test.literal).source);
  const auto order = values::compare(values::read_decimal(word), literal);
  return test.kind == ValueTest::Kind::Less      ? order < 0
         : test.kind == ValueTest::Kind::Greater ? order > 0
                                                 : order == 0;
}

// --- The closure ---------------------------------------------------------------------------------

using Positions = std::vector<std::variant<std::int32_t, std::vector<std::int32_t>>>;

class Checker {
 public:
  Checker(ValueShape shape, const std::vector<ValueTest>& tests) : shape_(shape), tests_(tests) {
    for (const ValueTest& test : tests) {
      if (const auto* regex = std::get_if<Regex>(test.literal)) {
        machines_.emplace_back(*regex);
        required_.push_back(test.required);
      }
      const auto* number = std::get_if<Number>(test.literal);
      if (number && shape != ValueShape::String)
        numbers_.push_back(values::read_decimal(number->source));
    }
  }

  std::string fault(const std::vector<ClosureElement>& elements) {
    for (const ClosureElement& element : elements) {
      if (element.regexes.size() != machines_.size()) return "an element has other regexes";
      const std::string state = state_of(element.word);
      if (state == "dead") return "an element is dead: " + ascii(element.word);
      if (accepts(element)) return "accepted: " + ascii(element.word);
      by_state_[state].push_back(&element.regexes);
    }
    std::vector<std::vector<std::variant<std::int32_t, std::vector<std::int32_t>>>> choices;
    for (std::size_t m = 0; m < machines_.size(); ++m) {
      const std::set<int> first = machines_[m].begin(false);
      choices.emplace_back();
      if (required_[m]) {
        choices.back().emplace_back(-1);
        for (const int p : first) choices.back().emplace_back(p);
      } else {
        choices.back().emplace_back(std::vector<std::int32_t>(first.begin(), first.end()));
      }
    }
    if (!all_covered(U"", choices)) return "a start is not covered";
    for (const ClosureElement& element : elements) {
      for (const char32_t c : characters()) {
        if (!all_covered(element.word + c, following(element.regexes, c)))
          return "not covered: `" + ascii(element.word + c) + "` after `" + ascii(element.word) +
                 "`";
      }
    }
    return "";
  }

 private:
  // States of all but regexes; "dead".
  std::string state_of(const std::u32string& word) const {
    std::string state;
    const std::string text = ascii(word);
    for (const ValueTest& test : tests_) {
      const auto* literal = std::get_if<Text>(test.literal);
      const auto* number = std::get_if<Number>(test.literal);
      std::u32string exact;
      if (literal) {
        const std::u32string points = base::decode_utf8(literal->value);
        if (points.find(U'*') != std::u32string::npos) {
          const std::string one = glob_state(points, test.reading, word);
          if (one == (test.required ? "dead" : "all")) return "dead";
          state += one + " ";
          continue;
        }
        exact = points;
      } else if (number && shape_ == ValueShape::String) {
        exact = base::decode_utf8(number->source);
      } else {
        continue;
      }
      state += exact.starts_with(word) ? std::to_string(word.size()) + " " : "off ";
    }
    if (shape_ == ValueShape::String) return state;
    const std::string one =
        shape_ == ValueShape::Integer ? integer_state(text, numbers_) : float_state(text, numbers_);
    return one == "dead" ? one : state + one;
  }

  bool accepts(const ClosureElement& element) const {
    const std::string text = ascii(element.word);
    if (shape_ != ValueShape::String && !state_of(element.word).ends_with('!')) return false;
    std::size_t m = 0;
    for (const ValueTest& test : tests_) {
      bool holds = false;
      const auto* literal = std::get_if<Text>(test.literal);
      if (std::holds_alternative<Regex>(*test.literal)) {
        const auto& positions = element.regexes[m];
        const Machine& machine = machines_[m++];
        const bool empty = false;  // the empty text is looked at by itself
        if (test.required) {
          const int p = std::get<std::int32_t>(positions);
          holds = p >= 0 && machine.accepts(p, empty);
        } else {
          for (const int p : std::get<std::vector<std::int32_t>>(positions))
            holds = holds || machine.accepts(p, empty);
        }
      } else if (literal && literal->value.find('*') != std::string::npos) {
        holds =
            glob_accepts(glob_state(base::decode_utf8(literal->value), test.reading, element.word));
      } else if (literal) {
        holds = literal->value == text;
      } else if (shape_ == ValueShape::String) {
        holds = std::get<Number>(*test.literal).source == text;
      } else {
        holds = number_test_holds(test, text);
      }
      if (holds != test.required) return false;
    }
    return true;
  }

  std::vector<Positions> following(const Positions& from, char32_t c) const {
    std::vector<Positions> choices;
    for (std::size_t m = 0; m < machines_.size(); ++m) {
      choices.emplace_back();
      const std::set<int> again = machines_[m].begin(true);
      if (required_[m]) {
        const int p = std::get<std::int32_t>(from[m]);
        const std::set<int> to = p < 0 ? again : machines_[m].after(p, c);
        if (p < 0) choices.back().emplace_back(-1);
        for (const int q : to) choices.back().emplace_back(q);
      } else {
        std::set<int> to = again;
        for (const int p : std::get<std::vector<std::int32_t>>(from[m]))
          to.merge(machines_[m].after(p, c));
        choices.back().emplace_back(std::vector<std::int32_t>(to.begin(), to.end()));
      }
    }
    return choices;
  }

  bool all_covered(const std::u32string& word, const std::vector<Positions>& choices) const {
    const std::string state = state_of(word);
    if (state == "dead") return true;
    for (std::size_t m = 0; m < machines_.size(); ++m) {
      if (required_[m]) continue;
      for (const int p : std::get<std::vector<std::int32_t>>(choices[m].front())) {
        if (machines_[m].is_end(p)) return true;
      }
    }
    Positions combination;
    return all_covered(state, choices, combination);
  }

  bool all_covered(const std::string& state, const std::vector<Positions>& choices,
                   Positions& combination) const {
    const std::size_t m = combination.size();
    if (m == choices.size()) return covered(state, combination);
    for (const auto& choice : choices[m]) {
      combination.push_back(choice);
      const bool ok = all_covered(state, choices, combination);
      combination.pop_back();
      if (!ok) return false;
    }
    return true;
  }

  bool covered(const std::string& state, const Positions& combination) const {
    const auto alike = by_state_.find(state);
    if (alike == by_state_.end()) return false;
    return std::any_of(alike->second.begin(), alike->second.end(), [&](const Positions* element) {
      for (std::size_t m = 0; m < combination.size(); ++m) {
        if (required_[m]) {
          if ((*element)[m] != combination[m]) return false;
          continue;
        }
        const auto& few = std::get<std::vector<std::int32_t>>((*element)[m]);
        const auto& many = std::get<std::vector<std::int32_t>>(combination[m]);
        if (!std::includes(many.begin(), many.end(), few.begin(), few.end())) return false;
      }
      return true;
    });
  }

  std::set<char32_t> characters() const {
    if (shape_ == ValueShape::Integer || shape_ == ValueShape::Float) {
      const std::u32string all = U"0123456789.E-";
      return {all.begin(), all.end()};
    }
    std::set<char32_t> all{U'~', 0x10FFFF};
    for (const Machine& machine : machines_) machine.add_characters(all);
    for (const ValueTest& test : tests_) {
      if (const auto* text = std::get_if<Text>(test.literal)) {
        for (const char32_t c : base::decode_utf8(text->value)) all.insert(c);
      }
      if (const auto* number = std::get_if<Number>(test.literal))
        all.insert(number->source.begin(), number->source.end());
    }
    while (!all.empty() && *all.rbegin() > 0x10FFFF) all.erase(*all.rbegin());
    return all;
  }

  ValueShape shape_;
  const std::vector<ValueTest>& tests_;
  std::vector<Machine> machines_;
  std::vector<bool> required_;
  std::vector<Decimal> numbers_;
  std::map<std::string, std::vector<const Positions*>> by_state_;
};

}  // namespace

std::string fault_of_closure(ValueShape shape, const std::vector<ValueTest>& tests,
                             const std::vector<ClosureElement>& elements) {
  return Checker(shape, tests).fault(elements);
}

}  // namespace filtercheck::support
