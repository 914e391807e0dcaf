#include "cli/input.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "support/read_events.hpp"

namespace filtercheck::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using support::Event;
using support::read_events;
using Texts = std::vector<std::string>;

struct Read {
  Texts texts;
  std::vector<std::size_t> lines;
  std::optional<InputError> error;
};

Read read(RawBytes& raw, const InputLimits& limits) {
  Read result;
  result.error = read_events(raw, limits, [&](const Event& event) {
    result.texts.emplace_back(event.text);
    result.lines.push_back(event.line);
    EXPECT_EQ(event.number, result.texts.size());
    return true;
  });
  return result;
}
Read read(std::istream& in, std::size_t most = 1 << 20) {
  StreamBytes raw(in);
  return read(raw, {most, true});
}
Read read(const std::string& text, std::size_t most = 1 << 20) {
  std::istringstream in(text);
  return read(in, most);
}
// A file of its own, while it is there.
class File {
 public:
  explicit File(const std::string& text)
      : path_(testing::TempDir() + "filtercheck_input_test_" + std::to_string(getpid())) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~File() { std::filesystem::remove(path_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};
Read read_file(const std::string& path, std::size_t most = 1 << 20) {
  auto opened = open_input(path);
  return read(*std::get<std::unique_ptr<FileBytes>>(opened), {most, true});
}

// zlib takes a pointer through which it could write.
// cppcheck-suppress passedByValue
std::string gzipped(std::string text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(text.size() + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::string zstandard(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 1));
  return out;
}

// Gives its text in pieces of `size` bytes, as a pipe may.
class Pieces : public std::streambuf {
 public:
  Pieces(std::string text, std::size_t size) : text_(std::move(text)), size_(size) {}

 protected:
  int_type underflow() override {
    on_wait();
    if (at_ == text_.size()) return traits_type::eof();
    const std::size_t size = std::min(size_, text_.size() - at_);
    setg(&text_[at_], &text_[at_], &text_[at_] + size);
    at_ += size;
    return traits_type::to_int_type(*gptr());
  }
  virtual void on_wait() {}

 private:
  std::string text_;
  std::size_t size_;
  std::size_t at_ = 0;
};

// ---- What is recognised

struct Recognised {
  const char* name;
  std::string input;
  Texts events;
};
void PrintTo(const Recognised& given, std::ostream* out) { *out << given.name; }

const std::string big_record = R"({"pad":")" + std::string(200'000, 'x') + R"("})";
const std::string mark = "\xEF\xBB\xBF";

std::vector<Recognised> recognised() {
  return {
      {"nothing", "", {}},
      {"a_line", "a\n", {"a"}},
      {"no_end", "a\nb", {"a", "b"}},
      {"crlf", "a\r\nb\r\r\nc\r", {"a", "b\r", "c\r"}},
      {"blank_lines", "\n\na\n\n", {"", "", "a", ""}},
      {"blank_lines_alone", "\n \n", {"", " "}},
      {"nul", std::string("a\0b\n", 4), {std::string("a\0b", 3)}},
      {"mark", mark + "{\"a\":1}\n", {"{\"a\":1}"}},
      {"half_a_mark", "\xEF\xBB", {"\xEF\xBB"}},
      {"mark_alone", mark, {}},
      {"json_lines", "{\"a\":1.0}\n{ \"b\" : 2 }\n", {"{\"a\":1.0}", "{ \"b\" : 2 }"}},
      {"half_json", "{\"a\":\n", {"{\"a\":"}},
      {"brace_lines", "{\n{\n{main} started\nx\n", {"{", "{", "{main} started", "x"}},
      {"pretty_event", "{\n  \"a\": 1\n}\n", {"{", "  \"a\": 1", "}"}},
      {"first_byte_of_gzip", "\x1f", {"\x1f"}},
      {"first_byte_of_gzip_and_text", "\x1f{}", {"\x1f{}"}},

      {"records", R"({"Records":[{"a":1},{"b":2}]})", {R"({"a":1})", R"({"b":2})"}},
      {"records_line_end", "{\"Records\":[{\"a\":1}]}\n\n", {R"({"a":1})"}},
      {"records_mark", mark + R"({"Records":[{"a":1}]})", {R"({"a":1})"}},
      {"records_after_space", " \n {\"Records\":[{\"a\":1}]}", {R"({"a":1})"}},
      {"records_pretty",
       "{\n  \"Records\": [\n    {\n      \"a\": 1.0,\n      \"b\": \"x \\\" \\\\ y\"\n    },\n"
       "    { }\n  ]\n}\n",
       {R"({"a":1.0,"b":"x \" \\ y"})", "{}"}},
      {"records_exact",
       R"({"Records":[ { "a" : "\u0041 \/ [,]" , "b" : [ 1E+2 , -0.0 ] } ]})",
       {R"({"a":"\u0041 \/ [,]","b":[1E+2,-0.0]})"}},
      {"records_odd", R"({"Records":[1, "x y" , null,[ ]]})", {"1", "\"x y\"", "null", "[]"}},
      {"records_none", R"({"Records":[]})", {}},
      {"records_later", R"({"x":[{}, "Records"],"Records":[{"a":1}],"y":2})", {R"({"a":1})"}},
      {"records_later_pretty", "{\n\"x\":1,\n\"Records\":[{\"a\":1}]}", {R"({"a":1})"}},
      {"records_big",
       R"({"Records":[)" + big_record + "," + big_record + "]}",
       {big_record, big_record}},
      {"records_joined",
       R"({"Records":[{"a":1}]}{"Records":[{"b":2}]})",
       {R"({"a":1})", R"({"b":2})"}},
      {"records_pretty_joined",
       "{\n\"Records\":[{\"a\":1}]\n}\n{\n\"Records\":[]\n}\n",
       {R"({"a":1})"}},
      {"records_no_array", R"({"Records":{"a":1}})", {R"({"Records":{"a":1}})"}},
      {"records_inside", R"({"a":{"Records":[1]}})", {R"({"a":{"Records":[1]}})"}},
      {"records_in_a_line",
       "{\"Records\":[{\"a\":1}]}\n{\"b\":2}\n",
       {R"({"Records":[{"a":1}]})", R"({"b":2})"}},
      {"records_in_a_line_before_a_blank",
       "{\"Records\":[1]}\n\nx",
       {R"({"Records":[1]})", "", "x"}},
      {"records_in_the_second_line",
       "{\"b\":2}\n{\"Records\":[1]}\n",
       {R"({"b":2})", R"({"Records":[1]})"}},

      {"messages",
       R"({"events":[{"message":"{\"a\":1}","timestamp":1},{"message":"x\ny\u00e9"}]})",
       {R"({"a":1})", "x\ny\xC3\xA9"}},
      {"messages_pretty",
       "{\n \"searchedLogStreams\": [],\n \"events\": [\n  {\n   \"message\": \"m\"\n  }\n ]\n}\n",
       {"m"}},
      {"messages_none", "{\n    \"events\": [],\n    \"searchedLogStreams\": []\n}\n", {}},
      {"other_events", R"({"events":[{"message":1}]})", {R"({"events":[{"message":1}]})"}},
      {"other_events_pretty",
       "{\"events\":[\n{\"name\":\"x\"}]}",
       {"{\"events\":[", "{\"name\":\"x\"}]}"}},
  };
}

class Input : public testing::TestWithParam<Recognised> {};

TEST_P(Input, IsRecognised) {
  const Read plain = read(GetParam().input);
  EXPECT_EQ(plain.texts, GetParam().events);
  EXPECT_FALSE(plain.error) << described("input", *plain.error);
}

TEST_P(Input, IsTheSameCompressedAndInPieces) {
  const std::string& input = GetParam().input;
  const std::size_t half = input.size() / 2;
  for (const std::string& given :
       {input, gzipped(input), gzipped(input.substr(0, half)) + gzipped(input.substr(half)),
        gzipped("") + gzipped(input) + std::string(10, '\0'), zstandard(input),
        zstandard(input.substr(0, half)) + zstandard("") + zstandard(input.substr(half))}) {
    const Read file = read_file(File(given).path());
    EXPECT_EQ(file.texts, GetParam().events);
    EXPECT_FALSE(file.error) << described("input", *file.error);
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
      Pieces pieces(given, size);
      std::istream in(&pieces);
      const Read result = read(in);
      EXPECT_EQ(result.texts, GetParam().events);
      EXPECT_FALSE(result.error) << described("input", *result.error);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Input, testing::ValuesIn(recognised()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(InputLines, AreThoseWhereEventsBegin) {
  EXPECT_THAT(read("a\n\nb").lines, ElementsAre(1, 2, 3));
  EXPECT_THAT(read("{\n\"Records\":\n[{\n},\n{}, {}]}").lines, ElementsAre(3, 5, 5));
}

// ---- Faults

struct Faulty {
  const char* name;
  std::string input;
  Texts events;  // before the fault
  std::string error;
};
void PrintTo(const Faulty& given, std::ostream* out) { *out << given.name; }

std::string without_end(std::string text, std::size_t count) {
  text.resize(text.size() - count);
  return text;
}
std::string with_byte(std::string text, std::size_t at, char byte) {
  text[at] = byte;
  return text;
}

std::vector<Faulty> faulty() {
  const std::string two = "{\"Records\":[{\"a\":1},\n{\"b\"";
  return {
      {"cut_off", two, {R"({"a":1})"}, "f:2: expected `:`, found the end"},
      {"cut_off_in_a_line",
       R"({"Records":[{"a":1},)",
       {R"({"a":1})"},
       "f:1: expected a value, found the end"},
      {"cut_off_after_a_record",
       "{\"Records\":[{\"a\":1}\n",
       {R"({"a":1})"},
       "f:2: expected `,` or `]`, found the end"},
      {"cut_off_after_all", R"({"Records":[])", {}, "f:1: expected `,` or `}`, found the end"},
      {"cut_off_in_a_number",
       R"({"Records":[1,2)",
       {"1"},
       "f:1: expected `,` or `]`, found the end"},
      {"not_json",
       "{\"Records\":[{\"a\":1},\n {\"b\":\n ' }]}",
       {R"({"a":1})"},
       "f:3: expected a value"},
      {"comma_missing", R"({"Records":[{} {}]})", {"{}"}, "f:1: expected `,` or `]`"},
      {"element_missing", "{\"Records\":[{},]}", {"{}"}, "f:1: expected a value"},
      {"colon_missing", "{\"Records\":[],\"a\" 1}", {}, "f:1: expected `:`"},
      {"key_missing", "{\"Records\":[],}", {}, "f:1: expected a key in double quotes"},
      {"brackets_crossed", "{\"Records\":[{\"a\":[1}]}", {}, "f:1: expected `,` or `]`"},
      {"text_behind", R"({"Records":[]}x)", {}, "f:1: expected the end or another document"},
      {"nul_behind",
       std::string("{\"Records\":[]}\0", 15),
       {},
       "f:1: expected the end or another document"},
      {"other_behind",
       R"({"Records":[]}{"a":1})",
       {},
       "f:1: this document has no array `Records`, as the one before it has"},
      {"empty_behind",
       R"({"Records":[]}{})",
       {},
       "f:1: this document has no array `Records`, as the one before it has"},
      {"invalid_utf8", "{\"Records\":[\"\xff\"]}", {}, "f:1: invalid UTF-8"},
      {"messages_cut_off",
       "{\n\"events\":[\n{\"message\":\"a\"},\n{\"mess",
       {"a"},
       "f:4: expected a closing quote, found the end"},
      {"messages_joined_with_others",
       "{\"events\":[{\"message\":\"a\"}]}{\"events\":[1]}",
       {"a"},
       "f:1: expected an object with a string `message`"},

      {"long_line",
       "a\n" + std::string(2000, 'b') + "\n",
       {"a"},
       "f:2: the line is longer than 1000 bytes"},
      {"long_line_without_end",
       "a\n" + std::string(2000, 'b'),
       {"a"},
       "f:2: the line is longer than 1000 bytes"},
      {"long_record",
       "{\"Records\":[1,\n\"" + std::string(2000, 'b') + "\"]}",
       {"1"},
       "f:2: a value is longer than 1000 bytes"},
      {"long_record_with_a_fault",
       "{\"Records\":[1,\n{\n\"a\" 1" + std::string(2000, ' ') + "}]}",
       {"1"},
       "f:3: expected `:`"},

      {"gzip_cut_off",
       without_end(gzipped("a\nb\nc"), 9),
       {"a", "b"},
       "f:3: the gzip data is cut off"},
      {"gzip_without_checksum",
       without_end(gzipped("a\nb"), 1),
       {"a"},
       "f:2: the gzip data is cut off"},
      {"gzip_head_alone", "\x1f\x8b", {}, "f:1: the gzip data is cut off"},
      {"gzip_other",
       "\x1f\x8bxxxxxxxx",
       {},
       "f:1: the gzip data is damaged: unknown compression method"},
      {"gzip_checksum",
       with_byte(gzipped("a\nb"), gzipped("a\nb").size() - 5, 'x'),
       {"a"},
       "f:2: the gzip data is damaged: incorrect data check"},
      {"gzip_and_text",
       gzipped("a\nb\n") + "text",
       {"a", "b"},
       "f:3: something follows the end of the gzip data"},
      {"gzip_zeros_and_text",
       gzipped("a\nb\n") + std::string(1, '\0') + "\x1f",
       {"a", "b"},
       "f:3: something follows the end of the gzip data"},
      {"zstd_cut_off",
       without_end(zstandard("a\nb\nc"), 3),
       {"a"},
       "f:2: the zstd data is cut off"},
      {"zstd_damaged",
       with_byte(zstandard(std::string(500, 'a') + "\n"), 5, '\xff'),
       {},
       "f:1: the zstd data is damaged: Data corruption detected"},
      {"zstd_and_text",
       zstandard("a\nb\n") + "text",
       {"a", "b"},
       "f:3: the zstd data is damaged: Unknown frame descriptor"},
      {"gzip_records_cut_off",
       without_end(gzipped("{\"Records\":[1,2,3"), 9),
       {"1", "2"},
       "f:1: the gzip data is cut off"},
  };
}

class FaultyInput : public testing::TestWithParam<Faulty> {};

TEST_P(FaultyInput, IsReportedAfterTheEventsBeforeIt) {
  for (const bool counts_lines : {false, true}) {
    auto opened = open_input(File(GetParam().input).path());
    const Read result = read(*std::get<std::unique_ptr<FileBytes>>(opened), {1000, counts_lines});
    EXPECT_EQ(result.texts, GetParam().events);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(described("f", *result.error), GetParam().error);
  }
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
    Pieces pieces(GetParam().input, size);
    std::istream in(&pieces);
    const Read result = read(in, 1000);
    EXPECT_EQ(result.texts, GetParam().events);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(described("f", *result.error), GetParam().error);
  }
}

INSTANTIATE_TEST_SUITE_P(All, FaultyInput, testing::ValuesIn(faulty()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(InputLimit, AllowsALineAndARecordOfJustThatSize) {
  const std::string line(1000, 'b');
  EXPECT_EQ(read(line + "\n" + line, 1000).texts, Texts({line, line}));
  const std::string record = "\"" + std::string(998, 'b') + "\"";
  const Read result = read("{\"Records\":[" + record + "]}", 1000);
  EXPECT_EQ(result.texts, Texts{record});
  EXPECT_FALSE(result.error);
}

// A container may be larger than what a line may be, and so may what it does not say by its begin.
TEST(InputLimit, IsNotForWholeContainers) {
  std::string input = "{\"Records\":[0";
  for (int i = 0; i < 1000; ++i) input += ",\n1";
  EXPECT_EQ(read(input + "]}", 100).texts.size(), 1001U);
  EXPECT_EQ(read(std::string(5000, '\n'), 100).texts.size(), 5000U);
}

// What begins as no container within the limit is none, however much more has arrived.
TEST(InputLimit, DoesNotDependOnWhatHasArrived) {
  const std::string input = R"({"x":{"Records":[1]},"Records":[{"a":{"b":[{}]}},2,"s"]})";
  Pieces pieces(input, 1);
  std::istream slow(&pieces);
  const Read one = read(slow, 40);
  const Read other = read(input, 40);
  EXPECT_EQ(one.texts, other.texts);
  ASSERT_TRUE(one.error && other.error);
  EXPECT_EQ(one.error->message, other.error->message);
  EXPECT_EQ(read(input, 60).texts.size(), 3U);
}

// No event is longer than 1 MiB, so a line that is begins a container, whatever follows.
TEST(InputRecognised, ByTheBeginOfALongLine) {
  const std::string container =
      "{\"Records\":[\"" + std::string(std::size_t{1} << 20, 'x') + "\",2]}";
  for (const std::size_t size : {std::size_t{100'000}, std::size_t{10'000'000}}) {
    Pieces pieces(container + "\n{\"Records\":[3]}\n", size);
    std::istream in(&pieces);
    const Read result = read(in, std::size_t{2} << 20);
    ASSERT_EQ(result.texts.size(), 3U);
    EXPECT_EQ(result.texts.back(), "3");
    EXPECT_FALSE(result.error);
  }
}

TEST(ReadEvents, StopsWhenNoMoreAreWanted) {
  for (const char* const input : {"a\nb\nc", R"({"Records":[1,2,3)",
                                  "{\"events\":[{\"message\":\"a\"},{\"message\":\"b\"},"}) {
    std::istringstream in(input);
    std::size_t count = 0;
    const auto error = read_events(in, InputLimits{}, [&](const Event&) { return ++count < 2; });
    EXPECT_EQ(count, 2U);
    EXPECT_FALSE(error);
  }
}

// ---- Streams

class Watched : public Pieces {
 public:
  Watched(std::string text, std::size_t size, const std::size_t& events)
      : Pieces(std::move(text), size), events_(events) {}
  std::vector<std::size_t> seen;  // events, each time before input is waited for

 protected:
  void on_wait() override { seen.push_back(events_); }

 private:
  const std::size_t& events_;
};

std::vector<std::size_t> events_at_each_wait(const std::string& input, std::size_t size) {
  std::size_t events = 0;
  Watched watched(input, size, events);
  std::istream in(&watched);
  read_events(in, InputLimits{}, [&](const Event&) { return ++events > 0; });
  return watched.seen;
}

TEST(ReadEvents, HandsOverWhatIsThereBeforeItWaits) {
  EXPECT_THAT(events_at_each_wait("a\nb\nc\n", 2), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(events_at_each_wait("{}\n{}\n{}\n", 3), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(events_at_each_wait("{\"Records\":[\n{},{},{},{},{}]}", 13).at(1), 0U);
  EXPECT_THAT(events_at_each_wait("{\"Records\":[\n{},{},{},{},{}]}", 13).at(2), 4U);
}

class Broken : public std::streambuf {
 protected:
  int_type underflow() override { throw std::ios_base::failure("broken"); }
};

TEST(ReadEvents, ReportsAStreamThatCannotBeRead) {
  Broken broken;
  std::istream in(&broken);
  const Read result = read(in);
  ASSERT_TRUE(result.error);
  EXPECT_FALSE(result.error->message.empty());
}

TEST(ReadWhole, DecompressesAndDropsTheMark) {
  std::istringstream in(gzipped(mark + "a\r\nb"));
  EXPECT_EQ(std::get<std::string>(read_whole(in, 10)), "a\r\nb");
}

TEST(ReadWhole, RefusesWhatIsTooLargeOrDamaged) {
  std::istringstream large(std::string(11, 'a'));
  EXPECT_EQ(std::get<InputError>(read_whole(large, 10)).message, "larger than 10 bytes");
  std::istringstream damaged("\x1f\x8b");
  EXPECT_EQ(std::get<InputError>(read_whole(damaged, 10)).message, "the gzip data is cut off");
}

TEST(OpenInput, SaysWhyAFileCannotBeRead) {
  const auto why = [](const std::string& path) {
    return std::get<InputError>(open_input(path)).message;
  };
  EXPECT_EQ(why("/no/such/file"), "No such file or directory");
  EXPECT_EQ(why(testing::TempDir()), "is a folder, not a file");
  EXPECT_THAT(why(std::string("a\0b", 3)), HasSubstr("NUL"));
}

TEST(OpenInput, OpensAFile) {
  EXPECT_EQ(read_file(File("a\nb\n").path()).texts, Texts({"a", "b"}));
}

// ---- Large files

// Of lines that differ, and some of them are long.
std::string many_lines(std::size_t bytes) {
  std::string lines;
  for (std::size_t i = 0; lines.size() < bytes; ++i)
    lines += std::to_string(i) + std::string(i % 1000 == 0 ? 300'000 : i % 100, 'x') + "\n";
  return lines;
}

TEST(LargeInput, IsReadInBlocksOfWholeLines) {
  const std::string lines = many_lines(5'000'000);
  for (const std::string& given : {lines, gzipped(lines), zstandard(lines)}) {
    std::string read;
    const File file(given);
    auto opened = open_input(file.path());
    EventReader reader(*std::get<std::unique_ptr<FileBytes>>(opened), {});
    std::size_t blocks = 0;
    for (Block block; reader.next(block); ++blocks) {
      EXPECT_TRUE(block.text.ends_with('\n'));
      EXPECT_LE(block.text.size(), std::size_t{3} << 20);
      read += block.text;
    }
    EXPECT_TRUE(read == lines);
    EXPECT_GE(blocks, 4U);
    EXPECT_EQ(reader.bytes_read(), given.size());
  }
}

TEST(LargeInput, KeepsTheTextsOfABlock) {
  const File file(many_lines(3'000'000));
  auto opened = open_input(file.path());
  EventReader reader(*std::get<std::unique_ptr<FileBytes>>(opened), {});
  std::vector<Block> blocks;
  for (Block block; reader.next(block);) blocks.push_back(std::move(block));
  std::string read;
  for (const Block& block : blocks) read += block.text;
  EXPECT_TRUE(read == many_lines(3'000'000));
}

// What a file of this size says of itself: four bytes at its end. They may lie.
TEST(LargeInput, MayBeLargerThanGzipSays) {
  std::string lines;
  for (int i = 0; i < 34; ++i) lines += std::string(1'000'000, 'x') + "\n";
  std::string given = gzipped(lines) + gzipped("end\n");
  EXPECT_EQ(read_file(File(given).path(), 2'000'000).texts.back(), "end");
  given = gzipped(lines);
  given[given.size() - 3] = '\0';
  const Read wrong = read_file(File(given).path(), 2'000'000);
  ASSERT_TRUE(wrong.error);
  EXPECT_EQ(wrong.error->message, "the gzip data is damaged: incorrect length check");
  EXPECT_EQ(wrong.texts.size(), 34U);
}

}  // namespace
}  // namespace filtercheck::cli
