#include "parse/regex.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace filtercheck::reader {

namespace {

constexpr char32_t kLast = 0x10FFFF;

// Sorts, merges and so normalises a list of ranges.
CodePointSet normalised(CodePointSet set) {
  std::sort(set.begin(), set.end(), [](auto a, auto b) { return a.first < b.first; });
  CodePointSet out;
  for (const CodePointRange range : set) {
    if (!out.empty() && range.first <= out.back().last + 1) {
      out.back().last = std::max(out.back().last, range.last);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

CodePointSet complement(const CodePointSet& set) {
  CodePointSet out;
  char32_t next = 0;
  for (const CodePointRange range : set) {
    if (next < range.first) out.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLast) out.push_back({next, kLast});
  return out;
}

CodePointSet single(char32_t c) { return {{c, c}}; }

// A character; no class has just one.
bool is_point(const CodePointSet& set) {
  return set.size() == 1 && set.front().first == set.front().last;
}

// `\d` and its like are ASCII only and `\s` has no vertical tab, as in RE2.
std::optional<CodePointSet> class_of(char letter) {
  switch (letter) {
    case 'd':
      return CodePointSet{{'0', '9'}};
    case 's':
      return CodePointSet{{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
    case 'w':
      return CodePointSet{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    case 'D':
      return complement(*class_of('d'));
    case 'S':
      return complement(*class_of('s'));
    case 'W':
      return complement(*class_of('w'));
    default:
      return std::nullopt;
  }
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

class Reader {
 public:
  Reader(std::string_view source, int max_repeat) : source_(source), max_repeat_(max_repeat) {}

  std::variant<Regex, RegexFault> read() {
    Regex regex{std::string(source_), {{}}};
    while (at_ < source_.size() && !fault_) {
      if (take('|')) {
        regex.alternatives.emplace_back();
      } else {
        read_piece(regex.alternatives.back());
      }
    }
    if (fault_) return *fault_;
    return regex;
  }

 private:
  bool done() const { return at_ >= source_.size(); }
  char peek() const { return source_[at_]; }
  bool take(char c) {
    if (done() || peek() != c) return false;
    ++at_;
    return true;
  }
  void fail(std::size_t at, std::string reason) {
    if (!fault_) fault_ = RegexFault{at, std::move(reason)};
  }

  void read_piece(std::vector<RegexPiece>& sequence) {
    const std::size_t begin = at_;
    if (read_repeat()) return fail(begin, "there is nothing to repeat here");
    RegexPiece piece;
    piece.atom = read_atom();
    if (const std::optional<Bounds> bounds = read_repeat()) {
      piece.min = bounds->min;
      piece.max = bounds->max;
      take('?');  // lazy: the same language
      const std::size_t after = at_;
      if (read_repeat()) return fail(after, "a repetition cannot be repeated");
    }
    sequence.push_back(std::move(piece));
  }

  std::variant<CodePointSet, Anchor> read_atom() {
    const char c = source_[at_++];
    switch (c) {
      case '^':
        return Anchor::Begin;
      case '$':
        return Anchor::End;
      case '.':
        return complement(single('\n'));
      case '[':
        return read_set();
      case '\\':
        return read_escape();
      default:
        return single(static_cast<unsigned char>(c));
    }
  }

  // After the backslash.
  CodePointSet read_escape() {
    const std::size_t begin = at_ - 1;
    if (done()) {
      fail(begin, "a backslash ends the regex");
      return {};
    }
    const char c = source_[at_++];
    if (const auto named = class_of(c)) return *named;
    if (c == 'x') return read_hex(begin);
    // `\t` and its like are not in AWS's list, but it names the backslash as an operator's escape
    // only, so a letter or digit after it is refused, as RE2 refuses `\p` without its class.
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      fail(begin, std::string("`\\") + c + "` is not an escape");
      return {};
    }
    return single(static_cast<unsigned char>(c));
  }

  CodePointSet read_hex(std::size_t begin) {
    if (at_ + 2 <= source_.size()) {
      const auto high = hex_digit(source_[at_]);
      const auto low = hex_digit(source_[at_ + 1]);
      if (high && low) {
        at_ += 2;
        return single(*high * 16 + *low);
      }
    }
    fail(begin, "`\\x` takes two hexadecimal digits");
    return {};
  }

  // One end of a range, or a class such as `\d`.
  CodePointSet read_set_item() {
    const char c = source_[at_++];
    return c == '\\' ? read_escape() : single(static_cast<unsigned char>(c));
  }

  // After the opening bracket.
  CodePointSet read_set() {
    const std::size_t begin = at_ - 1;
    const bool negated = take('^');
    CodePointSet set;
    for (bool first = true; done() || peek() != ']' || first; first = false) {
      if (done()) {
        fail(begin, "`[` is not closed");
        return {};
      }
      const std::size_t item = at_;
      const CodePointSet low = read_set_item();
      // After a class `-` stands for itself, as in RE2: `[\w-.]`.
      const bool range =
          is_point(low) && at_ + 1 < source_.size() && peek() == '-' && source_[at_ + 1] != ']';
      if (!range || fault_) {
        set.insert(set.end(), low.begin(), low.end());
        continue;
      }
      ++at_;
      const CodePointSet high = read_set_item();
      if (fault_) return {};
      if (!is_point(high) || low[0].first > high[0].first) {
        fail(item, "`" + std::string(source_.substr(item, at_ - item)) + "` is not a range");
        return {};
      }
      set.push_back({low[0].first, high[0].first});
    }
    ++at_;
    set = normalised(std::move(set));
    return negated ? complement(set) : set;
  }

  struct Bounds {
    int min;
    std::optional<int> max;
  };

  // `*`, `+`, `?` or `{m,n}` here; nothing is taken otherwise. A brace that is no repetition is
  // plain text.
  std::optional<Bounds> read_repeat() {
    if (take('*')) return Bounds{0, std::nullopt};
    if (take('+')) return Bounds{1, std::nullopt};
    if (take('?')) return Bounds{0, 1};
    const std::size_t begin = at_;
    if (!take('{')) return std::nullopt;
    const std::optional<int> min = read_count();
    const bool comma = take(',');
    const std::optional<int> max = comma ? read_count() : min;
    if (!take('}') || (!min && !max)) {
      at_ = begin;
      return std::nullopt;
    }
    if (min.value_or(0) > max_repeat_ || max.value_or(0) > max_repeat_) {
      fail(begin, "a repetition count is over " + std::to_string(max_repeat_));
    } else if (max && min.value_or(0) > *max) {
      fail(begin, "the repetition counts are in the wrong order");
    }
    return Bounds{min.value_or(0), max};
  }

  // Saturates past any limit, so that no count overflows.
  std::optional<int> read_count() {
    const std::size_t begin = at_;
    int count = 0;
    while (!done() && peek() >= '0' && peek() <= '9') {
      count = std::min(count * 10 + (source_[at_++] - '0'), 1'000'000);
    }
    if (at_ == begin) return std::nullopt;
    return count;
  }

  std::string_view source_;
  int max_repeat_;
  std::size_t at_ = 0;
  std::optional<RegexFault> fault_;
};

}  // namespace

std::variant<Regex, RegexFault> read_regex(std::string_view source, int max_repeat) {
  return Reader(source, max_repeat).read();
}

}  // namespace filtercheck::reader
