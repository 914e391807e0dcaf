// Requests are small JSON objects, so they are read with nlohmann-json; a request that it cannot
// read, for whatever reason, is answered as such, and the next line is read.
#include <algorithm>
#include <array>
#include <istream>
#include <optional>
#include <string>
#include <variant>

#include "base/codes.hpp"
#include "cli/commands.hpp"
#include "cli/requirements.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "report/json.hpp"

namespace filtercheck::cli {

namespace {

using report::Json;

// Longer requests are refused unread.
constexpr std::size_t kMostBytes = 16'000'000;

// Why a request cannot be answered.
struct Refusal {
  std::string message;
};

// The next line without its end, or no value at the end of the input or where it cannot be read on:
// half a line is no request. A line that is too long comes back cut, one byte over the limit.
std::optional<std::string> next_line(std::istream& in) {
  std::string line;
  int c = in.get();
  if (c == std::char_traits<char>::eof()) return std::nullopt;
  for (; c != std::char_traits<char>::eof() && c != '\n'; c = in.get()) {
    if (line.size() <= kMostBytes) line.push_back(static_cast<char>(c));
  }
  if (in.bad()) return std::nullopt;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

class Request {
 public:
  explicit Request(const Json& json) : json_(json) {}

  // Answers to the members that every command has. A missing one has its default, one of another
  // type refuses the request.
  std::variant<std::string, Refusal> text(const char* member) const {
    if (!json_.contains(member)) return refusal(member, "is missing");
    if (!json_[member].is_string()) return refusal(member, "is not a string");
    return json_[member].get<std::string>();
  }
  std::variant<std::string, Refusal> text_or(const char* member, const char* fallback) const {
    if (!json_.contains(member)) return std::string(fallback);
    return text(member);
  }
  std::variant<Limits, Refusal> limits() const {
    if (!json_.contains("beyond_aws_limits")) return Limits::aws();
    const Json& beyond = json_["beyond_aws_limits"];
    if (!beyond.is_boolean()) return refusal("beyond_aws_limits", "is not true or false");
    return beyond.get<bool>() ? Limits::beyond_aws() : Limits::aws();
  }
  std::variant<ReadingChoice, Refusal> reading(const char* fallback) const {
    const auto name = text_or("reading", fallback);
    if (const auto* no = std::get_if<Refusal>(&name)) return *no;
    if (std::get<std::string>(name) == "both") return ReadingChoice::Both;
    if (std::get<std::string>(name) == "glob") return ReadingChoice::Glob;
    if (std::get<std::string>(name) == "first-occurrence") return ReadingChoice::FirstOccurrence;
    return refusal("reading", "is not glob, first-occurrence or both");
  }
  std::variant<Domain, Refusal> domain(const char* fallback, bool lines) const {
    const auto name = text_or("domain", fallback);
    if (const auto* no = std::get_if<Refusal>(&name)) return *no;
    if (lines && std::get<std::string>(name) == "lines") return Domain::Lines;
    if (std::get<std::string>(name) == "json") return Domain::Json;
    if (std::get<std::string>(name) == "cloudtrail") return Domain::CloudTrail;
    return refusal("domain",
                   lines ? "is not lines, json or cloudtrail" : "is not json or cloudtrail");
  }

 private:
  static Refusal refusal(const char* member, const char* what) {
    return {"`" + std::string(member) + "` " + what};
  }
  const Json& json_;
};

struct Answer {
  Json json;
  Exit exit;
};
using Answered = std::variant<Answer, Refusal>;

// The pattern in a member, or how the request ends without it.
struct NoPattern {
  Answered answer;
};
std::variant<Pattern, NoPattern> pattern_in(const Request& request, const char* member) {
  const auto text = request.text(member);
  if (const auto* no = std::get_if<Refusal>(&text)) return NoPattern{*no};
  const auto limits = request.limits();
  if (const auto* no = std::get_if<Refusal>(&limits)) return NoPattern{*no};
  const std::string& source = std::get<std::string>(text);
  Result<Pattern> parsed = filtercheck::parse(source, std::get<Limits>(limits));
  if (parsed.ok()) return std::move(parsed).value();
  return NoPattern{Answer{report::invalid_answer(source, parsed.diagnostics()), Exit::BadInput}};
}

Answered answer_parse(const Pattern& pattern) {
  return Answer{report::parse_answer(pattern.text, pattern), Exit::Holds};
}
Answered answer_format(const Pattern& pattern) {
  return Answer{report::format_answer(pattern), Exit::Holds};
}
Answered answer_normalize(const Pattern& pattern) {
  return Answer{report::normalize_answer(pattern), Exit::Holds};
}

Answered answer_match(const Request& request, const Pattern& pattern) {
  const auto event = request.text("event");
  if (const auto* no = std::get_if<Refusal>(&event)) return *no;
  const auto reading = request.reading("glob");
  if (const auto* no = std::get_if<Refusal>(&reading)) return *no;
  const std::string& line = std::get<std::string>(event);
  const bool glob = matches(pattern, line, Reading::Glob);
  const bool first = matches(pattern, line, Reading::FirstOccurrence);
  const ReadingChoice choice = std::get<ReadingChoice>(reading);
  const bool given = choice == ReadingChoice::FirstOccurrence ? first : glob;
  std::vector<Caveat> caveats;
  if (glob != first && choice != ReadingChoice::FirstOccurrence) {
    const auto word = [](bool matched) { return std::string(matched ? "a match" : "no match"); };
    caveats.push_back({codes::kReadingsDiffer, {word(glob), word(first)}});
    if (choice == ReadingChoice::Both)
      return Answer{report::match_answer(given, caveats), Exit::Undecided};
  }
  return Answer{report::match_answer(given, caveats), given ? Exit::Holds : Exit::Refuted};
}

Answered answer_check(const Request& request, const Pattern& pattern) {
  const auto id = request.text_or("control", "s3-bucket-policy-changes");
  if (const auto* no = std::get_if<Refusal>(&id)) return *no;
  const auto reading = request.reading("both");
  if (const auto* no = std::get_if<Refusal>(&reading)) return *no;
  const auto domain = request.domain("cloudtrail", false);
  if (const auto* no = std::get_if<Refusal>(&domain)) return *no;
  const Control* control = find_builtin_control(std::get<std::string>(id));
  if (control == nullptr) return Refusal{"there is no control `" + std::get<std::string>(id) + "`"};
  const std::vector<Requirement> requirements = requirements_of(*control);
  const CheckAnswer answer = filtercheck::check(
      pattern, requirements, {std::get<ReadingChoice>(reading), std::get<Domain>(domain)});
  const Exit exit = answer.verdict == CheckVerdict::Covered      ? Exit::Holds
                    : answer.verdict == CheckVerdict::NotCovered ? Exit::Refuted
                                                                 : Exit::Undecided;
  return Answer{report::check_answer(pattern, control->id, requirements, answer), exit};
}

Answered answer_compare(const Request& request) {
  const auto a = pattern_in(request, "a");
  if (const auto* no = std::get_if<NoPattern>(&a)) return no->answer;
  const auto b = pattern_in(request, "b");
  if (const auto* no = std::get_if<NoPattern>(&b)) return no->answer;
  const auto reading = request.reading("both");
  if (const auto* no = std::get_if<Refusal>(&reading)) return *no;
  const auto domain = request.domain("lines", true);
  if (const auto* no = std::get_if<Refusal>(&domain)) return *no;
  const Pattern& left = std::get<Pattern>(a);
  const Pattern& right = std::get<Pattern>(b);
  const CompareAnswer answer = filtercheck::compare(
      left, right, {std::get<ReadingChoice>(reading), std::get<Domain>(domain)});
  const Exit exit = answer.relation == Relation::Equivalent  ? Exit::Holds
                    : answer.relation == Relation::Undecided ? Exit::Undecided
                                                             : Exit::Refuted;
  return Answer{report::compare_answer(left, right, answer), exit};
}

Answered answer(const Json& json) {
  const Request request(json);
  const auto op = request.text("op");
  if (const auto* no = std::get_if<Refusal>(&op)) return *no;
  const std::string& name = std::get<std::string>(op);
  if (name == "compare") return answer_compare(request);
  static constexpr std::array<const char*, 5> kOnOnePattern{"parse", "format", "normalize", "match",
                                                            "check"};
  if (std::find(kOnOnePattern.begin(), kOnOnePattern.end(), name) == kOnOnePattern.end()) {
    return Refusal{"`op` is not parse, format, normalize, match, compare or check"};
  }
  const auto loaded = pattern_in(request, "pattern");
  if (const auto* no = std::get_if<NoPattern>(&loaded)) return no->answer;
  const Pattern& pattern = std::get<Pattern>(loaded);
  if (name == "parse") return answer_parse(pattern);
  if (name == "format") return answer_format(pattern);
  if (name == "normalize") return answer_normalize(pattern);
  if (name == "match") return answer_match(request, pattern);
  return answer_check(request, pattern);
}

Json refused(const Json& id, const std::string& message) {
  const Json diagnostic{{"code", codes::kBadRequest},
                        {"message", message},
                        {"begin", nullptr},
                        {"end", nullptr},
                        {"aws", nullptr},
                        {"hint", nullptr}};
  return {{"id", id}, {"status", 2}, {"schema", 1}, {"diagnostics", Json::array({diagnostic})}};
}

// The answer to one line, and whether it could be read as a request.
std::pair<Json, bool> answer_line(const std::string& line) {
  if (line.size() > kMostBytes) {
    return {refused(nullptr, "the request is longer than " + std::to_string(kMostBytes) + " bytes"),
            false};
  }
  Json request;
  try {
    request = Json::parse(line);
  } catch (const Json::exception& error) {
    const std::string_view what = error.what();
    return {refused(nullptr, "not JSON: " + std::string(what.substr(what.find("] ") + 2))), false};
  }
  if (!request.is_object()) return {refused(nullptr, "a request is a JSON object"), false};
  const Json id = request.contains("id") ? request["id"] : Json(nullptr);
  Answered answered = answer(request);
  if (const auto* refusal = std::get_if<Refusal>(&answered))
    return {refused(id, refusal->message), false};
  const Answer& whole = std::get<Answer>(answered);
  Json json{{"id", id}, {"status", static_cast<int>(whole.exit)}};
  json.update(whole.json);
  return {std::move(json), true};
}

}  // namespace

Exit batch(Console& console) {
  Exit exit = Exit::Holds;
  while (const auto line = next_line(console.in)) {
    if (line->find_first_not_of(" \t") == std::string::npos) continue;
    const auto [json, read] = answer_line(*line);
    if (!read) exit = Exit::BadInput;
    console.out << report::dumped(json) << '\n' << std::flush;
    if (!console.out) break;
  }
  if (console.in.bad()) {
    complain(console, "standard input: cannot be read");
    return Exit::BadInput;
  }
  return exit;
}

}  // namespace filtercheck::cli
