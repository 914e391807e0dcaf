#include "support/agree.hpp"

#include <algorithm>

#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"
#include "support/certified.hpp"

namespace filtercheck::support {

namespace {

Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::Subset:
      return Relation::Superset;
    case Relation::Superset:
      return Relation::Subset;
    case Relation::Equivalent:
    case Relation::Overlapping:
    case Relation::Disjoint:
    case Relation::Undecided:
      return relation;
  }
  return relation;
}

// Whether an event with these outcomes can occur where the relation holds.
bool possible(Relation relation, bool a, bool b) {
  switch (relation) {
    case Relation::Equivalent:
      return a == b;
    case Relation::Subset:
      return !a || b;
    case Relation::Superset:
      return !b || a;
    case Relation::Disjoint:
      return !(a && b);
    case Relation::Overlapping:
    case Relation::Undecided:
      return true;
  }
  return true;
}

DecideOptions options_for(Reading reading) {
  return {reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence,
          Domain::Lines};
}

std::string described(const Pattern& a, const Pattern& b, Reading reading,
                      const std::string& what) {
  std::string out = what;
  out += "\n  A: " + a.text + "\n  B: " + b.text + "\n  reading: ";
  out += name_of(reading);
  return out;
}

// Another text for the pattern that must mean the same.
std::optional<std::string> changed_by(const char* what, const std::string& text,
                                      const Pattern& pattern,
                                      const std::vector<std::string>& events) {
  const Result<Pattern> again = parse(text, Limits::beyond_aws());
  if (!again.ok()) return std::string(what) + " is not valid: " + text + "\n  of " + pattern.text;
  for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
    for (const std::string& event : events) {
      if (matches(pattern, event, reading) == matches(again.value(), event, reading)) continue;
      return described(pattern, again.value(), reading,
                       std::string(what) + " changes the meaning for " + event);
    }
    const Relation relation = compare(pattern, again.value(), options_for(reading)).relation;
    if (relation != Relation::Equivalent && relation != Relation::Undecided) {
      return described(pattern, again.value(), reading,
                       std::string(what) + " is " + std::string(name_of(relation)));
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> contradiction(const Pattern& a, const Pattern& b, Reading reading,
                                         const std::vector<std::string>& events) {
  const CompareAnswer answer = compare(a, b, options_for(reading));
  const std::string relation(name_of(answer.relation));
  for (const std::string& event : events) {
    const bool in_a = matches(a, event, reading);
    const bool in_b = matches(b, event, reading);
    if (!possible(answer.relation, in_a, in_b)) {
      return described(a, b, reading,
                       "said to be " + relation + ", but " + event + (in_a ? " is" : " is not") +
                           " matched by A and " + (in_b ? "is" : "is not") + " matched by B");
    }
  }
  if (const auto fault = not_certified({{"a", &a}, {"b", &b}}, claims_of(answer.relation),
                                       options_for(reading), true)) {
    return described(a, b, reading, relation + ": " + *fault);
  }
  const CompareAnswer other = compare(b, a, options_for(reading));
  const bool open = answer.relation == Relation::Undecided || other.relation == Relation::Undecided;
  if (!open && other.relation != mirrored(answer.relation)) {
    return described(a, b, reading,
                     relation + ", but swapped " + std::string(name_of(other.relation)));
  }
  return std::nullopt;
}

namespace {

bool is_json(const std::string& line) {
  static const Pattern kAnyObject = parse("{ $.* NOT EXISTS || $.* = x || $.* != x }").value();
  return matches(kAnyObject, line, Reading::Glob);
}

class LinesJudge {
 public:
  LinesJudge(const Pattern& a, const Pattern& b, Reading reading, Domain domain)
      : a_(a), b_(b), reading_(reading), options_{options_for(reading).reading, domain} {}

  LinesJudged judge(const std::vector<std::string>& lines) {
    const CompareAnswer answer = compare(a_, b_, options_);
    const std::string relation(name_of(answer.relation));
    out_.undecided = answer.relation == Relation::Undecided;
    if (out_.undecided) out_.reason = reason_of(answer);
    shows(answer.only_a, true, false);
    shows(answer.only_b, false, true);
    shows(answer.both, true, true);
    for (const std::string& line : lines) {
      if (options_.domain == Domain::CloudTrail) break;
      if (options_.domain == Domain::Json && !is_json(line)) continue;
      if (!possible(answer.relation, in(a_, line), in(b_, line)))
        wrong("said to be " + relation + ", but " + line + " shows that it is not");
    }
    const Relation back = compare(b_, a_, options_).relation;
    if (!out_.undecided && back != Relation::Undecided && back != mirrored(answer.relation))
      wrong(relation + ", but swapped " + std::string(name_of(back)));
    const Relation self = compare(a_, a_, options_).relation;
    if (self != Relation::Equivalent && self != Relation::Undecided)
      wrong("A is said to be " + std::string(name_of(self)) + " to itself");
    return out_;
  }

  void wrong(const std::string& what) {
    if (!out_.wrong) out_.wrong = described(a_, b_, reading_, what);
  }
  const LinesJudged& judged() const { return out_; }

 private:
  bool in(const Pattern& pattern, const std::string& line) const {
    return matches(pattern, line, reading_);
  }
  void shows(const std::optional<std::string>& event, bool in_a, bool in_b) {
    if (event && (in(a_, *event) != in_a || in(b_, *event) != in_b))
      wrong("the event does not show what it is said to show: " + *event);
  }
  std::string reason_of(const CompareAnswer& answer) const {
    for (const Caveat& caveat : answer.caveats) {
      const auto is_same = [&](const Caveat& other) { return other.code == caveat.code; };
      if (std::none_of(a_.caveats.begin(), a_.caveats.end(), is_same) &&
          std::none_of(b_.caveats.begin(), b_.caveats.end(), is_same)) {
        return message(caveat);
      }
    }
    return "no reason";
  }

  const Pattern& a_;
  const Pattern& b_;
  Reading reading_;
  DecideOptions options_;
  LinesJudged out_;
};

}  // namespace

LinesJudged judge_lines(const Pattern& a, const Pattern& b, Reading reading, Domain domain,
                        const std::vector<std::string>& lines) {
  LinesJudge judge(a, b, reading, domain);
  try {
    return judge.judge(lines);
  } catch (const InternalError& error) {
    judge.wrong(std::string("internal error: ") + error.what());
    return judge.judged();
  }
}

std::optional<std::string> misprint(const Pattern& pattern,
                                    const std::vector<std::string>& events) {
  const std::string canonical = format(pattern);
  const Result<Pattern> again = parse(canonical, Limits::beyond_aws());
  if (!again.ok() || !(again.value() == pattern) || format(again.value()) != canonical) {
    return "the canonical text is not the same pattern: " + canonical + "\n  of " + pattern.text;
  }
  const NormalForm form = normalize(pattern);
  if (auto wrong = changed_by("the normal form", form.text, pattern, events)) return wrong;
  const std::string own = normalize(parse(form.text, Limits::beyond_aws()).value()).text;
  if (own != form.text)
    return "the normal form is not its own: " + form.text + "\n  becomes " + own;
  return std::nullopt;
}

}  // namespace filtercheck::support
