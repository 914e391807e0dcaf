// Where in a text is one of several literals? At the speed of memory where there are few of them.
//
//   const LiteralSearch search({"\"PutBucketAcl\"", "\"PutBucketPolicy\""}, true, best_simd());
//   search.find(block, 0)   // where one begins or a character of one is escaped
//
// The method of "Teddy" (of Hyperscan): of each literal the three bytes that are likely to be the
// rarest are its window; each window is of one of eight groups, and of many places at once it is
// looked up of which groups a window may begin there. What is left is compared.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "match/simd.hpp"

namespace filtercheck::match {

// How often three bytes stand together in a text that is like those to be searched. Counts of
// different ones may be added up.
class WindowCounts {
 public:
  WindowCounts() : counts_(kSize) {}
  explicit WindowCounts(std::string_view sample);

  // Of the three bytes from `at` on.
  std::uint32_t of(std::string_view text, std::size_t at) const;

 private:
  static constexpr std::size_t kSize = std::size_t{1} << 15;
  std::vector<std::uint32_t> counts_;
};

// Which groups a window may be of, by the value of one of its bytes.
struct WindowTables {
  static constexpr std::size_t kLength = 3;
  // By the whole byte, exactly.
  std::array<std::array<std::uint8_t, 256>, kLength> bytes{};
  // By its lower and by its upper half; twice, for the two halves of a register.
  std::array<std::array<std::uint8_t, 32>, kLength> low{};
  std::array<std::array<std::uint8_t, 32>, kLength> high{};
};

class LiteralSearch {
 public:
  static constexpr std::size_t npos = std::string_view::npos;
  // See teddy.hpp.
  using NextWindow = const char*(const WindowTables&, const char*, const char*);

  // Each of `needles` has three bytes or more. With `escapes` a place where JSON may spell a
  // character of a needle as `\u00XX` is found as well. Speed depends on `counts`. Cost: linear.
  LiteralSearch(std::vector<std::string> needles, bool escapes, Simd simd,
                const WindowCounts& counts);

  // A place in the first needle of text.substr(from), or in front of it; npos: there is none. Cost:
  // linear.
  std::size_t find(std::string_view text, std::size_t from) const;

 private:
  static constexpr std::size_t kSlots = 1024;
  struct Window {
    std::uint32_t bytes;
    std::uint32_t needle;  // kEscape: none
    std::uint32_t offset;  // of the window in the needle
  };

  void add_window(const Window& window);
  void make_tables();
  // Whether at `at`, where a window may begin, a needle is or an escape.
  bool is_found(std::string_view text, std::size_t from, std::size_t at) const;
  bool is_escape(std::string_view text, std::size_t at) const;

  std::vector<std::string> needles_;
  std::array<bool, 256> in_needle_{};              // by character
  std::vector<Window> windows_;                    // ordered by their bytes
  std::array<std::uint32_t, kSlots + 1> first_{};  // in windows_, by a hash of the bytes
  WindowTables tables_;
  NextWindow* next_;
};

}  // namespace filtercheck::match
