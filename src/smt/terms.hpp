// SMT-LIB terms made of terms, as text.
#pragma once

#include <string>
#include <vector>

namespace filtercheck::smt {

inline std::string negation(const std::string& term) { return "(not " + term + ")"; }

inline std::string both(const std::string& a, const std::string& b) {
  return "(and " + a + " " + b + ")";
}

inline std::string either(const std::string& a, const std::string& b) {
  return "(or " + a + " " + b + ")";
}

inline std::string implies(const std::string& a, const std::string& b) {
  return "(=> " + a + " " + b + ")";
}

// An operator of any number of operands; one operand stands for itself.
inline std::string joined(const char* op, const std::vector<std::string>& operands,
                          const char* of_nothing) {
  if (operands.empty()) return of_nothing;
  if (operands.size() == 1) return operands.front();
  std::string out = std::string("(") + op;
  for (const std::string& operand : operands) out += " " + operand;
  return out + ")";
}

inline std::string declaration(const std::string& name, const char* sort) {
  return "(declare-const " + name + " " + sort + ")\n";
}

inline std::string assertion(const std::string& term) { return "(assert " + term + ")\n"; }

}  // namespace filtercheck::smt
