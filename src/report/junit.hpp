// JUnit's XML, in the dialect that Jenkins and GitLab read: there is no standard.
#pragma once

#include <string>
#include <vector>

namespace filtercheck::report {

struct TestProblem {
  bool is_error = false;  // it could not be judged; otherwise it failed
  std::string type;
  std::string message;
  std::vector<std::string> lines;  // more about it
};

struct TestCase {
  std::string group;  // `classname`
  std::string name;
  std::vector<TestProblem> problems;  // all of one kind; none: it passes
};

std::string as_junit(const std::vector<TestCase>& cases);

}  // namespace filtercheck::report
