// The one place in which threads are started.
//
// Each has a stack of fixed size, on which whatever the readers' and the decider's bounds allow has
// room.
#pragma once

#include <cstddef>
#include <functional>

namespace filtercheck::threads {

// Processors that this process may use; at least 1.
std::size_t processors();

// Runs `work` on `most` further threads, or on as many as can be had, maybe none, while the calling
// thread runs own(how many there are). Returns when all have ended. `work` must not throw, and has
// to end once own() has returned or thrown; what that threw is thrown.
void beside(std::size_t most, const std::function<void()>& work,
            const std::function<void(std::size_t)>& own);

}  // namespace filtercheck::threads
