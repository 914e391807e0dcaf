// Which calls an audit needs. Each answer leads to further ones: the trails to their status,
// selectors, log groups and regions, filters and alarms to topics. So one asks, calls what has not
// been called, and asks again:
//
//   Account account(Bundle(files));           // of the answers so far
//   needed_calls(account, {"us-east-1"});
//
// Any region shows all multi-region trails of its partition, as shadow trails, and others cannot
// pass; so there is no need to ask for trails in every region.
#pragma once

#include <string>
#include <vector>

#include "audit/account.hpp"
#include "audit/calls.hpp"

namespace filtercheck::audit {

// All calls that the answers lead to, those that are answered among them, without repeats; first
// those for the trails of `regions`. What is of another account has its file named by its ARN,
// since its name may be that of one of this account. Left out is what no call can ask for: of
// another account, as a log group, or of a name that is none. Cost: linear in the answers.
std::vector<Call> needed_calls(Account& account, const std::vector<std::string>& regions);

}  // namespace filtercheck::audit
