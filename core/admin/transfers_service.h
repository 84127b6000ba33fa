#pragma once

#include "core/admin/live_board.h"
#include "core/admin/read_post.h"
#include "core/hub/traces_api.h"
#include "core/hub/transfers_api.h"
#include "core/ledger/engine.h"

#include <string>
#include <vector>

namespace hub::admin {

/// Search, detail and trace of transfers, for the desk and /hub/v1. Any thread.
class TransfersService
{
public:
    TransfersService(const ledger::LedgerView& view, ReadPost& readers);

    /// Newest first, by page key.
    void search(ledger::TransferFilter filter, Done<std::vector<ledger::TransferRow>> done);
    /// The desk's filter: `text` and a partial id have to be whole ids or names; several states are read page
    /// by page.
    void find(api::TransferFilter filter, api::PageRequest page, Done<api::Page<api::TransferRow>> done);
    /// 3208 when there is none.
    void one(domain::TransferId id, Done<api::TransferDetail> done);
    /// The stored facts; 3200 `The requested resource could not be found` when there is none (GET
    /// /transactions/{id}).
    void facts(std::string id, Done<ledger::TransferFacts> done);

    /// api::TransfersApi::stuck, as of `now`.
    void stuck(base::Instant now, std::int64_t olderThanMs, Done<std::vector<api::TransferRow>> done);
    void bulks(std::string fsp, api::PageRequest page, Done<api::Page<api::BulkRow>> done);
    /// 3210 when there is none.
    void bulk(domain::BulkTransferId id, Done<api::BulkDetail> done);

    void traceOfTransfer(domain::TransferId id, Done<api::Trace> done);
    /// 3100 when the id is not 32 hex digits.
    void trace(std::string traceId, Done<api::Trace> done);

private:
    const ledger::LedgerView& m_view;
    ReadPost& m_readers;
};

/// Rows as the desk and /hub/v1 show them.
api::TransferRow transferRow(const ledger::TransferRow& row);
api::TransferRow transferRow(const LiveTransfer& transfer);
api::TransferKind transferKind(ledger::TransferKind kind);

} // namespace hub::admin
