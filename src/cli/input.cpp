#include "cli/input.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/input_bytes.hpp"
#include "cli/input_document.hpp"
#include "cli/input_lines.hpp"
#include "eval/json.hpp"

namespace filtercheck::cli {

namespace {

using eval::JsonDocument;

// From this size on, the begin of an input is looked at only when it has doubled, so that the looks
// together cost no more than a few passes over it.
constexpr std::size_t kLookAtEachLine = 4096;

constexpr std::string_view kSpace = " \t\r\n";

enum class Shape { Lines, Document, Unclear };
struct Recognised {
  Shape shape = Shape::Unclear;
  Container container = Container::CloudTrail;  // of a Document
};

// What an input is that begins with `head`: whole lines, or all of it if `is_all`.
Recognised recognise(std::string_view head, bool is_all) {
  const Recognised unclear{is_all ? Shape::Lines : Shape::Unclear};
  const std::size_t begin = head.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return unclear;
  head.remove_prefix(begin);
  if (head.front() != '{') return {Shape::Lines};

  const std::string_view first_line = head.substr(0, head.find('\n'));
  const bool is_one_line =
      head.find_first_not_of(kSpace, first_line.size()) == std::string_view::npos;
  const auto is_whole_line = [&] {
    return std::holds_alternative<JsonDocument>(eval::read_json(first_line));
  };
  const auto begun = container_begun_by(head);
  if (begun == Container::CloudTrail) {
    // If another line follows a whole one, both are events that happen to have such a member.
    if (is_one_line && !is_all && ValueEnd().find(first_line)) return unclear;
    return !is_one_line && is_whole_line() ? Recognised{Shape::Lines}
                                           : Recognised{Shape::Document, *begun};
  }

  const auto whole = eval::read_json(head);
  if (const auto* json = std::get_if<JsonDocument>(&whole)) {
    const auto container = container_of(*json);
    if (!container) return {Shape::Lines};
    if (is_one_line && !is_all) return unclear;
    return {Shape::Document, *container};
  }
  const bool is_cut = std::get<eval::JsonError>(whole).offset == head.size();
  if (!begun) return is_cut ? unclear : Recognised{Shape::Lines};
  if (first_line.size() < head.size() && is_whole_line()) return {Shape::Lines};
  // Its events could be of another program: the whole will tell, as far as it is there.
  if (is_cut && !is_all) return unclear;
  return {Shape::Document, *begun};
}

// No event of CloudWatch Logs is longer, so what begins as a container on a longer line is one.
constexpr std::size_t kLongestEvent = std::size_t{1} << 20;

// Reads on until there is one more line in view, or that much of the first one, or nothing more
// to read or no more allowed. `size` is how much of the view was looked at before. False: this is
// all.
bool read_line_more(InputBytes& bytes, std::size_t& size, std::size_t most) {
  std::size_t from = size;
  while (true) {
    // No more than that, so that it does not count in what parts the input arrives.
    const std::string_view view = bytes.view().substr(0, most);
    const std::size_t end = view.find('\n', from);
    if (size == 0 && std::min(end, view.size()) > kLongestEvent) {
      size = kLongestEvent + 1;
      return true;
    }
    const std::size_t wanted = size < kLookAtEachLine ? size + 1 : 2 * size;
    if (end != std::string_view::npos && view.size() >= wanted) {
      // All whole lines that are there.
      size = view.rfind('\n') + 1;
      return true;
    }
    from = end == std::string_view::npos ? view.size() : from;
    if (view.size() == most || !bytes.more()) {
      size = view.size();
      return false;
    }
  }
}

Recognised recognise(InputBytes& bytes, const InputLimits& limits) {
  std::size_t size = 0;
  while (true) {
    const bool is_more = read_line_more(bytes, size, limits.event);
    const Recognised recognised = recognise(bytes.view().substr(0, size), !is_more);
    if (recognised.shape != Shape::Unclear) return recognised;
  }
}

}  // namespace

// ---- Any input ----------------------------------------------------------------------------------

class EventReader::Source {
 public:
  Source(RawBytes& raw, const InputLimits& limits, InputMemory memory)
      : limits_(limits), bytes_(raw, std::move(memory)) {
    const Recognised recognised = recognise(bytes_, limits_);
    if (recognised.shape == Shape::Document) {
      document_.emplace(bytes_, recognised.container, limits_);
    } else {
      lines_.emplace(bytes_, raw, limits_);
    }
  }

  bool next(Block& block) { return document_ ? document_->next(block) : lines_->next(block); }
  std::uint64_t bytes_read() const { return bytes_.raw_count(); }

 private:
  const InputLimits limits_;
  InputBytes bytes_;
  std::optional<DocumentReader> document_;  // or
  std::optional<LineReader> lines_;
};

EventReader::EventReader(RawBytes& raw, const InputLimits& limits, InputMemory memory)
    : source_(std::make_unique<Source>(raw, limits, std::move(memory))) {}
EventReader::~EventReader() = default;

bool EventReader::next(Block& block) { return source_->next(block); }
std::uint64_t EventReader::bytes_read() const { return source_->bytes_read(); }

std::string described(const std::string& name, const InputError& error) {
  std::string text = name;
  if (error.line > 0) {
    text += ":";
    text += std::to_string(error.line);
  }
  text += ": ";
  text += error.message;
  return text;
}

std::variant<std::string, InputError> read_whole(RawBytes& raw, std::size_t most) {
  InputBytes bytes(raw);
  while (bytes.view().size() <= most && bytes.more()) {
  }
  if (bytes.fault()) return InputError{0, *bytes.fault()};
  if (bytes.view().size() > most) {
    return InputError{0, "larger than " + std::to_string(most) + " bytes"};
  }
  return std::string(bytes.view());
}

std::variant<std::string, InputError> read_whole(std::istream& in, std::size_t most) {
  StreamBytes raw(in);
  return read_whole(raw, most);
}

std::variant<std::string, InputError> read_input(const std::string& path, std::size_t most) {
  auto opened = open_input(path);
  if (auto* error = std::get_if<InputError>(&opened)) return std::move(*error);
  return read_whole(*std::get<std::unique_ptr<FileBytes>>(opened), most);
}

std::variant<std::unique_ptr<FileBytes>, InputError> open_input(const std::string& path) {
  if (path.find('\0') != std::string::npos) {
    return InputError{0, "a file name cannot hold a NUL character"};
  }
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return InputError{0, "is a folder, not a file"};
  int descriptor = -1;
  do {
    descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return InputError{0, std::generic_category().message(errno)};
  return std::make_unique<FileBytes>(descriptor, FileBytes::Owns::Yes);
}

}  // namespace filtercheck::cli
