#include "cli/group_input.hpp"

#include <memory>
#include <string_view>
#include <utility>
#include <variant>

#include "cli/patterns_file.hpp"
#include "scan/readers.hpp"
#include "scan/tree.hpp"

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

  void read(const std::string& path) { read(path, read_input(path, kMostBytes)); }
  void read(const std::string& name, std::istream& in) { read(name, read_whole(in, kMostBytes)); }

  GroupInput take() { return std::move(input_); }

 private:
  void read(const std::string& name, std::variant<std::string, InputError> whole) {
    if (auto* error = std::get_if<InputError>(&whole)) return refuse(name, std::move(*error));
    const std::string& text = std::get<std::string>(whole);
    if (text.size() > kMostBytes - bytes_) {
      return refuse(name, {0, "the inputs together are larger than " + std::to_string(kMostBytes) +
                                  " bytes"});
    }
    bytes_ += text.size();
    const auto document = scan::read_json_tree(std::make_shared<scan::Source>(name, text));
    const auto* object = std::get_if<scan::Node>(&document);
    if (object != nullptr && object->find("metricFilters") != nullptr)
      return add(name, scan::read_metric_filters(*object));
    const auto* fault = std::get_if<scan::Fault>(&document);
    if (fault != nullptr && begins_as_metric_filters(text)) return refuse(*fault);
    for_each_pattern_line(text, [&](PatternLine line) {
      if (!line.fault.empty()) return refuse(name, {line.number, std::move(line.fault)});
      add({std::move(line.name), name, line.number}, std::move(line.pattern));
    });
  }

  void refuse(const std::string& file, InputError error) {
    input_.unreadable.push_back({file, std::move(error)});
  }

  void add(const std::string& file, const scan::Found& found) {
    for (const scan::Filter& filter : found.filters) {
      const std::size_t line = filter.where.source->place(filter.where.span.begin).line;
      add({filter.address, file, line}, filter.pattern.value());
    }
    for (const scan::Fault& fault : found.faults) refuse(fault);
    for (const scan::Found::List& list : found.lists)
      if (list.is_truncated) refuse(file, {0, "the list goes on elsewhere: it has a `nextToken`"});
  }

  void refuse(const scan::Fault& fault) {
    const scan::Source& source = *fault.where.source;
    refuse(source.name(), {source.place(fault.where.span.begin).line, fault.message});
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
