// Pairs of patterns of terms, of fields, of regexes, and of two kinds, from the two texts to the
// relation, one after the other in one process.
//
//   bench_lines [--quick] [--family NAME] [CORPUS]
//
// CORPUS is a file with a JSON object a line that has the members `pattern` and `kind`; those of
// kinds `text`, `space` and `regex` are compared with the eight that follow. What is measured
// stands in README.md. Exit status: 0; 1 a relation is not the expected one, nor undecided; 2 bad
// usage.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"

namespace {

using namespace filtercheck;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kNeighbours = 8;

struct Pair {
  std::string family;
  std::string a;
  std::string b;
  Relation relation;
};

// A word `n` times, each with its number.
std::string many(std::string_view before, std::string_view word, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) {
    out += i > 0 ? " " : "";
    out.append(before).append(word).append(std::to_string(100 + i));
  }
  return out;
}

// `[f0 = *x0*, f1 = *x1*, …]`
std::string fields(std::string_view condition, int n, bool ellipsis) {
  std::string out = "[";
  for (int i = 0; i < n; ++i) {
    out += (i > 0 ? ", f" : "f") + std::to_string(i);
    out.append(condition);
  }
  return out + (ellipsis ? ", ...]" : "]");
}

std::vector<Pair> pairs() {
  using enum Relation;
  const std::string nine =
      "?PutBucketAcl ?PutBucketPolicy ?PutBucketCors ?PutBucketLifecycle ?PutBucketReplication "
      "?DeleteBucketPolicy ?DeleteBucketCors ?DeleteBucketLifecycle ?DeleteBucketReplication";
  const std::string flow =
      "[version, account, eni, source, destination, srcport, destport=\"22\", protocol=\"6\", "
      "packets, bytes, windowstart, windowend, action=\"REJECT\", flowlogstatus]";
  const std::string flow_numbers =
      "[version, account, eni, source, destination, srcport, destport=53||destport=123||"
      "destport=11211, protocol=17, packets>100, bytes, windowstart, windowend, action=ACCEPT, "
      "flowlogstatus]";
  std::vector<Pair> all{
      {"terms", "ERROR", "ERR", Subset},
      {"terms", "ERROR", "WARN", Overlapping},
      {"terms", "?ERROR ?WARN", "ERROR", Superset},
      {"terms", "?ERROR ?Error ?Exception ?timed", "?ERROR ?Error ?Exception", Superset},
      {"terms", "?fail ?Fail ?FAIL ?Error ?ERROR ?error", "?error ?Error ?ERROR", Superset},
      {"terms", "ERROR -timeout", "ERROR", Subset},
      {"terms", "ERROR -timeout", "?ERROR -timeout", Subset},
      {"terms", "\"Task timed out\"", "\"timed out\"", Subset},
      {"terms", "\"<Error>\" -\"benefitchecker\" -\"<ADFC-64007>\"", "\"<Error>\"", Subset},
      {"terms", "REPORT RequestId", "RequestId REPORT", Equivalent},
      {"terms", nine, "?PutBucket ?DeleteBucket", Subset},
      {"regex", "%ERROR|WARN%", "?ERROR ?WARN", Equivalent},
      {"regex", "%^ERROR%", "%ERROR%", Subset},
      {"regex", "%[Ee]rror%", "?Error ?error", Equivalent},
      {"regex", "%\\d{3}%", "%\\d{2}%", Subset},
      {"regex", "%Memory cgroup out of memory%", "\"out of memory\"", Subset},
      {"regex", "%10\\.0\\.\\d{1,3}\\.\\d{1,3}%", "%10\\.0\\.%", Subset},
      {"regex", "%PutBucket|DeleteBucket%", nine, Superset},
      {"space", "[ip, id, user, timestamp, request, status_code=404, size]",
       "[ip, id, user, timestamp, request, status_code=4*, size]", Overlapping},
      {"space", "[ip, id, user, timestamp, request, status_code=\"404\", size]",
       "[ip, id, user, timestamp, request, status_code=4*, size]", Subset},
      {"space", "[ip, id, user, timestamp, request, status_code=4*, size]",
       "[ip, id, user, timestamp, request, status_code=5*, size]", Disjoint},
      {"space", "[ip, id, user, timestamp, request, status_code, size]", "[a, b, c, d, e, f, g]",
       Equivalent},
      {"space", "[ip, identity, user_id, timestamp, request, status_code = 404, size, ...]",
       "[ip, identity, user_id, timestamp, request, status_code = 404, size]", Equivalent},
      {"space", "[timestamp, requestId, level=\"ERROR\", ...]",
       "[time, request_id, level = ERROR*, ...]", Subset},
      {"space", "[timestamp, request_id, latency > 2000, ...]",
       "[timestamp, request_id, latency > 1000, ...]", Subset},
      {"space", "[timestamp, request_id, span_id, trace_id, duration > 5000]",
       "[timestamp, request_id, span_id, trace_id, duration]", Subset},
      {"space", "[date, time, Instance, Service, status!=Running]",
       "[date, time, Instance, Service, status=Running]", Disjoint},
      {"space", "[ip, user, timestamp, request, status_code=*, bytes=*]", "[a, b, c, d, e, f]",
       Equivalent},
      {"space", "[w1=ERROR || w1=WARN, w2]", "[w1=ERROR, w2]", Superset},
      {"space", flow, flow_numbers, Disjoint},
      {"space", flow, "[..., action=REJECT, status]", Overlapping},
      {"cross", "[level=ERROR, ...]", "ERROR", Subset},
      {"cross", "[level=%ERR%, ...]", "%ERR%", Subset},
      {"cross", flow, "REJECT", Subset},
      {"cross", "[timestamp, requestId, level=\"ERROR\", ...]", "%^ERROR%", Overlapping},
      {"cross", "{ $.level = \"ERROR\" }", "ERROR", Overlapping},
      {"cross", "{ $.eventName = PutBucketPolicy }", "PutBucketPolicy", Overlapping},
      {"cross", "{ $.eventName = PutBucketPolicy }", "[level=ERROR, ...]", Disjoint},
      {"cross", "{ $.errorCode = \"*UnauthorizedOperation\" }", "%Unauthorized%", Overlapping},
      {"cross", "{ $.eventName = PutBucketPolicy }", "\"{\"", Subset},
      {"cross", "{ $.latency > 2000 }", "[timestamp, request_id, latency > 2000, ...]",
       Overlapping},
      {"cross", "", "ERROR", Superset},
  };
  const auto worst = [&](std::string a, std::string b, Relation relation) {
    all.push_back({"worst", std::move(a), std::move(b), relation});
  };
  worst(many("?", "TERM", 125), many("?", "TERM", 124), Superset);
  worst(many("", "TERM", 125), many("", "TERM", 124), Subset);
  worst(many("-", "TERM", 125), many("-", "TERM", 124), Subset);
  worst(many("?", "T", 150), many("", "T", 150), Superset);
  worst("%a.{200}b%", "%a.{200}[bc]%", Subset);
  worst("%^[ab]*a[ab]{12}$%", "%^[ab]*a[ab]{12}[ab]*$%", Subset);
  worst("%a.{16}$%", "%aa.{16}$%", Superset);
  worst(fields(" = *x*", 20, false), fields(" = *x*", 20, true), Superset);
  worst(fields(" = *x*y*", 30, true), fields(" = *x*", 30, true), Subset);
  worst(fields(" > 1", 40, true), fields(" > 0.5", 40, true), Subset);
  worst(fields(" != 1", 40, true), fields(" != \"1\"", 40, true), Subset);
  worst("[..., a = *x*, b = *y*, c = %z.{20}z%, d > 1]", "[..., a, b = *y, c, d > 0]", Overlapping);
  worst("[a = %a.{30}b%, ..., z = %b.{30}a%]", "[a = %a.{30}[bc]%, ..., z = %[bc].{30}a%]", Subset);
  worst("[a > 1e300 && a < 1e301 && a = *1* && a = *2* && a = *3*, ...]",
        "[a > 1e299 && a = *12* , ...]", Overlapping);
  worst("{ $.a = \"*x*\" && $.b = \"*y*\" && $.c != z && $.d NOT EXISTS }", many("", "T", 60),
        Overlapping);
  return all;
}

double microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Relation decide(const std::string& a, const std::string& b) {
  const Result<Pattern> left = parse(a, Limits::beyond_aws());
  const Result<Pattern> right = parse(b, Limits::beyond_aws());
  return compare(left.value(), right.value(), {}).relation;
}

struct Measured {
  Relation relation;
  double first;   // the first run
  double median;  // of as many as fit into the time
};

Measured measure(const std::string& a, const std::string& b, double patience_us) {
  Clock::time_point begin = Clock::now();
  Measured out{decide(a, b), microseconds_since(begin), 0};
  if (patience_us <= 0) {
    out.median = out.first;
    return out;
  }
  std::vector<double> times;
  const Clock::time_point start = Clock::now();
  while (times.empty() || (times.size() < 1000 && microseconds_since(start) < patience_us)) {
    begin = Clock::now();
    decide(a, b);
    times.push_back(microseconds_since(begin));
  }
  out.median = median(std::move(times));
  return out;
}

struct Options {
  bool quick = false;
  std::string family = {};
  std::string corpus = {};
};

void summarise(const std::string& what, const std::vector<double>& times) {
  std::printf("%s: median %.1f us, worst %.0f us (%zu pairs)\n", what.c_str(), median(times),
              *std::max_element(times.begin(), times.end()), times.size());
}

bool run_pairs(const Options& options, double patience_us) {
  bool good = true;
  std::size_t undecided = 0;
  std::map<std::string, std::vector<double>> times;
  std::printf("%-6s %-12s %9s %9s  pair\n", "family", "relation", "first_us", "us");
  for (const Pair& pair : pairs()) {
    if (!options.family.empty() && pair.family != options.family) continue;
    const Measured measured = measure(pair.a, pair.b, patience_us);
    times[pair.family == "worst" ? "worst" : "real"].push_back(measured.median);
    if (pair.family != "worst") times["  " + pair.family].push_back(measured.median);
    const bool open = measured.relation == Relation::Undecided;
    const bool right = open || measured.relation == pair.relation;
    undecided += open ? 1 : 0;
    good = good && right;
    std::printf("%-6s %-12s %9.0f %9.1f  %.60s | %.60s%s\n", pair.family.c_str(),
                std::string(name_of(measured.relation)).c_str(), measured.first, measured.median,
                pair.a.c_str(), pair.b.c_str(), right ? "" : "  WRONG");
    std::fflush(stdout);
  }
  for (const auto& [what, all] : times) summarise(what, all);
  std::printf("undecided: %zu\n", undecided);
  return good;
}

int run_corpus(const Options& options, double patience_us) {
  std::ifstream file(options.corpus);
  if (!file) {
    std::cerr << options.corpus << ": cannot be read\n";
    return 2;
  }
  std::vector<std::string> patterns;
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line);
    const std::string kind = json.value("kind", "");
    const std::string text = json.value("pattern", "");
    if ((kind == "text" || kind == "space" || kind == "regex") && parse(text).ok())
      patterns.push_back(text);
  }
  std::sort(patterns.begin(), patterns.end());
  patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
  std::vector<double> times;
  std::size_t undecided = 0;
  double worst = 0;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    for (std::size_t k = 1; k <= std::min(kNeighbours, patterns.size() - 1); ++k) {
      const std::string& other = patterns[(i + k) % patterns.size()];
      const Measured measured = measure(patterns[i], other, patience_us / 10);
      times.push_back(measured.median);
      if (measured.relation == Relation::Undecided) {
        ++undecided;
        std::printf("undecided: %s | %s\n", patterns[i].c_str(), other.c_str());
      }
      if (measured.median <= worst) continue;
      worst = measured.median;
      std::printf("slowest so far, %.0f us: %s | %s\n", worst, patterns[i].c_str(), other.c_str());
    }
  }
  std::printf("%zu patterns, %zu pairs undecided\n", patterns.size(), undecided);
  if (!times.empty()) summarise("corpus", times);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--quick") {
      options.quick = true;
    } else if (argument == "--family" && i + 1 < argc) {
      options.family = argv[++i];
    } else if (!argument.starts_with('-') && options.corpus.empty()) {
      options.corpus = argument;
    } else {
      std::cerr << "usage: bench_lines [--quick] [--family NAME] [CORPUS]\n";
      return 2;
    }
  }
  const double patience_us = options.quick ? 0 : 100'000;
  if (!options.corpus.empty()) return run_corpus(options, patience_us);
  return run_pairs(options, patience_us) ? 0 : 1;
}
