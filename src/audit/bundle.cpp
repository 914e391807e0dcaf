#include "audit/bundle.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/words.hpp"

namespace filtercheck::audit {

namespace {

constexpr const char* kManifest = "manifest.json";

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t slash = path.find('/');
    parts.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

bool drop_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.resize(text.size() - suffix.size());
  return true;
}

constexpr std::string_view kErrorBegin = "An error occurred (";

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

// "An error occurred (CODE) when calling the OP operation: …", or whatever else it says.
std::string error_line_of(std::string_view said) {
  if (is_blank(said)) return {};
  std::size_t inside = said.find(kErrorBegin);
  if (inside == std::string_view::npos) inside = said.find_last_not_of(" \t\r\n");
  const std::size_t before = said.find_last_of("\r\n", inside);
  said.remove_prefix(before == std::string_view::npos ? 0 : before + 1);
  return std::string(said.substr(0, said.find_first_of("\r\n")));
}

std::string error_code_of(std::string_view said) {
  const std::size_t begin = said.find(kErrorBegin);
  const std::size_t end = begin == std::string_view::npos ? begin : said.find(')', begin);
  if (end == std::string_view::npos) return {};
  return std::string(said.substr(begin + kErrorBegin.size(), end - begin - kErrorBegin.size()));
}

Bundle::Bundle(Files files) : files_(std::move(files)) {
  for (const auto& [path, bytes] : files_) add(path);
}

void Bundle::add(const std::string& path) {
  std::vector<std::string> parts = parts_of(path);
  if (parts.size() != 3 && parts.size() != 4) return;
  const bool is_error = drop_suffix(parts.back(), ".err");
  if (!drop_suffix(parts.back(), ".json") && !is_error) return;
  if (regions_.empty() || regions_.back() != parts.front()) regions_.push_back(parts.front());
  if (parts.size() == 4) {
    parts.back() = percent_decoded(parts.back());
  } else {
    parts.emplace_back();
  }
  CallFiles& call = calls_[parts];
  (is_error ? call.err : call.json).push_back(path);
}

std::variant<const Document*, NoAnswer> Bundle::output(const Call& call) {
  const auto files_of = [&](const std::string& name) {
    const auto found =
        calls_.find(Key{call.region, call.service, call.operation, name_in_path(name)});
    return found == calls_.end() ? nullptr : &found->second;
  };
  Call named = call;
  const CallFiles* files = nullptr;
  if (!call.arn.empty() && (files = files_of(call.arn)) != nullptr) named.name = call.arn;
  if (files == nullptr) files = files_of(call.name);
  const std::string path = path_of(named);
  const auto known = read_.find(path);
  if (known != read_.end()) return known->second;
  return read_.emplace(path, read(named, files == nullptr ? CallFiles{} : *files)).first->second;
}

std::variant<const Document*, NoAnswer> Bundle::read(const Call& call, const CallFiles& files) {
  if (files.json.size() > 1)
    return refuse(files.json[0], "is one of several files of one call: " + files.json[1]);
  // A shell's `> file.json 2> file.err` leaves both, one of them empty.
  const bool has_output = !files.json.empty() && !(files_.at(files.json[0]).fault.empty() &&
                                                   is_blank(files_.at(files.json[0]).bytes));
  if (!has_output)
    for (const std::string& file : files.err)
      if (auto refused = read_error(file)) return *std::move(refused);
  if (!files.json.empty()) return read_json(files.json[0]);
  const std::string path = path_of(call);
  return NoAnswer{NoAnswer::Kind::Missing, "", in_ticks(path) + " is missing", {path, "", "null"}};
}

std::variant<const Document*, NoAnswer> Bundle::read_json(const std::string& file) {
  FileBytes& found = files_.at(file);
  if (!found.fault.empty()) return refuse(file, found.fault);
  try {
    documents_.push_back(std::make_unique<Document>(file, std::move(found.bytes)));
    return documents_.back().get();
  } catch (const BadDocument& bad) {
    return refuse(file, bad.what());
  }
}

std::optional<NoAnswer> Bundle::read_error(const std::string& file) const {
  const FileBytes& found = files_.at(file);
  const std::string line = error_line_of(found.bytes);
  if (line.empty()) return std::nullopt;
  return NoAnswer{NoAnswer::Kind::Refused,
                  error_code_of(line),
                  in_ticks(file) + " says: " + line,
                  {file, "", "null"}};
}

const Document* Bundle::manifest() {
  if (!files_.contains(kManifest)) return nullptr;
  const auto known = read_.find(kManifest);
  if (known == read_.end()) read_.emplace(kManifest, read_json(kManifest));
  const auto* document = std::get_if<const Document*>(&read_.at(kManifest));
  return document == nullptr ? nullptr : *document;
}

NoAnswer Bundle::refuse(const std::string& file, const std::string& why) {
  faults_.emplace(file, why);
  return {NoAnswer::Kind::Unreadable, "", in_ticks(file) + " " + why, {file, "", "null"}};
}

std::vector<Fault> Bundle::faults() const {
  std::vector<Fault> faults;
  for (const auto& [file, message] : faults_) faults.push_back({file, message});
  return faults;
}

}  // namespace filtercheck::audit
