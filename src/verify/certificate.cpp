#include "verify/certificate.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/unicode.hpp"
#include "filtercheck/parse.hpp"
#include "verify/words.hpp"

namespace filtercheck::verify {

namespace {

using Json = nlohmann::json;

constexpr int kMostNesting = 16;  // a certificate has 11

// Before anything is built: how deep the brackets outside of strings go.
void check_nesting(std::string_view json) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMostNesting) throw Unreadable("it is nested too deep");
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
}

// The reading of JSON values of one type each.
const Json& member(const Json& object, const char* name) {
  const auto at = object.is_object() ? object.find(name) : object.end();
  if (at == object.end()) throw Unreadable("there is no \"" + std::string(name) + "\"");
  return *at;
}

const Json& array(const Json& json, const char* what) {
  if (!json.is_array()) throw Unreadable(std::string(what) + " is not an array");
  return json;
}

const std::string& text(const Json& json, const char* what) {
  if (!json.is_string()) throw Unreadable(std::string(what) + " is not a string");
  return json.get_ref<const std::string&>();
}

std::int64_t integer(const Json& json, std::int64_t least, std::int64_t most, const char* what) {
  const bool fits =
      json.is_number_integer() &&
      (!json.is_number_unsigned() ||
       json.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<std::int64_t>::max()});
  const std::int64_t value = fits ? json.get<std::int64_t>() : 0;
  if (!fits || value < least || value > most) {
    throw Unreadable(std::string(what) + " is not a number from " + std::to_string(least) + " to " +
                     std::to_string(most));
  }
  return value;
}

template <typename T>
T word_of(const Json& json, const std::map<std::string_view, T>& words, const char* what) {
  const auto at = words.find(text(json, what));
  if (at == words.end()) throw Unreadable(std::string(what) + " is none that is known");
  return at->second;
}

// read(item) for each item of a list; a refusal says which one.
void each(const Json& list, const char* what, const std::function<void(const Json&)>& read) {
  std::size_t number = 0;
  for (const Json& item : array(list, what)) {
    ++number;
    try {
      read(item);
    } catch (const Unreadable& refusal) {
      throw Unreadable(std::string(what) + " " + std::to_string(number) + ": " + refusal.what());
    }
  }
}

// ---- Patterns -----------------------------------------------------------------------------------

// Nesting is bounded by Limits::nesting.
std::size_t add_nodes(NamedPattern& named, const Expression& expression) {
  const std::size_t number = named.nodes.size();
  named.nodes.push_back(&expression);
  named.operands.emplace_back();
  const auto add_operands = [&](const std::vector<Expression>& operands) {
    for (const Expression& operand : operands) {
      const std::size_t child = add_nodes(named, operand);
      named.operands[number].push_back(child);
    }
  };
  if (const auto* all = std::get_if<And>(&expression.node)) add_operands(all->operands);
  if (const auto* any = std::get_if<Or>(&expression.node)) add_operands(any->operands);
  return number;
}

NamedPattern read_pattern(const std::string& name, const std::string& source) {
  const Result<Pattern> parsed = parse(source, Limits::beyond_aws());
  if (!parsed.ok()) {
    throw Unreadable("pattern " + in_quotes(base::decode_utf8(name)) + ": " +
                     message(parsed.diagnostics().front()));
  }
  if (parsed.value().kind != Kind::Json && parsed.value().kind != Kind::All) {
    throw Unreadable("pattern " + in_quotes(base::decode_utf8(name)) +
                     " is of a kind that nothing is proved of");
  }
  return {name, parsed.value(), {}, {}};
}

// The condition `$.x OP literal`, read as in a pattern; what is not exactly one literal is refused.
const Literal* only_literal(const Result<Pattern>& parsed) {
  if (!parsed.ok() || !parsed.value().expression) return nullptr;
  const auto* comparison = std::get_if<Comparison>(&parsed.value().expression->node);
  return comparison == nullptr ? nullptr : &comparison->literal;
}

Number read_number(const std::string& source) {
  const Result<Pattern> parsed = parse("{ $.x = " + source + " }", Limits::beyond_aws());
  const Literal* literal = only_literal(parsed);
  const auto* number = literal == nullptr ? nullptr : std::get_if<Number>(literal);
  if (number == nullptr || number->source != source) throw Unreadable("it is not a number literal");
  return *number;
}

Regex read_regex(const std::string& source) {
  const Result<Pattern> parsed = parse("{ $.x = %" + source + "% }", Limits::beyond_aws());
  const Literal* literal = only_literal(parsed);
  const auto* regex = literal == nullptr ? nullptr : std::get_if<Regex>(literal);
  if (regex == nullptr || regex->source != source) throw Unreadable("it is not a regex");
  return *regex;
}

// ---- One claim ----------------------------------------------------------------------------------

// The words are not of namespace scope, where they would need memory before main() can answer that
// there is none.
const std::map<std::string_view, Shape>& shape_words() {
  static const std::map<std::string_view, Shape> words{
      {"missing", Shape::Missing},  {"null", Shape::Null},       {"true", Shape::True},
      {"false", Shape::False},      {"object", Shape::Object},   {"array", Shape::Array},
      {"string", Shape::String},    {"integer", Shape::Integer}, {"float", Shape::Float},
      {"infinite", Shape::Infinite}};
  return words;
}

const std::map<std::string_view, Rule>& rule_words() {
  static const std::map<std::string_view, Rule> words{
      {"goal", Rule::Goal},     {"root", Rule::Root},
      {"some", Rule::Some},     {"assumption", Rule::Assumption},
      {"parent", Rule::Parent}, {"definition", Rule::Definition},
      {"place", Rule::Place}};
  return words;
}

class ClaimReader {
 public:
  explicit ClaimReader(const std::vector<NamedPattern>& patterns) : patterns_(patterns) {}

  Claim read(const Json& json) {
    claim_.of_true = read_names(member(json, "true"));
    claim_.of_false = read_names(member(json, "false"));
    claim_.reading = word_of<Reading>(
        member(json, "reading"),
        {{"glob", Reading::Glob}, {"first-occurrence", Reading::FirstOccurrence}}, "the reading");
    each(member(json, "variables"), "variable",
         [&](const Json& item) { claim_.variables.push_back(read_variable(item)); });
    each(member(json, "clauses"), "clause",
         [&](const Json& item) { claim_.clauses.push_back(read_clause(item)); });
    each(member(json, "steps"), "step",
         [&](const Json& item) { claim_.steps.push_back(read_step(item)); });
    return std::move(claim_);
  }

 private:
  std::size_t read_name(const Json& json) const {
    const std::string& name = text(json, "a pattern's name");
    const auto at = std::lower_bound(patterns_.begin(), patterns_.end(), name,
                                     [](const NamedPattern& pattern, const std::string& sought) {
                                       return pattern.name < sought;
                                     });
    if (at == patterns_.end() || at->name != name) throw Unreadable("there is no such pattern");
    return static_cast<std::size_t>(at - patterns_.begin());
  }

  std::vector<std::size_t> read_names(const Json& json) const {
    std::vector<std::size_t> names;
    each(json, "name", [&](const Json& item) { names.push_back(read_name(item)); });
    return names;
  }

  // Of an earlier `exists` variable, so that no child is chosen by way of itself.
  Chosen read_chosen(const Json& json) const {
    const auto number = static_cast<std::size_t>(
        integer(member(json, "child"), 1, count(claim_.variables), "the child's variable"));
    if (claim_.variables[number - 1].kind != VariableKind::Exists) {
      throw Unreadable("a child is chosen for an `exists` variable only");
    }
    return {number - 1};
  }

  static PathStep read_step_of_path(const Json& json) {
    if (json.is_string()) return json.get_ref<const std::string&>();
    return static_cast<std::int32_t>(
        integer(json, 0, std::numeric_limits<std::int32_t>::max(), "a step of a path"));
  }

  PathId read_path(const Json& json) {
    PathId path = kRoot;
    bool is_first = true;
    for (const Json& item : array(json, "a path")) {
      if (is_first && item.is_object()) {
        const Chosen chosen = read_chosen(item);
        path = claim_.paths.add(claim_.variables[chosen.variable].path, chosen);
      } else {
        path = claim_.paths.add(path, read_step_of_path(item));
      }
      is_first = false;
    }
    return path;
  }

  static Literal read_literal(const Json& json) {
    if (!json.is_object() || json.size() != 1) throw Unreadable("it is not a literal");
    const std::string& value = text(*json.begin(), "a literal");
    if (json.contains("text")) return Text{value};
    if (json.contains("number")) return read_number(value);
    if (json.contains("regex")) return read_regex(value);
    throw Unreadable("it is not a literal");
  }

  static Test read_test(const Json& json) {
    const std::size_t size = array(json, "a test").size();
    if (size != 1 && size != 2) throw Unreadable("it is not a test");
    const std::string& word = text(json[0], "a test's word");
    if (size == 1) {
      if (word != "exists") throw Unreadable("it is not a test");
      return {TestKind::Exists, {}};
    }
    if (word == "=") return {TestKind::Equal, read_literal(json[1])};
    if (word == "is") {
      return {TestKind::Is,
              {},
              word_of<Constant>(
                  json[1],
                  {{"true", Constant::True}, {"false", Constant::False}, {"null", Constant::Null}},
                  "the constant")};
    }
    return {word_of<TestKind>(json[0],
                              {{"<", TestKind::Less},
                               {"<=", TestKind::LessEqual},
                               {">", TestKind::Greater},
                               {">=", TestKind::GreaterEqual}},
                              "a test"),
            read_number(text(json[1], "a number"))};
  }

  Variable read_variable(const Json& json) {
    const std::size_t size = array(json, "a variable").size();
    if (size < 3 || size > 4) throw Unreadable("it is not a variable");
    const auto kind = word_of<VariableKind>(json[0],
                                            {{"node", VariableKind::Node},
                                             {"shape", VariableKind::Shape},
                                             {"equal", VariableKind::Equal},
                                             {"less", VariableKind::Less},
                                             {"greater", VariableKind::Greater},
                                             {"holds", VariableKind::Holds},
                                             {"exists", VariableKind::Exists}},
                                            "a variable");
    if ((size == 4) != (kind == VariableKind::Exists)) throw Unreadable("it is not a variable");
    Variable variable{kind};
    if (kind == VariableKind::Node) {
      variable.pattern = read_name(json[1]);
      const std::size_t nodes = std::max<std::size_t>(patterns_[variable.pattern].nodes.size(), 1);
      variable.node = static_cast<std::size_t>(
          integer(json[2], 0, static_cast<std::int64_t>(nodes) - 1, "the sub-expression"));
      return variable;
    }
    variable.path = read_path(json[1]);
    switch (kind) {
      case VariableKind::Node:
        break;
      case VariableKind::Shape:
        variable.shape = word_of(json[2], shape_words(), "the shape");
        break;
      case VariableKind::Equal:
        variable.test = {TestKind::Equal, read_literal(json[2])};
        break;
      case VariableKind::Less:
        variable.test = {TestKind::Less, read_number(text(json[2], "a number"))};
        break;
      case VariableKind::Greater:
        variable.test = {TestKind::Greater, read_number(text(json[2], "a number"))};
        break;
      case VariableKind::Holds:
        variable.test = read_test(json[2]);
        break;
      case VariableKind::Exists:
        each(json[2], "step",
             [&](const Json& item) { variable.suffix.push_back(read_step_of_path(item)); });
        variable.test = read_test(json[3]);
        break;
    }
    return variable;
  }

  std::vector<ClauseLiteral> read_literals(const Json& json) const {
    std::vector<ClauseLiteral> literals;
    const std::int64_t most = count(claim_.variables);
    for (const Json& item : array(json, "\"is\"")) {
      const std::int64_t literal = integer(item, -most, most, "a literal");
      if (literal == 0) throw Unreadable("0 is no literal");
      literals.push_back(static_cast<ClauseLiteral>(literal));
    }
    return literals;
  }

  static ElementPositions read_positions(const Json& json) {
    const auto read = [](const Json& item) {
      return integer(item, -1, std::numeric_limits<std::int32_t>::max(), "a position");
    };
    if (!json.is_array()) return {false, {read(json)}};
    ElementPositions list{true, {}};
    for (const Json& item : json) list.positions.push_back(read(item));
    std::sort(list.positions.begin(), list.positions.end());
    return list;
  }

  static std::vector<Element> read_closure(const Json& json) {
    std::vector<Element> elements;
    each(member(json, "elements"), "element", [&](const Json& item) {
      Element element{base::decode_utf8(text(member(item, "word"), "the word")), {}};
      if (item.contains("regexes")) {
        each(item["regexes"], "regex",
             [&](const Json& regex) { element.regexes.push_back(read_positions(regex)); });
      }
      elements.push_back(std::move(element));
    });
    return elements;
  }

  Clause read_clause(const Json& json) const {
    Clause clause;
    clause.literals = read_literals(member(json, "is"));
    clause.by = word_of(member(json, "by"), rule_words(), "the rule");
    if (clause.by == Rule::Definition) {
      clause.of = static_cast<std::size_t>(
          integer(member(json, "of"), 1, count(claim_.variables), "\"of\"") - 1);
    }
    if (clause.by == Rule::Place && json.contains("proof")) {
      const Json& proof = json["proof"];
      if (!proof.is_object()) throw Unreadable("the proof is not an object");
      if (proof.contains("string")) clause.string = read_closure(proof["string"]);
      if (proof.contains("integer")) clause.integer = read_closure(proof["integer"]);
      if (proof.contains("float")) clause.floating = read_closure(proof["float"]);
    }
    return clause;
  }

  Step read_step(const Json& json) const {
    Step step;
    step.literals = read_literals(member(json, "is"));
    const std::int64_t before = count(claim_.clauses) + count(claim_.steps);
    for (const Json& item : array(member(json, "from"), "\"from\"")) {
      step.from.push_back(static_cast<std::size_t>(integer(item, 1, before, "a clause")));
    }
    return step;
  }

  template <typename T>
  static std::int64_t count(const std::vector<T>& list) {
    constexpr std::size_t kMost = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int64_t>(std::min(list.size(), kMost));
  }

  const std::vector<NamedPattern>& patterns_;
  Claim claim_;
};

}  // namespace

std::string_view name_of(Shape shape) {
  for (const auto& [word, value] : shape_words()) {
    if (value == shape) return word;
  }
  return {};
}

std::string_view name_of(Rule rule) {
  for (const auto& [word, value] : rule_words()) {
    if (value == rule) return word;
  }
  return {};
}

std::size_t size_of(const Literal& literal) {
  if (const auto* text = std::get_if<Text>(&literal)) return text->value.size();
  if (const auto* number = std::get_if<Number>(&literal)) return number->source.size();
  return std::get<Regex>(literal).source.size();
}

Certificate read_certificate(std::string_view source) {
  if (source.size() > kMostBytes) throw Unreadable("it is longer than 256 MB");
  check_nesting(source);
  const Json json = Json::parse(source, nullptr, false);
  if (json.is_discarded()) throw Unreadable("it is not JSON");
  if (member(json, "certificate") != 1) throw Unreadable("it is not a certificate of version 1");
  Certificate certificate;
  const Json& patterns = member(json, "patterns");
  if (!patterns.is_object()) throw Unreadable("\"patterns\" is not an object");
  for (const auto& [name, pattern] : patterns.items()) {
    certificate.patterns.push_back(read_pattern(name, text(pattern, "a pattern")));
  }
  // The nodes point into the patterns, which stay where they are from here on.
  for (NamedPattern& named : certificate.patterns) {
    if (named.pattern.expression) add_nodes(named, *named.pattern.expression);
  }
  certificate.domain = word_of<Domain>(
      member(json, "domain"),
      {{"json", Domain::Json}, {"cloudtrail", Domain::CloudTrail}, {"lines", Domain::Lines}},
      "the domain");
  each(member(json, "claims"), "claim", [&](const Json& item) {
    certificate.claims.push_back(ClaimReader(certificate.patterns).read(item));
  });
  if (certificate.claims.empty()) throw Unreadable("it claims nothing");
  return certificate;
}

}  // namespace filtercheck::verify
