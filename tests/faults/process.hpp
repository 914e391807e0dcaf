// A program run in a child process, as its own or as a step of this one, with what went wrong
// there.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "faults/hooks.hpp"

namespace filtercheck::faults {

// One way to call a program. It runs in the folder of make_files().
struct Scene {
  std::string name;
  std::vector<std::string> arguments;     // the first is filtercheck or filtercheck-verify
  std::string input = {};                 // its standard input
  std::vector<std::string> outputs = {};  // files that it writes; each is there before
  std::string folder = {};                // that it makes; not there before
};

struct Outcome {
  int status = 0;  // of its exit, or
  int signal = 0;  // that ended it
  std::string out;
  std::string err;
  std::map<std::string, std::string> files;  // the outputs
  std::map<std::string, std::string> made;   // what is in the folder, by name below it
  std::vector<std::string> strays;           // files that it left beside these
  Counts counts;
};

// The old content of every output.
inline constexpr const char* kOld = "{ $.a = 1 && $.b = 1 && $.a = 1 }\n";

// Makes a folder with the files that the scenes read, and goes there. It is gone when this process
// ends.
void make_files();

// The program as it is linked into this one. `prepare` runs first in the child, where descriptors 0
// to 2 are the program's.
Outcome run(const Scene& scene, const Plan& plan, const std::function<void()>& prepare = {});
// The same of a program of its own, without a plan.
Outcome execute(const Scene& scene, const std::string& program,
                const std::function<void()>& prepare);
// Any work, whose value is the status.
Outcome run(const std::function<int()>& work);

}  // namespace filtercheck::faults
