#include "support/read_events.hpp"

#include <string>
#include <utility>
#include <variant>

namespace filtercheck::support {

namespace {

using cli::Block;
using OnEvent = std::function<bool(const Event&)>;

// Whether to go on.
bool read_lines(const Block& block, const OnEvent& on_event) {
  std::string_view rest = block.text;
  for (std::size_t number = block.number; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    if (end != rest.npos && line.ends_with('\r')) line.remove_suffix(1);
    if (!on_event({line, number, number})) return false;
    rest = end == rest.npos ? "" : rest.substr(end + 1);
  }
  return true;
}

bool read_items(Block& block, const OnEvent& on_event) {
  std::size_t number = block.number;
  for (const Block::Item& item : block.items) {
    std::string record;
    std::string_view text = item.text;
    if (block.kind == Block::Kind::Records) {
      auto event = cli::event_of(item);
      if (auto* fault = std::get_if<cli::InputError>(&event)) {
        block.fault = std::move(*fault);
        return true;
      }
      record = std::get<std::string>(std::move(event));
      text = record;
    }
    if (!on_event({text, item.line, number++})) return false;
  }
  return true;
}

}  // namespace

std::optional<cli::InputError> read_events(cli::RawBytes& raw, const cli::InputLimits& limits,
                                           const OnEvent& on_event) {
  cli::EventReader reader(raw, limits);
  for (Block block; reader.next(block);) {
    const bool goes_on = block.kind == Block::Kind::Lines ? read_lines(block, on_event)
                                                          : read_items(block, on_event);
    if (!goes_on) return std::nullopt;
    if (block.fault) return block.fault;
  }
  return std::nullopt;
}

std::optional<cli::InputError> read_events(std::istream& in, const cli::InputLimits& limits,
                                           const OnEvent& on_event) {
  cli::StreamBytes raw(in);
  return read_events(raw, limits, on_event);
}

}  // namespace filtercheck::support
