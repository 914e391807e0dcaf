// The idea. Rewrites are tried in rounds, each applied only where it makes the text shorter and the
// judge has proven that it keeps the meaning; when a round changes nothing, that is one candidate.
// Greedy rewriting ends in a local optimum, so there are several starts that say the same in other
// ways: the pattern as it is, its normal form, and `&&` and `||` distributed over each other where
// that does not explode. The shortest end is the answer, of equally short ones that of the earliest
// start. It is then a pattern like any other, and all this is repeated until it yields nothing: so
// simplifying twice changes nothing. Every repetition is shorter by a character at least.
//
// Rejected: Quine-McCluskey and its like. Conditions on one field exclude and imply one another, so
// most rows of a truth table do not exist, and compare() already knows which.
#include "filtercheck/simplify.hpp"

#include <algorithm>
#include <list>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"
#include "shorten/drop.hpp"
#include "shorten/judge.hpp"
#include "shorten/required.hpp"
#include "shorten/rewrite.hpp"

namespace filtercheck {

namespace {

using shorten::Judge;
using shorten::Junction;
using Steps = std::vector<std::string>;

// Above this many conditions only the layout is changed.
constexpr std::size_t kMostConditions = 4'000;
// Nesting that a rewrite may add to that of the pattern.
constexpr std::size_t kMostAddedDepth = 16;
// Operands of one junction above which pairs are not looked at.
constexpr std::size_t kMostPaired = 64;

std::size_t points(const std::string& text) { return base::count_code_points(text); }

// A way to say the pattern, and how it was come by.
struct Said {
  Expression expression;
  Steps steps;
};

// One start: rewrites in rounds until none makes it shorter.
class Improver {
 public:
  Improver(Said start, Judge& judge, bool globs, std::size_t most_depth)
      : said_(std::move(start)), judge_(judge), globs_(globs), most_depth_(most_depth) {}

  Said run() {
    std::size_t before = 0;
    do {
      before = shorten::length(said_.expression);
      adopt(shorten::plainly_spelled(said_.expression),
            "said numbers and texts in fewer characters");
      adopt(shorten::without_repetition(said_.expression), "said once what was said twice");
      adopt(shorten::factored(said_.expression), "said common conditions once");
      said_.expression = shorten::without_needless(said_.expression, judge_, said_.steps);
      rewrite_within({});
    } while (shorten::length(said_.expression) < before && !judge_.stopped());
    return std::move(said_);
  }

 private:
  // Whether a candidate is shorter and proven to mean the same.
  bool is_better(const Expression& candidate) {
    return shorten::length(candidate) < shorten::length(said_.expression) &&
           shorten::depth(candidate) <= most_depth_ &&
           judge_.equivalent(said_.expression, candidate);
  }

  bool adopt(Expression candidate, std::string step) {
    if (!is_better(candidate)) return false;
    said_.expression = std::move(candidate);
    said_.steps.push_back(std::move(step));
    return true;
  }

  // The operand indices from the whole to an expression within it.
  using Path = std::vector<std::size_t>;

  static Expression& at(Expression& whole, const Path& path) {
    Expression* here = &whole;
    for (const std::size_t index : path) here = &(*shorten::operands_of(*here))[index];
    return *here;
  }

  Expression replaced(const Path& path, Expression replacement) const {
    Expression candidate = said_.expression;
    at(candidate, path) = std::move(replacement);
    return candidate;
  }

  // Every condition at and below the path, and every pair of operands.
  void rewrite_within(const Path& path) {
    const auto* operands = shorten::operands_of(at(said_.expression, path));
    if (operands == nullptr) return rewrite_condition(path);
    Path inner = path;
    inner.push_back(0);
    // The number of operands does not change: a replacement is a condition for a condition.
    const std::size_t count = operands->size();
    for (std::size_t i = 0; i < count && !judge_.stopped(); ++i) {
      inner.back() = i;
      rewrite_within(inner);
    }
    while (merge_two(path)) {
    }
  }

  void rewrite_condition(const Path& path) {
    const Expression here = at(said_.expression, path);
    for (const auto& chain : shorten::shorter_conditions(here, globs_)) {
      if (differs_around(path, here, chain.front())) continue;
      std::optional<Expression> best;
      // The last of the chain that still means the same, by halving after the first.
      std::size_t good = 0;
      for (std::size_t bad = chain.size(), next = 0; good <= next && next < bad;) {
        Expression candidate = replaced(path, chain[next]);
        if (is_better(candidate)) {
          best = std::move(candidate);
          good = next;
        } else {
          bad = next;
        }
        next = best ? good + std::max<std::size_t>((bad - good) / 2, 1) : bad;
      }
      if (!best) continue;
      said_.expression = *std::move(best);
      said_.steps.push_back(wrote(shorten::quoted(here), chain[good]));
      return;
    }
  }

  // Whether an event made for it tells a condition from its replacement at the path.
  bool differs_around(const Path& path, const Expression& here, const Expression& replacement) {
    shorten::Required required;
    const Pattern whole = shorten::pattern_of(said_.expression);
    const Pattern candidate = shorten::pattern_of(replaced(path, replacement));
    const auto told_apart_by = [&](const Expression& matching, const Expression& other) {
      shorten::Required all = required;
      all.add(matching);
      const auto event = judge_.event(all.all(), &other);
      return event && judge_.outcomes(whole, *event) != judge_.outcomes(candidate, *event);
    };
    const Expression* around = &said_.expression;
    for (const std::size_t index : path) {
      const auto& operands = *shorten::operands_of(*around);
      if (shorten::junction_of(*around) == Junction::And) {
        for (std::size_t i = 0; i < operands.size(); ++i) {
          if (i != index) required.add(operands[i]);
        }
      }
      around = &operands[index];
    }
    return told_apart_by(here, replacement) || told_apart_by(replacement, here);
  }

  static std::string wrote(const std::string& before, const Expression& after) {
    return "wrote " + before + " as " + shorten::quoted(after);
  }

  // Merges the first two operands that can be merged.
  bool merge_two(const Path& path) {
    const Expression here = at(said_.expression, path);
    const auto* operands = shorten::operands_of(here);
    if (operands == nullptr || operands->size() > kMostPaired) return false;
    for (std::size_t i = 0; i < operands->size(); ++i) {
      for (std::size_t j = i + 1; j < operands->size(); ++j) {
        const Expression& a = (*operands)[i];
        const Expression& b = (*operands)[j];
        const auto one = shorten::merged(*shorten::junction_of(here), a, b, globs_);
        if (!one) continue;
        std::vector<Expression> rest = *operands;
        rest[i] = *one;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(j));
        Expression both = shorten::joined(*shorten::junction_of(here), std::move(rest));
        if (adopt(replaced(path, std::move(both)),
                  wrote(shorten::quoted(a) + " and " + shorten::quoted(b), *one))) {
          return true;
        }
      }
    }
    return false;
  }

  Said said_;
  Judge& judge_;
  bool globs_;
  std::size_t most_depth_;
};

// More terms take too many comparisons.
constexpr std::size_t kMostTerms = 200;

class Simplifier {
 public:
  Simplifier(const Pattern& input, const SimplifyOptions& options)
      : input_(input),
        options_(options),
        limits_(parse(input.text).ok() ? Limits::aws() : Limits::beyond_aws()),
        judge_(options.decide, options.allow_globs ||
                                   (input.expression && depends_on_reading(*input.expression))) {}

  Simplified run() {
    if (input_.kind == Kind::Terms) return with_fewer_terms();
    if (!input_.expression) return answer(input_, {});
    if (shorten::conditions(*input_.expression) > kMostConditions) {
      Simplified simplified = answer(input_, {});
      simplified.caveats.push_back(stopped());
      return simplified;
    }
    if (auto trivial = matching_all_or_nothing()) return *std::move(trivial);
    Said best{*input_.expression, {}};
    for (;;) {
      Said next = shortest_from(best);
      if (shorten::length(next.expression) >= shorten::length(best.expression)) break;
      best.expression = std::move(next.expression);
      best.steps.insert(best.steps.end(), next.steps.begin(), next.steps.end());
    }
    return with_open_questions(answer(shorten::pattern_of(best.expression), best.steps));
  }

 private:
  // Without terms that the others say already, one after the other.
  Simplified with_fewer_terms() const {
    Pattern best = input_;
    Steps steps;
    if (input_.terms.size() > kMostTerms) {
      Simplified simplified = answer(input_, {});
      simplified.caveats.push_back(stopped());
      return simplified;
    }
    for (std::size_t i = best.terms.size(); i-- > 0 && best.terms.size() > 1;) {
      const auto at = static_cast<std::ptrdiff_t>(i);
      Pattern fewer = best;
      fewer.terms.erase(fewer.terms.begin() + at);
      fewer.text = format(fewer);
      if (compare(input_, fewer, options_.decide).relation != Relation::Equivalent) continue;
      Pattern dropped;
      dropped.kind = Kind::Terms;
      dropped.terms = {best.terms[i]};
      steps.push_back("dropped `" + format(dropped) + "`: the other terms say it");
      best = std::move(fewer);
    }
    return answer(best, std::move(steps));
  }

  static Caveat stopped() { return {codes::kSimplifyStopped, {}}; }

  // Where the shortest pattern is known: the empty one matches every event.
  std::optional<Simplified> matching_all_or_nothing() {
    if (judge_.matches_everything(*input_.expression))
      return answer({}, {"it matches every event"});
    const bool star = options_.allow_globs || own_globs().contains("*");
    const Expression nothing = shorten::never(star);
    if (shorten::length(nothing) >= shorten::length(*input_.expression) ||
        !judge_.equivalent(*input_.expression, nothing)) {
      return std::nullopt;
    }
    return answer(shorten::pattern_of(nothing), {"it matches nothing"});
  }

  // ---- Starts ----

  Said shortest_from(const Said& from) {
    const std::size_t most_depth = shorten::depth(from.expression) + kMostAddedDepth;
    Said best = Improver({from.expression, {}}, judge_, options_.allow_globs, most_depth).run();
    std::set<std::string> tried{shorten::order_free(from.expression),
                                shorten::order_free(best.expression)};
    for (Said& start : other_starts(from.expression)) {
      if (!tried.insert(shorten::order_free(start.expression)).second ||
          !judge_.equivalent(from.expression, start.expression)) {
        continue;
      }
      Said end = Improver(std::move(start), judge_, options_.allow_globs, most_depth).run();
      const bool shorter = shorten::length(end.expression) < shorten::length(best.expression);
      if (shorter && is_allowed(end.expression)) best = std::move(end);
    }
    return best;
  }

  std::list<Said> other_starts(const Expression& from) const {
    std::list<Said> starts;
    const std::string normal = normalize(shorten::pattern_of(from)).text;
    const Result<Pattern> parsed = parse(normal, Limits::beyond_aws());
    if (parsed.ok() && parsed.value().expression)
      starts.push_back({*parsed.value().expression, {"began from the normal form"}});
    if (auto distributed = shorten::expanded(from, Junction::Or))
      starts.push_back({*std::move(distributed), {"began with `&&` distributed over `||`"}});
    if (auto distributed = shorten::expanded(from, Junction::And))
      starts.push_back({*std::move(distributed), {"began with `||` distributed over `&&`"}});
    return starts;
  }

  std::set<std::string> own_globs() const { return shorten::globs_of(*input_.expression); }

  // Distributing repeats conditions, of which AWS allows few of some sorts; and the normal form may
  // have a `*` of its own.
  bool is_allowed(const Expression& expression) const {
    if (!parse(format(shorten::pattern_of(expression), Layout::Tight), limits_).ok()) return false;
    const std::set<std::string> own = own_globs();
    const std::set<std::string> globs = shorten::globs_of(expression);
    return options_.allow_globs ||
           std::includes(own.begin(), own.end(), globs.begin(), globs.end());
  }

  // ---- The answer ----

  // The pattern in the canonical layout if that is not longer than the text that was given, else in
  // the tight one, else as it was given.
  std::string text_of(const Pattern& pattern) const {
    const std::size_t most = points(input_.text);
    for (std::string text : {format(pattern), format(pattern, Layout::Tight)}) {
      if (points(text) <= most) return text;
    }
    return input_.text;
  }

  Simplified answer(const Pattern& pattern, Steps steps) const {
    const std::string text = text_of(pattern);
    const Result<Pattern> parsed = parse(text, limits_);
    Simplified simplified{input_, {}, input_.caveats};
    if (text == input_.text || !parsed.ok()) return simplified;
    if (parsed.value() == input_) {
      steps = {"changed the layout"};
    } else {
      const CompareAnswer proof = compare(input_, parsed.value(), options_.decide);
      if (proof.relation != Relation::Equivalent) return simplified;
      simplified.caveats = proof.caveats;
    }
    simplified.pattern = parsed.value();
    simplified.steps = std::move(steps);
    return simplified;
  }

  // Adds what was left untried, and why.
  Simplified with_open_questions(Simplified simplified) const {
    std::vector<Caveat> open = judge_.open();
    if (judge_.stopped()) open.push_back(stopped());
    for (Caveat& caveat : open) {
      auto& known = simplified.caveats;
      if (std::find(known.begin(), known.end(), caveat) == known.end())
        known.push_back(std::move(caveat));
    }
    return simplified;
  }

  const Pattern& input_;
  const SimplifyOptions& options_;
  Limits limits_;
  Judge judge_;
};

}  // namespace

Simplified simplify(const Pattern& pattern, const SimplifyOptions& options) {
  return Simplifier(pattern, options).run();
}

}  // namespace filtercheck
