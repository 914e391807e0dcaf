#include "match/string_test.hpp"

#include <algorithm>
#include <variant>

#include "base/unicode.hpp"
#include "filtercheck/evaluate.hpp"

namespace filtercheck::match {

namespace {

// Bytes are compared instead of characters: in UTF-8 no character is found inside of others.
bool is_glob(std::string_view text, const std::vector<std::string>& segments) {
  const std::string& first = segments.front();
  const std::string& last = segments.back();
  if (text.size() < first.size() + last.size()) return false;
  if (!text.starts_with(first) || !text.ends_with(last)) return false;
  text.remove_suffix(last.size());
  std::size_t at = first.size();
  for (std::size_t i = 1; i + 1 < segments.size(); ++i) {
    at = text.find(segments[i], at);
    if (at == std::string_view::npos) return false;
    at += segments[i].size();
  }
  return true;
}

// OQ-1: each segment where it occurs first.
bool is_first_occurrence(std::string_view text, const std::vector<std::string>& segments) {
  if (!text.starts_with(segments.front())) return false;
  std::size_t at = segments.front().size();
  for (std::size_t i = 1; i < segments.size(); ++i) {
    at = text.find(segments[i], at);
    if (at == std::string_view::npos) return false;
    at += segments[i].size();
  }
  return segments.back().empty() || at == text.size();
}

}  // namespace

std::optional<StringTest> StringTest::of(const Expression& condition, Reading reading) {
  const auto* comparison = std::get_if<Comparison>(&condition.node);
  const auto* number = comparison ? std::get_if<Number>(&comparison->literal) : nullptr;
  const auto* text = comparison ? std::get_if<Text>(&comparison->literal) : nullptr;
  const bool is_equality =
      comparison && comparison->selector.steps.size() == 1 &&
      (comparison->op == Operator::Equal || comparison->op == Operator::NotEqual);
  StringTest test;
  if (!is_equality) {
    // All strings are the same to it: they are no numbers, constants or containers.
    Pattern pattern;
    pattern.kind = Kind::Json;
    pattern.expression = condition;
    test.segments_ = {"", ""};
    test.negated_ = !matches(pattern, R"({"v":""})", reading);
    return test;
  }
  test.negated_ = comparison->op == Operator::NotEqual;
  test.first_occurrence_ = reading == Reading::FirstOccurrence;
  if (number != nullptr) {
    test.segments_ = {number->source};
    return test;
  }
  if (text == nullptr || base::find_invalid_utf8(text->value)) return std::nullopt;
  std::string_view rest = text->value;
  for (std::size_t star = rest.find('*'); star != std::string_view::npos; star = rest.find('*')) {
    test.segments_.emplace_back(rest.substr(0, star));
    rest.remove_prefix(star + 1);
  }
  test.segments_.emplace_back(rest);
  return test;
}

bool StringTest::holds(std::string_view text) const {
  if (segments_.size() == 1) return (text == segments_.front()) != negated_;
  const bool is =
      first_occurrence_ ? is_first_occurrence(text, segments_) : is_glob(text, segments_);
  return is != negated_;
}

}  // namespace filtercheck::match
