// What a certificate claims, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/certificate.hpp"

namespace filtercheck::verify {

// "every event that a matches, b matches (reading: glob)"
std::string claim_words(const Certificate& certificate, const Claim& claim);

// "$.['eventName'] is a string". Requires a clause of the rule `assumption` that has been checked.
std::string assumption_words(const Claim& claim, const Clause& clause);

// What all claims, which hold, add up to: one line for each set of readings.
std::vector<std::string> verdicts(const Certificate& certificate);

// As a JSON string without control characters, which would reach into a terminal.
std::string in_quotes(std::u32string_view text);

// A text on one line of a terminal: as it is, or quoted if it has control characters.
std::string on_one_line(const std::string& text);

}  // namespace filtercheck::verify
