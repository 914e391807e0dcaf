#include "scan/hcl_template.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace filtercheck::scan::hcl {

namespace {

using Kind = TemplateToken::Kind;

constexpr std::string_view kBlanks = " \t\n\v\f\r";

bool is_text(const TemplateToken& token) { return token.kind == Kind::Text; }

// ---- Blanks that are no part of it --------------------------------------------------------------

Text without_leading(const Text& text, std::size_t bytes) {
  return text.part({bytes, text.value().size()});
}

std::size_t leading_blanks(std::string_view text) {
  return std::min(text.find_first_not_of(kBlanks), text.size());
}

void strip(std::vector<TemplateToken>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].strips_left && i > 0 && is_text(tokens[i - 1])) {
      Text& before = tokens[i - 1].text;
      const std::size_t last = before.value().find_last_not_of(kBlanks);
      before = before.part({0, last == std::string::npos ? 0 : last + 1});
    }
    if (tokens[i].strips_right && i + 1 < tokens.size() && is_text(tokens[i + 1])) {
      Text& behind = tokens[i + 1].text;
      behind = without_leading(behind, leading_blanks(behind.value()));
    }
  }
}

// Takes away the indentation that all lines share. A line of blanks alone neither counts nor loses
// any, as in HCL.
void flush(std::vector<TemplateToken>& tokens) {
  std::size_t least = std::string::npos;
  std::vector<Text*> indented;
  bool begins_line = true;
  for (TemplateToken& token : tokens) {
    const std::string& value = token.text.value();
    if (begins_line) {
      const std::size_t blanks = leading_blanks(value);
      const bool is_blank_line = blanks == value.size() && value.ends_with('\n');
      if (!is_text(token)) {
        least = 0;
      } else if (!is_blank_line) {
        least = std::min(least, blanks);
        indented.push_back(&token.text);
      }
    }
    begins_line = is_text(token) && value.ends_with('\n');
  }
  for (Text* text : indented) *text = without_leading(*text, least);
}

// ---- Directives within one another --------------------------------------------------------------

Expression expression_of(Expressions parts, const Written& where) {
  if (parts.empty()) return {String{}, where};
  if (parts.size() == 1 && std::holds_alternative<String>(parts[0].node)) {
    return {std::move(parts[0].node), where};
  }
  return {Template{std::move(parts)}, where};
}

// Reads tokens up to the end of the directive that is innermost, with a stack of those around it.
class Nesting {
 public:
  explicit Nesting(const Written& where) : where_(where) { open_.emplace_back(); }

  std::optional<Fault> add(TemplateToken token) {
    switch (token.kind) {
      case Kind::Text:
        add_text(std::move(token));
        return std::nullopt;
      case Kind::Interpolation:
        open_.back().parts.push_back(std::move(token.expression[0]));
        return std::nullopt;
      case Kind::If:
      case Kind::For:
        if (open_.size() >= kMostNesting) return Fault{token.where, "nests too deep"};
        open_.push_back({std::move(token), {}, {}, false});
        return std::nullopt;
      case Kind::Else: {
        Directive& directive = open_.back();
        if (!is_open(Kind::If) || directive.has_else)
          return Fault{token.where, "`else` belongs to no `if`"};
        directive.has_else = true;
        directive.first = std::exchange(directive.parts, {});
        return std::nullopt;
      }
      case Kind::EndIf:
        if (!is_open(Kind::If)) return Fault{token.where, "`endif` belongs to no `if`"};
        close_if();
        return std::nullopt;
      case Kind::EndFor:
        if (!is_open(Kind::For)) return Fault{token.where, "`endfor` belongs to no `for`"};
        close_for();
        return std::nullopt;
    }
    return std::nullopt;
  }

  std::variant<Expression, Fault> take() {
    if (open_.size() > 1) return Fault{open_.back().token.where, "the directive is not closed"};
    return expression_of(std::move(open_.back().parts), where_);
  }

 private:
  struct Directive {
    TemplateToken token;
    Expressions parts;
    Expressions first;  // before the `else`
    bool has_else = false;
  };

  // Texts in a row are one, so that a heredoc that is nothing else is one string.
  void add_text(TemplateToken token) {
    if (token.text.value().empty()) return;
    Expressions& parts = open_.back().parts;
    if (!parts.empty()) {
      if (auto* before = std::get_if<String>(&parts.back().node)) {
        before->text.append(token.text);
        parts.back().where.span.end = token.where.span.end;
        return;
      }
    }
    parts.push_back({String{std::move(token.text)}, std::move(token.where)});
  }

  bool is_open(Kind kind) const { return open_.size() > 1 && open_.back().token.kind == kind; }

  void close_if() {
    Directive directive = std::move(open_.back());
    open_.pop_back();
    const Written& where = directive.token.where;
    if (!directive.has_else) directive.first = std::exchange(directive.parts, {});
    Conditional conditional;
    conditional.parts.push_back(std::move(directive.token.expression[0]));
    conditional.parts.push_back(expression_of(std::move(directive.first), where));
    conditional.parts.push_back(expression_of(std::move(directive.parts), where));
    open_.back().parts.push_back({std::move(conditional), where});
  }

  void close_for() {
    Directive directive = std::move(open_.back());
    open_.pop_back();
    TemplateToken& token = directive.token;
    For loop;
    if (token.names.size() == 2) loop.key = std::move(token.names[0]);
    loop.value = std::move(token.names.back());
    loop.parts = std::move(token.expression);
    loop.parts.push_back(expression_of(std::move(directive.parts), token.where));
    Repeated repeated;
    repeated.loop.push_back({std::move(loop), token.where});
    open_.back().parts.push_back({std::move(repeated), token.where});
  }

  const Written& where_;
  std::vector<Directive> open_;
};

}  // namespace

std::variant<Expression, Fault> assembled(std::vector<TemplateToken> tokens, TemplateKind kind,
                                          const Written& where) {
  // `"${x}"` is x itself, which need not be a string.
  if (kind == TemplateKind::Quoted && tokens.size() == 1 && tokens[0].kind == Kind::Interpolation) {
    return std::move(tokens[0].expression[0]);
  }
  strip(tokens);
  if (kind == TemplateKind::FlushHeredoc) flush(tokens);
  Nesting nesting(where);
  for (TemplateToken& token : tokens) {
    if (auto fault = nesting.add(std::move(token))) return *std::move(fault);
  }
  return nesting.take();
}

}  // namespace filtercheck::scan::hcl
