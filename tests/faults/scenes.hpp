// The commands that are run while something goes wrong, and what may come of it.
#pragma once

#include <string>
#include <vector>

#include "faults/process.hpp"

namespace filtercheck::faults {

// Every command of the programs. Needs make_files() before.
std::vector<Scene> all_scenes();

// The faults that have been tried, and what was not as it should be.
class Report {
 public:
  explicit Report(std::string title) : title_(std::move(title)) {}

  // `fault`: what was done. `complaint`: what is wrong, for a person; nothing where all is well.
  void note(const std::string& scene, const std::string& fault, const std::string& complaint);
  // One line for a scene, on standard output.
  void finish_scene(const std::string& scene, const std::string& figures);
  // Says how it went; the exit status of this program.
  int finish() const;

 private:
  std::string title_;
  std::size_t tried_ = 0;
  std::size_t failed_ = 0;
};

// Each answers what is wrong with an outcome; empty: nothing is. `clean` is the outcome without a
// fault.

// The fault was not noticed.
std::string unlike(const Outcome& clean, const Outcome& got);
// What holds after any fault: what is there is a part of the right answer, in whole lines, and each
// file is the old one or the new one.
std::string spoilt(const Outcome& clean, const Outcome& got);
// The process said that it has failed, in one line, with status 2.
std::string untold(const Outcome& clean, const Outcome& got);

}  // namespace filtercheck::faults
