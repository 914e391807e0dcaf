#include "decide/assignment.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/unicode.hpp"

namespace filtercheck::decide {

namespace {

using PlaceId = Space::PlaceId;

class EventWriter {
 public:
  EventWriter(const Space& space, const Assignment& values) : space_(space), values_(values) {}

  std::string event() {
    write(Space::kRoot);
    return std::move(out_);
  }

 private:
  const Value& value_at(PlaceId at) const { return values_[static_cast<std::size_t>(at)]; }
  bool is_missing(PlaceId at) const { return value_at(at).shape == Shape::Missing; }

  void write(PlaceId at) {
    const Value& value = value_at(at);
    switch (value.shape) {
      case Shape::Missing:
        break;
      case Shape::Null:
        out_ += "null";
        break;
      case Shape::True:
        out_ += "true";
        break;
      case Shape::False:
        out_ += "false";
        break;
      case Shape::Object:
        write_members(at);
        break;
      case Shape::Array:
        write_elements(at);
        break;
      case Shape::String:
        out_ += base::json_string(value.text);
        break;
      case Shape::Integer:
      case Shape::Float:
      case Shape::Infinite:
        out_.append(value.text.begin(), value.text.end());
        break;
    }
  }

  void write_members(PlaceId at) {
    const Space::Place& here = space_.place(at);
    const char* separator = "{";
    const auto add = [&](const std::string& key, PlaceId member) {
      out_ += separator;
      out_ += base::json_string(base::decode_utf8(key));
      out_ += ':';
      write(member);
      separator = ",";
    };
    for (const PlaceId member : in_reading_order(at)) {
      if (!is_missing(member)) add(std::get<Key>(space_.place(member).step).name, member);
    }
    std::string fresh = "x";
    for (const PlaceId chosen : here.chosen) {
      if (is_missing(chosen)) continue;
      while (is_named(here, fresh)) fresh += "x";
      add(fresh, chosen);
      fresh += "x";
    }
    out_ += *separator == '{' ? "{}" : "}";
  }

  // The source and the name of the event first.
  std::vector<PlaceId> in_reading_order(PlaceId at) const {
    std::vector<PlaceId> members = space_.place(at).members;
    if (at != Space::kRoot) return members;
    for (const char* const first : {"eventName", "eventSource"}) {
      const auto found = std::find_if(members.begin(), members.end(), [&](PlaceId member) {
        return std::get<Key>(space_.place(member).step).name == first;
      });
      if (found != members.end()) std::rotate(members.begin(), found, found + 1);
    }
    return members;
  }

  bool is_named(const Space::Place& here, const std::string& key) const {
    return std::any_of(here.members.begin(), here.members.end(), [&](PlaceId member) {
      return std::get<Key>(space_.place(member).step).name == key;
    });
  }

  // The named elements stand where they are named, the chosen ones behind the first named ones,
  // where the axioms leave room for them. What is left between them must not be what some pattern
  // asks of an element: an empty object passes no test, and has nothing below it.
  void write_elements(PlaceId at) {
    const Space::Place& here = space_.place(at);
    const std::vector<std::int32_t> indices = space_.indices(at);
    std::vector<PlaceId> elements;
    const auto put = [&](std::size_t index, PlaceId element) {
      if (elements.size() <= index) elements.resize(index + 1, Space::kNone);
      elements[index] = element;
    };
    for (std::size_t n = 0; n < indices.size(); ++n) {
      const PlaceId element = here.elements[n];
      if (!is_missing(element)) put(static_cast<std::size_t>(indices[n]), element);
    }
    std::size_t free = Space::named_prefix(indices);
    for (const PlaceId chosen : here.chosen) {
      if (!is_missing(chosen)) put(free++, chosen);
    }
    out_ += '[';
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (i > 0) out_ += ',';
      if (elements[i] == Space::kNone) {
        out_ += here.exists.empty() ? "0" : "{}";
      } else {
        write(elements[i]);
      }
    }
    out_ += ']';
  }

  const Space& space_;
  const Assignment& values_;
  std::string out_;
};

}  // namespace

std::string event_of(const Space& space, const Assignment& values) {
  return EventWriter(space, values).event();
}

}  // namespace filtercheck::decide
