#include "cli/certificate_file.hpp"

#include "cli/commands.hpp"
#include "cli/new_file.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

CertificateOutcome not_written(const std::string& file, const std::string& why, Console& console) {
  complain(console, "no certificate is written to " + report::printable(file) + ": " + why);
  return CertificateNotWritten{};
}

}  // namespace

CertificateOutcome write_certificate(const std::string& file,
                                     const std::vector<NamedPattern>& patterns,
                                     const std::vector<Claim>& claims, const DecideOptions& options,
                                     Console& console) {
  if (claims.empty()) {
    return not_written(file, "only covered, equivalent, subset, superset and disjoint have one",
                       console);
  }
  const CertificateAnswer answer = certify(patterns, claims, options);
  if (!answer.json) {
    return not_written(file, report::printable(message(answer.caveats.front())), console);
  }
  const auto fault = write_files({{file, *answer.json + '\n'}});
  if (!fault) return CertificateWritten{file};
  complain(console, *fault);
  return Exit::BadInput;
}

}  // namespace filtercheck::cli
