// Which files `match` reads.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace filtercheck::cli {

// With the files in each folder in its place, by name; without hidden ones and without the digests
// that CloudTrail writes beside its logs, which hold no events. A folder that cannot be read is
// told. None: standard input, which is "-".
std::vector<std::string> match_inputs(
    const std::vector<std::string>& paths, bool recursive,
    const std::function<void(const std::string& folder, const std::string& why)>& on_fault);

// How many bytes they have together; no value: some of them are no files on a disk.
std::optional<std::uint64_t> bytes_of(const std::vector<std::string>& inputs);

}  // namespace filtercheck::cli
