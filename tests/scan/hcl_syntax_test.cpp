#include "scan/hcl_syntax.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tao/pegtl/contrib/analyze.hpp>
#include <type_traits>
#include <utility>
#include <vector>

#include "grammar/hcl.hpp"

// The line that ends a heredoc is never empty.
template <typename Name>
struct tao::pegtl::analyze_traits<Name, filtercheck::grammar::hcl::heredoc_end>
    : tao::pegtl::analyze_any_traits<> {};

namespace filtercheck::scan::hcl {
namespace {

SourcePtr source(std::string bytes) { return std::make_shared<Source>("a.tf", std::move(bytes)); }

// An expression as a list in parentheses.
std::string shown(const Expression& expression);
std::string shown(const Expressions& expressions) {
  std::string out;
  for (const Expression& one : expressions) out += " " + shown(one);
  return out;
}
std::string shown(const Step& step) {
  switch (step.kind) {
    case Step::Kind::Attribute:
      return " ." + step.name;
    case Step::Kind::Index:
      return " [" + shown(step.index[0]) + "]";
    case Step::Kind::EachAttribute:
      return " .*";
    case Step::Kind::Each:
      return " [*]";
  }
  return {};
}
std::string shown(const For& loop) {
  std::string out = loop.is_object ? "(for{}" : "(for[]";
  if (loop.groups) out += "...";
  if (loop.has_condition) out += "?";
  if (!loop.key.empty()) out += " " + loop.key;
  return out + " " + loop.value + shown(loop.parts) + ")";
}
std::string shown(const Expression& expression) {
  return std::visit(
      [](const auto& node) -> std::string {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, Null>) {
          return "null";
        } else if constexpr (std::is_same_v<Node, Boolean>) {
          return node.value ? "true" : "false";
        } else if constexpr (std::is_same_v<Node, Number>) {
          return node.digits;
        } else if constexpr (std::is_same_v<Node, String>) {
          return "'" + node.text.value() + "'";
        } else if constexpr (std::is_same_v<Node, Template>) {
          return "(template" + shown(node.parts) + ")";
        } else if constexpr (std::is_same_v<Node, Tuple>) {
          return "(tuple" + shown(node.elements) + ")";
        } else if constexpr (std::is_same_v<Node, Object>) {
          std::string out = "(object";
          for (std::size_t i = 0; i < node.keys.size(); ++i)
            out += " " + shown(node.keys[i]) + "=" + shown(node.values[i]);
          return out + ")";
        } else if constexpr (std::is_same_v<Node, Reference>) {
          return node.name;
        } else if constexpr (std::is_same_v<Node, Call>) {
          return "(call " + node.function + shown(node.arguments) + (node.is_spread ? "..." : "") +
                 ")";
        } else if constexpr (std::is_same_v<Node, Access>) {
          std::string out = "(" + shown(node.source[0]);
          for (const Step& step : node.steps) out += shown(step);
          return out + ")";
        } else if constexpr (std::is_same_v<Node, Conditional>) {
          return "(if" + shown(node.parts) + ")";
        } else if constexpr (std::is_same_v<Node, Operation>) {
          std::string out = "(" + shown(node.operands[0]);
          for (std::size_t i = 0; i < node.operators.size(); ++i)
            out += " " + node.operators[i] + " " + shown(node.operands[i + 1]);
          return out + ")";
        } else if constexpr (std::is_same_v<Node, Signed>) {
          return "(" + node.signs + " " + shown(node.operand[0]) + ")";
        } else if constexpr (std::is_same_v<Node, For>) {
          return shown(node);
        } else {
          return "(repeated" + shown(node.loop) + ")";
        }
      },
      expression.node);
}

// The value of the attribute `a`, or the first fault.
std::string read_one(const std::string& text) {
  const File file = read_hcl(source(text));
  if (!file.faults.empty()) {
    const FilePlace place = file.faults[0].where.source->place(file.faults[0].where.span.begin);
    return std::to_string(place.line) + ":" + std::to_string(place.column) + ": " +
           file.faults[0].message;
  }
  const Expression* value = file.body.find("a");
  return value ? shown(*value) : "nothing";
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(HclGrammar, IsFoundSoundByTheAnalysis) {
  EXPECT_EQ(tao::pegtl::analyze<grammar::hcl::file_item>(-1), 0U);
  EXPECT_EQ(tao::pegtl::analyze<grammar::hcl::template_string>(-1), 0U);
  EXPECT_EQ(tao::pegtl::analyze<grammar::hcl::whole_expression>(-1), 0U);
  EXPECT_EQ(tao::pegtl::analyze<grammar::hcl::plain_heredoc>(-1), 0U);
}

TEST(HclSyntax, ReadsExpressions) {
  const std::vector<Case> cases = {
      {"a = null", "null"},
      {"a = true", "true"},
      {"a = trueish", "trueish"},
      {"a = 1.5e+3", "1.5e+3"},
      {"a=1", "1"},
      {"\xEF\xBB\xBF"
       "a = 1\r\nb = 2\r\n",
       "1"},
      {"a = 1 # c\n// d\n/* e\n */ b = 2", "1"},
      {"a = /* b */ 1", "1"},
      // Operators: by precedence, from the left, signs tightest.
      {"a = 1 + 2 * 3 - 4", "(1 + (2 * 3) - 4)"},
      {"a = b || c && d == e < f", "(b || (c && (d == (e < f))))"},
      {"a = (1 + 2) * 3", "((1 + 2) * 3)"},
      {"a = -b.c - -1", "((- (b .c)) - (- 1))"},
      {"a = !b && !!c", "((! b) && (!! c))"},
      {"a = b-c", "b-c"},
      {"a = b -c", "(b - c)"},
      {"a = b ? c : d ? e : f", "(if b c (if d e f))"},
      {"a = (b\n? c\n: d\n)", "(if b c d)"},
      {"a = b <= c != d >= e", "((b <= c) != (d >= e))"},
      // Ways into values.
      {"a = b.c[0].d[\"e\"]", "(b .c [0] .d ['e'])"},
      {"a = b.*.c.d[0]", "(b .* .c .d [0])"},
      {"a = b[*].c", "(b [*] .c)"},
      {"a = b.0.c", "(b .0 .c)"},
      {"a = b[c.d]", "(b [(c .d)])"},
      {"a = f(1).b", "((call f 1) .b)"},
      // Collections.
      {"a = []", "(tuple)"},
      {"a = [1, [2], # c\n3,\n]", "(tuple 1 (tuple 2) 3)"},
      {"a = {}", "(object)"},
      {"a = { b = 1, \"c\": 2\n (d) = 3\n 4 = 5 }", "(object 'b'=1 'c'=2 d=3 4=5)"},
      {"a = {\n b = 1 # c\n\n d = 2\n}", "(object 'b'=1 'd'=2)"},
      {"a = { \"${b}-c\" = 1 }", "(object (template b '-c')=1)"},
      {"a = { for = 1 }", "(object 'for'=1)"},
      {"a = [for x in y : x]", "(for[] x y x)"},
      {"a = [\nfor k, v in y :\n k if v != 1\n]", "(for[]? k v y k (v != 1))"},
      {"a = { for k, v in y : k => v... if v }", "(for{}...? k v y k v v)"},
      {"a = [format, 1]", "(tuple format 1)"},
      // Functions.
      {"a = f()", "(call f)"},
      {"a = f(1, b...)", "(call f 1 b...)"},
      {"a = f(\n1,\n2,\n)", "(call f 1 2)"},
      {"a = provider::x::f(1)", "(call provider::x::f 1)"},
  };
  for (const Case& one : cases) EXPECT_EQ(read_one(one.text), one.expected) << one.text;
}

TEST(HclSyntax, ReadsTemplates) {
  const std::vector<Case> cases = {
      {R"(a = "")", "''"},
      {R"(a = "b\n\r\t\"\\\u00e9\U0001F600")", "'b\n\r\t\"\\\xC3\xA9\xF0\x9F\x98\x80'"},
      {R"(a = "$b $$ %c $.d")", "'$b $$ %c $.d'"},
      {R"(a = "$${b} %%{c} $$${d}")", "'${b} %{c} $${d}'"},
      {R"(a = "b${c}d")", "(template 'b' c 'd')"},
      {R"(a = "${c}")", "c"},
      {R"(a = "${"b"}c")", "'bc'"},
      {R"(a = "x${ { b = "}" }["b"] }")", "(template 'x' ((object 'b'='}') ['b']))"},
      {R"(a = "x${f("y${z}")}")", "(template 'x' (call f (template 'y' z)))"},
      {"a = \"x ${~ b ~} y\"", "(template 'x' b 'y')"},
      {R"(a = "%{ if b }c%{ else }d%{ endif }e")", "(template (if b 'c' 'd') 'e')"},
      {R"(a = "%{ if b }c%{ endif }e")", "(template (if b 'c' '') 'e')"},
      {R"(a = "%{ for x in y }(${x})%{ endfor }")",
       "(template (repeated (for[] x y (template '(' x ')'))))"},
      {R"(a = "%{for k, v in y~} ${k} %{~endfor}")",
       "(template (repeated (for[] k v y (template k))))"},
      {"a = <<E\n b\n\"\\n\nE\n", "' b\n\"\\n\n'"},
      {"a = <<E\nE\n", "''"},
      {"a = <<E\nb\n  E\nc = 1", "'b\n'"},
      {"a = <<E\nb ${c}\n$${d}\nE\n", "(template 'b ' c '\n${d}\n')"},
      {"a = <<E\nEE\nE E\nE", "'EE\nE E\n'"},
      {"a = [<<E\nb\nE\n, 1]", "(tuple 'b\n' 1)"},
      {"a = <<-E\n    b\n      c\n\n   \n    d\n  E\n", "'b\n  c\n\n   \nd\n'"},
      {"a = <<-E\n  b\n ${c}\n  d\n  E\n", "(template ' b\n' c '\n d\n')"},
      {"a = <<-E\n  b\n${c}\n  E\n", "(template '  b\n' c '\n')"},
      {"a = <<-E\r\n  b\r\n  c\r\n  E\r\n", "'b\r\nc\r\n'"},
      {"a = <<E\n%{ for x in y ~}\n  ${x}\n%{ endfor ~}\nE\n",
       "(template (repeated (for[] x y (template '  ' x '\n'))))"},
  };
  for (const Case& one : cases) EXPECT_EQ(read_one(one.text), one.expected) << one.text;
}

TEST(HclSyntax, SaysWhatIsWrongAndWhere) {
  const std::vector<Case> cases = {
      {"a = \"b", "1:7: the string is not closed"},
      {"a = \"b\nc\"", "1:7: the string is not closed"},
      {"a = \"b\\q\"", "1:8: the escape is none of HCL's"},
      {"a = \"${b", "1:9: expected `}` at the end of the sequence"},
      {"a = \"${}\"", "1:8: expected an expression"},
      {"a = \"%{ if }\"", "1:12: expected an expression"},
      {"a = \"%{ fi b }\"", "1:9: expected `if`, `else`, `endif`, `for` or `endfor`"},
      {"a = \"%{ if b }\"", "1:6: the directive is not closed"},
      {"a = \"%{ else }\"", "1:6: `else` belongs to no `if`"},
      {"a = \"%{ for x in y }%{ endif }\"", "1:21: `endif` belongs to no `if`"},
      {"a = <<E\nb\n", "3:1: the heredoc is not closed"},
      {"a = <<\nb\n", "1:7: expected the word that ends the heredoc"},
      {"a = /* b", "1:9: the comment is not closed"},
      {"a = (1", "1:7: expected `)`"},
      {"a = [1", "1:7: expected `]`"},
      {"a = { b = 1 c = 2 }", "1:13: expected a comma or the end of the line"},
      {"a = { b 1 }", "1:9: expected `=` or `:`"},
      {"a = 1 +", "1:8: expected what the operator is to work on"},
      {"a = b.", "1:7: expected the name of an attribute"},
      {"a = b ? c", "1:10: expected `:`"},
      {"a = 1 b = 2", "1:7: expected the end of the line"},
      {"b {", "1:4: expected `}`"},
      {"= 1", "1:1: expected an attribute or a block"},
      {"a =", "1:4: expected an expression"},
  };
  for (const Case& one : cases) EXPECT_EQ(read_one(one.text), one.expected) << one.text;
}

TEST(HclSyntax, ReadsBlocks) {
  const File file = read_hcl(source("b \"x y\" z {\n  c = 1\n  d {}\n}\nb { e = 2 }\n"));
  ASSERT_TRUE(file.faults.empty());
  ASSERT_EQ(file.body.blocks.size(), 2U);
  const Block& first = file.body.blocks[0];
  EXPECT_EQ(first.type, "b");
  EXPECT_EQ(first.labels, (std::vector<std::string>{"x y", "z"}));
  EXPECT_EQ(first.where.span, (Span{0, 28}));
  ASSERT_EQ(first.body.blocks.size(), 1U);
  EXPECT_EQ(first.body.blocks[0].type, "d");
  EXPECT_TRUE(first.body.find("c"));
  EXPECT_FALSE(first.body.find("e"));
  EXPECT_TRUE(file.body.blocks[1].body.find("e"));
}

TEST(HclSyntax, KnowsWhereStringsStand) {
  const std::string text = "a = \"x\\n\\u0041$${b\"\n";
  const File file = read_hcl(source(text));
  const Expression* value = file.body.find("a");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->where.span, (Span{4, 19}));
  const Text& string = std::get<String>(value->node).text;
  EXPECT_EQ(string.value(), "x\nA${b");
  EXPECT_EQ(string.written({0, 1})->span, (Span{5, 6}));
  EXPECT_EQ(string.written({1, 2})->span, (Span{6, 8}));
  EXPECT_EQ(string.written({2, 3})->span, (Span{8, 14}));
  EXPECT_EQ(string.written({3, 5})->span, (Span{14, 17}));
  EXPECT_EQ(string.written({5, 6})->span, (Span{17, 18}));
  EXPECT_EQ(string.pieces()[0].quoting, Quoting::HclQuoted);
}

TEST(HclSyntax, KnowsWhereHeredocsStand) {
  const File file = read_hcl(source("a = <<-E\n    { x\n      y }\n  E\n"));
  const Expression* value = file.body.find("a");
  ASSERT_TRUE(value);
  const Text& string = std::get<String>(value->node).text;
  ASSERT_EQ(string.value(), "{ x\n  y }\n");
  const Source& a = *value->where.source;
  // The body of the heredoc.
  EXPECT_EQ(a.place(value->where.span), (FileSpan{{2, 1}, {4, 1}}));
  EXPECT_EQ(a.place(string.written({2, 3})->span), (FileSpan{{2, 7}, {2, 8}}));
  EXPECT_EQ(a.place(string.written({6, 7})->span), (FileSpan{{3, 7}, {3, 8}}));
  EXPECT_EQ(string.pieces()[0].quoting, Quoting::HclHeredoc);
}

TEST(HclSyntax, ReadsStringsOfOtherFiles) {
  // JSON: "x\"${f(\"y\")}\n"
  const std::string json = R"("x\"${f(\"y\")}z")";
  const SourcePtr file = source(json);
  Text text;
  text.append("x", {file, {1, 2}}, Quoting::Json);
  text.append("\"", {file, {2, 4}}, Quoting::Json);
  text.append("${f(", {file, {4, 8}}, Quoting::Json);
  text.append("\"", {file, {8, 10}}, Quoting::Json);
  text.append("y", {file, {10, 11}}, Quoting::Json);
  text.append("\"", {file, {11, 13}}, Quoting::Json);
  text.append(")}z", {file, {13, 16}}, Quoting::Json);
  const auto read = read_template(text, {file, {0, json.size()}});
  const auto* whole = std::get_if<Expression>(&read);
  ASSERT_TRUE(whole);
  EXPECT_EQ(shown(*whole), "(template 'x\"' (call f 'y') 'z')");
  const auto& parts = std::get<Template>(whole->node).parts;
  EXPECT_EQ(parts[0].where.span, (Span{1, 4}));
  EXPECT_EQ(parts[1].where.span, (Span{6, 14}));
  EXPECT_EQ(std::get<String>(parts[2].node).text.written({0, 1})->span, (Span{15, 16}));
  EXPECT_EQ(std::get<String>(parts[2].node).text.pieces()[0].quoting, Quoting::Json);

  const auto wrapped = read_expression(text.part({4, 8}), {file, {0, json.size()}});
  EXPECT_TRUE(std::holds_alternative<Fault>(wrapped));
}

TEST(HclSyntax, GoesOnBehindWhatIsBroken) {
  const File file =
      read_hcl(source("locals {\n  a = \"one\" \"two\"\n  b = <<E\nthree\nE\n  # \"no\"\n}\n"
                      "locals {\n  c = 1\n}\nx {\n  d = \"four\n}\ny {\n}\n"));
  EXPECT_EQ(file.faults.size(), 2U);
  ASSERT_EQ(file.body.blocks.size(), 2U);
  EXPECT_TRUE(file.body.blocks[0].body.find("c"));
  EXPECT_EQ(file.body.blocks[1].type, "y");
  EXPECT_EQ(shown(file.strays), " 'one' 'two' 'three\n'");
  // A comment that goes on is no fault of the line where reading might go on.
  EXPECT_EQ(read_hcl(source("a = ]\nb/* {\n*/\nc {\n}\n")).body.blocks.size(), 1U);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (; times > 0; --times) out += text;
  return out;
}

TEST(HclSyntax, LimitsNesting) {
  const std::vector<std::string> hostile = {
      "a = " + repeated("(", 200'000),
      "a = " + repeated("[", 20'000),
      "a = " + repeated("{a=", 20'000),
      "a = " + repeated("f(", 20'000),
      "a = " + repeated("\"${", 20'000),
      "a = " + repeated("x[", 20'000),
      "a = " + repeated("[for x in ", 20'000),
      "a = 1" + repeated(" ? 1 : 1", 20'000),
      repeated("b {\n", 20'000),
      repeated("b { c = \"x\n", 10'000),
      repeated("a = <<E\n", 10'000),
      "a = \"" + repeated("%{ if b }", 20'000) + "\"",
      "a = \"" + repeated("%{ for x in y }", 20'000),
  };
  for (const std::string& text : hostile) {
    const File file = read_hcl(source(text));
    EXPECT_FALSE(file.faults.empty()) << text.substr(0, 20);
  }
  EXPECT_EQ(read_one("a = " + repeated("(", 90) + "1" + repeated(")", 90)), "1");
  EXPECT_NE(read_one("a = " + repeated("(", 110) + "1" + repeated(")", 110)), "1");
}

TEST(HclSyntax, TakesWhatIsLong) {
  const std::vector<std::string> fine = {
      "a = 1" + repeated(" + 1", 20'000),        "a = 1" + repeated(" && 1 == 1", 10'000),
      "a = " + repeated("-", 20'000) + "1",      "a = b" + repeated(".c", 20'000),
      "a = [" + repeated("1,", 20'000) + "]",    "a = \"" + repeated("${b}", 20'000) + "\"",
      "a = \"" + repeated("\\n", 20'000) + "\"", "a = <<E\n" + repeated("x\n", 20'000) + "E\n",
      "a = 1\n" + repeated("# x\n", 20'000),
  };
  for (const std::string& text : fine) {
    const File file = read_hcl(source(text));
    EXPECT_TRUE(file.faults.empty()) << text.substr(0, 20);
    EXPECT_TRUE(file.body.find("a")) << text.substr(0, 20);
  }
  const File large = read_hcl(source("a = [" + repeated("1,", 1'100'000) + "]"));
  ASSERT_EQ(large.faults.size(), 1U);
  EXPECT_EQ(large.faults[0].message, "is too long to be read");
}

}  // namespace
}  // namespace filtercheck::scan::hcl
