#include "cli/control_options.hpp"

#include <cstddef>
#include <utility>
#include <variant>

#include "cli/commands.hpp"
#include "cli/pattern_argument.hpp"
#include "cli/requirements.hpp"

namespace filtercheck::cli {

namespace {

constexpr const char* kDefaultControl = "s3-bucket-policy-changes";
constexpr std::size_t kMostControlBytes = 1'100'000;  // over the limit that read_control states

std::optional<Control> read_control_file(const std::string& path, Console& console) {
  const auto text = read_file(path, kMostControlBytes);
  if (text.index() == 1) {
    complain(console, std::get<1>(text));
    return std::nullopt;
  }
  ControlFile file = read_control(std::get<0>(text));
  std::vector<std::string> faults;
  if (const auto* errors = std::get_if<std::vector<std::string>>(&file)) {
    faults = *errors;
  } else {
    faults = pattern_faults(std::get<Control>(file));
  }
  for (const std::string& fault : faults) complain(console, path + ": " + fault);
  if (!faults.empty()) return std::nullopt;
  return std::get<Control>(std::move(file));
}

}  // namespace

void add_control_options(CLI::App& command, ControlsGiven& given, const std::string& more) {
  command
      .add_option("--control", given.ids,
                  "A control to check (repeatable); see `filtercheck controls`" + more)
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("ID");
  command
      .add_option("--control-file", given.files, "A file with a control of your own (repeatable)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("FILE");
}

std::optional<std::vector<Control>> controls_of(const ControlsGiven& given, Console& console) {
  std::vector<Control> found;
  std::vector<std::string> ids = given.ids;
  if (ids.empty() && given.files.empty()) ids.emplace_back(kDefaultControl);
  for (const std::string& id : ids) {
    const Control* control = find_builtin_control(id);
    if (control == nullptr) {
      complain(console, "there is no control `" + id + "`; `filtercheck controls list` shows all");
      return std::nullopt;
    }
    found.push_back(*control);
  }
  for (const std::string& path : given.files) {
    auto control = read_control_file(path, console);
    if (!control) return std::nullopt;
    found.push_back(std::move(*control));
  }
  return found;
}

}  // namespace filtercheck::cli
