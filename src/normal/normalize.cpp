// The idea. A pattern without negation is monotone in its conditions. Those that compare
// `$.eventSource` or `$.eventName` with a text are set apart; for every combination of outcomes
// that they can have, what is left of the pattern is a formula of the other conditions, its
// residue. Combinations with one residue are gathered, first by name, then by source, and each
// group is said again with as few texts as it takes. The residue of a group may be claimed wherever
// it plainly implies the residue there, so groups are widened where that shortens what is said.
//
// Outcomes are taken under both readings of `*` at once, and a group is said with the same texts
// that made it, so the result means the same as the input under each reading.
#include "filtercheck/normalize.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "filtercheck/parse.hpp"
#include "normal/formula.hpp"
#include "normal/lines.hpp"
#include "values/scalar_classes.hpp"

namespace filtercheck {

namespace {

using normal::Formula;

// Above this many combinations times conditions nothing is set apart.
constexpr std::size_t kMostWork = 4'000'000;
constexpr int kMostRounds = 4;

Expression condition(const char* field, Operator op, const std::string& text) {
  return {Comparison{{{Key{field}}}, op, Text{text}}, {}};
}

using Set = std::set<std::size_t>;

// One of the two fields: the texts it is compared with and the outcomes that can occur together.
class Field {
 public:
  Field(const char* name, const Expression& expression) : name_(name) {
    collect(expression);
    // A text of stars alone is equal to every string and number: it tells nothing apart.
    std::erase_if(texts_, is_stars);
    std::sort(texts_.begin(), texts_.end());
    texts_.erase(std::unique(texts_.begin(), texts_.end()), texts_.end());
    find_outcomes();
  }

  bool ok() const { return budget_.ok(); }
  // An outcome says of each text whether the value is equal to it. The first is that of a value
  // that is no string or number, for which `!=` is false too.
  std::size_t outcomes() const { return outcomes_.size(); }
  std::size_t texts() const { return texts_.size(); }

  // Whether a condition is on this field, and what it is for an outcome.
  std::optional<bool> value(const Expression& expression, std::size_t outcome) const {
    const Comparison* comparison = on_this_field(expression);
    if (comparison == nullptr) return std::nullopt;
    if (outcome == 0) return false;
    const std::string& text = std::get<Text>(comparison->literal).value;
    const bool is_equal = is_stars(text) || equal(outcome, index_of(text));
    return is_equal == (comparison->op == Operator::Equal);
  }

  // A set of outcomes as alternatives: what the field may be, and further conditions on it.
  // Requires that the set is empty of the first outcome or full (monotony).
  struct Said {
    Values values;
    Formula also;
  };
  std::vector<Said> say(const Set& set) const {
    if (set.contains(0)) return {{Values{true, {}, {}, {}}, true}};
    Set rest = set;
    std::vector<Said> said;
    if (set.contains(other_)) {
      const std::vector<std::size_t> outside = texts_outside(set);
      Values values;
      if (outside.empty()) {
        values.like.emplace_back("*");
      } else {
        for (const std::size_t text : outside) values.not_in.push_back(texts_[text]);
      }
      for (std::size_t o = 1; o < outcomes_.size(); ++o) {
        const auto is_it = [&](std::size_t text) { return equal(o, text); };
        if (std::none_of(outside.begin(), outside.end(), is_it)) rest.erase(o);
      }
      said.push_back({std::move(values), true});
    }
    Values values;
    for (const std::size_t text : cover(rest, texts_inside(set))) {
      const bool glob = texts_[text].find('*') != std::string::npos;
      (glob ? values.like : values.in).push_back(texts_[text]);
      std::erase_if(rest, [&](std::size_t o) { return equal(o, text); });
    }
    if (!values.in.empty() || !values.like.empty()) said.push_back({std::move(values), true});
    for (const std::size_t o : rest) said.push_back(exactly(o));
    return said;
  }

  // The condition that the field is as said.
  Formula said(const Values& values) const {
    std::vector<Formula> either;
    for (const auto* list : {&values.in, &values.like}) {
      for (const std::string& text : *list)
        either.emplace_back(condition(name_, Operator::Equal, text));
    }
    std::vector<Formula> none;
    for (const std::string& text : values.not_in)
      none.emplace_back(condition(name_, Operator::NotEqual, text));
    if (values.any) return true;
    return none.empty() ? normal::any_of(std::move(either)) : normal::all_of(std::move(none));
  }

 private:
  static bool is_stars(const std::string& text) {
    return !text.empty() && text.find_first_not_of('*') == std::string::npos;
  }

  const Comparison* on_this_field(const Expression& expression) const {
    const auto* comparison = std::get_if<Comparison>(&expression.node);
    const bool mine = comparison != nullptr && std::holds_alternative<Text>(comparison->literal) &&
                      comparison->selector.steps.size() == 1 &&
                      comparison->selector.steps.front() == Step(Key{name_});
    return mine ? comparison : nullptr;
  }

  void collect(const Expression& expression) {
    if (const Comparison* comparison = on_this_field(expression)) {
      texts_.push_back(std::get<Text>(comparison->literal).value);
    }
    for (const auto* operands :
         {std::get_if<And>(&expression.node) ? &std::get<And>(expression.node).operands : nullptr,
          std::get_if<Or>(&expression.node) ? &std::get<Or>(expression.node).operands : nullptr}) {
      if (operands == nullptr) continue;
      for (const Expression& operand : *operands) collect(operand);
    }
  }

  // Number texts are texts, so the outcomes of strings are all there are.
  void find_outcomes() {
    values::ScalarClasses scalars;
    const std::vector<Reading> readings{Reading::Glob, Reading::FirstOccurrence};
    std::vector<std::vector<values::ScalarClasses::Added>> added(readings.size());
    for (const std::string& text : texts_) {
      for (std::size_t r = 0; r < readings.size(); ++r)
        added[r].push_back(scalars.add(Text{text}, readings[r]));
    }
    outcomes_.emplace_back();
    const std::vector<values::ValueClass> classes = scalars.classes({}, budget_);
    if (!budget_.ok()) return;
    std::set<std::vector<bool>> known;
    for (std::size_t r = 0; r < readings.size(); ++r) {
      std::vector<values::ScalarClasses::Test> tests;
      for (std::size_t i = 0; i < texts_.size(); ++i)
        tests.push_back(scalars.test(Operator::Equal, Text{texts_[i]}, added[r][i]));
      for (const values::ValueClass& value : classes) {
        std::vector<bool> outcome;
        for (const auto& test : tests) outcome.push_back(values::ScalarClasses::holds(test, value));
        if (!known.insert(outcome).second) continue;
        if (std::find(outcome.begin(), outcome.end(), true) == outcome.end())
          other_ = outcomes_.size();
        outcomes_.push_back(std::move(outcome));
      }
    }
  }

  std::size_t index_of(const std::string& text) const {
    return static_cast<std::size_t>(std::lower_bound(texts_.begin(), texts_.end(), text) -
                                    texts_.begin());
  }
  bool equal(std::size_t outcome, std::size_t text) const { return outcomes_[outcome][text]; }

  Set outcomes_of(std::size_t text) const {
    Set set;
    for (std::size_t o = 1; o < outcomes_.size(); ++o) {
      if (equal(o, text)) set.insert(o);
    }
    return set;
  }

  // The texts whose outcomes are all in the set.
  std::vector<std::size_t> texts_inside(const Set& set) const {
    std::vector<std::size_t> inside;
    for (std::size_t text = 0; text < texts_.size(); ++text) {
      const Set mine = outcomes_of(text);
      if (std::includes(set.begin(), set.end(), mine.begin(), mine.end())) inside.push_back(text);
    }
    return inside;
  }

  // As few texts as reach every outcome that is not in the set.
  std::vector<std::size_t> texts_outside(const Set& set) const {
    std::vector<std::size_t> texts(texts_.size());
    std::iota(texts.begin(), texts.end(), std::size_t{0});
    Set outside;
    for (std::size_t o = 1; o < outcomes_.size(); ++o) {
      if (!set.contains(o)) outside.insert(o);
    }
    return cover(outside, texts);
  }

  // As few of the texts as reach every outcome that all of them together reach in the set: globs
  // that reach most first, and none that the others make needless.
  std::vector<std::size_t> cover(const Set& set, const std::vector<std::size_t>& texts) const {
    std::vector<std::pair<std::size_t, Set>> reach;
    for (const std::size_t text : texts) {
      Set mine = outcomes_of(text);
      std::erase_if(mine, [&](std::size_t o) { return !set.contains(o); });
      if (!mine.empty()) reach.emplace_back(text, std::move(mine));
    }
    std::stable_sort(reach.begin(), reach.end(), [](const auto& a, const auto& b) {
      return a.second.size() > b.second.size();
    });
    Set done;
    std::vector<std::size_t> chosen;
    for (const auto& [text, mine] : reach) {
      if (std::includes(done.begin(), done.end(), mine.begin(), mine.end())) continue;
      done.insert(mine.begin(), mine.end());
      chosen.push_back(text);
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
  }

  // One outcome that no text alone says: equal to some texts and not to others.
  Said exactly(std::size_t outcome) const {
    Values values;
    std::vector<Formula> also;
    for (std::size_t text = 0; text < texts_.size(); ++text) {
      const bool glob = texts_[text].find('*') != std::string::npos;
      if (equal(outcome, text) && values == Values{}) {
        (glob ? values.like : values.in).push_back(texts_[text]);
      } else {
        const Operator op = equal(outcome, text) ? Operator::Equal : Operator::NotEqual;
        also.emplace_back(condition(name_, op, texts_[text]));
      }
    }
    return {std::move(values), normal::all_of(std::move(also))};
  }

  const char* name_;
  std::vector<std::string> texts_;
  std::vector<std::vector<bool>> outcomes_;
  // The outcome of a string equal to none of the texts: there is one, for each has a character that
  // is no star, or is empty. 0 where outcomes were not found.
  std::size_t other_ = 0;
  values::Budget budget_;
};

struct Draft {
  Clause clause;
  Formula formula;  // all of it
};

class Normalizer {
 public:
  explicit Normalizer(const Expression& expression)
      : expression_(expression),
        sources_("eventSource", expression),
        names_("eventName", expression) {}

  // No value: too much to set apart.
  std::optional<std::vector<Draft>> run() {
    const std::size_t cells = sources_.outcomes() * names_.outcomes();
    if (!sources_.ok() || !names_.ok() ||
        cells * (sources_.texts() + names_.texts() + 1) > kMostWork) {
      return std::nullopt;
    }
    find_residues();
    std::vector<Draft> drafts;
    for (std::size_t r = 0; r < residues_.size(); ++r) gather(r, drafts);
    return drafts;
  }

 private:
  std::size_t cell(std::size_t source, std::size_t name) const {
    return source * names_.outcomes() + name;
  }

  void find_residues() {
    for (std::size_t source = 0; source < sources_.outcomes(); ++source) {
      for (std::size_t name = 0; name < names_.outcomes(); ++name) {
        Formula residue = normal::assuming(expression_, [&](const Expression& condition) {
          const std::optional<bool> by_source = sources_.value(condition, source);
          return by_source ? by_source : names_.value(condition, name);
        });
        const auto known = std::find(residues_.begin(), residues_.end(), residue);
        residue_of_.push_back(static_cast<std::size_t>(known - residues_.begin()));
        if (known == residues_.end()) residues_.push_back(std::move(residue));
      }
    }
  }

  // The clauses of one residue.
  void gather(std::size_t r, std::vector<Draft>& drafts) const {
    if (residues_[r] == Formula(false)) return;
    std::vector<bool> claimed;
    for (const Formula& other : residues_)
      claimed.push_back(normal::plainly_implies(residues_[r], other));
    std::vector<Set> rows;
    std::vector<Set> needed;  // the groups of names that this residue is needed for
    for (std::size_t source = 0; source < sources_.outcomes(); ++source) {
      Set row;
      bool exact = false;
      for (std::size_t name = 0; name < names_.outcomes(); ++name) {
        const std::size_t here = residue_of_[cell(source, name)];
        if (claimed[here]) row.insert(name);
        exact = exact || here == r;
      }
      if (exact && std::find(needed.begin(), needed.end(), row) == needed.end())
        needed.push_back(row);
      rows.push_back(std::move(row));
    }
    for (const Set& names : without_needless(needed, rows, r)) {
      Set sources;
      for (std::size_t source = 0; source < rows.size(); ++source) {
        if (std::includes(rows[source].begin(), rows[source].end(), names.begin(), names.end())) {
          sources.insert(source);
        }
      }
      for (const Field::Said& source : sources_.say(sources)) {
        for (const Field::Said& name : names_.say(names))
          drafts.push_back(draft(source, name, residues_[r]));
      }
    }
  }

  // A group of names is needless if at each of its sources the other groups hold all the cells that
  // have exactly this residue. (Each of these cells is in some group, always.)
  std::vector<Set> without_needless(std::vector<Set> groups, const std::vector<Set>& rows,
                                    std::size_t r) const {
    const auto covers = [&](const Set& group, std::size_t source, std::size_t name) {
      return group.contains(name) &&
             std::includes(rows[source].begin(), rows[source].end(), group.begin(), group.end());
    };
    for (std::size_t g = 0; g < groups.size();) {
      bool needless = true;
      for (std::size_t source = 0; source < rows.size() && needless; ++source) {
        for (const std::size_t name : groups[g]) {
          if (residue_of_[cell(source, name)] != r) continue;
          bool elsewhere = false;
          for (std::size_t h = 0; h < groups.size(); ++h)
            elsewhere = elsewhere || (h != g && covers(groups[h], source, name));
          needless = needless && elsewhere;
        }
      }
      if (needless) {
        groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(g));
      } else {
        ++g;
      }
    }
    return groups;
  }

  Draft draft(const Field::Said& source, const Field::Said& name, const Formula& residue) const {
    Formula when = normal::all_of({source.also, name.also, residue});
    Clause clause{source.values, name.values, std::nullopt};
    if (const auto* expression = std::get_if<Expression>(&when)) clause.when = *expression;
    return {std::move(clause), normal::all_of({sources_.said(source.values),
                                               names_.said(name.values), std::move(when)})};
  }

  const Expression& expression_;
  Field sources_;
  Field names_;
  std::vector<Formula> residues_;
  std::vector<std::size_t> residue_of_;  // by cell
};

std::string text_of(const std::vector<Formula>& formulas) {
  const Formula whole = normal::any_of(formulas);
  Pattern pattern;
  pattern.kind = Kind::Json;
  // A pattern that matches nothing: no string or number differs from every text.
  pattern.expression = std::holds_alternative<Expression>(whole)
                           ? std::get<Expression>(whole)
                           : condition("eventName", Operator::NotEqual, "*");
  return format(pattern);
}

// Once through. What it says may be said more shortly still, where texts were merged. A residue may
// be said more than once, so the form of a pattern within AWS's limits may leave them: then nothing
// is set apart.
NormalForm normalized_once(const Expression& expression, bool within_limits) {
  const Values any{true, {}, {}, {}};
  if (auto drafts = Normalizer(expression).run()) {
    std::map<std::string, Draft> sorted;
    for (Draft& draft : *drafts) {
      const auto* whole = std::get_if<Expression>(&draft.formula);
      if (whole != nullptr) sorted.emplace(format(*whole), std::move(draft));
    }
    NormalForm form;
    std::vector<Formula> formulas;
    for (auto& [text, draft] : sorted) {
      form.clauses.push_back(std::move(draft.clause));
      formulas.push_back(std::move(draft.formula));
    }
    form.text = text_of(formulas);
    if (!within_limits || parse(form.text).ok()) return form;
  }
  const Formula whole =
      normal::assuming(expression, [](const Expression&) { return std::nullopt; });
  return {{{any, any, std::get<Expression>(whole)}}, text_of({whole})};
}

}  // namespace

NormalForm normalize(const Pattern& pattern) {
  if (is_about_lines(pattern.kind)) return {{}, normal::normal_text(pattern)};
  if (!pattern.expression)
    return {{{Values{true, {}, {}, {}}, Values{true, {}, {}, {}}, std::nullopt}}, ""};
  const bool within_limits = parse(format(pattern)).ok();
  NormalForm form = normalized_once(*pattern.expression, within_limits);
  // A form of its own: as a rule the first already is.
  for (int round = 0; round < kMostRounds; ++round) {
    const Result<Pattern> again = parse(form.text, Limits::beyond_aws());
    NormalForm next = normalized_once(*again.value().expression, within_limits);
    if (next.text == form.text) break;
    form = std::move(next);
  }
  return form;
}

}  // namespace filtercheck
