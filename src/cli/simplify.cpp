#include "filtercheck/simplify.hpp"

#include <algorithm>
#include <variant>

#include "cli/certificate_file.hpp"
#include "cli/commands.hpp"
#include "filtercheck/evaluate.hpp"
#include "report/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

// More than a pattern within AWS's limits can need.
constexpr std::size_t kMostSteps = 500;

void print_steps(const std::vector<std::string>& steps, Console& console) {
  const std::size_t shown = std::min(steps.size(), kMostSteps);
  for (std::size_t i = 0; i < shown; ++i)
    console.err << "  " << report::printable(steps[i]) << '\n';
  if (shown < steps.size()) {
    complain(console,
             std::to_string(steps.size() - shown) + " more steps; --format json shows all");
  }
}

}  // namespace

Exit simplify(const SimplifyCommandOptions& options, Console& console) {
  const auto loaded = load_pattern(options.pattern, options.limits, options.format, console);
  if (const auto* exit = std::get_if<Exit>(&loaded)) return *exit;
  const Pattern& pattern = std::get<Loaded>(loaded).pattern;
  const Simplified simplified = filtercheck::simplify(pattern, options.simplify);
  if (!options.certificate.empty()) {
    const CertificateOutcome written =
        write_certificate(options.certificate, {{"a", &pattern}, {"b", &simplified.pattern}},
                          claims_of(Relation::Equivalent), options.simplify.decide, console);
    if (const auto* exit = std::get_if<Exit>(&written)) return *exit;
  }
  if (options.format == Format::Json) {
    console.out << report::dumped(report::simplify_answer(pattern, simplified)) << '\n';
    return Exit::Holds;
  }
  console.out << shown(simplified.pattern.text, console) << '\n';
  print_steps(simplified.steps, console);
  print_caveats_aside(simplified.caveats, console);
  return Exit::Holds;
}

}  // namespace filtercheck::cli
