#include "eval/json.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "eval/utf8.hpp"

namespace filtercheck::eval {
namespace {

using namespace std::string_literals;

bool is_json(std::string_view text) {
  return std::holds_alternative<JsonDocument>(read_json(text));
}

// Requires JSON, which the text must outlive.
JsonDocument document(std::string_view text) { return std::get<JsonDocument>(read_json(text)); }

// Requires JSON of one string.
std::string decoded(std::string_view text) { return document(text).text(JsonDocument::root); }

std::vector<std::string> sources(const JsonDocument& json, const std::vector<JsonId>& ids) {
  std::vector<std::string> result;
  result.reserve(ids.size());
  for (const JsonId id : ids) result.emplace_back(json.source(id));
  return result;
}

using Sources = std::vector<std::string>;

TEST(ReadJson, AcceptsJson) {
  const std::string texts[] = {"null",
                               "true",
                               "false",
                               "0",
                               "-0",
                               "1",
                               "-12",
                               "120",
                               "0.0",
                               "-0.50",
                               "1e5",
                               "1E5",
                               "1e+5",
                               "1e-05",
                               "0e0",
                               "123456789012345678901234567890",
                               "1e309",
                               "1e-999",
                               "1.5E00000000000000000000000000000000000001",
                               R"("")",
                               R"("a")",
                               R"("\"\\\/\b\f\n\r\t")",
                               R"("\u0000\uD83D\uDE00\ud800\udc00\uDC00")",
                               "\"\x7F\"",
                               "\"\xC2\x80\"",
                               "\"\xE0\xA0\x80\"",
                               "\"\xED\x9F\xBF\"",
                               "\"\xEE\x80\x80\"",
                               "\"\xF0\x90\x80\x80\"",
                               "\"\xF4\x8F\xBF\xBF\"",
                               "[]",
                               "[ ]",
                               "{}",
                               "{ }",
                               "[1]",
                               "[1,2]",
                               "[[],{}]",
                               R"({"a":1})",
                               R"({"a":1,"a":2})",
                               R"({"":{"":[]}})",
                               " \t\r\n1 \t\r\n",
                               "\n{ \"a\" :\t[ 1 ,\r2 ] }\n"};
  for (const std::string& text : texts) EXPECT_TRUE(is_json(text)) << text;
}

TEST(ReadJson, RejectsWhatIsNotJson) {
  const std::string texts[] = {
      // values
      "", " ", "nul", "nulll", "True", "NULL", "NaN", "Infinity", "-Infinity", "undefined", "'a'",
      "a", "1 2", "{} {}", "null null", R"({"a":2} trailing)", "[1] // comment", "/**/1", "#1",
      // numbers
      "01", "-01", "00", "+1", "-", "--1", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "1e1.5", "0x1",
      "1_000", "1,000", "1f", "- 1", "1 .5",
      // strings
      R"(")", R"("a)", R"("a\)", R"("\")", R"("\x41")", R"("\a")", R"("\'")", R"("\u")",
      R"("\u12")", R"("\u12)", R"("\u12g4")", R"("\U0041")", R"("\u 041")", R"("\u+041")",
      R"("\u@041")", "\"\n\"", "\"\t\"", "\"\x1F\"", "\"\0\""s, "\"\\\n\"",
      // arrays and objects
      "[", "]", "[1", "[1,", "[1,]", "[,]", "[,1]", "[1 2]", "[1}", "[1,,2]", "{", "}", "{]",
      R"({"a")", R"({"a":)", R"({"a":1)", R"({"a":1,)", R"({"a":1,})", R"({,})", R"({"a" 1})",
      R"({"a",1})", R"({"a":1 "b":2})", R"({"a"::1})", R"({"a":1]})", R"({a:1})", R"({'a':1})",
      R"({1:1})", R"({null:1})", R"({[]:1})",
      // NUL, other white space, byte order mark
      "\0"s, "1\0"s, "{}\0"s, "\f1", "\v1", "1\xC2\xA0", "\xEF\xBB\xBF{}", "\xFE\xFF\0{\0}"s};
  for (const std::string& text : texts) EXPECT_FALSE(is_json(text)) << text;
}

TEST(ReadJson, RejectsInvalidUtf8) {
  const std::string bytes[] = {"\x80",
                               "\xBF",
                               "\xFE",
                               "\xFF",
                               "\xC3",
                               "\xC3(",
                               "\xE2\x82",
                               "\xE2\x82(",
                               "\xF0\x9F\x98",
                               "\xC0\x80",
                               "\xC1\xBF",
                               "\xE0\x80\x80",
                               "\xE0\x9F\xBF",
                               "\xF0\x80\x80\x80",
                               "\xF0\x8F\xBF\xBF",  // overlong
                               "\xED\xA0\x80",
                               "\xED\xBF\xBF",
                               "\xED\xA0\xBD\xED\xB8\x80",  // surrogates
                               "\xF4\x90\x80\x80",
                               "\xF5\x80\x80\x80",
                               "\xF8\x88\x80\x80\x80"};
  for (const std::string& invalid : bytes) {
    EXPECT_FALSE(is_json("\"" + invalid + "\""));
    EXPECT_FALSE(is_json("\"" + invalid));
    EXPECT_FALSE(is_json("{\"" + invalid + "\":1}"));
    EXPECT_FALSE(is_json("[" + invalid + "]"));
    EXPECT_FALSE(is_json("[] " + invalid));
  }
}

TEST(ReadJson, SaysWhereTheFirstFaultIs) {
  const struct {
    std::string_view text;
    std::size_t offset;
    std::string_view message;
  } cases[] = {
      {"", 0, "expected a value, found the end"},
      {"hello", 0, "expected a value"},
      {"{'a':1}", 1, "expected a key in double quotes or `}`"},
      {R"({"a":1,})", 7, "expected a key in double quotes"},
      {R"({"a":1,)", 7, "expected a key, found the end"},
      {R"({"a" 1})", 5, "expected `:`"},
      {"[1, 02]", 5, "expected `,` or `]`"},
      {R"({"a":1 "b":2})", 7, "expected `,` or `}`"},
      {"[1,2", 4, "expected `]`, found the end"},
      {R"({"a":[])", 7, "expected `}`, found the end"},
      {"[1,]", 3, "expected a value"},
      {"-x", 1, "expected a digit"},
      {"1.x", 2, "expected a digit"},
      {"1e+", 3, "expected a digit"},
      {R"({"a":2} trailing)", 8, "expected the end after the value"},
      {R"("ab)", 3, "expected a closing quote, found the end"},
      {R"("ab\q")", 3, "invalid escape in a string"},
      {"\"a\tb\"", 2, "unescaped control character in a string"},
      {"\"a\xFF\"", 2, "invalid UTF-8"},
      {"\"a\xED\xA0\x80\"", 2, "invalid UTF-8"},
  };
  for (const auto& c : cases) {
    const auto read = read_json(c.text);
    const auto* error = std::get_if<JsonError>(&read);
    ASSERT_NE(error, nullptr) << c.text;
    EXPECT_EQ(error->offset, c.offset) << c.text;
    EXPECT_EQ(error->message, c.message) << c.text;
  }
}

// Its length is all that is looked at.
TEST(ReadJson, RefusesWhatIdsCannotCount) {
  const char text[] = "1";
  const auto read = read_json({text, (std::size_t{1} << 32) - 1});
  const auto* error = std::get_if<JsonError>(&read);
  ASSERT_NE(error, nullptr);
  EXPECT_EQ(error->offset, 0U);
  EXPECT_EQ(error->message, "longer than 4 GiB");
}

TEST(ReadJson, KnowsKinds) {
  const std::pair<std::string_view, JsonKind> cases[] = {
      {"null", JsonKind::Null},        {"true", JsonKind::True},        {"false", JsonKind::False},
      {"-1.5e3", JsonKind::Number},    {R"("null")", JsonKind::String}, {"[null]", JsonKind::Array},
      {R"({"a":1})", JsonKind::Object}};
  for (const auto& [text, kind] : cases) {
    EXPECT_EQ(document(text).kind(JsonDocument::root), kind) << text;
  }
}

TEST(ReadJson, DecodesStrings) {
  const std::pair<std::string, std::string> cases[] = {
      {R"("")", ""},
      {R"("plain")", "plain"},
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("\u0041\u00e9\u20AC")", "A\xC3\xA9\xE2\x82\xAC"},
      {R"("\uabcd\uEF0F")", "\xEA\xAF\x8D\xEE\xBC\x8F"},
      {R"("a\u0000b")", "a\0b"s},
      {R"("\ud83d\uDE00")", "\xF0\x9F\x98\x80"},
      {R"("\ud800\udc00")", "\xF0\x90\x80\x80"},
      {R"("\udbff\udfff")", "\xF4\x8F\xBF\xBF"},
      {"\"\xF0\x9F\x98\x80\"", "\xF0\x9F\x98\x80"},
      {R"("\\u0041")", "\\u0041"},
      // halves of surrogate pairs
      {R"("\ud800")", "\xED\xA0\x80"},
      {R"("\udfff")", "\xED\xBF\xBF"},
      {R"("\ud800x")", "\xED\xA0\x80x"},
      {R"("\ud800\n")", "\xED\xA0\x80\n"},
      {R"("\ude00\ud83d")", "\xED\xB8\x80\xED\xA0\xBD"},
      {R"("\ud83d\ud83d\ude00")", "\xED\xA0\xBD\xF0\x9F\x98\x80"},
      // neighbours of such halves
      {R"("\ud7ff\udc00")", "\xED\x9F\xBF\xED\xB0\x80"},
      {R"("\udc00\udc00")", "\xED\xB0\x80\xED\xB0\x80"},
      {R"("\ud800\ue000")", "\xED\xA0\x80\xEE\x80\x80"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(decoded(text), expected) << text;
    EXPECT_TRUE(document(text).text_is(JsonDocument::root, expected)) << text;
    EXPECT_FALSE(document(text).text_is(JsonDocument::root, expected + "x")) << text;
  }
}

TEST(ReadJson, ReadsHalvesOfSurrogatePairsAsCodePoints) {
  EXPECT_EQ(code_points(decoded(R"("\ud800a\udc00\ud83d\ude00")")),
            (std::u32string{0xD800, U'a', 0xDC00, 0x1F600}));
}

TEST(ReadJson, KeepsSpans) {
  const std::string text = R"( { "k" : [ -1.50 , "v\n" ] } )";
  const JsonDocument json = document(text);
  EXPECT_EQ(json.span(JsonDocument::root), (Span{1, text.size() - 1}));
  const JsonMember member = json.members(JsonDocument::root).at(0);
  EXPECT_EQ(json.source(member.key), R"("k")");
  EXPECT_EQ(json.source(member.value), R"([ -1.50 , "v\n" ])");
  EXPECT_EQ(sources(json, json.elements(member.value)), (Sources{"-1.50", R"("v\n")"}));
  EXPECT_EQ(json.span(json.elements(member.value)[0]), (Span{11, 16}));
}

TEST(ReadJson, NavigatesOverWhatIsNested) {
  const JsonDocument json = document(R"([[1,[2]],{"a":{"b":[3]}},[],{},"x",4])");
  const JsonId root = JsonDocument::root;
  EXPECT_EQ(sources(json, json.elements(root)),
            (Sources{"[1,[2]]", R"({"a":{"b":[3]}})", "[]", "{}", R"("x")", "4"}));
  EXPECT_EQ(json.source(*json.at(root, 0)), "[1,[2]]");
  EXPECT_EQ(json.source(*json.at(root, 5)), "4");
  EXPECT_FALSE(json.at(root, 6));
  EXPECT_FALSE(json.at(root, static_cast<std::size_t>(-1)));
  EXPECT_FALSE(json.at(*json.at(root, 2), 0));     // an empty array
  EXPECT_FALSE(json.find(*json.at(root, 3), ""));  // an empty object
  const JsonId object = *json.at(root, 1);
  EXPECT_EQ(json.source(*json.find(object, "a")), R"({"b":[3]})");
  EXPECT_FALSE(json.find(object, "b"));
}

TEST(ReadJson, FindsNothingInOtherKinds) {
  for (const std::string_view text : {"null", "true", "1", "\"a\"", R"(["a",1])", R"({"a":1})"}) {
    const JsonDocument json = document(text);
    const bool is_array = json.kind(JsonDocument::root) == JsonKind::Array;
    const bool is_object = json.kind(JsonDocument::root) == JsonKind::Object;
    EXPECT_EQ(json.at(JsonDocument::root, 0).has_value(), is_array) << text;
    EXPECT_EQ(!json.elements(JsonDocument::root).empty(), is_array) << text;
    EXPECT_EQ(json.find(JsonDocument::root, "a").has_value(), is_object) << text;
    EXPECT_EQ(!json.members(JsonDocument::root).empty(), is_object) << text;
    EXPECT_EQ(!json.values(JsonDocument::root).empty(), is_array || is_object) << text;
  }
}

TEST(ReadJson, LastDuplicateKeyCounts) {
  const JsonDocument json = document(R"({"a":1,"b":2,"\u0061":3,"c":4,"a":5,"\u0063":6})");
  EXPECT_EQ(json.members(JsonDocument::root).size(), 6U);
  EXPECT_EQ(json.source(*json.find(JsonDocument::root, "a")), "5");
  EXPECT_EQ(json.source(*json.find(JsonDocument::root, "b")), "2");
  EXPECT_EQ(json.source(*json.find(JsonDocument::root, "c")), "6");
  EXPECT_EQ(sources(json, json.values(JsonDocument::root)), (Sources{"5", "2", "6"}));
  // `A` is before a backslash, so order by what is written would part it from its other spelling.
  const JsonDocument capital = document(R"({"A":1,"\u0041":2,"\u0042":3,"B":4})");
  EXPECT_EQ(sources(capital, capital.values(JsonDocument::root)), (Sources{"2", "4"}));
}

TEST(ReadJson, KeysAreComparedDecoded) {
  const JsonDocument json = document(R"({"\u00e9":1,"a.b":2,"":3,"\ud800":4})");
  EXPECT_EQ(json.source(*json.find(JsonDocument::root, "\xC3\xA9")), "1");
  EXPECT_EQ(json.source(*json.find(JsonDocument::root, "a.b")), "2");
  EXPECT_EQ(json.source(*json.find(JsonDocument::root, "")), "3");
  EXPECT_FALSE(json.find(JsonDocument::root, "\\u00e9"));
  EXPECT_FALSE(json.find(JsonDocument::root, "a"));
}

TEST(ReadJson, ADocumentMayBeMoved) {
  JsonDocument first = document(R"({"a":[1,2]})");
  const JsonId array = *first.find(JsonDocument::root, "a");
  const JsonDocument second = std::move(first);
  EXPECT_EQ(sources(second, second.elements(array)), (Sources{"1", "2"}));
}

TEST(ReadJson, NestsWithoutRecursion) {
  constexpr std::size_t depth = 100'000;
  const std::string arrays = std::string(depth, '[') + std::string(depth, ']');
  const JsonDocument json = document(arrays);
  JsonId id = JsonDocument::root;
  std::size_t levels = 1;
  for (auto inner = json.at(id, 0); inner; inner = json.at(id, 0), ++levels) id = *inner;
  EXPECT_EQ(levels, depth);
  EXPECT_EQ(json.source(id), "[]");

  std::string objects;
  for (std::size_t i = 0; i < depth; ++i) objects += R"({"a":)";
  EXPECT_TRUE(is_json(objects + "1" + std::string(depth, '}')));
  EXPECT_FALSE(is_json(objects + "1" + std::string(depth - 1, '}')));
  EXPECT_FALSE(is_json(std::string(depth, '[')));
  EXPECT_FALSE(is_json(std::string(depth, '[') + std::string(depth + 1, ']')));
  EXPECT_FALSE(is_json(std::string(depth, '[') + std::string(depth, '}')));
}

TEST(Utf8, DecodesWhatItEncodes) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const auto character = decode_utf8(encode_utf8(c) + "\x80");
    ASSERT_TRUE(character);
    ASSERT_EQ(character->code_point, c);
    ASSERT_EQ(character->length, c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U);
  }
}

// The last of each length and the first of the next.
TEST(Utf8, IsWrittenInAsFewBytesAsItTakes) {
  const std::pair<char32_t, std::string> forms[] = {{0x7F, "\x7F"},
                                                    {0x80, "\xC2\x80"},
                                                    {0x7FF, "\xDF\xBF"},
                                                    {0x800, "\xE0\xA0\x80"},
                                                    {0xFFFF, "\xEF\xBF\xBF"},
                                                    {0x10000, "\xF0\x90\x80\x80"},
                                                    {0x10FFFF, "\xF4\x8F\xBF\xBF"}};
  for (const auto& [code_point, bytes] : forms) {
    EXPECT_EQ(encode_utf8(code_point), bytes);
    EXPECT_EQ(code_points(bytes), std::u32string(1, code_point));
  }
  // In more than it takes, and beyond the last.
  for (const char* bytes : {"\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80"})
    EXPECT_FALSE(decode_utf8(bytes)) << bytes;
}

TEST(Utf8, KnowsTheHalvesOfPairs) {
  for (const char32_t c : std::u32string{0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    EXPECT_TRUE(is_surrogate(c));
  for (const char32_t c : std::u32string{0xD7FF, 0xE000}) EXPECT_FALSE(is_surrogate(c));
}

TEST(Utf8, InvalidBytesAreNoCharacters) {
  EXPECT_EQ(code_points("a\xC3\xA9\xFF"
                        "b\xC3"),
            (std::u32string{U'a', 0xE9, 0x1100FF, U'b', 0x1100C3}));
}

}  // namespace
}  // namespace filtercheck::eval
