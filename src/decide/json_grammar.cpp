#include "decide/json_grammar.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "base/unicode.hpp"
#include "decide/number_spellings.hpp"
#include "values/budget.hpp"
#include "values/decimal.hpp"

namespace filtercheck::decide {

namespace {

using values::ValueClass;

// What makes a line less natural costs more than a character.
constexpr std::int32_t kBlank = 4;
constexpr std::int32_t kEscape = 20;
constexpr std::int32_t kRespelled = 10;
constexpr std::int32_t kRepeated = 40;

// In one object; their orders are followed by three to the power of so many states.
constexpr std::size_t kMembers = 7;
constexpr std::int32_t kElements = 200;

constexpr std::int64_t kFreeMember = -1;

constexpr bool is_number(Shape shape) {
  return shape == Shape::Integer || shape == Shape::Float || shape == Shape::Infinite;
}

// A code point within [first, last] that is being written in four hexadecimal digits.
struct HexDigits {
  std::int64_t first;
  std::int64_t last;
  std::int64_t read = 0;      // digits
  std::int64_t prefix = 0;    // their value
  bool is_high_half = false;  // the other half of the pair must follow

  std::int64_t packed() const {
    return first | last << 16 | read << 32 | prefix << 35 | (is_high_half ? 1LL << 52 : 0);
  }
  static HexDigits unpacked(std::int64_t packed) {
    return {packed & 0xFFFF, packed >> 16 & 0xFFFF, packed >> 32 & 7, packed >> 35 & 0x1FFFF,
            (packed >> 52 & 1) != 0};
  }
  // False: outside of the range.
  bool add(std::int64_t digit) {
    prefix = prefix * 16 + digit;
    ++read;
    const std::int64_t shift = 4 * (4 - read);
    const std::int64_t least = prefix << shift;
    const std::int64_t most = least + (1LL << shift) - 1;
    if (most < first || least > last) return false;
    // Within the range whatever follows: the digits so far do not matter.
    if (first <= least && most <= last) *this = {0, 0xFFFF, read, 0, is_high_half};
    return true;
  }
};

}  // namespace

// --- What is asked -------------------------------------------------------------------------------

JsonGrammar::JsonGrammar(const Space& space, ClassSearch& classes, const std::vector<Asked>& asked,
                         const std::vector<Space::ExistsId>& denied, Width width, Writing writing)
    : space_(space), classes_(classes), width_(width), writing_(writing) {
  machine(std::make_unique<AnyText>());
  node_of(Space::kRoot);
  for (const Asked& one : asked) add(one);
  for (const Space::ExistsId id : denied) deny(id);
  for (std::size_t id = nodes_.size(); id-- > 0;) finish(static_cast<std::int32_t>(id));
  start_ = control({Phase::Line});
}

void JsonGrammar::add(const Asked& asked) {
  if (asked.place != Space::kRoot) allow(node_of(asked.place), asked.classes);
}

void JsonGrammar::allow(std::int32_t id, const ClassSet& classes) {
  Node& node = nodes_[static_cast<std::size_t>(id)];
  if (node.all_allowed) {
    node.allowed = classes;
    node.all_allowed = classes.full();
  } else {
    node.allowed &= classes;
  }
}

// Every other child of the base is like a chosen one that does not show it.
void JsonGrammar::deny(Space::ExistsId id) {
  const Space::Exists& exists = space_.exists(id);
  const std::int32_t base = node_of(exists.base);
  if (nodes_[static_cast<std::size_t>(base)].other == kFree) {
    const std::int32_t other = new_node(space_.place(exists.base).chosen.front(), kFree);
    nodes_[static_cast<std::size_t>(base)].other = other;
  }
  std::int32_t at = nodes_[static_cast<std::size_t>(base)].other;
  for (const Step& step : exists.suffix) {
    const Node& above = nodes_[static_cast<std::size_t>(at)];
    const Space::PlaceId below = space_.child(above.place, step);
    std::int32_t next = kFree;
    for (const auto* children : {&above.members, &above.elements}) {
      for (const std::int32_t child : *children) {
        if (nodes_[static_cast<std::size_t>(child)].place == below) next = child;
      }
    }
    at = next == kFree ? new_node(below, at) : next;
  }
  const Space::PlaceId place = nodes_[static_cast<std::size_t>(at)].place;
  allow(at, classes_.showing(place, exists.asked).complement());
}

std::int32_t JsonGrammar::node_of(Space::PlaceId place) {
  if (const auto known = node_at_.find(place); known != node_at_.end()) return known->second;
  const std::int32_t parent = place == Space::kRoot ? kFree : node_of(space_.place(place).parent);
  const std::int32_t id = new_node(place, parent);
  node_at_.emplace(place, id);
  return id;
}

std::int32_t JsonGrammar::new_node(Space::PlaceId place, std::int32_t parent) {
  const auto id = static_cast<std::int32_t>(nodes_.size());
  Node& fresh = nodes_.emplace_back();
  fresh.place = place;
  if (parent == kFree) return id;
  Node& above = nodes_[static_cast<std::size_t>(parent)];
  const Space::PlaceStep& step = space_.place(place).step;
  if (const auto* key = std::get_if<Key>(&step)) {
    fresh.key = base::decode_utf8(key->name);
    // The source and the name of an event come first.
    const bool first = parent == 0 && (fresh.key == U"eventSource" || fresh.key == U"eventName");
    above.members.insert(first ? above.members.begin() : above.members.end(), id);
  } else if (const auto* index = std::get_if<Index>(&step)) {
    fresh.index = index->value;
    above.elements.push_back(id);
    ok_ = ok_ && fresh.index < kElements;
  } else if (width_ == Width::Narrow) {
    place_chosen(id, parent);
  } else {
    above.chosen.push_back(id);
  }
  return id;
}

// A chosen child is a member with a fresh key, or an element behind the first named ones. If it is
// the last member its key may be any that no selector names and no chosen child before it has,
// since none can follow that repeats it.
void JsonGrammar::place_chosen(std::int32_t id, std::int32_t parent) {
  Node& chosen = nodes_[static_cast<std::size_t>(id)];
  Node& above = nodes_[static_cast<std::size_t>(parent)];
  const Space::Place& base = space_.place(above.place);
  const auto number =
      std::find(base.chosen.begin(), base.chosen.end(), chosen.place) - base.chosen.begin();
  std::set<std::u32string> named;
  for (const Space::PlaceId member : base.members)
    named.insert(base::decode_utf8(std::get<Key>(space_.place(member).step).name));
  std::u32string key = U"x";
  for (std::ptrdiff_t fresh = 0;; key += U'x') {
    if (!named.contains(key) && fresh++ == number) break;
  }
  chosen.chosen_child = true;
  chosen.key = key;
  chosen.index = static_cast<std::int32_t>(Space::named_prefix(space_.indices(above.place))) +
                 static_cast<std::int32_t>(number);
  ok_ = ok_ && chosen.index < kElements;
  for (const std::int32_t child : above.members) {
    const Node& before = nodes_[static_cast<std::size_t>(child)];
    if (before.chosen_child) named.insert(before.key);
  }
  above.fresh_keys = machine(std::make_unique<ListedText>(named, false));
  above.members.push_back(id);
  above.elements.push_back(id);
}

void JsonGrammar::finish(std::int32_t id) {
  Node& node = nodes_[static_cast<std::size_t>(id)];
  const auto is_chosen = [&](std::int32_t child) {
    return nodes_[static_cast<std::size_t>(child)].chosen_child;
  };
  for (const std::int32_t child : node.members) {
    const bool may_miss = nodes_[static_cast<std::size_t>(child)].may_miss;
    node.may_be_scalar = node.may_be_scalar && may_miss;
    node.may_be_array = node.may_be_array && (may_miss || is_chosen(child));
  }
  for (const std::int32_t child : node.elements) {
    const bool may_miss = nodes_[static_cast<std::size_t>(child)].may_miss;
    node.may_be_scalar = node.may_be_scalar && may_miss;
    node.may_be_object = node.may_be_object && (may_miss || is_chosen(child));
  }
  for (const std::int32_t child : node.chosen)
    node.may_be_scalar = node.may_be_scalar && nodes_[static_cast<std::size_t>(child)].may_miss;
  node.may_miss = node.may_be_scalar && allows(id, Shape::Missing);
  if (width_ == Width::Wide && node.members.size() + node.chosen.size() > kMembers) ok_ = false;
  std::set<std::u32string> keys;
  for (const std::int32_t child : node.members) {
    const std::u32string& key = nodes_[static_cast<std::size_t>(child)].key;
    keys.insert(key);
    node.key_machines.push_back(
        machine(std::make_unique<ListedText>(std::set<std::u32string>{key}, true)));
  }
  node.keys = keys.empty() ? 0 : machine(std::make_unique<ListedText>(keys, false));
  node.machine = 0;
  if (node.all_allowed) return;
  std::set<std::u32string> texts;
  bool are_literals = true;
  bool are_all = true;
  const std::vector<ValueClass>& classes = classes_.classes(node.place);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].shape != Shape::String) continue;
    are_all = are_all && node.allowed.contains(i);
    if (!node.allowed.contains(i)) continue;
    are_literals = are_literals && classes[i].literal >= 0;
    texts.insert(classes[i].text);
  }
  if (are_all) return;
  if (are_literals) {
    node.machine = machine(std::make_unique<ListedText>(texts, true));
  } else {
    node.machine =
        machine(std::make_unique<ClassText>(classes_.tests(node.place), classes, node.allowed));
  }
}

std::int32_t JsonGrammar::machine(std::unique_ptr<TextMachine> machine) {
  machines_.push_back(std::move(machine));
  return static_cast<std::int32_t>(machines_.size()) - 1;
}

bool JsonGrammar::allows(std::int32_t id, Shape shape) const {
  if (id == kFree) return shape != Shape::Missing;
  const Node& node = nodes_[static_cast<std::size_t>(id)];
  if (node.place == Space::kRoot) return shape == Shape::Object;
  if (node.all_allowed) return true;
  const std::vector<ValueClass>& classes = classes_.classes(node.place);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].shape == shape && node.allowed.contains(i)) return true;
  }
  return false;
}

// --- Characters ----------------------------------------------------------------------------------

void JsonGrammar::set_characters(std::vector<char32_t> boundaries) {
  for (const char32_t c :
       std::u32string_view(U"{}[]:,\"\\/-+.0123456789abcdefABCDEFlnrstu \t\n\r")) {
    boundaries.push_back(c);
    boundaries.push_back(c + 1);
  }
  for (const char32_t c : std::initializer_list<char32_t>{0x20, 0x7F, 0xD800, 0xE000, 0x10000})
    boundaries.push_back(c);
  for (const auto& machine : machines_) {
    const std::vector<char32_t> more = machine->boundaries();
    boundaries.insert(boundaries.end(), more.begin(), more.end());
  }
  blocks_ = values::blocks_of(std::move(boundaries));
  for (const values::Block block : blocks_) {
    const char32_t c = values::readable_member(block);
    if (c != values::kNoCharacter && c != U'\n') characters_.push_back(c);
  }
  std::sort(blocks_.begin(), blocks_.end(),
            [](values::Block a, values::Block b) { return a.first < b.first; });
}

std::uint32_t JsonGrammar::number_of(char32_t c) const {
  return static_cast<std::uint32_t>(std::find(characters_.begin(), characters_.end(), c) -
                                    characters_.begin());
}

// --- Moves ---------------------------------------------------------------------------------------

JsonGrammar::Control JsonGrammar::control(const At& at) {
  const auto [entry, fresh] = known_.try_emplace(at, static_cast<Control>(controls_.size()));
  if (fresh) {
    controls_.push_back(at);
    moves_.emplace_back();
    made_.push_back(false);
  }
  return entry->second;
}

bool JsonGrammar::is_final(Control control) const {
  const At& at = controls_[static_cast<std::size_t>(control)];
  switch (at.phase) {
    case Phase::Behind:
    case Phase::End:
    case Phase::Fraction:
    case Phase::EDigits:
      return true;
    case Phase::Zero:
    case Phase::Digits:
      return at.aux != 0;
    default:
      return false;
  }
}

const std::vector<JsonGrammar::Move>& JsonGrammar::moves(Control control) {
  const auto at = static_cast<std::size_t>(control);
  if (!made_[at]) {
    const At copy = controls_[at];
    make_moves(copy);
    moves_[at] = std::exchange(current_, {});
    made_[at] = true;
  }
  return moves_[at];
}

void JsonGrammar::read(char32_t c, const At& to, std::int32_t cost) {
  const Control next = control(to);
  current_.push_back({Move::Kind::Read, number_of(c), next, cost});
}

void JsonGrammar::read_any(const std::u32string& characters, const At& to, std::int32_t cost) {
  for (const char32_t c : characters) read(c, to, cost);
}

void JsonGrammar::call(const At& callee, const At& to, std::int32_t cost) {
  const Control called = control(callee);
  const Control next = control(to);
  current_.push_back({Move::Kind::Call, static_cast<std::uint32_t>(called), next, cost});
}

void JsonGrammar::blanks(const At& at) {
  if (writing_ == Writing::Any) read_any(U" \t\r", at, kBlank);
}

void JsonGrammar::make_moves(const At& at) {
  const auto as = [&](Phase phase) {
    At next = at;
    next.phase = phase;
    return next;
  };
  switch (at.phase) {
    case Phase::Line:
      blanks(at);
      return call({Phase::Value, 0}, {Phase::Behind});
    case Phase::Behind:
      return blanks(at);
    case Phase::Value:
      return value(at);
    case Phase::End:
      return;
    case Phase::Opened:
    case Phase::BehindMember:
      blanks(at);
      if (may_close_object(at.node, at.aux)) read(U'}', {Phase::End});
      if (at.phase == Phase::Opened) return member(at);
      return read(U',', as(Phase::Key));
    case Phase::Key:
      blanks(at);
      return member(at);
    case Phase::BehindKey:
      blanks(at);
      return read(U':', as(Phase::BehindColon));
    case Phase::BehindColon: {
      blanks(at);
      const At behind{Phase::BehindMember, at.node, at.aux};
      if (at.node == kFree) return call({Phase::Value, kFree}, behind);
      const Node& node = nodes_[static_cast<std::size_t>(at.node)];
      if (at.more == kFreeMember) return call({Phase::Value, node.other}, behind);
      if (at.more % 2 == 0) return call({Phase::Value, kFree}, behind);
      const auto which = static_cast<std::size_t>(at.more / 2);
      const bool named = which < node.members.size();
      return call(
          {Phase::Value, named ? node.members[which] : node.chosen[which - node.members.size()]},
          behind);
    }
    case Phase::OpenedArray:
    case Phase::BehindElement:
      blanks(at);
      if (may_close_array(at)) read(U']', {Phase::End});
      if (at.phase == Phase::OpenedArray) return element(at);
      return read(U',', as(Phase::Element));
    case Phase::Element:
      blanks(at);
      return element(at);
    case Phase::Minus:
    case Phase::Zero:
    case Phase::Digits:
    case Phase::Point:
    case Phase::Fraction:
    case Phase::E:
    case Phase::ESign:
    case Phase::EDigits:
      return number(at);
    case Phase::Word: {
      const std::u32string& text = words_[static_cast<std::size_t>(at.aux)];
      const auto done = static_cast<std::size_t>(at.more) + 1;
      if (done == text.size()) return read(text.back(), {Phase::End});
      At next = at;
      next.more = static_cast<std::int64_t>(done);
      return read(text[done - 1], next);
    }
    case Phase::Quote:
      return read(U'"', {Phase::String, kFree, at.aux,
                         machines_[static_cast<std::size_t>(at.aux)]->start()});
    case Phase::String:
      return string(at);
    case Phase::Escape:
      return escape(at);
    case Phase::Hex:
      return hex(at);
    case Phase::LowHalf: {
      At next = at;
      if (at.rest == 0) {
        next.rest = 1;
        return read(U'\\', next);
      }
      next.phase = Phase::Hex;
      next.rest = HexDigits{0xDC00, 0xDFFF}.packed();
      return read(U'u', next);
    }
  }
}

// --- Values --------------------------------------------------------------------------------------

std::int64_t JsonGrammar::word_number(const std::u32string& text) {
  const auto [entry, fresh] = word_of_.try_emplace(text, static_cast<std::int64_t>(words_.size()));
  if (fresh) words_.push_back(text);
  return entry->second;
}

void JsonGrammar::word(const std::u32string& text, std::int32_t cost) {
  if (text.size() == 1) return read(text.front(), {Phase::End}, cost);
  read(text.front(), {Phase::Word, kFree, word_number(text), 1}, cost);
}

void JsonGrammar::value(const At& at) {
  const bool is_free = at.node == kFree;
  static const Node kAny{Space::kNone, ClassSet{}};
  const Node& node = is_free ? kAny : nodes_[static_cast<std::size_t>(at.node)];
  const std::int32_t strings = is_free ? 0 : node.machine;
  const auto allowed = [&](Shape shape) { return allows(at.node, shape); };
  if (node.may_be_scalar) {
    if (allowed(Shape::String)) call({Phase::Quote, kFree, strings}, {Phase::End});
    if (!node.all_allowed) {
      numbers(at.node);
    } else if (allowed(Shape::Integer)) {
      begin_number(true);
    }
    if (allowed(Shape::Null)) word(U"null", 1);
    if (allowed(Shape::True)) word(U"true", 1);
    if (allowed(Shape::False)) word(U"false", 1);
  }
  if (node.may_be_object && allowed(Shape::Object)) read(U'{', {Phase::Opened, at.node});
  if (node.may_be_array && allowed(Shape::Array)) read(U'[', {Phase::OpenedArray, at.node});
}

// A class has the integers and the doubles that no test tells apart.
void JsonGrammar::numbers(std::int32_t id) {
  const Node& node = nodes_[static_cast<std::size_t>(id)];
  bool integers = false;
  bool floats = false;
  const std::vector<ValueClass>& classes = classes_.classes(node.place);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const ValueClass& number = classes[i];
    if (!node.allowed.contains(i) || !is_number(number.shape)) continue;
    if (width_ == Width::Narrow) {
      if (number.too_large) continue;
      std::int32_t cost = 1;
      for (const std::u32string& token : spellings_of(classes_.tests(node.place), number))
        word(token, std::exchange(cost, kRespelled));
      continue;
    }
    floats = true;
    if (number.shape == Shape::Infinite) continue;
    if (number.cell % 2 == 0 || number.too_large) {
      integers = true;
      continue;
    }
    // Of an integer with a given value there is one token (of zero two).
    const values::Decimal value =
        values::read_decimal(std::string(number.text.begin(), number.text.end()));
    if (!value.is_integer()) continue;
    const std::string token = values::integer_text(value, Budget::kDigits).value();
    word({token.begin(), token.end()}, 1);
    if (value.is_zero()) word(U"-0", kRespelled);
  }
  if (floats) begin_number(integers);
}

void JsonGrammar::begin_number(bool integers) {
  read(U'-', {Phase::Minus, kFree, integers});
  number({Phase::Minus, kFree, integers});
}

void JsonGrammar::number(const At& at) {
  static const std::u32string kDigits = U"0123456789";
  const auto to = [&](Phase phase) { return At{phase, kFree, at.aux}; };
  const auto fraction_or_exponent = [&] {
    if (at.phase != Phase::Fraction) read(U'.', to(Phase::Point));
    read_any(U"eE", to(Phase::E), kRespelled);
  };
  switch (at.phase) {
    case Phase::Minus:
      read(U'0', to(Phase::Zero));
      return read_any(kDigits.substr(1), to(Phase::Digits));
    case Phase::Zero:
      return fraction_or_exponent();
    case Phase::Digits:
      read_any(kDigits, to(Phase::Digits));
      return fraction_or_exponent();
    case Phase::Point:
      return read_any(kDigits, to(Phase::Fraction));
    case Phase::Fraction:
      read_any(kDigits, to(Phase::Fraction));
      return fraction_or_exponent();
    case Phase::E:
      read_any(U"+-", to(Phase::ESign));
      return read_any(kDigits, to(Phase::EDigits));
    default:
      return read_any(kDigits, to(Phase::EDigits));
  }
}

// --- Objects and arrays --------------------------------------------------------------------------

// Narrow: `taken` is how many members have been passed in their order; one more than there are if
// nothing may follow. Wide: a digit of base three
// for each: 0, not met; 1, met, but one with the same key must follow; 2, done.
void JsonGrammar::member(const At& at) {
  const auto add = [&](std::int32_t keys, std::int64_t taken, std::int64_t which,
                       std::int32_t cost) {
    call({Phase::Quote, kFree, keys}, {Phase::BehindKey, at.node, taken, which}, cost);
  };
  if (at.node == kFree) return add(0, 0, kFreeMember, 0);
  const Node& node = nodes_[static_cast<std::size_t>(at.node)];
  if (width_ == Width::Narrow && at.aux > static_cast<std::int64_t>(node.members.size())) return;
  if (width_ == Width::Narrow) {
    for (auto i = static_cast<std::size_t>(at.aux); i < node.members.size(); ++i) {
      add(node.key_machines[i], static_cast<std::int64_t>(i) + 1,
          2 * static_cast<std::int64_t>(i) + 1, 0);
      if (i + 1 == node.members.size() &&
          nodes_[static_cast<std::size_t>(node.members[i])].chosen_child)
        add(node.fresh_keys, static_cast<std::int64_t>(i) + 2, 2 * static_cast<std::int64_t>(i) + 1,
            1);
      if (!nodes_[static_cast<std::size_t>(node.members[i])].may_miss) break;
    }
  } else {
    std::int64_t power = 1;
    for (std::size_t i = 0; i < node.members.size(); ++i, power *= 3) {
      const std::int64_t digit = at.aux / power % 3;
      if (digit == 2) continue;
      const auto which = 2 * static_cast<std::int64_t>(i);
      add(node.key_machines[i], at.aux + (2 - digit) * power, which + 1, 0);
      if (writing_ == Writing::Any)
        add(node.key_machines[i], at.aux + (1 - digit) * power, which, kRepeated);
    }
    for (std::size_t i = 0; i < node.chosen.size(); ++i, power *= 3) {
      if (at.aux / power % 3 != 0) continue;
      const auto number = static_cast<std::int64_t>(node.members.size() + i);
      add(node.keys, at.aux + 2 * power, 2 * number + 1, 0);
    }
  }
  add(node.keys, at.aux, kFreeMember, 0);
}

bool JsonGrammar::may_close_object(std::int32_t id, std::int64_t taken) const {
  if (id == kFree) return true;
  const Node& node = nodes_[static_cast<std::size_t>(id)];
  std::int64_t power = 1;
  for (std::size_t i = 0; i < node.members.size(); ++i, power *= 3) {
    const bool may_miss = nodes_[static_cast<std::size_t>(node.members[i])].may_miss;
    if (width_ == Width::Narrow) {
      if (static_cast<std::int64_t>(i) >= taken && !may_miss) return false;
      continue;
    }
    const std::int64_t digit = taken / power % 3;
    if (digit == 1 || (digit == 0 && !may_miss)) return false;
  }
  return std::all_of(node.chosen.begin(), node.chosen.end(), [&](std::int32_t child) {
    const bool met = taken / std::exchange(power, power * 3) % 3 != 0;
    return met || nodes_[static_cast<std::size_t>(child)].may_miss;
  });
}

void JsonGrammar::element(const At& at) {
  if (at.node == kFree) {
    return call({Phase::Value, kFree}, {Phase::BehindElement, kFree});
  }
  const Node& node = nodes_[static_cast<std::size_t>(at.node)];
  std::int32_t named = kFree;
  bool is_last = true;
  for (const std::int32_t child : node.elements) {
    const std::int32_t index = nodes_[static_cast<std::size_t>(child)].index;
    if (index == at.aux) named = child;
    is_last = is_last && index < at.aux;
  }
  const At behind{Phase::BehindElement, at.node, is_last ? at.aux : at.aux + 1, at.more};
  if (named != kFree) return call({Phase::Value, named}, behind);
  for (std::size_t i = 0; i < node.chosen.size(); ++i) {
    if ((at.more >> i & 1) != 0) continue;
    At met = behind;
    met.more |= 1LL << i;
    call({Phase::Value, node.chosen[i]}, met);
  }
  call({Phase::Value, node.other}, behind);
}

bool JsonGrammar::may_close_array(const At& at) const {
  if (at.node == kFree) return true;
  const Node& node = nodes_[static_cast<std::size_t>(at.node)];
  const auto may_miss = [&](std::int32_t child) {
    return nodes_[static_cast<std::size_t>(child)].may_miss;
  };
  for (std::size_t i = 0; i < node.chosen.size(); ++i) {
    if ((at.more >> i & 1) == 0 && !may_miss(node.chosen[i])) return false;
  }
  return std::all_of(node.elements.begin(), node.elements.end(), [&](std::int32_t child) {
    return nodes_[static_cast<std::size_t>(child)].index < at.aux || may_miss(child);
  });
}

// --- Strings -------------------------------------------------------------------------------------

void JsonGrammar::string(const At& at) {
  TextMachine& machine = *machines_[static_cast<std::size_t>(at.aux)];
  const auto state = static_cast<TextMachine::State>(at.more);
  if (machine.accepts(state)) read(U'"', {Phase::End});
  for (std::size_t i = 0; i < characters_.size(); ++i) {
    const char32_t c = characters_[i];
    if (c < 0x20 || c == U'"' || c == U'\\') continue;
    const TextMachine::State next = machine.next(state, c);
    if (next == TextMachine::kDead) continue;
    const Control to = control({Phase::String, kFree, at.aux, next});
    current_.push_back({Move::Kind::Read, static_cast<std::uint32_t>(i), to, 1});
  }
  read(U'\\', {Phase::Escape, kFree, at.aux, at.more}, kEscape);
}

void JsonGrammar::escape(const At& at) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 8> kEscapes{{{U'"', U'"'},
                                                                          {U'\\', U'\\'},
                                                                          {U'/', U'/'},
                                                                          {U'b', U'\b'},
                                                                          {U'f', U'\f'},
                                                                          {U'n', U'\n'},
                                                                          {U'r', U'\r'},
                                                                          {U't', U'\t'}}};
  TextMachine& machine = *machines_[static_cast<std::size_t>(at.aux)];
  const auto state = static_cast<TextMachine::State>(at.more);
  for (const auto& [written, meant] : kEscapes) {
    if (written == U'/' && writing_ == Writing::Compact) continue;
    const TextMachine::State next = machine.next(state, meant);
    if (next != TextMachine::kDead) read(written, {Phase::String, kFree, at.aux, next});
  }
  code_point(at);
}

// `u` and which code point follows: one of a range of those that lead to one state.
void JsonGrammar::code_point(const At& at) {
  TextMachine& machine = *machines_[static_cast<std::size_t>(at.aux)];
  const auto state = static_cast<TextMachine::State>(at.more);
  const auto add = [&](HexDigits digits, TextMachine::State next) {
    read(U'u', {Phase::Hex, kFree, at.aux, next, digits.packed()});
  };
  std::vector<std::pair<HexDigits, TextMachine::State>> ranges;
  bool goes_on = false;  // the last range may
  std::set<TextMachine::State> beyond;
  for (const values::Block block : blocks_) {
    const TextMachine::State next = machine.next(state, block.first);
    if (block.first >= 0x10000) {
      if (next != TextMachine::kDead) beyond.insert(next);
      continue;
    }
    // What halves of pairs mean to a text is not known so well that a line may hang on it.
    const bool is_half = 0xD800 <= block.first && block.first <= 0xDFFF;
    const bool is_plain =
        0x20 <= block.first && block.first < 0x7F && block.first != U'"' && block.first != U'\\';
    if (next == TextMachine::kDead || (is_half && width_ == Width::Narrow) ||
        (is_plain && writing_ == Writing::Compact)) {
      goes_on = false;
      continue;
    }
    const std::int64_t last = block.last;
    if (goes_on && ranges.back().second == next) {
      ranges.back().first.last = last;
    } else {
      ranges.emplace_back(HexDigits{static_cast<std::int64_t>(block.first), last}, next);
    }
    goes_on = true;
  }
  for (const auto& [digits, next] : ranges) add(digits, next);
  if (width_ == Width::Narrow) return;
  for (const TextMachine::State next : beyond) {
    HexDigits high{0xD800, 0xDBFF};
    high.is_high_half = true;
    add(high, next);
  }
}

void JsonGrammar::hex(const At& at) {
  static constexpr std::u32string_view kHex = U"0123456789abcdefABCDEF";
  for (std::size_t i = 0; i < kHex.size(); ++i) {
    const char32_t c = kHex[i];
    HexDigits digits = HexDigits::unpacked(at.rest);
    if (!digits.add(static_cast<std::int64_t>(i < 16 ? i : i - 6))) continue;
    if (digits.read < 4) {
      read(c, {Phase::Hex, kFree, at.aux, at.more, digits.packed()});
    } else if (digits.is_high_half) {
      read(c, {Phase::LowHalf, kFree, at.aux, at.more});
    } else {
      read(c, {Phase::String, kFree, at.aux, at.more});
    }
  }
}

}  // namespace filtercheck::decide
