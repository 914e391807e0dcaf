// What a test says of what was found in a document.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scan/found.hpp"
#include "scan/text.hpp"

namespace filtercheck::scan {

inline SourcePtr file_of(std::string name, std::string bytes) {
  return std::make_shared<Source>(std::move(name), std::move(bytes));
}

inline std::string written(const Written& where) {
  return std::string(
      where.source->bytes().substr(where.span.begin, where.span.end - where.span.begin));
}

// "line:column" of where it begins.
inline std::string place(const Written& where) {
  const FilePlace begin = where.source->place(where.span.begin);
  return std::to_string(begin.line) + ":" + std::to_string(begin.column);
}

// The pieces as they are written; escapes in angle brackets, what stands nowhere in braces.
inline std::vector<std::string> parts(const Text& text) {
  std::vector<std::string> parts;
  for (const Text::Piece& piece : text.pieces()) {
    if (piece.source) {
      const std::string part = written({piece.source, piece.written});
      parts.push_back(piece.is_escape ? "<" + part + ">" : part);
    } else {
      parts.push_back(
          "{" + text.value().substr(piece.value.begin, piece.value.end - piece.value.begin) + "}");
    }
  }
  return parts;
}

// A line for each: "3:5 Resources.X = the pattern", "3:5 Resources.X ? the expression: why", with a
// `~` for literals, and "3:5 ! the fault".
inline std::vector<std::string> told(const Found& found) {
  std::vector<std::string> lines;
  for (const Filter& filter : found.filters) {
    std::string line = place(filter.where) + " " + filter.address;
    line += filter.role == Role::Literal ? " ~ " : filter.unresolved ? " ? " : " = ";
    if (filter.unresolved) {
      line += filter.unresolved->expression + ": " + filter.unresolved->why;
    } else {
      line += filter.pattern.value();
    }
    lines.push_back(std::move(line));
  }
  for (const Fault& fault : found.faults)
    lines.push_back(place(fault.where) + " ! " + fault.message);
  return lines;
}

}  // namespace filtercheck::scan
