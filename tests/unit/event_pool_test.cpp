#include "decide/event_pool.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "filtercheck/parse.hpp"

namespace filtercheck::decide {
namespace {

TEST(EventPool, HasAnEventOnce) {
  EventPool pool({Reading::Glob, Reading::FirstOccurrence});
  const Pattern pattern = parse("{ $.a = *b && $.c = 1 }").value();
  const EventPool::Outline outline = pool.outline_of(pattern);
  EXPECT_TRUE(pool.add(R"({"a":"bb","c":1})"));
  EXPECT_TRUE(pool.add(R"({"a":"b"})"));
  EXPECT_FALSE(pool.add(R"({"a":"bb","c":1})"));
  ASSERT_EQ(pool.events().size(), 2u);
  const std::vector<Bits> matched = pool.matched(outline);
  ASSERT_EQ(matched.size(), 2u);
  EXPECT_TRUE(matched[0].test(0));
  EXPECT_FALSE(matched[0].test(1));
  EXPECT_FALSE(matched[1].test(0));
}

}  // namespace
}  // namespace filtercheck::decide
