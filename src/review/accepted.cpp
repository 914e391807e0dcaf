#include "review/accepted.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/codes.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::review {

namespace {

// What is to stand in the place of a fault.
std::optional<std::string> replacement(const Diagnostic& fault) {
  static constexpr std::array<Code, 5> kQuotes{codes::kSingleQuotes, codes::kSmartQuotes,
                                               codes::kEscapedQuotes, codes::kDoubledQuotes,
                                               codes::kUnquotedValue};
  if (fault.code == codes::kDoubleEquals) return "=";
  if (fault.code == codes::kSingleConnective || fault.code == codes::kWordConnective)
    return fault.arguments.at(1);
  if (fault.code == codes::kMissingDot) return fault.arguments.at(1);
  if (std::find(kQuotes.begin(), kQuotes.end(), fault.code) != kQuotes.end())
    return "\"" + fault.arguments.at(0) + "\"";
  return std::nullopt;
}

}  // namespace

std::vector<Rewrite> accepted_of(std::string_view text, const std::vector<Diagnostic>& faults) {
  std::vector<Rewrite> rewrites;
  for (const Diagnostic& fault : faults) {
    auto instead = replacement(fault);
    const bool is_apart = rewrites.empty() || rewrites.back().span.end <= fault.span.begin;
    if (!instead || !is_apart) return {};
    rewrites.push_back({fault.span, std::move(*instead), true});
  }
  if (!parse(rewritten(text, rewrites)).ok()) return {};
  return rewrites;
}

}  // namespace filtercheck::review
