// Reads log events: from a file or a stream, whatever container they come in.
//
// Recognised by content: gzip (any number of members); then CloudTrail files (`{"Records":[...]}`,
// each record is an event), what `aws logs filter-log-events` prints
// (`{"events":[{"message":...}]}`, each message is an event); everything else is lines, each line
// an event, JSON or not. A container that is one line of its own is a container only if nothing but
// white space follows; several containers may follow each other in any other way, as `cat` and
// `zcat` leave them.
//
// Not for patterns or for files of a fixed format: see pattern_argument.hpp, and read_whole()
// below.
//
//   read_events(in, InputLimits{}, [](const Event& event) { use(event.text); return true; });
//
// Memory is bounded by InputLimits, not by the size of the input, and an event is handed over as
// soon as it is read; so `tail -f` works.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace filtercheck::cli {

struct InputLimits {
  // The most bytes of a line, a record or any other value in a container.
  std::size_t event = std::size_t{64} << 20;
};

// Valid during the call that hands it over.
struct Event {
  // One line without its end (LF or CRLF), exactly as it stands in the input. A record has the
  // white space between its tokens removed and nothing else changed; a message is decoded.
  std::string_view text;
  std::size_t line = 1;          // of the input, where the event begins; counted from 1
  std::size_t number = 1;        // which event of the input, counted from 1
  std::uint64_t bytes_read = 0;  // of the input, before decompression
};

// Why reading ended early.
struct InputError {
  std::size_t line = 0;  // of the input after decompression; 0: concerns no line
  std::string message;   // lower case, no full stop; may be about any bytes
};
// "name:line: message" or "name: message".
std::string described(const std::string& name, const InputError& error);

// False: no more events are wanted.
using OnEvent = std::function<bool(const Event&)>;

// Hands over every event. No value: up to the end or until no more were wanted; otherwise the first
// fault, after the events before it were handed over. Before it waits for input it flushes the
// stream that `in` is tied to.
std::optional<InputError> read_events(std::istream& in, const InputLimits& limits,
                                      const OnEvent& on_event);

// All of an input, decompressed and without a byte order mark; an error if that is more than `most`
// bytes.
std::variant<std::string, InputError> read_whole(std::istream& in, std::size_t most);

// The file, open for reading; an error if there is none, it is a folder or it may not be read.
std::variant<std::ifstream, InputError> open_input(const std::string& path);

}  // namespace filtercheck::cli
