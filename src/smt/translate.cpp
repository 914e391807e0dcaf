#include "smt/translate.hpp"

namespace filtercheck::smt {

Translation translate(const Pattern& a, const Pattern& b, Reading reading, Domain domain) {
  if (a.kind == Kind::Space || b.kind == Kind::Space) {
    return Obstacle{"a space-delimited pattern"};
  }
  if (!is_about_lines(a.kind) && !is_about_lines(b.kind)) {
    return translate_json(a, b, reading, domain);
  }
  if (domain != Domain::Lines) {
    return Obstacle{"how the text of a JSON object is written, which terms and regexes look at"};
  }
  if (a.kind == Kind::Json || b.kind == Kind::Json) {
    return Obstacle{"a pattern of terms or a regex beside one of JSON"};
  }
  return translate_lines(a, b);
}

}  // namespace filtercheck::smt
