// Two layouts of one tree. The roomy one is the one that CIS prints: a space inside the braces and
// around operators, each condition of a formula in parentheses. The tight one leaves out whatever
// it can, so that no pattern within AWS's limit is printed beyond it. Quotes stand only where they
// are needed.
#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <vector>

#include "base/unicode.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck {

namespace {

bool is_name(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return c >= 0 && (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-');
  });
}

// The shape of a number literal, whatever follows from it (grammar::number).
bool is_number_shaped(std::string_view word) {
  const auto digits = [&word] {
    std::size_t n = 0;
    while (n < word.size() && std::isdigit(static_cast<unsigned char>(word[n]))) ++n;
    word.remove_prefix(n);
    return n;
  };
  if (!word.empty() && (word.front() == '+' || word.front() == '-')) word.remove_prefix(1);
  const std::size_t whole = digits();
  std::size_t fraction = 0;
  if (!word.empty() && word.front() == '.') {
    word.remove_prefix(1);
    fraction = digits();
  }
  if (whole + fraction == 0) return false;
  if (!word.empty() && (word.front() == 'e' || word.front() == 'E')) {
    word.remove_prefix(1);
    if (!word.empty() && (word.front() == '+' || word.front() == '-')) word.remove_prefix(1);
    if (digits() == 0) return false;
  }
  return word.empty();
}

bool is_word(std::string_view word, std::string_view upper) {
  return std::equal(word.begin(), word.end(), upper.begin(), upper.end(), [](char a, char b) {
    return std::toupper(static_cast<unsigned char>(a)) == b;
  });
}

// Whether text may be printed without quotes: of the characters that AWS documents or that are
// recorded (OQ-7), and not to be taken for something else.
bool is_plain_word(std::string_view text) {
  return !text.empty() && !is_number_shaped(text) && !is_word(text, "NULL") &&
         !is_word(text, "TRUE") && !is_word(text, "FALSE") &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return c >= 0 &&
                  (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '*');
         });
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

// What a formula is about: selectors with their `$`, or a field with its plain name.
enum class Subjects { Selectors, FieldName };

struct Printer {
  Layout layout;
  Subjects subjects = Subjects::Selectors;
  std::string out = {};

  void space() {
    if (layout == Layout::Roomy) out.push_back(' ');
  }

  void operator()(const Key& key) {
    out += is_name(key.name) ? "." + key.name : ".['" + key.name + "']";
  }
  void operator()(const Index& index) { out += "[" + std::to_string(index.value) + "]"; }
  void operator()(const Wildcard&) { out += out.size() == 1 || out.back() == '$' ? ".*" : "[*]"; }
  void print(const Selector& selector) {
    if (subjects == Subjects::FieldName) {
      out += std::get<Key>(selector.steps.front()).name;
      return;
    }
    out.push_back('$');
    for (const Step& step : selector.steps) std::visit(*this, step);
  }

  void operator()(const Text& text) {
    out += is_plain_word(text.value) ? text.value : quoted(text.value);
  }
  void operator()(const Number& number) { out += number.source; }
  void operator()(const Regex& regex) { out += "%" + regex.source + "%"; }

  void operator()(const Comparison& comparison) {
    print(comparison.selector);
    space();
    out += name_of(comparison.op);
    space();
    std::visit(*this, comparison.literal);
  }
  void operator()(const Is& is) {
    print(is.selector);
    out += " IS ";
    out += name_of(is.constant);
  }
  void operator()(const NotExists& not_exists) {
    print(not_exists.selector);
    out += " NOT EXISTS";
  }
  void operator()(const And& conjunction) { print(conjunction.operands, "&&"); }
  void operator()(const Or& disjunction) { print(disjunction.operands, "||"); }

  // An operand that is itself a formula keeps its parentheses, unless it is an And in an Or where
  // they change nothing: in the tight layout and in fields.
  void print(const std::vector<Expression>& operands, std::string_view connective) {
    bool first = true;
    for (const Expression& operand : operands) {
      if (!first) {
        space();
        out += connective;
        space();
      }
      first = false;
      const bool group = std::holds_alternative<Or>(operand.node) ||
                         (std::holds_alternative<And>(operand.node) && connective == "&&");
      const bool parenthesised =
          group || (layout == Layout::Roomy && subjects == Subjects::Selectors);
      if (parenthesised) out.push_back('(');
      std::visit(*this, operand.node);
      if (parenthesised) out.push_back(')');
    }
  }
};

// Whether a term may be printed without quotes (grammar::bare_term).
bool is_bare_term(std::string_view text) {
  return base::find_beyond_words(text).empty() && std::all_of(text.begin(), text.end(), [](char c) {
           return c < 0 || std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.';
         });
}

// A term with a sign needs no space before it.
std::string format_terms(const std::vector<Term>& terms, Layout layout) {
  std::string out;
  for (const Term& term : terms) {
    const bool separate = layout == Layout::Roomy || term.role == Term::Role::Required;
    if (!out.empty() && separate) out.push_back(' ');
    out += format(term);
  }
  return out;
}

std::string format_fields(const Fields& fields, Layout layout) {
  std::vector<std::string> parts;
  for (const Field& field : fields.fields) parts.push_back(format(field, layout));
  if (fields.before_ellipsis) {
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(*fields.before_ellipsis), "...");
  }
  std::string out = "[";
  for (const std::string& part : parts) {
    if (&part != &parts.front()) out += layout == Layout::Roomy ? ", " : ",";
    out += part;
  }
  return out + "]";
}

}  // namespace

std::string format(const Selector& selector) {
  Printer printer{Layout::Roomy};
  printer.print(selector);
  return printer.out;
}

std::string format(const Text& text) {
  Printer printer{Layout::Roomy};
  printer(text);
  return printer.out;
}

std::string format(const Expression& expression, Layout layout) {
  Printer printer{layout};
  std::visit(printer, expression.node);
  return printer.out;
}

std::string format(const Pattern& pattern) {
  const std::string roomy = format(pattern, Layout::Roomy);
  return base::count_code_points(roomy) <= Limits::aws().code_points
             ? roomy
             : format(pattern, Layout::Tight);
}

std::string format(const Field& field, Layout layout) {
  if (!field.condition) return field.name;
  Printer printer{layout, Subjects::FieldName};
  std::visit(printer, field.condition->node);
  return printer.out;
}

std::string format(const Term& term) {
  std::string value = is_bare_term(term.value) ? term.value : quoted(term.value);
  switch (term.role) {
    case Term::Role::Required:
      return value;
    case Term::Role::Forbidden:
      return "-" + value;
    case Term::Role::Optional:
      return "?" + value;
  }
  return value;
}

std::string format(const Pattern& pattern, Layout layout) {
  switch (pattern.kind) {
    case Kind::All:
      return "";
    case Kind::Json: {
      const std::string inside = format(*pattern.expression, layout);
      return layout == Layout::Roomy ? "{ " + inside + " }" : "{" + inside + "}";
    }
    case Kind::Space:
      return format_fields(*pattern.fields, layout);
    case Kind::Terms:
      return format_terms(pattern.terms, layout);
    case Kind::Regex:
      return "%" + pattern.regex->source + "%";
  }
  return pattern.text;
}

}  // namespace filtercheck
