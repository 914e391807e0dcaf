// The members of an event that are asked for, by their keys from the root: `$.a`, `$.a.b`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::match {

// A tree of keys. The root is the event itself.
class Places {
 public:
  // Names a place.
  using Id = std::uint32_t;
  static constexpr Id root = 0;
  static constexpr Id none = 0xFFFF'FFFF;

  Places() { add_place(""); }

  // The number of the value at `keys`, which is not empty, counted from 0: the same for the same
  // keys.
  std::size_t add(const std::vector<std::string>& keys);
  // After the last add(): numbers the values anew, so that those below a place follow each other.
  // Element i of the result is the new number of the value i.
  std::vector<std::size_t> settle();

  std::size_t values() const { return values_; }

  // Rules out nearly all keys that no place below `parent` has, at next to no cost.
  class Tails {
   public:
    // So many bytes, the last three of a key and its closing quote.
    static constexpr std::size_t kSize = 4;
    bool may_have(const char* tail) const {
      std::uint32_t bytes = 0;
      std::memcpy(&bytes, tail, kSize);
      return (slots_ >> slot_of(bytes) & 1) != 0;
    }

   private:
    friend class Places;
    static std::size_t slot_of(std::uint32_t tail) { return tail * 0x9E37'79B1u >> 26; }
    std::uint64_t slots_ = 0;  // bit i: the tail of some key has the slot i
  };
  Tails tails(Id parent) const { return places_[parent].tails; }
  // The place below `parent` at a key that is spelt so.
  Id child(Id parent, std::string_view key) const;
  bool has_children(Id place) const { return !places_[place].children.empty(); }
  // Of the value at a place, if it is asked for.
  std::optional<std::size_t> value(Id place) const { return places_[place].value; }
  // The values at the place and below it are those from begin to end. Requires: settle().
  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  Range below(Id place) const { return places_[place].range; }

 private:
  struct Place {
    std::string key;
    std::vector<Id> children;
    Tails tails;  // of the children's keys
    std::optional<std::size_t> value;
    Range range{0, 0};
    Id next = none;            // the next child of the same parent with a tail of the same slot
    std::array<Id, 64> first;  // of each slot
  };

  // Of keys that are too short for a tail, 0.
  static std::size_t slot_of(std::string_view key);
  Id add_place(std::string key);
  Id child_or_new(Id parent, const std::string& key);
  void settle(Id place, std::vector<std::size_t>& numbers);

  std::vector<Place> places_;
  std::size_t values_ = 0;
};

}  // namespace filtercheck::match
