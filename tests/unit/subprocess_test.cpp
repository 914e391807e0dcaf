#include "cli/subprocess.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <string>
#include <variant>
#include <vector>

namespace filtercheck::cli {
namespace {

Finished shell(const std::string& script, const std::vector<std::string>& environment = {},
               std::size_t most = 1 << 20) {
  const auto run = run_program({"sh", "-c", script}, environment, most);
  return std::get<Finished>(run);
}

TEST(Subprocess, TakesBothOutputsAndTheStatus) {
  const Finished finished = shell("echo out; echo err >&2; exit 7");
  EXPECT_EQ(finished.out, "out\n");
  EXPECT_EQ(finished.err, "err\n");
  EXPECT_EQ(finished.status, 7);
  EXPECT_FALSE(finished.is_too_much);
}

// More than a pipe holds, of each and in turns.
TEST(Subprocess, ReadsWhatComesTogether) {
  const Finished finished = shell(
      "i=0; while [ $i -lt 40 ]; do printf '%08000d' 1; printf '%01000d' 2 >&2; "
      "i=$((i + 1)); done");
  EXPECT_EQ(finished.out.size(), 320000U);
  EXPECT_EQ(finished.err.size(), 40000U);
}

TEST(Subprocess, EndsWhatPrintsTooMuch) {
  const Finished finished = shell("while :; do echo y || exit; done", {}, 1000);
  EXPECT_TRUE(finished.is_too_much);
  EXPECT_EQ(finished.out.size(), 1000U);
  const Finished loud = shell("printf '%0100000d' 1 >&2; echo done");
  EXPECT_EQ(loud.err.size(), kMostErrorBytes);
  EXPECT_EQ(loud.out, "done\n");
}

TEST(Subprocess, SaysWhichSignalEndedIt) { EXPECT_EQ(shell("kill -9 $$").status, 128 + 9); }

TEST(Subprocess, HasItsOwnEnvironmentAndReadsNothing) {
  const Finished finished = shell("echo \"$FILTERCHECK_TEST\"; [ -n \"$PATH\" ] && cat",
                                  {"FILTERCHECK_TEST=a b", "FILTERCHECK_OTHER="});
  EXPECT_EQ(finished.out, "a b\n");
  EXPECT_EQ(finished.status, 0);
}

TEST(Subprocess, NeedsNoShell) {
  const auto run = run_program({"printf", "%s", "$(echo x); `y` 'z'"}, {}, 1000);
  EXPECT_EQ(std::get<Finished>(run).out, "$(echo x); `y` 'z'");
}

TEST(Subprocess, SaysThatThereIsNoSuchProgram) {
  EXPECT_EQ(std::get<int>(run_program({"filtercheck-none-such"}, {}, 10)), ENOENT);
  EXPECT_EQ(output_of({"filtercheck-none-such"}, 10), std::nullopt);
  EXPECT_EQ(output_of({"false"}, 10), std::nullopt);
  EXPECT_EQ(output_of({"echo", "0123456789"}, 10), std::nullopt);
  EXPECT_EQ(output_of({"echo", "012345678"}, 10), "012345678\n");
}

}  // namespace
}  // namespace filtercheck::cli
