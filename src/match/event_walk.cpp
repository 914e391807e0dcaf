#include "match/event_walk.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/unicode.hpp"

namespace filtercheck::match {

namespace {

constexpr std::size_t kMostDepth = 64;  // a bit each
// The tokens of a text take five times as much memory.
constexpr std::size_t kLongest = std::size_t{1} << 20;

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
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
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
        values_(values),
        begins_(tokens.begins()),
        signs_(tokens.signs()),
        count_(tokens.count()) {}

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
  // Each takes what begins at the token `place`, and sets it to the token that is found.
  template <bool kAskedFor>
  Found take_members(std::size_t& place);
  Found take_elements(std::size_t& place) const;

  void enter();
  bool take_key(const std::uint32_t* begins);
  void end_value(std::size_t end);

  const Places& places_;
  const bool has_escapes_;
  const std::string_view line_;
  std::vector<std::string_view>& values_;
  // Behind the last token stand three brackets: one may seem to be a value, which the next one may
  // not begin, and a third is looked at with it.
  const std::uint32_t* const begins_;
  const char* const signs_;
  const std::size_t count_;

  // The containers from the root on in which something is asked for; the last one is the innermost
  // of all where they are as many as these.
  std::size_t way_ = 0;
  std::array<Level, kMostDepth> levels_;
};

EventWalk::Answer Walker::walk() {
  using Answer = EventWalk::Answer;
  if (count_ == 0 || signs_[0] != '{') return Answer::NoEvent;
  levels_[0] = {Places::root, Places::none, 0};
  way_ = 1;
  std::size_t next = 1;
  std::size_t depth = 1;
  std::uint64_t objects = 1;  // bit 0: whether the innermost container is an object
  bool is_new = true;         // nothing of it is taken yet
  while (true) {
    const bool is_object = (objects & 1) != 0;
    const bool is_empty = is_new && signs_[next] == (is_object ? '}' : ']');
    if (!is_empty) {
      const Found found = !is_object      ? take_elements(next)
                          : depth == way_ ? take_members<true>(next)
                                          : take_members<false>(next);
      if (found == Found::Opening) {
        if (depth == kMostDepth) return Answer::Unknown;
        const bool opens_object = signs_[next] == '{';
        if (opens_object && depth == way_) enter();
        ++next;
        ++depth;
        objects = objects << 1 | (opens_object ? 1 : 0);
        is_new = true;
        continue;
      }
      if (found != Found::Closing) {
        return found == Found::Unknown ? Answer::Unknown : Answer::NoEvent;
      }
    }
    is_new = false;
    do {
      if (depth == way_) {
        end_value(begins_[next]);
        --way_;
      }
      ++next;
      --depth;
      objects >>= 1;
      if (depth == 0) return next == count_ ? Answer::Event : Answer::NoEvent;
    } while (signs_[next] == ((objects & 1) != 0 ? '}' : ']'));
    if (signs_[next] != ',') return Answer::NoEvent;
    if (depth == way_) end_value(begins_[next]);
    ++next;
  }
}

// Members up to one that is a container, or to the end.
template <bool kAskedFor>
inline Walker::Found Walker::take_members(std::size_t& place) {
  const Places::Tails tails = places_.tails(kAskedFor ? levels_[way_ - 1].place : Places::root);
  const auto is_asked_for = [&](std::size_t key) {
    constexpr std::size_t kTail = Places::Tails::kSize;
    const std::size_t begin = begins_[key];
    const std::size_t colon = begins_[key + 1];
    if (has_escapes_ && line_.substr(begin, colon - begin).find('\\') != std::string_view::npos)
      return true;
    const char* const behind = line_.data() + colon;
    return colon < kTail || behind[-1] != '"' || tails.may_have(behind - kTail);
  };
  for (std::size_t next = place;; ++next) {
    const bool is_asked = kAskedFor && is_asked_for(next);
    // Most members are a key, a string and a comma.
    if (std::memcmp(signs_ + next, "\":\",", 4) == 0) {
      if (is_asked) {
        if (!take_key(begins_ + next)) return Found::Unknown;
        end_value(begins_[next + 3]);
      }
      next += 3;
      continue;
    }
    if (signs_[next] != '"' || signs_[next + 1] != ':') return Found::Fault;
    if (is_asked && !take_key(begins_ + next)) return Found::Unknown;
    place = next += 2;
    if (signs_[next] != '"') {
      if (signs_[next] == '{' || signs_[next] == '[') return Found::Opening;
      if (!is_scalar(line_, begins_[next])) return Found::Fault;
    }
    place = ++next;
    if (signs_[next] != ',') return signs_[next] == '}' ? Found::Closing : Found::Fault;
    if (is_asked) end_value(begins_[next]);
  }
}

inline Walker::Found Walker::take_elements(std::size_t& place) const {
  for (std::size_t next = place;; ++next) {
    place = next;
    if (signs_[next] != '"') {
      if (signs_[next] == '{' || signs_[next] == '[') return Found::Opening;
      if (!is_scalar(line_, begins_[next])) return Found::Fault;
    }
    place = ++next;
    if (signs_[next] != ',') return signs_[next] == ']' ? Found::Closing : Found::Fault;
  }
}

// An object begins, in one in which something is asked for.
void Walker::enter() {
  const Places::Id member = levels_[way_ - 1].member;
  const bool is_way = member != Places::none && places_.has_children(member);
  if (is_way) levels_[way_++] = {member, Places::none, 0};
}

// `begins`: of a key, its colon and its value. False: what the key is does not show.
inline bool Walker::take_key(const std::uint32_t* begins) {
  Level& level = levels_[way_ - 1];
  std::string_view name = trimmed(line_.substr(begins[0], begins[1] - begins[0]));
  name = name.substr(1, name.size() - 2);
  if (has_escapes_ && name.find('\\') != std::string_view::npos) return false;
  level.member = places_.child(level.place, name);
  level.begin = begins[2];
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

EventWalk::Answer EventWalk::read(std::string_view text) {
  if (text.size() > kLongest) return Answer::Unknown;
  tokens_.read(text);
  return walk(text);
}

EventWalk::Line EventWalk::read_line(std::string_view text) {
  const std::string_view head = text.substr(0, kLongest + 1);
  const std::size_t size = tokens_.read_line(head);
  if (size > kLongest) return {Answer::Unknown, std::min(text.find('\n', size), text.size())};
  return {walk(text.substr(0, size)), size};
}

EventWalk::Answer EventWalk::walk(std::string_view text) {
  std::fill(values_.begin(), values_.end(), std::string_view());
  const TokenState& state = tokens_.state();
  if (state.in_string != 0 || state.has_control) return Answer::NoEvent;
  const Answer answer = Walker(places_, tokens_, text, values_).walk();
  if (answer != Answer::Event) return answer;
  if (state.has_backslash && !escapes_are_good(text)) return Answer::NoEvent;
  if (state.has_high && base::find_invalid_utf8(text)) return Answer::NoEvent;
  return Answer::Event;
}

}  // namespace filtercheck::match
