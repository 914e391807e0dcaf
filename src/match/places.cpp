#include "match/places.hpp"

#include <algorithm>

namespace filtercheck::match {

std::uint64_t Places::length_bit(std::string_view key) {
  constexpr std::size_t kLast = 63;
  return std::uint64_t{1} << std::min(key.size(), kLast);
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
  const auto made = static_cast<Id>(places_.size());
  places_.emplace_back().key = key;
  places_[parent].children.push_back(made);
  places_[parent].lengths |= length_bit(key);
  const std::string closed = key + '"';
  const bool has_tail = closed.size() >= kTail;
  places_[parent].tails |=
      has_tail ? tail_bit(closed.data() + closed.size() - kTail) : ~std::uint64_t{0};
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
  const Place& place = places_[parent];
  if ((place.lengths & length_bit(key)) == 0) return none;
  for (const Id id : place.children) {
    if (places_[id].key == key) return id;
  }
  return none;
}

}  // namespace filtercheck::match
