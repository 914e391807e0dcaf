#include "vectors/codes_table.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/diagnostic.hpp"
#include "filtercheck/parse.hpp"
#include "review/lints.hpp"

namespace filtercheck::vectors {

namespace {

struct Exception {
  Code code;
  const char* reason;
};

constexpr Exception kNotFromParsing[] = {
    {codes::kSyntax, "given where no better reason is found: a pattern that gives it is a bug"},
    {codes::kReadingsDiffer, "a caveat of an answer, not of a pattern"},
    {codes::kGlobReading, "a caveat of an answer"},
    {codes::kCloudTrailAssumption, "a caveat of an answer"},
    {codes::kNoSuite, "a caveat of an answer"},
    {codes::kNoCertificate, "a caveat of an answer"},
    {codes::kNoSmtlib, "a caveat of an answer"},
    {codes::kBudget, "a caveat of an answer"},
    {codes::kEventSize, "a caveat of an answer"},
    {codes::kFloatText, "a caveat of an answer"},
    {codes::kSimplifyStopped, "a caveat of an answer"},
    {codes::kManyKeys, "a caveat of match"},
    {codes::kPatternRejected, "a finding of scan"},
    {codes::kControlNotCovered, "a finding of scan"},
    {codes::kControlUndecided, "a finding of scan"},
    {codes::kMatchesEverything, "a caveat of check"},
    {codes::kTransformedLogs, "a caveat of scan"},
    {codes::kFieldSelection, "a caveat of scan"},
    {codes::kFieldsOfRecords, "a finding of scan"},
    {codes::kListTruncated, "a caveat of scan"},
    {codes::kPatternUnresolved, "a finding of scan"},
    {codes::kNotAString, "a finding of scan"},
    {codes::kDuplicateFilter, "a finding of scan"},
    {codes::kTooManyFilters, "a finding of scan"},
    {codes::kIgnoreUnknown, "a finding of scan"},
    {codes::kIgnoreWithoutReason, "a finding of scan"},
    {codes::kUnusedIgnore, "a finding of scan"},
    {codes::kFilterNarrowed, "a finding of scan"},
    {codes::kFilterWidened, "a finding of scan"},
    {codes::kFilterReplaced, "a finding of scan"},
    {codes::kFilterRewritten, "a finding of scan"},
    {codes::kFilterAdded, "a finding of scan"},
    {codes::kFilterRemoved, "a finding of scan"},
    {codes::kChangeUndecided, "a finding of scan"},
    {codes::kLookalikeRejected, "a finding of scan"},
    {codes::kJsonInText, "a finding of scan"},
    {codes::kPrefixOfEvents, "a lint of scan"},
    {codes::kNumberInQuotes, "a lint of scan"},
    {codes::kNumberSpelling, "a lint of scan"},
    {codes::kNullInArray, "a lint of scan"},
    {codes::kListOfRecords, "a lint of scan"},
    {codes::kUnequalElements, "a lint of scan"},
    {codes::kUnanchoredRegex, "a lint of scan"},
    {codes::kStarReading, "a lint of scan"},
    {codes::kOrderingSkipsTexts, "a lint of scan"},
    {codes::kMisspeltEventName, "a lint of scan"},
    {codes::kMisspeltEventSource, "a lint of scan"},
    {codes::kRenamedEvent, "a lint of scan"},
    {codes::kEventOfAnotherSource, "a lint of scan"},
    {codes::kTextBoolean, "a lint of scan"},
    {codes::kAndBeforeOr, "a lint of scan"},
    {codes::kNearTautology, "a lint of scan"},
    {codes::kUnequalMissing, "a lint of scan"},
    {codes::kOrderingOnText, "a lint of scan"},
    {codes::kNeverMatches, "a lint of scan"},
    {codes::kAlwaysMatches, "a lint of scan"},
    {codes::kConditionNeverHolds, "a lint of scan"},
    {codes::kConditionAlwaysHolds, "a lint of scan"},
    {codes::kRedundantCondition, "a lint of scan"},
    {codes::kOldCli, "a caveat of audit"},
    {codes::kBadRequest, "an answer of batch"},
};

bool is_from_parsing(Code code) {
  return std::none_of(std::begin(kNotFromParsing), std::end(kNotFromParsing),
                      [code](const Exception& e) { return e.code == code; });
}

std::string list(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out.append(out.empty() ? "" : ", ").append(code);
  return out.empty() ? "no code" : out;
}

// What parsing and the lints of scan give, and, for a caveat of an answer, comparing with `other`.
std::vector<std::string> codes_from(const CodeInfo& row, std::string_view text,
                                    std::string_view other) {
  std::vector<std::string> codes;
  const Result<Pattern> parsed = parse(text);
  if (!parsed.ok()) {
    for (const Diagnostic& diagnostic : parsed.diagnostics()) codes.emplace_back(diagnostic.code);
    return codes;
  }
  for (const Caveat& caveat : parsed.value().caveats) codes.emplace_back(caveat.code);
  for (const review::Lint& lint : review::lints_of(parsed.value()))
    codes.emplace_back(lint.what.code);
  const Result<Pattern> second = parse(other);
  if (is_from_parsing(row.code) || !second.ok()) return codes;
  for (const Caveat& caveat : compare(parsed.value(), second.value(), {}).caveats)
    codes.emplace_back(caveat.code);
  return codes;
}

bool has(const std::vector<std::string>& codes, Code code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

void check_every_code_has_a_case(const World& world, Report& report) {
  for (const CodeInfo& row : all_codes()) {
    const std::string code(row.code);
    if (is_from_parsing(row.code)) {
      report.holds(code, "a case produces this code", world.codes.contains(code), "none");
    } else {
      report.holds(code, "no case produces this code", !world.codes.contains(code), "one");
    }
  }
}

void check_examples_of_codes(Report& report) {
  for (const CodeInfo& row : all_codes()) {
    const std::string code(row.code);
    // Unlike the other texts it is no template.
    report.holds(code, "its explanation has no doubled braces",
                 row.explanation.find("{{") == std::string_view::npos &&
                     row.explanation.find("}}") == std::string_view::npos,
                 std::string(row.explanation));
    if (!row.fault.empty()) {
      const std::vector<std::string> codes = codes_from(row, row.fault, row.fix);
      report.holds(code, std::string("its fault gives it: ").append(row.fault),
                   has(codes, row.code), list(codes));
    }
    if (row.fix.empty()) continue;
    const Result<Pattern> fix = parse(row.fix);
    const std::vector<std::string> codes = codes_from(row, row.fix, row.fix);
    report.holds(code, std::string("its fix is valid: ").append(row.fix), fix.ok(), list(codes));
    report.holds(code, std::string("its fix does not give it: ").append(row.fix),
                 !has(codes, row.code), list(codes));
  }
}

}  // namespace filtercheck::vectors
