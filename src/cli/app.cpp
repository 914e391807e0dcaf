#include "cli/app.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "cli/audit.hpp"
#include "cli/collect.hpp"
#include "cli/commands.hpp"
#include "cli/group.hpp"
#include "cli/match.hpp"
#include "cli/pattern_argument.hpp"
#include "cli/patterns_file.hpp"
#include "cli/requirements.hpp"
#include "cli/scan.hpp"
#include "report/text.hpp"
#include "threads/beside.hpp"

namespace filtercheck::cli {

namespace {

constexpr const char* kDefaultControl = "s3-bucket-policy-changes";
// Of scan: each control that a filter is plainly meant for.
constexpr const char* kAutoControl = "auto";
constexpr const char* kPatternHelp = "The pattern itself, - for standard input, or @FILE";
constexpr std::size_t kMostControlBytes = 1'100'000;  // over the limit that read_control states

// Options given as one of a few words. CLI11 checks the word, `value_of` turns it into a value.
// Nothing here needs memory before main() does.
template <typename T>
struct Word {
  const char* word;
  T value;
};

constexpr std::array<Word<Format>, 2> kFormats{{{"json", Format::Json}, {"text", Format::Text}}};
constexpr std::array<Word<AuditFormat>, 5> kAuditFormats{{{"html", AuditFormat::Html},
                                                          {"json", AuditFormat::Json},
                                                          {"junit", AuditFormat::Junit},
                                                          {"sarif", AuditFormat::Sarif},
                                                          {"text", AuditFormat::Text}}};
constexpr std::array<Word<GroupFormat>, 3> kGroupFormats{
    {{"dot", GroupFormat::Dot}, {"json", GroupFormat::Json}, {"text", GroupFormat::Text}}};
constexpr std::array<Word<ReadingChoice>, 3> kReadings{
    {{"both", ReadingChoice::Both},
     {"first-occurrence", ReadingChoice::FirstOccurrence},
     {"glob", ReadingChoice::Glob}}};
constexpr std::array<Word<ScanFormat>, 6> kScanFormats{{{"github", ScanFormat::Github},
                                                        {"gitlab", ScanFormat::Gitlab},
                                                        {"json", ScanFormat::Json},
                                                        {"junit", ScanFormat::Junit},
                                                        {"sarif", ScanFormat::Sarif},
                                                        {"text", ScanFormat::Text}}};
constexpr std::array<Word<FailOn>, 6> kFailures{{{"changed", FailOn::Changed},
                                                 {"error", FailOn::Error},
                                                 {"narrowed", FailOn::Narrowed},
                                                 {"note", FailOn::Note},
                                                 {"warning", FailOn::Warning},
                                                 {"widened", FailOn::Widened}}};
constexpr std::array<Word<Domain>, 2> kEventDomains{
    {{"cloudtrail", Domain::CloudTrail}, {"json", Domain::Json}}};
constexpr std::array<Word<Domain>, 3> kLineDomains{
    {{"cloudtrail", Domain::CloudTrail}, {"json", Domain::Json}, {"lines", Domain::Lines}}};
constexpr std::array<Word<Relation>, 6> kRelations{{{"disjoint", Relation::Disjoint},
                                                    {"equivalent", Relation::Equivalent},
                                                    {"overlapping", Relation::Overlapping},
                                                    {"subset", Relation::Subset},
                                                    {"superset", Relation::Superset},
                                                    {"undecided", Relation::Undecided}}};

template <typename Words>
std::vector<std::string> words_of(const Words& words) {
  std::vector<std::string> list;
  for (const auto& [word, value] : words) list.emplace_back(word);
  return list;
}

// Requires: it is one of the words.
template <typename Words>
auto value_of(const Words& words, const std::string& given) {
  const auto is_it = [&](const auto& entry) { return entry.word == given; };
  return std::find_if(words.begin(), words.end(), is_it)->value;
}

// What the arguments of all commands say, as they are given.
struct Arguments {
  std::string pattern;
  std::string other;
  std::vector<std::string> controls;
  std::vector<std::string> control_files;
  std::vector<std::string> paths;
  std::string format = "text";
  std::string fail_on;
  std::optional<std::string> bundle;
  std::string profile;
  std::vector<std::string> regions;
  std::string endpoint_url;
  std::string out;
  std::vector<std::string> frameworks;
  std::string base;
  std::string baseline;
  std::string new_baseline;
  bool fix = false;
  bool dry_run = false;
  std::string color = "auto";
  std::string reading;
  std::string domain;
  std::string expect;
  std::string patterns_file;
  std::string suite;
  std::string certificate;
  std::string smtlib;
  std::string subject;
  bool beyond_aws_limits = false;
  bool full_event = false;
  bool aws_command = false;
  bool count = false;
  bool invert = false;
  bool extract = false;
  bool with_filename = false;
  bool recursive = false;
  bool explain_miss = false;
  std::string histogram;
  bool progress = false;
  bool allow_globs = false;
  std::size_t max_count = 0;
  std::size_t threads = filtercheck::threads::processors();
};

class App {
 public:
  explicit App(Console& console) : console_(console) {
    app_.set_version_flag("--version", "filtercheck " FILTERCHECK_VERSION);
    app_.require_subcommand(1);
    app_.footer(
        "Exit status: 0 holds, 1 refuted, 2 bad usage or input, 3 undecided, 70 a bug of ours.\n"
        "Every command has --help; the manual is filtercheck(1).");
    add_check();
    add_compare();
    add_group();
    add_match();
    add_pattern_command("parse", "Show the syntax tree of a pattern, or every fault in it", parse);
    add_pattern_command("format", "Print a pattern in its canonical layout", format);
    add_pattern_command(
        "normalize", "Print the normal form of a pattern: clauses over eventSource and eventName",
        normalize);
    add_simplify();
    add_scan();
    add_audit();
    add_collect();
    add_controls();
    add_explain();
    add_batch();
  }

  Exit run(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      // CLI11 has exit codes of its own; help and version are its only successes.
      if (error.get_exit_code() == 0) {
        app_.exit(error, console_.out, console_.err);
        return Exit::Holds;
      }
      complain(console_, usage_fault(error, argc > 1 ? argv[1] : ""));
      return Exit::BadInput;
    }
    set_colour();
    return command_();
  }

 private:
  // What is wrong with the arguments, and where to read on.
  std::string usage_fault(const CLI::ParseError& error, const std::string& command) const {
    const auto known =
        app_.get_subcommands([&](const CLI::App* sub) { return sub->get_name() == command; });
    if (known.empty()) {
      const bool given = !command.empty() && command.front() != '-';
      const std::string what =
          given ? "there is no command `" + command + "`" : "a command is required";
      return what + "; see filtercheck --help";
    }
    std::string what = error.what();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
      what =
          "there are more arguments than it takes, or an option it does not know; a pattern is one "
          "argument, in single quotes";
    }
    std::replace(what.begin(), what.end(), '\n', ' ');
    return command + ": " + what + "; see filtercheck " + command + " --help";
  }

  CLI::App* add(const char* name, const char* description, std::function<Exit()> command) {
    CLI::App* sub = app_.add_subcommand(name, description);
    sub->add_option("--color", given_.color, "When to use colour: auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->type_name("WHEN");
    sub->callback([this, command = std::move(command)] { command_ = command; });
    return sub;
  }

  void add_format(CLI::App* sub) {
    sub->add_option("--format", given_.format, "How to answer: text or json")
        ->check(CLI::IsMember(words_of(kFormats)))
        ->type_name("FORMAT");
  }
  void add_pattern(CLI::App* sub) {
    sub->add_option("PATTERN", given_.pattern, kPatternHelp)->required()->type_name("");
    add_limits(sub);
  }
  void add_limits(CLI::App* sub) {
    sub->add_flag(
        "--beyond-aws-limits", given_.beyond_aws_limits,
        "Lift AWS's limits (1,024 characters, two regexes, three wildcard selectors) for analysis");
  }
  void add_reading(CLI::App* sub, const char* words) {
    sub->add_option("--reading", given_.reading,
                    std::string("How AWS matches a `*` that is not at the end: ") + words)
        ->check(CLI::IsMember(words_of(kReadings)))
        ->type_name("READING");
  }
  void add_domain(CLI::App* sub, std::span<const Word<Domain>> domains, const char* words) {
    sub->add_option("--domain", given_.domain, words)
        ->check(CLI::IsMember(words_of(domains)))
        ->type_name("DOMAIN");
  }
  void add_certificate(CLI::App* sub, const char* words) {
    sub->add_option("--certificate", given_.certificate, words)->type_name("FILE");
  }
  void add_witness(CLI::App* sub) {
    sub->add_flag("--full-event", given_.full_event,
                  "Pad the events shown to whole CloudTrail records");
    sub->add_flag("--aws-command", given_.aws_command,
                  "Print the aws logs test-metric-filter commands that confirm the events shown");
    sub->add_option("--suite", given_.suite,
                    "Write the events that stand for all events if the answer holds of all, and "
                    "FILE.sh, which has AWS confirm them")
        ->type_name("FILE");
    add_certificate(sub,
                    "Write a proof of an answer that holds of all events, for "
                    "filtercheck-verify");
  }
  void add_control(CLI::App* sub, const std::string& more = "") {
    sub->add_option("--control", given_.controls,
                    "A control to check (repeatable); see `filtercheck controls`" + more)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("ID");
    sub->add_option("--control-file", given_.control_files,
                    "A file with a control of your own (repeatable)")
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("FILE");
  }

  void add_check() {
    CLI::App* sub = add("check", "Does a pattern cover every event that a control requires?",
                        [this] { return check(); });
    add_pattern(sub);
    add_control(sub);
    add_reading(sub, "both (default), glob or first-occurrence");
    add_domain(sub, kEventDomains, "Over which events: cloudtrail (default) or json");
    add_witness(sub);
    add_format(sub);
  }

  void add_compare() {
    CLI::App* sub = add("compare", "How are the events that two patterns match related?",
                        [this] { return compare(); });
    sub->add_option("A", given_.pattern, kPatternHelp)->required()->type_name("");
    sub->add_option("B", given_.other, kPatternHelp)->required()->type_name("");
    add_limits(sub);
    sub->add_option("--expect", given_.expect, "The relation that makes the exit status 0")
        ->check(CLI::IsMember(words_of(kRelations)))
        ->type_name("RELATION");
    add_reading(sub, "both (default), glob or first-occurrence");
    add_domain(sub, kLineDomains, "Over which events: lines (default), json or cloudtrail");
    add_witness(sub);
    sub->add_option("--smtlib", given_.smtlib,
                    "Write the question for a solver such as z3 or cvc5; -: to standard output, "
                    "in place of the answer")
        ->type_name("FILE");
    add_format(sub);
  }

  void add_group() {
    CLI::App* sub = add("group", "Which of many patterns mean the same, and what includes what?",
                        [this] { return group(); });
    sub->add_option("FILE", given_.paths,
                    "JSON lines with `name` and `pattern`, or what `aws logs "
                    "describe-metric-filters` prints, also compressed; - for standard input")
        ->type_name("");
    add_limits(sub);
    add_reading(sub, "both (default), glob or first-occurrence");
    add_domain(sub, kLineDomains, "Over which events: lines (default), json or cloudtrail");
    sub->add_option("--format", given_.format, "How to answer: text, json or dot (for Graphviz)")
        ->check(CLI::IsMember(words_of(kGroupFormats)))
        ->type_name("FORMAT");
  }

  void add_match() {
    CLI::App* sub =
        add("match", "Print the log lines that a pattern matches", [this] { return match(); });
    CLI::Option* pattern = sub->add_option("PATTERN", given_.pattern, kPatternHelp)->type_name("");
    sub->add_option("FILE", given_.paths,
                    "Lines, CloudTrail files or filter-log-events output, also by gzip or zstd")
        ->type_name("");
    sub->add_option("--patterns", given_.patterns_file,
                    "A file of patterns instead of PATTERN: JSON lines with `name` and `pattern`")
        ->type_name("FILE");
    pattern->description(
        "The pattern itself, - for standard input, or @FILE (with --patterns: the first FILE)");
    add_limits(sub);
    CLI::Option* count =
        sub->add_flag("-c,--count", given_.count, "Print how many lines match, not the lines");
    CLI::Option* invert =
        sub->add_flag("-v,--invert", given_.invert, "Select the lines that do not match");
    CLI::Option* extract =
        sub->add_flag("--extract", given_.extract,
                      "Print the fields that a space-delimited pattern extracts, not the lines")
            ->excludes(count)
            ->excludes(invert);
    CLI::Option* histogram =
        sub->add_option("--histogram", given_.histogram,
                        "Count events by day, hour or a field such as eventName, not the lines")
            ->excludes(count)
            ->excludes(extract)
            ->type_name("KEY");
    sub->add_flag("--explain-miss", given_.explain_miss,
                  "Print the lines that do not match, with the conditions that fail")
        ->excludes(count)
        ->excludes(invert)
        ->excludes(extract)
        ->excludes(histogram);
    sub->add_option("-m,--max-count", given_.max_count, "Stop after so many lines of each input")
        ->check([](const std::string& text) {
          const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
          const bool good =
              digits && text.find_first_not_of('0') != std::string::npos && text.size() < 19;
          return good ? std::string() : "takes a positive whole number, not `" + text + "`";
        })
        ->type_name("N");
    sub->add_flag("-H,--with-filename", given_.with_filename,
                  "Print the name of the file before each line");
    sub->add_option("--threads", given_.threads,
                    "The most threads to search on (as many as there are processors)")
        ->check(CLI::Range(1, 1024))
        ->type_name("N");
    sub->add_flag("-r,--recursive", given_.recursive,
                  "Read the files in folders, and in those below");
    sub->add_flag("--progress", given_.progress,
                  "Show progress on standard error if it is a terminal");
    add_reading(sub, "glob (default), first-occurrence or both");
    add_format(sub);
  }

  void add_pattern_command(const char* name, const char* description,
                           Exit (*command)(const PatternOptions&, Console&)) {
    CLI::App* sub = add(name, description, [this, command] {
      return command({given_.pattern, limits(), format_given()}, console_);
    });
    add_pattern(sub);
    add_format(sub);
  }

  void add_simplify() {
    CLI::App* sub = add("simplify", "Print the shortest equivalent pattern that can be found",
                        [this] { return simplify(); });
    add_pattern(sub);
    sub->add_flag("--allow-globs", given_.allow_globs,
                  "Let names be said with a `*` that PATTERN does not have, where other conditions "
                  "leave no other names: the result matches the same events all the same");
    add_certificate(sub,
                    "Write a proof that the result matches the same events, for "
                    "filtercheck-verify");
    add_reading(sub, "both (default), glob or first-occurrence");
    add_domain(sub, kLineDomains,
               "Over which events it means the same: lines (default), json or cloudtrail");
    add_format(sub);
  }

  void add_scan() {
    CLI::App* sub = add("scan", "Judge every filter in infrastructure code and in what AWS prints",
                        [this] { return scan(); });
    sub->add_option("PATH", given_.paths, "Files, folders, or - for standard input")
        ->required()
        ->type_name("");
    add_control(sub, "; auto: those that a filter is plainly meant for");
    add_reading(sub, "both (default), glob or first-occurrence");
    add_domain(sub, kEventDomains, "Over which events: cloudtrail (default) or json");
    sub->add_option("--format", given_.format,
                    "How to answer: text, json, sarif, github, junit or gitlab")
        ->check(CLI::IsMember(words_of(kScanFormats)))
        ->type_name("FORMAT");
    sub->add_option("--fail-on", given_.fail_on,
                    "What makes the exit status 1: the least finding, error, warning (default) or "
                    "note; with --diff also narrowed (its default), widened or changed")
        ->check(CLI::IsMember(words_of(kFailures)))
        ->type_name("SEVERITY");
    sub->add_option(
           "--diff", given_.base,
           "Say what has changed since this revision of git, or folder, and what that does "
           "to the events")
        ->type_name("BASE");
    sub->add_option("--baseline", given_.baseline,
                    "A file of findings that were there before and do not count")
        ->type_name("FILE");
    sub->add_option("--write-baseline", given_.new_baseline,
                    "Write the findings to such a file; the exit status is then 0")
        ->type_name("FILE");
    CLI::Option* fix = sub->add_flag("--fix", given_.fix,
                                     "Mend what is sure to be right in the files themselves, and "
                                     "judge them then");
    fix->excludes("--diff")->excludes("--write-baseline");
    sub->add_flag("--dry-run", given_.dry_run, "Print the diff instead, and write nothing")
        ->needs(fix);
  }

  void add_audit() {
    CLI::App* sub = add("audit",
                        "Does an account report every event that a control requires, from trail to "
                        "subscriber?",
                        [this] { return audit(); });
    CLI::Option* bundle =
        sub->add_option("--bundle", given_.bundle,
                        "Judge this folder of what the aws commands print about the account, as "
                        "collect writes it; without it, AWS is asked, as by collect")
            ->type_name("DIR");
    for (CLI::Option* option : add_account(sub)) bundle->excludes(option);
    add_control(sub);
    sub->add_option(
           "--framework", given_.frameworks,
           "The controls of a framework (repeatable): cis-1.2 to cis-7.0, security-hub, or "
           "all")
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("NAME");
    add_reading(sub, "both (default), glob or first-occurrence");
    sub->add_option("--format", given_.format, "How to answer: text, json, sarif, junit or html")
        ->check(CLI::IsMember(words_of(kAuditFormats)))
        ->type_name("FORMAT");
  }

  void add_collect() {
    CLI::App* sub = add("collect",
                        "Ask AWS, by the aws command, for what an audit rests on, and keep it as a "
                        "bundle",
                        [this] { return collect(); });
    sub->add_option("--out", given_.out, "The folder for it, which must not have anything in it")
        ->required()
        ->type_name("DIR");
    add_account(sub);
    add_format(sub);
  }

  // How the AWS CLI is told which account to ask.
  std::vector<CLI::Option*> add_account(CLI::App* sub) {
    return {
        sub->add_option("--profile", given_.profile, "A profile of the AWS CLI")->type_name("NAME"),
        sub->add_option("--region", given_.regions,
                        "Where to ask for trails (repeatable); default: the region that the "
                        "AWS CLI uses. What the trails name is asked where it is")
            ->take_all()
            ->allow_extra_args(false)
            ->type_name("REGION"),
        sub->add_option("--endpoint-url", given_.endpoint_url,
                        "Passed on to the AWS CLI, for what stands in for AWS")
            ->type_name("URL")};
  }

  void add_controls() {
    CLI::App* sub = add("controls", "List the controls, or show one", [this] {
      return given_.subject.empty() ? list_controls(format_given(), console_)
                                    : show_control(given_.subject, format_given(), console_);
    });
    add_format(sub);
    sub->fallthrough();
    sub->add_subcommand("list", "All controls (the default)");
    CLI::App* show =
        sub->add_subcommand("show", "What a control requires, and where it comes from");
    show->fallthrough();
    show->add_option("ID", given_.subject, "A control")->required()->type_name("");
  }

  void add_explain() {
    CLI::App* sub = add("explain", "Explain the code of a diagnostic, caveat or finding",
                        [this] { return explain(given_.subject, format_given(), console_); });
    sub->add_option("CODE", given_.subject, "A code; all codes where none is given")->type_name("");
    add_format(sub);
  }

  void add_batch() {
    add("batch", "Answer JSON requests, one a line, from standard input",
        [this] { return batch(console_); });
  }

  Format format_given() const { return value_of(kFormats, given_.format); }
  Limits limits() const { return given_.beyond_aws_limits ? Limits::beyond_aws() : Limits::aws(); }

  DecideOptions decide_options(std::span<const Word<Domain>> domains, Domain domain) const {
    return {given_.reading.empty() ? ReadingChoice::Both : value_of(kReadings, given_.reading),
            given_.domain.empty() ? domain : value_of(domains, given_.domain)};
  }

  // The controls asked for, the default one where none is; or how it ends without them.
  std::variant<std::vector<Control>, Exit> controls() {
    std::vector<Control> found;
    std::vector<std::string> ids = given_.controls;
    if (ids.empty() && given_.control_files.empty()) ids.emplace_back(kDefaultControl);
    for (const std::string& id : ids) {
      const Control* control = find_builtin_control(id);
      if (control == nullptr) {
        complain(console_,
                 "there is no control `" + id + "`; `filtercheck controls list` shows all");
        return Exit::BadInput;
      }
      found.push_back(*control);
    }
    for (const std::string& path : given_.control_files) {
      auto control = read_control_file(path);
      if (!control) return Exit::BadInput;
      found.push_back(std::move(*control));
    }
    return found;
  }

  std::optional<Control> read_control_file(const std::string& path) {
    const auto text = read_file(path, kMostControlBytes);
    if (text.index() == 1) {
      complain(console_, std::get<1>(text));
      return std::nullopt;
    }
    ControlFile file = read_control(std::get<0>(text));
    std::vector<std::string> faults;
    if (const auto* errors = std::get_if<std::vector<std::string>>(&file)) {
      faults = *errors;
    } else {
      faults = pattern_faults(std::get<Control>(file));
    }
    for (const std::string& fault : faults) complain(console_, path + ": " + fault);
    if (!faults.empty()) return std::nullopt;
    return std::get<Control>(std::move(file));
  }

  Exit check() {
    auto found = controls();
    if (const auto* exit = std::get_if<Exit>(&found)) return *exit;
    return cli::check({given_.pattern, std::get<std::vector<Control>>(std::move(found)),
                       decide_options(kEventDomains, Domain::CloudTrail), limits(), format_given(),
                       given_.full_event, given_.aws_command, given_.suite, given_.certificate},
                      console_);
  }

  Exit compare() {
    std::optional<Relation> expect;
    if (!given_.expect.empty()) expect = value_of(kRelations, given_.expect);
    return cli::compare(
        {given_.pattern, given_.other, expect, decide_options(kLineDomains, Domain::Lines),
         limits(), format_given(), given_.full_event, given_.aws_command, given_.suite,
         given_.certificate, given_.smtlib},
        console_);
  }

  Exit group() {
    return cli::group({given_.paths, decide_options(kLineDomains, Domain::Lines), limits(),
                       value_of(kGroupFormats, given_.format)},
                      console_);
  }

  Exit match() {
    MatchOptions options;
    options.files = given_.paths;
    if (!given_.patterns_file.empty()) {
      if (!given_.pattern.empty()) options.files.insert(options.files.begin(), given_.pattern);
      auto patterns = read_patterns_file(given_.patterns_file, limits(), console_);
      if (!patterns) return Exit::BadInput;
      options.patterns = std::move(*patterns);
    } else {
      if (app_.get_subcommand("match")->count("PATTERN") == 0) {
        complain(console_,
                 "match: a PATTERN or --patterns FILE is required; see filtercheck match --help");
        return Exit::BadInput;
      }
      auto loaded = load_pattern(given_.pattern, limits(), format_given(), console_);
      if (const auto* exit = std::get_if<Exit>(&loaded)) return *exit;
      options.patterns.push_back({"", std::get<Loaded>(std::move(loaded)).pattern});
    }
    options.reading =
        given_.reading == "first-occurrence" ? Reading::FirstOccurrence : Reading::Glob;
    options.both_readings = given_.reading == "both";
    options.reading_given = !given_.reading.empty() && !options.both_readings;
    options.format = format_given();
    options.count = given_.count;
    options.invert = given_.invert;
    options.extract = given_.extract;
    options.explains_misses = given_.explain_miss;
    if (!given_.histogram.empty()) {
      auto key = read_histogram_key(given_.histogram);
      if (const auto* fault = std::get_if<std::string>(&key)) {
        complain(console_, "match: --histogram " + report::printable(*fault));
        return Exit::BadInput;
      }
      options.histogram = std::get<HistogramKey>(std::move(key));
    }
    const auto no_fields =
        std::find_if(options.patterns.begin(), options.patterns.end(),
                     [](const NamedPattern& named) { return !named.pattern.fields; });
    if (options.extract && no_fields != options.patterns.end()) {
      complain(console_, "match: --extract is for space-delimited patterns, `[a, b, ...]`; " +
                             (no_fields->name.empty() ? "this one" : "`" + no_fields->name + "`") +
                             " is of kind " + std::string(name_of(no_fields->pattern.kind)));
      return Exit::BadInput;
    }
    if (given_.max_count > 0) options.max_count = given_.max_count;
    options.threads = given_.threads;
    options.with_filename = given_.with_filename;
    options.recursive = given_.recursive;
    options.progress = given_.progress;
    return cli::match(options, console_);
  }

  Exit simplify() {
    return cli::simplify({given_.pattern,
                          {decide_options(kLineDomains, Domain::Lines), given_.allow_globs},
                          limits(),
                          format_given(),
                          given_.certificate},
                         console_);
  }

  static std::vector<std::string> all_controls() {
    std::vector<std::string> ids;
    for (const Control& control : builtin_controls()) ids.push_back(control.id);
    return ids;
  }

  Exit scan() {
    auto config_found = find_scan_config();
    if (const auto* why = std::get_if<std::string>(&config_found)) {
      complain(console_, report::printable(*why));
      return Exit::BadInput;
    }
    auto& config = std::get<ScanConfig>(config_found);
    if (given_.controls.empty() && given_.control_files.empty()) given_.controls = config.controls;
    const bool is_auto = given_.controls == std::vector<std::string>{kAutoControl};
    if (is_auto) given_.controls = all_controls();
    auto found = controls();
    if (const auto* exit = std::get_if<Exit>(&found)) return *exit;
    const FailOn usual = given_.base.empty() ? FailOn::Warning : FailOn::Narrowed;
    const FailOn fail_on = given_.fail_on.empty() ? config.fail_on.value_or(usual)
                                                  : value_of(kFailures, given_.fail_on);
    if (given_.base.empty() && fail_on >= FailOn::Narrowed) {
      complain(console_, "scan: narrowed, widened and changed are for --diff");
      return Exit::BadInput;
    }
    if (given_.fix && std::count(given_.paths.begin(), given_.paths.end(), "-") > 0) {
      complain(console_, "scan: --fix writes files, and standard input is none");
      return Exit::BadInput;
    }
    // What is being written is not asked for its old content.
    std::string baseline = given_.baseline;
    if (baseline.empty() && config.baseline && given_.new_baseline.empty())
      baseline = config.folder + *config.baseline;
    return cli::scan(
        {given_.paths, std::move(config), std::get<std::vector<Control>>(std::move(found)),
         is_auto ? review::Judge::Ask::WhatIsMeant : review::Judge::Ask::All,
         decide_options(kEventDomains, Domain::CloudTrail), value_of(kScanFormats, given_.format),
         fail_on, given_.base, std::move(baseline), given_.new_baseline,
         given_.fix ? (given_.dry_run ? Fix::Show : Fix::Write) : Fix::No},
        console_);
  }

  Exit audit() {
    for (const std::string& framework : given_.frameworks) {
      const std::vector<Control> of_framework = controls_of_framework(framework);
      if (of_framework.empty()) {
        std::string known;
        for (const std::string& name : framework_names()) known += " " + name;
        complain(console_, "there is no framework `" + framework + "`; there are:" + known);
        return Exit::BadInput;
      }
      for (const Control& control : of_framework) given_.controls.push_back(control.id);
    }
    // A control of two frameworks is one row of the table.
    std::vector<std::string> once;
    for (const std::string& id : given_.controls)
      if (std::find(once.begin(), once.end(), id) == once.end()) once.push_back(id);
    given_.controls = std::move(once);
    auto found = controls();
    if (const auto* exit = std::get_if<Exit>(&found)) return *exit;
    return cli::audit(
        {given_.bundle, account_options(), std::get<std::vector<Control>>(std::move(found)),
         decide_options(kEventDomains, Domain::CloudTrail), value_of(kAuditFormats, given_.format)},
        console_);
  }

  AccountOptions account_options() const {
    return {{given_.profile, given_.endpoint_url}, given_.regions};
  }

  Exit collect() { return cli::collect({account_options(), given_.out, format_given()}, console_); }

  void set_colour() {
    if (given_.color == "auto") return;
    console_.out_colour = console_.err_colour = given_.color == "always";
  }

  Console& console_;
  CLI::App app_{"Decides what AWS CloudWatch Logs filter patterns mean", "filtercheck"};
  Arguments given_;
  std::function<Exit()> command_;
};

}  // namespace

Exit run(int argc, const char* const* argv, Console& console) {
  return App(console).run(argc, argv);
}

}  // namespace filtercheck::cli
