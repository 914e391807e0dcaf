#include "cli/group_print.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.hpp"
#include "cli/commands.hpp"
#include "report/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using base::counted;
using report::Json;
using report::printable;

const std::string& text_of(const GroupInput& input, const PatternGroup& group) {
  return input.patterns[group.representative].text;
}

// The same for a person.
std::string shown_text_of(const GroupInput& input, const PatternGroup& group) {
  const std::string& text = text_of(input, group);
  return text.empty() ? "(the empty pattern)" : printable(text);
}

// ---- Text ---------------------------------------------------------------------------------------

class TextPrinter {
 public:
  TextPrinter(const GroupInput& input, const Grouping& grouping, Console& console)
      : input_(input), grouping_(grouping), console_(console), above_(grouping.groups.size()) {
    for (std::size_t id = 0; id < grouping.groups.size(); ++id) {
      for (const Included& below : grouping.groups[id].below) {
        above_[below.group].push_back({id, below.event});
      }
    }
  }

  void print() {
    for (std::size_t id = 0; id < grouping_.groups.size(); ++id) print(id);
    for (const UndecidedPair& pair : grouping_.undecided) print(pair);
    print_notes("", grouping_.caveats);
    console_.out.flush();
    print_summary();
  }

 private:
  // What a group is included in, with an event that only the other matches.
  struct Including {
    std::size_t group;
    std::optional<std::size_t> event;
  };

  void print(std::size_t id) {
    const PatternGroup& group = grouping_.groups[id];
    std::ostream& out = console_.out;
    out << coloured(name_of(id), Colour::Bold, console_.out_colour) << ": "
        << shown_text_of(input_, group) << '\n';
    for (const std::size_t member : group.members) {
      const PatternOrigin& origin = input_.origins[member];
      out << "  " << printable(origin.name) << " (" << printable(origin.file) << ':' << origin.line
          << ")\n";
    }
    if (const char* sentence = sentence_of(group)) out << "  " << sentence << '\n';
    const bool is_in_all = group.extent == Extent::Nothing;
    for (const Including& above : is_in_all ? std::vector<Including>{} : above_[id]) {
      out << "  included in " << name_of(above.group);
      if (above.event) out << ", which also matches " << grouping_.events[*above.event];
      out << '\n';
    }
    print_notes("  ", group.caveats);
  }

  static std::string name_of(std::size_t id) { return "group " + std::to_string(id); }

  static const char* sentence_of(const PatternGroup& group) {
    switch (group.extent) {
      case Extent::All:
        return "matches every event";
      case Extent::Nothing:
        return "matches no event";
      case Extent::Some:
        return nullptr;
      case Extent::Undecided:
        return group.caveats.empty() ? "undecided whether it matches every event, some or none"
                                     : "compared with no other group";
    }
    return nullptr;
  }

  void print(const UndecidedPair& pair) {
    console_.out << coloured("undecided", Colour::Yellow, console_.out_colour) << ": "
                 << name_of(pair.a) << " and " << name_of(pair.b) << '\n';
    print_notes("  ", pair.caveats);
  }

  void print_notes(const char* indent, const std::vector<Caveat>& caveats) {
    for (const Caveat& caveat : caveats) {
      console_.out << indent << coloured("note:", Colour::Yellow, console_.out_colour) << ' '
                   << printable(message(caveat)) << " [" << caveat.code << "]\n";
    }
  }

  void print_summary() {
    std::string summary = counted(input_.patterns.size(), "pattern") + " in " +
                          counted(grouping_.groups.size(), "group");
    if (!input_.invalid.empty()) {
      summary += ", " + std::to_string(input_.invalid.size()) + " invalid";
    }
    if (!grouping_.undecided.empty()) {
      summary += ", " + counted(grouping_.undecided.size(), "pair") + " undecided";
    }
    complain(console_, summary);
  }

  const GroupInput& input_;
  const Grouping& grouping_;
  Console& console_;
  std::vector<std::vector<Including>> above_;  // of each group, directly
};

// ---- JSON ---------------------------------------------------------------------------------------

Json json_of(const PatternOrigin& origin) {
  return {{"name", origin.name}, {"file", origin.file}, {"line", origin.line}};
}

Json json_of(std::size_t id, const GroupInput& input, const Grouping& grouping) {
  const PatternGroup& group = grouping.groups[id];
  Json members = Json::array();
  for (const std::size_t member : group.members) members.push_back(json_of(input.origins[member]));
  Json below = Json::array();
  for (const Included& one : group.below) {
    below.push_back({{"id", one.group},
                     {"event", one.event ? Json(grouping.events[*one.event]) : Json(nullptr)}});
  }
  return {{"id", id},
          {"pattern", text_of(input, group)},
          {"matches", name_of(group.extent)},
          {"members", std::move(members)},
          {"below", std::move(below)},
          {"caveats", report::json_of(group.caveats)}};
}

Json json_of(const UndecidedPair& pair) {
  return {{"a", pair.a}, {"b", pair.b}, {"caveats", report::json_of(pair.caveats)}};
}

Json json_of(const InvalidPattern& invalid) {
  Json json = json_of(invalid.origin);
  json["pattern"] = invalid.text;
  json["diagnostics"] = report::json_of(invalid.diagnostics);
  return json;
}

Json json_of(const UnreadableInput& unreadable) {
  const InputError& error = unreadable.error;
  return {{"file", unreadable.file},
          {"line", error.line > 0 ? Json(error.line) : Json(nullptr)},
          {"message", error.message}};
}

// The member `key`, of which element i is what `element(i)` gives.
template <typename F>
void print_list(std::ostream& out, const char* key, std::size_t size, const F& element) {
  out << ",\"" << key << "\":[";
  for (std::size_t i = 0; i < size; ++i) out << (i > 0 ? "," : "") << report::dumped(element(i));
  out << ']';
}

// ---- Graphviz -----------------------------------------------------------------------------------

constexpr std::size_t kMostLabelCharacters = 80;
constexpr std::size_t kMostLabelNames = 5;

// The begin of a text, for a label: a quoted string in which `\` and entities have a meaning.
std::string label_of(const std::string& text) {
  const std::string whole = printable(text);
  std::string label;
  std::size_t characters = 0;
  for (const char c : whole) {
    const bool begins_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (begins_character && ++characters > kMostLabelCharacters) return label + "...";
    if (c == '"' || c == '\\') label += '\\';
    label += c;
    if (c == '&') label += "amp;";
  }
  return label;
}

void print_node(std::size_t id, const GroupInput& input, const Grouping& grouping,
                std::ostream& out) {
  const PatternGroup& group = grouping.groups[id];
  const std::size_t named = std::min(group.members.size(), kMostLabelNames);
  out << "  g" << id << " [label=\"" << label_of(shown_text_of(input, group));
  for (std::size_t i = 0; i < named; ++i) {
    out << "\\n" << label_of(input.origins[group.members[i]].name);
  }
  if (named < group.members.size()) out << "\\nand " << group.members.size() - named << " more";
  out << '"' << (group.caveats.empty() ? "" : ", style=dashed") << "];\n";
}

}  // namespace

void print_groups(const GroupInput& input, const Grouping& grouping, Console& console) {
  TextPrinter(input, grouping, console).print();
}

void print_groups_json(const GroupInput& input, const Grouping& grouping, std::ostream& out) {
  out << "{\"schema\":1";
  print_list(out, "groups", grouping.groups.size(),
             [&](std::size_t i) { return json_of(i, input, grouping); });
  print_list(out, "undecided", grouping.undecided.size(),
             [&](std::size_t i) { return json_of(grouping.undecided[i]); });
  print_list(out, "invalid", input.invalid.size(),
             [&](std::size_t i) { return json_of(input.invalid[i]); });
  print_list(out, "unreadable", input.unreadable.size(),
             [&](std::size_t i) { return json_of(input.unreadable[i]); });
  out << ",\"caveats\":" << report::dumped(report::json_of(grouping.caveats)) << "}\n";
}

void print_groups_dot(const GroupInput& input, const Grouping& grouping, std::ostream& out) {
  out << "digraph groups {\n"
         "  rankdir=BT;\n"
         "  node [shape=box];\n";
  for (std::size_t id = 0; id < grouping.groups.size(); ++id) print_node(id, input, grouping, out);
  for (std::size_t id = 0; id < grouping.groups.size(); ++id) {
    for (const Included& below : grouping.groups[id].below) {
      out << "  g" << below.group << " -> g" << id << ";\n";
    }
  }
  for (const UndecidedPair& pair : grouping.undecided) {
    out << "  g" << pair.a << " -> g" << pair.b
        << " [dir=none, style=dashed, constraint=false, label=\"undecided\"];\n";
  }
  out << "}\n";
}

}  // namespace filtercheck::cli
