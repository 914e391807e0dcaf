// How libFuzzer changes an input. One that is text is changed token by token as often as byte by
// byte; one that is choices for a generator has its structure from there.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "support/generate.hpp"
#include "support/mutate.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  std::mt19937 random(seed);
  const auto is_odd = [](std::uint8_t c) {
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
  };
  const bool is_text = size > 0 && std::none_of(data, data + size, is_odd);
  if (!is_text || random() % 2 == 0) return LLVMFuzzerMutate(data, size, most);
  std::array<std::uint8_t, 64> bytes{};
  std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::uint8_t>(random()); });
  filtercheck::support::Choices choices(bytes);
  // Behind the mark of texts (tests/support/drawn.hpp).
  const std::size_t begin = data[0] == 255 ? 1 : 0;
  std::string text(reinterpret_cast<const char*>(data) + begin, size - begin);
  for (unsigned times = random() % 3 + 1; times > 0; --times) {
    text = filtercheck::support::mutated(choices, text);
  }
  text.resize(std::min(text.size(), most - std::min(begin, most)));
  std::copy(text.begin(), text.end(), data + begin);
  return begin + text.size();
}
