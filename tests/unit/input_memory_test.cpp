#include "cli/input_memory.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace filtercheck::cli {
namespace {

using Piece = std::shared_ptr<InputMemory::Piece>;

TEST(InputMemory, IsUsedAgain) {
  InputMemory memory(2);
  Piece first = memory.take(100);
  const char* const bytes = first->bytes.get();
  EXPECT_NE(memory.take(100)->bytes.get(), bytes);
  first = nullptr;
  const Piece again = memory.take(60);
  EXPECT_EQ(again->bytes.get(), bytes);
  EXPECT_EQ(again->size, 60U);
  EXPECT_EQ(again->capacity, 100U);
}

TEST(InputMemory, IsNotUsedByTwo) {
  InputMemory memory(2);
  Piece first = memory.take(100);
  const Piece shared = first;
  const char* const bytes = first->bytes.get();
  first = nullptr;
  EXPECT_NE(memory.take(100)->bytes.get(), bytes);
}

TEST(InputMemory, IsTheSmallestThatIsLargeEnough) {
  InputMemory memory(3);
  { const std::vector<Piece> pieces{memory.take(300), memory.take(100), memory.take(200)}; }
  const Piece middle = memory.take(150);
  EXPECT_EQ(middle->capacity, 200U);
  EXPECT_EQ(memory.take(301)->capacity, 301U);
}

TEST(InputMemory, KeepsTheLargest) {
  InputMemory memory(2);
  { const std::vector<Piece> pieces{memory.take(300), memory.take(100), memory.take(200)}; }
  const std::vector<Piece> pieces{memory.take(1), memory.take(1), memory.take(1)};
  EXPECT_EQ(pieces[0]->capacity, 200U);
  EXPECT_EQ(pieces[1]->capacity, 300U);
  EXPECT_EQ(pieces[2]->capacity, 1U);
}

// What was taken may outlive what it was taken from.
TEST(InputMemory, OfAHandleThatIsGone) {
  Piece piece;
  {
    InputMemory memory(1);
    piece = memory.take(10);
  }
  piece->bytes[9] = 'x';
}

}  // namespace
}  // namespace filtercheck::cli
