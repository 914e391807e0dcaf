#include "values/alphabet.hpp"

#include <algorithm>
#include <string_view>

namespace filtercheck::values {

char32_t readable_member(Block block, const std::function<bool(char32_t)>& avoid) {
  static constexpr std::u32string_view kOrder =
      U"xyzabcdefghijklmnopqrstuvwXYZABCDEFGHIJKLMNOPQRSTUVW0123456789"
      U"-_.:/ ,;=@#+!?()[]{}<>%&*$^|~'`\"\\";
  for (const char32_t c : kOrder) {
    if (c >= block.first && c <= block.last && !avoid(c)) return c;
  }
  for (char32_t c = block.first; c <= block.last; ++c) {
    if (!avoid(c) && (c < 0xD800 || c > 0xDFFF)) return c;
  }
  return kNoCharacter;
}

char32_t readable_member(Block block) {
  return readable_member(block, [](char32_t) { return false; });
}

std::vector<Block> blocks_of(std::vector<char32_t> starts) {
  starts.push_back(0);
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  while (starts.back() >= kNoCharacter) starts.pop_back();
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < starts.size(); ++i)
    blocks.push_back({starts[i], i + 1 == starts.size() ? kNoCharacter - 1 : starts[i + 1] - 1});
  std::stable_partition(blocks.begin(), blocks.end(),
                        [](Block b) { return b.first <= U'z' && b.last >= U'0'; });
  return blocks;
}

}  // namespace filtercheck::values
