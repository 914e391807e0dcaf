#include "values/alphabet.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "values/budget.hpp"

namespace filtercheck::values {
namespace {

using Pairs = std::vector<std::pair<char32_t, char32_t>>;

Pairs blocks(std::vector<char32_t> starts) {
  Pairs pairs;
  for (const Block block : blocks_of(std::move(starts)))
    pairs.emplace_back(block.first, block.last);
  return pairs;
}

TEST(Alphabet, BlocksBeginAtTheirStarts) {
  EXPECT_EQ(blocks({}), (Pairs{{0, 0x10FFFF}}));
  EXPECT_EQ(blocks({0}), (Pairs{{0, 0x10FFFF}}));
  EXPECT_EQ(blocks({0x110000}), (Pairs{{0, 0x10FFFF}}));
  EXPECT_EQ(blocks({0x110001, 0x110000, 0x10FFFF}), (Pairs{{0, 0x10FFFE}, {0x10FFFF, 0x10FFFF}}));
  EXPECT_EQ(blocks({U'd', U'b', 0, U'd', U'b'}),
            (Pairs{{0, U'a'}, {U'b', U'c'}, {U'd', 0x10FFFF}}));
}

TEST(Alphabet, ReadableBlocksComeFirst) {
  EXPECT_EQ(blocks({U'0', U'1'}), (Pairs{{U'0', U'0'}, {U'1', 0x10FFFF}, {0, U'/'}}));
  EXPECT_EQ(blocks({U'0', U'z', U'{'}),
            (Pairs{{U'0', U'y'}, {U'z', U'z'}, {0, U'/'}, {U'{', 0x10FFFF}}));
  EXPECT_EQ(blocks({U' ', U'!', 0x80}),
            (Pairs{{U'!', 0x7F}, {0, 0x1F}, {U' ', U' '}, {0x80, 0x10FFFF}}));
}

TEST(Alphabet, ReadableMembers) {
  // Letters and digits before what is next to them.
  EXPECT_EQ(readable_member({U'/', U'0'}), U'0');
  EXPECT_EQ(readable_member({U'z', U'{'}), U'z');
  EXPECT_EQ(readable_member({0, 0x10FFFF}), U'x');
  EXPECT_EQ(readable_member({0, 0x10FFFF}, [](char32_t c) { return c == U'x'; }), U'y');
  EXPECT_EQ(readable_member({U'_', U'_'}), U'_');
  // What is not ASCII.
  EXPECT_EQ(readable_member({0xE9, 0xEA}), 0xE9u);
  EXPECT_EQ(readable_member({0xE9, 0xEA}, [](char32_t c) { return c == 0xE9; }), 0xEAu);
  EXPECT_EQ(readable_member({0xE9, 0xEA}, [](char32_t) { return true; }), kNoCharacter);
  // Surrogates are no characters.
  EXPECT_EQ(readable_member({0xD800, 0xDFFF}), kNoCharacter);
  EXPECT_EQ(readable_member({0xD800, 0xE000}), 0xE000u);
  EXPECT_EQ(readable_member({0xD7FF, 0xE000}), 0xD7FFu);
  EXPECT_EQ(readable_member({0xD7FF, 0xE000}, [](char32_t c) { return c == 0xD7FF; }), 0xE000u);
}

TEST(Budget, MovesAreCounted) {
  Budget budget;
  EXPECT_TRUE(budget.ok());
  budget.spend(Budget::kMoves - 1);
  budget.spend(1);
  EXPECT_TRUE(budget.ok());
  budget.spend(1);
  EXPECT_FALSE(budget.ok());
  EXPECT_FALSE(budget.exceeded.empty());
}

}  // namespace
}  // namespace filtercheck::values
