#include "scan/hcl_syntax.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "base/unicode.hpp"
#include "grammar/hcl.hpp"
#include "scan/hcl_template.hpp"

namespace filtercheck::scan::hcl {

namespace {

namespace p = tao::pegtl;
namespace g = grammar::hcl;

using Input = p::memory_input<p::tracking_mode::lazy>;

// Thrown where something cannot be read; caught in this file.
struct Broken {
  Fault fault;
};

// ---- What is read -------------------------------------------------------------------------------

// A file, or a string in one whose bytes may be written otherwise there.
class Document {
 public:
  explicit Document(SourcePtr source) : source_(std::move(source)), bytes_(source_->bytes()) {}
  Document(const Text& text, const Written& where)
      : source_(where.source), text_(&text), string_(where.span), bytes_(text.value()) {}

  std::string_view bytes() const { return bytes_; }
  std::size_t offset(const char* at) const { return static_cast<std::size_t>(at - bytes_.data()); }

  Written written(Span span) const {
    if (!text_) return {source_, span};
    return text_->written(span).value_or(Written{source_, string_});
  }
  // `value` is what the bytes `span` mean; the same, or an escape.
  void append(Text& text, std::string_view value, Span span, Quoting quoting) const {
    if (!text_) {
      text.append(value, {source_, span}, quoting);
    } else if (value == bytes_.substr(span.begin, span.end - span.begin)) {
      text.append(text_->part(span));
    } else {
      text.append(value, written(span), text_->pieces().front().quoting);
    }
  }

  void enter() {
    if (depth_ == kMostNesting) throw_broken(offset_, "nests too deep");
    ++depth_;
  }
  void leave() { --depth_; }
  void count_expression() {
    if (++expressions_ > kMostExpressions) throw_broken(offset_, "is too long to be read");
  }
  void now_at(const char* at) { offset_ = offset(at); }

  [[noreturn]] void throw_broken(std::size_t offset, std::string message) const {
    const std::size_t end = std::min(offset + 1, bytes_.size());
    throw Broken{{written({std::min(offset, end), end}), std::move(message)}};
  }

 private:
  SourcePtr source_;
  const Text* text_ = nullptr;  // null: the bytes are those of the source
  Span string_;                 // where the text stands, with its quotes
  std::string_view bytes_;
  std::size_t depth_ = 0;
  std::size_t expressions_ = 0;
  std::size_t offset_ = 0;
};

// What the parts of a rule became, until the rule itself is made of them.
struct Parts {
  explicit Parts(Document& of) : document(of) {}
  template <typename ActionInput>
  Parts(const ActionInput& in, Parts& outer)
      : document(outer.document), begin(document.offset(in.current())) {
    document.now_at(in.current());
  }

  void add(Expression expression) {
    document.count_expression();
    expressions.push_back(std::move(expression));
  }
  template <typename Node>
  void add(Node node, Span span) {
    add(Expression{std::move(node), document.written(span)});
  }
  Expression take_expression() {
    Expression last = std::move(expressions.back());
    expressions.pop_back();
    return last;
  }

  template <typename ActionInput>
  Span span_of(const ActionInput& in) const {
    return {document.offset(in.begin()), document.offset(in.end())};
  }
  // From where the rule began to where it ended.
  template <typename ParseInput>
  Span span_to(const ParseInput& in) const {
    return {begin, document.offset(in.current())};
  }

  void add_text(std::string_view value, Span span) {
    const bool goes_on = !tokens.empty() && tokens.back().kind == TemplateToken::Kind::Text &&
                         (word.empty() || !tokens.back().text.value().ends_with('\n'));
    if (!goes_on) {
      tokens.emplace_back();
      tokens.back().where = document.written(span);
    }
    document.append(tokens.back().text, value, span, quoting);
    tokens.back().where.span.end = document.written(span).span.end;
  }
  void add_sequence(TemplateToken::Kind kind) {
    tokens.emplace_back();
    tokens.back().kind = kind;
  }
  void add_sequence_of_expression(TemplateToken::Kind kind) {
    add_sequence(kind);
    tokens.back().expression.push_back(take_expression());
  }
  void end_sequence(Span span) {
    tokens.back().strips_left = std::exchange(strips_left, false);
    tokens.back().strips_right = std::exchange(strips_right, false);
    tokens.back().where = document.written(span);
  }
  Expression assembled_template(TemplateKind kind, Span span) {
    if (tokens.empty() && kind == TemplateKind::Quoted) {
      String empty;
      document.append(empty.text, {}, {span.begin + 1, span.begin + 1}, Quoting::HclQuoted);
      return {std::move(empty), document.written(span)};
    }
    auto made = assembled(std::move(tokens), kind, document.written(span));
    if (auto* fault = std::get_if<Fault>(&made)) throw Broken{std::move(*fault)};
    return std::move(std::get<Expression>(made));
  }

  // The length of the line that ends the heredoc, if that is the line at the begin of `rest`.
  std::size_t heredoc_end(std::string_view rest) const {
    constexpr std::string_view blanks = " \t";
    const std::size_t first = std::min(rest.find_first_not_of(blanks), rest.size());
    if (rest.substr(first, word.size()) != word) return 0;
    const std::size_t end = first + word.size();
    const std::size_t next = rest.find_first_not_of(" \t\r", end);
    return next == std::string_view::npos || rest[next] == '\n' ? end : 0;
  }

  Document& document;
  std::size_t begin = 0;
  Expressions expressions;
  std::vector<std::string> names;
  std::vector<std::string> operators;
  std::vector<Step> steps;
  std::string signs;
  bool is_spread = false;
  bool groups = false;
  bool has_condition = false;
  // Of a template:
  std::vector<TemplateToken> tokens;
  Quoting quoting = Quoting::HclQuoted;
  bool strips_left = false;
  bool strips_right = false;
  std::string word;  // that ends the heredoc; empty: none
  bool flushes = false;
  Span lines;
  Body body;
};

// Counts against the nesting.
struct NestedParts : Parts {
  template <typename ActionInput>
  NestedParts(const ActionInput& in, Parts& outer) : Parts(in, outer) {
    document.enter();
  }
  NestedParts(const NestedParts&) = delete;
  NestedParts& operator=(const NestedParts&) = delete;
  ~NestedParts() { document.leave(); }
};

// ---- Actions ------------------------------------------------------------------------------------

template <typename Rule>
struct action : p::nothing<Rule> {};

#define FILTERCHECK_ON(RULE, ...)                                             \
  template <>                                                                 \
  struct action<g::RULE> {                                                    \
    template <typename ActionInput>                                           \
    static void apply([[maybe_unused]] const ActionInput& in, Parts& parts) { \
      [[maybe_unused]] const std::string_view piece = in.string_view();       \
      __VA_ARGS__;                                                            \
    }                                                                         \
  }

// A rule whose parts are gathered by themselves; then it is made of them, as a part of the rule
// around it.
#define FILTERCHECK_GATHER(RULE, PARTS, ...)                                                 \
  template <>                                                                                \
  struct action<g::RULE> : p::change_state<PARTS> {                                          \
    template <typename ParseInput>                                                           \
    static void success(const ParseInput& in, [[maybe_unused]] Parts& parts, Parts& outer) { \
      [[maybe_unused]] const Span span = parts.span_to(in);                                  \
      __VA_ARGS__;                                                                           \
    }                                                                                        \
  }

Expressions one(Expression expression) {
  Expressions list;
  list.push_back(std::move(expression));
  return list;
}

// Literals.
void add_word(Parts& parts, std::string_view word, Span span) {
  if (word == "null") return parts.add(Null{}, span);
  if (word == "true" || word == "false") return parts.add(Boolean{word == "true"}, span);
  parts.add(Reference{std::string(word)}, span);
}

std::string decoded_escape(std::string_view piece) {
  switch (piece[1]) {
    case 'n':
      return "\n";
    case 'r':
      return "\r";
    case 't':
      return "\t";
    case 'u':
    case 'U': {
      std::uint32_t code = 0;
      for (const char digit : piece.substr(2)) {
        const int value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
        code = code * 16 + static_cast<std::uint32_t>(value);
      }
      std::string out;
      base::append_utf8(out, code);
      return out;
    }
    default:
      return std::string(piece.substr(1));
  }
}

FILTERCHECK_ON(number, parts.add(Number{std::string(piece)}, parts.span_of(in)));
FILTERCHECK_ON(reference, add_word(parts, piece, parts.span_of(in)));

// Templates.
FILTERCHECK_ON(quoted_text, parts.add_text(piece, parts.span_of(in)));
FILTERCHECK_ON(template_text, parts.add_text(piece, parts.span_of(in)));
FILTERCHECK_ON(heredoc_text, parts.add_text(piece, parts.span_of(in)));
FILTERCHECK_ON(escape, parts.add_text(decoded_escape(piece), parts.span_of(in)));
FILTERCHECK_ON(sound_escape, parts.add_text(decoded_escape(piece), parts.span_of(in)));
FILTERCHECK_ON(escaped_dollar, parts.add_text("${", parts.span_of(in)));
FILTERCHECK_ON(escaped_percent, parts.add_text("%{", parts.span_of(in)));
FILTERCHECK_ON(strip_left, parts.strips_left = true);
FILTERCHECK_ON(strip_right, parts.strips_right = true);
FILTERCHECK_ON(interpolation_value,
               parts.add_sequence_of_expression(TemplateToken::Kind::Interpolation));
FILTERCHECK_ON(interpolation, parts.end_sequence(parts.span_of(in)));
FILTERCHECK_ON(directive_if, parts.add_sequence_of_expression(TemplateToken::Kind::If));
FILTERCHECK_ON(directive_else, parts.add_sequence(TemplateToken::Kind::Else));
FILTERCHECK_ON(directive_endif, parts.add_sequence(TemplateToken::Kind::EndIf));
FILTERCHECK_ON(directive_for, parts.add_sequence_of_expression(TemplateToken::Kind::For);
               parts.tokens.back().names = std::exchange(parts.names, {}));
FILTERCHECK_ON(directive_endfor, parts.add_sequence(TemplateToken::Kind::EndFor));
FILTERCHECK_ON(directive, parts.end_sequence(parts.span_of(in)));
FILTERCHECK_GATHER(quoted, Parts, outer.add(parts.assembled_template(TemplateKind::Quoted, span)));
FILTERCHECK_GATHER(plain_quoted, Parts,
                   outer.add(parts.assembled_template(TemplateKind::Quoted, span)));

FILTERCHECK_ON(heredoc_flush, parts.flushes = true);
FILTERCHECK_ON(heredoc_word, parts.word = piece; parts.quoting = Quoting::HclHeredoc);
FILTERCHECK_ON(heredoc_begin, parts.lines = {parts.span_of(in).end, parts.span_of(in).end});
FILTERCHECK_ON(heredoc_newline, parts.add_text(piece, parts.span_of(in));
               parts.lines.end = parts.span_of(in).end);
FILTERCHECK_GATHER(heredoc, Parts,
                   outer.add(parts.assembled_template(parts.flushes ? TemplateKind::FlushHeredoc
                                                                    : TemplateKind::Heredoc,
                                                      parts.lines)));
template <>
struct action<g::plain_heredoc> : action<g::heredoc> {};

// Collections.
FILTERCHECK_GATHER(tuple, Parts, outer.add(Tuple{std::move(parts.expressions)}, span));

// Of keys and values in turn.
Object object_of(Expressions& parts) {
  Object object;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    object.keys.push_back(std::move(parts[i]));
    object.values.push_back(std::move(parts[i + 1]));
  }
  return object;
}
FILTERCHECK_ON(key_name, Text text;
               parts.document.append(text, piece, parts.span_of(in), Quoting::None);
               parts.add(String{std::move(text)}, parts.span_of(in)));
FILTERCHECK_GATHER(object, Parts, outer.add(object_of(parts.expressions), span));

For loop_of(Parts& parts, bool is_object) {
  For loop;
  if (parts.names.size() == 2) loop.key = std::move(parts.names[0]);
  loop.value = std::move(parts.names.back());
  loop.parts = std::move(parts.expressions);
  loop.is_object = is_object;
  loop.groups = parts.groups;
  loop.has_condition = parts.has_condition;
  return loop;
}
FILTERCHECK_ON(needed_name, parts.names.emplace_back(piece));
FILTERCHECK_ON(for_groups, parts.groups = true);
FILTERCHECK_ON(for_condition, parts.has_condition = true);
FILTERCHECK_GATHER(tuple_for, Parts, outer.add(loop_of(parts, false), span));
FILTERCHECK_GATHER(object_for, Parts, outer.add(loop_of(parts, true), span));

// Operators.
FILTERCHECK_ON(function_name, parts.names.emplace_back(piece));
FILTERCHECK_ON(spread, parts.is_spread = true);
FILTERCHECK_GATHER(call, Parts,
                   outer.add(Call{std::move(parts.names[0]), std::move(parts.expressions),
                                  parts.is_spread},
                             span));

FILTERCHECK_ON(group, Expression& inner = parts.expressions.back();
               if (!std::holds_alternative<String>(inner.node))
                   inner.where = parts.document.written(parts.span_of(in)));

void add_step(Parts& parts, Step::Kind kind, std::string_view name = {}) {
  parts.steps.push_back({kind, std::string(name), {}});
}
FILTERCHECK_ON(attribute_step, add_step(parts, Step::Kind::Attribute, piece));
FILTERCHECK_ON(each_attribute_step, add_step(parts, Step::Kind::EachAttribute));
FILTERCHECK_ON(each_step, add_step(parts, Step::Kind::Each));
FILTERCHECK_ON(index_step, add_step(parts, Step::Kind::Index);
               parts.steps.back().index = one(parts.take_expression()));
FILTERCHECK_ON(sign, parts.signs += piece[0]);
FILTERCHECK_GATHER(operand, Parts, Expression whole = parts.take_expression();
                   const Span operand_span{span.begin + parts.signs.size(), span.end};
                   if (!parts.steps.empty())
                       whole = {Access{one(std::move(whole)), std::move(parts.steps)},
                                outer.document.written(operand_span)};
                   if (!parts.signs.empty())
                       whole = {Signed{std::move(parts.signs), one(std::move(whole))},
                                outer.document.written(span)};
                   outer.add(std::move(whole)));

int precedence(std::string_view sign) {
  constexpr std::array<std::string_view, 6> levels = {
      "||", "&&", "== !=", "< > <= >=", "+ -", "* / %"};
  const auto level = std::find_if(levels.begin(), levels.end(), [&](std::string_view signs) {
    return signs.find(sign) != std::string_view::npos;
  });
  return static_cast<int>(level - levels.begin());
}

// The operands from `begin` to `end` and the operators between them, none of which binds looser
// than `level`.
Expression operation_of(Parts& parts, std::size_t begin, std::size_t end, int level) {
  if (begin == end) return std::move(parts.expressions[begin]);
  Operation operation;
  std::size_t first = begin;
  for (std::size_t i = begin; i <= end; ++i) {
    const bool is_end = i == end || precedence(parts.operators[i]) == level;
    if (!is_end) continue;
    operation.operands.push_back(operation_of(parts, first, i, level + 1));
    if (i < end) operation.operators.push_back(std::move(parts.operators[i]));
    first = i + 1;
  }
  if (operation.operators.empty()) return std::move(operation.operands[0]);
  Written where = operation.operands.front().where;
  where.span.end = operation.operands.back().where.span.end;
  return {std::move(operation), std::move(where)};
}

FILTERCHECK_ON(binary_operator, parts.operators.emplace_back(piece));
FILTERCHECK_GATHER(operation, Parts,
                   outer.add(operation_of(parts, 0, parts.expressions.size() - 1, 0)));
FILTERCHECK_GATHER(expression, NestedParts,
                   if (parts.expressions.size() == 1) outer.add(parts.take_expression());
                   else outer.add(Conditional{std::move(parts.expressions)}, span));

// Bodies.
FILTERCHECK_ON(item_name, parts.names.emplace_back(piece));
FILTERCHECK_ON(label_text, parts.names.emplace_back(piece));
FILTERCHECK_ON(word_label, parts.names.emplace_back(piece));
FILTERCHECK_GATHER(attribute, Parts,
                   outer.body.attributes.push_back({std::move(parts.names[0]),
                                                    parts.take_expression()}));
FILTERCHECK_GATHER(block, NestedParts, Block block; block.type = std::move(parts.names[0]);
                   block.labels.assign(std::move_iterator(parts.names.begin() + 1),
                                       std::move_iterator(parts.names.end()));
                   block.body = std::move(parts.body); block.where = outer.document.written(span);
                   outer.body.blocks.push_back(std::move(block)));
#undef FILTERCHECK_ON
#undef FILTERCHECK_GATHER

// ---- Faults -------------------------------------------------------------------------------------

// What a rule that raises says.
template <typename Rule>
constexpr std::string_view expected = "what stands here is not understood";
#define FILTERCHECK_EXPECT(RULE, TEXT) \
  template <>                          \
  constexpr std::string_view expected<g::RULE> = TEXT
FILTERCHECK_EXPECT(comment_end, "the comment is not closed");
FILTERCHECK_EXPECT(for_head, "expected a name and `in`");
FILTERCHECK_EXPECT(expression, "expected an expression");
FILTERCHECK_EXPECT(needed_operand, "expected what the operator is to work on");
FILTERCHECK_EXPECT(needed_name, "expected a name");
FILTERCHECK_EXPECT(for_intro, "expected a name");
FILTERCHECK_EXPECT(for_source, "expected `in`");
FILTERCHECK_EXPECT(needed_colon, "expected `:`");
FILTERCHECK_EXPECT(needed_arrow, "expected `=>`");
FILTERCHECK_EXPECT(sequence_end, "expected `}` at the end of the sequence");
FILTERCHECK_EXPECT(directive_word, "expected `if`, `else`, `endif`, `for` or `endfor`");
FILTERCHECK_EXPECT(escape_rest, "the escape is none of HCL's");
FILTERCHECK_EXPECT(quote_end, "the string is not closed");
FILTERCHECK_EXPECT(heredoc_word, "expected the word that ends the heredoc");
FILTERCHECK_EXPECT(heredoc_begin, "expected the end of the line");
FILTERCHECK_EXPECT(heredoc_lines, "the heredoc is not closed");
FILTERCHECK_EXPECT(closing_parenthesis, "expected `)`");
FILTERCHECK_EXPECT(closing_bracket, "expected `]`");
FILTERCHECK_EXPECT(closing_brace, "expected `}`");
FILTERCHECK_EXPECT(key_sign, "expected `=` or `:`");
FILTERCHECK_EXPECT(item_end, "expected a comma or the end of the line");
FILTERCHECK_EXPECT(step_name, "expected the name of an attribute");
FILTERCHECK_EXPECT(index_rest, "expected an index");
FILTERCHECK_EXPECT(attribute_end, "expected the end of the line");
FILTERCHECK_EXPECT(item, "expected an attribute or a block");
#undef FILTERCHECK_EXPECT

template <typename Rule>
struct Raising : p::normal<Rule> {
  template <typename ParseInput>
  [[noreturn]] static void raise(const ParseInput& in, const Parts& parts) {
    parts.document.throw_broken(parts.document.offset(in.current()), std::string(expected<Rule>));
  }
};

template <typename Rule>
bool read(Input& in, Parts& parts) {
  return p::parse<Rule, action, Raising>(in, parts);
}

// ---- Files that are broken ----------------------------------------------------------------------

// Whether a block may begin with this line.
bool begins_block(Document& document, std::string_view line) {
  Parts parts(document);
  Input in(line.data(), line.data() + line.size(), "line");
  try {
    return read<g::resumption>(in, parts);
  } catch (const Broken&) {
    return false;  // such as a comment that goes on
  }
}

// Where a block begins at the begin of a line, behind `offset`; else the end.
std::size_t resumption_behind(Document& document, std::size_t offset) {
  const std::string_view bytes = document.bytes();
  for (;;) {
    const std::size_t line = bytes.find('\n', offset);
    if (line == std::string_view::npos) return bytes.size();
    offset = line + 1;
    const std::size_t end = std::min(bytes.find('\n', offset), bytes.size() - 1);
    if (begins_block(document, bytes.substr(offset, end + 1 - offset))) return offset;
  }
}

// Each string between quotes or in a heredoc that stands in `span` and needs no evaluation.
Expressions strays_of(Document& document, Span span) {
  const std::string_view bytes = document.bytes();
  Parts parts(document);
  // The end of a heredoc that is not closed is looked for as far as the end.
  std::size_t heredocs_left = 3;
  for (std::size_t at = span.begin; at < span.end;) {
    at = bytes.find_first_of("\"<#", at);
    if (at >= span.end) break;
    if (bytes[at] == '#') {
      at = bytes.find('\n', at);
      continue;
    }
    Input in(bytes.data() + at, bytes.data() + span.end, "strings");
    const bool is_heredoc = bytes.substr(at).starts_with("<<");
    bool is_string = false;
    if (is_heredoc) {
      if (heredocs_left > 0) is_string = read<g::plain_heredoc>(in, parts);
      if (!is_string && heredocs_left > 0) --heredocs_left;
    } else {
      is_string = read<g::plain_quoted>(in, parts);
    }
    // A heredoc's last line goes on behind the word, a `"` may begin where another ends.
    at = is_string ? document.offset(in.current()) : at + 1;
  }
  return std::move(parts.expressions);
}

}  // namespace

const Expression* Body::find(std::string_view attribute) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& one) { return one.name == attribute; });
  return found == attributes.end() ? nullptr : &found->value;
}

File read_hcl(const SourcePtr& source) {
  Document document(source);
  Parts parts(document);
  File file;
  const std::string_view bytes = document.bytes();
  std::size_t begin = 0;
  const auto skip_behind = [&](Broken& broken) {
    const std::size_t from = begin;
    begin =
        file.faults.size() + 1 < kMostFaults ? resumption_behind(document, begin) : bytes.size();
    file.faults.push_back(std::move(broken.fault));
    try {
      Expressions strays = strays_of(document, {from, begin});
      file.strays.insert(file.strays.end(), std::move_iterator(strays.begin()),
                         std::move_iterator(strays.end()));
    } catch (const Broken&) {
      begin = bytes.size();  // too many expressions
    }
  };
  bool is_first = true;
  while (begin < bytes.size()) {
    Input in(bytes.data() + begin, bytes.data() + bytes.size(), source->name());
    try {
      if (std::exchange(is_first, false)) read<g::file_begin>(in, parts);
      while (!in.empty()) {
        begin = document.offset(in.current());
        read<g::file_item>(in, parts);
      }
      begin = bytes.size();
    } catch (Broken& broken) {
      skip_behind(broken);
    }
  }
  file.body = std::move(parts.body);
  return file;
}

namespace {

template <typename Rule, typename Take>
std::variant<Expression, Fault> read_string(const Text& text, const Written& where, Take take) {
  Document document(text, where);
  Parts parts(document);
  Input in(document.bytes().data(), document.bytes().data() + document.bytes().size(), "string");
  try {
    read<Rule>(in, parts);
    return take(parts);
  } catch (Broken& broken) {
    return std::move(broken.fault);
  }
}

}  // namespace

std::variant<Expression, Fault> read_template(const Text& text, const Written& where) {
  if (text.value().empty()) return Expression{String{text}, where};
  return read_string<g::template_string>(text, where, [&](Parts& parts) {
    auto made = assembled(std::move(parts.tokens), TemplateKind::Quoted, where);
    return made;
  });
}

std::variant<Expression, Fault> read_expression(const Text& text, const Written& where) {
  return read_string<g::whole_expression>(text, where, [](Parts& parts) {
    return std::variant<Expression, Fault>(parts.take_expression());
  });
}

}  // namespace filtercheck::scan::hcl
