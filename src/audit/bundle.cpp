#include "audit/bundle.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/words.hpp"

namespace filtercheck::audit {

namespace {

constexpr const char* kManifest = "manifest.json";

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

// A `%` that begins no escape stands for itself.
std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const auto high = hex_digit(text[i + 1]);
      const auto low = hex_digit(text[i + 2]);
      if (high && low) {
        out.push_back(static_cast<char>(*high * 16 + *low));
        i += 2;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

// What no common file system refuses in a name stays as it is.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7f &&
        std::string_view("/%\\:*?\"<>|").find(c) == std::string::npos) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kDigits[byte / 16]);
      out.push_back(kDigits[byte % 16]);
    }
  }
  return out;
}

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

std::string_view first_line(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  text = text.substr(0, text.find_first_of("\r\n"));
  return text;
}

}  // namespace

std::string path_of(const Call& call) {
  std::string path = call.region + "/" + call.service + "/" + call.operation;
  if (!call.name.empty()) path += "/" + percent_encoded(call.name);
  return path + ".json";
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
  const std::string path = path_of(call);
  const auto known = read_.find(path);
  if (known != read_.end()) return known->second;
  const auto files = calls_.find(Key{call.region, call.service, call.operation, call.name});
  auto output = files == calls_.end() ? read(call, {}) : read(call, files->second);
  return read_.emplace(path, std::move(output)).first->second;
}

std::variant<const Document*, NoAnswer> Bundle::read(const Call& call, const CallFiles& files) {
  if (files.json.size() > 1)
    return refuse(files.json[0], "is one of several files of one call: " + files.json[1]);
  // A shell's `> file.json 2> file.err` leaves both, one of them empty.
  const bool is_blank = files.json.empty() || (files_.at(files.json[0]).fault.empty() &&
                                               first_line(files_.at(files.json[0]).bytes).empty());
  if (is_blank)
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

// "An error occurred (CODE) when calling the OP operation: …", or whatever else it says.
std::optional<NoAnswer> Bundle::read_error(const std::string& file) const {
  const FileBytes& found = files_.at(file);
  const std::string line(first_line(found.bytes));
  if (line.empty()) return std::nullopt;
  constexpr std::string_view kBegin = "An error occurred (";
  NoAnswer refused{
      NoAnswer::Kind::Refused, "", in_ticks(file) + " says: " + line, {file, "", "null"}};
  const std::size_t begin = line.find(kBegin);
  const std::size_t end = begin == std::string::npos ? begin : line.find(')', begin);
  if (end != std::string::npos)
    refused.code = line.substr(begin + kBegin.size(), end - begin - kBegin.size());
  return refused;
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
