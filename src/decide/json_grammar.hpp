// Lines that are one JSON object with given classes of values at some places, as a grammar: a
// machine whose moves read a character or call the machine for a value or a string, which it then
// continues behind. (A recursive transition network; Woods 1970.) json_lines.hpp searches it.
//
// There are two grammars for what is asked of some places, since neither is exact at bearable cost:
//   Narrow: every line of it does as asked. Members stand in one order, without repetition; of a
//           number only a few spellings are used.
//   Wide:   every line that does as asked is one of it. All orders and repetitions; of a number
//           that may be written in many ways nothing but its kind is asked.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "decide/class_search.hpp"
#include "decide/formula.hpp"
#include "decide/space.hpp"
#include "decide/text_machine.hpp"
#include "values/alphabet.hpp"

namespace filtercheck::decide {

class JsonGrammar {
 public:
  using Control = std::int32_t;
  enum class Width { Narrow, Wide };
  // How the line is written. Compact: no blanks between tokens, no key twice, and printable ASCII
  // as it is, but for `"` and `\`; as CloudTrail writes its records.
  enum class Writing { Any, Compact };

  // What is at a place is of one of the classes. Places above them may be left out.
  struct Asked {
    Space::PlaceId place;
    ClassSet classes;
  };
  // `denied`: what no child of its base shows. The space and `classes` must outlive this object.
  JsonGrammar(const Space& space, ClassSearch& classes, const std::vector<Asked>& asked,
              const std::vector<Space::ExistsId>& denied, Width width, Writing writing);

  // False: more members of one object are asked for than their orders can be followed.
  bool ok() const { return ok_; }

  Control start() const { return start_; }
  bool is_final(Control control) const;

  struct Move {
    enum class Kind : std::uint8_t { Read, Call } kind;
    std::uint32_t what;  // Read: index into characters(). Call: the Control at which it starts
    Control to;
    std::int32_t cost;
  };
  const std::vector<Move>& moves(Control control);

  // One of each block of characters that the grammar, and those with these boundaries, cannot tell
  // apart. To be called once, before `moves`.
  void set_characters(std::vector<char32_t> boundaries);
  const std::vector<char32_t>& characters() const { return characters_; }

 private:
  // What a control is about: a value; a string; a word of which some characters have been read.
  enum class Phase : std::uint8_t {
    Line,       // before the object
    Behind,     // it
    Value,      // before a value. aux, of a free one: shapes that it must not have
    End,        // of what was called
    Opened,     // after `{`
    Key,        // before a key
    BehindKey,  // more: which member it is
    BehindColon,
    BehindMember,  // before `,` or `}`
    OpenedArray,
    Element,  // before one
    BehindElement,
    Minus,  // numbers; aux: whether integers may be
    Zero,
    Digits,
    Point,
    Fraction,
    E,
    ESign,
    EDigits,
    Word,     // aux: which one, more: how much of it has been read
    Quote,    // before a string. aux: its machine
    String,   // aux: its machine, more: the state
    Escape,   // behind a backslash; the same
    Hex,      // more: the state behind the escape, rest: see HexDigits
    LowHalf,  // before the second escape of a pair; rest: how much of `\u` has been read
  };
  struct At {
    Phase phase;
    std::int32_t node = kFree;  // of a value
    std::int64_t aux = 0;
    std::int64_t more = 0;
    std::int64_t rest = 0;
    auto operator<=>(const At&) const = default;
  };
  static constexpr std::int32_t kFree = -1;  // any value

  // A place that something is asked of, or above one.
  struct Node {
    Space::PlaceId place;
    ClassSet allowed;
    bool all_allowed = true;  // nothing is asked of the place itself
    std::vector<std::int32_t> members = {};
    std::vector<std::int32_t> elements = {};  // by index
    std::vector<std::int32_t> chosen = {};
    std::u32string key = {};
    std::int32_t index = -1;
    bool chosen_child = false;
    std::int32_t machine = -1;  // of its strings
    bool may_miss = true;
    bool may_be_scalar = true;  // as far as what is asked of the children goes
    bool may_be_object = true;
    bool may_be_array = true;
    std::int32_t other = kFree;    // its children that are neither named nor chosen
    std::int32_t keys = -1;        // machine of other keys
    std::int32_t fresh_keys = -1;  // of those that are fresh, for a last chosen child
    std::vector<std::int32_t> key_machines = {};
  };

  std::int32_t node_of(Space::PlaceId place);
  void finish(std::int32_t id);
  bool allows(std::int32_t node, Shape shape) const;
  std::int32_t machine(std::unique_ptr<TextMachine> machine);

  void add(const Asked& asked);
  void place_chosen(std::int32_t id, std::int32_t parent);
  void deny(Space::ExistsId exists);
  std::int32_t new_node(Space::PlaceId place, std::int32_t parent);
  void allow(std::int32_t node, const ClassSet& classes);
  Control control(const At& at);
  void make_moves(const At& at);
  void value(const At& at);
  void numbers(std::int32_t node);
  void begin_number(bool integers);
  void number(const At& at);
  std::int64_t word_number(const std::u32string& text);
  void word(const std::u32string& text, std::int32_t cost);
  void member(const At& at);
  bool may_close_object(std::int32_t node, std::int64_t taken) const;
  void element(const At& at);
  bool may_close_array(const At& at) const;
  void string(const At& at);
  void escape(const At& at);
  void code_point(const At& at);
  void hex(const At& at);

  void read(char32_t c, const At& to, std::int32_t cost = 1);
  void read_any(const std::u32string& characters, const At& to, std::int32_t cost = 1);
  void call(const At& callee, const At& to, std::int32_t cost = 0);
  void blanks(const At& at);
  std::uint32_t number_of(char32_t c) const;

  const Space& space_;
  ClassSearch& classes_;
  Width width_;
  Writing writing_;
  bool ok_ = true;
  std::vector<Node> nodes_;
  std::map<Space::PlaceId, std::int32_t> node_at_;
  std::vector<std::unique_ptr<TextMachine>> machines_;
  std::vector<std::u32string> words_;
  std::map<std::u32string, std::int64_t> word_of_;

  std::vector<char32_t> characters_;
  std::vector<values::Block> blocks_;  // all, in their order

  Control start_ = 0;
  std::vector<At> controls_;
  std::map<At, Control> known_;
  std::vector<std::vector<Move>> moves_;
  std::vector<bool> made_;
  std::vector<Move> current_;
};

}  // namespace filtercheck::decide
