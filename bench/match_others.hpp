// What bench_match compares with, compiled for this processor: other people's ways of finding
// lines, each where its package was found.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace filtercheck::bench {

// Takes whole lines, which are followed by kPadding bytes that may be read.
using UseBlock = std::function<void(std::string_view)>;
constexpr std::size_t kPadding = 64;

// How many LF there are, as fast as memory is read.
std::size_t newlines(std::string_view block);

// Adds to `count` the lines that are found. Empty: there is no such way, or not here.
UseBlock other_way(std::string_view way, const std::string& argument, std::size_t& count);

}  // namespace filtercheck::bench
