// One page: a table of all controls, and below it each control with its chains drawn and judged,
// step by step. All text of the account is escaped; the page has no script, and its policy allows
// none, nor anything from elsewhere.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cli/audit_formats.hpp"
#include "cli/audit_style.hpp"
#include "report/markup.hpp"

namespace filtercheck::cli {

namespace {

using audit::Verdict;
using report::escaped;

std::string_view sign_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return "✓";
    case Verdict::Fail:
      return "✗";
    case Verdict::Undecided:
      return "?";
    case Verdict::NotReached:
      return "–";
  }
  return {};
}

std::string words_of(Verdict verdict) {
  return verdict == Verdict::NotReached ? "not reached" : std::string(name_of(verdict));
}

std::string code(std::string_view text) { return "<code>" + escaped(text) + "</code>"; }

// What messages have in ticks is code. A name may have a tick, too; then it looks odd, no more.
std::string prose(std::string_view text) {
  std::string out;
  for (bool is_code = false;; is_code = !is_code) {
    const std::size_t tick = text.find('`');
    const bool is_last = tick == std::string_view::npos;
    const std::string part = escaped(text.substr(0, tick));
    out += is_code && !is_last ? "<code>" + part + "</code>" : (is_code ? "`" : "") + part;
    if (is_last) return out;
    text.remove_prefix(tick + 1);
  }
}

// With a class of the verdict's name.
std::string element(const std::string& name, const std::string& classes, Verdict verdict,
                    const std::string& inside, const std::string& more = "") {
  std::string out = "<" + name + " class=\"" + classes + (classes.empty() ? "" : " ");
  out += name_of(verdict);
  out += "\"" + more + ">" + inside + "</" + name + ">";
  return out;
}

std::string mark_of(const audit::Step& step, std::size_t number) {
  const std::string title = std::to_string(number) + " " + std::string(audit::title_of(number)) +
                            ": " + words_of(step.verdict);
  return element(
      "span", "", step.verdict, std::string(sign_of(step.verdict)),
      " role=\"img\" title=\"" + escaped(title) + "\" aria-label=\"" + escaped(title) + "\"");
}

// A resource of a chain, and the steps that are about it.
struct Node {
  const char* kind;
  std::vector<std::string> names;  // none: there is none
  std::size_t first;
  std::size_t last;
};

std::vector<std::string> names_of(const std::optional<std::string>& name) {
  if (!name) return {};
  return {*name};
}

std::vector<Node> nodes_of(const audit::Chain& chain) {
  std::vector<std::string> trail = names_of(chain.trail);
  for (std::string& name : trail) name = name.substr(name.rfind('/') + 1);
  std::vector<std::string> topic = names_of(chain.topic);
  for (std::string& name : topic) name = name.substr(name.rfind(':') + 1);
  const bool is_told = chain.steps.at(7).verdict == Verdict::Pass;
  return {{"Trail", trail, 1, 3},
          {"Log group", names_of(chain.log_group), 4, 4},
          {"Metric filter", chain.filters, 5, 5},
          {"Alarm", names_of(chain.alarm), 6, 6},
          {"Topic", topic, 7, 7},
          {"Subscriber",
           is_told ? std::vector<std::string>{"confirmed"} : std::vector<std::string>{}, 8, 8}};
}

// What stands out most of the steps of a node.
Verdict verdict_of(const audit::Chain& chain, const Node& node) {
  const auto weight = [](Verdict verdict) {
    return verdict == Verdict::Fail         ? 3
           : verdict == Verdict::Undecided  ? 2
           : verdict == Verdict::NotReached ? 1
                                            : 0;
  };
  Verdict worst = Verdict::Pass;
  for (std::size_t step = node.first; step <= node.last; ++step)
    if (weight(chain.steps.at(step - 1).verdict) > weight(worst))
      worst = chain.steps.at(step - 1).verdict;
  return worst;
}

class Page {
 public:
  explicit Page(const audit::Report& report) : report_(report) {}

  std::string run() {
    add_head();
    add_table();
    for (std::size_t i = 0; i < report_.controls.size(); ++i) add_control(i);
    add_faults();
    out_ += "<footer>Written by filtercheck " FILTERCHECK_VERSION
            ". Names of files and places in them are those of the bundle: what the "
            "<code>aws</code> commands printed.</footer>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void add_head() {
    const std::string account = escaped(report_.account.value_or("unknown"));
    out_ +=
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Audit of account " +
        account + "</title>\n<style>" + kAuditStyle + "</style>\n</head>\n<body>\n";
    out_ += "<h1>Audit of account " + account + "</h1>\n<p class=\"faint\">";
    if (report_.partition) out_ += "Partition " + escaped(*report_.partition) + ", ";
    out_ += std::to_string(report_.trails) + (report_.trails == 1 ? " trail" : " trails") +
            ". A control passes if one chain of resources reports its events from end to end, from "
            "a trail to a subscriber.</p>\n<ul class=\"tally\">";
    for (const Verdict verdict : {Verdict::Pass, Verdict::Fail, Verdict::Undecided}) {
      const auto count =
          std::count_if(report_.controls.begin(), report_.controls.end(),
                        [=](const auto& control) { return control.verdict == verdict; });
      out_ += "<li>" +
              element("span", "badge", verdict, std::to_string(count) + " " + words_of(verdict)) +
              "</li>";
    }
    out_ += "</ul>\n";
  }

  void add_table() {
    out_ +=
        "<div class=\"wide\"><table class=\"controls\">\n<thead><tr><th>Verdict</th>"
        "<th>Control</th>";
    for (std::size_t step = 1; step <= audit::kSteps; ++step)
      out_ += "<th class=\"mark\" title=\"" + escaped(audit::title_of(step)) + "\">" +
              std::to_string(step) + "</th>";
    out_ += "<th>Nearest chain</th></tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < report_.controls.size(); ++i) {
      const audit::ControlAnswer& answer = report_.controls[i];
      const audit::Chain none;
      const audit::Chain& chain = answer.chains.empty() ? none : answer.chains.front();
      out_ += "<tr><td>" + element("span", "badge", answer.verdict, words_of(answer.verdict)) +
              "</td><td><a href=\"#control-" + std::to_string(i + 1) + "\">" +
              escaped(answer.control) + "</a></td>";
      for (std::size_t step = 1; step <= audit::kSteps; ++step)
        out_ += "<td class=\"mark\">" + mark_of(chain.steps.at(step - 1), step) + "</td>";
      out_ += "<td>" + (answer.chains.empty() ? "none" : code(path_of(chain))) + "</td></tr>\n";
    }
    out_ += "</tbody>\n</table></div>\n<ol class=\"key faint\">";
    for (std::size_t step = 1; step <= audit::kSteps; ++step)
      out_ += "<li>" + std::to_string(step) + " " + escaped(audit::title_of(step)) + "</li>";
    out_ += "</ol>\n";
  }

  void add_control(std::size_t index) {
    const audit::ControlAnswer& answer = report_.controls[index];
    out_ += "<section class=\"control\" id=\"control-" + std::to_string(index + 1) +
            "\">\n<header><h2>" + escaped(answer.title.empty() ? answer.control : answer.title) +
            "</h2>" + element("span", "badge", answer.verdict, words_of(answer.verdict)) +
            "<span class=\"faint\">" + code(answer.control) + "</span></header>\n";
    if (!answer.frameworks.empty()) {
      out_ += "<p class=\"faint small\">";
      for (const std::string& framework : answer.frameworks)
        out_ += (framework == answer.frameworks.front() ? "" : " · ") + escaped(framework);
      out_ += "</p>\n";
    }
    if (!answer.why.empty()) out_ += "<p>" + prose(answer.why) + "</p>\n";
    for (const audit::Chain& chain : answer.chains) {
      const bool is_nearest = &chain == &answer.chains.front();
      const std::string name = code(chain.trail.value_or("no trail"));
      if (!is_nearest)
        out_ += "<details><summary>" +
                element("span", "badge", chain.verdict(), words_of(chain.verdict())) +
                " the nearest chain of " + name + "</summary>\n";
      add_chain(chain);
      if (!is_nearest) out_ += "</details>\n";
    }
    out_ += "</section>\n";
  }

  void add_chain(const audit::Chain& chain) {
    out_ += "<ol class=\"chain\">\n";
    for (const Node& node : nodes_of(chain)) {
      const Verdict verdict = verdict_of(chain, node);
      out_ += "<li>";
      if (node.first > 1)
        out_ += element("svg", "arrow", verdict, "<path d=\"M1 8h21M16 2.5l6 5.5-6 5.5\"/>",
                        " viewBox=\"0 0 24 16\" aria-hidden=\"true\"");
      std::string inside = "<span><b>" + std::string(node.kind) + "</b>";
      for (const std::string& name : node.names)
        inside += (&name == &node.names.front() ? "" : "<br>") + code(name);
      if (node.names.empty())
        inside += std::string("<span class=\"none\">") +
                  (verdict == Verdict::Undecided ? "not known" : "none") + "</span>";
      inside += "</span><span class=\"marks\">";
      for (std::size_t step = node.first; step <= node.last; ++step)
        inside += (step == node.first ? "" : " &ensp;") + std::to_string(step) + "&nbsp;" +
                  std::string(sign_of(chain.steps.at(step - 1).verdict));
      out_ += element("div", "node", verdict, inside + "</span>") + "</li>\n";
    }
    out_ += "</ol>\n<ol class=\"steps\">\n";
    for (std::size_t step = 1; step <= audit::kSteps; ++step)
      add_step(chain.steps.at(step - 1), step);
    out_ += "</ol>\n";
    if (chain.commands.empty()) return;
    out_ += chain.verdict() == Verdict::Fail ? "<h3>To mend it</h3>\n" : "<h3>To find out</h3>\n";
    out_ += "<pre>";
    for (const std::string& command : chain.commands) out_ += escaped(command) + "\n";
    out_ += "</pre>\n";
  }

  void add_step(const audit::Step& step, std::size_t number) {
    out_ += "<li><span class=\"mark\">" + mark_of(step, number) + "</span><div><strong>" +
            std::to_string(number) + " " + escaped(audit::title_of(number)) + "</strong> " +
            element("span", "badge", step.verdict, words_of(step.verdict));
    if (!step.message.empty()) out_ += "<p>" + prose(step.message) + "</p>";
    for (const std::string& note : step.notes)
      out_ += "<p class=\"faint\">Note: " + prose(note) + "</p>";
    if (!step.evidence.empty()) {
      out_ += "<ul class=\"evidence\">";
      for (const audit::Evidence& evidence : step.evidence) {
        out_ += "<li>" + code(evidence.file);
        if (!evidence.pointer.empty())
          out_ += " " + code(evidence.pointer) + " = <code class=\"value\">" +
                  escaped(compact(evidence.value)) + "</code>";
        out_ += "</li>";
      }
      out_ += "</ul>";
    }
    out_ += "</div></li>\n";
  }

  void add_faults() {
    if (!report_.faults.empty()) out_ += "<h3>Files that say nothing</h3>\n<ul>\n";
    for (const audit::Fault& fault : report_.faults)
      out_ += "<li>" + code(fault.file) + " " + prose(fault.message) + "</li>\n";
    if (!report_.faults.empty()) out_ += "</ul>\n";
    if (!report_.caveats.empty()) out_ += "<h3>Notes</h3>\n<ul>\n";
    for (const Caveat& caveat : report_.caveats)
      out_ += "<li>" + prose(message(caveat)) + "</li>\n";
    if (!report_.caveats.empty()) out_ += "</ul>\n";
  }

  const audit::Report& report_;
  std::string out_;
};

}  // namespace

std::string audit_as_html(const audit::Report& report) { return Page(report).run(); }

}  // namespace filtercheck::cli
