#include "parse/fields_pattern.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.hpp"
#include "grammar/fields.hpp"
#include "parse/formula_stack.hpp"
#include "parse/json_pattern.hpp"
#include "parse/traps.hpp"

namespace filtercheck::reader {

namespace {

namespace p = tao::pegtl;
namespace g = grammar;

// The fields so far, with the names that the next one uses.
class State {
 public:
  explicit State(Builder& b) : builder(b), formula(b.limits().nesting), known_names_(b) {}

  void use_name(std::string_view name) { names_.push_back(name); }

  void add_unnamed() { fields_.fields.emplace_back(); }

  void add_plain(std::string_view name) {
    use_name(name);
    add(std::nullopt);
  }

  void add_conditional() { add(formula.take()); }

  void add_ellipsis(std::string_view piece) {
    known_names_.add_ellipsis(piece);
    fields_.before_ellipsis = fields_.fields.size();
  }

  Fields take() { return std::move(fields_); }

  Builder& builder;
  FormulaStack formula;

 private:
  void add(std::optional<Expression> condition) {
    known_names_.add_field(names_);
    fields_.fields.push_back({std::string(names_.front()), std::move(condition)});
    names_.clear();
  }

  FieldNames known_names_;
  Fields fields_;
  std::vector<std::string_view> names_;  // of the field that is read, in the order of the text
};

Operator operator_of(std::string_view sign) {
  for (const Operator op : {Operator::Equal, Operator::NotEqual, Operator::Less,
                            Operator::LessEqual, Operator::Greater}) {
    if (name_of(op) == sign) return op;
  }
  return Operator::GreaterEqual;
}

template <typename Rule>
struct action : p::nothing<Rule> {};

#define FILTERCHECK_ACTION(RULE, ...)                                         \
  template <>                                                                 \
  struct action<g::RULE> {                                                    \
    template <typename ActionInput>                                           \
    static void apply([[maybe_unused]] const ActionInput& in, State& state) { \
      [[maybe_unused]] const std::string_view piece = in.string_view();       \
      __VA_ARGS__;                                                            \
    }                                                                         \
  }
FILTERCHECK_ACTION(subject, state.use_name(piece); state.builder.begin_selector();
                   state.builder.add_key(piece));
FILTERCHECK_ACTION(equality, state.builder.set_operator(operator_of(piece)));
FILTERCHECK_ACTION(ordering, state.builder.set_operator(operator_of(piece)));
FILTERCHECK_ACTION(value, read_value(piece, state.builder));
FILTERCHECK_ACTION(ordered_value, read_value(piece, state.builder));
FILTERCHECK_ACTION(field_condition,
                   state.formula.add_condition(state.builder.end_condition(piece)));
FILTERCHECK_ACTION(group_open, state.builder.note(codes::kFieldParentheses, piece);
                   state.formula.open_group());
FILTERCHECK_ACTION(group_close, state.formula.close_group());
FILTERCHECK_ACTION(or_sign, state.formula.begin_disjunct());
FILTERCHECK_ACTION(unnamed_field, state.add_unnamed());
FILTERCHECK_ACTION(ellipsis, state.add_ellipsis(piece));
FILTERCHECK_ACTION(plain_field, state.add_plain(piece));
FILTERCHECK_ACTION(conditional_field, state.add_conditional());
#undef FILTERCHECK_ACTION

}  // namespace

std::optional<Fields> read_space_pattern(std::string_view text, Builder& builder) {
  builder.begin_fields();
  State state(builder);
  p::memory_input<p::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "pattern");
  try {
    if (!p::parse<g::space_pattern, action>(in, state)) return std::nullopt;
  } catch (const NestingTooDeep&) {
    return std::nullopt;
  }
  Fields fields = state.take();
  note_traps(fields, builder);
  return fields;
}

bool is_field_name(std::string_view piece) {
  p::memory_input<p::tracking_mode::lazy> in(piece.data(), piece.data() + piece.size(), "name");
  return p::parse<p::seq<g::field_name, p::eof>>(in);
}

void FieldNames::add_field(const std::vector<std::string_view>& names) {
  const std::string_view name = names.front();
  const auto other = std::find_if(names.begin(), names.end(), [&](auto n) { return n != name; });
  if (other != names.end()) {
    builder_.report(codes::kSeveralNames, *other, {std::string(name), std::string(*other)});
  }
  if (!known_.insert(name).second) {
    builder_.report(codes::kDuplicateField, name, {std::string(name)});
  }
}

void FieldNames::add_ellipsis(std::string_view piece) {
  if (has_ellipsis_) builder_.report(codes::kDuplicateField, piece, {"..."});
  has_ellipsis_ = true;
}

}  // namespace filtercheck::reader
