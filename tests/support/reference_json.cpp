#include "support/reference_json.hpp"

#include <algorithm>
#include <cstddef>

#include "base/unicode.hpp"

namespace filtercheck::support {

namespace {

class Reader {
 public:
  explicit Reader(std::u32string_view rest) : rest_(rest) {}

  std::optional<ReferenceJson> whole() {
    auto value = this->value();
    skip();
    if (!rest_.empty()) return std::nullopt;
    return value;
  }

 private:
  using Kind = ReferenceJson::Kind;

  void skip() {
    while (!rest_.empty() && std::u32string_view(U" \t\r\n").find(rest_[0]) != rest_.npos) {
      rest_.remove_prefix(1);
    }
  }
  bool take(std::u32string_view word) {
    const bool taken = rest_.starts_with(word);
    if (taken) rest_.remove_prefix(word.size());
    return taken;
  }
  bool skip_and_take(std::u32string_view word) {
    skip();
    return take(word);
  }

  std::optional<ReferenceJson> value() {
    skip();
    if (take(U"null")) return ReferenceJson{Kind::Null};
    if (take(U"true")) return ReferenceJson{Kind::True};
    if (take(U"false")) return ReferenceJson{Kind::False};
    if (take(U"{")) return object();
    if (take(U"[")) return array();
    if (rest_.starts_with(U'"')) {
      ReferenceJson out{Kind::String};
      auto text = string();
      if (!text) return std::nullopt;
      out.text = std::move(*text);
      return out;
    }
    return number();
  }

  std::optional<ReferenceJson> number() {
    const std::u32string_view begin = rest_;
    const auto digits = [this] {
      const std::size_t count = std::min(rest_.find_first_not_of(U"0123456789"), rest_.size());
      rest_.remove_prefix(count);
      return count > 0;
    };
    take(U"-");
    if (!take(U"0") && !digits()) return std::nullopt;
    if (take(U".") && !digits()) return std::nullopt;
    if (take(U"e") || take(U"E")) {
      if (!take(U"+")) take(U"-");
      if (!digits()) return std::nullopt;
    }
    const std::u32string_view token = begin.substr(0, begin.size() - rest_.size());
    return ReferenceJson{Kind::Number, std::string(token.begin(), token.end())};
  }

  std::optional<ReferenceJson> array() {
    ReferenceJson out{Kind::Array};
    if (skip_and_take(U"]")) return out;
    do {
      auto element = value();
      if (!element) return std::nullopt;
      out.elements.push_back(std::move(*element));
    } while (skip_and_take(U","));
    if (!take(U"]")) return std::nullopt;
    return out;
  }

  std::optional<ReferenceJson> object() {
    ReferenceJson out{Kind::Object};
    if (skip_and_take(U"}")) return out;
    do {
      skip();
      auto key = string();
      if (!key || !skip_and_take(U":")) return std::nullopt;
      auto member = value();
      if (!member) return std::nullopt;
      out.members.emplace_back(std::move(*key), std::move(*member));
    } while (skip_and_take(U","));
    if (!take(U"}")) return std::nullopt;
    return out;
  }

  std::optional<std::u32string> string() {
    if (!take(U"\"")) return std::nullopt;
    std::u32string out;
    high_at_ = 0;
    while (!take(U"\"")) {
      if (rest_.empty() || rest_[0] < 0x20) return std::nullopt;
      if (take(U"\\")) {
        const auto unit = escaped();
        if (!unit) return std::nullopt;
        add_unit(*unit, out);
      } else {
        out += rest_[0];
        rest_.remove_prefix(1);
      }
    }
    return out;
  }

  std::optional<char32_t> escaped() {
    static constexpr std::u32string_view kLetters = U"\"\\/bfnrt";
    static constexpr std::u32string_view kMeanings = U"\"\\/\b\f\n\r\t";
    if (rest_.empty()) return std::nullopt;
    const char32_t letter = rest_[0];
    rest_.remove_prefix(1);
    is_escape_of_unit_ = letter == U'u';
    if (!is_escape_of_unit_) {
      const std::size_t at = kLetters.find(letter);
      return at == kLetters.npos ? std::nullopt : std::optional(kMeanings[at]);
    }
    const std::u32string_view digits = rest_.substr(0, 4);
    const std::size_t odd = digits.find_first_not_of(U"0123456789abcdefABCDEF");
    if (digits.size() < 4 || odd != digits.npos) return std::nullopt;
    const std::string hex(digits.begin(), digits.end());
    rest_.remove_prefix(4);
    return static_cast<char32_t>(std::stoul(hex, nullptr, 16));
  }

  // The low half of a pair joins the high half that was escaped just before it.
  void add_unit(char32_t unit, std::u32string& out) {
    const bool low = is_escape_of_unit_ && unit >= 0xDC00 && unit <= 0xDFFF;
    if (low && high_at_ == out.size() && !out.empty()) {
      out.back() = 0x10000 + ((out.back() - 0xD800) << 10) + (unit - 0xDC00);
      high_at_ = 0;
      return;
    }
    out += unit;
    const bool high = is_escape_of_unit_ && unit >= 0xD800 && unit <= 0xDBFF;
    high_at_ = high ? out.size() : 0;
  }

  std::u32string_view rest_;
  bool is_escape_of_unit_ = false;
  std::size_t high_at_ = 0;  // where a string is that long, its last character is such a half
};

}  // namespace

std::optional<ReferenceJson> read_reference_json(std::string_view text) {
  if (base::find_invalid_utf8(text)) return std::nullopt;
  const std::u32string characters = base::decode_utf8(text);
  return Reader(characters).whole();
}

std::u32string reference_characters(std::string_view bytes) {
  std::u32string out;
  while (const auto odd = base::find_invalid_utf8(bytes)) {
    out += base::decode_utf8(bytes.substr(0, *odd)) + U'\uFFFD';
    bytes.remove_prefix(*odd + 1);
  }
  return out + base::decode_utf8(bytes);
}

}  // namespace filtercheck::support
