#include <algorithm>
#include <functional>
#include <variant>

#include "cli/certificate_file.hpp"
#include "cli/commands.hpp"
#include "cli/requirements.hpp"
#include "cli/smtlib_file.hpp"
#include "cli/suite_file.hpp"
#include "cli/witness.hpp"
#include "filtercheck/certificate.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/evaluate.hpp"
#include "report/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

std::vector<Reading> readings_of(ReadingChoice choice) {
  switch (choice) {
    case ReadingChoice::Both:
      return {Reading::Glob, Reading::FirstOccurrence};
    case ReadingChoice::Glob:
      return {Reading::Glob};
    case ReadingChoice::FirstOccurrence:
      return {Reading::FirstOccurrence};
  }
  return {};
}

// The outcomes of an event on some patterns under some readings: what a witness shows.
std::vector<bool> outcomes(const std::vector<const Pattern*>& patterns, ReadingChoice choice,
                           const std::string& event) {
  std::vector<bool> all;
  for (const Pattern* pattern : patterns) {
    for (const Reading reading : readings_of(choice))
      all.push_back(matches(*pattern, event, reading));
  }
  return all;
}

// Pads a witness, if there is one, with what a CloudTrail record holds.
void pad(std::optional<std::string>& event, const std::vector<const Pattern*>& patterns,
         ReadingChoice choice) {
  if (!event) return;
  const std::vector<bool> shown = outcomes(patterns, choice, *event);
  event = full_event(*event, [&](const std::string& padded) {
    return outcomes(patterns, choice, padded) == shown;
  });
}

// What `--suite`, `--certificate` and `--smtlib` came to; no value: not asked for.
struct Proofs {
  std::optional<SuiteOutcome> suite;
  std::optional<CertificateOutcome> certificate;
  std::optional<SmtlibOutcome> smtlib;
};

void print_proofs(const Proofs& proofs, Console& console) {
  if (const auto* suite = proofs.suite ? std::get_if<SuiteWritten>(&*proofs.suite) : nullptr) {
    console.out << "suite: " << suite->events << " events in " << report::printable(suite->file)
                << "; " << report::printable(suite->script) << " has AWS confirm them\n";
  }
  if (const auto* certificate =
          proofs.certificate ? std::get_if<CertificateWritten>(&*proofs.certificate) : nullptr) {
    console.out << "certificate: " << report::printable(certificate->file)
                << "; filtercheck-verify checks it\n";
  }
  if (const auto* smtlib = proofs.smtlib ? std::get_if<SmtlibWritten>(&*proofs.smtlib) : nullptr) {
    console.out << "SMT-LIB: " << smtlib->queries << " questions in "
                << report::printable(smtlib->file) << ", for a solver such as z3 or cvc5\n";
  }
}

void add_proofs(const Proofs& proofs, report::Json& json) {
  if (proofs.suite) {
    report::Json& out = json["suite"] = nullptr;
    if (const auto* suite = std::get_if<SuiteWritten>(&*proofs.suite)) {
      out = {{"file", suite->file}, {"script", suite->script}, {"events", suite->events}};
    }
  }
  if (proofs.certificate) {
    report::Json& out = json["certificate"] = nullptr;
    if (const auto* certificate = std::get_if<CertificateWritten>(&*proofs.certificate)) {
      out = {{"file", certificate->file}};
    }
  }
  if (proofs.smtlib) {
    report::Json& out = json["smtlib"] = nullptr;
    if (const auto* smtlib = std::get_if<SmtlibWritten>(&*proofs.smtlib)) {
      out = {{"file", smtlib->file}, {"queries", smtlib->queries}};
    }
  }
}

// The status of the verdict, unless a file could not be written.
Exit status_of(const Proofs& proofs, Exit of_verdict) {
  const Exit* fault = proofs.suite ? std::get_if<Exit>(&*proofs.suite) : nullptr;
  if (fault == nullptr && proofs.certificate) fault = std::get_if<Exit>(&*proofs.certificate);
  if (fault == nullptr && proofs.smtlib) fault = std::get_if<Exit>(&*proofs.smtlib);
  return fault != nullptr ? *fault : of_verdict;
}

class CheckCommand {
 public:
  CheckCommand(const CheckOptions& options, const Pattern& pattern, Console& console)
      : options_(options), pattern_(pattern), console_(console) {}

  Exit run() {
    Exit worst = Exit::Holds;
    for (const Control& control : options_.controls) {
      const Exit exit = run(control);
      if (exit == Exit::Refuted || worst == Exit::Holds) worst = exit;
    }
    return worst;
  }

 private:
  Exit run(const Control& control) {
    const std::vector<Requirement> requirements = requirements_of(control);
    CheckAnswer answer = filtercheck::check(pattern_, requirements, options_.decide);
    Proofs proofs;
    if (!options_.evidence.suite.empty()) {
      proofs.suite = write_suite(options_.evidence.suite, pattern_, requirements, answer,
                                 options_.decide, console_);
    }
    if (!options_.evidence.certificate.empty())
      proofs.certificate = certified(requirements, answer);
    if (options_.evidence.full_event) pad_all(answer, requirements);
    if (options_.format == Format::Json) {
      report::Json json = report::check_answer(pattern_, control.id, requirements, answer);
      if (options_.evidence.aws_command) json["awsCommands"] = commands(answer);
      add_proofs(proofs, json);
      console_.out << report::dumped(json) << '\n';
    } else {
      print(control, requirements, answer);
      print_proofs(proofs, console_);
    }
    return status_of(proofs, exit_of(answer.verdict));
  }

  static Exit exit_of(CheckVerdict verdict) {
    switch (verdict) {
      case CheckVerdict::Covered:
        return Exit::Holds;
      case CheckVerdict::NotCovered:
        return Exit::Refuted;
      case CheckVerdict::Undecided:
        return Exit::Undecided;
    }
    return Exit::OurBug;
  }

  // A claim for each requirement: no event that it asks for is missed.
  CertificateOutcome certified(const std::vector<Requirement>& requirements,
                               const CheckAnswer& answer) {
    std::vector<NamedPattern> patterns{{"pattern", &pattern_}};
    std::vector<Claim> claims;
    for (const Requirement& requirement : requirements) {
      if (answer.verdict == CheckVerdict::Covered) claims.push_back({{patterns.size()}, {0}});
      // Labels need not differ.
      patterns.push_back({"required " + std::to_string(patterns.size()) + ": " + requirement.label,
                          &requirement.events});
    }
    return write_certificate(options_.evidence.certificate, patterns, claims, options_.decide,
                             console_);
  }

  void pad_all(CheckAnswer& answer, const std::vector<Requirement>& requirements) {
    std::vector<const Pattern*> all{&pattern_};
    for (const Requirement& requirement : requirements) all.push_back(&requirement.events);
    for (RequirementAnswer& one : answer.requirements)
      pad(one.missed, all, options_.decide.reading);
    pad(answer.extra, all, options_.decide.reading);
  }

  std::vector<std::string> commands(const Checked& checked) const {
    std::vector<std::string> list;
    for (const RequirementAnswer& one : checked.requirements) {
      if (one.missed) list.push_back(aws_command(pattern_.text, *one.missed));
    }
    if (checked.extra) list.push_back(aws_command(pattern_.text, *checked.extra));
    return list;
  }

  void print(const Control& control, const std::vector<Requirement>& requirements,
             const CheckAnswer& answer) {
    const auto [word, colour] = headline(answer.verdict);
    console_.out << coloured(word, colour, console_.out_colour) << ": " << control.id;
    if (control.title != control.id) console_.out << " (" << control.title << ")";
    console_.out << '\n';
    if (answer.readings.empty()) {
      print(requirements, answer);
    } else {
      for (const CheckAnswer::UnderReading& reading : answer.readings) {
        console_.out << "reading " << name_of(reading.reading) << ": "
                     << headline(reading.verdict).first << '\n';
        print(requirements, reading);
      }
    }
    print_caveats(answer.caveats, console_);
    if (!options_.evidence.aws_command) return;
    for (const std::string& command : commands(answer)) console_.out << command << '\n';
  }

  static std::pair<const char*, Colour> headline(CheckVerdict verdict) {
    switch (verdict) {
      case CheckVerdict::Covered:
        return {"covered", Colour::Green};
      case CheckVerdict::NotCovered:
        return {"not covered", Colour::Red};
      case CheckVerdict::Undecided:
        return {"undecided", Colour::Yellow};
    }
    return {};
  }

  void print(const std::vector<Requirement>& requirements, const Checked& checked) {
    std::size_t full = 0;
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      const RequirementAnswer& one = checked.requirements[i];
      if (one.coverage == Coverage::Full) ++full;
      if (one.coverage == Coverage::None) print_miss("misses", requirements[i], one);
      if (one.coverage == Coverage::Partial) print_miss("misses some", requirements[i], one);
    }
    const std::string of_all = std::to_string(full) + " of " + std::to_string(requirements.size());
    if (checked.verdict != CheckVerdict::Undecided || full > 0) {
      console_.out << "  always matches " << of_all << " required events\n";
    }
    if (checked.exact) console_.out << "  matches no other event\n";
    if (checked.extra)
      console_.out << "  also matches events that are not required, such as\n    " << *checked.extra
                   << '\n';
  }

  void print_miss(const char* how, const Requirement& requirement, const RequirementAnswer& one) {
    console_.out << "  " << how << ' ' << report::printable(requirement.label);
    if (one.when) console_.out << ", matched only when " << report::printable(*one.when);
    console_.out << '\n';
    if (one.missed) console_.out << "    " << *one.missed << '\n';
  }

  const CheckOptions& options_;
  const Pattern& pattern_;
  Console& console_;
};

class CompareCommand {
 public:
  CompareCommand(const CompareOptions& options, const Pattern& a, const Pattern& b,
                 Console& console)
      : options_(options), a_(a), b_(b), console_(console) {}

  Exit run() {
    CompareAnswer answer = filtercheck::compare(a_, b_, options_.decide);
    Proofs proofs;
    if (!options_.evidence.suite.empty()) {
      proofs.suite =
          write_suite(options_.evidence.suite, a_, b_, answer, options_.decide, console_);
    }
    if (!options_.evidence.certificate.empty()) {
      proofs.certificate =
          write_certificate(options_.evidence.certificate, {{"a", &a_}, {"b", &b_}},
                            claims_of(answer.relation), options_.decide, console_);
    }
    if (!options_.smtlib.empty()) {
      proofs.smtlib = write_smtlib(options_.smtlib, a_, b_, options_.decide, console_);
      if (options_.smtlib == kSmtlibToOutput) return status_of(proofs, exit_of(answer.relation));
    }
    if (options_.evidence.full_event) {
      for (auto* event : {&answer.only_a, &answer.only_b, &answer.both})
        pad(*event, {&a_, &b_}, options_.decide.reading);
    }
    if (options_.format == Format::Json) {
      report::Json json = report::compare_answer(a_, b_, answer);
      if (options_.evidence.aws_command) json["awsCommands"] = commands(answer);
      add_proofs(proofs, json);
      console_.out << report::dumped(json) << '\n';
    } else {
      print(answer);
      print_proofs(proofs, console_);
    }
    return status_of(proofs, exit_of(answer.relation));
  }

 private:
  Exit exit_of(Relation relation) const {
    if (relation == Relation::Undecided) {
      return options_.expect == Relation::Undecided ? Exit::Holds : Exit::Undecided;
    }
    return relation == options_.expect.value_or(Relation::Equivalent) ? Exit::Holds : Exit::Refuted;
  }

  std::vector<std::string> commands(const Related& related) const {
    std::vector<std::string> list;
    for (const auto* event : {&related.only_a, &related.only_b, &related.both}) {
      if (!*event) continue;
      for (const Pattern* pattern : {&a_, &b_}) list.push_back(aws_command(pattern->text, **event));
    }
    return list;
  }

  static const char* sentence(Relation relation) {
    switch (relation) {
      case Relation::Equivalent:
        return "A and B match the same events";
      case Relation::Subset:
        return "every event that A matches, B matches, and B matches more";
      case Relation::Superset:
        return "every event that B matches, A matches, and A matches more";
      case Relation::Overlapping:
        return "some events are matched by both, some by A alone and some by B alone";
      case Relation::Disjoint:
        return "no event is matched by both";
      case Relation::Undecided:
        return "no answer is known to be right";
    }
    return "";
  }

  void print(const CompareAnswer& answer) {
    const Colour colour = answer.relation == Relation::Equivalent  ? Colour::Green
                          : answer.relation == Relation::Undecided ? Colour::Yellow
                                                                   : Colour::Red;
    console_.out << coloured(name_of(answer.relation), colour, console_.out_colour) << ": "
                 << sentence(answer.relation) << '\n';
    print_events(answer);
    for (const CompareAnswer::UnderReading& reading : answer.readings) {
      console_.out << "reading " << name_of(reading.reading) << ": " << name_of(reading.relation)
                   << '\n';
      print_events(reading);
    }
    print_caveats(answer.caveats, console_);
    if (!options_.evidence.aws_command) return;
    for (const std::string& command : commands(answer)) console_.out << command << '\n';
  }

  void print_events(const Related& related) {
    if (related.only_a) console_.out << "  only A: " << *related.only_a << '\n';
    if (related.only_b) console_.out << "  only B: " << *related.only_b << '\n';
    if (related.both) console_.out << "  both:   " << *related.both << '\n';
  }

  const CompareOptions& options_;
  const Pattern& a_;
  const Pattern& b_;
  Console& console_;
};

}  // namespace

Exit check(const CheckOptions& options, Console& console) {
  const bool wants_file = !options.evidence.suite.empty() || !options.evidence.certificate.empty();
  if (wants_file && options.controls.size() > 1) {
    complain(console, std::string(options.evidence.suite.empty() ? "--certificate" : "--suite") +
                          " is for one control; ask about one after the other");
    return Exit::BadInput;
  }
  const auto loaded = load_pattern(options.pattern, options.limits, options.format, console);
  if (const auto* exit = std::get_if<Exit>(&loaded)) return *exit;
  return CheckCommand(options, std::get<Loaded>(loaded).pattern, console).run();
}

Exit compare(const CompareOptions& options, Console& console) {
  if (options.a == "-" && options.b == "-") {
    complain(console, "only one of the two patterns can be read from standard input");
    return Exit::BadInput;
  }
  const auto a = load_pattern(options.a, options.limits, options.format, console);
  if (const auto* exit = std::get_if<Exit>(&a)) return *exit;
  const auto b = load_pattern(options.b, options.limits, options.format, console);
  if (const auto* exit = std::get_if<Exit>(&b)) return *exit;
  return CompareCommand(options, std::get<Loaded>(a).pattern, std::get<Loaded>(b).pattern, console)
      .run();
}

}  // namespace filtercheck::cli
