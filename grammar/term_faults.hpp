// The words of a pattern of terms that the grammar of terms.hpp refuses.
//
// As in faults.hpp, these rules never fail before the end of the text, and parse/terms_diagnose.cpp
// says what is wrong with the words.
#pragma once

#include "grammar/faults.hpp"
#include "grammar/fields.hpp"
#include "grammar/terms.hpp"

namespace filtercheck::grammar::term_faults {

struct sign : p::one<'-', '?'> {};
struct doubled_quotes
    : p::seq<p::string<'"', '"'>, p::plus<p::not_one<'"', ' '>>, p::string<'"', '"'>> {};
struct empty_quotes : p::string<'"', '"'> {};
// An apostrophe in a word opens no quotes.
struct word_with_apostrophe
    : p::seq<p::plus<term_char>, p::plus<p::one<'\''>, p::star<term_char>>> {};
// One character, however many bytes it has.
struct other : p::seq<p::any, p::star<p::range<'\x80', '\xbf'>>> {};

struct token : p::sor<sign, quoted_term, doubled_quotes, empty_quotes, faults::unclosed_string,
                      faults::escaped_quotes, word_with_apostrophe, faults::single_quoted,
                      faults::back_quoted, faults::faulty_regex, unicode_space,
                      faults::smart_quoted, faults::lone_smart_quote, bare_term, other> {};
struct tokens : p::until<p::eof, p::sor<ws1, token>> {};

// What stands between commas where a space-delimited pattern has lost its brackets.
struct surely_a_field
    : p::sor<p::seq<p::string<'.', '.', '.'>, p::eof>,
             p::seq<field_name, ws, p::sor<not_equal, p::one<'=', '<', '>'>>, p::until<p::eof>>> {};
struct perhaps_a_field : p::seq<p::opt<field_name>, p::eof> {};

}  // namespace filtercheck::grammar::term_faults
