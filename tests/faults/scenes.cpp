#include "faults/scenes.hpp"

#include <algorithm>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace filtercheck::faults {

namespace {

constexpr const char* kCovering =
    "{ $.eventSource = s3.amazonaws.com && ($.eventName = PutBucket* || $.eventName = "
    "DeleteBucket*) "
    "}";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Those of `got` that are not lines of `whole`, in order.
std::vector<std::string> lines_beyond(const std::string& whole, const std::string& got) {
  const std::vector<std::string> expected = lines_of(whole);
  std::vector<std::string> beyond;
  auto at = expected.begin();
  for (const std::string& line : lines_of(got)) {
    const auto found = std::find(at, expected.end(), line);
    if (found == expected.end()) {
      beyond.push_back(line);
    } else {
      at = found + 1;
    }
  }
  return beyond;
}

bool is_whole_lines(const std::string& text) { return text.empty() || text.back() == '\n'; }

std::string certificate(const std::vector<std::string>& compare) {
  Scene scene{"certificate", compare, {}, {"made.json"}};
  const Outcome outcome = run(scene, {});
  if (outcome.files.at("made.json") == kOld) throw std::runtime_error(outcome.err);
  return outcome.files.at("made.json");
}

std::vector<Scene> deciding_scenes() {
  // More texts at one place than classes are made for: the clause search and CaDiCaL decide.
  std::string many = "{ $.a = *aa*";
  for (char c = 'b'; c <= 'l'; ++c) many += " || $.a = *" + std::string(2, c) + "*";
  many += " }";
  return {
      {"check", {"filtercheck", "check", "{ $.eventName = *Bucket* }"}},
      {"check-json",
       {"filtercheck", "check", "--format", "json", "@pattern.txt", "--full-event",
        "--aws-command"}},
      {"check-files",
       {"filtercheck", "check", kCovering, "--suite", "suite.jsonl", "--certificate", "proof.json"},
       "",
       {"suite.jsonl", "suite.jsonl.sh", "proof.json"}},
      {"compare", {"filtercheck", "compare", "{ $.a = x* && $.b > 3 }", "{ $.a = *x }"}},
      {"compare-json",
       {"filtercheck", "compare", "--format", "json", "{ $.a[*].b = 1 }", "{ $.a[0].b = 1 }"}},
      {"compare-clauses", {"filtercheck", "compare", many, "{ $.a = *aa* || $.a = *ll* }"}},
      {"compare-files",
       {"filtercheck", "compare", "{ $.a >= 400 && $.a < 500 }", "{ $.a = 4* || $.b = %x[yz]+% }",
        "--suite", "suite.jsonl", "--certificate", "proof.json"},
       "",
       {"suite.jsonl", "suite.jsonl.sh", "proof.json"}},
      {"compare-kinds", {"filtercheck", "compare", "[level=ERROR, ...]", "ERROR -retry"}},
      {"simplify",
       {"filtercheck", "simplify",
        "{ ($.a = x && $.b = y) || ($.a = x && $.b = z) || ($.a = x && $.b = y && $.c = 1) }",
        "--certificate", "proof.json"},
       "",
       {"proof.json"}},
      {"group", {"filtercheck", "group", "patterns.jsonl"}},
      {"group-json", {"filtercheck", "group", "--format", "json", "patterns.jsonl"}},
      {"group-dot",
       {"filtercheck", "group", "--format", "dot", "-"},
       "{\"name\":\"x\",\"pattern\":\"a\"}\n"},
      {"scan", {"filtercheck", "scan", "filters.json"}},
      {"scan-json", {"filtercheck", "scan", "--format", "json", "filters.json"}},
      // What was there before is a pattern with a needless condition.
      {"scan-fix", {"filtercheck", "scan", "--fix", "one.filter"}, "", {"one.filter"}},
  };
}

std::vector<Scene> reading_scenes() {
  const std::string requests =
      "{\"id\":1,\"op\":\"parse\",\"pattern\":\"{ $.a = 1 }\"}\n"
      "{\"id\":2,\"op\":\"match\",\"pattern\":\"{ $.a > 1 }\",\"event\":\"{\\\"a\\\":2}\"}\n"
      "no request\n"
      "{\"id\":3,\"op\":\"compare\",\"a\":\"{ $.a = 1 }\",\"b\":\"{ $.a = * }\"}\n"
      "{\"id\":4,\"op\":\"check\",\"pattern\":\"{ $.eventName = PutBucketAcl }\"}\n"
      "{\"id\":5,\"op\":\"normalize\",\"pattern\":\"{ $.eventName = PutBucketAcl }\"}\n"
      "{\"id\":6,\"op\":\"format\",\"pattern\":\"{ $.a == 1 }\"}\n";
  return {
      {"audit", {"filtercheck", "audit", "--bundle", "bundle"}},
      {"audit-json", {"filtercheck", "audit", "--bundle", "bundle", "--format", "json"}},
      {"audit-page",
       {"filtercheck", "audit", "--bundle", "bundle", "--format", "html", "--control",
        "vpc-changes"}},
      {"audit-account", {"filtercheck", "audit", "--region", "us-east-1"}},
      {"collect",
       {"filtercheck", "collect", "--out", "made", "--region", "us-east-1"},
       "",
       {},
       "made"},
      {"parse", {"filtercheck", "parse", "-"}, "{ $.a = 1 && ($.b[*] = %x|y% || $.c IS NULL) }\n"},
      {"parse-json", {"filtercheck", "parse", "--format", "json", "?ERROR rate-limited"}},
      {"parse-faults", {"filtercheck", "parse", "{ $.a == 1 AND $.b = null }"}},
      {"format", {"filtercheck", "format", "@pattern.txt"}},
      {"normalize", {"filtercheck", "normalize", "--format", "json", "@pattern.txt"}},
      {"match", {"filtercheck", "match", "{ $.eventName = PutB* && $.end = 1 }", "lines.jsonl"}},
      {"match-gzip", {"filtercheck", "match", "{ $.end = 1 }", "lines.jsonl.gz"}},
      {"match-records", {"filtercheck", "match", "{ $.end = 1 }", "trail.json"}},
      {"match-extract",
       {"filtercheck", "match", "--extract", "--format", "json", "[level = E*, time, code]",
        "app.log"}},
      {"match-patterns",
       {"filtercheck", "match", "--patterns", "patterns.jsonl", "--count", "lines.jsonl", "-"},
       "Put x\nPut Acl\n"},
      {"batch", {"filtercheck", "batch"}, requests},
      {"controls", {"filtercheck", "controls"}},
      {"controls-show",
       {"filtercheck", "controls", "show", "iam-policy-changes", "--format", "json"}},
      {"explain", {"filtercheck", "explain", "equals-null"}},
      {"help", {"filtercheck", "--help"}},
      {"bad-usage", {"filtercheck", "check", "--format", "xml", "{ $.a = 1 }"}},
      {"verify",
       {"filtercheck-verify", "-", "--pattern", "a={ $.a = 1 }"},
       certificate({"filtercheck", "compare", "{ $.a = 1 }", "{ $.a = %[0-9]% || $.a = * }",
                    "--certificate", "made.json"})},
      {"verify-junk", {"filtercheck-verify", "-"}, "{\"certificate\":1,\"patterns\":{}}\n"},
  };
}

}  // namespace

std::vector<Scene> all_scenes() {
  std::vector<Scene> all = deciding_scenes();
  for (Scene& scene : reading_scenes()) all.push_back(std::move(scene));
  return all;
}

// ---- What may come of it ------------------------------------------------------------------------

std::string unlike(const Outcome& clean, const Outcome& got) {
  if (got.signal != 0) return "ended by signal " + std::to_string(got.signal) + ": " + got.err;
  if (got.status != clean.status) {
    return "status " + std::to_string(got.status) + " for " + std::to_string(clean.status) + ": " +
           got.err;
  }
  if (got.out != clean.out) return "another standard output: " + got.out;
  if (got.err != clean.err) return "another standard error: " + got.err;
  if (got.files != clean.files || got.made != clean.made) return "other files";
  if (!got.strays.empty()) return "left " + got.strays.front();
  return "";
}

std::string spoilt(const Outcome& clean, const Outcome& got) {
  if (!is_whole_lines(got.out)) return "half a line on standard output: " + got.out;
  const auto beyond = lines_beyond(clean.out, got.out);
  if (!beyond.empty())
    return "on standard output, which is no part of the answer: " + beyond.front();
  for (const auto& [name, text] : got.files) {
    if (text != kOld && text != clean.files.at(name))
      return name + " is neither old nor new: " + text;
  }
  if (!got.made.empty() && got.made != clean.made) return "a folder that is not whole";
  if (!got.strays.empty()) return "left " + got.strays.front();
  return "";
}

std::string untold(const Outcome& clean, const Outcome& got) {
  if (got.signal != 0) return "ended by signal " + std::to_string(got.signal) + ": " + got.err;
  if (got.status != 2) return "status " + std::to_string(got.status) + ": " + got.err;
  if (!is_whole_lines(got.err)) return "half a line on standard error: " + got.err;
  const auto beyond = lines_beyond(clean.err, got.err);
  if (beyond.size() != 1 || !beyond.front().starts_with("filtercheck")) {
    return "not one line of what went wrong: " + got.err;
  }
  return "";
}

// ---- Counting -----------------------------------------------------------------------------------

void Report::note(const std::string& scene, const std::string& fault,
                  const std::string& complaint) {
  ++tried_;
  if (complaint.empty()) return;
  ++failed_;
  std::cout << title_ << ": " << scene << ": " << fault << ": " << complaint << '\n';
}

void Report::finish_scene(const std::string& scene, const std::string& figures) {
  std::cout << title_ << ": " << scene << ": " << figures << std::endl;
}

int Report::finish() const {
  std::cout << title_ << ": " << tried_ << " faults, " << failed_
            << " not answered as they should be\n";
  return failed_ == 0 && tried_ > 0 ? 0 : 1;
}

}  // namespace filtercheck::faults
