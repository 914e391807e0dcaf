#include "scan/files.hpp"

#include <algorithm>
#include <vector>

namespace filtercheck::scan {

std::string_view folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  if (slash == std::string_view::npos) return {};
  return slash == 0 ? name.substr(0, 1) : name.substr(0, slash);
}

std::string resolved(std::string_view folder, std::string_view path) {
  std::string joined;
  if (!path.starts_with('/') && !folder.empty()) {
    joined = folder;
    joined += '/';
  }
  joined += path;
  const bool is_absolute = joined.starts_with('/');
  std::vector<std::string_view> parts;
  const std::string_view rest = joined;
  for (std::size_t begin = 0; begin <= rest.size();) {
    const std::size_t slash = std::min(rest.find('/', begin), rest.size());
    const std::string_view part = rest.substr(begin, slash - begin);
    begin = slash + 1;
    if (part.empty() || part == ".") continue;
    const bool leaves = part == ".." && !parts.empty() && parts.back() != "..";
    if (leaves) {
      parts.pop_back();
    } else if (part != ".." || !is_absolute) {
      parts.push_back(part);
    }
  }
  std::string name = is_absolute ? "/" : "";
  for (const std::string_view part : parts) {
    if (!name.empty() && name != "/") name += '/';
    name += part;
  }
  return name;
}

}  // namespace filtercheck::scan
