// Selectors and conditions of JSON patterns against jq.
//
//   oracle_jq [CHECKS] [SEED] [--seconds N]
//
// A check is one pattern on one event. jq gets the patterns of a batch as one program that makes a
// list of booleans of each event. Of numbers only short integers are used, since jq reads all
// numbers as doubles; of texts only those with a `*` at the end.
#include <stdlib.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/unicode.hpp"
#include "filtercheck/evaluate.hpp"
#include "oracles/oracle.hpp"

namespace {

using namespace filtercheck;
using namespace filtercheck::oracles;
using support::Choices;
namespace fs = std::filesystem;

constexpr std::size_t kPatternsOfBatch = 10;
constexpr std::size_t kEventsOfBatch = 100;

// ---- Patterns and events ------------------------------------------------------------------------

constexpr std::array kNames{"a", "b", "c", "A", "a-b", "_0"};
constexpr std::array kOddNames{"a.b", "é", "a b", "$", "*", "\"", "[0]"};
constexpr std::array kTexts{"x", "1", "2", "true", "", "é", "x*", "1*", "*", "a.b", "null", "xx"};
constexpr std::array kIntegers{"0", "1", "2", "-1", "12"};

template <typename List>
std::string pick(Choices& choices, const List& list) {
  return list[choices.below(list.size())];
}

std::string random_step(Choices& choices, bool first) {
  switch (choices.below(first ? 3 : 6)) {
    case 0:
      return ".['" + pick(choices, kOddNames) + "']";
    case 3:
    case 4:
      return "[" + std::to_string(choices.below(3)) + "]";
    default:
      return "." + pick(choices, kNames);
  }
}

std::string random_selector(Choices& choices) {
  const std::size_t steps = 1 + choices.below(3);
  const std::size_t wildcard = choices.below(2) == 0 ? choices.below(steps) : steps;
  std::string out = "$";
  for (std::size_t i = 0; i < steps; ++i) {
    const bool first = i == 0;
    if (i == wildcard) {
      out += first || choices.below(2) == 0 ? ".*" : "[*]";
    } else {
      out += random_step(choices, first);
    }
  }
  return out;
}

std::string random_condition(Choices& choices) {
  static constexpr std::array kEquality{" = ", " != "};
  static constexpr std::array kOrdering{" < ", " <= ", " > ", " >= "};
  static constexpr std::array kConstants{" IS TRUE", " IS FALSE", " IS NULL", " IS NULL"};
  const std::string selector = random_selector(choices);
  switch (choices.below(6)) {
    case 0:
      return selector + " NOT EXISTS";
    case 1:
      return selector + pick(choices, kConstants);
    case 2:
      return selector + pick(choices, kEquality) + pick(choices, kIntegers);
    case 3:
      return selector + pick(choices, kOrdering) + pick(choices, kIntegers);
    default:
      return selector + pick(choices, kEquality) + "\"" + pick(choices, kTexts) + "\"";
  }
}

std::string random_pattern(Choices& choices) {
  std::string out = "{ ";
  const std::size_t conditions = 1 + choices.below(3);
  for (std::size_t i = 0; i < conditions; ++i) {
    if (i > 0) out += choices.below(2) == 0 ? " && " : " || ";
    out += random_condition(choices);
  }
  return out + " }";
}

std::string json_text(const std::string& utf8) {
  return base::json_string(base::decode_utf8(utf8));
}

std::string random_value(Choices& choices, std::size_t depth) {
  static constexpr std::array kValues{"null", "true", "false", "\"x\"",       "\"1\"", "1",
                                      "2",    "12",   "\"\"",  "\"xy\"",      "0",     "\"true\"",
                                      "-1",   "[]",   "{}",    "\"\\u0078\"", "[null]"};
  const std::size_t kind = choices.below(depth == 0 ? 2 : 6);
  if (kind < 2) return pick(choices, kValues);
  const bool array = kind < 4;
  std::string out(1, array ? '[' : '{');
  const std::size_t size = choices.below(4);
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) out += choices.below(4) == 0 ? " , " : ",";
    if (!array) {
      out += json_text(choices.below(4) == 0 ? pick(choices, kOddNames) : pick(choices, kNames));
      out += ":";
    }
    out += random_value(choices, depth - 1);
  }
  return out + (array ? "]" : "}");
}

// Nearly always an object; a name may be given twice.
std::string random_event(Choices& choices) {
  if (choices.below(16) == 0) return random_value(choices, 1);
  std::string out = "{";
  const std::size_t size = 1 + choices.below(5);
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) out += ",";
    out += json_text(choices.below(5) == 0 ? pick(choices, kOddNames) : pick(choices, kNames));
    out += ":" + random_value(choices, 3);
  }
  return out + "}";
}

// ---- Patterns as jq programs --------------------------------------------------------------------
// By rules 3.2 to 3.5. A selector makes a list of what it selects of [.].

std::string step_program(const Step& step) {
  if (const auto* key = std::get_if<Key>(&step)) {
    const std::string name = json_text(key->name);
    return " | map(select(type == \"object\" and has(" + name + ")) | .[" + name + "])";
  }
  if (const auto* index = std::get_if<Index>(&step)) {
    const std::string at = std::to_string(index->value);
    return " | map(select(type == \"array\" and length > " + at + ") | .[" + at + "])";
  }
  return " | map(select(type == \"array\" or type == \"object\") | .[])";
}

std::string selected(const std::vector<Step>& steps) {
  std::string out = "([.]";
  for (const Step& step : steps) out += step_program(step);
  return out + ")";
}

// What is before the wildcard.
std::vector<Step> base_of(const Selector& selector) {
  std::vector<Step> steps;
  for (const Step& step : selector.steps) {
    if (std::holds_alternative<Wildcard>(step)) break;
    steps.push_back(step);
  }
  return steps;
}

std::string any(const std::string& list, const std::string& test) {
  return "(" + list + " | any(.[]; " + test + "))";
}

std::string equals(const Literal& literal) {
  if (const auto* number = std::get_if<Number>(&literal)) {
    return "(. == " + number->source + " or . == \"" + number->source + "\")";
  }
  std::string text = std::get<Text>(literal).value;
  const bool star = text.ends_with('*');
  if (star) text.pop_back();
  const std::string told = json_text(text);
  const std::string is = star ? "startswith(" + told + ")" : ". == " + told;
  return "((type == \"string\" or type == \"number\") and (tostring | " + is + "))";
}

std::string program(const Comparison& comparison) {
  const std::string list = selected(comparison.selector.steps);
  if (comparison.op == Operator::Equal) return any(list, equals(comparison.literal));
  if (comparison.op == Operator::NotEqual) {
    const std::string differs = "(" + equals(comparison.literal) + " | not)";
    if (!has_wildcard(comparison.selector)) {
      return any(list, "(type == \"string\" or type == \"number\") and " + differs);
    }
    return "(" + selected(base_of(comparison.selector)) + " != [] and (" + list + " | all(.[]; " +
           differs + ")))";
  }
  const std::string& number = std::get<Number>(comparison.literal).source;
  return any(list,
             "type == \"number\" and . " + std::string(name_of(comparison.op)) + " " + number);
}

std::string program(const Is& is) {
  const std::string list = selected(is.selector.steps);
  if (is.constant == Constant::True) return any(list, ". == true");
  if (is.constant == Constant::False) return any(list, ". == false");
  if (has_wildcard(is.selector)) return any(list, ". == null");
  return any(list, ". == null or (type == \"array\" and any(.[]; . == null))");
}

std::string program(const NotExists& not_exists) {
  return "(" + selected(not_exists.selector.steps) + " == [])";
}

std::string program(const Expression& expression);

std::string program_of(const std::vector<Expression>& operands, const char* connective) {
  std::string out = "(";
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (i > 0) out += connective;
    out += program(operands[i]);
  }
  return out + ")";
}
std::string program(const And& all) { return program_of(all.operands, " and "); }
std::string program(const Or& any_of) { return program_of(any_of.operands, " or "); }

std::string program(const Expression& expression) {
  return std::visit([](const auto& node) { return program(node); }, expression.node);
}

// ---- The oracle ---------------------------------------------------------------------------------

// A folder that is gone with the object.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "oracle-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const char* name, const std::string& content) const {
    const fs::path file = path_ / name;
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }

 private:
  fs::path path_;
};

class JqOracle {
 public:
  explicit JqOracle(const Arguments& arguments) : arguments_(arguments), draws_(arguments) {}

  int run() {
    while (tally_.agreed + tally_.disagreed < arguments_.count && !draws_.late()) batch();
    return report("jq: seed " + std::to_string(arguments_.seed) + ", checks", tally_);
  }

 private:
  void batch() {
    std::vector<Pattern> patterns;
    std::string all = "if type == \"object\" then [";
    for (std::size_t i = 0; i < kPatternsOfBatch; ++i) {
      Choices choices = draws_.next();
      patterns.push_back(parsed(random_pattern(choices)));
      if (i > 0) all += ",\n";
      all += program(*patterns.back().expression);
    }
    all += "] else [range(" + std::to_string(kPatternsOfBatch) +
           ") | false] end | map(if . then \"1\" else \"0\" end) | add";
    std::vector<std::string> events;
    std::string input;
    for (std::size_t i = 0; i < kEventsOfBatch; ++i) {
      Choices choices = draws_.next();
      events.push_back(random_event(choices));
      input += events.back() + "\n";
    }
    const std::vector<std::string> answers = ask(all, input);
    if (answers.size() != events.size()) throw std::runtime_error("jq failed on\n" + all);
    for (std::size_t e = 0; e < events.size(); ++e) {
      for (std::size_t p = 0; p < patterns.size(); ++p) {
        check(patterns[p], events[e], answers[e].at(p) == '1');
      }
    }
  }

  // One line of 0 and 1 for each event.
  std::vector<std::string> ask(const std::string& text, const std::string& input) const {
    const std::string command = "jq --raw-output --from-file " + folder_.write("program", text) +
                                " " + folder_.write("events", input);
    std::FILE* jq = popen(command.c_str(), "r");
    if (jq == nullptr) throw std::runtime_error("jq cannot be started");
    std::vector<std::string> lines;
    std::array<char, 4 * kPatternsOfBatch> line{};
    while (std::fgets(line.data(), line.size(), jq) != nullptr) lines.emplace_back(line.data());
    if (pclose(jq) != 0) lines.clear();
    return lines;
  }

  void check(const Pattern& pattern, const std::string& event, bool theirs) {
    const bool ours = matches(pattern, event, Reading::Glob);
    ++(ours == theirs ? tally_.agreed : tally_.disagreed);
    if (ours) ++tally_.others["of them matched"];
    if (ours == theirs) return;
    std::cout << "DISAGREED: filtercheck " << (ours ? "matches" : "does not match") << ", jq "
              << (theirs ? "does" : "does not") << "\n"
              << match_vector("jq-" + draws_.name(), pattern.text, event, theirs) << std::endl;
  }

  Arguments arguments_;
  Draws draws_;
  Folder folder_;
  Tally tally_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = read_arguments("oracle_jq", {argv + 1, argv + argc}, 5'000);
  if (!arguments) return 2;
  try {
    return JqOracle(*arguments).run();
  } catch (const std::runtime_error& error) {
    std::cerr << "oracle_jq: " << error.what() << "\n";
    return 1;
  }
}
