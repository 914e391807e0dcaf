#include "controls/controls.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "controls/embedded.hpp"

namespace filtercheck {
namespace {

using Errors = std::vector<std::string>;

// Empty: the text is a control.
Errors errors_of(std::string_view text) {
  const ControlFile file = read_control(text);
  const auto* errors = std::get_if<Errors>(&file);
  if (errors == nullptr) return {};
  EXPECT_FALSE(errors->empty());
  return *errors;
}

// ---- The built-in controls

TEST(BuiltinControls, EachFileIsAControlOfItsName) {
  for (const EmbeddedFile& file : embedded_controls()) {
    SCOPED_TRACE(file.name);
    EXPECT_EQ(errors_of(file.text), Errors{});
    const Control* control = find_builtin_control(file.name);
    ASSERT_NE(control, nullptr);
    EXPECT_EQ(control->id, file.name);
  }
}

TEST(BuiltinControls, AllAreTheSameAsEachAlone) {
  ASSERT_EQ(builtin_controls().size(), embedded_controls().size());
  for (const Control& control : builtin_controls()) {
    SCOPED_TRACE(control.id);
    const Control* found = find_builtin_control(control.id);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, control);
    EXPECT_EQ(found, find_builtin_control(control.id));
  }
}

TEST(BuiltinControls, TheDefaultIsFirstAndTheOthersAreInOrderOfUniqueIds) {
  const auto& controls = builtin_controls();
  ASSERT_FALSE(controls.empty());
  EXPECT_EQ(controls.front().id, "s3-bucket-policy-changes");
  EXPECT_TRUE(std::is_sorted(controls.begin() + 1, controls.end(),
                             [](const Control& a, const Control& b) { return a.id < b.id; }));
  std::set<std::string> ids;
  for (const Control& control : controls) EXPECT_TRUE(ids.insert(control.id).second) << control.id;
}

TEST(BuiltinControls, AreComplete) {
  for (const Control& control : builtin_controls()) {
    SCOPED_TRACE(control.id);
    EXPECT_NE(control.title, control.id);
    EXPECT_TRUE(control.summary.ends_with('.'));
    EXPECT_FALSE(control.pattern.empty());
    EXPECT_FALSE(control.source.empty());
    EXPECT_FALSE(control.frameworks.empty());
    EXPECT_FALSE(control.requirements.empty());
    for (std::size_t i = 0; i < control.requirements.size(); ++i) {
      const auto rest = control.requirements.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      EXPECT_EQ(std::find(rest, control.requirements.end(), control.requirements[i]),
                control.requirements.end())
          << "requirement " << i << " is repeated";
    }
  }
}

TEST(BuiltinControls, NoFrameworkEntryBelongsToTwo) {
  std::set<std::string> entries;
  for (const Control& control : builtin_controls()) {
    for (const Framework& framework : control.frameworks) {
      const std::string entry =
          framework.name + " " + framework.version.value_or("") + " " + framework.id;
      EXPECT_TRUE(entries.insert(entry).second) << entry << " in " << control.id;
    }
  }
}

TEST(BuiltinControls, TheDefaultAsksForItsNineEvents) {
  const Control* control = find_builtin_control("s3-bucket-policy-changes");
  ASSERT_NE(control, nullptr);
  std::vector<ControlRequirement> expected;
  for (const char* name : {"PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle",
                           "PutBucketReplication", "DeleteBucketPolicy", "DeleteBucketCors",
                           "DeleteBucketLifecycle", "DeleteBucketReplication"}) {
    expected.emplace_back(EventRequirement{"s3.amazonaws.com", name});
  }
  EXPECT_EQ(control->requirements, expected);
  const auto contains = [&](const Framework& framework) {
    return std::ranges::find(control->frameworks, framework) != control->frameworks.end();
  };
  EXPECT_TRUE(contains({"CIS AWS Foundations Benchmark", "1.2.0", "3.8"}));
  EXPECT_TRUE(contains({"CIS AWS Foundations Benchmark", "3.0.0", "4.8"}));
  EXPECT_TRUE(contains({"CIS AWS Foundations Benchmark", "7.0.0", "5.8"}));
  EXPECT_TRUE(contains({"AWS Security Hub", std::nullopt, "CloudWatch.8"}));
}

// A name in the prescribed pattern that the requirements lack, or the other way round, is a slip.
TEST(BuiltinControls, EventsAreNamedInThePrescribedPatternInOrder) {
  for (const Control& control : builtin_controls()) {
    SCOPED_TRACE(control.id);
    std::size_t position = 0;
    std::size_t events = 0;
    for (const ControlRequirement& requirement : control.requirements) {
      const auto* event = std::get_if<EventRequirement>(&requirement);
      if (event == nullptr) continue;
      ++events;
      position = control.pattern.find(event->event_name, position);
      ASSERT_NE(position, std::string::npos) << event->event_name;
      position += event->event_name.size();
    }
    if (events == 0) continue;
    std::size_t named = 0;
    constexpr std::string_view selector = "$.eventName";
    for (std::size_t at = control.pattern.find(selector); at != std::string::npos;
         at = control.pattern.find(selector, at + 1)) {
      ++named;
    }
    EXPECT_EQ(named, events);
  }
}

TEST(BuiltinControls, AreFoundByTheExactIdOnly) {
  for (const char* id : {"", "S3-bucket-policy-changes", "s3-bucket-policy-changes ",
                         "s3-bucket-policy-changes.json", "CloudWatch.8", "4.8"}) {
    EXPECT_EQ(find_builtin_control(id), nullptr) << id;
  }
}

// ---- Files of users

TEST(ReadControl, ReadsTheSmallestFile) {
  const ControlFile file = read_control(
      R"({"schema":1,"id":"mine","requirements":[{"eventSource":"a.b","eventName":"C"}]})");
  const auto* control = std::get_if<Control>(&file);
  ASSERT_NE(control, nullptr);
  Control expected;
  expected.id = "mine";
  expected.title = "mine";
  expected.requirements = {EventRequirement{"a.b", "C"}};
  EXPECT_EQ(*control, expected);
}

TEST(ReadControl, ReadsEveryMember) {
  const ControlFile file = read_control(R"({
    "requirements": [
      {"pattern": "{ $.a = 1 }", "label": "one"},
      {"pattern": "{ $.a = 2 ||\n  $.a = 3 }"},
      {"eventName": "Ça va", "eventSource": "x.example.com"}
    ],
    "source": "S", "pattern": "{\n$.a = * }", "summary": "U.", "title": "T",
    "frameworks": [{"name": "N", "version": "1", "id": "i"}, {"name": "M", "version": null, "id": "j"},
                   {"name": "L", "id": "k"}],
    "id": "0.my_control-2", "schema": 1
  })");
  const auto* control = std::get_if<Control>(&file);
  ASSERT_NE(control, nullptr);
  Control expected;
  expected.id = "0.my_control-2";
  expected.title = "T";
  expected.summary = "U.";
  expected.frameworks = {{"N", "1", "i"}, {"M", std::nullopt, "j"}, {"L", std::nullopt, "k"}};
  expected.pattern = "{\n$.a = * }";
  expected.source = "S";
  expected.requirements = {
      PatternRequirement{"one", "{ $.a = 1 }"},
      PatternRequirement{"{ $.a = 2 ||   $.a = 3 }", "{ $.a = 2 ||\n  $.a = 3 }"},
      EventRequirement{"x.example.com", "Ça va"}};
  EXPECT_EQ(*control, expected);
}

TEST(ReadControl, AcceptsAByteOrderMark) {
  EXPECT_EQ(errors_of("\xEF\xBB\xBF"
                      R"({"schema":1,"id":"a","requirements":[{"pattern":"{ $.a = 1 }"}]})"),
            Errors{});
}

// A file whose only faults are in `members`, which stand after correct ones.
std::string with(std::string_view members) {
  return R"({"schema":1,"id":"a","requirements":[{"pattern":"p"}],)" + std::string(members) + "}";
}

// A file whose only faults are in its requirements.
std::string requiring(std::string_view requirements) {
  return R"({"schema":1,"id":"a","requirements":)" + std::string(requirements) + "}";
}

struct Case {
  std::string text;
  Errors expected;
};

TEST(ReadControl, ExplainsWhatIsNotJson) {
  const std::vector<Case> cases = {
      {"", {"not JSON: line 1, column 1: unexpected end of the text"}},
      {"{\"schema\": 1,", {"not JSON: line 1, column 14: unexpected end of the text"}},
      {"{\n  \"schema\": 1,\n}", {"not JSON: line 3, column 1: unexpected `}`"}},
      {"{\n  schema: 1\n}", {"not JSON: line 2, column 3: unexpected `s`"}},
      {"{\"é\": ?}", {"not JSON: line 1, column 7: unexpected `?`"}},
      {"{} {}", {"not JSON: line 1, column 4: unexpected `{`"}},
      {"{} // end", {"not JSON: line 1, column 4: unexpected `/`"}},
      {"{\"a\n\": 1}", {"not JSON: line 1, column 4: unexpected end of the line"}},
      {"{\"a\x1B\": 1}", {"not JSON: line 1, column 4: unexpected control character"}},
      {std::string("{\0}", 3), {"not JSON: line 1, column 2: unexpected control character"}},
      {"{\"\xFF\": 1}", {"not JSON: line 1, column 3: unexpected character or not UTF-8"}},
      {"{“a”: 1}", {"not JSON: line 1, column 2: unexpected character or not UTF-8"}},
      {"[NaN]", {"not JSON: line 1, column 2: unexpected `N`"}},
  };
  for (const Case& c : cases) EXPECT_EQ(errors_of(c.text), c.expected) << c.text;
}

TEST(ReadControl, ExplainsWhatIsNotAControl) {
  const std::string all_members =
      "; a control has `schema`, `id`, `title`, `summary`, `frameworks`, `pattern`, `source`, "
      "`requirements`";
  const std::vector<Case> cases = {
      {"[]", {"the file holds an array; a JSON object is expected"}},
      {"null", {"the file holds null; a JSON object is expected"}},
      {"\"{}\"", {"the file holds a string; a JSON object is expected"}},
      {"{}", {"`schema` is missing; the number 1 is expected"}},
      {R"({"schema":"1"})", {"`schema` is a string; the number 1 is expected"}},
      {R"({"schema":2,"rules":[]})", {"`schema` is another number; the number 1 is expected"}},
      {R"({"schema":1.5})", {"`schema` is another number; the number 1 is expected"}},
      {R"({"schema":-1})", {"`schema` is another number; the number 1 is expected"}},
      {R"({"schema":1})",
       {"`id` is missing; a string is expected",
        "`requirements` is missing; an array is expected"}},
      {with(R"("requirement":[])"), {"unknown member `requirement`" + all_members}},
      {with(R"("Title":"x")"), {"unknown member `Title`" + all_members}},
      {with(R"("a\nb":1)"), {"unknown member `a?b`" + all_members}},
      {with(R"("id":"b")"), {"`id` is given more than once"}},
      {with(R"("requirements":[])"), {"`requirements` is given more than once"}},
      {with(R"("title":7)"), {"`title` is a number; a string is expected"}},
      {with(R"("title":"")"), {"`title` is empty"}},
      {with(R"("title":"a\u001b[31m")"),
       {"`title` has a control character or a line break; one line of text is expected"}},
      {with(R"("summary":true)"), {"`summary` is a boolean; a string is expected"}},
      {with(R"("pattern":null)"), {"`pattern` is null; a string is expected"}},
      {with(R"("source":["x"])"), {"`source` is an array; a string is expected"}},
      {with(R"("frameworks":{})"), {"`frameworks` is an object; an array is expected"}},
      {with(R"("frameworks":["CIS"])"), {"`frameworks[0]` is a string; an object is expected"}},
      {with(R"("frameworks":[{"name":"n","id":"1"},{"name":"n","version":3,"number":"1"}])"),
       {"unknown member `frameworks[1].number`; a framework has `name`, `version`, `id`",
        "`frameworks[1].version` is a number; a string is expected",
        "`frameworks[1].id` is missing; a string is expected"}},
  };
  for (const Case& c : cases) EXPECT_EQ(errors_of(c.text), c.expected) << c.text;
}

TEST(ReadControl, ExplainsWhatIsNotAnId) {
  for (const std::string& id : {std::string("A"), std::string("my control"), std::string("-a"),
                                std::string(".a"), std::string("_"), std::string("é")}) {
    EXPECT_EQ(errors_of(R"({"schema":1,"id":")" + id + R"(","requirements":[{"pattern":"p"}]})"),
              Errors{"`id` is `" + id +
                     "`; up to 100 of a-z, 0-9, `.`, `_` and `-` are expected, the first a letter "
                     "or digit"})
        << id;
  }
  EXPECT_EQ(errors_of(R"({"schema":1,"id":"","requirements":[{"pattern":"p"}]})"),
            Errors{"`id` is empty"});
  const std::string longest(100, 'a');
  const std::string rest = R"(","requirements":[{"pattern":"p"}]})";
  EXPECT_EQ(errors_of(R"({"schema":1,"id":")" + longest + rest), Errors{});
  EXPECT_EQ(errors_of(R"({"schema":1,"id":"a)" + longest + rest).size(), 1U);
}

TEST(ReadControl, ExplainsWhatIsNotARequirement) {
  const std::string forms = "either `eventSource` and `eventName` or `pattern` is expected";
  const std::vector<Case> cases = {
      {requiring("{}"), {"`requirements` is an object; an array is expected"}},
      {requiring("[]"), {"`requirements` is empty; at least one requirement is expected"}},
      {requiring("[\"PutBucketAcl\"]"), {"`requirements[0]` is a string; an object is expected"}},
      {requiring("[{}]"), {"`requirements[0]` is neither; " + forms}},
      {requiring(R"([{"label":"x"}])"), {"`requirements[0]` is neither; " + forms}},
      {requiring(R"([{"eventName":"a","pattern":"p"}])"),
       {"`requirements[0]` is both an event and a pattern; " + forms}},
      {requiring(R"([{"pattern":"p"},{"eventName":"a"}])"),
       {"`requirements[1].eventSource` is missing; a string is expected"}},
      {requiring(R"([{"eventSource":"a"}])"),
       {"`requirements[0].eventName` is missing; a string is expected"}},
      {requiring(R"([{"eventSource":"a","eventName":["b","c"]}])"),
       {"`requirements[0].eventName` is an array; a string is expected"}},
      {requiring(R"([{"eventSource":"","eventName":"b"}])"),
       {"`requirements[0].eventSource` is empty"}},
      {requiring(R"([{"eventSource":"a","eventName":"Put*"}])"),
       {"`requirements[0].eventName` has a `*`, and is taken literally; for a wildcard, use a "
        "requirement with `pattern`"}},
      {requiring(R"([{"eventSource":"a","eventName":"b","label":"c"}])"),
       {"unknown member `requirements[0].label`; an event has `eventSource`, `eventName`"}},
      {requiring(R"([{"eventSource":"a","eventName":"b","eventName":"c"}])"),
       {"`requirements[0].eventName` is given more than once"}},
      {requiring(R"([{"pattern":"p","name":"c"}])"),
       {"unknown member `requirements[0].name`; a pattern requirement has `label`, `pattern`"}},
      {requiring(R"([{"pattern":""}])"), {"`requirements[0].pattern` is empty"}},
      {requiring(R"([{"pattern":"p","label":"a\nb"}])"),
       {"`requirements[0].label` has a control character or a line break; one line of text is "
        "expected"}},
  };
  for (const Case& c : cases) EXPECT_EQ(errors_of(c.text), c.expected) << c.text;
}

TEST(ReadControl, ReportsEveryFaultUpToALimit) {
  EXPECT_EQ(errors_of(R"({"schema":1,"id":1,"titel":"x","requirements":[1,{}]})").size(), 4U);
  std::string many = "[0";
  for (int i = 0; i < 50; ++i) many += ",0";
  const Errors errors = errors_of(requiring(many + "]"));
  ASSERT_EQ(errors.size(), 21U);
  EXPECT_EQ(errors.back(), "there are more errors, which are not shown");
}

TEST(ReadControl, ShortensLongNames) {
  std::string name(59, 'x');
  for (int i = 0; i < 1000; ++i) name += "é";
  const Errors errors = errors_of(with("\"" + name + "\":1"));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_TRUE(errors[0].starts_with("unknown member `" + name.substr(0, 59) + "...`; a control"));
}

TEST(ReadControl, RefusesLargeFiles) {
  std::string text = requiring(R"([{"pattern":"p"}])");
  text.resize(std::size_t{1} << 20U, ' ');
  EXPECT_EQ(errors_of(text), Errors{});
  EXPECT_EQ(errors_of(text + ' '), Errors{"the file is larger than 1 MiB"});
}

TEST(ReadControl, RefusesDeepNesting) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(errors_of(nested(16)), Errors{"the file holds an array; a JSON object is expected"});
  EXPECT_EQ(errors_of(nested(17)), Errors{"values are nested more than 16 deep"});
  EXPECT_EQ(errors_of(std::string(1000000, '[')), Errors{"values are nested more than 16 deep"});
  std::string objects;
  for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
  EXPECT_EQ(errors_of(objects), Errors{"values are nested more than 16 deep"});
}

// Whatever happens to a file, reading it gives a control or reasons, and reads no further than its
// end (the sanitizers watch).
TEST(ReadControl, SurvivesEveryTruncationAndByte) {
  const std::string whole = R"({"schema": 1, "id": "a", "title": "T",
    "frameworks": [{"name": "N", "version": null, "id": "1.2"}],
    "requirements": [{"eventSource": "s", "eventName": "\u00e9"}, {"label": "l", "pattern": "p"}]})";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const std::vector<char> exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(i));
    const std::string_view part(exact.data(), exact.size());
    EXPECT_FALSE(errors_of(part).empty()) << i;
    std::string changed = whole;
    for (const char c : {'"', '\\', '{', ']', '\0', '\xC3'}) {
      changed[i] = c;
      (void)read_control(changed);
    }
  }
}

}  // namespace
}  // namespace filtercheck
