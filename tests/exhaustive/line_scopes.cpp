// Scopes of patterns of terms, of fields and of one regex, and of these beside JSON patterns.
//
// Lines are all words up to a length. What patterns do together may take a longer one, so these
// worlds are not exact: that some line was found which the world does not show is counted apart.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "exhaustive/scope.hpp"

namespace filtercheck::exhaustive {

namespace {

using Texts = std::vector<std::string>;

void append(Texts& to, const Texts& more) { to.insert(to.end(), more.begin(), more.end()); }

// ---- Patterns -----------------------------------------------------------------------------------

// One and two of the terms with each sign.
Texts terms(const Texts& values) {
  Texts all;
  for (const char* const sign : {"", "-", "?"}) {
    for (const std::string& value : values) all.push_back(sign + value);
  }
  Texts patterns = all;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = i + 1; j < all.size(); ++j) patterns.push_back(all[i] + " " + all[j]);
  }
  return patterns;
}

// A test with the name of the field that it is about for each `@`.
std::string about(std::string test, char name) {
  std::replace(test.begin(), test.end(), '@', name);
  return test;
}

// One and two fields that do as the tests say, with and without `...`.
Texts fields(const Texts& tests) {
  Texts patterns{"[]"};
  for (const std::string& test : tests) {
    const std::string x = about(test, 'x');
    append(patterns, {"[" + x + "]", "[" + x + ", ...]", "[..., " + x + "]", "[, " + x + "]"});
    for (const std::string& other : tests) {
      const std::string y = about(other, 'y');
      append(patterns, {"[" + x + ", " + y + "]", "[" + x + ", ..., " + y + "]"});
    }
  }
  return patterns;
}

// Up to `length` atoms, repeated or not, with each choice of anchors.
Texts regexes(const Texts& atoms, std::size_t length) {
  Texts bodies{""};
  std::size_t begin = 0;
  for (std::size_t n = 0; n < length; ++n) {
    const std::size_t end = bodies.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const std::string& atom : atoms) {
        bodies.push_back(bodies[i] + atom);
        bodies.push_back(bodies[i] + atom + "*");
      }
    }
    begin = end;
  }
  Texts patterns;
  for (const std::string& body : bodies) {
    if (body.empty()) continue;
    for (const char* const open : {"%", "%^"}) {
      for (const char* const close : {"%", "$%"}) patterns.push_back(open + body + close);
    }
  }
  return patterns;
}

// ---- Scopes -------------------------------------------------------------------------------------

Scope scope_of(const Texts& patterns, Texts lines) {
  std::erase(lines, "");  // no log event is empty
  const Texts distinct = distinct_events(patterns, lines);
  Scope scope{false, distinct.size(), {}};
  for (const std::string& pattern : patterns) scope.patterns.push_back(known(pattern, distinct));
  return scope;
}

Scope words() {
  Texts patterns = terms({"a", "b", "ab", "ba", "aa", "\" \"", "\"a b\""});
  append(patterns, fields({"@", "@=a", "@!=a", "@=*b", "@=a*", "@=\"a b\"", "@=*", "@=%b%",
                           "@!=*a*", "@=a||@=b"}));
  append(patterns, regexes({"a", "b", ".", "[^a]", "\\s"}, 2));
  append(patterns, {"%a|b%", "%^a|b$%", "%^ab?$%", "%[ab]{2}%", ""});
  Texts lines = all_words("ab \"[]", 5);
  append(lines, all_words("ab ", 7));
  return scope_of(patterns, lines);
}

Scope regexes_alone() { return scope_of(regexes({"a", "b", "."}, 3), all_words("abc", 8)); }

Scope numbers() {
  Texts tests;
  for (const char* const op : {"=", "!=", "<", "<=", ">", ">="}) {
    for (const char* const number : {"0", "1", "1.0"}) tests.push_back(std::string(op) + number);
  }
  append(tests, {"=\"1\"", "=1*", "!=*0", "=*e*", "=%^1%", "!=%0$%"});
  Texts patterns;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    patterns.push_back("[x" + tests[i] + ", ...]");
    for (std::size_t j = i + 1; j < tests.size(); ++j) {
      for (const char* const connective : {" && ", " || "})
        patterns.push_back("[x" + tests[i] + connective + "x" + tests[j] + ", ...]");
    }
  }
  return scope_of(patterns, all_words("10.e-", 6));
}

// Objects of up to two members, each spelt in several ways, and lines that are none.
Texts objects() {
  const Texts values{"1",       "1.0",         "10e-1",  "2",         "true",         "null",
                     "\"b\"",   "\"\\u0062\"", "\"1\"",  "\"b c\"",   "{}",           "[]",
                     "[\"b\"]", "[1]",         "[null]", "{\"b\":1}", "[\"c\",\"b\"]"};
  Texts members;
  for (const char* const key : {"\"a\"", "\"\\u0061\"", "\"b\""}) {
    for (const std::string& value : values) members.push_back(std::string(key) + ":" + value);
  }
  Texts lines{"{}", "{ }", " {}", "x", "b", "{", "true", "1", "a b", "[1]", "\"a\"", "b {}"};
  for (const std::string& one : members) {
    append(lines, {"{" + one + "}", "{ " + one + " }", "{" + one});
    for (const std::string& two : members)
      append(lines, {"{" + one + "," + two + "}", "{" + one + ", " + two + "}"});
  }
  return lines;
}

Scope json_and_lines() {
  Texts patterns;
  const Texts conditions{"$.a = b",     "$.a != b",       "$.a = 1",    "$.a > 0",
                         "$.a IS NULL", "$.a NOT EXISTS", "$.a[*] = b", "$.b = *b*"};
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    patterns.push_back("{ " + conditions[i] + " }");
    for (std::size_t j = i + 1; j < conditions.size(); ++j) {
      patterns.push_back("{ " + conditions[i] + " && " + conditions[j] + " }");
      patterns.push_back("{ " + conditions[i] + " || " + conditions[j] + " }");
    }
  }
  append(patterns, terms({"a", "b", "1", "\"{\"", "\"\\\"\""}));
  append(patterns, fields({"@", "@=*b*", "@!=\"{}\"", "@=%1%"}));
  append(patterns, {"", "%b%", "%^\\{%", "%\\}$%", "%1%", "%[^b]%", "%^\\{.*b.*\\}$%", "%null%"});
  return scope_of(patterns, objects());
}

}  // namespace

const std::vector<NamedScope>& line_scopes() {
  static const std::vector<NamedScope> kScopes{{"lines", words},
                                               {"regexes", regexes_alone},
                                               {"line-numbers", numbers},
                                               {"json-lines", json_and_lines}};
  return kScopes;
}

}  // namespace filtercheck::exhaustive
