// What goes wrong around the programs and the library, on purpose.
//
// usage: faults_runner memory|library|calls [N]   N allocations or system calls of a kind fail in
// turn in
//                                                 each run, evenly apart; without N, every one
//        faults_runner surroundings PROGRAM       descriptors, room, stack, odd files; PROGRAM is
//        the
//                                                 path of filtercheck
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <new>
#include <string>

#include "faults/process.hpp"
#include "faults/suites.hpp"

int main(int argc, char** argv) {
  using namespace filtercheck::faults;
  const std::string suite = argc > 1 ? argv[1] : "";
  const std::uint64_t most = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : kEvery;
  const std::string program = argc > 2 ? std::filesystem::absolute(argv[2]).string() : "";
  std::set_new_handler(nullptr);  // the programs' own, which this one is linked from
  make_files();
  if (suite == "memory") return fail_programs(most);
  if (suite == "library") return fail_library(most);
  if (suite == "calls") return fail_calls(most);
  if (suite == "surroundings" && argc == 3) return fail_surroundings(program);
  std::cerr << "usage: faults_runner memory|library|calls [N] | surroundings PROGRAM\n";
  return 2;
}
