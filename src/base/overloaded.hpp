// One function object of several, for std::visit: a case that is missing does not compile.
#pragma once

namespace filtercheck::base {

template <typename... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace filtercheck::base
