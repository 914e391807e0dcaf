#include "match/places.hpp"

#include <bit>
#include <utility>

namespace filtercheck::match {

std::size_t Places::slot_of(std::string_view key) {
  if (key.size() + 1 < Tails::kSize) return 0;
  const char* const end = key.data() + key.size();
  const std::array<char, Tails::kSize> tail{end[-3], end[-2], end[-1], '"'};
  return Tails::slot_of(std::bit_cast<std::uint32_t>(tail));
}

Places::Id Places::add_place(std::string key) {
  Place& place = places_.emplace_back();
  place.key = std::move(key);
  place.first.fill(none);
  return static_cast<Id>(places_.size() - 1);
}

std::size_t Places::add(const std::vector<std::string>& keys) {
  Id place = root;
  for (const std::string& key : keys) place = child_or_new(place, key);
  if (!places_[place].value) places_[place].value = values_++;
  return *places_[place].value;
}

Places::Id Places::child_or_new(Id parent, const std::string& key) {
  const Id found = child(parent, key);
  if (found != none) return found;
  const Id made = add_place(key);
  Place& place = places_[parent];
  const std::size_t slot = slot_of(key);
  places_[made].next = place.first[slot];
  place.first[slot] = made;
  place.children.push_back(made);
  // What stands in front of a short key is part of its tail.
  const bool has_tail = key.size() + 1 >= Tails::kSize;
  place.tails.slots_ |= has_tail ? std::uint64_t{1} << slot : ~std::uint64_t{0};
  return made;
}

std::vector<std::size_t> Places::settle() {
  std::vector<std::size_t> numbers(values_);
  values_ = 0;
  settle(root, numbers);
  return numbers;
}

// The depth is that of a selector, which the pattern's length bounds.
void Places::settle(Id place, std::vector<std::size_t>& numbers) {
  places_[place].range.begin = values_;
  if (places_[place].value) {
    numbers[*places_[place].value] = values_;
    places_[place].value = values_++;
  }
  for (const Id child : places_[place].children) settle(child, numbers);
  places_[place].range.end = values_;
}

Places::Id Places::child(Id parent, std::string_view key) const {
  Id id = places_[parent].first[slot_of(key)];
  while (id != none && places_[id].key != key) id = places_[id].next;
  return id;
}

}  // namespace filtercheck::match
