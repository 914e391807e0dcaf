// The audit of an account: does a chain of its resources report every event that a control asks
// for, from the trail to a subscriber?
//
//   auto files = read_folder("bundle");
//   Report report = audit(Bundle(std::get<Files>(std::move(files))), asked, {});
//   report.controls[0].verdict   // Pass
//
// Offline: it sees what a bundle holds (bundle.hpp) and nothing else. What is not there, or cannot
// be read as a whole, makes what hangs on it Undecided.
#pragma once

#include <vector>

#include "audit/bundle.hpp"
#include "audit/coverage.hpp"
#include "audit/report.hpp"

namespace filtercheck::audit {

// Requires: asked is not empty. Deterministic. Throws InternalError. Cost: linear in the bundle,
// but for deciding each pattern that may cover a control once.
Report audit(Bundle bundle, const std::vector<Asked>& asked, const DecideOptions& options);

}  // namespace filtercheck::audit
