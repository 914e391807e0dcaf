// A set of small numbers that grows with what is put in.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace filtercheck::decide {

class Bits {
 public:
  // The numbers below `size`.
  static Bits below(std::size_t size) {
    Bits bits;
    bits.words_.assign((size + kWord - 1) / kWord, ~std::uint64_t{0});
    if (size % kWord != 0) bits.words_.back() >>= kWord - size % kWord;
    return bits;
  }

  bool test(std::size_t i) const {
    return i / kWord < words_.size() && ((words_[i / kWord] >> (i % kWord)) & 1) != 0;
  }
  void set(std::size_t i) {
    if (i / kWord >= words_.size()) words_.resize(i / kWord + 1);
    words_[i / kWord] |= std::uint64_t{1} << (i % kWord);
  }

  Bits& operator|=(const Bits& other) {
    if (words_.size() < other.words_.size()) words_.resize(other.words_.size());
    for (std::size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  Bits& operator&=(const Bits& other) {
    if (words_.size() > other.words_.size()) words_.resize(other.words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  Bits& operator-=(const Bits& other) {
    const std::size_t common = std::min(words_.size(), other.words_.size());
    for (std::size_t i = 0; i < common; ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  std::size_t count() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }
  bool is_subset_of(const Bits& other) const { return !first_outside(other); }
  // The least number that is in this set and not in the other.
  std::optional<std::size_t> first_outside(const Bits& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t outside = words_[i] & ~(i < other.words_.size() ? other.words_[i] : 0);
      if (outside != 0) return i * kWord + static_cast<std::size_t>(std::countr_zero(outside));
    }
    return std::nullopt;
  }
  // In ascending order.
  std::vector<std::size_t> elements() const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1) {
        all.push_back(i * kWord + static_cast<std::size_t>(std::countr_zero(rest)));
      }
    }
    return all;
  }

 private:
  static constexpr std::size_t kWord = 64;
  std::vector<std::uint64_t> words_;
};

}  // namespace filtercheck::decide
