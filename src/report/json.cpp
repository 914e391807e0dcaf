#include "report/json.hpp"

#include <type_traits>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "filtercheck/evaluate.hpp"

namespace filtercheck::report {

namespace {

// Text that may hold any bytes, for a JSON string.
Json text_json(std::string_view text) { return Json(std::string(text)); }

Json selector_json(const Selector& selector) {
  Json steps = Json::array();
  for (const Step& step : selector.steps) {
    std::visit(
        [&](const auto& s) {
          using S = std::decay_t<decltype(s)>;
          if constexpr (std::is_same_v<S, Key>) {
            steps.push_back({{"key", s.name}});
          } else if constexpr (std::is_same_v<S, Index>) {
            steps.push_back({{"index", s.value}});
          } else {
            steps.push_back({{"wildcard", true}});
          }
        },
        step);
  }
  return steps;
}

Json literal_json(const Literal& literal) {
  if (const auto* text = std::get_if<Text>(&literal))
    return {{"type", "text"}, {"value", text->value}};
  if (const auto* number = std::get_if<Number>(&literal)) {
    return {{"type", "number"}, {"source", number->source}};
  }
  return {{"type", "regex"}, {"source", std::get<Regex>(literal).source}};
}

Json node_json(const Comparison& comparison) {
  return {{"type", "comparison"},
          {"selector", selector_json(comparison.selector)},
          {"operator", name_of(comparison.op)},
          {"literal", literal_json(comparison.literal)}};
}
Json node_json(const Is& is) {
  return {
      {"type", "is"}, {"selector", selector_json(is.selector)}, {"constant", name_of(is.constant)}};
}
Json node_json(const NotExists& absent) {
  return {{"type", "not-exists"}, {"selector", selector_json(absent.selector)}};
}
Json junction_json(const char* type, const std::vector<Expression>& operands) {
  Json list = Json::array();
  for (const Expression& operand : operands) list.push_back(json_of(operand));
  return {{"type", type}, {"operands", std::move(list)}};
}
Json node_json(const And& conjunction) { return junction_json("and", conjunction.operands); }
Json node_json(const Or& disjunction) { return junction_json("or", disjunction.operands); }

Json fields_json(const Fields& fields) {
  Json list = Json::array();
  const auto add_ellipsis_at = [&](std::size_t at) {
    if (fields.before_ellipsis == at) list.push_back({{"type", "ellipsis"}});
  };
  for (std::size_t i = 0; i < fields.fields.size(); ++i) {
    add_ellipsis_at(i);
    const Field& field = fields.fields[i];
    list.push_back({{"type", "field"},
                    {"name", field.name.empty() ? Json(nullptr) : Json(field.name)},
                    {"condition", field.condition ? json_of(*field.condition) : Json(nullptr)}});
  }
  add_ellipsis_at(fields.fields.size());
  return {{"type", "fields"}, {"fields", std::move(list)}};
}

Json terms_json(const std::vector<Term>& terms) {
  Json list = Json::array();
  for (const Term& term : terms) {
    list.push_back({{"role", name_of(term.role)}, {"value", term.value}});
  }
  return {{"type", "terms"}, {"terms", std::move(list)}};
}

Json tree_json(const Pattern& pattern) {
  switch (pattern.kind) {
    case Kind::All:
      break;
    case Kind::Json:
      return json_of(*pattern.expression);
    case Kind::Space:
      return fields_json(*pattern.fields);
    case Kind::Terms:
      return terms_json(pattern.terms);
    case Kind::Regex:
      return literal_json(*pattern.regex);
  }
  return {{"type", "all"}};
}

Json values_json(const Values& values) {
  if (values.any) return {{"any", true}};
  if (!values.not_in.empty()) return {{"not_in", values.not_in}};
  Json json = Json::object();
  if (!values.like.empty()) json["like"] = values.like;
  if (!values.in.empty() || values.like.empty()) json["in"] = values.in;
  return json;
}

Json related_json(const Related& related) {
  return {{"relation", name_of(related.relation)},
          {"only_a", or_null(related.only_a)},
          {"only_b", or_null(related.only_b)},
          {"both", or_null(related.both)}};
}

Json checked_json(const std::vector<Requirement>& requirements, const Checked& checked) {
  Json list = Json::array();
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const Requirement& requirement = requirements[i];
    const RequirementAnswer& answer = checked.requirements[i];
    Json row{{"eventSource", or_null(requirement.event_source)},
             {"eventName", or_null(requirement.event_name)}};
    if (!requirement.event_name) {
      row["label"] = requirement.label;
      row["pattern"] = requirement.events.text;
    }
    row["coverage"] = name_of(answer.coverage);
    row["missed"] = or_null(answer.missed);
    row["when"] = or_null(answer.when);
    list.push_back(std::move(row));
  }
  return {{"verdict", name_of(checked.verdict)},
          {"requirements", std::move(list)},
          {"exact", checked.exact},
          {"extra", or_null(checked.extra)}};
}

}  // namespace

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json json_of(const std::vector<Caveat>& caveats) {
  Json list = Json::array();
  for (const Caveat& caveat : caveats) {
    list.push_back({{"code", caveat.code}, {"message", message(caveat)}});
  }
  return list;
}

Json json_of(const std::vector<Diagnostic>& diagnostics) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    list.push_back({{"code", diagnostic.code},
                    {"message", message(diagnostic)},
                    {"begin", diagnostic.span.begin},
                    {"end", diagnostic.span.end},
                    {"aws", or_null(aws_answer(diagnostic))},
                    {"hint", or_null(hint(diagnostic))}});
  }
  return list;
}

Json json_of(const Expression& expression) {
  Json json = std::visit([](const auto& node) { return node_json(node); }, expression.node);
  json["begin"] = expression.span.begin;
  json["end"] = expression.span.end;
  return json;
}

Json invalid_answer(std::string_view text, const std::vector<Diagnostic>& diagnostics) {
  return {{"schema", 1},
          {"pattern", text_json(text)},
          {"kind", name_of(kind_of(text))},
          {"valid", false},
          {"diagnostics", json_of(diagnostics)}};
}

Json parse_answer(std::string_view text, const Result<Pattern>& parsed) {
  if (!parsed.ok()) return invalid_answer(text, parsed.diagnostics());
  const Pattern& pattern = parsed.value();
  Json json{{"schema", 1}, {"pattern", text_json(text)}, {"kind", name_of(pattern.kind)}};
  json["valid"] = true;
  json["ast"] = tree_json(pattern);
  json["caveats"] = json_of(pattern.caveats);
  return json;
}

Json format_answer(const Pattern& pattern) {
  return {{"schema", 1}, {"pattern", pattern.text}, {"text", format(pattern)}};
}

Json normalize_answer(const Pattern& pattern) {
  Json clauses = Json::array();
  const auto add = [&clauses](const Values& source, const Values& name, Json when) {
    clauses.push_back({{"eventSource", values_json(source)},
                       {"eventName", values_json(name)},
                       {"when", std::move(when)}});
  };
  NormalForm form = filtercheck::normalize(pattern);
  if (is_about_lines(pattern.kind)) {
    Values any;
    any.any = true;
    add(any, any, form.text);
  }
  for (const Clause& clause : form.clauses) {
    Json when = nullptr;
    if (clause.when) {
      Pattern alone;
      alone.kind = Kind::Json;
      alone.expression = *clause.when;
      when = format(alone);
    }
    add(clause.event_source, clause.event_name, std::move(when));
  }
  return {{"schema", 1},
          {"pattern", pattern.text},
          {"clauses", std::move(clauses)},
          {"text", std::move(form.text)}};
}

Json compare_answer(const Pattern& a, const Pattern& b, const CompareAnswer& answer) {
  Json json{{"schema", 1}, {"a", a.text}, {"b", b.text}};
  json.update(related_json(answer));
  json["caveats"] = json_of(answer.caveats);
  for (const CompareAnswer::UnderReading& reading : answer.readings) {
    json["readings"][std::string(name_of(reading.reading))] = related_json(reading);
  }
  return json;
}

Json simplify_answer(const Pattern& pattern, const Simplified& simplified) {
  const std::string& text = simplified.pattern.text;
  Json steps = Json::array();
  for (const std::string& step : simplified.steps) steps.push_back({{"message", step}});
  return {{"schema", 1},
          {"pattern", pattern.text},
          {"text", text},
          {"changed", text != pattern.text},
          {"saved", base::count_code_points(pattern.text) - base::count_code_points(text)},
          {"steps", std::move(steps)},
          {"caveats", json_of(simplified.caveats)}};
}

Json check_answer(const Pattern& pattern, const std::string& control,
                  const std::vector<Requirement>& requirements, const CheckAnswer& answer) {
  Json json{{"schema", 1}, {"pattern", pattern.text}, {"control", control}};
  json.update(checked_json(requirements, answer));
  json["caveats"] = json_of(answer.caveats);
  for (const CheckAnswer::UnderReading& reading : answer.readings) {
    json["readings"][std::string(name_of(reading.reading))] = checked_json(requirements, reading);
  }
  return json;
}

Json match_answer(bool matches, const std::vector<Caveat>& caveats) {
  return {{"schema", 1}, {"matches", matches}, {"caveats", json_of(caveats)}};
}

}  // namespace filtercheck::report
