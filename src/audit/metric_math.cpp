#include "audit/metric_math.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace filtercheck::audit {

namespace {

constexpr int kDepth = 64;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

const Unknown kNotRead{"its expression is not understood"};

// One value, or a list of them, as METRICS() and `[a, b]` make it.
struct Operand {
  std::vector<Point> points;
  bool is_list = false;
};

Point first_unknown(const std::vector<Point>& points) {
  for (const Point& point : points)
    if (const auto* unknown = std::get_if<Unknown>(&point); unknown && !unknown->is_missing)
      return point;
  return Unknown{"one of its metrics has no data then", true};
}

bool all_numbers(const std::vector<Point>& points) {
  return std::all_of(points.begin(), points.end(),
                     [](const Point& point) { return std::holds_alternative<double>(point); });
}

// Reads and evaluates at once, left to right, by precedence. What is not read makes all of it
// Unknown.
class Evaluator {
 public:
  Evaluator(std::string_view text, const std::vector<std::string>& metrics, const Lookup& lookup)
      : text_(text), metrics_(metrics), lookup_(lookup) {}

  Point run() {
    const Operand operand = binary(0, 0);
    skip();
    if (failed_ || at_ != text_.size() || operand.is_list) return kNotRead;
    const Point& point = operand.points.front();
    const auto* unknown = std::get_if<Unknown>(&point);
    // Of nothing comes nothing.
    if (unknown != nullptr && unknown->is_missing && !has_data_) return NoData{};
    return point;
  }

 private:
  struct Level {
    std::array<std::string_view, 6> operators;
  };
  // Weakest first.
  static constexpr std::array<Level, 5> kLevels{{{{"OR", "||"}},
                                                 {{"AND", "&&"}},
                                                 {{"==", "!=", "<=", ">=", "<", ">"}},
                                                 {{"+", "-"}},
                                                 {{"*", "/"}}}};

  void skip() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string::npos)
      ++at_;
  }
  bool take(std::string_view token) {
    skip();
    if (text_.substr(at_, token.size()) != token) return false;
    const std::size_t end = at_ + token.size();
    if (is_letter(token.front()) && end < text_.size() &&
        (is_letter(text_[end]) || is_digit(text_[end])))
      return false;
    at_ = end;
    return true;
  }
  Operand fail() {
    failed_ = true;
    return {{kNotRead}, false};
  }

  Operand binary(std::size_t level, int depth) {
    if (level == kLevels.size()) return unary(depth);
    Operand left = binary(level + 1, depth);
    while (!failed_) {
      std::string_view op;
      for (const std::string_view one : kLevels[level].operators)
        if (op.empty() && !one.empty() && take(one)) op = one;
      if (op.empty()) return left;
      const Operand right = binary(level + 1, depth);
      if (left.is_list || right.is_list) return fail();
      left.points.front() = joined(op, left.points.front(), right.points.front());
    }
    return left;
  }

  static Point joined(std::string_view op, const Point& left, const Point& right) {
    if (!all_numbers({left, right})) return first_unknown({left, right});
    const double a = std::get<double>(left);
    const double b = std::get<double>(right);
    double value = 0;
    if (op == "+")
      value = a + b;
    else if (op == "-")
      value = a - b;
    else if (op == "*")
      value = a * b;
    else if (op == "/")
      value = a / b;
    else if (op == "==")
      value = a == b ? 1 : 0;
    else if (op == "!=")
      value = a != b ? 1 : 0;
    else if (op == "<=")
      value = a <= b ? 1 : 0;
    else if (op == ">=")
      value = a >= b ? 1 : 0;
    else if (op == "<")
      value = a < b ? 1 : 0;
    else if (op == ">")
      value = a > b ? 1 : 0;
    else if (op == "AND" || op == "&&")
      value = a != 0 && b != 0 ? 1 : 0;
    else
      value = a != 0 || b != 0 ? 1 : 0;
    if (!std::isfinite(value)) return Unknown{"its expression divides by zero"};
    return value;
  }

  Operand unary(int depth) {
    if (depth > kDepth) return fail();
    if (take("-")) {
      const Operand operand = unary(depth + 1);
      if (operand.is_list) return fail();
      return {{joined("-", Point(0.0), operand.points.front())}, false};
    }
    if (take("(")) {
      Operand operand = binary(0, depth + 1);
      return take(")") ? operand : fail();
    }
    if (take("[")) {
      Operand list{arguments("]", depth), true};
      return failed_ ? fail() : list;
    }
    skip();
    if (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) return number();
    return named(depth);
  }

  Operand number() {
    double value = 0;
    const char* begin = text_.data() + at_;
    const auto read = std::from_chars(begin, text_.data() + text_.size(), value);
    if (read.ec != std::errc()) return fail();
    at_ += static_cast<std::size_t>(read.ptr - begin);
    return {{value}, false};
  }

  // An id or a call.
  Operand named(int depth) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    if (name.empty()) return fail();
    if (!take("(")) return {{looked_up(name)}, false};
    if (name == "FILL") return fill(depth);
    std::vector<Point> points = arguments(")", depth);
    if (failed_) return fail();
    if (name == "METRICS") {
      if (!points.empty()) return fail();
      for (const std::string& id : metrics_) points.push_back(looked_up(id));
      return {std::move(points), true};
    }
    return {{called(name, points)}, false};
  }

  Point looked_up(std::string_view id) {
    Point point = lookup_(id);
    has_data_ = has_data_ || !std::holds_alternative<NoData>(point);
    return point;
  }

  // Lists among them are spread.
  std::vector<Point> arguments(std::string_view close, int depth) {
    std::vector<Point> points;
    if (take(close)) return points;
    while (true) {
      Operand operand = binary(0, depth + 1);
      std::move(operand.points.begin(), operand.points.end(), std::back_inserter(points));
      if (failed_ || take(close)) return points;
      if (!take(",")) {
        failed_ = true;
        return points;
      }
    }
  }

  // FILL(metric or list, value): REPEAT and LINEAR depend on the points before.
  Operand fill(int depth) {
    Operand filled = binary(0, depth + 1);
    if (failed_ || !take(",")) return fail();
    const bool is_open = take("REPEAT") || take("LINEAR");
    const Operand with = is_open ? Operand{{Unknown{"FILL depends on what was before"}}, false}
                                 : binary(0, depth + 1);
    if (failed_ || with.is_list || !take(")")) return fail();
    for (Point& point : filled.points)
      if (std::holds_alternative<NoData>(point)) point = with.points.front();
    return filled;
  }

  static Point called(std::string_view name, const std::vector<Point>& points) {
    const bool folds = name == "SUM" || name == "MAX" || name == "MIN" || name == "AVG";
    const bool is_if = name == "IF" && points.size() == 3;
    const bool rounds = (name == "ABS" || name == "CEIL" || name == "FLOOR") && points.size() == 1;
    if ((!folds && !is_if && !rounds) || points.empty())
      return Unknown{"its expression calls `" + std::string(name) + "`, which is not judged"};
    if (is_if && std::holds_alternative<double>(points[0]))
      return std::get<double>(points[0]) != 0 ? points[1] : points[2];
    if (!all_numbers(points)) return first_unknown(points);
    std::vector<double> numbers;
    for (const Point& point : points) numbers.push_back(std::get<double>(point));
    double sum = 0;
    for (const double one : numbers) sum += one;
    if (name == "SUM") return sum;
    if (name == "AVG") return sum / static_cast<double>(numbers.size());
    if (name == "MAX") return *std::max_element(numbers.begin(), numbers.end());
    if (name == "MIN") return *std::min_element(numbers.begin(), numbers.end());
    if (name == "ABS") return std::fabs(numbers[0]);
    return name == "CEIL" ? std::ceil(numbers[0]) : std::floor(numbers[0]);
  }

  std::string_view text_;
  const std::vector<std::string>& metrics_;
  const Lookup& lookup_;
  std::size_t at_ = 0;
  bool failed_ = false;
  bool has_data_ = false;  // some metric or expression that was looked up
};

}  // namespace

Point metric_math(std::string_view expression, const std::vector<std::string>& metrics,
                  const Lookup& lookup) {
  return Evaluator(expression, metrics, lookup).run();
}

}  // namespace filtercheck::audit
