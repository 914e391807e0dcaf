// The search itself, with machines made for it: what it keeps is counted, what it finds is the
// first, and its bounds are its bounds.
#include "values/product_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "filtercheck/parse.hpp"
#include "values/regex_steps.hpp"
#include "values/text_components.hpp"

namespace filtercheck::values {
namespace {

using State = Component::State;
using States = std::vector<State>;
using Outcome = ProductSearch::Outcome;
using Order = ProductSearch::Order;
using Words = std::vector<std::u32string>;
using Components = std::vector<std::unique_ptr<Component>>;

constexpr std::size_t kMany = 1'000'000;

// A machine by functions. What is left out: one start, 0; every state stays itself and is accepted.
struct Made {
  States starts = {0};
  std::function<States(State, char32_t)> next = [](State s, char32_t) { return States{s}; };
  std::function<bool(State, bool)> accepts = [](State, bool) { return true; };
  std::function<std::int32_t(State)> missing = [](State) { return 0; };
  // Whether greater numbers cover lesser ones.
  bool ordered = false;
};

class MadeComponent : public Component {
 public:
  explicit MadeComponent(Made made) : made_(std::move(made)) {}
  States start() override { return made_.starts; }
  States next(State state, char32_t c) override { return made_.next(state, c); }
  bool accepts(State state, bool empty) const override { return made_.accepts(state, empty); }
  std::int32_t missing(State state) const override { return made_.missing(state); }
  std::vector<char32_t> boundaries() const override { return {}; }
  bool is_ordered() const override { return made_.ordered; }
  bool covers(State greater, State lesser) const override {
    return made_.ordered ? greater >= lesser : Component::covers(greater, lesser);
  }

 private:
  Made made_;
};

template <typename... Machines>
Components all_of(Machines... machines) {
  Components all;
  (all.push_back(std::make_unique<MadeComponent>(std::move(machines))), ...);
  return all;
}

// Counts characters, any of them, modulo `size`; accepted at `last`.
Made counter(State size, State last) {
  Made made;
  made.next = [size](State s, char32_t) { return States{(s + 1) % size}; };
  made.accepts = [last](State s, bool) { return s == last; };
  return made;
}

// Has read so many `c`, of `most` that count; accepted with all of them.
Made at_least(char32_t c, State most, bool ordered = true) {
  Made made;
  made.next = [c, most](State s, char32_t read) {
    return States{read == c && s < most ? s + 1 : s};
  };
  made.accepts = [most](State s, bool) { return s == most; };
  made.missing = [most](State s) { return most - s; };
  made.ordered = ordered;
  return made;
}

// Accepts the texts of this length.
Made exactly(State length) {
  Made made;
  made.next = [length](State s, char32_t) { return s < length ? States{s + 1} : States{}; };
  made.accepts = [length](State s, bool) { return s == length; };
  made.missing = [length](State s) { return length - s; };
  return made;
}

// Accepts `text`.
Made only(std::u32string text) {
  Made made;
  const auto size = static_cast<State>(text.size());
  made.next = [text](State s, char32_t c) {
    const auto at = static_cast<std::size_t>(s);
    return at < text.size() && text[at] == c ? States{s + 1} : States{};
  };
  made.accepts = [size](State s, bool) { return s == size; };
  made.missing = [size](State s) { return size - s; };
  return made;
}

Made never() {
  Made made;
  made.accepts = [](State, bool) { return false; };
  return made;
}

bool any(const std::u32string&) { return true; }

ProductSearch search_of(Components components, std::size_t max_states = kMany,
                        std::size_t max_work = kMany,
                        std::vector<char32_t> characters = {U'a', U'b'}) {
  return {std::move(components), std::move(characters), max_states, max_work};
}

// What is found, or one of these.
const std::u32string kNone = U"no text at all";
const std::u32string kExceeded = U"not known";

std::u32string found_by(ProductSearch search, Order order = Order::First) {
  const Outcome outcome = search.run(order, any);
  return outcome == Outcome::Found ? search.found() : outcome == Outcome::None ? kNone : kExceeded;
}

// --- What is kept --------------------------------------------------------------------------------

// Of machines without an order every combination that is reached is kept once, whatever the number.
TEST(ProductSearch, KeepsEachCombinationOnce) {
  for (const State size : {1, 2, 30, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200}) {
    ProductSearch search =
        search_of(all_of(counter(size, -1), counter(7, -1), at_least(U'b', 2, false)));
    EXPECT_EQ(search.run(Order::First, any), Outcome::None);
    std::set<States> expected{{0, 0, 0}};
    for (State read = 1; read < size * 7 + 3; ++read) {
      for (State b = 0; b <= std::min(read, 2); ++b) expected.insert({read % size, read % 7, b});
    }
    const auto kept = search.kept();
    std::set<States> states;
    for (const auto& one : kept) {
      states.insert(one.states);
      const auto length = static_cast<State>(one.word.size());
      const auto b = static_cast<State>(std::count(one.word.begin(), one.word.end(), U'b'));
      EXPECT_EQ(one.states, (States{length % size, length % 7, std::min(b, 2)}));
    }
    EXPECT_EQ(states, expected) << size;
    // The beginning again, after a text that is not empty.
    EXPECT_EQ(kept.size(), expected.size() + 1) << size;
  }
}

TEST(ProductSearch, FollowsEveryChoice) {
  // At the beginning, and once more after one character: from s on to `choices` states.
  const auto made = [](State starts, State choices) {
    Made one;
    one.starts.clear();
    for (State s = 0; s < starts; ++s) one.starts.push_back(s);
    one.next = [starts, choices](State s, char32_t) {
      States next;
      for (State i = 0; s < starts && i < choices; ++i) next.push_back(starts + choices * s + i);
      return next;
    };
    return one;
  };
  for (State starts = 1; starts <= 3; ++starts) {
    for (State choices = 0; choices <= 3; ++choices) {
      ProductSearch search =
          search_of(all_of(made(starts, choices), made(2, choices), made(2, 2), never()), kMany,
                    kMany, {U'a'});
      EXPECT_EQ(search.run(Order::First, any), Outcome::None);
      std::set<States> expected;
      for (State a = 0; a < starts * (1 + choices); ++a) {
        for (State b = 0; b < 2 * (1 + choices); ++b) {
          for (State c = 0; c < 6; ++c) {
            if ((a < starts) == (b < 2) && (b < 2) == (c < 2)) expected.insert({a, b, c, 0});
          }
        }
      }
      std::set<States> states;
      for (const auto& kept : search.kept()) states.insert(kept.states);
      EXPECT_EQ(states, expected) << starts << " " << choices;
      EXPECT_EQ(search.kept().size(), expected.size()) << starts << " " << choices;
    }
  }
}

// Of machines with an order what is kept covers all that is reached, and nothing that is kept
// covers anything else; the empty text apart.
TEST(ProductSearch, KeepsWhatCoversAll) {
  for (const bool with_fixed : {false, true}) {
    ProductSearch search = search_of(
        all_of(at_least(U'a', 3), with_fixed ? counter(3, -1) : never(), at_least(U'b', 4)), kMany,
        kMany, {U'a', U'b', U'c'});
    EXPECT_EQ(search.run(Order::First, any), Outcome::None);
    std::set<States> states;
    for (const auto& kept : search.kept()) {
      if (!kept.word.empty()) states.insert(kept.states);
    }
    if (with_fixed) {
      EXPECT_EQ(states, (std::set<States>{{3, 0, 4}, {3, 1, 4}, {3, 2, 4}}));
    } else {
      EXPECT_EQ(states, (std::set<States>{{3, 0, 4}}));
    }
  }
  // No way leads from one to the other.
  Made one = at_least(U'a', 3);
  Made two = at_least(U'b', 3);
  one.next = [](State s, char32_t c) { return s < 3 ? States{c == U'a' ? s + 1 : s} : States{}; };
  two.next = [](State s, char32_t c) { return s < 3 ? States{c == U'b' ? s + 1 : s} : States{}; };
  ProductSearch search = search_of(all_of(one, two, exactly(3)));
  EXPECT_EQ(search.run(Order::First, [](const std::u32string&) { return false; }), Outcome::None);
  const auto kept = search.kept();
  EXPECT_EQ(kept.size(), 1u + 2 + 3 + 4);
}

// A combination that is covered as soon as it is reached, and one that is so later.
TEST(ProductSearch, WhatIsCoveredIsForgotten) {
  for (const bool great_first : {true, false}) {
    Made made;
    made.ordered = true;
    made.next = [great_first](State s, char32_t c) {
      if (s > 0) return States{s};
      return States{(c == U'a') == great_first ? 2 : 1};
    };
    made.accepts = [](State, bool) { return false; };
    ProductSearch search = search_of(all_of(made));
    EXPECT_EQ(search.run(Order::First, any), Outcome::None);
    const auto kept = search.kept();
    ASSERT_EQ(kept.size(), 2u);
    EXPECT_EQ(kept[0].states, States{0});
    EXPECT_EQ(kept[1].states, States{2});
  }
}

TEST(ProductSearch, WithoutAnOrderCoveringIsEquality) {
  const MadeComponent made{Made{}};
  EXPECT_TRUE(made.Component::covers(1, 1));
  EXPECT_FALSE(made.Component::covers(2, 1));
  EXPECT_FALSE(made.Component::covers(1, 2));
}

// --- What is found -------------------------------------------------------------------------------

TEST(ProductSearch, TheFirstIsShortest) {
  EXPECT_EQ(found_by(search_of(all_of(at_least(U'b', 2), at_least(U'a', 1)))).size(), 3u);
  EXPECT_EQ(found_by(search_of(all_of(counter(5, 3), counter(3, 0)))).size(), 3u);
  EXPECT_EQ(found_by(search_of(all_of(counter(5, 1), counter(7, 2)))).size(), 16u);
  EXPECT_EQ(found_by(search_of(all_of(only(U"abba"), exactly(4)))), U"abba");
  EXPECT_EQ(found_by(search_of(all_of(only(U"abba"), exactly(3)))), kNone);
  for (const Order order : {Order::First, Order::Promising}) {
    EXPECT_EQ(found_by(search_of(all_of(only(U"bab"))), order), U"bab");
    EXPECT_EQ(found_by(search_of(all_of(only(U"bab"), at_least(U'a', 2))), order), kNone);
  }
}

// Each machine has its say of the empty text, and none of a text with the same states.
TEST(ProductSearch, TheEmptyText) {
  Made empty;
  empty.accepts = [](State, bool is_empty) { return is_empty; };
  Made others;
  others.accepts = [](State, bool is_empty) { return !is_empty; };
  for (const Order order : {Order::First, Order::Promising}) {
    EXPECT_EQ(found_by(search_of(all_of(empty)), order), U"");
    EXPECT_EQ(found_by(search_of(all_of(Made{}, empty, Made{})), order), U"");
    EXPECT_EQ(found_by(search_of(all_of(others)), order).size(), 1u);
    EXPECT_EQ(found_by(search_of(all_of(Made{}, others)), order).size(), 1u);
    EXPECT_EQ(found_by(search_of(all_of(others, Made{})), order).size(), 1u);
    EXPECT_EQ(found_by(search_of(all_of(empty, others)), order), kNone);
    EXPECT_EQ(found_by(search_of(all_of(others, empty)), order), kNone);
    EXPECT_EQ(found_by(search_of(all_of(others, never())), order), kNone);
    EXPECT_EQ(found_by(search_of(all_of(never(), others)), order), kNone);
  }
  ProductSearch search = search_of(all_of(empty, Made{}, others));
  EXPECT_FALSE(search.accepts({0, 0, 0}, true));
  EXPECT_FALSE(search.accepts({0, 0, 0}, false));
  ProductSearch two = search_of(all_of(Made{}, empty));
  EXPECT_TRUE(two.accepts({0, 0}, true));
  EXPECT_FALSE(two.accepts({0, 0}, false));
}

// `%a?^$%` matches the empty text alone: `^` is passed only where nothing has been read, also
// behind what may be skipped.
TEST(ProductSearch, AnchorsOfRegexes) {
  const auto found = [](const char* regex, bool required) {
    const Result<Pattern> parsed =
        parse("{ $.a = " + std::string(regex) + " }", Limits::beyond_aws());
    EXPECT_TRUE(parsed.ok()) << regex;
    const auto& comparison = std::get<Comparison>(parsed.value().expression->node);
    const RegexSteps steps(std::get<Regex>(comparison.literal), 100);
    Components all;
    if (required) {
      all.push_back(required_regex_component(steps, Covering::All));
    } else {
      all.push_back(std::make_unique<ForbiddenRegex>(steps));
    }
    return found_by(search_of(std::move(all)));
  };
  EXPECT_EQ(found("%a?^$%", true), U"");
  EXPECT_EQ(found("%a?^$%", false).size(), 1u);
  EXPECT_EQ(found("%^$%", false).size(), 1u);
  EXPECT_EQ(found("%a?^%", false), kNone);
  EXPECT_EQ(found("%^b?a$%", true), U"a");
  EXPECT_EQ(found("%b^%", true), kNone);
  EXPECT_EQ(found("%$a%", true), kNone);
  EXPECT_EQ(found("%$^%", true), U"");
  EXPECT_EQ(found("%$^%", false).size(), 1u);
  EXPECT_EQ(found("%a?$^%", false).size(), 1u);
}

TEST(ProductSearch, MoreComponentsThanBits) {
  for (const std::size_t size : {63u, 64u, 65u, 66u, 70u, 128u, 130u}) {
    Components all;
    for (std::size_t i = 0; i < size; ++i) {
      auto one = all_of(at_least(U'a', static_cast<State>(1 + i % 3), i % 2 == 0));
      all.push_back(std::move(one.front()));
    }
    EXPECT_EQ(found_by(search_of(std::move(all))), U"aaa") << size;
    for (const std::size_t refuses : {std::size_t{0}, std::size_t{1}, size - 1}) {
      Components none;
      for (std::size_t i = 0; i < size; ++i) {
        auto one = all_of(i == refuses ? never() : at_least(U'a', 1));
        none.push_back(std::move(one.front()));
      }
      EXPECT_EQ(found_by(search_of(std::move(none))), kNone) << size;
    }
  }
}

TEST(ProductSearch, WhatIsNotWantedIsRefused) {
  ProductSearch search = search_of(all_of(at_least(U'b', 1)));
  EXPECT_FALSE(search.refused());
  EXPECT_EQ(search.run(Order::First, [](const std::u32string&) { return false; }), Outcome::None);
  EXPECT_TRUE(search.refused());
  ProductSearch none = search_of(all_of(never()));
  EXPECT_EQ(none.run(Order::First, any), Outcome::None);
  EXPECT_FALSE(none.refused());
}

// --- Bounds --------------------------------------------------------------------------------------

TEST(ProductSearch, KeepsNoMoreThanItMay) {
  for (const std::size_t most : {1u, 2u, 10u, 40u}) {
    ProductSearch search = search_of(all_of(counter(1000, -1)), most);
    EXPECT_EQ(search.run(Order::First, any), Outcome::Exceeded);
    EXPECT_EQ(search.kept().size(), most);
  }
  EXPECT_EQ(found_by(search_of(all_of(counter(20, 15)), 16)).size(), 15u);
  EXPECT_EQ(found_by(search_of(all_of(counter(20, 15)), 15)), kExceeded);
}

// A state is looked at for each machine and character at least.
TEST(ProductSearch, Work) {
  ProductSearch search = search_of(all_of(counter(1000, -1), counter(2, 0)));
  EXPECT_EQ(search.work(), 0u);
  EXPECT_EQ(search.run(Order::First, any), Outcome::None);
  // And what follows once more.
  EXPECT_GE(search.work(), 2u * 2 * 1001 + 2 * (1000 + 2));
  EXPECT_LE(search.work(), 10u * 2 * 1000);
  ProductSearch little = search_of(all_of(counter(1000, -1), counter(2, 0)), kMany, 100);
  EXPECT_EQ(little.run(Order::First, any), Outcome::Exceeded);
  EXPECT_LE(little.kept().size(), 60u);
}

// Of two combinations each is looked at, and compared with the other: in one machine where that one
// lacks more there, and in both where it lacks less.
TEST(ProductSearch, WorkOfComparing) {
  constexpr State kLength = 20;
  ProductSearch search =
      search_of(all_of(at_least(U'a', 2 * kLength), at_least(U'b', 2 * kLength), exactly(kLength)));
  EXPECT_EQ(search.run(Order::First, any), Outcome::None);
  // Of each length n there are n + 1.
  EXPECT_EQ(search.kept().size(), (kLength + 1u) * (kLength + 2) / 2);
  const std::size_t pairs = std::size_t{kLength} * (kLength + 1) * (kLength + 2) / 6;
  EXPECT_GE(search.work(), (2 + 1 + 2) * pairs + search.kept().size() * 2 * 3);
}

TEST(ProductSearch, ComparesWithinAClass) {
  struct Classes : MadeComponent {
    using MadeComponent::MadeComponent;
    bool covers(State greater, State lesser) const override {
      EXPECT_EQ(order_class(greater), order_class(lesser));
      return greater >= lesser;
    }
    State order_class(State state) const override { return state % 3; }
  };
  Made made = at_least(U'a', 10);
  made.accepts = [](State, bool) { return false; };
  Components all;
  all.push_back(std::make_unique<Classes>(made));
  ProductSearch search = search_of(std::move(all));
  EXPECT_EQ(search.run(Order::First, any), Outcome::None);
  std::set<States> states;
  for (const auto& kept : search.kept()) {
    if (!kept.word.empty()) states.insert(kept.states);
  }
  EXPECT_EQ(states, (std::set<States>{{8}, {9}, {10}}));
}

// --- Every text ----------------------------------------------------------------------------------

struct Looked {
  Outcome outcome;
  std::set<std::u32string> texts;
  std::size_t number;
};

Looked look(ProductSearch search, std::size_t length, std::size_t most) {
  Looked looked{};
  looked.outcome = search.enumerate(length, most, [&](const std::u32string& text) {
    ++looked.number;
    looked.texts.insert(text);
    return false;
  });
  return looked;
}

TEST(ProductSearch, EnumeratesEveryText) {
  // With two `a` and a `b`, of four characters: abba and the like.
  const auto three = [] { return search_of(all_of(at_least(U'a', 2), at_least(U'b', 1))); };
  for (std::size_t length = 0; length <= 5; ++length) {
    std::set<std::u32string> expected;
    for (std::size_t size = 0; size <= length; ++size) {
      for (std::size_t bits = 0; bits < std::size_t{1} << size; ++bits) {
        std::u32string text;
        for (std::size_t i = 0; i < size; ++i) text += (bits >> i & 1) != 0 ? U'a' : U'b';
        const auto a = std::count(text.begin(), text.end(), U'a');
        if (a >= 2 && static_cast<std::size_t>(a) < size) expected.insert(text);
      }
    }
    const Looked looked = look(three(), length, kMany);
    EXPECT_EQ(looked.outcome, Outcome::None);
    EXPECT_EQ(looked.texts, expected);
    EXPECT_EQ(looked.number, expected.size());
  }
}

// Only beginnings of texts that may be short enough count: whichever machine says so.
TEST(ProductSearch, EnumeratesBeginnings) {
  const std::vector<std::function<ProductSearch()>> searches{
      [] { return search_of(all_of(only(U"ab"), Made{}, Made{})); },
      [] { return search_of(all_of(Made{}, only(U"ab"), Made{})); },
      [] { return search_of(all_of(Made{}, Made{}, only(U"ab"))); }};
  for (const auto& search : searches) {
    EXPECT_EQ(look(search(), 2, 3).outcome, Outcome::None);
    EXPECT_EQ(look(search(), 2, 3).number, 1u);
    EXPECT_EQ(look(search(), 2, 2).outcome, Outcome::Exceeded);
    EXPECT_EQ(look(search(), 1, 0).outcome, Outcome::None);
    EXPECT_EQ(look(search(), 1, 0).number, 0u);
  }
  // Without one that counts, all beginnings: 1 + 2 + 4 + 8.
  EXPECT_EQ(look(search_of(all_of(Made{})), 3, 15).outcome, Outcome::None);
  EXPECT_EQ(look(search_of(all_of(Made{})), 3, 15).number, 15u);
  EXPECT_EQ(look(search_of(all_of(Made{})), 3, 14).outcome, Outcome::Exceeded);
  // And the work that it may do.
  EXPECT_EQ(look(search_of(all_of(Made{}), kMany, 5), 10, kMany).outcome, Outcome::Exceeded);
}

TEST(ProductSearch, EnumeratesUntilOneIsWanted) {
  ProductSearch search = search_of(all_of(at_least(U'b', 1)));
  EXPECT_EQ(search.enumerate(3, kMany, [](const std::u32string& text) { return text.size() == 3; }),
            Outcome::Found);
  EXPECT_EQ(search.found().size(), 3u);
  EXPECT_NE(search.found().find(U'b'), std::u32string::npos);
}

}  // namespace
}  // namespace filtercheck::values
