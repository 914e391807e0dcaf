#include "decide/natural.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "decide/space.hpp"

namespace filtercheck::decide {
namespace {

std::u32string first_text(const std::vector<std::string>& names) {
  Space space;
  Selector selector;
  for (const std::string& name : names) selector.steps.emplace_back(Key{name});
  return natural_texts(space, space.place_at(selector)).front();
}

TEST(Natural, KnownFieldsHaveTheirOwnTexts) {
  EXPECT_EQ(first_text({"eventVersion"}), U"1.11");
  EXPECT_EQ(first_text({"userIdentity", "type"}), U"IAMUser");
  EXPECT_EQ(first_text({"responseElements", "ConsoleLogin"}), U"Success");
  EXPECT_EQ(first_text({"userIdentity", "sessionContext", "attributes", "mfaAuthenticated"}),
            U"false");
}

// A name elsewhere is another field.
TEST(Natural, OtherFieldsHavePlainTexts) {
  const std::vector<std::vector<std::string>> others{
      {"a"},
      {"type"},
      {"a", "eventVersion"},
      {"userIdentity", "eventVersion"},
      {"userIdentity", "a"},
      {"a", "type"},
      {"type", "userIdentity"},
      {"a", "userIdentity", "type"},
      {"userIdentity", "a", "type"},
      {"userIdentity", "sessionContext", "mfaAuthenticated", "attributes"}};
  for (const std::vector<std::string>& names : others)
    EXPECT_EQ(first_text(names), U"x") << names.back();
}

TEST(Natural, ElementsHavePlainTexts) {
  Space space;
  const Selector selector{{Key{"userIdentity"}, Index{1}}};
  EXPECT_EQ(natural_texts(space, space.place_at(selector)).front(), U"x");
}

}  // namespace
}  // namespace filtercheck::decide
