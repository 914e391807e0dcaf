#include "support/meaning.hpp"

#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::support {

std::optional<std::string> not_same(const Pattern& pattern, const std::string& text,
                                    const std::vector<std::string>& lines) {
  const auto wrong = [&](const std::string& what) {
    return what + "\n  pattern: " + pattern.text + "\n  became: " + text;
  };
  const Result<Pattern> again = parse(text, Limits::beyond_aws());
  if (!again.ok()) return wrong("not valid");
  for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
    const std::string under = " by " + std::string(name_of(reading));
    for (const std::string& line : lines) {
      if (matches(pattern, line, reading) != matches(again.value(), line, reading))
        return wrong("another meaning" + under + ": " + line);
    }
    const ReadingChoice choice =
        reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence;
    const Relation relation = compare(pattern, again.value(), {choice, Domain::Lines}).relation;
    if (relation != Relation::Equivalent && relation != Relation::Undecided)
      return wrong(std::string(name_of(relation)) + under);
  }
  return std::nullopt;
}

std::optional<std::string> bad_format(const Pattern& pattern,
                                      const std::vector<std::string>& lines) {
  for (const Layout layout : {Layout::Roomy, Layout::Tight}) {
    const std::string text = format(pattern, layout);
    if (auto wrong = not_same(pattern, text, lines)) return wrong;
    const Pattern again = parse(text, Limits::beyond_aws()).value();
    if (!(again == pattern)) return "another tree: " + text + "\n  pattern: " + pattern.text;
    if (format(again, layout) != text) return "not its own canonical text: " + text;
  }
  return std::nullopt;
}

std::optional<std::string> bad_normal_form(const Pattern& pattern,
                                           const std::vector<std::string>& lines) {
  const std::string text = normalize(pattern).text;
  if (auto wrong = not_same(pattern, text, lines)) return wrong;
  const std::string own = normalize(parse(text, Limits::beyond_aws()).value()).text;
  if (own != text) return "not its own normal form: " + text + "\n  becomes " + own;
  return std::nullopt;
}

}  // namespace filtercheck::support
