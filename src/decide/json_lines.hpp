// Is there a line that is one JSON object, with values of given classes at some places, for which
// some atoms of lines hold and others do not?
//
// The line is read by the grammar (json_grammar.hpp) and by the machines of the literals
// (line_atoms.hpp) side by side. What can follow a value does not depend on how the machines got
// into their state before it; so each value and string is searched once for each combination of
// states before it, and what states it may leave them in is remembered. That makes finitely many
// steps of it, however deep a line nests its values. Shorter lines come first (Knuth, "A
// generalization of Dijkstra's algorithm", 1977).
#pragma once

#include <cstdint>
#include <map>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "decide/json_grammar.hpp"
#include "decide/line_atoms.hpp"
#include "values/product_search.hpp"

namespace filtercheck::decide {

class JsonLines {
 public:
  // Both must outlive this object.
  JsonLines(JsonGrammar& grammar, LineAtoms::Components components);

  enum class Outcome { Found, None, Exceeded };
  Outcome find(std::size_t max_steps);
  std::u32string line() const;
  // Taken so far.
  std::size_t steps() const { return steps_.size(); }

 private:
  using Control = JsonGrammar::Control;
  using States = std::vector<values::Component::State>;
  using StatesId = std::int32_t;
  using Id = std::int32_t;
  static constexpr Id kNone = -1;

  // The grammar is at `control`, in what began as `entry`, and the machines are in `states`.
  struct Step {
    Id entry;
    Control control;
    StatesId states;
    std::int32_t cost;  // since the entry began
    bool done = false;
    // How it was reached: from this step of the same entry by a character, or by a whole call,
    // whose last step is `callee`.
    Id before = kNone;
    char32_t by = 0;
    Id callee = kNone;
  };
  struct Entry {
    std::vector<Id> ends;  // final steps
    // Steps that go on behind it, with the control there.
    struct Caller {
      Id step;
      Control to;
      std::int32_t cost;
    };
    std::vector<Caller> callers;
  };
  struct Waiting {
    std::int32_t cost;
    Id step;
    bool operator<(const Waiting& other) const {  // comes later
      return cost != other.cost ? cost > other.cost : step > other.step;
    }
  };

  StatesId intern(const States& states);
  // Where the states stand in followers_ that may follow some others by a character.
  struct Followers {
    std::int32_t begin = 0;
    std::int32_t count = -1;  // not asked yet
  };
  Followers after(StatesId states, std::uint32_t character);
  Id entry(Control control, StatesId states);
  void reach(const Step& step);
  void advance(Id step);
  void finish(Id step);
  bool accepts(StatesId states) const;
  void spell(Id step, std::u32string& out) const;

  JsonGrammar& grammar_;
  LineAtoms::Components components_;
  std::vector<States> states_;
  std::map<States, StatesId> known_states_;
  std::vector<Followers> after_;  // by states and character
  std::vector<StatesId> followers_;
  std::vector<Entry> entries_;
  std::map<std::pair<Control, StatesId>, Id> known_entries_;
  std::vector<Step> steps_;
  struct Key {
    Id entry;
    Control control;
    StatesId states;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  std::unordered_map<Key, Id, Hash> known_steps_;
  std::priority_queue<Waiting> queue_;
  Id found_ = kNone;
};

}  // namespace filtercheck::decide
