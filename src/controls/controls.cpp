#include "controls/controls.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>

#include "controls/embedded.hpp"

namespace filtercheck {

namespace {

// A built-in control, read when it is first asked for: a run of the program needs one of them, as a
// rule, and reading all takes longer than deciding.
class LazyControl {
 public:
  const Control& get(std::string_view text) {
    // A built-in that cannot be read is our own bug, which the tests exclude. It must not pass for
    // a control without requirements, which every pattern would cover: std::get throws.
    std::call_once(once_, [&] { control_ = std::get<Control>(read_control(text)); });
    return control_;
  }

 private:
  std::once_flag once_;
  Control control_;
};

const Control& builtin_control(std::size_t index) {
  static const auto controls = std::make_unique<LazyControl[]>(embedded_controls().size());
  return controls[index].get(embedded_controls()[index].text);
}

}  // namespace

const std::vector<Control>& builtin_controls() {
  static const std::vector<Control> all = [] {
    std::vector<Control> controls;
    controls.reserve(embedded_controls().size());
    for (std::size_t i = 0; i < embedded_controls().size(); ++i) {
      controls.push_back(builtin_control(i));
    }
    return controls;
  }();
  return all;
}

const Control* find_builtin_control(std::string_view id) {
  const auto files = embedded_controls();
  const auto found = std::ranges::find(files, id, &EmbeddedFile::name);
  if (found == files.end()) return nullptr;
  return &builtin_control(static_cast<std::size_t>(found - files.begin()));
}

}  // namespace filtercheck
