#include "cli/scan_fix.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/new_file.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

// Whether the file still is what was read.
bool is_unchanged(const scan::Source& source) {
  const auto text = read_input(source.name(), source.bytes().size());
  return std::holds_alternative<std::string>(text) && std::get<std::string>(text) == source.bytes();
}

// What went wrong, if anything.
std::optional<std::string> write(const std::vector<review::Patched>& files) {
  std::vector<NewFile> written;
  for (const review::Patched& patched : files) {
    const std::string& name = patched.before().name();
    if (!is_unchanged(patched.before()))
      return report::printable(name) + ": has changed since it was read; nothing is written";
    written.push_back({name, patched.text()});
  }
  return write_files(written);
}

void tell(const review::Mended& mended, std::string_view done, std::ostream& err) {
  if (mended.report.files == 0) return;
  for (const review::Finding& finding : mended.made) {
    const scan::FilePlace place = finding.where.source->place(finding.where.span.begin);
    err << report::printable(finding.where.source->name()) << ':' << place.line << ':'
        << place.column << ": " << done << ": " << report::printable(finding.message) << " ["
        << finding.code << "]\n";
    if (finding.changes_meaning)
      err << "  this changes what the filter matches; it then covers what it is meant for\n";
  }
  err << "filtercheck: " << base::counted(mended.made.size(), "finding") << ' ' << done << " in "
      << base::counted(mended.files.size(), "file");
  if (mended.left > 0)
    err << "; " << mended.left
        << " left: the fix changes what a filter matches, and no control that was asked for shows "
           "that it is right";
  err << '\n';
}

}  // namespace

bool fix(const review::Mended& mended, Fix fix, Console& console) {
  if (fix == Fix::Show) {
    for (const review::Patched& patched : mended.files) console.out << patched.diff();
    console.out.flush();
  } else if (const auto fault = write(mended.files)) {
    complain(console, *fault);
    return false;
  }
  tell(mended, fix == Fix::Show ? "would be fixed" : "fixed", console.err);
  return true;
}

}  // namespace filtercheck::cli
