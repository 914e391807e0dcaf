#include "cli/group_input.hpp"

#include <string_view>
#include <utility>
#include <variant>

#include "cli/patterns_file.hpp"
#include "cli/scan_aws.hpp"

namespace filtercheck::cli {

namespace {

// A tree takes up to some thirty times the memory of its text.
constexpr std::size_t kMostBytes = 64'000'000;

// Whether the text begins as the output of `aws logs describe-metric-filters` does. Then it is
// that, though perhaps damaged.
bool begins_as_metric_filters(std::string_view text) {
  const auto skip = [&](std::string_view what) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    text.remove_prefix(begin == std::string_view::npos ? text.size() : begin);
    if (!text.starts_with(what)) return false;
    text.remove_prefix(what.size());
    return true;
  };
  return skip("{") && skip("\"metricFilters\"");
}

class Reader {
 public:
  explicit Reader(const Limits& limits) : limits_(limits) {}

  void read(const std::string& path) {
    auto opened = open_input(path);
    if (auto* error = std::get_if<InputError>(&opened)) {
      refuse(path, std::move(*error));
    } else {
      read(path, std::get<std::ifstream>(opened));
    }
  }

  void read(const std::string& name, std::istream& in) {
    auto whole = read_whole(in, kMostBytes);
    if (auto* error = std::get_if<InputError>(&whole)) return refuse(name, std::move(*error));
    const std::string& text = std::get<std::string>(whole);
    if (text.size() > kMostBytes - bytes_) {
      return refuse(name, {0, "the inputs together are larger than " + std::to_string(kMostBytes) +
                                  " bytes"});
    }
    bytes_ += text.size();
    auto filters = read_metric_filters(text);
    if (auto* found = std::get_if<FoundFilters>(&filters)) return add(name, std::move(*found));
    if (begins_as_metric_filters(text)) return refuse(name, {0, std::get<std::string>(filters)});
    for_each_pattern_line(text, [&](PatternLine line) {
      if (!line.fault.empty()) return refuse(name, {line.number, std::move(line.fault)});
      add({std::move(line.name), name, line.number}, std::move(line.pattern));
    });
  }

  GroupInput take() { return std::move(input_); }

 private:
  void refuse(const std::string& file, InputError error) {
    input_.unreadable.push_back({file, std::move(error)});
  }

  void add(const std::string& file, FoundFilters found) {
    for (FoundFilter& filter : found.filters) {
      add({std::move(filter.address), file, filter.written.begin.line}, std::move(filter.pattern));
    }
    for (std::string& fault : found.faults) refuse(file, {0, std::move(fault)});
    if (found.is_truncated) {
      refuse(file, {0, "the list goes on elsewhere: it has a `nextToken`"});
    }
  }

  void add(PatternOrigin origin, std::string text) {
    Result<Pattern> parsed = parse(text, limits_);
    if (!parsed.ok()) {
      input_.invalid.push_back({std::move(origin), std::move(text), parsed.diagnostics()});
      return;
    }
    input_.patterns.push_back(std::move(parsed).value());
    input_.origins.push_back(std::move(origin));
  }

  const Limits& limits_;
  std::size_t bytes_ = 0;
  GroupInput input_;
};

}  // namespace

GroupInput read_group_input(const std::vector<std::string>& files, const Limits& limits,
                            std::istream& in) {
  Reader reader(limits);
  if (files.empty()) reader.read("standard input", in);
  for (const std::string& file : files) {
    if (file == "-") {
      reader.read("standard input", in);
    } else {
      reader.read(file);
    }
  }
  return reader.take();
}

}  // namespace filtercheck::cli
