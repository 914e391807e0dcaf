// A JSON document that holds many events, a stretch at a time, so that no more than that is in
// memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/input.hpp"
#include "cli/input_bytes.hpp"
#include "eval/json.hpp"
#include "match/container_end.hpp"

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

// Finds where a value ends, a stretch at a time, by its brackets and quotes alone; whether it is
// JSON is another question.
class ValueEnd {
 public:
  // The offset just behind the value, if it ends in `text`, which begins as it did the last time.
  std::optional<std::size_t> find(std::string_view text);

 private:
  match::ContainerEnd container_;
  std::size_t seen_ = 0;  // of what is no container
};

class DocumentReader {
 public:
  DocumentReader(InputBytes& bytes, Container container, const InputLimits& limits)
      : bytes_(bytes), container_(container), limits_(limits) {}

  // As EventReader::next().
  bool next(Block& block);

 private:
  // What comes next.
  enum class State : std::uint8_t {
    Document,
    FirstMember,
    Member,
    Colon,
    MemberValue,
    FirstElement,
    Element,
    AfterElement,
    AfterMember,
    End,
  };
  enum class Step : std::uint8_t { Done, NeedsMore };

  Step step(Block& block);
  void step_to(State state, std::size_t dropped);
  void end_document();
  Step read_key();
  Step skip_value();
  Step read_element(Block& block);

  // How much of what comes next is one value; no more than the limit.
  struct Extent {
    std::size_t length;
    bool is_whole;
  };
  // No value: it may go on in what has not been read.
  std::optional<Extent> value_extent();
  // The value; none: it is not whole, or no JSON, which is the fault.
  std::optional<eval::JsonDocument> value_of(const Extent& extent);
  bool add_message(const eval::JsonDocument& element, Block& block);

  void drop(std::size_t count);
  void fail_expecting(std::string expected);
  void fail_at(std::size_t offset, std::string message);

  InputBytes& bytes_;
  Container container_;
  const InputLimits& limits_;
  State state_ = State::Document;
  ValueEnd value_end_;
  bool is_wanted_ = false;                          // the member
  bool found_ = false;                              // it, in this document
  bool is_all_ = false;                             // that there is is in view
  std::shared_ptr<std::deque<std::string>> texts_;  // of the block
  std::size_t line_ = 1;
  std::size_t events_ = 0;
  std::optional<InputError> fault_;
};

}  // namespace filtercheck::cli
