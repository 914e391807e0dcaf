// Memory that is not there, in the library: each function answers what it answers, or throws
// std::bad_alloc; then it has let go of all that it had, and answers as ever when it is asked
// again.
//
// Each failure is tried in a process of its own that has asked nothing before, so that tables which
// are made when they are first needed fail as well.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "faults/scenes.hpp"
#include "faults/suites.hpp"
#include "filtercheck/certificate.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/group.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/simplify.hpp"
#include "filtercheck/suite.hpp"

namespace filtercheck::faults {

namespace {

// How a child ends.
enum class End { Answered = 0, Threw = 1, ThrewOther = 2, OtherAfterwards = 3, Leaked = 4 };

// While it lives, allocations fail as planned.
class Armed {
 public:
  explicit Armed(const Plan& plan) { arm(plan); }
  ~Armed() { disarm(); }
  Armed(const Armed&) = delete;
  Armed& operator=(const Armed&) = delete;
};

// Asks the library while `plan` is armed, and says what it has answered.
struct Verb {
  std::string name;
  std::function<std::string(const Plan& plan)> ask;
  bool asks_solver = false;  // of CaDiCaL
};

Verb with_solver(Verb verb) {
  verb.asks_solver = true;
  return verb;
}

Pattern pattern_of(const std::string& text) { return parse(text, Limits::beyond_aws()).value(); }

std::string or_none(const std::optional<std::string>& text) { return text.value_or("none"); }

template <typename Work>
auto under(const Plan& plan, Work work) {
  const Armed armed(plan);
  return work();
}

std::string many_texts(const std::string& name) {
  std::string text = "{ ";
  for (char c = 'a'; c <= 'l'; ++c) {
    text += "$." + name + " = *" + std::string(2, c) + "*" + (c == 'l' ? " }" : " || ");
  }
  return text;
}

Verb parsing(const std::string& name, const std::string& text) {
  return {name, [text](const Plan& plan) {
            const auto parsed = under(plan, [&] { return parse(text); });
            if (parsed.ok()) return format(parsed.value());
            std::string said;
            for (const Diagnostic& diagnostic : parsed.diagnostics()) said += message(diagnostic);
            return said;
          }};
}

Verb comparing(const std::string& name, const std::string& left, const std::string& right) {
  return {name, [left, right](const Plan& plan) {
            const Pattern a = pattern_of(left);
            const Pattern b = pattern_of(right);
            const CompareAnswer answer = under(plan, [&] { return compare(a, b, {}); });
            return std::string(name_of(answer.relation)) + ' ' + or_none(answer.only_a) + ' ' +
                   or_none(answer.only_b) + ' ' + or_none(answer.both);
          }};
}

std::string checked(const Plan& plan) {
  const Pattern pattern = pattern_of("{ $.eventName = Put* && $.errorCode NOT EXISTS }");
  const std::vector<Requirement> required{event_requirement("s3.amazonaws.com", "PutBucketAcl"),
                                          event_requirement("s3.amazonaws.com", "DeleteBucket")};
  const CheckAnswer answer = under(plan, [&] { return check(pattern, required, {}); });
  std::string said(name_of(answer.verdict));
  for (const RequirementAnswer& one : answer.requirements) {
    said += ' ' + or_none(one.missed) + ' ' + or_none(one.when);
  }
  return said + ' ' + or_none(answer.extra);
}

std::string suite_made(const Plan& plan) {
  const Pattern a = pattern_of("{ $.a >= 400 && $.a < 500 }");
  const Pattern b = pattern_of("{ $.a = 4* || $.b[*] = x }");
  const SuiteAnswer answer = under(plan, [&] { return complete_suite({&a, &b}, {}); });
  std::string said;
  for (const SuiteEvent& event : std::get<Suite>(answer).events) said += event.event + '\n';
  return said;
}

std::string certified(const Plan& plan) {
  const Pattern a = pattern_of("{ $.a >= 400 && $.a < 500 && $.c[*].d = *x* }");
  const Pattern b = pattern_of("{ $.a = 4* || $.b = %x[yz]+% }");
  const CertificateAnswer answer = under(plan, [&] {
    return certify({{"a", &a}, {"b", &b}}, claims_of(Relation::Subset), {});
  });
  return or_none(answer.json);
}

// CaDiCaL has to learn something, and writes it down.
std::string certified_by_learning(const Plan& plan) {
  const Pattern a = pattern_of(
      "{ ($.a IS TRUE || $.b IS TRUE) && ($.a IS TRUE || $.b IS FALSE) && ($.a IS FALSE || $.b IS "
      "TRUE) && ($.a IS FALSE || $.b IS FALSE) }");
  const Pattern b = pattern_of("{ $.c = 1 }");
  const CertificateAnswer answer = under(plan, [&] {
    return certify({{"a", &a}, {"b", &b}}, claims_of(Relation::Subset), {});
  });
  return or_none(answer.json);
}

std::string grouped(const Plan& plan) {
  const std::vector<Pattern> patterns{pattern_of("{ $.a = x* }"), pattern_of("{ $.a = %^x% }"),
                                      pattern_of("{ $.a = xy }"), pattern_of("ERROR"),
                                      pattern_of("[a = ERROR, ...]")};
  const Grouping grouping = under(plan, [&] { return group(patterns, {}); });
  return std::to_string(grouping.groups.size()) + (grouping.is_decided() ? " decided" : " open");
}

std::string simplified(const Plan& plan) {
  const Pattern pattern = pattern_of("{ ($.a = x && $.b = y) || ($.a = x && $.b = z) || $.a = x }");
  return under(plan, [&] { return simplify(pattern, {}); }).pattern.text;
}

std::string evaluated(const Plan& plan) {
  const Pattern pattern = pattern_of("[a, b = x*, ..., c > 5]");
  const std::string line = "1 [x y] \"q\" 6";
  const auto [is, fields] = under(plan, [&] {
    return std::pair(matches(pattern, line, Reading::Glob), extract(pattern, line, Reading::Glob));
  });
  return std::string(is ? "match" : "no match") + ' ' + std::to_string(fields->size());
}

std::vector<Verb> verbs() {
  const std::string many = many_texts("a");
  return {parsing("parse", "{ $.a = 1 && ($.b[*] = %x|y% || $.c IS NULL) }"),
          parsing("parse-faults", "{ $.a == 1 AND $.b = null }"),
          parsing("parse-fields", "[a = x*, ..., b > 5 || b < 1]"),
          {"evaluate", evaluated},
          {"normalize",
           [](const Plan& plan) {
             const Pattern pattern = pattern_of("{ $.eventName = Put* && ($.a = 1 || $.a = 2) }");
             const auto normal = under(plan, [&] { return normalize(pattern); });
             return normal.text;
           }},
          comparing("compare", "{ $.a = x* && $.b > 3 }", "{ $.a = *x }"),
          with_solver(comparing("compare-clauses", many, "{ $.a = *aa* || $.a = *ll* }")),
          comparing("compare-kinds", "[level=ERROR, ...]", "ERROR -retry"),
          comparing("compare-mixed", "{ $.a = 1 }", "ERROR"),
          {"check", checked},
          {"suite", suite_made},
          {"certify", certified, true},
          {"certify-learning", certified_by_learning, true},
          {"group", grouped},
          {"simplify", simplified}};
}

// Asks under the plan, then once more; says on standard output what was answered last, and by its
// status what happened. `live`: the blocks that are left where nothing fails.
int try_verb(const Verb& verb, const Plan& plan, std::int64_t live) {
  End end = End::Answered;
  std::string first;
  const std::int64_t before = counts().live;
  Counts during;
  try {
    first = verb.ask(plan);
    during = counts();
  } catch (const std::bad_alloc&) {
    during = counts();
    end = End::Threw;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(End::ThrewOther);
  }
  {
    const std::string second = verb.ask({});
    if (end == End::Answered && first != second) return static_cast<int>(End::OtherAfterwards);
    std::cout << second << std::flush;
  }
  first = {};
  const std::int64_t left = counts().live - before;
  set_counts({during.allocations, left, during.calls, during.faults});
  // A solver of CaDiCaL in which memory ran out is left where it is (decide/sat_solver.cpp).
  const bool may_be_left = end == End::Threw && verb.asks_solver;
  if (live >= 0 && left > live && !may_be_left) {
    std::cerr << left - live << " blocks more\n";
    return static_cast<int>(End::Leaked);
  }
  return static_cast<int>(end);
}

std::string complaint(const Outcome& clean, const Outcome& got) {
  if (got.signal != 0) return "ended by signal " + std::to_string(got.signal) + ": " + got.err;
  switch (static_cast<End>(got.status)) {
    case End::Answered:
    case End::Threw:
      return got.out == clean.out ? "" : "another answer: " + got.out;
    case End::ThrewOther:
      return "threw something else: " + got.err;
    case End::OtherAfterwards:
      return "answered otherwise before";
    case End::Leaked:
      return "leaked: " + got.err;
  }
  return "status " + std::to_string(got.status) + ": " + got.err;
}

}  // namespace

int fail_library(std::uint64_t allocations) {
  Report report("library");
  for (const Verb& verb : verbs()) {
    const Outcome clean = run([&] { return try_verb(verb, {}, -1); });
    report.note(verb.name, "no fault", clean.status == 0 && !clean.out.empty() ? "" : clean.err);
    const std::uint64_t all = clean.counts.allocations;
    const std::uint64_t step =
        allocations == kEvery ? 1 : std::max<std::uint64_t>(1, all / allocations);
    std::uint64_t failed = 0;
    for (std::uint64_t n = 1; n <= all; n += step) {
      for (const bool follow : {false, true}) {
        Plan plan;
        plan.allocation = n;
        plan.all_that_follow = follow;
        const Outcome got = run([&] { return try_verb(verb, plan, clean.counts.live); });
        report.note(verb.name,
                    "allocation " + std::to_string(n) + (follow ? " and all that follow" : ""),
                    complaint(clean, got));
        failed += got.counts.faults;
      }
    }
    report.finish_scene(
        verb.name, std::to_string(all) + " allocations, " + std::to_string(failed) + " failed");
  }
  return report.finish();
}

}  // namespace filtercheck::faults
