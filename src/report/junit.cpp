#include "report/junit.hpp"

#include <algorithm>
#include <string_view>

#include "report/markup.hpp"

namespace filtercheck::report {

namespace {

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"" + escaped(value) + '"';
}

void append_problem(std::string& out, const TestProblem& problem) {
  const std::string element = problem.is_error ? "error" : "failure";
  out += "<" + element;
  append_attribute(out, "type", problem.type);
  append_attribute(out, "message", problem.message);
  if (problem.lines.empty()) {
    out += "/>\n";
    return;
  }
  out += ">";
  for (const std::string& line : problem.lines)
    out += escaped(line) + (&line == &problem.lines.back() ? "" : "\n");
  out += "</" + element + ">\n";
}

auto count_of(const std::vector<TestCase>& cases, bool is_error) {
  return std::count_if(cases.begin(), cases.end(), [=](const TestCase& one) {
    return !one.problems.empty() && one.problems.front().is_error == is_error;
  });
}

}  // namespace

std::string as_junit(const std::vector<TestCase>& cases) {
  const std::string counts = " tests=\"" + std::to_string(cases.size()) + "\" failures=\"" +
                             std::to_string(count_of(cases, false)) + "\" errors=\"" +
                             std::to_string(count_of(cases, true)) + "\"";
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts +
                    ">\n<testsuite name=\"filtercheck\"" + counts + ">\n";
  for (const TestCase& one : cases) {
    out += "<testcase";
    append_attribute(out, "classname", one.group);
    append_attribute(out, "name", one.name);
    if (one.problems.empty()) {
      out += "/>\n";
      continue;
    }
    out += ">\n";
    for (const TestProblem& problem : one.problems) append_problem(out, problem);
    out += "</testcase>\n";
  }
  return out + "</testsuite>\n</testsuites>\n";
}

}  // namespace filtercheck::report
