#pragma once

#include "core/admin/read_post.h"
#include "core/ledger/queries.h"

#include <vector>

namespace hub::admin {

/// The record of what operators did, and of messages that could not be delivered. Any thread.
class AuditService
{
public:
    /// Most dead letters of one answer.
    static constexpr int kDeadLettersMax = 1000;

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
    /// `limit` 1..kDeadLettersMax.
    void deadLetters(int limit, Done<std::vector<ledger::DeadLetter>> done)
    {
        m_readers.read<std::vector<ledger::DeadLetter>>(
            [limit](ledger::LedgerReader& reader) { return reader.deadLetters(limit); }, std::move(done));
    }

private:
    ReadPost& m_readers;
};

} // namespace hub::admin
