// The rule of a composite alarm: `ALARM("a") AND NOT (OK(b) OR FALSE)`.
//
// Source: API reference of CloudWatch, PutCompositeAlarm, AlarmRule. Names stand with or without
// quotes, and may be ARNs.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::audit {

// Whether an alarm, by name or ARN, is in the state; no value: not known.
enum class AlarmState { Alarm, Ok, InsufficientData };
using StateOf = std::function<std::optional<bool>(AlarmState, const std::string& name)>;

// Whether the rule holds; no value: it hangs on what is not known, or is not understood. Requires
// nothing of the text; nesting is bounded.
std::optional<bool> rule_holds(std::string_view rule, const StateOf& state_of);

// The alarms that a rule names.
std::vector<std::string> alarms_of(std::string_view rule);

}  // namespace filtercheck::audit
