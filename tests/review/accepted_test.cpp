#include "review/accepted.hpp"

#include <gtest/gtest.h>

#include <string>

#include "filtercheck/parse.hpp"

namespace filtercheck::review {
namespace {

std::string accepted(const std::string& text) {
  const auto rewrites = accepted_of(text, parse(text).diagnostics());
  return rewrites.empty() ? "none" : rewritten(text, rewrites);
}

TEST(Accepted, IsWhatIsPlainlyMeant) {
  EXPECT_EQ(accepted("{ $.a == 1 }"), "{ $.a = 1 }");
  EXPECT_EQ(accepted("{ $.a = 1 AND $.b = 2 or $.c = 3 }"), "{ $.a = 1 && $.b = 2 || $.c = 3 }");
  EXPECT_EQ(accepted("{ $.a = 1 & $.b = 2 | $.c = 3 }"), "{ $.a = 1 && $.b = 2 || $.c = 3 }");
  EXPECT_EQ(accepted("{ $.a == 'x y' }"), "{ $.a = \"x y\" }");
  EXPECT_EQ(accepted("{ $.a = \xE2\x80\x9Cx\xE2\x80\x9D }"), "{ $.a = \"x\" }");
  EXPECT_EQ(accepted("{ $.a = \\\"x\\\" }"), "{ $.a = \"x\" }");
  EXPECT_EQ(accepted("{ $.a = \"\"x\"\" }"), "{ $.a = \"x\" }");
  EXPECT_EQ(accepted("{ $.a = x:y }"), "{ $.a = \"x:y\" }");
  EXPECT_EQ(accepted("{ $a = 1 }"), "{ $.a = 1 }");
}

TEST(Accepted, IsNoneWhereThatIsAGuess) {
  EXPECT_EQ(accepted("{ $.a == null }"), "none");
  EXPECT_EQ(accepted("{ $.a == 1 "), "none");
  EXPECT_EQ(accepted("{ $.a = 1, $.b = 2 }"), "none");
}

}  // namespace
}  // namespace filtercheck::review
