#include "shorten/drop.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/unicode.hpp"
#include "filtercheck/parse.hpp"
#include "shorten/required.hpp"
#include "shorten/rewrite.hpp"

namespace filtercheck::shorten {

namespace {

// Neighbours that are asked for the reason of a step.
constexpr std::size_t kMostAsked = 16;
constexpr std::size_t kMostAskedInAll = 512;
constexpr std::size_t kMostQuoted = 80;  // characters

class Dropper {
 public:
  Dropper(const Expression& expression, Judge& judge, std::vector<std::string>& steps)
      : whole_(pattern_of(expression)), judge_(judge), steps_(steps) {
    collect(*whole_.expression, 0);
  }

  Expression run() {
    std::vector<std::size_t> candidates = unrefuted();
    current_ = *whole_.expression;
    std::size_t group = 1;
    for (std::size_t at = 0; at < candidates.size() && !judge_.stopped();) {
      const std::size_t end = std::min(at + group, candidates.size());
      if (drop({candidates.begin() + static_cast<std::ptrdiff_t>(at),
                candidates.begin() + static_cast<std::ptrdiff_t>(end)})) {
        at = end;
        group *= 2;
      } else {
        if (group == 1) ++at;
        group = 1;
      }
    }
    return current_;
  }

 private:
  // An expression of the tree; the first is the whole. A parent comes before its operands.
  struct Node {
    Expression* expression;
    std::size_t parent;
    std::size_t length;
    std::vector<std::size_t> operands = {};
    bool dropped = false;
  };

  std::size_t collect(Expression& expression, std::size_t parent) {
    const std::size_t index = nodes_.size();
    nodes_.push_back({&expression, parent, length(expression)});
    if (auto* operands = operands_of(expression)) {
      for (Expression& operand : *operands) {
        const std::size_t inner = collect(operand, index);
        nodes_[index].operands.push_back(inner);
      }
    }
    return index;
  }

  Junction junction_around(std::size_t node) const {
    return *junction_of(*nodes_[nodes_[node].parent].expression);
  }

  // The operands beside a node that are still there.
  std::vector<std::size_t> beside(std::size_t node) const {
    std::vector<std::size_t> others;
    for (const std::size_t operand : nodes_[nodes_[node].parent].operands) {
      if (operand != node && !nodes_[operand].dropped) others.push_back(operand);
    }
    return others;
  }

  // ---- Refuting by an event ----

  // The operands that no event showed to be needed, the largest first, of equal ones the last.
  std::vector<std::size_t> unrefuted() {
    std::vector<std::size_t> order(nodes_.size() - 1);
    std::iota(order.rbegin(), order.rend(), 1);
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      return nodes_[a].length > nodes_[b].length;
    });
    std::erase_if(order, [this](std::size_t node) { return judge_.stopped() || needed(node); });
    return order;
  }

  bool needed(std::size_t node) {
    const std::vector<std::size_t> others = beside(node);
    const auto shortest = std::min_element(
        others.begin(), others.end(),
        [this](std::size_t a, std::size_t b) { return nodes_[a].length < nodes_[b].length; });
    // Without the operand, the pattern is what it is with a neighbour said twice.
    Expression said_twice = *nodes_[*shortest].expression;
    const auto shown_by = [&](const std::string& event) {
      const std::vector<bool> with = judge_.outcomes(whole_, event);
      std::swap(*nodes_[node].expression, said_twice);
      const std::vector<bool> without = judge_.outcomes(whole_, event);
      std::swap(*nodes_[node].expression, said_twice);
      return with != without;
    };
    const auto known = judge_.remembered(*nodes_[node].expression);
    if (known && shown_by(*known)) return true;
    if (const auto event = event_for(node); event && shown_by(*event)) return true;
    const auto& events = judge_.events();
    return std::any_of(events.begin(), events.end(), shown_by);
  }

  // An event that should need the operand.
  std::optional<std::string> event_for(std::size_t node) {
    const bool in_or = junction_around(node) == Junction::Or;
    Required required;
    if (in_or) required.add(*nodes_[node].expression);
    for (std::size_t at = node; at != 0; at = nodes_[at].parent) {
      if (junction_around(at) == Junction::Or) continue;
      for (const std::size_t other : beside(at)) required.add(*nodes_[other].expression);
    }
    return judge_.event(required.all(), in_or ? nullptr : nodes_[node].expression);
  }

  // ---- Leaving out ----

  // Leaves out the operands, those that are still there and not the last of their junction, if that
  // changes nothing.
  bool drop(const std::vector<std::size_t>& group) {
    std::vector<std::size_t> dropped;
    for (const std::size_t node : group) {
      if (is_gone(node) || beside(node).empty()) continue;
      nodes_[node].dropped = true;
      dropped.push_back(node);
    }
    if (dropped.empty()) return true;
    Expression without = built(0);
    const Expression* about = group.size() == 1 ? nodes_[group.front()].expression : nullptr;
    if (judge_.equivalent(current_, without, about)) {
      current_ = std::move(without);
      for (const std::size_t node : dropped) explain(node);
      return true;
    }
    for (const std::size_t node : dropped) nodes_[node].dropped = false;
    return false;
  }

  bool is_gone(std::size_t node) const {
    for (; node != 0; node = nodes_[node].parent) {
      if (nodes_[node].dropped) return true;
    }
    return false;
  }

  Expression built(std::size_t node) const {
    const Node& here = nodes_[node];
    const std::optional<Junction> junction = junction_of(*here.expression);
    if (!junction) return *here.expression;
    std::vector<Expression> operands;
    for (const std::size_t operand : here.operands) {
      if (!nodes_[operand].dropped) operands.push_back(built(operand));
    }
    return joined(*junction, std::move(operands));
  }

  // ---- Saying why ----

  void explain(std::size_t node) {
    // A node within another that went with it needs no word of its own.
    if (node != 0 && is_gone(nodes_[node].parent)) return;
    steps_.push_back("dropped " + quoted(*nodes_[node].expression) + ": " + reason(node));
  }

  std::string reason(std::size_t node) {
    const Expression& operand = *nodes_[node].expression;
    const bool in_or = junction_around(node) == Junction::Or;
    if (asked_ >= kMostAskedInAll) return by_the_rest(in_or);
    ++asked_;
    if (in_or && judge_.matches_nothing(operand)) return "it matches nothing";
    if (!in_or && judge_.matches_everything(operand)) return "it always holds";
    for (const std::size_t other : likely_reasons(node)) {
      if (++asked_ > kMostAskedInAll) break;
      const Expression& neighbour = *nodes_[other].expression;
      const bool implied = in_or ? implies(operand, neighbour) : implies(neighbour, operand);
      if (!implied) continue;
      last_reason_ = other;
      return in_or ? quoted(neighbour) + " matches all that it matches"
                   : "implied by " + quoted(neighbour);
    }
    return by_the_rest(in_or);
  }

  static const char* by_the_rest(bool in_or) {
    return in_or ? "it matches nothing that the rest does not match"
                 : "implied by the rest of the pattern";
  }

  // Neighbours to ask: that of the last reason first, then the shortest, which as a rule say least
  // and so match most.
  std::vector<std::size_t> likely_reasons(std::size_t node) const {
    std::vector<std::size_t> others = beside(node);
    std::stable_sort(others.begin(), others.end(), [this](std::size_t a, std::size_t b) {
      if ((a == last_reason_) != (b == last_reason_)) return a == last_reason_;
      return nodes_[a].length < nodes_[b].length;
    });
    others.resize(std::min(others.size(), kMostAsked));
    return others;
  }

  bool implies(const Expression& a, const Expression& b) {
    const Relation relation = judge_.compare(a, pattern_of(b)).relation;
    return relation == Relation::Subset || relation == Relation::Equivalent;
  }

  Pattern whole_;  // its tree does not move: nodes point into it
  Judge& judge_;
  std::vector<std::string>& steps_;
  std::vector<Node> nodes_;
  Expression current_;
  std::size_t asked_ = 0;
  std::size_t last_reason_ = 0;  // the whole is beside nothing
};

}  // namespace

Expression without_needless(const Expression& expression, Judge& judge,
                            std::vector<std::string>& steps) {
  return Dropper(expression, judge, steps).run();
}

std::string quoted(const Expression& expression) {
  const std::string text = format(expression);
  if (base::count_code_points(text) <= kMostQuoted) return "`" + text + "`";
  std::string cut;
  for (const char32_t c : base::decode_utf8(text).substr(0, kMostQuoted - 3))
    base::append_utf8(cut, c);
  return "`" + cut + "...`";
}

}  // namespace filtercheck::shorten
