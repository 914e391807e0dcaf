#include "versus_pairs.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <random>
#include <string_view>
#include <utility>
#include <variant>

#include "controls/controls.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::bench {

namespace {

using Strings = std::vector<std::string>;

// ---- Texts of patterns --------------------------------------------------------------------------

std::string joined(const Strings& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string any(const Strings& parts) { return joined(parts, "||"); }
std::string all(const Strings& parts) { return joined(parts, "&&"); }
std::string grouped(const std::string& formula) { return "(" + formula + ")"; }
std::string pattern(const std::string& formula) { return "{" + formula + "}"; }

// `parts` with a text around each.
Strings around(const std::string& before, const Strings& parts, const std::string& after) {
  Strings out;
  for (const std::string& part : parts) out.push_back(before + part + after);
  return out;
}

// The same order on every machine, so not std::shuffle.
Strings shuffled(Strings parts) {
  std::mt19937 random(1);
  for (std::size_t i = parts.size(); i > 1; --i) std::swap(parts[i - 1], parts[random() % i]);
  return parts;
}

Strings without_middle(Strings parts) {
  parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(parts.size() / 2));
  return parts;
}

Strings numbered(const std::string& stem, std::size_t first, std::size_t end) {
  Strings out;
  for (std::size_t i = first; i < end; ++i) out.push_back(stem + std::to_string(i));
  return out;
}

// The first letters of the alphabet, and then capitals.
Strings letters(std::size_t n) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  Strings out;
  for (std::size_t i = 0; i < n; ++i) out.emplace_back(1, kLetters[i]);
  return out;
}

// What no event matches, over a field of its own.
const char* const kNever = "{$.z IS TRUE && $.z IS FALSE}";

// ---- Trees --------------------------------------------------------------------------------------

std::vector<Expression>* operands_of(Expression& expression) {
  if (auto* conjunction = std::get_if<And>(&expression.node)) return &conjunction->operands;
  if (auto* disjunction = std::get_if<Or>(&expression.node)) return &disjunction->operands;
  return nullptr;
}

void reverse(Expression& expression) {
  std::vector<Expression>* operands = operands_of(expression);
  if (operands == nullptr) return;
  std::reverse(operands->begin(), operands->end());
  for (Expression& operand : *operands) reverse(operand);
}

// Drops the last condition, of which the innermost connective says what that does.
Relation drop_last(Expression& expression) {
  std::vector<Expression>& operands = *operands_of(expression);
  if (operands_of(operands.back()) != nullptr) return drop_last(operands.back());
  const bool disjunction = std::holds_alternative<Or>(expression.node);
  operands.pop_back();
  if (operands.size() == 1) {
    Expression only = operands.front();
    expression = std::move(only);
  }
  return disjunction ? Relation::Superset : Relation::Subset;
}

// ---- The families -------------------------------------------------------------------------------

class Pairs {
 public:
  explicit Pairs(std::string family) : family_(std::move(family)) {}

  void add(const std::string& name, const std::string& a, const std::string& b, Relation expected) {
    pairs_.push_back({family_, name, a, b, expected, "", 0});
  }
  void add_sized(const std::string& series, std::size_t size, const std::string& a,
                 const std::string& b, Relation expected) {
    pairs_.push_back({family_, std::to_string(size) + " " + series, a, b, expected, series, size});
  }
  std::vector<PatternPair> take() { return std::move(pairs_); }

 private:
  std::string family_;
  std::vector<PatternPair> pairs_;
};

void add_nine_events(Pairs& pairs) {
  const Control& control = *find_builtin_control("s3-bucket-policy-changes");
  Strings names;
  for (const ControlRequirement& requirement : control.requirements) {
    names.push_back(std::get<EventRequirement>(requirement).event_name);
  }
  const std::string source = "($.eventSource = s3.amazonaws.com)";
  const auto of = [&source](const Strings& some) {
    return "{ " + source + " && (" + joined(around("($.eventName = ", some, ")"), " || ") + ") }";
  };
  const auto with_prefix = [&](const std::string& prefix) {
    Strings some;
    std::copy_if(names.begin(), names.end(), std::back_inserter(some),
                 [&](const std::string& name) { return name.starts_with(prefix); });
    return "(($.eventName = " + prefix + "*) && (" +
           joined(around("($.eventName = ", some, ")"), " || ") + "))";
  };
  const Strings reordered = shuffled(names);
  const std::string distributed =
      "{ " + joined(around("(" + source + " && ($.eventName = ", names, "))"), " || ") + " }";
  const std::string quoted = "{ ($.eventSource = \"s3.amazonaws.com\") && (" +
                             joined(around("($.eventName = \"", names, "\")"), " || ") + ") }";
  const std::string split =
      "{ " + source + " && (" + with_prefix("Put") + " || " + with_prefix("Delete") + ") }";
  const std::string& a = control.pattern;
  pairs.add("nine events, reordered", a, of(reordered), Relation::Equivalent);
  pairs.add("nine events, one missing", a, of(without_middle(reordered)), Relation::Superset);
  pairs.add("nine events, distributed", a, distributed, Relation::Equivalent);
  pairs.add("nine events, quoted", a, quoted, Relation::Equivalent);
  pairs.add("nine events, split by globs", a, split, Relation::Equivalent);
  pairs.add("nine events, extra condition", a,
            "{ " + a.substr(1, a.size() - 2) + " && ($.errorCode NOT EXISTS) }",
            Relation::Superset);
}

void add_controls(Pairs& pairs) {
  for (const Control& control : builtin_controls()) {
    const Pattern whole = parse(control.pattern, Limits::beyond_aws()).value();
    Pattern reordered = whole;
    reverse(*reordered.expression);
    Pattern dropped = whole;
    const Relation without = drop_last(*dropped.expression);
    pairs.add(control.id + ", reordered", control.pattern, format(reordered), Relation::Equivalent);
    pairs.add(control.id + ", normal form", control.pattern, normalize(whole).text,
              Relation::Equivalent);
    pairs.add(control.id + ", one dropped", control.pattern, format(dropped), without);
  }
}

std::vector<PatternPair> real() {
  Pairs pairs("real");
  add_nine_events(pairs);
  add_controls(pairs);
  return pairs.take();
}

std::vector<PatternPair> growing() {
  Pairs pairs("growing");
  for (const std::size_t n : {10U, 100U, 1000U}) {
    const Strings names = around("$.eventName=", numbered("Event", 0, n), "");
    const Strings other = shuffled(names);
    pairs.add_sized("literals, equal", n, pattern(any(names)), pattern(any(other)),
                    Relation::Equivalent);
    pairs.add_sized("literals, one missing", n, pattern(any(names)),
                    pattern(any(without_middle(other))), Relation::Superset);
  }
  return pairs.take();
}

// Each text with `xx` has an `x`.
void add_implied_copy(Pairs& pairs, std::size_t n) {
  Strings doubled;
  for (const std::string& letter : letters(n)) doubled.push_back("$.a=*" + letter + letter + "*");
  pairs.add(std::to_string(n) + " *xx*, implied copy", pattern(all(doubled)),
            pattern(all(shuffled(around("$.a=*", letters(n), "*")))), Relation::Subset);
}

std::vector<PatternPair> globs() {
  Pairs pairs("globs");
  const Strings prefixes = around("$.a=", letters(20), "*");
  const Strings suffixes = around("$.a=*", letters(20), "");
  pairs.add("prefix of a prefix", "{$.a=Put*}", "{$.a=PutBucket*}", Relation::Superset);
  pairs.add("20 prefixes, reordered", pattern(any(prefixes)), pattern(any(shuffled(prefixes))),
            Relation::Equivalent);
  pairs.add("20 suffixes, reordered", pattern(any(suffixes)), pattern(any(shuffled(suffixes))),
            Relation::Equivalent);
  for (const std::size_t n : {5U, 10U, 15U, 30U}) {
    const Strings inner = around("$.a=*", letters(n), "*");
    const std::string count = std::to_string(n);
    pairs.add(count + " *x*, reordered", pattern(all(inner)), pattern(all(shuffled(inner))),
              Relation::Equivalent);
    pairs.add(count + " *x*, one missing", pattern(all(inner)),
              pattern(all(without_middle(shuffled(inner)))), Relation::Subset);
  }
  for (const std::size_t n : {5U, 10U, 15U}) {
    add_implied_copy(pairs, n);
  }
  const Strings digits = around("", numbered("$.a=*", 10, 40), "*");
  pairs.add("*10*..*39*, reordered", pattern(all(digits)), pattern(all(shuffled(digits))),
            Relation::Equivalent);
  pairs.add("*10*..*39*, one missing", pattern(all(digits)),
            pattern(all(without_middle(shuffled(digits)))), Relation::Subset);
  return pairs.take();
}

// n disjoint intervals, with or without gaps.
Strings intervals(std::size_t n, std::size_t width) {
  Strings out;
  for (std::size_t i = 0; i < n; ++i) {
    out.push_back("($.n>=" + std::to_string(i * 10) + "&&$.n<" + std::to_string(i * 10 + width) +
                  ")");
  }
  return out;
}

std::vector<PatternPair> numbers() {
  Pairs pairs("numbers");
  pairs.add("interval, cut in two", "{$.n > 5 && $.n < 20}",
            "{($.n > 5 && $.n < 10) || ($.n >= 10 && $.n < 20)}", Relation::Equivalent);
  pairs.add("interval, a point missing", "{$.n > 5 && $.n < 20}",
            "{($.n > 5 && $.n < 10) || ($.n > 10 && $.n < 20)}", Relation::Superset);
  pairs.add("empty cell of integers", "{$.n > 9007199254740992 && $.n < 9007199254740993}", kNever,
            Relation::Equivalent);
  pairs.add("empty cell of doubles", "{$.n > 0.1 && $.n < 0.10000000000000001}", kNever,
            Relation::Equivalent);
  pairs.add("one value, two spellings", "{$.n = 1}", "{$.n = 1.0}", Relation::Overlapping);
  pairs.add("text and number", "{$.n > 5 && $.n = 4*}", "{$.n = 4*}", Relation::Subset);
  pairs.add("text and number, contradiction", "{$.n = 404 && $.n = 5*}", kNever,
            Relation::Equivalent);
  pairs.add("text bounds number", "{$.n = 4* && $.n >= 4 && $.n < 5}",
            "{$.n = 4* && $.n > 3 && $.n < 5}", Relation::Equivalent);
  for (const std::size_t n : {10U, 100U}) {
    const Strings gaps = intervals(n, 5);
    const std::string count = std::to_string(n);
    pairs.add(count + " intervals, reordered", pattern(any(gaps)), pattern(any(shuffled(gaps))),
              Relation::Equivalent);
    pairs.add(count + " intervals, one missing", pattern(any(gaps)),
              pattern(any(without_middle(shuffled(gaps)))), Relation::Superset);
    pairs.add(count + " intervals, joined", pattern(any(shuffled(intervals(n, 10)))),
              "{$.n>=0&&$.n<" + std::to_string(10 * n) + "}", Relation::Equivalent);
  }
  return pairs.take();
}

std::vector<PatternPair> regexes() {
  Pairs pairs("regexes");
  const auto regex = [](const std::string& source) { return "$.a=%" + source + "%"; };
  const auto pair = [&](const std::string& name, const std::string& a, const std::string& b,
                        Relation expected) {
    pairs.add(name, pattern(regex(a)), pattern(regex(b)), expected);
  };
  pair("a.{16}$ and aa.{16}$", "a.{16}$", "aa.{16}$", Relation::Superset);
  pair("a.{200}$ and aa.{200}$", "a.{200}$", "aa.{200}$", Relation::Superset);
  pair("a.{16}$ and b.{16}$", "a.{16}$", "b.{16}$", Relation::Disjoint);
  pair("[a-z]+ and [a-z]*", "^[a-z]+$", "^[a-z]*$", Relation::Subset);
  pair("classes and ranges", "^\\d{4}-\\d{2}$", "^[0-9]{4}-[0-9][0-9]$", Relation::Equivalent);
  pair("alternation, reordered", "ab|cd|ef", "ef|cd|ab", Relation::Equivalent);
  pairs.add("alternation and globs", "{$.a = %^Put|^Delete%}", "{$.a = Put* || $.a = Delete*}",
            Relation::Equivalent);
  const Strings three{regex("ab|cd"), regex("ef|gh"), regex("ij|kl")};
  pairs.add("3 alternations, reordered", pattern(all(three)),
            pattern(all({three[2], three[0], three[1]})), Relation::Equivalent);
  pairs.add("3 alternations, one missing", pattern(all(three)), pattern(all({three[2], three[0]})),
            Relation::Subset);
  return pairs.take();
}

std::vector<PatternPair> nested() {
  Pairs pairs("nested");
  const Strings paths = around("$.requestParameters.x.", numbered("y", 0, 20), "=v");
  pairs.add("20 paths, reordered", pattern(all(paths)), pattern(all(shuffled(paths))),
            Relation::Equivalent);
  pairs.add("object and array", "{$.a.b = x && $.a[0] = y}", kNever, Relation::Equivalent);
  pairs.add("object, so no element", "{$.a.b = x && $.a[0] NOT EXISTS}", "{$.a.b = x}",
            Relation::Equivalent);
  pairs.add("no parent, no child", "{$.a NOT EXISTS}", "{$.a.b NOT EXISTS}", Relation::Subset);
  pairs.add("third without first", "{$.a[2] = x && $.a[0] NOT EXISTS}", kNever,
            Relation::Equivalent);
  pairs.add("null in an array", "{$.a IS NULL}", "{$.a IS NULL || $.a[0] IS NULL}",
            Relation::Subset);
  pairs.add("null after an element", "{$.a IS NULL && $.a[0] = x}", "{$.a[0] = x}",
            Relation::Subset);
  pairs.add("wildcard, two spellings", "{$.a[*] = x}", "{$.a.* = x}", Relation::Equivalent);
  pairs.add("wildcard and index", "{$.a[*] = x}", "{$.a[0] = x}", Relation::Superset);
  pairs.add("wildcard, both ways", "{$.a[*] = x || $.a[*] != x}", "{$.a[*] = y || $.a[*] != y}",
            Relation::Equivalent);
  pairs.add("wildcard, contradiction", "{$.a[*] = x && $.a[*] != x}", kNever, Relation::Equivalent);
  pairs.add("wildcard, two members", "{$.r[*].p = 22 && $.r[*].q = tcp}",
            "{$.r[*].q = tcp && $.r[*].p = 22}", Relation::Equivalent);
  pairs.add("wildcard, null", "{$.a[*] IS NULL}", "{$.a IS NULL}", Relation::Overlapping);
  return pairs.take();
}

// "$.a1=1": a row of variables that are true or false.
Strings row(const std::string& name, std::size_t n) {
  return around("$." + name, numbered("", 1, n + 1), "=1");
}

// n + 1 pigeons sit in n holes, so two share one.
void add_pigeons(Pairs& pairs, std::size_t holes) {
  const Strings pigeons = letters(holes + 1);
  Strings each_sits;
  Strings two_share;
  for (std::size_t i = 0; i <= holes; ++i) {
    const Strings places = row(pigeons[i], holes);
    each_sits.push_back(grouped(any(places)));
    for (std::size_t j = 0; j < i; ++j) {
      const Strings others = row(pigeons[j], holes);
      for (std::size_t hole = 0; hole < holes; ++hole) {
        two_share.push_back(all({places[hole], others[hole]}));
      }
    }
  }
  pairs.add("php_" + std::to_string(holes), pattern(all(each_sits)), pattern(any(two_share)),
            Relation::Subset);
}

void add_cross_product(Pairs& pairs, std::size_t n) {
  const Strings left = row("a", n);
  const Strings right = row("b", n);
  Strings products;
  for (const std::string& a : left) {
    for (const std::string& b : right) products.push_back(all({a, b}));
  }
  const std::string count = std::to_string(n);
  const std::string factored = pattern(all({grouped(any(left)), grouped(any(right))}));
  pairs.add(count + "x" + count + ", multiplied out", factored, pattern(any(shuffled(products))),
            Relation::Equivalent);
  pairs.add(count + "x" + count + ", one missing", factored,
            pattern(any(without_middle(shuffled(products)))), Relation::Superset);
}

std::vector<PatternPair> adversarial() {
  Pairs pairs("adversarial");
  Strings clauses;
  Strings products;
  for (const std::string& letter : letters(52)) {
    const Strings two = row(letter, 2);
    clauses.push_back(grouped(any(two)));
    products.push_back(all(two));
  }
  pairs.add("104 selectors, reordered", pattern(all(clauses)), pattern(all(shuffled(clauses))),
            Relation::Equivalent);
  pairs.add("104 selectors, one missing", pattern(all(clauses)),
            pattern(all(without_middle(shuffled(clauses)))), Relation::Subset);
  pairs.add("52 products, reordered", pattern(any(products)), pattern(any(shuffled(products))),
            Relation::Equivalent);
  for (std::size_t holes = 4; holes <= 8; ++holes) add_pigeons(pairs, holes);
  add_cross_product(pairs, 7);
  add_cross_product(pairs, 20);
  add_implied_copy(pairs, 25);
  return pairs.take();
}

}  // namespace

std::vector<PatternPair> versus_pairs() {
  std::vector<PatternPair> all_pairs;
  for (const auto& family : {real, growing, globs, numbers, regexes, nested, adversarial}) {
    for (PatternPair& pair : family()) all_pairs.push_back(std::move(pair));
  }
  return all_pairs;
}

}  // namespace filtercheck::bench
