// What `scan --fix` does to files, or would do.
#pragma once

#include "cli/console.hpp"
#include "review/mend.hpp"

namespace filtercheck::cli {

// Whether files are mended, or what would be is shown as a diff.
enum class Fix { No, Show, Write };

// Writes what was mended, all of it or nothing, or prints the diff; and says what it is. A file
// that is another than was read is not written. False: it cannot be written, which has been said.
bool fix(const review::Mended& mended, Fix fix, Console& console);

}  // namespace filtercheck::cli
