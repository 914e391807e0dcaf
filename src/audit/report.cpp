#include "audit/report.hpp"

#include <algorithm>

namespace filtercheck::audit {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return "pass";
    case Verdict::Fail:
      return "fail";
    case Verdict::Undecided:
      return "undecided";
    case Verdict::NotReached:
      return "not-reached";
  }
  return {};
}

int rank_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return 0;
    case Verdict::Undecided:
    case Verdict::NotReached:
      return 1;
    case Verdict::Fail:
      return 2;
  }
  return 2;
}

std::string_view title_of(std::size_t step) {
  static constexpr std::array<std::string_view, kSteps> kTitles{
      "multi-region trail and its log group",
      "the trail is logging",
      "management events",
      "metric filters of the log group",
      "a filter that covers",
      "an alarm on its metric",
      "the alarm's action",
      "a confirmed subscriber"};
  return kTitles.at(step - 1);
}

Verdict Chain::verdict() const {
  const auto has = [&](Verdict verdict) {
    return std::any_of(steps.begin(), steps.end(),
                       [=](const Step& step) { return step.verdict == verdict; });
  };
  if (has(Verdict::Fail)) return Verdict::Fail;
  const bool is_whole = !has(Verdict::Undecided) && !has(Verdict::NotReached);
  return is_whole ? Verdict::Pass : Verdict::Undecided;
}

std::optional<std::size_t> Chain::broken() const {
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [](const Step& step) { return step.verdict != Verdict::Pass; });
  if (found == steps.end()) return std::nullopt;
  return static_cast<std::size_t>(found - steps.begin()) + 1;
}

}  // namespace filtercheck::audit
