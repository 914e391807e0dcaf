#include "support/agree.hpp"

#include <algorithm>

#include "filtercheck/evaluate.hpp"
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

// Whether the relation says that every event of the first pattern is one of the second.
bool is_within(Relation relation) {
  return relation == Relation::Equivalent || relation == Relation::Subset;
}

DecideOptions options_for(Reading reading, Domain domain) {
  return {reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence, domain};
}

std::string described(const Compared& compared, const std::string& what) {
  static constexpr const char* kDomains[] = {"lines", "json", "cloudtrail"};
  std::string out = what;
  out += "\n  A: " + compared.a.text + "\n  B: " + compared.b.text + "\n  reading: ";
  out += name_of(compared.reading);
  out += "\n  domain: ";
  return out + kDomains[static_cast<int>(compared.domain)];
}

std::string words_of(const Compared& compared) {
  return std::string(name_of(compared.answer.relation));
}

// Of a line that is no record that CloudTrail would write the domain says nothing.
bool is_surely_in(Domain domain, const std::string& line) {
  return domain == Domain::Lines || (domain == Domain::Json && is_json_object(line));
}

std::string reason_of(const Compared& compared) {
  for (const Caveat& caveat : compared.answer.caveats) {
    const auto is_same = [&](const Caveat& other) { return other.code == caveat.code; };
    if (std::none_of(compared.a.caveats.begin(), compared.a.caveats.end(), is_same) &&
        std::none_of(compared.b.caveats.begin(), compared.b.caveats.end(), is_same)) {
      return message(caveat);
    }
  }
  return "no reason";
}

}  // namespace

bool is_json_object(const std::string& line) {
  static const Pattern kAnyObject = parse("{ $.* NOT EXISTS || $.* = x || $.* != x }").value();
  return matches(kAnyObject, line, Reading::Glob);
}

Compared::Compared(const Pattern& a_pattern, const Pattern& b_pattern, Reading under, Domain over)
    : a(a_pattern),
      b(b_pattern),
      reading(under),
      domain(over),
      answer(compare(a, b, options_for(reading, domain))) {}

std::optional<std::string> contradicted(const Compared& compared,
                                        const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    if (!is_surely_in(compared.domain, line)) continue;
    const bool in_a = matches(compared.a, line, compared.reading);
    const bool in_b = matches(compared.b, line, compared.reading);
    if (possible(compared.answer.relation, in_a, in_b)) continue;
    return described(compared, "said to be " + words_of(compared) + ", but " + line +
                                   (in_a ? " is" : " is not") + " matched by A and " +
                                   (in_b ? "is" : "is not") + " matched by B");
  }
  return std::nullopt;
}

std::optional<std::string> not_shown(const Compared& compared) {
  const CompareAnswer& answer = compared.answer;
  const Relation relation = answer.relation;
  std::optional<std::string> wrong;
  // `wanted`: there is such an event, if it is known whether there is.
  const auto look_at = [&](const std::optional<std::string>& event, bool in_a, bool in_b,
                           std::optional<bool> wanted) {
    if (wrong) return;
    if (wanted && *wanted != event.has_value()) {
      wrong = described(compared, words_of(compared) + (*wanted ? ", without" : ", with") +
                                      " an event of" + (in_a ? " A" : "") + (in_b ? " B" : ""));
    }
    if (!event) return;
    if (matches(compared.a, *event, compared.reading) != in_a ||
        matches(compared.b, *event, compared.reading) != in_b) {
      wrong = described(compared, "the event does not show what it is said to show: " + *event);
    }
    if (event->empty() || event->find('\n') != std::string::npos ||
        (compared.domain != Domain::Lines && !is_json_object(*event))) {
      wrong = described(compared, "the event is not of the domain: " + *event);
    }
  };
  const bool decided = relation != Relation::Undecided;
  const auto known = [decided](bool wanted) {
    return decided ? std::optional(wanted) : std::nullopt;
  };
  look_at(answer.only_a, true, false, known(!is_within(relation)));
  look_at(answer.only_b, false, true, known(!is_within(mirrored(relation))));
  // Patterns that are within one another may match nothing.
  if (relation == Relation::Overlapping || relation == Relation::Disjoint) {
    look_at(answer.both, true, true, relation == Relation::Overlapping);
  } else {
    look_at(answer.both, true, true, std::nullopt);
  }
  return wrong;
}

std::optional<std::string> not_mirrored(const Compared& compared) {
  const Relation relation = compared.answer.relation;
  const Compared swapped(compared.b, compared.a, compared.reading, compared.domain);
  const Relation back = swapped.answer.relation;
  const bool open = relation == Relation::Undecided || back == Relation::Undecided;
  if (open || back == mirrored(relation)) return std::nullopt;
  return described(compared, words_of(compared) + ", but swapped " + words_of(swapped));
}

std::optional<std::string> not_reflexive(const Pattern& pattern, Reading reading, Domain domain) {
  const Compared self(pattern, pattern, reading, domain);
  const Relation relation = self.answer.relation;
  if (relation == Relation::Equivalent || relation == Relation::Undecided) return std::nullopt;
  return described(self, "said to be " + words_of(self) + " to itself");
}

std::optional<std::string> not_transitive(const Compared& a_b, const Compared& b_c,
                                          const Compared& a_c) {
  const Relation said = a_c.answer.relation;
  if (said == Relation::Undecided || !is_within(a_b.answer.relation)) return std::nullopt;
  const Relation then = b_c.answer.relation;
  const bool apart_denied = then == Relation::Disjoint && a_c.answer.both.has_value();
  if ((is_within(then) && !is_within(said)) || apart_denied) {
    return described(a_c, "A is " + words_of(a_b) + " and " + words_of(b_c) + " by way of " +
                              a_b.b.text + ", but " + words_of(a_c));
  }
  return std::nullopt;
}

std::optional<std::string> not_certified(const Compared& compared) {
  const auto fault =
      not_certified({{"a", &compared.a}, {"b", &compared.b}}, claims_of(compared.answer.relation),
                    options_for(compared.reading, compared.domain), true);
  if (!fault) return std::nullopt;
  return described(compared, words_of(compared) + ": " + *fault);
}

LinesJudged judge_lines(const Pattern& a, const Pattern& b, Reading reading, Domain domain,
                        const std::vector<std::string>& lines) {
  LinesJudged judged;
  try {
    const Compared compared(a, b, reading, domain);
    judged.undecided = compared.answer.relation == Relation::Undecided;
    if (judged.undecided) judged.reason = reason_of(compared);
    judged.wrong = not_shown(compared);
    if (!judged.wrong) judged.wrong = contradicted(compared, lines);
    if (!judged.wrong) judged.wrong = not_mirrored(compared);
    if (!judged.wrong) judged.wrong = not_reflexive(a, reading, domain);
  } catch (const InternalError& error) {
    judged.wrong =
        "internal error: " + std::string(error.what()) + "\n  A: " + a.text + "\n  B: " + b.text;
  }
  return judged;
}

}  // namespace filtercheck::support
