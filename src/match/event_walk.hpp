// Is a line a JSON object, and what stands at some places in it? In one pass over its structure,
// without a tree.
//
//   EventWalk walk(places, best_simd());
//   if (walk.read(line) == EventWalk::Answer::Event) walk.values()[i]   // `"PutBucketAcl"`
//
// It says what eval/json.hpp says, of which it shares nothing: the same texts are JSON (RFC 8259),
// and of equal keys the last one counts (OQ-6).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/places.hpp"
#include "match/simd.hpp"
#include "match/tokens.hpp"

namespace filtercheck::match {

class EventWalk {
 public:
  enum class Answer {
    NoEvent,  // not one JSON object
    Event,
    Unknown,  // too deep or too long, or a key on the way to a place is spelt with an escape
  };

  // `places` are settled and outlive this.
  EventWalk(const Places& places, Simd simd);

  // Requires nothing of `text`: any bytes, line breaks as well. Cost: linear.
  Answer read(std::string_view text);
  // The line that `text` begins with, and its size without its LF.
  struct Line {
    Answer answer;
    std::size_t size;
  };
  Line read_line(std::string_view text);

  // After the answer Event: the text of the value at each place, as it stands in the text; without
  // data where there is none. They refer to the text.
  const std::vector<std::string_view>& values() const { return values_; }

 private:
  Answer walk(std::string_view text);

  const Places& places_;
  Tokens tokens_;
  std::vector<std::string_view> values_;
};

}  // namespace filtercheck::match
