#pragma once

#include "core/ledger/registry.h"
#include "core/ledger/settlement_rows.h"

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

/// Sums over what flowed in windows (admin-settlement 4.4, 4.11). Pure, any thread.
namespace hub::settlement {

/// A ledger account type in a currency: what one content is about.
using Ledger = std::pair<domain::AccountType, domain::Currency>;

/// What one account sent and received.
struct AccountSums
{
    domain::Amount sent;
    domain::Amount received;
    std::uint64_t transfers = 0;
    domain::Amount net() const { return sent - received; }
};
using SumsByAccount = std::map<domain::AccountId, AccountSums>;

/// Net of the first account against the second; the first has the smaller id.
using NetsByPair = std::map<std::pair<domain::AccountId, domain::AccountId>, domain::Amount>;

/// What each account of a settlement pays (above zero) or gets, over all its counterparties; pairs that were
/// aborted are not settled and do not count. An account with nothing but such pairs is not in it.
std::map<std::int64_t, domain::Amount> netsToSettle(const ledger::SettlementFile& file);

enum class Part {
    Net, ///< what contents settle
    All, ///< what was settled at once too
};

/// The account of a flow; null when the registry does not know it.
const domain::Account* accountOf(const ledger::Registry& registry, domain::AccountId id);

void addSums(const ledger::Flow& flow, Part part, SumsByAccount& sums);
void addPair(const ledger::Flow& flow, NetsByPair& nets);

/// True when the flow is one of that ledger.
bool isOf(const ledger::Flow& flow, const Ledger& ledger, const ledger::Registry& registry);

} // namespace hub::settlement
