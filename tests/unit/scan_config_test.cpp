#include "cli/scan_config.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace filtercheck::cli {
namespace {

TEST(ScanConfig, SaysWhatARepositoryWants) {
  const auto read =
      read_scan_config("/r/.filtercheck.yaml",
                       "controls: [a, b]\nfail-on: note\nexclude:\n- x/*\nbaseline: k\n"
                       "severities:\n  too-long: off\n  near-tautology: error\n");
  ASSERT_TRUE(std::holds_alternative<ScanConfig>(read)) << std::get<std::string>(read);
  const auto& config = std::get<ScanConfig>(read);
  EXPECT_EQ(config.folder, "/r/");
  EXPECT_EQ(config.controls, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(config.fail_on, FailOn::Note);
  EXPECT_EQ(config.exclude, std::vector<std::string>{"x/*"});
  EXPECT_EQ(config.baseline, "k");
  EXPECT_EQ(config.severities.at("too-long"), std::nullopt);
  EXPECT_EQ(config.severities.at("near-tautology"), review::Severity::Error);
  EXPECT_TRUE(std::holds_alternative<ScanConfig>(read_scan_config("c", "")));
  EXPECT_TRUE(std::holds_alternative<ScanConfig>(read_scan_config("c", "# nothing\n")));
}

TEST(ScanConfig, SaysWhatIsWrongAndWhere) {
  struct Case {
    const char* text;
    const char* begin;
  };
  const Case cases[] = {
      {"controls: a\n", "c:1:11: expected a list of strings"},
      {"exclude: [1]\n", "c:1:11: expected a string"},
      {"fail-on: never\n", "c:1:10: expected error, warning or note"},
      {"baseline: [a]\n", "c:1:11: expected a string"},
      {"severities: error\n", "c:1:13: expected codes with severities"},
      {"severities: {too-long: loud}\n", "c:1:24: expected error, warning, note or off"},
      {"severities: {none-such: off}\n", "c:1:25: there is no code `none-such`"},
      {"\nseverity: {}\n", "c:2:11: there is no setting `severity`"},
      {"[a]\n", "c:1:1: expected a mapping of settings"},
      {"a: [b\n", "c:2:1: not YAML: "},
  };
  for (const Case& one : cases) {
    const auto read = read_scan_config("c", one.text);
    ASSERT_TRUE(std::holds_alternative<std::string>(read)) << one.text;
    EXPECT_TRUE(std::get<std::string>(read).starts_with(one.begin)) << std::get<std::string>(read);
  }
}

TEST(ScanConfig, LeavesOutWhatIsExcluded) {
  ScanConfig config;
  config.folder = std::filesystem::current_path().string() + "/";
  EXPECT_FALSE(is_excluded(config, "a/b.tf"));
  config.exclude = {"a/*", "*.json", "deep"};
  EXPECT_TRUE(is_excluded(config, "a/b.tf"));
  EXPECT_TRUE(is_excluded(config, "./a/../a/b/c.tf"));
  EXPECT_TRUE(is_excluded(config, "x/y.json"));
  EXPECT_TRUE(is_excluded(config, "deep/below.tf"));
  EXPECT_FALSE(is_excluded(config, "deeper/below.tf"));
  EXPECT_FALSE(is_excluded(config, "/elsewhere/a/b.tf"));
}

}  // namespace
}  // namespace filtercheck::cli
