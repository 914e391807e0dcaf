#include "cli/common_options.hpp"

#include <array>

namespace filtercheck::cli {

namespace {

constexpr std::array<Word<Format>, 2> kFormats{{{"json", Format::Json}, {"text", Format::Text}}};
constexpr std::array<Word<ReadingChoice>, 3> kReadings{
    {{"both", ReadingChoice::Both},
     {"first-occurrence", ReadingChoice::FirstOccurrence},
     {"glob", ReadingChoice::Glob}}};
constexpr std::array<Word<Domain>, 2> kEventDomains{
    {{"cloudtrail", Domain::CloudTrail}, {"json", Domain::Json}}};
constexpr std::array<Word<Domain>, 3> kLineDomains{
    {{"cloudtrail", Domain::CloudTrail}, {"json", Domain::Json}, {"lines", Domain::Lines}}};

}  // namespace

void add_pattern(CLI::App& command, const char* name, std::string& pattern) {
  command.add_option(name, pattern, "The pattern itself, - for standard input, or @FILE")
      ->required()
      ->type_name("");
}

void add_limits(CLI::App& command, Limits& limits) {
  command.add_flag_callback(
      "--beyond-aws-limits", [&limits] { limits = Limits::beyond_aws(); },
      "Lift AWS's limits (1,024 characters, two regexes, three wildcard selectors) for analysis");
}

void add_format(CLI::App& command, Format& format) {
  add_words(command, "--format", format, kFormats, "How to answer: text or json")
      ->type_name("FORMAT");
}

void add_certificate(CLI::App& command, std::string& file, const char* description) {
  command.add_option("--certificate", file, description)->type_name("FILE");
}

CLI::Option* add_reading(CLI::App& command, ReadingChoice& reading, const char* words) {
  return add_words(command, "--reading", reading, kReadings,
                   std::string("How AWS matches a `*` that is not at the end: ") + words)
      ->type_name("READING");
}

void add_decide_on_events(CLI::App& command, DecideOptions& decide) {
  add_reading(command, decide.reading);
  add_words(command, "--domain", decide.domain, kEventDomains,
            "Over which events: cloudtrail (default) or json")
      ->type_name("DOMAIN");
}

void add_decide_on_lines(CLI::App& command, DecideOptions& decide, const char* description) {
  add_reading(command, decide.reading);
  add_words(command, "--domain", decide.domain, kLineDomains, description)->type_name("DOMAIN");
}

}  // namespace filtercheck::cli
