// Answers as JSON, in the shapes that scripts rely on. Schema 1: keys are added, never changed.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/simplify.hpp"

namespace filtercheck::report {

using Json = nlohmann::ordered_json;

// One line of text; bytes that are not UTF-8 are replaced.
std::string dumped(const Json& json);

Json or_null(const std::optional<std::string>& text);

Json json_of(const std::vector<Caveat>& caveats);
Json json_of(const std::vector<Diagnostic>& diagnostics);
Json json_of(const Expression& expression);

// The answer of `parse`.
Json parse_answer(std::string_view text, const Result<Pattern>& parsed);
// The answer of every command to a pattern that is not valid.
Json invalid_answer(std::string_view text, const std::vector<Diagnostic>& diagnostics);
Json format_answer(const Pattern& pattern);
// Of a pattern that knows nothing of the two fields there is one clause, with all of it in `when`.
Json normalize_answer(const Pattern& pattern);
Json compare_answer(const Pattern& a, const Pattern& b, const CompareAnswer& answer);
Json simplify_answer(const Pattern& pattern, const Simplified& simplified);
Json check_answer(const Pattern& pattern, const std::string& control,
                  const std::vector<Requirement>& requirements, const CheckAnswer& answer);
Json match_answer(bool matches, const std::vector<Caveat>& caveats);

}  // namespace filtercheck::report
