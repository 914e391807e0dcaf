// Where a process begins with less than it is used to, and inputs and outputs that are no ordinary
// files.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "faults/scenes.hpp"
#include "faults/suites.hpp"

namespace filtercheck::faults {

namespace {

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  if (setrlimit(static_cast<__rlimit_resource>(resource), &both) != 0) std::abort();
}

void open_as(int descriptor, const char* name, int flags) {
  const int opened = open(name, flags);
  if (opened < 0 || dup2(opened, descriptor) < 0) std::abort();
  if (opened != descriptor) close(opened);
}

// A pipe that nobody reads from.
void broken_pipe_as(int descriptor) {
  int ends[2];
  if (pipe(ends) != 0 || dup2(ends[1], descriptor) < 0) std::abort();
  close(ends[0]);
  close(ends[1]);
}

// ---- Standard streams ---------------------------------------------------------------------------

std::string output_lost(const Outcome& clean, const Outcome& got) {
  return clean.out.empty() ? unlike(clean, got) : untold(clean, got);
}

std::string errors_lost(const Outcome& clean, const Outcome& got) {
  Outcome heard = got;
  heard.err = clean.err;
  return unlike(clean, heard);
}

void try_streams(const Scene& scene, Report& report) {
  const Outcome clean = run(scene, {});
  const auto output = [&](const char* fault, const std::function<void()>& prepare) {
    report.note(scene.name, fault, output_lost(clean, run(scene, {}, prepare)));
  };
  output("a full disk", [] { open_as(STDOUT_FILENO, "/dev/full", O_WRONLY); });
  output("standard output is closed", [] { close(STDOUT_FILENO); });
  output("standard output is for reading", [] { open_as(STDOUT_FILENO, "/dev/null", O_RDONLY); });
  output("a closed pipe", [] { broken_pipe_as(STDOUT_FILENO); });
  output("a closed pipe, and SIGPIPE ignored", [] {
    std::signal(SIGPIPE, SIG_IGN);
    broken_pipe_as(STDOUT_FILENO);
  });

  const auto errors = [&](const char* fault, const std::function<void()>& prepare) {
    report.note(scene.name, fault, errors_lost(clean, run(scene, {}, prepare)));
  };
  errors("a full disk for standard error", [] { open_as(STDERR_FILENO, "/dev/full", O_WRONLY); });
  errors("standard error is closed", [] { close(STDERR_FILENO); });
  errors("a closed pipe for standard error", [] { broken_pipe_as(STDERR_FILENO); });

  const Outcome without_input = run(scene, {}, [] { close(STDIN_FILENO); });
  const bool reads = !scene.input.empty();
  const bool is_told = without_input.status == 2 && without_input.signal == 0 &&
                       (without_input.out + without_input.err).find("\n") != std::string::npos;
  report.note(scene.name, "standard input is closed",
              reads ? (is_told ? "" : "status " + std::to_string(without_input.status))
                    : unlike(clean, without_input));
}

// ---- Room ---------------------------------------------------------------------------------------

void try_room(const Scene& scene, Report& report) {
  const Outcome clean = run(scene, {});
  for (const rlim_t room : {0U, 1U, 100U, 400U}) {
    const Outcome got = run(scene, {}, [room] { limit(RLIMIT_FSIZE, room); });
    // Standard error is a file here, too, and may have no room for what is said.
    const bool is_same =
        got.status == clean.status && got.out == clean.out && got.files == clean.files;
    std::string complaint;
    if (!is_same && (got.signal != 0 || got.status != 2)) {
      complaint = "signal " + std::to_string(got.signal) + ", status " + std::to_string(got.status);
    } else if (!got.strays.empty()) {
      complaint = "left " + got.strays.front();
    } else if (!clean.out.starts_with(got.out) && clean.files.empty()) {
      complaint = "another standard output: " + got.out;
    }
    if (!got.made.empty() && got.made != clean.made) complaint = "a folder that is not whole";
    for (const auto& [name, text] : got.files) {
      if (text != kOld && text != clean.files.at(name)) complaint = name + " is spoilt";
    }
    report.note(scene.name, "files of " + std::to_string(room) + " bytes at most", complaint);
  }
  const Outcome got = run(scene, {}, [] { limit(RLIMIT_NOFILE, 3); });
  const bool says_why = got.status == 2 && got.signal == 0 && got.strays.empty() &&
                        (got.out + got.err).find("Too many open files") != std::string::npos;
  report.note(scene.name, "no more descriptors", says_why ? "" : unlike(clean, got));
}

// ---- Odd files ----------------------------------------------------------------------------------

struct Odd {
  const char* name;
  std::vector<std::string> arguments;
  int status;
  const char* said;  // a part of standard error
  const char* input = "";
};

void try_odd_files(Report& report) {
  mkdir("folder", 0777);
  const std::string long_name(300, 'x');
  const std::string pattern = "{ $.a = 1 }";
  const std::vector<Odd> all{
      {"a folder as input", {"match", pattern, "folder"}, 2, "folder: is a folder"},
      {"a folder as pattern", {"parse", "@folder"}, 2, "folder: is a folder"},
      {"no such file", {"match", pattern, "nothing"}, 2, "nothing: No such file or directory"},
      {"a long name", {"match", pattern, long_name}, 2, "File name too long"},
      {"a file as folder", {"match", pattern, "app.log/x"}, 2, "app.log/x: Not a directory"},
      {"an empty device", {"match", pattern, "/dev/null"}, 1, ""},
      {"an endless device", {"match", pattern, "/dev/zero"}, 2, "the line is longer than"},
      {"an endless pattern", {"parse", "@/dev/zero"}, 2, "/dev/zero: larger than"},
      {"an endless list", {"group", "/dev/zero"}, 2, "/dev/zero: larger than"},
      {"an endless control", {"check", pattern, "--control-file", "/dev/zero"}, 2, "larger than"},
      {"a pipe", {"match", "x", "/dev/stdin"}, 0, "", "x\n"},
      {"a folder that is not there",
       {"compare", pattern, pattern, "--certificate", "nowhere/x"},
       2,
       "nowhere/x: cannot be written: No such file or directory"},
      {"a folder for a file",
       {"compare", pattern, pattern, "--certificate", "folder"},
       2,
       "folder: cannot be written: not a regular file"},
      {"a device for a file",
       {"compare", pattern, pattern, "--suite", "/dev/full"},
       2,
       "/dev/full: cannot be written: not a regular file"},
      {"a folder for a script",
       {"compare", pattern, pattern, "--suite", "odd"},
       2,
       "odd.sh: cannot be written: not a regular file"},
      {"a long name for a file",
       {"compare", pattern, pattern, "--certificate", long_name},
       2,
       "cannot be written: File name too long"},
  };
  mkdir("odd.sh", 0777);
  for (const Odd& odd : all) {
    Scene scene{odd.name, odd.arguments, odd.input};
    scene.arguments.insert(scene.arguments.begin(), "filtercheck");
    const Outcome got = run(scene, {});
    const bool is_good = got.signal == 0 && got.status == odd.status && got.strays.empty() &&
                         got.err.find(odd.said) != std::string::npos;
    report.note(odd.name, "odd file",
                is_good ? "" : "status " + std::to_string(got.status) + ": " + got.err);
  }
  report.note("a folder for a script", "nothing is left of the suite",
              access("odd", F_OK) == 0 ? "there is one" : "");
}

// ---- From the very start ------------------------------------------------------------------------

// A pattern as deep as any may be, with two operands at each level.
std::string deepest_pattern() {
  constexpr int kDeep = 511;
  std::string text = "{ ";
  for (int i = 0; i < kDeep; ++i) {
    text +=
        "($.a" + std::to_string(i % 7) + " = " + std::to_string(i) + (i % 2 == 0 ? " && " : " || ");
  }
  return text + "$.b = 1" + std::string(kDeep, ')') + " }";
}

void try_small_stack(const std::string& program, Report& report) {
  const std::string deep = deepest_pattern();
  for (const char* const command :
       {"parse", "format", "normalize", "simplify", "check", "compare"}) {
    Scene scene{"stack", {"filtercheck", command, "-", "--beyond-aws-limits"}, deep};
    if (std::string(command) == "compare") scene.arguments.emplace_back("{ $.a1 = 1 }");
    const auto with_stack = [&](rlim_t bytes) {
      return execute(scene, program, [bytes] { limit(RLIMIT_STACK, bytes); });
    };
    const Outcome clean = with_stack(rlim_t{8} << 20);
    report.note(command, "as deep as any",
                clean.status <= 3 && clean.signal == 0 && !clean.out.empty() ? "" : clean.err);
    const Outcome got = with_stack(rlim_t{256} << 10);
    const bool is_told = untold(clean, got).empty() && got.out.empty() &&
                         got.err == "filtercheck: out of memory for the stack\n";
    report.note(command, "a stack of 256 KiB", is_told ? "" : unlike(clean, got));
  }
}

void try_small_memory(const std::string& program, Report& report) {
  for (const Scene& scene : all_scenes()) {
    const bool is_tried = scene.name == "check-json" || scene.name == "compare-clauses" ||
                          scene.name == "match-gzip" || scene.name == "verify";
    if (!is_tried) continue;
    const std::string path =
        std::filesystem::path(program).replace_filename(scene.arguments.front()).string();
    const Outcome clean = run(scene, {});
    std::uint64_t out_of_memory = 0;
    // From too little for the program to enough. The kernel says so by SIGSEGV, the loader with
    // status 127, and yaml-cpp, which makes tables before main() begins, by an abort.
    bool has_begun = false;
    for (rlim_t kilobytes = 6000; kilobytes < 16000; kilobytes += 52) {
      const Outcome got = execute(scene, path, [&] { limit(RLIMIT_AS, kilobytes << 10); });
      const bool is_ended = got.signal == SIGABRT || got.signal == SIGSEGV;
      const bool is_loading =
          (got.status == 127 && got.signal == 0) || (is_ended && got.out.empty() && !has_begun);
      if (is_loading) continue;
      has_begun = true;
      const bool is_same = unlike(clean, got).empty();
      if (!is_same) ++out_of_memory;
      std::string complaint = is_same ? "" : untold(clean, got);
      if (!is_same && complaint.empty()) complaint = spoilt(clean, got);
      report.note(scene.name, std::to_string(kilobytes) + " KiB of memory", complaint);
    }
    report.finish_scene(scene.name,
                        std::to_string(out_of_memory) + " limits of memory were too small");
  }
}

}  // namespace

int fail_surroundings(const std::string& program) {
  Report report("surroundings");
  for (const Scene& scene : all_scenes()) {
    try_streams(scene, report);
    try_room(scene, report);
  }
  try_odd_files(report);
  // The sanitizers need more of both than there is.
  if (fails_malloc()) {
    try_small_stack(program, report);
    try_small_memory(program, report);
  }
  return report.finish();
}

}  // namespace filtercheck::faults
