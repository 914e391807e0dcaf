// The grammars of JSON lines against the evaluator. What a pattern asks is cut into alternatives,
// each a list of places with classes; on a set of lines, written in many ways:
//   Narrow: what an alternative accepts, the pattern matches, and some line is found.
//   Wide:   what the pattern matches, an alternative accepts; and only JSON objects are.
// A line is tried by searching for one that is this text.
#include "decide/json_grammar.hpp"

#include <gtest/gtest.h>

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
}

}  // namespace
}  // namespace filtercheck::decide
