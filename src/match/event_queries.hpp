// JSON patterns, asked of events by the values at their places: what a value is to all conditions
// at its place is its class, and of the classes it is remembered which patterns match.
//
//   const EventQueries queries(asked);      // immutable
//   EventJudge judge(queries);              // one for each thread
//   judge.matching(walk.values())           // the numbers of those that match
//
// What a condition says of a value is what the evaluator says of a small event with that value
// alone; only of strings it is said here again (string_test.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "match/places.hpp"
#include "match/string_test.hpp"

namespace filtercheck::match {

class EventQueries {
 public:
  // Whether conditions of `pattern` depend on values at places alone: it is a JSON pattern, the
  // selectors of which begin with keys that can be spelt without escapes.
  static bool can_ask(const Pattern& pattern);

  // Requires: can_ask(pattern), and numbers that ascend.
  void add(std::uint32_t number, const Pattern& pattern, Reading reading);
  // After the last add().
  void settle();

  bool empty() const { return formulas_.empty(); }
  // What EventWalk is to look for.
  const Places& places() const { return places_; }

 private:
  friend class EventJudge;

  // A condition on the member `v` of an event, which stands for the value at a place.
  struct Condition {
    Pattern pattern;
    Reading reading;
    std::optional<StringTest> on_strings;
  };
  struct Formula {
    enum class Kind : std::uint8_t { Condition, And, Or };
    Kind kind = Kind::Condition;
    std::size_t value = 0;  // the number of the place's value
    std::size_t condition = 0;
    std::vector<Formula> operands;
  };
  struct Numbered {
    std::uint32_t number;
    Formula formula;
  };

  Formula formula_of(const Expression& expression, Reading reading);
  Formula condition_of(const Expression& expression, const Selector& selector, Reading reading);
  static void renumber(Formula& formula, const std::vector<std::size_t>& numbers);

  static constexpr std::size_t kFew = 6;

  Places places_;
  std::vector<std::vector<Condition>> conditions_;  // of each value
  std::vector<bool> few_;  // whether these are kFew at most, and all known on strings
  std::vector<Numbered> formulas_;
};

class EventJudge {
 public:
  explicit EventJudge(const EventQueries& queries);

  // The numbers of the queries that match an event with these values (EventWalk::values),
  // ascending. Valid until the next call. Cost: a look-up for each value and one for all of them;
  // where the values are new, that of the evaluator on each.
  std::span<const std::uint32_t> matching(const std::vector<std::string_view>& values);

 private:
  using ClassId = std::uint32_t;
  static constexpr std::size_t kSlots = 1024;
  static constexpr ClassId kNone = 0xFFFF'FFFF;

  // A text of a value, never empty: of those with one hash the one that was seen last.
  struct Seen {
    std::string text;
    ClassId id = 0;
  };
  struct Classes {
    std::vector<std::vector<bool>> truths;  // of each class, of each condition; the first: no value
    std::vector<Seen> seen;
    std::vector<ClassId> by_tests;  // of strings: by what each condition says, as bits
  };
  struct Remembered {
    std::vector<ClassId> classes;  // of each value
    std::vector<std::uint32_t> queries;
  };

  ClassId class_of(std::size_t value, std::string_view text);
  ClassId class_by_tests(std::size_t value, std::string_view text);
  ClassId new_class_of(std::size_t value, std::string_view text);
  // Of a value whose classes are too many.
  void forget(std::size_t value);
  std::vector<bool> truths_of(std::size_t value, std::string_view text) const;
  bool holds(const EventQueries::Formula& formula) const;

  const EventQueries& queries_;
  std::vector<Classes> classes_;  // of each value
  std::vector<ClassId> current_;  // of the event that is looked at
  std::vector<Remembered> remembered_;
  const Remembered* last_ = nullptr;  // of the current classes; often those of the next event, too
};

}  // namespace filtercheck::match
