// The grammar of JSON filter patterns, in the order of README.md; numbers name its rules.
//
// Rules only: no actions, no tree, no limits (those are counted while the tree is built). No rule
// raises: a text that this grammar refuses is read again by the rules of faults.hpp, which find out
// why.
//
// Every choice is made by the next one or two characters, so an action never runs for a rule that
// is taken back afterwards, except in a text that is refused as a whole.
#pragma once

#include <tao/pegtl.hpp>

namespace filtercheck::grammar {

namespace p = tao::pegtl;

// 2.1 White space: space, tab, carriage return, line feed. Nothing of Unicode.
struct space : p::one<' ', '\t', '\r', '\n'> {};
struct ws : p::star<space> {};
struct ws1 : p::plus<space> {};

// White space and quotes beyond ASCII, in UTF-8: never part of a word. People paste them.
struct unicode_space
    : p::sor<p::string<'\xc2', '\xa0'>,                                    // U+00A0
             p::seq<p::string<'\xe2', '\x80'>, p::range<'\x80', '\x8d'>>,  // U+2000..
             p::string<'\xe2', '\x80', '\xa8'>,                            // U+2028
             p::string<'\xe2', '\x80', '\xaf'>,                            // U+202F
             p::string<'\xe3', '\x80', '\x80'>,                            // U+3000
             p::string<'\xef', '\xbb', '\xbf'>> {};                        // U+FEFF
struct smart_quote : p::sor<p::seq<p::string<'\xe2', '\x80'>, p::range<'\x98', '\x9f'>>,  // ‘ .. ‟
                            p::string<'\xe2', '\x80', '\xb2'>,                            // ′
                            p::string<'\xe2', '\x80', '\xb3'>,                            // ″
                            p::string<'\xc2', '\xab'>, p::string<'\xc2', '\xbb'>,         // « »
                            p::string<'\xef', '\xbc', '\x82'>> {};                        // ＂

// 2.4 Selectors.
struct name_char : p::sor<p::alnum, p::one<'_', '-'>> {};
struct name : p::plus<name_char> {};
struct quoted_name : p::plus<p::not_one<'\''>> {};
struct digits : p::plus<p::digit> {};
struct dot_key : p::seq<p::one<'.'>, name> {};
struct dot_wildcard : p::string<'.', '*'> {};
struct dot_quoted_key : p::seq<p::string<'.', '[', '\''>, quoted_name, p::string<'\'', ']'>> {};
struct bracket_index : p::seq<p::one<'['>, digits, p::one<']'>> {};
struct bracket_wildcard : p::string<'[', '*', ']'> {};
struct dot_step : p::sor<dot_key, dot_wildcard, dot_quoted_key> {};
struct bracket_step : p::sor<bracket_index, bracket_wildcard> {};
struct selector : p::seq<p::one<'$'>, dot_step, p::star<p::sor<dot_step, bracket_step>>> {};

// 3.4 Literals.
struct escaped_char : p::seq<p::one<'\\'>, p::any> {};
struct plain_char : p::not_one<'"', '\\'> {};
struct string_content : p::star<p::sor<plain_char, escaped_char>> {};
struct string : p::seq<p::one<'"'>, string_content, p::one<'"'>> {};

// Letters beyond ASCII are admitted byte by byte here and judged as code points when the literal is
// built, because what counts as a letter is a table, not a rule (OQ-7).
struct letter_beyond_ascii : p::seq<p::at<p::range<'\x80', '\xff'>>,
                                    p::not_at<p::sor<unicode_space, smart_quote>>, p::any> {};
struct bare_char : p::sor<p::alnum, p::one<'_', '.', '*', '-'>, letter_beyond_ascii> {};
struct exponent : p::seq<p::one<'e', 'E'>, p::opt<p::one<'+', '-'>>, digits> {};
struct mantissa
    : p::sor<p::seq<digits, p::opt<p::one<'.'>, p::star<p::digit>>>, p::seq<p::one<'.'>, digits>> {
};
struct number : p::seq<p::opt<p::one<'+', '-'>>, mantissa, p::opt<exponent>, p::not_at<bare_char>> {
};
struct keyword_null : p::seq<p::istring<'N', 'U', 'L', 'L'>, p::not_at<bare_char>> {};
struct bare : p::seq<p::not_at<keyword_null>, p::plus<bare_char>> {};

// 5 Regular expressions: the characters AWS admits. Their syntax is read by parse/regex.cpp.
struct regex_char : p::sor<p::alnum, p::one<':', '_', '#', '=', '@', '/', ';', ',', '-', ' '>,
                           p::one<'^', '$', '?', '[', ']', '{', '}', '|', '\\', '*', '+', '.'>> {};
struct regex_content : p::plus<regex_char> {};
struct regex : p::seq<p::one<'%'>, regex_content, p::one<'%'>> {};

// 3.3 Conditions.
struct equal : p::one<'='> {};
struct not_equal : p::string<'!', '='> {};
struct less_equal : p::string<'<', '='> {};
struct greater_equal : p::string<'>', '='> {};
struct less : p::one<'<'> {};
struct greater : p::one<'>'> {};
struct equality : p::sor<equal, not_equal> {};
struct ordering : p::sor<less_equal, greater_equal, less, greater> {};
struct value : p::sor<regex, string, number, bare> {};

struct is_true : p::istring<'T', 'R', 'U', 'E'> {};
struct is_false : p::istring<'F', 'A', 'L', 'S', 'E'> {};
struct is_null : p::istring<'N', 'U', 'L', 'L'> {};
struct is_predicate
    : p::seq<p::istring<'I', 'S'>, ws1, p::sor<is_true, is_false, is_null>, p::not_at<bare_char>> {
};
struct not_exists : p::seq<p::istring<'N', 'O', 'T'>, ws1, p::istring<'E', 'X', 'I', 'S', 'T', 'S'>,
                           p::not_at<bare_char>> {};

struct condition
    : p::seq<selector, p::sor<p::seq<ws, equality, ws, value>, p::seq<ws, ordering, ws, number>,
                              p::seq<ws1, is_predicate>, p::seq<ws1, not_exists>>> {};

// 2.2 Formulas: `&&` binds tighter than `||`; parentheses nest.
struct disjunction;
struct group_open : p::one<'('> {};
struct group_close : p::one<')'> {};
struct group : p::seq<group_open, ws, disjunction, ws, group_close> {};
struct primary : p::sor<group, condition> {};
struct and_sign : p::string<'&', '&'> {};
struct or_sign : p::string<'|', '|'> {};
struct conjunction : p::seq<primary, p::star<ws, and_sign, ws, primary>> {};
struct disjunction : p::seq<conjunction, p::star<ws, or_sign, ws, conjunction>> {};

struct json_pattern : p::seq<p::one<'{'>, ws, disjunction, ws, p::one<'}'>, p::eof> {};

}  // namespace filtercheck::grammar
