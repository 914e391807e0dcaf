#include "cli/match.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/codes.hpp"
#include "cli/commands.hpp"
#include "cli/explain_miss.hpp"
#include "cli/histogram.hpp"
#include "cli/input.hpp"
#include "cli/match_blocks.hpp"
#include "cli/match_files.hpp"
#include "cli/match_inputs.hpp"
#include "cli/progress.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/explain_miss.hpp"
#include "report/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using report::Json;

class MatchCommand : private MatchFiles::Receiver {
 public:
  // `is_whole`: whether `files` are all that was asked for.
  MatchCommand(const MatchOptions& options, const std::vector<std::string>& files, bool is_whole,
               Console& console)
      : options_(options),
        console_(console),
        has_names_(options.patterns.size() != 1 || !options.patterns.front().name.empty()),
        files_(files),
        plan_(options),
        progress_(console.err, options.progress && console.err_is_terminal,
                  options.progress ? bytes_of(files_) : std::nullopt),
        bad_input_(!is_whole),
        counts_(options.patterns.size()) {
    if (options.histogram)
      histograms_.assign(options.patterns.size(), Histogram(*options.histogram));
  }

  Exit run() {
    if (options_.max_count == std::size_t{0}) {
      for (const std::string& file : files_) end(file);
    } else {
      MatchFiles(files_, plan_, console_).search(*this);
    }
    const std::vector<Caveat> caveats = found_caveats();
    progress_.clear();
    const bool is_one_answer = options_.format == Format::Json && !plan_.keeps_events();
    if (is_one_answer) {
      print_answer(caveats);
    } else if (options_.histogram) {
      print_histograms();
    }
    console_.out.flush();
    if (!is_one_answer) print_notes(caveats);
    if (bad_input_) return Exit::BadInput;
    if (options_.both_readings && readings_differ_) return Exit::Undecided;
    return selected_ > 0 ? Exit::Holds : Exit::Refuted;
  }

 private:
  bool receive(const std::string& file, Selection& selection) override {
    file_ = file;
    if (selection.readings_differ) {
      readings_differ_ = true;
      plan_.stop_comparing();
    }
    if (!plan_.keeps_events()) {
      selected_ += selection.selected;
      for (std::size_t i = 0; i < selection.histograms.size(); ++i)
        histograms_[i].merge(std::move(selection.histograms[i]));
      for (std::size_t i = 0; i < selection.counts.size(); ++i) counts_[i] += selection.counts[i];
    }
    std::size_t pattern = 0;
    for (const Selection::Event& event : selection.events) {
      for (; pattern < event.patterns_end; ++pattern)
        print(options_.patterns[selection.patterns[pattern]], event);
      ++selected_;
      // Nobody reads on: no error of ours, and no reason to search on.
      if (!console_.out.good() || ++selected_here_ == options_.max_count) return false;
    }
    if (selection.fault) complain(described(name_of_file(), *selection.fault));
    return console_.out.good();
  }

  bool end(const std::string& file) override {
    file_ = file;
    if (options_.count && options_.format == Format::Json) {
      add_counts();
    } else if (options_.count) {
      print_counts();
    }
    counts_.assign(counts_.size(), 0);
    selected_here_ = 0;
    return console_.out.good();
  }

  void wait(std::uint64_t bytes_read) override {
    console_.out.flush();
    progress_.update(bytes_read, selected_);
  }

  void print(const NamedPattern& named, const Selection::Event& event) {
    progress_.clear();
    if (options_.format == Format::Json) {
      Json json{{"schema", 1},
                {"file", file_json()},
                {"line", event.line},
                {"number", event.number},
                {"pattern", name_json(named)},
                {"event", std::string(event.text)}};
      if (options_.extract) json["extracted"] = extracted_json(named, event);
      if (options_.explains_misses)
        json["missed"] = missed_json(named.pattern, missed(named, event));
      console_.out << report::dumped(json) << '\n';
      return;
    }
    print_prefix(options_.with_filename, named);
    if (options_.extract) {
      console_.out << report::dumped(extracted_json(named, event)) << '\n';
    } else if (options_.explains_misses) {
      console_.out << explained(named.pattern, event.text, missed(named, event));
    } else {
      console_.out << event.text << '\n';
    }
  }

  std::vector<FailedCondition> missed(const NamedPattern& named,
                                      const Selection::Event& event) const {
    return explain_miss(named.pattern, event.text, options_.reading);
  }

  // Requires: the pattern matches.
  Json extracted_json(const NamedPattern& named, const Selection::Event& event) const {
    Json json = Json::object();
    const auto fields = extract(named.pattern, event.text, options_.reading);
    if (!fields) return json;
    // The names differ, so none is looked for: a line may have millions of tokens.
    auto& members = json.get_ref<Json::object_t&>();
    for (const ExtractedField& field : *fields) members.emplace_back(field.name, field.value);
    return json;
  }

  void print_counts() {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      print_prefix(options_.with_filename || files_.size() > 1, options_.patterns[i]);
      console_.out << counts_[i] << '\n';
    }
  }

  void print_prefix(bool with_file, const NamedPattern& named) {
    if (with_file) console_.out << name_of_file() << ':';
    if (has_names_) console_.out << named.name << '\t';
  }

  void add_counts() {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      all_counts_.push_back({{"pattern", name_json(options_.patterns[i])},
                             {"file", file_json()},
                             {"count", counts_[i]}});
    }
  }

  void print_histograms() {
    const auto width =
        console_.out_is_terminal ? std::optional(console_.out_columns) : std::nullopt;
    for (std::size_t i = 0; i < histograms_.size(); ++i) {
      if (has_names_) console_.out << (i > 0 ? "\n" : "") << options_.patterns[i].name << '\n';
      console_.out << histogram_table(histograms_[i].rows(), width);
    }
  }

  void print_answer(const std::vector<Caveat>& caveats) {
    Json json{{"schema", 1}};
    if (options_.histogram) {
      Json all = Json::array();
      for (std::size_t i = 0; i < histograms_.size(); ++i)
        all.push_back({{"pattern", name_json(options_.patterns[i])},
                       {"histogram", histogram_json(histograms_[i].rows())}});
      json["histograms"] = std::move(all);
    } else {
      json["counts"] = all_counts_;
    }
    json["caveats"] = report::json_of(caveats);
    console_.out << report::dumped(json) << '\n';
  }

  std::vector<Caveat> found_caveats() const {
    std::vector<Caveat> caveats;
    if (readings_differ_) caveats.push_back({codes::kGlobReading, {}});
    for (const Histogram& histogram : histograms_)
      for (const Caveat& caveat : histogram.caveats())
        if (std::find(caveats.begin(), caveats.end(), caveat) == caveats.end())
          caveats.push_back(caveat);
    return caveats;
  }

  void print_notes(const std::vector<Caveat>& caveats) {
    for (const Caveat& caveat : caveats) {
      console_.err << "filtercheck: " << coloured("note:", Colour::Yellow, console_.err_colour)
                   << ' ' << report::printable(message(caveat)) << " [" << caveat.code << "]\n";
    }
  }

  void complain(const std::string& text) {
    bad_input_ = true;
    console_.out.flush();
    progress_.clear();
    console_.err << "filtercheck: " << report::printable(text) << '\n';
  }

  std::string name_of_file() const { return file_ == "-" ? "standard input" : file_; }
  Json file_json() const { return file_ == "-" ? Json(nullptr) : Json(file_); }
  Json name_json(const NamedPattern& named) const {
    return has_names_ ? Json(named.name) : Json(nullptr);
  }

  const MatchOptions& options_;
  Console& console_;
  const bool has_names_;
  const std::vector<std::string>& files_;
  MatchPlan plan_;
  Progress progress_;
  bool bad_input_;
  bool readings_differ_ = false;
  std::size_t selected_ = 0;
  Json all_counts_ = Json::array();
  std::vector<Histogram> histograms_;  // for each pattern

  // Of the file that is searched now.
  std::string file_;
  std::size_t selected_here_ = 0;
  std::vector<std::size_t> counts_;  // for each pattern
};

}  // namespace

Exit match(const MatchOptions& options, Console& console) {
  bool is_whole = true;
  const std::vector<std::string> files = match_inputs(
      options.files, options.recursive, [&](const std::string& folder, const std::string& why) {
        complain(console, report::printable(folder) + ": " + report::printable(why));
        is_whole = false;
      });
  return MatchCommand(options, files, is_whole, console).run();
}

}  // namespace filtercheck::cli
