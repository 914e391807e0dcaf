#include "decide/sat_solver.hpp"

#include <algorithm>
#include <cadical.hpp>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "filtercheck/verdict.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {

// --- Solving -------------------------------------------------------------------------------------

// A solver of CaDiCaL. Where memory runs out while it makes room for variables, its destructor
// frees what was never allocated (Internal::enlarge of 1.5 sets the size last). So one through
// which std::bad_alloc has passed is never destroyed, nor used again: what it holds is lost.
class Cadical {
 public:
  template <typename Use>
  auto use(const Use& body) {
    try {
      return body(*solver_);
    } catch (const std::bad_alloc&) {
      static_cast<void>(solver_.release());
      throw;
    }
  }

 private:
  std::unique_ptr<CaDiCaL::Solver> solver_ = std::make_unique<CaDiCaL::Solver>();
};

namespace {

constexpr int kSatisfiable = 10;
constexpr int kUnsatisfiable = 20;

std::optional<bool> solved(CaDiCaL::Solver& cadical) {
  cadical.limit("conflicts", values::Budget::kConflicts);
  switch (cadical.solve()) {
    case kSatisfiable:
      return true;
    case kUnsatisfiable:
      return false;
    default:
      return std::nullopt;
  }
}

void add_clause(CaDiCaL::Solver& cadical, const SatClause& clause) {
  for (const int literal : clause) cadical.add(literal);
  cadical.add(0);
}

}  // namespace

SatSolver::SatSolver() : solver_(std::make_unique<Cadical>()) {
  solver_->use([](CaDiCaL::Solver& cadical) {
    cadical.set("quiet", 1);
    cadical.set("phase", 0);
    cadical.set("lucky", 0);
  });
}

SatSolver::~SatSolver() = default;

void SatSolver::add(const SatClause& clause) {
  solver_->use([&](CaDiCaL::Solver& cadical) { add_clause(cadical, clause); });
}
void SatSolver::prefer(int literal) {
  solver_->use([&](CaDiCaL::Solver& cadical) { cadical.phase(literal); });
}
void SatSolver::assume(int literal) {
  solver_->use([&](CaDiCaL::Solver& cadical) { cadical.assume(literal); });
}
std::optional<bool> SatSolver::solve() { return solver_->use(solved); }
bool SatSolver::value(int variable) {
  return solver_->use([&](CaDiCaL::Solver& cadical) { return cadical.val(variable) > 0; });
}

// --- Refutations ---------------------------------------------------------------------------------

namespace {

// A stream into a text. A stream of open_memstream() would not say that memory ran out.
class TextStream {
 public:
  TextStream() : file_(fopencookie(this, "w", {nullptr, append, nullptr, nullptr}), std::fclose) {
    if (file_ == nullptr) throw std::bad_alloc();
  }
  TextStream(const TextStream&) = delete;  // the stream knows where this is
  TextStream& operator=(const TextStream&) = delete;

  std::FILE* file() { return file_.get(); }

  // All that was written; nothing can be written after it.
  const std::string& text() {
    file_.reset();
    if (failed_) throw std::bad_alloc();
    return text_;
  }

 private:
  // Called by C code, through which nothing can be thrown.
  static ssize_t append(void* stream, const char* bytes, std::size_t size) {
    auto& self = *static_cast<TextStream*>(stream);
    try {
      self.text_.append(bytes, size);
    } catch (const std::bad_alloc&) {
      self.failed_ = true;
    }
    return static_cast<ssize_t>(size);  // failed_ says all there is
  }

  std::string text_;
  bool failed_ = false;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;  // the first to go: it may write yet
};

// What CaDiCaL learned until it had a contradiction, in order. Without inprocessing every learned
// clause follows from the earlier ones by unit propagation. No value: it gave up.
std::optional<std::vector<SatClause>> learned_clauses(const std::vector<SatClause>& clauses) {
  TextStream proof;
  std::optional<bool> answer;
  {
    Cadical solver;
    answer = solver.use([&](CaDiCaL::Solver& cadical) {
      cadical.set("quiet", 1);
      cadical.configure("plain");
      cadical.set("binary", 0);
      cadical.trace_proof(proof.file(), "memory");
      for (const SatClause& clause : clauses) add_clause(cadical, clause);
      return solved(cadical);
    });
  }
  const std::string& text = proof.text();
  if (!answer) return std::nullopt;
  if (*answer) throw InternalError("clauses were unsatisfiable and are satisfiable");
  std::vector<SatClause> learned;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at < end) {
    const bool deleted = *at == 'd';
    if (deleted) ++at;
    SatClause clause;
    char* behind = nullptr;
    while (const long literal = std::strtol(at, &behind, 10)) {
      clause.push_back(static_cast<int>(literal));
      at = behind;
    }
    at = behind;
    while (*at == '\n') ++at;
    if (!deleted) learned.push_back(std::move(clause));
  }
  return learned;
}

// Unit propagation with a memory of what made each literal true, over watched literals.
class Propagation {
 public:
  explicit Propagation(std::size_t variables)
      : value_(variables + 1, 0), reason_(value_.size(), kNone), watches_(2 * value_.size()) {}

  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  // What follows from single clauses alone is kept for good. False: a contradiction, see `hints`.
  bool add(SatClause clause) {
    const std::size_t id = clauses_.size();
    clauses_.push_back(std::move(clause));
    SatClause& added = clauses_.back();
    // Two literals that are not false, if there are, are watched.
    std::partition(added.begin(), added.end(), [this](int l) { return value(l) >= 0; });
    if (added.size() > 1) {
      watch(added[0], id);
      watch(added[1], id);
    }
    const bool is_false = added.empty() || value(added[0]) < 0;
    if (is_false) {
      conflict_ = id;
      return false;
    }
    const bool is_unit = added.size() == 1 || value(added[1]) < 0;
    if (is_unit && value(added[0]) == 0) assign(added[0], id);
    return propagate();
  }

  // Whether a literal is kept as true: then nothing will ever follow from the clause.
  bool is_satisfied(const SatClause& clause) const {
    return std::any_of(clause.begin(), clause.end(), [this](int l) { return value(l) > 0; });
  }

  // The clauses by which `clause` follows, in the order in which they are used; no value: it does
  // not follow by unit propagation.
  std::optional<std::vector<std::size_t>> hints(const SatClause& clause) {
    const std::size_t mark = trail_.size();
    for (const int literal : clause) {
      if (value(literal) == 0) assign(-literal, kNone);
    }
    std::optional<std::vector<std::size_t>> from;
    if (!propagate()) from = hints();
    undo(mark);
    return from;
  }

  // Of the contradiction that was found: it and, before it, what made its literals false, and so
  // on.
  std::vector<std::size_t> hints() const {
    std::vector<char> needed(value_.size(), 0);
    std::vector<std::size_t> from{conflict_};
    const auto need = [&](std::size_t id) {
      for (const int literal : clauses_[id]) needed[index(literal)] = 1;
    };
    need(conflict_);
    for (auto literal = trail_.rbegin(); literal != trail_.rend(); ++literal) {
      const std::size_t reason = reason_[index(*literal)];
      if (needed[index(*literal)] == 0 || reason == kNone) continue;
      from.push_back(reason);
      need(reason);
    }
    std::reverse(from.begin(), from.end());
    return from;
  }

 private:
  static std::size_t index(int literal) { return static_cast<std::size_t>(std::abs(literal)); }
  int value(int literal) const {
    return literal > 0 ? value_[index(literal)] : -value_[index(literal)];
  }
  std::vector<std::size_t>& watches(int literal) {
    return watches_[2 * index(literal) + (literal < 0 ? 1U : 0U)];
  }
  void watch(int literal, std::size_t id) { watches(literal).push_back(id); }

  void assign(int literal, std::size_t reason) {
    value_[index(literal)] = literal > 0 ? 1 : -1;
    reason_[index(literal)] = reason;
    trail_.push_back(literal);
  }

  void undo(std::size_t mark) {
    while (trail_.size() > mark) {
      value_[index(trail_.back())] = 0;
      trail_.pop_back();
    }
    next_ = mark;
  }

  bool propagate() {
    while (next_ < trail_.size()) {
      const int made_false = -trail_[next_++];
      std::vector<std::size_t>& watching = watches(made_false);
      std::size_t kept = 0;
      for (std::size_t i = 0; i < watching.size(); ++i) {
        const std::size_t id = watching[i];
        SatClause& clause = clauses_[id];
        if (clause[0] == made_false) std::swap(clause[0], clause[1]);
        const auto other = std::find_if(clause.begin() + 2, clause.end(),
                                        [this](int literal) { return value(literal) >= 0; });
        if (value(clause[0]) <= 0 && other != clause.end()) {
          std::swap(clause[1], *other);
          watch(clause[1], id);
          continue;
        }
        watching[kept++] = id;
        if (value(clause[0]) > 0) continue;
        if (value(clause[0]) == 0) {
          assign(clause[0], id);
          continue;
        }
        while (++i < watching.size()) watching[kept++] = watching[i];
        watching.resize(kept);
        conflict_ = id;
        return false;
      }
      watching.resize(kept);
    }
    return true;
  }

  std::vector<SatClause> clauses_;
  std::vector<int> value_;  // by variable: 1 true, -1 false
  std::vector<std::size_t> reason_;
  std::vector<std::vector<std::size_t>> watches_;
  std::vector<int> trail_;
  std::size_t next_ = 0;
  std::size_t conflict_ = kNone;
};

// Only the steps that the last one needs.
Refutation trimmed(std::vector<Refutation::Step> steps, std::size_t clauses) {
  std::vector<char> needed(steps.size(), 0);
  needed.back() = 1;
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (needed[i] == 0) continue;
    for (const std::size_t id : steps[i].from) {
      if (id >= clauses) needed[id - clauses] = 1;
    }
  }
  std::vector<std::size_t> moved(steps.size());
  Refutation refutation;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (needed[i] == 0) continue;
    moved[i] = clauses + refutation.steps.size();
    for (std::size_t& id : steps[i].from) {
      if (id >= clauses) id = moved[id - clauses];
    }
    refutation.steps.push_back(std::move(steps[i]));
  }
  return refutation;
}

}  // namespace

std::optional<Refutation> refute(const std::vector<SatClause>& clauses) {
  std::size_t variables = 0;
  for (const SatClause& clause : clauses) {
    for (const int literal : clause) {
      variables = std::max(variables, static_cast<std::size_t>(std::abs(literal)));
    }
  }
  Propagation propagation(variables);
  std::vector<Refutation::Step> steps;
  for (const SatClause& clause : clauses) {
    if (propagation.add(clause)) continue;
    steps.push_back({{}, propagation.hints()});
    return trimmed(std::move(steps), clauses.size());
  }
  const auto learned = learned_clauses(clauses);
  if (!learned) return std::nullopt;
  for (const SatClause& clause : *learned) {
    if (propagation.is_satisfied(clause)) continue;
    auto from = propagation.hints(clause);
    if (!from) throw InternalError("a learned clause does not follow by unit propagation");
    steps.push_back({clause, std::move(*from)});
    if (clause.empty()) return trimmed(std::move(steps), clauses.size());
    if (propagation.add(clause)) continue;
    steps.push_back({{}, propagation.hints()});
    return trimmed(std::move(steps), clauses.size());
  }
  throw InternalError("a refutation has no end");
}

}  // namespace filtercheck::decide
