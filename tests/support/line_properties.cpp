#include "support/line_properties.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <variant>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::support {

namespace {

constexpr Reading kReadings[] = {Reading::Glob, Reading::FirstOccurrence};

bool is_ascii(const std::string& line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c >= 0; });
}

// ---- The second evaluator -----------------------------------------------------------------------

bool terms_hold(const std::vector<Term>& terms, const std::string& line) {
  bool any_optional = false;
  bool all_others = true;
  bool others = false;
  for (const Term& term : terms) {
    const bool found =
        std::search(line.begin(), line.end(), term.value.begin(), term.value.end()) != line.end();
    if (term.role == Term::Role::Optional) {
      any_optional = any_optional || found;
    } else {
      others = true;
      all_others = all_others && found == (term.role == Term::Role::Required);
    }
  }
  return others ? all_others : any_optional;
}

struct Piece {
  std::string whole;  // from the begin of the token to the end of the line
  std::string text;
};

std::vector<Piece> pieces_of(std::string line) {
  std::vector<Piece> pieces;
  while (true) {
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.erase(0, 1);
    if (line.empty()) return pieces;
    Piece piece{line, ""};
    const char closing = line.front() == '"' ? '"' : ']';
    const std::size_t close = line.find(closing, 1);
    if ((line.front() == '"' || line.front() == '[') && close != std::string::npos) {
      piece.text = line.substr(1, close - 1);
      line.erase(0, close + 1);
    } else {
      piece.text = line.substr(0, line.find_first_of(" \t"));
      line.erase(0, piece.text.size());
    }
    pieces.push_back(piece);
  }
}

// The values that the fields should have.
std::optional<std::vector<std::string>> values_of(const Fields& fields, const std::string& line) {
  const std::vector<Piece> pieces = pieces_of(line);
  const std::size_t count = fields.fields.size();
  if (pieces.size() < count) return std::nullopt;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < count; ++i) {
    const bool from_the_end = fields.before_ellipsis && i >= *fields.before_ellipsis;
    const std::size_t at = from_the_end ? pieces.size() - (count - i) : i;
    const bool rest = !fields.before_ellipsis && i + 1 == count && pieces.size() > count;
    values.push_back(rest ? pieces[at].whole : pieces[at].text);
  }
  return values;
}

// ---- Properties ---------------------------------------------------------------------------------

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
    for (const std::string& line : lines) judge(line);
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

  void judge(const std::string& line) {
    const bool glob = matches(pattern_, line, Reading::Glob);
    const bool first = matches(pattern_, line, Reading::FirstOccurrence);
    if (glob != first && !depends_on_reading(pattern_)) broken("the readings differ", line);
    if (pattern_.kind == Kind::Terms && is_ascii(line) &&
        glob != terms_hold(pattern_.terms, line)) {
      broken("the terms are judged differently", line);
    }
    if (!pattern_.fields) return;
    for (const Reading reading : kReadings) judge_fields(*pattern_.fields, line, reading);
  }

  void judge_fields(const Fields& fields, const std::string& line, Reading reading) {
    const auto extracted = extract(pattern_, line, reading);
    if (extracted.has_value() != matches(pattern_, line, reading)) {
      broken("extract and matches disagree", line);
    }
    if (!is_ascii(line)) return;
    const auto values = values_of(fields, line);
    if (extracted && !values) return broken("fields of too few tokens", line);
    if (!values) return;
    // Each field alone, on a line of its own where nothing can be cut off.
    bool all = true;
    for (std::size_t i = 0; i < values->size(); ++i) {
      const std::optional<Expression>& condition = fields.fields[i].condition;
      if (condition) all = all && holds_of(*condition, (*values)[i], reading);
    }
    if (all != extracted.has_value()) broken("the fields are judged differently", line);
    if (extracted) judge_values(fields, *values, *extracted, line);
  }

  // By a JSON pattern where that means the same: of text and regexes, but not of numbers.
  static bool holds_of(const Expression& condition, const std::string& value, Reading reading) {
    if (const auto* all = std::get_if<And>(&condition.node)) {
      return std::all_of(all->operands.begin(), all->operands.end(),
                         [&](const Expression& o) { return holds_of(o, value, reading); });
    }
    if (const auto* any = std::get_if<Or>(&condition.node)) {
      return std::any_of(any->operands.begin(), any->operands.end(),
                         [&](const Expression& o) { return holds_of(o, value, reading); });
    }
    const auto& comparison = std::get<Comparison>(condition.node);
    Pattern alone;
    if (std::holds_alternative<Number>(comparison.literal)) {
      // `[..., name op number]` on a line that holds the value alone, if it is one token.
      if (pieces_of(value).size() != 1 || pieces_of(value)[0].text != value) {
        return comparison.op == Operator::NotEqual;
      }
      alone.kind = Kind::Space;
      alone.fields = Fields{{Field{"x", condition}}, 0};
      return matches(alone, value, reading);
    }
    alone.kind = Kind::Json;
    alone.expression = condition;
    std::string json = "{\"" + std::get<Key>(comparison.selector.steps.front()).name + "\":\"";
    static constexpr std::string_view kHex = "0123456789abcdef";
    for (const char c : value) {
      json += "\\u00";
      json += kHex[static_cast<unsigned char>(c) >> 4];
      json += kHex[static_cast<unsigned char>(c) & 15];
    }
    return matches(alone, json + "\"}", reading);
  }

  void judge_values(const Fields& fields, const std::vector<std::string>& values,
                    const std::vector<ExtractedField>& extracted, const std::string& line) {
    const std::size_t before = fields.before_ellipsis.value_or(values.size());
    const std::size_t skipped = extracted.size() - values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::size_t at = i < before ? i : i + skipped;
      const std::string& name = fields.fields[i].name;
      const std::string expected = "$" + (name.empty() ? std::to_string(at + 1) : name);
      if (extracted[at] != ExtractedField{expected, values[i]}) {
        broken("a field is extracted differently: " + expected, line);
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
