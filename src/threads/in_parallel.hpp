// The one place in which threads are started.
//
// Threads end before the function that started them returns. Each has a stack of fixed size, on
// which whatever the readers' and the decider's bounds allow has room; where no thread can be had,
// the calling one does all the work.
#pragma once

#include <cstddef>
#include <functional>

namespace filtercheck::threads {

// Processors that this process may use; at least 1.
std::size_t processors();

// Calls work(0), …, work(count - 1), each once, in any order and at the same time, on as many
// threads as there are processors and calls, the calling thread among them; returns when all are
// done. If some throw, those that were not begun are left out, and what the first of them by number
// threw is thrown.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace filtercheck::threads
