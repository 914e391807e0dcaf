// The cases of cases.json, and what they all have in common.
#include "audit/audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "audit/remedy.hpp"
#include "audit_support.hpp"
#include "controls/controls.hpp"
#include "eval/json.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::audit {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::ordered_json;

Report audited(const Json& test) {
  return audited(files_of(changed(suite(), test)),
                 {asked_of(test.value("control", "s3-bucket-policy-changes"))});
}

std::string marks_of(const Chain& chain) {
  std::string marks;
  for (const Step& step : chain.steps)
    marks += step.verdict == Verdict::Pass        ? "+"
             : step.verdict == Verdict::Fail      ? "x"
             : step.verdict == Verdict::Undecided ? "?"
                                                  : ".";
  return marks;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// What a file holds is what is said that it holds.
void check_evidence(const Evidence& evidence, const Json& files) {
  if (evidence.value == "null") return;
  ASSERT_TRUE(files.contains(evidence.file)) << evidence.file;
  Json document = files.at(evidence.file);
  if (document.is_string()) {
    std::string text = document.get<std::string>();
    document = Json::parse(text.substr(text.find('{')));
  }
  EXPECT_EQ(document.at(Json::json_pointer(evidence.pointer)), Json::parse(evidence.value))
      << evidence.file << evidence.pointer;
}

void check_chain(const Chain& chain, const Json& test) {
  EXPECT_EQ(marks_of(chain), test.at("steps").get<std::string>());
  const Json messages = test.value("message", Json::object());
  const Json notes = test.value("note", Json::object());
  for (const auto& [step, part] : messages.items())
    EXPECT_THAT(chain.steps.at(std::stoul(step) - 1).message, HasSubstr(part.get<std::string>()));
  for (const auto& [step, part] : notes.items())
    EXPECT_THAT(chain.steps.at(std::stoul(step) - 1).notes,
                Contains(HasSubstr(part.get<std::string>())));
  const Json no_notes = test.value("no_note", Json::object());
  for (const auto& [step, part] : no_notes.items())
    EXPECT_THAT(chain.steps.at(std::stoul(step) - 1).notes,
                Not(Contains(HasSubstr(part.get<std::string>()))));
  EXPECT_EQ(chain.filters, test.value("filters", chain.filters));
  const std::string commands = joined(chain.commands);
  for (const auto& part : test.value("commands", Json::array()))
    EXPECT_THAT(commands, HasSubstr(part.get<std::string>()));
  for (const auto& part : test.value("no_commands", Json::array()))
    EXPECT_THAT(commands, Not(HasSubstr(part.get<std::string>())));
}

void check_case(const Json& test) {
  const Json files = changed(suite(), test);
  const Report report = audited(test);
  ASSERT_EQ(report.controls.size(), 1U);
  const ControlAnswer& answer = report.controls.front();
  EXPECT_EQ(name_of(answer.verdict), test.at("verdict").get<std::string>());
  EXPECT_THAT(answer.why, HasSubstr(test.value("why", "")));
  std::vector<std::string> faults;
  for (const Fault& fault : report.faults) faults.push_back(fault.file);
  EXPECT_EQ(faults, test.value("faults", std::vector<std::string>{}));
  std::vector<std::string> caveats;
  for (const Caveat& caveat : report.caveats) caveats.emplace_back(caveat.code);
  EXPECT_EQ(caveats, test.value("caveats", std::vector<std::string>{}));
  EXPECT_EQ(report.trails, test.value("trails", report.trails));
  const std::string partition = report.partition.value_or("");
  EXPECT_EQ(partition, test.value("partition", partition));
  if (test.at("steps").get<std::string>().empty()) {
    EXPECT_TRUE(answer.chains.empty());
    return;
  }
  ASSERT_FALSE(answer.chains.empty());
  check_chain(answer.chains.front(), test);
  for (const Chain& chain : answer.chains) {
    EXPECT_TRUE(chain.commands.empty() || chain.verdict() != Verdict::Pass);
    for (const Step& step : chain.steps) {
      EXPECT_EQ(step.message.empty(), step.verdict == Verdict::NotReached);
      EXPECT_EQ(step.evidence.empty(), step.verdict == Verdict::NotReached) << step.message;
      for (const Evidence& evidence : step.evidence) check_evidence(evidence, files);
    }
  }
}

TEST(Audit, AnswersEachCase) {
  std::set<std::string> names;
  for (const auto& test : suite().at("cases")) {
    const auto name = test.at("name").get<std::string>();
    SCOPED_TRACE(name);
    EXPECT_TRUE(names.insert(name).second);
    check_case(test);
  }
}

// Each step with each verdict that it can have.
TEST(Audit, HasACaseForEachVerdictOfEachStep) {
  std::set<std::pair<std::size_t, char>> seen;
  for (const auto& test : suite().at("cases")) {
    const auto steps = test.at("steps").get<std::string>();
    for (std::size_t i = 0; i < steps.size(); ++i) seen.emplace(i + 1, steps[i]);
  }
  for (std::size_t step = 1; step <= kSteps; ++step)
    for (const char mark : {'+', 'x', '?'})
      EXPECT_THAT(seen, Contains(std::pair(step, mark))) << step << mark;
}

// No way to cut a file short makes anything pass that hangs on it, and none is a fault of ours.
TEST(Audit, JudgesNothingOnAFileThatIsCut) {
  const Files whole = files_of(suite().at("base"));
  const std::vector<Asked> asked{asked_of("s3-bucket-policy-changes")};
  for (const auto& [name, bytes] : whole) {
    for (std::size_t size = 0; size + 1 < bytes.bytes.size(); size += 7) {
      Files files = whole;
      files[name].bytes.resize(size);
      const Report report = audited(files, asked);
      EXPECT_EQ(report.controls.front().verdict, Verdict::Undecided) << name << " " << size;
      ASSERT_EQ(report.faults.size(), 1U);
      EXPECT_EQ(report.faults.front().file, name);
    }
  }
}

TEST(Audit, JudgesNothingOnAFileThatIsMissing) {
  const Files whole = files_of(suite().at("base"));
  for (const auto& [name, bytes] : whole) {
    Files files = whole;
    files.erase(name);
    const Report report = audited(files, {asked_of("s3-bucket-policy-changes")});
    EXPECT_EQ(report.controls.front().verdict, Verdict::Undecided) << name;
    EXPECT_TRUE(report.faults.empty());
  }
}

TEST(Audit, TakesNestingOfAnyDepth) {
  const std::string deep = std::string(200000, '[') + std::string(200000, ']');
  const std::string selectors = "us-east-1/cloudtrail/get-event-selectors/main.json";
  Files files = files_of(suite().at("base"));
  std::string& text = files[selectors].bytes;
  text.replace(text.find("[]"), 2, deep);  // DataResources
  text.replace(text.find("true"), 4, "false");
  files["us-east-1/cloudtrail/get-trail-status/main.json"].bytes = R"({"IsLogging":)" + deep + "}";
  const Report report = audited(files, {asked_of("s3-bucket-policy-changes")});
  EXPECT_EQ(marks_of(report.controls.front().chains.front()), "+?x+++++");
}

TEST(Audit, SaysWhichFileIsUtf16) {
  Files files = files_of(suite().at("base"));
  files["us-east-1/cloudtrail/get-trail-status/main.json"].bytes = std::string("\xFF\xFE{\0}\0", 6);
  const Report report = audited(files, {asked_of("s3-bucket-policy-changes")});
  EXPECT_THAT(report.faults,
              Contains(Fault{"us-east-1/cloudtrail/get-trail-status/main.json",
                             "is UTF-16, as PowerShell writes it; save it as UTF-8"}));
}

TEST(Audit, AnswersAboutSeveralControlsInTheirOrder) {
  const Report report = audited(files_of(suite().at("base")),
                                {asked_of("vpc-changes"), asked_of("s3-bucket-policy-changes")});
  ASSERT_EQ(report.controls.size(), 2U);
  EXPECT_EQ(report.controls[0].control, "vpc-changes");
  EXPECT_EQ(report.controls[0].verdict, Verdict::Fail);
  EXPECT_EQ(report.controls[1].verdict, Verdict::Pass);
}

TEST(Audit, QuotesForAShell) {
  EXPECT_EQ(shell_word("CloudTrail/logs"), "CloudTrail/logs");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("it's $(x)"), R"('it'\''s $(x)')");
}

}  // namespace
}  // namespace filtercheck::audit
