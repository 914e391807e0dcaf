// The words between the brackets are cut at the commas; a field is nothing, `...`, a name, or a
// formula, which diagnose.cpp judges as it judges those of JSON patterns.
#include "parse/fields_diagnose.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.hpp"
#include "parse/diagnose.hpp"
#include "parse/fields_pattern.hpp"

namespace filtercheck::reader {

namespace {

constexpr std::string_view kEllipsis = "...";

// `a IS TRUE`, `a NOT EXISTS`: no two names with a comma lost.
bool is_predicate(std::string_view word) {
  std::string upper;
  for (const char c : word)
    upper.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return upper == "IS" || upper == "NOT" || upper == "EXISTS";
}

class FieldsDiagnosis {
 public:
  FieldsDiagnosis(std::string_view body, Builder& builder)
      : builder_(builder), names_(builder), words_(words_of(body, builder)) {}

  void run() {
    drop_from_bracket();
    std::vector<Token> field;
    for (const Token& word : words_) {
      if (word.kind != TokenKind::Comma) {
        field.push_back(word);
      } else {
        judge_field(std::exchange(field, {}));
      }
    }
    judge_field(std::move(field));
  }

 private:
  // `[a] || [b]`, `[a[0]]`: what follows a bracket belongs to nothing that can be judged.
  void drop_from_bracket() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].kind != TokenKind::Word) continue;
      const std::size_t at = words_[i].text.find_first_of("[]");
      if (at == std::string_view::npos) continue;
      const std::string_view bracket = words_[i].text.substr(at, 1);
      const bool several =
          bracket == "]" && std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(i),
                                        words_.end(), [](const Token& word) {
                                          return word.text.find('[') != std::string_view::npos;
                                        });
      builder_.report(codes::kStrayBracket, bracket,
                      {std::string(bracket), several ? "Invalid metric filter pattern" : ""});
      words_[i].text = words_[i].text.substr(0, at);
      words_.resize(at == 0 ? i : i + 1);
      return;
    }
  }

  void judge_field(std::vector<Token> field) {
    if (field.empty()) return;
    if (judge_ellipsis(field)) return;
    if (field.size() == 1 && field.front().kind != TokenKind::Open) {
      if (judge_field_name(field.front(), builder_)) names_.add_field({field.front().text});
      return;
    }
    const bool all_names = std::all_of(field.begin(), field.end(), [](const Token& word) {
      return word.kind == TokenKind::Word && is_field_name(word.text);
    });
    if (all_names && !is_predicate(field[1].text)) return report_missing_comma(field[1].text);
    const std::vector<std::string_view> names = diagnose_field_formula(std::move(field), builder_);
    if (!names.empty()) names_.add_field(names);
  }

  // Whether the field is `...`, or was meant as one.
  bool judge_ellipsis(const std::vector<Token>& field) {
    const std::string_view first = field.front().text;
    if (field.front().kind != TokenKind::Word) return false;
    if (first == kEllipsis) {
      if (field.size() == 1) {
        names_.add_ellipsis(first);
      } else if (field[1].kind == TokenKind::OperatorRun) {
        builder_.report(codes::kEllipsisCondition, field[1].text);
      } else {
        report_missing_comma(field[1].text);
      }
      return true;
    }
    const bool before = first.starts_with(kEllipsis) && is_field_name(first.substr(3));
    const bool after =
        first.ends_with(kEllipsis) && is_field_name(first.substr(0, first.size() - 3));
    if (before || after) report_missing_comma(first.substr(before ? 3 : first.size() - 3));
    return before || after;
  }

  void report_missing_comma(std::string_view before) {
    builder_.report(codes::kMissingComma, before, {std::string(before)});
  }

  Builder& builder_;
  FieldNames names_;
  std::vector<Token> words_;
};

}  // namespace

void diagnose_space_pattern(std::string_view body, Builder& builder) {
  FieldsDiagnosis(body, builder).run();
  builder.check_counts();
  if (!builder.has_diagnostics()) builder.report(codes::kSyntax, body);
}

bool judge_field_name(const Token& word, Builder& builder) {
  if (word.kind == TokenKind::Word && is_field_name(word.text)) return true;
  const std::string text(word.text);
  if (word.kind == TokenKind::Path) {
    builder.report(codes::kSelectorAsField, word.text, {text});
    return false;
  }
  // What AWS answers is recorded for a digit at the begin of a name only.
  const bool digit = text.front() >= '0' && text.front() <= '9' && is_field_name("_" + text);
  builder.report(codes::kFieldName, word.text,
                 {text, digit ? "Invalid character(s) in term '" + text + "'" : ""});
  return false;
}

}  // namespace filtercheck::reader
