#include "audit/account.hpp"

#include <algorithm>
#include <utility>

#include "audit/readers.hpp"

namespace filtercheck::audit {

namespace {

// A file is read here and nowhere else, so this is the one place where BadDocument ends.
template <typename Read>
auto read_output(Bundle& bundle, const std::variant<const Document*, NoAnswer>& output,
                 const Read& read) -> Answer<decltype(read(std::declval<const Document&>()))> {
  if (const auto* none = std::get_if<NoAnswer>(&output)) return *none;
  const Document& document = *std::get<const Document*>(output);
  try {
    return read(document);
  } catch (const BadDocument& bad) {
    return bundle.refuse(document.file(), bad.what());
  }
}

template <typename T, typename Make>
const Answer<T>& remembered(std::map<std::string, Answer<T>>& known, const std::string& key,
                            const Make& make) {
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  return known.emplace(key, make()).first->second;
}

}  // namespace

std::optional<Arn> parse_arn(std::string_view text) {
  std::vector<std::string> parts;
  for (int i = 0; i < 5; ++i) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    parts.emplace_back(text.substr(0, colon));
    text.remove_prefix(colon + 1);
  }
  if (parts[0] != "arn" || parts[1].empty() || text.empty()) return std::nullopt;
  return Arn{parts[1], parts[2], parts[3], parts[4], std::string(text)};
}

std::optional<LogGroup> parse_log_group(std::string_view arn) {
  constexpr std::string_view kBegin = "log-group:";
  const auto parsed = parse_arn(arn);
  if (!parsed || parsed->service != "logs" || !parsed->resource.starts_with(kBegin))
    return std::nullopt;
  std::string name = parsed->resource.substr(kBegin.size());
  if (name.ends_with(":*")) name.resize(name.size() - 2);
  if (name.empty() || parsed->region.empty() || name.find(':') != std::string::npos)
    return std::nullopt;
  return LogGroup{parsed->partition, parsed->region, parsed->account, std::move(name)};
}

std::string metric_key(std::string_view metric_namespace, std::string_view metric_name) {
  std::string key(metric_namespace);
  key.push_back('\0');
  key += metric_name;
  return key;
}

Account::Account(Bundle bundle) : bundle_(std::move(bundle)) {
  read_manifest();
  read_trails();
}

void Account::read_manifest() {
  const Document* manifest = bundle_.manifest();
  if (manifest == nullptr) return;
  try {
    id_ = manifest->root().text("account");
    partition_ = manifest->root().text("partition");
    cli_version_ = manifest->root().text("aws_version");
    for (const Value& command : manifest->root().elements("commands")) {
      const std::vector<std::string> words = command.texts("argv");
      if (std::find(words.begin(), words.end(), "CompositeAlarm") != words.end())
        has_asked_for_composites_ = true;
    }
  } catch (const BadDocument& bad) {
    bundle_.refuse(manifest->file(), bad.what());
  }
}

void Account::read_trails() {
  std::vector<std::pair<std::string, std::vector<Trail>>> lists;  // by region
  for (const std::string& region : bundle_.regions()) {
    auto output = bundle_.output(trails_call(region));
    const auto* none = std::get_if<NoAnswer>(&output);
    if (none != nullptr && none->kind == NoAnswer::Kind::Missing) continue;
    auto read = read_output(bundle_, output, [&](const Document& document) {
      return audit::read_trails(document, region);
    });
    if (const auto* why = std::get_if<NoAnswer>(&read)) {
      unread_trail_lists_.push_back(*why);
    } else {
      trail_lists_.push_back(std::get<const Document*>(output)->root());
      lists.emplace_back(region, std::get<std::vector<Trail>>(std::move(read)));
    }
  }
  // The account is that of its own trails; those of an organisation may be another's.
  for (const auto& [region, trails] : lists)
    for (const Trail& trail : trails)
      if (!id_ && !trail.is_organization) id_ = parse_arn(trail.arn)->account;
  if (!id_) find_id();
  for (auto& [region, trails] : lists) {
    const auto stray = std::find_if(trails.begin(), trails.end(), [&](const Trail& trail) {
      return !trail.is_organization && id_ && parse_arn(trail.arn)->account != *id_;
    });
    if (stray != trails.end()) {
      unread_trail_lists_.push_back(bundle_.refuse(
          stray->where.document().file(),
          "is of another account: it lists " + stray->arn + ", the account is " + *id_));
      std::erase_if(trail_lists_, [&](const Value& list) {
        return &list.document() == &stray->where.document();
      });
      trails.clear();
    }
    std::move(trails.begin(), trails.end(), std::back_inserter(trails_));
  }
  // Of a trail that several regions show, what its own region says.
  const auto rank = [](const Trail& trail) {
    return !trail.where.document().file().starts_with(trail.home_region + "/");
  };
  std::stable_sort(trails_.begin(), trails_.end(), [&](const Trail& a, const Trail& b) {
    return std::pair(a.arn, rank(a)) < std::pair(b.arn, rank(b));
  });
  const auto same = [](const Trail& a, const Trail& b) { return a.arn == b.arn; };
  trails_.erase(std::unique(trails_.begin(), trails_.end(), same), trails_.end());
  if (!partition_ && !trails_.empty()) partition_ = parse_arn(trails_.front().arn)->partition;
}

void Account::find_id() {
  for (const std::string& region : bundle_.regions()) {
    const auto& read = alarms(region);
    const auto* found = std::get_if<Alarms>(&read);
    if (found == nullptr || found->metric.empty()) continue;
    const auto arn = parse_arn(found->metric.front().arn);
    if (!arn) continue;
    id_ = arn->account;
    return;
  }
}

const Answer<TrailStatus>& Account::status(const Trail& trail) {
  return remembered<TrailStatus>(statuses_, trail.arn, [&] {
    const Call call = trail_status_call(trail.home_region, trail.name, trail.arn);
    return read_output(bundle_, bundle_.output(call), read_status);
  });
}

const Answer<EventSelectors>& Account::selectors(const Trail& trail) {
  return remembered<EventSelectors>(selectors_, trail.arn, [&] {
    const Call call = event_selectors_call(trail.home_region, trail.name, trail.arn);
    return read_output(bundle_, bundle_.output(call), [&](const Document& document) {
      return read_selectors(document, trail.arn);
    });
  });
}

const Answer<MetricFilters>& Account::filters(const LogGroup& group) {
  return remembered<MetricFilters>(filters_, group.region + "/" + group.name, [&] {
    const Call call = metric_filters_call(group.region, group.name);
    return read_output(bundle_, bundle_.output(call), [&](const Document& document) {
      return read_filters(document, group.name);
    });
  });
}

const Answer<Alarms>& Account::alarms(const std::string& region) {
  return remembered<Alarms>(alarms_, region, [&] {
    return read_output(bundle_, bundle_.output(alarms_call(region)), [&](const Document& document) {
      return read_alarms(document, region, id_);
    });
  });
}

const Answer<Subscriptions>& Account::subscriptions(const std::string& topic_arn) {
  return remembered<Subscriptions>(subscriptions_, topic_arn, [&] {
    const Arn arn = parse_arn(topic_arn).value();
    const Call call = subscriptions_call(arn.region, arn.resource, topic_arn);
    return read_output(bundle_, bundle_.output(call), [&](const Document& document) {
      return read_subscriptions(document, topic_arn);
    });
  });
}

}  // namespace filtercheck::audit
