#include "oracles/oracle.hpp"

#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/unicode.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::oracles {

namespace {

template <typename Integer>
bool read(std::string_view text, Integer& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

// Bytes that are no UTF-8 have a form of their own in the vectors.
void put(nlohmann::ordered_json& json, const std::string& name, const std::string& value) {
  if (!base::find_invalid_utf8(value)) {
    json[name] = value;
    return;
  }
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kHex[byte >> 4];
    hex += kHex[byte & 15];
  }
  json[name + "-hex"] = hex;
}

nlohmann::ordered_json vector_of(const std::string& id, const std::string& pattern) {
  nlohmann::ordered_json json{{"id", id}, {"origin", "oracle"}, {"limits", "beyond-aws"}};
  put(json, "pattern", pattern);
  return json;
}

}  // namespace

std::optional<Arguments> read_arguments(const std::string& program,
                                        const std::vector<std::string_view>& given,
                                        std::size_t default_count) {
  Arguments arguments{default_count, 1, std::nullopt};
  std::size_t numbers = 0;
  bool good = true;
  for (std::size_t i = 0; i < given.size() && good; ++i) {
    if (given[i] == "--seconds" && i + 1 < given.size()) {
      int seconds = 0;
      good = read(given[++i], seconds);
      arguments.seconds = seconds;
    } else {
      good = numbers == 0   ? read(given[i], arguments.count)
             : numbers == 1 ? read(given[i], arguments.seed)
                            : false;
      ++numbers;
    }
  }
  if (good) return arguments;
  std::cerr << "usage: " << program << " [COUNT] [SEED] [--seconds N]\n";
  return std::nullopt;
}

support::Choices Draws::next() {
  std::seed_seq seed{seed_, ++case_};
  std::mt19937 random(seed);
  bytes_ = support::random_bytes(random, kBytes);
  return support::Choices(bytes_);
}

int report(const std::string& what, const Tally& tally) {
  std::cout << what << ": " << tally.agreed << " agreed, " << tally.disagreed << " disagreed";
  for (const auto& [name, count] : tally.others) std::cout << ", " << count << " " << name;
  std::cout << std::endl;
  return tally.disagreed == 0 && tally.agreed > 0 ? 0 : 1;
}

std::string match_vector(const std::string& id, const std::string& pattern,
                         const std::string& event, bool matches) {
  nlohmann::ordered_json json = vector_of(id, pattern);
  put(json, "event", event);
  json["matches"] = matches;
  return json.dump();
}

std::string compare_vector(const std::string& id, const std::string& a, const std::string& b,
                           std::string_view relation, std::string_view domain) {
  nlohmann::ordered_json json = vector_of(id, a);
  json["compare"] = nlohmann::ordered_json::array();
  json["compare"].push_back({{"b", b}, {"relation", relation}, {"domain", domain}});
  return json.dump();
}

Pattern parsed(const std::string& text) { return parse(text, Limits::beyond_aws()).value(); }

}  // namespace filtercheck::oracles
