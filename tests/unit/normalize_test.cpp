#include "filtercheck/normalize.hpp"

#include <gtest/gtest.h>

#include <string>

#include "filtercheck/parse.hpp"

namespace filtercheck {
namespace {

// `count` texts, any of which the field may be.
std::string any_of(const std::string& field, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    if (i > 0) text += " || ";
    text += "($." + field + " = t" + std::to_string(1000 + i) + ")";
  }
  return text;
}

NormalForm form_of_texts(int count) {
  const std::string text =
      "{ (" + any_of("eventName", count) + ") && (" + any_of("eventSource", count) + ") }";
  return normalize(parse(text, Limits::beyond_aws()).value());
}

TEST(NormalForm, SetsTheFieldsApart) {
  const NormalForm form = form_of_texts(20);
  ASSERT_EQ(form.clauses.size(), 1U);
  EXPECT_EQ(form.clauses[0].event_source.in.size(), 20U);
  EXPECT_EQ(form.clauses[0].event_name.in.size(), 20U);
  EXPECT_FALSE(form.clauses[0].when);
}

TEST(NormalForm, OfTooManyTextsIsOneClause) {
  const NormalForm form = form_of_texts(200);
  ASSERT_EQ(form.clauses.size(), 1U);
  EXPECT_TRUE(form.clauses[0].event_source.any);
  EXPECT_TRUE(form.clauses[0].event_name.any);
  EXPECT_TRUE(form.clauses[0].when);
}

// Of very many terms it is not looked at which imply others.
TEST(NormalForm, OfVeryManyTerms) {
  std::string text;
  for (int i = 0; i < 600; ++i) text += "t" + std::to_string(1000 + i) + " ";
  const Pattern pattern = parse(text + "t1000 t", Limits::beyond_aws()).value();
  const NormalForm form = normalize(pattern);
  const Pattern again = parse(form.text, Limits::beyond_aws()).value();
  EXPECT_EQ(again.terms.size(), 601u);
  EXPECT_EQ(normalize(again).text, form.text);
}

}  // namespace
}  // namespace filtercheck
