// That the reader of log events sees the same however an input arrives.
#pragma once

#include <optional>
#include <string>

namespace filtercheck::support {

// The events of `input`, and the fault that ends them, are the same whether it comes at once, in
// small parts or, if it is not compressed itself, as gzip or zstd; they are numbered, and none is
// longer than the limit. What is wrong, for a person; no value: nothing is.
std::optional<std::string> misread_events(const std::string& input);

}  // namespace filtercheck::support
