#include "cli/scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "filtercheck/parse.hpp"
#include "review/report.hpp"

namespace filtercheck::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

const char* const kAll =
    "{ $.eventSource = s3.amazonaws.com && ($.eventName = PutBucketAcl || $.eventName = "
    "PutBucketPolicy || $.eventName = PutBucketCors || $.eventName = PutBucketLifecycle || "
    "$.eventName = PutBucketReplication || $.eventName = DeleteBucketPolicy || $.eventName = "
    "DeleteBucketCors || $.eventName = DeleteBucketLifecycle || $.eventName = "
    "DeleteBucketReplication) }";
const char* const kAllButAcl =
    "{ $.eventSource = s3.amazonaws.com && ($.eventName = PutBucketPolicy || $.eventName = "
    "PutBucketCors || $.eventName = PutBucketLifecycle || $.eventName = PutBucketReplication || "
    "$.eventName = DeleteBucket*) }";
const char* const kSuccesses = "{ $.eventSource = s3.amazonaws.com && $.errorCode NOT EXISTS }";
const char* const kRoot = "{ $.userIdentity.type = Root }";
const char* const kInvalid = "{ $.eventName == \"PutBucketAcl\" }";

Json filter(const std::string& name, const std::string& pattern,
            const std::string& log_group = "trail") {
  return {{"filterName", name},
          {"filterPattern", pattern},
          {"metricTransformations",
           {{{"metricName", "m"}, {"metricNamespace", "n"}, {"metricValue", "1"}}}},
          {"creationTime", 1700000000000},
          {"logGroupName", log_group}};
}
Json with(Json json, const char* member, Json value) {
  json[member] = std::move(value);
  return json;
}
Json list(std::vector<Json> filters) { return {{"metricFilters", std::move(filters)}}; }

struct Outcome {
  Exit exit = Exit::OurBug;
  std::string out;
  std::string err;
  Json json() const { return Json::parse(out); }
};

Outcome scanned(const std::vector<std::string>& paths, const std::string& input = "",
                ScanFormat format = ScanFormat::Json,
                const std::vector<std::string>& controls = {"s3-bucket-policy-changes"}) {
  ScanOptions options;
  options.paths = paths;
  options.format = format;
  for (const std::string& id : controls) options.controls.push_back(*find_builtin_control(id));
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  Outcome outcome;
  outcome.exit = scan(options, console);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}
Outcome scanned_list(const Json& json, ScanFormat format = ScanFormat::Json) {
  return scanned({"-"}, json.dump(4), format);
}

class Folder {
 public:
  // Tests run side by side, each in a process of its own.
  Folder() : path_(testing::TempDir() + "filtercheck_scan_test_" + std::to_string(getpid()) + "/") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string add(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = path_ + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// ---- Verdicts and findings

struct Case {
  const char* name;
  Json input;
  std::vector<std::string> verdicts;
  std::vector<std::string> missed;    // of each filter, separated by commas
  std::vector<std::string> findings;  // "code at line"
  Exit exit;
};
void PrintTo(const Case& given, std::ostream* out) { *out << given.name; }

const std::string nine =
    "PutBucketAcl,PutBucketPolicy,PutBucketCors,PutBucketLifecycle,PutBucketReplication,"
    "DeleteBucketPolicy,DeleteBucketCors,DeleteBucketLifecycle,DeleteBucketReplication";

std::vector<Case> cases() {
  const Json all = filter("all", kAll);
  const Json no_acl = filter("no-acl", kAllButAcl);
  const Json root = filter("root", kRoot);
  const std::string not_covered = "control-not-covered of error at ";
  const std::string undecided = "control-undecided of warning at ";
  const std::string rejected = "pattern-rejected of error at ";
  // Keys are sorted in these inputs, so that a filterPattern is on line 6 of a lone filter.
  return {
      {"covered", list({all}), {"covered"}, {""}, {}, Exit::Holds},
      {"empty_pattern",
       list({filter("all", "")}),
       {"covered"},
       {""},
       {"matches-everything of note at 6:31"},
       Exit::Holds},
      {"covered_by_one",
       list({root, all}),
       {"not-covered", "covered"},
       {nine, ""},
       {},
       Exit::Holds},
      {"not_covered",
       list({no_acl}),
       {"not-covered"},
       {"PutBucketAcl"},
       {not_covered + "6:31"},
       Exit::Refuted},
      {"in_part",
       list({filter("in-part", kSuccesses)}),
       {"not-covered"},
       {nine},
       {not_covered + "6:31"},
       Exit::Refuted},
      {"nearest",
       list({root, no_acl}),
       {"not-covered", "not-covered"},
       {nine, "PutBucketAcl"},
       {not_covered + "19:31"},
       Exit::Refuted},
      {"none", list({}), {}, {}, {not_covered + "2:22"}, Exit::Refuted},
      {"rejected",
       list({filter("bad", kInvalid)}),
       {"not-covered"},
       {nine},
       {not_covered + "6:31", rejected + "6:45"},
       Exit::Refuted},
      {"rejected_beside",
       list({filter("bad", kInvalid), all}),
       {"not-covered", "covered"},
       {nine, ""},
       {rejected + "6:45"},
       Exit::Refuted},
      {"log_groups",
       list({all, filter("all", kAll, "other"), filter("no-acl", kAllButAcl, "third")}),
       {"covered", "covered", "not-covered"},
       {"", "", "PutBucketAcl"},
       {not_covered + "32:31"},
       Exit::Refuted},
      {"terms",
       list({filter("terms", "ERROR")}),
       {"not-covered"},
       {nine},
       {not_covered + "6:31"},
       Exit::Refuted},
      {"terms_beside",
       list({filter("terms", "ERROR"), all}),
       {"not-covered", "covered"},
       {nine, ""},
       {},
       Exit::Holds},
      {"terms_that_cover",
       list({filter("terms",
                    "?BucketAcl ?BucketPolicy ?BucketCors ?BucketLifecycle "
                    "?BucketReplication")}),
       {"covered"},
       {""},
       {},
       Exit::Holds},
      {"undecided_beside",
       list({filter("readings", "{ $.eventSource = s3*m }"), all}),
       {"undecided", "covered"},
       {"", ""},
       {"star-reading of note at 6:49"},
       Exit::Holds},
      {"undecided_beside_refuted",
       list({filter("readings", "{ $.eventSource = s3*m }"), root}),
       {"undecided", "not-covered"},
       {"", nine},
       {undecided + "6:31", "star-reading of note at 6:49"},
       Exit::Refuted},
      {"readings",
       list({filter("readings", "{ $.eventSource = *3.amazonaws.com }")}),
       {"covered"},
       {""},
       {},
       Exit::Holds},
      {"transformed",
       list({with(all, "applyOnTransformedLogs", true)}),
       {"undecided"},
       {""},
       {undecided + "7:31"},
       Exit::Refuted},
      {"not_transformed",
       list({with(all, "applyOnTransformedLogs", false)}),
       {"covered"},
       {""},
       {},
       Exit::Holds},
      {"selected",
       list({with(all, "fieldSelectionCriteria", "@aws.account = \"1\"")}),
       {"undecided"},
       {""},
       {undecided + "7:31"},
       Exit::Refuted},
      {"selected_empty",
       list({with(all, "fieldSelectionCriteria", "")}),
       {"covered"},
       {""},
       {},
       Exit::Holds},
      {"selected_and_not_covered",
       list({with(no_acl, "fieldSelectionCriteria", "x")}),
       {"not-covered"},
       {"PutBucketAcl"},
       {not_covered + "7:31"},
       Exit::Refuted},
      {"truncated",
       with(list({no_acl}), "nextToken", "t"),
       {"not-covered"},
       {"PutBucketAcl"},
       {undecided + "6:31"},
       Exit::Refuted},
      {"truncated_and_covered",
       with(list({all}), "nextToken", "t"),
       {"covered"},
       {""},
       {},
       Exit::Holds},
      {"not_truncated",
       with(list({no_acl}), "nextToken", nullptr),
       {"not-covered"},
       {"PutBucketAcl"},
       {not_covered + "6:31"},
       Exit::Refuted},
  };
}

class Scan : public testing::TestWithParam<Case> {};

TEST_P(Scan, Judges) {
  const Outcome outcome = scanned_list(GetParam().input);
  EXPECT_EQ(outcome.exit, GetParam().exit);
  EXPECT_EQ(outcome.err, "");
  const Json json = outcome.json();
  std::vector<std::string> verdicts;
  std::vector<std::string> missed;
  for (const Json& one : json.at("filters")) {
    ASSERT_EQ(one.at("results").size(), 1U);
    const Json& result = one.at("results").front();
    verdicts.push_back(result.at("verdict"));
    std::string names;
    for (const std::string name : result.at("missed")) {
      if (!names.empty()) names += ',';
      names += name;
    }
    missed.push_back(names);
  }
  EXPECT_EQ(verdicts, GetParam().verdicts);
  EXPECT_EQ(missed, GetParam().missed);
  std::vector<std::string> findings;
  for (const Json& one : json.at("findings")) {
    findings.push_back(one.at("code").get<std::string>() + " of " +
                       one.at("severity").get<std::string>() + " at " + one.at("line").dump() +
                       ":" + one.at("column").dump());
  }
  EXPECT_EQ(findings, GetParam().findings);
}

INSTANTIATE_TEST_SUITE_P(All, Scan, testing::ValuesIn(cases()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ScanJson, HasTheShapeThatIsDocumented) {
  const Json json = scanned_list(list({filter("no-acl", kAllButAcl)})).json();
  const Json expected{
      {"schema", 1},
      {"filters",
       {{{"file", "standard input"},
         {"line", 6},
         {"column", 31},
         {"container", "aws-cli"},
         {"address", "no-acl"},
         {"logGroup", "trail"},
         {"pattern", kAllButAcl},
         {"unresolved", nullptr},
         {"results",
          {{{"control", "s3-bucket-policy-changes"},
            {"verdict", "not-covered"},
            {"missed", {"PutBucketAcl"}}}}},
         {"caveats", Json::array()}}}},
      {"findings",
       {{{"code", "control-not-covered"},
         {"severity", "error"},
         {"file", "standard input"},
         {"line", 6},
         {"column", 31},
         {"endLine", 6},
         {"endColumn", 31 + std::string(kAllButAcl).size()},
         {"message",
          "no filter of log group `trail` covers s3-bucket-policy-changes; the nearest, `no-acl`, "
          "misses 1 of 9: PutBucketAcl"},
         {"fix", "add `|| $.eventName = PutBucketAcl`"}}}},
      {"unreadable", Json::array()},
      {"changes", Json::array()},
      {"caveats", Json::array()}};
  EXPECT_EQ(json, expected) << json.dump(2);
}

TEST(ScanJson, HasTheDiagnosticsOfARejectedPattern) {
  const Json json = scanned_list(list({filter("bad", kInvalid)})).json();
  const Json& diagnostic = json.at("filters").at(0).at("diagnostics").at(0);
  EXPECT_EQ(diagnostic.at("code"), "double-equals");
  EXPECT_EQ(diagnostic.at("begin"), 14);
  EXPECT_EQ(diagnostic.at("end"), 16);
  // `"filterPattern": "{ $.eventName == \"PutBucketAcl\" }"`
  const Json& finding = json.at("findings").at(1);
  EXPECT_EQ(finding.at("column"), 31 + 14);
  EXPECT_EQ(finding.at("endColumn"), 31 + 16);
  EXPECT_THAT(finding.at("message"), HasSubstr("AWS rejects the pattern"));
  EXPECT_TRUE(finding.at("fix").is_string());
}

TEST(ScanJson, NamesTheRequirementThatIsNoEvent) {
  const Outcome outcome = scanned({"-"}, list({filter("all", kAll)}).dump(), ScanFormat::Json,
                                  {"s3-bucket-policy-changes", "root-account-usage"});
  const Json results = outcome.json().at("filters").at(0).at("results");
  EXPECT_EQ(results.at(0).at("verdict"), "covered");
  EXPECT_EQ(results.at(1).at("control"), "root-account-usage");
  EXPECT_EQ(results.at(1).at("verdict"), "not-covered");
  EXPECT_EQ(results.at(1).at("missed").size(), 1U);
}

TEST(ScanJson, SaysThatAListIsTruncated) {
  const Json json = scanned_list(with(list({filter("all", kAll)}), "nextToken", "t")).json();
  EXPECT_EQ(json.at("caveats").at(0).at("code"), "list-truncated");
}

// ---- Words

using review::ControlResult;
using review::Miss;

struct Missing {
  const char* name;
  ControlResult result;
  std::string text;
};
void PrintTo(const Missing& given, std::ostream* out) { *out << given.name; }

class MissesOf : public testing::TestWithParam<Missing> {};

TEST_P(MissesOf, IsShort) { EXPECT_EQ(review::misses_of(GetParam().result), GetParam().text); }

ControlResult missing(std::size_t required, std::vector<Miss> missed) {
  return {"c", CheckVerdict::NotCovered, required, std::move(missed), ""};
}

INSTANTIATE_TEST_SUITE_P(
    All, MissesOf,
    testing::Values(Missing{"one", missing(3, {{"a"}}), "1 of 3: a"},
                    Missing{"some", missing(3, {{"a"}, {"b", true}}), "2 of 3: a, b (in part)"},
                    Missing{"all", missing(2, {{"a"}, {"b"}}), "all 2"},
                    Missing{"each", missing(2, {{"a", true}, {"b", true}}), "some of each of 2"},
                    Missing{"mixed", missing(2, {{"a", true}, {"b"}}), "2 of 2: a (in part), b"},
                    Missing{"alone", missing(1, {{"a"}}), "a"},
                    Missing{"alone_in_part", missing(1, {{"a", true}}), "a (in part)"}),
    [](const auto& test) { return std::string(test.param.name); });

// ---- Files

TEST(ScanFiles, GoesThroughFoldersInOrder) {
  const Folder folder;
  const std::string good = list({filter("all", kAll)}).dump();
  folder.add("b/2.json", good);
  folder.add("a/1.json", good);
  folder.add("a/not-json.txt", "x");
  folder.add(".hidden/3.json", "x");
  const Outcome outcome = scanned({folder.path()});
  EXPECT_EQ(outcome.exit, Exit::Holds);
  const Json json = outcome.json();
  ASSERT_EQ(json.at("filters").size(), 2U);
  EXPECT_THAT(json.at("filters").at(0).at("file"), HasSubstr("a/1.json"));
  EXPECT_THAT(json.at("filters").at(1).at("file"), HasSubstr("b/2.json"));
  EXPECT_EQ(json.at("unreadable"), Json::array());
}

struct Bad {
  const char* name;
  std::string text;
  std::string message;
};
void PrintTo(const Bad& given, std::ostream* out) { *out << given.name; }

class Unread : public testing::TestWithParam<Bad> {};

TEST_P(Unread, IsNamed) {
  const Folder folder;
  const std::string bad = folder.add("bad.json", GetParam().text);
  const Outcome alone = scanned({bad});
  EXPECT_EQ(alone.exit, Exit::BadInput);
  EXPECT_EQ(alone.json().at("unreadable").at(0).at("file"), bad);
  EXPECT_EQ(alone.json().at("unreadable").at(0).at("message"), GetParam().message);

  const std::string good = folder.add("good.json", list({filter("all", kAll)}).dump());
  EXPECT_EQ(scanned({bad, good}).exit, Exit::BadInput);
  EXPECT_EQ(scanned({bad, good}).err, "");
  EXPECT_THAT(scanned({bad, good}, "", ScanFormat::Text).err, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, Unread,
    testing::Values(Bad{"empty", "", "holds no filters"},
                    Bad{"broken", "{\n \"\xC3\xA9\": x}", "holds no filters"},
                    Bad{"other", "{}", "holds no filters"}, Bad{"array", "[]", "holds no filters"},
                    Bad{"no_array", R"({"metricFilters":{}})", "holds no filters"},
                    Bad{"broken_with_filters", "{\"metricFilters\":[\n \"filterPattern\": x}",
                        "2:17: not JSON: expected `,` or `]`"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ScanFiles, AreMissedAloud) {
  const Folder folder;
  const Outcome outcome =
      scanned({folder.path() + "none.json", folder.path()}, "", ScanFormat::Text);
  EXPECT_EQ(outcome.exit, Exit::BadInput);
  EXPECT_EQ(outcome.err, "filtercheck: " + folder.path() +
                             "none.json: No such file or directory\nfiltercheck: " + folder.path() +
                             ": holds no file that may hold filters\n");
}

TEST(ScanFiles, NameAFilterThatCannotBeRead) {
  Json odd = filter("odd", "x");
  odd.erase("filterPattern");
  const Outcome outcome = scanned_list(list({odd, filter("no-acl", kAllButAcl)}));
  EXPECT_EQ(outcome.exit, Exit::Refuted);
  EXPECT_EQ(outcome.json().at("unreadable").at(0).at("message"),
            "3:9: metricFilters[0] has no string `filterPattern`");
  // It could be the one that covers.
  EXPECT_EQ(outcome.json().at("findings").at(0).at("code"), "control-undecided");
}

// ---- Text

TEST(ScanText, IsALineForEachFilterAndFinding) {
  const Outcome outcome =
      scanned_list(list({filter("no-acl", kAllButAcl), filter("in-part", kSuccesses, "other"),
                         filter("bad", kInvalid)}),
                   ScanFormat::Text);
  EXPECT_THAT(outcome.out, HasSubstr("standard input:6:31: no-acl (trail): not covered: misses "
                                     "1 of 9: PutBucketAcl\n"));
  EXPECT_THAT(outcome.out, HasSubstr("in-part (other): not covered: misses some of each of 9\n"));
  EXPECT_THAT(outcome.out, HasSubstr("bad (trail): rejected by AWS: "));
  EXPECT_THAT(outcome.out, HasSubstr("standard input:32:45: error: AWS rejects the pattern: "));
  EXPECT_THAT(outcome.out, HasSubstr(" [pattern-rejected]\n"));
  EXPECT_EQ(outcome.err, "filtercheck: 3 filters in 1 file: 3 errors, 0 warnings, 0 notes\n");
}

TEST(ScanText, IsALineForEachOfSeveralControls) {
  const Outcome outcome = scanned({"-"}, list({filter("all", kAll)}).dump(), ScanFormat::Text,
                                  {"s3-bucket-policy-changes", "root-account-usage"});
  EXPECT_THAT(outcome.out, HasSubstr("all (trail):\n  s3-bucket-policy-changes: covered\n"
                                     "  root-account-usage: not covered: misses "));
}

TEST(ScanText, HasNoControlCharactersOfItsInput) {
  const Outcome outcome = scanned_list(list({filter("a\x1b[31m\n", kAllButAcl)}), ScanFormat::Text);
  EXPECT_THAT(outcome.out, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace filtercheck::cli
