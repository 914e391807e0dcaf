// The grammar of space-delimited patterns (rule 6 of README.md). Values, operators and connectives
// are those of JSON patterns.
//
// As in filter.hpp there are rules only, none of them raises, and every choice is made before an
// action runs.
#pragma once

#include "grammar/filter.hpp"

namespace filtercheck::grammar {

struct field_name
    : p::seq<p::sor<p::alpha, p::one<'_'>>, p::star<p::sor<p::alnum, p::one<'_', '-'>>>> {};

// 6.3 The condition of a field.
struct subject : field_name {};
struct ordered_value : number {};
struct field_condition
    : p::seq<subject, ws,
             p::sor<p::seq<equality, ws, value>, p::seq<ordering, ws, ordered_value>>> {};
struct field_disjunction;
struct field_group : p::seq<group_open, ws, field_disjunction, ws, group_close> {};
struct field_primary : p::sor<field_group, field_condition> {};
struct field_conjunction : p::seq<field_primary, p::star<ws, and_sign, ws, field_primary>> {};
struct field_disjunction : p::seq<field_conjunction, p::star<ws, or_sign, ws, field_conjunction>> {
};

// 6.2 Fields.
struct field_end : p::at<ws, p::one<',', ']'>> {};
struct unnamed_field : field_end {};
struct ellipsis : p::seq<p::string<'.', '.', '.'>, field_end> {};
struct plain_field : p::seq<field_name, field_end> {};
struct conditional_field : p::seq<field_disjunction, field_end> {};
struct field : p::sor<unnamed_field, ellipsis, plain_field, conditional_field> {};

struct no_fields : p::seq<p::one<'['>, ws, p::one<']'>> {};
struct some_fields
    : p::seq<p::one<'['>, ws, field, p::star<ws, p::one<','>, ws, field>, ws, p::one<']'>> {};
struct space_pattern : p::seq<p::sor<no_fields, some_fields>, p::eof> {};

}  // namespace filtercheck::grammar
