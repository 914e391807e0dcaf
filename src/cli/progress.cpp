#include "cli/progress.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace filtercheck::cli {

namespace {

constexpr std::chrono::milliseconds kInterval{200};

// With one decimal.
std::string amount(double bytes) {
  constexpr std::array<std::string_view, 4> kUnits{" MB", " GB", " TB", " PB"};
  constexpr double kThousand = 1000;
  bytes /= kThousand * kThousand;
  std::size_t unit = 0;
  for (; bytes >= kThousand && unit + 1 < kUnits.size(); ++unit) bytes /= kThousand;
  const auto tenths = static_cast<std::uint64_t>(bytes * 10);
  std::string text = std::to_string(tenths / 10);
  text += '.';
  text += std::to_string(tenths % 10);
  return text += kUnits[unit];
}

std::string duration(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kMost = 1e6;
  const auto whole = static_cast<std::uint64_t>(std::min(std::ceil(seconds), kMost));
  if (seconds < kMinute) return std::to_string(whole) + " s";
  return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
}

}  // namespace

std::string described(const Done& done) {
  const auto bytes = static_cast<double>(done.bytes);
  std::string text = amount(bytes);
  // A file may have grown.
  const bool is_known = done.of && *done.of >= done.bytes;
  if (is_known) text += " of " + amount(static_cast<double>(*done.of));
  const double rate = done.time.count() > 0 ? bytes / done.time.count() : 0;
  text += ", " + amount(rate) + "/s, " + std::to_string(done.matches);
  text += done.matches == 1 ? " match" : " matches";
  if (is_known && rate > 0)
    text += ", " + duration(static_cast<double>(*done.of - done.bytes) / rate) + " left";
  return text;
}

void Progress::update(std::uint64_t bytes, std::size_t matches) {
  if (!on_) return;
  const auto now = Clock::now();
  if (now - shown_at_ < kInterval) return;
  shown_at_ = now;
  err_ << "\r\033[K" << described({bytes, all_, now - begun_at_, matches}) << std::flush;
  is_shown_ = true;
}

void Progress::clear() {
  if (!is_shown_) return;
  err_ << "\r\033[K" << std::flush;
  is_shown_ = false;
}

}  // namespace filtercheck::cli
