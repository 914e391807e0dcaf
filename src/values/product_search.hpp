// A text that several conditions let pass, found by reading it character by character.
//
// Each condition is a Component: a machine with small numbers as states. A combination of states,
// one of each component, is reached by some text; the search looks for a combination that all
// components accept. It forgets what is covered: of two combinations, one from which whatever the
// other can still become is accepted too, the other need not be looked at (antichains; De Wulf,
// Doyen, Henzinger and Raskin 2006). That is what keeps regexes from being determinised, and what
// makes many `*x*` conditions harmless: once a text has passed them all, it covers every other.
//
// What is left when nothing is found is closed: all that follows a combination that was kept is
// covered by another one. With components that cover as certificates say, it is a certificate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace filtercheck::values {

class Component {
 public:
  using State = std::int32_t;  // from 0 on, without large gaps

  Component() = default;
  Component(const Component&) = delete;
  Component& operator=(const Component&) = delete;
  virtual ~Component() = default;

  // The states before the text, and those after one more character; none: the condition can no
  // longer hold.
  virtual std::vector<State> start() = 0;
  virtual std::vector<State> next(State state, char32_t c) = 0;
  virtual bool accepts(State state, bool text_is_empty) const = 0;
  // About so many characters are missing until the state accepts.
  virtual std::int32_t missing(State state) const = 0;
  // Where the code points that it tells apart begin, in any order.
  virtual std::vector<char32_t> boundaries() const = 0;

  // Whether states may cover others; if not, `covers` is equality. `covers` is true only if
  // all that may be accepted after `lesser` is accepted after `greater` too.
  virtual bool is_ordered() const { return false; }
  virtual bool covers(State greater, State lesser) const { return greater == lesser; }
  // Where there is an order: only states of one class cover each other.
  virtual State order_class(State) const { return 0; }
};

class ProductSearch {
 public:
  using State = Component::State;
  using States = std::vector<State>;
  enum class Outcome { Found, None, Exceeded };
  enum class Order { First, Promising };  // come first: what was reached first; what lacks little

  // One character for each block that no component tells apart. At most `max_states` combinations
  // are kept, and about `max_work` states are looked at.
  ProductSearch(std::vector<std::unique_ptr<Component>> components,
                std::vector<char32_t> characters, std::size_t max_states, std::size_t max_work);

  // The first accepted text that is `wanted` ends the search.
  Outcome run(Order order, const std::function<bool(const std::u32string&)>& wanted);
  const std::u32string& found() const { return found_; }
  // Whether a text was accepted and not wanted. Others with the same states were not looked at.
  bool refused() const { return refused_; }
  // States looked at so far.
  std::size_t work() const { return work_; }

  // Looks at every accepted text of at most `max_length` characters, at `max_texts` beginnings of
  // such texts at most.
  Outcome enumerate(std::size_t max_length, std::size_t max_texts,
                    const std::function<bool(const std::u32string&)>& wanted);

  // After None: what was kept, by the text that leads there and the states.
  struct Kept {
    std::u32string word;
    States states;
  };
  std::vector<Kept> kept() const;
  bool accepts(const States& states, bool text_is_empty) const;

  Component& component(std::size_t i) { return *machines_[i].component; }

 private:
  struct Visit {
    std::int32_t parent;
    char32_t by;
    std::int32_t length;
    bool covered;
    std::uint64_t accepting;  // see accepting
  };
  struct Hash {
    std::size_t operator()(const States& states) const;
  };
  // A component with what is known of its states.
  struct Machine {
    std::unique_ptr<Component> component;
    // By state and character: where the successors stand in `states`; count -1: not yet asked.
    struct Span {
      std::size_t begin = 0;
      std::int32_t count = -1;
      State first = 0;
    };
    std::vector<Span> spans = {};
    States states = {};
    std::vector<std::int32_t> missing = {};  // by state; -1: not yet asked
    std::vector<std::int8_t> accepts = {};   // after a text that is not empty; likewise
  };
  struct Waiting {
    std::int64_t rank;
    std::int64_t missing;
    std::int32_t visit;
    bool operator<(const Waiting& other) const;  // comes later
  };

  const Machine::Span& successors(Machine& machine, State state, std::size_t character);
  // Combinations one after the other.
  void following(const States& from, std::size_t character, States& out);
  States beginnings();
  static std::int32_t missing(Machine& machine, State state);
  // Which of the first 64 components accept after a text that is not empty. What covers a
  // combination accepts where that one does.
  std::uint64_t accepting(const State* states);
  bool is_known(const State* states, std::uint64_t accepting);
  bool is_covered(const State* states, std::uint64_t accepting);
  void add(const State* states, std::int32_t parent, char32_t by, std::uint64_t accepting);
  const State* at(std::int32_t visit) const;
  States states_of(std::int32_t visit) const;
  std::u32string word_of(std::int32_t visit) const;
  bool check(std::int32_t visit, const std::function<bool(const std::u32string&)>& wanted);

  std::vector<Machine> machines_;
  std::vector<char32_t> characters_;
  std::size_t max_states_;
  std::size_t max_work_;
  std::vector<std::size_t> fixed_;    // components without an order ...
  std::vector<std::size_t> ordered_;  // ... and those with one

  std::vector<Visit> visits_;
  States states_;                    // of all visits, one after the other
  std::vector<std::int32_t> known_;  // a hash table of visits; -1: free
  // Visits by the states of the fixed components.
  std::unordered_map<States, std::vector<std::int32_t>, Hash> alike_;
  std::vector<Machine::Span> spans_;  // see following
  States key_;                        // see is_covered
  std::vector<Waiting> queue_;        // a heap
  Order order_ = Order::First;

  std::u32string found_;
  bool refused_ = false;
  std::size_t work_ = 0;
};

}  // namespace filtercheck::values
