// What an audit says: of each control, whether one chain of an account's resources passes from end
// to end, and of each chain the eight steps, with what they were judged by. Plain values: whoever
// prints them (text, JSON and other formats) needs nothing else of this folder.
//
// The eight steps are those of the audit procedure of the CIS AWS Foundations Benchmark. What each
// looks at is said once, in chain.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/diagnostic.hpp"

namespace filtercheck::audit {

enum class Verdict : std::uint8_t {
  Pass,
  Fail,
  Undecided,   // the data do not tell, or AWS does not document it
  NotReached,  // of a step alone: what it would look at does not exist or is not known
};
// "pass", "fail", "undecided", "not-reached".
std::string_view name_of(Verdict verdict);
// 0 of Pass, 1 of Undecided and NotReached, 2 of Fail.
int rank_of(Verdict verdict);

// A value that a step was judged by.
struct Evidence {
  std::string file;     // relative to the bundle, with `/`
  std::string pointer;  // RFC 6901; empty: the whole file
  std::string value;    // JSON text; "null" where it is not there, or too long to show
  bool operator==(const Evidence&) const = default;
};

struct Step {
  Verdict verdict = Verdict::NotReached;
  std::string message;             // one line: lower case, no full stop; may be about any bytes
  std::vector<std::string> notes;  // that do not change the verdict, in the same style
  std::vector<Evidence> evidence;
};

inline constexpr std::size_t kSteps = 8;
// "multi-region trail and its log group", ... of step 1 to 8.
std::string_view title_of(std::size_t step);

struct Chain {
  std::optional<std::string> trail;  // its ARN; no value: there is no trail
  std::optional<std::string> log_group;
  std::vector<std::string> filters;  // names; several: together
  std::optional<std::string> alarm;  // its name
  std::optional<std::string> topic;  // its ARN
  std::array<Step, kSteps> steps;    // steps[0] is step 1
  // For a POSIX shell, in order: what mends the steps that fail, and what fetches the files that
  // are missing. Words in capitals are the reader's to fill in.
  std::vector<std::string> commands;

  // Fail if a step fails, Pass if all pass, else Undecided.
  Verdict verdict() const;
  // The first step that does not pass, counted from 1; no value: all pass.
  std::optional<std::size_t> broken() const;
};

struct ControlAnswer {
  std::string control;  // its id
  std::string title;
  std::vector<std::string> frameworks;  // "CIS AWS Foundations Benchmark 3.0.0 4.8", ...
  Verdict verdict = Verdict::Undecided;
  std::string why;            // where the chains alone do not say: what else it hangs on
  std::vector<Chain> chains;  // one for each trail, the nearest that it has; the best first
};

// A file of the bundle that says nothing, and why.
struct Fault {
  std::string file;
  std::string message;
  bool operator==(const Fault&) const = default;
};

struct Report {
  std::optional<std::string> account;
  std::optional<std::string> partition;  // "aws", "aws-us-gov", "aws-cn"
  std::size_t trails = 0;
  std::vector<ControlAnswer> controls;  // in the order of the question
  std::vector<Fault> faults;            // by file
  std::vector<Caveat> caveats;
};

}  // namespace filtercheck::audit
