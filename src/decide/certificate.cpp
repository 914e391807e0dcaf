#include "filtercheck/certificate.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "decide/clause_search.hpp"
#include "decide/facts.hpp"
#include "decide/question.hpp"

namespace filtercheck {

namespace {

using Json = nlohmann::ordered_json;
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

Json literal_json(const Literal& literal) {
  if (const auto* text = std::get_if<Text>(&literal)) return {{"text", text->value}};
  if (const auto* number = std::get_if<Number>(&literal)) return {{"number", number->source}};
  return {{"regex", std::get<Regex>(literal).source}};
}

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

  void write(Json& claim) const {
    Json& variables = claim["variables"] = Json::array();
    for (const std::size_t v : chosen_) variables.push_back(variable_json(proof_.variables[v]));
    Json& clauses = claim["clauses"] = Json::array();
    for (const ClauseSearch::Clause& clause : proof_.clauses)
      clauses.push_back(clause_json(clause));
    Json& steps = claim["steps"] = Json::array();
    for (const decide::Refutation::Step& step : proof_.steps) {
      Json from = Json::array();
      for (const std::size_t id : step.from) from.push_back(id + 1);
      steps.push_back({{"is", literals_json(step.clause)}, {"from", std::move(from)}});
    }
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

  static Json step_json(const Step& step) {
    if (const auto* index = std::get_if<Index>(&step)) return index->value;
    return std::get<Key>(step).name;
  }

  Json path_json(PlaceId at) const {
    std::vector<Json> steps;
    for (; at != Space::kRoot; at = space_.place(at).parent) {
      const Space::PlaceStep& step = space_.place(at).step;
      if (const auto* chosen = std::get_if<Space::Chosen>(&step)) {
        steps.push_back({{"child", of_exists_.at(chosen->exists)}});
        break;
      }
      const auto* index = std::get_if<Index>(&step);
      steps.push_back(index != nullptr ? Json(index->value) : Json(std::get<Key>(step).name));
    }
    return Json(std::vector<Json>(steps.rbegin(), steps.rend()));
  }

  Json test_json(Space::Asked asked) const {
    using Asked = Space::Asked::Kind;
    const auto compared = [&](const char* op) -> Json {
      const Literal& literal = *space_.test(asked.test).literal;
      return {op, std::get<Number>(literal).source};
    };
    switch (asked.kind) {
      case Asked::Equal:
        return {"=", literal_json(*space_.test(asked.test).literal)};
      case Asked::Less:
        return compared("<");
      case Asked::LessEqual:
        return compared("<=");
      case Asked::Greater:
        return compared(">");
      case Asked::GreaterEqual:
        return compared(">=");
      case Asked::True:
        return {"is", "true"};
      case Asked::False:
        return {"is", "false"};
      case Asked::Null:
        return {"is", "null"};
      case Asked::Present:
        return Json::array({"exists"});
      case Asked::NotEqual:
        break;
    }
    throw InternalError("a test that no child is asked for");
  }

  Json variable_json(const ClauseSearch::Variable& variable) const {
    switch (variable.kind) {
      case Kind::Node:
        return {"node", names_.at(variable.tree), variable.at};
      case Kind::Shape:
        return {"shape", path_json(variable.at), kShapeNames[variable.what]};
      case Kind::Test: {
        const Space::Test& test = space_.test(variable.what);
        if (test.kind == Space::Test::Kind::Equal) {
          return {"equal", path_json(variable.at), literal_json(*test.literal)};
        }
        return {test.kind == Space::Test::Kind::Less ? "less" : "greater", path_json(variable.at),
                std::get<Number>(*test.literal).source};
      }
      case Kind::Exists: {
        const Space::Exists& exists = space_.exists(variable.at);
        Json suffix = Json::array();
        for (const Step& step : exists.suffix) suffix.push_back(step_json(step));
        return {"exists", path_json(exists.base), std::move(suffix), test_json(exists.asked)};
      }
      case Kind::Holds:
        return {"holds", path_json(variable.at), test_json(variable.asked)};
    }
    return {};
  }

  Json literals_json(const decide::SatClause& clause) const {
    Json literals = Json::array();
    for (const int literal : clause) {
      const int number = number_[static_cast<std::size_t>(std::abs(literal))];
      literals.push_back(literal > 0 ? number : -number);
    }
    return literals;
  }

  // The states of regexes are written down; those of other tests are what a word leads to.
  bool has_other_than_regexes(const ClauseSearch::Clause& clause) const {
    return std::any_of(clause.literals.begin(), clause.literals.end(), [this](int literal) {
      const auto& variable = proof_.variables[static_cast<std::size_t>(std::abs(literal))];
      return variable.kind == Kind::Test &&
             !std::holds_alternative<Regex>(*space_.test(variable.what).literal);
    });
  }

  Json clause_json(const ClauseSearch::Clause& clause) const {
    Json json{{"is", literals_json(clause.literals)}, {"by", name_of(clause.rule)}};
    if (clause.rule == ClauseSearch::Rule::Definition) {
      json["of"] = number_[static_cast<std::size_t>(clause.of)];
    }
    if (!clause.shape) return json;
    Json elements = Json::array();
    const bool has_words = *clause.shape != values::Shape::String || has_other_than_regexes(clause);
    for (const values::ClosureElement& element : clause.closure) {
      Json regexes = Json::array();
      for (const auto& state : element.regexes) {
        std::visit([&](const auto& positions) { regexes.push_back(positions); }, state);
      }
      const std::string word = has_words ? utf8(element.word) : "";
      elements.push_back({{"word", word}, {"regexes", std::move(regexes)}});
    }
    const char* const shape = kShapeNames[static_cast<std::size_t>(*clause.shape)];
    json["proof"] = {{shape, {{"elements", std::move(elements)}}}};
    return json;
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

  // Null: there is no proof.
  Json proved(const Claim& claim, Reading reading) const {
    Json json{{"true", names(claim.matched)}, {"false", names(claim.unmatched)}};
    json["reading"] = filtercheck::name_of(reading);
    for (const std::size_t i : claim.unmatched) {
      if (pattern(i).expression) continue;
      // The empty pattern matches all.
      json["variables"] = {{"node", patterns_[i].name, 0}};
      json["clauses"] = {{{"is", {-1}}, {"by", "goal"}},
                         {{"is", {1}}, {"by", "definition"}, {"of", 1}}};
      json["steps"] = {{{"is", Json::array()}, {"from", {2, 1}}}};
      return json;
    }
    // What hangs on no assumption should not name one.
    for (const bool assuming : {false, true}) {
      if (assuming && domain_ != Domain::CloudTrail) break;
      if (prove(claim, reading, assuming, json)) return json;
    }
    return nullptr;
  }

 private:
  const Pattern& pattern(std::size_t i) const { return *patterns_[i].pattern; }

  Json names(const std::vector<std::size_t>& indices) const {
    Json all = Json::array();
    for (const std::size_t i : indices) all.push_back(patterns_[i].name);
    return all;
  }

  bool prove(const Claim& claim, Reading reading, bool assuming, Json& json) const {
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
    ProofWriter(space, *proof, names).write(json);
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
  Json texts = Json::object();
  for (const NamedPattern& named : patterns) {
    all.push_back(named.pattern);
    texts[named.name] = named.pattern->text;
  }
  const decide::Question question(all, options);
  if (!question.only_json()) {
    answer.caveats.push_back({codes::kNoCertificate, {}});
    return answer;
  }
  const char* const domain = options.domain == Domain::Lines  ? "lines"
                             : options.domain == Domain::Json ? "json"
                                                              : "cloudtrail";
  Json json{{"certificate", 1}, {"patterns", std::move(texts)}, {"domain", domain}};
  Json& proved = json["claims"] = Json::array();
  const Certifier certifier(patterns, options.domain);
  for (const Claim& claim : claims) {
    for (const Reading reading : question.readings()) {
      proved.push_back(certifier.proved(claim, reading));
      if (!proved.back().is_null()) continue;
      answer.caveats.push_back({codes::kNoCertificate, {}});
      return answer;
    }
  }
  answer.json = json.dump();
  return answer;
}

}  // namespace filtercheck
