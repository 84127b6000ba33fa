#include "core/store/sqlite/registry_rows.h"

#include "core/store/sqlite/removed_numbers.h"
#include "core/store/sqlite/row_codec.h"

#include <string_view>
#include <utility>

namespace hub::store {
namespace {

std::string_view codeOf(const std::optional<domain::Currency>& currency)
{
    return currency ? currency->code() : std::string_view();
}

using Done = base::Expected<void, base::Error>;
using Changes = std::vector<ledger::Change>;

base::Instant time(const Statement& row, int column)
{
    return base::Instant{row.integer(column)};
}

Done readTypes(Connection& connection, Changes& out)
{
    Statement row(connection, "SELECT id, name, description, is_active, is_settleable, created_at FROM "
                              "account_types ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        domain::LedgerAccountType type;
        type.id = static_cast<domain::AccountType>(row.integer(0));
        type.name = row.text(1);
        type.description = row.text(2);
        type.isActive = row.integer(3) != 0;
        type.isSettleable = row.integer(4) != 0;
        type.createdAt = time(row, 5);
        out.emplace_back(ledger::AccountTypePut{std::move(type)});
    }
    return {};
}

Done readParticipants(Connection& connection, Changes& out)
{
    Statement row(connection, "SELECT id, name, is_active, is_proxy, direction, created_at, signature_check, "
                              "is_paused FROM participants "
                              "ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        domain::Participant participant;
        participant.id = domain::ParticipantId(row.integer(0));
        participant.name = domain::FspId(row.text(1));
        participant.isActive = row.integer(2) != 0;
        participant.isProxy = row.integer(3) != 0;
        participant.direction = static_cast<domain::TradeDirection>(row.integer(4));
        participant.createdAt = time(row, 5);
        participant.signatureCheck = static_cast<domain::SignatureCheck>(row.integer(6));
        participant.isPaused = row.integer(7) != 0;
        out.emplace_back(ledger::ParticipantPut{std::move(participant)});
    }
    return {};
}

Done readAccounts(Connection& connection, Changes& out)
{
    Statement row(connection,
                  "SELECT id, participant, currency, type, is_active, has_position, created_at, crc "
                  "FROM accounts ORDER BY id");
    ByteWriter scratch;
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        const auto currency = domain::Currency::parse(row.text(2));
        if (!currency) return base::Unexpected(damagedRow("accounts", row.integer(0)));
        const domain::Account account{domain::AccountId(row.integer(0)),
                                      domain::ParticipantId(row.integer(1)),
                                      *currency,
                                      static_cast<domain::AccountType>(row.integer(3)),
                                      row.integer(4) != 0,
                                      row.integer(5) != 0,
                                      time(row, 6)};
        if (checksumOf(account, scratch) != row.integer(7))
            return base::Unexpected(damagedRow("accounts", row.integer(0)));
        out.emplace_back(ledger::AccountPut{account});
    }
    return {};
}

Done readLimits(Connection& connection, Changes& out)
{
    Statement row(connection, "SELECT key, account, net_debit_cap, alarm_percent, at, crc, liquidity_percent "
                              "FROM limits WHERE key IN "
                              "(SELECT max(key) FROM limits GROUP BY account) ORDER BY account");
    ByteWriter scratch;
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        ledger::LimitPut put;
        put.account = domain::AccountId(row.integer(1));
        put.limit.netDebitCap = domain::Amount::fromColumn(row.integer(2));
        put.limit.alarmPercentHundredths = static_cast<std::int32_t>(row.integer(3));
        put.at = time(row, 4);
        put.limit.liquidityPercentHundredths = static_cast<std::int32_t>(row.integer(6));
        if (checksumOf(put, row.integer(0), scratch) != row.integer(5))
            return base::Unexpected(damagedRow("limits", row.integer(0)));
        out.emplace_back(put);
    }
    return {};
}

Done readEndpoints(Connection& connection, Changes& out)
{
    Statement row(connection, "SELECT participant, type, value FROM endpoints ORDER BY participant, type");
    if (auto done = row.exec(); !done) return done;
    while (row.next())
        out.emplace_back(ledger::EndpointPut{
            domain::Endpoint{domain::ParticipantId(row.integer(0)), row.text(1), row.text(2)}});
    return {};
}

Done readModels(Connection& connection, Changes& out)
{
    Statement row(connection, "SELECT id, name, is_active, granularity, interchange, delay, currency, "
                              "require_liquidity_check, ledger_type, settlement_type, auto_position_reset "
                              "FROM models ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        domain::SettlementModel model;
        model.id = domain::ModelId(row.integer(0));
        model.name = row.text(1);
        model.isActive = row.integer(2) != 0;
        model.granularity = static_cast<domain::SettlementGranularity>(row.integer(3));
        model.interchange = static_cast<domain::SettlementInterchange>(row.integer(4));
        model.delay = static_cast<domain::SettlementDelay>(row.integer(5));
        model.currency = domain::Currency::parse(row.text(6));
        model.requireLiquidityCheck = row.integer(7) != 0;
        model.ledgerAccountType = static_cast<domain::AccountType>(row.integer(8));
        model.settlementAccountType = static_cast<domain::AccountType>(row.integer(9));
        model.autoPositionReset = row.integer(10) != 0;
        out.emplace_back(ledger::ModelPut{std::move(model)});
    }
    return {};
}

Done readOracles(Connection& connection, Changes& out)
{
    Statement row(connection,
                  "SELECT id, party_id_type, endpoint_type, endpoint, currency, is_default, is_active, "
                  "created_at FROM oracles ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        domain::Oracle oracle;
        oracle.id = domain::OracleId(row.integer(0));
        oracle.partyIdType = row.text(1);
        oracle.endpointType = row.text(2);
        oracle.endpoint = row.text(3);
        oracle.currency = domain::Currency::parse(row.text(4));
        oracle.isDefault = row.integer(5) != 0;
        oracle.isActive = row.integer(6) != 0;
        oracle.createdAt = time(row, 7);
        out.emplace_back(ledger::OraclePut{std::move(oracle)});
    }
    return {};
}

Done readCredentials(Connection& connection, Changes& out)
{
    Statement row(connection, "SELECT id, participant, kind, value, fingerprint, valid_from, valid_until, "
                              "revoked_at, created_at FROM credentials ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        domain::Credential credential;
        credential.id = domain::CredentialId(row.integer(0));
        credential.participant = domain::ParticipantId(row.integer(1));
        credential.kind = static_cast<domain::CredentialKind>(row.integer(2));
        credential.value = row.text(3);
        credential.fingerprint = row.text(4);
        credential.validFrom = time(row, 5);
        if (!row.isNull(6)) credential.validUntil = time(row, 6);
        if (!row.isNull(7)) credential.revokedAt = time(row, 7);
        credential.createdAt = time(row, 8);
        out.emplace_back(ledger::CredentialPut{std::move(credential)});
    }
    return {};
}

Done readContacts(Connection& connection, Changes& out)
{
    Statement row(connection, std::string("SELECT ") + kContactColumns + " FROM contacts ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        HUB_TRY(domain::Contact contact, readContact(row));
        out.emplace_back(ledger::ContactPut{std::move(contact)});
    }
    return {};
}

Done readPauses(Connection& connection, Changes& out)
{
    Statement row(connection, "SELECT participant, since, operator_name, reason FROM delivery_pauses");
    if (auto done = row.exec(); !done) return done;
    while (row.next())
        out.emplace_back(
            ledger::DeliveryPausePut{domain::ParticipantId(row.integer(0)),
                                     domain::DeliveryPause{time(row, 1), row.text(2), row.text(3)}});
    return {};
}

} // namespace

base::Expected<domain::Contact, base::Error> readContact(const Statement& row)
{
    domain::Contact contact{domain::ContactId(row.integer(0)),
                            domain::ParticipantId(row.integer(1)),
                            row.text(2),
                            row.text(3),
                            row.text(4),
                            row.text(5),
                            time(row, 6)};
    ByteWriter scratch;
    if (checksumOf(contact, scratch) != row.integer(7))
        return base::Unexpected(damagedRow("contacts", row.integer(0)));
    return contact;
}

RegistryWriter::RegistryWriter(Connection& connection)
    : m_connection(connection)
    , m_entryBefore(connection,
                    "SELECT count(*), coalesce(sum(crc), 0) FROM directory_entries WHERE type = CAST(? AS "
                    "TEXT) AND identifier = CAST(? AS TEXT) AND sub_id = CAST(? AS TEXT) AND currency = "
                    "CAST(? AS TEXT)")
    , m_entryPut(connection,
                 "INSERT OR REPLACE INTO directory_entries (type, identifier, sub_id, currency, fsp, crc) "
                 "VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS "
                 "TEXT), ?)")
    , m_entryTotals(connection, "UPDATE directory_totals SET entries = entries + ?, crcs = crcs + ?")
{}

Done RegistryWriter::put(const ledger::ParticipantPut& change)
{
    const domain::Participant& row = change.participant;
    Statement put(m_connection,
                  "INSERT OR REPLACE INTO participants (id, name, is_active, is_proxy, direction, "
                  "created_at, signature_check, is_paused) VALUES (?, CAST(? AS TEXT), ?, ?, ?, ?, ?, ?)");
    put.bind(row.id.value()).bindBytes(row.name.value()).bind(row.isActive).bind(row.isProxy);
    put.bind(static_cast<std::int64_t>(row.direction)).bind(row.createdAt.ms);
    return put.bind(static_cast<std::int64_t>(row.signatureCheck)).bind(row.isPaused).exec();
}

Done RegistryWriter::put(const ledger::AccountPut& change)
{
    const domain::Account& row = change.account;
    Statement put(m_connection,
                  "INSERT OR REPLACE INTO accounts (id, participant, currency, type, is_active, "
                  "has_position, created_at, crc) VALUES (?, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?)");
    put.bind(row.id.value()).bind(row.participant.value()).bindBytes(row.currency.code());
    put.bind(static_cast<std::int64_t>(row.type)).bind(row.isActive).bind(row.hasPosition);
    return put.bind(row.createdAt.ms).bind(checksumOf(row, m_scratch)).exec();
}

Done RegistryWriter::put(const ledger::LimitPut& change)
{
    HUB_TRY(const std::int64_t last, m_connection.integer(QStringLiteral("SELECT max(key) FROM limits")));
    Statement put(
        m_connection,
        "INSERT INTO limits (key, account, net_debit_cap, alarm_percent, at, crc, liquidity_percent) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)");
    put.bind(last + 1).bind(change.account.value()).bind(change.limit.netDebitCap.toColumn());
    put.bind(change.limit.alarmPercentHundredths).bind(change.at.ms);
    put.bind(checksumOf(change, last + 1, m_scratch));
    return put.bind(change.limit.liquidityPercentHundredths).exec();
}

Done RegistryWriter::put(const ledger::EndpointPut& change)
{
    const domain::Endpoint& row = change.endpoint;
    Statement put(m_connection,
                  "INSERT OR REPLACE INTO endpoints (participant, type, value) VALUES (?, CAST(? AS "
                  "TEXT), CAST(? AS TEXT))");
    return put.bind(row.participant.value()).bindBytes(row.type).bindBytes(row.value).exec();
}

Done RegistryWriter::put(const ledger::AccountTypePut& change)
{
    const domain::LedgerAccountType& row = change.type;
    Statement put(m_connection,
                  "INSERT OR REPLACE INTO account_types (id, name, description, is_active, is_settleable, "
                  "created_at) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)");
    put.bind(static_cast<std::int64_t>(row.id)).bindBytes(row.name).bindBytes(row.description);
    return put.bind(row.isActive).bind(row.isSettleable).bind(row.createdAt.ms).exec();
}

Done RegistryWriter::put(const ledger::ModelPut& change)
{
    const domain::SettlementModel& row = change.model;
    Statement put(
        m_connection,
        "INSERT OR REPLACE INTO models (id, name, is_active, granularity, interchange, delay, currency, "
        "require_liquidity_check, ledger_type, settlement_type, auto_position_reset) VALUES (?, CAST(? AS "
        "TEXT), ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)");
    put.bind(row.id.value()).bindBytes(row.name).bind(row.isActive);
    put.bind(static_cast<std::int64_t>(row.granularity)).bind(static_cast<std::int64_t>(row.interchange));
    put.bind(static_cast<std::int64_t>(row.delay)).bindBytes(codeOf(row.currency));
    put.bind(row.requireLiquidityCheck).bind(static_cast<std::int64_t>(row.ledgerAccountType));
    return put.bind(static_cast<std::int64_t>(row.settlementAccountType)).bind(row.autoPositionReset).exec();
}

Done RegistryWriter::put(const ledger::OraclePut& change)
{
    const domain::Oracle& row = change.oracle;
    Statement put(
        m_connection,
        "INSERT OR REPLACE INTO oracles (id, party_id_type, endpoint_type, endpoint, currency, "
        "is_default, is_active, created_at) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), "
        "CAST(? AS TEXT), ?, ?, ?)");
    put.bind(row.id.value()).bindBytes(row.partyIdType).bindBytes(row.endpointType).bindBytes(row.endpoint);
    put.bindBytes(codeOf(row.currency)).bind(row.isDefault).bind(row.isActive);
    return put.bind(row.createdAt.ms).exec();
}

Done RegistryWriter::countEntry(std::int64_t entries, std::int64_t crc, Statement& before)
{
    if (auto done = before.exec(); !done) return done;
    if (!before.next()) return base::Unexpected(before.error());
    const std::int64_t gone = before.integer(0);
    const std::int64_t goneCrcs = before.integer(1);
    before.finish();
    return m_entryTotals.bind(entries - gone).bind(crc - goneCrcs).exec();
}

Done RegistryWriter::put(const ledger::DirectoryPut& change)
{
    const ledger::DirectoryEntry& row = change.entry;
    const std::int64_t crc = checksumOf(row, m_scratch);
    m_entryBefore.bindBytes(row.partyIdType).bindBytes(row.partyIdentifier).bindBytes(row.partySubIdOrType);
    m_entryBefore.bindBytes(codeOf(row.currency));
    if (auto done = countEntry(1, crc, m_entryBefore); !done) return done;
    m_entryPut.bindBytes(row.partyIdType).bindBytes(row.partyIdentifier).bindBytes(row.partySubIdOrType);
    return m_entryPut.bindBytes(codeOf(row.currency)).bindBytes(row.fspId.value()).bind(crc).exec();
}

Done RegistryWriter::put(const ledger::DirectoryRemoved& change)
{
    const ledger::DirectoryEntry& row = change.entry;
    std::string where = " FROM directory_entries WHERE type = CAST(? AS TEXT) AND identifier = CAST(? AS "
                        "TEXT) AND sub_id = CAST(? AS TEXT)";
    if (row.currency) where += " AND currency = CAST(? AS TEXT)";
    if (!row.fspId.value().empty()) where += " AND fsp = CAST(? AS TEXT)";
    const auto bindKey = [&row](Statement& statement) {
        statement.bindBytes(row.partyIdType).bindBytes(row.partyIdentifier).bindBytes(row.partySubIdOrType);
        if (row.currency) statement.bindBytes(row.currency->code());
        if (!row.fspId.value().empty()) statement.bindBytes(row.fspId.value());
    };
    Statement before(m_connection, "SELECT count(*), coalesce(sum(crc), 0)" + where);
    bindKey(before);
    if (auto done = countEntry(0, 0, before); !done) return done;
    Statement remove(m_connection, "DELETE" + where);
    bindKey(remove);
    return remove.exec();
}

Done RegistryWriter::put(const ledger::CredentialPut& change)
{
    const domain::Credential& row = change.credential;
    Statement put(
        m_connection,
        "INSERT OR REPLACE INTO credentials (id, participant, kind, value, fingerprint, valid_from, "
        "valid_until, revoked_at, created_at) VALUES (?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, "
        "?, ?, ?)");
    const auto bindTime = [&put](const std::optional<base::Instant>& time) {
        if (time)
            put.bind(time->ms);
        else
            put.bindNull();
    };
    put.bind(row.id.value()).bind(row.participant.value()).bind(static_cast<std::int64_t>(row.kind));
    put.bindBytes(row.value).bindBytes(row.fingerprint).bind(row.validFrom.ms);
    bindTime(row.validUntil);
    bindTime(row.revokedAt);
    return put.bind(row.createdAt.ms).exec();
}

Done RegistryWriter::put(const ledger::ContactPut& change)
{
    const domain::Contact& row = change.contact;
    Statement put(
        m_connection,
        "INSERT OR REPLACE INTO contacts (id, participant, name, role, email, phone, changed_at, crc) "
        "VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)");
    put.bind(row.id.value()).bind(row.participant.value()).bindBytes(row.name).bindBytes(row.role);
    put.bindBytes(row.email).bindBytes(row.phone).bind(row.changedAt.ms);
    return put.bind(checksumOf(row, m_scratch)).exec();
}

Done RegistryWriter::put(const ledger::ContactRemoved& change)
{
    Statement remove(m_connection, "DELETE FROM contacts WHERE id = ?");
    if (auto done = remove.bind(change.id.value()).exec(); !done) return done;
    return keepRemoved(m_connection, kRemovedContact, change.id.value());
}

Done RegistryWriter::put(const ledger::DeliveryPausePut& change)
{
    if (!change.pause) {
        Statement remove(m_connection, "DELETE FROM delivery_pauses WHERE participant = ?");
        return remove.bind(change.participant.value()).exec();
    }
    Statement put(m_connection, "INSERT OR REPLACE INTO delivery_pauses (participant, since, operator_name, "
                                "reason) VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT))");
    put.bind(change.participant.value()).bind(change.pause->since.ms);
    return put.bindBytes(change.pause->operatorName).bindBytes(change.pause->reason).exec();
}

Done RegistryWriter::put(const ledger::DeadLetterRevived& change)
{
    Statement remove(m_connection, "DELETE FROM dead_letters WHERE seq = ?");
    return remove.bindNatural(change.seq).exec();
}

base::Expected<Changes, base::Error> readRegistry(Connection& connection)
{
    Changes out;
    for (const auto read : {readTypes, readParticipants, readAccounts, readLimits, readEndpoints, readModels,
                            readOracles, readCredentials, readContacts, readPauses})
        if (auto done = read(connection, out); !done) return base::Unexpected(done.error());
    return out;
}

} // namespace hub::store
