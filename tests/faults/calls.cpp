// System calls that fail, are interrupted, or do less than they were asked for.
//
// The k-th call of a kind, for every k. What a program has to put up with (EINTR, few bytes at a
// time) nobody notices. What it cannot help (no room, a damaged disk) it says in one line, with
// status 2. After a signal that ends it there are whole lines, whole files, and no other ones.
#include <sched.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "faults/scenes.hpp"
#include "faults/suites.hpp"

namespace filtercheck::faults {

namespace {

constexpr int kOut = 1;
constexpr int kErr = 2;
constexpr std::uint64_t kFew = 64;  // bytes, so that there are many calls
constexpr std::array kEnding{SIGINT, SIGTERM, SIGHUP};

using Judge = std::string (*)(const Scene&, const Outcome& clean, const Outcome& got);

bool is_one_of(const Scene& scene, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), scene.name) != names.end();
}

std::string first_of(std::initializer_list<std::string> complaints) {
  for (const std::string& complaint : complaints) {
    if (!complaint.empty()) return complaint;
  }
  return "";
}

// ---- How an outcome is judged -------------------------------------------------------------------

std::string not_noticed(const Scene&, const Outcome& clean, const Outcome& got) {
  return unlike(clean, got);
}

// An input that cannot be read on.
std::string input_fails(const Scene& scene, const Outcome& clean, const Outcome& got) {
  // They say so in their answer, or count what was read.
  const bool answers_otherwise =
      is_one_of(scene, {"group", "group-json", "group-dot", "scan", "scan-json", "match-patterns"});
  // What hangs on the file is undecided; nothing may.
  if (is_one_of(scene, {"audit", "audit-json", "audit-page"})) {
    const bool is_told = got.err.find("cannot be read to its end") != std::string::npos;
    if (got.signal == 0 && got.status != 0 && is_told) return "";
    return unlike(clean, got);
  }
  if (!answers_otherwise) return first_of({untold(clean, got), spoilt(clean, got)});
  if (got.signal != 0 || got.status != 2) return "status " + std::to_string(got.status);
  const std::string said = got.out + got.err;
  const auto is_said = [&](const char* fault) { return said.find(fault) != std::string::npos; };
  const bool says_so = is_said("Input/output error") || is_said("Too many open files");
  return says_so ? "" : "nothing is said: " + got.err;
}

// A file that ends where it did not when it was opened: as if it were shorter.
std::string input_ends(const Scene& scene, const Outcome& clean, const Outcome& got) {
  const bool is_empty = got.status == 1 && got.out.empty() && got.err.empty();
  const bool has_end = is_one_of(scene, {"match-gzip", "match-records"});
  if (has_end && !is_empty && !unlike(clean, got).empty()) {
    return first_of({untold(clean, got), spoilt(clean, got)});
  }
  if (got.signal != 0) return "ended by signal " + std::to_string(got.signal);
  return spoilt(clean, got);
}

// A write may end anywhere; what is there is right.
std::string output_fails(const Scene&, const Outcome& clean, const Outcome& got) {
  if (!clean.out.starts_with(got.out)) return "another standard output: " + got.out;
  Outcome silent = got;
  silent.out.clear();
  return first_of({untold(clean, got), spoilt(clean, silent)});
}

std::string errors_fail(const Scene&, const Outcome& clean, const Outcome& got) {
  Outcome heard = got;
  heard.err = clean.err;
  return unlike(clean, heard);
}

bool is_replaced(const Outcome& got, const std::string& name) {
  const auto file = got.files.find(name);
  return file != got.files.end() && file->second != kOld;
}

// The script of a suite is nothing without it.
std::string halved(const Outcome& got) {
  const bool halves = is_replaced(got, "suite.jsonl") != is_replaced(got, "suite.jsonl.sh");
  return halves ? "a suite without its script, or a script without its suite" : "";
}

std::string file_fails(const Scene&, const Outcome& clean, const Outcome& got) {
  if (unlike(clean, got).empty()) return "";
  return first_of({untold(clean, got), spoilt(clean, got), halved(got)});
}

// `got` was sent a signal that ends a process.
std::string ended_by(int signal, const Outcome& clean, const Outcome& got) {
  if (got.signal != signal) return "not ended by it: status " + std::to_string(got.status);
  return first_of({spoilt(clean, got), halved(got)});
}

// ---- Trying each call ---------------------------------------------------------------------------

class Calls {
 public:
  Calls(const Scene& scene, std::uint64_t most, Report& report)
      : scene_(scene), most_(most), clean_(run(scene, {})), report_(report) {}

  // `plan` at one such call after the other.
  void each(const std::string& fault, Plan plan, Judge judge) {
    const std::uint64_t all = run(scene_, plan).counts.calls;  // plan.number is 0: none fails
    const std::uint64_t step = most_ == kEvery ? 1 : std::max<std::uint64_t>(1, all / most_);
    for (plan.number = 1; plan.number <= all; plan.number += step) {
      const Outcome got = run(scene_, plan);
      ++faults_;
      report_.note(
          scene_.name, fault + ", at the call " + std::to_string(plan.number),
          plan.signal != 0 ? ended_by(plan.signal, clean_, got) : judge(scene_, clean_, got));
    }
  }

  void all(const std::string& fault, const Plan& plan, Judge judge) {
    ++faults_;
    report_.note(scene_.name, fault, judge(scene_, clean_, run(scene_, plan)));
  }

  std::uint64_t faults() const { return faults_; }

 private:
  const Scene& scene_;
  std::uint64_t most_;
  Outcome clean_;
  Report& report_;
  std::uint64_t faults_ = 0;
};

// The call fails with `error` where it is on a descriptor from `least` to `most`.
Plan failing(Call call, int error, int least = 0, int most = 1 << 20) {
  Plan plan;
  plan.call = call;
  plan.error = error;
  plan.least = least;
  plan.most = most;
  return plan;
}

Plan few_bytes(Plan plan, std::uint64_t bytes) {
  plan.bytes = bytes;
  return plan;
}

void try_scene(const Scene& scene, std::uint64_t most, Report& report) {
  Calls calls(scene, most, report);
  calls.all("a byte at a time", few_bytes({}, 1), not_noticed);
  for (const Call call : {Call::Read, Call::Write}) {
    calls.each("interrupted", few_bytes(failing(call, EINTR), kFew), not_noticed);
  }
  calls.each("cannot be read", few_bytes(failing(Call::Read, EIO), kFew), input_fails);
  calls.each("cannot be opened", failing(Call::OpenToRead, EMFILE), input_fails);
  if (is_one_of(scene, {"match", "match-gzip", "match-records"})) {
    calls.each("shrinks", few_bytes(failing(Call::Read, 0), kFew), input_ends);
  }
  // filtercheck-verify leaves its streams to the standard library.
  if (scene.arguments.front() == "filtercheck") {
    calls.each("not ready to be written", failing(Call::Write, EAGAIN, kOut, kErr), not_noticed);
    for (const int error : {ENOSPC, EPIPE, EIO, EFBIG}) {
      calls.each(std::strerror(error), few_bytes(failing(Call::Write, error, kOut, kOut), kFew),
                 output_fails);
    }
  }
  calls.each("standard error fails", failing(Call::Write, EIO, kErr, kErr), errors_fail);

  for (const auto& [call, error] :
       {std::pair(Call::Write, ENOSPC), std::pair(Call::Write, EFBIG), std::pair(Call::Sync, EIO),
        std::pair(Call::Close, ENOSPC), std::pair(Call::Open, EMFILE),
        std::pair(Call::Open, EACCES), std::pair(Call::Rename, EXDEV),
        std::pair(Call::Rename, EINVAL)}) {
    calls.each("a file that fails: " + std::string(std::strerror(error)),
               few_bytes(failing(call, error, call == Call::Write ? kErr + 1 : 0), 1000),
               file_fails);
  }

  for (const int signal : kEnding) {
    for (const Call call :
         {Call::Read, Call::Write, Call::Open, Call::Sync, Call::Close, Call::Rename}) {
      Plan plan = failing(call, 0);
      plan.signal = signal;
      plan.bytes = call == Call::Read ? kFew : 0;
      calls.each(strsignal(signal), plan, nullptr);
    }
  }
  report.finish_scene(scene.name, std::to_string(calls.faults()) + " faults");
}

}  // namespace

int fail_calls(std::uint64_t calls) {
  // Who started this may have them ignored, as shells do in the background.
  for (const int signal : kEnding) std::signal(signal, SIG_DFL);
  // On one processor programs make their calls always in the same order.
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(sched_getcpu()), &one);
  sched_setaffinity(0, sizeof one, &one);
  Report report("calls");
  for (const Scene& scene : all_scenes()) try_scene(scene, calls, report);
  return report.finish();
}

}  // namespace filtercheck::faults
