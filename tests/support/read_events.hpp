// All events of an input, one by one.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string_view>

#include "cli/input.hpp"

namespace filtercheck::support {

struct Event {
  std::string_view text;  // valid during the call that hands it over
  std::size_t line;
  std::size_t number;
};

// Hands over every event, until `on_event` answers false. The first fault, if there is one.
std::optional<cli::InputError> read_events(cli::RawBytes& raw, const cli::InputLimits& limits,
                                           const std::function<bool(const Event&)>& on_event);
std::optional<cli::InputError> read_events(std::istream& in, const cli::InputLimits& limits,
                                           const std::function<bool(const Event&)>& on_event);

}  // namespace filtercheck::support
