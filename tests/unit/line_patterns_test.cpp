// Patterns of terms, of fields and of one regex on lines: what vectors cannot hold, such as bytes
// that are not UTF-8, and what is extracted.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/line.hpp"
#include "eval/number.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"
#include "support/generate.hpp"
#include "support/line_properties.hpp"
#include "support/thinned.hpp"

namespace filtercheck {
namespace {

using namespace std::string_literals;

bool holds(std::string_view pattern, std::string_view line, Reading reading = Reading::Glob) {
  return matches(parse(pattern).value(), line, reading);
}

using Names = std::vector<std::pair<std::string, std::string>>;

std::optional<Names> extracted(std::string_view pattern, std::string_view line) {
  const auto fields = extract(parse(pattern).value(), line, Reading::Glob);
  if (!fields) return std::nullopt;
  Names names;
  for (const auto& [name, value] : *fields) names.emplace_back(name, value);
  return names;
}

std::vector<std::u32string> tokens(std::u32string_view line) {
  std::vector<std::u32string> out;
  for (const eval::Token& token : eval::tokens_of(line)) out.emplace_back(token.text);
  return out;
}

// ---- Lines -------------------------------------------------------------------------------------

TEST(Characters, AreCodePointsAndEachOtherByteIsAReplacement) {
  EXPECT_EQ(eval::characters_of("a\xC3\xA9\xF0\x9F\x98\x80"), U"aé\U0001F600");
  EXPECT_EQ(eval::characters_of("\xFF\xC3"), U"\uFFFD\uFFFD");
  EXPECT_EQ(eval::characters_of("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD");  // half of a pair
  EXPECT_EQ(eval::characters_of("\xC0\x80"), U"\uFFFD\uFFFD");            // overlong
  EXPECT_EQ(eval::characters_of("\0"s), U"\0"s);
}

TEST(Tokens, AreSeparatedByRunsOfSpacesAndTabs) {
  EXPECT_EQ(tokens(U""), (std::vector<std::u32string>{}));
  EXPECT_EQ(tokens(U" \t "), (std::vector<std::u32string>{}));
  EXPECT_EQ(tokens(U" a\t b "), (std::vector<std::u32string>{U"a", U"b"}));
  EXPECT_EQ(tokens(U"a\nb\rc\u00A0d"), (std::vector<std::u32string>{U"a\nb\rc\u00A0d"}));
}

TEST(Tokens, LoseTheQuotesOrBracketsAroundThem) {
  EXPECT_EQ(tokens(U"\"a b\" [c d]"), (std::vector<std::u32string>{U"a b", U"c d"}));
  EXPECT_EQ(tokens(U"\"\" []"), (std::vector<std::u32string>{U"", U""}));
  EXPECT_EQ(tokens(U"\"a\"b"), (std::vector<std::u32string>{U"a", U"b"}));
  EXPECT_EQ(tokens(U"[a]\"b\"[c]"), (std::vector<std::u32string>{U"a", U"b", U"c"}));
  EXPECT_EQ(tokens(U"[a [b] c]"), (std::vector<std::u32string>{U"a [b", U"c]"}));
  EXPECT_EQ(tokens(U"a\"b c\""), (std::vector<std::u32string>{U"a\"b", U"c\""}));
}

TEST(Tokens, KeepAQuoteOrBracketThatIsNotClosed) {
  EXPECT_EQ(tokens(U"\"a b"), (std::vector<std::u32string>{U"\"a", U"b"}));
  EXPECT_EQ(tokens(U"[a b"), (std::vector<std::u32string>{U"[a", U"b"}));
  EXPECT_EQ(tokens(U"\"a\" \"b"), (std::vector<std::u32string>{U"a", U"\"b"}));
  EXPECT_EQ(tokens(U"\""), (std::vector<std::u32string>{U"\""}));
  EXPECT_EQ(tokens(U"] ["), (std::vector<std::u32string>{U"]", U"["}));
}

TEST(Tokens, OfManyUnclosedBracketsAreFoundInLinearTime) {
  std::u32string line;
  for (int i = 0; i < 1'000'000; ++i) line += U"[ ";
  EXPECT_EQ(tokens(line).size(), 1'000'000u);
}

TEST(NumberIn, ReadsTheShapeOfALiteral) {
  for (const std::u32string_view text :
       {U"1", U"+1", U"-1", U"01", U"1.", U".5", U"1e3", U"1E+3"}) {
    EXPECT_TRUE(eval::number_in(text)) << std::string(text.begin(), text.end());
  }
  for (const std::u32string_view text :
       {U"", U"+", U".", U"1,000", U"1e", U"e1", U"0x1", U" 1", U"1 ", U"--1", U"1e+", U"\u0661"}) {
    EXPECT_FALSE(eval::number_in(text)) << std::string(text.begin(), text.end());
  }
  EXPECT_EQ(eval::number_in(U"0100e-2"), eval::read_decimal("1"));
}

// ---- Terms -------------------------------------------------------------------------------------

TEST(Terms, AreFoundInLinesThatAreNotUtf8) {
  EXPECT_TRUE(holds("ERROR", "\xFF ERROR \xC3"));
  EXPECT_FALSE(holds("é", "\xC3"));
  EXPECT_TRUE(holds("\"\xEF\xBF\xBD\"", "\xFF"));  // U+FFFD
}

TEST(Terms, MayHoldAnyCharacterInQuotes) {
  EXPECT_TRUE(holds("\"a\nb\"", "a\nb"));
  EXPECT_TRUE(holds("\"\0\""s, "a\0b"s));
  EXPECT_TRUE(holds(R"("\"x\\")", R"(a"x\b)"));
  EXPECT_TRUE(holds(R"("\n")", R"(a\nb)"));
  EXPECT_FALSE(holds(R"("\n")", "a\nb"));
}

// ---- Fields ------------------------------------------------------------------------------------

TEST(Fields, CompareNumbersExactly) {
  EXPECT_TRUE(holds("[a = 9007199254740993]", "9007199254740993"));
  EXPECT_FALSE(holds("[a = 9007199254740993]", "9007199254740992"));
  EXPECT_FALSE(holds("[a = 9007199254740993]", "9007199254740993.0000000000000000001"));
  EXPECT_TRUE(holds("[a > 1e308]", "1e309"));
  EXPECT_TRUE(holds("[a > 1e308]", "1e99999999999999999999999"));
  EXPECT_TRUE(holds("[a = 0.1]", "1e-1"));
  EXPECT_FALSE(holds("[a = 0.1]", "0.1000000000000000055"));
}

TEST(Fields, AreExtractedByNameOrPosition) {
  EXPECT_EQ(extracted("[]", ""), Names{});
  EXPECT_EQ(extracted("[]", "a \"b c\""), (Names{{"$1", "a"}, {"$2", "b c"}}));
  EXPECT_EQ(extracted("[...]", "a b"), (Names{{"$1", "a"}, {"$2", "b"}}));
  EXPECT_EQ(extracted("[x]", "a b "), (Names{{"$x", "a b "}}));
  EXPECT_EQ(extracted("[x]", ""), std::nullopt);
  EXPECT_EQ(extracted("[, x, ]", "a b c d"), (Names{{"$1", "a"}, {"$x", "b"}, {"$3", "c d"}}));
  EXPECT_EQ(extracted("[x, ..., y, ]", "a b c d e"),
            (Names{{"$x", "a"}, {"$2", "b"}, {"$3", "c"}, {"$y", "d"}, {"$5", "e"}}));
  EXPECT_EQ(extracted("[x, ...]", "a"), (Names{{"$x", "a"}}));
  EXPECT_EQ(extracted("[x = b]", "a"), std::nullopt);
}

TEST(Fields, AreExtractedInUtf8) {
  EXPECT_EQ(extracted("[x, y]", "é \xFF\xE2\x82\xAC"),
            (Names{{"$x", "é"}, {"$y", "\xEF\xBF\xBD€"}}));
}

// ---- Texts -------------------------------------------------------------------------------------

std::string tight(std::string_view text) { return format(parse(text).value(), Layout::Tight); }

TEST(Format, LeavesOutWhatItCan) {
  EXPECT_EQ(tight("a -b ?c \"d e\" -\"f g\""), "a-b?c \"d e\"-\"f g\"");
  EXPECT_EQ(tight("[ a , , ..., b = x && b != \"y z\" || b > 5, ]"),
            "[a,,...,b=x&&b!=\"y z\"||b>5,]");
  EXPECT_EQ(tight("[(a = 1 || a = 2) && a = 3]"), "[(a=1||a=2)&&a=3]");
  EXPECT_EQ(tight("%a b%"), "%a b%");
}

TEST(Format, QuotesWhereAnythingElseWouldBeRead) {
  const auto text = [](const char* value) { return format(Term{Term::Role::Required, value}); };
  EXPECT_EQ(text("a.b_1"), "a.b_1");
  EXPECT_EQ(text("é"), "é");
  EXPECT_EQ(text("a-b"), "\"a-b\"");
  EXPECT_EQ(text("?"), "\"?\"");
  EXPECT_EQ(text("\"\\"), R"("\"\\")");
  EXPECT_EQ(text("→"), "\"→\"");
  EXPECT_EQ(text("{"), "\"{\"");
}

TEST(Format, IsTightWhereItWouldPassTheLimitOtherwise) {
  std::string names = "[aa";
  for (int i = 1; i < 340; ++i) {
    names += ",";
    names += static_cast<char>('a' + i / 26);
    names += static_cast<char>('a' + i % 26);
  }
  names += "]";
  ASSERT_LE(names.size(), 1024u);
  EXPECT_EQ(format(parse(names).value()), names);
}

TEST(NormalizeLines, LeavesOutWhatAddsNothing) {
  const auto normal = [](std::string_view text) { return normalize(parse(text).value()).text; };
  EXPECT_EQ(normal("b a b"), "a b");
  EXPECT_EQ(normal("ab b abc"), "abc");
  EXPECT_EQ(normal("-ab -b -abc"), "-b");
  EXPECT_EQ(normal("?ab ?b ?c"), "?b ?c");
  EXPECT_EQ(normal("?ab ?b"), "b");
  EXPECT_EQ(normal("?x a -b"), "a -b");
  EXPECT_EQ(normal("a -a"), "a -a");
  EXPECT_EQ(normal("[b = 2 || b = \"1\" || (b = 2 || b = *), ...]"),
            "[b = \"1\" || b = * || b = 2, ...]");
  EXPECT_EQ(normal("[(b = 2 && b = 2), ...]"), "[b = 2, ...]");
  EXPECT_EQ(normal("%b|a%"), "%b|a%");
}

// ---- Hostile patterns, each in time and memory linear in the pattern ---------------------------

std::string repeated(std::string_view text, std::size_t times = 100'000) {
  std::string out;
  for (std::size_t i = 0; i < support::thinned(times); ++i) out += text;
  return out;
}

// `make(0)`, `make(1)` and so on, with commas between them.
template <typename Make>
std::string numbered(const Make& make) {
  std::string out;
  for (int i = 0; i < support::thinned(25'000); ++i)
    out += (i > 0 ? "," : "") + make(std::to_string(i));
  return out;
}

TEST(Parse, HostileLinePatterns) {
  const std::vector<std::string> patterns{
      repeated("a "),
      repeated("a-"),
      repeated("?a"),
      repeated("\"\""),
      repeated("- "),
      repeated("a:b "),
      repeated("' "),
      repeated("\\\" "),
      repeated("“"),
      repeated("% "),
      "\"" + repeated("x"),
      repeated("a,") + "b=1",
      "fields " + repeated("@"),
      "[" + repeated("a,") + "]",
      "[" + repeated(",") + "]",
      "[" + repeated("...,") + "]",
      "[" + repeated("(") + "a=1" + repeated(")") + "]",
      "[" + repeated("[") + "]",
      "[" + repeated("a=1||") + "a=1]",
      "[a = " + repeated("x ") + "]",
      "[" + repeated("a ") + "]",
      "[" + repeated("\"x\"") + "]",
      "%" + repeated("1.") + "%",
      "%" + repeated("a?") + "%",
      repeated("%"),
      "[" + numbered([](const std::string& i) { return "a" + i; }) + "]",
      "[" + numbered([](const std::string& i) { return "a" + i + "=é" + i; }) + "]",
      "[" + numbered([](const std::string& i) { return "a" + i + "=1||b=1"; }) + "]",
  };
  for (const std::string& text : patterns) {
    const Result<Pattern> parsed = parse(text, Limits::beyond_aws());
    if (!parsed.ok()) continue;
    const Result<Pattern> again = parse(format(parsed.value()), Limits::beyond_aws());
    ASSERT_TRUE(again.ok()) << text.substr(0, 20);
    EXPECT_TRUE(again.value() == parsed.value()) << text.substr(0, 20);
    EXPECT_TRUE(parse(normalize(parsed.value()).text, Limits::beyond_aws()).ok())
        << text.substr(0, 20);
  }
}

// ---- All kinds ---------------------------------------------------------------------------------

TEST(DependsOnReading, LooksAtTextLiteralsOfFieldsAlone) {
  EXPECT_FALSE(depends_on_reading(parse("\"*x\"").value()));
  EXPECT_FALSE(depends_on_reading(parse("%.*x%").value()));
  EXPECT_FALSE(depends_on_reading(parse("[a = x*, b = %.*x%]").value()));
  EXPECT_TRUE(depends_on_reading(parse("[a, b = x || b = *x]").value()));
  EXPECT_TRUE(depends_on_reading(parse("{ $.a = *x }").value()));
  EXPECT_FALSE(depends_on_reading(parse("").value()));
}

TEST(LinePatterns, MeanWhatTheirTextsMean) {
  for (unsigned seed = 1; seed <= support::thinned(4000U) && !::testing::Test::HasFailure();
       ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 200);
    support::Choices choices(bytes);
    const std::string text = support::random_line_pattern(choices);
    const Result<Pattern> parsed = parse(text, Limits::beyond_aws());
    ASSERT_TRUE(parsed.ok()) << text << "\n" << message(parsed.diagnostics().front());
    const Pattern& pattern = parsed.value();
    std::vector<std::string> lines;
    for (int i = 0; i < 8; ++i) lines.push_back(support::random_line(choices, {&pattern}));
    const auto wrong = support::misread(pattern, lines);
    EXPECT_FALSE(wrong) << *wrong;
  }
}

// Generated lines are of use only if some of them match and some do not.
TEST(LinePatterns, MeetTheLinesMadeOfThem) {
  std::map<Kind, std::array<int, 2>> counts;
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 200);
    support::Choices choices(bytes);
    const Pattern pattern =
        parse(support::random_line_pattern(choices), Limits::beyond_aws()).value();
    const std::string line = support::random_line(choices, {&pattern});
    ++counts[pattern.kind][matches(pattern, line, Reading::Glob) ? 1 : 0];
  }
  for (const Kind kind : {Kind::Terms, Kind::Space, Kind::Regex}) {
    EXPECT_GT(counts[kind][0], 20) << name_of(kind);
    EXPECT_GT(counts[kind][1], 20) << name_of(kind);
  }
}

TEST(Matches, AnyBytesWithoutHarm) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (const char* pattern :
       {"x", "-x", "?x ?y", "%x%", "%^.*$%", "[]", "[a, b]", "[..., a = *]"}) {
    for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
      holds(pattern, bytes, reading);
      holds(pattern, "", reading);
    }
  }
}

}  // namespace
}  // namespace filtercheck
