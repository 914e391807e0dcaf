#include "support/metamorphic.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::support {

namespace {

constexpr int kEvents = 16;
// Patterns that are made until one is short enough and has what the rule is about.
constexpr int kDraws = 8;
// Pairs of longer line patterns, and of longer formulas, may take a second.
constexpr std::size_t kLongestLine = 80;
constexpr std::size_t kLongestFormula = 300;

std::string random_text(Choices& choices, Kind kind) {
  switch (kind) {
    case Kind::Space:
      return random_fields(choices);
    case Kind::Terms:
      return random_terms(choices);
    case Kind::Regex:
      return random_regex(choices);
    case Kind::Json:
    case Kind::All:
      return random_pattern(choices, choices.below(3) == 0);
  }
  return {};
}

DecideOptions under(Reading reading) {
  return {reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence,
          Domain::Lines};
}

// The rule on two new patterns; no value: it does not apply, or they are too long.
std::optional<Changed> change_some(const Rule& rule, Choices& choices, Reading reading) {
  const Pattern p = parse(random_text(choices, rule.kind), Limits::beyond_aws()).value();
  const Pattern q = parse(random_text(choices, rule.kind), Limits::beyond_aws()).value();
  const std::size_t longest = rule.kind == Kind::Json ? kLongestFormula : kLongestLine;
  if (p.text.size() > longest || q.text.size() > longest) return std::nullopt;
  Draw draw{choices, p, q, reading};
  return rule.apply(draw);
}

// Judges what a rule has made.
class Judge {
 public:
  Judge(const Rule& rule, const Changed& changed, const Pattern& a, const Pattern& b,
        Reading reading)
      : rule_(rule), changed_(changed), a_(a), b_(b), reading_(reading) {}

  Trial judge(const std::vector<std::string>& events) {
    for (const std::string& event : events) look_at(event);
    if (trial_.wrong) return trial_;
    std::vector<Relation> expected;
    try {
      expected = expected_relations();
      const Relation said = compare(a_, b_, under(reading_)).relation;
      trial_.undecided = said == Relation::Undecided || expected.empty();
      if (!trial_.undecided && std::count(expected.begin(), expected.end(), said) == 0)
        wrong("said to be " + std::string(name_of(said)), expected);
    } catch (const InternalError& error) {
      wrong(error.what(), expected);
    }
    return trial_;
  }

 private:
  void look_at(const std::string& event) {
    const bool in_a = matches(a_, event, reading_);
    const bool in_b = matches(b_, event, reading_);
    some_a_ = some_a_ || in_a;
    some_b_ = some_b_ || in_b;
    trial_.strict = trial_.strict || (changed_.bond == Bond::Weaker && in_b && !in_a);
    const bool refuted = (changed_.bond == Bond::Same && in_a != in_b) ||
                         (changed_.bond == Bond::Weaker && in_a && !in_b) ||
                         (changed_.bond == Bond::Apart && in_a && in_b);
    if (refuted) wrong("the evaluator contradicts it on " + event, {});
  }

  // Those of which one must be said. None: it is not known what.
  std::vector<Relation> expected_relations() const {
    switch (changed_.bond) {
      case Bond::Same:
        return {Relation::Equivalent};
      case Bond::Weaker:
        if (trial_.strict) return {Relation::Subset};
        return {Relation::Equivalent, Relation::Subset};
      case Bond::Apart: {
        // A pattern that matches nothing is a subset of any.
        std::vector<Relation> expected{Relation::Disjoint};
        if (!some_a_) expected.push_back(Relation::Subset);
        if (!some_b_) expected.push_back(Relation::Superset);
        if (!some_a_ && !some_b_) expected.push_back(Relation::Equivalent);
        return expected;
      }
      case Bond::Like:
        break;
    }
    const Relation like =
        compare(parse(changed_.like_a, Limits::beyond_aws()).value(),
                parse(changed_.like_b, Limits::beyond_aws()).value(), under(reading_))
            .relation;
    if (like == Relation::Undecided) return {};
    return {like};
  }

  void wrong(const std::string& what, const std::vector<Relation>& expected) {
    if (trial_.wrong) return;
    nlohmann::ordered_json vector{{"id", "metamorphic-" + std::string(rule_.name)},
                                  {"origin", "I " + std::string(rule_.because)},
                                  {"limits", "beyond-aws"},
                                  {"pattern", changed_.a}};
    const std::string_view relation = expected.empty() ? "?" : name_of(expected.front());
    vector["compare"] = {{{"b", changed_.b}, {"relation", relation}}};
    trial_.wrong = "rule " + std::string(rule_.name) + " (" + std::string(name_of(reading_)) +
                   "): " + what + "\n" +
                   vector.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
  }

  const Rule& rule_;
  const Changed& changed_;
  const Pattern& a_;
  const Pattern& b_;
  Reading reading_;
  bool some_a_ = false;
  bool some_b_ = false;
  Trial trial_;
};

}  // namespace

const std::vector<Rule>& metamorphic_rules() {
  static const std::vector<Rule> kRules = [] {
    std::vector<Rule> rules;
    for (const auto* more : {&formula_rules(), &condition_rules(), &line_rules()})
      rules.insert(rules.end(), more->begin(), more->end());
    return rules;
  }();
  return kRules;
}

Trial try_rule(const Rule& rule, Choices& choices) {
  const Reading reading = choices.below(2) == 0 ? Reading::Glob : Reading::FirstOccurrence;
  std::optional<Changed> changed;
  for (int i = 0; i < kDraws && !changed; ++i) changed = change_some(rule, choices, reading);
  if (!changed) return {};
  const Result<Pattern> a = parse(changed->a, Limits::beyond_aws());
  const Result<Pattern> b = parse(changed->b, Limits::beyond_aws());
  if (!a.ok() || !b.ok()) {
    return {true, changed->bond, false, false,
            "rule " + std::string(rule.name) + " makes no pattern: " + changed->a + "\nor " +
                changed->b};
  }
  std::vector<std::string> events;
  for (int i = 0; i < kEvents; ++i) {
    events.push_back(rule.kind == Kind::Json ? random_event(choices, {&a.value(), &b.value()})
                                             : random_any_line(choices, {&a.value(), &b.value()}));
  }
  Trial trial = Judge(rule, *changed, a.value(), b.value(), reading).judge(events);
  trial.applied = true;
  trial.bond = changed->bond;
  return trial;
}

}  // namespace filtercheck::support
