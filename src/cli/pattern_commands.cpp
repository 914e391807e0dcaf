#include <algorithm>
#include <variant>

#include "base/codes.hpp"
#include "cli/commands.hpp"
#include "cli/pattern_argument.hpp"
#include "filtercheck/normalize.hpp"
#include "report/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

// More than a pattern within AWS's limits can have.
constexpr std::size_t kMostShown = 500;

void print_line(std::size_t depth, const std::string& line, Console& console) {
  console.out << std::string(2 * depth, ' ') << report::printable(line) << '\n';
}

// A tree, two spaces a level; `text_of` gives the text of a condition.
template <typename TextOf>
void print_tree(const Expression& expression, std::size_t depth, const TextOf& text_of,
                Console& console) {
  const auto print_junction = [&](const char* name, const std::vector<Expression>& operands) {
    print_line(depth, name, console);
    for (const Expression& operand : operands) print_tree(operand, depth + 1, text_of, console);
  };
  if (const auto* conjunction = std::get_if<And>(&expression.node)) {
    return print_junction("and", conjunction->operands);
  }
  if (const auto* disjunction = std::get_if<Or>(&expression.node)) {
    return print_junction("or", disjunction->operands);
  }
  print_line(depth, text_of(expression), console);
}

void print_fields(const Fields& fields, Console& console) {
  for (std::size_t i = 0; i < fields.fields.size(); ++i) {
    const Field& field = fields.fields[i];
    if (fields.before_ellipsis == i) print_line(0, "...", console);
    print_line(0, "field " + (field.name.empty() ? "without a name" : field.name), console);
    if (!field.condition) continue;
    const auto text_of = [&](const Expression& condition) {
      return filtercheck::format(Field{field.name, condition});
    };
    print_tree(*field.condition, 1, text_of, console);
  }
  if (fields.before_ellipsis == fields.fields.size()) print_line(0, "...", console);
}

void print_tree(const Pattern& pattern, Console& console) {
  switch (pattern.kind) {
    case Kind::All:
      break;
    case Kind::Json:
      return print_tree(
          *pattern.expression, 0,
          [](const Expression& condition) { return filtercheck::format(condition); }, console);
    case Kind::Space:
      return print_fields(*pattern.fields, console);
    case Kind::Terms:
      for (const Term& term : pattern.terms) {
        const Term plain{Term::Role::Required, term.value};
        print_line(0, std::string(name_of(term.role)) + " " + filtercheck::format(plain), console);
      }
      break;
    case Kind::Regex:
      return print_line(0, filtercheck::format(pattern), console);
  }
}

void print_caveats(const std::vector<Caveat>& caveats, std::ostream& out, bool colour) {
  for (const Caveat& caveat : caveats) {
    out << coloured("note:", Colour::Yellow, colour) << ' ' << report::printable(message(caveat))
        << " [" << caveat.code << "]\n";
  }
}

std::string values_text(const char* field, const Values& values) {
  std::string out = field;
  const auto list = [&out](const char* verb, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    out += verb;
    for (const std::string& text : texts) {
      out += " ";
      out += report::printable(filtercheck::format(Text{text}));
    }
  };
  if (values.any) return out += " any";
  list(" in", values.in);
  list(values.in.empty() ? " like" : " or like", values.like);
  list(" not in", values.not_in);
  return out;
}

}  // namespace

void complain(Console& console, const std::string& text) {
  console.err << "filtercheck: " << text << '\n';
}

void print_caveats(const std::vector<Caveat>& caveats, Console& console) {
  print_caveats(caveats, console.out, console.out_colour);
}

void print_caveats_aside(const std::vector<Caveat>& caveats, Console& console) {
  print_caveats(caveats, console.err, console.err_colour);
}

std::string shown(const std::string& pattern, const Console& console) {
  return console.out_is_terminal ? report::printable(pattern) : pattern;
}

std::variant<Loaded, Exit> load_pattern(const std::string& argument, const Limits& limits,
                                        Format format, Console& console) {
  const auto read = read_pattern_text(argument, console.in);
  if (const auto* why = std::get_if<std::string>(&read)) {
    complain(console, report::printable(*why));
    return Exit::BadInput;
  }
  const PatternText& given = std::get<PatternText>(read);
  Result<Pattern> parsed = filtercheck::parse(given.text, limits);
  if (parsed.ok()) return Loaded{given.name, std::move(parsed).value()};
  const std::vector<Diagnostic>& diagnostics = parsed.diagnostics();
  const std::size_t shown = std::min(diagnostics.size(), kMostShown);
  for (std::size_t i = 0; i < shown; ++i) {
    console.err << report::rendered(given.name, given.text, diagnostics[i], console.err_colour);
  }
  if (shown < diagnostics.size()) {
    complain(console,
             std::to_string(diagnostics.size() - shown) + " more errors; --format json shows all");
  }
  if (format == Format::Json) {
    console.out << report::dumped(report::invalid_answer(given.text, parsed.diagnostics())) << '\n';
  }
  return Exit::BadInput;
}

Exit parse(const PatternOptions& options, Console& console) {
  const auto loaded = load_pattern(options.pattern, options.limits, options.format, console);
  if (const auto* exit = std::get_if<Exit>(&loaded)) return *exit;
  const Pattern& pattern = std::get<Loaded>(loaded).pattern;
  if (options.format == Format::Json) {
    console.out << report::dumped(report::parse_answer(pattern.text, pattern)) << '\n';
  } else {
    console.out << "kind: " << name_of(pattern.kind) << '\n';
    print_tree(pattern, console);
    print_caveats(pattern.caveats, console);
  }
  return Exit::Holds;
}

Exit format(const PatternOptions& options, Console& console) {
  const auto loaded = load_pattern(options.pattern, options.limits, options.format, console);
  if (const auto* exit = std::get_if<Exit>(&loaded)) return *exit;
  const Pattern& pattern = std::get<Loaded>(loaded).pattern;
  if (options.format == Format::Json) {
    console.out << report::dumped(report::format_answer(pattern)) << '\n';
  } else {
    console.out << shown(filtercheck::format(pattern), console) << '\n';
  }
  return Exit::Holds;
}

Exit normalize(const PatternOptions& options, Console& console) {
  const auto loaded = load_pattern(options.pattern, options.limits, options.format, console);
  if (const auto* exit = std::get_if<Exit>(&loaded)) return *exit;
  const Pattern& pattern = std::get<Loaded>(loaded).pattern;
  if (options.format == Format::Json) {
    console.out << report::dumped(report::normalize_answer(pattern)) << '\n';
    return Exit::Holds;
  }
  if (is_about_lines(pattern.kind)) {
    const std::string text = shown(filtercheck::normalize(pattern).text, console);
    console.out << text << "\n  eventSource any; eventName any; when " << text << '\n';
    return Exit::Holds;
  }
  const NormalForm form = filtercheck::normalize(pattern);
  console.out << shown(form.text, console) << '\n';
  for (const Clause& clause : form.clauses) {
    console.out << "  " << values_text("eventSource", clause.event_source) << "; "
                << values_text("eventName", clause.event_name);
    if (clause.when)
      console.out << "; when " << report::printable(filtercheck::format(*clause.when));
    console.out << '\n';
  }
  if (form.clauses.empty()) console.out << "  no clause: the pattern matches nothing\n";
  return Exit::Holds;
}

}  // namespace filtercheck::cli
