#include "cli/suite_file.hpp"

#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "cli/commands.hpp"
#include "cli/new_file.hpp"
#include "cli/suite_script.hpp"
#include "report/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using report::Json;

// --- What they say -------------------------------------------------------------------------------

// `value(reading)`, or one for each reading where they differ.
template <typename Value>
Json by_reading(const Suite& suite, Value value) {
  Json first = value(std::size_t{0});
  const std::size_t last = suite.readings.size() - 1;
  Json other = value(last);
  if (first == other) return first;
  Json both = Json::object();
  both[std::string(name_of(suite.readings.front()))] = std::move(first);
  both[std::string(name_of(suite.readings[last]))] = std::move(other);
  return both;
}

Json matched_json(const Suite& suite, const SuiteEvent& event, std::size_t pattern) {
  return by_reading(
      suite, [&](std::size_t reading) { return Json(bool{event.matched[reading][pattern]}); });
}

std::string compare_lines(const Suite& suite) {
  std::string out;
  for (const SuiteEvent& event : suite.events) {
    Json line{{"event", event.event}};
    line["a"] = matched_json(suite, event, 0);
    line["b"] = matched_json(suite, event, 1);
    out += report::dumped(line) + '\n';
  }
  return out;
}

std::string check_lines(const Suite& suite, const std::vector<Requirement>& requirements) {
  std::string out;
  for (const SuiteEvent& event : suite.events) {
    Json line{{"event", event.event}};
    line["pattern"] = matched_json(suite, event, 0);
    line["required"] = by_reading(suite, [&](std::size_t reading) {
      Json labels = Json::array();
      for (std::size_t r = 0; r < requirements.size(); ++r) {
        if (event.matched[reading][r + 1]) labels.push_back(requirements[r].label);
      }
      return labels;
    });
    out += report::dumped(line) + '\n';
  }
  return out;
}

// --- Whether there is anything to write ----------------------------------------------------------

SuiteOutcome not_written(const std::string& file, const std::string& why, Console& console) {
  complain(console, "no suite is written to " + report::printable(file) + ": " + why);
  return SuiteNotWritten{};
}

// The suite; no value: standard error says why not.
std::optional<Suite> suite_of(const std::string& file, const std::vector<const Pattern*>& patterns,
                              const DecideOptions& options, Console& console) {
  SuiteAnswer answer = complete_suite(patterns, options);
  if (auto* suite = std::get_if<Suite>(&answer)) return std::move(*suite);
  if (const auto* large = std::get_if<SuiteTooLarge>(&answer)) {
    not_written(file,
                "a complete one has at least " + std::to_string(large->at_least) +
                    " events, more than " + std::to_string(kMostSuiteEvents) +
                    "; a certificate has no such limit",
                console);
    return std::nullopt;
  }
  const std::vector<Caveat>& caveats = std::get<SuiteUnknown>(answer).caveats;
  if (caveats.size() == 1 && caveats.front().code == codes::kNoSuite) {
    not_written(file, message(caveats.front()), console);
    return std::nullopt;
  }
  not_written(file, "it is not known which combinations of the conditions an event can have",
              console);
  for (const Caveat& caveat : caveats) complain(console, report::printable(message(caveat)));
  return std::nullopt;
}

SuiteOutcome written(const std::string& file, const Suite& suite, const std::string& lines,
                     const std::vector<AskedPattern>& asked, std::string_view verdict,
                     Console& console) {
  const std::string script = file + ".sh";
  if (const auto fault = write_files(
          {{file, lines}, {script, suite_script(suite, asked, std::string(verdict)), true}})) {
    complain(console, *fault);
    return Exit::BadInput;
  }
  return SuiteWritten{file, script, suite.events.size()};
}

}  // namespace

SuiteOutcome write_suite(const std::string& file, const Pattern& a, const Pattern& b,
                         const CompareAnswer& answer, const DecideOptions& options,
                         Console& console) {
  if (answer.relation == Relation::Overlapping || answer.relation == Relation::Undecided) {
    return not_written(file, "only equivalent, subset, superset and disjoint have one", console);
  }
  const auto suite = suite_of(file, {&a, &b}, options, console);
  if (!suite) return SuiteNotWritten{};
  confirm(*suite, answer);
  return written(file, *suite, compare_lines(*suite), {{"A", a.text, 0}, {"B", b.text, 1}},
                 name_of(answer.relation), console);
}

SuiteOutcome write_suite(const std::string& file, const Pattern& pattern,
                         const std::vector<Requirement>& requirements, const CheckAnswer& answer,
                         const DecideOptions& options, Console& console) {
  if (answer.verdict != CheckVerdict::Covered) {
    return not_written(file, "only covered has one", console);
  }
  std::vector<const Pattern*> patterns{&pattern};
  for (const Requirement& requirement : requirements) patterns.push_back(&requirement.events);
  const auto suite = suite_of(file, patterns, options, console);
  if (!suite) return SuiteNotWritten{};
  confirm(*suite, answer);
  return written(file, *suite, check_lines(*suite, requirements), {{"PATTERN", pattern.text, 0}},
                 name_of(answer.verdict), console);
}

}  // namespace filtercheck::cli
