#pragma once

#include "core/ledger/draft.h"

#include <cstdint>

/// The transfer behind each account of a settlement whose model resets positions (admin-settlement 2.4, 4.6):
/// between the account and HUB_MULTILATERAL_SETTLEMENT, recipients move when it is reserved, senders when it
/// is committed.
namespace hub::settlement {

/// One decision's settlement transfers; counts their numbers and ids on.
class SettlementTransfers
{
public:
    SettlementTransfers(ledger::Draft& draft, const std::array<std::uint8_t, 16>& seed);

    /// RECEIVED_PREPARE; writes transfer and transferSeq of the account.
    void record(ledger::SettlementAccount& account);
    /// RESERVED: a net recipient loses its credit.
    void reserve(const ledger::SettlementAccount& account);
    /// COMMITTED: a net sender has its headroom back.
    void commit(const ledger::SettlementAccount& account);
    /// ABORTED_REJECTED, from either state before the commit; what was reserved goes back.
    void abort(const ledger::SettlementAccount& account, const domain::FspiopError& error);

private:
    domain::TransferId newId();
    void moved(const ledger::SettlementAccount& account, domain::TransferState state,
               const std::optional<domain::FspiopError>& error = std::nullopt);
    domain::AccountId hubAccount(domain::AccountId account) const;

    ledger::Draft& m_draft;
    const std::array<std::uint8_t, 16>& m_seed;
    ledger::TransferSeq m_nextSeq;
    std::uint32_t m_made = 0;
};

} // namespace hub::settlement
