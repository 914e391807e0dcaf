#include "support/vector_file.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

namespace filtercheck::support {

namespace {

using Json = nlohmann::ordered_json;  // what is extracted has an order

[[noreturn]] void fault(const std::string& what) { throw BadVectorFile(what); }

const Json& member(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) fault(std::string("no member `").append(name).append("`"));
  return *found;
}

void only_members(const Json& object, const std::set<std::string>& known) {
  if (!object.is_object()) fault("an object is expected: " + object.dump());
  for (const auto& [name, value] : object.items()) {
    if (!known.contains(name)) fault("unknown member `" + name + "`");
  }
}

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

// The member `name`, or the bytes of `name-hex`.
std::string text_of(const Json& object, const std::string& name) {
  const auto hex = object.find(name + "-hex");
  if (hex != object.end()) return bytes_of(hex->get<std::string>());
  return member(object, name.c_str()).get<std::string>();
}

template <typename Enum, std::size_t Size>
Enum named(const std::string& name, const std::array<Enum, Size>& values) {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](Enum value) { return name_of(value) == name; });
  if (found == values.end()) fault("unknown value `" + name + "`");
  return *found;
}

void read(const Json& json, bool& out) { out = json.get<bool>(); }
void read(const Json& json, Relation& out) {
  out = named(json.get<std::string>(),
              std::array{Relation::Equivalent, Relation::Subset, Relation::Superset,
                         Relation::Overlapping, Relation::Disjoint, Relation::Undecided});
}
void read(const Json& json, CheckVerdict& out) {
  out = named(json.get<std::string>(),
              std::array{CheckVerdict::Covered, CheckVerdict::NotCovered, CheckVerdict::Undecided});
}

template <typename T>
PerReading<T> per_reading(const Json& json) {
  PerReading<T> out;
  if (json.is_object()) {
    only_members(json, {"glob", "first-occurrence"});
    read(member(json, "glob"), out.glob);
    read(member(json, "first-occurrence"), out.first_occurrence);
    if (!out.differs()) fault("the same is expected under both readings: " + json.dump());
  } else {
    read(json, out.glob);
    out.first_occurrence = out.glob;
  }
  return out;
}

template <typename T>
void read_optional(const Json& object, const char* name, std::optional<T>& out) {
  if (object.contains(name)) out = object.at(name).get<T>();
}

Domain domain_of(const Json& object, Domain otherwise) {
  const auto found = object.find("domain");
  if (found == object.end()) return otherwise;
  if (*found == "lines") return Domain::Lines;
  if (*found == "json") return Domain::Json;
  if (*found == "cloudtrail") return Domain::CloudTrail;
  fault("unknown domain " + found->dump());
}

ExpectedDiagnostic read_diagnostic(const Json& json) {
  only_members(json, {"code", "begin", "end"});
  return {member(json, "code").get<std::string>(),
          {member(json, "begin").get<std::size_t>(), member(json, "end").get<std::size_t>()}};
}

ExpectedMatch read_match(const Json& json) {
  ExpectedMatch match{text_of(json, "event"), per_reading<bool>(member(json, "matches")), {}};
  if (!json.contains("extracted")) return match;
  match.extracted.emplace();
  for (const auto& [name, value] : json.at("extracted").items()) {
    match.extracted->push_back({name, value.get<std::string>()});
  }
  return match;
}

std::vector<ExpectedMatch> read_matches(const Json& json) {
  std::vector<ExpectedMatch> matches;
  if (json.contains("matches")) matches.push_back(read_match(json));
  if (!json.contains("events")) return matches;
  for (const Json& event : json.at("events")) {
    only_members(event, {"event", "event-hex", "matches", "extracted"});
    matches.push_back(read_match(event));
  }
  return matches;
}

ExpectedRelation read_relation(const Json& json) {
  only_members(json, {"b", "relation", "domain", "caveats"});
  ExpectedRelation out{member(json, "b").get<std::string>(),
                       per_reading<Relation>(member(json, "relation")),
                       domain_of(json, Domain::Lines),
                       {}};
  read_optional(json, "caveats", out.caveats);
  return out;
}

ExpectedCheck read_check(const Json& json) {
  only_members(json, {"control", "verdict", "missed", "exact", "domain", "caveats"});
  ExpectedCheck out;
  out.control = member(json, "control").get<std::string>();
  out.verdict = per_reading<CheckVerdict>(member(json, "verdict"));
  out.missed = member(json, "missed").get<std::vector<std::string>>();
  out.domain = domain_of(json, Domain::CloudTrail);
  read_optional(json, "exact", out.exact);
  read_optional(json, "caveats", out.caveats);
  return out;
}

void check_skips(const VectorCase& vector) {
  static const std::set<std::string> kPhases{"parse",     "format",  "evaluate",
                                             "normalize", "compare", "check"};
  for (const auto& [phase, reason] : vector.skip) {
    if (!kPhases.contains(phase)) fault("unknown phase `" + phase + "`");
    if (reason.empty()) fault("`" + phase + "` is skipped without a reason");
  }
}

VectorCase read_case(const Json& json) {
  only_members(
      json, {"id",     "origin",    "pattern",     "pattern-hex", "limits", "valid",     "kind",
             "aws",    "caveats",   "diagnostics", "format",      "event",  "event-hex", "matches",
             "events", "normalize", "clauses",     "compare",     "check",  "skip"});
  VectorCase out;
  out.id = member(json, "id").get<std::string>();
  out.origin = member(json, "origin").get<std::string>();
  out.pattern = text_of(json, "pattern");
  if (json.contains("limits")) {
    if (json.at("limits") != "beyond-aws") fault("unknown limits");
    out.beyond_aws_limits = true;
  }
  read_optional(json, "valid", out.valid);
  read_optional(json, "kind", out.kind);
  if (json.contains("diagnostics")) {
    out.diagnostics.emplace();
    for (const Json& diagnostic : json.at("diagnostics"))
      out.diagnostics->push_back(read_diagnostic(diagnostic));
  }
  if (json.contains("aws")) {
    out.aws.emplace();
    if (!json.at("aws").is_null()) *out.aws = json.at("aws").get<std::string>();
  }
  read_optional(json, "caveats", out.caveats);
  read_optional(json, "format", out.format);
  out.events = read_matches(json);
  read_optional(json, "normalize", out.normalize);
  if (json.contains("clauses")) out.clauses = json.at("clauses").dump();
  if (json.contains("compare")) {
    for (const Json& relation : json.at("compare")) out.compare.push_back(read_relation(relation));
  }
  if (json.contains("check")) out.check = read_check(json.at("check"));
  if (json.contains("skip")) json.at("skip").get_to(out.skip);
  check_skips(out);
  return out;
}

std::string id_of(const Json& json) {
  const bool named = json.is_object() && json.contains("id") && json.at("id").is_string();
  return named ? json.at("id").get<std::string>() : "a case without id";
}

Json parsed_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw BadVectorFile(file.string() + ": cannot be read");
  try {
    return Json::parse(in);
  } catch (const Json::exception& e) {
    throw BadVectorFile(file.string() + ": " + e.what());
  }
}

}  // namespace

std::vector<VectorCase> read_vector_file(const std::filesystem::path& file) {
  const Json json = parsed_file(file);
  std::string where = file.string();
  std::vector<VectorCase> cases;
  try {
    only_members(json, {"schema", "about", "cases"});
    if (member(json, "schema") != 1) fault("schema 1 is expected");
    for (const Json& one : member(json, "cases")) {
      where = file.string() + ": " + id_of(one);
      cases.push_back(read_case(one));
    }
  } catch (const std::exception& e) {
    throw BadVectorFile(where + ": " + e.what());
  }
  return cases;
}

std::vector<VectorCase> read_vector_folder(const std::filesystem::path& folder) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.insert(entry.path());
  }
  std::vector<VectorCase> cases;
  std::set<std::string> ids;
  for (const std::filesystem::path& file : files) {
    for (VectorCase& one : read_vector_file(file)) {
      if (!ids.insert(one.id).second) {
        throw BadVectorFile(file.string() + ": " + one.id + ": this id occurs twice");
      }
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

}  // namespace filtercheck::support
