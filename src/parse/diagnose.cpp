// The words of the pattern (grammar/faults.hpp) are read against the simplest picture of a formula:
//
//   operand { connective operand },  operand = "(" formula ")" | subject operator value
//
// A stack of open parentheses and the question "is an operand expected?" are all the state there
// is. The words between two connectives or parentheses are one condition; its subject, operator and
// value are judged separately, so that one condition may have three faults. After a fault nothing
// is expected until the next connective, so that one fault is not reported twice.
#include "parse/diagnose.hpp"

#include <algorithm>
#include <cctype>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.hpp"
#include "parse/fields_diagnose.hpp"
#include "parse/fields_pattern.hpp"
#include "parse/inside_quotes.hpp"
#include "parse/json_pattern.hpp"

namespace filtercheck::reader {

namespace {

using Words = std::span<const Token>;

bool is_keyword(const Token& token, std::string_view upper) {
  return token.kind == TokenKind::Word &&
         std::equal(
             token.text.begin(), token.text.end(), upper.begin(), upper.end(),
             [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; });
}

bool is_null_word(const Token& token) { return is_keyword(token, "NULL"); }

bool is_quoted(TokenKind kind) {
  return kind == TokenKind::String || kind == TokenKind::SingleQuoted ||
         kind == TokenKind::EscapedQuotes || kind == TokenKind::SmartQuoted ||
         kind == TokenKind::BackQuoted || kind == TokenKind::UnclosedString;
}

// From the first word to the last.
std::string_view text_of(Words words) {
  const char* begin = words.front().text.data();
  const char* end = words.back().text.data() + words.back().text.size();
  return {begin, static_cast<std::size_t>(end - begin)};
}

// `eventName` of `.eventName`, `"eventName"`, `$eventName`: for a hint.
std::string as_selector(std::string_view text) {
  std::string name = inside_quotes(text);
  name.erase(0, name.find_first_not_of("$."));
  return name.empty() ? "$.field" : "$." + name;
}

// The whole character that begins at an offset.
std::string character_at(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80)
    ++size;
  return std::string(text.substr(at, size));
}

// The faults of what was meant as a selector.
class PathJudge {
 public:
  PathJudge(std::string_view path, Builder& builder) : path_(path), builder_(builder) {}

  void judge() {
    const std::string_view rest = path_.substr(1);
    if (rest.empty()) return report(codes::kDollarAlone);
    if (rest.front() == '[') return report(codes::kBracketAfterDollar, {"$." + key_in(rest)});
    if (rest.front() != '.') return report(codes::kMissingDot, {as_selector(path_)});
    if (path_.find("..") != std::string_view::npos) return report(codes::kDoubledDot);
    if (const auto at = path_.find(".\""); at != std::string_view::npos) {
      return report(codes::kQuotedKey, {lexeme(at, 2), ".['" + key_in(path_.substr(at)) + "']"});
    }
    if (const auto at = path_.find(".[\""); at != std::string_view::npos) {
      return report(codes::kQuotedKey, {lexeme(at, 3), ".['" + key_in(path_.substr(at)) + "']"});
    }
    if (judge_brackets()) return;
    if (path_.back() == '.') return report(codes::kSelectorEnd);
    const auto odd = std::find_if(path_.begin() + 1, path_.end(), [](char c) {
      return !std::isalnum(static_cast<unsigned char>(c)) &&
             std::string_view("._-*[]'").find(c) == std::string_view::npos;
    });
    if (odd != path_.end()) {
      const auto at = static_cast<std::size_t>(odd - path_.begin());
      return report(codes::kSelectorCharacter, {character_at(path_, at)});
    }
    report(codes::kSelectorForm);
  }

 private:
  void report(Code code, std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), std::string(path_));
    builder_.report(code, path_, std::move(arguments));
  }
  // As AWS quotes it in its answer: from the start of the selector.
  std::string lexeme(std::size_t at, std::size_t size) const {
    return std::string(at == 1 ? path_.substr(0, at + size) : path_.substr(at, size));
  }
  static std::string key_in(std::string_view step) {
    std::string key;
    for (const char c : step) {
      if (c == ']' || ((c == '"' || c == '\'') && !key.empty())) break;
      if (c != '[' && c != '"' && c != '\'' && c != '.') key.push_back(c);
    }
    return key;
  }
  // `[-1]`, `['x']` and `["x"]` without a dot, `[x]`, `[`.
  bool judge_brackets() {
    for (std::size_t at = path_.find('['); at != std::string_view::npos;
         at = path_.find('[', at + 1)) {
      const std::size_t close = path_.find(']', at);
      if (close == std::string_view::npos) return report(codes::kBracketUnclosed), true;
      const std::string_view inside = path_.substr(at + 1, close - at - 1);
      const bool quoted = !inside.empty() && (inside.front() == '\'' || inside.front() == '"');
      if (quoted && path_[at - 1] == '.') {
        at = close;
        continue;
      }
      if (quoted) return report(codes::kBracketKey, {".['" + key_in(inside) + "']"}), true;
      if (!inside.empty() && inside.front() == '-') return report(codes::kNegativeIndex), true;
      const bool digits = !inside.empty() && std::all_of(inside.begin(), inside.end(), [](char c) {
        return c >= '0' && c <= '9';
      });
      if (!digits && inside != "*") {
        return report(codes::kIndexForm, {std::string(inside)}), true;
      }
    }
    return false;
  }

  std::string_view path_;
  Builder& builder_;
};

bool is_regex_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) ||
         std::string_view(":_#=@/;,- ^$?[]{}|\\*+.").find(c) != std::string_view::npos;
}

// What a formula is about: selectors, or the name of the field that it stands in.
enum class Subjects { Selectors, FieldNames };

class Diagnosis {
 public:
  Diagnosis(std::vector<Token> tokens, Subjects subjects, Builder& builder)
      : builder_(builder), subjects_(subjects), tokens_(std::move(tokens)) {}

  void run() {
    if (subjects_ == Subjects::Selectors) split_glued_keywords();
    while (at_ < tokens_.size()) step();
    finish();
  }

  // The names of fields that stand where a subject should.
  std::vector<std::string_view> take_names() { return std::move(names_); }

 private:
  void step() {
    const Token& token = tokens_[at_];
    switch (token.kind) {
      case TokenKind::Open:
        return open(token);
      case TokenKind::Close:
        return close(token);
      case TokenKind::And:
      case TokenKind::Or:
        return connective(token, {});
      case TokenKind::Ampersand:
        return connective(token, codes::kSingleConnective);
      case TokenKind::Bar:
        return connective(token, codes::kSingleConnective);
      case TokenKind::Comma:
        return connective(token, codes::kCommaConnective);
      case TokenKind::Brace:
        return brace(token);
      default:
        break;
    }
    if (is_word_connective(at_)) return connective(token, codes::kWordConnective);
    condition();
  }

  // Where something stands after a whole operand without a connective.
  void expect_operand(const Token& token) {
    if (state_ == State::AfterOperand) {
      builder_.report(codes::kMissingConnective, token.text);
    }
  }

  void open(const Token& token) {
    expect_operand(token);
    open_.push_back(at_++);
    if (open_.size() == builder_.limits().nesting + 1) {
      builder_.report(codes::kNesting, token.text, {std::to_string(builder_.limits().nesting)});
    }
    state_ = State::WantOperand;
  }

  void close(const Token& token) {
    const bool empty = at_ > 0 && tokens_[at_ - 1].kind == TokenKind::Open;
    if (empty) {
      builder_.report(codes::kEmptyParentheses, text_of(Words(tokens_).subspan(at_ - 1, 2)));
    } else if (state_ == State::WantOperand) {
      builder_.report(codes::kMissingCondition, token.text, {std::string(token.text)});
    }
    ++at_;
    if (open_.empty()) {
      builder_.report(codes::kUnmatchedClose, token.text);
    } else {
      open_.pop_back();
    }
    state_ = State::AfterOperand;
  }

  void connective(const Token& token, Code fault) {
    if (!fault.empty()) {
      const bool either = token.text == "|" || is_keyword(token, "OR");
      builder_.report(fault, token.text, {std::string(token.text), either ? "||" : "&&"});
    } else if (state_ == State::WantOperand) {
      builder_.report(codes::kMissingCondition, token.text, {std::string(token.text)});
      lonely_ = at_;
    }
    ++at_;
    state_ = State::WantOperand;
  }

  void brace(const Token& token) {
    // `{ a } || { b }`: everything from the first closing brace is another pattern.
    const bool several = token.text == "}";
    if (!several_) {
      builder_.report(several ? codes::kSeveralPatterns : codes::kStrayBrace, token.text,
                      {std::string(token.text)});
    }
    ++at_;
    if (several) several_ = ignore_balance_ = true;
    state_ = State::AfterFault;
  }

  // `AND` between conditions, not as a value.
  bool is_word_connective(std::size_t at) const {
    if (!is_keyword(tokens_[at], "AND") && !is_keyword(tokens_[at], "OR")) return false;
    return at == 0 || tokens_[at - 1].kind != TokenKind::OperatorRun;
  }

  bool ends_condition(std::size_t at) const {
    switch (tokens_[at].kind) {
      case TokenKind::Open:
      case TokenKind::Close:
      case TokenKind::Brace:
      case TokenKind::And:
      case TokenKind::Or:
      case TokenKind::Ampersand:
      case TokenKind::Bar:
      case TokenKind::Comma:
        return true;
      default:
        return is_word_connective(at);
    }
  }

  void condition() {
    const std::size_t begin = at_;
    while (at_ < tokens_.size() && !ends_condition(at_)) ++at_;
    expect_operand(tokens_[begin]);
    const std::size_t before = faults_;
    judge_condition(Words(tokens_).subspan(begin, at_ - begin));
    state_ = faults_ == before ? State::AfterOperand : State::AfterFault;
  }

  void fault(Code code, std::string_view piece, std::vector<std::string> arguments = {}) {
    ++faults_;
    builder_.report(code, piece, std::move(arguments));
  }

  void judge_condition(Words words) {
    if (subjects_ == Subjects::FieldNames) return judge_field_condition(words);
    const Token& first = words.front();
    if (first.text == "!" || is_keyword(first, "NOT")) {
      if (words.size() > 2 && is_keyword(words[1], "EXISTS")) {
        return fault(codes::kNotExistsOrder, text_of(words), {std::string(words[2].text)});
      }
      return fault(codes::kNegation, first.text, {std::string(first.text)});
    }
    if (first.kind == TokenKind::OperatorRun) {
      fault(codes::kMissingSelector, first.text, {std::string(first.text)});
      return judge_operator(words, 0);
    }
    if (is_keyword(first, "EXISTS")) return fault(codes::kExists, first.text);
    const bool value = first.kind == TokenKind::Word || is_quoted(first.kind);
    if (words.size() == 1 && value && !last_selector_.empty()) {
      return fault(codes::kRepeatSelector, first.text,
                   {std::string(first.text), std::string(last_selector_), std::string(last_sign_)});
    }
    judge_subject(first);
    judge_operator(words, 1);
  }

  void judge_subject(const Token& subject) {
    if (subject.kind == TokenKind::Path) {
      if (read_selector(subject.text, builder_)) return;
      ++faults_;
      return PathJudge(subject.text, builder_).judge();
    }
    const bool name = subject.kind == TokenKind::Word || is_quoted(subject.kind);
    fault(name ? codes::kMissingDollar : codes::kUnexpected, subject.text,
          {std::string(subject.text), as_selector(subject.text)});
  }

  // `name operator value`.
  void judge_field_condition(Words words) {
    const Token& first = words.front();
    if (first.text == "!" || is_keyword(first, "NOT")) {
      return fault(codes::kNegation, first.text, {std::string(first.text)});
    }
    if (first.kind == TokenKind::OperatorRun) {
      fault(codes::kMissingFieldName, first.text, {std::string(first.text)});
      return judge_sign(words, 0);
    }
    const bool value = first.kind == TokenKind::Word || is_quoted(first.kind);
    if (words.size() == 1 && value && !last_selector_.empty()) {
      return fault(codes::kRepeatSelector, first.text,
                   {std::string(first.text), std::string(last_selector_), std::string(last_sign_)});
    }
    if (judge_field_name(first, builder_)) {
      names_.push_back(first.text);
    } else {
      ++faults_;
    }
    if (words.size() == 1) {
      return fault(codes::kMissingFieldOperator, first.text, {std::string(first.text)});
    }
    const Token& sign = words[1];
    if (sign.kind == TokenKind::OperatorRun) return judge_sign(words, 1);
    fault(codes::kFieldOperator, sign.text, {std::string(sign.text)});
  }

  // Whether words[at] is the subject of a condition of its own.
  bool begins_condition(Words words, std::size_t at) const {
    if (subjects_ == Subjects::Selectors) return words[at].kind == TokenKind::Path;
    return at + 1 < words.size() && words[at + 1].kind == TokenKind::OperatorRun &&
           is_field_name(words[at].text);
  }

  // The operator at words[at], after the subject.
  void judge_operator(Words words, std::size_t at) {
    if (at >= words.size()) {
      if (words.front().kind == TokenKind::Path) {
        fault(codes::kMissingOperator, words.back().text, {std::string(words.back().text)});
      }
      return;
    }
    const Token& token = words[at];
    if (token.kind == TokenKind::OperatorRun) return judge_sign(words, at);
    if (is_keyword(token, "IS")) return judge_is(words, at);
    if (is_keyword(token, "EXISTS")) return fault(codes::kExists, token.text);
    if (is_keyword(token, "NOT")) return judge_not(words, at);
    judge_unknown_operator(words, at);
  }

  void judge_sign(Words words, std::size_t at) {
    const std::string_view sign = words[at].text;
    const bool equality = sign == "=" || sign == "!=";
    if (at == 1 && equality &&
        (subjects_ == Subjects::FieldNames || words.front().kind == TokenKind::Path)) {
      last_selector_ = words.front().text;
      last_sign_ = sign;
    }
    const bool ordering = sign == "<" || sign == "<=" || sign == ">" || sign == ">=";
    if (sign == "==" || sign == "===") {
      fault(codes::kDoubleEquals, sign, {std::string(sign)});
    } else if (!equality && !ordering) {
      fault(subjects_ == Subjects::Selectors ? codes::kUnknownOperator : codes::kFieldOperator,
            sign, {std::string(sign)});
    }
    if (at + 1 >= words.size()) return fault(codes::kMissingValue, sign, {std::string(sign)});
    judge_value(words.subspan(at + 1), ordering);
  }

  void judge_is(Words words, std::size_t at) {
    if (at + 1 >= words.size()) return fault(codes::kIsWhat, words[at].text);
    const Token& what = words[at + 1];
    const bool known = is_keyword(what, "TRUE") || is_keyword(what, "FALSE") || is_null_word(what);
    if (is_keyword(what, "NOT")) {
      return fault(codes::kIsNot, text_of(words.subspan(at)), {std::string(what.text)});
    }
    if (!known) return fault(codes::kIsWhat, what.text);
    if (at + 2 < words.size()) return judge_rest(words.subspan(at + 2));
    if (!words[at].after_space) fault(codes::kMissingSpace, words[at].text);
  }

  void judge_not(Words words, std::size_t at) {
    if (at + 1 < words.size() && is_keyword(words[at + 1], "EXISTS")) {
      if (at + 2 < words.size()) return judge_rest(words.subspan(at + 2));
      if (!words[at].after_space) fault(codes::kMissingSpace, words[at].text);
      return;
    }
    fault(codes::kUnknownOperator, text_of(words.subspan(at)),
          {std::string(text_of(words.subspan(at)))});
  }

  void judge_unknown_operator(Words words, std::size_t at) {
    const Token& token = words[at];
    const bool sign_follows = at + 1 < words.size() && words[at + 1].kind == TokenKind::OperatorRun;
    if (token.kind == TokenKind::Word && sign_follows) {
      // `$.event Name = x`: a space inside the selector.
      fault(codes::kSpaceInSelector, text_of(words.first(at + 1)),
            {std::string(words[at - 1].text), std::string(token.text)});
      return judge_sign(words, at + 1);
    }
    if (token.kind == TokenKind::Path)
      return fault(codes::kMissingOperator, words[at - 1].text, {std::string(words[at - 1].text)});
    fault(codes::kUnknownOperator, token.text, {std::string(token.text)});
  }

  void judge_value(Words words, bool ordering) {
    const Token& token = words.front();
    if (ordering && judge_ordered_value(token)) return;
    switch (token.kind) {
      case TokenKind::SingleQuoted:
      case TokenKind::BackQuoted:
        fault(codes::kSingleQuotes, token.text, {inside_quotes(token.text)});
        break;
      case TokenKind::SmartQuoted:
      case TokenKind::SmartQuote: {
        // An unpaired one may open words with spaces.
        const std::string_view whole =
            token.kind == TokenKind::SmartQuoted ? token.text : text_of(words);
        return fault(codes::kSmartQuotes, whole, {inside_quotes(whole)});
      }
      case TokenKind::EscapedQuotes:
        fault(codes::kEscapedQuotes, token.text, {inside_quotes(token.text)});
        break;
      case TokenKind::UnclosedString:
        ignore_balance_ = true;
        return fault(codes::kUnclosedString, token.text.substr(0, 1), {std::string(token.text)});
      case TokenKind::UnclosedRegex:
        return fault(codes::kUnclosedRegex, token.text);
      case TokenKind::Regex:
        return judge_regex(words);
      case TokenKind::Path:
        return fault(codes::kSelectorAsValue, token.text, {std::string(token.text)});
      case TokenKind::String:
        if (words.size() > 1 && is_quoted_twice(words)) {
          return fault(codes::kDoubledQuotes, text_of(words), {inside_quotes(text_of(words))});
        }
        read_value(token.text, builder_);
        break;
      default:
        return judge_unquoted(words);
    }
    if (words.size() > 1) judge_rest(words.subspan(1));
  }

  // Whether the value of an ordering is at fault for being no number.
  bool judge_ordered_value(const Token& token) {
    if (token.kind == TokenKind::Word && is_number(token.text)) return false;
    if (token.kind == TokenKind::Path || token.kind == TokenKind::UnclosedString) return false;
    const std::string inside = inside_quotes(token.text);
    // What AWS answers is recorded for quoted values only.
    std::string aws;
    if (token.kind == TokenKind::String) {
      aws = subjects_ == Subjects::Selectors
                ? "Invalid character(s) in term '" + std::string(token.text) + "'"
                : "Invalid metric filter pattern";
    }
    fault(codes::kOrderingNeedsNumber, token.text,
          {std::string(token.text), is_number(inside) ? inside : "5", aws});
    return true;
  }

  // `""x""`: the doubled quotes of a CSV file.
  static bool is_quoted_twice(Words words) {
    return words.front().text == "\"\"" && !words[1].after_space && words.back().text == "\"\"";
  }

  void judge_regex(Words words) {
    if (!diagnose_regex(words.front().text, builder_)) {
      ++faults_;
      return;
    }
    if (words.size() > 1) judge_rest(words.subspan(1));
  }

  // A bare value, or several words that were meant as one.
  void judge_unquoted(Words words) {
    std::size_t size = 1;
    while (size < words.size() && !begins_condition(words, size)) ++size;
    const Words value = words.first(size);
    std::string_view text = text_of(value);
    // A stray quote takes what follows it, up to the end.
    text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    if (size == 1 && is_null_word(value.front())) {
      return fault(subjects_ == Subjects::Selectors ? codes::kEqualsNull : codes::kFieldEqualsNull,
                   text, {std::string(text)});
    }
    if (size > 1 || !(is_bare(text) || is_number(text))) {
      return fault(codes::kUnquotedValue, text, {inside_quotes(text), odd_character(text)});
    }
    read_value(text, builder_);
    if (size < words.size()) judge_rest(words.subspan(size));
  }

  static std::string odd_character(std::string_view text) {
    const auto odd = std::find_if(text.begin(), text.end(), [](char c) {
      return !std::isalnum(static_cast<unsigned char>(c)) && c >= 0 &&
             std::string_view("_.*-").find(c) == std::string_view::npos;
    });
    if (odd == text.end()) return "this";
    if (*odd == '\n' || *odd == '\r') return "a line break";
    if (static_cast<unsigned char>(*odd) < 0x20 || *odd == 0x7F) return "a control character";
    return *odd == ' ' ? "a space" : "`" + std::string(1, *odd) + "`";
  }

  // After a whole condition.
  void judge_rest(Words words) {
    const Token& token = words.front();
    const bool condition = begins_condition(words, 0);
    fault(condition ? codes::kMissingConnective : codes::kUnexpected, token.text,
          {std::string(token.text)});
    if (condition) judge_condition(words);
  }

  // `$.a[0]IS TRUE`, `$.aNOT EXISTS`: a keyword that the next word calls for, and that no space
  // parts from the selector.
  void split_glued_keywords() {
    std::vector<Token> split;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      split.push_back(token);
      if (token.kind != TokenKind::Path || i + 1 == tokens_.size()) continue;
      const Token& next = tokens_[i + 1];
      const bool constant =
          is_keyword(next, "TRUE") || is_keyword(next, "FALSE") || is_null_word(next);
      const std::string_view keyword = is_keyword(next, "EXISTS") ? "NOT" : constant ? "IS" : "";
      const std::size_t size = keyword.size();
      if (size == 0 || token.text.size() <= size) continue;
      const Token glued{TokenKind::Word, token.text.substr(token.text.size() - size), false};
      if (!is_keyword(glued, keyword)) continue;
      split.back().text.remove_suffix(size);
      split.push_back(glued);
    }
    tokens_ = std::move(split);
  }

  void finish() {
    if (ignore_balance_) return;
    for (const std::size_t at : open_)
      builder_.report(codes::kUnclosedParenthesis, tokens_[at].text);
    if (state_ == State::WantOperand && !tokens_.empty() &&
        tokens_.back().kind != TokenKind::Open && lonely_ != tokens_.size() - 1) {
      const std::string_view last = tokens_.back().text;
      builder_.report(codes::kMissingCondition, last, {std::string(last)});
    }
  }

  enum class State { WantOperand, AfterOperand, AfterFault };

  Builder& builder_;
  Subjects subjects_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  State state_ = State::WantOperand;
  std::vector<std::size_t> open_;  // indices of the parentheses not yet closed
  std::size_t faults_ = 0;
  std::string_view last_selector_;  // of the last `=` or `!=`, for a value that lacks one
  std::string_view last_sign_;
  std::size_t lonely_ = std::string_view::npos;  // the last connective said to lack a condition
  bool several_ = false;                         // what follows belongs to another pattern
  bool ignore_balance_ = false;                  // parentheses were swallowed by a fault
  std::vector<std::string_view> names_;          // of fields
};

}  // namespace

std::vector<Token> words_of(std::string_view body, Builder& builder) {
  std::vector<Token> kept;
  bool after_space = false;
  for (Token token : split_into_tokens(body)) {
    if (token.kind == TokenKind::UnicodeSpace) {
      builder.report(codes::kUnicodeSpace, token.text);
      after_space = true;
      continue;
    }
    token.after_space = token.after_space || after_space;
    after_space = false;
    kept.push_back(token);
  }
  return kept;
}

std::vector<std::string_view> diagnose_field_formula(std::vector<Token> words, Builder& builder) {
  Diagnosis diagnosis(std::move(words), Subjects::FieldNames, builder);
  diagnosis.run();
  return diagnosis.take_names();
}

bool diagnose_regex(std::string_view text, Builder& builder) {
  if (text.size() == 2) {
    builder.report(codes::kEmptyRegex, text, {"Invalid character(s) in term '%%'"});
    return false;
  }
  if (read_value(text, builder)) return true;
  const std::string_view source = text.substr(1, text.size() - 2);
  std::size_t at = 0;
  while (at < source.size() && is_regex_char(source[at])) ++at;
  const std::string odd = character_at(source, at);
  builder.report(codes::kRegexCharacter, source.substr(at, odd.size()),
                 {odd, std::string(text.substr(0, at + 1 + odd.size()))});
  return false;
}

void diagnose_json_pattern(std::string_view body, Builder& builder) {
  std::vector<Token> words = words_of(body, builder);
  if (words.empty()) return builder.report(codes::kEmptyPattern, body);
  Diagnosis(std::move(words), Subjects::Selectors, builder).run();
  builder.check_counts();
  if (!builder.has_diagnostics()) builder.report(codes::kSyntax, body);
}

}  // namespace filtercheck::reader
