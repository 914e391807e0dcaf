// The rule `place` on single clauses, and what it is made of against the evaluator, which shares no
// code with it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "eval/number.hpp"
#include "eval/text.hpp"
#include "filtercheck/parse.hpp"
#include "verify/java_double.hpp"
#include "verify/number_texts.hpp"
#include "verify/open_tests.hpp"
#include "verify/regex_steps.hpp"
#include "verify/text_states.hpp"
#include "verify/verify.hpp"

namespace filtercheck::verify {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

// Why no value of `shape` is proved to pass all `required` and none of the `forbidden` comparisons,
// which are variables without their path; empty if it is.
std::string why_not(const char* shape, const char* required, const char* forbidden,
                    const char* proof = "{}", const char* reading = "glob") {
  Json variables = Json::array({{"shape", {"x"}, shape}});
  Json literals = {-1};
  const auto add = [&](const char* comparisons, int sign) {
    for (const Json& comparison : Json::parse(comparisons)) {
      variables.push_back({comparison[0], {"x"}, comparison[1]});
      literals.push_back(sign * static_cast<int>(variables.size()));
    }
  };
  add(required, -1);
  add(forbidden, 1);
  const Json clause = {{"is", literals}, {"by", "place"}, {"proof", Json::parse(proof)}};
  const Json claim = {{"true", {"a"}},          {"false", Json::array()}, {"reading", reading},
                      {"variables", variables}, {"clauses", {clause}},    {"steps", Json::array()}};
  const Json certificate = {{"certificate", 1},
                            {"patterns", {{"a", "{ $.x = 1 }"}}},
                            {"domain", "json"},
                            {"claims", {claim}}};
  std::string why = verify(certificate.dump(), 100'000'000).why();
  return why == "claim 1: the last step is not the empty clause" ? "" : why;
}

TEST(VerifyPlace, LooksAtCandidates) {
  const struct {
    const char* shape;
    const char* required;
    const char* forbidden;
    const char* why;
  } cases[] = {
      {"string", R"([["equal",{"number":"1"}]])", R"([["equal",{"text":"1"}]])", ""},
      {"string", R"([["equal",{"number":"1.0"}]])", R"([["equal",{"text":"1"}]])", "\"1.0\" makes"},
      {"string", R"([["equal",{"text":"ab"}]])", R"([["equal",{"regex":"^a.$"}]])", ""},
      {"string", R"([["less","5"]])", "[]", ""},
      {"string", R"([["equal",{"text":"*"}]])", "[]", "no closure"},
      {"integer", R"([["equal",{"number":"1.5"}]])", "[]", ""},
      {"integer", R"([["equal",{"number":"0"}]])", R"([["equal",{"text":"0"}]])", "\"-0\" makes"},
      {"integer", R"([["equal",{"number":"0"}]])", R"([["equal",{"text":"*0"}]])", ""},
      {"float", R"([["equal",{"number":"0"}]])", R"([["equal",{"text":"0.0"}]])", "\"-0.0\" makes"},
      {"float", R"([["equal",{"number":"1e-999"}]])", "[]", ""},
      {"float", R"([["equal",{"number":"1e309"}]])", "[]", ""},
      {"float", R"([["equal",{"number":"0.1000000000000000055"}]])", "[]", ""},
      {"float", R"([["equal",{"number":"0.1"}]])", "[]", "\"0.1\" makes"},
      {"float", R"([["equal",{"number":"1e7"}]])", R"([["equal",{"text":"1.0E7"}]])", ""},
      {"float", R"([["equal",{"text":"4.9E-324"}]])", R"([["equal",{"number":"5e-324"}]])", ""},
      {"float", R"([["equal",{"text":"5.0E-324"}]])", "[]", ""},
      {"float", R"([["equal",{"text":"1e0"}]])", "[]", ""},
      {"integer", R"([["equal",{"text":"01"}]])", "[]", ""},
      {"integer", R"([["equal",{"text":"-0"}],["less","0"]])", "[]", ""},
      {"integer", R"([["equal",{"text":"12"}],["greater","12"]])", "[]", ""},
      {"integer", R"([["greater","5"],["less","6"]])", "[]", ""},
      {"integer", R"([["greater","5"],["less","7"]])", "[]", "\"6\" makes"},
      {"integer", R"([["greater","5"]])", R"([["greater","6"],["equal",{"number":"6"}]])", ""},
      {"integer", R"([["greater","-2"],["less","2"]])",
       R"([["equal",{"text":"0"}],["equal",{"text":"1"}],["equal",{"text":"-1"}]])",
       "\"-0\" makes"},
      {"integer", R"([["greater","-2.5"],["less","-1.5"]])", R"([["equal",{"number":"-2"}]])", ""},
      {"integer", R"([["greater","99.5"],["less","1000"]])",
       R"([["equal",{"regex":"^[0-9]{3}$"}]])", ""},
      {"integer", R"([["greater","0"],["less","5000"]])", R"([["equal",{"text":"*"}]])",
       "no closure"},
      {"float", R"([["greater","1"],["less","1.0000000000000002"]])", "[]", ""},
      {"float", R"([["greater","1"]])", R"([["greater","1.0000000000000002"]])",
       "\"1.0000000000000002\" makes"},
      {"float", R"([["less","0"],["greater","-5e-324"]])", "[]", ""},
      {"float", R"([["greater","0"],["less","1e-322"]])", R"([["equal",{"text":"*E-32*"}]])", ""},
      {"float", R"([["greater","1.7976931348623157e308"]])", "[]", ""},
      {"float", R"([["greater","0"],["less","1"]])", "[]", "no closure"},
      {"infinite", R"([["equal",{"text":"*n*"}]])", R"([["equal",{"text":"Inf*"}]])",
       "\"-Infinity\" makes"},
      {"infinite", R"([["equal",{"text":"*n*"}]])", R"([["equal",{"regex":"^-?Inf"}]])", ""},
      {"infinite", R"([["equal",{"number":"1e309"}]])", "[]", ""},
      {"integer", R"([["equal",{"text":"a*"}]])", "[]", ""},
      {"float", R"([["equal",{"text":"*,*"}]])", "[]", ""},
      {"float", R"([["equal",{"text":"*E*"}]])", "[]", "no closure"},
      {"object", R"([["equal",{"text":"*"}]])", "[]", ""},
      {"object", "[]", R"([["equal",{"text":"*"}]])", "it is false of such a value"},
      // Too long to be written out.
      {"integer", R"([["equal",{"number":"1e2147483647"}]])", R"([["greater","5"]])", ""},
      {"integer", R"([["equal",{"number":"1e2147483647"}]])", R"([["equal",{"text":"1*"}]])",
       "whose text is not looked at"},
      {"integer", R"([["equal",{"number":"1e2147483647"}]])", R"([["equal",{"regex":"^1"}]])",
       "whose text is not looked at"},
      {"integer", R"([["greater","1e2147483647"],["less","1e2147483647"]])", "[]", ""},
      {"integer", R"([["greater","1e2147483646"],["less","1e2147483647"]])", "[]", "no closure"},
      {"float", R"([["greater","1e2147483647"]])", "[]", ""},
      {"float", R"([["equal",{"text":"1E2147483647"}]])", "[]", ""},
  };
  for (const auto& c : cases) {
    const std::string why = why_not(c.shape, c.required, c.forbidden);
    if (*c.why == '\0') {
      EXPECT_EQ(why, "") << c.shape << c.required << c.forbidden;
    } else {
      EXPECT_THAT(why, HasSubstr(c.why)) << c.shape << c.required << c.forbidden;
    }
  }
}

// Positions alone do not say whether a text has begun, and the text and the value of the doubles
// nearest to zero differ: these are looked at by themselves.
TEST(VerifyPlace, LooksAtSomeValuesByThemselves) {
  EXPECT_THAT(why_not("string", "[]", R"([["equal",{"regex":"."}],["equal",{"regex":"\\s"}]])",
                      R"({"string":{"elements":[{"word":"","regexes":[[0],[0]]}]}})"),
              HasSubstr("\"\" makes it false"));
  EXPECT_EQ(
      why_not("string", "[]",
              R"([["equal",{"regex":"."}],["equal",{"regex":"\\s"}],["equal",{"regex":"^$"}]])",
              R"({"string":{"elements":[{"word":"","regexes":[[0],[0],[1]]}]}})"),
      "");
  // One element would do for all texts, were `$^` true of more than the empty one.
  EXPECT_THAT(why_not("string", "[]", R"([["equal",{"regex":"$^"}]])",
                      R"({"string":{"elements":[{"word":"","regexes":[[0]]}]}})"),
              HasSubstr("element 1 accepts"));
  EXPECT_THAT(
      why_not("float", R"([["equal",{"text":"4*"}],["greater","4.95e-323"],["less","1e-322"]])",
              "[]"),
      HasSubstr("\"4.9E-323\" makes it false"));
}

TEST(VerifyPlace, ClosureOfAnEndIsDead) {
  EXPECT_EQ(
      why_not(
          "string", R"([["equal",{"text":"*ab*"}]])", R"([["equal",{"regex":"b"}]])",
          R"({"string":{"elements":[{"word":"","regexes":[[0]]},{"word":"a","regexes":[[0]]}]}})"),
      "");
  EXPECT_THAT(
      why_not(
          "string", R"([["equal",{"text":"*ab*"}]])", R"([["equal",{"regex":"b$"}]])",
          R"({"string":{"elements":[{"word":"","regexes":[[0]]},{"word":"a","regexes":[[0]]}]}})"),
      HasSubstr("no element covers what follows element 2 by \"b\""));
}

// The readings differ: `*aa` is found in `aaa` by one only.
TEST(VerifyPlace, KnowsTheReadings) {
  const char* const required = R"([["equal",{"text":"*aa"}]])";
  const char* const forbidden = R"([["equal",{"regex":"^aa"}],["equal",{"regex":"[^a]"}]])";
  const char* const proof =
      R"({"string":{"elements":[{"word":"","regexes":[[1],[0]]},{"word":"a","regexes":[[2],[0]]}]}})";
  EXPECT_EQ(why_not("string", required, forbidden, proof), "");
  EXPECT_EQ(why_not("string", required, forbidden, proof, "first-occurrence"), "");
  const char* const three = R"([["equal",{"regex":"^..$"}],["equal",{"regex":"[^a]"}]])";
  const char* const words =
      R"({"string":{"elements":[{"word":"","regexes":[[1],[0]]},{"word":"a","regexes":[[2],[0]]},
                                {"word":"aa","regexes":[[3],[0]]}]}})";
  EXPECT_EQ(why_not("string", required, three, words, "first-occurrence"), "");
  EXPECT_THAT(why_not("string", required, three, words), HasSubstr("no element covers"));
}

// ---- The parts against the evaluator ------------------------------------------------------------

std::u32string random_text(std::mt19937& random, std::u32string_view characters, std::size_t most) {
  std::u32string text;
  for (std::size_t n = random() % (most + 1); n > 0; --n)
    text += characters[random() % characters.size()];
  return text;
}

TEST(VerifyTexts, AgreeWithTheEvaluator) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const std::u32string literal = random_text(random, U"ab**", 6);
    const std::u32string text = random_text(random, U"aabb*", 9);
    for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
      EXPECT_EQ(TextStates(literal, reading).matches(text),
                eval::wildcard_match(text, literal, reading));
    }
  }
}

TEST(VerifyRegexes, AgreeWithTheEvaluator) {
  std::mt19937 random(7);
  const std::vector<std::string> atoms{"a",    "b",  "[ab]", "[^a]", ".", "^",  "$",  "a{0,2}",
                                       "b{2}", "a*", "b+",   "a?",   "|", "^?", "$*", "b{1,}"};
  int checked = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string source;
    for (std::size_t n = 1 + random() % 5; n > 0; --n) source += atoms[random() % atoms.size()];
    const Result<Pattern> parsed = parse("{ $.x = %" + source + "% }", Limits::beyond_aws());
    if (!parsed.ok()) continue;
    const auto& regex =
        std::get<Regex>(std::get<Comparison>(parsed.value().expression->node).literal);
    Work work(1'000'000);
    const std::u32string text = random_text(random, U"aabc\n", 5);
    EXPECT_EQ(RegexSteps(regex, work).matches(text, work), eval::regex_search(text, regex))
        << source << " " << std::string(text.begin(), text.end());
    ++checked;
  }
  EXPECT_GT(checked, 5'000);
}

double random_double(std::mt19937& random) {
  switch (random() % 3) {
    case 0:
      return static_cast<double>(random() % 2000) / 100.0 - 10.0;
    case 1:
      return std::ldexp(static_cast<double>(random()) + 1.0,
                        static_cast<int>(random() % 2000) - 1060);
    default:
      return -std::numeric_limits<double>::denorm_min() * static_cast<double>(random() % 60);
  }
}

NumberState read_text(const NumberTexts& texts, const std::string& text) {
  NumberState state = texts.start();
  for (const char c : text) state = texts.next(state, static_cast<char32_t>(c));
  return state;
}

// Text and value of doubles are those of the evaluator; the text is one of the domain; and reading
// it tells the order to other numbers.
TEST(VerifyNumbers, DoublesAgreeWithTheEvaluator) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const double value = random_double(random);
    if (!std::isfinite(value)) continue;
    char token[40];
    static_cast<void>(std::snprintf(token, sizeof token, "%.17e", value));
    const std::string text = java_text(value);
    EXPECT_EQ(text, eval::number_text(token)) << token;
    EXPECT_EQ(double_of_text(text), value);
    EXPECT_EQ(nearest_double(shortest_decimal(value)), value);
    if (value == 0.0 || std::fabs(value) <= 1e-322) continue;
    std::vector<Decimal> numbers{{},
                                 shortest_decimal(random_double(random)),
                                 shortest_decimal(std::nextafter(value, 0.0)),
                                 shortest_decimal(value),
                                 read_decimal("1e2147483647")};
    EXPECT_TRUE(NumberTexts(NumberKind::Float, {})
                    .accepts(read_text(NumberTexts(NumberKind::Float, {}), text)));
    const NumberTexts texts(NumberKind::Float, numbers);
    const NumberState state = read_text(texts, text);
    ASSERT_TRUE(texts.accepts(state)) << text;
    for (std::size_t n = 0; n < numbers.size(); ++n) {
      EXPECT_EQ(texts.order(state, n), shortest_decimal(value) <=> numbers[n]) << text << " " << n;
    }
  }
}

TEST(VerifyNumbers, IntegersAreOrderedByTheirDigits) {
  std::mt19937 random(7);
  const auto random_integer = [&] {
    return std::to_string(static_cast<std::int32_t>(random()) >> (random() % 31));
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random_integer();
    if (text == "0") continue;
    const std::string near =
        text.substr(0, text.size() - random() % 2) + (random() % 2 ? ".5" : "");
    const std::vector<Decimal> numbers{read_decimal(random_integer()),
                                       read_decimal(text),
                                       {},
                                       read_decimal(near == "-" ? "0.5" : near),
                                       read_decimal("-1e2147483647")};
    const NumberTexts texts(NumberKind::Integer, numbers);
    const NumberState state = read_text(texts, text);
    ASSERT_TRUE(texts.accepts(state)) << text;
    for (std::size_t n = 0; n < numbers.size(); ++n) {
      EXPECT_EQ(texts.order(state, n), read_decimal(text) <=> numbers[n]) << text << " " << n;
    }
  }
}

TEST(VerifyNumbers, KnowsWhatIsNoText) {
  const NumberTexts floats(NumberKind::Float, {read_decimal("1")});
  for (const char* const text : {"00", "1.5E0", "1.5E309", "1.5E-325", "12.5E", "10000000.0", ".5",
                                 "+1", "1.0E+7", "1.50E", "0.0001", "0.00012", "1E", "--1"}) {
    const NumberState state = read_text(floats, text);
    EXPECT_TRUE(floats.is_dead(state)) << text;
  }
  for (const char* const text : {"1.5E1", "1.5E-3", "1.00", "1.", "0.000", "0.", "12", "-"}) {
    EXPECT_FALSE(floats.accepts(read_text(floats, text))) << text;
  }
  const NumberTexts integers(NumberKind::Integer, {});
  for (const char* const text : {"0", "-0", "01", "1.", "1-", "--"}) {
    EXPECT_TRUE(integers.is_dead(read_text(integers, text))) << text;
  }
}

TEST(VerifyNumbers, TheNextInteger) {
  const struct {
    const char* value;
    const char* next;
  } cases[] = {{"0", "1"},    {"9", "10"},     {"9.5", "10"},  {"0.5", "1"},   {"1e-9", "1"},
               {"-1", "0"},   {"-0.5", "0"},   {"-10", "-9"},  {"-9.5", "-9"}, {"-100", "-99"},
               {"99", "100"}, {"1e3", "1001"}, {"-1.5", "-1"}, {"-2", "-1"}};
  for (const auto& c : cases) {
    EXPECT_EQ(next_integer(read_decimal(c.value)), read_decimal(c.next)) << c.value;
  }
}

}  // namespace
}  // namespace filtercheck::verify
