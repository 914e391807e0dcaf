// Runs vectors through every phase of the library.
//
//   vectors_runner FOLDER            the project's own, FOLDER/*.json (see support/vector_file.hpp)
//   vectors_runner --evidence FILE   recorded answers of AWS, one JSON object a line
//   vectors_runner --corpus FILE     patterns of public repositories, one JSON object a line
//
// Status 0: nothing failed; 1: something did; 2: bad usage, or a file that cannot be read.
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "support/vector_file.hpp"
#include "vectors/codes_table.hpp"
#include "vectors/phases.hpp"
#include "vectors/report.hpp"
#include "vectors/shared_files.hpp"

namespace {

namespace vectors = filtercheck::vectors;
namespace support = filtercheck::support;

void run_folder(const std::filesystem::path& folder, vectors::Report& report) {
  const std::vector<support::VectorCase> cases = support::read_vector_folder(folder);
  vectors::World world = vectors::world_of(cases);
  std::size_t skipped = 0;
  for (const support::VectorCase& one : cases) {
    vectors::run_case(one, world, report);
    skipped += one.skip.size();
  }
  report.holds("the folder", "there are cases", !cases.empty(), folder.string());
  vectors::check_every_code_has_a_case(world, report);
  vectors::check_examples_of_codes(report);
  std::cout << cases.size() << " cases, " << skipped << " phases skipped with a reason\n";
}

void run(const std::vector<std::string>& arguments, vectors::Report& report) {
  if (arguments.size() == 1 && arguments[0].rfind('-', 0) != 0) {
    run_folder(arguments[0], report);
  } else if (arguments.size() == 2 && arguments[0] == "--evidence") {
    vectors::run_evidence(arguments[1], report);
  } else if (arguments.size() == 2 && arguments[0] == "--corpus") {
    vectors::run_corpus(arguments[1], report);
  } else {
    throw std::invalid_argument("usage: vectors_runner FOLDER | --evidence FILE | --corpus FILE");
  }
}

}  // namespace

int main(int argc, char** argv) {
  vectors::Report report;
  try {
    run({argv + 1, argv + argc}, report);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
  std::cout << report.checks() << " checks, " << report.failures() << " failures\n";
  return report.status();
}
