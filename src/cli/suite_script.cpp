#include "cli/suite_script.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "filtercheck/diagnostic.hpp"

namespace filtercheck::cli {

namespace {

// The most events that TestMetricFilter takes in one call (API reference, read 2026-11).
constexpr std::size_t kBatch = 50;

// How AWS numbers events is asked, not assumed: the documentation does not say where it begins.
constexpr const char* kBegin = R"sh(
set -u
suite=${0%.sh}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
status=0
as_glob=0
as_first=0

# ask <REQUEST: sets numbers to those of the events that AWS matches.
ask() {
  cat >"$work/request.json"
  if ! aws logs test-metric-filter --cli-input-json "file://$work/request.json" \
    --query 'matches[].eventNumber' --output text >"$work/answer"; then
    echo "$0: AWS could not be asked" >&2
    exit 2
  fi
  numbers=$(tr -s '\t\r\n' '   ' <"$work/answer")
  case $numbers in
    *None*) numbers='' ;;
    *[!0-9\ ]*)
      echo "$0: this is no list of event numbers: $numbers" >&2
      exit 2
      ;;
  esac
}

# look_up NUMBER NUMBERS: sets outcome to whether the one is among the others.
look_up() {
  case " $2 " in
    *" $1 "*) outcome='a match' ;;
    *) outcome='no match' ;;
  esac
}

# confirm NAME LINE COUNT GLOB FIRST <REQUEST: the request has COUNT events, those of the suite from
# LINE on; of them the pattern should match those with the numbers in GLOB if AWS reads `*` as a
# glob, and in FIRST if by first occurrence.
confirm() {
  ask
  differing=0
  number=1
  while [ "$number" -le "$3" ]; do
    look_up "$((number - 1 + base))" "$numbers"
    answer=$outcome
    look_up "$number" "$4"
    glob=$outcome
    look_up "$number" "$5"
    first=$outcome
    if [ "$glob" != "$first" ]; then
      if [ "$answer" = "$glob" ]; then as_glob=$((as_glob + 1)); else as_first=$((as_first + 1)); fi
    elif [ "$answer" != "$glob" ]; then
      differing=$((differing + 1))
      line=$(($2 + number - 1))
      echo "  $1, line $line: AWS says $answer, expected $glob"
      [ ! -r "$suite" ] || sed -n "${line}p" <"$suite" | sed 's/^/    /'
      status=1
    fi
    number=$((number + 1))
  done
  if [ "$differing" -eq 0 ]; then
    echo "$1, lines $2 to $(($2 + $3 - 1)): AWS agrees"
  else
    echo "$1, lines $2 to $(($2 + $3 - 1)): AWS differs on $differing of $3"
  fi
}

ask <<'REQUEST'
{"filterPattern":"{ $.a = 1 }","logEventMessages":[
"{\"a\":1}"
]}
REQUEST
base=$(printf '%s' "$numbers" | tr -d ' ')
case $base in
  0 | 1) ;;
  *)
    echo "$0: AWS does not number the first event 0 or 1" >&2
    exit 2
    ;;
esac
)sh";

constexpr const char* kEnd = R"sh(
if [ "$((as_glob + as_first))" -gt 0 ]; then
  if [ "$as_first" -eq 0 ]; then
    echo "AWS reads * as a glob; outcomes that show it: $as_glob"
  elif [ "$as_glob" -eq 0 ]; then
    echo "AWS reads * by first occurrence; outcomes that show it: $as_first"
  else
    echo "AWS reads * as a glob; outcomes that show it: $as_glob. By first occurrence: $as_first"
    status=1
  fi
fi
if [ "$status" -eq 0 ]; then echo 'AWS agrees on every event'; else echo 'AWS does not agree'; fi
exit "$status"
)sh";

std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

// The numbers, from 1, of the events of a batch that the pattern matches under a reading.
std::string matched(const Suite& suite, std::size_t begin, std::size_t end, std::size_t reading,
                    std::size_t pattern) {
  std::string numbers;
  for (std::size_t i = begin; i < end; ++i) {
    if (!suite.events[i].matched[reading][pattern]) continue;
    if (!numbers.empty()) numbers += ' ';
    numbers += std::to_string(i - begin + 1);
  }
  return numbers;
}

std::string batch(const Suite& suite, const AskedPattern& pattern, std::size_t begin,
                  std::size_t end) {
  std::string out = "\nconfirm " + pattern.name + " " + std::to_string(begin + 1) + " " +
                    std::to_string(end - begin);
  for (const std::size_t reading : {std::size_t{0}, suite.readings.size() - 1}) {
    out += " '";
    out += matched(suite, begin, end, reading, pattern.index);
    out += "'";
  }
  out += " <<'REQUEST'\n{\"filterPattern\":";
  out += json_text(pattern.text);
  out += ",\"logEventMessages\":[\n";
  for (std::size_t i = begin; i < end; ++i) {
    out += json_text(suite.events[i].event);
    out += i + 1 < end ? ",\n" : "\n";
  }
  out += "]}\nREQUEST\n";
  return out;
}

}  // namespace

std::string suite_script(const Suite& suite, const std::vector<AskedPattern>& patterns,
                         const std::string& verdict) {
  std::string out =
      "#!/bin/sh\n"
      "# Has AWS itself confirm what filtercheck says: " +
      verdict + ".\n";
  for (const AskedPattern& pattern : patterns)
    out += "#   " + pattern.name + ": " + json_text(pattern.text) + "\n";
  for (const Caveat& caveat : suite.caveats) out += "# note: " + json_text(message(caveat)) + "\n";
  out +=
      "# Each call of `aws logs test-metric-filter` evaluates a pattern on at most 50 events; it\n"
      "# changes nothing and needs the permission logs:TestMetricFilter.\n"
      "# Status: 0 AWS agrees on every event, 1 it does not, 2 it could not be asked.\n";
  out += kBegin;
  for (const AskedPattern& pattern : patterns) {
    for (std::size_t begin = 0; begin < suite.events.size(); begin += kBatch) {
      out += batch(suite, pattern, begin, std::min(begin + kBatch, suite.events.size()));
    }
  }
  out += kEnd;
  return out;
}

}  // namespace filtercheck::cli
