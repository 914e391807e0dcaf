// Memory that is not there, in the programs.
//
// Either the answer is the one that it is, or the process says that it is out of memory and ends
// with status 2, after a part of the answer in whole lines, and each file is the old one or the new
// one.
#include <algorithm>
#include <string>

#include "faults/scenes.hpp"
#include "faults/suites.hpp"

namespace filtercheck::faults {

namespace {

std::string complaint(const Outcome& clean, const Outcome& got) {
  if (unlike(clean, got).empty()) return "";
  if (std::string what = untold(clean, got); !what.empty()) return what;
  if (std::string what = spoilt(clean, got); !what.empty()) return what;
  if (!clean.out.starts_with(got.out))
    return "something is left out on standard output: " + got.out;
  const bool says_why = got.err.ends_with("out of memory\n") ||
                        got.err.find("Cannot allocate memory") != std::string::npos;
  return says_why ? "" : "another reason: " + got.err;
}

}  // namespace

int fail_programs(std::uint64_t allocations) {
  Report report("memory");
  for (const Scene& scene : all_scenes()) {
    const Outcome clean = run(scene, {});
    report.note(scene.name, "no fault", unlike(clean, run(scene, {})));
    const std::uint64_t all = clean.counts.allocations;
    const std::uint64_t step =
        allocations == kEvery ? 1 : std::max<std::uint64_t>(1, all / allocations);
    std::uint64_t failed = 0;
    std::uint64_t unnoticed = 0;
    for (std::uint64_t n = 1; n <= all; n += step) {
      for (const bool follow : {false, true}) {
        Plan plan;
        plan.allocation = n;
        plan.all_that_follow = follow;
        const Outcome got = run(scene, plan);
        report.note(scene.name,
                    "allocation " + std::to_string(n) + (follow ? " and all that follow" : ""),
                    complaint(clean, got));
        failed += got.counts.faults;
        if (unlike(clean, got).empty()) ++unnoticed;
      }
    }
    report.finish_scene(
        scene.name, std::to_string(all) + " allocations, " + std::to_string(failed) + " failed, " +
                        std::to_string(unnoticed) + " times the answer was right all the same");
  }
  return report.finish();
}

}  // namespace filtercheck::faults
