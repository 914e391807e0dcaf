#include "match/event_walk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/unicode.hpp"
#include "match/structure.hpp"

namespace filtercheck::match {

namespace {

constexpr std::size_t kWord = 64;
constexpr std::size_t kMostDepth = 64;  // a bit each

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The bits whose number is below that of `bit`.
std::uint64_t below(std::uint64_t bit) { return bit - 1; }
std::uint64_t lowest(std::uint64_t bits) { return bits & (0 - bits); }
std::size_t index_of(std::uint64_t bit) { return static_cast<std::size_t>(std::countr_zero(bit)); }

// The first byte that is not blank behind each of `tokens`. `carry`: whether bit 0 is one, and then
// whether the next word's is.
inline std::uint64_t following(std::uint64_t tokens, std::uint64_t blank, std::uint64_t& carry) {
  const std::uint64_t next = tokens << 1 | carry;
  carry = tokens >> 63;
  if (blank == 0) return next;
  // Added to the begin of a run of blanks, a bit comes out behind its end.
  const std::uint64_t behind = blank + (next & blank);
  carry |= behind < blank ? 1 : 0;
  return (next | behind) & ~blank;
}

// Whether the scalar other than a string that begins at text[at] is one, and where it ends.
bool is_scalar(std::string_view text, std::size_t at) {
  const auto peek = [text](std::size_t i) { return i < text.size() ? text[i] : ','; };
  const auto ends = [&](std::size_t i) {
    const char c = peek(i);
    return c == ',' || c == '}' || c == ']' || is_blank(c);
  };
  const auto is_word = [&](std::string_view word) {
    return text.substr(at, word.size()) == word && ends(at + word.size());
  };
  const auto skip_digits = [&] {
    const std::size_t begin = at;
    while (is_digit(peek(at))) ++at;
    return at > begin;
  };
  switch (text[at]) {
    case 't':
      return is_word("true");
    case 'f':
      return is_word("false");
    case 'n':
      return is_word("null");
    default:
      break;
  }
  if (peek(at) == '-') ++at;
  if (peek(at) == '0') {
    ++at;
  } else if (!skip_digits()) {
    return false;
  }
  if (peek(at) == '.') {
    ++at;
    if (!skip_digits()) return false;
  }
  if (peek(at) == 'e' || peek(at) == 'E') {
    ++at;
    if (peek(at) == '+' || peek(at) == '-') ++at;
    if (!skip_digits()) return false;
  }
  return ends(at);
}

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Whether each escape of a text is one of JSON. Requires: backslashes stand in strings alone, and
// these are closed.
bool escapes_are_good(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != text.npos; at = text.find('\\', at)) {
    const std::string_view escape = text.substr(at, 6);
    if (escape.size() < 2) return false;
    if (escape[1] != 'u') {
      if (std::string_view(R"("\/bfnrt)").find(escape[1]) == std::string_view::npos) return false;
      at += 2;
      continue;
    }
    if (escape.size() < 6 || !std::all_of(escape.begin() + 2, escape.end(), is_hex)) return false;
    at += 6;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// One line, word by word. Which token may stand behind which:
//
//   begin of a key     `{`, a comma in an object
//   begin of a value   `[`, a comma in an array, a colon
//   a colon            a key
//   a comma            a value
//   `}` and `]`        a value, an opening bracket
//
// and behind a key a colon. With brackets that match, and one object that is all there is, this is
// the grammar of JSON down to the scalars.
class Walker {
 public:
  Walker(const Places& places, std::string_view line, std::vector<std::string_view>& values)
      : places_(places), values_(values), line_(line) {}

  // Where the object begins.
  void begin(std::size_t root) { root_ = root; }
  // Takes the bytes from `base` on, in their order. False: nothing more need be read.
  bool take(const StructureWord& word, std::size_t base, bool has_backslash);
  bool is_complete() const { return ended_; }
  bool is_unknown() const { return unknown_; }

 private:
  // A container that is not closed yet.
  struct Level {
    Places::Id place;   // of an object; none: nothing in it is asked for
    Places::Id member;  // of its place, whose value is being read
    std::size_t begin;  // of that value
  };

  bool bracket(std::size_t at);
  void members(const StructureWord& word, std::uint64_t span, std::size_t base);
  void key(const StructureWord& word, std::uint64_t colon, std::size_t base);
  void end_value(std::size_t end);
  bool tokens_are_good(const StructureWord& word, std::uint64_t valid, std::uint64_t curly,
                       std::uint64_t in_object, std::size_t base);

  const Places& places_;
  std::vector<std::string_view>& values_;
  std::string_view line_;
  std::size_t root_ = 0;
  bool unknown_ = false;
  bool ended_ = false;
  bool escapes_ = false;
  std::size_t last_quote_ = 0;  // the opening quote that was seen last

  std::size_t depth_ = 0;
  std::uint64_t objects_ = 0;  // bit 0: whether the innermost container is an object
  Level level_{Places::none, Places::none, 0};
  std::array<Level, kMostDepth> outer_;

  // Bit 0 of the next word, for each kind of token.
  std::uint64_t after_key_begin_ = 0;
  std::uint64_t after_value_begin_ = 1;  // as if an array had begun
  std::uint64_t after_key_ = 0;
  std::uint64_t after_value_ = 0;
  std::uint64_t after_open_ = 0;
  std::uint64_t in_scalar_ = 0;
  std::uint64_t in_key_ = 0;
};

inline bool Walker::take(const StructureWord& word, std::size_t base, bool has_backslash) {
  escapes_ = has_backslash;
  const std::size_t left = line_.size() - base;
  const std::uint64_t valid = left >= kWord ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
  std::uint64_t curly = 0;
  std::uint64_t in_object = 0;
  std::uint64_t rest = valid;
  for (std::uint64_t brackets = word.open | word.close; brackets != 0; brackets &= brackets - 1) {
    const std::uint64_t bit = lowest(brackets);
    const std::uint64_t span = rest & below(bit);
    in_object |= span & (0 - (objects_ & 1));
    if (level_.place != Places::none) members(word, span, base);
    const std::size_t at = base + index_of(bit);
    if (!bracket(at)) return false;
    if (line_[at] == '{') curly |= bit;
    rest &= ~(bit | below(bit));
  }
  in_object |= rest & (0 - (objects_ & 1));
  if (level_.place != Places::none) members(word, rest, base);
  if (unknown_ || (ended_ && (rest & ~word.blank) != 0)) return false;

  const std::uint64_t opening = word.quotes & word.string;
  if (opening != 0) last_quote_ = base + 63 - static_cast<std::size_t>(std::countl_zero(opening));
  return tokens_are_good(word, valid, curly, in_object, base);
}

inline bool Walker::bracket(std::size_t at) {
  const char c = line_[at];
  const bool is_object = (c & 0x20) != 0;  // not an array
  if ((c & 2) != 0) {                      // opens
    Places::Id place = Places::none;
    if (depth_ == 0) {
      if (at != root_ || ended_) return false;
      place = Places::root;
    } else if (is_object && level_.member != Places::none && places_.has_children(level_.member)) {
      place = level_.member;
    }
    if (depth_ == kMostDepth) {
      unknown_ = true;
      return false;
    }
    outer_[depth_++] = level_;
    level_ = {place, Places::none, 0};
    objects_ = objects_ << 1 | (is_object ? 1 : 0);
    return true;
  }
  if (depth_ == 0 || is_object != ((objects_ & 1) != 0)) return false;
  end_value(at);
  level_ = outer_[--depth_];
  objects_ >>= 1;
  ended_ = depth_ == 0;
  return true;
}

inline bool Walker::tokens_are_good(const StructureWord& word, std::uint64_t valid,
                                    std::uint64_t curly, std::uint64_t in_object,
                                    std::size_t base) {
  const std::uint64_t blank = word.blank;
  const std::uint64_t opening = word.quotes & word.string;
  const std::uint64_t closing = word.quotes & ~word.string;
  const std::uint64_t scalar = valid & ~(word.string | word.quotes | word.open | word.close |
                                         word.colon | word.comma | blank);
  std::uint64_t scalars = scalar & ~(scalar << 1 | in_scalar_);  // their first bytes
  in_scalar_ = scalar >> 63;

  const std::uint64_t key_begin =
      following(curly | (word.comma & in_object), blank, after_key_begin_);
  const std::uint64_t value_begin = following(
      (word.open & ~curly) | (word.comma & ~in_object) | word.colon, blank, after_value_begin_);
  const std::uint64_t other = word.open | scalars;
  std::uint64_t wrong = (opening & ~(key_begin | value_begin)) | (other & ~value_begin);

  // Added to the first byte of a key, a bit comes out at its closing quote.
  const std::uint64_t keys = opening & key_begin;
  const std::uint64_t behind = word.string + keys;
  const std::uint64_t behind_all = behind + in_key_;
  in_key_ = behind < word.string || behind_all < behind ? 1 : 0;
  const std::uint64_t key_end = behind_all & closing;
  wrong |= following(key_end, blank, after_key_) ^ word.colon;

  const std::uint64_t after_value =
      following((closing & ~key_end) | word.close | scalar, blank, after_value_);
  const std::uint64_t after_open = following(word.open, blank, after_open_);
  wrong |= (word.comma & ~after_value) | (word.close & ~(after_value | after_open));
  if (wrong != 0) return false;
  for (; scalars != 0; scalars &= scalars - 1) {
    if (!is_scalar(line_, base + index_of(scalars))) return false;
  }
  return true;
}

// The members of an object that is asked for, as far as they are in `span`.
inline void Walker::members(const StructureWord& word, std::uint64_t span, std::size_t base) {
  while (true) {
    if (level_.member != Places::none) {
      const std::uint64_t comma = lowest(word.comma & span);
      if (comma == 0) return;
      end_value(base + index_of(comma));
      span &= ~(comma | below(comma));
    }
    const std::uint64_t colon = lowest(word.colon & span);
    if (colon == 0) return;
    key(word, colon, base);
    span &= ~(colon | below(colon));
  }
}

// The key in front of a colon. Where the line is no JSON, something.
inline void Walker::key(const StructureWord& word, std::uint64_t colon, std::size_t base) {
  const std::size_t at = base + index_of(colon);
  if (!escapes_ && at >= Places::kTail && line_[at - 1] == '"' &&
      !places_.may_have_child(level_.place, line_.data() + at - Places::kTail)) {
    return;
  }
  const std::uint64_t opening = word.quotes & word.string & below(colon);
  const std::size_t begin =
      opening != 0 ? base + 63 - static_cast<std::size_t>(std::countl_zero(opening)) : last_quote_;
  std::string_view name = trimmed(line_.substr(begin, at - begin));
  if (name.size() < 2) return;
  name = name.substr(1, name.size() - 2);
  if (escapes_ && name.find('\\') != name.npos) {
    unknown_ = true;
    return;
  }
  level_.member = places_.child(level_.place, name);
  level_.begin = at + 1;
  if (level_.member == Places::none) return;
  // Of equal keys the last one counts (OQ-6).
  const Places::Range values = places_.below(level_.member);
  std::fill(values_.begin() + static_cast<std::ptrdiff_t>(values.begin),
            values_.begin() + static_cast<std::ptrdiff_t>(values.end), std::string_view());
}

inline void Walker::end_value(std::size_t end) {
  if (level_.member == Places::none) return;
  if (const auto value = places_.value(level_.member)) {
    values_[*value] = trimmed(line_.substr(level_.begin, end - level_.begin));
  }
  level_.member = Places::none;
}

}  // namespace

EventWalk::EventWalk(const Places& places, Simd simd)
    : places_(places), simd_(simd), values_(places.values()) {}

EventWalk::Answer EventWalk::read(std::string_view line) {
  std::fill(values_.begin(), values_.end(), std::string_view());
  const std::size_t root = line.find_first_not_of(" \t\r\n");
  if (root == line.npos || line[root] != '{') return Answer::NoEvent;
  Walker walker(places_, line, values_);
  walker.begin(root);
  StructureScan scan(simd_);
  // So many that the words and the bytes that they are of stay in the nearest cache.
  constexpr std::size_t kWords = 64;
  std::array<StructureWord, kWords> words;
  for (std::size_t begin = 0; begin < line.size(); begin += kWords * kWord) {
    const std::string_view part = line.substr(begin, kWords * kWord);
    scan.add(part, words.data());
    for (std::size_t i = 0; i * kWord < part.size(); ++i) {
      if (walker.take(words[i], begin + i * kWord, scan.state().has_backslash)) continue;
      return walker.is_unknown() ? Answer::Unknown : Answer::NoEvent;
    }
  }
  const StructureState& state = scan.state();
  const bool is_bad = !walker.is_complete() || state.in_string != 0 || state.has_control ||
                      (state.has_backslash && !escapes_are_good(line)) ||
                      (state.has_high && base::find_invalid_utf8(line));
  return is_bad ? Answer::NoEvent : Answer::Event;
}

}  // namespace filtercheck::match
