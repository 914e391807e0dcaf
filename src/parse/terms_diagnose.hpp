// Why the grammar refuses a pattern of terms: every fault in it, with what to do.
#pragma once

#include <string_view>

#include "parse/builder.hpp"

namespace filtercheck::reader {

// Reports to `builder` every fault found in `core`, a pattern which
// read_terms_pattern refused. `builder` holds at least one diagnostic
// afterwards. Linear in the text.
void diagnose_terms_pattern(std::string_view core, Builder& builder);

}  // namespace filtercheck::reader
