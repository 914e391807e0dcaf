#include "filtercheck/evaluate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/text.hpp"
#include "eval/utf8.hpp"

namespace filtercheck {
namespace {

using namespace std::string_literals;

// ---- Patterns, built by hand: the parser is not under test here

using Steps = std::vector<Step>;

const Selector a{{Key{"a"}}};
const Selector b{{Key{"b"}}};
const Selector a_each{{Key{"a"}, Wildcard{}}};
const Selector a_each_b{{Key{"a"}, Wildcard{}, Key{"b"}}};

Expression compare(const Selector& selector, Operator op, Literal literal) {
  return {Comparison{selector, op, std::move(literal)}, {}};
}
Expression equal(const Selector& selector, Literal literal) {
  return compare(selector, Operator::Equal, std::move(literal));
}
Expression not_equal(const Selector& selector, Literal literal) {
  return compare(selector, Operator::NotEqual, std::move(literal));
}
Expression is(const Selector& selector, Constant constant) { return {Is{selector, constant}, {}}; }
Expression not_exists(const Selector& selector) { return {NotExists{selector}, {}}; }
Expression all_of(std::vector<Expression> operands) { return {And{std::move(operands)}, {}}; }
Expression any_of(std::vector<Expression> operands) { return {Or{std::move(operands)}, {}}; }

bool holds(const Expression& expression, std::string_view line, Reading reading = Reading::Glob) {
  Pattern pattern;
  pattern.kind = Kind::Json;
  pattern.expression = expression;
  return matches(pattern, line, reading);
}

CodePointSet one(char32_t c) { return {{c, c}}; }
CodePointSet range(char32_t first, char32_t last) { return {{first, last}}; }
const CodePointSet any_but_newline{{0, 9}, {11, 0x10FFFF}};

RegexPiece piece(CodePointSet set, int min = 1, std::optional<int> max = 1) {
  return {std::move(set), min, max};
}
RegexPiece piece(Anchor anchor, int min = 1, std::optional<int> max = 1) {
  return {anchor, min, max};
}
constexpr std::nullopt_t unbounded = std::nullopt;

using Pieces = std::vector<RegexPiece>;

Regex regex(std::vector<Pieces> alternatives) { return {"", std::move(alternatives)}; }

// The regex that is these characters.
Regex literally(std::u32string_view text) {
  Pieces pieces;
  for (const char32_t c : text) pieces.push_back(piece(one(c)));
  return regex({pieces});
}

// ---- The tables of the language page

// Section 8, in its order.
TEST(Matches, SemanticsAtAGlance) {
  const std::string_view lines[] = {R"({"a":2})",      R"({"a":2.0})",  R"({"a":"2"})",
                                    R"({"a":"2.0"})",  R"({"a":"x"})",  R"({"a":true})",
                                    R"({"a":"true"})", R"({"a":null})", R"({"a":[2]})",
                                    R"({"a":[null]})", R"({"a":{}})",   R"({})"};
  const struct {
    std::string_view name;
    Expression pattern;
    std::string_view expected;
  } rows[] = {
      {"= 2", equal(a, Number{"2"}), "111000000000"},
      {R"(= "2")", equal(a, Text{"2"}), "101000000000"},
      {"= 2.0", equal(a, Number{"2.0"}), "110100000000"},
      {"!= 2", not_equal(a, Number{"2"}), "000110100000"},
      {R"(!= "2")", not_equal(a, Text{"2"}), "010110100000"},
      {"> 1", compare(a, Operator::Greater, Number{"1"}), "110000000000"},
      {"= *", equal(a, Text{"*"}), "111110100000"},
      {"!= *", not_equal(a, Text{"*"}), "000000000000"},
      {"= true", equal(a, Text{"true"}), "000000100000"},
      {"IS TRUE", is(a, Constant::True), "000001000000"},
      {"IS NULL", is(a, Constant::Null), "000000010100"},
      {"NOT EXISTS", not_exists(a), "000000000001"},
      {"$.a[*] = 2", equal(a_each, Number{"2"}), "000000001000"},
      {"$.a[*] != 2", not_equal(a_each, Number{"2"}), "111111110110"},
      {"$.a[*] NOT EXISTS", not_exists(a_each), "111111110011"},
  };
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < std::size(lines); ++i) {
      const bool expected = row.expected[i] == '1';
      EXPECT_EQ(holds(row.pattern, lines[i]), expected) << row.name << " on " << lines[i];
      EXPECT_EQ(holds(row.pattern, lines[i], Reading::FirstOccurrence), expected) << row.name;
    }
  }
}

struct Case {
  std::string_view line;
  bool expected;
};

void expect_each(const Expression& pattern, const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(holds(pattern, c.line), c.expected) << c.line;
}

// Section 3.3, the recorded witnesses for the odd rows, and all that was recorded beside them.
TEST(Matches, IsNullLooksIntoAnArrayOnce) {
  expect_each(is(a, Constant::Null), {{R"({"a":null})", true},
                                      {R"({"a":[null,2]})", true},
                                      {R"({"a":[2,null]})", true},
                                      {R"({"a":[null]})", true},
                                      {R"({"a":[[null]]})", false},
                                      {R"({"a":[{"b":null}]})", false},
                                      {R"({"a":{"b":null}})", false},
                                      {R"({"a":[]})", false},
                                      {R"({"a":0})", false},
                                      {R"({})", false}});
}

TEST(Matches, IsNullWithWildcardLooksIntoNoArray) {
  expect_each(is(a_each, Constant::Null), {{R"({"a":[null]})", true},
                                           {R"({"a":[1,null]})", true},
                                           {R"({"a":{"b":null}})", true},
                                           {R"({"a":[[null]]})", false},
                                           {R"({"a":null})", false},
                                           {R"({"a":[]})", false},
                                           {R"({"a":[{}]})", false},
                                           {R"({})", false}});
}

TEST(Matches, IsTrueLooksIntoNoArray) {
  expect_each(is(a, Constant::True),
              {{R"({"a":true})", true}, {R"({"a":[true]})", false}, {R"({"a":"true"})", false}});
  expect_each(is(a, Constant::False),
              {{R"({"a":false})", true}, {R"({"a":[false]})", false}, {R"({"a":null})", false}});
  expect_each(is(a_each, Constant::True), {{R"({"a":[false,true]})", true},
                                           {R"({"a":{"b":true}})", true},
                                           {R"({"a":[[true]]})", false},
                                           {R"({"a":true})", false}});
}

TEST(Matches, NotEqualWithWildcardSaysNoneIsEqual) {
  expect_each(not_equal(a_each, Number{"2"}), {{R"({"a":null})", true},
                                               {R"({"a":2})", true},
                                               {R"({"a":[]})", true},
                                               {R"({"a":{}})", true},
                                               {R"({"a":[[1,2]]})", true},
                                               {R"({"a":[1]})", true},
                                               {R"({"a":[true,false]})", true},
                                               {R"({"a":[{"b":1},{"b":2}]})", true},
                                               {R"({})", false},
                                               {R"({"a":[1,2]})", false},
                                               {R"({"a":[null,2]})", false},
                                               {R"({"a":{"b":2}})", false},
                                               {R"([1,3])", false}});
  expect_each(not_equal(a_each_b, Number{"2"}), {{R"({"a":true})", true},
                                                 {R"({"a":[{}]})", true},
                                                 {R"({"a":[[null]]})", true},
                                                 {R"({"a":[{"b":1},{"b":3}]})", true},
                                                 {R"({"a":[{"b":2},{"b":1}]})", false},
                                                 {R"({})", false}});
  // The wildcard's base is the event itself.
  expect_each(not_equal(Selector{{Wildcard{}}}, Number{"2"}),
              {{R"({})", true}, {R"({"x":1})", true}, {R"({"x":1,"y":2})", false}});
  // The base is missing.
  expect_each(not_equal(Selector{{Key{"a"}, Key{"b"}, Wildcard{}}}, Number{"2"}),
              {{R"({"a":{"b":1}})", true}, {R"({"a":{}})", false}, {R"({"a":1})", false}});
}

TEST(Matches, NotEqualWithoutWildcardNeedsAScalar) {
  expect_each(not_equal(a, Number{"2"}), {{R"({"a":1})", true},
                                          {R"({"a":"x"})", true},
                                          {R"({})", false},
                                          {R"({"a":null})", false},
                                          {R"({"a":true})", false},
                                          {R"({"a":[1]})", false},
                                          {R"({"a":{}})", false},
                                          {R"({"a":"2"})", false}});
  expect_each(not_equal(a, literally(U"2")), {{R"({"a":1})", true},
                                              {R"({"a":"x"})", true},
                                              {R"({"a":12})", false},
                                              {R"({"a":null})", false},
                                              {R"({"a":[1]})", false}});
}

TEST(Matches, OrderingWithWildcardNeedsOneValue) {
  expect_each(compare(a_each, Operator::Less, Number{"2"}), {{R"({"a":[3,1]})", true},
                                                             {R"({"a":{"x":1}})", true},
                                                             {R"({"a":[2,"1",null]})", false},
                                                             {R"({"a":1})", false},
                                                             {R"({"a":[]})", false}});
}

// ---- Rule 3.1: the event

TEST(Matches, OnlyALineThatIsOneObjectIsAnEvent) {
  const Expression everything = any_of({not_exists(a), is(a, Constant::Null), equal(a, Text{"*"})});
  for (const std::string& line :
       {"{}"s, "  {\"a\":1}\n"s, "\r\n{\n\t\"a\":\n\"x\"\n}\t"s, R"({"b":[]})"s}) {
    EXPECT_TRUE(holds(everything, line)) << line;
  }
  for (const std::string& line : {""s,
                                  " "s,
                                  "[1,2]"s,
                                  "[{}]"s,
                                  "null"s,
                                  "1"s,
                                  R"("{}")"s,
                                  "plain text"s,
                                  R"({"a":2} trailing)"s,
                                  R"(x {"a":2})"s,
                                  "{}{}"s,
                                  "{}\n{}"s,
                                  R"({"a":1,})"s,
                                  R"({"a":NaN})"s,
                                  R"({"a":01})"s,
                                  "{'a':1}"s,
                                  "\xEF\xBB\xBF{}"s,
                                  "{}\0"s,
                                  "\0{}"s,
                                  "{\"a\":\"\xFF\"}"s,
                                  "{\"a\":\"\xED\xA0\x80\"}"s,
                                  "{\"a\":\"\n\"}"s}) {
    EXPECT_FALSE(holds(everything, line)) << line;
  }
}

TEST(Matches, AllMatchesEveryLine) {
  for (const std::string& line : {""s, "x"s, "{}"s, "\0\xFF"s}) {
    EXPECT_TRUE(matches(Pattern{}, line, Reading::Glob));
    EXPECT_TRUE(matches(Pattern{}, line, Reading::FirstOccurrence));
  }
}

// OQ-6
TEST(Matches, LastDuplicateKeyCounts) {
  expect_each(equal(a, Number{"1"}),
              {{R"({"a":1,"a":2})", false}, {R"({"a":2,"\u0061":1})", true}});
  expect_each(equal(a_each, Number{"1"}), {{R"({"a":{"x":1,"x":2}})", false},
                                           {R"({"a":{"x":2,"x":1}})", true},
                                           {R"({"a":{"x":1,"y":2}})", true}});
  expect_each(not_equal(a_each, Number{"1"}),
              {{R"({"a":{"x":1,"\u0078":2}})", true}, {R"({"a":{"x":2,"x":1}})", false}});
}

// ---- Rule 3.2: selectors

TEST(Matches, SelectorsSelect) {
  const struct {
    Steps steps;
    std::string_view line;
    bool exists;
  } cases[] = {
      {{Key{"a"}, Key{"b"}}, R"({"a":{"b":1}})", true},
      {{Key{"a"}, Key{"b"}}, R"({"a":[{"b":1}]})", false},  // no mapping over arrays
      {{Key{"a"}, Key{"b"}}, R"({"a":null})", false},
      {{Key{"a"}, Key{"b"}}, R"({"a":"b"})", false},
      {{Key{"a"}, Key{"b"}}, R"({"a.b":1})", false},
      {{Key{"a.b"}}, R"({"a.b":1})", true},
      {{Key{"a.b"}}, R"({"a":{"b":1}})", false},
      {{Key{"a-b"}}, R"({"a-b":1})", true},
      {{Key{"A"}}, R"({"a":1})", false},
      {{Key{""}}, R"({"":1})", true},
      {{Key{"\xC3\xA9"}}, R"({"\u00e9":1})", true},
      {{Key{"a"}}, R"({"a":null})", true},
      {{Key{"a"}, Index{0}}, R"({"a":[null]})", true},
      {{Key{"a"}, Index{1}}, R"({"a":[1]})", false},
      {{Key{"a"}, Index{2147483647}}, R"({"a":[1]})", false},
      {{Key{"a"}, Index{0}}, R"({"a":{"0":1}})", false},
      {{Key{"a"}, Index{0}}, R"({"a":"x"})", false},
      {{Key{"a"}, Key{"0"}}, R"({"a":[1]})", false},
      {{Key{"a"}, Key{"0"}}, R"({"a":{"0":1}})", true},
      {{Key{"a"}, Index{1}, Key{"b"}, Index{0}}, R"({"a":[[],{"b":[1]}]})", true},
      {{Key{"a"}, Wildcard{}}, R"({"a":[1]})", true},
      {{Key{"a"}, Wildcard{}}, R"({"a":{"x":null}})", true},
      {{Key{"a"}, Wildcard{}}, R"({"a":[]})", false},
      {{Key{"a"}, Wildcard{}}, R"({"a":{}})", false},
      {{Key{"a"}, Wildcard{}}, R"({"a":"x"})", false},
      {{Key{"a"}, Wildcard{}}, R"({"a":null})", false},
      {{Key{"a"}, Wildcard{}, Key{"b"}}, R"({"a":[1,{"b":2}]})", true},
      {{Key{"a"}, Wildcard{}, Key{"b"}}, R"({"a":{"x":{"b":2}}})", true},
      {{Key{"a"}, Wildcard{}, Index{1}}, R"({"a":[[1],[1,2]]})", true},
      {{Key{"a"}, Wildcard{}, Index{1}}, R"({"a":[[1],1,{}]})", false},
      {{Wildcard{}}, R"({})", false},
      {{Wildcard{}, Key{"b"}}, R"({"x":{"b":1}})", true},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(holds(not_exists(Selector{c.steps}), c.line), !c.exists) << c.line;
  }
}

// ---- Rule 3.5: numbers

Operator operator_named(std::string_view name) {
  const std::pair<std::string_view, Operator> operators[] = {
      {"=", Operator::Equal},      {"!=", Operator::NotEqual}, {"<", Operator::Less},
      {"<=", Operator::LessEqual}, {">", Operator::Greater},   {">=", Operator::GreaterEqual}};
  return std::ranges::find(operators, name, &std::pair<std::string_view, Operator>::first)->second;
}

TEST(Matches, NumberLiterals) {
  const struct {
    std::string_view value;
    std::string_view op;
    std::string literal;
    bool expected;
  } cases[] = {
      // strings: the literal's own text
      {R"("1")", "=", "1", true},
      {R"("1.0")", "=", "1", false},
      {R"("01")", "=", "1", false},
      {R"("+1")", "=", "1", false},
      {R"("1")", "=", "+1", false},
      {R"("+1")", "=", "+1", true},
      {R"("\u0031")", "=", "1", true},
      {R"("1e309")", "=", "1e309", true},
      {R"("1")", "!=", "1", false},
      {R"("1.0")", "!=", "1", true},
      {R"("5")", ">", "1", false},
      {R"("5")", "<", "9", false},
      {R"("5")", ">=", "5", false},
      // exact integers and shortest doubles
      {"1", "=", "1.0", true},
      {"1.0", "=", "+1", true},
      {"123", "=", "123.0", true},
      {"9007199254740993", "=", "9007199254740992", false},
      {"9007199254740993", ">", "9007199254740992", true},
      {"9007199254740993", "=", "9007199254740993.000", true},
      {"12.34", "=", "12.34", true},
      {"0.1", "=", "1e-1", true},
      {"0.1", ">=", "0.1", true},
      {"0.1", ">", "0.1", false},
      {"-0.0", "=", "0", true},
      {"-0", "=", "0", true},
      {"0", "=", "-0", true},
      {"-0.0", "<", "0", false},
      {"1e308", ">", "1e307", true},
      {"1e308", "<", "1e309", true},
      {"1e308", "<", "1e2147483647", true},
      {"-1e308", ">", "-1e2147483647", true},
      // underflow
      {"1e-999", "=", "0", true},
      {"1e-999", "=", "1e-999", false},
      {"0", "=", "1e-999", false},
      {"1e-300", ">", "1e-999", true},
      {"1e-999", ">", "1e-999", false},
      {"1e-999", "!=", "1e-999", true},
      // not a constant
      {"true", "=", "1", false},
      {"true", "!=", "1", false},
      {"null", "<=", "0", false},
  };
  for (const auto& c : cases) {
    const std::string line = R"({"a":)" + std::string(c.value) + "}";
    EXPECT_EQ(holds(compare(a, operator_named(c.op), Number{c.literal}), line), c.expected)
        << line << " " << c.op << " " << c.literal;
  }
}

TEST(Matches, ANumberThatIsNotFiniteSatisfiesNoNumericComparison) {
  for (const Operator op : {Operator::Equal, Operator::NotEqual, Operator::Less,
                            Operator::LessEqual, Operator::Greater, Operator::GreaterEqual}) {
    for (const std::string_view literal : {"0", "1e309", "-1e309", "1e2147483647"}) {
      const Number number{std::string(literal)};
      EXPECT_FALSE(holds(compare(a, op, number), R"({"a":1e309})")) << literal;
      EXPECT_FALSE(holds(compare(a, op, number), R"({"a":-1e309})")) << literal;
    }
  }
  // OQ-14: with a wildcard no value is equal, so `!=` holds.
  EXPECT_TRUE(holds(not_equal(a_each, Number{"1"}), R"({"a":[1e309]})"));
  EXPECT_TRUE(holds(not_equal(a, Text{"1"}), R"({"a":1e309})"));
  EXPECT_TRUE(holds(equal(a, Text{"Infinity"}), R"({"a":1e309})"));
  EXPECT_TRUE(holds(equal(a, Text{"-Inf*"}), R"({"a":-1e309})"));
  EXPECT_TRUE(holds(equal(a, literally(U"fin")), R"({"a":1e309})"));
}

TEST(Matches, TextLiteralsSeeTheTextOfANumber) {
  const struct {
    std::string_view value;
    std::string literal;
    bool expected;
  } cases[] = {
      {"404", "4*", true},     {"404", "404", true},
      {"404.0", "404", false}, {"404.0", "404.0", true},
      {"123", "123.0", false}, {"1e0", "1e0", false},
      {"1e0", "1.0", true},    {"1e3", "1000.0", true},
      {"1e7", "1.0E7", true},  {"1e-4", "1.0E-4", true},
      {"-0", "-0", true},      {"-0.0", "-0.0", true},
      {"-0.0", "0.0", false},  {"1e-999", "0.0", true},
      {"12.34", "1*4", true},  {"4.9e-324", "4.9E-324", true},
  };
  for (const auto& c : cases) {
    const std::string line = R"({"a":)" + std::string(c.value) + "}";
    EXPECT_EQ(holds(equal(a, Text{c.literal}), line), c.expected) << line << " = " << c.literal;
    EXPECT_EQ(holds(not_equal(a, Text{c.literal}), line), !c.expected) << line;
  }
  EXPECT_FALSE(holds(equal(a, literally(U"1")), R"({"a":1e309})"));
  EXPECT_FALSE(holds(equal(a, literally(U"1")), R"({"a":1e-999})"));
  EXPECT_TRUE(holds(equal(a, literally(U"1")), R"({"a":1e3})"));
}

// ---- Rule 3.4 and OQ-1: text literals

TEST(Matches, TextLiteralsUnderBothReadings) {
  const struct {
    std::string literal;
    std::string_view value;
    bool glob;
    bool first_occurrence;
  } cases[] = {
      // the two readings differ
      {"*111", "1111", true, false},
      {"*.com", "a.com.com", true, false},
      {"111*111", "111.111.111.111", true, false},
      {"*111.111.111", "111.111.111.111", true, false},
      {"*a*b", "abb", true, false},
      {"a*a", "aaa", true, false},
      // and here they do not
      {"*.111.111.111", "111.111.111.111", true, true},
      {"111.111.*", "111.111.111.111", true, true},
      {"*111*", "1111", true, true},
      {"*.com*", "a.com.com", true, true},
      {"1*3", "123", true, true},
      {"*a*b", "ab", true, true},
      {"a*a", "a", false, false},
      {"a*a", "aa", true, true},
      {"ab*ba", "aba", false, false},
      {"*", "", true, true},
      {"**", "", true, true},
      {"**", "ab", true, true},
      {"a**b", "axb", true, true},
      {"a*", "a", true, true},
      {"a*", "ba", false, false},
      {"*a", "ab", false, false},
      {"", "", true, true},
      {"", "a", false, false},
      {"a", "a", true, true},
      {"a", "aa", false, false},
      {"aa", "a", false, false},
      {"Put", "put", false, false},
      {"a?c", "abc", false, false},
      {"\xC3\xA9*", "\xC3\xA9t\xC3\xA9", true, true},
      {"*\xA9", "\xC3\xA9", false, false},  // half a character is none
  };
  for (const auto& c : cases) {
    const std::string line = R"({"a":")" + std::string(c.value) + R"("})";
    const Expression pattern = equal(a, Text{c.literal});
    EXPECT_EQ(holds(pattern, line, Reading::Glob), c.glob) << c.literal << " on " << c.value;
    EXPECT_EQ(holds(pattern, line, Reading::FirstOccurrence), c.first_occurrence)
        << c.literal << " on " << c.value;
    EXPECT_EQ(holds(not_equal(a, Text{c.literal}), line, Reading::Glob), !c.glob);
  }
}

TEST(Matches, TextLiteralsAreComparedDecoded) {
  EXPECT_TRUE(holds(equal(a, Text{"PutBucketAcl"}), R"({"a":"Put\u0042ucketAcl"})"));
  EXPECT_TRUE(holds(equal(a, Text{"a\"b\\c"}), R"({"a":"a\"b\\c"})"));
  EXPECT_TRUE(holds(equal(a, Text{"*x"}), R"({"a":"\u0000x"})"));
  EXPECT_TRUE(holds(equal(a, Text{"*"}), R"({"a":"\ud800"})"));
  EXPECT_FALSE(holds(equal(a, Text{"\\u0061"}), R"({"a":"\u0061"})"));
}

// All texts over `alphabet` of at most `length` characters.
std::vector<std::u32string> all_texts(std::u32string_view alphabet, std::size_t length) {
  std::vector<std::u32string> result{U""};
  for (std::size_t begin = 0; begin < result.size() && result[begin].size() < length; ++begin) {
    for (const char32_t c : alphabet) result.push_back(result[begin] + c);
  }
  return result;
}

// The definition: a star takes some characters or none.
bool glob_by_trying(std::u32string_view text, std::u32string_view literal) {
  if (literal.empty()) return text.empty();
  if (literal[0] == U'*' && glob_by_trying(text, literal.substr(1))) return true;
  return !text.empty() &&
         (literal[0] == U'*'
              ? glob_by_trying(text.substr(1), literal)
              : literal[0] == text[0] && glob_by_trying(text.substr(1), literal.substr(1)));
}

// OQ-1 puts it in another way, too: a glob, of which the last segment has no earlier occurrence.
// So no shorter text, cut off inside that segment's reach, may match already.
bool first_occurrence_by_trying(std::u32string_view text, std::u32string_view literal) {
  if (!glob_by_trying(text, literal)) return false;
  if (literal.find(U'*') == std::u32string_view::npos || literal.back() == U'*') return true;
  for (std::size_t end = 0; end < text.size(); ++end) {
    if (glob_by_trying(text.substr(0, end), literal)) return false;
  }
  return true;
}

TEST(WildcardMatch, AgreesWithItsDefinitionOnAllSmallTexts) {
  const std::vector<std::u32string> texts = all_texts(U"ab", 6);
  for (const std::u32string& literal : all_texts(U"ab*", 5)) {
    for (const std::u32string& text : texts) {
      ASSERT_EQ(eval::wildcard_match(text, literal, Reading::Glob), glob_by_trying(text, literal));
      ASSERT_EQ(eval::wildcard_match(text, literal, Reading::FirstOccurrence),
                first_occurrence_by_trying(text, literal));
    }
  }
}

// ---- Rule 5: regexes

TEST(RegexSearch, Cases) {
  const Regex empty = regex({{}});
  const Regex val2 = regex({{piece(one(U'v')), piece(one(U'l')), piece(any_but_newline, 2, 2)}});
  const Regex begin_a = regex({{piece(Anchor::Begin), piece(one(U'a'))}});
  const Regex a_end = regex({{piece(one(U'a')), piece(Anchor::End)}});
  const Regex whole =
      regex({{piece(Anchor::Begin), piece(any_but_newline, 0, unbounded), piece(Anchor::End)}});
  const Regex nothing = regex({{piece(one(U'a')), piece(Anchor::Begin)}});
  const Regex maybe_begin = regex({{piece(one(U'a')), piece(Anchor::Begin, 0, 1)}});
  const Regex either = regex({{piece(one(U'a')), piece(one(U'b'))}, {piece(one(U'c'))}});
  const Regex digits =
      regex({{piece(Anchor::Begin), piece(range(U'0', U'9'), 2, 3), piece(Anchor::End)}});
  const Regex no_more_than =
      regex({{piece(Anchor::Begin), piece(one(U'a'), 0, 2), piece(one(U'b'))}});
  const Regex never = regex({{piece(one(U'x'), 0, 0), piece(one(U'y'))}});
  const Regex empty_set = regex({{piece(CodePointSet{})}});
  const struct {
    const Regex& regex;
    std::u32string_view text;
    bool expected;
  } cases[] = {
      {empty, U"", true},
      {empty, U"abc", true},
      {val2, U"xvlab", true},
      {val2, U"xvla", false},
      {val2, U"vl\na", false},
      {begin_a, U"ab", true},
      {begin_a, U"ba", false},
      {begin_a, U"b\na", false},
      {a_end, U"ba", true},
      {a_end, U"ab", false},
      {a_end, U"a\n", false},
      {whole, U"", true},
      {whole, U"ab", true},
      {whole, U"a\nb", false},
      {nothing, U"a", false},
      {maybe_begin, U"a", true},
      {either, U"xabx", true},
      {either, U"xc", true},
      {either, U"xa", false},
      {digits, U"1", false},
      {digits, U"12", true},
      {digits, U"123", true},
      {digits, U"1234", false},
      {no_more_than, U"b", true},
      {no_more_than, U"aab", true},
      {no_more_than, U"aaab", false},
      {never, U"y", true},
      {never, U"x", false},
      {empty_set, U"a", false},
      {literally(U""), U"", true},
      {literally(U"\u00E9"), U"caf\u00E9", true},
      {regex({}), U"a", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(eval::regex_search(c.text, c.regex), c.expected)
        << std::string(c.text.begin(), c.text.end());
  }
}

TEST(Matches, ADotIsOneCharacter) {
  const Regex one_character =
      regex({{piece(Anchor::Begin), piece(any_but_newline), piece(Anchor::End)}});
  expect_each(equal(a, one_character), {{"{\"a\":\"\xC3\xA9\"}", true},
                                        {R"({"a":"\u00e9"})", true},
                                        {R"({"a":"\ud83d\ude00"})", true},
                                        {R"({"a":"\ud83d"})", true},
                                        {R"({"a":"\ud83d\ud83d"})", false},
                                        {R"({"a":"\n"})", false},
                                        {R"({"a":7})", true},
                                        {R"({"a":12})", false}});
}

// The definition: a piece is taken as often as it may be.
bool regex_by_trying(std::u32string_view text, std::size_t position, const Pieces& pieces,
                     std::size_t index, int taken) {
  if (index == pieces.size()) return true;
  const RegexPiece& piece = pieces[index];
  if (taken >= piece.min && regex_by_trying(text, position, pieces, index + 1, 0)) return true;
  // More often than the text has characters is of no use.
  if (taken >= piece.max.value_or(std::max(piece.min, static_cast<int>(text.size())))) return false;
  if (const auto* anchor = std::get_if<Anchor>(&piece.atom)) {
    const bool holds = position == (*anchor == Anchor::Begin ? 0 : text.size());
    return holds && regex_by_trying(text, position, pieces, index, taken + 1);
  }
  const bool in_set =
      position < text.size() &&
      std::ranges::any_of(std::get<CodePointSet>(piece.atom), [&](const CodePointRange& r) {
        return r.first <= text[position] && text[position] <= r.last;
      });
  return in_set && regex_by_trying(text, position + 1, pieces, index, taken + 1);
}

TEST(RegexSearch, AgreesWithItsDefinitionOnAllSmallTexts) {
  Pieces all_pieces;
  const std::pair<int, std::optional<int>> repeats[] = {{1, 1},         {0, 1}, {0, unbounded},
                                                        {1, unbounded}, {2, 2}, {1, 2},
                                                        {2, unbounded}, {0, 0}, {0, 2}};
  for (const auto& [min, max] : repeats) {
    all_pieces.push_back(piece(one(U'a'), min, max));
    all_pieces.push_back(piece(range(U'a', U'b'), min, max));
    all_pieces.push_back(piece(Anchor::Begin, min, max));
    all_pieces.push_back(piece(Anchor::End, min, max));
  }
  const std::vector<std::u32string> texts = all_texts(U"abc", 4);
  const RegexPiece b_piece = piece(one(U'b'));
  for (const RegexPiece& first : all_pieces) {
    for (const RegexPiece& second : all_pieces) {
      for (const Pieces& pieces : {Pieces{first, second}, Pieces{first, b_piece, second}}) {
        const Regex searched = regex({pieces});
        for (const std::u32string& text : texts) {
          bool expected = false;
          for (std::size_t begin = 0; begin <= text.size(); ++begin) {
            expected = expected || regex_by_trying(text, begin, pieces, 0, 0);
          }
          ASSERT_EQ(eval::regex_search(text, searched), expected);
        }
      }
    }
  }
}

// ---- Formulas

TEST(DependsOnReading, OnATextWithAStarBeforeItsEnd) {
  for (const char* text : {"*a", "a*b", "*a*b"})
    EXPECT_TRUE(depends_on_reading(equal(a, Text{text}))) << text;
  for (const char* text : {"", "a", "*", "a*", "*a*"})
    EXPECT_FALSE(depends_on_reading(equal(a, Text{text}))) << text;
  EXPECT_TRUE(depends_on_reading(not_equal(a_each, Text{"*a"})));
  EXPECT_FALSE(depends_on_reading(equal(a, Number{"1"})));
  EXPECT_FALSE(depends_on_reading(is(a, Constant::Null)));
  EXPECT_FALSE(depends_on_reading(not_exists(a)));
  EXPECT_TRUE(depends_on_reading(any_of({not_exists(a), equal(a, Text{"*a"})})));
  EXPECT_FALSE(depends_on_reading(all_of({not_exists(a), is(a, Constant::Null)})));
}

TEST(Matches, Connectives) {
  const Expression a1 = equal(a, Number{"1"});
  const Expression b1 = equal(b, Number{"1"});
  const Expression formula = any_of({all_of({a1, b1}), all_of({not_exists(a), not_exists(b)})});
  expect_each(formula, {{R"({"a":1,"b":1})", true},
                        {R"({})", true},
                        {R"({"a":1})", false},
                        {R"({"a":1,"b":2})", false},
                        {R"({"b":1})", false}});
}

TEST(Matches, NestsAsDeepAsTheParserAllows) {
  Expression formula = equal(a, Number{"1"});
  for (int i = 0; i < 256; ++i) {
    formula = all_of({any_of({std::move(formula), equal(b, Number{"1"})}), not_exists(a_each)});
  }
  EXPECT_TRUE(holds(formula, R"({"a":1})"));
  EXPECT_FALSE(holds(formula, R"({"a":2})"));
}

// ---- Hostile lines: each in time and memory linear in the line

TEST(Matches, HostileLines) {
  constexpr std::size_t size = 100'000;
  const std::string as(size, 'a');
  const std::string deep =
      R"({"a":)" + std::string(size, '[') + std::string(size, ']') + R"(,"b":1})";
  EXPECT_TRUE(holds(equal(b, Number{"1"}), deep));
  EXPECT_TRUE(holds(not_equal(a_each, Number{"1"}), deep));
  EXPECT_FALSE(holds(is(a, Constant::Null), deep));

  const std::string long_text = R"({"a":")" + as + R"("})";
  for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
    EXPECT_FALSE(holds(equal(a, Text{"*a*a*a*a*a*a*a*ab"}), long_text, reading));
    EXPECT_TRUE(holds(equal(a, Text{"*a*a*a*a*a*a*a*a*"}), long_text, reading));
  }
  Pieces nested(20, piece(one(U'a'), 0, unbounded));
  nested.push_back(piece(one(U'a'), 1000, 1000));
  nested.push_back(piece(one(U'b')));
  EXPECT_FALSE(holds(equal(a, regex({nested})), long_text));
  nested.pop_back();
  EXPECT_TRUE(holds(equal(a, regex({nested})), long_text));

  const std::string long_number = R"({"a":1)" + std::string(size, '0') + "}";
  EXPECT_TRUE(holds(compare(a, Operator::Greater, Number{"1e99999"}), long_number));
  EXPECT_TRUE(holds(equal(a, Number{"1e100000"}), long_number));
  EXPECT_TRUE(holds(equal(a, Text{"10*0"}), long_number));

  std::string members = "{";
  for (int i = 0; i < 100'000; ++i) members += R"("k":)" + std::to_string(i) + ",";
  members += R"("k":-1})";
  const Selector each{{Wildcard{}}};
  EXPECT_TRUE(holds(equal(each, Number{"-1"}), members));
  EXPECT_FALSE(holds(compare(each, Operator::GreaterEqual, Number{"0"}), members));
}

TEST(Utf8, NoCharacterBeginsNothing) { EXPECT_FALSE(eval::decode_utf8("").has_value()); }

}  // namespace
}  // namespace filtercheck
