#pragma once

#include "core/admin/read_post.h"
#include "core/ledger/queries.h"

#include <vector>

namespace hub::admin {

/// The record of what operators did. Any thread.
class AuditService
{
public:
    explicit AuditService(ReadPost& readers)
        : m_readers(readers)
    {}

    /// Newest first, by page key.
    void search(ledger::AuditFilter filter, Done<std::vector<ledger::StoredAuditRow>> done)
    {
        m_readers.read<std::vector<ledger::StoredAuditRow>>(
            [filter = std::move(filter)](ledger::LedgerReader& reader) { return reader.audit(filter); },
            std::move(done));
    }

private:
    ReadPost& m_readers;
};

} // namespace hub::admin
