// Log lines as CloudTrail writes them, made up: the same for a seed on every machine.
//
//   Trail trail(1);
//   std::string lines;
//   while (lines.size() < 200'000'000) trail.add_line(lines);
//
// 622 to 3,700 bytes a line, 1,584 in the mean. One in a hundred is one of the nine S3
// bucket-policy events; of these one in 64 has a character of its name escaped. One in fifty names
// such an event somewhere else: in its parameters or as the user agent.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace filtercheck::bench {

class Trail {
 public:
  explicit Trail(std::uint32_t seed) : random_(seed) {}

  // Appends one line with its end.
  void add_line(std::string& out);

 private:
  // Below `n`; the distributions of the standard library differ between libraries.
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  std::size_t wanted_size();
  void add(std::string_view text) { *out_ += text; }
  void add_hex(std::size_t digits);
  void add_uuid();
  void add_id(std::string_view prefix);  // `i-0123456789abcdef0`
  void add_number(std::uint32_t number, std::size_t digits);
  void add_time();
  void add_identity();
  void add_name(std::string_view name);
  void add_parameters(std::string_view decoy);
  void fill(std::size_t begin, std::size_t size);

  std::mt19937 random_;
  std::uint32_t second_ = 0;  // of the day
  std::string* out_ = nullptr;
};

}  // namespace filtercheck::bench
