#include "verify/words.hpp"

#include <algorithm>
#include <cstdio>
#include <set>
#include <utility>

#include "base/unicode.hpp"

namespace filtercheck::verify {

namespace {

std::string joined(const std::vector<std::string>& words, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " " + last + " " : ", ";
    text += words[i];
  }
  return text;
}

// A claim without its reading: the patterns, each once and in order.
struct Statement {
  std::vector<std::size_t> of_true;
  std::vector<std::size_t> of_false;
  auto operator<=>(const Statement&) const = default;
};

Statement statement_of(const Claim& claim) {
  const auto once = [](std::vector<std::size_t> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  };
  return {once(claim.of_true), once(claim.of_false)};
}

class Words {
 public:
  explicit Words(const Certificate& certificate) : certificate_(certificate) {}

  std::string of(const Statement& claim) const {
    const std::string all = names(claim.of_true, "and");
    const std::string any = names(claim.of_false, "or");
    if (claim.of_true.empty() && claim.of_false.empty()) return "there is no event";
    if (claim.of_true.empty()) return "every event is matched by " + any;
    const std::string matched = claim.of_true.size() == 1 ? all + " matches" : all + " match";
    if (claim.of_false.empty()) return "there is no event that " + matched;
    return "every event that " + matched + ", " + any + " matches";
  }

  // The verdict on statements that are all proved; those that make none are said one by one.
  std::string verdict(const std::vector<Statement>& claims) const {
    const auto is_implication = [](const Statement& claim) {
      return claim.of_true.size() == 1 && claim.of_false.size() == 1;
    };
    if (std::all_of(claims.begin(), claims.end(), is_implication)) {
      const Statement& first = claims.front();
      const bool same_pattern =
          std::all_of(claims.begin(), claims.end(),
                      [&](const Statement& claim) { return claim.of_false == first.of_false; });
      if (claims.size() == 2 && claims[1].of_true == first.of_false &&
          claims[1].of_false == first.of_true) {
        return name(first.of_true[0]) + " and " + name(first.of_false[0]) + " are equivalent";
      }
      if (claims.size() == 1 && name(first.of_true[0]) + name(first.of_false[0]) != "ab" &&
          name(first.of_true[0]) + name(first.of_false[0]) != "ba") {
        return covered(claims);
      }
      if (claims.size() == 1) {
        return name(first.of_true[0]) + " implies " + name(first.of_false[0]);
      }
      if (same_pattern) return covered(claims);
    }
    if (claims.size() == 1 && claims[0].of_true.size() == 2 && claims[0].of_false.empty()) {
      return names(claims[0].of_true, "and") + " are disjoint";
    }
    std::vector<std::string> all;
    for (const Statement& claim : claims) all.push_back(of(claim));
    return joined(all, "and");
  }

 private:
  std::string name(std::size_t pattern) const {
    return on_one_line(certificate_.patterns[pattern].name);
  }

  std::string names(const std::vector<std::size_t>& patterns, const std::string& last) const {
    std::vector<std::string> words;
    for (const std::size_t pattern : patterns) words.push_back(name(pattern));
    return joined(words, last);
  }

  std::string covered(const std::vector<Statement>& claims) const {
    std::vector<std::size_t> requirements;
    for (const Statement& claim : claims) requirements.push_back(claim.of_true[0]);
    return "covered: " + name(claims.front().of_false[0]) + " matches every event of " +
           names(requirements, "and");
  }

  const Certificate& certificate_;
};

// Whether the readings can differ on the pattern: a text with a star that does not end with it.
bool depends_on_reading(const NamedPattern& pattern) {
  return std::any_of(pattern.nodes.begin(), pattern.nodes.end(), [](const Expression* node) {
    const auto* comparison = std::get_if<Comparison>(&node->node);
    if (comparison == nullptr) return false;
    const auto* text = std::get_if<Text>(&comparison->literal);
    return text != nullptr && text->value.find('*') != std::string::npos &&
           !text->value.ends_with('*');
  });
}

bool depends_on_reading(const Certificate& certificate, const std::set<Statement>& claims) {
  const auto depends = [&](std::size_t i) { return depends_on_reading(certificate.patterns[i]); };
  return std::any_of(claims.begin(), claims.end(), [&](const Statement& claim) {
    return std::any_of(claim.of_true.begin(), claim.of_true.end(), depends) ||
           std::any_of(claim.of_false.begin(), claim.of_false.end(), depends);
  });
}

std::string_view other_than(Reading reading) {
  return name_of(reading == Reading::Glob ? Reading::FirstOccurrence : Reading::Glob);
}

std::string domain_words(Domain domain) {
  switch (domain) {
    case Domain::Json:
      return ", of all JSON objects";
    case Domain::CloudTrail:
      return ", of all CloudTrail events";
    case Domain::Lines:
      break;
  }
  return ", of all log lines";
}

bool is_control(char32_t c) { return c < U' ' || (c >= 0x7F && c < 0xA0); }

}  // namespace

std::string in_quotes(std::u32string_view text) {
  std::string out;
  for (const char32_t c : base::decode_utf8(base::json_string(text))) {
    if (is_control(c)) {  // JSON lets those from 0x80 on stand
      char escape[7];
      static_cast<void>(std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c)));
      out += escape;
    } else {
      base::append_utf8(out, c);
    }
  }
  return out;
}

std::string on_one_line(const std::string& text) {
  const std::u32string decoded = base::decode_utf8(text);
  return std::any_of(decoded.begin(), decoded.end(), is_control) ? in_quotes(decoded) : text;
}

std::string claim_words(const Certificate& certificate, const Claim& claim) {
  return Words(certificate).of(statement_of(claim)) +
         " (reading: " + std::string(name_of(claim.reading)) + ")";
}

std::string assumption_words(const Claim& claim, const Clause& clause) {
  std::vector<std::string> shapes;
  for (const ClauseLiteral literal : clause.literals) {
    shapes.emplace_back(name_of(claim.variable(literal).shape));
  }
  return on_one_line(claim.paths.text(claim.variable(clause.literals.front()).path)) + " is " +
         joined(shapes, "or");
}

std::vector<std::string> verdicts(const Certificate& certificate) {
  std::set<Statement> by_reading[2];
  for (const Claim& claim : certificate.claims) {
    by_reading[claim.reading == Reading::Glob ? 0 : 1].insert(statement_of(claim));
  }
  const Words words(certificate);
  const auto said = [&](const std::set<Statement>& claims) {
    return words.verdict({claims.begin(), claims.end()}) + domain_words(certificate.domain);
  };
  std::set<Statement> all = by_reading[0];
  all.insert(by_reading[1].begin(), by_reading[1].end());
  if (by_reading[0] == by_reading[1]) return {said(all) + ", under both readings of *"};
  if (!depends_on_reading(certificate, all)) {
    return {said(all) + ", under both readings of *, which are one for these patterns"};
  }
  std::vector<std::string> lines;
  for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
    const std::set<Statement>& claims = by_reading[reading == Reading::Glob ? 0 : 1];
    if (claims.empty()) continue;
    lines.push_back(said(claims) + ", under the reading " + std::string(name_of(reading)) +
                    " of * only; nothing of the kind is proved under " +
                    std::string(other_than(reading)));
  }
  return lines;
}

}  // namespace filtercheck::verify
