#pragma once

#include "core/ledger/draft.h"

#include <span>
#include <string>
#include <vector>

/// Steps of a bulk's state machine that several commands share (fspiop 11.2, 11.5). Pure.
namespace hub::ledger {

/// An open bulk while a decision moves it: the copy that the decision changes, and its rows at the end.
class OpenBulk
{
public:
    /// `bulk` is open (checked).
    OpenBulk(Draft& draft, const Bulk& bulk);

    Bulk& bulk() { return m_bulk; }
    const std::vector<BulkItem>& items() const { return m_items; }
    std::size_t openItems() const;
    bool hasCommitted() const { return has(domain::BulkItemState::Completed); }
    bool hasRejected() const { return has(domain::BulkItemState::Rejected); }
    /// The bulk's next state by the table; an event that it does not have is a failed check.
    void step(domain::BulkEvent event);
    /// An accepted transfer ends: its row of the bulk; the transfer's own rows are the caller's.
    void endItem(std::size_t index, domain::BulkItemState state, std::string fulfilment,
                 std::optional<domain::FspiopError> error);
    /// An accepted transfer ends unpaid: position given back.
    void releaseItem(std::size_t index, domain::BulkItemState state, domain::TransferEvent reason,
                     domain::TransferEvent released, const domain::FspiopError& error);
    /// The bulk's row; with a final state first the completion time.
    void put(std::optional<base::Instant> completedAt = std::nullopt);

private:
    bool has(domain::BulkItemState state) const;

    Draft& m_draft;
    Bulk m_bulk;
    std::vector<BulkItem> m_items;
};

/// PUT /bulkTransfers/{ID}: to the payer all transfers, to the payee those that it has been sent; with the
/// extensions of `told`, the payee's message.
void tellResults(Draft& draft, const Bulk& bulk, std::span<const BulkItem> items, bool toPayeeToo,
                 const base::SharedBytes& told = {});
/// PUT /bulkTransfers/{ID}/error. `body` of the payee goes on as it is; without one the error is written.
/// Left out when `to` is nobody we know.
void tellBulkError(Draft& draft, const domain::FspId& to, const domain::BulkTransferId& id,
                   const domain::FspiopError& error, const base::SharedBytes& body = {},
                   std::string contentType = {});

/// The error message of several failures at once: the first, and the others as its extensions
/// `additionalErrors1` and so on (fspiop 11.3). Null for a single one, which is written as every error is.
base::SharedBytes bulkErrorBody(std::span<const domain::FspiopError> errors);

/// Transfers of one bulk have expired and been released: their rows of the bulk, and the end of it when none
/// is left.
void expireItems(Draft& draft, BulkSeq bulk, std::span<const TransferSeq> transfers);

} // namespace hub::ledger
