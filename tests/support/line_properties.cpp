#include "support/line_properties.hpp"

#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"
#include "support/reference.hpp"

namespace filtercheck::support {

namespace {

constexpr Reading kReadings[] = {Reading::Glob, Reading::FirstOccurrence};

class Property {
 public:
  explicit Property(const Pattern& pattern) : pattern_(pattern) {}

  std::optional<std::string> broken_by(const std::vector<std::string>& lines) {
    same_as(format(pattern_, Layout::Roomy), true, lines);
    same_as(format(pattern_, Layout::Tight), true, lines);
    const std::string normal = normalize(pattern_).text;
    same_as(normal, false, lines);
    const Result<Pattern> again = parse(normal, Limits::beyond_aws());
    if (again.ok() && normalize(again.value()).text != normal) {
      broken("the normal form of the normal form differs", normal);
    }
    if (!what_) what_ = misjudged(pattern_, lines);
    if (!what_ && pattern_.fields) what_ = misextracted(pattern_, lines);
    for (const std::string& line : lines) {
      const bool glob = matches(pattern_, line, Reading::Glob);
      const bool first = matches(pattern_, line, Reading::FirstOccurrence);
      if (glob != first && !depends_on_reading(pattern_)) broken("the readings differ", line);
    }
    return what_;
  }

 private:
  void broken(const std::string& what, const std::string& where) {
    if (!what_) what_ = what + "\n  pattern: " + pattern_.text + "\n  at: " + where;
  }

  // `text` is a pattern that matches the same lines, and, if so wanted, is the same.
  void same_as(const std::string& text, bool equal, const std::vector<std::string>& lines) {
    const Result<Pattern> again = parse(text, Limits::beyond_aws());
    if (!again.ok()) return broken("a text made of the pattern is refused", text);
    if (equal && again.value() != pattern_) broken("the text says something else", text);
    if (equal && format(again.value()) != format(pattern_))
      broken("formatting is not stable", text);
    for (const std::string& line : lines) {
      for (const Reading reading : kReadings) {
        if (matches(pattern_, line, reading) != matches(again.value(), line, reading)) {
          broken("`" + text + "` means something else", line);
        }
      }
    }
  }

  const Pattern& pattern_;
  std::optional<std::string> what_;
};

}  // namespace

std::optional<std::string> misread(const Pattern& pattern, const std::vector<std::string>& lines) {
  return Property(pattern).broken_by(lines);
}

}  // namespace filtercheck::support
