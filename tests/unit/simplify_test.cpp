#include "filtercheck/simplify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "controls/controls.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "shorten/rewrite.hpp"
#include "support/generate.hpp"
#include "support/simplified.hpp"
#include "support/thinned.hpp"

namespace filtercheck {
namespace {

Pattern parsed(const std::string& text) {
  Result<Pattern> result = parse(text, Limits::beyond_aws());
  EXPECT_TRUE(result.ok()) << text;
  return result.ok() ? std::move(result).value() : Pattern{};
}

constexpr SimplifyOptions kOverLines{};
constexpr SimplifyOptions kWithGlobs{{}, true};
constexpr SimplifyOptions kOverCloudTrail{{ReadingChoice::Both, Domain::CloudTrail}, false};

struct Case {
  const char* rewrite;
  const char* pattern;
  const char* text;
  SimplifyOptions options = kOverLines;
};

const Case kCases[] = {
    // Layout
    {"shortest is kept", "{ $.a = 1 }", "{ $.a = 1 }"},
    {"roomy where that is not longer", "{  ($.a=\"x\")  }", "{ $.a = x }"},
    {"tight where roomy is longer", "{$.a = 1}", "{$.a=1}"},
    {"as given where any layout is longer", "{$.a=true}", "{$.a=true}"},
    {"parentheses", "{ (($.a = 1)) || (($.b = 2) || (($.c = 3))) }",
     "{ ($.a = 1) || ($.b = 2) || ($.c = 3) }"},
    {"tight stays tight", "{$.a=1||$.b=2}", "{$.a=1||$.b=2}"},
    {"white space alone", "   ", ""},
    {"the empty pattern", "", ""},
    // Literals
    {"quotes", "{ $.a = \"Put*\" }", "{ $.a = Put* }"},
    {"a text of digits is no number", "{ $.a = \"200\" }", "{ $.a = \"200\" }"},
    {"a bare word that is a text of digits", "{ $.a = 200 }", "{ $.a = 200 }"},
    {"stars", "{ $.a = a**b }", "{ $.a = a*b }"},
    {"number of an ordering", "{ $.a > +01.50 }", "{ $.a > 1.5 }"},
    {"no number without a digit before the point", "{ $.a > 00.5 }", "{ $.a > 0.5 }"},
    {"the spelling of an equality is its meaning", "{ $.a = 1.0 }", "{ $.a = 1.0 }"},
    {"regex of a whole text", "{ $.a = %^Put\\.Acl$% }", "{ $.a = Put.Acl }"},
    {"regex of a beginning", "{ $.a = %^Put% }", "{ $.a = %^Put% }"},
    {"regex of a beginning, globs allowed", "{ $.a = %^Put% }", "{ $.a = Put* }", kWithGlobs},
    // Repetition
    {"twice", "{ $.a = 1 || $.b = 2 || $.a = 1 }", "{ ($.a = 1) || ($.b = 2) }"},
    {"in another order", "{ ($.a = 1 && $.b = 2) || ($.b = 2 && $.a = 1) }",
     "{ ($.a = 1) && ($.b = 2) }"},
    {"absorbed", "{ $.a = 1 || ($.a = 1 && $.b = 2) }", "{ $.a = 1 }"},
    {"absorbed, dually", "{ $.a = 1 && ($.a = 1 || $.b = 2) }", "{ $.a = 1 }"},
    // Needless and dead operands
    {"within a glob", "{ $.a = PutX || $.a = Put* || $.a = PutY }", "{ $.a = Put* }"},
    {"within another condition", "{ $.a > 1 || $.a > 5 }", "{ $.a > 1 }"},
    {"implied", "{ $.a = x && $.a != y }", "{ $.a = x }"},
    {"dead alternative", "{ $.a = 1 || ($.b = x && $.b = y) }", "{ $.a = 1 }"},
    {"absent below what is absent", "{ $.a NOT EXISTS && $.a.b NOT EXISTS }", "{ $.a NOT EXISTS }"},
    {"absent beside what is present", "{ $.a.b = 1 && $.a[0] NOT EXISTS }", "{ $.a.b = 1 }"},
    {"inside, by what is outside", "{ $.a = x && ($.a = x || $.b = 1 && $.c = 2) && $.d = 3 }",
     "{ ($.a = x) && ($.d = 3) }"},
    {"a part of an operand", "{ $.a = x || ($.a != x && $.bb = 1 && $.a = *) }",
     "{ ($.a = x) || (($.bb = 1) && ($.a = *)) }"},
    {"whole subtree", "{ $.a = 1 && ($.b = 1 || $.b = 2 || $.b NOT EXISTS || $.a = 1) }",
     "{ $.a = 1 }"},
    // Numbers
    {"less or equal", "{ $.a < 5 || $.a = 5 || $.a = \"5\" }", "{ ($.a < 5) || ($.a = 5) }"},
    {"the string \"5\" is no number", "{$.a<5||$.a=5}", "{$.a<5||$.a=5}"},
    {"less, where equal is excluded", "{ $.a <= 5 && $.a != 5 }", "{ $.a < 5 }"},
    {"less, where equal is there", "{ $.a <= 5 || $.a = 5 }", "{$.a<5||$.a=5}"},
    {"two orderings as one, of a number", "{ ($.a < 5 || $.a = 5) && $.a > 1 }",
     "{ ($.a <= 5) && ($.a > 1) }"},
    {"and from below", "{ ($.a = 5 || $.a > 5) && $.a < 9 }", "{ ($.a >= 5) && ($.a < 9) }"},
    {"any value", "{ $.a = x || $.a != x }", "{ $.a = * }", kWithGlobs},
    {"any value has no shorter text without a star", "{$.a=x||$.a!=x}", "{$.a=x||$.a!=x}"},
    // Regexes that find no text
    {"begins behind a character", "{ $.a = %a^% }", "{ $.a != * }", kWithGlobs},
    {"ends before a character", "{ $.a = %$a% }", "{ $.a != * }", kWithGlobs},
    {"a character that may be left out", "{ $.a = %^a?b$% }", "{ $.a = %^a?b$% }", kWithGlobs},
    {"one that is there twice", "{ $.a = %^a{2}b$% }", "{ $.a = %^a{2}b$% }", kWithGlobs},
    {"one of two", "{ $.a = %^[bc]$% }", "{ $.a = %^[bc]$% }", kWithGlobs},
    {"no printed one", "{ $.a = %^a\\x09$% }", "{ $.a = %^a\\x09$% }", kWithGlobs},
    {"none of ASCII", "{ $.a = %^a\\xe9$% }", "{ $.a = %^a\\xe9$% }", kWithGlobs},
    {"a star", "{ $.a = %^a\\*$% }", "{ $.a = %^a\\*$% }", kWithGlobs},
    // Terms
    {"a term in another", "RROR ERROR", "ERROR"},
    {"a term twice", "b a b", "b a"},
    {"none that says less", "ERROR -debug", "ERROR -debug"},
    // Factors
    {"common condition", "{ ($.s = x && $.n = a) || ($.s = x && $.n = b) }",
     "{ ($.s = x) && (($.n = a) || ($.n = b)) }"},
    {"common alternative", "{ ($.s = x || $.n = a) && ($.s = x || $.m = b) }",
     "{ ($.s = x) || (($.n = a) && ($.m = b)) }"},
    {"product", "{ $.s=x && $.n=a || $.s=x && $.n=b || $.s=y && $.n=b || $.s=y && $.n=a }",
     "{ (($.s = x) || ($.s = y)) && (($.n = a) || ($.n = b)) }"},
    {"common, then always", "{ $.a = 1 && $.b = x || $.a = 1 && $.b != x && $.b = * }",
     "{ ($.a = 1) && ($.b = *) }"},
    // Nothing and everything
    {"nothing", "{ $.eventName = a && $.eventName = b }", "{ ($.a < 0) && ($.a > 0) }"},
    {"nothing, with a star", "{ $.eventName = a && $.eventName != * }", "{ $.a != * }"},
    {"nothing, globs allowed", "{ $.a > 5 && $.a < 5 }", "{ $.a != * }", kWithGlobs},
    {"nothing and short", "{$.b!=*}", "{$.b!=*}"},
    {"everything in CloudTrail", "{ $.eventName = * }", "", kOverCloudTrail},
    {"present in CloudTrail", "{ $.eventSource = s3* && $.eventName = * }",
     "{ $.eventSource = s3* }", kOverCloudTrail},
    {"not so elsewhere", "{$.eventSource=s3*&&$.eventName=*}",
     "{$.eventSource=s3*&&$.eventName=*}"},
    // Globs
    {"names covered by others", "{ $.n = Put* && ($.n = Putting || $.b = 1) && $.n != Pu }",
     "{ ($.n = Put*) && (($.n = Putting) || ($.b = 1)) }"},
    {"shorter where only one is left", "{ ($.n = Put || $.n = Get) && $.n != Get && $.n != Gem }",
     "{ $.n = Put }"},
    {"no glob, where that is not allowed",
     "{ $.b = PutBucketAcl || ($.b != PutBucketAcl && $.b = PutBucketAcl* && $.c = 1) }",
     "{ ($.b = PutBucketAcl) || (($.b = PutBucketAcl*) && ($.c = 1)) }"},
    {"a wider glob where other names are excluded",
     "{ ($.n = PutBucketAcl || $.n = PutObject) && ($.n = PutBucket* || $.b = 1) }",
     "{($.n=PutBucketAcl||$.n=PutObject)&&($.n=*B*||$.b=1)}", kWithGlobs},
    // Wildcard selectors
    {"absorbed, with a wildcard", "{ $.a[*] = 1 || ($.a[*] = 1 && $.b = 2) }", "{ $.a[*] = 1 }"},
};

TEST(Simplify, Rewrites) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.rewrite);
    EXPECT_EQ(simplify(parsed(c.pattern), c.options).pattern.text, c.text);
    EXPECT_EQ(support::bad_simplification(parsed(c.pattern), c.options, {}), std::nullopt);
  }
}

TEST(Simplify, SaysWhatItDid) {
  const auto steps = [](const char* text, const SimplifyOptions& options) {
    return simplify(parsed(text), options).steps;
  };
  using Steps = std::vector<std::string>;
  EXPECT_EQ(steps("{ $.a = 1 }", {}), Steps{});
  EXPECT_EQ(steps("{ ($.a = 1) }", {}), Steps{"changed the layout"});
  EXPECT_EQ(steps("{ $.a = Put* || $.a = PutX }", {}),
            Steps{"dropped `$.a = PutX`: `$.a = Put*` matches all that it matches"});
  EXPECT_EQ(steps("{ $.a > 1 && $.a > 5 }", {}), Steps{"dropped `$.a > 1`: implied by `$.a > 5`"});
  EXPECT_EQ(steps("{ $.a = x || ($.b = 1 && $.b = 2 && $.c = 3) }", {}),
            Steps{"dropped `($.b = 1) && ($.b = 2) && ($.c = 3)`: it matches nothing"});
  EXPECT_EQ(steps("{ $.a > 1.0 }", {}), Steps{"said numbers and texts in fewer characters"});
  EXPECT_EQ(steps("{ $.eventName = * && $.a = 1 }", kOverCloudTrail),
            Steps{"dropped `$.eventName = *`: it always holds"});
}

TEST(Simplify, NamesTheAssumptionsOfTheDomain) {
  const Simplified simplified = simplify(parsed("{ $.eventName = * && $.a = 1 }"), kOverCloudTrail);
  ASSERT_EQ(simplified.caveats.size(), 1U);
  EXPECT_EQ(simplified.caveats.front().code, codes::kCloudTrailAssumption);
}

TEST(Simplify, KeepsWhatOnlyOneReadingMakesNeedless) {
  // `a*b` does not match `aabb` by first occurrence, `a*bb` does.
  const std::string text = "{ ($.a = a*b) || ($.a = a*bb) }";
  EXPECT_EQ(simplify(parsed(text), {}).pattern.text, text);
  const SimplifyOptions glob{{ReadingChoice::Glob, Domain::Lines}, false};
  EXPECT_EQ(simplify(parsed(text), glob).pattern.text, "{ $.a = a*b }");
}

TEST(Simplify, FitsALongPatternIntoTheLimit) {
  std::string text = "{ ";
  for (int i = 0; i < 40; ++i) {
    text += i == 0 ? "" : " || ";
    text += "(($.eventSource = s3.amazonaws.com) && ($.eventName = Name" + std::to_string(i) + "))";
  }
  text += " }";
  EXPECT_FALSE(parse(text).ok());
  const Pattern pattern = parsed(text);
  const Simplified simplified = simplify(pattern, {});
  EXPECT_TRUE(parse(simplified.pattern.text).ok()) << simplified.pattern.text;
  EXPECT_EQ(compare(pattern, simplified.pattern, {}).relation, Relation::Equivalent);
}

TEST(Simplify, AThousandNames) {
  std::string text = "{ $.eventName = Put*";
  for (int i = 0; i < 1000; ++i) {
    text += " || $.eventName = ";
    text += i % 2 == 0 ? "Put" : "Get";
    text += std::to_string(i);
  }
  const Simplified simplified = simplify(parsed(text + " }"), {});
  EXPECT_TRUE(simplified.caveats.empty());
  ASSERT_TRUE(simplified.pattern.expression);
  EXPECT_EQ(shorten::conditions(*simplified.pattern.expression), 501U);
}

TEST(Simplify, TheControls) {
  for (const Control& control : builtin_controls()) {
    if (control.pattern.empty()) continue;
    SCOPED_TRACE(control.id);
    const Pattern pattern = parsed(control.pattern);
    EXPECT_EQ(support::bad_simplification(pattern, {}, {}), std::nullopt);
    // The prescribed pattern with each alternative said twice, and distributed, is as short.
    const std::size_t best = shorten::length(*simplify(pattern, {}).pattern.expression);
    const Expression& expression = *pattern.expression;
    std::vector<Expression> variants{
        {Or{{expression, expression}}, {}},
        {And{{{Or{{expression, expression}}, {}}, expression}}, {}},
    };
    if (auto distributed = shorten::expanded(expression, shorten::Junction::Or))
      variants.push_back(*distributed);
    for (const Expression& variant : variants) {
      Pattern longer;
      longer.kind = Kind::Json;
      longer.expression = variant;
      const Pattern given = parsed(format(longer));
      EXPECT_LE(shorten::length(*simplify(given, {}).pattern.expression), best);
      EXPECT_EQ(support::bad_simplification(given, {}, {}), std::nullopt);
    }
  }
}

// ---- Generated patterns

void check_generated(unsigned seed, std::size_t count, bool wildcards,
                     const SimplifyOptions& options) {
  std::mt19937 random(seed);
  for (std::size_t i = 0; i < support::thinned(count); ++i) {
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 160);
    support::Choices choices(bytes);
    const Pattern pattern = parsed(support::random_pattern(choices, wildcards));
    std::vector<std::string> events;
    while (!choices.done()) events.push_back(support::random_event(choices, {&pattern}));
    const auto bad = support::bad_simplification(pattern, options, events);
    ASSERT_EQ(bad, std::nullopt) << *bad;
  }
}

TEST(SimplifyGenerated, OverLines) { check_generated(1, 100, false, kOverLines); }
TEST(SimplifyGenerated, WithWildcards) { check_generated(2, 40, true, kOverLines); }
TEST(SimplifyGenerated, WithGlobs) { check_generated(3, 50, false, kWithGlobs); }
TEST(SimplifyGenerated, OverCloudTrail) { check_generated(4, 50, false, kOverCloudTrail); }
TEST(SimplifyGenerated, UnderOneReading) {
  check_generated(5, 30, false, {{ReadingChoice::Glob, Domain::Json}, false});
  check_generated(6, 30, false, {{ReadingChoice::FirstOccurrence, Domain::Lines}, false});
}

// ---- The rewrites themselves

TEST(Shorten, ExpandedAndFactoredAreEquivalent) {
  std::mt19937 random(7);
  for (int i = 0; i < support::thinned(300); ++i) {
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 160);
    support::Choices choices(bytes);
    const Pattern pattern = parsed(support::random_pattern(choices, false));
    const auto expect_same = [&](const Expression& expression) {
      Pattern other;
      other.kind = Kind::Json;
      other.expression = expression;
      const Relation relation = compare(pattern, other, {}).relation;
      EXPECT_TRUE(relation == Relation::Equivalent || relation == Relation::Undecided)
          << pattern.text << "\n"
          << format(other);
    };
    expect_same(shorten::without_repetition(*pattern.expression));
    expect_same(shorten::factored(*pattern.expression));
    for (const auto outer : {shorten::Junction::And, shorten::Junction::Or}) {
      if (const auto distributed = shorten::expanded(*pattern.expression, outer))
        expect_same(*distributed);
    }
  }
}

TEST(Shorten, DistributingIsBounded) {
  std::string text = "{ ";
  for (int i = 0; i < 30; ++i) {
    text += i == 0 ? "" : " && ";
    text += "($.a" + std::to_string(i) + " = 1 || $.b" + std::to_string(i) + " = 1)";
  }
  EXPECT_EQ(shorten::expanded(*parsed(text + " }").expression, shorten::Junction::Or),
            std::nullopt);
}

TEST(Simplify, LeavesVeryManyTerms) {
  std::string text = "t";
  for (int i = 0; i < 200; ++i) text += " t" + std::to_string(1000 + i);
  const Simplified simplified = simplify(parsed(text), {});
  EXPECT_EQ(simplified.pattern.text, text);
  ASSERT_EQ(simplified.caveats.size(), 1U);
  EXPECT_EQ(simplified.caveats.front().code, codes::kSimplifyStopped);
}

// What no comparison decides stays, and the answer says why.
TEST(Simplify, KeepsWhatIsNotDecided) {
  std::string large = "$.a = %";
  for (int i = 0; i < 25; ++i) large += "a{900}";
  const std::string text = "{ (" + large + "%) || ($.b = 1) || ($.c = 1 && " + large + "b%) }";
  const Simplified simplified = simplify(parsed(text), {});
  EXPECT_EQ(simplified.pattern.expression, parsed(text).expression);
  std::vector<std::string> codes;
  for (const Caveat& caveat : simplified.caveats) codes.emplace_back(caveat.code);
  EXPECT_NE(std::find(codes.begin(), codes.end(), codes::kBudget), codes.end());
}

}  // namespace
}  // namespace filtercheck
