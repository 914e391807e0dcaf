#include "filtercheck/compare.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "decide/question.hpp"

namespace filtercheck {

namespace {

using decide::Question;

Relation relation_of(Question::Found only_a, Question::Found only_b, Question::Found both) {
  using Found = Question::Found;
  if (only_a == Found::Unknown || only_b == Found::Unknown) return Relation::Undecided;
  if (only_a == Found::None && only_b == Found::None) return Relation::Equivalent;
  if (only_a == Found::None) return Relation::Subset;
  if (only_b == Found::None) return Relation::Superset;
  if (both == Found::Unknown) return Relation::Undecided;
  return both == Found::None ? Relation::Disjoint : Relation::Overlapping;
}

std::optional<std::string> event_of(Question::Answer answer) {
  if (answer.found != Question::Found::Event) return std::nullopt;
  return std::move(answer.event);
}

class Comparer {
 public:
  Comparer(const Pattern& a, const Pattern& b, Question& question)
      : a_(a), b_(b), question_(question) {}

  Related under(Reading reading) {
    Question::Answer only_a = question_.find({{&a_, reading, false}, {&b_, reading, true}});
    Question::Answer only_b = question_.find({{&a_, reading, true}, {&b_, reading, false}});
    Question::Answer both = question_.find({{&a_, reading, false}, {&b_, reading, false}});
    const Relation relation = relation_of(only_a.found, only_b.found, both.found);
    return {relation, event_of(std::move(only_a)), event_of(std::move(only_b)),
            event_of(std::move(both))};
  }

  // Events that show the same under all readings, where there are such.
  void prefer_common(Related& related) {
    const Reading any = Reading::Glob;
    prefer(related.only_a, {{&a_, any, false}, {&b_, any, true}});
    prefer(related.only_b, {{&a_, any, true}, {&b_, any, false}});
    prefer(related.both, {{&a_, any, false}, {&b_, any, false}});
  }

 private:
  void prefer(std::optional<std::string>& event, const std::vector<decide::Goal>& goals) {
    if (!event) return;
    if (auto common = event_of(question_.find_under_all(goals))) event = std::move(common);
  }

  const Pattern& a_;
  const Pattern& b_;
  Question& question_;
};

}  // namespace

std::string_view name_of(Relation relation) {
  switch (relation) {
    case Relation::Equivalent:
      return "equivalent";
    case Relation::Subset:
      return "subset";
    case Relation::Superset:
      return "superset";
    case Relation::Overlapping:
      return "overlapping";
    case Relation::Disjoint:
      return "disjoint";
    case Relation::Undecided:
      return "undecided";
  }
  return {};
}

CompareAnswer compare(const Pattern& a, const Pattern& b, const DecideOptions& options) {
  CompareAnswer answer;
  Question question({&a, &b}, options);
  Comparer comparer(a, b, question);
  std::vector<CompareAnswer::UnderReading> all;
  for (const Reading reading : question.readings())
    all.push_back({comparer.under(reading), reading});
  if (all.front().relation == all.back().relation) {
    static_cast<Related&>(answer) = all.front();
    if (all.size() > 1) comparer.prefer_common(answer);
    const bool decided = answer.relation != Relation::Undecided;
    answer.caveats = decided ? question.caveats_of_known() : question.caveats();
    return answer;
  }
  answer.caveats = question.caveats();
  answer.caveats.insert(answer.caveats.begin(), {codes::kReadingsDiffer,
                                                 {std::string(name_of(all.front().relation)),
                                                  std::string(name_of(all.back().relation))}});
  answer.readings = std::move(all);
  return answer;
}

}  // namespace filtercheck
