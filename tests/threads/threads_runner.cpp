// Functions of the library may be called by several threads at once, on shared patterns too:
// answers are the same as those of one thread. All threads begin at once, before anything else has
// been asked, so that what the library makes on first use is made by several of them. Compiled with
// the thread sanitizer (preset gcc-tsan), races are found whatever the answers are.
#include <iostream>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "controls/controls.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/group.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/simplify.hpp"

namespace {

using namespace filtercheck;

constexpr int kThreads = 4;

// Of every kind, and for both engines; the last ones are refused.
const char* const kTexts[] = {
    "{ $.eventSource = s3.amazonaws.com && $.eventName = *Bucket* }",
    "{ $.eventSource = s3.amazonaws.com && $.eventName = %Bucket(Acl|Cors)% }",
    "{ $.a[*].b > 1.5e3 || $.a[0].b IS NULL }",
    "{ $.c = *x* && $.c = *y* && $.c != *z* && $.c = *v*w* }",
    "ERROR -\"time out\" ?retry",
    "[ip, user, ..., status = 4*, bytes > 10]",
    "%GET|POST%",
    "",
    "{ $.a == 1 }",
    "[a, ..., ...]",
};

const char* const kLines[] = {
    R"({"eventSource":"s3.amazonaws.com","eventName":"PutBucketAcl"})",
    R"({"a":[{"b":2000}],"c":"xyvw"})",
    "ERROR 127.0.0.1 GET 404 12",
};

std::vector<Pattern> parsed_patterns() {
  std::vector<Pattern> patterns;
  for (const char* text : kTexts) {
    if (auto pattern = parse(text); pattern.ok()) patterns.push_back(std::move(pattern).value());
  }
  return patterns;
}

// All that is asked of the patterns, as text.
std::string answers(const std::vector<Pattern>& patterns) {
  std::string all;
  const auto add = [&all](std::string_view answer) { all.append(answer).append("\n"); };
  for (const char* text : kTexts) {
    const auto parsed = parse(text);
    add(parsed.ok() ? format(parsed.value()) : message(parsed.diagnostics().front()));
  }
  const Requirement required = event_requirement("s3.amazonaws.com", "PutBucketAcl");
  for (const Pattern& a : patterns) {
    for (const char* line : kLines) add(matches(a, line, Reading::Glob) ? "matches" : "does not");
    add(name_of(check(a, {required}, {}).verdict));
    for (const Pattern& b : patterns) add(name_of(compare(a, b, {}).relation));
  }
  add(format(simplify(patterns.front(), {}).pattern));
  add(std::to_string(normalize(patterns.front()).clauses.size()));
  add(std::to_string(group(patterns, {}, {}).groups.size()));
  add(find_builtin_control("vpc-changes")->title);
  add(std::to_string(builtin_controls().size()));
  return all;
}

}  // namespace

int main() {
  const std::vector<Pattern> shared = parsed_patterns();
  std::vector<std::string> given(kThreads);
  {
    std::latch together(kThreads);
    std::vector<std::jthread> threads;
    for (std::string& answer : given) {
      threads.emplace_back([&shared, &together, &answer] {
        together.arrive_and_wait();
        answer = answers(shared);
      });
    }
  }
  const std::string expected = answers(shared);
  std::cout << expected;
  int differ = 0;
  for (const std::string& answer : given) differ += answer == expected ? 0 : 1;
  if (differ > 0) std::cout << differ << " of " << kThreads << " threads got other answers\n";
  return differ == 0 ? 0 : 1;
}
