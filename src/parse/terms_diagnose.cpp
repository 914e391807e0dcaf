#include "parse/terms_diagnose.hpp"

#include "base/codes.hpp"

namespace filtercheck::reader {

void diagnose_terms_pattern(std::string_view core, Builder& builder) {
  if (core == "\"\"") return builder.report(codes::kEmptyTerm, core);
  const bool selector =
      core.find("$.") != std::string_view::npos || core.find("$[") != std::string_view::npos;
  const bool json = selector && core.find_first_of("=<>") != std::string_view::npos;
  builder.report(json ? codes::kMissingBraces : codes::kSyntax, core);
}

}  // namespace filtercheck::reader
