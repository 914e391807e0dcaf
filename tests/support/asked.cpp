#include "support/asked.hpp"

#include <stdexcept>

#include "decide/assignment.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::support {

AskedSpace::AskedSpace(const Texts& texts, Reading reading) {
  for (const std::string& text : texts.matched) {
    add(text, reading);
    query_.goals.push_back({&trees_.back(), false});
  }
  for (const std::string& text : texts.unmatched) {
    add(text, reading);
    query_.goals.push_back({&trees_.back(), true});
  }
  for (const std::string& text : texts.beside) add(text, reading);
  query_.small = true;
  if (!space_.close()) throw std::invalid_argument("too many places");
}

void AskedSpace::add(const std::string& text, Reading reading) {
  patterns_.push_back(parse(text, Limits::beyond_aws()).value());
  trees_.push_back(space_.add(*patterns_.back().expression, reading));
}

std::string AskedSpace::event_of(const decide::Solution& solution) const {
  switch (solution.kind) {
    case decide::Solution::Kind::Found:
      return decide::event_of(space_, solution.values);
    case decide::Solution::Kind::None:
      return "none";
    case decide::Solution::Kind::Unknown:
      break;
  }
  return "unknown";
}

}  // namespace filtercheck::support
