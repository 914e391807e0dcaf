// Reads log events: from a file or a stream, whatever container they come in.
//
// Recognised by content: gzip and zstd (any number of members); then CloudTrail files
// (`{"Records":[...]}`, each record is an event), what `aws logs filter-log-events` prints
// (`{"events":[{"message":...}]}`, each message is an event); everything else is lines, each line
// an event, JSON or not. A container that is one line of its own is a container only if nothing but
// white space follows, or if the line is longer than any event can be; several containers may
// follow each other in any other way, as `cat` and `zcat` leave them.
//
// Not for patterns or for files of a fixed format: see pattern_argument.hpp, and read_whole()
// below.
//
//   FileBytes file(descriptor, FileBytes::Owns::Yes);
//   EventReader reader(file, {});
//   for (Block block; reader.next(block);) …
//
// Memory is bounded by InputLimits, not by the size of the input, and events are handed over as
// soon as they are read; so `tail -f` works.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/input_memory.hpp"
#include "cli/raw_bytes.hpp"

namespace filtercheck::cli {

struct InputLimits {
  // The most bytes of a line, a record or any other value in a container.
  std::size_t event = std::size_t{64} << 20;
  // Whether events are to know their line; it costs a look at each byte. Faults know it always.
  bool counts_lines = true;
};

// Why reading ended early.
struct InputError {
  std::size_t line = 0;  // of the input after decompression; 0: concerns no line
  std::string message;   // lower case, no full stop; may be about any bytes
};
// "name:line: message" or "name: message".
std::string described(const std::string& name, const InputError& error);

// Some events that follow each other, as they stand in the input. May be moved to another thread,
// and read there while the reader goes on.
struct Block {
  enum class Kind {
    Lines,     // `text`: lines with their ends, LF or CRLF, the last one perhaps without
    Records,   // `items`: JSON values, perhaps faulty: event_of() tells
    Messages,  // `items`: events, decoded
  };
  struct Item {
    std::string_view text;
    std::size_t line;
  };

  Kind kind = Kind::Lines;
  std::string_view text;
  std::vector<Item> items;
  std::size_t line = 1;    // of the input, counted from 1: where it begins; of Lines, if counted
  std::size_t number = 1;  // of its first event, counted from 1; of Lines, if counted
  std::shared_ptr<const void> memory;  // where the texts are

  // Behind these events, after which there are no others.
  std::optional<InputError> fault;
};

// What a record says on one line: with the white space between its tokens removed and nothing else
// changed. `item`: of a block of Records. An error if it is not JSON.
std::variant<std::string, InputError> event_of(const Block::Item& item);
// The same of what is known to be JSON.
std::string one_line(std::string_view json);

class EventReader {
 public:
  // Looks at the begin of the input, which may wait for it. `raw` must outlive this. `memory` may
  // serve other inputs, too.
  EventReader(RawBytes& raw, const InputLimits& limits, InputMemory memory = InputMemory(1));
  ~EventReader();
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  // The next events: what is there, up to some hundred kilobytes or one event. False: there are no
  // more, and no fault.
  bool next(Block& block);
  // Bytes read so far, before decompression.
  std::uint64_t bytes_read() const;

 private:
  class Source;
  std::unique_ptr<Source> source_;
};

// All of an input, decompressed and without a byte order mark; an error if that is more than `most`
// bytes.
std::variant<std::string, InputError> read_whole(RawBytes& raw, std::size_t most);
std::variant<std::string, InputError> read_whole(std::istream& in, std::size_t most);

// The same of a file.
std::variant<std::string, InputError> read_input(const std::string& path, std::size_t most);

// The file, open for reading; an error if there is none, it is a folder or it may not be read.
std::variant<std::unique_ptr<FileBytes>, InputError> open_input(const std::string& path);

}  // namespace filtercheck::cli
