// The files that are scanned, as read: by name, so that a reader can look beside a file, and so
// that a folder and a revision of git are the same to it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "scan/text.hpp"

namespace filtercheck::scan {

// By name: a path with `/` between its parts, without `.` and empty parts, as the user is shown it.
// A name may begin with `/` or `..`, where the user's path did.
using Files = std::map<std::string, SourcePtr, std::less<>>;

// "a/b.tf" -> "a"; "b.tf" -> "".
std::string_view folder_of(std::string_view name);
// A path as written in a file of `folder`, as a name: ("a/b", "../c") -> "a/c". `..` that has no
// folder to leave stays.
std::string resolved(std::string_view folder, std::string_view path);

}  // namespace filtercheck::scan
