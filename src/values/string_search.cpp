// A combination of outcomes is: which literal the string is, if any, and which automata
// accept it. Strings that are a literal are looked at one by one. The others are found by a
// breadth-first walk over the product of the automata with the trie of the literals: inside the
// trie a state is a prefix of a literal; once a string has left the trie it is no literal, whatever
// follows, and only the automata count. So the walk has at most (length of all literals) +
// (product of the automata) states, each reached by a shortest string.
#include "values/string_search.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "values/alphabet.hpp"

namespace filtercheck::values {

namespace {

class StringSearch {
 public:
  StringSearch(ScalarTests& tests, Budget& budget)
      : tests_(tests), automata_(tests.product()), budget_(budget) {}

  std::vector<ValueClass> run(const std::vector<std::u32string>& natural,
                              std::vector<ValueClass> given) {
    if (tests_.automata.empty()) return literals_and_another(natural, std::move(given));
    for (const auto& [text, index] : tests_.literals) {
      literals_.push_back(&text);
      add(text);
    }
    for (const std::u32string& text : natural) add(text);
    walk();
    std::vector<ValueClass> found = collector_.take();
    std::move(found.begin(), found.end(), std::back_inserter(given));
    return given;
  }

 private:
  // The literals that begin with a text: neighbours in their order. None: the text is outside the
  // trie.
  struct Node {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t length = 0;  // of the text

    bool is_outside() const { return first == last; }
  };
  struct Visit {
    Node node;
    std::int32_t parent;
    char32_t by;
  };
  // A visit by the states it has reached.
  struct StatesOf {
    const StringSearch* search;

    const Automaton::State* begin(std::size_t visit) const {
      return search->states_.data() + visit * search->automata_.size();
    }
    std::size_t operator()(std::size_t visit) const {
      std::size_t hash = 0;
      for (std::size_t i = 0; i < search->automata_.size(); ++i)
        hash = (hash ^ static_cast<std::size_t>(begin(visit)[i])) * 0x9E3779B97F4A7C15;
      return hash ^ hash >> 32;
    }
    bool operator()(std::size_t a, std::size_t b) const {
      return std::equal(begin(a), begin(a) + search->automata_.size(), begin(b));
    }
  };

  void add(const std::u32string& text) {
    std::vector<bool> accepted = tests_.accepted(text);
    collector_.add({Shape::String, text, tests_.literal_of(text), std::move(accepted)});
  }

  std::vector<ValueClass> literals_and_another(const std::vector<std::u32string>& natural,
                                               std::vector<ValueClass> classes) const {
    for (const auto& [text, index] : tests_.literals) {
      classes.push_back({Shape::String, text, index});
    }
    classes.push_back({Shape::String, other_text(natural)});
    return classes;
  }

  // A text that is no literal.
  std::u32string other_text(const std::vector<std::u32string>& natural) const {
    for (const std::u32string& text : natural) {
      if (!tests_.literals.contains(text)) return text;
    }
    std::u32string text = U"x";
    while (tests_.literals.contains(text)) text += U'x';
    return text;
  }

  // How many nodes the trie has below its root: for each literal, what it has not in common with
  // the one before it.
  std::size_t trie_size() const {
    std::size_t size = 0;
    for (std::size_t i = 0; i < literals_.size(); ++i) {
      const std::u32string& text = *literals_[i];
      const std::u32string_view before = i == 0 ? std::u32string_view() : *literals_[i - 1];
      size += static_cast<std::size_t>(
          text.end() - std::mismatch(text.begin(), text.end(), before.begin(), before.end()).first);
    }
    return size;
  }

  bool is_literal(const Node& node) const {
    return !node.is_outside() && literals_[node.first]->size() == node.length;
  }

  // By the next character, in ascending order.
  void find_children(const Node& node) {
    children_.clear();
    for (std::size_t i = node.first + (is_literal(node) ? 1 : 0); i < node.last; ++i) {
      const char32_t c = (*literals_[i])[node.length];
      if (children_.empty() || children_.back().first != c) {
        children_.push_back({c, {i, i, node.length + 1}});
      }
      children_.back().second.last = i + 1;
    }
  }

  bool is_child(char32_t c) const {
    return std::any_of(children_.begin(), children_.end(),
                       [c](const auto& child) { return child.first == c; });
  }

  void walk() {
    const std::size_t most = Budget::kStates + trie_size() + 1;
    std::vector<char32_t> starts;
    for (const Automaton& a : tests_.automata)
      starts.insert(starts.end(), a.boundaries().begin(), a.boundaries().end());
    const std::vector<Block> alphabet = blocks_of(std::move(starts));
    std::vector<char32_t> members;
    for (const Block block : alphabet) members.push_back(readable_member(block));
    states_ = start_of(automata_);
    visit({0, literals_.size(), 0}, -1, 0);
    for (std::size_t at = 0; at < visits_.size() && budget_.ok(); ++at) {
      if (visits_.size() > most) {
        return budget_.exceed("the text conditions on one field have more than " +
                              std::to_string(Budget::kStates) + " combined states");
      }
      find_children(visits_[at].node);
      const bool settled = is_settled(at);
      for (std::size_t i = 0; i < alphabet.size(); ++i) {
        char32_t c = members[i];
        if (c != kNoCharacter && is_child(c)) {
          c = readable_member(alphabet[i], [&](char32_t taken) { return is_child(taken); });
        }
        if (c == kNoCharacter) continue;
        step(at, {}, c);
        // Where nothing can change any more, all ways out are one.
        if (settled) break;
      }
      for (const auto& [c, child] : children_) step(at, child, c);
    }
  }

  bool is_settled(std::size_t visit) const {
    const Automaton::State* const states = states_of_.begin(visit);
    for (std::size_t i = 0; i < automata_.size(); ++i) {
      if (!automata_[i]->is_settled(states[i])) return false;
    }
    return true;
  }

  void step(std::size_t from, const Node& node, char32_t c) {
    std::size_t cost = 0;
    for (std::size_t i = 0; i < automata_.size(); ++i) {
      states_.push_back(automata_[i]->next(states_of_.begin(from)[i], c));
      cost += automata_[i]->cost_of_move();
    }
    budget_.spend(cost);
    visit(node, static_cast<std::int32_t>(from), c);
  }

  // The states that were reached are the last of `states_`.
  void visit(const Node& node, std::int32_t parent, char32_t by) {
    const std::size_t fresh = visits_.size();
    if (node.is_outside() && !outside_.insert(fresh).second) {
      states_.resize(states_.size() - automata_.size());
      return;
    }
    visits_.push_back({node, parent, by});
    if (is_literal(node)) return;
    std::vector<bool> accepted(automata_.size());
    for (std::size_t i = 0; i < automata_.size(); ++i)
      accepted[i] = automata_[i]->accepts(states_of_.begin(fresh)[i]);
    if (!seen_.insert(accepted).second || collector_.has({-1, accepted, -1})) return;
    collector_.add({Shape::String, spelled(), -1, std::move(accepted)});
  }

  // The string that led to the last visit.
  std::u32string spelled() const {
    std::u32string text;
    for (auto at = static_cast<std::int32_t>(visits_.size()) - 1;
         visits_[static_cast<std::size_t>(at)].parent >= 0;
         at = visits_[static_cast<std::size_t>(at)].parent) {
      text.push_back(visits_[static_cast<std::size_t>(at)].by);
    }
    std::reverse(text.begin(), text.end());
    return text;
  }

  ScalarTests& tests_;
  Product automata_;
  Budget& budget_;
  Collector collector_;
  std::unordered_set<std::vector<bool>> seen_;   // what was said of texts that are no literal
  std::vector<const std::u32string*> literals_;  // sorted
  std::vector<Visit> visits_;
  std::vector<Automaton::State> states_;             // of all automata, visit by visit
  std::vector<std::pair<char32_t, Node>> children_;  // of the node that is looked at
  StatesOf states_of_{this};
  std::unordered_set<std::size_t, StatesOf, StatesOf> outside_{64, states_of_, states_of_};
};

}  // namespace

std::vector<ValueClass> string_classes(ScalarTests& tests,
                                       const std::vector<std::u32string>& natural, Budget& budget,
                                       std::vector<ValueClass> given) {
  return StringSearch(tests, budget).run(natural, std::move(given));
}

}  // namespace filtercheck::values
