#include "cli/match.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <sstream>
#include <streambuf>
#include <string>
#include <utility>
#include <vector>

#include "cli/progress.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Pattern pattern_of(const std::string& text) { return parse(text).value(); }

MatchOptions options_of(const std::string& pattern) {
  MatchOptions options;
  options.patterns.push_back({"", pattern_of(pattern)});
  return options;
}

struct Outcome {
  Exit exit = Exit::OurBug;
  std::string out;
  std::string err;
};

Outcome run(const MatchOptions& options, const std::string& input = "", bool is_terminal = false) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err, false, false, is_terminal};
  Outcome result;
  result.exit = match(options, console);
  result.out = out.str();
  result.err = err.str();
  return result;
}

class Folder {
 public:
  // Tests run side by side, each in a process of its own.
  Folder()
      : path_(testing::TempDir() + "filtercheck_match_test_" + std::to_string(getpid()) + "/") {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string add(const std::string& name, const std::string& text) const {
    std::ofstream(path_ + name, std::ios::binary) << text;
    return path_ + name;
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const std::string abc = "{\"a\":1}\n{\"b\": 2.0}\nnot JSON\n{\"a\": 1.0, \"c\":3}\n";

// ---- Lines

struct Case {
  const char* name;
  MatchOptions options;
  std::string out;
  Exit exit = Exit::Holds;
};
void PrintTo(const Case& given, std::ostream* out) { *out << given.name; }

MatchOptions with(MatchOptions options, void (*change)(MatchOptions&)) {
  change(options);
  return options;
}

std::vector<Case> cases() {
  const MatchOptions a = options_of("{ $.a = 1 }");
  const MatchOptions none = options_of("{ $.z = 1 }");
  MatchOptions named;
  named.patterns = {{"one", pattern_of("{ $.a = 1 }")}, {"two", pattern_of("{ $.c = * }")}};
  MatchOptions alone;
  alone.patterns = {{"one", pattern_of("{ $.a = 1 }")}};
  const auto count = [](MatchOptions& o) { o.count = true; };
  const auto json = [](MatchOptions& o) { o.format = Format::Json; };
  const auto invert = [](MatchOptions& o) { o.invert = true; };
  const auto one = [](MatchOptions& o) { o.max_count = 1; };
  const auto zero = [](MatchOptions& o) { o.max_count = 0; };
  const auto filename = [](MatchOptions& o) { o.with_filename = true; };
  return {
      {"lines", a, "{\"a\":1}\n{\"a\": 1.0, \"c\":3}\n"},
      {"none", none, "", Exit::Refuted},
      {"everything", options_of(""), abc},
      {"invert", with(a, invert), "{\"b\": 2.0}\nnot JSON\n"},
      {"invert_everything", with(options_of(""), invert), "", Exit::Refuted},
      {"count", with(a, count), "2\n"},
      {"count_none", with(none, count), "0\n", Exit::Refuted},
      {"count_of_at_most_one", with(with(a, count), one), "1\n"},
      {"one", with(a, one), "{\"a\":1}\n"},
      {"zero", with(a, zero), "", Exit::Refuted},
      {"filename", with(with(a, filename), one), "standard input:{\"a\":1}\n"},
      {"filename_count", with(with(a, filename), count), "standard input:2\n"},
      {"named", named, "one\t{\"a\":1}\none\t{\"a\": 1.0, \"c\":3}\ntwo\t{\"a\": 1.0, \"c\":3}\n"},
      {"named_alone", alone, "one\t{\"a\":1}\none\t{\"a\": 1.0, \"c\":3}\n"},
      {"named_count", with(named, count), "one\t2\ntwo\t1\n"},
      {"named_invert_count", with(with(named, invert), count), "one\t2\ntwo\t3\n"},
      {"named_filename", with(with(named, filename), one), "standard input:one\t{\"a\":1}\n"},
      {"json", with(a, json),
       R"({"schema":1,"file":null,"line":1,"number":1,"pattern":null,"event":"{\"a\":1}"})"
       "\n"
       R"({"schema":1,"file":null,"line":4,"number":4,"pattern":null,"event":"{\"a\": 1.0, \"c\":3}"})"
       "\n"},
      {"json_none", with(none, json), "", Exit::Refuted},
      {"json_named", with(with(named, json), one),
       R"({"schema":1,"file":null,"line":1,"number":1,"pattern":"one","event":"{\"a\":1}"})"
       "\n"},
      {"json_count", with(with(a, json), count),
       R"({"schema":1,"counts":[{"pattern":null,"file":null,"count":2}],"caveats":[]})"
       "\n"},
      {"json_named_count", with(with(named, json), count),
       R"({"schema":1,"counts":[{"pattern":"one","file":null,"count":2},)"
       R"({"pattern":"two","file":null,"count":1}],"caveats":[]})"
       "\n"},
  };
}

class Match : public testing::TestWithParam<Case> {};

TEST_P(Match, Prints) {
  for (const std::size_t threads : {1U, 3U}) {
    MatchOptions options = GetParam().options;
    options.threads = threads;
    const Outcome result = run(options, abc);
    EXPECT_EQ(result.out, GetParam().out);
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(result.exit, GetParam().exit);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Match, testing::ValuesIn(cases()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(MatchRecords, AreEventsOnOneLineEach) {
  const Outcome result =
      run(options_of("{ $.a = 1 }"), "{\n \"Records\": [\n {\"a\" : 1},\n {\"a\": 2}]}\n");
  EXPECT_EQ(result.out, "{\"a\":1}\n");
}

TEST(MatchJson, ReplacesWhatIsNotUtf8) {
  MatchOptions options = options_of("");
  options.format = Format::Json;
  EXPECT_THAT(run(options, "a\xff\n").out, HasSubstr("\"event\":\"a\xEF\xBF\xBD\""));
}

// ---- Files

TEST(MatchFiles, AreCountedOneByOne) {
  const Folder folder;
  MatchOptions options = options_of("{ $.a = 1 }");
  options.files = {folder.add("1", abc), folder.add("2", "{}"), "-"};
  options.count = true;
  EXPECT_EQ(run(options, "{\"a\":1}").out,
            folder.path() + "1:2\n" + folder.path() + "2:0\nstandard input:1\n");
  options.format = Format::Json;
  EXPECT_THAT(run(options).out,
              HasSubstr(R"({"pattern":null,"file":")" + folder.path() + R"(2","count":0})"));
}

TEST(MatchFiles, HaveAMaximumEach) {
  const Folder folder;
  MatchOptions options = options_of("{ $.a = 1 }");
  options.files = {folder.add("1", abc), folder.add("2", abc)};
  options.max_count = 1;
  EXPECT_EQ(run(options).out, "{\"a\":1}\n{\"a\":1}\n");
  options.with_filename = true;
  EXPECT_EQ(run(options).out, folder.path() + "1:{\"a\":1}\n" + folder.path() + "2:{\"a\":1}\n");
}

TEST(MatchFiles, AreReadOnAfterOneThatCannotBe) {
  const Folder folder;
  const std::string broken = folder.add("broken", "{\"Records\":[{\"a\":1},\n{\"a\"");
  MatchOptions options = options_of("{ $.a = 1 }");
  options.files = {folder.path() + "missing", folder.path(), broken, folder.add("good", abc)};
  options.max_count = 2;
  const Outcome result = run(options);
  EXPECT_EQ(result.exit, Exit::BadInput);
  EXPECT_EQ(result.out, "{\"a\":1}\n{\"a\":1}\n{\"a\": 1.0, \"c\":3}\n");
  EXPECT_EQ(result.err, "filtercheck: " + folder.path() + "missing: No such file or directory\n" +
                            "filtercheck: " + folder.path() +
                            ": is a folder; --recursive reads the files in it\n" +
                            "filtercheck: " + broken + ":2: expected `:`, found the end\n");
}

// ---- Folders

// As CloudTrail writes to S3, and what else may lie there.
TEST(MatchFolders, StandForTheFilesInThem) {
  const Folder folder;
  const std::string top = "AWSLogs/123456789012/";
  for (const char* name :
       {"CloudTrail/us-east-1/2026/01/02/b.json", "CloudTrail/us-east-1/2026/01/02/a.json",
        "CloudTrail/eu-west-1/2026/01/02/c.json", "CloudTrail-Digest/us-east-1/d.json",
        ".hidden/e.json"}) {
    const std::string path = folder.path() + top + name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    folder.add(top + name, std::string("{\"Records\":[{\"n\":\"") + name + "\"}]}");
  }
  std::filesystem::create_directory_symlink(folder.path() + top, folder.path() + top + "circle");
  MatchOptions options = options_of("{ $.n = * }");
  options.files = {folder.path()};
  options.recursive = true;
  const Outcome result = run(options);
  EXPECT_EQ(result.out,
            "{\"n\":\"CloudTrail/eu-west-1/2026/01/02/c.json\"}\n"
            "{\"n\":\"CloudTrail/us-east-1/2026/01/02/a.json\"}\n"
            "{\"n\":\"CloudTrail/us-east-1/2026/01/02/b.json\"}\n");
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.exit, Exit::Holds);
}

TEST(MatchFolders, MayBeEmpty) {
  const Folder folder;
  MatchOptions options = options_of("{ $.n = * }");
  options.files = {folder.path()};
  options.recursive = true;
  options.count = true;
  const Outcome result = run(options, "{\"n\":1}");
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.exit, Exit::Refuted);
}

// ---- Threads

// Large and small files, one that is damaged in the middle and one that is not there.
std::vector<std::string> mixed_files(const Folder& folder) {
  std::vector<std::string> files;
  for (int i = 0; i < 40; ++i) {
    std::string text;
    const int lines = i % 10 == 0 ? 10'000 : i;
    for (int line = 0; line < lines; ++line)
      text += "{\"a\":" + std::to_string(line % 3) + ",\"b\":" + std::to_string(i) + "}\n";
    if (i == 17) text = "{\"Records\":[{\"a\":1},\n{\"a\":1,},{\"a\":1}]}";
    files.push_back(folder.add(std::to_string(i), text));
    if (i == 23) files.push_back(folder.path() + "missing");
  }
  return files;
}

TEST(MatchThreads, AnswerAsOne) {
  const Folder folder;
  MatchOptions lines = options_of("{ $.a = 1 }");
  lines.files = mixed_files(folder);
  const auto changed = [&](void (*change)(MatchOptions&)) { return with(lines, change); };
  const std::vector<MatchOptions> all{
      lines,
      changed([](MatchOptions& o) { o.count = true; }),
      changed([](MatchOptions& o) { o.invert = true; }),
      changed([](MatchOptions& o) { o.format = Format::Json; }),
      changed([](MatchOptions& o) { o.max_count = 7; }),
      changed([](MatchOptions& o) {
        o.max_count = 3'000;
        o.count = true;
      }),
      changed([](MatchOptions& o) {
        o.with_filename = true;
        o.patterns = {{"one", pattern_of("{ $.a = 1 }")}, {"two", pattern_of("{ $.b = 3* }")}};
      })};
  for (MatchOptions options : all) {
    const Outcome one = run(options);
    EXPECT_EQ(one.exit, Exit::BadInput);
    EXPECT_GT(one.out.size(), 100U);
    options.threads = 4;
    const Outcome many = run(options);
    EXPECT_TRUE(many.out == one.out);
    EXPECT_EQ(many.err, one.err);
    EXPECT_EQ(many.exit, one.exit);
  }
}

// ---- Readings

// The first `b` is not at the end, so first occurrence misses what a glob matches.
const std::string readings_differ = "{\"a\":\"xbxb\"}\n";

TEST(MatchCaveat, IsGivenWhereTheReadingsDifferAndNoneWasChosen) {
  MatchOptions options = options_of("{ $.a = *b }");
  const Outcome differ = run(options, readings_differ);
  EXPECT_EQ(differ.out, readings_differ);
  EXPECT_THAT(differ.err, HasSubstr("[glob-reading]"));
  EXPECT_EQ(std::count(differ.err.begin(), differ.err.end(), '\n'), 1);

  EXPECT_EQ(run(options, "{\"a\":\"xb\"}\n").err, "");

  options.reading_given = true;
  EXPECT_EQ(run(options, readings_differ).err, "");
  options.reading = Reading::FirstOccurrence;
  EXPECT_EQ(run(options, readings_differ).exit, Exit::Refuted);
}

TEST(MatchCaveat, IsPartOfCountsInJson) {
  MatchOptions options = options_of("{ ($.b = 1) || ($.b = 2 && $.a = *b) || $.a = *b }");
  options.count = true;
  options.format = Format::Json;
  const Outcome result = run(options, readings_differ);
  EXPECT_THAT(result.out, HasSubstr(R"("caveats":[{"code":"glob-reading","message":")"));
  EXPECT_EQ(result.err, "");
}

// ---- Streams

// Lines that are given out one by one; what was printed before each is noted.
class Follow : public std::streambuf {
 public:
  Follow(std::vector<std::string> lines, const std::ostringstream& out)
      : lines_(std::move(lines)), out_(out) {}
  std::vector<std::string> printed;

 protected:
  int_type underflow() override {
    printed.push_back(out_.str());
    if (next_ == lines_.size()) return traits_type::eof();
    std::string& line = lines_[next_++];
    setg(line.data(), line.data(), line.data() + line.size());
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::vector<std::string> lines_;
  const std::ostringstream& out_;
  std::size_t next_ = 0;
};

// Passes on only what is flushed.
class Held : public std::stringbuf {
 public:
  explicit Held(std::ostringstream& out) : out_(out) {}

 protected:
  int sync() override {
    out_ << str();
    str("");
    return 0;
  }

 private:
  std::ostringstream& out_;
};

TEST(MatchStream, PrintsAMatchBeforeItWaitsForMore) {
  std::ostringstream flushed;
  Held held(flushed);
  Follow follow({"{\"a\":1}\n", "{}\n", "{\"a\":1}\n"}, flushed);
  std::istream in(&follow);
  std::ostream out(&held);
  std::ostringstream err;
  Console console{in, out, err};
  EXPECT_EQ(match(options_of("{ $.a = 1 }"), console), Exit::Holds);
  const std::string line = "{\"a\":1}\n";
  EXPECT_EQ(follow.printed, (std::vector<std::string>{"", line, line, line + line}));
  EXPECT_EQ(in.tie(), nullptr);
}

// Takes a few characters and no more.
class Closed : public std::streambuf {
 protected:
  int_type overflow(int_type c) override {
    return ++count_ > 5 ? traits_type::eof() : traits_type::not_eof(c);
  }

 private:
  int count_ = 0;
};

TEST(MatchStream, EndsQuietlyWhenNobodyReads) {
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += "{\"a\":1}\n";
  std::ostringstream unused;
  Follow follow(std::vector<std::string>(1000, lines), unused);
  std::istream in(&follow);
  Closed closed;
  std::ostream out(&closed);
  std::ostringstream err;
  Console console{in, out, err};
  match(options_of("{ $.a = 1 }"), console);
  EXPECT_EQ(err.str(), "");
  EXPECT_LE(follow.printed.size(), 2U);
}

TEST(MatchProgress, SaysHowFarItIs) {
  using std::chrono::seconds;
  EXPECT_EQ(described({1'500'000'000, {}, seconds(3), 1}), "1.5 GB, 500.0 MB/s, 1 match");
  EXPECT_EQ(described({1'500'000'000, 6'000'000'000, seconds(3), 17}),
            "1.5 GB of 6.0 GB, 500.0 MB/s, 17 matches, 9 s left");
  EXPECT_EQ(described({10'000'000, 7'210'000'000, seconds(1), 0}),
            "10.0 MB of 7.2 GB, 10.0 MB/s, 0 matches, 12 min 0 s left");
  EXPECT_EQ(described({2'000'000, 1'000'000, seconds(0), 0}), "2.0 MB, 0.0 MB/s, 0 matches");
}

TEST(MatchProgress, IsForTerminalsAlone) {
  MatchOptions options = options_of("{ $.a = 1 }");
  options.progress = true;
  EXPECT_EQ(run(options, abc, false).err, "");
  // Too fast to be shown.
  EXPECT_EQ(run(options, abc, true).err, "");
}

}  // namespace
}  // namespace filtercheck::cli
