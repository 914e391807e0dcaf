#include "audit/selectors.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace filtercheck::audit {

namespace {

// What a selector lets through, of management events.
struct Passes {
  bool reads = false;
  bool writes = false;
  bool is_known = true;                 // false: it may let through less
  std::string why;                      // not known
  std::vector<std::string> conditions;  // on `eventSource`, all of which hold: parts of a pattern
  std::vector<std::string> named;       // the sources that they name
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

std::string condition(const char* op, const std::string& text) {
  return std::string("$.eventSource ") + op + " " + quoted(text);
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

std::string list_of(const std::vector<std::string>& names) { return joined(names, ", "); }

void leave_out(Passes& passes, const std::string& source) {
  passes.conditions.push_back(condition("!=", source));
  passes.named.push_back(source);
}

Passes passes_of(const BasicSelector& selector) {
  Passes passes;
  if (!selector.includes_management) return passes;
  passes.reads = selector.read_write_type != "WriteOnly";
  passes.writes = selector.read_write_type != "ReadOnly";
  for (const std::string& source : selector.excluded_sources) leave_out(passes, source);
  return passes;
}

void not_known(Passes& passes, std::string why) {
  passes.is_known = false;
  passes.why = std::move(why);
}

void narrow_by_read_only(Passes& passes, const FieldSelector& field) {
  const auto equals = field.operators.find("Equals");
  if (equals == field.operators.end() || field.operators.size() > 1) {
    not_known(passes, "`readOnly` is compared in a way that is not documented");
    return;
  }
  const auto has = [&](const char* value) {
    return std::find(equals->second.begin(), equals->second.end(), value) != equals->second.end();
  };
  passes.reads = passes.reads && has("true");
  passes.writes = passes.writes && has("false");
}

// Of one operator the values are alternatives; of `Not…` none may match.
void narrow_by_source(Passes& passes, const FieldSelector& field) {
  for (const auto& [op, values] : field.operators) {
    const bool has_star = std::any_of(values.begin(), values.end(), [](const std::string& value) {
      return value.find('*') != std::string::npos;
    });
    std::vector<std::string> alternatives;
    for (const std::string& value : values) {
      passes.named.push_back(value);
      if (op == "Equals") {
        alternatives.push_back(condition("=", value));
      } else if (op == "StartsWith") {
        alternatives.push_back(condition("=", value + "*"));
      } else if (op == "NotEquals") {
        passes.conditions.push_back(condition("!=", value));
      } else if (op == "NotStartsWith") {
        passes.conditions.push_back(condition("!=", value + "*"));
      } else {
        not_known(passes, "`eventSource` is compared by `" + op + "`");
      }
    }
    if (has_star) not_known(passes, "`eventSource` is compared with a text with `*`");
    if (!alternatives.empty())
      passes.conditions.push_back("(" + joined(alternatives, " || ") + ")");
  }
}

Passes passes_of(const AdvancedSelector& selector) {
  Passes passes;
  const auto category =
      std::find_if(selector.fields.begin(), selector.fields.end(),
                   [](const FieldSelector& field) { return field.field == "eventCategory"; });
  if (category == selector.fields.end()) {
    not_known(passes, "a selector has no `eventCategory`");
    return passes;
  }
  const auto equals = category->operators.find("Equals");
  if (equals == category->operators.end()) {
    not_known(passes, "`eventCategory` is compared in a way that is not documented");
    return passes;
  }
  const auto& values = equals->second;
  if (std::find(values.begin(), values.end(), "Management") == values.end()) return passes;
  passes.reads = passes.writes = true;
  for (const FieldSelector& field : selector.fields) {
    if (field.field == "eventCategory") continue;
    if (field.field == "readOnly") {
      narrow_by_read_only(passes, field);
    } else if (field.field == "eventSource") {
      narrow_by_source(passes, field);
    } else {
      not_known(passes, "a selector of management events asks for `" + field.field +
                            "`, which is not documented for trails");
    }
  }
  return passes;
}

// Whether what is let through of reads, or of writes, has every event that the control asks for.
struct Judged {
  Verdict verdict = Verdict::Fail;
  std::string why;
};

Judged judge(const std::vector<const Passes*>& through, std::size_t question, Coverage& coverage) {
  if (through.empty()) return {};
  std::vector<Coverage::PatternId> patterns;
  for (const Passes* passes : through) {
    if (passes->conditions.empty()) return {Verdict::Pass, ""};
    patterns.push_back(coverage.id_of("{ " + joined(passes->conditions, " && ") + " }"));
  }
  const Covering& covering = coverage.decide(question, patterns);
  switch (covering.verdict) {
    case CheckVerdict::Covered:
      return {Verdict::Pass, ""};
    case CheckVerdict::NotCovered:
      return {Verdict::Fail, list_of(covering.missed)};
    case CheckVerdict::Undecided:
      return {Verdict::Undecided, covering.why};
  }
  return {};
}

// Of those that pass reads (or writes): the known ones alone, then all of them.
Judged judge(const std::vector<Passes>& all, bool Passes::*kind, std::size_t question,
             Coverage& coverage) {
  std::vector<const Passes*> known;
  std::vector<const Passes*> possible;
  std::string why;
  for (const Passes& passes : all) {
    if (!passes.is_known) {
      why = passes.why;
      possible.push_back(&passes);
    } else if (passes.*kind) {
      known.push_back(&passes);
    }
  }
  Judged judged = judge(known, question, coverage);
  if (judged.verdict == Verdict::Fail && !possible.empty()) return {Verdict::Undecided, why};
  return judged;
}

void add_unique(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

Step judge(const std::vector<Passes>& all, std::size_t question, Coverage& coverage) {
  const Judged reads = judge(all, &Passes::reads, question, coverage);
  const Judged writes = judge(all, &Passes::writes, question, coverage);
  std::vector<std::string> named;
  for (const Passes& passes : all) add_unique(named, passes.named);
  Step step;
  const std::string selecting =
      named.empty() ? "" : "; its selectors name the sources " + list_of(named);
  if (reads.verdict == Verdict::Pass && writes.verdict == Verdict::Pass) {
    step.verdict = Verdict::Pass;
    step.message = "management events, reads and writes, are logged" + selecting;
  } else if (reads.verdict == Verdict::Fail || writes.verdict == Verdict::Fail) {
    step.verdict = Verdict::Fail;
    const bool has_reads =
        std::any_of(all.begin(), all.end(), [](const Passes& one) { return one.reads; });
    const bool has_writes =
        std::any_of(all.begin(), all.end(), [](const Passes& one) { return one.writes; });
    if (!has_reads && !has_writes) {
      step.message = "the trail logs no management events";
    } else if (!has_reads) {
      step.message =
          "the trail logs no management events that read; the audit procedure of the benchmark "
          "asks "
          "for both";
    } else if (!has_writes) {
      step.message = "the trail logs no management events that write";
    } else {
      const std::string& missed = writes.verdict == Verdict::Fail ? writes.why : reads.why;
      step.message =
          "the trail leaves out some of what the control asks for: " + missed + selecting;
    }
  } else {
    step.verdict = Verdict::Undecided;
    step.message = reads.verdict == Verdict::Undecided ? reads.why : writes.why;
  }
  return step;
}

}  // namespace

Step judge_selectors(const EventSelectors& selectors, const Trail& trail, std::size_t question,
                     Coverage& coverage) {
  std::vector<Passes> all;
  for (const BasicSelector& selector : selectors.basic) all.push_back(passes_of(selector));
  for (const AdvancedSelector& selector : selectors.advanced) all.push_back(passes_of(selector));
  if (all.empty() && !trail.has_custom_selectors) {
    Step step;
    step.verdict = Verdict::Undecided;
    step.message = "no selectors are listed; AWS lists at least the default one";
    step.evidence = {selectors.where.evidence("/EventSelectors"),
                     trail.where.evidence("/HasCustomEventSelectors")};
    return step;
  }
  Step step = judge(all, question, coverage);
  if (all.empty()) step.evidence.push_back(selectors.where.evidence("/EventSelectors"));
  for (const BasicSelector& selector : selectors.basic) {
    step.evidence.push_back(selector.where.evidence("/IncludeManagementEvents"));
    step.evidence.push_back(selector.where.evidence("/ReadWriteType"));
    if (!selector.excluded_sources.empty())
      step.evidence.push_back(selector.where.evidence("/ExcludeManagementEventSources"));
  }
  for (const AdvancedSelector& selector : selectors.advanced)
    step.evidence.push_back(selector.where.evidence("/FieldSelectors"));
  return step;
}

}  // namespace filtercheck::audit
