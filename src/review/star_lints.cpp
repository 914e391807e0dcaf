#include "review/star_lints.hpp"

#include <cctype>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "base/codes.hpp"
#include "filtercheck/parse.hpp"
#include "review/lint_parts.hpp"

namespace filtercheck::review {

namespace {

constexpr std::size_t kMostQuestions = 8;
constexpr std::size_t kMostRegexes = 2;  // of AWS, in a pattern

// The regex that finds what the text matches as a glob, but for line breaks; no value: a regex
// cannot say it.
std::optional<std::string> regex_of(std::string_view glob) {
  constexpr std::string_view plain = ":_#=@/;,-";
  constexpr std::string_view operators = "^$?[]{}|\\+.";
  constexpr std::string_view digits = "0123456789abcdef";
  std::string regex = glob.starts_with('*') ? "" : "^";
  for (std::size_t i = 0; i < glob.size(); ++i) {
    const char c = glob[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) return std::nullopt;
    if (c == '*') {
      if (i > 0 && glob[i - 1] != '*') regex += ".*";
    } else if (std::isalnum(byte) != 0 || plain.find(c) != std::string_view::npos) {
      regex += c;
    } else if (operators.find(c) != std::string_view::npos) {
      regex += {'\\', c};
    } else {
      regex += {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return regex += '$';
}

struct Candidate {
  Span span;
  std::string text;
  std::optional<Rewrite> rewrite;
};

class Literals {
 public:
  explicit Literals(const Pattern& pattern) : pattern_(pattern) {
    if (pattern.expression) look_into(*pattern.expression);
    if (!pattern.fields) return;
    for (const Field& field : pattern.fields->fields)
      if (field.condition) look_into(*field.condition);
  }

  const std::vector<Candidate>& candidates() const { return candidates_; }
  std::size_t regexes() const { return regexes_; }

 private:
  void look_into(const Expression& root) {
    ast::for_each_condition(root, [&](const Expression& condition) {
      const auto* comparison = std::get_if<Comparison>(&condition.node);
      if (comparison == nullptr) return;
      if (std::holds_alternative<Regex>(comparison->literal)) ++regexes_;
      const auto* text = std::get_if<Text>(&comparison->literal);
      const bool is_open = text != nullptr && !text->value.ends_with('*') &&
                           text->value.find('*') != std::string::npos;
      if (!is_open) return;
      Candidate candidate{span_of_literal(pattern_, condition), text->value, std::nullopt};
      if (const auto regex = regex_of(text->value))
        candidate.rewrite = Rewrite{candidate.span, "%" + *regex + "%", true};
      candidates_.push_back(std::move(candidate));
    });
  }

  const Pattern& pattern_;
  std::vector<Candidate> candidates_;
  std::size_t regexes_ = 0;
};

}  // namespace

std::vector<Lint> lints_of_stars(const Pattern& pattern, const std::string& answer,
                                 const std::function<bool(const Pattern&)>& differs) {
  const Literals literals(pattern);
  const auto makes_the_difference = [&](const Candidate& candidate) {
    if (!candidate.rewrite) return false;
    const auto settled = parse(rewritten(pattern.text, {*candidate.rewrite}), Limits::beyond_aws());
    return settled.ok() && !differs(settled.value());
  };
  std::vector<const Candidate*> blamed;
  const std::vector<Candidate>& candidates = literals.candidates();
  if (candidates.size() > 1 && candidates.size() <= kMostQuestions)
    for (const Candidate& candidate : candidates)
      if (makes_the_difference(candidate)) blamed.push_back(&candidate);
  if (blamed.empty())
    for (const Candidate& candidate : candidates) blamed.push_back(&candidate);
  // As many regexes as all of them would be.
  const bool has_room = literals.regexes() + blamed.size() <= kMostRegexes;
  std::vector<Lint> lints;
  for (const Candidate* one : blamed)
    lints.push_back({{codes::kStarReading, {answer, one->text}},
                     Severity::Note,
                     one->span,
                     has_room ? one->rewrite : std::nullopt});
  return lints;
}

}  // namespace filtercheck::review
