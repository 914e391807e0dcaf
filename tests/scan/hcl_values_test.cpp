#include "scan/hcl_values.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scan/hcl_evaluate.hpp"
#include "scan/hcl_types.hpp"

namespace filtercheck::scan::hcl {
namespace {

// Knows `known`, an object, and that `unknown` is unknown.
class SomeNames : public Names {
 public:
  Resolved resolve(std::string_view name, const std::vector<Step>&, Evaluation&) override {
    if (name == "unknown") return {Value::unknown("nobody said"), 0};
    return {Value::error("`" + std::string(name) + "` is not known"), 0};
  }
  Value file(const Expression&, Evaluation&) override { return Value::error("no file"); }
};

std::string shown(const Value& value) {
  if (const UnknownValue* unknown = value.unknown())
    return (unknown->is_error ? "error: " : "unknown: ") + unknown->why;
  if (value.is_null()) return "null";
  if (const StringValue* string = value.string()) return "'" + string->text.value() + "'";
  if (const TupleValue* tuple = value.tuple()) {
    std::string out = tuple->is_set ? "set(" : "(";
    for (const Value& element : tuple->elements)
      out += (out.ends_with('(') ? "" : " ") + shown(element);
    return out + ")";
  }
  if (const ObjectValue* object = value.object()) {
    std::string out = "{";
    for (const auto& [key, member] : object->members)
      out += (out == "{" ? "" : " ") + key + "=" + shown(member.value);
    return out + "}";
  }
  return to_string(value).string()->text.value();
}

std::shared_ptr<const Source> source(const std::string& text) {
  return std::make_shared<Source>("a.tf", "a = " + text + "\n");
}

Value evaluated(const std::string& text) {
  const File file = read_hcl(source(text));
  const Expression* expression = file.body.find("a");
  if (!expression) return Value::error("unreadable: " + file.faults.at(0).message);
  SomeNames names;
  Budget budget;
  return Evaluation(names, budget).evaluate(*expression);
}

struct Case {
  const char* text;
  const char* expected;
};

// Most were asked of `terraform console` 1.11; functions that it does not show one by one are by
// its documentation.
TEST(HclEvaluate, SaysWhatTerraformSays) {
  const std::vector<Case> cases = {
      {R"("$$${1}")", "'$${1}'"},
      {R"("%%%{x}")", "'%%{x}'"},
      {R"("$$$${x}")", "'$$${x}'"},
      {"-1 + 2 * 3", "5"},
      {"!true == false", "true"},
      {"- -1", "1"},
      {"1.50", "1.5"},
      {"1e3", "1000"},
      {"12.5e-2", "0.125"},
      {R"("${1.50}")", "1.5"},
      {R"("${true}!")", "'true!'"},
      {"6/2", "3"},
      {"7%3", "1"},
      {"1 < 2 && true", "true"},
      {"null == null", "true"},
      {R"("a" == 1)", "false"},
      {R"(1 == "1")", "false"},
      {"1 == 1.0", "true"},
      {"[1, {a = 2}] == [1, {a = 2}]", "true"},
      {R"({"b"=1,a=2})", "{a=2 b=1}"},
      {R"([for k, v in {b=1,a=2}: "${k}${v}"])", "('a2' 'b1')"},
      {R"({for x in ["a","b","a"]: x => 1...})", "{a=(1 1) b=(1)}"},
      {R"([for x in toset(["b","a"]) : x])", "('a' 'b')"},
      {"[for i, x in [5,6] : i + x if x > 5]", "(7)"},
      {R"(true ? 1 : "a")", "'1'"},
      {R"(true ? "a" : null)", "'a'"},
      {"[1,2][*]", "(1 2)"},
      {"{a=1}[*].a", "(1)"},
      {"null[*]", "()"},
      {"[{a=[1]},{a=[2]}].*.a[0]", "(1)"},
      {"[{a=[1]},{a=[2]}][*].a[0]", "(1 2)"},
      {R"({a=1}["a"])", "1"},
      {R"(["a"].0)", "'a'"},
      {R"("%{ for x in ["a","b"] ~} ${x}, %{ endfor ~} z")", "'a, b, z'"},
      {R"("%{ if 1 > 2 }a%{ else }b%{ endif }")", "'b'"},
      {R"(toset(["b","a","b"]))", "set('a' 'b')"},
      {R"(tolist([1,"a",true]))", "('1' 'a' 'true')"},
      {R"(tomap({a=1,b="x"}))", "{a='1' b='x'}"},
      {"tostring(1e21)", "'1000000000000000000000'"},
      {R"(format("%s %v %d %q %%", 1.5, true, 3, "a\"b"))", R"('1.5 true 3 "a\"b" %')"},
      {R"(format("%[2]s %[1]s", "a", "b"))", "'b a'"},
      {R"(format("%s", 10))", "'10'"},
      {R"(format("%d", "3"))", "'3'"},
      {R"(formatlist("%s=%s", "a", [1, 2]))", "('a=1' 'a=2')"},
      {R"(formatlist("%s%s", toset(["b", "a"]), ["c", "d"]))", "('ac' 'bd')"},
      {R"(formatlist("%s", []))", "()"},
      {R"(jsonencode({a="<&>é",b=[1,null,1.5e3]}))",
       R"('{"a":"\u003c\u0026\u003eé","b":[1,null,1500]}')"},
      {R"(jsonencode("a\u0001\n\""))", R"('"a\u0001\n\""')"},
      {"jsonencode([{}, []])", "'[{},[]]'"},
      {R"(lookup({a=1},"b","c"))", "'c'"},
      {"try(1,2)", "1"},
      {R"(try({}.a, "b"))", "'b'"},
      {"can({}.a)", "false"},
      {"merge({a=1},null,{a=2})", "{a=2}"},
      {"flatten([[1],[2,[3]]])", "(1 2 3)"},
      {R"(element(["a","b"],3))", "'b'"},
      {R"(replace("aXbX","X",""))", "'ab'"},
      {R"(coalesce("", "a"))", "'a'"},
      {R"(compact(["a","",null]))", "('a')"},
      {R"(split(",","a,b,,c"))", "('a' 'b' '' 'c')"},
      {R"(join(",",[1,true]))", "'1,true'"},
      {R"(join("-",["a"],["b","c"]...))", "error: it is a string, not a list"},
      {R"(distinct([1,"1",1]))", "('1')"},
      {R"(trimspace("  a\n"))", "'a'"},
      {R"(chomp("a\n\n"))", "'a'"},
      {R"(trim("xxaxx","x"))", "'a'"},
      {R"(trimprefix("ab","a"))", "'b'"},
      {R"(trimsuffix("ab","b"))", "'a'"},
      {R"(keys({b=1,a=2}))", "('a' 'b')"},
      {"values({b=1,a=2})", "(2 1)"},
      {R"(length("abc"))", "3"},
      {R"(contains(["1"],1))", "false"},
      {R"(contains(["a"],"a"))", "true"},
      {R"(upper("a-b"))", "'A-B'"},
      {R"(lower("AbC"))", "'abc'"},
      {R"(zipmap(["b","a"],[1,2]))", "{a=2 b=1}"},
      {R"(concat([1],["a"]))", "(1 'a')"},
      {"range(3)", "(0 1 2)"},
      {R"(one(["a"]))", "'a'"},
      {R"(sort(["b","a"]))", "('a' 'b')"},
      {R"(reverse(["b","a"]))", "('a' 'b')"},
      {R"(slice(["a","b","c"],1,2))", "('b')"},
      {R"(startswith("ab","a") && !endswith("ab","a"))", "true"},
      {R"(tobool("true"))", "true"},
      {R"(tonumber("12"))", "12"},
  };
  for (const Case& one : cases) {
    const std::string got = shown(evaluated(one.text));
    EXPECT_TRUE(got == one.expected || got == "'" + std::string(one.expected) + "'")
        << one.text << " is " << got << ", not " << one.expected;
  }
}

TEST(HclEvaluate, DoesNotGuess) {
  const std::vector<Case> cases = {
      {R"("a${unknown}")", "unknown: nobody said"},
      {"[1, unknown]", "(1 unknown: nobody said)"},
      {"[1, unknown][0]", "1"},
      {"{a = unknown, b = 1}.b", "1"},
      {"{(unknown) = 1}", "unknown: nobody said"},
      {"unknown.a[0]", "unknown: nobody said"},
      {"unknown ? 1 : 1", "unknown: nobody said"},
      {"unknown && false", "false"},
      {"unknown || true", "true"},
      {"unknown && true", "unknown: nobody said"},
      {"unknown == unknown", "unknown: nobody said"},
      {"[1, unknown] == [2, unknown]", "false"},
      {"[for x in unknown : x]", "unknown: nobody said"},
      {"[for x in [1, 2] : x if unknown]", "unknown: nobody said"},
      {"{for x in [1, 2] : unknown => x}", "unknown: nobody said"},
      {R"(join(",", ["a", unknown]))", "unknown: nobody said"},
      {R"(format("%s", unknown))", "unknown: nobody said"},
      {"jsonencode([unknown])", "unknown: nobody said"},
      {"merge({a=1}, unknown)", "unknown: nobody said"},
      {R"(contains(["b", unknown], "a"))", "unknown: nobody said"},
      {R"(contains(["a", unknown], "a"))", "true"},
      {"try(unknown, 1)", "unknown: nobody said"},
      {"try(nothing, 1)", "1"},
      {"coalesce(unknown, 1)", "unknown: nobody said"},
      {"toset([1, unknown])", "unknown: nobody said"},
      {"length([1, unknown])", "2"},
      {"f(1)", "unknown: the function `f` is not evaluated here"},
      {"upper(\"\xC3\xA9\")", "unknown: letters beyond ASCII are not changed here"},
      {R"(replace("a", "/a/", "b"))", "unknown: such a `replace` is not evaluated here"},
      {R"(format("%5s", "a"))", "unknown: such a format is not evaluated here"},
      {R"(format("%s"))", "error: the format has too few arguments"},
      {R"(format("a", 1))", "error: the format has too many arguments"},
      {R"(formatlist("%s", ["a", unknown]))", "unknown: nobody said"},
      {R"(formatlist("%s%s", ["a"], ["b", "c"]))", "error: the lists are of different lengths"},
      {R"(formatlist("a%s", "b"))", "unknown: `formatlist` without a list is not evaluated here"},
      {"5/2", "unknown: arithmetic on such numbers is not done here"},
      {"1.5 + 1", "unknown: arithmetic on such numbers is not done here"},
      {"1/0", "error: it divides by zero"},
      {"1e99", "unknown: the number is too long"},
      {"{a=1}.b", "error: there is no `b` in it"},
      {"[1][1]", "error: there is no such element"},
      {"null.a", "error: it is null"},
      {"\"${null}a\"", "error: it is null, not a string"},
      {"{for x in [1, 1] : \"a\" => x}", "error: the key `a` is there twice"},
      {"!1", "error: it is no boolean"},
      {"-\"a\"", "error: it is no number"},
      {"keys(1)", "error: it is a number, not an object"},
      {"length()", "error: the function `length` takes another number of arguments"},
  };
  for (const Case& one : cases) EXPECT_EQ(shown(evaluated(one.text)), one.expected) << one.text;
}

TEST(HclEvaluate, KnowsWherePartsStand) {
  // a = join(" || ", [for x in ["b", "c"] : "(${x})"])
  const Value value = evaluated(R"x(join(" || ", [for x in ["b", "c"] : "(${x})"]))x");
  ASSERT_TRUE(value.string());
  const Text& text = value.string()->text;
  ASSERT_EQ(text.value(), "(b) || (c)");
  EXPECT_FALSE(value.string()->literal);
  EXPECT_EQ(text.written({0, 1})->span, (Span{41, 42}));
  EXPECT_EQ(text.written({1, 2})->span, (Span{29, 30}));
  EXPECT_EQ(text.written({4, 6})->span, (Span{11, 13}));
  EXPECT_EQ(text.written({8, 9})->span, (Span{34, 35}));

  // What is left of a literal still is that literal.
  const Value trimmed = evaluated(R"(trimspace(" b "))");
  ASSERT_TRUE(trimmed.string() && trimmed.string()->literal);
  EXPECT_EQ(trimmed.string()->literal->span, (Span{14, 19}));
  EXPECT_EQ(trimmed.string()->text.written({0, 1})->span, (Span{16, 17}));

  // What became of a byte stands where that byte does.
  const Value json = evaluated(R"(jsonencode("b<"))");
  ASSERT_EQ(json.string()->text.value(), "\"b\\u003c\"");
  EXPECT_EQ(json.string()->text.written({2, 8})->span, (Span{17, 18}));
  EXPECT_FALSE(json.string()->text.written({0, 1}));
  const Value lower = evaluated(R"(lower("bC"))");
  EXPECT_EQ(lower.string()->text.written({1, 2})->span, (Span{12, 13}));

  const Value formatted = evaluated(R"(format("{ %s %% }", "b"))");
  ASSERT_EQ(formatted.string()->text.value(), "{ b % }");
  EXPECT_EQ(formatted.string()->text.written({2, 3})->span, (Span{25, 26}));
  EXPECT_EQ(formatted.string()->text.written({6, 7})->span, (Span{20, 21}));
}

TEST(HclEvaluate, IsBounded) {
  const auto is_unknown = [](const std::string& text) {
    return evaluated(text).unknown() != nullptr;
  };
  // Each level multiplies by ten.
  std::string loops = "1";
  std::string strings = "\"0123456789\"";
  for (int i = 0; i < 12; ++i) {
    loops = "[for x in range(10) : " + loops + "]";
    strings = "join(\"\", [for x in range(10) : " + strings + "])";
  }
  EXPECT_TRUE(is_unknown("length(flatten(" + loops + "))"));
  EXPECT_TRUE(is_unknown(strings));
  EXPECT_TRUE(is_unknown("range(1000000000)"));
  EXPECT_FALSE(is_unknown("length(range(1000))"));
}

TEST(HclValues, WritesNumbersOut) {
  const std::vector<std::pair<std::string, std::optional<std::string>>> cases = {
      {"0", "0"},
      {"007", "7"},
      {"1.50", "1.5"},
      {"0.0", "0"},
      {"1e3", "1000"},
      {"1.25e1", "12.5"},
      {"15e-1", "1.5"},
      {"1e-3", "0.001"},
      {"-0", "0"},
      {"-1.0", "-1"},
      {"1E+2", "100"},
      {"1e999", std::nullopt},
      {"1e99999999999999999999", std::nullopt},
  };
  for (const auto& [written, expected] : cases)
    EXPECT_EQ(canonical_number(written), expected) << written;
}

TEST(HclTypes, ConvertAsDeclared) {
  struct TypeCase {
    const char* value;
    const char* type;
    const char* expected;
  };
  const std::vector<TypeCase> cases = {
      {"1", "string", "'1'"},
      {"\"1\"", "number", "1"},
      {"\"true\"", "bool", "true"},
      {"{a = 1}", "any", "{a=1}"},
      {"[1, \"b\"]", "list(string)", "('1' 'b')"},
      {"[\"b\", \"a\", \"b\"]", "set(string)", "set('a' 'b')"},
      {"{a = 1}", "map(string)", "{a='1'}"},
      {"{a = 1, b = \"x\"}", "map(any)", "{a='1' b='x'}"},
      {"[1, 2]", "tuple([string, number])", "('1' 2)"},
      {"{a = 1, b = 2}", "object({ a = string })", "{a='1'}"},
      {"{}", "object({ a = optional(string, \"x\"), b = optional(string) })", "{a='x' b=null}"},
      {"{a = 1}", "\"map\"", "{a=1}"},
      {"null", "string", "null"},
      {"unknown", "string", "unknown: nobody said"},
      {"[unknown]", "list(string)", "(unknown: nobody said)"},
      {"[]", "string", "error: it is a list, not a string"},
      {"{}", "list(string)", "error: it is an object, and a list is declared"},
      {"{}", "object({ a = string })", "error: the attribute `a` is missing"},
      {"1", "nonsense", "unknown: the type that is declared is not understood"},
      {"[{a = 1}]", "set(object({ a = number }))",
       "unknown: sets of other things than strings are not evaluated here"},
  };
  for (const TypeCase& one : cases) {
    const File type = read_hcl(source(one.type));
    SomeNames names;
    Budget budget;
    Evaluation evaluation(names, budget);
    const Value value = converted(evaluated(one.value), *type.body.find("a"), evaluation);
    EXPECT_EQ(shown(value), one.expected) << one.value << " as " << one.type;
  }
}

}  // namespace
}  // namespace filtercheck::scan::hcl
