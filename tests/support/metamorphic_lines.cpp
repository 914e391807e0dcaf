// Rules about patterns of terms, of fields and of one regex, but for the conditions of fields,
// which are formulas.
//
// Traps that the rules keep to: beside terms without `?` those with it do not count, so the first
// term without one changes everything; the last field takes the rest of the line unless there is
// `...`; and of a regex the anchors belong to one alternative.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "filtercheck/parse.hpp"
#include "support/metamorphic_formulas.hpp"

namespace filtercheck::support {

namespace {

template <typename List>
std::size_t index_in(Draw& draw, const List& list) {
  return draw.choices.below(std::min<std::size_t>(list.size(), 256));
}

template <typename List>
void rotate_some(Draw& draw, List& list) {
  const std::size_t by = 1 + draw.choices.below(list.size() - 1);
  std::rotate(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(by), list.end());
}

template <typename List>
void erase_at(List& list, std::size_t at) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; });
}

// ---- Terms --------------------------------------------------------------------------------------

using Terms = std::vector<Term>;

std::string text_of(const Terms& terms) {
  std::string text;
  for (const Term& term : terms) text += (text.empty() ? "" : " ") + format(term);
  return text;
}

bool is_optional(const Term& term) { return term.role == Term::Role::Optional; }
bool only_optional(const Terms& terms) {
  return std::all_of(terms.begin(), terms.end(), is_optional);
}

std::optional<Changed> term_reorder(Draw& draw) {
  Terms terms = draw.p.terms;
  if (terms.size() < 2) return std::nullopt;
  rotate_some(draw, terms);
  return Changed{draw.p.text, text_of(terms)};
}

std::optional<Changed> term_double(Draw& draw) {
  Terms terms = draw.p.terms;
  terms.push_back(terms[index_in(draw, terms)]);
  return Changed{draw.p.text, text_of(terms)};
}

// A term that another one implies: a part of one that is wanted, or more than one that is not.
std::optional<Changed> term_absorb(Draw& draw) {
  Terms terms = draw.p.terms;
  Term term = terms[index_in(draw, terms)];
  if (!is_ascii(term.value)) return std::nullopt;
  if (term.role == Term::Role::Required) {
    if (term.value.size() < 2) return std::nullopt;
    term.value.erase(draw.choices.below(2) == 0 ? 0 : term.value.size() - 1, 1);
  } else {
    term.value.insert(draw.choices.below(2) == 0 ? 0 : term.value.size(), "b");
  }
  terms.push_back(std::move(term));
  return Changed{draw.p.text, text_of(terms)};
}

std::optional<Changed> term_ignored(Draw& draw) {
  Terms terms = draw.p.terms;
  if (only_optional(terms)) return std::nullopt;
  if (std::none_of(terms.begin(), terms.end(), is_optional)) {
    terms.insert(terms.begin(), {Term::Role::Optional, draw.q.terms.front().value});
  } else {
    std::erase_if(terms, is_optional);
  }
  return Changed{draw.p.text, text_of(terms)};
}

// One that counts less; but not the last that makes those with `?` ignored.
std::optional<Changed> term_drop(Draw& draw) {
  Terms terms = draw.p.terms;
  const bool optional = only_optional(terms);
  if (!optional) std::erase_if(terms, is_optional);
  if (terms.size() < 2) return std::nullopt;
  Terms fewer = terms;
  erase_at(fewer, index_in(draw, terms));
  if (optional) return Changed{text_of(fewer), draw.p.text, Bond::Weaker};
  return Changed{draw.p.text, text_of(fewer), Bond::Weaker};
}

std::optional<Changed> term_fresh(Draw& draw) {
  Terms terms = draw.p.terms;
  const bool optional = only_optional(terms);
  terms.push_back({optional ? Term::Role::Optional : Term::Role::Required, "fresh"});
  if (optional) return Changed{draw.p.text, text_of(terms), Bond::Weaker};
  return Changed{text_of(terms), draw.p.text, Bond::Weaker};
}

std::optional<Changed> term_or_not(Draw& draw) {
  Terms with = draw.p.terms;
  if (only_optional(with)) return std::nullopt;
  Terms without = with;
  with.push_back({Term::Role::Required, draw.q.terms.front().value});
  without.push_back({Term::Role::Forbidden, draw.q.terms.front().value});
  return Changed{text_of(with), text_of(without), Bond::Apart};
}

// One term, or some with `?`, is a regex that is found.
std::optional<Changed> term_as_regex(Draw& draw) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  Terms terms = draw.p.terms;
  if (!only_optional(terms)) {
    std::erase_if(terms, [](const Term& term) { return term.role != Term::Role::Required; });
    if (terms.empty()) return std::nullopt;
    terms.resize(1);
  }
  std::string regex;
  for (const Term& term : terms) {
    if (!is_ascii(term.value)) return std::nullopt;
    if (!regex.empty()) regex += "|";
    for (const char at : term.value) {
      const auto c = static_cast<unsigned char>(at);
      regex += std::string("\\x") + kHex[c >> 4] + kHex[c & 15];
    }
  }
  return Changed{text_of(terms), "%" + regex + "%"};
}

// ---- Fields -------------------------------------------------------------------------------------

std::string with_fields(const Pattern& pattern, Fields fields) {
  Pattern changed = pattern;
  changed.fields = std::move(fields);
  return format(changed);
}

std::optional<Changed> field_rename(Draw& draw) {
  Fields fields = *draw.p.fields;
  if (fields.fields.empty()) return std::nullopt;
  for (std::size_t i = 0; i < fields.fields.size(); ++i) {
    Field& field = fields.fields[i];
    field.name = "n" + std::to_string(i);
    if (field.condition) rename_all(*field.condition, field.name);
  }
  return Changed{draw.p.text, with_fields(draw.p, std::move(fields))};
}

// One field, with a condition or without.
std::optional<std::size_t> pick_field(Draw& draw, bool with_condition) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < draw.p.fields->fields.size(); ++i) {
    if (draw.p.fields->fields[i].condition.has_value() == with_condition) found.push_back(i);
  }
  if (found.empty()) return std::nullopt;
  return found[index_in(draw, found)];
}

std::optional<Changed> field_any_text(Draw& draw) {
  const auto at = pick_field(draw, false);
  if (!at) return std::nullopt;
  Fields fields = *draw.p.fields;
  Field& field = fields.fields[*at];
  if (field.name.empty()) field.name = "n";
  field.condition =
      Expression{Comparison{Selector{{Key{field.name}}}, Operator::Equal, Text{"*"}}, {}};
  return Changed{draw.p.text, with_fields(draw.p, std::move(fields))};
}

std::optional<Changed> field_drop_condition(Draw& draw) {
  const auto at = pick_field(draw, true);
  if (!at) return std::nullopt;
  Fields fields = *draw.p.fields;
  fields.fields[*at].condition.reset();
  return Changed{draw.p.text, with_fields(draw.p, std::move(fields)), Bond::Weaker};
}

std::optional<Changed> field_more_tokens(Draw& draw) {
  Fields fields = *draw.p.fields;
  if (!fields.before_ellipsis || fields.fields.empty()) return std::nullopt;
  const auto at = fields.fields.begin() + static_cast<std::ptrdiff_t>(*fields.before_ellipsis);
  fields.fields.insert(at, Field{});
  if (draw.choices.below(2) == 0) ++*fields.before_ellipsis;
  return Changed{with_fields(draw.p, std::move(fields)), draw.p.text, Bond::Weaker};
}

std::optional<Changed> field_or_not(Draw& draw) {
  const auto at = pick_field(draw, false);
  if (!at) return std::nullopt;
  Fields is = *draw.p.fields;
  if (is.fields[*at].name.empty()) is.fields[*at].name = "n";
  Fields is_not = is;
  const Selector selector{{Key{is.fields[*at].name}}};
  is.fields[*at].condition = Expression{Comparison{selector, Operator::Equal, Text{"a*"}}, {}};
  is_not.fields[*at].condition =
      Expression{Comparison{selector, Operator::NotEqual, Text{"a*"}}, {}};
  return Changed{with_fields(draw.p, std::move(is)), with_fields(draw.p, std::move(is_not)),
                 Bond::Apart};
}

// ---- Regexes ------------------------------------------------------------------------------------

using Alternatives = std::vector<std::string>;

Alternatives alternatives_of(const Pattern& pattern) {
  Alternatives parts{""};
  for (const char c : pattern.regex->source) {
    if (c == '|') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  // No generated regex has a `|` that is a character.
  return parts.size() == pattern.regex->alternatives.size() ? parts : Alternatives{};
}

std::string regex_of(const Alternatives& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "%" : "|") + part;
  return text + "%";
}

std::optional<Changed> regex_reorder(Draw& draw) {
  Alternatives parts = alternatives_of(draw.p);
  if (parts.size() < 2) return std::nullopt;
  rotate_some(draw, parts);
  return Changed{draw.p.text, regex_of(parts)};
}

std::optional<Changed> regex_double(Draw& draw) {
  Alternatives parts = alternatives_of(draw.p);
  if (parts.empty()) return std::nullopt;
  parts.push_back(parts[index_in(draw, parts)]);
  return Changed{draw.p.text, regex_of(parts)};
}

std::optional<Changed> regex_add(Draw& draw) {
  Alternatives parts = alternatives_of(draw.p);
  const Alternatives more = alternatives_of(draw.q);
  if (parts.empty() || more.empty()) return std::nullopt;
  parts.push_back(more[index_in(draw, more)]);
  return Changed{draw.p.text, regex_of(parts), Bond::Weaker};
}

std::optional<Changed> regex_drop(Draw& draw) {
  Alternatives parts = alternatives_of(draw.p);
  if (parts.size() < 2) return std::nullopt;
  erase_at(parts, index_in(draw, parts));
  return Changed{regex_of(parts), draw.p.text, Bond::Weaker};
}

std::optional<Changed> regex_loosen(Draw& draw) {
  Alternatives parts = alternatives_of(draw.p);
  if (parts.empty()) return std::nullopt;
  std::string& part = parts[index_in(draw, parts)];
  if (part.front() == '^' && part.size() > 1) {
    part.erase(0, 1);
  } else if (part.back() == '$' && part.size() > 1) {
    part.pop_back();
  } else {
    return std::nullopt;
  }
  return Changed{draw.p.text, regex_of(parts), Bond::Weaker};
}

// An alternative is also found where anything is before it.
std::optional<Changed> regex_pad(Draw& draw) {
  Alternatives parts = alternatives_of(draw.p);
  if (parts.empty()) return std::nullopt;
  std::string& part = parts[index_in(draw, parts)];
  if (part.front() == '^') return std::nullopt;
  part.insert(0, draw.choices.below(2) == 0 ? "^[\\s\\S]*" : "[\\s\\S]*");
  return Changed{draw.p.text, regex_of(parts)};
}

}  // namespace

const std::vector<Rule>& line_rules() {
  static const std::vector<Rule> kRules{
      {"term-reorder", "order does not count", Kind::Terms, term_reorder},
      {"term-double", "repetition does not count", Kind::Terms, term_double},
      {"term-absorb", "a part is in the line if the whole is", Kind::Terms, term_absorb},
      {"term-ignored", "beside others terms with ? do not count", Kind::Terms, term_ignored},
      {"term-drop", "fewer must, fewer must not, or fewer may", Kind::Terms, term_drop},
      {"term-fresh", "one more must, or one more may", Kind::Terms, term_fresh},
      {"term-or-not", "a term is in the line or not", Kind::Terms, term_or_not},
      {"term-as-regex", "both are searched for anywhere in the line", Kind::Terms, term_as_regex},
      {"field-rename", "names do not count", Kind::Space, field_rename},
      {"field-any-text", "a field is a text", Kind::Space, field_any_text},
      {"field-drop-condition", "all conditions must hold", Kind::Space, field_drop_condition},
      {"field-more-tokens", "beside ... one more token is wanted", Kind::Space, field_more_tokens},
      {"field-or-not", "a field is like a text or not", Kind::Space, field_or_not},
      {"regex-reorder", "alternatives commute", Kind::Regex, regex_reorder},
      {"regex-double", "an alternative or itself is itself", Kind::Regex, regex_double},
      {"regex-add", "one of more alternatives", Kind::Regex, regex_add},
      {"regex-drop", "one of fewer alternatives", Kind::Regex, regex_drop},
      {"regex-loosen", "an anchor asks for more", Kind::Regex, regex_loosen},
      {"regex-pad", "found anywhere is found after any text", Kind::Regex, regex_pad},
  };
  return kRules;
}

}  // namespace filtercheck::support
