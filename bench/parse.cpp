// Reading and printing patterns: typical, refused, hostile.
#include "filtercheck/parse.hpp"

#include <benchmark/benchmark.h>

#include <string>

#include "controls/controls.hpp"

namespace {

using namespace filtercheck;

void parse_text(benchmark::State& state, const std::string& text, bool expected) {
  for (auto _ : state) {
    if (parse(text).ok() != expected) return state.SkipWithError("wrong answer");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

const std::string& seed() { return find_builtin_control("s3-bucket-policy-changes")->pattern; }

void parse_seed(benchmark::State& state) { parse_text(state, seed(), true); }
BENCHMARK(parse_seed);

void parse_refused(benchmark::State& state) {
  std::string text = seed();
  for (std::size_t at = text.find("||"); at != std::string::npos; at = text.find("||", at))
    text.replace(at, 2, "OR");
  parse_text(state, text, false);
}
BENCHMARK(parse_refused);

void parse_nested(benchmark::State& state) {
  parse_text(state, "{" + std::string(500, '(') + "$.a=1" + std::string(500, ')') + "}", true);
}
BENCHMARK(parse_nested);

void format_seed(benchmark::State& state) {
  const Pattern pattern = parse(seed()).value();
  for (auto _ : state) benchmark::DoNotOptimize(format(pattern));
}
BENCHMARK(format_seed);

}  // namespace
