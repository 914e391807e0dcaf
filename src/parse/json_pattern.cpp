#include "parse/json_pattern.hpp"

#include <cstddef>
#include <iterator>
#include <utility>

#include "base/codes.hpp"
#include "grammar/faults.hpp"
#include "grammar/filter.hpp"
#include "parse/formula_stack.hpp"

namespace filtercheck::reader {

namespace {

namespace p = tao::pegtl;
namespace g = grammar;
namespace f = grammar::faults;

using Input = p::memory_input<p::tracking_mode::lazy>;

Input input_of(std::string_view text) {
  return Input(text.data(), text.data() + text.size(), "pattern");
}

struct State {
  explicit State(Builder& b) : builder(b), formula(b.limits().nesting) {}

  Builder& builder;
  FormulaStack formula;
};

template <typename Rule>
struct action : p::nothing<Rule> {};

// Actions on the parts of a condition take the builder alone, so that a part can be read by itself.
template <typename Rule>
struct part : p::nothing<Rule> {};

#define FILTERCHECK_PART(RULE, ...)                                               \
  template <>                                                                     \
  struct part<g::RULE> {                                                          \
    template <typename ActionInput>                                               \
    static void apply([[maybe_unused]] const ActionInput& in, Builder& builder) { \
      [[maybe_unused]] const std::string_view piece = in.string_view();           \
      __VA_ARGS__;                                                                \
    }                                                                             \
  };                                                                              \
  template <>                                                                     \
  struct action<g::RULE> {                                                        \
    template <typename ActionInput>                                               \
    static void apply(const ActionInput& in, State& state) {                      \
      part<g::RULE>::apply(in, state.builder);                                    \
    }                                                                             \
  }

std::string_view without_ends(std::string_view piece, std::size_t front, std::size_t back) {
  return piece.substr(front, piece.size() - front - back);
}

FILTERCHECK_PART(dot_key, builder.add_key(piece.substr(1)));
FILTERCHECK_PART(dot_wildcard, builder.add_wildcard());
FILTERCHECK_PART(dot_quoted_key, builder.add_quoted_key(without_ends(piece, 3, 2), piece));
FILTERCHECK_PART(bracket_index, builder.add_index(without_ends(piece, 1, 1), piece));
FILTERCHECK_PART(bracket_wildcard, builder.add_wildcard());
FILTERCHECK_PART(selector, builder.end_selector(piece));
FILTERCHECK_PART(equal, builder.set_operator(Operator::Equal));
FILTERCHECK_PART(not_equal, builder.set_operator(Operator::NotEqual));
FILTERCHECK_PART(less, builder.set_operator(Operator::Less));
FILTERCHECK_PART(less_equal, builder.set_operator(Operator::LessEqual));
FILTERCHECK_PART(greater, builder.set_operator(Operator::Greater));
FILTERCHECK_PART(greater_equal, builder.set_operator(Operator::GreaterEqual));
FILTERCHECK_PART(string, builder.set_string(without_ends(piece, 1, 1)));
FILTERCHECK_PART(number, builder.set_number(piece));
FILTERCHECK_PART(bare, builder.set_bare(piece));
FILTERCHECK_PART(regex, builder.set_regex(without_ends(piece, 1, 1)));
FILTERCHECK_PART(is_true, builder.set_constant(Constant::True));
FILTERCHECK_PART(is_false, builder.set_constant(Constant::False));
FILTERCHECK_PART(is_null, builder.set_constant(Constant::Null));
FILTERCHECK_PART(not_exists, builder.set_not_exists());
#undef FILTERCHECK_PART

template <>
struct action<g::condition> {
  template <typename ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.formula.add_condition(state.builder.end_condition(in.string_view()));
    state.builder.begin_selector();
  }
};

template <>
struct action<g::group_open> {
  static void apply0(State& state) { state.formula.open_group(); }
};

template <>
struct action<g::group_close> {
  static void apply0(State& state) { state.formula.close_group(); }
};

template <>
struct action<g::or_sign> {
  static void apply0(State& state) { state.formula.begin_disjunct(); }
};

template <typename Rule>
struct token_action : p::nothing<Rule> {};

struct Tokens {
  std::vector<Token> list;
  bool after_space = false;
};

template <>
struct token_action<g::ws1> {
  static void apply0(Tokens& tokens) { tokens.after_space = true; }
};

#define FILTERCHECK_TOKEN(RULE, KIND)                                                 \
  template <>                                                                         \
  struct token_action<RULE> {                                                         \
    template <typename ActionInput>                                                   \
    static void apply(const ActionInput& in, Tokens& tokens) {                        \
      tokens.list.push_back({TokenKind::KIND, in.string_view(), tokens.after_space}); \
      tokens.after_space = false;                                                     \
    }                                                                                 \
  }
FILTERCHECK_TOKEN(f::open, Open);
FILTERCHECK_TOKEN(f::close, Close);
FILTERCHECK_TOKEN(f::brace, Brace);
FILTERCHECK_TOKEN(f::double_ampersand, And);
FILTERCHECK_TOKEN(f::double_bar, Or);
FILTERCHECK_TOKEN(f::ampersand, Ampersand);
FILTERCHECK_TOKEN(f::bar, Bar);
FILTERCHECK_TOKEN(f::comma, Comma);
FILTERCHECK_TOKEN(f::path, Path);
FILTERCHECK_TOKEN(f::operator_run, OperatorRun);
FILTERCHECK_TOKEN(g::string, String);
FILTERCHECK_TOKEN(f::unclosed_string, UnclosedString);
FILTERCHECK_TOKEN(f::escaped_quotes, EscapedQuotes);
FILTERCHECK_TOKEN(f::single_quoted, SingleQuoted);
FILTERCHECK_TOKEN(f::back_quoted, BackQuoted);
FILTERCHECK_TOKEN(f::faulty_regex, Regex);
FILTERCHECK_TOKEN(f::unclosed_regex, UnclosedRegex);
FILTERCHECK_TOKEN(g::unicode_space, UnicodeSpace);
FILTERCHECK_TOKEN(f::smart_quoted, SmartQuoted);
FILTERCHECK_TOKEN(f::lone_smart_quote, SmartQuote);
FILTERCHECK_TOKEN(f::word, Word);
FILTERCHECK_TOKEN(f::other, Other);
#undef FILTERCHECK_TOKEN

template <typename Rule>
bool is_whole(std::string_view piece) {
  Input in = input_of(piece);
  return p::parse<p::seq<Rule, p::eof>>(in);
}

template <typename Rule>
bool read_part(std::string_view piece, Builder& builder) {
  Input in = input_of(piece);
  return p::parse<p::seq<Rule, p::eof>, part>(in, builder);
}

}  // namespace

std::optional<Expression> read_json_pattern(std::string_view text, Builder& builder) {
  State state(builder);
  Input in = input_of(text);
  builder.begin_selector();
  try {
    if (!p::parse<g::json_pattern, action>(in, state)) return std::nullopt;
  } catch (const NestingTooDeep&) {
    return std::nullopt;
  }
  return state.formula.take();
}

bool read_selector(std::string_view piece, Builder& builder) {
  builder.begin_selector();
  return is_whole<g::selector>(piece) && read_part<g::selector>(piece, builder);
}

bool read_value(std::string_view piece, Builder& builder) {
  return is_whole<g::value>(piece) && read_part<g::value>(piece, builder);
}

bool is_number(std::string_view piece) { return is_whole<g::number>(piece); }

bool is_bare(std::string_view piece) { return is_whole<p::plus<g::bare_char>>(piece); }

std::vector<Token> split_into_tokens(std::string_view body) {
  Tokens tokens;
  Input in = input_of(body);
  p::parse<f::tokens, token_action>(in, tokens);
  return std::move(tokens.list);
}

}  // namespace filtercheck::reader
