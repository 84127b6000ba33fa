#include "core/settlement/netting.h"

namespace hub::settlement {

const domain::Account* accountOf(const ledger::Registry& registry, domain::AccountId id)
{
    const auto* owner = registry.ownerOf(id);
    return owner != nullptr ? owner->account(id) : nullptr;
}

void addSums(const ledger::Flow& flow, Part part, SumsByAccount& sums)
{
    const bool isAll = part == Part::All;
    const auto amount = isAll ? flow.net + flow.gross : flow.net;
    const auto transfers = isAll ? flow.transfers : flow.transfers - flow.grossTransfers;
    if (transfers == 0) return;
    auto& payer = sums[flow.payer];
    payer.sent += amount;
    payer.transfers += transfers;
    auto& payee = sums[flow.payee];
    payee.received += amount;
    if (flow.payee != flow.payer) payee.transfers += transfers;
}

void addPair(const ledger::Flow& flow, NetsByPair& nets)
{
    if (flow.payer == flow.payee || flow.transfers == flow.grossTransfers) return;
    if (flow.payer < flow.payee)
        nets[{flow.payer, flow.payee}] += flow.net;
    else
        nets[{flow.payee, flow.payer}] -= flow.net;
}

bool isOf(const ledger::Flow& flow, const Ledger& ledger, const ledger::Registry& registry)
{
    const auto* account = accountOf(registry, flow.payer);
    return account != nullptr && account->type == ledger.first && account->currency == ledger.second;
}

std::map<std::int64_t, domain::Amount> netsToSettle(const ledger::SettlementFile& file)
{
    std::map<std::int64_t, domain::Amount> nets;
    for (const auto& account : file.accounts)
        if (account.state != domain::SettlementState::Aborted) nets[account.account.value()] += account.net;
    return nets;
}

} // namespace hub::settlement
