#include <algorithm>
#include <utility>

#include "scan/readers.hpp"

namespace filtercheck::scan {

namespace {

// Where what is known stands in one file.
class Places {
 public:
  Places(const Found& known, const SourcePtr& source) {
    for (const Filter& filter : known.filters) {
      add(filter.where, source);
      for (const Text::Piece& piece : filter.pattern.pieces()) {
        if (piece.source) add({piece.source, piece.written}, source);
      }
    }
    std::sort(spans_.begin(), spans_.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    // So that each ends behind all before it, and one look finds whether any reaches a place.
    for (std::size_t i = 1; i < spans_.size(); ++i) {
      spans_[i].end = std::max(spans_[i].end, spans_[i - 1].end);
    }
  }

  bool touch(const Span& span) const {
    const auto behind = std::partition_point(
        spans_.begin(), spans_.end(), [&](const Span& known) { return known.begin < span.end; });
    return behind != spans_.begin() && std::prev(behind)->end > span.begin;
  }

 private:
  void add(const Written& where, const SourcePtr& source) {
    if (where.source == source) spans_.push_back(where.span);
  }

  std::vector<Span> spans_;
};

bool is_word(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == ':';
  });
}

class Reader {
 public:
  Reader(const Node& document, Container container, const Found& known)
      : container_(container), places_(known, document.where.source) {
    read(document);
  }

  Found found() && { return std::move(found_); }

 private:
  struct Step {
    const Text* key = nullptr;  // or else an index
    std::size_t index = 0;
  };

  // Recurses as deep as the document is nested.
  void read(const Node& node) {
    if (node.is_string() && looks_like_pattern(node.text.value()) &&
        !places_.touch(node.where.span)) {
      Filter literal;
      literal.container = container_;
      literal.role = Role::Literal;
      literal.address = address();
      literal.pattern = node.text;
      literal.where = node.where;
      found_.filters.push_back(std::move(literal));
    }
    for (std::size_t index = 0; index < node.elements.size(); ++index) {
      path_.push_back({nullptr, index});
      read(node.elements[index]);
      path_.pop_back();
    }
    for (const auto& [key, value] : node.members) {
      path_.push_back({&key, 0});
      read(value);
      path_.pop_back();
    }
  }

  // From its end on, for keys may be as long as the file and stand before many literals.
  std::string address() const {
    constexpr std::size_t longest = 256;
    std::string address;
    for (auto step = path_.rbegin(); step != path_.rend(); ++step) {
      const bool is_first = std::next(step) == path_.rend();
      std::string part;
      if (step->key == nullptr) {
        part = "[" + std::to_string(step->index) + "]";
      } else if (is_word(step->key->value())) {
        part = (is_first ? "" : ".") + step->key->value();
      } else {
        part = "[\"" + step->key->value() + "\"]";
      }
      if (address.size() + part.size() > longest) return "..." + address;
      address.insert(0, part);
    }
    return address;
  }

  Container container_;
  Places places_;
  std::vector<Step> path_;
  Found found_;
};

}  // namespace

Found read_literals(const Node& document, Container container, const Found& known) {
  return Reader(document, container, known).found();
}

}  // namespace filtercheck::scan
