#include "filtercheck/pattern.hpp"

#include <algorithm>

namespace filtercheck {

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::All:
      return "all";
    case Kind::Json:
      return "json";
    case Kind::Space:
      return "space";
    case Kind::Terms:
      return "terms";
    case Kind::Regex:
      return "regex";
  }
  return {};
}

bool is_about_lines(Kind kind) {
  return kind == Kind::Terms || kind == Kind::Space || kind == Kind::Regex;
}

std::string_view name_of(Operator op) {
  switch (op) {
    case Operator::Equal:
      return "=";
    case Operator::NotEqual:
      return "!=";
    case Operator::Less:
      return "<";
    case Operator::LessEqual:
      return "<=";
    case Operator::Greater:
      return ">";
    case Operator::GreaterEqual:
      return ">=";
  }
  return {};
}

std::string_view name_of(Constant constant) {
  switch (constant) {
    case Constant::True:
      return "TRUE";
    case Constant::False:
      return "FALSE";
    case Constant::Null:
      return "NULL";
  }
  return {};
}

std::string_view name_of(Reading reading) {
  return reading == Reading::Glob ? "glob" : "first-occurrence";
}

std::string_view name_of(Term::Role role) {
  switch (role) {
    case Term::Role::Required:
      return "required";
    case Term::Role::Forbidden:
      return "forbidden";
    case Term::Role::Optional:
      return "optional";
  }
  return {};
}

bool has_wildcard(const Selector& selector) {
  return std::any_of(selector.steps.begin(), selector.steps.end(),
                     [](const Step& step) { return std::holds_alternative<Wildcard>(step); });
}

bool And::operator==(const And&) const = default;
bool Or::operator==(const Or&) const = default;

}  // namespace filtercheck
