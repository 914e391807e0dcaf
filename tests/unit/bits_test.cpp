#include "decide/bits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <initializer_list>
#include <optional>

namespace filtercheck::decide {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Bits bits(std::initializer_list<std::size_t> numbers) {
  Bits all;
  for (const std::size_t i : numbers) all.set(i);
  return all;
}

TEST(Bits, HaveWhatIsPutIn) {
  const Bits some = bits({200, 0, 64, 63});
  EXPECT_THAT(some.elements(), ElementsAre(0, 63, 64, 200));
  EXPECT_EQ(some.count(), 4U);
  EXPECT_TRUE(some.test(64));
  EXPECT_FALSE(some.test(65));
  EXPECT_FALSE(some.test(1000));
  EXPECT_EQ(Bits().count(), 0U);
}

TEST(Bits, BelowASize) {
  EXPECT_THAT(Bits::below(0).elements(), IsEmpty());
  EXPECT_THAT(Bits::below(3).elements(), ElementsAre(0, 1, 2));
  EXPECT_EQ(Bits::below(64).count(), 64U);
  EXPECT_EQ(Bits::below(65).count(), 65U);
  EXPECT_FALSE(Bits::below(65).test(65));
}

TEST(Bits, OfDifferentLengths) {
  const Bits low = bits({1, 2});
  const Bits both = bits({2, 100});
  EXPECT_THAT((Bits(low) |= both).elements(), ElementsAre(1, 2, 100));
  EXPECT_THAT((Bits(both) |= low).elements(), ElementsAre(1, 2, 100));
  EXPECT_THAT((Bits(low) &= both).elements(), ElementsAre(2));
  EXPECT_THAT((Bits(both) &= low).elements(), ElementsAre(2));
  EXPECT_THAT((Bits(low) -= both).elements(), ElementsAre(1));
  EXPECT_THAT((Bits(both) -= low).elements(), ElementsAre(100));
}

TEST(Bits, TheLeastOutside) {
  EXPECT_EQ(bits({2, 64, 130}).first_outside(bits({2})), 64U);
  EXPECT_EQ(bits({2, 64, 130}).first_outside(bits({2, 64})), 130U);
  EXPECT_EQ(bits({2}).first_outside(bits({2, 64})), std::nullopt);
  EXPECT_TRUE(bits({2}).is_subset_of(bits({2, 64})));
  EXPECT_FALSE(bits({2, 64}).is_subset_of(bits({2})));
}

}  // namespace
}  // namespace filtercheck::decide
