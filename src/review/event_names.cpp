#include "review/event_names.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <map>
#include <span>
#include <utility>

#include "review/event_names_text.hpp"

namespace filtercheck::review {

namespace {

// A slip is a letter inserted, left out, changed or swapped. So many make a name still near
// another: one in a short name and in a source, most of which is the same in all of them.
constexpr std::size_t kMostSlips = 2;
constexpr std::size_t kShortName = 8;

struct Service {
  std::vector<std::string_view> names;  // sorted
  std::map<std::string_view, std::string_view> renamed;
};
using Services = std::map<std::string_view, Service>;

// Calls `visit` with each word of `text`.
template <typename Visit>
void for_each_word(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

Services read_services(std::span<const std::string_view> lines) {
  Services services;
  for (const std::string_view line : lines) {
    if (line.starts_with('#')) continue;
    Service* service = nullptr;
    for_each_word(line, [&](std::string_view word) {
      const std::size_t arrow = word.find('>');
      if (service == nullptr) {
        service = &services[word];
      } else if (arrow == std::string_view::npos) {
        service->names.push_back(word);
      } else {
        service->renamed.emplace(word.substr(0, arrow), word.substr(arrow + 1));
      }
    });
    if (service != nullptr) std::sort(service->names.begin(), service->names.end());
  }
  return services;
}

const Services& services() {
  static const Services all = read_services(event_names_lines());
  return all;
}

bool has(const Service& service, std::string_view name) {
  return std::binary_search(service.names.begin(), service.names.end(), name);
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// How many letters have to be inserted, left out, changed or swapped with their neighbour, letters
// of another case being the same; `most` + 1 if they are more than `most`.
std::size_t slips(std::string_view a, std::string_view b, std::size_t most) {
  const std::size_t difference = a.size() < b.size() ? b.size() - a.size() : a.size() - b.size();
  if (difference > most) return most + 1;
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::vector<std::size_t> next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool is_same = lower(a[i - 1]) == lower(b[j - 1]);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (is_same ? 0 : 1)});
      const bool is_swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                              lower(a[i - 2]) == lower(b[j - 1]);
      if (is_swapped) next[j] = std::min(next[j], before[j - 2] + 1);
      least = std::min(least, next[j]);
    }
    if (least > most) return most + 1;
    std::swap(before, row);
    std::swap(row, next);
  }
  return std::min(row[b.size()], most + 1);
}

// Keeps the nearest name that is offered; of equally near ones the first.
class Nearest {
 public:
  Nearest(std::string_view wanted, std::size_t most) : wanted_(wanted), most_(most) {}

  void offer(std::string_view name) {
    const std::size_t found = slips(wanted_, name, most_);
    if (found > most_ || (!name_.empty() && found >= slips_)) return;
    slips_ = found;
    name_ = name;
  }
  std::optional<Meant> meant() const {
    if (name_.empty()) return std::nullopt;
    return Meant{std::string(name_), false};
  }

 private:
  std::string_view wanted_;
  std::size_t most_;
  std::size_t slips_ = 0;
  std::string_view name_;
};

}  // namespace

std::optional<Meant> find_event_name(std::string_view name, std::string_view source) {
  Nearest nearest(name, name.size() < kShortName ? 1 : kMostSlips);
  const auto own = services().find(source);
  if (own != services().end()) {
    if (has(own->second, name)) return std::nullopt;
    const auto renamed = own->second.renamed.find(name);
    if (renamed != own->second.renamed.end()) return Meant{std::string(renamed->second), true};
    for (const std::string_view one : own->second.names) nearest.offer(one);
    if (auto meant = nearest.meant()) return meant;
  }
  if (!sources_of(name).empty()) return std::nullopt;
  for (const auto& [other, service] : services()) {
    const auto renamed = service.renamed.find(name);
    if (renamed != service.renamed.end()) return Meant{std::string(renamed->second), true};
  }
  for (const auto& [other, service] : services())
    for (const std::string_view one : service.names) nearest.offer(one);
  return nearest.meant();
}

std::optional<Meant> find_event_source(std::string_view source) {
  if (services().contains(source)) return std::nullopt;
  Nearest nearest(source, 1);
  for (const auto& [one, service] : services()) nearest.offer(one);
  return nearest.meant();
}

bool begins_event_names(std::string_view name) {
  if (name.size() < 3 || !sources_of(name).empty()) return false;
  return std::any_of(services().begin(), services().end(), [&](const auto& one) {
    const auto& names = one.second.names;
    const auto next = std::lower_bound(names.begin(), names.end(), name);
    return next != names.end() && next->starts_with(name) &&
           std::isupper(static_cast<unsigned char>((*next)[name.size()])) != 0;
  });
}

bool has_event_names(std::string_view source) {
  const auto service = services().find(source);
  return service != services().end() && !service->second.names.empty();
}

bool logs_event(std::string_view source, std::string_view name) {
  const auto service = services().find(source);
  return service != services().end() && has(service->second, name);
}

std::vector<std::string_view> sources_of(std::string_view name) {
  std::vector<std::string_view> sources;
  for (const auto& [source, service] : services())
    if (has(service, name)) sources.push_back(source);
  return sources;
}

}  // namespace filtercheck::review
