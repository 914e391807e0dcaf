// Arguments that several commands have. Each function adds some to a command; what is given is
// written to the value for it, which must outlive the command, and a default is what it has before.
#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::cli {

// One of the few words that an option may be given as, and what it means. Lists of them are
// constants, so that nothing needs memory before main() does.
template <typename T>
struct Word {
  const char* word;
  T value;
};

// An option that is given as one of the words, a range of Word<T>. Value: T, or an optional of it.
template <typename Words, typename Value>
CLI::Option* add_words(CLI::App& command, const char* name, Value& value, const Words& words,
                       const std::string& description) {
  std::vector<std::string> known;
  for (const auto& entry : words) known.emplace_back(entry.word);
  const auto set = [&value, words](const std::string& given) {
    const auto is_it = [&](const auto& entry) { return entry.word == given; };
    value = std::find_if(words.begin(), words.end(), is_it)->value;  // check() saw that it is there
  };
  return command.add_option_function<std::string>(name, set, description)
      ->check(CLI::IsMember(known));
}

// A pattern that must be given: `name`, by its place.
void add_pattern(CLI::App& command, const char* name, std::string& pattern);
// --beyond-aws-limits
void add_limits(CLI::App& command, Limits& limits);
// --format of commands that answer as text or as JSON.
void add_format(CLI::App& command, Format& format);
// --certificate
void add_certificate(CLI::App& command, std::string& file, const char* description);

// --reading; the text says which one the command takes where none is given.
CLI::Option* add_reading(CLI::App& command, ReadingChoice& reading,
                         const char* words = "both (default), glob or first-occurrence");
// --reading and --domain of what is asked about events.
void add_decide_on_events(CLI::App& command, DecideOptions& decide);
// The same of what is asked about lines, events or not.
void add_decide_on_lines(
    CLI::App& command, DecideOptions& decide,
    const char* description = "Over which events: lines (default), json or cloudtrail");

}  // namespace filtercheck::cli
