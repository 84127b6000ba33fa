#pragma once

#include "core/ledger/draft.h"

#include <optional>

/// The rules of a prepare that a single transfer and one of a bulk have in common (fspiop 7.3, 7.8). Pure.
namespace hub::ledger {

/// Who and which accounts a prepare names; null where nobody is known.
struct Parties
{
    const ParticipantEntry* payer = nullptr;
    const ParticipantEntry* payee = nullptr;
    const domain::Account* payerAccount = nullptr;
    const domain::Account* payeeAccount = nullptr;
};

Parties partiesOf(const Registry& registry, const Prepare& command);

/// The validation rows of fspiop 7.3 in their order; the first that fails wins.
std::optional<domain::FspiopError> validatePrepare(const Draft& draft, const Prepare& command,
                                                   const Parties& parties);

/// Liquidity cover, then net debit cap (fspiop 7.8); equality passes. Sees what the draft has moved.
std::optional<domain::FspiopError> checkPosition(const Draft& draft, const Prepare& command,
                                                 const Parties& parties);

/// The journal's row of the transfer, numbered `seq`.
TransferReceived receivedRow(const Draft& draft, const Prepare& command, const Parties& parties,
                             TransferSeq seq);

} // namespace hub::ledger
