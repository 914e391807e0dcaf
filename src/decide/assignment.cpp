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

  std::string value_at(PlaceId at) const {
    const Value& value = values_[static_cast<std::size_t>(at)];
    switch (value.shape) {
      case Shape::Missing:
        break;
      case Shape::Null:
        return "null";
      case Shape::True:
        return "true";
      case Shape::False:
        return "false";
      case Shape::Object:
        return "{" + members_at(at) + "}";
      case Shape::Array:
        return "[" + elements_at(at) + "]";
      case Shape::String:
        return base::json_string(value.text);
      case Shape::Integer:
      case Shape::Float:
      case Shape::Infinite:
        return {value.text.begin(), value.text.end()};
    }
    return {};
  }

 private:
  bool is_missing(PlaceId at) const {
    return values_[static_cast<std::size_t>(at)].shape == Shape::Missing;
  }

  std::string members_at(PlaceId at) const {
    const Space::Place& here = space_.place(at);
    std::string out;
    const auto add = [&](const std::string& key, PlaceId member) {
      if (!out.empty()) out += ",";
      out += base::json_string(base::decode_utf8(key)) + ":" + value_at(member);
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
    return out;
  }

  // The source and the name of the event first.
  std::vector<PlaceId> in_reading_order(PlaceId at) const {
    std::vector<PlaceId> members = space_.place(at).members;
    if (at != Space::kRoot) return members;
    for (const char* const first : {"eventName", "eventSource"}) {
      std::stable_partition(members.begin(), members.end(), [&](PlaceId member) {
        return std::get<Key>(space_.place(member).step).name == first;
      });
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
  std::string elements_at(PlaceId at) const {
    const Space::Place& here = space_.place(at);
    const std::vector<std::int32_t> indices = space_.indices(at);
    std::vector<std::string> elements;
    const auto put = [&](std::size_t index, PlaceId element) {
      if (elements.size() <= index) elements.resize(index + 1);
      elements[index] = value_at(element);
    };
    for (std::size_t n = 0; n < indices.size(); ++n) {
      const PlaceId element = here.elements[n];
      if (!is_missing(element)) put(static_cast<std::size_t>(indices[n]), element);
    }
    std::size_t free = Space::named_prefix(indices);
    for (const PlaceId chosen : here.chosen) {
      if (!is_missing(chosen)) put(free++, chosen);
    }
    const std::string filler = here.exists.empty() ? "0" : "{}";
    std::string out;
    for (const std::string& element : elements) {
      if (!out.empty()) out += ",";
      out += element.empty() ? filler : element;
    }
    return out;
  }

  const Space& space_;
  const Assignment& values_;
};

}  // namespace

std::string event_of(const Space& space, const Assignment& values) {
  return EventWriter(space, values).value_at(Space::kRoot);
}

}  // namespace filtercheck::decide
