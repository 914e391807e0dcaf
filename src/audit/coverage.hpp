// Whether patterns, alone or together, cover what a control asks for. Equal patterns are parsed and
// decided once, however many filters have them.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "eval/json.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::audit {

// What is asked: of a control, its requirements, which are JSON patterns.
struct Asked {
  std::string control;
  std::string title;
  std::vector<std::string> frameworks;
  std::string pattern;  // as its source prescribes it; may be empty
  std::vector<Requirement> requirements;
};

struct Covering {
  CheckVerdict verdict = CheckVerdict::Undecided;
  std::vector<std::string> missed;  // NotCovered: events by name, or labels
  std::string why;                  // Undecided; or why AWS rejects the pattern
  std::vector<std::string> notes;   // Covered: what that takes for granted
};

class Coverage {
 public:
  Coverage(const std::vector<Asked>& asked, const DecideOptions& options);

  using PatternId = std::size_t;
  PatternId id_of(const std::string& pattern);

  // How much of the control, the `question`-th, patterns have to do with together: how many of its
  // requirements' own events they match and, behind that, how many they name. Costs no search.
  struct Relation {
    std::size_t matched = 0;
    std::size_t named = 0;
    auto operator<=>(const Relation&) const = default;
    bool is_none() const { return matched == 0 && named == 0; }
  };
  Relation relation(std::size_t question, const std::vector<PatternId>& patterns);
  // False: the patterns together surely do not cover the control. Costs no search.
  bool may_cover(std::size_t question, const std::vector<PatternId>& patterns) {
    return relation(question, patterns).matched == asked_[question].requirements.size();
  }

  // Of the patterns together. Not empty. Throws InternalError.
  const Covering& decide(std::size_t question, std::vector<PatternId> patterns);

 private:
  struct Hit {
    bool matched = false;  // the required event, under some reading
    bool named = false;    // the event, in the text
  };
  struct Parsed {
    std::string text;
    Result<Pattern> pattern;
    bool depends_on_reading;
    // By question and requirement; empty: not looked at.
    std::vector<std::vector<Hit>> hits;
  };
  using Event = eval::JsonDocument;
  const Event* event_of(const Requirement& requirement);
  static bool matches_under_any(const Parsed& parsed, const Event& event);
  const std::vector<Hit>& hits(std::size_t question, PatternId pattern);
  Covering decide_anew(std::size_t question, const std::vector<PatternId>& patterns);

  const std::vector<Asked>& asked_;
  DecideOptions options_;
  // By line, which they refer to.
  std::map<std::string, std::unique_ptr<const Event>> known_events_;
  std::vector<std::vector<const Event*>> events_;  // by question, by requirement; null: none
  std::deque<Parsed> patterns_;
  std::unordered_map<std::string, PatternId> ids_;
  std::map<std::pair<std::size_t, std::vector<PatternId>>, Covering> decided_;
};

}  // namespace filtercheck::audit
