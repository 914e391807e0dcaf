// Texts: one line, lower case, no full stop; {0}, {1} ... are the arguments, {{ and }} are braces.
#include "base/codes.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck {

namespace {

std::string filled(std::string_view text, const std::vector<std::string>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool doubled = i + 1 < text.size() && text[i] == text[i + 1];
    if ((text[i] == '{' || text[i] == '}') && doubled) {
      out.push_back(text[i++]);
    } else if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      const auto argument = static_cast<std::size_t>(text[i + 1] - '0');
      if (argument < arguments.size()) out += arguments[argument];
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

// Arguments quote the pattern, which may hold line breaks.
std::string on_one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

std::optional<std::string> filled_if_any(std::string_view text,
                                         const std::vector<std::string>& arguments) {
  std::string out = filled(text, arguments);
  if (out.empty()) return std::nullopt;
  return out;
}

CodeInfo row_of(Code code) {
  return find_code(code).value_or(CodeInfo{code, code, "", "", "", "", ""});
}

}  // namespace

const std::vector<CodeInfo>& all_codes() {
  static const std::vector<CodeInfo> table{
      // Kinds and ends (rule 1)
      {codes::kTooLong, "the pattern has {0} characters, the limit is {1}",
       "1 validation error detected: Value '{2}' at 'filterPattern' failed to satisfy constraint: "
       "Member must have length less than or equal to 1024",
       "shorten it with `*`, or split it into several filters that feed one metric; "
       "--beyond-aws-limits lifts AWS's limit for analysis",
       "AWS refuses a filter pattern of more than 1,024 characters before it looks at it.", "", ""},
      {codes::kNotUtf8, "byte {0} of the pattern is not UTF-8", "", "save the file as UTF-8",
       "A filter pattern is text in UTF-8; AWS's API takes nothing else.", "", ""},
      {codes::kSpaceBefore, "white space stands before `{0}`", "Invalid metric filter pattern",
       "remove it; YAML block scalars and heredocs add it",
       "The first character of a pattern decides its kind, so nothing may stand before the opening "
       "brace. Terraform trims patterns, CloudFormation, CDK and the CLI do not.",
       " { $.a = 1 }", "{ $.a = 1 }"},
      {codes::kSpaceAfter, "white space stands after `{1}`",
       "If a filter pattern starts with '{0}' it must end with '{1}'",
       "remove it; a YAML block scalar (use `|-` or `>-`) or a heredoc adds a final newline",
       "The last character must be the closing partner of the first, so not even a newline may "
       "follow. Terraform trims patterns, CloudFormation, CDK and the CLI do not.",
       "{ $.a = 1 }\n", "{ $.a = 1 }"},
      {codes::kUnclosedPattern, "the pattern starts with `{0}` and has no `{1}` at its end",
       "If a filter pattern starts with '{0}' it must end with '{1}'", "close it with `{1}`",
       "A pattern that starts with `{`, `[` or `%` must end with `}`, `]` or `%`.", "{ $.a = 1",
       "{ $.a = 1 }"},
      {codes::kTextAfterPattern, "text stands after the closing `{1}`",
       "If a filter pattern starts with '{0}' it must end with '{1}'",
       "remove it, or move it inside; text that begins with `{0}` needs double quotes",
       "Nothing may follow the closing character: a pattern has no comments, and kinds cannot be "
       "mixed.",
       "{ $.a = 1 } x", "{ $.a = 1 }"},
      {codes::kSeveralPatterns, "the pattern ends here, and another text follows", "",
       "a pattern has one pair of braces: join the conditions inside it with `&&` or `||`",
       "Two patterns cannot be joined outside their braces.", "{ $.a = 1 } || { $.b = 2 }",
       "{ $.a = 1 || $.b = 2 }"},
      {codes::kStrayBrace, "unexpected `{0}`", "", "use parentheses to group conditions",
       "Braces stand only around the whole pattern; conditions are grouped with parentheses.",
       "{ {$.a = 1} && $.b = 2 }", "{ ($.a = 1) && $.b = 2 }"},
      {codes::kMissingBraces, "this looks like a JSON pattern without its braces", "",
       "put it between `{{` and `}}`",
       "Without braces a pattern is a list of terms, in which `$`, `=` and parentheses are not "
       "allowed.",
       "$.eventName = PutBucketAcl", "{ $.eventName = PutBucketAcl }"},
      {codes::kEmptyTerm, "`\"\"` is a term without text", "Invalid character(s) in term '\"\"'",
       "the pattern that matches everything is the empty one",
       "A quoted term must not be empty. The pattern that matches every event has no characters at "
       "all.",
       "\"\"", ""},
      {codes::kEmptyPattern, "the braces hold no condition", "",
       "the pattern that matches everything is the empty one, without braces",
       "A JSON pattern needs at least one condition.", "{ }", "{ $.a = * }"},
      // Formulas (rule 2)
      {codes::kMissingCondition, "a condition is missing beside `{0}`", "",
       "every `&&` and `||` joins two conditions",
       "A connective stands between two conditions, and parentheses hold at least one.",
       "{ $.a = 1 && && $.b = 2 }", "{ $.a = 1 && $.b = 2 }"},
      {codes::kMissingConnective, "`&&` or `||` is missing before this condition", "",
       "write `&&` if both must hold, `||` if one is enough",
       "Two conditions that stand side by side must be joined.", "{ ($.a = 1) ($.b = 2) }",
       "{ ($.a = 1) && ($.b = 2) }"},
      {codes::kSingleConnective, "`{0}` is not a connective", "", "double it: `{1}`",
       "The connectives are `&&` and `||`.", "{ $.a = 1 & $.b = 2 }", "{ $.a = 1 && $.b = 2 }"},
      {codes::kWordConnective, "`{0}` is not a connective", "", "write `{1}`",
       "The connectives are `&&` and `||`; words are not known in their place.",
       "{ $.a = 1 AND $.b = 2 }", "{ $.a = 1 && $.b = 2 }"},
      {codes::kCommaConnective, "a comma does not join conditions", "",
       "write `&&` or `||`; a value that holds a comma needs double quotes",
       "The connectives are `&&` and `||`. Commas belong to space-delimited patterns.",
       "{ $.a = 1, $.b = 2 }", "{ $.a = 1 && $.b = 2 }"},
      {codes::kUnclosedParenthesis, "this parenthesis is not closed", "", "add the missing `)`",
       "Every opening parenthesis needs a closing one.", "{ ($.a = 1 }", "{ ($.a = 1) }"},
      {codes::kUnmatchedClose, "this parenthesis closes nothing", "",
       "remove it, or open it before", "Every closing parenthesis needs an opening one.",
       "{ $.a = 1) }", "{ ($.a = 1) }"},
      {codes::kEmptyParentheses, "the parentheses hold no condition", "", "remove them",
       "Parentheses group at least one condition.", "{ $.a = 1 && () }", "{ $.a = 1 }"},
      {codes::kNesting, "parentheses are nested more than {0} deep", "",
       "remove parentheses that group nothing",
       "A limit of this program: no pattern within AWS's 1,024 characters can reach it.", "", ""},
      {codes::kNegation, "there is no negation, and `{0}` begins none", "",
       "negate the condition itself: `!=`, `IS FALSE`, `NOT EXISTS`",
       "The language has no negation of a condition or group.", "{ !($.a = 1) }", "{ $.a != 1 }"},
      // Selectors (rule 2.4)
      {codes::kMissingDollar, "`{0}` is not a selector", "",
       "a selector starts with `$.`: `{1}`; in a shell or in Terraform, check that the `$` was not "
       "swallowed (single quotes keep it)",
       "A condition starts with a selector such as `$.eventName`. Where a shell expands `$.`-less "
       "names or a template language eats the dollar sign, it is gone before AWS sees it.",
       "{ eventName = PutBucketAcl }", "{ $.eventName = PutBucketAcl }"},
      {codes::kRepeatSelector, "`{0}` is a value without a selector", "",
       "repeat the selector and the operator: `{1} {2} {0}`",
       "Every condition names its field: there is no list of values behind one selector.",
       "{ $.eventName = PutBucketAcl || PutBucketPolicy }",
       "{ $.eventName = PutBucketAcl || $.eventName = PutBucketPolicy }"},
      {codes::kMissingSelector, "a selector is missing before `{0}`", "",
       "a condition is `selector operator value`, such as `$.eventName = PutBucketAcl`",
       "A condition starts with a selector; a shell may have swallowed it where the pattern was in "
       "double quotes.",
       "{ = 1 }", "{ $.a = 1 }"},
      {codes::kMissingDot, "`{0}` has no dot after the `$`", "", "write `{1}`",
       "A selector starts with `$` and a dot.", "{ $eventName = PutBucketAcl }",
       "{ $.eventName = PutBucketAcl }"},
      {codes::kDollarAlone, "`$` selects nothing by itself", "Invalid character(s) in term '$ '",
       "name a field: `$.eventName`", "A selector names at least one field of the event.",
       "{ $ = 2 }", "{ $.a = 2 }"},
      {codes::kDoubledDot, "`{0}` has two dots in a row", "", "remove one",
       "There is no search in depth: each dot is followed by one name.",
       "{ $..eventName = PutBucketAcl }", "{ $.eventName = PutBucketAcl }"},
      {codes::kBracketAfterDollar, "`{0}` starts with a bracket",
       "Invalid character(s) in term '$['",
       "the first step of a selector begins with a dot: `{1}`, or `$.['odd key']`",
       "After `$` a dot must come, also before a quoted key.",
       "{ $[\"eventName\"] = PutBucketAcl }", "{ $.eventName = PutBucketAcl }"},
      {codes::kQuotedKey, "`{0}` quotes a key with double quotes",
       "Invalid character(s) in term '{1}'", "a key with odd characters is written `{2}`",
       "Only the form `.['key']`, with single quotes, selects a key with characters other than "
       "letters, digits, `_` and `-`.",
       "{ $.\"sc-status\" = 500 }", "{ $.['sc-status'] = 500 }"},
      {codes::kBracketKey, "`{0}` has no dot before its bracket", "",
       "a quoted key follows a dot: `{1}`",
       "A quoted key is a step of its own and begins with a dot.", "{ $.a['b'] = 1 }",
       "{ $.a.['b'] = 1 }"},
      {codes::kBracketUnclosed, "a bracket of `{0}` is not closed", "", "add the missing `]`",
       "An index or a quoted key is closed by `]`.", "{ $.a[0 = 1 }", "{ $.a[0] = 1 }"},
      {codes::kNegativeIndex, "`{0}` counts from the end", "Invalid character(s) in term '[-'",
       "indices start at 0; `[*]` looks at every element",
       "An index is a number of digits, counted from 0.", "{ $.a[-1] = 2 }", "{ $.a[*] = 2 }"},
      {codes::kIndexForm, "`[{1}]` in `{0}` is neither an index nor `[*]`", "",
       "write `[0]`, `[*]`, or `.['key']` for a key",
       "Brackets hold an index, a `*`, or, after a dot, a key in single quotes.", "{ $.a[x] = 1 }",
       "{ $.a.x = 1 }"},
      {codes::kIndexRange, "the index {0} is out of range", "", "indices go to 2147483647",
       "An index fits in a signed 32-bit integer.", "{ $.a[99999999999999999999] = 1 }",
       "{ $.a[99] = 1 }"},
      {codes::kSelectorEnd, "`{0}` ends with a dot", "",
       "name the field after the dot, without a space between",
       "White space cannot stand inside a selector.", "{ $. eventName = PutBucketAcl }",
       "{ $.eventName = PutBucketAcl }"},
      {codes::kSelectorCharacter, "`{1}` cannot stand in the selector `{0}`", "",
       "a key with other characters than letters, digits, `_` and `-` is written `.['key']`",
       "A plain name is made of ASCII letters, digits, `_` and `-`.", "{ $.a@b = 1 }",
       "{ $.['a@b'] = 1 }"},
      {codes::kSelectorForm, "`{0}` is not a selector", "",
       "a selector is made of `.name`, `.['name']`, `[0]`, `[*]` and `.*`",
       "See the language page for the steps of a selector.", "{ $.a]b = 1 }", "{ $.['a]b'] = 1 }"},
      {codes::kSpaceInSelector, "a space splits the selector `{0}` from `{1}`", "",
       "write it as one word, or as `.['key']` if the key holds a space",
       "White space cannot stand inside a selector; line breaks of a copied document put it there.",
       "{ $.event Name = PutBucketAcl }", "{ $.eventName = PutBucketAcl }"},
      {codes::kWildcardsPerSelector, "`{0}` has more than one wildcard",
       "Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard "
       "allowed per json selector.",
       "keep one `*`", "A selector has at most one wildcard step.", "{ $.a[*].b[*] = 1 }",
       "{ $.a[*].b[0] = 1 }"},
      {codes::kWildcardSelectors, "more than {0} selectors have a wildcard", "",
       "split the pattern into several filters that feed one metric",
       "AWS allows three selectors with a wildcard in one pattern.",
       "{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.d[*] = 1 }",
       "{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 }"},
      // Conditions (rule 3.3)
      {codes::kMissingOperator, "an operator is missing after `{0}`", "",
       "a condition is `selector operator value`, `selector IS TRUE|FALSE|NULL` or `selector NOT "
       "EXISTS`; `= *` tests for a string or number",
       "A selector alone is no condition.", "{ $.a }", "{ $.a = * }"},
      {codes::kDoubleEquals, "`{0}` is not an operator", "Invalid metric filter pattern",
       "write `=`", "Equality is a single `=`.", "{ $.a == 1 }", "{ $.a = 1 }"},
      {codes::kUnknownOperator, "`{0}` is not an operator", "",
       "the operators are `=`, `!=`, `<`, `<=`, `>`, `>=`, `IS TRUE|FALSE|NULL` and `NOT EXISTS`; "
       "a value may hold `*`, or be a regex as in `= %text%`",
       "There are no other operators: no `=~`, `<>`, `LIKE`, `IN` or `CONTAINS`.", "{ $.a =~ x }",
       "{ $.a = %x% }"},
      {codes::kMissingValue, "a value is missing after `{0}`", "",
       "compare with a number, a text or a regex",
       "An operator is followed by a value; where a variable was meant to fill it in, it was "
       "empty.",
       "{ $.a = }", "{ $.a = * }"},
      {codes::kMissingSpace, "white space is missing before this word", "", "put a space before it",
       "`IS` and `NOT EXISTS` stand apart from the selector.", "{ $.a[0]IS TRUE }",
       "{ $.a[0] IS TRUE }"},
      {codes::kIsWhat, "`IS` takes TRUE, FALSE or NULL", "",
       "compare values with `=`; absence is `NOT EXISTS`",
       "`IS` tests for a JSON boolean or null, nothing else.", "{ $.a IS MAYBE }",
       "{ $.a = MAYBE }"},
      {codes::kIsNot, "there is no `IS NOT`", "Invalid character(s) in term '{0}'",
       "`= *` is true of every string and number; `NOT EXISTS` tests for absence; booleans have "
       "`IS TRUE` and `IS FALSE`",
       "`IS` cannot be negated.", "{ $.a IS NOT NULL }", "{ $.a = * }"},
      {codes::kExists, "there is no `EXISTS` without `NOT`", "",
       "`$.field = *` is true if the field is a string or a number",
       "The only test for presence is `= *`, which is true of strings and numbers.",
       "{ $.a EXISTS }", "{ $.a = * }"},
      {codes::kNotExistsOrder, "`NOT EXISTS` stands before its selector", "",
       "write `{0} NOT EXISTS`", "The selector comes first.", "{ NOT EXISTS $.a }",
       "{ $.a NOT EXISTS }"},
      {codes::kUnexpected, "unexpected `{0}`", "",
       "a condition is one selector (in `[ … ]` the name of the field), one operator and one "
       "value; a "
       "value with spaces or other characters needs double quotes",
       "Something stands where no part of the language can.", "{ $.a = \"x\" y }",
       "{ $.a = \"x y\" }"},
      // Values (rule 3.4)
      {codes::kEqualsNull, "`{0}` is not a value", "Invalid metric filter pattern",
       "write `IS NULL`; absence is `NOT EXISTS`",
       "A field is compared with null by `IS NULL`; the word itself is refused as a value.",
       "{ $.a = null }", "{ $.a IS NULL }"},
      {codes::kOrderingNeedsNumber, "`{0}` is not a number, and an ordering compares numbers only",
       "{2}",
       "write the number without quotes, such as `> {1}`; an ordering is never true of a string",
       "`<`, `<=`, `>` and `>=` take an unquoted number.", "{ $.a > \"5\" }", "{ $.a > 5 }"},
      {codes::kExponentRange, "the exponent of {0} is out of range", "",
       "exponents go from -2147483648 to 2147483647",
       "The exponent of a number fits in a signed 32-bit integer.", "{ $.a = 1e2147483648 }",
       "{ $.a = 1e308 }"},
      {codes::kUnquotedValue, "{1} cannot stand in a value without quotes", "", "write `\"{0}\"`",
       "Unquoted text is made of letters, digits, `_`, `.`, `*` and `-`. Anything else, such as "
       "the colons and slashes of an ARN or a space, needs double quotes.",
       "{ $.errorMessage = Failed authentication }",
       "{ $.errorMessage = \"Failed authentication\" }"},
      {codes::kSingleQuotes, "text is quoted with double quotes only", "", "write `\"{0}\"`",
       "Single quotes and back quotes do not quote text.", "{ $.a = 'x' }", "{ $.a = \"x\" }"},
      {codes::kSmartQuotes, "typographic quotes do not quote text", "",
       "write `\"{0}\"`, with straight quotes; word processors and web pages change them",
       "Only the straight double quote (U+0022) quotes text.", "{ $.a = “x” }", "{ $.a = \"x\" }"},
      {codes::kEscapedQuotes, "the quotes are escaped once too often", "",
       "write `\"{0}\"`: in Terraform and CloudFormation one level of `\\\"` belongs to the file, "
       "not to the pattern",
       "A backslash before a quote is an escape of the file the pattern stands in. In the pattern "
       "itself quotes are bare.",
       "{ $.a = \\\"x\\\" }", "{ $.a = \"x\" }"},
      {codes::kDoubledQuotes, "the quotes are doubled", "",
       "write `\"{0}\"`: doubled quotes belong to a CSV file",
       "A pattern copied out of a CSV file keeps its doubled quotes.", "{ $.a = \"\"x\"\" }",
       "{ $.a = \"x\" }"},
      {codes::kUnclosedString, "this quote is not closed", "{1}",
       "add the closing `\"`; a quote inside text is written `\\\"`",
       "A text that begins with a double quote ends with one.", "{ $.a = \"x }", "{ $.a = \"x\" }"},
      {codes::kSelectorAsValue, "`{0}` is a selector, and a field is compared with a value only",
       "", "quote it if the text itself is meant; two fields cannot be compared",
       "The right side of a condition is a number, a text or a regex.", "{ $.a = $.b }",
       "{ $.a = \"$.b\" }"},
      {codes::kUnicodeSpace, "a space that is not the plain one stands here", "",
       "replace it by a plain space; web pages and word processors put it there",
       "White space is space, tab, carriage return and line feed. No-break spaces and byte order "
       "marks are none.",
       "{ $.a = 1 }", "{ $.a = 1 }"},
      // Terms (rule 4)
      {codes::kTermCharacter, "`{0}` cannot stand in a term without quotes",
       "Invalid character(s) in term '{0}'", "put the term in double quotes: `\"{1}\"`",
       "A term without quotes is made of letters, digits, `_` and `.`; in double quotes it may "
       "hold "
       "anything.",
       "ERROR:", "\"ERROR:\""},
      {codes::kTermWildcard, "there is no `*` in terms", "Invalid character(s) in term '{0}'",
       "leave it out: a term is found anywhere in the line, in longer words too; in quotes a star "
       "is a star",
       "A term is a piece of the line, not a text with wildcards.", "ERR*", "ERR"},
      {codes::kTermComparison, "`{0}` compares nothing in terms",
       "Invalid character(s) in term '{0}'",
       "a JSON event is compared by `{{ $.field {1} … }}`, the tokens of a line by `[field {1} …, "
       "...]`; as text it needs double quotes",
       "Terms are pieces of the line. Fields are compared in JSON patterns and in space-delimited "
       "ones.",
       "level = ERROR", "{ $.level = ERROR }"},
      {codes::kTermConnective, "`{0}` does not join terms", "Invalid character(s) in term '{0}'",
       "terms beside each other must all be found; `?a ?b` asks for one of them",
       "Terms are joined by white space alone.", "ERROR || WARN", "?ERROR ?WARN"},
      {codes::kLoneSign, "`{0}` stands before no term", "",
       "a sign stands right before its term, `-term` or `?term`, and only once; as text it needs "
       "double quotes",
       "`-` excludes a term and `?` makes it one of several; neither is a term, and they do not "
       "add up (OQ-9).",
       "ERROR --verbose", "ERROR \"--verbose\""},
      {codes::kJoinedTerms, "a space is missing before `{0}`", "{1}",
       "separate terms by a space; a quote inside a term is written `\\\"`",
       "Nothing may be joined to a quoted term.", "\"ERROR\"WARN", "\"ERROR\" WARN"},
      {codes::kRegexInTerms, "a regex cannot stand beside terms",
       "Invalid character(s) in term '%'",
       "make the whole pattern one regex, `%a.*b|b.*a%`, or quote the text if the percent sign is "
       "meant",
       "Kinds of pattern are not mixed: a pattern is a list of terms, or one regex.",
       "ERROR %WARN%", "ERROR WARN"},
      {codes::kMissingBrackets, "this looks like a space-delimited pattern without its brackets",
       "", "put it between `[` and `]`",
       "Without brackets a pattern is a list of terms, in which commas and `=` are not allowed.",
       "ip, user, ..., status = 404", "[ip, user, ..., status = 404]"},
      {codes::kInsightsQuery, "this looks like a query of Logs Insights, which is another language",
       "{0}", "write the condition of its `filter` as a filter pattern",
       "Filter patterns know nothing of the commands of CloudWatch Logs Insights.",
       "fields @timestamp, @message | filter level = \"ERROR\"", "{ $.level = \"ERROR\" }"},
      // Fields (rule 6)
      {codes::kFieldName, "`{0}` is not a name of a field", "{1}",
       "a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`; a field "
       "without a name is left empty, as in `[, b, ]`, and `...` stands for any number of them",
       "A field has a name, which may be left out, and may have conditions on it.", "[1a, b]",
       "[a1, b]"},
      {codes::kSelectorAsField, "`{0}` is a selector, and fields have plain names", "",
       "selectors belong to JSON patterns, `{{ … }}`; in `[ … ]` a field is named by its place",
       "The fields of a space-delimited pattern are the tokens of the line, in their order.",
       "[$.level = ERROR, rest]", "[level = ERROR, rest]"},
      {codes::kMissingComma, "a comma is missing before `{0}`", "", "separate fields by commas",
       "Fields stand between commas, and so does `...`.", "[... size > 1000]",
       "[..., size > 1000]"},
      {codes::kEllipsisCondition, "`...` cannot have a condition", "",
       "name the field that is compared",
       "`...` stands for any number of tokens, which are skipped (OQ-22).", "[... = 5, b]",
       "[..., a = 5, b]"},
      {codes::kStrayBracket, "unexpected `{0}`", "{1}",
       "brackets stand only around the whole pattern; two patterns cannot be joined, so use a "
       "filter for each; text with a bracket needs double quotes",
       "A space-delimited pattern is one pair of brackets.", "[a = 1, b] || [a = 2, b]",
       "[a = 1 || a = 2, b]"},
      {codes::kMissingFieldName, "a name is missing before `{0}`", "",
       "a condition is `name operator value`, such as `status = 404`",
       "A condition starts with the name of its field.", "[= 404, b]", "[status = 404, b]"},
      {codes::kMissingFieldOperator, "an operator is missing after `{0}`", "",
       "a condition is `name operator value`, such as `status = 404`",
       "In a formula every name is compared with something.", "[a || a = 1, b]", "[a = 1, b]"},
      {codes::kFieldOperator, "`{0}` is not an operator of fields", "",
       "fields are compared by `=`, `!=`, `<`, `<=`, `>` and `>=`; a value may hold `*`, or be a "
       "regex as in `= %text%`; fields are separated by commas",
       "A field is text that is always there: there is no `IS` and no `NOT EXISTS`.",
       "[a IS TRUE, b]", "[a = true, b]"},
      {codes::kFieldEqualsNull, "`{0}` is not a value", "", "write `\"{0}\"`: a field is text",
       "The word null is refused as a value, as in JSON patterns; in quotes it is text.",
       "[a = null, b]", "[a = \"null\", b]"},
      {codes::kDuplicateField, "there is a field `{0}` already", "Duplicate field '{0}'",
       "give each field a name of its own, or none",
       "A name stands for one field, and `...` stands once.", "[a, b, a]", "[a, b, c]"},
      {codes::kSeveralNames, "`{1}` stands in the field `{0}`",
       "Multiple variables used in a single filter. Var1 : {0}, Var2 : {1}",
       "give each name a field of its own, after a comma: the conditions of all fields must hold, "
       "and "
       "`||` joins conditions of one field only; names are case-sensitive",
       "The conditions of a field are about that field. Conditions of several fields all have to "
       "hold; they cannot be joined by `||`.",
       "[ip, status = 4* && bytes > 1000]", "[ip, status = 4*, bytes > 1000]"},
      // Regular expressions (rule 5)
      {codes::kTextAfterRegex, "text stands after the regex", "{0}",
       "a pattern without braces or brackets is one regex and nothing else: join alternatives with "
       "`|` inside it",
       "A regex cannot be combined with another one or with terms.", "%ERROR% %WARN%",
       "%ERROR|WARN%"},
      {codes::kEmptyRegex, "the regex is empty", "{0}",
       "write an expression between the percent signs; `= *` is true of every string and number",
       "`%%` is refused.", "{ $.a = %% }", "{ $.a = * }"},
      {codes::kUnclosedRegex, "this regex is not closed", "",
       "add the closing `%`; text that starts with a percent sign needs double quotes",
       "A regex stands between two percent signs.", "{ $.a = %x }", "{ $.a = %x% }"},
      {codes::kRegexCharacter, "`{0}` cannot stand in a regex",
       "Invalid character(s) in term '{1}'",
       "write it as `\\xhh`: `\\x28` and `\\x29` are parentheses; there are no groups, and a "
       "backslash does not help",
       "A regex is made of letters, digits, `: _ # = @ / ; , -` and the operators `^ $ ? [ ] { } "
       "| \\ * + .`",
       "{ $.a = %(x)% }", "{ $.a = %x% }"},
      {codes::kRegexSyntax, "the regex does not compile: {0}",
       "Failed to compile regular expression.", "see the language page for what a regex may hold",
       "AWS's engine refuses the expression.", "{ $.a = %[z-a]% }", "{ $.a = %[a-z]% }"},
      {codes::kTooManyRegexes, "the pattern has more than {0} regexes",
       "Your input has exceeded the maximum of {0} regular expressions per filter pattern.",
       "use `*`, which is not counted, or split the pattern into several filters",
       "A JSON pattern has at most two regexes.", "{ $.a = %1% || $.a = %2% || $.a = %3% }",
       "{ $.a = %1|2|3% }"},
      {codes::kSyntax, "the pattern is not valid here", "", "see the language page",
       "The grammar refuses the pattern, and no better reason was found. Please report it.", "",
       ""},
      // Open questions of the language that a pattern touches
      {codes::kEscapedStar,
       "no way to escape `*` is known: in `{0}` the backslash is taken as text and the star as a "
       "wildcard",
       "", "a literal star is `[*]` in a regex",
       "AWS does not say how a literal `*` is written (OQ-2).", "{ $.a = \"x\\*\" }",
       "{ $.a = %x[*]% }"},
      {codes::kBackslashInString,
       "`{0}` is taken as these two characters: only `\\\"` and `\\\\` are known to be escapes", "",
       "a backslash that is meant is written `\\\\`",
       "AWS does not document the escapes of quoted text (OQ-2).", "{ $.a = \"x\\n\" }",
       "{ $.a = \"x*\" }"},
      {codes::kBackslashInKey, "the backslash in `{0}` is taken as part of the key", "", "",
       "AWS does not document escapes in quoted keys (OQ-13).", "{ $.['a\\b'] = 1 }", ""},
      {codes::kBareHyphen, "whether `{0}` may stand without quotes is not documented", "",
       "write `\"{0}\"`",
       "AWS documents letters, digits and `_`; a hyphen is known to work in space-delimited "
       "patterns only (OQ-7). Quotes remove the doubt.",
       "{ $.awsRegion = us-east-1 }", "{ $.awsRegion = \"us-east-1\" }"},
      {codes::kBareNonAscii, "whether `{0}` may stand without quotes is not documented", "",
       "write `\"{0}\"`",
       "AWS documents that characters beyond ASCII need quotes (OQ-7), but accepts them in terms. "
       "Quotes remove the doubt.",
       "{ $.a = café }", "{ $.a = \"café\" }"},
      {codes::kNumberShape, "whether `{0}` is read as a number is not documented", "",
       "write digits on both sides of the point, and `e` in lower case",
       "Numbers such as `5.`, `.5` and `1E3` are taken as numbers (OQ-20).", "{ $.a = .5 }",
       "{ $.a = 0.5 }"},
      {codes::kSpaceInRegex, "whether a space may stand in a regex is not documented", "",
       "write `\\x20`",
       "AWS's examples have it, its list of characters does not (OQ-3). `\\s` or `\\x20` removes "
       "the doubt.",
       "{ $.a = %a b% }", "{ $.a = %a\\x20b% }"},
      {codes::kSpaceAfterMinus,
       "whether a space may stand between `-` and its term is not documented", "", "remove it",
       "An older edition of the user guide has it, the current one does not (OQ-9).",
       "ERROR - \"timeout\"", "ERROR -\"timeout\""},
      {codes::kSingleField,
       "what a single field takes of a line that is one quoted token, or begins with white space, "
       "is not documented",
       "", "", "The quotes are dropped, and so is the white space before the first token (OQ-17).",
       "[message]", "[first, ...]"},
      {codes::kFieldNotNumber, "`!= {0}` is taken to hold of every text that is no number", "", "",
       "What AWS says of a field that is no number and compared with one by `!=` is not recorded "
       "(OQ-18).",
       "[status != 200, rest]", "[status != \"200\", rest]"},
      {codes::kCommaAfterEllipsis,
       "whether the comma after `...` makes one more field is not documented", "", "",
       "It is taken to, as at the end of fields without `...` (OQ-22).", "[a, ..., ]",
       "[a, ..., last]"},
      {codes::kFieldParentheses,
       "whether parentheses may stand in the conditions of a field is not documented", "", "",
       "They are taken, as in JSON patterns (OQ-16).", "[(a = 1 || a = 2) && a != 3, b]", ""},
      {codes::kWildcardExtrapolated, "a wildcard with this operator is judged by analogy", "", "",
       "Wildcards are recorded with `=`, `!=` and `IS NULL` only; orderings, `IS TRUE`, `IS FALSE` "
       "and `!=` with a regex follow the same rule (OQ-14).",
       "{ $.a[*] > 5 }", ""},
      // What a valid pattern says and is probably not meant to
      {codes::kIgnoredOptional,
       "`?{0}` is ignored, like every term with `?`: they count only where no other terms are", "",
       "leave out the other terms, or make a filter for each",
       "Beside a plain term or one with `-`, terms with `?` mean nothing.", "?ERROR ?WARN -timeout",
       "?ERROR ?WARN"},
      {codes::kMinusInWord, "`{0}-{1}` asks for `{0}` and excludes lines with `{1}`", "",
       "put the word in double quotes; an exclusion that is meant has a space before its `-`",
       "A `-` excludes what follows it in the middle of a word, too, so that the pattern never "
       "matches a line with the word itself. In double quotes it is a hyphen.",
       "rate-limited", "\"rate-limited\""},
      {codes::kQuestionMarkInWord, "`{0}?{1}` is two terms, and `{1}` is ignored", "",
       "put the word in double quotes",
       "A `?` makes what follows it an optional term in the middle of a word, too. In double "
       "quotes "
       "it is a question mark.",
       "retry?id", "\"retry?id\""},
      {codes::kBlankTerm,
       "`\"{0}\"` asks for white space in the line; the pattern that matches everything is empty",
       "", "leave out the blank and the quotes, if every event is meant",
       "The user guide says that it matches every event; recorded answers say otherwise.", "\" \"",
       ""},
      {codes::kStarInTerm, "the `*` in `\"{0}\"` is an asterisk that the line must hold", "",
       "leave it out: a term is found in longer words, too",
       "Terms have no wildcards, and need none: they are found anywhere in the line.", "\"ERR*\"",
       "\"ERR\""},
      {codes::kConnectiveTerm, "`{0}` is looked for as a word of the line", "",
       "terms beside each other must all be found; `?a ?b` asks for one of them",
       "Terms are joined by white space: all must be found. `?a ?b` asks for one of them, `-a` "
       "excludes.",
       "ERROR OR WARN", "?ERROR ?WARN"},
      {codes::kQuotedPattern,
       "the pattern is in quotes, and so is one term to be found as it stands", "",
       "remove the quotes",
       "Quotes around a pattern belong to a shell or a file, not to the pattern.",
       "\"{ $.level = ERROR }\"", "{ $.level = ERROR }"},
      {codes::kBracketedWord,
       "`[{0}]` names a field and compares nothing: every line with a token matches", "",
       "to find the text, write `\"[{0}]\"`; to name the field, go on",
       "Brackets make a space-delimited pattern. The text with its brackets is a term in double "
       "quotes.",
       "[ERROR]", "\"[ERROR]\""},
      {codes::kWholeLine, "`{0}` is the whole line: the last field takes all that is left", "",
       "let `...` take the other tokens",
       "To compare the first token alone, let `...` take the others.", "[level = ERROR]",
       "[level = ERROR, ...]"},
      {codes::kFirstToken,
       "`{0}` is the first token of the line, not any word of it, and the line needs {1} tokens",
       "", "a word anywhere in the line is a term, `?a ?b` one of two",
       "Fields are found by their place. A word anywhere in the line is a term.",
       "[w1 = ERROR || w1 = WARN, w2]", "?ERROR ?WARN"},
      {codes::kDelimitersDropped,
       "brackets and quotes around a token are dropped before it is compared: `{0}` in the line is "
       "`{1}` here",
       "", "write `{1}`",
       "A token that begins with a bracket or quote and has its partner loses both.",
       "[prefix = \"[api]\", ...]", "[prefix = api, ...]"},
      {codes::kUnescapedDots, "the dots in `{0}` are any character", "", "write `\\.`",
       "A dot in a regex is any character; with a backslash it is a dot.", "%10.10.0.1%",
       "%10\\.10\\.0\\.1%"},
      // Answers
      {codes::kMatchesEverything, "the pattern is empty and matches every event", "", "",
       "The empty pattern matches every event, and so covers every control and counts all that is "
       "logged. It is also what a shell makes of a variable that is not set.",
       "", ""},
      {codes::kReadingsDiffer,
       "the answer hangs on how AWS matches a `*` that is not at the end: as a glob: {0}; by first "
       "occurrence: {1}",
       "", "",
       "Recorded matches of 2019 fit a matcher that finds each part of a text leftmost and never "
       "tries again (first occurrence); the documentation and every author mean a glob (OQ-1). "
       "Where both give one answer, that is the answer. Write the pattern so that a `*` stands at "
       "the end, or use a regex.",
       "{ $.a = *.com }", "{ $.a = %\\.com$% }"},
      {codes::kGlobReading,
       "`*` is matched as a glob; AWS may match one that is not at the end by first occurrence "
       "(see --reading)",
       "", "", "See readings-differ.", "", ""},
      {codes::kCloudTrailAssumption,
       "the answer takes for granted that {0} in every CloudTrail record", "", "",
       "With --domain cloudtrail, which `check` uses, coverage is judged over events with the "
       "fields that the CloudTrail record reference guarantees. --domain json takes nothing for "
       "granted.",
       "", ""},
      {codes::kNoSuite, "there is no complete suite for these patterns", "", "",
       "A complete suite is made of JSON events: one for each combination of truth values that the "
       "conditions of JSON patterns can have. For patterns of terms, of fields, and regexes alone "
       "there is none yet. The verdict stands all the same.",
       "", ""},
      {codes::kNoCertificate, "there is no certificate for this verdict", "", "",
       "A certificate is a proof of a positive verdict that a separate program checks. A few steps "
       "have none: that no number of more than 15 digits has a certain text is seen only by trying "
       "such numbers one after the other. Nor is there one where a budget ran out, or where a "
       "pattern is none of JSON. The verdict stands all the same.",
       "", ""},
      {codes::kNoSmtlib, "SMT-LIB cannot say {0}", "", "",
       "`compare --smtlib` writes a question that solvers answer rightly, or none. It has no words "
       "for space-delimited patterns, for selectors with a wildcard, for how a JSON object is "
       "written where a pattern of terms or a regex looks at its text, for characters beyond "
       "U+2FFFF and for numbers of more than 2,000 digits. The verdict stands all the same.",
       "", ""},
      {codes::kBudget, "the question is too large: {0}", "", "",
       "Time and memory are bounded; a question that needs more is answered by `undecided`, never "
       "by a guess.",
       "", ""},
      {codes::kEventSize,
       "the only event that could show a difference is larger than a log event can be: {0}", "", "",
       "CloudWatch Logs does not take events of any size, so a pattern that only a huge number or "
       "array distinguishes is left undecided.",
       "", ""},
      {codes::kFloatText, "the answer hangs on the text AWS gives to a number such as {0}", "", "",
       "How AWS prints very large and very small floating point numbers before it compares them "
       "with text is inferred from few observations (OQ-15).",
       "", ""},
      {codes::kSimplifyStopped, "not every shorter pattern was tried: the pattern is too large", "",
       "",
       "`simplify` compares a bounded number of candidates. What it gives is equivalent all the "
       "same, but a shorter pattern may be in reach: simplify the result again.",
       "", ""},
      {codes::kManyKeys,
       "there are more than {0} different values: the first {0} in the order of their bytes are "
       "counted each, all others as (other)",
       "", "",
       "`match --histogram` holds a bounded number of values in memory. Which ones they are does "
       "not hang on the order of the events, and each of their counts is exact. A pattern that "
       "matches fewer events, or a field with fewer values, shows the rest.",
       "", ""},
      // Findings of scan
      {codes::kPatternRejected, "AWS rejects the pattern: {0}", "", "",
       "The finding carries the first diagnostic of the pattern; `filtercheck parse` shows all of "
       "them.",
       "", ""},
      {codes::kLookalikeRejected, "this looks like a filter pattern, and AWS would reject it: {0}",
       "", "",
       "A string that begins with `{` and ends with `}` and names a field by `$.` may be a filter "
       "pattern. Nothing says that this one is; where a key or a resource says so, it is an error, "
       "`pattern-rejected`.",
       "", ""},
      {codes::kControlNotCovered, "no filter of {0} covers {1}; {2}", "", "",
       "A control is satisfied if one filter of the log group matches every event it requires.", "",
       ""},
      {codes::kControlUndecided, "whether a filter of {0} covers {1} is undecided: {2}", "", "",
       "No filter of the log group is known to cover the control, and at least one may.", "", ""},
      {codes::kTransformedLogs,
       "the filter sees the transformed events of the log group, whose fields may differ", "", "",
       "With applyOnTransformedLogs the pattern is matched against what a transformer of the log "
       "group "
       "made of the event, of which nothing is known here.",
       "", ""},
      {codes::kFieldSelection,
       "the filter sees only the events that its fieldSelectionCriteria selects", "", "",
       "Such a filter is not known to see every event of the log group.", "", ""},
      {codes::kFieldsOfRecords,
       "a space-delimited pattern on records of CloudTrail, which are JSON without tokens to "
       "compare",
       "", "",
       "The log group is named after CloudTrail, or another filter of it compares `$.eventName` or "
       "`$.eventSource`. Such records are matched by JSON patterns, `{ $.eventName = … }`.",
       "", ""},
      {codes::kJsonInText,
       "a JSON pattern matches only lines that are one JSON object, and lines of {0} often are "
       "not: "
       "{1}",
       "", "",
       "On any other line no condition of a JSON pattern holds, not even NOT EXISTS. Look at a "
       "line "
       "of the log group: AWS's own texts, a prefix before the JSON, and JSON inside a string of "
       "another JSON object are not matched.",
       "", ""},
      {codes::kListTruncated, "{0}: the list of filters is not whole: a nextToken is left over", "",
       "", "The missing pages may hold a filter that covers.", "", ""},
      {codes::kPatternUnresolved, "the pattern `{0}` is not known from these files: {1}", "",
       "scan the plan or the template that is deployed: `terraform show -json`, `cdk synth`",
       "A pattern that is put together from what only a deployment knows cannot be judged from the "
       "source.",
       "", ""},
      {codes::kNotAString, "the pattern is {0}, not a string", "", "put it in quotes",
       "In YAML an unquoted `{ ... }` is a mapping and an unquoted `[ ... ]` a sequence. Both "
       "are "
       "valid YAML, and the deployment fails or sends another text.",
       "", ""},
      {codes::kDuplicateFilter,
       "{0} has another filter named `{1}`, at {2}: one replaces the other", "",
       "give each filter of a log group its own name",
       "The name of a filter is its key in the log group. A second filter with the same name "
       "silently overwrites the first, whichever is deployed last.",
       "", ""},
      {codes::kTooManyFilters, "{0} has {1} filters, the limit is {2}", "",
       "join patterns with `||`, or ask AWS to raise the limit",
       "AWS takes 100 metric filters and two subscription filters for a log group.", "", ""},
      {codes::kIgnoreUnknown, "`filtercheck:ignore` of `{0}`, which is no code", "",
       "write the code of the finding and a reason: `filtercheck:ignore redundant-condition reads "
       "better`",
       "A comment ignores findings of one code; `filtercheck explain` lists the codes.", "", ""},
      {codes::kIgnoreWithoutReason, "`filtercheck:ignore` of `{0}` without a reason", "",
       "say behind the code why the finding is meant",
       "A comment without a reason is not heeded: who reads it later could not tell whether it "
       "still holds.",
       "", ""},
      {codes::kUnusedIgnore, "there is no finding `{0}` here to ignore", "", "remove the comment",
       "A comment is about its line, or, alone on its line, about the next one and what is "
       "indented "
       "below it.",
       "", ""},
      {codes::kFilterNarrowed, "with this change the filter no longer matches {0}", "", "",
       "The new pattern matches a part of what the old one did. The event was matched before and "
       "is "
       "not now.",
       "", ""},
      {codes::kFilterWidened, "with this change the filter also matches {0}", "", "",
       "The new pattern matches all that the old one did, and more.", "", ""},
      {codes::kFilterReplaced,
       "with this change the filter no longer matches {0}, and matches {1} instead", "", "",
       "The new pattern matches some events that the old one did not, and not all that it did.", "",
       ""},
      {codes::kFilterRewritten, "the new pattern of `{0}` matches the same events", "", "",
       "The text is another, the meaning is not.", "", ""},
      {codes::kFilterAdded, "`{0}` is new", "", "",
       "No filter of the base is paired with it: by file and address, by address, by name and log "
       "group, or by pattern.",
       "", ""},
      {codes::kFilterRemoved, "`{0}` is gone, and nothing matches its events any more", "", "",
       "No filter is paired with one of the base: by file and address, by address, by name and log "
       "group, or by pattern.",
       "", ""},
      {codes::kChangeUndecided, "what this change does is undecided: {0}", "", "",
       "The answer hangs on what these files do not tell, or on what AWS does not document.", "",
       ""},
      // Lints of scan
      {codes::kMisspeltEventName, "CloudTrail has no event `{0}`", "", "did you mean `{1}`?",
       "`=` compares the whole name, and upper and lower case differ, so a slip in one letter "
       "finds "
       "nothing. Only names close to one of the bundled list are called misspelt.",
       "{ $.eventName = PutBucketACL }", "{ $.eventName = PutBucketAcl }"},
      {codes::kPrefixOfEvents, "CloudTrail has no event `{0}`, only longer names that begin so", "",
       "write `{0}*`, which finds them",
       "`=` compares the whole name; a `*` stands for any run of characters. Only the bundled list "
       "of names is looked at.",
       "{ $.eventName = Put }", "{ $.eventName = Put* }"},
      {codes::kMisspeltEventSource, "no service of AWS has the event source `{0}`", "",
       "did you mean `{1}`?", "`=` compares the whole text of `eventSource`.",
       "{ $.eventSource = cloudtrial.amazonaws.com }",
       "{ $.eventSource = cloudtrail.amazonaws.com }"},
      {codes::kRenamedEvent, "CloudTrail logs `{0}` as `{1}`", "", "write `{1}`",
       "A few API operations and IAM actions have another name in CloudTrail, mostly an older one.",
       "{ $.eventName = PutBucketLifecycleConfiguration }", "{ $.eventName = PutBucketLifecycle }"},
      {codes::kEventOfAnotherSource, "{1} logs no event `{0}`, but {2} does", "",
       "compare `$.eventSource` with the source of the event",
       "With both conditions the pattern never finds this event.",
       "{ $.eventSource = s3.amazonaws.com && $.eventName = CreateTrail }",
       "{ $.eventSource = cloudtrail.amazonaws.com && $.eventName = CreateTrail }"},
      {codes::kTextBoolean, "`{0}` is about a text and never finds the boolean", "",
       "write `{1}`, unless the field is a text",
       "`true` and `\"true\"` are texts in a pattern; a JSON boolean is found by IS TRUE and IS "
       "FALSE.",
       "{ $.readOnly = true }", "{ $.readOnly IS TRUE }"},
      {codes::kNumberInQuotes,
       "`{0}` compares texts: of numbers it finds {1}, and neither {1}.0 nor {1}e0", "",
       "without quotes it finds the number however it is written, and the text `{1}` too",
       "In quotes a literal is text, and a number in the event is compared by its text. Digits "
       "that "
       "name something, such as an account, are texts anyway: fields named so are passed over.",
       "{ $.status = \"200\" }", "{ $.status = 200 }"},
      {codes::kNumberSpelling,
       "of numbers `{0}` finds the value however it is written, of texts only `{1}`", "",
       "write `{2}`",
       "A number literal is compared with numbers by value and with texts by its own spelling: "
       "`= 200.0` finds 200 and \"200.0\", and not \"200\".",
       "{ $.status = 200.0 }", "{ $.status = 200 }"},
      {codes::kNullInArray, "`{0}` also holds of an array that holds a null", "", "",
       "IS NULL is true of null, and of an array one of whose elements is null.", "{ $.a IS NULL }",
       ""},
      {codes::kListOfRecords,
       "`{0}` selects nothing to compare: `resources` is an array in CloudTrail's records", "",
       "write `{1}`, which looks at each element",
       "A name selects a member of an object, and no comparison holds of an array. There is no "
       "implicit way into its elements; `[*]` is the explicit one.",
       "{ $.eventName = GetObject && $.resources.ARN = \"arn:aws:s3:::x\" }",
       "{ $.eventName = GetObject && $.resources[*].ARN = \"arn:aws:s3:::x\" }"},
      {codes::kUnequalElements,
       "`{0}` asks that no element is equal, not that some element differs; it holds of what has "
       "no "
       "elements, and not where there is nothing to look into",
       "", "no condition asks whether some element differs: say which values are wanted",
       "With a wildcard, `!=` is true if what stands before the wildcard exists and nothing that "
       "it "
       "selects is equal: of a text, a null and an empty array, too.",
       "{ $.a[*] != 2 }", "{ $.a[*] = 1 }"},
      {codes::kUnanchoredRegex, "`{0}` is found anywhere, in longer texts, too", "",
       "`^` and `$` hold it to the begin and the end of the text",
       "A regex is a search, unlike `=` with a text, which compares the whole.",
       "{ $.eventName = %Put% }", "{ $.eventName = %^Put% }"},
      {codes::kStarReading,
       "{0} hangs on how AWS matches the `*` in `{1}`, which is not at its end", "",
       "put the `*` at the end, or say it by a regex",
       "Under one reading, a glob, the text is covered by some choice of what `*` stands for. "
       "Under "
       "the other, first occurrence, each part is taken where it is found first, and a text in "
       "which the last part occurs twice is missed. Both fit what is known of AWS (OQ-1). A regex "
       "has one reading: `*.com` is `%\\.com$%`.",
       "", ""},
      {codes::kAndBeforeOr, "`&&` binds before `||`, so `{0}` restricts only `{1}`", "",
       "put the alternatives in parentheses",
       "Without parentheses the other alternatives hold alone.",
       "{ $.eventSource = a && $.eventName = b || $.eventName = c }",
       "{ $.eventSource = a && ($.eventName = b || $.eventName = c) }"},
      {codes::kNearTautology, "an event is left out only if neither `{0}` nor `{1}` holds", "",
       "join conditions with `!=` by `&&`",
       "Two conditions with `!=` joined by `||` hold for nearly every event.",
       "{ $.a != 1 || $.b != 2 }", "{ $.a != 1 && $.b != 2 }"},
      {codes::kUnequalMissing, "`{0}` does not hold where the field is missing, null or a boolean",
       "", "if such events count, add `|| {1} NOT EXISTS`",
       "`!=` holds only for a field that is there and is a text or a number.",
       "{ $.additionalEventData.MFAUsed != Yes }",
       "{ $.additionalEventData.MFAUsed != Yes || $.additionalEventData.MFAUsed NOT EXISTS }"},
      {codes::kOrderingOnText, "`{0}` never holds: the field is a text", "", "",
       "An ordering compares numbers; a text that holds a number is none.",
       "{ $.eventName > 1 || $.eventName = a }", "{ $.eventName = a }"},
      {codes::kOrderingSkipsTexts,
       "`{0}` finds numbers only, and no number that is written as a text", "", "",
       "An ordering is never true of a text: where a log has `\"latency\": \"120\"`, it matches "
       "nothing.",
       "{ $.latency > 100 }", ""},
      {codes::kNeverMatches, "the pattern matches no event", "", "",
       "Its conditions contradict each other.", "{ $.a = 1 && $.a = 2 }", ""},
      {codes::kAlwaysMatches, "the pattern matches every event", "", "",
       "Of the events in question, of CloudTrail or of any JSON, none is left out.",
       "{ $.eventName = * }", ""},
      {codes::kConditionNeverHolds, "`{0}` never holds", "", "", "No event fulfils this part.", "",
       ""},
      {codes::kConditionAlwaysHolds, "`{0}` always holds", "", "", "Every event fulfils this part.",
       "", ""},
      {codes::kRedundantCondition, "without `{0}` the pattern matches the same events", "",
       "leave it out, or look whether something else was meant",
       "The rest of the pattern says it already.", "{ $.a = 1 || ($.a = 1 && $.b = 2) }",
       "{ $.a = 1 }"},
      // Caveats of audit
      {codes::kOldCli,
       "`{0}` wrote the bundle, and may be too old to print `fieldSelectionCriteria` and "
       "`applyOnTransformedLogs`: a filter that has them would look as if it saw every event",
       "", "collect the bundle with an AWS CLI of 2026 or later",
       "The AWS CLI prints only the members that it knows, so an older one leaves out what narrows "
       "a "
       "metric filter, and nothing in its output shows that it did.",
       "", ""},
      // Requests of batch
      {codes::kBadRequest, "the request cannot be read: {0}", "", "",
       "A request of `batch` is one JSON object on one line, with the member `op` and those that "
       "the "
       "operation needs.",
       "", ""},
  };
  return table;
}

std::optional<CodeInfo> find_code(std::string_view code) {
  const std::vector<CodeInfo>& table = all_codes();
  const auto row = std::find_if(table.begin(), table.end(),
                                [code](const CodeInfo& r) { return r.code == code; });
  if (row == table.end()) return std::nullopt;
  return *row;
}

std::string message(const Diagnostic& diagnostic) {
  return on_one_line(filled(row_of(diagnostic.code).message, diagnostic.arguments));
}

std::string message(const Caveat& caveat) {
  return on_one_line(filled(row_of(caveat.code).message, caveat.arguments));
}

std::optional<std::string> hint(const Diagnostic& diagnostic) {
  std::optional<std::string> text =
      filled_if_any(row_of(diagnostic.code).hint, diagnostic.arguments);
  if (text) text = on_one_line(std::move(*text));
  return text;
}

std::optional<std::string> aws_answer(const Diagnostic& diagnostic) {
  return filled_if_any(row_of(diagnostic.code).aws, diagnostic.arguments);
}

}  // namespace filtercheck
