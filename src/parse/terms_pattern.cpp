#include "parse/terms_pattern.hpp"

#include <iterator>
#include <string>
#include <utility>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "grammar/terms.hpp"
#include "parse/traps.hpp"

namespace filtercheck::reader {

namespace {

namespace p = tao::pegtl;
namespace g = grammar;

struct State {
  // The sign stands before its term.
  void set_sign(Term::Role sign_role, std::string_view sign_piece) {
    role = sign_role;
    sign = sign_piece;
  }
  void add(std::string value) {
    terms.push_back({std::exchange(role, Term::Role::Required), std::move(value)});
  }
  // The term that was added last, with its quotes.
  void end_term(std::string_view piece) {
    pieces.push_back(piece);
    const Span span = builder.span_of(piece);
    terms.back().span = {sign.empty() ? span.begin : builder.span_of(sign).begin, span.end};
    sign = {};
  }

  Builder& builder;
  Term::Role role = Term::Role::Required;
  std::string_view sign = {};  // of the next term; empty: it has none
  std::vector<Term> terms = {};
  std::vector<std::string_view> pieces = {};  // of each, with its quotes
  bool joined = false;                        // one such term was noted
};

template <typename Rule>
struct Action : p::nothing<Rule> {};

template <>
struct Action<g::minus> {
  template <typename ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.set_sign(Term::Role::Forbidden, in.string_view());
  }
};

template <>
struct Action<g::question_mark> {
  template <typename ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.set_sign(Term::Role::Optional, in.string_view());
  }
};

template <>
struct Action<g::space_after_minus> {
  template <typename ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.builder.note(codes::kSpaceAfterMinus, in.string_view());
  }
};

// `a-b`: the sign is meant as a part of the word, unless a quote stands before it.
template <>
struct Action<g::joined_term> {
  template <typename ActionInput>
  static void apply(const ActionInput& in, State& state) {
    const std::string_view piece = in.string_view();
    if (state.joined || *std::prev(piece.data()) == '"') return;
    state.joined = true;
    const Term& before = state.terms[state.terms.size() - 2];
    const bool minus = piece.front() == '-';
    const char* begin = state.pieces[state.pieces.size() - 2].data();
    const std::string_view word(begin,
                                static_cast<std::size_t>(piece.data() - begin) + piece.size());
    state.builder.note(minus ? codes::kMinusInWord : codes::kQuestionMarkInWord, word,
                       {before.value, state.terms.back().value});
  }
};

template <>
struct Action<g::any_term> {
  template <typename ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.end_term(in.string_view());
  }
};

template <>
struct Action<g::quoted_content> {
  template <typename ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.add(state.builder.term_of(in.string_view()));
  }
};

template <>
struct Action<g::bare_term> {
  template <typename ActionInput>
  static void apply(const ActionInput& in, State& state) {
    const std::string_view piece = in.string_view();
    if (const std::string_view odd = base::find_beyond_words(piece); !odd.empty()) {
      state.builder.report(codes::kTermCharacter, odd, {std::string(odd), std::string(piece)});
    }
    state.add(std::string(piece));
  }
};

}  // namespace

std::optional<std::vector<Term>> read_terms_pattern(std::string_view text, Builder& builder) {
  State state{builder};
  p::memory_input<p::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "pattern");
  if (!p::parse<g::terms_pattern, Action>(in, state)) return std::nullopt;
  note_traps(state.terms, state.pieces, builder);
  return std::move(state.terms);
}

}  // namespace filtercheck::reader
