#include "review/review.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/codes.hpp"
#include "scan/readers.hpp"
#include "scan/recognise.hpp"
#include "threads/in_parallel.hpp"

namespace filtercheck::review {

namespace {

bool is_terraform_source(std::string_view name) {
  constexpr std::string_view endings[] = {".tf", ".tf.json", ".tfvars", ".tfvars.json"};
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

// Standard input has no name to go by.
bool is_unnamed_terraform_source(const scan::Source& source) {
  const bool is_named = source.name().find('.') != std::string::npos;
  return !is_named &&
         source.bytes().find("resource \"aws_cloudwatch_log") != std::string_view::npos;
}

// Where the patterns begin that Terraform takes out of files that are none of its own.
using Places = std::set<std::pair<const scan::Source*, std::size_t>>;

Places places_of(const scan::Found& terraform) {
  Places places;
  for (const scan::Filter& filter : terraform.filters) {
    const scan::Written begin = begin_of(filter);
    places.emplace(begin.source.get(), begin.span.begin);
  }
  return places;
}

// What is a filter of Terraform is not told again as a string that looks like one.
void drop_what_stands_at(const Places& places, scan::Found& found) {
  std::erase_if(found.filters, [&](const scan::Filter& filter) {
    const bool is_string =
        filter.role == scan::Role::Literal || filter.container == scan::Container::Filter;
    const scan::Written begin = begin_of(filter);
    return is_string && places.contains({begin.source.get(), begin.span.begin});
  });
}

void add_faults(const scan::Found& found, Report& report) {
  for (const scan::Fault& fault : found.faults) {
    if (fault.instead) {
      report.findings.push_back(
          make_finding(Severity::Error, {codes::kNotAString, {*fault.instead}}, fault.where));
      continue;
    }
    const scan::FilePlace place = fault.where.source->place(fault.where.span.begin);
    report.unreadable.push_back(
        {fault.where.source->name(),
         std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + fault.message});
  }
}

void note_files(const scan::Found& found, std::set<std::string>& names) {
  for (const scan::Fault& fault : found.faults) names.insert(fault.where.source->name());
  for (const scan::Found::List& list : found.lists) names.insert(list.where.source->name());
  for (const scan::Filter& filter : found.filters) {
    names.insert(filter.where.source->name());
    for (const scan::Text::Piece& piece : filter.pattern.pieces())
      if (piece.source) names.insert(piece.source->name());
  }
}

}  // namespace

std::vector<scan::Found> read_all(const scan::Files& files) {
  // With what its expressions read, such as a catalogue in YAML.
  scan::Files terraform = files;
  bool is_any_terraform = false;
  std::vector<scan::SourcePtr> others;
  for (const auto& [name, source] : files) {
    if (is_terraform_source(name)) {
      is_any_terraform = true;
    } else if (is_unnamed_terraform_source(*source)) {
      is_any_terraform = true;
      terraform.emplace(name + ".tf", source);
    } else {
      others.push_back(source);
    }
  }
  std::vector<scan::Found> all(others.size());
  threads::in_parallel(others.size(), [&](std::size_t i) { all[i] = scan::read_file(others[i]); });
  if (!is_any_terraform) return all;
  scan::Found found = scan::read_terraform(terraform);
  const Places places = places_of(found);
  for (scan::Found& other : all) drop_what_stands_at(places, other);
  all.push_back(std::move(found));
  return all;
}

void review(const scan::Files& files, Judge& judge, Report& report) {
  report.files += files.size();
  std::vector<scan::Found> all = read_all(files);
  judge.decide(all);
  for (scan::Found& found : all) {
    note_files(found, report.recognised);
    add_faults(found, report);
    judge.judge(std::move(found), report);
  }
  std::stable_sort(
      report.findings.begin(), report.findings.end(),
      [](const Finding& a, const Finding& b) { return stands_before(a.where, b.where); });
  give_fingerprints(report.findings);
  std::stable_sort(report.filters.begin(), report.filters.end(),
                   [](const JudgedFilter& a, const JudgedFilter& b) {
                     return stands_before(begin_of(a.found), begin_of(b.found));
                   });
}

}  // namespace filtercheck::review
