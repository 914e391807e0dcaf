// bench_make_trail BYTES [SEED] > FILE: log lines of CloudTrail, made up (trail.hpp).
#include <cstdio>
#include <cstdlib>
#include <string>

#include "trail.hpp"

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fputs("usage: bench_make_trail BYTES [SEED] > FILE\n", stderr);
    return 2;
  }
  const auto bytes = static_cast<std::size_t>(std::strtoull(argv[1], nullptr, 10));
  filtercheck::bench::Trail trail(
      argc == 3 ? static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10)) : 1);
  std::string lines;
  for (std::size_t written = 0; written < bytes; written += lines.size()) {
    lines.clear();
    trail.add_line(lines);
    if (std::fwrite(lines.data(), 1, lines.size(), stdout) != lines.size()) return 1;
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
