// The command line: its arguments, and which command they ask for.
#pragma once

#include "cli/console.hpp"

namespace filtercheck::cli {

// Runs what the arguments ask for. Colour is asked of the console only where --color does not say.
// Throws what the library throws: a bug of ours.
Exit run(int argc, const char* const* argv, Console& console);

}  // namespace filtercheck::cli
