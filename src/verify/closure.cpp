// An element stands for every text that leads to states that it covers. By 1 and 2 each text is
// covered by some element, or has a beginning that is dead; by 3 none that is covered is accepted.
// Fewer positions of a forbidden regex accept more, so an element may list fewer.
#include "verify/closure.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include "verify/candidates.hpp"
#include "verify/number_texts.hpp"
#include "verify/words.hpp"

namespace filtercheck::verify {

namespace {

// The states of all tests but regexes, and how far a number's text has come.
struct Base {
  std::vector<TextStates::State> texts;
  NumberState number;
};

struct Combination {
  Base base;
  std::vector<Position> required;    // of each required regex
  std::vector<Positions> forbidden;  // of each forbidden regex
};

class ClosureCheck {
 public:
  ClosureCheck(Shape shape, const std::vector<OpenTest>& tests, Work& work)
      : shape_(shape), work_(work) {
    std::vector<Decimal> numbers;
    for (const OpenTest& test : tests) {
      if (test.kind == OpenTest::Kind::Regex) {
        (test.required ? required_ : forbidden_).push_back(&test);
        regexes_.push_back(&test);
      } else if (test.is_number_test() && shape != Shape::String) {
        number_tests_.push_back(&test);
        numbers.push_back(test.number);
      } else {
        texts_.push_back(&test);
      }
    }
    if (shape != Shape::String) {
      numbers_.emplace(shape == Shape::Integer ? NumberKind::Integer : NumberKind::Float,
                       std::move(numbers));
    }
    find_characters();
  }

  void check(const std::vector<Element>& elements) {
    for (std::size_t i = 0; i < elements.size(); ++i) add(elements[i], i);
    check_start();
    for (std::size_t i = 0; i < elements_.size(); ++i) {
      if (accepts(elements_[i])) throw NotProved("element " + std::to_string(i + 1) + " accepts");
      for (const char32_t c : characters_) check_next(i, c);
    }
  }

 private:
  // ---- Characters ------------------------------------------------------------------------------

  // One of each class of characters that no test tells apart.
  void find_characters() {
    if (shape_ != Shape::String) {
      characters_ = shape_ == Shape::Integer ? U"0123456789-" : U"0123456789-.E";
      return;
    }
    std::vector<char32_t> own;  // characters of texts
    std::vector<char32_t> edges{0};
    for (const OpenTest* test : texts_)
      own.insert(own.end(), test->literal.begin(), test->literal.end());
    sort_once(own);
    for (const char32_t c : own) edges.insert(edges.end(), {c, c + 1});
    for (const OpenTest* test : regexes_) {
      for (const CodePointSet& set : test->regex->sets()) {
        for (const CodePointRange& range : set) {
          edges.insert(edges.end(), {range.first, range.last + 1});
        }
      }
    }
    sort_once(edges);
    std::map<std::vector<bool>, char32_t> others;  // by the sets that they are in
    for (const char32_t c : edges) {
      if (c > kLastCodePoint) continue;
      if (std::binary_search(own.begin(), own.end(), c)) {
        characters_ += c;
      } else if (others.emplace(membership(c), c).second) {
        characters_ += c;
      }
    }
  }

  std::vector<bool> membership(char32_t c) {
    std::vector<bool> in;
    for (const OpenTest* test : regexes_) {
      for (const CodePointSet& set : test->regex->sets()) {
        in.push_back(std::any_of(set.begin(), set.end(), [c](const CodePointRange& range) {
          return range.first <= c && c <= range.last;
        }));
        work_.spend(set.size());
      }
    }
    return in;
  }

  static void sort_once(std::vector<char32_t>& characters) {
    std::sort(characters.begin(), characters.end());
    characters.erase(std::unique(characters.begin(), characters.end()), characters.end());
  }

  // ---- States ----------------------------------------------------------------------------------

  Base start() const {
    Base base;
    for (const OpenTest* test : texts_) base.texts.push_back(test->text->start());
    if (numbers_) base.number = numbers_->start();
    return base;
  }

  Base next(const Base& before, char32_t c) {
    work_.spend(1 + 4 * before.texts.size() + 4 * number_tests_.size());
    Base base;
    base.texts.reserve(before.texts.size());
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      base.texts.push_back(texts_[i]->text->next(before.texts[i], c));
    }
    if (numbers_) base.number = numbers_->next(before.number, c);
    return base;
  }

  // No text that comes to these states is accepted, whatever follows.
  bool is_dead(const Base& base) const {
    if (numbers_ && numbers_->is_dead(base.number)) return true;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const TextStates& text = *texts_[i]->text;
      const bool required = texts_[i]->required;
      if (required ? text.is_dead(base.texts[i]) : text.is_all(base.texts[i])) return true;
    }
    return false;
  }

  bool is_dead(const std::vector<Positions>& forbidden) const {
    for (std::size_t i = 0; i < forbidden.size(); ++i) {
      const RegexSteps& regex = *forbidden_[i]->regex;
      if (std::any_of(forbidden[i].begin(), forbidden[i].end(),
                      [&](Position p) { return regex.is_end(p); })) {
        return true;
      }
    }
    return false;
  }

  // Of a text that is not empty; the empty one is looked at by itself.
  bool accepts(const Combination& element) {
    if (numbers_ && !numbers_->accepts(element.base.number)) return false;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (texts_[i]->text->accepts(element.base.texts[i]) != texts_[i]->required) return false;
    }
    for (std::size_t i = 0; i < number_tests_.size(); ++i) {
      if (passes(*number_tests_[i], numbers_->order(element.base.number, i)) !=
          number_tests_[i]->required) {
        return false;
      }
    }
    for (std::size_t i = 0; i < required_.size(); ++i) {
      const Position p = element.required[i];
      if (p == kNotBegun || !required_[i]->regex->accepts(p, false, work_)) return false;
    }
    for (std::size_t i = 0; i < forbidden_.size(); ++i) {
      const RegexSteps& regex = *forbidden_[i]->regex;
      if (std::any_of(element.forbidden[i].begin(), element.forbidden[i].end(),
                      [&](Position p) { return regex.accepts(p, false, work_); })) {
        return false;
      }
    }
    return true;
  }

  // A number test; the order is that of the number read to the test's own.
  static bool passes(const OpenTest& test, std::strong_ordering order) {
    if (test.kind == OpenTest::Kind::Less) return order < 0;
    if (test.kind == OpenTest::Kind::Greater) return order > 0;
    return order == 0;
  }

  // ---- Elements --------------------------------------------------------------------------------

  void add(const Element& written, std::size_t number) {
    const auto refuse = [number](const char* why) {
      throw NotProved("element " + std::to_string(number + 1) + ": " + why);
    };
    Combination element{start(), {}, {}};
    for (const char32_t c : written.word) element.base = next(element.base, c);
    if (written.regexes.size() != regexes_.size()) refuse("it has not one entry for each regex");
    for (std::size_t i = 0; i < regexes_.size(); ++i) {
      const auto& [is_list, positions] = written.regexes[i];
      const bool required = regexes_[i]->required;
      if (is_list == required) refuse("a required regex has one position, a forbidden one a list");
      for (const Position p : positions) {
        const bool is_position = regexes_[i]->regex->is_position(p) || (required && p == kNotBegun);
        if (!is_position) refuse("it names a position that the regex does not have");
      }
      if (required) {
        element.required.push_back(positions.front());
      } else {
        element.forbidden.push_back(positions);
      }
    }
    index_[key(element.base, element.required)].push_back(elements_.size());
    elements_.push_back(std::move(element));
  }

  std::string key(const Base& base, const std::vector<Position>& required) {
    std::string key;
    for (const TextStates::State& state : base.texts) {
      key += std::to_string(state.part) + '.' + std::to_string(state.matched) + ' ';
    }
    key += base.number.key();
    for (const Position p : required) key += '/' + std::to_string(p);
    work_.spend(key.size());
    return key;
  }

  bool is_covered(const Base& base, const std::vector<Position>& required,
                  const std::vector<Positions>& forbidden) {
    const auto found = index_.find(key(base, required));
    if (found == index_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](std::size_t number) {
      const Combination& element = elements_[number];
      for (std::size_t i = 0; i < forbidden.size(); ++i) {
        work_.spend(1 + forbidden[i].size());
        if (!std::includes(forbidden[i].begin(), forbidden[i].end(), element.forbidden[i].begin(),
                           element.forbidden[i].end())) {
          return false;
        }
      }
      return true;
    });
  }

  // Whether each way to choose one position for each required regex is covered.
  bool all_covered(const Base& base, const std::vector<Positions>& choices,
                   const std::vector<Positions>& forbidden) {
    if (is_dead(base) || is_dead(forbidden)) return true;
    if (std::any_of(choices.begin(), choices.end(), [](const Positions& p) { return p.empty(); })) {
      return true;
    }
    std::vector<std::size_t> at(choices.size(), 0);
    std::vector<Position> required(choices.size());
    for (;;) {
      for (std::size_t i = 0; i < at.size(); ++i) required[i] = choices[i][at[i]];
      if (!is_covered(base, required, forbidden)) return false;
      std::size_t i = 0;
      while (i < at.size() && ++at[i] == choices[i].size()) at[i++] = 0;
      if (i == at.size()) return true;
    }
  }

  static Positions with_not_begun(Positions positions) {
    positions.insert(positions.begin(), kNotBegun);
    return positions;
  }

  void check_start() {
    std::vector<Positions> choices;
    std::vector<Positions> forbidden;
    for (const OpenTest* test : required_) {
      choices.push_back(with_not_begun(test->regex->beginnings(true)));
    }
    for (const OpenTest* test : forbidden_) forbidden.push_back(test->regex->beginnings(true));
    if (!all_covered(start(), choices, forbidden)) throw NotProved("no element covers the start");
  }

  void check_next(std::size_t number, char32_t c) {
    const Base base = next(elements_[number].base, c);
    if (is_dead(base)) return;
    std::vector<Positions> choices;
    std::vector<Positions> forbidden;
    for (std::size_t i = 0; i < required_.size(); ++i) {
      const RegexSteps& regex = *required_[i]->regex;
      const Position p = elements_[number].required[i];
      choices.push_back(p == kNotBegun ? with_not_begun(regex.beginnings(false))
                                       : regex.after(p, c, work_));
    }
    for (std::size_t i = 0; i < forbidden_.size(); ++i) {
      forbidden.push_back(forbidden_[i]->regex->after(elements_[number].forbidden[i], c, work_));
    }
    if (all_covered(base, choices, forbidden)) return;
    throw NotProved("no element covers what follows element " + std::to_string(number + 1) +
                    " by " + in_quotes(std::u32string(1, c)));
  }

  static constexpr char32_t kLastCodePoint = 0x10FFFF;

  Shape shape_;
  Work& work_;
  std::vector<const OpenTest*> texts_;
  std::vector<const OpenTest*> number_tests_;
  std::vector<const OpenTest*> regexes_;  // in the order of the clause
  std::vector<const OpenTest*> required_;
  std::vector<const OpenTest*> forbidden_;
  std::optional<NumberTexts> numbers_;  // not of strings
  std::u32string characters_;
  std::vector<Combination> elements_;
  std::unordered_map<std::string, std::vector<std::size_t>> index_;
};

}  // namespace

void check_closure(Shape shape, const std::vector<OpenTest>& tests,
                   const std::vector<Element>& elements, Work& work) {
  for (const Value& value : values_by_themselves(shape)) {
    if (!is_refuted(value, tests, work)) throw NotProved(shown(value) + " makes it false");
  }
  ClosureCheck(shape, tests, work).check(elements);
}

}  // namespace filtercheck::verify
