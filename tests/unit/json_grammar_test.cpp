// The grammars of JSON lines against the evaluator. What a pattern asks is cut into alternatives,
// each a list of places with classes; on a set of lines, written in many ways:
//   Narrow: what an alternative accepts, the pattern matches, and some line is found.
//   Wide:   what the pattern matches, an alternative accepts; and only JSON objects are.
// A line is tried by searching for one that is this text.
#include "decide/json_grammar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/unicode.hpp"
#include "decide/class_search.hpp"
#include "decide/json_lines.hpp"
#include "decide/space.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "values/budget.hpp"
#include "values/text_components.hpp"

namespace filtercheck::decide {
namespace {

using Width = JsonGrammar::Width;
using Writing = JsonGrammar::Writing;
using Outcome = JsonLines::Outcome;

constexpr std::size_t kSteps = 1'000'000;
constexpr std::size_t kAlternatives = 200;

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

struct Alternative {
  std::vector<JsonGrammar::Asked> places = {};
  std::vector<Space::ExistsId> denied = {};
};

class Asked {
 public:
  explicit Asked(const std::string& text) {
    Result<Pattern> parsed = parse(text, Limits::beyond_aws());
    EXPECT_TRUE(parsed.ok()) << text;
    pattern_ = std::make_unique<Pattern>(std::move(parsed.value()));
    tree_ = space_.add(*pattern_->expression, Reading::Glob);
    EXPECT_TRUE(space_.close());
    classes_ = std::make_unique<ClassSearch>(space_);
  }

  const Pattern& pattern() const { return *pattern_; }

  // All events that the pattern matches, or all others, are of one of them at least.
  std::vector<Alternative> alternatives(bool negated) {
    Query query;
    query.goals.push_back({&tree_, negated});
    Formulas& formulas = classes_->formulas();
    Formulas::Id question = classes_->question(query);
    std::vector<Alternative> all;
    while (all.size() < kAlternatives) {
      values::Budget budget;
      const std::optional<Formulas::Model> model = formulas.satisfy(question, budget);
      EXPECT_TRUE(budget.ok());
      if (!model) return all;
      all.push_back(alternative(*model));
      question = formulas.all_of({question, not_all(all.back())});
    }
    ADD_FAILURE() << "more than " << kAlternatives << " alternatives";
    return all;
  }

  // No value: the grammar is too large.
  std::optional<bool> accepts(const Alternative& alternative, Width width, Writing writing,
                              const std::string& line) {
    LineAtoms::Components components;
    components.push_back(values::required_text_component(base::decode_utf8(line)));
    JsonGrammar grammar(space_, *classes_, alternative.places, alternative.denied, width, writing);
    if (!grammar.ok()) return std::nullopt;
    JsonLines lines(grammar, std::move(components));
    const Outcome outcome = lines.find(kSteps);
    EXPECT_NE(outcome, Outcome::Exceeded) << line;
    return outcome == Outcome::Found;
  }

  // Whether one of the alternatives does.
  bool accepts(Width width, Writing writing, const std::string& line, bool negated = false) {
    const std::vector<Alternative> all = alternatives(negated);
    return std::any_of(all.begin(), all.end(), [&](const Alternative& one) {
      return accepts(one, width, writing, line) == true;
    });
  }

  // Without the places above others that are asked for.
  Alternative lowest(const Alternative& alternative) const {
    Alternative out = alternative;
    std::erase_if(out.places, [&](const JsonGrammar::Asked& above) {
      return std::any_of(alternative.places.begin(), alternative.places.end(),
                         [&](const JsonGrammar::Asked& below) {
                           return space_.place(below.place).parent == above.place;
                         });
    });
    return out;
  }

  std::vector<char32_t> characters(const Alternative& alternative) {
    JsonGrammar grammar(space_, *classes_, alternative.places, alternative.denied, Width::Wide,
                        Writing::Any);
    grammar.set_characters({});
    return grammar.characters();
  }

  Outcome outcome_within(const Alternative& alternative, std::size_t steps) {
    JsonGrammar grammar(space_, *classes_, alternative.places, alternative.denied, Width::Narrow,
                        Writing::Compact);
    return JsonLines(grammar, {}).find(steps);
  }

  std::optional<std::string> some_line(const Alternative& alternative, Width width,
                                       Writing writing) {
    JsonGrammar grammar(space_, *classes_, alternative.places, alternative.denied, width, writing);
    JsonLines lines(grammar, {});
    if (!grammar.ok() || lines.find(kSteps) != Outcome::Found) return std::nullopt;
    return utf8(lines.line());
  }

 private:
  Alternative alternative(const Formulas::Model& model) const {
    std::map<Formulas::Variable, ClassSet> sets;
    for (const auto& [variable, classes] : model) {
      const auto [entry, fresh] = sets.try_emplace(variable, classes);
      if (!fresh) entry->second &= classes;
    }
    Alternative out;
    const auto places = static_cast<Formulas::Variable>(space_.places().size());
    for (const auto& [variable, classes] : sets) {
      if (variable < places) {
        if (!classes.full()) out.places.push_back({variable, classes});
      } else if (!classes.contains(1)) {
        out.denied.push_back(variable - places);
      }
    }
    return out;
  }

  Formulas::Id not_all(const Alternative& alternative) {
    Formulas& formulas = classes_->formulas();
    std::vector<Formulas::Id> operands;
    for (const JsonGrammar::Asked& asked : alternative.places)
      operands.push_back(formulas.atom(asked.place, asked.classes.complement()));
    for (const Space::ExistsId id : alternative.denied) {
      ClassSet shown(2);
      shown.insert(1);
      operands.push_back(formulas.atom(classes_->variable_of(id), shown));
    }
    return formulas.any_of(std::move(operands));
  }

  std::unique_ptr<Pattern> pattern_;
  Space space_;
  Space::Tree tree_;
  std::unique_ptr<ClassSearch> classes_;
};

const std::vector<std::string>& patterns() {
  static const std::vector<std::string> kAll{
      "{ $.a = 1 }",
      "{ $.a != 1 }",
      "{ $.a = x }",
      "{ $.a = \"x*\" && $.a != xx }",
      "{ $.a = %^[xy]$% }",
      "{ $.a = \"1*\" }",
      "{ $.a >= 1 && $.a <= 1 }",
      "{ $.a > 0 && $.a != 2 }",
      "{ $.a != %^1$% }",
      "{ $.a != \"*1\" }",
      "{ $.a = 1e7 }",
      "{ $.a > 1 && $.a < 10 }",
      "{ $.a IS NULL }",
      "{ $.a IS TRUE || $.b IS FALSE }",
      "{ $.a NOT EXISTS }",
      "{ $.a = * && $.b NOT EXISTS }",
      "{ $.a.b = 1 }",
      "{ $.a.b NOT EXISTS && $.a[1] NOT EXISTS }",
      "{ $.a[1] = 2 }",
      "{ $.a[*] = 1 }",
      "{ $.a[*] != 1 }",
      "{ $.a[*].b = 1 }",
      "{ $.* = x }",
      "{ $.* != 1 && $.a = * }",
      "{ $.a = x && $.b = 1 || $.c = 2 }",
  };
  return kAll;
}

std::vector<std::string> lines() {
  const std::vector<std::string> values{"1",
                                        "1.0",
                                        "10e-1",
                                        "1e7",
                                        "20",
                                        "1E0",
                                        "0.1e1",
                                        "2",
                                        "11",
                                        "-1",
                                        "true",
                                        "false",
                                        "null",
                                        "\"x\"",
                                        "\"\"",
                                        "\"xx\"",
                                        "\"\\u0078\"",
                                        "\"x\\\"\"",
                                        "\"1\"",
                                        "[]",
                                        "[1]",
                                        "[1,2]",
                                        "[ 2 , 1.0 ]",
                                        "[null]",
                                        "[[null]]",
                                        "{}",
                                        "1e309",
                                        "{\"b\":1}",
                                        "[{\"b\":1}]",
                                        "{\"k\":1}",
                                        "\"\\\\\"",
                                        "{\"b\":{},\"b\":1}",
                                        "\"é\\n\"",
                                        "\"\\ud83d\\ude00\"",
                                        "0.99999999999999999999999"};
  std::vector<std::string> all{"{}", "{ }", "\t{}\r", "{\"b\":1}", "{\"b\":false,\"c\":2}"};
  for (const std::string& value : values) {
    const std::string member = "\"a\":" + value;
    all.push_back("{" + member + "}");
    all.push_back(" { \"a\" :\t" + value + " } ");
    all.push_back("{" + member + ",\"b\":1}");
    all.push_back("{\"c\":2," + member + "}");
    all.push_back("{\"\\u0061\":1," + member + "}");
  }
  return all;
}

const std::vector<std::string>& no_objects() {
  static const std::vector<std::string> kAll{"x",
                                             "[]",
                                             "1",
                                             "{",
                                             "{}}",
                                             "{}{}",
                                             "{} x",
                                             "x {}",
                                             "{\"a\":01}",
                                             "{\"a\"}",
                                             "{\"a\":}",
                                             "{\"a\":1,}",
                                             "{,}",
                                             "{a:1}",
                                             "{'a':1}",
                                             "{\"a\":+1}",
                                             "{\"a\":.5}",
                                             "{\"a\":1.}",
                                             "{\"a\":1e}",
                                             "{\"a\":tru}",
                                             "{\"a\":\"}",
                                             "{\"a\":\"\\q\"}",
                                             "{\"a\":\"\\u00g0\"}",
                                             "{\"a\":\"\t\"}",
                                             "{\"a\":[1,]}",
                                             "{\"a\":[1 2]}",
                                             "{\"a\" 1}",
                                             "{\"a\":1 \"b\":1}"};
  return kAll;
}

class JsonGrammars : public testing::TestWithParam<std::string> {};

TEST_P(JsonGrammars, NarrowAcceptsNothingElseAndWideAcceptsAll) {
  Asked asked(GetParam());
  const std::vector<std::string> all = lines();
  for (const bool negated : {false, true}) {
    const std::vector<Alternative> alternatives = asked.alternatives(negated);
    for (const std::string& line : all) {
      const bool wanted = matches(asked.pattern(), line, Reading::Glob) != negated;
      bool accepted = false;
      for (const Alternative& one : alternatives) {
        accepted = asked.accepts(one, wanted ? Width::Wide : Width::Narrow, Writing::Any, line)
                       .value_or(wanted);
        if (accepted) break;
      }
      EXPECT_EQ(accepted, wanted) << (negated ? "negated " : "") << line;
    }
  }
}

TEST_P(JsonGrammars, OnlyObjectsAreAccepted) {
  Asked asked(GetParam());
  const std::vector<Alternative> alternatives = asked.alternatives(false);
  ASSERT_FALSE(alternatives.empty());
  for (const std::string& line : no_objects()) {
    for (const Width width : {Width::Narrow, Width::Wide})
      EXPECT_NE(asked.accepts(alternatives.front(), width, Writing::Any, line), true) << line;
  }
}

TEST_P(JsonGrammars, WhatIsFoundIsAsAsked) {
  Asked asked(GetParam());
  for (const bool negated : {false, true}) {
    for (const Alternative& one : asked.alternatives(negated)) {
      for (const Writing writing : {Writing::Any, Writing::Compact}) {
        const std::optional<std::string> line = asked.some_line(one, Width::Narrow, writing);
        ASSERT_TRUE(line);
        EXPECT_NE(matches(asked.pattern(), *line, Reading::Glob), negated) << *line;
        EXPECT_TRUE(matches(parse("{ $.none NOT EXISTS }").value(), *line, Reading::Glob)) << *line;
        EXPECT_EQ(line->find_first_of(" \t\r\n"), std::string::npos) << *line;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, JsonGrammars, testing::ValuesIn(patterns()));

TEST(JsonGrammar, CompactLines) {
  Asked asked("{ $.a = * || $.a NOT EXISTS || $.a IS NULL }");
  const std::vector<Alternative> alternatives = asked.alternatives(false);
  const auto accepts = [&](const std::string& line) {
    for (const Alternative& one : alternatives) {
      for (const Width width : {Width::Narrow, Width::Wide}) {
        if (asked.accepts(one, width, Writing::Compact, line) == true) return true;
      }
    }
    return false;
  };
  for (const char* const line : {"{}", "{\"a\":\"x y\"}", "{\"a\":\"x\\\"\\\\\"}", "{\"a\":1.50}",
                                 "{\"a\":\"\\n\"}", "{\"b\":[1,{}],\"a\":null}", "{\"a\":\"é\"}"}) {
    EXPECT_TRUE(accepts(line)) << line;
  }
  for (const char* const line : {"{ }", " {}", "{} ", "{\"a\": 1}", "{\"a\" :1}",
                                 "{\"a\":\"\\u0078\"}", "{\"\\u0061\":1}", "{\"b\":[1, 2]}"}) {
    EXPECT_FALSE(accepts(line)) << line;
  }
}

// What a line may be for a pattern, and what not, in one grammar. (Wide accepts more than it must;
// what is refused here are things that it does look at.)
struct Spelled {
  const char* name;
  const char* pattern;
  Width width;
  Writing writing;
  std::vector<std::string> accepted;
  std::vector<std::string> refused;
  bool negated = false;
};

std::ostream& operator<<(std::ostream& out, const Spelled& spelled) { return out << spelled.name; }

class JsonSpellings : public testing::TestWithParam<Spelled> {};

TEST_P(JsonSpellings, AreAcceptedAsTheyShould) {
  const Spelled& spelled = GetParam();
  Asked asked(spelled.pattern);
  for (const std::string& line : spelled.accepted)
    EXPECT_TRUE(asked.accepts(spelled.width, spelled.writing, line, spelled.negated)) << line;
  for (const std::string& line : spelled.refused)
    EXPECT_FALSE(asked.accepts(spelled.width, spelled.writing, line, spelled.negated)) << line;
}

std::vector<Spelled> spellings() {
  constexpr Width kNarrow = Width::Narrow;
  constexpr Width kWide = Width::Wide;
  constexpr Writing kAny = Writing::Any;
  constexpr Writing kCompact = Writing::Compact;
  return {
      {"HexDigits",
       "{ $.a = \"ģ䕧觯ꯍ\" }",
       kNarrow,
       kAny,
       {R"({"a":"\u0123\u4567\u89EF\uABCD"})", R"({"a":"\u0123\u4567\u89ef\uabcd"})",
        R"({"a":"ģ䕧\u89eF\uAbCd"})"},
       {R"({"a":"\u0123\u4567\u89EF\uABCE"})", R"({"a":"\u0123\u4567\u89EF\uABCC"})",
        R"({"a":"\u0123\u4567\u89EF\uABDD"})", R"({"a":"\u0123\u4567\u89EF\uABC"})",
        R"({"a":"\u0123\u4567\u89EF\uBBCD"})", R"({"a":"\u0123\u4567\u88EF\uABCD"})"}},
      {"HexDigitsOfARange",
       "{ $.a = %^[h-k]$% }",
       kWide,
       kAny,
       {R"({"a":"\u0068"})", R"({"a":"\u0069"})", R"({"a":"\u006a"})", R"({"a":"\u006B"})"},
       {R"({"a":"\u0067"})", R"({"a":"\u006c"})", R"({"a":"\u0168"})", R"({"a":"\u1068"})"}},
      {"OneCharacter",
       "{ $.a = h }",
       kNarrow,
       kAny,
       {R"({"a":"h"})", R"({"a":"\u0068"})"},
       {R"({"a":"\u0067"})", R"({"a":"\u0069"})", R"({"a":"i"})", R"({"a":"hh"})", R"({"a":""})"}},
      {"SeveralTexts",
       "{ $.a = h || $.a = hi || $.a = k }",
       kNarrow,
       kAny,
       {R"({"a":"h"})", R"({"a":"hi"})", R"({"a":"k"})"},
       {R"({"a":"i"})", R"({"a":"hk"})", R"({"a":"kh"})", R"({"a":""})"}},
      {"SeveralStars",
       "{ $.a = \"h*\" && $.a = \"*k\" && $.a != hxk }",
       kNarrow,
       kAny,
       {R"({"a":"hk"})", R"({"a":"hyk"})", R"({"a":"hxxk"})"},
       {R"({"a":"hx"})", R"({"a":"xk"})", R"({"a":"k"})", R"({"a":"hxk"})"}},
      {"OtherKeys",
       "{ $.a = 1 }",
       kNarrow,
       kAny,
       {R"({"a":1,"za":2})", R"({"a":1,"aa":2})", R"({"a":1,"":2})", R"({"a":1,"b":[{}]})"},
       {R"({"za":1})", R"({"a":1,"\u0061":2})"}},
      {"NumberWithTheTextOfALiteral",
       "{ $.a = x || ($.a = \"5\" && $.a >= 5) }",
       kWide,
       kAny,
       {R"({"a":"x"})", R"({"a":5})"},
       {R"({"a":"5"})", R"({"a":"y"})"}},
      {"NoIntegerIsInfinite",
       "{ $.a = Infinity }",
       kWide,
       kAny,
       {R"({"a":1e309})", R"({"a":"Infinity"})", R"({"a":1)" + std::string(309, '0') + "e0}"},
       {R"({"a":1)" + std::string(309, '0') + "}", R"({"a":-1)" + std::string(309, '0') + "}"}},
      {"IntegerOfManyDigits",
       "{ $.a = 1e20000 }",
       kWide,
       kAny,
       {R"({"a":1)" + std::string(20000, '0') + "}"},
       {R"({"a":"x"})", R"({"a":null})"}},
      {"NoIntegerOfManyDigits",
       "{ $.a = 1e20000 }",
       kNarrow,
       kAny,
       {},
       {R"({"a":0})", R"({"a":1})", R"({"a":1e309})", R"({"a":-0})"}},
      {"ThreeChildren",
       "{ $.* = p && $.* = q && $.* = r }",
       kWide,
       kAny,
       {R"({"k":"p","l":"q","m":"r"})", R"({"k":"r","l":"p","m":"x","n":"q"})"},
       {R"({"k":"p","l":"r"})", R"({"k":"p","l":"q"})", R"({"k":"r","l":"q"})", R"({"k":"p"})",
        R"({"k":"r"})"}},
      {"NoTextWhereItIsInfinite",
       "{ $.a != 5 }",
       kNarrow,
       kAny,
       {R"({"a":1e309})", R"({"a":5})", R"({"a":null})", R"({})"},
       {R"({"a":"x"})", R"({"a":"Infinity"})", R"({"a":6})"},
       true},
      {"PairsOfEscapes",
       "{ $.a = \"😀\" }",
       kWide,
       kAny,
       {R"({"a":"\ud83d\ude00"})", R"({"a":"\uD83D\uDE00"})", R"({"a":"😀"})"},
       {R"({"a":"\ud83d"})", R"({"a":"\ud83dx"})", R"({"a":"\ud83d\u0078"})",
        R"({"a":"\ud83d\ue000"})", R"({"a":"\ud83d\udbff"})", R"({"a":"\udc00\ude00"})",
        R"({"a":"\ud7ff\ude00"})", R"({"a":"\ud83d\\de00"})", R"({"a":"\ud83du\de00"})"}},
      {"TheFirstPair",
       "{ $.a = \"𐀀\" }",
       kWide,
       kAny,
       {R"({"a":"\ud800\udc00"})"},
       {R"({"a":"\ud800"})"}},
      {"NarrowTextsHaveNoHalves",
       "{ $.a != x }",
       kNarrow,
       kAny,
       {R"({"a":"\ud7ff"})", R"({"a":"\ue000"})", R"({"a":"\u00e9"})", R"({"a":"\u0000"})"},
       {R"({"a":"\ud800"})", R"({"a":"\udbff"})", R"({"a":"\udc00"})", R"({"a":"\udfff"})",
        R"({"a":"\ud83d\ude00"})", R"({"a":"\u0078"})"}},
      {"WideTextsMayHaveHalves",
       "{ $.a != x }",
       kWide,
       kAny,
       {R"({"a":"\ud800"})", R"({"a":"\udfff"})", R"({"a":"zzz"})", R"({"a":"\u007a"})"},
       {R"({"a":"\u0078"})", R"({"a":"x"})"}},
      {"CompactEscapes",
       "{ $.a = * }",
       kWide,
       kCompact,
       {R"({"a":"\u0000"})", R"({"a":"\u001f"})", R"({"a":"\u007f"})", R"({"a":"\u00e9"})",
        R"({"a":"\u0022"})", R"({"a":"\u005c"})", R"({"a":"\"\\\b\f\n\r\t"})", R"({"a":"/"})"},
       {R"({"a":"\u0020"})", R"({"a":"\u0021"})", R"({"a":"\u0041"})", R"({"a":"\u007e"})",
        R"({"a":"\/"})"}},
      {"Escapes",
       "{ $.a = * }",
       kNarrow,
       kAny,
       {R"({"a":"\"\\\/\b\f\n\r\t"})", R"({"a":"\u0020\u007e"})",
        R"({"a":" !#$%&'()*+,-./0123456789:;<=>?@[]^_`{|}~"})",
        R"({"a":"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"})"},
       {R"({"a":"\a"})", R"({"a":"\u 020"})", R"({"a":"\x20"})", R"({"a":"\U0020"})"}},
      {"Blanks",
       "{ $.a[1] = 2 }",
       kNarrow,
       kAny,
       {"{\"a\":[1,2]}", " {\"a\":[1,2]}\r", "{\t\"a\":[1,2] }", "{\"a\"\t:[1,2]\r}",
        "{\"a\": [1,2]}", "{\"a\":[ 1,2]}", "{\"a\":[1\t,2]}", "{\"a\":[1,\r2]}", "{\"a\":[1,2\t]}",
        "{\"a\":[1,2] ,\"b\":{ }}", "{\"a\":[1,2], \"b\":[ ]}"},
       {"{\"a\":[1,2 2]}", "{\"a \":[1,2]}"}},
      {"OneIntegerHasOneToken",
       "{ $.a >= 1 && $.a <= 1 }",
       kWide,
       kAny,
       {R"({"a":1})", R"({"a":1.0})", R"({"a":10e-1})"},
       {R"({"a":2})", R"({"a":-0})", R"({"a":0})", R"({"a":"1"})", R"({"a":"x"})", R"({"a":01})"}},
      {"ZeroHasTwoTokens",
       "{ $.a >= 0 && $.a <= 0 }",
       kWide,
       kAny,
       {R"({"a":0})", R"({"a":-0})", R"({"a":-0.0})"},
       {R"({"a":1})", R"({"a":-1})"}},
      {"AFractionIsNoInteger",
       "{ $.a >= 1.5 && $.a <= 1.5 }",
       kWide,
       kAny,
       {R"({"a":1.5})", R"({"a":15E-1})"},
       {R"({"a":1})", R"({"a":7})", R"({"a":"1.5"})"}},
      {"WhatNothingIsAskedOf",
       "{ $.a.b NOT EXISTS }",
       kNarrow,
       kAny,
       {R"({"a":123})", R"({"a":-45.6e7})", R"({"a":"x"})", R"({"a":[1,2]})", R"({"a":{"c":1}})",
        R"({})", R"({"z":{"b":1}})", R"({"z":1,"y":2})"},
       {R"({"a":{"b":1}})", R"({"a":{"c":1,"b":1}})"}},
      {"FurtherMembers",
       "{ $.a = 1 }",
       kNarrow,
       kAny,
       {R"({"a":1,"z":2})", R"({"z":2,"a":1})", R"({"a":1,"z":2,"z":3})"},
       {R"({"a":1,"a":2})", R"({"a":2,"a":1})"}},
      {"AMemberThatIsMissing",
       "{ $.a NOT EXISTS && $.b = 1 && $.c = 2 }",
       kNarrow,
       kAny,
       {R"({"b":1,"c":2})", R"({"b":1,"x":0,"c":2})"},
       {R"({"b":1})", R"({"c":2})", R"({"a":1,"b":1,"c":2})"}},
      {"OrdersAndRepetitions",
       "{ $.a = 1 && $.b = 2 && $.c = 3 }",
       kWide,
       kAny,
       {R"({"a":1,"b":2,"c":3})", R"({"c":3,"b":2,"a":1})", R"({"b":2,"c":3,"a":1})",
        R"({"a":7,"b":2,"a":1,"c":3})", R"({"c":7,"c":8,"c":3,"b":7,"a":1,"b":2})"},
       {R"({"a":1,"b":2,"c":3,"a":7})", R"({"a":1,"b":2})", R"({"b":2,"c":3})",
        R"({"a":1,"c":3,"c":4,"b":2})", R"({"a":1,"a":2,"b":2,"c":3})"}},
      {"OrdersOfCompactLines",
       "{ $.a = 1 && $.b = 2 }",
       kWide,
       kCompact,
       {R"({"a":1,"b":2})", R"({"b":2,"a":1})"},
       {R"({"a":7,"b":2,"a":1})", R"({"b":2,"b":2,"a":1})"}},
      {"SomeChild",
       "{ $.a[*] = 1 }",
       kNarrow,
       kAny,
       {R"({"a":{"zz":1}})", R"({"a":{"x":1}})", R"({"a":[1]})", R"({"a":{"b":2,"zz":1}})"},
       {R"({"a":{"zz":1,"zz":2}})", R"({"a":{"x":1,"x":2}})", R"({"a":{"zz":2}})", R"({"a":1})",
        R"({"a":[]})", R"({"a":{}})", R"({})"}},
      {"TwoChildren",
       "{ $.a[*] = 1 && $.a[*] = x }",
       kNarrow,
       kAny,
       {R"({"a":[1,"x"]})", R"({"a":{"x":1,"xx":"x"}})", R"({"a":{"x":1,"k":"x"}})"},
       {R"({"a":{"k":1}})", R"({"a":{"k":1,"k":"x"}})", R"({"a":{"x":1,"x":"x"}})", R"({"a":[1]})",
        R"({"a":["x"]})"}},
      {"TwoChildrenInAnyOrder",
       "{ $.a[*] = 1 && $.a[*] = x }",
       kWide,
       kAny,
       {R"({"a":[1,"x"]})", R"({"a":["x",1]})", R"({"a":[0,"x",0,1,0]})",
        R"({"a":{"p":1,"q":"x"}})", R"({"a":{"p":"x","q":1}})", R"({"a":{"p":"x","r":0,"q":1}})"},
       {R"({"a":[1]})", R"({"a":["x"]})", R"({"a":[1,1]})", R"({"a":{"p":1}})",
        R"({"a":{"p":"x"}})", R"({"a":{"p":1,"q":1}})", R"({"a":{"p":"x","q":"x"}})",
        R"({"a":{"p":0,"q":0}})", R"({"a":7})"}},
      {"ChildrenBesideNamedOnes",
       "{ $.a.b = 5 && $.a.c = 6 && $.a[*] = 1 && $.a[*] = x }",
       kWide,
       kAny,
       {R"({"a":{"b":5,"c":6,"p":1,"q":"x"}})", R"({"a":{"q":"x","c":6,"p":1,"b":5}})"},
       {R"({"a":{"b":5,"c":6,"p":1}})", R"({"a":{"b":5,"c":6,"p":"x"}})",
        R"({"a":{"b":5,"p":1,"q":"x"}})", R"({"a":{"c":6,"p":1,"q":"x"}})"}},
      {"ElementsOutOfOrder",
       "{ $.a[3] = 1 && $.a[1] = 2 }",
       kNarrow,
       kAny,
       {R"({"a":[0,2,0,1]})", R"({"a":[0,2,0,1,7,7]})"},
       {R"({"a":[0,2,0]})", R"({"a":[0,2]})", R"({"a":[0,1,0,2]})", R"({"a":[0,2,1]})"}},
      {"WhatNoChildShows",
       "{ $.a[*].b != 1 && $.a[*].b != x }",
       kNarrow,
       kAny,
       {R"({"a":[{"b":2}]})", R"({"a":[{}]})", R"({"a":7})", R"({"a":{"k":{"b":"y"}}})"},
       {R"({"a":[{"b":1}]})", R"({"a":[{"b":"x"}]})", R"({"a":[0,{"b":1}]})",
        R"({"a":{"k":{"b":"x"}}})", R"({})"}},
  };
}

INSTANTIATE_TEST_SUITE_P(Of, JsonSpellings, testing::ValuesIn(spellings()),
                         [](const auto& given) { return std::string(given.param.name); });

// A place below others says what they are.
TEST(JsonGrammar, PlacesAboveMayBeLeftOut) {
  struct Case {
    const char* pattern;
    std::vector<const char*> accepted;
    std::vector<const char*> refused;
  };
  const std::vector<Case> cases{
      {"{ $.a.b.c = 1 }",
       {R"({"a":{"b":{"c":1}}})"},
       {R"({"a":7})", R"({"a":{"b":7}})", R"({"a":{"b":[]}})", R"({"a":[]})", R"({"a":{}})",
        R"({"a":"x"})", R"({"a":null})", "{}"}},
      {"{ $.a.b = 1 && $.a.c NOT EXISTS }",
       {R"({"a":{"b":1}})"},
       {R"({"a":7})", R"({"a":[]})", R"({"a":{}})", R"({"a":{"b":1,"c":1}})"}},
      {"{ $.a[1] = 2 && $.a[2] NOT EXISTS }",
       {R"({"a":[1,2]})"},
       {R"({"a":7})", R"({"a":{}})", R"({"a":{"k":2}})", R"({"a":[1]})", R"({"a":[1,2,3]})"}},
      {"{ $.a[*] = 1 }", {R"({"a":[1]})", R"({"a":{"k":1}})"}, {R"({"a":7})", R"({"a":{}})"}},
  };
  for (const Case& one : cases) {
    Asked asked(one.pattern);
    for (const Alternative& alternative : asked.alternatives(false)) {
      const Alternative lowest = asked.lowest(alternative);
      for (const Width width : {Width::Narrow, Width::Wide}) {
        for (const char* const line : one.accepted)
          EXPECT_EQ(asked.accepts(lowest, width, Writing::Any, line), true) << line;
        for (const char* const line : one.refused)
          EXPECT_EQ(asked.accepts(lowest, width, Writing::Any, line), false) << line;
      }
    }
  }
}

// Chosen children stand where no other does.
TEST(JsonGrammar, ChosenChildrenBesideNamedOnes) {
  for (const char* const pattern :
       {"{ $.a.x = 1 && $.a[*] = 2 }", "{ $.a.x = 1 && $.a[*] = 2 && $.a[*] = x }",
        "{ $.a.xx = 1 && $.a[*] = 2 && $.a[*] = x }", "{ $.a[0] = 5 && $.a[*] = 1 && $.a[*] = x }",
        "{ $.a[0] = 5 && $.a[1] = 5 && $.a[*] = 1 && $.a[*] = x && $.a[*] = y }"}) {
    Asked asked(pattern);
    const std::optional<std::string> line =
        asked.some_line(asked.alternatives(false).front(), Width::Narrow, Writing::Any);
    ASSERT_TRUE(line) << pattern;
    EXPECT_TRUE(matches(asked.pattern(), *line, Reading::Glob)) << *line;
  }
}

TEST(JsonGrammar, CharactersAreThoseOfALine) {
  Asked asked("{ $.a = x }");
  for (const char32_t c : asked.characters(asked.alternatives(false).front())) {
    EXPECT_LE(c, 0x10FFFFU);
    EXPECT_FALSE(0xD800 <= c && c <= 0xDFFF);
    EXPECT_NE(c, U'\n');
  }
}

// Records have their source and name early on; what is below the root has its own order.
TEST(JsonGrammar, TheNameOfAnEventComesFirst) {
  const auto line = [](const char* pattern) {
    Asked asked(pattern);
    return asked.some_line(asked.alternatives(false).front(), Width::Narrow, Writing::Compact);
  };
  EXPECT_EQ(line("{ $.a = 1 && $.eventName = n }"), R"({"eventName":"n","a":1})");
  EXPECT_EQ(line("{ $.a = 1 && $.eventSource = s }"), R"({"eventSource":"s","a":1})");
  EXPECT_EQ(line("{ $.a = 1 && $.b = 2 }"), R"({"a":1,"b":2})");
  EXPECT_EQ(line("{ $.a.b = 1 && $.a.eventName = n }"), R"({"a":{"b":1,"eventName":"n"}})");
}

TEST(JsonGrammar, StepsAreBounded) {
  Asked asked("{ $.a = %^[xy]{20}$% }");
  const Alternative one = asked.alternatives(false).front();
  EXPECT_EQ(asked.outcome_within(one, 3), Outcome::Exceeded);
  EXPECT_EQ(asked.outcome_within(one, kSteps), Outcome::Found);
}

TEST(JsonGrammar, ElementsFarBehindAreRefused) {
  for (const char* const pattern :
       {"{ $.a[200] = 1 }", "{ $.a[200] = 1 && $.b[1] = 2 }", "{ $.b[1] = 2 && $.a[200] = 1 }"}) {
    Asked asked(pattern);
    EXPECT_FALSE(
        asked.accepts(asked.alternatives(false).front(), Width::Narrow, Writing::Any, "{}"))
        << pattern;
  }
  Asked near("{ $.a[199] = 1 }");
  EXPECT_TRUE(near.some_line(near.alternatives(false).front(), Width::Narrow, Writing::Any));
}

// More members of one object than their orders can be followed.
TEST(JsonGrammar, TooManyMembersAreRefusedByTheWideOne) {
  Asked asked(
      "{ $.a = 1 && $.b = 1 && $.c = 1 && $.d = 1 && $.e = 1 && $.f = 1 && $.g = 1 && $.h = 1 }");
  const std::vector<Alternative> alternatives = asked.alternatives(false);
  ASSERT_EQ(alternatives.size(), 1U);
  EXPECT_FALSE(asked.accepts(alternatives.front(), Width::Wide, Writing::Any, "{}"));
  const auto line = asked.some_line(alternatives.front(), Width::Narrow, Writing::Any);
  ASSERT_TRUE(line);
  EXPECT_TRUE(matches(asked.pattern(), *line, Reading::Glob)) << *line;
  Asked fewer("{ $.a = 1 && $.b = 1 && $.c = 1 && $.d = 1 && $.e = 1 && $.f = 1 && $.g = 1 }");
  EXPECT_TRUE(
      fewer.accepts(Width::Wide, Writing::Any, R"({"g":1,"f":1,"e":1,"d":1,"c":1,"b":1,"a":1})"));
}

}  // namespace
}  // namespace filtercheck::decide
