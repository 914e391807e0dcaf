// A combination of outcomes is: which literal the string is, if any, and which automata
// accept it. Strings that are a literal are looked at one by one. The others are found by a
// breadth-first walk over the product of the automata with the trie of the literals: inside the
// trie a state is a prefix of a literal; once a string has left the trie it is no literal, whatever
// follows, and only the automata count. So the walk has at most (length of all literals) +
// (product of the automata) states, each reached by a shortest string.
#include "values/string_search.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "values/alphabet.hpp"

namespace filtercheck::values {

namespace {

class StringSearch {
 public:
  StringSearch(ScalarTests& tests, Budget& budget)
      : tests_(tests), automata_(tests.product()), budget_(budget) {}

  std::vector<ValueClass> run(const std::vector<std::u32string>& natural) {
    if (tests_.automata.empty()) return literals_and_another(natural);
    for (const auto& [text, index] : tests_.literals) add(text);
    for (const std::u32string& text : natural) add(text);
    build_trie();
    walk();
    return collector_.take();
  }

 private:
  static constexpr std::int32_t kOutside = -1;

  struct TrieNode {
    std::map<char32_t, std::int32_t> next = {};
    bool literal = false;
  };
  struct Visit {
    std::int32_t node;
    States states;
    std::int32_t parent;
    char32_t by;
  };

  void add(const std::u32string& text) {
    std::vector<bool> accepted = tests_.accepted(text);
    collector_.add({Shape::String, text, tests_.literal_of(text), std::move(accepted)});
  }

  std::vector<ValueClass> literals_and_another(const std::vector<std::u32string>& natural) const {
    std::vector<ValueClass> classes;
    classes.reserve(tests_.literals.size() + 1);
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

  void build_trie() {
    trie_.emplace_back();
    for (const auto& [text, index] : tests_.literals) {
      std::int32_t at = 0;
      for (const char32_t c : text) {
        const auto fresh = static_cast<std::int32_t>(trie_.size());
        const auto [entry, added] = trie_[static_cast<std::size_t>(at)].next.try_emplace(c, fresh);
        at = entry->second;
        if (added) trie_.emplace_back();
      }
      trie_[static_cast<std::size_t>(at)].literal = true;
    }
  }

  void walk() {
    std::vector<char32_t> starts;
    for (const Automaton& a : tests_.automata)
      starts.insert(starts.end(), a.boundaries().begin(), a.boundaries().end());
    const std::vector<Block> alphabet = blocks_of(std::move(starts));
    visit(0, start_of(automata_), -1, 0);
    for (std::size_t at = 0; at < visits_.size() && budget_.ok(); ++at) {
      if (visits_.size() > Budget::kStates + trie_.size()) {
        return budget_.exceed("the text conditions on one field have more than " +
                              std::to_string(Budget::kStates) + " combined states");
      }
      static const std::map<char32_t, std::int32_t> kNone;
      const bool inside = visits_[at].node != kOutside;
      // The map is copied by reference only while the trie is no longer changed.
      const auto& children =
          inside ? trie_[static_cast<std::size_t>(visits_[at].node)].next : kNone;
      for (const Block block : alphabet) {
        const char32_t c =
            readable_member(block, [&](char32_t taken) { return children.contains(taken); });
        if (c == kNoCharacter) continue;
        step(at, kOutside, c);
        // Where nothing can change any more, all ways out are one.
        if (is_settled(visits_[at].states)) break;
      }
      for (const auto& [c, child] : children) step(at, child, c);
    }
  }

  bool is_settled(const States& states) const {
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (!automata_[i]->is_settled(states[i])) return false;
    }
    return true;
  }

  void step(std::size_t from, std::int32_t node, char32_t c) {
    visit(node, next_of(automata_, visits_[from].states, c, budget_),
          static_cast<std::int32_t>(from), c);
  }

  void visit(std::int32_t node, States states, std::int32_t parent, char32_t by) {
    if (node == kOutside && !outside_.insert(states).second) return;
    visits_.push_back({node, std::move(states), parent, by});
    if (node != kOutside && trie_[static_cast<std::size_t>(node)].literal) return;
    std::vector<bool> accepted = accepted_by(automata_, visits_.back().states);
    if (collector_.has({-1, accepted, -1})) return;
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
  std::vector<TrieNode> trie_;
  std::deque<Visit> visits_;
  std::set<States> outside_;
};

}  // namespace

std::vector<ValueClass> string_classes(ScalarTests& tests,
                                       const std::vector<std::u32string>& natural, Budget& budget) {
  return StringSearch(tests, budget).run(natural);
}

}  // namespace filtercheck::values
