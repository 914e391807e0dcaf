// Code points in blocks that no test tells apart, and a readable member of each.
#pragma once

#include <functional>
#include <vector>

namespace filtercheck::values {

// A code point past the last one: there is none.
constexpr char32_t kNoCharacter = 0x110000;

struct Block {
  char32_t first;
  char32_t last;
};

// The most readable code point of the block that is not to be avoided, letters and digits first;
// kNoCharacter if there is none. Never a surrogate.
char32_t readable_member(Block block, const std::function<bool(char32_t)>& avoid);
char32_t readable_member(Block block);

// The blocks that begin at 0 and at `starts`, in any order and perhaps repeated; those with
// readable code points come first.
std::vector<Block> blocks_of(std::vector<char32_t> starts);

}  // namespace filtercheck::values
