#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "base/overloaded.hpp"
#include "smt/exact.hpp"
#include "smt/terms.hpp"
#include "smt/text_terms.hpp"
#include "smt/translate.hpp"

namespace filtercheck::smt {

namespace {

// The kinds of a value. `number` is a finite one that is not an `integer` token, or any finite one
// where their texts do not matter. The solver may take a kind that a place does not need: it then
// fulfils nothing there, as an empty object does.
constexpr const char* kKinds =
    "; what a value is; a number written with digits alone is an integer, one that overflows is "
    "infinite\n"
    "(declare-datatypes ((Kind 0)) (((missing) (null) (true_) (false_) (string) (number) "
    "(integer) (infinite) (object) (array))))\n";

// What the CloudTrail record reference guarantees of every management event.
constexpr std::array<std::pair<const char*, const char*>, 9> kGuaranteed{
    {{"eventSource", "string"},
     {"eventName", "string"},
     {"eventVersion", "string"},
     {"eventTime", "string"},
     {"awsRegion", "string"},
     {"sourceIPAddress", "string"},
     {"eventID", "string"},
     {"eventType", "string"},
     {"userIdentity", "object"}}};

// Java's texts of doubles, or a little more.
constexpr const char* kDigit = "(re.range \"0\" \"9\")";
constexpr const char* kDigitFrom1 = "(re.range \"1\" \"9\")";

std::string float_texts() {
  const std::string digit = kDigit;
  const std::string from_1 = kDigitFrom1;
  const std::string fraction =
      "(re.++ (str.to_re \".\") (re.union (str.to_re \"0\") (re.++ (re.* " + digit + ") " + from_1 +
      ")))";
  const std::string whole =
      "(re.union (str.to_re \"0\") (re.++ " + from_1 + " ((_ re.loop 0 6) " + digit + ")))";
  const std::string large =
      "(re.union (re.range \"7\" \"9\") (re.++ " + from_1 + " ((_ re.loop 1 2) " + digit + ")))";
  const std::string small = "(re.++ (str.to_re \"-\") (re.union (re.range \"4\" \"9\") (re.++ " +
                            from_1 + " ((_ re.loop 1 2) " + digit + "))))";
  return "(re.++ (re.opt (str.to_re \"-\")) (re.union (re.++ " + whole + " " + fraction +
         ") (re.++ " + from_1 + " " + fraction + " (str.to_re \"E\") (re.union " + large + " " +
         small + "))))";
}

// A value that some selector reaches, and all that conditions ask of it. The root is the line.
struct Place {
  std::size_t id = 0;
  std::string path = "$";
  std::map<std::string, Place*> members;
  std::map<std::int32_t, Place*> elements;
  bool has_text = false;    // is compared with text literals or regexes
  bool has_number = false;  // is compared with number literals
  bool asks_null = false;
  std::vector<Exact> cuts;  // its number literals, ascending

  // Both, so that the text of a number and its value matter.
  bool mixed() const { return has_text && has_number; }

  std::string name(const char* prefix) const { return prefix + std::to_string(id); }
  std::string kind() const { return name("kind"); }
  std::string text() const { return name("text"); }
  std::string value() const { return name("value"); }
  std::string whole() const { return name("whole"); }
  std::string is(const char* a_kind) const { return "(= " + kind() + " " + a_kind + ")"; }
};

class Translator {
 public:
  Translator(Reading reading, Domain domain) : reading_(reading), domain_(domain) {}

  Translation translate(const Pattern& a, const Pattern& b) {
    for (const Pattern* pattern : {&a, &b}) {
      if (pattern->expression) survey(*pattern->expression);
    }
    if (obstacle_) return *obstacle_;
    Pair pair;
    pair.declarations = kKinds;
    for (Place& place : places_) sort_cuts(place);
    for (const Place& place : places_) describe(place, pair);
    describe_domain(pair);
    pair.a = term(a);
    pair.b = term(b);
    return pair;
  }

 private:
  // What the conditions ask, and whether all of it can be said.
  void survey(const Expression& expression);
  void survey_literal(Place& place, const Literal& literal);
  void refuse(const char* reason) {
    if (!obstacle_) obstacle_ = Obstacle{reason};
  }

  // The root has the id 0. Requires a selector without wildcard.
  Place& place_of(const Selector& selector);
  Place& child(Place& parent, const Step& step);
  Place& new_place() {
    Place& place = places_.emplace_back();
    place.id = places_.size() - 1;
    return place;
  }
  static void sort_cuts(Place& place);

  // What holds of every event, and of a place in it.
  void describe_domain(Pair& out) const;
  void describe(const Place& place, Pair& out) const;
  void describe_shape(const Place& place, Pair& out) const;
  void describe_null_element(const Place& place, Pair& out) const;
  void describe_values(const Place& place, const char* kind, Numbers numbers, Pair& out) const;
  void describe_integer_text(const Place& place, Pair& out) const;
  void describe_float_text(const Place& place, Pair& out) const;

  // A pattern, condition or formula.
  std::string term(const Pattern& pattern);
  std::string term(const Expression& expression);
  std::string term(const Comparison& comparison);
  std::string term(const Is& is);
  std::string compared(const Place& place, Operator op, const Number& literal) const;

  Reading reading_;
  Domain domain_;
  std::deque<Place> places_ = std::deque<Place>(1);
  std::optional<Obstacle> obstacle_;
};

// ---- The survey ---------------------------------------------------------------------------------

void Translator::survey(const Expression& expression) {
  const auto survey_all = [this](const std::vector<Expression>& operands) {
    for (const Expression& operand : operands) survey(operand);
  };
  const auto located = [this](const Selector& selector) -> Place* {
    if (!has_wildcard(selector)) return &place_of(selector);
    refuse("a selector with a wildcard");
    return nullptr;
  };
  std::visit(base::Overloaded{[&](const Comparison& comparison) {
                                if (Place* place = located(comparison.selector)) {
                                  survey_literal(*place, comparison.literal);
                                }
                              },
                              [&](const Is& is) {
                                Place* place = located(is.selector);
                                if (place != nullptr && is.constant == Constant::Null) {
                                  place->asks_null = true;
                                }
                              },
                              [&](const NotExists& not_exists) { located(not_exists.selector); },
                              [&](const And& all) { survey_all(all.operands); },
                              [&](const Or& any) { survey_all(any.operands); }},
             expression.node);
}

void Translator::survey_literal(Place& place, const Literal& literal) {
  const auto* number = std::get_if<Number>(&literal);
  if (number == nullptr) {
    place.has_text = true;
    const auto* text = std::get_if<Text>(&literal);
    if (text != nullptr && !string_term(text->value)) refuse(kBeyondStrings);
    return;
  }
  place.has_number = true;
  if (const std::optional<Exact> cut = read_exact(number->source)) {
    place.cuts.push_back(*cut);
  } else {
    refuse("a number of too many digits");
  }
}

Place& Translator::place_of(const Selector& selector) {
  Place* place = &places_.front();
  for (const Step& step : selector.steps) place = &child(*place, step);
  return *place;
}

Place& Translator::child(Place& parent, const Step& step) {
  const auto* key = std::get_if<Key>(&step);
  Place*& slot =
      key != nullptr ? parent.members[key->name] : parent.elements[std::get<Index>(step).value];
  if (slot == nullptr) {
    slot = &new_place();
    slot->path =
        parent.path + (key != nullptr ? "." + in_comment(key->name)
                                      : "[" + std::to_string(std::get<Index>(step).value) + "]");
  }
  return *slot;
}

void Translator::sort_cuts(Place& place) {
  std::sort(place.cuts.begin(), place.cuts.end());
  place.cuts.erase(std::unique(place.cuts.begin(), place.cuts.end()), place.cuts.end());
}

// ---- What holds of every event ------------------------------------------------------------------

void declare(const std::string& name, const char* sort, Pair& out) {
  out.declarations += declaration(name, sort);
}

void assert_term(const std::string& term, std::string& out) { out += assertion(term); }

// Any log line: one that is no JSON object has a root of another kind.
void Translator::describe_domain(Pair& out) const {
  const Place& root = places_.front();
  if (domain_ != Domain::Lines) assert_term(root.is("object"), out.wide);
  if (domain_ != Domain::CloudTrail) return;
  for (const auto& [name, kind] : kGuaranteed) {
    const auto member = root.members.find(name);
    if (member != root.members.end()) assert_term(member->second->is(kind), out.wide);
  }
}

void Translator::describe(const Place& place, Pair& out) const {
  out.declarations += "; " + place.path + "\n";
  declare(place.kind(), "Kind", out);
  if (place.has_text || place.has_number) declare(place.text(), "String", out);
  if (place.has_number) declare(place.value(), "Real", out);
  describe_shape(place, out);
  if (place.asks_null) describe_null_element(place, out);
  if (!place.has_number) return;  // then a number is like a string with its text
  if (!place.mixed()) return describe_values(place, "number", Numbers::All, out);
  describe_values(place, "number", Numbers::Floats, out);
  describe_integer_text(place, out);
  describe_float_text(place, out);
  assert_term(implies(place.is("infinite"), either("(= " + place.text() + " \"Infinity\")",
                                                   "(= " + place.text() + " \"-Infinity\")")),
              out.wide);
}

// Only objects have members and only arrays have elements, an array those
// before each of its elements too.
void Translator::describe_shape(const Place& place, Pair& out) const {
  for (const auto& [key, member] : place.members) {
    assert_term(either(member->is("missing"), place.is("object")), out.wide);
  }
  const Place* before = nullptr;
  for (const auto& [index, element] : place.elements) {
    assert_term(either(element->is("missing"), place.is("array")), out.wide);
    if (before != nullptr) {
      assert_term(either(element->is("missing"), negation(before->is("missing"))), out.wide);
    }
    before = element;
  }
}

// Whether the array holds a null at an index that no selector names. The first such index can be
// there whenever those before it are.
void Translator::describe_null_element(const Place& place, Pair& out) const {
  const std::string other = place.name("null_in");
  declare(other, "Bool", out);
  assert_term(implies(other, place.is("array")), out.wide);
  std::int32_t free = 0;
  for (auto element = place.elements.find(free); element != place.elements.end();
       element = place.elements.find(++free)) {
    assert_term(implies(other, negation(element->second->is("missing"))), out.wide);
  }
}

// The reals that no number of the event can be are left out, as far as literals tell them from
// others.
void Translator::describe_values(const Place& place, const char* kind, Numbers numbers,
                                 Pair& out) const {
  const auto never = [&](const std::string& values) {
    assert_term(negation(both(place.is(kind), values)), out.wide);
  };
  std::optional<Exact> low;
  for (const Exact& cut : place.cuts) {
    const std::string below = "(< " + place.value() + " " + real_term(cut) + ")";
    if (!some_number_between(low, cut, numbers)) {
      never(low ? both("(< " + real_term(*low) + " " + place.value() + ")", below) : below);
    }
    if (!is_number(cut, numbers)) never("(= " + place.value() + " " + real_term(cut) + ")");
    low = cut;
  }
  if (low && !some_number_between(low, std::nullopt, numbers)) {
    never("(< " + real_term(*low) + " " + place.value() + ")");
  }
}

// Its digits; zero has two tokens, 0 and -0.
void Translator::describe_integer_text(const Place& place, Pair& out) const {
  const std::string whole = place.whole();
  declare(whole, "Int", out);
  const std::string plain =
      both("(>= " + whole + " 0)", "(= " + place.text() + " (str.from_int " + whole + "))");
  const std::string negated =
      both("(<= " + whole + " 0)",
           "(= " + place.text() + " (str.++ \"-\" (str.from_int (- " + whole + "))))");
  assert_term(implies(place.is("integer"), both("(= " + place.value() + " (to_real " + whole + "))",
                                                either(plain, negated))),
              out.wide);
}

// The doubles beside those of the literals that `narrow` keeps.
constexpr std::array kSamples{"1e-5", "-1e-5", "1e10", "-1e10", "0.001", "1.25"};

// That the text of a float is this one, for values where it is known.
std::optional<std::string> has_float_text(const Place& place, const Exact& value) {
  if (value.digits.empty()) {
    return either("(= " + place.text() + " \"0.0\")", "(= " + place.text() + " \"-0.0\")");
  }
  if (value.exponent < -299) return std::nullopt;
  return "(= " + place.text() + " \"" + java_text(value) + "\")";
}

// A sign, digits, a point and one digit: enough texts for `narrow` in most cases.
std::string one_decimal_place(const Place& place) {
  const std::string whole = place.whole();
  const std::string tenths = place.name("tenths");
  const std::string digits =
      "(str.++ (str.from_int " + whole + ") \".\" (str.from_int " + tenths + "))";
  const std::string value = "(+ (to_real " + whole + ") (/ (to_real " + tenths + ") 10.0))";
  const auto is = [&place](const std::string& text, const std::string& number) {
    return both("(= " + place.text() + " " + text + ")",
                "(= " + place.value() + " " + number + ")");
  };
  return "(and (<= 0 " + whole + " 9999999) (<= 0 " + tenths + " 9) " +
         either(is(digits, value), is("(str.++ \"-\" " + digits + ")", "(- " + value + ")")) + ")";
}

void Translator::describe_float_text(const Place& place, Pair& out) const {
  const std::string text = place.text();
  const std::string value = place.value();
  const auto holds = [&](const std::string& term) {
    assert_term(implies(place.is("number"), term), out.wide);
  };
  holds("(str.in_re " + text + " " + float_texts() + ")");
  holds(implies("(< " + value + " 0.0)", "(str.prefixof \"-\" " + text + ")"));
  holds(implies("(> " + value + " 0.0)", negation("(str.prefixof \"-\" " + text + ")")));
  holds("(= (str.contains " + text + " \"E\") (or (>= " + value + " 10000000.0) (<= " + value +
        " (- 10000000.0)) (and (not (= " + value + " 0.0)) (< (- 0.001) " + value + " 0.001))))");
  holds("(= (= " + value + " 0.0) " + *has_float_text(place, Exact{}) + ")");

  declare(place.name("tenths"), "Int", out);
  std::vector<std::string> some{one_decimal_place(place)};
  std::vector<Exact> known = place.cuts;
  for (const char* const sample : kSamples) known.push_back(*read_exact(sample));
  for (const Exact& number : known) {
    if (!is_number(number, Numbers::Floats)) continue;
    const std::optional<std::string> has_text = has_float_text(place, number);
    if (!has_text) continue;
    const std::string is_number = "(= " + value + " " + real_term(number) + ")";
    if (!number.digits.empty()) holds("(= " + is_number + " " + *has_text + ")");
    some.push_back(is_number);
  }
  out.narrow.push_back(implies(place.is("number"), joined("or", some, "false")));
}

// ---- Conditions ---------------------------------------------------------------------------------

std::string Translator::term(const Pattern& pattern) {
  if (!pattern.expression) return "true";
  return both(places_.front().is("object"), term(*pattern.expression));
}

std::string Translator::term(const Expression& expression) {
  const auto terms = [this](const std::vector<Expression>& operands) {
    std::vector<std::string> out;
    for (const Expression& operand : operands) out.push_back(term(operand));
    return out;
  };
  return std::visit(
      base::Overloaded{
          [&](const Comparison& comparison) { return term(comparison); },
          [&](const Is& is) { return term(is); },
          [&](const NotExists& not_exists) { return place_of(not_exists.selector).is("missing"); },
          [&](const And& all) { return joined("and", terms(all.operands), "true"); },
          [&](const Or& any) { return joined("or", terms(any.operands), "false"); }},
      expression.node);
}

std::string Translator::term(const Comparison& comparison) {
  const Place& place = place_of(comparison.selector);
  if (const auto* number = std::get_if<Number>(&comparison.literal)) {
    return compared(place, comparison.op, *number);
  }
  const auto* text = std::get_if<Text>(&comparison.literal);
  const std::string matches = text != nullptr
                                  ? *matches_term(place.text(), *text, reading_)
                                  : matches_term(place.text(), std::get<Regex>(comparison.literal));
  // Without number literals at the place a number is like a string with its text.
  const std::string scalar = place.mixed()
                                 ? "(or " + place.is("string") + " " + place.is("integer") + " " +
                                       place.is("number") + " " + place.is("infinite") + ")"
                                 : place.is("string");
  return both(scalar, comparison.op == Operator::Equal ? matches : negation(matches));
}

std::string Translator::compared(const Place& place, Operator op, const Number& literal) const {
  const std::string finite =
      place.mixed() ? either(place.is("number"), place.is("integer")) : place.is("number");
  const std::string value = place.value() + " " + real_term(*read_exact(literal.source)) + ")";
  const std::string equal_text = "(= " + place.text() + " " + *string_term(literal.source) + ")";
  const auto holds = [&](const char* relation) { return both(finite, relation + value); };
  switch (op) {
    case Operator::Equal:
      return either(both(place.is("string"), equal_text), holds("(= "));
    case Operator::NotEqual:
      return either(both(place.is("string"), negation(equal_text)),
                    both(finite, negation("(= " + value)));
    case Operator::Less:
      return holds("(< ");
    case Operator::LessEqual:
      return holds("(<= ");
    case Operator::Greater:
      return holds("(> ");
    case Operator::GreaterEqual:
      return holds("(>= ");
  }
  return "false";
}

std::string Translator::term(const Is& is) {
  const Place& place = place_of(is.selector);
  switch (is.constant) {
    case Constant::True:
      return place.is("true_");
    case Constant::False:
      return place.is("false_");
    case Constant::Null:
      break;
  }
  std::vector<std::string> ways{place.is("null"), place.name("null_in")};
  for (const auto& [index, element] : place.elements) ways.push_back(element->is("null"));
  return joined("or", ways, "false");
}

}  // namespace

Translation translate_json(const Pattern& a, const Pattern& b, Reading reading, Domain domain) {
  return Translator(reading, domain).translate(a, b);
}

}  // namespace filtercheck::smt
