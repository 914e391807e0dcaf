// Grouping a fleet: the patterns of many teams, which spell and vary the same few in many ways.
#include "filtercheck/group.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "filtercheck/parse.hpp"

namespace {

using namespace filtercheck;

constexpr std::array kServices{"s3",  "iam", "ec2",  "kms",      "cloudtrail", "config", "rds",
                               "sns", "sqs", "ecs",  "dynamodb", "lambda",     "logs",   "events",
                               "eks", "ecr", "glue", "athena",   "backup",     "acm"};
constexpr std::array kNames{"PutPolicy",    "DeletePolicy", "CreateKey",  "UpdateTrail",
                            "StopLogging",  "AttachRole",   "DetachRole", "PutAcl",
                            "AuthorizeAll", "RunTask"};
constexpr std::array kFurther{"",
                              "$.errorCode NOT EXISTS",
                              "$.errorCode = \"AccessDenied*\"",
                              "$.errorCode = *UnauthorizedOperation",
                              "$.userIdentity.type = Root",
                              "$.userIdentity.type != AWSService",
                              "$.userIdentity.invokedBy NOT EXISTS",
                              "$.sourceIPAddress != 10.*",
                              "$.additionalEventData.MFAUsed != Yes",
                              "$.readOnly IS FALSE"};
constexpr std::size_t kSubsets = 5;  // of the names
constexpr std::size_t kMeanings = kServices.size() * kSubsets * kFurther.size();

class Fleet {
 public:
  // Each meaning is there if there are as many patterns.
  std::vector<Pattern> patterns(std::size_t count) {
    std::vector<Pattern> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(parse(text(i % kMeanings)).value());
    std::shuffle(all.begin(), all.end(), random_);
    return all;
  }

 private:
  std::string text(std::size_t meaning) {
    const std::string service = kServices.at(meaning % kServices.size());
    const std::size_t subset = meaning / kServices.size() % kSubsets;
    std::vector<std::string> conditions{"$.eventSource = " + quoted(service + ".amazonaws.com"),
                                        any_of(subset)};
    const std::string further = kFurther.at(meaning / kServices.size() / kSubsets);
    if (!further.empty()) conditions.push_back(further);
    return "{ " + joined(conditions, " && ") + " }";
  }

  // The first names; the more, the higher the number.
  std::string any_of(std::size_t subset) {
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < 2 * (subset + 1); ++i) {
      conditions.push_back("$.eventName = " + quoted(kNames.at(i)));
    }
    return joined(conditions, " || ");
  }

  std::string quoted(const std::string& text) { return is() ? text : '"' + text + '"'; }

  std::string joined(std::vector<std::string> conditions, const std::string& connective) {
    std::shuffle(conditions.begin(), conditions.end(), random_);
    std::string text;
    for (const std::string& condition : conditions) {
      text += text.empty() ? "" : connective;
      text += '(' + condition + ')';
    }
    return text;
  }

  bool is() { return random_() % 2 == 0; }

  std::mt19937 random_{7};
};

void group_fleet(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::vector<Pattern> patterns = Fleet().patterns(count);
  for (auto _ : state) {
    const Grouping grouping = group(patterns, {});
    if (grouping.groups.size() != std::min(count, kMeanings) || !grouping.is_decided())
      return state.SkipWithError("wrong groups");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(group_fleet)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
