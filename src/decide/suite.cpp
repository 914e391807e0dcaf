// A complete suite, put together from parts that do not interact.
//
// The members of an object do not interact: what stands at `$.a` allows anything at `$.b`. The
// facts of a domain are each about one member. So where no selector begins with a wildcard, the
// combinations of all conditions are the products of the combinations at each member of the root,
// and the object with the members of an event of each part is an event for the product. The search
// goes part by part, and a product that is too large is known to be before it is built. Every event
// of the product is evaluated; a condition that says something else of it than of its part is an
// error of ours.
//
// A line that is no JSON object makes every condition false. It is a combination by itself where no
// object has that one.
//
// Under the second reading only those combinations get an event of their own that no event of the
// suite of the first has.
#include "filtercheck/suite.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/codes.hpp"
#include "decide/combinations.hpp"
#include "decide/question.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck {

namespace {

using decide::Combinations;
using decide::outcomes;
using decide::Question;
using decide::Row;
using decide::Steps;

constexpr const char* kPlainLine = "not a JSON object";

void collect_conditions(const Expression& expression, std::vector<Pattern>& list,
                        std::set<std::string>& known) {
  std::visit(
      [&](const auto& node) {
        if constexpr (requires { node.operands; }) {
          for (const Expression& operand : node.operands) collect_conditions(operand, list, known);
        } else {
          Pattern condition;
          condition.kind = Kind::Json;
          condition.expression = expression;
          condition.text = format(condition);
          if (known.insert(condition.text).second) list.push_back(std::move(condition));
        }
      },
      expression.node);
}

// The distinct conditions, each as a pattern, in order of appearance.
std::vector<Pattern> conditions_of(const std::vector<const Pattern*>& patterns) {
  std::vector<Pattern> list;
  std::set<std::string> known;
  for (const Pattern* pattern : patterns) {
    if (pattern->expression) collect_conditions(*pattern->expression, list, known);
  }
  return list;
}

const Selector& selector_of(const Pattern& condition) {
  return std::visit(
      [](const auto& node) -> const Selector& {
        if constexpr (requires { node.selector; }) {
          return node.selector;
        } else {
          throw InternalError("a junction is no condition");
        }
      },
      condition.expression->node);
}

// The conditions that may interact, by index; those on one selector stand side by side.
using Part = std::vector<std::size_t>;

std::vector<Part> parts_of(const std::vector<Pattern>& conditions) {
  // An event shows its source and its name first.
  std::vector<std::string> members{"eventSource", "eventName"};
  std::vector<Part> parts(members.size());
  bool wildcard = false;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const auto* key = std::get_if<Key>(&selector_of(conditions[i]).steps.front());
    wildcard = wildcard || key == nullptr;
    const std::string member = key == nullptr ? std::string() : key->name;
    const auto known = std::find(members.begin(), members.end(), member);
    const auto at = static_cast<std::size_t>(known - members.begin());
    if (known == members.end()) {
      members.push_back(member);
      parts.emplace_back();
    }
    parts[at].push_back(i);
  }
  std::erase_if(parts, [](const Part& part) { return part.empty(); });
  for (Part& part : parts) {
    std::stable_sort(part.begin(), part.end(), [&](std::size_t a, std::size_t b) {
      return format(selector_of(conditions[a])) < format(selector_of(conditions[b]));
    });
  }
  if (!wildcard) return parts;
  Part all;
  for (const Part& part : parts) all.insert(all.end(), part.begin(), part.end());
  return {all};
}

// `{"a":1}` and `{"b":2}` to `{"a":1,"b":2}`; the members are different.
std::string joined(const std::string& a, const std::string& b) {
  if (a == "{}") return b;
  if (b == "{}") return a;
  return a.substr(0, a.size() - 1) + "," + b.substr(1);
}

class SuiteSearch {
 public:
  SuiteSearch(const std::vector<const Pattern*>& patterns, Domain domain, std::size_t most)
      : domain_(domain),
        most_(most),
        conditions_(conditions_of(patterns)),
        parts_(parts_of(conditions_)),
        has_all_(std::any_of(patterns.begin(), patterns.end(),
                             [](const Pattern* pattern) { return pattern->kind == Kind::All; })) {
    for (const Pattern& condition : conditions_) all_.push_back(&condition);
  }

  // Adds what makes the events complete under the reading. Where that is not possible it stops.
  void add(Reading reading) {
    std::set<std::vector<bool>> shown;
    for (const std::string& event : events_) {
      if (!may_evaluate()) return;
      shown.insert(outcomes(all_, event, reading));
    }
    const auto rows = product(reading);
    if (!rows) return;
    for (const Row& row : *rows) {
      if (!shown.insert(row.holds).second) continue;
      events_.push_back(row.event);
    }
    const std::vector<bool> nothing(all_.size(), false);
    const bool is_new = shown.insert(nothing).second;
    const bool plain = domain_ == Domain::Lines && (has_all_ || is_new);
    if (plain && std::find(events_.begin(), events_.end(), kPlainLine) == events_.end())
      events_.emplace_back(kPlainLine);
    if (events_.size() > most_) stopped_ = SuiteTooLarge{events_.size()};
  }

  const std::optional<SuiteAnswer>& stopped() const { return stopped_; }
  const std::vector<std::string>& events() const { return events_; }
  const std::vector<Caveat>& caveats() const { return caveats_; }

 private:
  // All conditions on one more event. False: it stops.
  bool may_evaluate() {
    const bool may = steps_.take(all_.size());
    if (!may) stopped_ = SuiteUnknown{{Steps::exceeded()}};
    return may;
  }

  // Every combination that an object has, with an event for each.
  std::optional<std::vector<Row>> product(Reading reading) {
    std::vector<Row> rows{{"{}", std::vector<bool>(all_.size())}};
    // What is too large is told from the sizes of the parts alone.
    std::vector<std::vector<Row>> of_parts;
    std::size_t size = 1;
    for (const Part& part : parts_) {
      auto found = rows_of(part, reading, size);
      if (!found) return std::nullopt;
      size *= found->size();
      of_parts.push_back(std::move(*found));
    }
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      std::vector<Row> longer;
      longer.reserve(rows.size() * of_parts[p].size());
      for (const Row& row : rows) {
        for (const Row& more : of_parts[p]) {
          Row both{joined(row.event, more.event), row.holds};
          for (std::size_t i = 0; i < parts_[p].size(); ++i)
            both.holds[parts_[p][i]] = more.holds[i];
          longer.push_back(std::move(both));
        }
      }
      rows = std::move(longer);
    }
    for (const Row& row : rows) {
      if (!may_evaluate()) return std::nullopt;
      if (outcomes(all_, row.event, reading) != row.holds)
        throw InternalError("the members of " + row.event + " interact");
    }
    return rows;
  }

  // `size`: how many events there are for each of this part.
  std::optional<std::vector<Row>> rows_of(const Part& part, Reading reading, std::size_t size) {
    std::vector<const Pattern*> conditions;
    for (const std::size_t i : part) conditions.push_back(all_[i]);
    // A line that is no object is no event of a part.
    const Domain domain = domain_ == Domain::Lines ? Domain::Json : domain_;
    auto answer = decide::combinations(conditions, reading, domain, most_ / size, steps_);
    if (const auto* too_many = std::get_if<decide::TooManyCombinations>(&answer)) {
      stopped_ = SuiteTooLarge{size * too_many->at_least};
      return std::nullopt;
    }
    if (auto* unknown = std::get_if<decide::UnknownCombinations>(&answer)) {
      stopped_ = SuiteUnknown{std::move(unknown->caveats)};
      return std::nullopt;
    }
    auto& all = std::get<Combinations>(answer);
    for (Caveat& caveat : all.caveats) {
      if (std::find(caveats_.begin(), caveats_.end(), caveat) == caveats_.end())
        caveats_.push_back(std::move(caveat));
    }
    return std::move(all.rows);
  }

  Domain domain_;
  std::size_t most_;
  std::vector<Pattern> conditions_;
  std::vector<const Pattern*> all_;
  std::vector<Part> parts_;
  bool has_all_;
  Steps steps_;
  std::vector<std::string> events_;
  std::vector<Caveat> caveats_;
  std::optional<SuiteAnswer> stopped_;
};

// --- What a suite shows --------------------------------------------------------------------------

Relation shown_relation(const Suite& suite, std::size_t reading) {
  bool only_a = false;
  bool only_b = false;
  bool both = false;
  for (const SuiteEvent& one : suite.events) {
    const bool a = one.matched[reading][0];
    const bool b = one.matched[reading][1];
    only_a = only_a || (a && !b);
    only_b = only_b || (b && !a);
    both = both || (a && b);
  }
  if (!only_a && !only_b) return Relation::Equivalent;
  if (!only_a) return Relation::Subset;
  if (!only_b) return Relation::Superset;
  return both ? Relation::Overlapping : Relation::Disjoint;
}

}  // namespace

SuiteAnswer complete_suite(const std::vector<const Pattern*>& patterns,
                           const DecideOptions& options, std::size_t most_events) {
  const Question question(patterns, options);
  if (!question.only_json()) return SuiteUnknown{{{codes::kNoSuite, {}}}};
  Suite suite;
  suite.readings = question.readings();
  SuiteSearch search(patterns, options.domain, most_events);
  for (const Reading reading : suite.readings) {
    search.add(reading);
    if (search.stopped()) return *search.stopped();
  }
  for (const std::string& event : search.events()) {
    SuiteEvent one{event, {}};
    for (const Reading reading : suite.readings)
      one.matched.push_back(outcomes(patterns, event, reading));
    suite.events.push_back(std::move(one));
  }
  suite.caveats = search.caveats();
  return suite;
}

void confirm(const Suite& suite, const CompareAnswer& answer) {
  for (std::size_t r = 0; r < suite.readings.size(); ++r) {
    const Relation shown = shown_relation(suite, r);
    if (shown == answer.relation) continue;
    throw InternalError("the answer is " + std::string(name_of(answer.relation)) +
                        ", the complete suite shows " + std::string(name_of(shown)) +
                        " (reading: " + std::string(name_of(suite.readings[r])) + ")");
  }
}

void confirm(const Suite& suite, const CheckAnswer& answer) {
  for (const SuiteEvent& one : suite.events) {
    for (const std::vector<bool>& matched : one.matched) {
      const bool required = std::find(matched.begin() + 1, matched.end(), true) != matched.end();
      if (matched.front() ? required || !answer.exact : !required) continue;
      throw InternalError(std::string("the answer is covered") +
                          (answer.exact ? " and exact" : "") + ", the complete suite has " +
                          one.event);
    }
  }
}

}  // namespace filtercheck
