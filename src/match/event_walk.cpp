#include "match/event_walk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/unicode.hpp"

namespace filtercheck::match {

namespace {

constexpr std::size_t kMostDepth = 64;  // a bit each

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

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

// The tokens of a line against the grammar of JSON, and the values at places.
class Walker {
 public:
  Walker(const Places& places, const Tokens& tokens, std::string_view line,
         std::vector<std::string_view>& values)
      : places_(places),
        has_escapes_(tokens.state().has_backslash),
        line_(line),
        text_(line.data()),
        values_(values),
        next_(tokens.begins()),
        end_(next_ + tokens.count()) {}

  EventWalk::Answer walk();

 private:
  // An object in which something is asked for.
  struct Level {
    Places::Id place;
    Places::Id member;  // of the place, whose value is being read
    std::size_t begin;  // of that value
  };
  // What the next token is.
  enum class Found {
    Opening,  // a bracket that begins a value
    Closing,  // the bracket that ends the innermost container
    Fault,    // no JSON
    Unknown,  // a key that is spelt with an escape
  };
  // Whether something is asked for in the innermost container.
  bool is_asked_for() const { return depth_ == way_; }
  char closing() const { return (objects_ & 1) != 0 ? '}' : ']'; }

  Found take_values();
  template <bool kAskedFor>
  Found take_members();
  Found take_elements();

  void open(bool is_object);
  void close(std::size_t at);
  bool take_key(std::size_t at, std::size_t colon, std::size_t value);
  void end_value(std::size_t end);

  const Places& places_;
  const bool has_escapes_;
  const std::string_view line_;
  const char* const text_;  // of the line
  std::vector<std::string_view>& values_;
  // Behind the last token stands the first one, a bracket that may not stand twice where it stands.
  const std::uint32_t* next_;
  const std::uint32_t* const end_;

  std::size_t depth_ = 0;
  std::uint64_t objects_ = 0;  // bit 0: whether the innermost container is an object
  // The containers from the root on in which something is asked for.
  std::size_t way_ = 0;
  std::array<Level, kMostDepth> levels_;
};

EventWalk::Answer Walker::walk() {
  using Answer = EventWalk::Answer;
  Found found = next_ != end_ && text_[*next_] == '{' ? Found::Opening : Found::Fault;
  while (found == Found::Opening) {
    if (depth_ == kMostDepth) return Answer::Unknown;
    open(text_[*next_] == '{');
    ++next_;
    found = text_[*next_] == closing() ? Found::Closing : take_values();
    while (found == Found::Closing) {
      close(*next_);
      ++next_;
      if (depth_ == 0) return next_ == end_ ? Answer::Event : Answer::NoEvent;
      if (text_[*next_] == ',') {
        if (is_asked_for()) end_value(*next_);
        ++next_;
        found = take_values();
      } else if (text_[*next_] != closing()) {
        found = Found::Fault;
      }
    }
  }
  return found == Found::Unknown ? Answer::Unknown : Answer::NoEvent;
}

// Members or elements up to one that is a container, or to the end.
inline Walker::Found Walker::take_values() {
  if ((objects_ & 1) == 0) return take_elements();
  return is_asked_for() ? take_members<true>() : take_members<false>();
}

template <bool kAskedFor>
Walker::Found Walker::take_members() {
  for (const std::uint32_t* next = next_;; ++next) {
    if (text_[next[0]] != '"' || text_[next[1]] != ':') return Found::Fault;
    if constexpr (kAskedFor) {
      if (!take_key(next[0], next[1], next[2])) return Found::Unknown;
    }
    next_ = next += 2;
    if (text_[*next] != '"') {
      if (text_[*next] == '{' || text_[*next] == '[') return Found::Opening;
      if (!is_scalar(line_, *next)) return Found::Fault;
    }
    next_ = ++next;
    if (text_[*next] != ',') return text_[*next] == '}' ? Found::Closing : Found::Fault;
    if constexpr (kAskedFor) end_value(*next);
  }
}

inline Walker::Found Walker::take_elements() {
  for (const std::uint32_t* next = next_;; ++next) {
    next_ = next;
    if (text_[*next] != '"') {
      if (text_[*next] == '{' || text_[*next] == '[') return Found::Opening;
      if (!is_scalar(line_, *next)) return Found::Fault;
    }
    next_ = ++next;
    if (text_[*next] != ',') return text_[*next] == ']' ? Found::Closing : Found::Fault;
  }
}

inline void Walker::open(bool is_object) {
  if (depth_ == 0) {
    levels_[way_++] = {Places::root, Places::none, 0};
  } else if (is_asked_for()) {
    const Places::Id member = levels_[way_ - 1].member;
    const bool is_way = is_object && member != Places::none && places_.has_children(member);
    if (is_way) levels_[way_++] = {member, Places::none, 0};
  }
  ++depth_;
  objects_ = objects_ << 1 | (is_object ? 1 : 0);
}

inline void Walker::close(std::size_t at) {
  if (is_asked_for()) {
    end_value(at);
    --way_;
  }
  --depth_;
  objects_ >>= 1;
}

// A key, a colon and the begin of a value. False: what the key is does not show.
inline bool Walker::take_key(std::size_t at, std::size_t colon, std::size_t value) {
  Level& level = levels_[way_ - 1];
  if (!has_escapes_ && colon >= Places::kTail && line_[colon - 1] == '"' &&
      !places_.may_have_child(level.place, line_.data() + colon - Places::kTail)) {
    return true;
  }
  std::string_view name = trimmed(line_.substr(at, colon - at));
  name = name.substr(1, name.size() - 2);
  if (has_escapes_ && name.find('\\') != name.npos) return false;
  level.member = places_.child(level.place, name);
  level.begin = value;
  if (level.member == Places::none) return true;
  // Of equal keys the last one counts (OQ-6).
  const Places::Range values = places_.below(level.member);
  std::fill(values_.begin() + static_cast<std::ptrdiff_t>(values.begin),
            values_.begin() + static_cast<std::ptrdiff_t>(values.end), std::string_view());
  return true;
}

inline void Walker::end_value(std::size_t end) {
  Level& level = levels_[way_ - 1];
  if (level.member == Places::none) return;
  if (const auto value = places_.value(level.member)) {
    values_[*value] = trimmed(line_.substr(level.begin, end - level.begin));
  }
  level.member = Places::none;
}

}  // namespace

EventWalk::EventWalk(const Places& places, Simd simd)
    : places_(places), tokens_(simd), values_(places.values()) {}

EventWalk::Answer EventWalk::read(std::string_view line) {
  // Its tokens would take four times as much.
  constexpr std::size_t kLongest = std::size_t{1} << 20;
  std::fill(values_.begin(), values_.end(), std::string_view());
  if (line.size() > kLongest) return Answer::Unknown;
  tokens_.read(line);
  const TokenState& state = tokens_.state();
  if (state.in_string != 0 || state.has_control) return Answer::NoEvent;
  const Answer answer = Walker(places_, tokens_, line, values_).walk();
  if (answer != Answer::Event) return answer;
  if (state.has_backslash && !escapes_are_good(line)) return Answer::NoEvent;
  if (state.has_high && base::find_invalid_utf8(line)) return Answer::NoEvent;
  return Answer::Event;
}

}  // namespace filtercheck::match
