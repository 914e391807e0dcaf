#include "exhaustive/scope.hpp"

#include <algorithm>
#include <unordered_set>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::exhaustive {

namespace {

std::vector<NamedScope> all_scopes() {
  std::vector<NamedScope> all = json_scopes();
  all.insert(all.end(), line_scopes().begin(), line_scopes().end());
  return all;
}

}  // namespace

Shown shown_by(const EventSet& a, const EventSet& b) {
  Shown shown;
  for (std::size_t i = 0; i < a.size(); ++i) {
    shown.only_a = shown.only_a || (a[i] & ~b[i]) != 0;
    shown.only_b = shown.only_b || (b[i] & ~a[i]) != 0;
    shown.both = shown.both || (a[i] & b[i]) != 0;
  }
  return shown;
}

Relation relation_of(const Shown& shown) {
  if (!shown.only_a && !shown.only_b) return Relation::Equivalent;
  if (!shown.only_a) return Relation::Subset;
  if (!shown.only_b) return Relation::Superset;
  return shown.both ? Relation::Overlapping : Relation::Disjoint;
}

const std::vector<std::string_view>& scope_names() {
  static const std::vector<std::string_view> kNames = [] {
    std::vector<std::string_view> names;
    for (const NamedScope& scope : all_scopes()) names.push_back(scope.name);
    return names;
  }();
  return kNames;
}

Scope make_scope(std::string_view name) {
  const std::vector<NamedScope> all = all_scopes();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const NamedScope& scope) { return scope.name == name; });
  return found->make();
}

Known known(const std::string& text, const std::vector<std::string>& events) {
  const std::size_t words = (events.size() + 63) / 64;
  Known known{parse(text, Limits::beyond_aws()).value(), EventSet(words), EventSet(words)};
  known.depends_on_reading = depends_on_reading(known.pattern);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << (i % 64);
    const bool glob = matches(known.pattern, events[i], Reading::Glob);
    const bool first = known.depends_on_reading
                           ? matches(known.pattern, events[i], Reading::FirstOccurrence)
                           : glob;
    if (glob) known.glob[i / 64] |= bit;
    if (first) known.first[i / 64] |= bit;
  }
  return known;
}

std::vector<std::string> distinct_events(const std::vector<std::string>& patterns,
                                         const std::vector<std::string>& events) {
  std::vector<Known> all;
  for (const std::string& pattern : patterns) all.push_back(known(pattern, events));
  std::unordered_set<std::string> seen;
  std::vector<std::string> distinct;
  for (std::size_t i = 0; i < events.size(); ++i) {
    std::string outcomes;
    for (const Known& one : all) {
      const auto holds = [&](const EventSet& set) { return set[i / 64] >> (i % 64) & 1; };
      outcomes += static_cast<char>('0' + holds(one.glob) + 2 * holds(one.first));
    }
    if (seen.insert(std::move(outcomes)).second) distinct.push_back(events[i]);
  }
  return distinct;
}

std::vector<std::string> all_words(std::string_view alphabet, std::size_t length) {
  std::vector<std::string> words{""};
  std::size_t begin = 0;
  for (std::size_t n = 0; n < length; ++n) {
    const std::size_t end = words.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const char c : alphabet) words.push_back(words[i] + c);
    }
    begin = end;
  }
  return words;
}

}  // namespace filtercheck::exhaustive
