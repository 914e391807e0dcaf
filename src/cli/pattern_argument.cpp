#include "cli/pattern_argument.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace filtercheck::cli {

namespace {

// More than any limit of the parser, so that the parser says what is too long.
constexpr std::size_t kMostBytes = 4'000'001;

// At most `most` bytes; `whole` is false if there are more.
std::string read_some(std::istream& in, std::size_t most, bool& whole) {
  std::string text;
  char buffer[1 << 16];
  while (text.size() <= most && (in.read(buffer, sizeof buffer), in.gcount() > 0)) {
    text.append(buffer, static_cast<std::size_t>(in.gcount()));
  }
  whole = text.size() <= most;
  return text;
}

void drop_final_newline(std::string& text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  if (!text.empty() && text.back() == '\r') text.pop_back();
}

std::string too_large(const std::string& name, std::size_t most) {
  return name + ": larger than " + std::to_string(most) + " bytes";
}

}  // namespace

std::variant<std::string, std::string> read_file(const std::string& path, std::size_t most) {
  using Either = std::variant<std::string, std::string>;
  const auto failed = [](std::string why) {
    return Either(std::in_place_index<1>, std::move(why));
  };
  if (path.find('\0') != std::string::npos)
    return failed("a file name cannot hold a NUL character");
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return failed(path + ": is a folder, not a file");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return failed(path + ": " + std::generic_category().message(errno != 0 ? errno : ENOENT));
  bool whole = true;
  std::string text = read_some(file, most, whole);
  if (file.bad())
    return failed(path + ": " + std::generic_category().message(errno != 0 ? errno : EIO));
  if (!whole) return failed(too_large(path, most));
  return Either(std::in_place_index<0>, std::move(text));
}

std::variant<PatternText, std::string> read_pattern_text(const std::string& argument,
                                                         std::istream& in) {
  if (argument == "-") {
    bool whole = true;
    PatternText pattern{"standard input", read_some(in, kMostBytes, whole)};
    if (in.bad()) return std::string("standard input: cannot be read");
    if (!whole) return too_large(pattern.name, kMostBytes);
    drop_final_newline(pattern.text);
    return pattern;
  }
  if (!argument.empty() && argument.front() == '@') {
    auto read = read_file(argument.substr(1), kMostBytes);
    if (read.index() == 1) return std::get<1>(std::move(read));
    PatternText pattern{argument.substr(1), std::get<0>(std::move(read))};
    drop_final_newline(pattern.text);
    return pattern;
  }
  return PatternText{"pattern", argument};
}

}  // namespace filtercheck::cli
