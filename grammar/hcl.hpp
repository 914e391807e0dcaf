// The grammar of HCL in its native syntax, in which Terraform is written: bodies of attributes and
// blocks, expressions, and templates in quotes and in heredocs.
//
// Which way to go on is always decided before anything is read: by the first characters, or by
// looking ahead, where no action runs. Behind that point a rule raises (if_must), so that no action
// is ever taken back and a fault is found where it stands. `expected` in src/scan/hcl_syntax.cpp
// has the words for each rule that raises.
//
// The language is HCL's but for this: an expression may go on in the next line where HCL wants
// parentheses around it, since nothing that may begin the next line can continue an expression.
#pragma once

#include <string_view>
#include <tao/pegtl.hpp>

namespace filtercheck::grammar::hcl {

namespace p = tao::pegtl;

// ---- Blanks: within a line, and across lines ----------------------------------------------------

struct line_comment : p::seq<p::sor<p::one<'#'>, p::string<'/', '/'>>, p::star<p::not_one<'\n'>>> {
};
struct comment_end : p::until<p::string<'*', '/'>> {};
struct block_comment : p::if_must<p::string<'/', '*'>, comment_end> {};
struct blanks : p::star<p::sor<p::one<' ', '\t', '\r'>, block_comment>> {};
struct ws : p::star<p::sor<p::one<' ', '\t', '\r', '\n'>, line_comment, block_comment>> {};
struct line_end : p::seq<p::opt<line_comment>, p::sor<p::one<'\n'>, p::eof>> {};

// ---- Words --------------------------------------------------------------------------------------

// Letters beyond ASCII are admitted byte by byte: which of them may stand in a name matters to
// none.
struct name_begin : p::sor<p::alpha, p::one<'_'>, p::range<'\x80', '\xff'>> {};
struct name_char : p::sor<p::alnum, p::one<'_', '-'>, p::range<'\x80', '\xff'>> {};
struct name : p::seq<name_begin, p::star<name_char>> {};
template <char... Word>
struct keyword : p::seq<p::string<Word...>, p::not_at<name_char>> {};

struct digits : p::plus<p::digit> {};
struct number
    : p::seq<digits, p::opt<p::one<'.'>, digits>,
             p::opt<p::one<'e', 'E'>, p::opt<p::one<'+', '-'>>, digits>, p::not_at<name_begin>> {};

// ---- Templates ----------------------------------------------------------------------------------

struct expression;
struct needed_expression : p::must<expression> {};

struct strip_left : p::one<'~'> {};   // blanks before the sequence go
struct strip_right : p::one<'~'> {};  // blanks behind it go
struct sequence_end : p::seq<ws, p::opt<strip_right>, p::one<'}'>> {};
struct interpolation_value : p::seq<needed_expression> {};
struct interpolation
    : p::if_must<p::string<'$', '{'>, p::opt<strip_left>, ws, interpolation_value, sequence_end> {};

struct needed_name : name {};
struct needed_in : keyword<'i', 'n'> {};
// `key, value in` or `value in`.
struct for_intro : p::seq<needed_name, ws, p::opt_must<p::one<','>, ws, needed_name, ws>> {};
struct for_source : p::seq<ws, needed_in, ws, needed_expression> {};

struct directive_if : p::if_must<keyword<'i', 'f'>, ws, needed_expression> {};
struct directive_else : keyword<'e', 'l', 's', 'e'> {};
struct directive_endif : keyword<'e', 'n', 'd', 'i', 'f'> {};
struct directive_for : p::if_must<keyword<'f', 'o', 'r'>, ws, for_intro, for_source> {};
struct directive_endfor : keyword<'e', 'n', 'd', 'f', 'o', 'r'> {};
struct directive_word
    : p::sor<directive_if, directive_else, directive_endif, directive_for, directive_endfor> {};
struct directive
    : p::if_must<p::string<'%', '{'>, p::opt<strip_left>, ws, directive_word, sequence_end> {};

struct escaped_dollar : p::string<'$', '$', '{'> {};   // `${`
struct escaped_percent : p::string<'%', '%', '{'> {};  // `%{`
// That begin nothing.
struct lone_sign : p::seq<p::not_at<p::sor<escaped_dollar, escaped_percent>>, p::one<'$', '%'>,
                          p::not_at<p::one<'{'>>> {};

struct escape_letter : p::one<'n', 'r', 't', '"', '\\'> {};
struct escape_short : p::seq<p::one<'u'>, p::rep<4, p::xdigit>> {};
struct escape_long : p::seq<p::one<'U'>, p::rep<8, p::xdigit>> {};
struct escape_rest : p::sor<escape_letter, escape_short, escape_long> {};
struct escape : p::if_must<p::one<'\\'>, escape_rest> {};
struct quoted_text : p::plus<p::sor<p::not_one<'"', '\\', '\n', '$', '%'>, lone_sign>> {};
struct quote_end : p::one<'"'> {};
struct quoted : p::if_must<p::one<'"'>,
                           p::star<p::sor<quoted_text, escape, escaped_dollar, escaped_percent,
                                          interpolation, directive>>,
                           quote_end> {};

// The line that ends a heredoc. Which word stands on it, the state knows: it is asked for the
// length of that line, without its end, at the begin of the text.
struct heredoc_end {
  using rule_t = heredoc_end;    // NOLINT(readability-identifier-naming): names of PEGTL's
  using subs_t = p::empty_list;  // NOLINT(readability-identifier-naming)
  template <p::apply_mode, p::rewind_mode, template <typename...> class,
            template <typename...> class, typename Input, typename State>
  static bool match(Input& in, const State& state) {
    const std::size_t length = state.heredoc_end(std::string_view(in.current(), in.size()));
    in.bump(length);
    return length > 0;
  }
};
struct heredoc_flush : p::string<'<', '<', '-'> {};
struct heredoc_plain : p::string<'<', '<'> {};
struct heredoc_word : name {};
struct heredoc_begin : p::seq<p::opt<p::one<'\r'>>, p::one<'\n'>> {};
struct heredoc_text : p::plus<p::sor<p::not_one<'\n', '$', '%'>, lone_sign>> {};
struct heredoc_newline : p::one<'\n'> {};
struct heredoc_line
    : p::seq<
          p::star<p::sor<heredoc_text, escaped_dollar, escaped_percent, interpolation, directive>>,
          heredoc_newline> {};
struct heredoc_lines : p::until<heredoc_end, heredoc_line> {};
struct heredoc
    : p::if_must<p::sor<heredoc_flush, heredoc_plain>, heredoc_word, heredoc_begin, heredoc_lines> {
};

// ---- Expressions --------------------------------------------------------------------------------

struct closing_parenthesis : p::one<')'> {};
struct closing_bracket : p::one<']'> {};
struct closing_brace : p::one<'}'> {};

struct group : p::if_must<p::one<'('>, ws, needed_expression, ws, closing_parenthesis> {};

// `[for …]` and `{for …}`.
struct at_for : p::at<ws, keyword<'f', 'o', 'r'>, ws, name, ws, p::sor<p::one<','>, needed_in>> {};
struct for_head : p::seq<ws, keyword<'f', 'o', 'r'>, ws, for_intro, for_source> {};
struct needed_colon : p::one<':'> {};
struct needed_arrow : p::string<'=', '>'> {};
struct for_condition : p::if_must<keyword<'i', 'f'>, ws, needed_expression, ws> {};
struct for_groups : p::string<'.', '.', '.'> {};
struct tuple_for : p::if_must<p::seq<p::one<'['>, at_for>, for_head, ws, needed_colon, ws,
                              needed_expression, ws, p::opt<for_condition>, closing_bracket> {};
struct object_for : p::if_must<p::seq<p::one<'{'>, at_for>, for_head, ws, needed_colon, ws,
                               needed_expression, ws, needed_arrow, ws, needed_expression, ws,
                               p::opt<for_groups, ws>, p::opt<for_condition>, closing_brace> {};

struct spread : p::string<'.', '.', '.'> {};
// One after the other with a comma between them, which may stand behind the last, too.
struct comma : p::seq<ws, p::one<','>, ws> {};
struct elements : p::opt<expression, p::star<comma, expression>, p::opt<comma>> {};
struct tuple : p::if_must<p::one<'['>, ws, elements, ws, closing_bracket> {};
struct arguments
    : p::opt<expression, p::star<comma, expression>, p::opt<ws, spread>, p::opt<comma>> {};

// A word before `=` or `:` is the key itself; all else is computed.
struct key_sign : p::sor<p::one<':'>, p::seq<p::one<'='>, p::not_at<p::one<'=', '>'>>>> {};
struct key_name : name {};
struct word_key : p::seq<p::at<name, blanks, key_sign>, key_name> {};
struct object_item
    : p::seq<p::sor<word_key, expression>, p::must<blanks, key_sign, ws, needed_expression>> {};
struct item_end
    : p::seq<blanks, p::sor<p::one<','>, p::one<'\n'>, line_comment, p::at<p::one<'}'>>>> {};
struct object
    : p::if_must<p::one<'{'>, ws, p::star<object_item, p::must<item_end>, ws>, closing_brace> {};

struct function_name : p::list<name, p::string<':', ':'>> {};
struct call
    : p::if_must<
          p::seq<p::at<function_name, blanks, p::one<'('>>, function_name, blanks, p::one<'('>>, ws,
          arguments, ws, closing_parenthesis> {};
struct reference : name {};

struct sign : p::seq<p::one<'-', '!'>, ws> {};
struct primary : p::sor<number, quoted, heredoc, group, tuple_for, tuple, object_for, object, call,
                        reference> {};

struct attribute_step : p::sor<name, digits> {};
struct each_attribute_step : p::one<'*'> {};
struct step_name : p::sor<attribute_step, each_attribute_step> {};
struct dot_step : p::if_must<p::seq<ws, p::one<'.'>, p::not_at<p::one<'.'>>>, ws, step_name> {};
struct each_step : p::seq<p::one<'*'>, ws, p::one<']'>> {};
struct index_step : p::seq<needed_expression, ws, p::must<closing_bracket>> {};
struct index_rest : p::sor<each_step, index_step> {};
struct bracket_step : p::if_must<p::seq<blanks, p::one<'['>>, ws, index_rest> {};
struct operand : p::seq<p::star<sign>, primary, p::star<p::sor<dot_step, bracket_step>>> {};

// What binds how tightly is for who reads to say.
struct binary_operator
    : p::sor<p::string<'|', '|'>, p::string<'&', '&'>, p::string<'=', '='>, p::string<'!', '='>,
             p::string<'<', '='>, p::string<'>', '='>, p::one<'<', '>', '+', '-', '*', '/', '%'>> {
};
struct needed_operand : p::seq<operand> {};
struct operation
    : p::seq<operand, p::star<p::if_must<p::seq<ws, binary_operator>, ws, needed_operand>>> {};
// Not opt_must, which does not go back to before the blanks where there is no `?` (PEGTL 3.2.7).
struct condition : p::if_must<p::seq<ws, p::one<'?'>>, ws, needed_expression, ws, needed_colon, ws,
                              needed_expression> {};
struct expression : p::seq<operation, p::opt<condition>> {};

// ---- Bodies -------------------------------------------------------------------------------------

struct item_name : name {};
struct attribute_sign : p::seq<p::one<'='>, p::not_at<p::one<'='>>> {};
struct attribute_end : p::seq<blanks, p::sor<line_end, p::at<p::one<'}'>>>> {};
struct attribute
    : p::if_must<p::seq<p::at<name, blanks, attribute_sign>, item_name, blanks, attribute_sign>, ws,
                 needed_expression, attribute_end> {};

struct label_text : p::star<p::sor<p::not_one<'"', '\\', '\n'>, p::seq<p::one<'\\'>, p::any>>> {};
struct quoted_label : p::seq<p::one<'"'>, label_text, p::one<'"'>> {};
struct word_label : name {};
struct block_head
    : p::seq<item_name, blanks, p::star<p::sor<quoted_label, word_label>, blanks>, p::one<'{'>> {};
struct body;
struct block : p::if_must<p::seq<p::at<block_head>, block_head>, body, closing_brace> {};
struct item : p::sor<attribute, block> {};
struct body : p::seq<ws, p::star<item, ws>> {};

// A file is read item by item, so that one that is broken may be skipped.
struct byte_order_mark : p::string<'\xef', '\xbb', '\xbf'> {};
struct file_begin : p::seq<p::opt<byte_order_mark>, ws> {};
struct file_item : p::seq<p::must<item>, ws> {};
// Where reading goes on behind what is broken: a block that begins at the begin of a line.
struct resumption : p::seq<block_head, blanks, p::opt<line_comment>, p::one<'\n'>> {};

// The whole of a string that is a template, such as one of JSON.
struct template_text : p::plus<p::sor<p::not_one<'$', '%'>, lone_sign>> {};
struct template_string
    : p::seq<
          p::star<p::sor<template_text, escaped_dollar, escaped_percent, interpolation, directive>>,
          p::must<p::eof>> {};
// A key of JSON that is an expression, such as a reference.
struct whole_expression : p::seq<ws, needed_expression, ws, p::must<p::eof>> {};

// ---- Strings in what cannot be read -------------------------------------------------------------

// Those of which nothing needs to be evaluated. A string that is not is left, not refused.
struct sound_escape : p::seq<p::one<'\\'>, escape_rest> {};
struct plain_quoted
    : p::seq<p::one<'"'>,
             p::star<p::sor<quoted_text, sound_escape, escaped_dollar, escaped_percent>>,
             p::one<'"'>> {};
struct plain_line
    : p::seq<p::star<p::sor<heredoc_text, escaped_dollar, escaped_percent>>, heredoc_newline> {};
struct plain_heredoc : p::seq<p::sor<heredoc_flush, heredoc_plain>, heredoc_word, heredoc_begin,
                              p::until<heredoc_end, plain_line>> {};

}  // namespace filtercheck::grammar::hcl
