// Scopes of JSON patterns: every formula of up to three conditions over two selectors, and every
// formula of up to two of a large set of conditions on one.
//
// Why these worlds are exact. A pattern depends on the outcomes of its conditions only, and the
// conditions on independent members on one member each; so it is enough that each combination of
// outcomes that the conditions on one member can have is shown by some value.
//
// Strings: whether a glob of up to three symbols matches depends on the first two and the last two
// characters, on which letters occur, and under the reading FirstOccurrence on which pairs of
// letters occur before the end; a string in which all of these are as wanted need not be longer
// than the words below (one character more in them adds no combination, which was tried).
// Numbers: the conditions ask for an order relative to 0 and 1, whether there is a point or an
// exponent in the token, whether the value overflows, and of the text what a glob or a regex of one
// or two characters asks; tokens of up to five characters have all of these.
// Wildcards: what a condition asks of all children together is whether some child does something;
// so a set with one child of each kind that is wanted shows every combination.
#include <string>
#include <string_view>
#include <vector>

#include "exhaustive/scope.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::exhaustive {

namespace {

using Texts = std::vector<std::string>;

// ---- Values -------------------------------------------------------------------------------------

Texts strings(std::string_view alphabet, std::size_t length) {
  Texts out;
  for (const std::string& word : all_words(alphabet, length)) out.push_back("\"" + word + "\"");
  return out;
}

Texts numbers() {
  const Pattern scalar = parse("{ $.x = * }").value();
  Texts out{"1e309", "-1e309", "1e-999"};
  for (const std::string& word : all_words("012.e-", 5)) {
    if (matches(scalar, "{\"x\":" + word + "}", Reading::Glob)) out.push_back(word);
  }
  return out;
}

Texts all_values(std::string_view alphabet, std::size_t length) {
  Texts out{"null", "true", "false", "{}", "[]", "[null]", "[[null]]", "[0,null]", "{\"z\":null}"};
  for (const Texts& more : {strings(alphabet, length), numbers(), strings("01.e-", 4)})
    out.insert(out.end(), more.begin(), more.end());
  return out;
}

// ---- Worlds -------------------------------------------------------------------------------------

Texts with_tests(const Texts& selectors, const Texts& tests) {
  Texts conditions;
  for (const std::string& selector : selectors) {
    for (const std::string& test : tests) conditions.push_back(selector + test);
  }
  return conditions;
}

Texts braced(const Texts& conditions) {
  Texts patterns;
  for (const std::string& condition : conditions) patterns.push_back("{ " + condition + " }");
  return patterns;
}

// `{"x":v}` and `{"y":v}`, which are independent, beside one another.
Texts two_members(const Texts& tests, const Texts& values) {
  Texts alone{"{}"};
  for (const std::string& value : values) alone.push_back("{\"x\":" + value + "}");
  const Texts kinds = distinct_events(braced(with_tests({"$.x"}, tests)), alone);
  Texts events{"not JSON"};
  for (const std::string& x : kinds) {
    for (const std::string& y : kinds) {
      if (x == "{}" || y == "{}") {
        std::string other = x == "{}" ? y : x;
        if (x == "{}" && y != "{}") other[2] = 'y';
        events.push_back(other);
      } else {
        events.push_back(x.substr(0, x.size() - 1) + ",\"y" + y.substr(3));
      }
    }
  }
  return events;
}

Texts one_member(const Texts& values) {
  Texts events{"not JSON", "{}"};
  for (const std::string& value : values) events.push_back("{\"x\":" + value + "}");
  return events;
}

Texts nested(const Texts& values) {
  Texts events = one_member(values);
  for (const std::string& value : values) events.push_back("{\"x\":{\"y\":" + value + "}}");
  return events;
}

Texts elements(const Texts& values) {
  Texts events = one_member(values);
  for (const std::string& value : values) {
    events.push_back("{\"x\":[" + value + "]}");
    events.push_back("{\"x\":[" + value + ",null]}");
  }
  return events;
}

// Every set of children of different kinds, as elements and as members.
Texts children(const Texts& conditions, const Texts& values) {
  Texts alone;
  for (const std::string& value : values) alone.push_back("{\"x\":[" + value + "]}");
  const Texts kinds = distinct_events(braced(conditions), alone);
  Texts events = one_member(values);
  for (std::size_t set = 0; set < std::size_t{1} << kinds.size(); ++set) {
    std::string array;
    std::string object;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      if ((set >> i & 1) == 0) continue;
      const std::string value = kinds[i].substr(6, kinds[i].size() - 8);
      array += (array.empty() ? "" : ",") + value;
      object += (object.empty() ? "\"k" : ",\"k") + std::to_string(i) + "\":" + value;
    }
    events.push_back("{\"x\":[" + array + "]}");
    events.push_back("{\"x\":{" + object + "}}");
  }
  return events;
}

// ---- Formulas -----------------------------------------------------------------------------------

// And and Or of known patterns: connectives of two values, so nothing is evaluated anew.
class Formulas {
 public:
  Formulas(const Texts& conditions, const Texts& events) {
    const Texts distinct = distinct_events(braced(conditions), events);
    scope_.exact = true;
    scope_.events = distinct.size();
    for (const std::string& condition : conditions) {
      all_.push_back({condition, known("{ " + condition + " }", distinct)});
      add(all_.back());
    }
  }

  Scope of_up_to(std::size_t size) {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      for (std::size_t j = i + 1; j < all_.size(); ++j) {
        add(both(all_[i], all_[j]));
        add(either(all_[i], all_[j]));
        for (std::size_t k = j + 1; size > 2 && k < all_.size(); ++k)
          add_threes(all_[i], all_[j], all_[k]);
      }
    }
    return std::move(scope_);
  }

 private:
  struct Part {
    std::string text;
    Known known;
  };

  void add(const Part& part) {
    Known known = part.known;
    known.pattern = parse("{ " + part.text + " }", Limits::beyond_aws()).value();
    scope_.patterns.push_back(std::move(known));
  }

  void add_threes(const Part& a, const Part& b, const Part& c) {
    add({a.text + " && " + b.text + " && " + c.text, both(both(a, b), c).known});
    add({a.text + " || " + b.text + " || " + c.text, either(either(a, b), c).known});
    const auto add_mixed = [&](const Part& one, const Part& two, const Part& three) {
      add(both(one, either(two, three)));
      add(either(one, both(two, three)));
    };
    add_mixed(a, b, c);
    add_mixed(b, a, c);
    add_mixed(c, a, b);
  }

  static Part both(const Part& a, const Part& b) {
    return joined(a, " && ", b, [](std::uint64_t x, std::uint64_t y) { return x & y; });
  }
  static Part either(const Part& a, const Part& b) {
    return joined(a, " || ", b, [](std::uint64_t x, std::uint64_t y) { return x | y; });
  }
  template <typename Join>
  static Part joined(const Part& a, const char* connective, const Part& b, Join join) {
    Part out{"(" + a.text + ")" + connective + "(" + b.text + ")", a.known};
    for (std::size_t i = 0; i < a.known.glob.size(); ++i) {
      out.known.glob[i] = join(a.known.glob[i], b.known.glob[i]);
      out.known.first[i] = join(a.known.first[i], b.known.first[i]);
    }
    out.known.depends_on_reading = a.known.depends_on_reading || b.known.depends_on_reading;
    return out;
  }

  std::vector<Part> all_;
  Scope scope_;
};

// ---- The scopes ---------------------------------------------------------------------------------

Scope texts() {
  const Texts tests{" = a",    " != ab", " = a*b",      " = *ab",
                    " != *b*", " = *a",  " = %^.a|b$%", " NOT EXISTS"};
  return Formulas(with_tests({"$.x", "$.y"}, tests), two_members(tests, all_values("abc", 8)))
      .of_up_to(3);
}

// Fewer, since a number that is also asked about its text takes the decider ten times as long.
Scope numbers_and_texts() {
  const Texts tests{" = 0", " != 1", " < 1", " >= 0", " = 1*", " = \"1\""};
  return Formulas(with_tests({"$.x", "$.y"}, tests), two_members(tests, all_values("ab", 3)))
      .of_up_to(3);
}

Scope members_of_members() {
  const Texts tests{" = a",     " != a",    " = 1",        " <= 0",
                    " IS NULL", " IS TRUE", " NOT EXISTS", " = *a*"};
  return Formulas(with_tests({"$.x", "$.x.y"}, tests), nested(all_values("ab", 3))).of_up_to(3);
}

Scope elements_of_members() {
  const Texts tests{" = b",     " != 0",     " > 0",        " != *a",
                    " IS NULL", " IS FALSE", " NOT EXISTS", " = %1%"};
  return Formulas(with_tests({"$.x", "$.x[0]"}, tests), elements(all_values("ab1", 4))).of_up_to(3);
}

Scope wildcards() {
  const Texts conditions = with_tests({"$.x[*]", "$.x"}, {" = a", " != a", " = 1", " != 1", " < 1",
                                                          " IS NULL", " NOT EXISTS", " = *"});
  return Formulas(conditions, children(conditions, all_values("ab", 3))).of_up_to(3);
}

// Every glob of up to three symbols, every comparison with 0 and 1, and the rest of the operators.
Scope conditions() {
  Texts tests{" IS TRUE", " IS FALSE", " IS NULL", " NOT EXISTS"};
  for (const char* const op : {" = ", " != "}) {
    for (const std::string& glob : all_words("ab*", 3)) tests.push_back(op + ("\"" + glob + "\""));
    for (const char* const other :
         {"\"0\"", "\"1\"", "%a%", "%^a%", "%b$%", "%ab|ba%", "%^[ab]{2}$%", "%[^ab]%"}) {
      tests.push_back(std::string(op) + other);
    }
  }
  for (const char* const op : {" = ", " != ", " < ", " <= ", " > ", " >= "}) {
    for (const char* const number : {"0", "1"}) tests.push_back(std::string(op) + number);
  }
  return Formulas(with_tests({"$.x"}, tests), one_member(all_values("abc", 8))).of_up_to(2);
}

}  // namespace

const std::vector<NamedScope>& json_scopes() {
  static const std::vector<NamedScope> kScopes{{"texts", texts},
                                               {"numbers", numbers_and_texts},
                                               {"members", members_of_members},
                                               {"elements", elements_of_members},
                                               {"wildcards", wildcards},
                                               {"conditions", conditions}};
  return kScopes;
}

}  // namespace filtercheck::exhaustive
