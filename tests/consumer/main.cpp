#include <filtercheck/parse.hpp>
#include <iostream>

int main() {
  const auto pattern = filtercheck::parse("{ $.eventName = PutBucketAcl }");
  if (!pattern.ok() || filtercheck::parse("{ $.eventName == ").ok()) {
    std::cerr << "the installed library does not parse as it should\n";
    return 1;
  }
  std::cout << filtercheck::format(pattern.value()) << '\n';
}
