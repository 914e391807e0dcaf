#include "filtercheck/certificate.hpp"

#include <algorithm>
#include <concepts>
#include <functional>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "decide/clause_search.hpp"
#include "decide/facts.hpp"
#include "decide/question.hpp"

namespace filtercheck {

namespace {

using decide::ClauseSearch;
using decide::Space;
using Kind = ClauseSearch::Variable::Kind;
using PlaceId = Space::PlaceId;

constexpr const char* kShapeNames[] = {"missing", "null",   "true",    "false", "object",
                                       "array",   "string", "integer", "float", "infinite"};
static_assert(std::size(kShapeNames) == values::kShapes);

constexpr const char* name_of(ClauseSearch::Rule rule) {
  switch (rule) {
    case ClauseSearch::Rule::Goal:
      return "goal";
    case ClauseSearch::Rule::Root:
      return "root";
    case ClauseSearch::Rule::Assumption:
      return "assumption";
    case ClauseSearch::Rule::Definition:
      return "definition";
    case ClauseSearch::Rule::Parent:
      return "parent";
    case ClauseSearch::Rule::Some:
      return "some";
    case ClauseSearch::Rule::Place:
      return "place";
  }
  return "";
}

// ---- JSON, as text from the start: nlohmann-json's trees need memory to be destroyed, and abort
// the process where there is none.

std::string json_of(std::string_view text) { return nlohmann::json(text).dump(); }
std::string json_of(std::integral auto number) { return std::to_string(number); }

template <typename Items, typename JsonOf>
std::string list_json(const Items& items, JsonOf json_of_item) {
  std::string json = "[";
  for (const auto& item : items) {
    if (json.size() > 1) json += ',';
    json += json_of_item(item);
  }
  return json + ']';
}

// Of what is JSON already.
std::string list_json(std::initializer_list<std::string> items) {
  return list_json(items, [](const std::string& item) -> const std::string& { return item; });
}

using Member = std::pair<std::string_view, std::string>;  // the value is JSON

template <typename Members>
std::string object_json(const Members& members) {
  std::string json = "{";
  for (const auto& [name, value] : members) {
    if (json.size() > 1) json += ',';
    json += json_of(name) + ':' + value;
  }
  return json + '}';
}
std::string object_json(std::initializer_list<Member> members) {
  return object_json<std::initializer_list<Member>>(members);
}

std::string literal_json(const Literal& literal) {
  if (const auto* text = std::get_if<Text>(&literal)) {
    return object_json({{"text", json_of(text->value)}});
  }
  if (const auto* number = std::get_if<Number>(&literal)) {
    return object_json({{"number", json_of(number->source)}});
  }
  return object_json({{"regex", json_of(std::get<Regex>(literal).source)}});
}

// ---- A proof

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

// One proof as JSON, with only the variables that it needs, renumbered.
class ProofWriter {
 public:
  using TreeNames = std::map<const Space::Tree*, std::string>;

  ProofWriter(const Space& space, const ClauseSearch::Proof& proof, const TreeNames& names)
      : space_(space), proof_(proof), names_(names) {
    choose_variables();
  }

  // Adds it to what is claimed.
  void write(std::vector<Member>& claim) const {
    claim.emplace_back("variables", list_json(chosen_, [this](std::size_t v) {
                         return variable_json(proof_.variables[v]);
                       }));
    claim.emplace_back("clauses",
                       list_json(proof_.clauses, [this](const ClauseSearch::Clause& clause) {
                         return clause_json(clause);
                       }));
    claim.emplace_back(
        "steps", list_json(proof_.steps, [this](const decide::Refutation::Step& step) {
          return object_json(
              {{"is", literals_json(step.clause)},
               {"from", list_json(step.from, [](std::size_t id) { return json_of(id + 1); })}});
        }));
  }

 private:
  void choose_variables() {
    std::set<std::size_t> used;
    const auto use = [&](int literal) { used.insert(static_cast<std::size_t>(std::abs(literal))); };
    for (const ClauseSearch::Clause& clause : proof_.clauses) {
      for (const int literal : clause.literals) use(literal);
      if (clause.rule == ClauseSearch::Rule::Definition) use(clause.of);
    }
    for (const decide::Refutation::Step& step : proof_.steps) {
      for (const int literal : step.clause) use(literal);
    }
    // A path through a chosen child names the variable of it, and where its element stands depends
    // on which elements are named.
    std::set<Space::ExistsId> chosen;
    for (const std::size_t v : used) {
      if (const auto exists = chosen_above(proof_.variables[v])) chosen.insert(*exists);
    }
    for (std::size_t v = 1; v < proof_.variables.size(); ++v) {
      const ClauseSearch::Variable& variable = proof_.variables[v];
      if (variable.kind == Kind::Exists && chosen.contains(variable.at)) used.insert(v);
      if (variable.kind != Kind::Shape || variable.what != 0) continue;
      for (const Space::ExistsId exists : chosen) {
        if (is_prefix_element(variable.at, space_.exists(exists).base)) used.insert(v);
      }
    }
    chosen_.assign(used.begin(), used.end());
    std::stable_partition(chosen_.begin(), chosen_.end(), [this](std::size_t v) {
      return proof_.variables[v].kind == Kind::Exists;
    });
    number_.assign(proof_.variables.size(), 0);
    for (std::size_t i = 0; i < chosen_.size(); ++i) number_[chosen_[i]] = static_cast<int>(i) + 1;
    for (const std::size_t v : chosen_) {
      const ClauseSearch::Variable& variable = proof_.variables[v];
      if (variable.kind == Kind::Exists) of_exists_[variable.at] = number_[v];
    }
  }

  bool is_prefix_element(PlaceId at, PlaceId base) const {
    const std::vector<PlaceId>& elements = space_.place(base).elements;
    const auto prefix = static_cast<std::ptrdiff_t>(Space::named_prefix(space_.indices(base)));
    return std::find(elements.begin(), elements.begin() + prefix, at) != elements.begin() + prefix;
  }

  std::optional<Space::ExistsId> chosen_above(const ClauseSearch::Variable& variable) const {
    if (variable.kind == Kind::Node || variable.kind == Kind::Exists) return std::nullopt;
    for (PlaceId at = variable.at; at != Space::kRoot; at = space_.place(at).parent) {
      if (const auto* chosen = std::get_if<Space::Chosen>(&space_.place(at).step)) {
        return chosen->exists;
      }
    }
    return std::nullopt;
  }

  static std::string step_json(const Step& step) {
    if (const auto* index = std::get_if<Index>(&step)) return json_of(index->value);
    return json_of(std::get<Key>(step).name);
  }

  std::string path_json(PlaceId at) const {
    std::vector<std::string> steps;
    for (; at != Space::kRoot; at = space_.place(at).parent) {
      const Space::PlaceStep& step = space_.place(at).step;
      if (const auto* chosen = std::get_if<Space::Chosen>(&step)) {
        steps.push_back(object_json({{"child", json_of(of_exists_.at(chosen->exists))}}));
        break;
      }
      const auto* index = std::get_if<Index>(&step);
      steps.push_back(index != nullptr ? json_of(index->value) : json_of(std::get<Key>(step).name));
    }
    std::reverse(steps.begin(), steps.end());
    return list_json(steps, std::identity());
  }

  std::string test_json(Space::Asked asked) const {
    using Asked = Space::Asked::Kind;
    const auto compared = [&](const char* op) {
      const Literal& literal = *space_.test(asked.test).literal;
      return list_json({json_of(op), json_of(std::get<Number>(literal).source)});
    };
    switch (asked.kind) {
      case Asked::Equal:
        return list_json({json_of("="), literal_json(*space_.test(asked.test).literal)});
      case Asked::Less:
        return compared("<");
      case Asked::LessEqual:
        return compared("<=");
      case Asked::Greater:
        return compared(">");
      case Asked::GreaterEqual:
        return compared(">=");
      case Asked::True:
        return list_json({json_of("is"), json_of("true")});
      case Asked::False:
        return list_json({json_of("is"), json_of("false")});
      case Asked::Null:
        return list_json({json_of("is"), json_of("null")});
      case Asked::Present:
        return list_json({json_of("exists")});
      case Asked::NotEqual:
        break;
    }
    throw InternalError("a test that no child is asked for");
  }

  std::string variable_json(const ClauseSearch::Variable& variable) const {
    switch (variable.kind) {
      case Kind::Node:
        return list_json(
            {json_of("node"), json_of(names_.at(variable.tree)), json_of(variable.at)});
      case Kind::Shape:
        return list_json(
            {json_of("shape"), path_json(variable.at), json_of(kShapeNames[variable.what])});
      case Kind::Test: {
        const Space::Test& test = space_.test(variable.what);
        if (test.kind == Space::Test::Kind::Equal) {
          return list_json({json_of("equal"), path_json(variable.at), literal_json(*test.literal)});
        }
        return list_json({json_of(test.kind == Space::Test::Kind::Less ? "less" : "greater"),
                          path_json(variable.at), json_of(std::get<Number>(*test.literal).source)});
      }
      case Kind::Exists: {
        const Space::Exists& exists = space_.exists(variable.at);
        return list_json({json_of("exists"), path_json(exists.base),
                          list_json(exists.suffix, step_json), test_json(exists.asked)});
      }
      case Kind::Holds:
        return list_json({json_of("holds"), path_json(variable.at), test_json(variable.asked)});
    }
    return {};
  }

  std::string literals_json(const decide::SatClause& clause) const {
    return list_json(clause, [this](int literal) {
      const int number = number_[static_cast<std::size_t>(std::abs(literal))];
      return json_of(literal > 0 ? number : -number);
    });
  }

  // The states of regexes are written down; those of other tests are what a word leads to.
  bool has_other_than_regexes(const ClauseSearch::Clause& clause) const {
    return std::any_of(clause.literals.begin(), clause.literals.end(), [this](int literal) {
      const auto& variable = proof_.variables[static_cast<std::size_t>(std::abs(literal))];
      return variable.kind == Kind::Test &&
             !std::holds_alternative<Regex>(*space_.test(variable.what).literal);
    });
  }

  std::string clause_json(const ClauseSearch::Clause& clause) const {
    std::vector<Member> members{{"is", literals_json(clause.literals)},
                                {"by", json_of(name_of(clause.rule))}};
    if (clause.rule == ClauseSearch::Rule::Definition) {
      members.emplace_back("of", json_of(number_[static_cast<std::size_t>(clause.of)]));
    }
    if (clause.shape) {
      const bool has_words =
          *clause.shape != values::Shape::String || has_other_than_regexes(clause);
      const auto element_json = [&](const values::ClosureElement& element) {
        return object_json({{"word", json_of(has_words ? utf8(element.word) : "")},
                            {"regexes", list_json(element.regexes, state_json)}});
      };
      const std::string elements = list_json(clause.closure, element_json);
      const char* const shape = kShapeNames[static_cast<std::size_t>(*clause.shape)];
      members.emplace_back("proof", object_json({{shape, object_json({{"elements", elements}})}}));
    }
    return object_json(members);
  }

  static std::string state_json(
      const std::variant<std::int32_t, std::vector<std::int32_t>>& state) {
    if (const auto* position = std::get_if<std::int32_t>(&state)) return json_of(*position);
    return list_json(std::get<std::vector<std::int32_t>>(state),
                     [](std::int32_t position) { return json_of(position); });
  }

  const Space& space_;
  const ClauseSearch::Proof& proof_;
  const TreeNames& names_;
  std::vector<std::size_t> chosen_;  // the variables that are written, in order
  std::vector<int> number_;          // by variable; 0: not written
  std::map<Space::ExistsId, int> of_exists_;
};

class Certifier {
 public:
  Certifier(const std::vector<NamedPattern>& patterns, Domain domain)
      : patterns_(patterns), domain_(domain) {}

  // No value: there is no proof.
  std::optional<std::string> proved(const Claim& claim, Reading reading) const {
    std::vector<Member> members{{"true", names(claim.matched)},
                                {"false", names(claim.unmatched)},
                                {"reading", json_of(filtercheck::name_of(reading))}};
    for (const std::size_t i : claim.unmatched) {
      if (pattern(i).expression) continue;
      // The empty pattern matches all.
      members.emplace_back(
          "variables",
          list_json({list_json({json_of("node"), json_of(patterns_[i].name), json_of(0)})}));
      members.emplace_back("clauses",
                           R"([{"is":[-1],"by":"goal"},{"is":[1],"by":"definition","of":1}])");
      members.emplace_back("steps", R"([{"is":[],"from":[2,1]}])");
      return object_json(members);
    }
    // What hangs on no assumption should not name one.
    for (const bool assuming : {false, true}) {
      if (assuming && domain_ != Domain::CloudTrail) break;
      if (prove(claim, reading, assuming, members)) return object_json(members);
    }
    return std::nullopt;
  }

 private:
  const Pattern& pattern(std::size_t i) const { return *patterns_[i].pattern; }

  std::string names(const std::vector<std::size_t>& indices) const {
    return list_json(indices, [this](std::size_t i) { return json_of(patterns_[i].name); });
  }

  // Adds the proof to what is claimed, if there is one.
  bool prove(const Claim& claim, Reading reading, bool assuming,
             std::vector<Member>& members) const {
    Space space;
    std::map<std::size_t, Space::Tree> trees;
    for (const auto* indices : {&claim.matched, &claim.unmatched}) {
      for (const std::size_t i : *indices) {
        if (pattern(i).expression) trees[i] = space.add(*pattern(i).expression, reading);
      }
    }
    if (assuming) decide::name_places(decide::cloudtrail_facts(), space);
    if (!space.close()) return false;
    decide::Query query;
    ProofWriter::TreeNames names;
    for (const auto* indices : {&claim.matched, &claim.unmatched}) {
      for (const std::size_t i : *indices) {
        if (!pattern(i).expression) continue;
        query.goals.push_back({&trees.at(i), indices == &claim.unmatched});
        names[&trees.at(i)] = patterns_[i].name;
      }
    }
    if (assuming) {
      for (const decide::Fact& fact : decide::cloudtrail_facts()) {
        if (auto clause = decide::clause_of(fact, space)) query.facts.push_back(std::move(*clause));
      }
    }
    ClauseSearch search(space);
    const std::optional<ClauseSearch::Proof> proof = search.prove(query);
    if (!proof) return false;
    ProofWriter(space, *proof, names).write(members);
    return true;
  }

  const std::vector<NamedPattern>& patterns_;
  Domain domain_;
};

}  // namespace

std::vector<Claim> claims_of(Relation relation) {
  const Claim a_in_b{{0}, {1}};
  const Claim b_in_a{{1}, {0}};
  switch (relation) {
    case Relation::Equivalent:
      return {a_in_b, b_in_a};
    case Relation::Subset:
      return {a_in_b};
    case Relation::Superset:
      return {b_in_a};
    case Relation::Disjoint:
      return {{{0, 1}, {}}};
    case Relation::Overlapping:
    case Relation::Undecided:
      break;
  }
  return {};
}

CertificateAnswer certify(const std::vector<NamedPattern>& patterns,
                          const std::vector<Claim>& claims, const DecideOptions& options) {
  CertificateAnswer answer;
  std::vector<const Pattern*> all;
  std::vector<Member> texts;
  for (const NamedPattern& named : patterns) {
    all.push_back(named.pattern);
    texts.emplace_back(named.name, json_of(named.pattern->text));
  }
  const decide::Question question(all, options);
  if (!question.only_json()) {
    answer.caveats.push_back({codes::kNoCertificate, {}});
    return answer;
  }
  const char* const domain = options.domain == Domain::Lines  ? "lines"
                             : options.domain == Domain::Json ? "json"
                                                              : "cloudtrail";
  const Certifier certifier(patterns, options.domain);
  std::vector<std::string> proved;
  for (const Claim& claim : claims) {
    for (const Reading reading : question.readings()) {
      auto proof = certifier.proved(claim, reading);
      if (!proof) {
        answer.caveats.push_back({codes::kNoCertificate, {}});
        return answer;
      }
      proved.push_back(std::move(*proof));
    }
  }
  answer.json = object_json({{"certificate", json_of(1)},
                             {"patterns", object_json(texts)},
                             {"domain", json_of(domain)},
                             {"claims", list_json(proved, std::identity())}});
  return answer;
}

}  // namespace filtercheck
