#include "core/store/sqlite/transfer_search.h"

#include "core/base/bytes.h"
#include "core/store/sqlite/blocks.h"
#include "core/store/sqlite/settlement_rows.h"
#include "core/store/transfer_match.h"

#include <algorithm>
#include <string>

namespace hub::store {
namespace {

constexpr const char* kRow =
    "SELECT s.seq, s.kind, s.currency, s.amount, s.received_at, s.state, s.changed_at, s.error_code, "
    "s.window, s.keys, "
    "t.id, t.payer, t.payee FROM idx.search s CROSS JOIN main.transfers t ON t.seq = s.seq WHERE ";

/// Blocks read with one statement at most, so that a full page is noticed early.
constexpr std::int64_t kBlocksAtOnce = 64;

/// Conditions joined by AND, with their values in order.
class Conditions
{
public:
    void add(std::string_view condition, std::int64_t value)
    {
        text += text.empty() ? "" : " AND ";
        text += condition;
        values.push_back({value, {}, false});
    }
    void addText(std::string_view condition, std::string_view value)
    {
        text += text.empty() ? "" : " AND ";
        text += condition;
        values.push_back({0, std::string(value), true});
    }
    void bindTo(Statement& statement) const
    {
        for (const Value& value : values)
            value.isText ? statement.bindBytes(value.text) : statement.bind(value.number);
    }
    std::string text;

private:
    struct Value
    {
        std::int64_t number = 0;
        std::string text;
        bool isText = false;
    };
    std::vector<Value> values;
};

} // namespace

base::Expected<std::vector<Taken>, base::Error> takenBy(Connection& connection,
                                                        domain::SettlementId settlement)
{
    std::vector<Taken> taken;
    ledger::SettlementFilter filter;
    filter.id = settlement;
    HUB_TRY(const auto found, findSettlements(connection, filter));
    for (const auto& facts : found)
        for (const auto& content : facts.contents)
            addTaken(content, taken);
    return taken;
}

TransferSearch::TransferSearch(LedgerRows& rows, const IndexReach& reach,
                               const ledger::TransferFilter& filter)
    : m_rows(rows)
    , m_reach(reach)
    , m_filter(filter)
{}

ledger::TransferSeq TransferSearch::top() const
{
    const ledger::TransferSeq last = m_filter.before == 0 ? m_reach.seq : m_filter.before - 1;
    return std::min(last, m_reach.seq);
}

base::Expected<std::vector<ledger::TransferRow>, base::Error> TransferSearch::run()
{
    if (m_filter.settlement) {
        HUB_TRY(m_taken, takenBy(m_rows.connection(), *m_filter.settlement));
        if (m_taken.empty()) return std::move(m_found);
    }
    if (auto done = readTailSteps(); !done) return base::Unexpected(done.error());
    if (auto done = readTailMoves(); !done) return base::Unexpected(done.error());
    if (auto done = searchTail(); !done) return base::Unexpected(done.error());
    const auto limit = static_cast<std::size_t>(m_filter.limit);
    if (m_found.size() < limit) {
        if (auto done = searchChanged(); !done) return base::Unexpected(done.error());
        if (auto done = searchIndex(); !done) return base::Unexpected(done.error());
    }
    std::sort(m_found.begin(), m_found.end(), [](const auto& a, const auto& b) { return a.seq > b.seq; });
    if (m_found.size() > limit) m_found.erase(m_found.begin() + m_filter.limit, m_found.end());
    return std::move(m_found);
}

base::Expected<void, base::Error> TransferSearch::readTailSteps()
{
    Statement row(m_rows.connection(), std::string("SELECT ") + kStateColumns +
                                           " FROM main.transfer_states WHERE key > ? ORDER BY key");
    if (auto done = row.bind(m_reach.stateKey).exec(); !done) return done;
    while (row.next()) {
        HUB_TRY(const StateRow state, readState(row, 0));
        m_tailSteps[state.seq].push_back({state.step, state.window});
    }
    if (row.failed()) return base::Unexpected(row.error());
    return {};
}

base::Expected<void, base::Error> TransferSearch::readTailMoves()
{
    if (!m_filter.account) return {};
    Statement row(m_rows.connection(),
                  "SELECT transfer FROM main.position_moves WHERE key > ? AND account = ?");
    if (auto done = row.bind(m_reach.moveKey).bind(m_filter.account->value()).exec(); !done) return done;
    while (row.next())
        m_tailMoved.insert(row.natural(0));
    if (row.failed()) return base::Unexpected(row.error());
    return {};
}

bool TransferSearch::isWanted(const ledger::TransferRow& row) const
{
    return (!m_filter.settlement || wasTaken(m_taken, row)) && fits(m_filter, row);
}

bool TransferSearch::isMoved(ledger::TransferSeq seq, std::string_view keys) const
{
    if (!m_filter.account || m_tailMoved.count(seq) > 0) return true;
    const std::uint64_t wanted = kMoveKeyBase + static_cast<std::uint64_t>(m_filter.account->value());
    ByteReader in(keys);
    while (in.ok() && !in.atEnd()) {
        if (in.natural() == wanted) return true;
        in.natural();
    }
    return false;
}

base::Expected<void, base::Error> TransferSearch::searchTail()
{
    Statement row(m_rows.connection(), std::string("SELECT ") + kTransferColumns +
                                           " FROM main.transfers WHERE seq > ? ORDER BY seq DESC");
    if (auto done = row.bindNatural(m_reach.seq).exec(); !done) return done;
    while (m_found.size() < static_cast<std::size_t>(m_filter.limit) && row.next()) {
        if (m_filter.before != 0 && row.natural(0) >= m_filter.before) continue;
        HUB_TRY(const ledger::TransferReceived received, readTransfer(row, 0));
        ledger::TransferRow out = rowOf(received);
        if (const auto steps = m_tailSteps.find(out.seq); steps != m_tailSteps.end())
            for (const Step& step : steps->second)
                applyStep(step.step, step.window, out);
        if (isWanted(out) && isMoved(out.seq, {})) m_found.push_back(std::move(out));
    }
    if (row.failed()) return base::Unexpected(row.error());
    row.finish();
    return {};
}

base::Expected<ledger::TransferRow, base::Error> TransferSearch::readRow(const Statement& row)
{
    const auto currency = domain::Currency::parse(row.text(2));
    const auto id = domain::CorrelationId::fromColumn(row.bytes(10));
    if (!currency || !id) return base::Unexpected(damagedRow("search", row.integer(0)));
    return ledger::TransferRow{row.natural(0),
                               domain::TransferId(*id),
                               static_cast<ledger::TransferKind>(row.integer(1)),
                               domain::FspId(row.text(11)),
                               domain::FspId(row.text(12)),
                               *currency,
                               domain::Amount::fromColumn(row.integer(3)),
                               static_cast<domain::TransferState>(row.integer(5)),
                               base::Instant{row.integer(4)},
                               base::Instant{row.integer(6)},
                               row.text(7),
                               domain::WindowId(row.integer(8))};
}

// Transfers that the index knows in an older state: few, so each is looked at whatever the filter says.
base::Expected<void, base::Error> TransferSearch::searchChanged()
{
    Statement row(m_rows.connection(), std::string(kRow) + "s.seq = ?");
    const ledger::TransferSeq last = top();
    for (const auto& [seq, steps] : m_tailSteps) {
        if (seq > last) break;
        if (auto done = row.bindNatural(seq).exec(); !done) return done;
        if (!row.next()) continue;
        HUB_TRY(ledger::TransferRow out, readRow(row));
        const std::string keys = row.bytes(9);
        row.finish();
        for (const Step& step : steps)
            applyStep(step.step, step.window, out);
        if (isWanted(out) && isMoved(seq, keys)) m_found.push_back(std::move(out));
    }
    return {};
}

base::Expected<std::int64_t, base::Error> TransferSearch::refOf(const std::string& name)
{
    const std::string key = base::toLowerAscii(name);
    Statement row(m_rows.connection(), "SELECT ref FROM idx.names WHERE name = CAST(? AS TEXT)");
    if (auto done = row.bindBytes(key).exec(); !done) return base::Unexpected(done.error());
    return row.next() ? row.integer(0) : -1;
}

base::Expected<std::vector<TransferSearch::Range>, base::Error> TransferSearch::ranges()
{
    Conditions where;
    where.add("b.block <= ?", blockOf(top()));
    if (m_filter.from) where.add("b.received_max >= ?", m_filter.from->ms);
    if (m_filter.to) where.add("b.received_min < ?", m_filter.to->ms);
    if (m_filter.state) where.add("b.states & ? <> 0", 1LL << static_cast<int>(*m_filter.state));
    if (m_filter.kind) where.add("b.kinds & ? <> 0", 1LL << static_cast<int>(*m_filter.kind));
    if (m_filter.window && m_filter.window->value() != 0) {
        where.add("b.window_min <= ?", m_filter.window->value());
        where.add("b.window_max >= ?", m_filter.window->value());
    }
    if (!m_taken.empty()) {
        const auto [first, last] = std::minmax_element(m_taken.begin(), m_taken.end());
        where.add("b.window_min <= ?", last->first.value());
        where.add("b.window_max >= ?", first->first.value());
    }
    if (!m_filter.errorCode.empty()) where.add("b.has_error = ?", 1);
    for (const std::string* name : {&m_filter.payer, &m_filter.payee, &m_filter.anyParty}) {
        if (name->empty()) continue;
        HUB_TRY(const std::int64_t party, refOf(*name));
        where.add("b.block IN (SELECT block FROM idx.party_blocks WHERE party = ?)", party);
    }
    // Moves newer than the index may touch any block.
    if (m_filter.account && m_tailMoved.empty())
        where.add("b.block IN (SELECT block FROM idx.account_blocks WHERE account = ?)",
                  m_filter.account->value());
    Statement row(m_rows.connection(),
                  "SELECT b.block FROM idx.blocks b WHERE " + where.text + " ORDER BY b.block DESC");
    where.bindTo(row);
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    std::vector<Range> out;
    while (row.next()) {
        const auto low = static_cast<ledger::TransferSeq>(row.integer(0) * kBlockTransfers);
        const ledger::TransferSeq high = low + kBlockTransfers - 1;
        const bool joins = !out.empty() && out.back().low == high + 1 &&
                           out.back().high - out.back().low < kBlocksAtOnce * kBlockTransfers;
        if (joins)
            out.back().low = low;
        else
            out.push_back({low, high});
    }
    if (row.failed()) return base::Unexpected(row.error());
    return out;
}

base::Expected<void, base::Error> TransferSearch::searchRange(Range range,
                                                              std::vector<ledger::TransferRow>& found)
{
    Conditions where;
    where.add("s.seq >= ?", static_cast<std::int64_t>(range.low));
    where.add("s.seq <= ?", static_cast<std::int64_t>(std::min(range.high, top())));
    if (m_filter.state) where.add("s.state = ?", static_cast<std::int64_t>(*m_filter.state));
    if (m_filter.kind) where.add("s.kind = ?", static_cast<std::int64_t>(*m_filter.kind));
    if (m_filter.currency) where.addText("s.currency = CAST(? AS TEXT)", m_filter.currency->code());
    if (m_filter.window) where.add("s.window = ?", m_filter.window->value());
    if (m_filter.from) where.add("s.received_at >= ?", m_filter.from->ms);
    if (m_filter.to) where.add("s.received_at < ?", m_filter.to->ms);
    if (!m_filter.errorCode.empty()) where.addText("s.error_code = CAST(? AS TEXT)", m_filter.errorCode);
    if (m_filter.amountFrom) where.add("s.amount >= ?", m_filter.amountFrom->toColumn());
    if (m_filter.amountTo) where.add("s.amount <= ?", m_filter.amountTo->toColumn());
    if (!m_filter.payer.empty()) {
        HUB_TRY(const std::int64_t party, refOf(m_filter.payer));
        where.add("s.payer = ?", party);
    }
    if (!m_filter.payee.empty()) {
        HUB_TRY(const std::int64_t party, refOf(m_filter.payee));
        where.add("s.payee = ?", party);
    }
    if (!m_filter.anyParty.empty()) {
        HUB_TRY(const std::int64_t party, refOf(m_filter.anyParty));
        where.add("? IN (s.payer, s.payee)", party);
    }
    Statement row(m_rows.connection(), kRow + where.text + " ORDER BY s.seq DESC");
    where.bindTo(row);
    if (auto done = row.exec(); !done) return done;
    while (found.size() < static_cast<std::size_t>(m_filter.limit) && row.next()) {
        if (m_tailSteps.count(row.natural(0)) > 0) continue; // searchChanged() has it.
        if (m_filter.account && !isMoved(row.natural(0), row.bytes(9))) continue;
        HUB_TRY(ledger::TransferRow out, readRow(row));
        if (isWanted(out)) found.push_back(std::move(out));
    }
    if (row.failed()) return base::Unexpected(row.error());
    row.finish();
    return {};
}

base::Expected<void, base::Error> TransferSearch::searchIndex()
{
    std::vector<ledger::TransferRow> found;
    HUB_TRY(const std::vector<Range> candidates, ranges());
    for (const Range& range : candidates) {
        if (found.size() >= static_cast<std::size_t>(m_filter.limit)) break;
        if (auto done = searchRange(range, found); !done) return done;
    }
    for (ledger::TransferRow& row : found)
        m_found.push_back(std::move(row));
    return {};
}

} // namespace hub::store
