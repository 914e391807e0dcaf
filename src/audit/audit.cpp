#include "audit/audit.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "audit/chain.hpp"
#include "base/codes.hpp"

namespace filtercheck::audit {

namespace {

// Versions of the AWS CLI, of each line, from the end of 2025, which print all members of a metric
// filter. The first ones that do may be somewhat older, which costs a caveat too many.
constexpr std::array<int, 2> kShowsAllOf2{2, 32};
constexpr std::array<int, 2> kShowsAllOf1{1, 43};

// Of "aws-cli/2.9.19 Python/3.11.2 …": whether it is older than what shows all of a filter.
bool hides_members(const std::string& version) {
  constexpr std::string_view kBegin = "aws-cli/";
  if (!version.starts_with(kBegin)) return false;
  std::array<int, 2> number{};
  const char* at = version.data() + kBegin.size();
  const char* end = version.data() + version.size();
  for (int& part : number) {
    const auto read = std::from_chars(at, end, part);
    if (read.ec != std::errc()) return false;
    at = read.ptr == end ? end : read.ptr + 1;
  }
  return number < (number[0] == 1 ? kShowsAllOf1 : kShowsAllOf2);
}

// A trail that was not seen might pass, so what is not known of the trails is no failure.
ControlAnswer answer_of(const Asked& asked, std::size_t question, const Account& account,
                        Chains& chains) {
  ControlAnswer answer{asked.control, asked.title, asked.frameworks, Verdict::Fail, "", {}};
  for (const Trail& trail : account.trails()) answer.chains.push_back(chains.of(trail, question));
  std::stable_sort(answer.chains.begin(), answer.chains.end(), is_nearer);
  const bool has_lists = !account.trail_lists().empty();
  if (answer.chains.empty() && has_lists) answer.chains.push_back(chains.without_trail(question));
  if (!answer.chains.empty()) answer.verdict = answer.chains.front().verdict();
  if (answer.verdict == Verdict::Fail) {
    if (!account.unread_trail_lists().empty()) {
      answer.verdict = Verdict::Undecided;
      answer.why = has_lists ? "another trail may pass: " : "the trails are not known: ";
      answer.why += account.unread_trail_lists().front().why;
    } else if (!has_lists) {
      answer.verdict = Verdict::Undecided;
      answer.why = "the bundle has no `<region>/cloudtrail/describe-trails.json`";
    }
  }
  return answer;
}

}  // namespace

Report audit(Bundle bundle, const std::vector<Asked>& asked, const DecideOptions& options) {
  Account account(std::move(bundle));
  Coverage coverage(asked, options);
  Chains chains(account, asked, coverage);
  Report report;
  report.account = account.id();
  report.partition = account.partition();
  report.trails = account.trails().size();
  for (std::size_t i = 0; i < asked.size(); ++i)
    report.controls.push_back(answer_of(asked[i], i, account, chains));
  report.faults = account.faults();
  if (account.cli_version() && hides_members(*account.cli_version()))
    report.caveats.push_back({codes::kOldCli, {*account.cli_version()}});
  return report;
}

}  // namespace filtercheck::audit
