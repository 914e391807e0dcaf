// How an event is written: by the values that a query leaves one choice of.
#include "decide/assignment.hpp"

#include <gtest/gtest.h>

#include <string>

#include "decide/class_search.hpp"
#include "support/asked.hpp"

namespace filtercheck::decide {
namespace {

std::string event_for(const std::string& pattern) {
  const support::AskedSpace asked({{pattern}});
  return asked.event_of(ClassSearch(asked.space()).solve(asked.query()));
}

TEST(Assignment, HasTheSourceAndTheNameOfTheEventFirst) {
  EXPECT_EQ(event_for("{ $.a = 1 && $.eventName = Put && $.eventSource = s3 }"),
            R"({"eventSource":"s3","eventName":"Put","a":1})");
  // Those of the record; not what a member calls so.
  EXPECT_EQ(event_for("{ $.a = 1 && $.eventName = Put }"), R"({"eventName":"Put","a":1})");
  EXPECT_EQ(event_for("{ $.r.a = 1 && $.r.eventName = Put }"),
            R"({"r":{"a":1,"eventName":"Put"}})");
}

TEST(Assignment, GivesAnUnnamedMemberAKeyThatNoneHas) {
  EXPECT_EQ(event_for("{ $.a.* = foo && $.a.x = bar && $.a.y = 1 }"),
            R"({"a":{"x":"bar","y":1,"xx":"foo"}})");
}

// What stands in between must not be what a wildcard asks for.
TEST(Assignment, FillsTheGapsBetweenElements) {
  EXPECT_EQ(event_for("{ $.a[2] = foo }"), R"({"a":[0,0,"foo"]})");
  EXPECT_EQ(event_for("{ $.a[3] = foo && $.a[*] = bar }"), R"({"a":["bar",{},{},"foo"]})");
}

}  // namespace
}  // namespace filtercheck::decide
