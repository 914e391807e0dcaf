#include "vectors/shared_files.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/verdict.hpp"
#include "vectors/phases.hpp"

namespace filtercheck::vectors {

namespace {

using Json = nlohmann::json;

// The live comment of 2019 quotes the term although the pattern does not. The error names terms as
// they are written everywhere else, so the comment is taken to be about the quoted form.
constexpr const char* kQuotedBareWord = "Invalid character(s) in term '\"someString\"'";

// Only this one tells the readings of `*` apart (OQ-1).
constexpr const char* kFirstOccurrence = "wildcard-last-literal-first-occurrence";

void for_each_line(const std::filesystem::path& file,
                   const std::function<void(std::size_t, const Json&)>& visit) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + ": cannot be read");
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty()) visit(number, Json::parse(line));
  }
}

std::string listed(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    out.append(out.empty() ? "" : "; ").append(d.code).append(": ").append(message(d));
    if (const auto aws = aws_answer(d)) out.append(" [AWS: ").append(*aws).append("]");
  }
  return out;
}

void judge_error(const std::string& id, const Json& vector,
                 const std::vector<Diagnostic>& diagnostics, Report& report) {
  if (!vector.contains("error") || vector.at("error") == kQuotedBareWord) return;
  // `<pattern>` stands for the pattern itself.
  std::string error = vector.at("error").get<std::string>();
  const std::string placeholder = "<pattern>";
  if (const std::size_t at = error.find(placeholder); at != std::string::npos) {
    error.replace(at, placeholder.size(), vector.at("pattern").get<std::string>());
  }
  const bool given = std::any_of(diagnostics.begin(), diagnostics.end(),
                                 [&](const Diagnostic& d) { return aws_answer(d) == error; });
  report.holds(id, "a diagnostic says that AWS answers: " + error, given, listed(diagnostics));
}

// The fields that are named; the others are extracted, too.
void judge_extracted(const std::string& id, const Json& vector, const Pattern& pattern,
                     const std::string& event, Report& report) {
  if (!vector.contains("extracted")) return;
  std::map<std::string, std::string> got;
  for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
    const auto fields = extract(pattern, event, reading);
    if (!report.holds(id, "fields are extracted", fields.has_value(), "none")) return;
    for (const ExtractedField& field : *fields) got[field.name] = field.value;
    for (const auto& [name, value] : vector.at("extracted").items()) {
      std::string what = "extracted as ";
      what.append(name).append(" (").append(name_of(reading)).append(")");
      report.same(id, what, value.get<std::string>(), got[name]);
    }
  }
}

void judge_evidence(const Json& vector, Report& report) {
  const std::string id = vector.at("id").get<std::string>();
  const std::string text = vector.at("pattern").get<std::string>();
  const std::string expect = vector.at("expect").get<std::string>();
  const Result<Pattern> parsed = parse(text);
  std::string got = parsed.ok() ? "valid" : listed(parsed.diagnostics());
  got.append(": ").append(text);
  if (!report.holds(id, expect == "invalid" ? "invalid" : "valid",
                    parsed.ok() == (expect != "invalid"), got))
    return;
  if (!parsed.ok()) return judge_error(id, vector, parsed.diagnostics(), report);
  if (expect == "valid") return;
  const std::string event = vector.at("event").get<std::string>();
  for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
    if (reading == Reading::Glob && vector.value("quirk", "") == kFirstOccurrence) continue;
    std::string what = text;
    what.append(" matches ").append(event).append(" (").append(name_of(reading)).append(")");
    report.same(id, what, expect == "match", matches(parsed.value(), event, reading));
  }
  judge_extracted(id, vector, parsed.value(), event, report);
}

class Corpus {
 public:
  explicit Corpus(Report& report) : report_(report) {}

  void judge(std::size_t number, const Json& line) {
    std::string id = "line ";
    id.append(std::to_string(number));
    const std::string text = line.at("pattern").get<std::string>();
    const Result<Pattern> parsed = parse(text);
    const bool valid = line.at("valid").get<bool>();
    if (!report_.holds(id, valid ? "valid" : "invalid", parsed.ok() == valid,
                       text + (parsed.ok() ? "" : "\n    " + listed(parsed.diagnostics()))))
      return;
    if (!parsed.ok()) {
      ++invalid_;
      return;
    }
    ++valid_;
    check_format(id, parsed.value(), Limits::aws(), report_);
    decide(id, parsed.value());
  }

  void print() const { std::cout << valid_ << " valid and " << invalid_ << " invalid patterns\n"; }

 private:
  void decide(const std::string& id, const Pattern& pattern) {
    const Limits limits = Limits::aws();
    try {
      const Result<Pattern> formatted = parse(format(pattern), limits);
      check_normal_form(id, pattern, limits, report_);
      if (formatted.ok()) {
        check_equivalent(id, "format keeps the meaning", pattern, formatted.value(), report_);
      }
    } catch (const std::exception& error) {
      report_.fail(id, "nothing is thrown", "none", error.what());
    }
  }

  Report& report_;
  std::size_t valid_ = 0;
  std::size_t invalid_ = 0;
};

}  // namespace

void run_evidence(const std::filesystem::path& file, Report& report) {
  std::size_t vectors = 0;
  for_each_line(file, [&](std::size_t, const Json& vector) {
    if (vector.contains("disputed")) return;
    ++vectors;
    judge_evidence(vector, report);
  });
  std::cout << vectors << " vectors\n";
}

void run_corpus(const std::filesystem::path& file, Report& report) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  Corpus corpus(report);
  for_each_line(file, [&](std::size_t number, const Json& line) { corpus.judge(number, line); });
  corpus.print();
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
  std::cout << time.count() << " ms\n";
}

}  // namespace filtercheck::vectors
