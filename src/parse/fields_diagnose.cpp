#include "parse/fields_diagnose.hpp"

#include "base/codes.hpp"

namespace filtercheck::reader {

void diagnose_space_pattern(std::string_view body, Builder& builder) {
  builder.report(codes::kSyntax, body);
}

}  // namespace filtercheck::reader
