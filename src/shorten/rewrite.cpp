#include "shorten/rewrite.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "base/unicode.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::shorten {

namespace {

// Nesting that factoring may make; past it a common condition stays where it is.
constexpr std::size_t kMostFactoring = 16;
// What distributing may make.
constexpr std::size_t kMostTerms = 64;
constexpr std::size_t kMostDistributed = 512;

Junction other(Junction junction) {
  return junction == Junction::And ? Junction::Or : Junction::And;
}

// The operands of `expression` as one of that junction: one if it is none.
std::vector<Expression> as_operands(Junction junction, const Expression& expression) {
  if (junction_of(expression) == junction) return *operands_of(expression);
  return {expression};
}

// ---- Factoring ----

// An operand of the junction that is factored, cut into its own operands.
struct Term {
  std::vector<Expression> parts;
  std::vector<std::string> keys;
};

Term term_of(Junction inner, const Expression& operand) {
  Term term{as_operands(inner, operand), {}};
  for (const Expression& part : term.parts) term.keys.push_back(order_free(part));
  return term;
}

// The part that saves most when it is said once: the key, or none.
std::string best_common_part(const std::vector<Term>& terms) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> seen;  // count, length
  for (const Term& term : terms) {
    for (std::size_t i = 0; i < term.parts.size(); ++i) {
      auto& [count, size] = seen[term.keys[i]];
      if (count++ == 0) size = length(term.parts[i]);
    }
  }
  std::string best;
  std::size_t most = 0;
  for (const Term& term : terms) {
    for (const std::string& key : term.keys) {  // in the order of the text, for ties
      const auto& [count, size] = seen[key];
      const std::size_t saved = (count - 1) * (size + 2);
      if (saved <= most) continue;
      most = saved;
      best = key;
    }
  }
  return best;
}

Expression factored_within(const Expression& expression, std::size_t nesting);

// Takes the part out of the terms that have it: what they come to, in the place of the first.
void take_out(const std::string& key, Junction junction, std::size_t nesting,
              std::vector<Term>& terms) {
  const Junction inner = other(junction);
  std::vector<Expression> rests;
  std::optional<Expression> part;
  std::optional<std::size_t> place;
  bool first = false;  // of its term
  bool alone = false;
  std::vector<Term> kept;
  for (Term& term : terms) {
    const auto at = std::find(term.keys.begin(), term.keys.end(), key);
    if (at == term.keys.end()) {
      kept.push_back(std::move(term));
      continue;
    }
    const auto offset = at - term.keys.begin();
    if (!place) {
      place = kept.size();
      part = term.parts[static_cast<std::size_t>(offset)];
      first = offset == 0;
      kept.emplace_back();
    }
    term.parts.erase(term.parts.begin() + offset);
    if (term.parts.empty()) {
      alone = true;  // a || (a && b) = a
    } else {
      rests.push_back(joined(inner, std::move(term.parts)));
    }
  }
  std::vector<Expression> whole{*part};
  if (!alone) {
    whole.insert(
        first ? whole.end() : whole.begin(),
        factored_within(without_repetition(joined(junction, std::move(rests))), nesting + 1));
  }
  kept[*place] = term_of(inner, joined(inner, std::move(whole)));
  terms = std::move(kept);
}

Expression factored_within(const Expression& expression, std::size_t nesting) {
  const std::optional<Junction> junction = junction_of(expression);
  if (!junction) return expression;
  std::vector<Term> terms;
  for (const Expression& operand : *operands_of(expression))
    terms.push_back(term_of(other(*junction), factored_within(operand, nesting)));
  while (nesting < kMostFactoring) {
    const std::string key = best_common_part(terms);
    if (key.empty()) break;
    take_out(key, *junction, nesting, terms);
  }
  std::vector<Expression> operands;
  for (Term& term : terms) operands.push_back(joined(other(*junction), std::move(term.parts)));
  return joined(*junction, std::move(operands));
}

// ---- Distributing ----

using Terms = std::vector<std::vector<Expression>>;

// The terms of an `outer` of conditions; no value: too many.
std::optional<Terms> terms_of(const Expression& expression, Junction outer) {
  const std::optional<Junction> junction = junction_of(expression);
  if (!junction) return Terms{{expression}};
  Terms all;
  if (*junction != outer) all.emplace_back();
  for (const Expression& operand : *operands_of(expression)) {
    std::optional<Terms> terms = terms_of(operand, outer);
    if (!terms) return std::nullopt;
    if (*junction == outer) {
      all.insert(all.end(), terms->begin(), terms->end());
    } else {
      if (all.size() * terms->size() > kMostTerms) return std::nullopt;
      Terms products;
      for (const auto& left : all) {
        for (const auto& right : *terms) {
          products.push_back(left);
          products.back().insert(products.back().end(), right.begin(), right.end());
        }
      }
      all = std::move(products);
    }
    if (all.size() > kMostTerms) return std::nullopt;
  }
  return all;
}

// ---- Conditions ----

Expression with(const Comparison& comparison, Operator op, Literal literal) {
  return {Comparison{comparison.selector, op, std::move(literal)}, {}};
}

// The same number without signs and zeros that say nothing. The exponent stays.
std::string plain_number(const std::string& source) {
  const std::size_t end = std::min(source.find_first_of("eE"), source.size());
  std::string mantissa = source.substr(0, end);
  const std::string exponent = source.substr(end);
  std::string sign;
  if (mantissa.front() == '+' || mantissa.front() == '-') {
    if (mantissa.front() == '-') sign = "-";
    mantissa.erase(0, 1);
  }
  if (mantissa.find('.') != std::string::npos) {
    mantissa.erase(mantissa.find_last_not_of('0') + 1);
    if (mantissa.back() == '.') mantissa.pop_back();
  }
  mantissa.erase(0, std::min(mantissa.find_first_not_of('0'), mantissa.size()));
  if (mantissa.empty()) return "0";
  if (mantissa.front() == '.') mantissa.insert(0, "0");  // `.5` is an open question (OQ-20)
  return sign + mantissa + exponent;
}

using Chains = std::vector<std::vector<Expression>>;

void shorten_number(const Comparison& comparison, const Number& number, Chains& chains) {
  const std::string plain = plain_number(number.source);
  if (plain.size() < number.source.size())
    chains.push_back({with(comparison, comparison.op, Number{plain})});
  switch (comparison.op) {
    case Operator::LessEqual:
      chains.push_back({with(comparison, Operator::Less, number)});
      chains.push_back({with(comparison, Operator::Equal, number)});
      break;
    case Operator::GreaterEqual:
      chains.push_back({with(comparison, Operator::Greater, number)});
      chains.push_back({with(comparison, Operator::Equal, number)});
      break;
    case Operator::NotEqual:
      chains.push_back({with(comparison, Operator::Less, number)});
      chains.push_back({with(comparison, Operator::Greater, number)});
      break;
    case Operator::Equal:
    case Operator::Less:
    case Operator::Greater:
      break;
  }
}

// Globs from the narrowest to the widest: ever shorter beginnings, ever shorter ends.
void widen(const Comparison& comparison, const std::u32string& value, Chains& chains) {
  std::vector<Expression> beginnings;
  std::vector<Expression> ends;
  for (std::size_t kept = value.size() < 2 ? 0 : value.size() - 1; kept-- > 0;) {
    std::string beginning;
    for (const char32_t c : value.substr(0, kept)) base::append_utf8(beginning, c);
    std::string end;
    for (const char32_t c : value.substr(value.size() - kept)) base::append_utf8(end, c);
    beginnings.push_back(with(comparison, comparison.op, Text{beginning + "*"}));
    ends.push_back(with(comparison, comparison.op, Text{"*" + end}));
  }
  for (auto* chain : {&beginnings, &ends}) {
    if (!chain->empty()) chains.push_back(std::move(*chain));
  }
}

// `a**b` is `a*b`.
std::string stars_once(const std::string& text) {
  std::string once;
  for (const char c : text) {
    if (c != '*' || once.empty() || once.back() != '*') once.push_back(c);
  }
  return once;
}

// The text that a regex of plain characters finds, as a literal; no value: it is not so plain.
std::optional<std::string> text_of(const Regex& regex) {
  if (regex.alternatives.size() != 1) return std::nullopt;
  const std::vector<RegexPiece>& pieces = regex.alternatives.front();
  std::string text;
  bool begins = false;
  bool ends = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const RegexPiece& piece = pieces[i];
    if (const auto* anchor = std::get_if<Anchor>(&piece.atom)) {
      if (*anchor == Anchor::Begin && i == 0) {
        begins = true;
      } else if (*anchor == Anchor::End && i + 1 == pieces.size()) {
        ends = true;
      } else {
        return std::nullopt;
      }
      continue;
    }
    const auto& set = std::get<CodePointSet>(piece.atom);
    if (piece.min == 0 && !piece.max) {
      text += "*";
    } else if (piece.min == 1 && piece.max == 1 && set.size() == 1 &&
               set.front().first == set.front().last && set.front().first >= U' ' &&
               set.front().first <= U'~' && set.front().first != U'*') {
      base::append_utf8(text, set.front().first);
    } else {
      return std::nullopt;
    }
  }
  return (begins ? "" : "*") + text + (ends ? "" : "*");
}

bool same_selector_and_literal(const Comparison& a, const Comparison& b) {
  return a.selector == b.selector && a.literal == b.literal;
}

}  // namespace

std::optional<Junction> junction_of(const Expression& expression) {
  if (std::holds_alternative<And>(expression.node)) return Junction::And;
  if (std::holds_alternative<Or>(expression.node)) return Junction::Or;
  return std::nullopt;
}

Expression joined(Junction junction, std::vector<Expression> operands) {
  std::vector<Expression> flat;
  for (Expression& operand : operands) {
    if (junction_of(operand) == junction) {
      for (Expression& inner : *operands_of(operand)) flat.push_back(std::move(inner));
    } else {
      flat.push_back(std::move(operand));
    }
  }
  if (flat.size() == 1) return std::move(flat.front());
  if (junction == Junction::And) return {And{std::move(flat)}, {}};
  return {Or{std::move(flat)}, {}};
}

std::size_t length(const Expression& expression) {
  return base::count_code_points(format(expression, Layout::Tight));
}

std::size_t conditions(const Expression& expression) {
  const auto* operands = operands_of(expression);
  if (operands == nullptr) return 1;
  std::size_t count = 0;
  for (const Expression& operand : *operands) count += conditions(operand);
  return count;
}

std::size_t depth(const Expression& expression) {
  const auto* operands = operands_of(expression);
  std::size_t deepest = 0;
  if (operands == nullptr) return deepest;
  for (const Expression& operand : *operands) deepest = std::max(deepest, depth(operand));
  return deepest + 1;
}

std::set<std::string> globs_of(const Expression& expression) {
  std::set<std::string> globs;
  if (const auto* operands = operands_of(expression)) {
    for (const Expression& operand : *operands) globs.merge(globs_of(operand));
    return globs;
  }
  const auto* comparison = std::get_if<Comparison>(&expression.node);
  const auto* text = comparison ? std::get_if<Text>(&comparison->literal) : nullptr;
  if (text != nullptr && text->value.find('*') != std::string::npos)
    globs.insert(stars_once(text->value));
  return globs;
}

std::string order_free(const Expression& expression) {
  const auto* operands = operands_of(expression);
  if (operands == nullptr) return format(expression, Layout::Tight);
  std::vector<std::string> keys;
  for (const Expression& operand : *operands) keys.push_back(order_free(operand));
  std::sort(keys.begin(), keys.end());
  std::string key = junction_of(expression) == Junction::And ? "(&" : "(|";
  for (const std::string& one : keys) key += " " + one;
  return key += ")";
}

Expression never(bool star) {
  return *parse(star ? "{ $.a != * }" : "{ $.a < 0 && $.a > 0 }").value().expression;
}

Expression plainly_spelled(const Expression& expression) {
  if (const auto* operands = operands_of(expression)) {
    std::vector<Expression> plain;
    for (const Expression& operand : *operands) plain.push_back(plainly_spelled(operand));
    return joined(*junction_of(expression), std::move(plain));
  }
  const auto* comparison = std::get_if<Comparison>(&expression.node);
  if (comparison == nullptr) return expression;
  const bool equality = comparison->op == Operator::Equal || comparison->op == Operator::NotEqual;
  const auto* number = std::get_if<Number>(&comparison->literal);
  if (number != nullptr && !equality)
    return with(*comparison, comparison->op, Number{plain_number(number->source)});
  const auto* text = std::get_if<Text>(&comparison->literal);
  if (text != nullptr) return with(*comparison, comparison->op, Text{stars_once(text->value)});
  return expression;
}

Expression without_repetition(const Expression& expression) {
  const auto* operands = operands_of(expression);
  if (operands == nullptr) return expression;
  const Junction junction = *junction_of(expression);
  std::vector<Expression> cleaned;
  for (const Expression& operand : *operands) {
    for (Expression& one : as_operands(junction, without_repetition(operand)))
      cleaned.push_back(std::move(one));
  }
  std::set<std::string> seen;
  std::vector<Expression> kept;
  for (Expression& operand : cleaned) {
    if (seen.insert(order_free(operand)).second) kept.push_back(std::move(operand));
  }
  return joined(junction, std::move(kept));
}

Expression factored(const Expression& expression) { return factored_within(expression, 0); }

std::optional<Expression> expanded(const Expression& expression, Junction outer) {
  std::optional<Terms> terms = terms_of(expression, outer);
  if (!terms) return std::nullopt;
  std::size_t size = 0;
  for (const auto& term : *terms) size += term.size();
  if (size > kMostDistributed) return std::nullopt;
  std::vector<Expression> operands;
  for (auto& term : *terms) operands.push_back(joined(other(outer), std::move(term)));
  return without_repetition(joined(outer, std::move(operands)));
}

std::vector<std::vector<Expression>> shorter_conditions(const Expression& condition, bool globs) {
  Chains chains;
  const auto* comparison = std::get_if<Comparison>(&condition.node);
  if (comparison == nullptr) return chains;
  if (const auto* number = std::get_if<Number>(&comparison->literal)) {
    shorten_number(*comparison, *number, chains);
  } else if (const auto* text = std::get_if<Text>(&comparison->literal)) {
    if (globs) widen(*comparison, base::decode_utf8(text->value), chains);
  } else if (const auto plain = text_of(std::get<Regex>(comparison->literal))) {
    const bool star = plain->find('*') != std::string::npos;
    if (globs || !star) chains.push_back({with(*comparison, comparison->op, Text{*plain})});
  }
  const std::size_t here = length(condition);
  for (auto& chain : chains)
    std::erase_if(chain, [here](const Expression& one) { return length(one) >= here; });
  std::erase_if(chains, [](const auto& chain) { return chain.empty(); });
  return chains;
}

std::optional<Expression> merged(Junction junction, const Expression& a, const Expression& b,
                                 bool globs) {
  const auto* left = std::get_if<Comparison>(&a.node);
  const auto* right = std::get_if<Comparison>(&b.node);
  if (junction != Junction::Or || left == nullptr || right == nullptr ||
      !same_selector_and_literal(*left, *right)) {
    return std::nullopt;
  }
  const auto are = [&](Operator one, Operator another) {
    return (left->op == one && right->op == another) || (left->op == another && right->op == one);
  };
  if (are(Operator::Less, Operator::Equal)) return with(*left, Operator::LessEqual, left->literal);
  if (are(Operator::Greater, Operator::Equal))
    return with(*left, Operator::GreaterEqual, left->literal);
  if (are(Operator::Equal, Operator::NotEqual) && globs)
    return with(*left, Operator::Equal, Text{"*"});
  return std::nullopt;
}

}  // namespace filtercheck::shorten
