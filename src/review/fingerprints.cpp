#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "review/report.hpp"

namespace filtercheck::review {

namespace {

// FNV-1a of 64 bits: the same on every machine and in every version.
class Hash {
 public:
  void add(std::string_view text) {
    for (const char c : text) step(static_cast<unsigned char>(c));
    step(0);  // between parts
  }
  std::string hex() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text.push_back(digits[(state_ >> shift) & 15U]);
    return text;
  }

 private:
  void step(unsigned char byte) {
    state_ ^= byte;
    state_ *= 0x100000001B3U;
  }
  std::uint64_t state_ = 0xCBF29CE484222325U;
};

}  // namespace

void give_fingerprints(std::vector<Finding>& findings) {
  std::map<std::string, int> seen;
  for (Finding& finding : findings) {
    if (!finding.fingerprint.empty()) continue;
    const scan::Source& source = *finding.where.source;
    const Span span = finding.where.span;
    Hash hash;
    hash.add(finding.code);
    hash.add(source.name());
    hash.add(finding.address);
    hash.add(source.bytes().substr(span.begin, span.end - span.begin));
    finding.fingerprint = hash.hex();
    const int number = ++seen[finding.fingerprint];
    if (number > 1) finding.fingerprint += "-" + std::to_string(number);
  }
}

}  // namespace filtercheck::review
