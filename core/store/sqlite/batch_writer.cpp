#include "core/store/sqlite/batch_writer.h"

#include "core/store/sqlite/audit_chain.h"

#include <algorithm>
#include <type_traits>
#include <variant>

namespace hub::store {
namespace {

constexpr std::string_view kTransfer = "INSERT INTO transfers (seq, id, kind, payer, payee, source, "
                                       "payer_account, payee_account, currency, amount, "
                                       "received_at, expiration, hash, condition, external_reference, trace, "
                                       "crc, headers, body, relay_crc) VALUES (?, ?, ?, "
                                       "CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, CAST(? AS "
                                       "TEXT), ?, ?, ?, ?, ?, CAST(? AS TEXT), ?, "
                                       "?, ?, ?, ?)";
constexpr std::string_view kState =
    "INSERT INTO transfer_states (key, seq, state, at, error_code, "
    "error_text, fulfilment, completed_at, window, "
    "fulfil_hash, error_hash, crc, headers, body, relay_crc) VALUES (?, ?, ?, ?, CAST(? "
    "AS TEXT), CAST(? AS TEXT), CAST(? AS "
    "TEXT), ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kHash = "INSERT INTO transfer_hashes (key, seq, store, hash) VALUES (?, ?, ?, ?)";
constexpr std::string_view kMove =
    "INSERT INTO position_moves (key, account, delta, value, transfer, state, at, "
    "crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kPosition =
    "INSERT OR REPLACE INTO positions (account, value, reserved, changed_at, crc) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kOpenPut =
    "INSERT OR REPLACE INTO open_transfers (seq, state, crc) VALUES (?, ?, ?)";
constexpr std::string_view kOpenDrop = "DELETE FROM open_transfers WHERE seq = ?";
constexpr std::string_view kNotice = "INSERT INTO outbox (seq, kind, destination, transfer, relay_from, "
                                     "relay_key, facts, crc, headers, body, relay_crc) VALUES "
                                     "(?, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kDelivered = "DELETE FROM outbox WHERE seq BETWEEN ? AND ?";
constexpr std::string_view kDead =
    "INSERT OR REPLACE INTO dead_letters (seq, kind, destination, transfer, "
    "relay_from, relay_key, facts, crc, "
    "headers, body, relay_crc, attempts, reason, at) SELECT seq, kind, destination, "
    "transfer, relay_from, relay_key, facts, "
    "crc, headers, body, relay_crc, ?, CAST(? AS TEXT), ? FROM outbox WHERE seq = ?";
constexpr std::string_view kDeadDrop = "DELETE FROM outbox WHERE seq = ?";
constexpr std::string_view kOutboxEnd = "INSERT OR REPLACE INTO meta (name, value) VALUES ('outbox_seq', ?)";
constexpr std::string_view kAudit = "INSERT INTO audit (seq, at, operator_name, action, subject, before, "
                                    "after, reason, ticket, refused, chain) "
                                    "VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? "
                                    "AS TEXT), CAST(? AS TEXT), CAST(? AS "
                                    "TEXT), CAST(? AS TEXT), ?, ?)";

/// What a row costs in the log beside its bytes.
constexpr std::uint64_t kRowBytes = 160;

} // namespace

BatchWriter::BatchWriter(Connection& connection)
    : m_connection(connection)
    , m_registry(connection)
    , m_bulks(connection)
    , m_settlement(connection)
    , m_begin(connection, "BEGIN IMMEDIATE")
    , m_commit(connection, "COMMIT")
    , m_transfer(connection, kTransfer)
    , m_state(connection, kState)
    , m_hash(connection, kHash)
    , m_move(connection, kMove)
    , m_position(connection, kPosition)
    , m_openPut(connection, kOpenPut)
    , m_openDrop(connection, kOpenDrop)
    , m_notice(connection, kNotice)
    , m_delivered(connection, kDelivered)
    , m_dead(connection, kDead)
    , m_deadDrop(connection, kDeadDrop)
    , m_outboxEnd(connection, kOutboxEnd)
    , m_audit(connection, kAudit)
{}

base::Expected<void, base::Error> BatchWriter::start()
{
    Statement ends(m_connection,
                   "SELECT (SELECT max(key) FROM transfer_states), (SELECT max(key) FROM "
                   "position_moves), (SELECT max(key) FROM transfer_hashes), (SELECT max(seq) FROM "
                   "audit), (SELECT chain FROM audit ORDER BY seq DESC LIMIT 1), (SELECT max(seq) FROM "
                   "outbox)");
    if (auto done = ends.exec(); !done) return done;
    if (!ends.next()) return base::Unexpected(ends.error());
    m_ends = {ends.integer(0), ends.integer(1), ends.integer(2),
              ends.integer(3), ends.bytes(4),   ends.natural(5)};
    ends.finish();
    Statement open(m_connection, "SELECT seq FROM open_transfers");
    if (auto done = open.exec(); !done) return done;
    while (open.next())
        m_open.insert(open.natural(0));
    return m_settlement.start();
}

base::Expected<void, base::Error> BatchWriter::write(const ledger::Batch& batch)
{
    const Ends before = m_ends;
    m_bytes = 0;
    m_relays.clear();
    m_openChanges.clear();
    m_deliveredSeqs.clear();
    if (auto done = m_begin.exec(); !done) return done;
    auto done = writeRows(batch);
    if (done) done = m_commit.exec();
    if (!done) {
        // SQLite may have rolled back by itself; a refused second rollback says nothing new.
        static_cast<void>(m_connection.run(QStringLiteral("ROLLBACK")));
        m_ends = before;
        return done;
    }
    for (const auto& [seq, state] : m_openChanges) {
        if (domain::isFinal(state))
            m_open.erase(seq);
        else
            m_open.insert(seq);
    }
    return {};
}

base::Expected<void, base::Error> BatchWriter::writeRows(const ledger::Batch& batch)
{
    attachHashes(batch.changes);
    for (std::size_t i = 0; i < batch.changes.size(); ++i) {
        auto done = std::visit(
            [&](const auto& row) -> Done {
                using Row = std::decay_t<decltype(row)>;
                if constexpr (std::is_same_v<Row, ledger::TransferMoved>)
                    return put(row, m_hashes[i][0], m_hashes[i][1]);
                else if constexpr (std::is_same_v<Row, ledger::HashKept>)
                    return m_attached[i] ? Done() : put(row);
                else if constexpr (std::is_same_v<Row, ledger::OutboxEnded>)
                    return put(row, batch.at);
                else if constexpr (std::is_same_v<Row, ledger::TransferReceived> ||
                                   std::is_same_v<Row, ledger::PositionMoved> ||
                                   std::is_same_v<Row, ledger::AuditRow>)
                    return put(row);
                else if constexpr (std::is_same_v<Row, ledger::BulkPut>)
                    return m_bulks.put(row.bulk);
                else if constexpr (std::is_same_v<Row, ledger::BulkItemPut>)
                    return m_bulks.put(row.item);
                else if constexpr (requires(SettlementWriter & writer) { writer.put(row); })
                    return m_settlement.put(row);
                else
                    return m_registry.put(row);
            },
            batch.changes[i]);
        if (!done) return done;
    }
    if (auto done = putPositions(batch); !done) return done;
    for (const ledger::Notice& notice : batch.notices)
        if (auto done = put(notice); !done) return done;
    if (auto done = dropDelivered(); !done) return done;
    return putOpen();
}

// A fulfil's hash mostly comes with the state change it causes: it becomes a column there, not a row.
void BatchWriter::attachHashes(const std::vector<ledger::Change>& changes)
{
    constexpr std::size_t kNear = 4;
    m_hashes.assign(changes.size(), {nullptr, nullptr});
    m_attached.assign(changes.size(), false);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto* kept = std::get_if<ledger::HashKept>(&changes[i]);
        if (kept == nullptr || kept->store == ledger::HashStore::Prepare) continue;
        const std::size_t end = std::min(changes.size(), i + kNear + 1);
        for (std::size_t j = i > kNear ? i - kNear : 0; j < end && !m_attached[i]; ++j) {
            const auto* moved = std::get_if<ledger::TransferMoved>(&changes[j]);
            auto& slot = m_hashes[j][kept->store == ledger::HashStore::Error ? 1 : 0];
            if (moved == nullptr || moved->seq != kept->seq || slot != nullptr) continue;
            slot = &kept->hash;
            m_attached[i] = true;
        }
    }
}

void BatchWriter::bindRelay(Statement& statement, const ledger::Relay& relay)
{
    for (const base::SharedBytes* part : {&relay.headers, &relay.body}) {
        if (*part) {
            statement.bindBytes(**part);
            m_bytes += (*part)->size();
        } else {
            statement.bindNull();
        }
    }
    if (relay.headers || relay.body)
        statement.bind(checksumOf(relay));
    else
        statement.bindNull();
}

void BatchWriter::bindText(Statement& statement, const std::string& text, bool isThere)
{
    if (isThere)
        statement.bindBytes(text);
    else
        statement.bindNull();
}

base::Expected<void, base::Error> BatchWriter::put(const ledger::TransferReceived& row)
{
    const std::string id = row.id.value().toColumn();
    const std::int64_t crc = checksumOf(row, m_scratch);
    m_transfer.bindNatural(row.seq).bindBytes(id).bind(static_cast<std::int64_t>(row.kind));
    m_transfer.bindBytes(row.payer.value()).bindBytes(row.payee.value()).bindBytes(row.source.value());
    m_transfer.bind(row.payerAccount.value()).bind(row.payeeAccount.value()).bindBytes(row.currency.code());
    m_transfer.bind(row.amount.toColumn()).bind(row.receivedAt.ms).bind(row.expiration.ms);
    m_transfer.bindBytes(base::asText(row.hash));
    if (row.condition)
        m_transfer.bindBytes(base::asText(*row.condition));
    else
        m_transfer.bindNull();
    m_transfer.bindBytes(row.externalReference);
    m_transfer.bindBytes({reinterpret_cast<const char*>(row.trace.bytes.data()), row.trace.bytes.size()});
    m_transfer.bind(crc);
    bindRelay(m_transfer, row.relay);
    if (row.relay.body)
        m_relays[row.relay.body.get()] = {RelayFrom::Transfer, static_cast<std::int64_t>(row.seq),
                                          row.relay.headers.get()};
    m_openChanges[row.seq] = domain::TransferState::ReceivedPrepare;
    m_bytes += 2 * kRowBytes;
    return m_transfer.exec();
}

base::Expected<void, base::Error> BatchWriter::put(const ledger::TransferMoved& row,
                                                   const base::Digest* fulfilHash,
                                                   const base::Digest* errorHash)
{
    const std::int64_t key = ++m_ends.state;
    const std::int64_t crc = checksumOf(row, key, fulfilHash, errorHash, m_scratch);
    m_state.bind(key).bindNatural(row.seq).bind(static_cast<std::int64_t>(row.state)).bind(row.at.ms);
    static const std::string kNone;
    bindText(m_state, row.error ? row.error->code : kNone, row.error.has_value());
    bindText(m_state, row.error ? row.error->description : kNone, row.error.has_value());
    bindText(m_state, row.fulfilment, !row.fulfilment.empty());
    if (row.completedAt)
        m_state.bind(row.completedAt->ms);
    else
        m_state.bindNull();
    m_state.bind(row.window.value());
    for (const base::Digest* hash : {fulfilHash, errorHash}) {
        if (hash != nullptr)
            m_state.bindBytes(base::asText(*hash));
        else
            m_state.bindNull();
    }
    m_state.bind(crc);
    bindRelay(m_state, row.relay);
    if (row.relay.body) m_relays[row.relay.body.get()] = {RelayFrom::State, key, row.relay.headers.get()};
    m_openChanges[row.seq] = row.state;
    m_bytes += kRowBytes;
    return m_state.exec();
}

base::Expected<void, base::Error> BatchWriter::put(const ledger::HashKept& row)
{
    m_hash.bind(++m_ends.hash).bindNatural(row.seq).bind(static_cast<std::int64_t>(row.store));
    return m_hash.bindBytes(base::asText(row.hash)).exec();
}

base::Expected<void, base::Error> BatchWriter::put(const ledger::PositionMoved& row)
{
    const std::int64_t key = ++m_ends.move;
    m_move.bind(key).bind(row.account.value()).bind(row.delta.toColumn()).bind(row.value.toColumn());
    m_move.bindNatural(row.transfer).bind(static_cast<std::int64_t>(row.state)).bind(row.at.ms);
    m_bytes += kRowBytes / 4;
    return m_move.bind(checksumOf(row, key, m_scratch)).exec();
}

base::Expected<void, base::Error> BatchWriter::put(const ledger::OutboxEnded& row, base::Instant at)
{
    if (!row.dead) {
        m_deliveredSeqs.push_back(row.seq);
        return {};
    }
    m_dead.bind(row.attempts).bindBytes(row.reason).bind(at.ms).bindNatural(row.seq);
    if (auto done = m_dead.exec(); !done) return done;
    return m_deadDrop.bindNatural(row.seq).exec();
}

base::Expected<void, base::Error> BatchWriter::put(const ledger::AuditRow& row)
{
    const std::int64_t seq = ++m_ends.audit;
    m_ends.auditChain = auditLink(m_ends.auditChain, seq, row);
    m_audit.bind(seq)
        .bind(row.at.ms)
        .bindBytes(row.operatorName)
        .bindBytes(row.action)
        .bindBytes(row.subject);
    m_audit.bindBytes(row.before).bindBytes(row.after).bindBytes(row.reason).bindBytes(row.ticket);
    m_bytes += kRowBytes + row.before.size() + row.after.size();
    return m_audit.bind(row.refused).bindBytes(m_ends.auditChain).exec();
}

base::Expected<void, base::Error> BatchWriter::put(const ledger::Notice& notice)
{
    RelayPlace place;
    if (const auto found = m_relays.find(notice.relay.body.get());
        notice.relay.body && found != m_relays.end())
        if (found->second.headers == notice.relay.headers.get()) place = found->second;
    packFacts(notice, m_scratch);
    m_notice.bindNatural(notice.seq).bind(static_cast<std::int64_t>(notice.kind));
    m_notice.bindBytes(notice.destination.value()).bindNatural(notice.transferSeq);
    m_notice.bind(static_cast<std::int64_t>(place.from)).bind(place.key).bindBytes(m_scratch.bytes());
    m_notice.bind(checksumOf(notice, m_scratch.bytes()));
    bindRelay(m_notice, place.from == RelayFrom::Row ? notice.relay : ledger::Relay{});
    m_bytes += 2 * kRowBytes;
    m_ends.outbox = std::max(m_ends.outbox, notice.seq);
    return m_notice.exec();
}

base::Expected<void, base::Error> BatchWriter::putPositions(const ledger::Batch& batch)
{
    for (const auto& [account, position] : batch.positions) {
        m_position.bind(account.value()).bind(position.value.toColumn()).bind(position.reserved.toColumn());
        m_position.bind(position.changedAt.ms).bind(checksumOf(account, position, m_scratch));
        if (auto done = m_position.exec(); !done) return done;
    }
    for (const ledger::Flow& flow : batch.flows)
        if (auto done = m_settlement.put(flow); !done) return done;
    m_bytes += 4096;
    return {};
}

// Runs of neighbours go with one statement each.
base::Expected<void, base::Error> BatchWriter::dropDelivered()
{
    std::sort(m_deliveredSeqs.begin(), m_deliveredSeqs.end());
    for (std::size_t i = 0; i < m_deliveredSeqs.size();) {
        std::size_t end = i + 1;
        while (end < m_deliveredSeqs.size() && m_deliveredSeqs[end] <= m_deliveredSeqs[end - 1] + 1)
            ++end;
        m_delivered.bindNatural(m_deliveredSeqs[i]).bindNatural(m_deliveredSeqs[end - 1]);
        if (auto done = m_delivered.exec(); !done) return done;
        i = end;
    }
    // When the newest row goes, the table no longer says which number comes next.
    if (m_deliveredSeqs.empty() || m_deliveredSeqs.back() < m_ends.outbox) return {};
    const std::string last = std::to_string(std::max(m_ends.outbox, m_deliveredSeqs.back()));
    return m_outboxEnd.bindBytes(last).exec();
}

// Only what is open after the batch is written: a transfer that came and ended within it leaves no trace
// here.
base::Expected<void, base::Error> BatchWriter::putOpen()
{
    for (const auto& [seq, state] : m_openChanges) {
        const bool wasOpen = m_open.count(seq) > 0;
        Done done;
        if (!domain::isFinal(state)) {
            m_openPut.bindNatural(seq).bind(static_cast<std::int64_t>(state));
            done = m_openPut.bind(checksumOfOpen(seq, state, m_scratch)).exec();
        } else if (wasOpen) {
            done = m_openDrop.bindNatural(seq).exec();
        }
        if (!done) return done;
    }
    return {};
}

} // namespace hub::store
