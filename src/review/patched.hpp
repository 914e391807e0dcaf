// A file with edits made to it, as text and as what has changed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "review/report.hpp"
#include "scan/text.hpp"

namespace filtercheck::review {

class Patched {
 public:
  explicit Patched(scan::SourcePtr before);

  // Edits of the text as it is now. Requires: in its order, and none overlaps another. Cost: linear
  // in the edits made so far.
  void apply(const std::vector<Edit>& edits);

  const scan::Source& before() const { return *before_; }
  std::string text() const;
  // As `diff -u` prints it and `git apply` reads it; empty: nothing has changed.
  std::string diff() const;

 private:
  // What is kept of the file, or what is put between.
  struct Part {
    bool is_kept;
    Span kept;
    std::string put;
    std::size_t size() const { return is_kept ? kept.end - kept.begin : put.size(); }
  };
  // Of the file as it was.
  struct Change {
    Span span;
    std::string text;
  };
  std::vector<Change> changes() const;

  scan::SourcePtr before_;
  std::vector<Part> parts_;
};

}  // namespace filtercheck::review
