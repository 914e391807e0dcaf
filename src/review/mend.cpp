#include "review/mend.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/codes.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "review/aim.hpp"
#include "review/review.hpp"

namespace filtercheck::review {

namespace {

// Which edits a filter gets. What does not pass gets less the next time.
enum class Zeal : std::uint8_t { All, KeepingMeaning, TheFirst, None };

bool is_same_filter(const JudgedFilter& a, const JudgedFilter& b) {
  const auto what = [](const scan::Filter& filter) {
    return std::tie(filter.address, filter.container, filter.role, filter.where.source->name());
  };
  return what(a.found) == what(b.found);
}

bool means_the_same(const JudgedFilter& before, const JudgedFilter& after) {
  const auto a = parse(before.found.pattern.value());
  const auto b = parse(after.found.pattern.value());
  if (!a.ok() || !b.ok()) return false;
  // What a transformer made of a record may be anything.
  const Domain domain = before.found.sees_transformed ? Domain::Json : domain_of(a.value());
  return compare(a.value(), b.value(), {ReadingChoice::Both, domain}).relation ==
         Relation::Equivalent;
}

// Whether it covers the control, or another version of it.
bool covers(const JudgedFilter& filter, std::string_view control) {
  return std::any_of(filter.results.begin(), filter.results.end(), [&](const ControlResult& one) {
    return family_of(one.control) == family_of(control) && one.verdict == CheckVerdict::Covered;
  });
}

// `is_changed`: by an edit that changes what it matches.
bool may_become(const JudgedFilter& before, const JudgedFilter& after, bool is_changed) {
  if (before.found.pattern.value() == after.found.pattern.value()) return true;
  bool now_covers = false;
  for (std::size_t i = 0; i < before.results.size(); ++i) {
    const ControlResult& then = after.results[i];
    const bool is_covered = then.verdict == CheckVerdict::Covered;
    if (before.results[i].verdict == CheckVerdict::Covered && !is_covered) return false;
    now_covers = now_covers || (is_covered && then.is_meant && !covers(before, then.control));
  }
  return is_changed ? now_covers : means_the_same(before, after);
}

// Which filters have a part of a file for their pattern.
class Owners {
 public:
  explicit Owners(const std::vector<JudgedFilter>& filters) {
    for (std::size_t i = 0; i < filters.size(); ++i)
      for (const scan::Text::Piece& piece : filters[i].found.pattern.pieces())
        if (piece.source) owners_[{piece.source.get(), piece.written.begin}].push_back(i);
  }

  // Of the part in which an edit begins.
  const std::vector<std::size_t>* of(const Edit& edit) const {
    // An insertion belongs to what stands before it.
    const Span span = edit.where.span;
    const std::size_t at = span.begin == span.end ? span.begin - 1 : span.begin;
    auto behind = owners_.upper_bound({edit.where.source.get(), at});
    if (behind == owners_.begin()) return nullptr;
    --behind;
    return behind->first.first == edit.where.source.get() ? &behind->second : nullptr;
  }

 private:
  std::map<std::pair<const scan::Source*, std::size_t>, std::vector<std::size_t>> owners_;
};

// Of a file, by where each begins.
class Edits {
 public:
  // Whether no other is in its way.
  bool has_room_for(const Edit& edit) const {
    const Span span = edit.where.span;
    const auto next = edits_.lower_bound(span.begin);
    if (next != edits_.end() && (next->first == span.begin || next->first < span.end)) return false;
    return next == edits_.begin() || std::prev(next)->second.where.span.end <= span.begin;
  }
  void add(const Edit& edit) { edits_.emplace(edit.where.span.begin, edit); }

  std::vector<Edit> in_order() const {
    std::vector<Edit> all;
    for (const auto& [begin, edit] : edits_) all.push_back(edit);
    return all;
  }

 private:
  std::map<std::size_t, Edit> edits_;
};

// One way of mending, up to what comes of it.
class Attempt {
 public:
  Attempt(scan::Files files, Judge& judge, const Settings& settings, const std::vector<Zeal>& zeal)
      : files_(std::move(files)),
        judge_(judge),
        settings_(settings),
        zeal_(zeal),
        changed_(zeal.size()) {}

  // By filter: whether an edit was made that changes what it matches.
  const std::vector<bool>& changed() const { return changed_; }

  // A pattern that AWS takes after the first round may have other faults. What completes one comes
  // last: then it is known what is still missed.
  Mended mended(Report before) {
    report_ = std::move(before);
    for (const bool completes : {false, false, true}) {
      if (!make(completes)) continue;
      report_ = Report{};
      review(files_, judge_, report_);
      settle(files_, settings_, report_);
    }
    Mended mended;
    for (auto& [name, patched] : patched_) mended.files.push_back(std::move(patched));
    mended.made = std::move(made_);
    mended.left = static_cast<std::size_t>(
        std::count_if(report_.findings.begin(), report_.findings.end(),
                      [](const Finding& finding) { return !finding.edits.empty(); }));
    mended.report = std::move(report_);
    return mended;
  }

 private:
  // Whether there was an edit to make.
  bool make(bool completes) {
    const Owners owners(report_.filters);
    std::vector<bool> has_edit(report_.filters.size());
    std::map<std::string, Edits> edits;
    for (const Finding& finding : report_.findings) {
      const bool is_completion = finding.code == codes::kControlNotCovered;
      if (finding.edits.empty() || is_completion != completes) continue;
      if (!is_wanted(finding, owners, has_edit) || !add(finding.edits, edits)) continue;
      made_.push_back(finding);
      if (!finding.changes_meaning) continue;
      for (const std::size_t filter : *owners.of(finding.edits.front())) changed_[filter] = true;
    }
    for (const auto& [name, of_file] : edits) {
      Patched& patched = patched_.try_emplace(name, files_.at(name)).first->second;
      patched.apply(of_file.in_order());
      files_.at(name) = std::make_shared<scan::Source>(name, patched.text());
    }
    return !edits.empty();
  }

  bool is_wanted(const Finding& finding, const Owners& owners, std::vector<bool>& has_edit) const {
    const std::vector<std::size_t>* of_edit = owners.of(finding.edits.front());
    if (of_edit == nullptr) return false;
    Zeal least = Zeal::All;
    bool has_one = false;
    for (const std::size_t filter : *of_edit) {
      least = std::max(least, zeal_[filter]);
      has_one = has_one || has_edit[filter];
    }
    if (least == Zeal::None || (least != Zeal::All && finding.changes_meaning)) return false;
    if (least == Zeal::TheFirst && has_one) return false;
    for (const std::size_t filter : *of_edit) has_edit[filter] = true;
    return true;
  }

  // Adds all of them or, where others are in the way, none. False: none was added; for another
  // filter they may be there already.
  static bool add(const std::vector<Edit>& edits, std::map<std::string, Edits>& all) {
    const auto of = [&](const Edit& edit) -> Edits& { return all[edit.where.source->name()]; };
    if (!std::all_of(edits.begin(), edits.end(),
                     [&](const Edit& edit) { return of(edit).has_room_for(edit); }))
      return false;
    for (const Edit& edit : edits) of(edit).add(edit);
    return true;
  }

  scan::Files files_;
  Judge& judge_;
  const Settings& settings_;
  const std::vector<Zeal>& zeal_;
  std::vector<bool> changed_;
  Report report_;
  std::map<std::string, Patched> patched_;
  std::vector<Finding> made_;
};

}  // namespace

Mended mend(const scan::Files& files, Judge& judge, const Settings& settings,
            const Report& before) {
  std::vector<Zeal> zeal(before.filters.size(), Zeal::All);
  while (true) {
    Attempt attempt(files, judge, settings, zeal);
    Mended mended = attempt.mended(before);
    const std::vector<JudgedFilter>& after = mended.report.filters;
    if (!std::equal(before.filters.begin(), before.filters.end(), after.begin(), after.end(),
                    is_same_filter))
      throw InternalError("with its findings mended, other filters are read");
    bool passes = true;
    for (std::size_t i = 0; i < after.size(); ++i) {
      if (may_become(before.filters[i], after[i], attempt.changed()[i])) continue;
      if (zeal[i] == Zeal::None) throw InternalError("a filter changed that no edit was made to");
      zeal[i] = static_cast<Zeal>(static_cast<int>(zeal[i]) + 1);
      passes = false;
    }
    if (passes) return mended;
  }
}

}  // namespace filtercheck::review
