// Every pattern up to a small size over a small alphabet, against every event of a small world.
//
// The world is rich enough that brute force over it gives the exact relation of two patterns: for
// each combination of outcomes of the conditions that some event shows, an event of the world shows
// it. So here the decider has to give the same relation, not only one that no event contradicts; a
// relation that the world does not show would be a witness outside of it, and a gap in the world.
// For wildcards no world is that rich: there each kind of event that the world shows must be found,
// and each that is found is evaluated.
//
// usage: exhaustive_runner PART   INDEX/COUNT of the larger patterns (part.hpp)
#include <algorithm>
#include <bitset>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "exhaustive/part.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"

namespace {

using namespace filtercheck;
using exhaustive::Part;

// Conditions that take a value, without the selector.
const std::vector<std::string> kTests{
    " = a",      " != a",    " = *a",    " = a*",       " != *b*", " = 1",
    " != 1",     " = \"1\"", " < 1",     " > 0",        " >= 1.0", " = \"1.0\"",
    " = %a|1$%", " IS NULL", " IS TRUE", " NOT EXISTS", " = *.*",  " = *"};
const std::vector<std::string> kSelectors{"$.x", "$.x.y", "$.x[0]"};

const std::vector<std::string> kScalars{
    "null",    "true",      "false",    "\"\"",    "\"a\"",    "\"aa\"",   "\"b\"",    "\"ab\"",
    "\"ba\"",  "\"aba\"",   "\"abaa\"", "\"1\"",   "\"1.0\"",  "\"x\"",    "\".\"",    "\"a.\"",
    "\".a\"",  "\"a.a\"",   "\"b.\"",   "\"ab.\"", "\".ba\"",  "\"ab.a\"", "\"b1\"",   "\"a1\"",
    "\"01\"",  "\"a.1\"",   "\".1\"",   "\"b.1\"", "\"ab.1\"", "\"ab1\"",  "\"a.aa\"", "\"abaa.\"",
    "\".aa\"", "\"ab.aa\"", "\".baa\"", "\"baa\"", "\"ba.\"",  "\"a.b\"",  "\"xa\"",   "\"xaa\"",
    "\"xa.\"", "\"xab\"",   "\"xab.\"", "0",       "1",        "1.0",      "2",        "11",
    "-1",      "0.5",       "0.1",      "1.5",     "2.5",      "1.1",      "2.1",      "0.0",
    "-0.0",    "-0.5",      "-0.1",     "1e309",   "-1e309",   "1e7",      "0.0001",   "1.0E-11",
    "1.0E11",  "-1.5",      "-1.1",     "-11",     "21"};

std::vector<std::string> named_world() {
  std::vector<std::string> events{"{}", "not JSON", R"({"x":{}})", R"({"x":[]})"};
  for (const std::string& value : kScalars) {
    events.push_back("{\"x\":" + value + "}");
    events.push_back("{\"x\":{\"y\":" + value + "}}");
    events.push_back("{\"x\":[" + value + "]}");
    events.push_back("{\"x\":[" + value + ",null]}");
  }
  for (const char* const container : {"{}", "[]", "[null]"}) {
    events.push_back("{\"x\":{\"y\":" + std::string(container) + "}}");
    events.push_back("{\"x\":[" + std::string(container) + "]}");
    events.push_back("{\"x\":[" + std::string(container) + ",null]}");
  }
  return events;
}

// For selectors with wildcards: arrays of up to three elements, objects of up to three members,
// of few values each.
const std::vector<std::string> kWildTests{" = a", " != a",    " = 1",        " != 1",
                                          " > 0", " IS NULL", " NOT EXISTS", " = *"};
const std::vector<std::string> kWildSelectors{"$.x[*]", "$.x[*].y", "$.*",  "$.x",
                                              "$.x[0]", "$.x[1]",   "$.x.y"};
std::vector<std::string> wild_world() {
  const std::vector<std::string> values{"null", "{}", "\"a\"", "\"b\"", "\"1\"", "1", "2"};
  std::vector<std::string> children = values;
  for (const std::string& value : values) children.push_back("{\"y\":" + value + "}");
  children.insert(children.end(), {"[null]", "[\"a\"]", "[1]", "[]"});
  std::vector<std::string> events{"{}", "not JSON"};
  const auto add = [&](const std::string& x) {
    events.push_back("{\"x\":" + x + "}");
    if (x.size() > 9) return;
    for (const char* const value : {"null", "\"a\"", "\"b\"", "1", "2"}) {
      events.push_back("{\"x\":" + x + ",\"z\":" + value + "}");
    }
  };
  for (const std::string& value : values) events.push_back("{\"z\":" + value + "}");
  for (const std::string& value : children) add(value);
  for (const std::string& one : children) {
    add("[" + one + "]");
    add("{\"y\":" + one + "}");
    add("{\"z\":" + one + "}");
    for (const std::string& two : children) {
      add("[" + one + "," + two + "]");
      add("{\"y\":" + one + ",\"z\":" + two + "}");
    }
  }
  for (const std::string& one : children) {
    for (const std::string& two : children) {
      for (const std::string& three : children) {
        const std::string both = one + "," + two;
        if (both.size() + three.size() < 14) add("[" + both + "," + three + "]");
        if (both.size() + three.size() < 12) {
          add("{\"y\":" + one + ",\"z\":" + two + ",\"w\":" + three + "}");
        }
      }
    }
  }
  return events;
}

constexpr std::size_t kMostEvents = 8192;
using Matched = std::bitset<kMostEvents>;

// A pattern and what it matches in the world, under both readings.
struct Known {
  Pattern pattern;
  Matched glob;
  Matched first;
  bool depends_on_reading = false;
};

Known known(const std::string& text, const std::vector<std::string>& events) {
  Known known{parse(text).value(), {}, {}};
  known.depends_on_reading = depends_on_reading(known.pattern);
  for (std::size_t i = 0; i < events.size(); ++i) {
    known.glob[i] = matches(known.pattern, events[i], Reading::Glob);
    known.first[i] = matches(known.pattern, events[i], Reading::FirstOccurrence);
  }
  return known;
}

Relation relation_of(const Matched& a, const Matched& b) {
  const bool only_a = (a & ~b).any();
  const bool only_b = (b & ~a).any();
  if (!only_a && !only_b) return Relation::Equivalent;
  if (!only_a) return Relation::Subset;
  if (!only_b) return Relation::Superset;
  return (a & b).any() ? Relation::Overlapping : Relation::Disjoint;
}

class Run {
 public:
  explicit Run(bool rich) : rich_(rich) {}

  void compare_pair(const Known& a, const Known& b) {
    compare_under(a, b, a.glob, b.glob, ReadingChoice::Glob);
    const bool two_readings = a.depends_on_reading || b.depends_on_reading;
    if (two_readings || a.first != a.glob || b.first != b.glob)
      compare_under(a, b, a.first, b.first, ReadingChoice::FirstOccurrence);
  }

  void normalize_one(const Known& a, const std::vector<std::string>& events) {
    const NormalForm form = normalize(a.pattern);
    const Known again = known(form.text, events);
    ++checked_;
    if (again.glob == a.glob && again.first == a.first &&
        normalize(again.pattern).text == form.text)
      return;
    fail(a.pattern.text + "\n  normalises to " + form.text + "\n  and that to " +
         normalize(again.pattern).text);
  }

  int finish() const {
    std::cout << checked_ << " checks, " << failed_ << " failed\n";
    return failed_ == 0 ? 0 : 1;
  }

 private:
  void compare_under(const Known& a, const Known& b, const Matched& in_a, const Matched& in_b,
                     ReadingChoice reading) {
    const Relation expected = relation_of(in_a, in_b);
    const CompareAnswer answer = compare(a.pattern, b.pattern, {reading, Domain::Lines});
    ++checked_;
    if (answer.relation == expected) return;
    if (!rich_ && answer.relation != Relation::Undecided &&
        finds(answer.only_a, (in_a & ~in_b).any(), a, b, true, false, reading) &&
        finds(answer.only_b, (in_b & ~in_a).any(), a, b, false, true, reading) &&
        finds(answer.both, (in_a & in_b).any(), a, b, true, true, reading)) {
      return;
    }
    std::string what = "A: " + a.pattern.text + "\nB: " + b.pattern.text + "\n  by brute force " +
                       std::string(name_of(expected)) + ", decided " +
                       std::string(name_of(answer.relation));
    what += "\n  only A " + answer.only_a.value_or("-") + ", only B " +
            answer.only_b.value_or("-") + ", both " + answer.both.value_or("-");
    fail(what);
  }

  // Whether what the world shows is found, and what is found is so.
  static bool finds(const std::optional<std::string>& event, bool shown, const Known& a,
                    const Known& b, bool in_a, bool in_b, ReadingChoice choice) {
    if (!event) return !shown;
    const Reading reading =
        choice == ReadingChoice::Glob ? Reading::Glob : Reading::FirstOccurrence;
    return matches(a.pattern, *event, reading) == in_a &&
           matches(b.pattern, *event, reading) == in_b;
  }

  void fail(const std::string& what) {
    if (++failed_ <= 20) std::cout << what << "\n";
  }

  bool rich_;  // the world shows all there is
  std::size_t checked_ = 0;
  std::size_t failed_ = 0;
};

// All pairs of conditions, all pairs of a condition and a junction of two, and some pairs of
// junctions.
void run_world(const std::vector<std::string>& selectors, const std::vector<std::string>& tests,
               const std::vector<std::string>& events, const Part& part, Run& run) {
  std::vector<std::string> conditions;
  for (const std::string& selector : selectors) {
    for (const std::string& test : tests) conditions.push_back(selector + test);
  }
  std::vector<Known> small;
  for (const std::string& condition : conditions)
    small.push_back(known("{ " + condition + " }", events));
  for (const Known& a : small) {
    for (const Known& b : small) run.compare_pair(a, b);
  }
  std::vector<Known> large;
  std::size_t pair = 0;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    for (std::size_t j = i + 1; j < conditions.size(); ++j) {
      if (!part.takes(pair++)) continue;
      large.push_back(known("{ " + conditions[i] + " && " + conditions[j] + " }", events));
      large.push_back(known("{ " + conditions[i] + " || " + conditions[j] + " }", events));
    }
  }
  for (const Known& a : large) {
    for (const Known& b : small) run.compare_pair(a, b);
  }
  for (std::size_t i = 0; i < large.size(); ++i) {
    run.compare_pair(large[i], large[(i * 7919 + 13) % large.size()]);
    run.normalize_one(large[i], events);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto part = argc == 2 ? exhaustive::part_of(argv[1]) : std::nullopt;
  const std::vector<std::string> named = named_world();
  const std::vector<std::string> wild = wild_world();
  if (!part || std::max(named.size(), wild.size()) > kMostEvents) {
    std::cerr << "usage: exhaustive_runner INDEX/COUNT; or the worlds are too large: "
              << named.size() << ", " << wild.size() << "\n";
    return 2;
  }
  Run exact(true);
  run_world(kSelectors, kTests, named, *part, exact);
  Run wide(false);
  run_world(kWildSelectors, kWildTests, wild, {part->index, 4 * part->count}, wide);
  return exact.finish() + wide.finish();
}
