#pragma once

#include "core/ledger/draft.h"

#include <optional>

namespace hub::ledger {

/// What PUT /transfers/{ID} and PUT /transfers/{ID}/error have in common (fspiop 7.5 rows 2 to 5). References
/// into the command: lives as long as that.
struct LateMessage
{
    const domain::TransferId& id;
    const domain::FspId& source;
    const std::optional<domain::FspId>& destination;
    const base::Digest& hash;
    const Relay& relay;
    HashStore store;
    bool wantsPatch; ///< the payee asked for RESERVE: it is told an end by PATCH
};

/// The transfer that a message is about, or the decision that ends the message.
struct Match
{
    std::optional<Decision> ended;
    const TransferRecord* record = nullptr;
    const OpenTransfer* open = nullptr; ///< null when the transfer can no longer move
};

/// Unknown transfer, wrong source, wrong destination, then duplicates; keeps the hash of a message that
/// passes.
Match matchLateMessage(Draft& draft, const LateMessage& message);

/// Tells the payee who asked for RESERVE that the transfer has not been committed (7.9).
void patchAborted(Draft& draft, const domain::FspId& to, const domain::TransferId& id, TransferSeq seq,
                  const domain::FspiopError& error);

/// The transfer stays as it is; the sender gets `error`, and the PATCH if it asked for RESERVE (rows 8, 9).
Decision refuseLate(Draft& draft, const LateMessage& message, const TransferRecord& record,
                    const domain::FspiopError& error);

} // namespace hub::ledger
