#include "vectors/phases.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>

#include "base/codes.hpp"
#include "controls/controls.hpp"
#include "filtercheck/certificate.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "report/json.hpp"
#include "support/certified.hpp"

namespace filtercheck::vectors {

namespace {

using support::ExpectedCheck;
using support::ExpectedMatch;
using support::ExpectedRelation;
using support::PerReading;
using support::VectorCase;

constexpr Reading kReadings[] = {Reading::Glob, Reading::FirstOccurrence};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out.empty() ? "none" : out;
}

std::string text_of(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> words;
  for (const Diagnostic& d : diagnostics) {
    words.push_back(std::string(d.code).append(" ").append(std::to_string(d.span.begin)));
    words.back().append("-").append(std::to_string(d.span.end));
  }
  return joined(words);
}

std::string text_of(const std::vector<support::ExpectedDiagnostic>& diagnostics) {
  std::vector<Diagnostic> plain;
  for (const auto& d : diagnostics) plain.push_back({d.code, d.span, {}});
  return text_of(plain);
}

std::vector<std::string> codes_of(const std::vector<Caveat>& caveats) {
  std::vector<std::string> codes;
  for (const Caveat& caveat : caveats) codes.emplace_back(caveat.code);
  return codes;
}

template <typename T>
std::string name_under_readings(const PerReading<T>& value) {
  if (!value.differs()) return std::string(name_of(value.glob));
  return std::string(name_of(value.glob))
      .append(" as a glob, ")
      .append(name_of(value.first_occurrence))
      .append(" by first occurrence");
}

// There are certificates of answers about these alone.
bool has_certificates(const Pattern& pattern) {
  return pattern.kind == Kind::Json || pattern.kind == Kind::All;
}

const char* domain_name(Domain domain) {
  switch (domain) {
    case Domain::Lines:
      return "lines";
    case Domain::Json:
      return "json";
    case Domain::CloudTrail:
      return "cloudtrail";
  }
  return "";
}

Relation mirrored(Relation relation) {
  if (relation == Relation::Subset) return Relation::Superset;
  if (relation == Relation::Superset) return Relation::Subset;
  return relation;
}

// What is not judged with JSON patterns alone is judged of what one log event can be.
bool is_one_event(const std::string& line) {
  return !line.empty() && line.find('\n') == std::string::npos;
}

// An event cannot show that `relation` is wrong.
bool agrees(Relation relation, bool in_a, bool in_b) {
  switch (relation) {
    case Relation::Equivalent:
      return in_a == in_b;
    case Relation::Subset:
      return in_b || !in_a;
    case Relation::Superset:
      return in_a || !in_b;
    case Relation::Disjoint:
      return !(in_a && in_b);
    case Relation::Overlapping:
    case Relation::Undecided:
      return true;
  }
  return false;
}

// One case, from its text to the verdicts about it.
class Run {
 public:
  Run(const VectorCase& vector, World& world, Report& report)
      : vector_(vector),
        world_(world),
        report_(report),
        limits_(vector.beyond_aws_limits ? Limits::beyond_aws() : Limits::aws()) {}

  void all() {
    const Result<Pattern> parsed = parse(vector_.pattern, limits_);
    if (!skips("parse")) judge_parsed(parsed);
    if (!parsed.ok()) return;
    const Pattern& pattern = parsed.value();
    if (!skips("format")) judge_format(pattern);
    if (!skips("evaluate")) judge_matches(pattern);
    if (!skips("normalize")) judge_normal_form(pattern);
    judge_compare(pattern);
    if (vector_.check && !skips("check")) judge_check(pattern, *vector_.check);
  }

 private:
  bool skips(const char* phase) const { return vector_.skips(phase); }
  const std::string& id() const { return vector_.id; }

  void judge_parsed(const Result<Pattern>& parsed) {
    const bool needs_valid = vector_.format || !vector_.events.empty() || vector_.normalize ||
                             vector_.clauses || !vector_.compare.empty() || vector_.check ||
                             vector_.caveats;
    const bool valid = vector_.valid.value_or(!vector_.diagnostics.has_value());
    report_.holds(id(), "a case with an answer is valid", valid || !needs_valid, "invalid");
    report_.holds(id(), "an invalid case lists its diagnostics",
                  valid == !vector_.diagnostics.has_value(), valid ? "both" : "none");
    if (vector_.kind) {
      report_.same(id(), "kind", *vector_.kind, std::string(name_of(kind_of(vector_.pattern))));
    }
    if (!parsed.ok()) return judge_diagnostics(parsed.diagnostics());
    report_.same(id(), "diagnostics", text_of(vector_.diagnostics.value_or(NoDiagnostics{})),
                 std::string("none"));
    for (const Caveat& caveat : parsed.value().caveats) world_.codes.emplace(caveat.code);
    report_.same(id(), "caveats", joined(vector_.caveats.value_or(std::vector<std::string>{})),
                 joined(codes_of(parsed.value().caveats)));
  }

  using NoDiagnostics = std::vector<support::ExpectedDiagnostic>;

  void judge_diagnostics(const std::vector<Diagnostic>& got) {
    for (const Diagnostic& diagnostic : got) {
      world_.codes.emplace(diagnostic.code);
      report_.holds(id(), "a diagnostic is inside the text",
                    diagnostic.span.begin <= diagnostic.span.end &&
                        diagnostic.span.end <= vector_.pattern.size(),
                    text_of({diagnostic}));
      judge_words(message(diagnostic));
      judge_words(hint(diagnostic).value_or(""));
    }
    report_.same(id(), "diagnostics", text_of(vector_.diagnostics.value_or(NoDiagnostics{})),
                 text_of(got));
    if (vector_.aws) {
      report_.same(id(), "what AWS answers", vector_.aws->value_or("unknown"),
                   aws_answer(got.front()).value_or("unknown"));
    }
  }

  // Every argument of the text was given, and it is one line.
  void judge_words(const std::string& text) {
    report_.holds(id(), "a text is filled in", text.find("``") == std::string::npos, text);
    const bool one_line = std::none_of(text.begin(), text.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    report_.holds(id(), "a text is one line", one_line, text);
  }

  void judge_format(const Pattern& pattern) {
    check_format(id(), pattern, limits_, report_);
    if (vector_.format) report_.same(id(), "format", *vector_.format, format(pattern));
  }

  void judge_matches(const Pattern& pattern) {
    for (const ExpectedMatch& expected : vector_.events) {
      for (const Reading reading : kReadings) {
        std::string what = std::string("matches ").append(expected.event);
        what.append(" (").append(name_of(reading)).append(")");
        report_.same(id(), what, expected.matches.under(reading),
                     matches(pattern, expected.event, reading));
        if (expected.extracted) judge_extracted(pattern, expected, reading);
      }
    }
  }

  void judge_extracted(const Pattern& pattern, const ExpectedMatch& expected, Reading reading) {
    const auto extracted = extract(pattern, expected.event, reading);
    report_.holds(id(), "this is extracted of " + expected.event,
                  extracted && *extracted == *expected.extracted, "something else");
  }

  void judge_normal_form(const Pattern& pattern) {
    if (vector_.normalize) {
      report_.same(id(), "normal form", *vector_.normalize, normalize(pattern).text);
    }
    if (vector_.clauses) {
      report_.same(id(), "clauses of the normal form", *vector_.clauses,
                   report::normalize_answer(pattern).at("clauses").dump());
    }
    check_normal_form(id(), pattern, limits_, report_);
    const Result<Pattern> again = parse(normalize(pattern).text, limits_);
    if (again.ok()) try_on_events(pattern, again.value(), Relation::Equivalent);
  }

  void judge_compare(const Pattern& pattern) {
    check_equivalent(id(), "a pattern is equivalent to itself", pattern, pattern, report_);
    for (const ExpectedRelation& expected : vector_.compare) judge_relation(pattern, expected);
  }

  void judge_relation(const Pattern& a, const ExpectedRelation& expected) {
    const Result<Pattern> parsed = parse(expected.b, limits_);
    if (!report_.holds(id(), "b is valid", parsed.ok(), expected.b)) return;
    const Pattern& b = parsed.value();
    const DecideOptions options{ReadingChoice::Both, expected.domain};
    const CompareAnswer answer = compare(a, b, options);
    const CompareAnswer back = compare(b, a, options);
    std::string what = "relation to ";
    what.append(expected.b).append(" over ").append(domain_name(expected.domain));
    report_.same(id(), what, name_under_readings(expected.relation),
                 name_under_readings(relations_of(answer)));
    const PerReading<Relation> there = relations_of(answer);
    report_.same(id(), "the other way round: " + what,
                 name_under_readings(
                     PerReading<Relation>{mirrored(there.glob), mirrored(there.first_occurrence)}),
                 name_under_readings(relations_of(back)));
    if (expected.caveats) {
      report_.same(id(), "caveats of the " + what, joined(*expected.caveats),
                   joined(codes_of(answer.caveats)));
    }
    judge_witnesses(a, b, answer);
    judge_certificate({{"a", &a}, {"b", &b}}, claims_of(answer.relation), options);
    for (const Reading reading : kReadings) judge_single_reading(a, b, expected, reading);
    if (expected.domain == Domain::Lines) try_on_events(a, b, relations_of(answer));
  }

  void judge_certificate(const std::vector<NamedPattern>& patterns,
                         const std::vector<Claim>& claims, const DecideOptions& options) {
    const bool certified =
        std::all_of(patterns.begin(), patterns.end(),
                    [](const NamedPattern& named) { return has_certificates(*named.pattern); });
    if (!certified) return;
    const auto fault = support::not_certified(patterns, claims, options);
    report_.holds(id(), "what holds of all events is proved", !fault, fault.value_or(""));
  }

  static PerReading<Relation> relations_of(const CompareAnswer& answer) {
    PerReading<Relation> out{answer.relation, answer.relation};
    for (const auto& under : answer.readings)
      (under.reading == Reading::Glob ? out.glob : out.first_occurrence) = under.relation;
    return out;
  }

  void judge_single_reading(const Pattern& a, const Pattern& b, const ExpectedRelation& expected,
                            Reading reading) {
    const auto choice =
        reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence;
    const CompareAnswer answer = compare(a, b, {choice, expected.domain});
    report_.same(id(), std::string("relation under ").append(name_of(reading)),
                 std::string(name_of(expected.relation.under(reading))),
                 std::string(name_of(answer.relation)));
  }

  void judge_witnesses(const Pattern& a, const Pattern& b, const CompareAnswer& answer) {
    judge_witness(answer.only_a, a, true, b, false);
    judge_witness(answer.only_b, a, false, b, true);
    judge_witness(answer.both, a, true, b, true);
    const Relation r = answer.relation;
    if (r == Relation::Undecided) return;
    const bool differ = r != Relation::Equivalent;
    report_.same(id(), "there is an event of a alone", differ && r != Relation::Subset,
                 answer.only_a.has_value());
    report_.same(id(), "there is an event of b alone", differ && r != Relation::Superset,
                 answer.only_b.has_value());
  }

  // Under one reading at least.
  void judge_witness(const std::optional<std::string>& event, const Pattern& a, bool in_a,
                     const Pattern& b, bool in_b) {
    if (!event) return;
    const bool shows = std::any_of(std::begin(kReadings), std::end(kReadings), [&](Reading r) {
      return matches(a, *event, r) == in_a && matches(b, *event, r) == in_b;
    });
    report_.holds(id(), "the event shows what it is said to show", shows, *event);
  }

  void try_on_events(const Pattern& a, const Pattern& b, Relation relation) {
    try_on_events(a, b, PerReading<Relation>{relation, relation});
  }
  void try_on_events(const Pattern& a, const Pattern& b, const PerReading<Relation>& relation) {
    const bool of_json = has_certificates(a) && has_certificates(b);
    for (const std::string& event : world_.events) {
      if (!of_json && !is_one_event(event)) continue;
      for (const Reading reading : kReadings) {
        const bool in_a = matches(a, event, reading);
        const bool in_b = matches(b, event, reading);
        if (!agrees(relation.under(reading), in_a, in_b)) {
          std::string what = "no event contradicts: ";
          what.append(name_of(relation.under(reading))).append(" to ").append(b.text);
          return report_.fail(id(), what, "none", event);
        }
      }
    }
  }

  void judge_check(const Pattern& pattern, const ExpectedCheck& expected) {
    const Control* control = find_builtin_control(expected.control);
    if (!report_.holds(id(), "the control is known", control != nullptr, expected.control)) return;
    const std::vector<Requirement> requirements = requirements_of(*control);
    const CheckAnswer answer = check(pattern, requirements, {ReadingChoice::Both, expected.domain});
    PerReading<CheckVerdict> verdict{answer.verdict, answer.verdict};
    for (const auto& under : answer.readings)
      (under.reading == Reading::Glob ? verdict.glob : verdict.first_occurrence) = under.verdict;
    report_.same(id(), "verdict", name_under_readings(expected.verdict),
                 name_under_readings(verdict));
    if (expected.exact) report_.same(id(), "exact", *expected.exact, answer.exact);
    if (expected.caveats) {
      report_.same(id(), "caveats of check", joined(*expected.caveats),
                   joined(codes_of(answer.caveats)));
    }
    if (answer.verdict == CheckVerdict::Covered) {
      std::vector<NamedPattern> patterns{{"pattern", &pattern}};
      std::vector<Claim> claims;
      for (const Requirement& requirement : requirements) {
        claims.push_back({{patterns.size()}, {0}});
        patterns.push_back({std::to_string(patterns.size()), &requirement.events});
      }
      judge_certificate(patterns, claims, {ReadingChoice::Both, expected.domain});
    }
    if (!answer.readings.empty()) return;
    judge_missed(pattern, requirements, answer, expected.missed);
  }

  void judge_missed(const Pattern& pattern, const std::vector<Requirement>& requirements,
                    const CheckAnswer& answer, const std::vector<std::string>& expected) {
    std::vector<std::string> missed;
    for (std::size_t r = 0; r < requirements.size(); ++r) {
      const RequirementAnswer& one = answer.requirements[r];
      if (one.coverage == Coverage::Full) continue;
      missed.push_back(requirements[r].event_name.value_or(requirements[r].label));
      judge_witness(one.missed, requirements[r].events, true, pattern, false);
    }
    report_.same(id(), "missed", joined(expected), joined(missed));
    if (!answer.extra) return;
    judge_witness(answer.extra, pattern, true, pattern, true);
    for (const Requirement& requirement : requirements)
      judge_witness(answer.extra, pattern, true, requirement.events, false);
  }

  static std::vector<Requirement> requirements_of(const Control& control) {
    std::vector<Requirement> out;
    for (const ControlRequirement& required : control.requirements) {
      if (const auto* event = std::get_if<EventRequirement>(&required)) {
        out.push_back(event_requirement(event->event_source, event->event_name));
      } else {
        const auto& by_pattern = std::get<PatternRequirement>(required);
        out.push_back({{}, {}, by_pattern.label, parse(by_pattern.pattern).value()});
      }
    }
    return out;
  }

  const VectorCase& vector_;
  World& world_;
  Report& report_;
  Limits limits_;
};

}  // namespace

World world_of(const std::vector<VectorCase>& cases) {
  std::set<std::string> events{"", "{}", "[]", "not JSON", "{\"a\":{}} x", "null"};
  for (const VectorCase& vector : cases) {
    for (const ExpectedMatch& match : vector.events) events.insert(match.event);
  }
  return {{events.begin(), events.end()}, {}};
}

void run_case(const VectorCase& vector, World& world, Report& report) {
  try {
    Run(vector, world, report).all();
  } catch (const std::exception& error) {
    report.fail(vector.id, "nothing is thrown", "none", error.what());
  }
}

void check_format(const std::string& id, const Pattern& pattern, const Limits& limits,
                  Report& report) {
  const std::string text = format(pattern);
  const Result<Pattern> again = parse(text, limits);
  if (!report.holds(id, "what format prints is valid", again.ok(), text)) return;
  report.holds(id, "format keeps the pattern", again.value() == pattern, text);
  report.same(id, "formatting again changes nothing", text, format(again.value()));
}

void check_equivalent(const std::string& id, const std::string& what, const Pattern& a,
                      const Pattern& b, Report& report) {
  const CompareAnswer answer = compare(a, b, {});
  std::string got(name_of(answer.relation));
  for (const auto& event : {answer.only_a, answer.only_b})
    got.append(" ").append(event.value_or(""));
  for (const Caveat& caveat : answer.caveats) got.append("; ").append(message(caveat));
  report.holds(id, std::string(what).append(": ").append(b.text),
               answer.relation == Relation::Equivalent, got);
}

void check_normal_form(const std::string& id, const Pattern& pattern, const Limits& limits,
                       Report& report) {
  const std::string text = normalize(pattern).text;
  const Result<Pattern> normal = parse(text, limits);
  if (!report.holds(id, "the normal form is a valid pattern", normal.ok(), text)) return;
  report.same(id, "normalising again changes nothing", text, normalize(normal.value()).text);
  check_equivalent(id, "the normal form means the same", pattern, normal.value(), report);
}

}  // namespace filtercheck::vectors
