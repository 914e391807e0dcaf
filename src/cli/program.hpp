// The program on the streams of its process: what main() does.
#pragma once

namespace filtercheck::cli {

// The exit status. Out of memory it does not return, but ends the process with BadInput, after what
// was answered before is written.
int program(int argc, char** argv);

}  // namespace filtercheck::cli
