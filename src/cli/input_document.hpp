// A JSON document that holds many events, read element by element, so that no more than one element
// is in memory at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cli/input.hpp"
#include "cli/input_bytes.hpp"
#include "eval/json.hpp"

namespace filtercheck::cli {

enum class Container {
  CloudTrail,  // {"Records":[{...}, ...]}
  LogEvents,   // {"events":[{"message":"..."}, ...]}, as `aws logs filter-log-events` prints it
};

// "Records" or "events".
std::string_view member_of(Container container);

// The container that a whole document is, if it is one.
std::optional<Container> container_of(const eval::JsonDocument& document);
// The container that `text`, which begins with `{`, is the begin of as far as its first member
// tells.
std::optional<Container> container_begun_by(std::string_view text);

class DocumentReader {
 public:
  DocumentReader(InputBytes& bytes, Container container, const InputLimits& limits,
                 const OnEvent& on_event)
      : bytes_(bytes), container_(container), limits_(limits), on_event_(on_event) {}

  // Reads documents up to the end of the input.
  std::optional<InputError> read();

 private:
  // Each answers whether to read on; it is not after a fault and when no more events are wanted.
  bool read_document();
  bool read_members();
  bool read_member();
  bool read_elements();
  bool read_element();
  bool expect(char c, const char* expected);
  bool hand_over(const eval::JsonDocument& element);
  bool hand_over_text(std::string_view text);

  // The value that comes next, without dropping it; its text is valid until more is read.
  struct Value {
    std::string_view text;
    eval::JsonDocument json;
  };
  std::optional<Value> peek_value();
  // How much of what comes next is one value; no more than the limit.
  struct Extent {
    std::size_t length;
    bool is_whole;
  };
  Extent value_extent();

  // The next character that is not white space; no value at the end.
  std::optional<char> next();
  void drop(std::size_t count);
  bool fail(std::string message);
  bool fail_at(std::size_t offset, std::string message);

  InputBytes& bytes_;
  Container container_;
  const InputLimits& limits_;
  const OnEvent& on_event_;
  std::size_t line_ = 1;
  std::size_t events_ = 0;
  bool found_ = false;  // the member, in this document
  std::optional<InputError> error_;
};

}  // namespace filtercheck::cli
