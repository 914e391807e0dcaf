// What patterns ask of a line as atoms, and lines for given atoms: which line is found, what is
// enough where there is none, and what the searches may cost. That the verdicts are right is for
// tests/vectors and tests/exhaustive to show.
#include "decide/line_theory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/unicode.hpp"
#include "decide/line_atoms.hpp"
#include "filtercheck/parse.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = LineTheory::Answer::Kind;

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

// Literals of lines by the texts of patterns: `+P`, all that P asks for; `-P`, none of it. Of a
// pattern of fields with conditions only these: that there are such fields is asked by one without
// conditions.
class Asked {
 public:
  LineAtoms& atoms() { return atoms_; }

  Formulas& formulas() { return formulas_; }

  Formulas::Id formula(const std::string& text, bool negated = false,
                       Reading reading = Reading::Glob) {
    patterns_.push_back(parse(text, Limits::beyond_aws()).value());
    return atoms_.formula(patterns_.back(), reading, negated);
  }

  std::vector<LineLiteral> literals(const std::vector<std::string>& texts) {
    std::vector<LineLiteral> all;
    for (const std::string& text : texts) {
      values::Budget budget;
      const auto model = formulas_.satisfy(formula(text.substr(1)), budget).value();
      std::vector<LineLiteral> asked;
      for (const auto& [variable, classes] : model)
        if (const auto literal = atoms_.literal(variable, classes)) asked.push_back(*literal);
      const auto is_presence = [&](const LineLiteral& one) {
        return atoms_.asks_presence(one.atom);
      };
      if (!std::all_of(asked.begin(), asked.end(), is_presence)) std::erase_if(asked, is_presence);
      for (LineLiteral literal : asked) {
        literal.required = literal.required == (text.front() == '+');
        names_.emplace_back(literal, text);
        all.push_back(literal);
      }
    }
    return all;
  }

  std::int32_t atom(const std::string& text) { return literals({"+" + text}).front().atom; }

  std::set<std::string> names(const std::vector<LineLiteral>& literals) const {
    std::set<std::string> names;
    for (const LineLiteral& literal : literals) {
      const auto known = std::find_if(names_.begin(), names_.end(),
                                      [&](const auto& name) { return name.first == literal; });
      names.insert(known == names_.end() ? "not asked for" : known->second);
    }
    return names;
  }

 private:
  Formulas formulas_;
  LineAtoms atoms_{formulas_, 0};
  std::deque<Pattern> patterns_;
  std::vector<std::pair<LineLiteral, std::string>> names_;
};

bool any(const std::u32string&) { return true; }

// The line; "none", "unknown".
std::string line(const std::vector<std::string>& texts) {
  Asked asked;
  LineTheory theory(asked.atoms());
  const auto answer = theory.find(asked.literals(texts), any);
  if (answer.kind == Kind::Found) return utf8(answer.line);
  return answer.kind == Kind::None ? "none" : "unknown";
}

// ---- Atoms -------------------------------------------------------------------------------------

TEST(LineAtoms, AreOneWhereTheySayTheSame) {
  Asked asked;
  EXPECT_EQ(asked.formula("%abc%"), asked.formula("abc"));
  EXPECT_EQ(asked.formula("%ab|c%"), asked.formula("?ab ?c"));
  EXPECT_EQ(asked.formula("[x = %b%, ...]"), asked.formula("[y = %b%, ...]"));
  EXPECT_EQ(asked.formula("[x = a*, ...]"),
            asked.formula("[x = a*, ...]", false, Reading::FirstOccurrence));
  EXPECT_EQ(asked.formula("[x = a, ...]"),
            asked.formula("[x = a, ...]", false, Reading::FirstOccurrence));
  EXPECT_EQ(asked.formula("[]"), Formulas::kAlways);
  EXPECT_EQ(asked.formula("[...]"), Formulas::kAlways);
  EXPECT_EQ(asked.formula("[]", true), Formulas::kNever);
}

TEST(LineAtoms, AreTwoWhereTheyDiffer) {
  Asked asked;
  const std::vector<std::string> texts{
      "ab",           "a",
      "%ab?%",        "%ab+c%",
      "%ab{1,2}c%",   "%a[bc]%",
      "%a.%",         "%ab|c%",
      "[x = 1, ...]", "[x < 1, ...]",
      "[x > 1, ...]", "[x = \"1\", ...]",
      "[x = 1]",      "[..., x = 1]",
      "[x = a*b]",    "[x = ab, ...]",
  };
  std::set<Formulas::Id> all;
  for (const std::string& text : texts) all.insert(asked.formula(text));
  EXPECT_EQ(all.size(), texts.size());
  EXPECT_NE(asked.formula("[x = a*b]"),
            asked.formula("[x = a*b]", false, Reading::FirstOccurrence));
}

TEST(LineAtoms, HoldOrDoNot) {
  Asked asked;
  const Formulas::Id holds = asked.formula("a");
  EXPECT_EQ(asked.formulas().any_of({holds, asked.formula("a", true)}), Formulas::kAlways);
  EXPECT_EQ(asked.formulas().all_of({holds, asked.formula("a", true)}), Formulas::kNever);
  const LineLiteral literal{asked.atom("a"), true};
  EXPECT_EQ(asked.formulas().any_of({holds, asked.atoms().not_all({literal})}), Formulas::kAlways);
  EXPECT_EQ(asked.atoms().not_all({{literal.atom, false}}), holds);
  EXPECT_EQ(asked.atoms().literal(literal.atom, ClassSet(2, true)), std::nullopt);
}

TEST(LineAtoms, KnowTextsThatAreSurelyThere) {
  Asked asked;
  const auto sure = [&](const std::string& text) {
    return asked.atoms().sure_texts(asked.atom(text));
  };
  EXPECT_THAT(sure("[x = a*bc**d, ...]"), ElementsAre(U"a", U"bc", U"d"));
  EXPECT_THAT(sure("[x = *bc*, ...]"), ElementsAre(U"bc"));
  EXPECT_THAT(sure("[x = *, ...]"), IsEmpty());
  EXPECT_THAT(sure("[x = ab, ...]"), ElementsAre(U"ab"));
  EXPECT_THAT(sure("ab"), ElementsAre(U"ab"));
  EXPECT_EQ(*asked.atoms().contained(asked.atom("%ab%")), U"ab");
  EXPECT_EQ(asked.atoms().contained(asked.atom("%a.%")), nullptr);
}

TEST(LineAtoms, KnowTextsThatMayDo) {
  Asked asked;
  const auto likely = [&](const std::string& text) {
    std::vector<std::string> texts;
    for (const auto& one : asked.atoms().likely_texts(asked.literals({"+" + text})))
      texts.push_back(utf8(one));
    return texts;
  };
  EXPECT_THAT(likely("[a = foo, ...]"), ElementsAre("foo", "x"));
  EXPECT_THAT(likely("[a > 5, ...]"), ElementsAre("5", "6", "4", "x"));
  EXPECT_THAT(likely("[a < 1.5, ...]"), ElementsAre("2", "1", "x"));
  EXPECT_THAT(likely("[a = 1e19, ...]"), ElementsAre("10000000000000000000", "10000000000000000001",
                                                     "9999999999999999999", "x"));
  EXPECT_THAT(likely("[a = 1e20, ...]"), ElementsAre("x"));
  EXPECT_THAT(likely("[a = %b%, ...]"), ElementsAre("x"));
}

TEST(LineAtoms, KnowWhetherTheyCompareNumbers) {
  Asked asked;
  EXPECT_TRUE(asked.atoms().have_numbers(asked.literals({"+a", "+[x > 5, ...]"})));
  EXPECT_FALSE(asked.atoms().have_numbers(asked.literals({"+a", "+[x = b, ...]"})));
}

TEST(LineAtoms, AreTooLargeOnceOneIs) {
  Asked asked;
  asked.formula("%a.b%");
  EXPECT_FALSE(asked.atoms().too_large());
  std::string large = "%";
  for (int i = 0; i < 21; ++i) large += ".{1000}";
  asked.formula(large + "%");
  EXPECT_TRUE(asked.atoms().too_large());
  asked.formula("%a.c%");
  EXPECT_TRUE(asked.atoms().too_large());
}

// ---- Which line --------------------------------------------------------------------------------

TEST(LineTheory, TakesTheMostNaturalLine) {
  const struct {
    std::vector<std::string> literals;
    const char* line;
  } cases[] = {
      {{}, "x"},
      {{"-a"}, "x"},
      {{"-x"}, "a"},
      // All texts in a row.
      {{"+a", "+b"}, "a b"},
      {{"+ab", "+a", "+c"}, "ab c"},
      {{"+foo", "-%^foo%"}, "x foo"},
      {{"+foo", "-%foo$%"}, "foo x"},
      {{"+foo", "-bar"}, "foo"},
      {{"+a", "+b", "-\"a b\""}, "ab"},
      // Fields as they are asked for, in quotes or brackets where need be, and a text in the first
      // one that is free.
      {{"+[a, b, c, ...]"}, "x x x"},
      {{"+[a, b, ...]", "+[a, b = 5, ...]", "+foo"}, "foo 5"},
      {{"+[a, b, ...]", "+[a = 1, ...]", "+[a, b = 2, ...]", "+foo"}, "1 2 foo"},
      {{"+[a, ...]", "+[a = \"p q\", ...]", "+foo"}, "\"p q\" foo"},
      {{"+[a, b, ...]", "+[a = \"p q\", ...]"}, "\"p q\" x"},
      {{"+[a, b, ...]", "+[a = \"\", ...]"}, "\"\" x"},
      {{"+[a, b, ...]", "+[a = \"p\\\"q\", ...]"}, "[p\"q] x"},
      {{"+[a, b, ...]", "+[a = \"p]q\", ...]"}, "\"p]q\" x"},
      {{"+[a, b, c, ...]", "+[a, ..., b = \"p q\", c]"}, "x \"p q\" x"},
      {{"+[a, b, c, ...]", "+[a, ..., b, c = \"p q\"]"}, "x x \"p q\""},
      // As many as the farthest that is asked for.
      {{"+[a = 1, ...]", "+[a, b = \"p q\", ...]", "+[a, b, c = 2, ...]"}, "1 \"p q\" 2"},
      {{"+[a, b, c = 2, ...]", "+[a = 1, ...]", "+[a, b = \"p q\", ...]"}, "1 \"p q\" 2"},
      {{"+[a, ...]", "+[a, b, c, ...]", "+[a = \"p q\", ...]"}, "\"p q\" x x"},
      {{"+[a, b, c, ...]", "+[a, ...]", "+[a = \"p q\", ...]"}, "\"p q\" x x"},
      // A field that must be there and not be what it would be.
      {{"+[a, b, ...]", "+[a = \"p q\", ...]", "-[a, b = \"\", ...]", "-[a, b = %x%, ...]"},
       "\"p q\" a"},
      // There need be no field to have none like that.
      {{"-[a = *, ...]"}, " "},
      {{"-[a, b, ...]", "-[a, b = c, ...]"}, "x"},
      {{"+[a, ...]", "-[a, b = *, ...]"}, "x"},
      // Letters, digits, capitals, other characters, those that cannot be seen. Of the same kind
      // the first in the order of their codes.
      {{"+%^[b9]$%"}, "b"},
      {{"+%^[a9]$%"}, "a"},
      {{"+%^[9z]$%"}, "z"},
      {{"+%^[bc]$%"}, "b"},
      {{"+%^[0Z]$%"}, "0"},
      {{"+%^[9Z]$%"}, "9"},
      {{"+%^[:A]$%"}, "A"},
      {{"+%^[:Z]$%"}, "Z"},
      {{"+%^[\\x21Z]$%"}, "Z"},
      {{"+%^[:_]$%"}, ":"},
      {{"+%^[\\x7e9]$%"}, "9"},
      {{"+%^[\\x7eb]$%"}, "b"},
      {{"+%^[\\x09\\x7e]$%"}, "~"},
      {{"+%^[\\x09\\x20]$%"}, " "},
      {{"+%^[\\x09\\x7f]$%"}, "\t"},
      // No line break.
      {{"+%^[\\x0a\\x0b]$%"}, "\x0b"},
      {{"+%^[\\x0a-\\x0c]$%"}, "\x0b"},
      {{"+%^[\\x09-\\x0a]$%"}, "\t"},
      {{"+\"a\nb\""}, "none"},
      {{"+%^\\x0a$%"}, "none"},
  };
  for (const auto& one : cases)
    EXPECT_EQ(line(one.literals), one.line) << ::testing::PrintToString(one.literals);
}

TEST(LineTheory, ForgetsTheFieldsOfTheLastCall) {
  Asked asked;
  LineTheory theory(asked.atoms());
  EXPECT_EQ(theory.find(asked.literals({"+[a, b, c, ...]"}), any).line, U"x x x");
  EXPECT_EQ(theory.line_of_fields(), U"x x x");
  EXPECT_EQ(theory.line_of_fields(U"y"), U"y x x");
  EXPECT_EQ(theory.find(asked.literals({"-q"}), any).line, U"x");
  EXPECT_EQ(theory.line_of_fields(), U"");
}

// ---- Why there is none -------------------------------------------------------------------------

TEST(LineTheory, SaysWhatIsEnough) {
  const struct {
    std::vector<std::string> literals;
    std::set<std::string> core;
  } cases[] = {
      {{"+c", "+ab", "-b", "-d"}, {"+ab", "-b"}},
      {{"+c", "+[x = a*bc, ...]", "-b"}, {"+[x = a*bc, ...]", "-b"}},
      {{"+%c%", "+%^a%", "+%^b%", "+d"}, {"+%^a%", "+%^b%"}},
      {{"-[x = a, ...]", "+[x = 5, ...]", "+[x = 6, ...]", "-[x = b, ...]"},
       {"+[x = 5, ...]", "+[x = 6, ...]"}},
      {{"+[x, ...]", "-[x = *, ...]"}, {"+[x, ...]", "-[x = *, ...]"}},
      {{"+[x, ...]", "-[x = *, ...]", "-[x = a, ...]", "+b"}, {"+[x, ...]", "-[x = *, ...]"}},
      {{"+[x = 5, ...]", "-[x = *, ...]"}, {"+[x = 5, ...]", "-[x = *, ...]"}},
      {{"+[x, y, z, ...]", "-[x, y, z, ...]"}, {"+[x, y, z, ...]", "-[x, y, z, ...]"}},
      {{"+[x, ...]", "+[x, y, z, ...]", "-[x, y, ...]"}, {"+[x, y, z, ...]", "-[x, y, ...]"}},
      {{"-[x, y, z, ...]", "-[x, y, ...]", "+[x, y = a, ...]"},
       {"-[x, y, ...]", "+[x, y = a, ...]"}},
      {{"-[x, y, ...]", "-[x, y, z, ...]", "+[x, y = a, ...]"},
       {"-[x, y, ...]", "+[x, y = a, ...]"}},
      {{"-[x, y, ...]", "+[x = a, ...]", "+[x, y = b, ...]"}, {"-[x, y, ...]", "+[x, y = b, ...]"}},
  };
  for (const auto& one : cases) {
    Asked asked;
    LineTheory theory(asked.atoms());
    const auto answer = theory.find(asked.literals(one.literals), any);
    const std::string shown = ::testing::PrintToString(one.literals);
    ASSERT_EQ(answer.kind, Kind::None) << shown;
    EXPECT_EQ(asked.names(answer.core), one.core) << shown;
    EXPECT_EQ(answer.core.size(), one.core.size()) << shown;
    EXPECT_TRUE(answer.whatever_wanted) << shown;
  }
}

// That no line is wanted says nothing about other questions.
TEST(LineTheory, SaysWhereOnlyWantedLinesAreMissing) {
  Asked asked;
  LineTheory theory(asked.atoms());
  const auto literals = asked.literals({"+%^b$%"});
  const auto answer =
      theory.find(literals, [](const std::u32string& text) { return text != U"b"; });
  EXPECT_EQ(answer.kind, Kind::None);
  EXPECT_EQ(answer.core, literals);
  EXPECT_FALSE(answer.whatever_wanted);
  EXPECT_EQ(theory.find(literals, any).line, U"b");
}

TEST(LineTheory, LooksAtLinesThatOnlyWhoWantsThemTellsApart) {
  Asked asked;
  LineTheory theory(asked.atoms());
  const auto literals = asked.literals({"+%^[H-Z]{2}-[A-\\x60]$%"});
  const auto wants = [&](const std::u32string& line) {
    return theory.find(literals, [&](const std::u32string& text) { return text == line; }).line;
  };
  // A line of the same states, with a character that JSON knows.
  EXPECT_EQ(wants(U"XX-\\"), U"XX-\\");
  EXPECT_EQ(wants(U"XX-["), U"XX-[");
}

// ---- What it may cost --------------------------------------------------------------------------

TEST(LineTheory, GivesUpOnOneQuestionAndInTheEndOnAll) {
  Asked asked;
  LineTheory theory(asked.atoms());
  const auto literals = asked.literals({"+%^[ac]+$%"});
  const auto none = [](const std::u32string&) { return false; };
  std::size_t calls = 0;
  for (; calls < 1000; ++calls) {
    const auto answer = theory.find(literals, none);
    ASSERT_EQ(answer.kind, Kind::Unknown);
    if (answer.exceeded == "too many combined states of the conditions on lines") break;
    ASSERT_EQ(answer.exceeded,
              "all lines that were looked at are JSON objects of the other pattern, or have "
              "numbers with extreme exponents");
  }
  EXPECT_GT(calls, 1U);
  EXPECT_LT(calls, 1000U);
}

// Sixteen letters, then the other one of `a` and `c` for each, which must be these: no search that
// takes the letters in their order sees early enough what the first ones must be.
TEST(LineTheory, SaysThatThereAreTooManyStates) {
  Asked asked;
  LineTheory theory(asked.atoms());
  const auto unknown = [&](const std::vector<std::string>& texts) {
    const auto answer = theory.find(asked.literals(texts), any);
    EXPECT_EQ(answer.kind, Kind::Unknown) << ::testing::PrintToString(texts);
    return answer.exceeded;
  };
  const char* const exceeded = "too many combined states of the conditions on a line";
  EXPECT_EQ(unknown({"+%^[ac]{32}$%", "-%a.{15}a%", "-%c.{15}c%", "+%cacaacccaaccaacc$%"}),
            exceeded);
  EXPECT_EQ(unknown({"+[x = %^[ac]{32}$%, ...]", "-[x = %a.{15}a%, ...]", "-[x = %c.{15}c%, ...]",
                     "+[x = %cacaacccaaccaacc$%, ...]"}),
            exceeded);
}

}  // namespace
}  // namespace filtercheck::decide
