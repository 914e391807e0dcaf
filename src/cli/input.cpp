#include "cli/input.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/input_bytes.hpp"
#include "cli/input_document.hpp"
#include "eval/json.hpp"

namespace filtercheck::cli {

namespace {

using eval::JsonDocument;

// From this size on, the begin of an input is looked at only when it has doubled, so that the looks
// together cost no more than a few passes over it.
constexpr std::size_t kLookAtEachLine = 4096;

enum class Shape { Lines, Document, Unclear };
struct Recognised {
  Shape shape = Shape::Unclear;
  Container container = Container::CloudTrail;  // of a Document
};

// What an input is that begins with `head`: whole lines, or all of it if `is_all`.
Recognised recognise(std::string_view head, bool is_all) {
  const Recognised unclear{is_all ? Shape::Lines : Shape::Unclear};
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return unclear;
  head.remove_prefix(begin);
  if (head.front() != '{') return {Shape::Lines};

  const std::string_view first_line = head.substr(0, head.find('\n'));
  const auto whole = eval::read_json(head);
  if (const auto* json = std::get_if<JsonDocument>(&whole)) {
    const auto container = container_of(*json);
    if (!container) return {Shape::Lines};
    // If another line follows a whole one, both are events that happen to have such a member.
    const bool is_one_line = json->span(JsonDocument::root).end <= first_line.size();
    if (is_one_line && !is_all) return unclear;
    return {Shape::Document, *container};
  }

  const auto begun = container_begun_by(head);
  const bool is_cut = std::get<eval::JsonError>(whole).offset == head.size();
  if (!begun) return is_cut ? unclear : Recognised{Shape::Lines};
  const bool is_more_than_a_line = first_line.size() < head.size();
  if (is_more_than_a_line && std::holds_alternative<JsonDocument>(eval::read_json(first_line))) {
    return {Shape::Lines};
  }
  // Its events could be of another program: the whole will tell, as far as it is there.
  if (*begun == Container::LogEvents && is_cut && !is_all) return unclear;
  return {Shape::Document, *begun};
}

// Reads on until there is one more line in view, or nothing more to read or no more allowed.
// `size` is how much of the view was looked at before. False: this is all.
bool read_line_more(InputBytes& bytes, std::size_t& size, std::size_t most) {
  std::size_t from = size;
  while (true) {
    // No more than that, so that it does not count in what parts the input arrives.
    const std::string_view view = bytes.view().substr(0, most);
    const std::size_t end = view.find('\n', from);
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

class LineReader {
 public:
  LineReader(InputBytes& bytes, const InputLimits& limits, const OnEvent& on_event)
      : bytes_(bytes), limits_(limits), on_event_(on_event) {}

  std::optional<InputError> read() {
    std::size_t seen = 0;  // of the view, without an end of line
    while (true) {
      const std::string_view view = bytes_.view();
      const std::size_t end = view.find('\n', seen);
      if (std::min(end, view.size()) > limits_.event) {
        return InputError{line_,
                          "the line is longer than " + std::to_string(limits_.event) + " bytes"};
      }
      if (end == std::string_view::npos) {
        seen = view.size();
        if (!bytes_.more()) return read_rest();
        continue;
      }
      const bool has_return = end > 0 && view[end - 1] == '\r';
      if (!hand_over(view.substr(0, has_return ? end - 1 : end))) return std::nullopt;
      bytes_.drop(end + 1);
      seen = 0;
    }
  }

 private:
  // A last line without an end; where a fault ended the input, it is half a line, and no event.
  std::optional<InputError> read_rest() {
    if (bytes_.fault()) return InputError{line_, *bytes_.fault()};
    if (!bytes_.view().empty()) hand_over(bytes_.view());
    return std::nullopt;
  }

  bool hand_over(std::string_view line) {
    const std::size_t number = line_++;
    return on_event_({line, number, number, bytes_.raw_count()});
  }

  InputBytes& bytes_;
  const InputLimits& limits_;
  const OnEvent& on_event_;
  std::size_t line_ = 1;
};

}  // namespace

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

std::optional<InputError> read_events(std::istream& in, const InputLimits& limits,
                                      const OnEvent& on_event) {
  InputBytes bytes(in);
  const Recognised recognised = recognise(bytes, limits);
  if (recognised.shape == Shape::Document) {
    return DocumentReader(bytes, recognised.container, limits, on_event).read();
  }
  return LineReader(bytes, limits, on_event).read();
}

std::variant<std::string, InputError> read_whole(std::istream& in, std::size_t most) {
  InputBytes bytes(in);
  while (bytes.view().size() <= most && bytes.more()) {
  }
  if (bytes.fault()) return InputError{0, *bytes.fault()};
  if (bytes.view().size() > most) {
    return InputError{0, "larger than " + std::to_string(most) + " bytes"};
  }
  return std::string(bytes.view());
}

std::variant<std::ifstream, InputError> open_input(const std::string& path) {
  if (path.find('\0') != std::string::npos) {
    return InputError{0, "a file name cannot hold a NUL character"};
  }
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return InputError{0, "is a folder, not a file"};
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return InputError{0, std::generic_category().message(errno != 0 ? errno : ENOENT)};
  return file;
}

}  // namespace filtercheck::cli
