#include "cli/patterns_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/commands.hpp"
#include "cli/pattern_argument.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

constexpr std::size_t kMostBytes = 64'000'000;

PatternLine read_line(std::size_t number, std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) return {number, "", "", "not a JSON object"};
  for (const char* const member : {"name", "pattern"}) {
    const bool is_text = json.contains(member) && json[member].is_string();
    if (!is_text) {
      return {number, "", "", "`" + std::string(member) + "` is missing or not a string"};
    }
  }
  return {number, json["name"], json["pattern"], ""};
}

}  // namespace

void for_each_pattern_line(std::string_view text, const std::function<void(PatternLine)>& use) {
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) use(read_line(number, line));
  }
}

std::optional<std::vector<NamedPattern>> read_patterns_file(const std::string& path,
                                                            const Limits& limits,
                                                            Console& console) {
  const auto file = read_file(path, kMostBytes);
  if (file.index() == 1) {
    complain(console, std::get<1>(file));
    return std::nullopt;
  }
  std::vector<NamedPattern> patterns;
  std::set<std::string> names;
  bool good = true;
  for_each_pattern_line(std::get<0>(file), [&](PatternLine entry) {
    const std::string where = path + ":" + std::to_string(entry.number);
    if (entry.fault.empty() && !names.insert(entry.name).second) {
      entry.fault = "the name `" + entry.name + "` is given twice";
    }
    if (!entry.fault.empty()) {
      complain(console, where + ": " + entry.fault);
      good = false;
      return;
    }
    Result<Pattern> parsed = filtercheck::parse(entry.pattern, limits);
    if (!parsed.ok()) {
      for (const Diagnostic& diagnostic : parsed.diagnostics()) {
        console.err << report::rendered(where + ": " + entry.name, entry.pattern, diagnostic,
                                        console.err_colour);
      }
      good = false;
      return;
    }
    patterns.push_back({std::move(entry.name), std::move(parsed).value()});
  });
  if (good && patterns.empty()) {
    complain(console, path + ": holds no pattern");
    good = false;
  }
  if (!good) return std::nullopt;
  return patterns;
}

}  // namespace filtercheck::cli
