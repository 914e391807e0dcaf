// Which reader a file is for, by what is in it.
#pragma once

#include "scan/found.hpp"
#include "scan/text.hpp"

namespace filtercheck::scan {

// What a file that is no source of Terraform holds: a document in JSON or YAML of any kind that
// readers.hpp has a reader for, strings that look like patterns in any other, a *.filter, or a
// pattern in a file whose name says nothing of its kind. Nothing at all is found in a file that is
// none of these; one that cannot be read is a fault only if it seems to hold filters. Requires
// nothing of the bytes. Cost: linear.
Found read_file(const SourcePtr& source);

}  // namespace filtercheck::scan
