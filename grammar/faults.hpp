// The words of a JSON pattern that the grammar of filter.hpp refuses: everything people write where
// a selector, an operator, a value or a connective should stand.
//
// These rules never fail before the end of the text: they cut it into words, right and wrong ones,
// and parse/diagnose.cpp says what is wrong with them. Order matters: a right word first, then the
// wrong ones that begin like it, and at last any single character.
#pragma once

#include "grammar/filter.hpp"

namespace filtercheck::grammar::faults {

struct open : p::one<'('> {};
struct close : p::one<')'> {};
struct brace : p::one<'{', '}'> {};
struct double_ampersand : p::string<'&', '&'> {};
struct double_bar : p::string<'|', '|'> {};
struct ampersand : p::one<'&'> {};
struct bar : p::one<'|'> {};
struct comma : p::one<','> {};

// A selector, or what was meant as one: from the dollar sign to the first character that cannot
// belong to it, brackets and quotes taken whole.
struct in_brackets
    : p::seq<p::one<'['>,
             p::opt<p::sor<p::seq<p::one<'"'>, p::star<p::not_one<'"', ']'>>, p::one<'"'>>,
                           p::seq<p::one<'\''>, p::star<p::not_one<'\'', ']'>>, p::one<'\''>>,
                           p::star<p::not_one<']', '(', ')', '&', '|', ' ', '"'>>>>,
             p::opt<p::one<']'>>> {};
struct quoted_step : p::seq<p::one<'.'>, p::one<'"'>, p::star<p::not_one<'"'>>, p::one<'"'>> {};
struct path_char : p::seq<p::not_at<unicode_space>,
                          p::not_one<' ', '\t', '\r', '\n', '(', ')', '{', '}', '&', '|', ',', '=',
                                     '!', '<', '>', '~', '"', '\'', '%', '['>> {};
struct path : p::seq<p::one<'$'>, p::star<p::sor<quoted_step, in_brackets, path_char>>> {};

// `=~` and its like: any run of operator characters.
struct operator_run : p::plus<p::one<'=', '!', '<', '>', '~'>> {};

struct unclosed_string : p::seq<p::one<'"'>, p::until<p::eof>> {};
struct escaped_quotes : p::seq<p::plus<p::one<'\\'>>, p::one<'"', '\''>,
                               p::star<p::not_one<'"', '\'', '\\', '&', '|', ')', '\n'>>,
                               p::plus<p::one<'\\'>>, p::one<'"', '\''>> {};
struct single_quoted : p::seq<p::one<'\''>, p::star<p::not_one<'\''>>, p::one<'\''>> {};
struct back_quoted : p::seq<p::one<'`'>, p::star<p::not_one<'`'>>, p::one<'`'>> {};
// Up to the closing quote, else to the next formula character.
struct smart_quoted : p::seq<smart_quote, p::star<p::not_at<smart_quote>, p::not_one<'"', '\''>>,
                             p::sor<smart_quote, p::one<'"', '\''>>> {};
// One without a partner.
struct lone_smart_quote : smart_quote {};
// A regex with a character that AWS refuses, as long as it is closed at all.
struct faulty_regex : p::seq<p::one<'%'>, p::star<p::not_one<'%'>>, p::one<'%'>> {};
struct unclosed_regex : p::seq<p::one<'%'>, p::star<p::not_one<' ', ')', '&', '|'>>> {};

struct word_char : p::seq<p::not_at<p::sor<unicode_space, smart_quote>>,
                          p::not_one<' ', '\t', '\r', '\n', '(', ')', '{', '}', '&', '|', ',', '=',
                                     '!', '<', '>', '~', '"', '\''>> {};
struct word : p::plus<word_char> {};
struct other : p::any {};

struct token : p::sor<open, close, brace, double_ampersand, double_bar, ampersand, bar, comma, path,
                      operator_run, string, unclosed_string, escaped_quotes, single_quoted,
                      back_quoted, faulty_regex, unclosed_regex, unicode_space, smart_quoted,
                      lone_smart_quote, word, other> {};
struct tokens : p::until<p::eof, p::sor<ws1, token>> {};

}  // namespace filtercheck::grammar::faults
