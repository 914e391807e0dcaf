// The grammar of patterns of terms (rule 4 of README.md), and of a pattern that is one regular
// expression (rule 5).
//
// As in filter.hpp there are rules only, none of them raises, and no action runs for a rule that is
// taken back in a text that is accepted.
#pragma once

#include "grammar/filter.hpp"

namespace filtercheck::grammar {

// 4.3 Bare terms: letters beyond ASCII are admitted byte by byte and judged as code points when the
// term is built.
struct term_char : p::sor<p::alnum, p::one<'_', '.'>, letter_beyond_ascii> {};
struct bare_term : p::plus<term_char> {};

// 4.4 Quoted terms hold at least one character.
struct quoted_content : p::plus<p::sor<plain_char, escaped_char>> {};
struct quoted_term : p::seq<p::one<'"'>, quoted_content, p::one<'"'>> {};
struct any_term : p::sor<quoted_term, bare_term> {};

// 4.5 A sign needs no space before it, and so stands in the middle of a word, too. White space may
// follow the minus (OQ-9).
struct minus : p::one<'-'> {};
struct space_after_minus : ws1 {};
struct question_mark : p::one<'?'> {};
struct signed_term
    : p::sor<p::seq<minus, p::opt<space_after_minus>, any_term>, p::seq<question_mark, any_term>> {
};
struct term : p::sor<signed_term, any_term> {};

struct joined_term : signed_term {};
struct terms_pattern
    : p::seq<ws, term, p::star<p::sor<joined_term, p::seq<ws1, p::not_at<p::eof>, term>>>, ws,
             p::eof> {};

}  // namespace filtercheck::grammar
