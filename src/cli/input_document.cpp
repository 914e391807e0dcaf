#include "cli/input_document.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace filtercheck::cli {

namespace {

using eval::JsonDocument;
using eval::JsonError;
using eval::JsonId;
using eval::JsonKind;

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kBlock = std::size_t{1} << 18;  // bytes of a block, about

constexpr std::string_view kEndOfRun = "\"\\";  // in a string
constexpr std::string_view kEndOfWord = "{}[]\",: \t\r\n";

std::string_view trimmed_left(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kSpace), text.size()));
}

std::optional<JsonId> message_of(const JsonDocument& json, JsonId event) {
  const auto message = json.find(event, "message");
  if (!message || json.kind(*message) != JsonKind::String) return std::nullopt;
  return message;
}

}  // namespace

std::string_view member_of(Container container) {
  switch (container) {
    case Container::CloudTrail:
      return "Records";
    case Container::LogEvents:
      return "events";
  }
  return {};
}

std::optional<Container> container_of(const JsonDocument& document) {
  const auto records = document.find(JsonDocument::root, member_of(Container::CloudTrail));
  if (records && document.kind(*records) == JsonKind::Array) return Container::CloudTrail;
  const auto events = document.find(JsonDocument::root, member_of(Container::LogEvents));
  if (!events || document.kind(*events) != JsonKind::Array) return std::nullopt;
  const std::vector<JsonId> all = document.elements(*events);
  const bool are_log_events = std::all_of(all.begin(), all.end(), [&](JsonId event) {
    return message_of(document, event).has_value();
  });
  return are_log_events ? std::optional(Container::LogEvents) : std::nullopt;
}

std::optional<Container> container_begun_by(std::string_view text) {
  for (const Container container : {Container::CloudTrail, Container::LogEvents}) {
    std::string key = "\"";
    key += member_of(container);
    key += "\"";
    bool begun = true;
    std::string_view rest = text;
    for (const std::string_view token : {std::string_view("{"), std::string_view(key),
                                         std::string_view(":"), std::string_view("[")}) {
      rest = trimmed_left(rest);
      begun = begun && rest.starts_with(token);
      if (begun) rest.remove_prefix(token.size());
    }
    if (begun) return container;
  }
  return std::nullopt;
}

std::variant<std::string, InputError> event_of(const Block::Item& item) {
  const auto read = eval::read_json(item.text);
  if (std::holds_alternative<JsonDocument>(read)) return one_line(item.text);
  const auto& error = std::get<JsonError>(read);
  return InputError{item.line + lines_in(item.text.substr(0, error.offset)),
                    std::string(error.message)};
}

std::string one_line(std::string_view json) {
  std::string line;
  line.reserve(json.size());
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (!in_string && kSpace.find(c) != std::string_view::npos) continue;
    line.push_back(c);
    if (c == '"') in_string = !in_string;
    if (c == '\\') line.push_back(json[++i]);  // only in a string, and never the last there
  }
  return line;
}

// ---- Where a value ends -------------------------------------------------------------------------

std::optional<std::size_t> ValueEnd::find(std::string_view text) {
  if (text.starts_with('{') || text.starts_with('[')) return container_.find(text);
  const bool is_string = text.starts_with('"');
  seen_ = std::max(seen_, std::size_t{is_string ? 1U : 0U});
  while (true) {
    seen_ = std::min(text.find_first_of(is_string ? kEndOfRun : kEndOfWord, seen_), text.size());
    const std::size_t rest = text.size() - seen_;
    if (rest == 0) return std::nullopt;
    if (!is_string) return seen_;
    if (text[seen_] == '"') return seen_ + 1;
    if (rest == 1) return std::nullopt;
    seen_ += 2;
  }
}

// ---- The reader ---------------------------------------------------------------------------------

bool DocumentReader::next(Block& block) {
  block = {};
  block.kind = container_ == Container::CloudTrail ? Block::Kind::Records : Block::Kind::Messages;
  block.number = events_ + 1;
  std::size_t before = bytes_.view().size();
  while (state_ != State::End) {
    if (step(block) == Step::Done) {
      if (before - bytes_.view().size() >= kBlock) break;
    } else if (!block.items.empty()) {
      break;
    } else {
      is_all_ = !bytes_.more();
      before = bytes_.view().size();
    }
  }
  block.fault = std::exchange(fault_, std::nullopt);
  return !block.items.empty() || block.fault;
}

DocumentReader::Step DocumentReader::step(Block& block) {
  const std::string_view text = bytes_.view();
  const std::size_t spaces = std::min(text.find_first_not_of(kSpace), text.size());
  drop(spaces);
  if (spaces == text.size() && !is_all_) return Step::NeedsMore;
  const char c = spaces < text.size() ? text[spaces] : '\0';
  const bool is_end = spaces == text.size();
  switch (state_) {
    case State::Document:
      if (c == '{') {
        found_ = false;
        step_to(State::FirstMember, 1);
      } else if (!is_end) {
        fail_at(0, "expected the end or another document");
      } else if (bytes_.fault()) {
        fail_at(0, *bytes_.fault());
      } else {
        state_ = State::End;
      }
      break;
    case State::FirstMember:
      if (c == '}') {
        end_document();
      } else {
        state_ = State::Member;
      }
      break;
    case State::Member:
      if (c == '"') return read_key();
      fail_at(0, "expected a key in double quotes");
      break;
    case State::Colon:
      if (c == ':') {
        step_to(State::MemberValue, 1);
      } else {
        fail_expecting("expected `:`");
      }
      break;
    case State::MemberValue:
      if (!is_wanted_ || c != '[') return skip_value();
      found_ = true;
      step_to(State::FirstElement, 1);
      break;
    case State::FirstElement:
      if (c == ']') {
        step_to(State::AfterMember, 1);
      } else {
        state_ = State::Element;
      }
      break;
    case State::Element:
      return read_element(block);
    case State::AfterElement:
      if (c == ',') {
        step_to(State::Element, 1);
      } else if (c == ']') {
        step_to(State::AfterMember, 1);
      } else {
        fail_expecting("expected `,` or `]`");
      }
      break;
    case State::AfterMember:
      if (c == ',') {
        step_to(State::Member, 1);
      } else if (c == '}') {
        end_document();
      } else {
        fail_expecting("expected `,` or `}`");
      }
      break;
    case State::End:
      break;
  }
  return Step::Done;
}

void DocumentReader::step_to(State state, std::size_t dropped) {
  drop(dropped);
  state_ = state;
}

void DocumentReader::end_document() {
  step_to(State::Document, 1);
  if (found_) return;
  std::string message = "this document has no array `";
  message += member_of(container_);
  message += "`, as the one before it has";
  fail_at(0, std::move(message));
}

DocumentReader::Step DocumentReader::read_key() {
  const auto extent = value_extent();
  if (!extent) return Step::NeedsMore;
  const auto key = value_of(*extent);
  if (!key) return Step::Done;
  is_wanted_ = key->text_is(JsonDocument::root, member_of(container_));
  step_to(State::Colon, extent->length);
  return Step::Done;
}

DocumentReader::Step DocumentReader::skip_value() {
  const auto extent = value_extent();
  if (!extent) return Step::NeedsMore;
  if (value_of(*extent)) step_to(State::AfterMember, extent->length);
  return Step::Done;
}

DocumentReader::Step DocumentReader::read_element(Block& block) {
  const auto extent = value_extent();
  if (!extent) return Step::NeedsMore;
  const std::string_view text = bytes_.view().substr(0, extent->length);
  if (container_ == Container::LogEvents) {
    const auto json = value_of(*extent);
    if (!json || !add_message(*json, block)) return Step::Done;
  } else {
    if (!extent->is_whole || text.empty()) {
      value_of(*extent);
      return Step::Done;
    }
    // Whoever uses it reads it.
    block.items.push_back({text, line_});
    block.memory = bytes_.memory();
  }
  ++events_;
  step_to(State::AfterElement, extent->length);
  return Step::Done;
}

bool DocumentReader::add_message(const JsonDocument& element, Block& block) {
  const auto message = message_of(element, JsonDocument::root);
  if (!message) {
    fail_at(0, "expected an object with a string `message`");
    return false;
  }
  if (block.items.empty()) texts_ = std::make_shared<std::deque<std::string>>();
  texts_->push_back(element.text(*message));
  block.items.push_back({texts_->back(), line_});
  block.memory = texts_;
  return true;
}

std::optional<DocumentReader::Extent> DocumentReader::value_extent() {
  const std::string_view text = bytes_.view();
  // One byte more than the limit shows that a word of that size ends.
  const auto length = value_end_.find(text.substr(0, limits_.event + 1));
  const bool is_cut = text.size() > limits_.event || is_all_;
  if (!length && !is_cut) return std::nullopt;
  value_end_ = {};
  if (!length) return Extent{std::min(text.size(), limits_.event), false};
  return Extent{std::min(*length, limits_.event), *length <= limits_.event};
}

std::optional<JsonDocument> DocumentReader::value_of(const Extent& extent) {
  const std::string_view text = bytes_.view().substr(0, extent.length);
  if (text.empty() && !bytes_.view().empty()) {
    fail_at(0, "expected a value");
    return std::nullopt;
  }
  auto read = eval::read_json(text);
  auto* json = std::get_if<JsonDocument>(&read);
  if (json != nullptr && extent.is_whole) return std::move(*json);
  const auto* error = std::get_if<JsonError>(&read);
  const bool is_cut = error == nullptr || error->offset == text.size();
  if (is_cut && extent.length == limits_.event) {
    fail_at(0, "a value is longer than " + std::to_string(limits_.event) + " bytes");
  } else if (error != nullptr) {
    const bool says_so = error->message.find("found the end") != std::string_view::npos;
    const bool at_end = is_cut && !extent.is_whole && !says_so;
    fail_at(error->offset, std::string(error->message) + (at_end ? ", found the end" : ""));
  } else {
    fail_at(text.size(), "expected `,` or `]`, found the end");  // there may be more of a number
  }
  return std::nullopt;
}

void DocumentReader::drop(std::size_t count) {
  line_ += lines_in(bytes_.view().substr(0, count));
  bytes_.drop(count);
}

void DocumentReader::fail_expecting(std::string expected) {
  if (bytes_.view().empty()) expected += ", found the end";
  fail_at(0, std::move(expected));
}

void DocumentReader::fail_at(std::size_t offset, std::string message) {
  // That the input cannot be read further explains that something is missing at its end.
  if (bytes_.fault() && offset == bytes_.view().size()) message = *bytes_.fault();
  fault_ = InputError{line_ + lines_in(bytes_.view().substr(0, offset)), std::move(message)};
  state_ = State::End;
}

}  // namespace filtercheck::cli
