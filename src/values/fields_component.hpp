// A line that is cut into fields (rule 6), and tests of some fields, as a component of a search.
//
// How a line is cut depends on what follows: a quote opens a field only if another one comes, and
// where a field stands from the end only the end shows. So the machine guesses both at the
// beginning of a field and refuses a line that does not come as it was guessed. Of all its ways
// through a line one is right, and on it all that is asked of fields is known as they are read.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "values/decimal_texts.hpp"
#include "values/number_component.hpp"
#include "values/product_search.hpp"

namespace filtercheck::values {

// Which part of a line a test looks at (rule 6.2).
struct FieldPlace {
  enum class Kind {
    FromStart,  // the field with `index` fields before it
    FromEnd,    // the field with `index` fields behind it
    Rest,       // of FromStart, if it is the last one; otherwise the line from there on, as it is
  };
  Kind kind;
  std::int32_t index;
  auto operator<=>(const FieldPlace&) const = default;
};

// The fields of a line.
class CutLine {
 public:
  explicit CutLine(std::u32string_view line);
  // No value: there is no such field.
  std::optional<std::u32string_view> at(const FieldPlace& place) const;

 private:
  struct Field {
    std::size_t begin;  // in the line
    std::u32string_view text;
  };
  std::u32string_view line_;
  std::vector<Field> fields_;
};

struct FieldTest {
  FieldPlace place;
  // Accepts the texts that do as they should.
  std::unique_ptr<Component> component;
  bool required;  // there must be such a field; otherwise it may be missing
};

// The field is a number, as literals are written, and compares so with another one. Tests of one
// field are looked at together, whatever they call its place.
struct FieldNumberTest {
  FieldPlace place;
  NumberTest test;
};

class FieldsComponent : public Component {
 public:
  // The line has `at_least` fields and at most `at_most`.
  FieldsComponent(std::vector<FieldTest> tests, std::vector<FieldNumberTest> numbers,
                  ExponentsOfText exponents, std::int32_t at_least, std::int32_t at_most);
  static constexpr std::int32_t kAnyNumber = INT32_MAX;

  std::vector<State> start() override;
  std::vector<State> next(State state, char32_t c) override;
  bool accepts(State state, bool text_is_empty) const override;
  std::int32_t missing(State state) const override;
  std::vector<char32_t> boundaries() const override;
  bool is_ordered() const override { return ordered_; }
  bool covers(State greater, State lesser) const override;
  State order_class(State state) const override {
    return order_classes_[static_cast<std::size_t>(state)];
  }

 private:
  enum class Mode : std::uint8_t {
    Between,  // before a field, or behind the last one
    Plain,    // in a field that ends at a blank
    OpenedQuote,
    Quote,
    OpenedBracket,
    Bracket,
  };
  static constexpr State kInactive = -1;

  struct Cut {
    Mode mode = Mode::Between;
    bool no_quote = false;  // no `"` comes any more; see above
    bool no_bracket = false;
    std::int32_t begun = 0;  // fields, up to counted_
    // Fields from the one that was begun last to the end, up to foreseen_, which is "or more".
    std::int32_t to_come = 0;
    std::vector<State> tests = {};    // of each test
    std::int32_t reader = kInactive;  // of readers_, where some test asks for a number
    State number = kInactive;
    bool operator==(const Cut&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Cut& cut) const;
  };

  void count(const FieldPlace& place);
  State intern(Cut cut);
  const Cut& cut(State state) const { return cuts_[static_cast<std::size_t>(state)]; }
  // What follows when `c` is not the first character of a field.
  void in_field(Cut cut, char32_t c, std::vector<Cut>& out) const;
  void begin_field(const Cut& before, char32_t c, std::vector<Cut>& out);
  // All that may follow when the tests that look at it read a character.
  void read(Cut cut, char32_t c, bool is_content, std::vector<Cut>& out) const;
  bool is_of_line(const Cut& cut, const FieldPlace& place) const;
  // False: what is asked of numbers cannot be.
  bool begin_number(Cut& cut);
  bool is_here(const Cut& cut, const FieldPlace& place) const;
  bool end_field(Cut& cut) const;
  bool is_end_as_guessed(const Cut& cut) const;

  std::vector<FieldTest> tests_;
  std::vector<FieldNumberTest> numbers_;
  ExponentsOfText exponents_;
  // For each set of tests of numbers that meet in one field.
  std::vector<std::unique_ptr<DecimalReader>> readers_;
  std::map<std::vector<std::size_t>, std::int32_t> reader_of_;
  std::int32_t at_least_;
  std::int32_t at_most_;
  std::int32_t counted_;
  std::int32_t foreseen_ = 1;
  std::vector<Cut> cuts_;
  std::unordered_map<Cut, State, Hash> state_of_;
  std::vector<State> order_classes_;  // by state
  std::unordered_map<Cut, State, Hash> order_class_of_;
  bool ordered_ = false;
};

}  // namespace filtercheck::values
