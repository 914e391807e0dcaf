// The code of every diagnostic, caveat and finding. Their texts are in codes.cpp.
#pragma once

#include "filtercheck/diagnostic.hpp"

namespace filtercheck::codes {

// Kinds and ends (rule 1)
inline constexpr Code kTooLong = "too-long";
inline constexpr Code kNotUtf8 = "not-utf8";
inline constexpr Code kSpaceBefore = "space-before-pattern";
inline constexpr Code kSpaceAfter = "space-after-pattern";
inline constexpr Code kUnclosedPattern = "unclosed-pattern";
inline constexpr Code kTextAfterPattern = "text-after-pattern";
inline constexpr Code kSeveralPatterns = "several-patterns";
inline constexpr Code kStrayBrace = "stray-brace";
inline constexpr Code kMissingBraces = "missing-braces";
inline constexpr Code kEmptyTerm = "empty-term";
inline constexpr Code kEmptyPattern = "empty-pattern";

// Formulas (rule 2)
inline constexpr Code kMissingCondition = "missing-condition";
inline constexpr Code kMissingConnective = "missing-connective";
inline constexpr Code kSingleConnective = "single-connective";
inline constexpr Code kWordConnective = "word-connective";
inline constexpr Code kCommaConnective = "comma-connective";
inline constexpr Code kUnclosedParenthesis = "unclosed-parenthesis";
inline constexpr Code kUnmatchedClose = "unmatched-parenthesis";
inline constexpr Code kEmptyParentheses = "empty-parentheses";
inline constexpr Code kNesting = "nesting-too-deep";
inline constexpr Code kNegation = "no-negation";

// Selectors (rule 2.4)
inline constexpr Code kMissingDollar = "missing-dollar";
inline constexpr Code kRepeatSelector = "repeat-selector";
inline constexpr Code kMissingSelector = "missing-selector";
inline constexpr Code kMissingDot = "missing-dot";
inline constexpr Code kDollarAlone = "dollar-alone";
inline constexpr Code kDoubledDot = "doubled-dot";
inline constexpr Code kBracketAfterDollar = "bracket-after-dollar";
inline constexpr Code kQuotedKey = "quoted-key";
inline constexpr Code kBracketKey = "bracket-key";
inline constexpr Code kBracketUnclosed = "unclosed-bracket";
inline constexpr Code kNegativeIndex = "negative-index";
inline constexpr Code kIndexForm = "index-form";
inline constexpr Code kIndexRange = "index-range";
inline constexpr Code kSelectorEnd = "selector-end";
inline constexpr Code kSelectorCharacter = "selector-character";
inline constexpr Code kSelectorForm = "selector-form";
inline constexpr Code kSpaceInSelector = "space-in-selector";
inline constexpr Code kWildcardsPerSelector = "wildcards-per-selector";
inline constexpr Code kWildcardSelectors = "wildcard-selectors";

// Conditions (rule 3.3)
inline constexpr Code kMissingOperator = "missing-operator";
inline constexpr Code kDoubleEquals = "double-equals";
inline constexpr Code kUnknownOperator = "unknown-operator";
inline constexpr Code kMissingValue = "missing-value";
inline constexpr Code kMissingSpace = "missing-space";
inline constexpr Code kIsWhat = "is-what";
inline constexpr Code kIsNot = "is-not";
inline constexpr Code kExists = "exists";
inline constexpr Code kNotExistsOrder = "not-exists-order";
inline constexpr Code kUnexpected = "unexpected-text";

// Values (rule 3.4)
inline constexpr Code kEqualsNull = "equals-null";
inline constexpr Code kOrderingNeedsNumber = "ordering-needs-number";
inline constexpr Code kExponentRange = "exponent-range";
inline constexpr Code kUnquotedValue = "unquoted-value";
inline constexpr Code kSingleQuotes = "single-quotes";
inline constexpr Code kSmartQuotes = "smart-quotes";
inline constexpr Code kEscapedQuotes = "escaped-quotes";
inline constexpr Code kDoubledQuotes = "doubled-quotes";
inline constexpr Code kUnclosedString = "unclosed-string";
inline constexpr Code kSelectorAsValue = "selector-as-value";
inline constexpr Code kUnicodeSpace = "unicode-space";

// Terms (rule 4)
inline constexpr Code kTermCharacter = "term-character";
inline constexpr Code kTermWildcard = "term-wildcard";
inline constexpr Code kTermComparison = "term-comparison";
inline constexpr Code kTermConnective = "term-connective";
inline constexpr Code kLoneSign = "lone-sign";
inline constexpr Code kJoinedTerms = "joined-terms";
inline constexpr Code kRegexInTerms = "regex-in-terms";
inline constexpr Code kMissingBrackets = "missing-brackets";
inline constexpr Code kInsightsQuery = "insights-query";

// Fields (rule 6)
inline constexpr Code kFieldName = "field-name";
inline constexpr Code kSelectorAsField = "selector-as-field";
inline constexpr Code kMissingComma = "missing-comma";
inline constexpr Code kEllipsisCondition = "ellipsis-condition";
inline constexpr Code kStrayBracket = "stray-bracket";
inline constexpr Code kMissingFieldName = "missing-field-name";
inline constexpr Code kMissingFieldOperator = "missing-field-operator";
inline constexpr Code kFieldOperator = "field-operator";
inline constexpr Code kFieldEqualsNull = "field-equals-null";
inline constexpr Code kDuplicateField = "duplicate-field";
inline constexpr Code kSeveralNames = "several-names";

// Regular expressions (rule 5)
inline constexpr Code kTextAfterRegex = "text-after-regex";
inline constexpr Code kEmptyRegex = "empty-regex";
inline constexpr Code kUnclosedRegex = "unclosed-regex";
inline constexpr Code kRegexCharacter = "regex-character";
inline constexpr Code kRegexSyntax = "regex-syntax";
inline constexpr Code kTooManyRegexes = "too-many-regexes";
inline constexpr Code kSyntax = "syntax";

// Open questions of the language that a pattern touches
inline constexpr Code kEscapedStar = "escaped-star";
inline constexpr Code kBackslashInString = "backslash-in-string";
inline constexpr Code kBackslashInKey = "backslash-in-key";
inline constexpr Code kBareHyphen = "bare-hyphen";
inline constexpr Code kBareNonAscii = "bare-non-ascii";
inline constexpr Code kNumberShape = "number-shape";
inline constexpr Code kSpaceInRegex = "space-in-regex";
inline constexpr Code kSpaceAfterMinus = "space-after-minus";
inline constexpr Code kSingleField = "single-field";
inline constexpr Code kFieldNotNumber = "field-not-number";
inline constexpr Code kCommaAfterEllipsis = "comma-after-ellipsis";
inline constexpr Code kFieldParentheses = "field-parentheses";
inline constexpr Code kWildcardExtrapolated = "wildcard-extrapolated";

// What a valid pattern says and is probably not meant to
inline constexpr Code kIgnoredOptional = "ignored-optional";
inline constexpr Code kMinusInWord = "minus-in-word";
inline constexpr Code kQuestionMarkInWord = "question-mark-in-word";
inline constexpr Code kBlankTerm = "blank-term";
inline constexpr Code kStarInTerm = "star-in-term";
inline constexpr Code kConnectiveTerm = "connective-term";
inline constexpr Code kQuotedPattern = "quoted-pattern";
inline constexpr Code kBracketedWord = "bracketed-word";
inline constexpr Code kWholeLine = "whole-line";
inline constexpr Code kFirstToken = "first-token";
inline constexpr Code kDelimitersDropped = "delimiters-dropped";
inline constexpr Code kUnescapedDots = "unescaped-dots";

// Answers
inline constexpr Code kMatchesEverything = "matches-everything";
inline constexpr Code kReadingsDiffer = "readings-differ";
inline constexpr Code kGlobReading = "glob-reading";
inline constexpr Code kCloudTrailAssumption = "cloudtrail-assumption";
inline constexpr Code kBudget = "budget";
inline constexpr Code kNoCertificate = "no-certificate";
inline constexpr Code kNoSuite = "no-suite";
inline constexpr Code kNoSmtlib = "no-smtlib";
inline constexpr Code kEventSize = "event-size";
inline constexpr Code kFloatText = "float-text";
inline constexpr Code kSimplifyStopped = "simplify-stopped";
inline constexpr Code kManyKeys = "many-keys";

// Findings of scan
inline constexpr Code kPatternRejected = "pattern-rejected";
inline constexpr Code kLookalikeRejected = "lookalike-rejected";
inline constexpr Code kControlNotCovered = "control-not-covered";
inline constexpr Code kControlUndecided = "control-undecided";
inline constexpr Code kTransformedLogs = "transformed-logs";
inline constexpr Code kFieldSelection = "field-selection";
inline constexpr Code kFieldsOfRecords = "fields-of-records";
inline constexpr Code kJsonInText = "json-in-text";
inline constexpr Code kListTruncated = "list-truncated";
inline constexpr Code kPatternUnresolved = "pattern-unresolved";
inline constexpr Code kNotAString = "not-a-string";
inline constexpr Code kDuplicateFilter = "duplicate-filter";
inline constexpr Code kTooManyFilters = "too-many-filters";
inline constexpr Code kIgnoreUnknown = "ignore-unknown";
inline constexpr Code kIgnoreWithoutReason = "ignore-without-reason";
inline constexpr Code kUnusedIgnore = "unused-ignore";
inline constexpr Code kFilterNarrowed = "filter-narrowed";
inline constexpr Code kFilterWidened = "filter-widened";
inline constexpr Code kFilterReplaced = "filter-replaced";
inline constexpr Code kFilterRewritten = "filter-rewritten";
inline constexpr Code kFilterAdded = "filter-added";
inline constexpr Code kFilterRemoved = "filter-removed";
inline constexpr Code kChangeUndecided = "change-undecided";

// Lints of scan: what a valid pattern says and is probably not meant to
inline constexpr Code kMisspeltEventName = "misspelt-event-name";
inline constexpr Code kPrefixOfEvents = "prefix-of-events";
inline constexpr Code kMisspeltEventSource = "misspelt-event-source";
inline constexpr Code kRenamedEvent = "renamed-event";
inline constexpr Code kEventOfAnotherSource = "event-of-another-source";
inline constexpr Code kTextBoolean = "text-boolean";
inline constexpr Code kNumberInQuotes = "number-in-quotes";
inline constexpr Code kNumberSpelling = "number-spelling";
inline constexpr Code kNullInArray = "null-in-array";
inline constexpr Code kListOfRecords = "list-of-records";
inline constexpr Code kUnequalElements = "unequal-elements";
inline constexpr Code kUnanchoredRegex = "unanchored-regex";
inline constexpr Code kStarReading = "star-reading";
inline constexpr Code kAndBeforeOr = "and-before-or";
inline constexpr Code kNearTautology = "near-tautology";
inline constexpr Code kUnequalMissing = "unequal-missing";
inline constexpr Code kOrderingOnText = "ordering-on-text";
inline constexpr Code kOrderingSkipsTexts = "ordering-skips-texts";
inline constexpr Code kNeverMatches = "never-matches";
inline constexpr Code kAlwaysMatches = "always-matches";
inline constexpr Code kConditionNeverHolds = "condition-never-holds";
inline constexpr Code kConditionAlwaysHolds = "condition-always-holds";
inline constexpr Code kRedundantCondition = "redundant-condition";

// Caveats of audit
inline constexpr Code kOldCli = "old-aws-cli";

// Requests of batch
inline constexpr Code kBadRequest = "bad-request";

}  // namespace filtercheck::codes
