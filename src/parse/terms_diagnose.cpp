// The words of the text (grammar/term_faults.hpp) are taken in chunks, from one white space to the
// next outside quotes: what a person meant as one term, with a sign before it. A chunk has at most
// one fault of its characters, and each of its quotes may have another.
#include "parse/terms_diagnose.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "grammar/term_faults.hpp"
#include "parse/inside_quotes.hpp"

namespace filtercheck::reader {

namespace {

namespace p = tao::pegtl;
namespace g = grammar;
namespace f = grammar::faults;
namespace t = grammar::term_faults;

using Input = p::memory_input<p::tracking_mode::lazy>;

Input input_of(std::string_view text) {
  return Input(text.data(), text.data() + text.size(), "pattern");
}

// ---- Texts that are meant as something else -----------------------------------------------------

// Whether a formula of selectors stands there.
bool looks_like_json(std::string_view text) {
  const auto has = [text](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  const bool predicate = has(" IS ") || has(" is ") || has(" EXISTS") || has(" exists");
  return (has("$.") || has("$[")) && (predicate || text.find_first_of("=<>") != std::string::npos);
}

// A command of a Logs Insights query first, and what only such a query has.
bool looks_like_insights(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kCommands{
      "fields ", "filter ", "stats ", "parse ", "sort ", "display ", "dedup ", "source "};
  const bool command = std::any_of(kCommands.begin(), kCommands.end(),
                                   [&](std::string_view c) { return text.starts_with(c); });
  return command && text.find_first_of("@|") != std::string_view::npos;
}

// Fields that are named, compared or `...`, at least one of which is more than a name.
bool looks_like_fields(std::string_view text) {
  bool sure = false;
  std::size_t fields = 0;
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view field = text.substr(0, comma);
    const std::size_t begin = std::min(field.find_first_not_of(" \t\r\n"), field.size());
    field = field.substr(begin, field.find_last_not_of(" \t\r\n") - begin + 1);
    Input surely = input_of(field);
    Input perhaps = input_of(field);
    if (p::parse<t::surely_a_field>(surely)) {
      sure = true;
    } else if (!p::parse<t::perhaps_a_field>(perhaps)) {
      return false;
    }
    ++fields;
    if (comma == text.size()) return sure && fields > 1;
    text.remove_prefix(comma + 1);
  }
}

// ---- Words --------------------------------------------------------------------------------------

enum class WordKind {
  Sign,
  Quoted,
  DoubledQuotes,
  EmptyQuotes,
  UnclosedQuote,
  EscapedQuotes,
  Apostrophe,
  SingleQuoted,
  Regex,
  UnicodeSpace,
  SmartQuoted,
  Bare,
  Other,
};

struct Word {
  WordKind kind;
  std::string_view text;
  bool after_space;
};

struct Words {
  std::vector<Word> list;
  bool after_space = true;
};

template <typename Rule>
struct action : p::nothing<Rule> {};

template <>
struct action<g::ws1> {
  static void apply0(Words& words) { words.after_space = true; }
};

#define FILTERCHECK_WORD(RULE, KIND)                                               \
  template <>                                                                      \
  struct action<RULE> {                                                            \
    template <typename ActionInput>                                                \
    static void apply(const ActionInput& in, Words& words) {                       \
      words.list.push_back({WordKind::KIND, in.string_view(), words.after_space}); \
      words.after_space = false;                                                   \
    }                                                                              \
  }
FILTERCHECK_WORD(t::sign, Sign);
FILTERCHECK_WORD(g::quoted_term, Quoted);
FILTERCHECK_WORD(t::doubled_quotes, DoubledQuotes);
FILTERCHECK_WORD(t::empty_quotes, EmptyQuotes);
FILTERCHECK_WORD(f::unclosed_string, UnclosedQuote);
FILTERCHECK_WORD(f::escaped_quotes, EscapedQuotes);
FILTERCHECK_WORD(t::word_with_apostrophe, Apostrophe);
FILTERCHECK_WORD(f::single_quoted, SingleQuoted);
FILTERCHECK_WORD(f::back_quoted, SingleQuoted);
FILTERCHECK_WORD(f::faulty_regex, Regex);
FILTERCHECK_WORD(g::unicode_space, UnicodeSpace);
FILTERCHECK_WORD(f::smart_quoted, SmartQuoted);
FILTERCHECK_WORD(f::lone_smart_quote, SmartQuoted);
FILTERCHECK_WORD(g::bare_term, Bare);
FILTERCHECK_WORD(t::other, Other);
#undef FILTERCHECK_WORD

std::vector<Word> words_of(std::string_view text) {
  Words words;
  Input in = input_of(text);
  p::parse<t::tokens, action>(in, words);
  return std::move(words.list);
}

// ---- Faults -------------------------------------------------------------------------------------

using Chunk = std::span<const Word>;

class Diagnosis {
 public:
  Diagnosis(std::string_view text, Builder& builder) : builder_(builder), words_(words_of(text)) {}

  void run() {
    for (std::size_t begin = 0; begin < words_.size();) {
      std::size_t end = begin + 1;
      while (end < words_.size() && !words_[end].after_space) ++end;
      judge(Chunk(words_).subspan(begin, end - begin));
      begin = end;
    }
    judge_last();
  }

 private:
  void judge(Chunk chunk) {
    judge_lone_minus(chunk.front());
    open_minus_.reset();
    judge_signs(chunk);
    judge_characters(chunk);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      judge_quotes(chunk[i]);
      if (i > 0) judge_joint(chunk[i - 1], chunk[i]);
    }
  }

  // A minus with a space after it needs a term there.
  void judge_lone_minus(const Word& next) {
    if (open_minus_ && next.kind == WordKind::Sign) report_sign(*open_minus_);
  }
  void judge_last() {
    if (open_minus_) report_sign(*open_minus_);
  }

  // `--x`, `-?x`, and signs without a term.
  void judge_signs(Chunk chunk) {
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      if (chunk[i].kind != WordKind::Sign) continue;
      const bool last = i + 1 == chunk.size();
      if (last && chunk[i].text == "-") {
        open_minus_ = chunk[i].text;
      } else if (last || chunk[i + 1].kind == WordKind::Sign) {
        report_sign(chunk[i].text);
      }
    }
  }

  void report_sign(std::string_view sign) {
    builder_.report(codes::kLoneSign, sign, {std::string(sign)});
  }

  // The first character that cannot stand without quotes; what surrounds it was meant as one term.
  void judge_characters(Chunk chunk) {
    const auto odd = std::find_if(chunk.begin(), chunk.end(), [](const Word& word) {
      return word.kind == WordKind::Other || word.kind == WordKind::Apostrophe ||
             (word.kind == WordKind::Bare && !base::find_beyond_words(word.text).empty());
    });
    if (odd == chunk.end()) return;
    std::string_view character = odd->text;
    if (odd->kind == WordKind::Apostrophe) character = character.substr(character.find('\''), 1);
    if (odd->kind == WordKind::Bare) character = base::find_beyond_words(character);
    const std::string term = meant_term(chunk);
    if (term != "!" && term.find_first_not_of("=<>!") == std::string::npos) {
      return builder_.report(codes::kTermComparison, character, {std::string(character), term});
    }
    const Code code = character == "*"                       ? codes::kTermWildcard
                      : character == "|" || character == "&" ? codes::kTermConnective
                                                             : codes::kTermCharacter;
    builder_.report(code, character, {std::string(character), term});
  }

  // Without the sign at its begin.
  static std::string meant_term(Chunk chunk) {
    if (chunk.size() > 1 && chunk.front().kind == WordKind::Sign) chunk = chunk.subspan(1);
    const char* begin = chunk.front().text.data();
    const char* end = chunk.back().text.data() + chunk.back().text.size();
    std::string term(begin, end);
    std::erase_if(term, [](char c) { return c == '"' || c == '\\'; });
    return term;
  }

  void judge_quotes(const Word& word) {
    const std::string inside = inside_quotes(word.text);
    switch (word.kind) {
      case WordKind::EmptyQuotes:
        return builder_.report(codes::kEmptyTerm, word.text);
      case WordKind::DoubledQuotes:
        return builder_.report(codes::kDoubledQuotes, word.text, {inside});
      case WordKind::UnclosedQuote:
        return builder_.report(codes::kUnclosedString, word.text.substr(0, 1),
                               {std::string(word.text),
                                "Invalid character(s) in term '" + std::string(word.text) + "'"});
      case WordKind::EscapedQuotes:
        return builder_.report(codes::kEscapedQuotes, word.text, {inside});
      case WordKind::SingleQuoted:
        return builder_.report(codes::kSingleQuotes, word.text, {inside});
      case WordKind::SmartQuoted:
        return builder_.report(codes::kSmartQuotes, word.text, {inside});
      case WordKind::Regex:
        return builder_.report(codes::kRegexInTerms, word.text);
      case WordKind::UnicodeSpace:
        return builder_.report(codes::kUnicodeSpace, word.text);
      case WordKind::Sign:
      case WordKind::Quoted:
      case WordKind::Apostrophe:
      case WordKind::Bare:
      case WordKind::Other:
        return;
    }
  }

  // `"x"y`, `x"y"`. What AWS answers is recorded for the first.
  void judge_joint(const Word& left, const Word& right) {
    const auto is_term = [](const Word& word) {
      return word.kind == WordKind::Quoted || word.kind == WordKind::Bare;
    };
    const bool quoted = left.kind == WordKind::Quoted || right.kind == WordKind::Quoted;
    if (!quoted || !is_term(left) || !is_term(right)) return;
    builder_.report(codes::kJoinedTerms, right.text,
                    {std::string(right.text),
                     left.kind == WordKind::Quoted ? "Invalid metric filter pattern" : ""});
  }

  Builder& builder_;
  std::vector<Word> words_;
  std::optional<std::string_view> open_minus_;  // at the end of the chunk before
};

// The character that AWS names: the first one that no term without quotes can hold.
std::string first_odd_character(std::string_view text) {
  for (const Word& word : words_of(text)) {
    if (word.kind == WordKind::Other) return std::string(word.text);
  }
  return "";
}

}  // namespace

void diagnose_terms_pattern(std::string_view core, Builder& builder) {
  if (looks_like_json(core)) return builder.report(codes::kMissingBraces, core);
  if (looks_like_insights(core)) {
    const std::string odd = first_odd_character(core);
    return builder.report(codes::kInsightsQuery, core,
                          {odd.empty() ? "" : "Invalid character(s) in term '" + odd + "'"});
  }
  if (looks_like_fields(core)) return builder.report(codes::kMissingBrackets, core);
  Diagnosis(core, builder).run();
  if (!builder.has_diagnostics()) builder.report(codes::kSyntax, core);
}

}  // namespace filtercheck::reader
