// Regexes and texts with `*` against RE2.
//
//   oracle_re2 [CHECKS] [SEED] [--seconds N]
//
// A check is one text: whether filtercheck's evaluator and RE2 agree that it is matched, on a
// regex as a pattern of its own or at a field of a JSON event, and on a text literal under either
// reading; whether a text contradicts what compare() says of two regexes; and whether a regex is
// valid at all.
#include <re2/re2.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "base/unicode.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "oracles/oracle.hpp"
#include "oracles/regex_cases.hpp"

namespace {

using namespace filtercheck;
using namespace filtercheck::oracles;
using support::Choices;

constexpr std::size_t kTextsOfRegex = 12;
constexpr std::size_t kTextsOfLiteral = 12;
constexpr std::size_t kTextsOfPair = 24;

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

// RE2 knows no `{,n}`: it takes the braces as text. Where such a brace is escaped or in a set, it
// is text for both, so only repetitions are written anew; `{,}` is none.
std::string for_re2(const std::string& source) {
  std::string out;
  bool in_set = false;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    out += c;
    if (c == '\\' && i + 1 < source.size()) {
      out += source[++i];
    } else if (c == '[' && !in_set) {
      in_set = true;
      // `]` at the beginning of a set is a member.
      if (i + 1 < source.size() && source[i + 1] == '^') out += source[++i];
      if (i + 1 < source.size() && source[i + 1] == ']') out += source[++i];
    } else if (c == ']') {
      in_set = false;
    } else if (c == '{' && !in_set && i + 2 < source.size() && source[i + 1] == ',' &&
               source[i + 2] != '}') {
      out += '0';
    }
  }
  return out;
}

bool found(const RE2& regex, const std::string& text) { return RE2::PartialMatch(text, regex); }

// The text as the value of the field `a`.
std::string event_with(const std::string& text) {
  return "{\"a\":" + base::json_string(base::decode_utf8(text)) + "}";
}

// ---- Text literals ------------------------------------------------------------------------------

constexpr const char* kLetters[] = {"a", "b", "ab", "aa", "*", "*", "**", ".",  "[a]",
                                    "é", "1", "-",  " ",  "^", "$", "+",  "\n", "\\\\"};

// As it stands between quotes in a pattern.
std::string random_literal(Choices& choices) {
  std::string out;
  const std::size_t size = 1 + choices.below(6);
  for (std::size_t i = 0; i < size; ++i) out += kLetters[choices.below(std::size(kLetters))];
  return out;
}

std::vector<std::string> parts_of(const std::string& literal) {
  std::vector<std::string> parts{""};
  for (const char c : literal) {
    if (c == '*') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// The parts with something between them, or with one said twice or left out.
std::string text_near_literal(Choices& choices, const std::vector<std::string>& parts) {
  static constexpr const char* kBetween[] = {"", "", "a", "b", "x", "é", "\n", "."};
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += kBetween[choices.below(std::size(kBetween))];
    const std::size_t what = choices.below(8);
    if (what != 0) out += parts[i];
    if (what == 1) out += parts[i];
    if (what == 2 && i > 0) out += parts[i - 1] + parts[i];
  }
  return out;
}

std::string glob_regex(const std::vector<std::string>& parts) {
  std::string out = "(?s)";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += ".*";
    out += RE2::QuoteMeta(parts[i]);
  }
  return out;
}

// Each part is searched for from where the one before it ends; the last one must end the text.
bool by_first_occurrence(const std::vector<std::unique_ptr<RE2>>& parts, const std::string& text) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && i + 1 == parts.size() && parts[i]->pattern().empty()) return true;
    re2::StringPiece part;
    const auto anchor = i == 0 ? RE2::ANCHOR_START : RE2::UNANCHORED;
    if (!parts[i]->Match(text, at, text.size(), anchor, &part, 1)) return false;
    at = static_cast<std::size_t>(part.data() - text.data()) + part.size();
  }
  return at == text.size();
}

// ---- The oracle ---------------------------------------------------------------------------------

class Re2Oracle {
 public:
  explicit Re2Oracle(const Arguments& arguments) : arguments_(arguments), draws_(arguments) {}

  int run() {
    while (tally_.agreed + tally_.disagreed < arguments_.count && !draws_.late()) {
      Choices choices = draws_.next();
      switch (choices.below(4)) {
        case 0:
          literal(choices);
          break;
        case 1:
          pair(choices);
          break;
        default:
          regex(choices);
          break;
      }
    }
    return report("re2: seed " + std::to_string(arguments_.seed) + ", checks", tally_);
  }

 private:
  void agree(bool same, const std::string& about, const std::string& vector) {
    ++(same ? tally_.agreed : tally_.disagreed);
    if (!same) std::cout << "DISAGREED: " << about << "\n" << vector << std::endl;
  }

  void matched(const Pattern& pattern, const std::string& event, Reading reading, bool theirs) {
    const bool ours = matches(pattern, event, reading);
    if (ours) ++tally_.others["of them matched"];
    agree(ours == theirs,
          std::string("reading ") + std::string(name_of(reading)) + ": filtercheck " +
              (ours ? "matches" : "does not match") + ", RE2 " + (theirs ? "does" : "does not"),
          match_vector("re2-" + draws_.name(), pattern.text, event, theirs));
  }

  static std::string draw_regex(Choices& choices) {
    if (choices.below(3) != 0) return whole_syntax_regex(choices);
    const std::string whole = support::random_regex(choices);
    return whole.substr(1, whole.size() - 2);
  }

  // What it matches, at two places; or that both refuse it.
  void regex(Choices& choices) {
    const std::string source = draw_regex(choices);
    const auto line = parse("%" + source + "%", Limits::beyond_aws());
    const RE2 theirs(for_re2(source), quiet());
    agree(line.ok() == theirs.ok(),
          "filtercheck " + std::string(line.ok() ? "takes" : "refuses") + " the regex, RE2 " +
              (theirs.ok() ? "takes it" : theirs.error()),
          "{\"id\":\"re2-" + draws_.name() + "\",\"pattern\":\"%" + source +
              "%\",\"valid\":" + (theirs.ok() ? "true}" : "false}"));
    if (!line.ok() || !theirs.ok()) return;
    const Pattern at_field = parsed("{ $.a = %" + source + "% }");
    const Pattern not_at_field = parsed("{ $.a != %" + source + "% }");
    for (std::size_t i = 0; i < kTextsOfRegex; ++i) {
      const std::string text = text_near(choices, *line.value().regex);
      const bool expected = found(theirs, text);
      matched(line.value(), text, Reading::Glob, expected);
      matched(at_field, event_with(text), Reading::Glob, expected);
      matched(not_at_field, event_with(text), Reading::Glob, !expected);
    }
  }

  void literal(Choices& choices) {
    const std::string literal = random_literal(choices);
    const Pattern pattern = parsed("{ $.a = \"" + literal + "\" }");
    const auto& comparison = std::get<Comparison>(pattern.expression->node);
    const std::vector<std::string> parts = parts_of(std::get<Text>(comparison.literal).value);
    const RE2 glob(glob_regex(parts), quiet());
    std::vector<std::unique_ptr<RE2>> each;
    for (const std::string& part : parts) {
      each.push_back(std::make_unique<RE2>(RE2::QuoteMeta(part), quiet()));
    }
    for (std::size_t i = 0; i < kTextsOfLiteral; ++i) {
      const std::string text = text_near_literal(choices, parts);
      const std::string event = event_with(text);
      matched(pattern, event, Reading::Glob, RE2::FullMatch(text, glob));
      matched(pattern, event, Reading::FirstOccurrence, by_first_occurrence(each, text));
    }
  }

  // No text may contradict the relation, and each event of the answer must be what it is said to
  // be.
  void pair(Choices& choices) {
    const std::string sources[2] = {draw_regex(choices), draw_regex(choices)};
    std::vector<Pattern> ours;
    std::vector<std::unique_ptr<RE2>> theirs;
    for (const std::string& source : sources) {
      auto read = parse("%" + source + "%", Limits::beyond_aws());
      if (!read.ok()) return;
      ours.push_back(std::move(read).value());
      theirs.push_back(std::make_unique<RE2>(for_re2(source), quiet()));
      if (!theirs.back()->ok()) return;
    }
    const CompareAnswer answer = compare(ours[0], ours[1], {});
    if (answer.relation == Relation::Undecided) {
      ++tally_.others["pairs undecided by filtercheck"];
      return;
    }
    const auto check = [&](const std::string& text, const std::string& what, auto good) {
      const bool a = found(*theirs[0], text);
      const bool b = found(*theirs[1], text);
      agree(good(a, b),
            what + ", and of the text `" + text + "` RE2 says: A " + (a ? "yes" : "no") + ", B " +
                (b ? "yes" : "no"),
            compare_vector("re2-" + draws_.name(), ours[0].text, ours[1].text,
                           "not " + std::string(name_of(answer.relation)), "lines"));
    };
    if (answer.only_a) check(*answer.only_a, "only A", [](bool a, bool b) { return a && !b; });
    if (answer.only_b) check(*answer.only_b, "only B", [](bool a, bool b) { return !a && b; });
    if (answer.both) check(*answer.both, "both", [](bool a, bool b) { return a && b; });
    for (std::size_t i = 0; i < kTextsOfPair; ++i) {
      const std::string text = text_near(choices, *ours[i % 2].regex);
      // Not a log line.
      if (text.empty() || text.find('\n') != std::string::npos) continue;
      check(text, std::string(name_of(answer.relation)), [&](bool a, bool b) {
        switch (answer.relation) {
          case Relation::Equivalent:
            return a == b;
          case Relation::Subset:
            return !a || b;
          case Relation::Superset:
            return a || !b;
          case Relation::Disjoint:
            return !(a && b);
          case Relation::Overlapping:
          case Relation::Undecided:
            break;
        }
        return true;
      });
    }
  }

  Arguments arguments_;
  Draws draws_;
  Tally tally_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = read_arguments("oracle_re2", {argv + 1, argv + argc}, 20'000);
  return arguments ? Re2Oracle(*arguments).run() : 2;
}
