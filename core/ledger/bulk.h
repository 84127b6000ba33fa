#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/bulk_states.h"
#include "core/domain/currency.h"
#include "core/domain/fspiop_errors.h"
#include "core/domain/ids.h"
#include "core/domain/settlement.h"
#include "core/events/trace_context.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Bulks of transfers (fspiop 11): what is stored of them and what the writer is asked to do with them. The
/// transfers of a bulk are ordinary transfers of the journal; the bulk says which belong together.
namespace hub::ledger {

/// Position of a bulk in the journal; rises by one, never reused. 0 means none.
using BulkSeq = std::uint64_t;

/// What is known of a bulk beside its transfers.
struct Bulk
{
    BulkSeq seq = 0;
    domain::BulkTransferId id;
    domain::FspId payer; ///< names as received: a refused bulk may name nobody we know
    domain::FspId payee;
    domain::FspId source; ///< who sent the POST
    domain::BulkState state = domain::BulkState::Received;
    base::Instant receivedAt;
    base::Instant changedAt;
    base::Instant expiration;
    std::optional<base::Instant> completedAt;
    base::Digest hash{}; ///< of the POST; the two below of PUT and PUT .../error
    std::optional<base::Digest> fulfilHash;
    std::optional<base::Digest> errorHash;
    std::optional<domain::FspiopError> error; ///< told instead of results: refused, or ended as a whole
    std::uint32_t items = 0;                  ///< transfers it was sent with
    events::TraceId trace;
};

/// One transfer of a bulk.
struct BulkItem
{
    BulkSeq bulk = 0;
    std::uint32_t index = 0; ///< place in the payer's list, from 0
    domain::TransferId transfer;
    std::uint64_t transferSeq = 0; ///< 0: a duplicate id, the journal's transfer is another one
    domain::BulkItemState state = domain::BulkItemState::Accepted;
    std::string fulfilment;                   ///< with Completed
    std::optional<domain::FspiopError> error; ///< why it was not paid
};

/// Changes: the whole row, put in or replaced.
struct BulkPut
{
    Bulk bulk;
};
struct BulkItemPut
{
    BulkItem item;
};

/// What a callback tells of a bulk.
struct BulkResults
{
    domain::BulkState state = domain::BulkState::Completed;
    std::vector<BulkItem> items;
};

/// POST /bulkTransfers (11.3).
struct BulkPrepare
{
    struct Item
    {
        domain::TransferId id;
        domain::Currency currency;
        domain::Amount amount;
        base::Digest hash{}; ///< SHA-256 of the element's compact text
        std::optional<base::Digest> condition;
        base::SharedBytes body;                                  ///< the element as received
        std::shared_ptr<const domain::TransactionFacts> facts{}; ///< as Prepare::facts
    };
    domain::BulkTransferId id;
    domain::FspId source;
    std::optional<domain::FspId> destination;
    domain::FspId payer;
    domain::FspId payee;
    base::Instant expiration;
    base::Digest hash{};
    std::vector<Item> items;
    /// The received body around the elements: what is forwarded is head, the reserved elements, tail.
    std::string head;
    std::string tail;
};

/// PUT /bulkTransfers/{ID} (11.4).
struct BulkFulfil
{
    struct Item
    {
        domain::TransferId id;
        std::string fulfilment;
        std::optional<base::Digest> fulfilmentHash; ///< as Fulfil::fulfilmentHash
        std::optional<domain::FspiopError> error;
    };
    domain::BulkTransferId id;
    domain::FspId source;
    std::optional<domain::FspId> destination;
    bool isRejected = false; ///< bulkTransferState REJECTED
    /// Why the message must not count although it is the payee's (the timestamp rules): everything is
    /// aborted.
    std::optional<domain::FspiopError> problem;
    std::optional<base::Instant> completedAt;
    base::Digest hash{};
    std::string contentType; ///< of the message; a 3106 answers in it
    base::SharedBytes body;  ///< of the message; null when it has no extensions to tell
    std::vector<Item> items;
};

/// PUT /bulkTransfers/{ID}/error.
struct BulkAbort
{
    domain::BulkTransferId id;
    domain::FspId source;
    std::optional<domain::FspId> destination;
    domain::FspiopError error;
    base::Digest hash{};
    std::string contentType;
    base::SharedBytes body; ///< passed on as it is
};

} // namespace hub::ledger
