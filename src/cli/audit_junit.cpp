#include <utility>

#include "cli/audit_formats.hpp"
#include "report/junit.hpp"

namespace filtercheck::cli {

namespace {

report::TestProblem problem_of(const audit::ControlAnswer& answer) {
  report::TestProblem problem{answer.verdict != audit::Verdict::Fail,
                              std::string(name_of(answer.verdict)),
                              summary_of(answer),
                              {}};
  if (answer.chains.empty()) return problem;
  const audit::Chain& chain = answer.chains.front();
  problem.lines.push_back("nearest chain: " + path_of(chain));
  for (std::size_t step = 1; step <= audit::kSteps; ++step) {
    const audit::Step& judged = chain.steps.at(step - 1);
    if (judged.verdict == audit::Verdict::Pass || judged.verdict == audit::Verdict::NotReached)
      continue;
    problem.lines.push_back(summary_of(chain, step));
    for (const std::string& note : judged.notes) problem.lines.push_back("  note: " + note);
    for (const audit::Evidence& evidence : judged.evidence)
      problem.lines.push_back("  " + evidence.file +
                              (evidence.pointer.empty()
                                   ? ""
                                   : " " + evidence.pointer + ": " + compact(evidence.value)));
  }
  for (const std::string& command : chain.commands) problem.lines.push_back("$ " + command);
  return problem;
}

}  // namespace

std::string audit_as_junit(const audit::Report& report) {
  const std::string account = "account " + report.account.value_or("unknown");
  std::vector<report::TestCase> cases;
  for (const audit::ControlAnswer& answer : report.controls) {
    report::TestCase one{account, answer.control, {}};
    if (answer.verdict != audit::Verdict::Pass) one.problems.push_back(problem_of(answer));
    cases.push_back(std::move(one));
  }
  for (const audit::Fault& fault : report.faults)
    cases.push_back({account, fault.file, {{true, "unreadable", fault.message, {}}}});
  return report::as_junit(cases);
}

}  // namespace filtercheck::cli
