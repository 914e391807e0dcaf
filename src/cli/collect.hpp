// `filtercheck collect`: asks AWS, by the user's own CLI, for what an audit rests on, and keeps the
// answers as a bundle (audit/bundle.hpp). Nothing but the calls of audit/calls.hpp is made, all of
// which only read.
#pragma once

#include <cstddef>
#include <ctime>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "audit/bundle.hpp"
#include "cli/aws_cli.hpp"
#include "cli/console.hpp"

namespace filtercheck::cli {

struct AccountOptions {
  AwsOptions aws;
  std::vector<std::string> regions;  // empty: the region that the CLI uses
};

struct Collected {
  audit::Files files;  // with manifest.json
  std::size_t calls = 0;
  std::size_t refused = 0;  // of them
};

// All that the answers lead to (audit/plan.hpp). A call that AWS refuses is recorded, as what the
// CLI said, and told on `err`. Otherwise why nothing could be collected, for a person: without the
// CLI, a region or credentials, or where a trail list is not answered at all. `now`: the time,
// seconds since 1970.
std::variant<Collected, std::string> collect_account(const AccountOptions& options,
                                                     const AwsProcess& process, std::time_t now,
                                                     std::ostream& err);

struct CollectOptions {
  AccountOptions account;
  std::string out;  // a folder that is not there, or has nothing in it
  Format format = Format::Text;
};
// Holds: the bundle is written, and its manifest says what of it was refused. BadInput: it is not,
// and nothing is left of it.
Exit collect(const CollectOptions& options, Console& console);

}  // namespace filtercheck::cli
