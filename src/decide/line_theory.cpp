// Guesses first: all required texts in a row. Then lazily, as for values (value_search.hpp): a line
// that does as the active literals want, at first none; those that it fails become active, twice as
// many each time; until it fails none, or there is no line. What is active then is made minimal by
// leaving out one after the other.
#include "decide/line_theory.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "filtercheck/verdict.hpp"
#include "values/alphabet.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {

using values::Budget;
using values::ProductSearch;

namespace {

// Lengths of lines that are looked at one by one.
constexpr std::size_t kShort = 24;
constexpr std::size_t kAny = 1'000'000;

// Of texts of the same length the one comes first whose characters are less odd.
int oddity(char32_t c) {
  if (U'a' <= c && c <= U'z') return 0;
  if (U'0' <= c && c <= U'9') return 1;
  if (U'A' <= c && c <= U'Z') return 2;
  return 0x20 <= c && c < 0x7F ? 3 : 4;
}

// The characters that decide whether a line is JSON: any other one can be replaced by one like it,
// a control character, a digit, B to D, c and d, or anything else.
constexpr std::u32string_view kOfJson = U"\t\r \"+,-./0:AEFG[\\]{}abeflnrstu";

// One character for each block that the components and `apart` cannot tell apart, but no line
// break.
std::vector<char32_t> line_characters(const LineAtoms::Components& components,
                                      std::u32string_view apart = {}) {
  std::vector<char32_t> starts{U'\n', U'\n' + 1};
  for (const char32_t c : apart) {
    starts.push_back(c);
    starts.push_back(c + 1);
  }
  for (const auto& component : components) {
    const std::vector<char32_t> boundaries = component->boundaries();
    starts.insert(starts.end(), boundaries.begin(), boundaries.end());
  }
  std::vector<char32_t> characters;
  for (const values::Block block : values::blocks_of(std::move(starts))) {
    const char32_t c = values::readable_member(block);
    if (c != values::kNoCharacter && c != U'\n') characters.push_back(c);
  }
  std::stable_sort(characters.begin(), characters.end(),
                   [](char32_t a, char32_t b) { return oddity(a) < oddity(b); });
  return characters;
}

}  // namespace

// First with numbers with an exponent as if they could be anywhere.
LineTheory::Outcome LineTheory::search(const std::vector<LineLiteral>& literals,
                                       const Wanted& wanted) {
  if (atoms_.have_numbers(literals)) {
    const Outcome outcome = search(literals, wanted, values::ExponentsOfText::Anywhere);
    if (outcome != Outcome::Unknown) return outcome;
  }
  return search(literals, wanted, values::ExponentsOfText::Counted);
}

LineTheory::Outcome LineTheory::search(const std::vector<LineLiteral>& literals,
                                       const Wanted& wanted, values::ExponentsOfText exponents) {
  LineAtoms::Components components = atoms_.components(literals, exponents);
  if (components.empty()) {
    found_ = U"x";
    return Outcome::Found;
  }
  const std::vector<char32_t> characters = line_characters(components);
  // A search must leave something to the next one.
  const std::size_t most = (Budget::kLineWork - std::min(work_, Budget::kLineWork)) / 2;
  ProductSearch search(std::move(components), characters, Budget::kValueStates, most);
  bool refused = false;
  const auto is_line = [&](const std::u32string& line) {
    if (line.empty()) return false;
    if (!atoms_.hold(literals, line) || !wanted(line)) {
      refused = true;
      return false;
    }
    found_ = line;
    return true;
  };
  auto outcome = search.run(ProductSearch::Order::Promising, is_line);
  std::size_t work = search.work();
  // Of the lines that lead to the same states only one was looked at, and of the characters that
  // the literals do not tell apart only one was tried, which JSON may tell apart.
  if (refused && outcome != ProductSearch::Outcome::Found) {
    if (exponents == values::ExponentsOfText::Anywhere) return Outcome::Unknown;
    components = atoms_.components(literals, exponents);
    std::vector<char32_t> more = line_characters(components, kOfJson);
    std::stable_partition(more.begin(), more.end(), [&](char32_t c) {
      return std::find(characters.begin(), characters.end(), c) != characters.end();
    });
    ProductSearch each(std::move(components), std::move(more), Budget::kValueStates,
                       most - std::min(work, most));
    for (const std::size_t length : {kShort, kAny}) {
      outcome = each.enumerate(length, Budget::kLines, is_line);
      if (outcome == ProductSearch::Outcome::Found) break;
    }
    work += each.work();
  }
  work_ += work;
  all_work_ += work;
  switch (outcome) {
    case ProductSearch::Outcome::Found:
      return Outcome::Found;
    case ProductSearch::Outcome::None:
      return refused ? Outcome::Refused : Outcome::None;
    case ProductSearch::Outcome::Exceeded:
      break;
  }
  exceeded_ = refused ? "all lines that were looked at are JSON objects of the other pattern, or "
                        "have numbers with extreme exponents"
                      : "too many combined states of the conditions on a line";
  return Outcome::Unknown;
}

std::vector<std::u32string> LineTheory::guesses(const std::vector<LineLiteral>& literals) const {
  std::u32string joined;
  for (const LineLiteral& literal : literals) {
    const std::u32string* text = literal.required ? atoms_.contained(literal.atom) : nullptr;
    if (text == nullptr || joined.find(*text) != std::u32string::npos) continue;
    if (!joined.empty()) joined += U' ';
    joined += *text;
  }
  std::vector<std::u32string> lines;
  if (!joined.empty()) lines = {joined, U"x " + joined, joined + U" x"};
  if (at_least_ > 0) {
    lines.push_back(line_of_fields());
    if (!joined.empty()) {
      lines.push_back(line_of_fields(joined));
      lines.push_back(line_of_fields() + U" " + joined);
    }
  }
  return lines;
}

// A text that is surely there has one in it that must not be: the most common conflict.
std::optional<std::vector<LineLiteral>> LineTheory::conflict_of_texts(
    const std::vector<LineLiteral>& literals) const {
  for (const LineLiteral& forbidden : literals) {
    const std::u32string* text = forbidden.required ? nullptr : atoms_.contained(forbidden.atom);
    if (text == nullptr) continue;
    for (const LineLiteral& literal : literals) {
      if (!literal.required) continue;
      for (const std::u32string& sure : atoms_.sure_texts(literal.atom)) {
        if (sure.find(*text) != std::u32string::npos)
          return std::vector<LineLiteral>{literal, forbidden};
      }
    }
  }
  return std::nullopt;
}

// --- Fields --------------------------------------------------------------------------------------

LineTheory::Outcome LineTheory::search_field(FieldLiterals& field) {
  const auto is_right = [&](const std::u32string& text) {
    return std::all_of(field.literals.begin(), field.literals.end(), [&](const LineLiteral& one) {
      return atoms_.holds_of_field(one.atom, text) == one.required;
    });
  };
  for (std::u32string& text : atoms_.likely_texts(field.literals)) {
    if (text.find(U'\n') != std::u32string::npos || !is_right(text)) continue;
    field.text = std::move(text);
    return Outcome::Found;
  }
  LineAtoms::Components components = atoms_.field_components(field.literals);
  std::vector<char32_t> characters = line_characters(components);
  ProductSearch search(std::move(components), std::move(characters), Budget::kValueStates,
                       Budget::kLineWork / 4);
  const auto outcome = search.run(ProductSearch::Order::Promising, is_right);
  if (outcome == ProductSearch::Outcome::Found) {
    field.text = search.found();
    return Outcome::Found;
  }
  const bool none = outcome == ProductSearch::Outcome::None && !search.refused();
  return none ? Outcome::None : Outcome::Unknown;
}

std::vector<LineLiteral> LineTheory::smaller_conflict(FieldLiterals field) {
  for (std::size_t i = field.literals.size(); i-- > 0;) {
    FieldLiterals less = field;
    less.literals.erase(less.literals.begin() + static_cast<std::ptrdiff_t>(i));
    if (search_field(less) == Outcome::None) field.literals = std::move(less.literals);
  }
  return field.literals;
}

std::optional<std::vector<LineLiteral>> LineTheory::conflict_of_fields(
    const std::vector<LineLiteral>& literals) {
  fields_.clear();
  const LineLiteral* fewest = nullptr;  // that many at least
  const LineLiteral* most = nullptr;    // fewer than that
  const auto index = [&](const LineLiteral& literal) { return atoms_.place(literal.atom)->index; };
  const LineLiteral* last =
      nullptr;  // a field that is asked for, with the most before or behind it
  for (const LineLiteral& literal : literals) {
    if (!atoms_.place(literal.atom)) continue;
    if (!atoms_.asks_presence(literal.atom)) {
      fields_[*atoms_.place(literal.atom)].literals.push_back(literal);
      if (literal.required && (last == nullptr || index(literal) > index(*last))) last = &literal;
    } else if (literal.required) {
      if (fewest == nullptr || index(literal) > index(*fewest)) fewest = &literal;
    } else if (most == nullptr || index(literal) < index(*most)) {
      most = &literal;
    }
  }
  for (const LineLiteral* needs : {fewest, last}) {
    if (needs != nullptr && most != nullptr && index(*needs) >= index(*most))
      return std::vector<LineLiteral>{*needs, *most};
  }
  at_least_ = 0;
  for (const LineLiteral* needs : {fewest, last}) {
    if (needs != nullptr) at_least_ = std::max(at_least_, index(*needs) + 1);
  }
  for (auto& [place, field] : fields_) {
    const auto is_required = [](const LineLiteral& literal) { return literal.required; };
    const auto required = std::find_if(field.literals.begin(), field.literals.end(), is_required);
    const bool present = fewest != nullptr && place.index <= index(*fewest);
    if (required == field.literals.end() && !present) continue;
    // What says that there is such a field.
    const LineLiteral presence = present ? *fewest : *required;
    if (search_field(field) != Outcome::None) continue;
    std::vector<LineLiteral> core = smaller_conflict(field);
    if (std::none_of(core.begin(), core.end(), is_required)) core.push_back(presence);
    return core;
  }
  return std::nullopt;
}

// The fields with their texts, and others between them, in quotes or brackets where need be.
std::u32string LineTheory::line_of_fields(const std::u32string& other) const {
  std::vector<std::u32string> texts(static_cast<std::size_t>(at_least_), U"x");
  std::vector<bool> free(texts.size(), true);
  for (const auto& [place, field] : fields_) {
    if (!field.text) continue;
    const auto index = static_cast<std::size_t>(place.index);
    const bool from_end = place.kind == values::FieldPlace::Kind::FromEnd;
    const std::size_t at = from_end ? texts.size() - 1 - index : index;
    texts[at] = *field.text;
    free[at] = false;
  }
  const auto first = std::find(free.begin(), free.end(), true);
  if (first != free.end()) texts[static_cast<std::size_t>(first - free.begin())] = other;
  std::u32string line;
  for (const std::u32string& text : texts) {
    const bool plain = !text.empty() && text.find_first_of(U" \t\"[]") == std::u32string::npos;
    const bool bracket = text.find(U'"') != std::u32string::npos;
    if (!line.empty()) line += U' ';
    if (!plain) line += bracket ? U'[' : U'"';
    line += text;
    if (!plain) line += bracket ? U']' : U'"';
  }
  return line;
}

// --- Searching -----------------------------------------------------------------------------------

LineTheory::Answer LineTheory::find(const std::vector<LineLiteral>& literals,
                                    const Wanted& wanted) {
  work_ = 0;
  if (all_work_ > Budget::kAllLineWork)
    return {Answer::Kind::Unknown, {}, {}, "too many combined states of the conditions on lines"};
  if (auto core = conflict_of_texts(literals)) return {Answer::Kind::None, {}, *core, {}, true};
  if (auto core = conflict_of_fields(literals)) return {Answer::Kind::None, {}, *core, {}, true};
  for (std::u32string& line : guesses(literals)) {
    const bool is_line = line.find(U'\n') == std::u32string::npos;
    if (is_line && atoms_.hold(literals, line) && wanted(line))
      return {Answer::Kind::Found, std::move(line)};
  }
  std::vector<LineLiteral> active;
  for (std::size_t most = 1;; most *= 2) {
    const Outcome outcome = search(active, wanted);
    if (outcome == Outcome::Unknown) return {Answer::Kind::Unknown, {}, {}, exceeded_};
    if (outcome == Outcome::Refused) return {Answer::Kind::None, {}, active};
    if (outcome == Outcome::None)
      return {Answer::Kind::None, {}, core(std::move(active)), {}, true};
    std::vector<LineLiteral> failed;
    for (const LineLiteral& literal : literals) {
      if (failed.size() == most) break;
      if (atoms_.hold({literal}, found_)) continue;
      if (std::find(active.begin(), active.end(), literal) != active.end())
        throw InternalError("a line does not do what it was found for");
      failed.push_back(literal);
    }
    if (failed.empty()) return {Answer::Kind::Found, found_};
    active.insert(active.end(), failed.begin(), failed.end());
  }
}

std::vector<LineLiteral> LineTheory::core(std::vector<LineLiteral> literals) {
  const auto any = [](const std::u32string&) { return true; };
  for (std::size_t i = literals.size(); i-- > 0 && work_ < Budget::kLineWork;) {
    std::vector<LineLiteral> others = literals;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    if (search(others, any) == Outcome::None) literals = std::move(others);
  }
  return literals;
}

}  // namespace filtercheck::decide
