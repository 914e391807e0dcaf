#include "support/commands.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <variant>
#include <vector>

#include "base/unicode.hpp"
#include "cli/commands.hpp"
#include "cli/group.hpp"
#include "cli/group_input.hpp"
#include "cli/input.hpp"
#include "cli/requirements.hpp"
#include "cli/scan.hpp"
#include "filtercheck/parse.hpp"
#include "review/mend.hpp"
#include "review/review.hpp"
#include "support/generate.hpp"

namespace filtercheck::support {

namespace {

using cli::Console;
using cli::Exit;
using cli::Format;
using Json = nlohmann::json;

constexpr std::size_t kMostInput = std::size_t{1} << 20;

struct Ran {
  Exit exit;
  std::string out;
  std::string err;
};

template <typename Command>
Ran run(const std::string& input, const Command& command) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  const Exit exit = command(console);
  return {exit, out.str(), err.str()};
}

// The one line of JSON that a command printed; discarded if it is something else.
Json answer_of(const std::string& out) {
  if (out.find('\n') + 1 != out.size()) return Json(Json::value_t::discarded);
  return Json::parse(out, nullptr, false);
}

// ---- Patterns that are refused ------------------------------------------------------------------

std::optional<std::string> bad_diagnostics(const std::vector<Diagnostic>& diagnostics,
                                           std::size_t size) {
  if (diagnostics.empty()) return "refused without a reason";
  std::size_t last = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    const auto [begin, end] = diagnostic.span;
    if (!find_code(diagnostic.code)) return "an unknown code";
    if (diagnostic.code == "syntax") return "refused without a better reason";
    if (begin > end || end > size) return "a span outside of the text";
    if (begin < last) return "diagnostics out of order";
    if (message(diagnostic).empty()) return "no message";
    last = begin;
  }
  return std::nullopt;
}

bool lists_the_same(const Json& answer, const std::vector<Diagnostic>& diagnostics) {
  if (!answer.is_object() || answer["valid"] != false) return false;
  const Json& list = answer["diagnostics"];
  return std::equal(list.begin(), list.end(), diagnostics.begin(), diagnostics.end(),
                    [](const Json& json, const Diagnostic& diagnostic) {
                      return json["code"] == diagnostic.code &&
                             json["begin"] == diagnostic.span.begin &&
                             json["end"] == diagnostic.span.end;
                    });
}

constexpr std::size_t kCommands = 7;

// One of the commands with the pattern `-`, which is standard input.
Ran run_command(std::size_t which, const std::string& input, Format format) {
  const Limits limits = Limits::beyond_aws();
  const cli::PatternOptions pattern{"-", limits, format};
  switch (which) {
    case 0:
      return run(input, [&](Console& console) { return cli::parse(pattern, console); });
    case 1:
      return run(input, [&](Console& console) { return cli::format(pattern, console); });
    case 2:
      return run(input, [&](Console& console) { return cli::normalize(pattern, console); });
    case 3:
      return run(input, [&](Console& console) {
        return cli::simplify({"-", {}, limits, format, ""}, console);
      });
    case 4:
      return run(input, [&](Console& console) {
        cli::CheckOptions check;
        check.pattern = "-";
        check.controls = {*find_builtin_control("root-account-usage")};
        check.limits = limits;
        check.format = format;
        return cli::check(check, console);
      });
    default:
      return run(input, [&](Console& console) {
        cli::CompareOptions compare;
        compare.a = which == 5 ? "-" : "x";
        compare.b = which == 5 ? "x" : "-";
        compare.limits = limits;
        compare.format = format;
        return cli::compare(compare, console);
      });
  }
}

// ---- Places in a text ---------------------------------------------------------------------------

// Whether there is such a line and column, which count from 1, columns in characters: bytes that
// begin one. The end of a line is a place. A CR alone ends a line, too.
bool is_place(std::string text, const Json& line, const Json& column) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) text[i] = '\n';
  const std::vector<std::string> lines = lines_of(text);
  const auto row = line.get<std::size_t>();
  const auto at = column.get<std::size_t>();
  if (row < 1 || row > lines.size() || at < 1) return false;
  const std::string& there = lines[row - 1];
  const auto characters = std::count_if(there.begin(), there.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  return at <= static_cast<std::size_t>(characters) + 1;
}

}  // namespace

std::optional<std::string> badly_refused(const std::string& text) {
  const auto wrong = [&text](const std::string& what) { return what + "\n  " + text; };
  for (const Limits& limits : {Limits::aws(), Limits::beyond_aws()}) {
    const Result<Pattern> parsed = parse(text, limits);
    if (parsed.ok()) continue;
    if (const auto what = bad_diagnostics(parsed.diagnostics(), text.size())) return wrong(*what);
  }
  const Result<Pattern> parsed = parse(text, Limits::beyond_aws());
  if (parsed.ok()) return std::nullopt;
  // With the line feed of the file its CR would be part of the line end, and not of the pattern.
  if (text.ends_with('\r')) return std::nullopt;
  // All are the same to most texts, so one is enough; the line feed is that of the file.
  const std::size_t which = std::hash<std::string>()(text) % kCommands;
  const Ran words = run_command(which, text + "\n", Format::Text);
  if (words.exit != Exit::BadInput || !words.out.empty() || words.err.empty())
    return wrong("command " + std::to_string(which) + " does not refuse it");
  const Ran json = run_command(which, text + "\n", Format::Json);
  if (json.exit != Exit::BadInput || !lists_the_same(answer_of(json.out), parsed.diagnostics()))
    return wrong("command " + std::to_string(which) + " answers " + json.out);
  return std::nullopt;
}

std::optional<std::string> badly_answered(const std::string& requests) {
  const Ran ran = run(requests, [](Console& console) { return cli::batch(console); });
  const auto wrong = [&](const std::string& what) {
    return what + "\n" + requests + "\n" + ran.out;
  };
  std::vector<Json> ids;
  for (std::string line : lines_of(requests)) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.find_first_not_of(" \t") == line.npos) continue;
    const Json request = Json::parse(line, nullptr, false);
    ids.push_back(request.is_object() ? request.value("id", Json()) : Json());
  }
  std::vector<std::string> answers = lines_of(ran.out);
  answers.pop_back();
  if (answers.size() != ids.size()) return wrong("not an answer a request");
  bool all_read = true;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Json answer = Json::parse(answers[i], nullptr, false);
    if (!answer.is_object() || answer.value("schema", 0) != 1) return wrong("not an answer");
    if (!answer.contains("id") || answer["id"] != ids[i]) return wrong("another id");
    const int status = answer.value("status", 70);
    if (status < 0 || status > 3) return wrong("another status");
    const bool refused = status == 2 || answer.value("valid", true) == false;
    if (refused && (status != 2 || answer["diagnostics"].empty())) return wrong("badly refused");
    all_read = all_read && (status != 2 || answer.contains("valid"));
  }
  if (ran.exit != (all_read ? Exit::Holds : Exit::BadInput)) return wrong("another exit status");
  return std::nullopt;
}

std::optional<std::string> badly_grouped(const std::string& input) {
  std::istringstream in(input);
  const cli::GroupInput read = cli::read_group_input({}, Limits::aws(), in);
  const auto run_as = [&input](cli::GroupFormat format) {
    cli::GroupOptions options;
    options.format = format;
    return run(input, [&](Console& console) { return cli::group(options, console); });
  };
  const Ran ran = run_as(cli::GroupFormat::Json);
  const auto wrong = [&](const std::string& what) { return what + "\n" + input + "\n" + ran.out; };
  const Json answer = answer_of(ran.out);
  if (!answer.is_object()) return wrong("not an answer");
  std::size_t members = 0;
  for (const Json& group : answer["groups"]) members += group["members"].size();
  if (members != read.patterns.size()) return wrong("not every pattern is in one group");
  if (answer["invalid"].size() != read.invalid.size() ||
      answer["unreadable"].size() != read.unreadable.size())
    return wrong("not all that is wrong is said");
  const bool bad = !read.invalid.empty() || !read.unreadable.empty();
  if (bad != (ran.exit == Exit::BadInput)) return wrong("another exit status");
  for (const auto format : {cli::GroupFormat::Text, cli::GroupFormat::Dot}) {
    if (run_as(format).exit != ran.exit) return wrong("another exit status in another format");
  }
  return std::nullopt;
}

std::optional<std::string> badly_scanned(const std::string& input) {
  const auto run_as = [&input](cli::ScanFormat format) {
    cli::ScanOptions options;
    options.paths = {"-"};
    options.controls = {*find_builtin_control("root-account-usage")};
    options.format = format;
    return run(input, [&](Console& console) { return cli::scan(options, console); });
  };
  const Ran ran = run_as(cli::ScanFormat::Json);
  const auto wrong = [&](const std::string& what) { return what + "\n" + input + "\n" + ran.out; };
  const Json answer = answer_of(ran.out);
  if (!answer.is_object()) return wrong("not an answer");
  std::istringstream in(input);
  const auto whole = cli::read_whole(in, kMostInput);
  const auto* text = std::get_if<std::string>(&whole);
  if (text == nullptr) return std::nullopt;
  for (const Json& filter : answer["filters"])
    if (!is_place(*text, filter["line"], filter["column"]))
      return wrong("a filter is not where it is said to be");
  bool has_failure = false;
  for (const Json& finding : answer["findings"]) {
    if (!is_place(*text, finding["line"], finding["column"]) ||
        !is_place(*text, finding["endLine"], finding["endColumn"]))
      return wrong("a finding is not where it is said to be");
    has_failure = has_failure || finding["severity"] != "note";
  }
  const bool expected = ran.exit == Exit::Refuted ? has_failure
                                                  : !has_failure && answer["unreadable"].empty() ==
                                                                        (ran.exit == Exit::Holds);
  if (!expected) return wrong("another exit status");
  using cli::ScanFormat;
  for (const ScanFormat format : {ScanFormat::Text, ScanFormat::Sarif, ScanFormat::Github,
                                  ScanFormat::Junit, ScanFormat::Gitlab})
    if (run_as(format).exit != ran.exit) return wrong("another exit status in another format");
  return std::nullopt;
}

std::optional<std::string> badly_mended(const std::string& input) {
  review::Judge judge(
      {{"root-account-usage", cli::requirements_of(*find_builtin_control("root-account-usage"))}},
      review::Judge::Ask::All, {ReadingChoice::Both, Domain::CloudTrail});
  for (const char* name : {"a.filter", "a.tf", "a.yaml"}) {
    const scan::Files files{{name, std::make_shared<scan::Source>(name, input)}};
    review::Report before;
    review::review(files, judge, before);
    review::settle(files, {}, before);
    const review::Mended mended = review::mend(files, judge, {}, before);
    if (mended.files.empty() != mended.made.empty()) return "files and findings differ\n" + input;
    for (const review::Patched& patched : mended.files)
      if (patched.diff().empty() || patched.text() == input) return "nothing is mended\n" + input;
  }
  return std::nullopt;
}

std::optional<std::string> bad_control(std::string_view text) {
  const auto wrong = [text](const std::string& what) { return what + "\n" + std::string(text); };
  const auto is_line = [](const std::string& line) {
    return !base::find_invalid_utf8(line) &&
           std::none_of(line.begin(), line.end(), [](char c) { return c >= 0 && c < 0x20; });
  };
  const ControlFile file = read_control(text);
  if (const auto* faults = std::get_if<std::vector<std::string>>(&file)) {
    const bool good = !faults->empty() && std::all_of(faults->begin(), faults->end(), is_line);
    return good ? std::nullopt : std::optional(wrong("refused without a line for a person"));
  }
  const Control& control = std::get<Control>(file);
  const bool has_id = !control.id.empty() && control.id.size() <= 100;
  if (!has_id || control.title.empty() || control.requirements.empty())
    return wrong("a control without an id, title or requirement");
  for (const std::string& line : {control.id, control.title, control.summary, control.source}) {
    if (!is_line(line)) return wrong("not a line: " + line);
  }
  const std::vector<std::string> faults = cli::pattern_faults(control);
  if (!std::all_of(faults.begin(), faults.end(), is_line)) return wrong("not a line for a person");
  if (faults.empty() && cli::requirements_of(control).size() != control.requirements.size())
    return wrong("a requirement is missing");
  return std::nullopt;
}

}  // namespace filtercheck::support
