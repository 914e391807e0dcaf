// Terraform sources of any kind are read, and what is reported stands in them where it says.
//
// Any bytes, mostly HCL: a main.tf, and behind each line `#file NAME` another file. Bounded to 8
// KiB, since modules multiply.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "scan/readers.hpp"
#include "support/drawn.hpp"

namespace {

using namespace filtercheck;
using namespace filtercheck::scan;

Files files_of(std::string_view text) {
  constexpr std::string_view mark = "#file ";
  Files files;
  std::string name = "main.tf";
  std::string bytes;
  const auto add = [&] { files[name] = std::make_shared<Source>(name, bytes); };
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n') + 1);
    text.remove_prefix(line.empty() ? text.size() : line.size());
    if (line.starts_with(mark)) {
      add();
      name = resolved("", line.substr(mark.size(), line.size() - mark.size() - 1));
      bytes.clear();
    } else {
      bytes += line;
    }
  }
  add();
  return files;
}

std::optional<std::string> misplaced(const Written& where) {
  const bool is_within = where.source && where.span.begin <= where.span.end &&
                         where.span.end <= where.source->bytes().size();
  return is_within ? std::nullopt : std::optional<std::string>("a place is in no file");
}

// What a text says of where it stands, and what stands there.
std::optional<std::string> misplaced(const scan::Text& text) {
  std::size_t end = 0;
  for (const scan::Text::Piece& piece : text.pieces()) {
    if (piece.value.begin != end) return "pieces do not touch";
    end = piece.value.end;
    if (!piece.source) continue;
    if (auto found = misplaced(Written{piece.source, piece.written})) return found;
    const std::string_view value =
        std::string_view(text.value()).substr(piece.value.begin, end - piece.value.begin);
    const std::string_view written =
        piece.source->bytes().substr(piece.written.begin, piece.written.end - piece.written.begin);
    if (!piece.is_escape && value != written) return "`" + text.value() + "` stands nowhere";
  }
  return end == text.value().size() ? std::nullopt
                                    : std::optional<std::string>("pieces end before the text");
}

std::optional<std::string> misread(const Found& found) {
  for (const Filter& filter : found.filters) {
    if (auto wrong = misplaced(filter.where)) return wrong;
    if (auto wrong = misplaced(filter.pattern)) return wrong;
    const bool is_said = filter.unresolved && !filter.pattern.value().empty();
    if (is_said) return filter.address + " is resolved and unresolved";
    const bool is_of_lines =
        filter.unresolved && filter.unresolved->expression.find('\n') != std::string::npos;
    if (is_of_lines) return filter.address + " has an expression of several lines";
  }
  for (const Fault& fault : found.faults) {
    if (auto wrong = misplaced(fault.where)) return wrong;
    if (fault.message.empty()) return "a fault says nothing";
  }
  return std::nullopt;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 8192) return 0;
  const Files files = files_of({reinterpret_cast<const char*>(data), size});
  support::expect_nothing(misread(read_terraform(files)));
  return 0;
}
