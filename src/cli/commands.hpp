// The commands that answer a question about patterns, and those that tell what the program knows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "controls/controls.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/simplify.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::cli {

// What backs an answer, beside the events that it shows.
struct EvidenceOptions {
  bool full_event = false;   // the events as whole CloudTrail records
  bool aws_command = false;  // how AWS is asked about them
  std::string suite;         // the file for it; empty: none is asked for
  std::string certificate;   // as suite
};

struct CheckOptions {
  std::string pattern;
  std::vector<Control> controls;  // not empty
  DecideOptions decide{ReadingChoice::Both, Domain::CloudTrail};
  Limits limits;
  Format format = Format::Text;
  EvidenceOptions evidence;
};
Exit check(const CheckOptions& options, Console& console);

struct CompareOptions {
  std::string a;
  std::string b;
  std::optional<Relation> expect;
  DecideOptions decide;
  Limits limits;
  Format format = Format::Text;
  EvidenceOptions evidence;
  std::string smtlib;  // the file for it; empty: none; "-": standard output, in place of the answer
};
Exit compare(const CompareOptions& options, Console& console);

struct PatternOptions {
  std::string pattern;
  Limits limits;
  Format format = Format::Text;
};
Exit parse(const PatternOptions& options, Console& console);
Exit format(const PatternOptions& options, Console& console);
Exit normalize(const PatternOptions& options, Console& console);

struct SimplifyCommandOptions {
  std::string pattern;
  SimplifyOptions simplify;
  Limits limits;
  Format format = Format::Text;
  std::string certificate;  // the file for it; empty: none is asked for
};
Exit simplify(const SimplifyCommandOptions& options, Console& console);

Exit list_controls(Format format, Console& console);
Exit show_control(const std::string& id, Format format, Console& console);
// All codes where `code` is empty.
Exit explain(const std::string& code, Format format, Console& console);

// One JSON request a line in, one JSON answer a line out.
Exit batch(Console& console);

// A pattern of the command line, parsed; or the way the command ends after it has said why not.
struct Loaded {
  std::string name;
  Pattern pattern;
};
std::variant<Loaded, Exit> load_pattern(const std::string& argument, const Limits& limits,
                                        Format format, Console& console);

// A pattern as the result of a command: exact for a program, harmless for a terminal.
std::string shown(const std::string& pattern, const Console& console);

// A line on standard error that begins with the name of the program.
void complain(Console& console, const std::string& text);

// Every caveat as a note, on standard output: it belongs to the answer.
void print_caveats(const std::vector<Caveat>& caveats, Console& console);
// The same on standard error, where the answer is meant for a pipe.
void print_caveats_aside(const std::vector<Caveat>& caveats, Console& console);

}  // namespace filtercheck::cli
