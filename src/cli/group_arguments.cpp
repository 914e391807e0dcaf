#include <array>
#include <memory>

#include "cli/arguments.hpp"
#include "cli/common_options.hpp"
#include "cli/group.hpp"

namespace filtercheck::cli {

namespace {

constexpr std::array<Word<GroupFormat>, 3> kGroupFormats{
    {{"dot", GroupFormat::Dot}, {"json", GroupFormat::Json}, {"text", GroupFormat::Text}}};

}  // namespace

void add_group(CommandLine& line) {
  const auto options = std::make_shared<GroupOptions>();
  CLI::App& command =
      line.add("group", "Which of many patterns mean the same, and what includes what?",
               [options](Console& console) { return group(*options, console); });
  command
      .add_option("FILE", options->files,
                  "JSON lines with `name` and `pattern`, or what `aws logs "
                  "describe-metric-filters` prints, also compressed; - for standard input")
      ->type_name("");
  add_limits(command, options->limits);
  add_decide_on_lines(command, options->decide);
  add_words(command, "--format", options->format, kGroupFormats,
            "How to answer: text, json or dot (for Graphviz)")
      ->type_name("FORMAT");
}

}  // namespace filtercheck::cli
