// PEGTL's own analysis of the grammar: no rule loops without progress.
#include <gtest/gtest.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/faults.hpp"
#include "grammar/fields.hpp"
#include "grammar/filter.hpp"
#include "grammar/terms.hpp"

namespace filtercheck::grammar {
namespace {

TEST(Grammar, HasNoRuleThatLoopsWithoutProgress) {
  EXPECT_EQ(p::analyze<json_pattern>(1), 0u);
  EXPECT_EQ(p::analyze<terms_pattern>(1), 0u);
  EXPECT_EQ(p::analyze<space_pattern>(1), 0u);
}

TEST(Faults, HaveNoRuleThatLoopsWithoutProgress) { EXPECT_EQ(p::analyze<faults::tokens>(1), 0u); }

TEST(Faults, CutAnyTextIntoWordsWithoutRest) {
  for (const std::string text : {"", " ", "\x01\xff\x80", "\"", "%", "\\", "“", "$", "(((", "`a"}) {
    p::memory_input<> in(text, "text");
    EXPECT_TRUE(p::parse<faults::tokens>(in)) << text;
    EXPECT_TRUE(in.empty()) << text;
  }
}

}  // namespace
}  // namespace filtercheck::grammar
