// What a reader may ask of a witness: to see it as a whole CloudTrail record, and how to have AWS
// itself confirm it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::cli {

// `event` with the fields added that CloudTrail records have and that it lacks. A field whose
// presence changes what the event shows is left out: `still_shows` is asked of each.
std::string full_event(const std::string& event,
                       const std::function<bool(const std::string&)>& still_shows);

// The command that asks AWS whether `pattern` matches the event, quoted for a POSIX shell.
std::string aws_command(std::string_view pattern, const std::string& event);

}  // namespace filtercheck::cli
