#pragma once

#include "core/admin/command_post.h"
#include "core/admin/read_post.h"
#include "core/ledger/engine.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::admin {

/// Party directories that the hub asks (admin-settlement 6), and the entries of the built-in one (decision
/// 23). Any thread.
class OraclesService
{
public:
    /// Most entries of one directory request.
    static constexpr std::size_t kDirectoryEntriesMax = 1000;

    OraclesService(const ledger::LedgerView& view, CommandPost& post, ReadPost& readers);

    /// Active ones by id; empty filters let everything through, unknown values nothing.
    std::vector<domain::Oracle> list(std::string_view partyIdType = {}, std::string_view currency = {}) const;
    void create(const Caller& caller, domain::Oracle oracle, Note note, Done<domain::Oracle> done);
    /// 3003 `Oracle not found` when there is no active one of that id.
    void update(const Caller& caller, domain::Oracle oracle, Note note, Done<domain::Oracle> done);
    /// An unknown id is no error.
    void remove(const Caller& caller, domain::OracleId id, Note note, Done<ledger::Answer> done);

    /// Entries of one party; without a sub id those that have none.
    void directory(std::string partyIdType, std::string partyIdentifier, std::string subId,
                   std::optional<domain::Currency> currency, Done<std::vector<ledger::DirectoryEntry>> done);
    /// Adds or replaces; every owner must be a participant (3200), at most kDirectoryEntriesMax.
    void putEntries(const Caller& caller, std::vector<ledger::DirectoryEntry> entries,
                    Done<ledger::Answer> done);
    void removeEntry(const Caller& caller, ledger::DirectoryEntry entry, Done<ledger::Answer> done);

private:
    Done<ledger::Answer> thenOne(domain::OracleId id, Done<domain::Oracle> done) const;

    const ledger::LedgerView& m_view;
    CommandPost& m_post;
    ReadPost& m_readers;
};

} // namespace hub::admin
