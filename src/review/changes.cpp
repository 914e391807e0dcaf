#include "review/changes.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <variant>

#include "base/codes.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "review/star_lints.hpp"
#include "scan/tree.hpp"
#include "threads/in_parallel.hpp"

namespace filtercheck::review {

namespace {

using scan::Filter;

// ---- Pairs --------------------------------------------------------------------------------------

// Finds for each filter the one that it was.
class Pairs {
 public:
  Pairs(const Side& before, const Side& after)
      : before_(filters_of(before.found)),
        after_(filters_of(after.found)),
        was_(after_.size(), nullptr) {
    pair_by(
        [&](const Filter& filter, const Side& side) {
          const std::string& name = filter.where.source->name();
          const bool is_below = name.starts_with(side.folder);
          return Key{filter.address, is_below ? name.substr(side.folder.size()) : name};
        },
        before, after);
    pair_by(
        [](const Filter& filter, const Side&) {
          return Key{"", filter.address};
        },
        before, after);
    pair_by(
        [](const Filter& filter, const Side&) {
          return Key{filter.log_group.value_or(filter.log_group_key), filter.name.value_or("")};
        },
        before, after);
    pair_by(
        [](const Filter& filter, const Side&) {
          return Key{filter.unresolved ? filter.unresolved->expression : "",
                     filter.pattern.value()};
        },
        before, after);
  }

  const std::vector<const Filter*>& after() const { return after_; }
  const Filter* was(std::size_t index) const { return was_[index]; }
  // Those that no filter was.
  std::vector<const Filter*> removed() const {
    std::vector<const Filter*> left;
    for (const Filter* filter : before_)
      if (filter != nullptr) left.push_back(filter);
    return left;
  }

 private:
  static std::vector<const Filter*> filters_of(const std::vector<scan::Found>& all) {
    std::vector<const Filter*> filters;
    for (const scan::Found& found : all)
      for (const Filter& filter : found.filters) filters.push_back(&filter);
    return filters;
  }

  using Key = std::pair<std::string, std::string>;

  // Those that have the same key, whose second part is not empty: the first with the first.
  template <typename KeyOf>
  void pair_by(const KeyOf& key_of, const Side& before, const Side& after) {
    std::multimap<Key, std::size_t> open;
    for (std::size_t i = 0; i < before_.size(); ++i)
      if (before_[i] != nullptr) open.emplace(key_of(*before_[i], before), i);
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (was_[i] != nullptr) continue;
      const Key key = key_of(*after_[i], after);
      const auto found = open.lower_bound(key);
      if (key.second.empty() || found == open.end() || found->first != key) continue;
      was_[i] = std::exchange(before_[found->second], nullptr);
      open.erase(found);
    }
  }

  std::vector<const Filter*> before_;  // null: paired
  std::vector<const Filter*> after_;
  std::vector<const Filter*> was_;
};

// ---- Relations ----------------------------------------------------------------------------------

bool says_the_same(const Filter& a, const Filter& b) {
  const auto expression = [](const Filter& filter) {
    return filter.unresolved ? filter.unresolved->expression : std::string();
  };
  return a.pattern.value() == b.pattern.value() && expression(a) == expression(b) &&
         a.sees_some == b.sees_some && a.sees_transformed == b.sees_transformed;
}

ChangedFilter undecided(ChangedFilter changed, std::string why) {
  changed.change = Change::Undecided;
  changed.why = std::move(why);
  return changed;
}

ChangedFilter related(const Filter& before, const Filter& after, const DecideOptions& options) {
  ChangedFilter changed;
  changed.before = before;
  changed.after = after;
  if (before.unresolved || after.unresolved)
    return undecided(std::move(changed), "a pattern is not known from these files");
  const Result<Pattern> now = parse(after.pattern.value());
  if (!now.ok()) {
    changed.change = Change::Rejected;
    changed.why = message(now.diagnostics().front());
    return changed;
  }
  const Result<Pattern> then = parse(before.pattern.value());
  if (!then.ok()) {
    changed.change = Change::Added;  // there was no such filter
    return changed;
  }
  if (before.sees_some != after.sees_some || before.sees_transformed != after.sees_transformed)
    return undecided(std::move(changed), "which events the filter sees has changed");
  CompareAnswer answer = compare(then.value(), now.value(), options);
  changed.lost = std::move(answer.only_a);
  changed.gained = std::move(answer.only_b);
  switch (answer.relation) {
    case Relation::Equivalent:
      changed.change = Change::Rewritten;
      break;
    case Relation::Subset:
      changed.change = Change::Widened;
      break;
    case Relation::Superset:
      changed.change = Change::Narrowed;
      break;
    case Relation::Overlapping:
    case Relation::Disjoint:
      changed.change = Change::Replaced;
      break;
    case Relation::Undecided:
      if (!answer.readings.empty())
        changed.stars =
            lints_of_stars(now.value(), "what this change does", [&](const Pattern& other) {
              return !compare(then.value(), other, options).readings.empty();
            });
      return undecided(std::move(changed), answer.caveats.empty()
                                               ? "a budget ran out"
                                               : message(answer.caveats.front()));
  }
  return changed;
}

// An event by its name, if it has one, and as a whole.
std::string described(const std::string& event) {
  const auto read = scan::read_json_tree(std::make_shared<scan::Source>("", event));
  const auto* node = std::get_if<scan::Node>(&read);
  const auto name = node == nullptr ? std::nullopt : node->find_string("eventName");
  return name && !name->empty() ? *name + ", such as " + event : event;
}

struct Said {
  Code code;
  Severity severity;
};
Said said_of(Change change) {
  switch (change) {
    case Change::Narrowed:
      return {codes::kFilterNarrowed, Severity::Warning};
    case Change::Widened:
      return {codes::kFilterWidened, Severity::Note};
    case Change::Replaced:
      return {codes::kFilterReplaced, Severity::Warning};
    case Change::Rewritten:
      return {codes::kFilterRewritten, Severity::Note};
    case Change::Added:
      return {codes::kFilterAdded, Severity::Note};
    case Change::Removed:
      return {codes::kFilterRemoved, Severity::Warning};
    case Change::Rejected:
      return {codes::kPatternRejected, Severity::Error};
    case Change::Undecided:
      return {codes::kChangeUndecided, Severity::Warning};
  }
  return {codes::kChangeUndecided, Severity::Warning};
}

}  // namespace

std::string_view name_of(Change change) {
  switch (change) {
    case Change::Narrowed:
      return "narrowed";
    case Change::Widened:
      return "widened";
    case Change::Replaced:
      return "replaced";
    case Change::Rewritten:
      return "rewritten";
    case Change::Added:
      return "added";
    case Change::Removed:
      return "removed";
    case Change::Rejected:
      return "rejected";
    case Change::Undecided:
      return "undecided";
  }
  return {};
}

std::vector<ChangedFilter> changes_of(const Side& before, const Side& after,
                                      const DecideOptions& options) {
  const Pairs pairs(before, after);
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < pairs.after().size(); ++i)
    if (pairs.was(i) == nullptr || !says_the_same(*pairs.was(i), *pairs.after()[i]))
      changed.push_back(i);
  std::vector<ChangedFilter> changes(changed.size());
  threads::in_parallel(changed.size(), [&](std::size_t i) {
    const Filter& now = *pairs.after()[changed[i]];
    const Filter* then = pairs.was(changed[i]);
    changes[i] = then == nullptr ? ChangedFilter{Change::Added, std::nullopt, now, {}, {}, ""}
                                 : related(*then, now, options);
  });
  for (const Filter* filter : pairs.removed())
    changes.push_back({Change::Removed, *filter, std::nullopt, {}, {}, ""});
  return changes;
}

const Filter& shown(const ChangedFilter& changed) {
  return changed.after ? *changed.after : *changed.before;
}

Finding finding_of(const ChangedFilter& changed) {
  const Said said = said_of(changed.change);
  const Filter& filter = shown(changed);
  std::vector<std::string> arguments;
  if (!changed.why.empty()) arguments.push_back(changed.why);
  if (changed.lost) arguments.push_back(described(*changed.lost));
  if (changed.gained) arguments.push_back(described(*changed.gained));
  if (arguments.empty())
    arguments.push_back(filter.address.empty() ? filter.where.source->name() : filter.address);
  return make_finding(said.severity, {said.code, std::move(arguments)}, filter.where,
                      filter.address);
}

void review_changes(const Side& before, const Side& after, const DecideOptions& options,
                    Report& report) {
  report.is_comparison = true;
  report.changes = changes_of(before, after, options);
  for (const ChangedFilter& changed : report.changes) {
    report.findings.push_back(finding_of(changed));
    for (const Lint& star : changed.stars)
      report.findings.push_back(finding_of(star, *changed.after));
  }
  for (const scan::Found& found : after.found)
    for (const scan::Filter& filter : found.filters)
      report.recognised.insert(filter.where.source->name());
  std::stable_sort(
      report.findings.begin(), report.findings.end(),
      [](const Finding& a, const Finding& b) { return stands_before(a.where, b.where); });
  give_fingerprints(report.findings);
}

}  // namespace filtercheck::review
