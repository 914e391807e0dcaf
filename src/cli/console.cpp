#include "cli/console.hpp"

namespace filtercheck::cli {

std::string coloured(std::string_view text, Colour colour, bool on) {
  if (!on) return std::string(text);
  std::string out = "\033[";
  switch (colour) {
    case Colour::Bold:
      out += "1m";
      break;
    case Colour::Red:
      out += "1;31m";
      break;
    case Colour::Green:
      out += "32m";
      break;
    case Colour::Yellow:
      out += "33m";
      break;
  }
  out += text;
  out += "\033[0m";
  return out;
}

}  // namespace filtercheck::cli
