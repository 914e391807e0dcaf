// A plain main for a fuzz target: replays files, and all files below folders, in a fixed order.
// For regressions and seeds under any compiler; to search for new inputs, link libFuzzer instead.
//
//   replay_parse fuzz/seeds/parse tests/regressions/parse
//
// Each path is printed before it is run, so that the last line names the one that crashed.
// Status: 0 all replayed, 2 nothing to replay or something unreadable.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

constexpr int kBadInput = 2;

// Adds the files to replay for one argument; false, with a message, if it cannot be read.
bool add_files(const fs::path& argument, std::vector<fs::path>& files) {
  std::error_code error;
  if (fs::is_directory(argument, error)) {
    const std::size_t begin = files.size();
    for (fs::recursive_directory_iterator entry(argument, error), end; !error && entry != end;
         entry.increment(error)) {
      if (entry->is_regular_file()) files.push_back(entry->path());
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(begin), files.end());
  } else if (!error) {
    files.push_back(argument);
  }
  if (error) std::cerr << argument.string() << ": " << error.message() << '\n';
  return !error;
}

bool replay(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) {
    std::cerr << path.string() << ": cannot be read\n";
    return false;
  }
  // A copy of exactly this size, so that the address sanitizer sees a read past its end.
  const std::vector<std::uint8_t> data(text.begin(), text.end());
  std::cerr << path.string() << '\n';
  LLVMFuzzerTestOneInput(data.data(), data.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: " << argv[0] << " FILE-OR-FOLDER...\n";
    return kBadInput;
  }
  std::vector<fs::path> files;
  bool good = true;
  for (int i = 1; i < argc; ++i) good = add_files(argv[i], files) && good;
  for (const fs::path& file : files) good = replay(file) && good;
  std::cerr << files.size() << " inputs\n";
  return good && !files.empty() ? 0 : kBadInput;
}
