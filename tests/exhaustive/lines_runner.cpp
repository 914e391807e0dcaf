// Pairs of small patterns of all kinds, against all lines up to a length over a small alphabet.
//
// What some line of the world shows must be found; each line that is found is evaluated. So an
// answer that there is no line is checked against every line of the world, and one that there is a
// line against that line. Nothing may be undecided.
//
// usage: exhaustive_lines_runner PART   INDEX/COUNT of the pairs (part.hpp)
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exhaustive/part.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace {

using namespace filtercheck;

using Lines = std::vector<std::string>;

struct World {
  std::string_view name;
  std::vector<std::string> patterns;
  Lines lines;
};

// All lines of one to `length` characters.
Lines all_lines(std::string_view alphabet, std::size_t length) {
  Lines lines;
  std::size_t begin = 0;
  for (const char c : alphabet) lines.emplace_back(1, c);
  for (std::size_t n = 2; n <= length; ++n) {
    const std::size_t end = lines.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const char c : alphabet) lines.push_back(lines[i] + c);
    }
    begin = end;
  }
  return lines;
}

World words() {
  return {"words",
          {"",
           "a",
           "b",
           "ab",
           "\"a b\"",
           "\" \"",
           "-a",
           "a -b",
           "a b",
           "?a ?b",
           "?a b",
           "-ab -ba",
           R"("\"")",
           "%a%",
           "%^a%",
           "%b$%",
           "%a.b%",
           "%^[ab]{2}$%",
           "%^a*$%",
           "%^$%",
           "%.%",
           "%a|b%",
           "%\\s%",
           "%[^ab]%",
           "%^\\x22%",
           "[]",
           "[x]",
           "[x, y]",
           "[, , z]",
           "[x=a]",
           "[x=a, y]",
           "[x, y=b]",
           "[x=a*, ...]",
           "[..., y=b]",
           "[x!=a, y]",
           "[x=\"a b\", ...]",
           "[x, ..., z=a]",
           "[x=a||x=b, y]",
           "[x=%b%, y=*a]",
           "[..., y=*a*b, z]",
           "[x=\"\", ...]",
           "[x=*, ...]",
           "[x!=*b*, ..., y!=a]",
           "[x=\"*\\\"*\"]",
           "[x=\"[a\", ...]",
           "[..., x=%^.$%, y=%^.$%]"},
          all_lines("ab \"[]", 6)};
}

World numbers() {
  return {"numbers",
          {"1",
           "\"-\"",
           "%^1e%",
           "%0$%",
           "%^\\d+$%",
           "%\\de-\\d%",
           "[x=1, ...]",
           "[x!=1, ...]",
           "[x=\"1\", ...]",
           "[x=0, ...]",
           "[x>0, ...]",
           "[x>=1, ...]",
           "[x<0.5, ...]",
           "[x<=-1, ...]",
           "[x<=1 && x>0, ...]",
           "[x=1* && x>10, ...]",
           "[x=*e* && x<1, ...]",
           "[x=*e* && x!=0, ...]",
           "[x=%^1{2,}$% && x<11, ...]",
           "[x=%^1{2,}$% && x<=11, ...]",
           "[x>1 && x<1, ...]",
           "[x>=1 && x<=1, ...]",
           "[x=1.0 || x=10, ...]",
           "[x]",
           "[x>1]",
           "[x, y>1]",
           "[x=1, y!=1]",
           "[..., x<1]",
           "[x=1e1, ...]",
           "[x>-1 && x!=0 && x!=1, ...]"},
          all_lines("10.e- ", 6)};
}

// Objects with few members, each written in several ways.
Lines objects() {
  const std::vector<std::string> values{
      "1",     "1.0",         "10e-1", "2",      "true",          "false",     "null",
      "\"b\"", "\"\\u0062\"", "\"1\"", "\"\"",   "\"b c\"",       "\"\\\"\"",  "{}",
      "[]",    "[\"b\"]",     "[1]",   "[null]", "{\"b\":\"b\"}", "{\"b\":1}", "[\"c\",\"b\"]"};
  const std::vector<std::string> keys{"\"a\"", "\"\\u0061\"", "\"b\""};
  Lines lines{"{}", "{ }", " {}", "x",     "b",      "{",   "true",
              "1",  "a b", "[1]", "\"a\"", "{\"a\"", "b {}"};
  std::vector<std::string> members;
  for (const std::string& key : keys) {
    for (const std::string& value : values) members.push_back(key + ":" + value);
  }
  for (const std::string& one : members) {
    lines.push_back("{" + one + "}");
    lines.push_back("{ " + one + " }");
    lines.push_back("{" + one + "");
    for (const std::string& two : members) {
      lines.push_back("{" + one + "," + two + "}");
      lines.push_back("{" + one + ", " + two + "}");
    }
  }
  return lines;
}

World json() {
  return {"json",
          {"{ $.a = b }",
           "{ $.a != b }",
           "{ $.a = 1 }",
           "{ $.a > 0 }",
           "{ $.a = \"*b*\" }",
           "{ $.a IS TRUE }",
           "{ $.a IS NULL }",
           "{ $.a NOT EXISTS }",
           "{ $.a = * }",
           "{ $.a.b = b }",
           "{ $.a[0] = b }",
           "{ $.a[*] = b }",
           "{ $.a[*] != b }",
           "{ $.* = b }",
           "{ $.a = b && $.b = b }",
           "{ $.a = b || $.b NOT EXISTS }",
           "b",
           "a",
           "1",
           "true",
           "-b",
           "\"{\"",
           "-\"{\"",
           "\" \"",
           "\"\\\"a\\\":\\\"b\\\"\"",
           "\"\\\\u\"",
           "\"}{\"",
           "\"b\\\"a\"",
           "\"\\\"b\\\"b\"",
           "?a ?b",
           "%b%",
           "%^\\{\\}$%",
           "%^\\{.*\\}$%",
           "%^[^b]*$%",
           "%\\x22b\\x22.*\\x22a\\x22%",
           "%null|false%",
           "%^\\{\\x22a\\x22:\\x22b\\x22\\}$%",
           "[x]",
           "[x, y]",
           "[..., x=*b*]",
           "[x=*a*, y=*b*]",
           "[x!=\"{}\", ...]",
           "[]",
           ""},
          objects()};
}

using Matched = std::vector<bool>;

struct Known {
  Pattern pattern;
  Matched in;
};

bool any(const Matched& a, bool in_a, const Matched& b, bool in_b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == in_a && b[i] == in_b) return true;
  }
  return false;
}

class Run {
 public:
  explicit Run(const World& world) : world_(world) {}

  int run(const exhaustive::Part& part) {
    for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
      std::vector<Known> all;
      for (const std::string& text : world_.patterns) {
        const Result<Pattern> pattern = parse(text);
        if (!pattern.ok()) {
          fail("not a pattern: " + text);
          continue;
        }
        Known known{pattern.value(), {}};
        for (const std::string& line : world_.lines)
          known.in.push_back(matches(known.pattern, line, reading));
        all.push_back(std::move(known));
      }
      std::size_t pair = 0;
      for (const Known& a : all) {
        for (const Known& b : all) {
          if (part.takes(pair++)) compare_pair(a, b, reading);
        }
      }
    }
    std::cout << world_.name << ": " << world_.lines.size() << " lines, " << checked_ << " pairs, "
              << failed_ << " failed\n";
    return failed_ == 0 ? 0 : 1;
  }

 private:
  void compare_pair(const Known& a, const Known& b, Reading reading) {
    ++checked_;
    const ReadingChoice choice =
        reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence;
    const std::string title = "A: " + a.pattern.text + "\nB: " + b.pattern.text + " (" +
                              std::string(name_of(reading)) + ")";
    CompareAnswer answer;
    try {
      answer = compare(a.pattern, b.pattern, {choice, Domain::Lines});
    } catch (const InternalError& error) {
      return fail(title + "\n  " + error.what());
    }
    const bool right = answer.relation != Relation::Undecided &&
                       finds(answer.only_a, a, true, b, false, reading) &&
                       finds(answer.only_b, a, false, b, true, reading) &&
                       finds(answer.both, a, true, b, true, reading);
    if (right) return;
    fail(title + "\n  " + std::string(name_of(answer.relation)) + ": only A " +
         answer.only_a.value_or("-") + ", only B " + answer.only_b.value_or("-") + ", both " +
         answer.both.value_or("-"));
  }

  static bool finds(const std::optional<std::string>& line, const Known& a, bool in_a,
                    const Known& b, bool in_b, Reading reading) {
    if (!line) return !any(a.in, in_a, b.in, in_b);
    return matches(a.pattern, *line, reading) == in_a && matches(b.pattern, *line, reading) == in_b;
  }

  void fail(const std::string& what) {
    if (++failed_ <= 20) std::cout << what << "\n";
  }

  const World& world_;
  std::size_t checked_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const auto part = argc == 2 ? exhaustive::part_of(argv[1]) : std::nullopt;
  if (!part) {
    std::cerr << "usage: exhaustive_lines_runner INDEX/COUNT\n";
    return 2;
  }
  int failed = 0;
  for (const World& world : {words(), numbers(), json()}) failed += Run(world).run(*part);
  return failed == 0 ? 0 : 1;
}
