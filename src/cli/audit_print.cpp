// A table of all controls, a mark for each step; then, of each control that does not pass, the
// nearest chain with what is wrong with it, where that is seen and what mends it.
#include <algorithm>
#include <ostream>
#include <string_view>

#include "cli/audit_formats.hpp"
#include "cli/commands.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using audit::Verdict;
using report::printable;

char mark_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return '+';
    case Verdict::Fail:
      return 'x';
    case Verdict::Undecided:
      return '?';
    case Verdict::NotReached:
      return '.';
  }
  return ' ';
}

Colour colour_of(Verdict verdict) {
  if (verdict == Verdict::Pass) return Colour::Green;
  return verdict == Verdict::Fail ? Colour::Red : Colour::Yellow;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

// A value is there to be recognised. Cut before a character, not within.
std::string shortened(std::string text) {
  constexpr std::size_t kMost = 100;
  if (text.size() <= kMost) return text;
  std::size_t end = kMost - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  text.append("...");
  return text;
}

class Printer {
 public:
  explicit Printer(Console& console) : console_(console), out_(console.out) {}

  void print(const audit::Report& report) {
    out_ << "account " << printable(report.account.value_or("unknown"));
    if (report.partition && *report.partition != "aws") out_ << " (" << *report.partition << ")";
    out_ << ", " << report.trails << (report.trails == 1 ? " trail\n\n" : " trails\n\n");
    print_table(report);
    for (const audit::ControlAnswer& answer : report.controls)
      if (answer.verdict != Verdict::Pass) print(answer);
    if (!report.caveats.empty()) out_ << '\n';
    print_caveats(report.caveats, console_);
  }

 private:
  std::string shown(Verdict verdict, const std::string& text) const {
    return coloured(text, colour_of(verdict), console_.out_colour);
  }

  void print_table(const audit::Report& report) {
    std::size_t width = std::string_view("control").size();
    for (const audit::ControlAnswer& answer : report.controls)
      width = std::max(width, answer.control.size());
    out_ << padded("verdict", 11) << padded("control", width + 2) << "12345678  nearest chain\n";
    for (const audit::ControlAnswer& answer : report.controls) {
      out_ << shown(answer.verdict, padded(std::string(name_of(answer.verdict)), 11))
           << padded(printable(answer.control), width + 2);
      if (answer.chains.empty()) {
        out_ << "........  none\n";
        continue;
      }
      const audit::Chain& chain = answer.chains.front();
      for (const audit::Step& step : chain.steps)
        out_ << shown(step.verdict, std::string(1, mark_of(step.verdict)));
      out_ << "  " << printable(path_of(chain)) << '\n';
    }
    out_ << "\n+ pass, x fail, ? undecided, . not reached\n";
    for (std::size_t i = 1; i <= audit::kSteps; ++i)
      out_ << i << ' ' << audit::title_of(i) << (i % 4 == 0 ? "\n" : "; ");
  }

  void print(const audit::ControlAnswer& answer) {
    out_ << '\n'
         << coloured(answer.control, Colour::Bold, console_.out_colour) << ": "
         << shown(answer.verdict, std::string(name_of(answer.verdict)));
    if (!answer.title.empty() && answer.title != answer.control)
      out_ << "  (" << printable(answer.title) << ")";
    out_ << '\n';
    if (!answer.why.empty()) out_ << "  " << printable(answer.why) << '\n';
    if (answer.chains.empty()) return;
    const audit::Chain& chain = answer.chains.front();
    out_ << "  nearest chain: " << printable(path_of(chain)) << '\n';
    bool is_first = true;
    for (std::size_t i = 0; i < audit::kSteps; ++i) {
      const audit::Step& step = chain.steps[i];
      if (step.verdict == Verdict::Pass || step.verdict == Verdict::NotReached) continue;
      print(step, i + 1, is_first);
      is_first = false;
    }
    if (chain.commands.empty()) return;
    out_ << (chain.verdict() == Verdict::Fail ? "  to mend it:\n" : "  to find out:\n");
    for (const std::string& command : chain.commands) out_ << "    " << printable(command) << '\n';
  }

  void print(const audit::Step& step, std::size_t number, bool is_first) {
    out_ << "  step " << number << ", " << audit::title_of(number) << ": "
         << shown(step.verdict, std::string(name_of(step.verdict)))
         << (!is_first                       ? ""
             : step.verdict == Verdict::Fail ? ", the first broken link"
                                             : ", the first link that is not known")
         << "\n    " << printable(step.message) << '\n';
    for (const std::string& note : step.notes) out_ << "    note: " << printable(note) << '\n';
    for (const audit::Evidence& evidence : step.evidence) {
      const bool is_said = step.message.find(evidence.file) != std::string::npos;
      if (evidence.pointer.empty() && is_said) continue;
      out_ << "    " << printable(evidence.file);
      if (!evidence.pointer.empty()) {
        out_ << ' ' << printable(evidence.pointer);
        out_ << ": " << shortened(printable(compact(evidence.value)));
      }
      out_ << '\n';
    }
  }

  Console& console_;
  std::ostream& out_;
};

}  // namespace

void print_audit(const audit::Report& report, Console& console) { Printer(console).print(report); }

}  // namespace filtercheck::cli
