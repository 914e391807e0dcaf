// Rules about what conditions mean together: values, texts with `*`, and selectors.
//
// Traps that the rules keep to: `!=` wants a scalar, or under a wildcard a base and no equal child;
// a number literal equals a string of its own spelling, and no number that is not finite differs
// from it; `IS NULL` looks into arrays; only under the reading Glob is every text with `*` a regex.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>

#include "support/metamorphic_formulas.hpp"

namespace filtercheck::support {

namespace {

Expression compared(const Selector& selector, Operator op, Literal literal) {
  return {Comparison{selector, op, std::move(literal)}, {}};
}

Literal regex(const std::string& source) {
  const Pattern pattern = parse("{ $.a = %" + source + "% }", Limits::beyond_aws()).value();
  return std::get<Comparison>(pattern.expression->node).literal;
}

Literal random_literal(Choices& choices) {
  static constexpr std::array kTexts{"a", "a*", "*b", "1", "*1*", "1.0", "*"};
  static const std::array kRegexes{regex("a"), regex("^1"), regex("b$")};
  if (choices.below(4) == 0) return kRegexes[choices.below(kRegexes.size())];
  return Text{kTexts[choices.below(kTexts.size())]};
}

Number random_number(Choices& choices) {
  static constexpr std::array kNumbers{"0", "1", "1.0", "-1", "1.5", "1e3", "0.1", "1e309"};
  return Number{kNumbers[choices.below(kNumbers.size())]};
}

// One of the comparisons that are as wanted, and what it was.
struct ComparisonPlace : Place {
  Comparison was;
};
template <typename Wanted>
std::optional<ComparisonPlace> pick_comparison(Formulas& formulas, Wanted wanted) {
  const auto place = pick(formulas, [&](const Expression& expression) {
    const auto* comparison = std::get_if<Comparison>(&expression.node);
    return comparison != nullptr && wanted(*comparison);
  });
  if (!place) return std::nullopt;
  return ComparisonPlace{*place, std::get<Comparison>(place->a->node)};
}

bool any_comparison(const Comparison&) { return true; }
bool is_ordering(const Comparison& comparison) {
  return comparison.op != Operator::Equal && comparison.op != Operator::NotEqual;
}
template <typename Kind>
bool is_about(const Comparison& comparison) {
  return !is_ordering(comparison) && std::holds_alternative<Kind>(comparison.literal);
}

// ---- Values -------------------------------------------------------------------------------------

// c is (c and d) or (c and e), where d or e holds whenever c does.
Expression split(const Expression& c, Expression d, Expression e) {
  return any_of({all_of({c, std::move(d)}), all_of({c, std::move(e)})});
}

std::optional<Bond> split_by_text(Formulas& formulas) {
  const auto place = pick_comparison(formulas, any_comparison);
  if (!place) return std::nullopt;
  const Literal by = random_literal(formulas.draw.choices);
  *place->b = split(*place->a, compared(place->was.selector, Operator::Equal, by),
                    compared(place->was.selector, Operator::NotEqual, by));
  return Bond::Same;
}

std::optional<Bond> split_by_two_texts(Formulas& formulas) {
  const auto place = pick_comparison(formulas, any_comparison);
  if (!place) return std::nullopt;
  const Literal one = random_literal(formulas.draw.choices);
  const Literal two = random_literal(formulas.draw.choices);
  const Selector& selector = place->was.selector;
  *place->b = split(
      *place->a,
      any_of({compared(selector, Operator::Equal, one), compared(selector, Operator::Equal, two)}),
      all_of({compared(selector, Operator::NotEqual, one),
              compared(selector, Operator::NotEqual, two)}));
  return Bond::Same;
}

std::optional<Bond> split_interval(Formulas& formulas) {
  const auto place = pick_comparison(formulas, is_ordering);
  if (!place) return std::nullopt;
  const Number by = random_number(formulas.draw.choices);
  const bool below = formulas.below(2) == 0;
  *place->b = split(
      *place->a, compared(place->was.selector, below ? Operator::Less : Operator::LessEqual, by),
      compared(place->was.selector, below ? Operator::GreaterEqual : Operator::Greater, by));
  return Bond::Same;
}

std::optional<Bond> respell(Formulas& formulas) {
  const auto place = pick_comparison(formulas, is_ordering);
  if (!place) return std::nullopt;
  std::string source = std::get<Number>(place->was.literal).source;
  if (source.find_first_of(".eE") == std::string::npos) {
    source += formulas.below(2) == 0 ? ".0" : "e0";
  } else if (source.find_first_of("eE") == std::string::npos) {
    source += "e+0";
  } else {
    source.insert(source.find_first_of("+-") == 0 ? 1 : 0, "0");
  }
  std::get<Comparison>(place->b->node).literal = Number{source};
  return Bond::Same;
}

std::optional<Bond> widen_ordering(Formulas& formulas) {
  const auto place = pick_comparison(formulas, [](const Comparison& comparison) {
    return comparison.op == Operator::Less || comparison.op == Operator::Greater;
  });
  if (!place) return std::nullopt;
  std::get<Comparison>(place->b->node).op =
      place->was.op == Operator::Less ? Operator::LessEqual : Operator::GreaterEqual;
  return Bond::Weaker;
}

// A number that is `<= n` is `< n` or equal; but so is a string.
std::optional<Bond> or_equal(Formulas& formulas) {
  const auto place = pick_comparison(formulas, is_ordering);
  if (!place) return std::nullopt;
  const auto& [selector, op, literal] = place->was;
  const bool less = op == Operator::Less || op == Operator::LessEqual;
  *place->a = compared(selector, less ? Operator::LessEqual : Operator::GreaterEqual, literal);
  *place->b = any_of({compared(selector, less ? Operator::Less : Operator::Greater, literal),
                      compared(selector, Operator::Equal, literal)});
  return Bond::Weaker;
}

std::optional<Bond> less_or_greater(Formulas& formulas) {
  const auto place = pick_comparison(formulas, [](const Comparison& comparison) {
    return std::holds_alternative<Number>(comparison.literal) && !has_wildcard(comparison.selector);
  });
  if (!place) return std::nullopt;
  const auto& [selector, op, literal] = place->was;
  *place->a = any_of({compared(selector, Operator::Less, literal),
                      compared(selector, Operator::Greater, literal)});
  *place->b = compared(selector, Operator::NotEqual, literal);
  return Bond::Weaker;
}

std::optional<Bond> complement(Formulas& formulas) {
  const auto place = pick_comparison(
      formulas, [](const Comparison& comparison) { return !is_ordering(comparison); });
  if (!place) return std::nullopt;
  const auto& [selector, op, literal] = place->was;
  *place->a = any_of({compared(selector, Operator::Equal, literal),
                      compared(selector, Operator::NotEqual, literal)});
  *place->b = compared(selector, Operator::Equal, Text{"*"});
  if (has_wildcard(selector)) {
    std::swap(formulas.a, formulas.b);
    return Bond::Weaker;
  }
  // Of numbers that are not finite neither holds.
  return std::holds_alternative<Number>(literal) ? Bond::Weaker : Bond::Same;
}

// ---- Texts --------------------------------------------------------------------------------------

// The text as a regex that is found in just what the text matches as a glob. No value: it has
// characters that no regex can have.
std::optional<std::string> as_regex(const std::string& text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char at : text) {
    const auto c = static_cast<unsigned char>(at);
    if (c < 0x20 || c >= 0x7F) return std::nullopt;
    if (at == '*') {
      out += "[\\s\\S]*";
    } else {
      out += std::string("\\x") + kHex[c >> 4] + kHex[c & 15];
    }
  }
  return "^" + out + "$";
}

std::optional<Bond> glob_as_regex(Formulas& formulas) {
  const auto place = pick_comparison(formulas, [&](const Comparison& comparison) {
    if (!is_about<Text>(comparison)) return false;
    const std::string& text = std::get<Text>(comparison.literal).value;
    const bool read_alike = text.find('*') == std::string::npos || text.back() == '*';
    return as_regex(text) && (read_alike || formulas.draw.reading == Reading::Glob);
  });
  if (!place) return std::nullopt;
  const std::string source = *as_regex(std::get<Text>(place->was.literal).value);
  std::get<Comparison>(place->b->node).literal = regex(source);
  return Bond::Same;
}

std::optional<Bond> glob_as_union(Formulas& formulas) {
  const auto place = pick_comparison(formulas, [](const Comparison& comparison) {
    return is_about<Text>(comparison) && comparison.op == Operator::Equal &&
           std::get<Text>(comparison.literal).value.find('*') != std::string::npos;
  });
  if (!place) return std::nullopt;
  std::string empty = std::get<Text>(place->was.literal).value;
  std::erase(empty, '*');
  *place->b = any_of({compared(place->was.selector, Operator::Equal, Text{empty}), *place->a});
  return Bond::Same;
}

std::optional<Bond> widen_text(Formulas& formulas) {
  const auto place = pick_comparison(formulas, is_about<Text>);
  if (!place) return std::nullopt;
  std::get<Text>(std::get<Comparison>(place->b->node).literal).value += "*";
  if (place->was.op == Operator::NotEqual) std::swap(formulas.a, formulas.b);
  return Bond::Weaker;
}

// ---- Selectors ----------------------------------------------------------------------------------

const Selector kFresh{{Key{"fresh"}}};

std::optional<Bond> conjoin(Formulas& formulas) {
  formulas.a = all_of({formulas.a, compared(kFresh, Operator::Equal, Text{"x*"})});
  return Bond::Weaker;
}

std::optional<Bond> disjoin(Formulas& formulas) {
  formulas.b = any_of({formulas.b, {NotExists{kFresh}, {}}});
  return Bond::Weaker;
}

std::optional<Bond> missing_parent(Formulas& formulas) {
  const auto place = pick(formulas, [](Expression& node) { return selector_of(node) != nullptr; });
  if (!place) return std::nullopt;
  Selector below = *selector_of(*place->a);
  *place->a = {NotExists{below}, {}};
  if (formulas.below(2) == 0) {
    below.steps.emplace_back(Key{"a"});
  } else {
    below.steps.emplace_back(Index{0});
  }
  *place->b = {NotExists{below}, {}};
  return Bond::Weaker;
}

std::optional<ComparisonPlace> pick_named(Formulas& formulas) {
  return pick_comparison(
      formulas, [](const Comparison& comparison) { return !has_wildcard(comparison.selector); });
}

Selector with_wildcard(Formulas& formulas, Selector selector) {
  selector.steps[formulas.below(selector.steps.size())] = Wildcard{};
  return selector;
}

std::optional<Bond> one_of_all(Formulas& formulas) {
  const auto place = pick_named(formulas);
  if (!place || place->was.op == Operator::NotEqual) return std::nullopt;
  std::get<Comparison>(place->b->node).selector = with_wildcard(formulas, place->was.selector);
  return Bond::Weaker;
}

std::optional<Bond> none_of_all(Formulas& formulas) {
  const auto place = pick_named(formulas);
  if (!place) return std::nullopt;
  const Literal literal = random_literal(formulas.draw.choices);
  const Selector& one = place->was.selector;
  const Selector all = with_wildcard(formulas, one);
  *place->a = all_of(
      {compared(all, Operator::NotEqual, literal), compared(one, Operator::Equal, Text{"*"})});
  *place->b = compared(one, Operator::NotEqual, literal);
  return Bond::Weaker;
}

// Keys of both patterns, renamed by one permutation.
std::optional<Changed> rename_keys(Draw& draw) {
  static const std::array<std::string, 5> kFrom{"a", "b", "eventName", "eventSource", "fresh"};
  const std::size_t by = 1 + draw.choices.below(kFrom.size() - 1);
  const auto renamed = [&](Expression formula) {
    for (Expression* node : nodes_of(formula)) {
      Selector* selector = selector_of(*node);
      if (selector == nullptr) continue;
      for (Step& step : selector->steps) {
        auto* key = std::get_if<Key>(&step);
        if (key == nullptr) continue;
        const auto found = std::find(kFrom.begin(), kFrom.end(), key->name);
        const auto index = static_cast<std::size_t>(found - kFrom.begin());
        if (found != kFrom.end()) key->name = kFrom[(index + by) % kFrom.size()];
      }
    }
    return "{ " + format(formula) + " }";
  };
  return Changed{renamed(*draw.p.expression), renamed(*draw.q.expression), Bond::Like, draw.p.text,
                 draw.q.text};
}

}  // namespace

const std::vector<Rule>& condition_rules() {
  static const std::vector<Rule> kRules{
      {"split-by-text", "what compares is a scalar, or has a base: each equals a text or differs",
       Kind::Json, in_json<split_by_text>},
      {"de-morgan", "not (= u or = v) is (!= u and != v) among scalars, or with a base", Kind::Json,
       in_json<split_by_two_texts>},
      {"split-interval", "a finite number is below m or not, and one of several is", Kind::Json,
       in_json<split_interval>},
      {"respell-ordering", "an ordering asks for the value of its literal alone", Kind::Json,
       in_json<respell>},
      {"widen-ordering", "< implies <=", Kind::Json, in_json<widen_ordering>},
      {"or-equal", "<= n implies < n or = n, which the string n matches too", Kind::Json,
       in_json<or_equal>},
      {"less-or-greater", "< n or > n implies != n, which strings match too", Kind::Json,
       in_json<less_or_greater>},
      {"complement", "= v or != v is to be a scalar, but of a number literal a finite one",
       Kind::Json, in_json<complement>},
      {"glob-as-regex", "* is any run of characters; the rest stands for itself", Kind::Json,
       in_json<glob_as_regex>},
      {"glob-as-union", "a text with * matches what it is with each * empty", Kind::Json,
       in_json<glob_as_union>},
      {"widen-text", "t is one of t*; for != the other way round", Kind::Json, in_json<widen_text>},
      {"conjoin-fresh", "And is monotone; an event of p without the new key is lost", Kind::Json,
       in_json<conjoin>},
      {"disjoin-fresh", "Or is monotone", Kind::Json, in_json<disjoin>},
      {"missing-parent", "below what is missing everything is", Kind::Json,
       in_json<missing_parent>},
      {"one-of-all", "a named child is one of all children", Kind::Json, in_json<one_of_all>},
      {"none-of-all", "where no child equals, a named one that is a scalar differs", Kind::Json,
       in_json<none_of_all>},
      {"rename-keys", "a permutation of names maps events to events", Kind::Json, rename_keys},
      {"field-split-by-text", "a field is a text: it equals another or differs", Kind::Space,
       in_fields<split_by_text>},
      {"field-de-morgan", "not (= u or = v) is (!= u and != v) of texts", Kind::Space,
       in_fields<split_by_two_texts>},
      {"field-split-interval", "a number is below m or not", Kind::Space,
       in_fields<split_interval>},
      {"field-respell-ordering", "an ordering asks for the value of its literal alone", Kind::Space,
       in_fields<respell>},
      {"field-widen-ordering", "< implies <=", Kind::Space, in_fields<widen_ordering>},
      {"field-glob-as-regex", "* is any run of characters; the rest stands for itself", Kind::Space,
       in_fields<glob_as_regex>},
      {"field-glob-as-union", "a text with * matches what it is with each * empty", Kind::Space,
       in_fields<glob_as_union>},
      {"field-widen-text", "t is one of t*; for != the other way round", Kind::Space,
       in_fields<widen_text>},
  };
  return kRules;
}

}  // namespace filtercheck::support
