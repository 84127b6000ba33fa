#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/decision.h"
#include "core/store/row_bytes.h"
#include "core/store/sqlite/connection.h"

#include <cstdint>
#include <vector>

namespace hub::store {

/// Writes the rows that change rarely: who takes part and by which rules. Cold path: most statements are
/// compiled when they are needed. Runs inside the writer's transaction.
class RegistryWriter
{
public:
    explicit RegistryWriter(Connection& connection);
    base::Expected<void, base::Error> put(const ledger::ParticipantPut& change);
    base::Expected<void, base::Error> put(const ledger::AccountPut& change);
    base::Expected<void, base::Error> put(const ledger::LimitPut& change);
    base::Expected<void, base::Error> put(const ledger::EndpointPut& change);
    base::Expected<void, base::Error> put(const ledger::AccountTypePut& change);
    base::Expected<void, base::Error> put(const ledger::ModelPut& change);
    base::Expected<void, base::Error> put(const ledger::OraclePut& change);
    base::Expected<void, base::Error> put(const ledger::DirectoryPut& change);
    base::Expected<void, base::Error> put(const ledger::DirectoryRemoved& change);
    base::Expected<void, base::Error> put(const ledger::CredentialPut& change);
    base::Expected<void, base::Error> put(const ledger::ContactPut& change);
    base::Expected<void, base::Error> put(const ledger::ContactRemoved& change);
    base::Expected<void, base::Error> put(const ledger::DeliveryPausePut& change);
    base::Expected<void, base::Error> put(const ledger::DeadLetterRevived& change);

private:
    using Done = base::Expected<void, base::Error>;
    /// Moves the directory's totals by what an entry adds and what `before` counts (entries, checksums).
    Done countEntry(std::int64_t entries, std::int64_t crc, Statement& before);
    Connection& m_connection;
    Statement m_entryBefore, m_entryPut, m_entryTotals; ///< an import puts many
    ByteWriter m_scratch;
};

/// The contact of the statement's present row; Damaged when its checksum does not fit.
inline constexpr const char* kContactColumns = "id, participant, name, role, email, phone, changed_at, crc";
base::Expected<domain::Contact, base::Error> readContact(const Statement& row);

/// The registry as changes in put order: types, participants, accounts, limits (the newest of each account),
/// endpoints, models, oracles, credentials, contacts. Damaged when a checksum is wrong.
base::Expected<std::vector<ledger::Change>, base::Error> readRegistry(Connection& connection);

} // namespace hub::store
