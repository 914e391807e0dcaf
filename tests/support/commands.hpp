// What must hold of the commands and readers that take any bytes, run in this process on strings.
// Each function answers what is wrong, for a person; no value: nothing is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "controls/controls.hpp"
#include "filtercheck/diagnostic.hpp"

namespace filtercheck::support {

// A text that is no pattern is refused by the parser and by every command that takes a pattern:
// with diagnostics that have a known code other than `syntax`, words, and spans within the text and
// in order; with status 2 and these diagnostics in JSON, or with words on standard error and
// nothing on standard output. Of a pattern nothing is asked.
std::optional<std::string> badly_refused(const std::string& text);

// `batch` answers every line that is not blank, by one line of JSON with the id and a status, with
// diagnostics where that is 2; its own is 2 where a request could not be read, else 0.
std::optional<std::string> badly_answered(const std::string& requests);

// `group` on standard input: all that is in the groups or said to be invalid was read, and each
// pattern is in one group; in every format it ends with 0, 2 or 3.
std::optional<std::string> badly_grouped(const std::string& input);

// `scan` on standard input: every filter that it finds stands where it says in the text, and so
// does every finding; in either format it ends with the same status, 0, 1 or 2.
std::optional<std::string> badly_scanned(const std::string& input);

// `scan --fix` on the text as a file of each kind: it changes if and only if something is mended;
// mend() itself throws where other filters would then be read.
std::optional<std::string> badly_mended(const std::string& input);

// read_control() gives faults, a line each, or a control as its header says.
std::optional<std::string> bad_control(std::string_view text);

}  // namespace filtercheck::support
