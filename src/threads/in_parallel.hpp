// A task whose parts are independent, on all processors.
#pragma once

#include <cstddef>
#include <functional>

namespace filtercheck::threads {

// Calls work(0), …, work(count - 1), each once, in any order and at the same time, on as many
// threads as there are processors and calls, the calling thread among them; returns when all are
// done. If some throw, those that were not begun are left out, and what the first of them by number
// threw is thrown.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace filtercheck::threads
