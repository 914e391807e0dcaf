// A folder of files as they are in repositories, shapes/: each filter is found, and nothing else,
// with its pattern and its place. What is expected stands in shapes/expected.jsonl, a filter a
// line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "review/review.hpp"
#include "scan/files.hpp"

namespace filtercheck::scan {
namespace {

const std::string kFolder = "scan/shapes";
const std::string kExpected = "expected.jsonl";

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Named as from within the folder.
Files read_shapes() {
  namespace fs = std::filesystem;
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(kFolder)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(kFolder).generic_string();
    if (name == kExpected) continue;
    files.emplace(name, std::make_shared<Source>(name, bytes_of(entry.path().string())));
  }
  return files;
}

std::string name_of(Role role) {
  switch (role) {
    case Role::MetricFilter:
      return "metric-filter";
    case Role::SubscriptionFilter:
      return "subscription-filter";
    case Role::Literal:
      return "literal";
  }
  return {};
}

// ---- A filter as a line of JSON, in the order of its place --------------------------------------

using Place = std::tuple<std::string, std::size_t, std::size_t, std::string>;
using Lines = std::vector<std::pair<Place, std::string>>;

void add(Lines& lines, const nlohmann::ordered_json& filter) {
  lines.emplace_back(
      Place(filter.at("file"), filter.at("line"), filter.at("column"), filter.at("address")),
      filter.dump());
}

Lines expected_filters() {
  Lines lines;
  std::ifstream file(kFolder + "/" + kExpected);
  for (std::string line; std::getline(file, line);) add(lines, nlohmann::ordered_json::parse(line));
  std::sort(lines.begin(), lines.end());
  return lines;
}

nlohmann::ordered_json told(const Filter& filter) {
  const FilePlace place = review::place_of(filter);
  nlohmann::ordered_json told;
  told["file"] = review::begin_of(filter).source->name();
  told["line"] = place.line;
  told["column"] = place.column;
  told["container"] = name_of(filter.container);
  told["role"] = name_of(filter.role);
  told["address"] = filter.address;
  told["log_group"] = nullptr;
  if (filter.log_group) told["log_group"] = *filter.log_group;
  told["pattern"] = nullptr;
  if (!filter.unresolved) told["pattern"] = filter.pattern.value();
  told["unresolved"] = nullptr;
  if (filter.unresolved) told["unresolved"] = filter.unresolved->expression;
  return told;
}

Lines found_filters(const std::vector<Found>& all) {
  Lines lines;
  for (const Found& found : all)
    for (const Filter& filter : found.filters) add(lines, told(filter));
  std::sort(lines.begin(), lines.end());
  return lines;
}

// Those of `these` that are none of `those`, one a line.
std::string without(const Lines& these, const Lines& those) {
  Lines rest;
  std::set_difference(these.begin(), these.end(), those.begin(), those.end(),
                      std::back_inserter(rest));
  std::string text;
  for (const auto& [place, line] : rest) text += "\n  " + line;
  return text;
}

// ---- Tests --------------------------------------------------------------------------------------

TEST(Shapes, EachFilterIsFoundInItsPlace) {
  const Lines expected = expected_filters();
  const Lines found = found_filters(review::read_all(read_shapes()));
  EXPECT_EQ(without(expected, found), "") << "is expected and not found";
  EXPECT_EQ(without(found, expected), "") << "is found and not expected";
  EXPECT_EQ(found.size(), expected.size());
}

// What cannot be read is said, and only that.
TEST(Shapes, FaultsAreThoseOfBrokenFiles) {
  std::vector<std::string> faults;
  for (const Found& found : review::read_all(read_shapes())) {
    for (const Fault& fault : found.faults) {
      const FilePlace place = fault.where.source->place(fault.where.span.begin);
      faults.push_back(fault.where.source->name() + ":" + std::to_string(place.line) + ":" +
                       std::to_string(place.column) + ": " + fault.message);
    }
  }
  EXPECT_THAT(faults,
              testing::UnorderedElementsAre(
                  "cloudformation/trap.yaml:7:22: the pattern is a mapping of YAML, not a string",
                  "cloudformation/trap.yaml:13:22: the pattern is a sequence of YAML, not a string",
                  "terraform/broken/merge.tf:3:4: expected the word that ends the heredoc"));
}

TEST(Shapes, AreOfEveryContainer) {
  EXPECT_GE(read_shapes().size(), 60U);
  std::map<std::string, std::size_t> counts;
  for (const auto& [place, line] : expected_filters())
    ++counts[nlohmann::json::parse(line).at("container")];
  for (const Container container :
       {Container::Terraform, Container::TerraformPlan, Container::TerraformState,
        Container::CloudFormation, Container::Cdk, Container::Serverless, Container::Pulumi,
        Container::AwsCli, Container::Filter}) {
    EXPECT_GE(counts[std::string(name_of(container))], 5U) << name_of(container);
  }
}

}  // namespace
}  // namespace filtercheck::scan
