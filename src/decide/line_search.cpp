#include "decide/line_search.hpp"

#include <algorithm>
#include <cctype>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "decide/assignment.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {

namespace {

using values::Budget;

constexpr const char* kCompact =
    "a record is one line, with no blanks between its tokens, no key twice in an object, and "
    "printable ASCII not escaped,";

// Wherever the text is, with its last letter or digit as an escape. That is one only in strings;
// who asks tries the line.
void escape_one(std::string& line, const std::string& text) {
  static constexpr const char* kHex = "0123456789abcdef";
  const auto is_plain = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  const auto letter = std::find_if(text.rbegin(), text.rend(), is_plain);
  if (letter == text.rend()) return;
  const auto before = static_cast<std::size_t>(text.rend() - letter) - 1;
  const auto code = static_cast<unsigned char>(*letter);
  const std::string escape = std::string("\\u00") + kHex[code / 16] + kHex[code % 16];
  for (std::size_t at = line.find(text); at != std::string::npos;
       at = line.find(text, at + before + escape.size())) {
    line.replace(at + before, 1, escape);
  }
}

// An object with one more member.
std::string with_member(std::string event, const std::u32string& text) {
  std::string key = "x";
  while (event.find('"' + key + "\":") != std::string::npos) key += 'x';
  const std::string member = '"' + key + "\":" + base::json_string(text);
  return event.insert(event.size() - 1, (event.size() > 2 ? "," : "") + member);
}

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

}  // namespace

LineSearch::LineSearch(const std::vector<const Pattern*>& patterns,
                       const std::vector<Reading>& readings, Domain domain)
    : domain_(domain) {
  for (const Pattern* pattern : patterns) {
    if (!pattern->expression) continue;
    for (const Reading reading : readings) {
      auto& tree = trees_[{pattern, reading}];
      if (!tree) tree = std::make_unique<Space::Tree>(space_->add(*pattern->expression, reading));
    }
  }
  // A line shows all that is in it, so a fact counts even where no pattern names the place.
  if (domain == Domain::CloudTrail) {
    for (const Fact& fact : cloudtrail_facts()) space_->place_at(fact.selector);
  }
  too_many_places_ = !space_->close();
  if (too_many_places_) return;
  if (domain == Domain::CloudTrail) {
    for (const Fact& fact : cloudtrail_facts()) facts_.push_back(*clause_of(fact, *space_));
  }
  classes_ = std::make_unique<ClassSearch>(*space_);
  atoms_ = std::make_unique<LineAtoms>(classes_->formulas(), classes_->variables());
  of_json_ = {{Writing::Any, Formulas::kAlways}, {Writing::Compact, Formulas::kAlways}};
}

LineSearch::Answer LineSearch::unknown(const std::string& exceeded) {
  return {Answer::Kind::Unknown, {}, {}, {{codes::kBudget, {exceeded}}}};
}

// No proposal is left; `exceeded`: why some were passed over.
LineSearch::Answer LineSearch::without_model(const Budget& budget, const std::string& exceeded) {
  if (!budget.ok()) return unknown(budget.exceeded);
  return exceeded.empty() ? Answer{Answer::Kind::None} : unknown(exceeded);
}

LineSearch::Answer LineSearch::find(std::span<const Goal> goals, const Meets& meets) {
  if (too_many_places_) {
    return unknown("over " + std::to_string(Budget::kPlaces) + " places, or one over " +
                   std::to_string(Budget::kDepth) + " steps deep");
  }
  bool any_json = false;
  bool must_be_json = domain_ != Domain::Lines;
  for (const Goal& goal : goals) {
    if (goal.pattern->kind == Kind::All && goal.negated) return {Answer::Kind::None};
    any_json = any_json || goal.pattern->kind == Kind::Json;
    must_be_json = must_be_json || (goal.pattern->kind == Kind::Json && !goal.negated);
  }
  Answer any{Answer::Kind::None};
  if (!must_be_json) {
    any = find_any(goals, meets);
    if (any.kind == Answer::Kind::Event || !any_json) return any;
  }
  Granted granted;
  for (std::size_t i = 0; i < facts_.size(); ++i) granted.facts.push_back(i);
  if (domain_ == Domain::CloudTrail) granted.writing = Writing::Compact;
  Answer json = find_json(goals, granted, meets);
  if (json.kind != Answer::Kind::None) return json;
  if (any.kind == Answer::Kind::Unknown) return any;
  // What the answer hangs on: what cannot be left out, one after the other.
  const auto is_needless = [&](const Granted& less) {
    return find_json(goals, less, meets).kind == Answer::Kind::None;
  };
  if (granted.writing == Writing::Compact) {
    Granted less = granted;
    less.writing = Writing::Any;
    if (is_needless(less)) granted = less;
  }
  for (std::size_t i = granted.facts.size(); i-- > 0;) {
    Granted less = granted;
    less.facts.erase(less.facts.begin() + static_cast<std::ptrdiff_t>(i));
    if (is_needless(less)) granted = std::move(less);
  }
  json.facts = granted.facts;
  if (granted.writing == Writing::Compact)
    json.caveats.push_back({codes::kCloudTrailAssumption, {kCompact}});
  return json;
}

// --- Proposals -----------------------------------------------------------------------------------

Formulas::Id LineSearch::formula_of_lines(std::span<const Goal> goals) {
  std::vector<Formulas::Id> all;
  for (const Goal& goal : goals) {
    if (goal.pattern->kind == Kind::Json || goal.pattern->kind == Kind::All) continue;
    all.push_back(atoms_->formula(*goal.pattern, goal.reading, goal.negated));
  }
  return classes_->formulas().all_of(std::move(all));
}

LineSearch::Proposal LineSearch::proposal(const Formulas::Model& model) const {
  std::map<Formulas::Variable, ClassSet> sets;
  for (const auto& [variable, classes] : model) {
    const auto [entry, fresh] = sets.try_emplace(variable, classes);
    if (!fresh) entry->second &= classes;
  }
  Proposal proposal;
  const auto places = static_cast<Formulas::Variable>(space_->places().size());
  for (const auto& [variable, classes] : sets) {
    if (variable < places) {
      if (!classes.full()) proposal.places.push_back({variable, classes});
    } else if (variable < classes_->variables()) {
      if (!classes.contains(1)) proposal.denied.push_back(variable - places);
    } else if (const auto literal = atoms_->literal(variable, classes)) {
      proposal.literals.push_back(*literal);
    }
  }
  return proposal;
}

Formulas::Id LineSearch::not_all(const Proposal& proposal) {
  Formulas& formulas = classes_->formulas();
  std::vector<Formulas::Id> operands{atoms_->not_all(proposal.literals)};
  for (const JsonGrammar::Asked& asked : proposal.places)
    operands.push_back(formulas.atom(asked.place, asked.classes.complement()));
  for (const Space::ExistsId id : proposal.denied) {
    ClassSet shown(2);
    shown.insert(1);
    operands.push_back(formulas.atom(classes_->variable_of(id), shown));
  }
  return formulas.any_of(std::move(operands));
}

// --- Any line ------------------------------------------------------------------------------------

LineSearch::Answer LineSearch::find_any(std::span<const Goal> goals, const Meets& meets) {
  Formulas& formulas = classes_->formulas();
  Formulas::Id question = formulas.all_of({formula_of_lines(goals), of_lines_});
  if (atoms_->too_large()) return unknown("a regex has too many steps");
  LineTheory theory(*atoms_);
  std::vector<Goal> of_json;
  std::copy_if(goals.begin(), goals.end(), std::back_inserter(of_json),
               [](const Goal& goal) { return goal.pattern->kind == Kind::Json; });
  const auto wanted = [&](const std::u32string& line) { return meets(of_json, utf8(line)); };
  std::string exceeded;
  std::size_t blocked = 0;
  for (std::size_t round = 0; round < Budget::kRounds; ++round) {
    Budget budget;
    const std::optional<Formulas::Model> model = formulas.satisfy(question, budget);
    if (!model) return without_model(budget, exceeded);
    const Proposal proposed = proposal(*model);
    const LineTheory::Answer answer = theory.find(proposed.literals, wanted);
    switch (answer.kind) {
      case LineTheory::Answer::Kind::Found:
        return {Answer::Kind::Event, utf8(answer.line)};
      case LineTheory::Answer::Kind::None:
        if (answer.whatever_wanted)
          of_lines_ = formulas.all_of({of_lines_, atoms_->not_all(answer.core)});
        question = formulas.all_of({question, atoms_->not_all(answer.core)});
        break;
      case LineTheory::Answer::Kind::Unknown:
        exceeded = answer.exceeded;
        if (++blocked > Budget::kBlocked) return unknown(exceeded);
        question = formulas.all_of({question, atoms_->not_all(proposed.literals)});
        break;
    }
  }
  return unknown("more than " + std::to_string(Budget::kRounds) + " rounds");
}

// --- Lines that are JSON objects -----------------------------------------------------------------

LineSearch::Answer LineSearch::find_json(std::span<const Goal> goals, const Granted& granted,
                                         const Meets& meets) {
  if (!classes_->exceeded().empty()) return unknown(classes_->exceeded());
  Query query;
  for (const Goal& goal : goals) {
    if (goal.pattern->kind == Kind::Json)
      query.goals.push_back({trees_.at({goal.pattern, goal.reading}).get(), goal.negated});
  }
  for (const std::size_t fact : granted.facts) query.facts.push_back(facts_[fact]);
  Formulas& formulas = classes_->formulas();
  Formulas::Id question =
      formulas.all_of({classes_->question(query), formula_of_lines(goals), of_lines_,
                       of_json_[Writing::Any], of_json_[granted.writing]});
  LineTheory theory(*atoms_);
  json_steps_ = 0;
  if (atoms_->too_large()) return unknown("a regex has too many steps");
  const auto is_right = [&](const std::string& line) { return meets(goals, line); };
  std::string exceeded;
  for (std::size_t blocked = 0; blocked < Budget::kBlocked;) {
    Budget budget;
    const std::optional<Formulas::Model> model = formulas.satisfy(question, budget);
    if (!model) return without_model(budget, exceeded);
    const Proposal proposed = proposal(*model);
    const Solution natural = classes_->solution(
        question, *model, static_cast<std::size_t>(classes_->variables()) + atoms_->size());
    const std::string event = event_of(*space_, natural.values);
    if (auto line = natural_line(event, proposed, granted.writing, is_right)) {
      Answer answer{Answer::Kind::Event, std::move(*line)};
      if (!natural.doubtful.empty())
        answer.caveats = {{codes::kFloatText, {natural.doubtful.front()}}};
      return answer;
    }
    // What no line has at all, or none in braces, is found out more easily than that no JSON line
    // has.
    std::vector<LineLiteral> in_braces = proposed.literals;
    in_braces.push_back(atoms_->in_braces());
    const auto any_line = [](const std::u32string&) { return true; };
    LineTheory::Answer answer = theory.find(in_braces, any_line);
    if (answer.kind == LineTheory::Answer::Kind::None) {
      const bool needs_braces = std::erase(answer.core, in_braces.back()) > 0;
      Formulas::Id& known = needs_braces ? of_json_[Writing::Any] : of_lines_;
      known = formulas.all_of({known, atoms_->not_all(answer.core)});
      question = formulas.all_of({question, known});
      continue;
    }
    // The first field begins with what stands before it in the object, the others may be as they
    // are.
    const std::u32string fields = theory.line_of_fields();
    if (!fields.empty()) {
      std::string line = with_member(event, fields + U" x");
      if (is_right(line)) return {Answer::Kind::Event, std::move(line)};
    }
    if (auto line = json_line(proposed, granted.writing, is_right))
      return {Answer::Kind::Event, std::move(*line)};
    wide_line_.clear();
    if (const std::optional<Proposal> core = this->core(proposed, granted.writing)) {
      Formulas::Id& known = of_json_[granted.writing];
      known = formulas.all_of({known, not_all(*core)});
      question = formulas.all_of({question, known});
      continue;
    }
    // Without facts it was searched for with all that was asked.
    if (granted.facts.empty() && !wide_line_.empty() && is_right(utf8(wide_line_)))
      return {Answer::Kind::Event, utf8(wide_line_)};
    ++blocked;
    exceeded =
        "how the values of a JSON object can be written so that a line has what the other "
        "pattern asks";
    question = formulas.all_of({question, not_all(proposed)});
  }
  return unknown(exceeded);
}

// The event of a JSON pattern alone may do; or it does with the texts that are asked for in one
// more member, or with a letter escaped of each text that must not be there.
std::optional<std::string> LineSearch::natural_line(const std::string& event,
                                                    const Proposal& proposal, Writing writing,
                                                    const IsRight& is_right) const {
  if (is_right(event)) return event;
  std::u32string joined;
  std::vector<std::string> forbidden;
  for (const LineLiteral& literal : proposal.literals) {
    const std::u32string* text = atoms_->contained(literal.atom);
    if (text == nullptr) continue;
    if (!literal.required) {
      forbidden.push_back(utf8(*text));
    } else if (joined.find(*text) == std::u32string::npos) {
      if (!joined.empty()) joined += U' ';
      joined += *text;
    }
  }
  std::string longer = event;
  if (!joined.empty()) {
    longer = with_member(event, joined);
    if (is_right(longer)) return longer;
  }
  if (writing == Writing::Compact || forbidden.empty()) return std::nullopt;
  for (const std::string& text : forbidden) escape_one(longer, text);
  if (is_right(longer)) return longer;
  return std::nullopt;
}

// Of the literals only those are followed that some line did not fulfil: a line is searched for
// with none of them, then with those that it fails too, and so on.
LineSearch::Sought LineSearch::seek(Proposal& proposal, JsonGrammar::Width width, Writing writing) {
  const std::vector<LineLiteral> all = std::exchange(proposal.literals, {});
  for (std::size_t most = 1;; most *= 2) {
    JsonGrammar grammar(*space_, *classes_, proposal.places, proposal.denied, width, writing);
    if (!grammar.ok() || json_steps_ >= Budget::kJsonSteps) return {JsonLines::Outcome::Exceeded};
    JsonLines lines(grammar,
                    atoms_->components(proposal.literals, values::ExponentsOfText::Anywhere));
    const JsonLines::Outcome outcome = lines.find(Budget::kJsonSteps - json_steps_);
    json_steps_ += lines.steps();
    if (outcome != JsonLines::Outcome::Found) return {outcome};
    const std::u32string line = lines.line();
    const std::size_t before = proposal.literals.size();
    bool fulfilled = true;
    for (const LineLiteral& literal : all) {
      if (proposal.literals.size() == before + most) break;
      if (atoms_->hold({literal}, line)) continue;
      fulfilled = false;
      auto& followed = proposal.literals;
      if (std::find(followed.begin(), followed.end(), literal) == followed.end())
        followed.push_back(literal);
    }
    if (fulfilled) return {JsonLines::Outcome::Found, line};
    // Only numbers with extreme exponents are accepted by mistake.
    if (proposal.literals.size() == before) return {JsonLines::Outcome::Exceeded};
  }
}

std::optional<std::string> LineSearch::json_line(Proposal proposal, Writing writing,
                                                 const IsRight& is_right) {
  const Sought found = seek(proposal, JsonGrammar::Width::Narrow, writing);
  if (found.outcome != JsonLines::Outcome::Found) return std::nullopt;
  std::string line = utf8(found.line);
  if (!is_right(line))
    throw InternalError("a line was made that does not do as it should: " + line);
  return line;
}

// If so, only the literals that are needed are left. Otherwise a line that was found may do all the
// same.
bool LineSearch::is_refuted(Proposal& proposal, Writing writing) {
  Proposal tried = proposal;
  Sought sought = seek(tried, JsonGrammar::Width::Wide, writing);
  if (sought.outcome == JsonLines::Outcome::Found) wide_line_ = std::move(sought.line);
  if (sought.outcome != JsonLines::Outcome::None) return false;
  proposal = std::move(tried);
  return true;
}

// A place of which only is asked what a fact grants.
bool LineSearch::is_fact_alone(const JsonGrammar::Asked& asked) const {
  return std::any_of(facts_.begin(), facts_.end(), [&](const Space::Clause& fact) {
    if (fact.front().place != asked.place) return false;
    const std::vector<ValueClass>& classes = classes_->classes(asked.place);
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if (fact.front().shapes.contains(classes[i].shape) != asked.classes.contains(i)) return false;
    }
    return true;
  });
}

std::optional<LineSearch::Proposal> LineSearch::core(const Proposal& proposal, Writing writing) {
  Proposal without_facts{{}, proposal.literals, proposal.denied};
  std::vector<JsonGrammar::Asked> facts;
  for (const JsonGrammar::Asked& asked : proposal.places)
    (is_fact_alone(asked) ? facts : without_facts.places).push_back(asked);
  if (is_refuted(without_facts, writing)) return minimal(std::move(without_facts), writing);
  for (const JsonGrammar::Asked& fact : facts) {
    Proposal with_one = without_facts;
    with_one.places.push_back(fact);
    if (is_refuted(with_one, writing)) return minimal(std::move(with_one), writing);
  }
  Proposal with_all = proposal;
  if (facts.size() > 1 && is_refuted(with_all, writing))
    return minimal(std::move(with_all), writing);
  return std::nullopt;
}

LineSearch::Proposal LineSearch::minimal(Proposal proposal, Writing writing) {
  const auto reduce = [&](auto part) {
    for (std::size_t i = (proposal.*part).size(); i-- > 0;) {
      Proposal less = proposal;
      (less.*part).erase((less.*part).begin() + static_cast<std::ptrdiff_t>(i));
      if (is_refuted(less, writing)) proposal = std::move(less);
    }
  };
  reduce(&Proposal::places);
  reduce(&Proposal::denied);
  reduce(&Proposal::literals);
  return proposal;
}

}  // namespace filtercheck::decide
