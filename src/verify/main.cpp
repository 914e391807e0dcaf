// filtercheck-verify: reads a certificate and says whether its claims hold.

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "base/out_of_memory.hpp"
#include "filtercheck/parse.hpp"
#include "verify/certificate.hpp"
#include "verify/verify.hpp"
#include "verify/words.hpp"

namespace {

using namespace filtercheck;

enum class Exit { Proved = 0, NotProved = 1, BadInput = 2, OurBug = 70 };

[[gnu::constructor(101)]] void before_other_statics() {
  base::end_where_memory_ends("filtercheck-verify");
}

Exit bad_input(const std::string& why) {
  std::cerr << "filtercheck-verify: " << why << '\n';
  return Exit::BadInput;
}

// All of it, or the first byte too many. No value: it cannot be read.
std::optional<std::string> read_all(std::istream& in) {
  std::string text;
  std::vector<char> buffer(1 << 16);
  while (text.size() <= verify::kMostBytes && in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return std::nullopt;
  return text;
}

std::optional<std::string> read_file(const std::string& name) {
  if (name == "-") return read_all(std::cin);
  std::ifstream file(name, std::ios::binary);
  return file ? read_all(file) : std::nullopt;
}

// Whether NAME=TEXT is what the certificate means by NAME.
Exit compare_pattern(const verify::Verified& verified, const std::string& argument) {
  const std::size_t sign = argument.find('=');
  if (sign == std::string::npos) return bad_input("--pattern takes NAME=TEXT");
  const std::string name = argument.substr(0, sign);
  const Result<Pattern> parsed = parse(argument.substr(sign + 1), Limits::beyond_aws());
  if (!parsed.ok()) {
    return bad_input("--pattern " + name + ": " + message(parsed.diagnostics().front()));
  }
  for (const verify::VerifiedPattern& pattern : verified.patterns) {
    if (pattern.name == name && pattern.pattern == parsed.value()) return Exit::Proved;
  }
  std::cerr << "not proved: the certificate has no pattern " << verify::on_one_line(name)
            << " that says the same as the one given\n";
  return Exit::NotProved;
}

std::string proved_text(const verify::Verified& verified) {
  std::string text;
  for (const verify::VerifiedPattern& pattern : verified.patterns) {
    text += "pattern " + verify::on_one_line(pattern.name) + ": " +
            verify::on_one_line(pattern.pattern.text) + '\n';
  }
  for (const verify::VerifiedClaim& claim : verified.claims) {
    if (!claim.why_not.empty()) continue;
    text += "proved: " + claim.words + '\n';
    for (const std::string& assumption : claim.assumptions) {
      text += "  assuming that " + assumption + '\n';
    }
  }
  for (const std::string& verdict : verified.verdicts) text += verdict + '\n';
  return text;
}

std::string not_proved_text(const verify::Verified& verified) {
  std::string text;
  for (std::size_t i = 0; i < verified.claims.size(); ++i) {
    const verify::VerifiedClaim& claim = verified.claims[i];
    if (claim.why_not.empty()) continue;
    text += "not proved: " + claim.words + "\n  claim " + std::to_string(i + 1) + ": " +
            claim.why_not + '\n';
  }
  return text;
}

// `exit`, if standard output has taken all.
Exit flushed(Exit exit) {
  std::cout.flush();
  if (!std::cout) return bad_input("the results could not be written to standard output");
  return exit;
}

Exit run(const std::string& file, const std::vector<std::string>& patterns) {
  const std::optional<std::string> text = read_file(file);
  if (!text) return bad_input("cannot read " + file);
  const verify::Verified verified = verify::verify(*text);
  if (!verified.unreadable.empty()) return bad_input("not a certificate: " + verified.unreadable);
  for (const std::string& pattern : patterns) {
    if (const Exit exit = compare_pattern(verified, pattern); exit != Exit::Proved) return exit;
  }
  // Both are there before anything is printed, so that memory cannot run out in the middle.
  const std::string proved = proved_text(verified);
  const std::string not_proved = not_proved_text(verified);
  std::cout << proved;
  std::cerr << not_proved;
  return flushed(verified.holds() ? Exit::Proved : Exit::NotProved);
}

Exit run(int argc, char** argv) {
  CLI::App app(
      "Check a certificate that filtercheck has written: every line of it, by the rules of its\n"
      "documentation, without deciding anything anew.",
      "filtercheck-verify");
  std::vector<std::string> patterns;
  std::string file;
  app.set_version_flag("--version", "filtercheck-verify " FILTERCHECK_VERSION);
  app.add_option("--pattern", patterns, "Refuse if the certificate's pattern NAME is not TEXT")
      ->type_name("NAME=TEXT")
      ->allow_extra_args(false);
  app.add_option("FILE", file, "The certificate, or - for standard input")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? flushed(Exit::Proved) : Exit::BadInput;
  }
  return run(file, patterns);
}

}  // namespace

int main(int argc, char** argv) {
  base::end_where_the_stack_ends();
  // A closed pipe and a file that grows too large are told by the failed write.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  std::ios::sync_with_stdio(false);
  try {
    return static_cast<int>(run(argc, argv));
  } catch (const std::exception& error) {
    std::cerr << "filtercheck-verify: internal error, please report it: " << error.what() << '\n';
  }
  return static_cast<int>(Exit::OurBug);
}
