#include "filtercheck/smtlib.hpp"

#include <array>
#include <utility>
#include <variant>

#include "base/codes.hpp"
#include "filtercheck/evaluate.hpp"
#include "smt/terms.hpp"
#include "smt/text_terms.hpp"
#include "smt/translate.hpp"

namespace filtercheck {

namespace {

using smt::Pair;
using Asked = SmtlibQuery::Asked;
using Events = SmtlibQuery::Events;

constexpr std::array kAsked{Asked::OnlyA, Asked::OnlyB, Asked::Both};

constexpr const char* kFewTexts = "few_texts";

const char* name_of(Asked asked) {
  switch (asked) {
    case Asked::OnlyA:
      return "only A";
    case Asked::OnlyB:
      return "only B";
    case Asked::Both:
      return "both";
  }
  return "";
}

const char* name_of(Events events) {
  switch (events) {
    case Events::Exact:
      return "";
    case Events::TooMany:
      return ", too many texts of numbers";
    case Events::TooFew:
      return ", too few texts of numbers";
  }
  return "";
}

const char* events_of(Domain domain) {
  switch (domain) {
    case Domain::Lines:
      return "all log lines";
    case Domain::Json:
      return "all lines that are one JSON object";
    case Domain::CloudTrail:
      return "JSON objects with what the CloudTrail record reference guarantees";
  }
  return "";
}

// One reading, and the names of A and B under it.
struct Said {
  Reading reading;
  std::string a;
  std::string b;
  Pair pair;
};

std::vector<Reading> readings_of(const Pattern& a, const Pattern& b, ReadingChoice choice) {
  if (choice == ReadingChoice::FirstOccurrence) return {Reading::FirstOccurrence};
  const bool one =
      choice == ReadingChoice::Glob || !(depends_on_reading(a) || depends_on_reading(b));
  if (one) return {Reading::Glob};
  return {Reading::Glob, Reading::FirstOccurrence};
}

std::string header(const Pattern& a, const Pattern& b, const DecideOptions& options,
                   const std::vector<Said>& said) {
  std::string out = "; How the events that two filter patterns match are related.\n;   A: " +
                    smt::in_comment(a.text) + "\n;   B: " + smt::in_comment(b.text) +
                    "\n; Events: " + events_of(options.domain) + ".\n; Reading of *: ";
  if (said.size() > 1) {
    out += "each question is asked under both.\n";
  } else {
    const bool any = !depends_on_reading(a) && !depends_on_reading(b);
    out += any ? "both are one for these patterns.\n"
               : std::string(name_of(said.front().reading)) + ".\n";
  }
  out +=
      ";\n"
      "; Each (check-sat) asks whether there is an event that only A matches, that only B matches, "
      "or that\n"
      "; both match. `sat`: there is one; `unsat`: there is none. What the answers mean:\n"
      ";   only A   only B   both\n"
      ";   unsat    unsat             equivalent\n"
      ";   unsat    sat               subset: every event that A matches, B matches\n"
      ";   sat      unsat             superset: every event that B matches, A matches\n"
      ";   sat      sat      sat      overlapping\n"
      ";   sat      sat      unsat    disjoint\n";
  if (!said.front().pair.exact()) {
    out +=
        ";\n"
        "; The texts of numbers with a point or an exponent cannot be said exactly, so each "
        "question is asked\n"
        "; twice. With too many texts only `unsat` is an answer, with too few only `sat`; if there "
        "is neither,\n"
        "; the solver does not tell.\n";
  }
  return out +
         ";\n"
         "; z3 FILE\n"
         "; cvc5 --incremental --strings-exp FILE\n"
         "(set-logic ALL)\n\n";
}

std::string definition(const std::string& name, const std::string& term) {
  return "(define-fun " + name + " () Bool\n  " + term + ")\n";
}

class Script {
 public:
  explicit Script(std::string begin) : text_(std::move(begin)) {}

  void add(const Said& said) {
    for (const Asked asked : kAsked) {
      if (said.pair.exact()) {
        add(said, asked, Events::Exact);
      } else {
        add(said, asked, Events::TooMany);
        add(said, asked, Events::TooFew);
      }
    }
  }

  SmtlibAnswer answer() && { return {std::move(text_), std::move(queries_), {}}; }

 private:
  void add(const Said& said, Asked asked, Events events) {
    const std::string name = std::string(name_of(asked)) + ", reading " +
                             std::string(name_of(said.reading)) + name_of(events);
    text_ += "\n(echo \"" + name + "\")\n(push 1)\n";
    if (events == Events::TooFew) text_ += smt::assertion(kFewTexts);
    text_ += smt::assertion(asked == Asked::OnlyB ? smt::negation(said.a) : said.a);
    text_ += smt::assertion(asked == Asked::OnlyA ? smt::negation(said.b) : said.b);
    text_ += "(check-sat)\n(pop 1)\n";
    queries_.push_back({asked, said.reading, events});
  }

  std::string text_;
  std::vector<SmtlibQuery> queries_;
};

}  // namespace

SmtlibAnswer to_smtlib(const Pattern& a, const Pattern& b, const DecideOptions& options) {
  std::vector<Said> all;
  for (const Reading reading : readings_of(a, b, options.reading)) {
    smt::Translation translation = smt::translate(a, b, reading, options.domain);
    if (const auto* obstacle = std::get_if<smt::Obstacle>(&translation)) {
      return {std::nullopt, {}, {{codes::kNoSmtlib, {obstacle->reason}}}};
    }
    const std::string suffix = reading == Reading::Glob ? "_glob" : "_first";
    all.push_back({reading, "A" + suffix, "B" + suffix, std::get<Pair>(std::move(translation))});
  }
  // What holds of events does not hang on the reading.
  const Pair& events = all.front().pair;
  std::string begin = header(a, b, options, all) + events.declarations +
                      "\n; what holds of every event\n" + events.wide;
  if (!events.exact()) {
    begin += "\n; no texts of numbers but some of those that there are\n" +
             definition(kFewTexts, smt::joined("and", events.narrow, "true"));
  }
  for (const Said& said : all) {
    begin += "\n; what A and B match, reading " + std::string(name_of(said.reading)) + "\n" +
             definition(said.a, said.pair.a) + definition(said.b, said.pair.b);
  }
  Script script(std::move(begin));
  for (const Said& said : all) script.add(said);
  return std::move(script).answer();
}

}  // namespace filtercheck
