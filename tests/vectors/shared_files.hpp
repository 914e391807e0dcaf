// Vectors and patterns kept outside of the project: evidence of what AWS answers, and patterns as
// they stand in public repositories. CI runs them where the files are there.
#pragma once

#include <filesystem>

#include "vectors/report.hpp"

namespace filtercheck::vectors {

// One JSON object a line: pattern, event, expect, kind, evidence, and perhaps error, disputed,
// quirk. Kinds json and all. Throws std::exception for a file that cannot be read.
void run_evidence(const std::filesystem::path& file, Report& report);

// One JSON object a line: pattern, kind, valid.
void run_corpus(const std::filesystem::path& file, Report& report);

}  // namespace filtercheck::vectors
