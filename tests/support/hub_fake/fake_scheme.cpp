#include "tests/support/hub_fake/fake_scheme.h"

#include <algorithm>
#include <array>

namespace hub::test {

namespace {

using domain::AccountType;
using domain::Amount;
using domain::TransferState;

domain::Currency currency(const char* code)
{
    return *domain::Currency::parse(code);
}

QString textOfMoney(domain::Amount amount, domain::Currency currency)
{
    return QString::fromStdString(amount.toFixed(currency.decimals())) + QLatin1Char(' ') +
           QString::fromStdString(std::string(currency.code()));
}

QString textOf(const domain::TransferId& id)
{
    return QString::fromStdString(id.value().toString());
}

QString traceIdOf(const domain::TransferId& id)
{
    return textOf(id).remove(QLatin1Char('-'));
}

bool failed(TransferState state)
{
    return state != TransferState::Committed && state != TransferState::Reserved;
}

} // namespace

FakeScheme::Member* FakeScheme::member(const QString& name)
{
    const auto at = std::find_if(m_members.begin(), m_members.end(), [&](const Member& m) {
        return m.row.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return at == m_members.end() ? nullptr : &*at;
}

FakeScheme::Member& FakeScheme::addMember(const QString& name, bool isHub)
{
    Member added;
    added.row.id = domain::ParticipantId(static_cast<std::int64_t>(m_members.size()) + 1);
    added.row.name = name;
    added.row.isHub = isHub;
    added.row.createdAt = now();
    m_members.push_back(std::move(added));
    return m_members.back();
}

void FakeScheme::addCurrency(Member& member, domain::Currency added)
{
    member.row.currencies.push_back(added);
    for (const auto type : {AccountType::Position, AccountType::Settlement}) {
        api::AccountRow row{
            domain::AccountId(m_nextAccount++), member.row.name, added, type, {}, false, {}, {}, {}, {}};
        row.typeName =
            type == AccountType::Position ? QStringLiteral("POSITION") : QStringLiteral("SETTLEMENT");
        member.accounts.push_back(row);
    }
}

api::AccountRow* FakeScheme::account(const QString& name, domain::Currency wanted, AccountType type)
{
    Member* owner = member(name);
    if (!owner) return nullptr;
    for (auto& row : owner->accounts)
        if (row.currency == wanted && row.type == type) return &row;
    return nullptr;
}

api::AccountRow* FakeScheme::accountById(domain::AccountId id)
{
    for (auto& member : m_members)
        for (auto& row : member.accounts)
            if (row.id == id) return &row;
    return nullptr;
}

void FakeScheme::open(const QString& name, domain::Currency opened, Amount cap)
{
    for (const auto type : {AccountType::Position, AccountType::Settlement})
        if (auto* row = account(name, opened, type)) {
            row->active = true;
            row->changedAt = now();
            if (type == AccountType::Position) row->cap = cap;
        }
}

api::ParticipantRow FakeScheme::rowOf(const Member& member) const
{
    api::ParticipantRow row = member.row;
    row.accounts = static_cast<int>(member.accounts.size());
    row.endpoints = static_cast<int>(member.endpoints.size());
    for (const auto& account : member.accounts) {
        row.activeAccounts += account.active ? 1 : 0;
        if (!account.cap) continue;
        const int used =
            account.value.isNegative() ? 0 : static_cast<int>(account.value.ratioBasisPoints(*account.cap));
        row.worstUsedBasisPoints = std::max(row.worstUsedBasisPoints.value_or(0), used);
        if (m_changes.contains(account.id.value()))
            row.lastTransferAt = m_changes.at(account.id.value()).back().at;
    }
    return row;
}

domain::TransferId FakeScheme::newId()
{
    std::array<std::uint8_t, 16> bytes{};
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(m_random());
    return domain::TransferId(domain::CorrelationId::fromDigest(bytes));
}

void FakeScheme::move(api::AccountRow& account, Amount by, FakeTransfer& transfer)
{
    const Amount before = account.value;
    account.value += by;
    account.changedAt = now();
    transfer.effects.push_back({account.id, account.participant, before, account.value, now()});
    m_changes[account.id.value()].push_back({now(), account.value});
}

const FakeTransfer& FakeScheme::pay(const QString& payer, const QString& payee, Amount amount,
                                    domain::Currency in, TransferState end)
{
    FakeTransfer made{{newId(),
                       api::TransferKind::Payment,
                       end,
                       payer,
                       payee,
                       amount,
                       in,
                       now(),
                       now(),
                       {},
                       {},
                       {},
                       {},
                       {}},
                      {}};
    auto& row = made.row;
    row.expiresAt = now().plusMs(60'000);
    row.traceId = traceIdOf(row.id);
    auto* from = account(payer, in, AccountType::Position);
    auto* to = account(payee, in, AccountType::Position);
    if (from && end != TransferState::Invalid && end != TransferState::AbortedRejected)
        move(*from, amount, made);
    if (end == TransferState::Committed) {
        if (to) move(*to, amount.negated(), made);
        row.latencyUs = 6'000 + static_cast<qint64>(m_random() % 9'000);
        row.window = m_window;
    } else if (end == TransferState::Reserved) {
        if (from) from->reserved += amount;
    } else {
        if (from && !made.effects.empty()) move(*from, amount.negated(), made);
        row.latencyUs = 4'000 + static_cast<qint64>(m_random() % 9'000);
        row.errorCode = end == TransferState::AbortedRejected   ? QStringLiteral("4001")
                        : end == TransferState::ExpiredReserved ? QStringLiteral("3303")
                                                                : QStringLiteral("5104");
    }
    m_transfers.push_back(std::move(made));
    return m_transfers.back();
}

void FakeScheme::moveToWindow(std::size_t count, domain::WindowId id)
{
    for (std::size_t i = 0; i < count && i < m_transfers.size(); ++i)
        if (m_transfers[i].row.state == TransferState::Committed) m_transfers[i].row.window = id;
}

const FakeTransfer& FakeScheme::payAtRandom()
{
    std::vector<std::pair<const api::AccountRow*, domain::Currency>> ready;
    for (const auto& member : m_members)
        for (const auto& row : member.accounts)
            if (member.row.active && row.active && row.type == AccountType::Position)
                ready.emplace_back(&row, row.currency);
    const auto* payer = ready[m_random() % ready.size()].first;
    const api::AccountRow* payee = payer;
    for (std::size_t tries = 0; tries < 100 && (payee == payer || payee->currency != payer->currency);
         ++tries)
        payee = ready[m_random() % ready.size()].first;
    const auto amount = Amount::fromUnits((100 + static_cast<std::int64_t>(m_random() % 90'000)) *
                                          (payer->currency.decimals() == 0 ? 10'000 : 100));
    const auto luck = m_random() % 100;
    auto end = TransferState::Committed;
    if (luck >= 96) end = TransferState::AbortedError;
    if (luck == 99) end = TransferState::ExpiredReserved;
    const bool full = payer->cap && payer->value + amount > *payer->cap;
    if (full) end = TransferState::AbortedRejected;
    return pay(payer->participant, payee->participant, amount, payer->currency, end);
}

const FakeTransfer* FakeScheme::transfer(const domain::TransferId& id) const
{
    const auto at =
        std::find_if(m_transfers.begin(), m_transfers.end(), [&](const auto& t) { return t.row.id == id; });
    return at == m_transfers.end() ? nullptr : &*at;
}

void FakeScheme::addHubAccount(domain::Currency added, AccountType type, const QString& typeName)
{
    Member& hub = m_members.front();
    api::AccountRow row{
        domain::AccountId(m_nextAccount++), hub.row.name, added, type, typeName, true, {}, {}, {}, now()};
    hub.accounts.push_back(row);
}

std::vector<api::AccountMoveRow> FakeScheme::moves(domain::AccountId account, int limit) const
{
    std::vector<api::AccountMoveRow> out;
    for (auto at = m_transfers.rbegin(); at != m_transfers.rend(); ++at) {
        int number = 0;
        for (const auto& effect : at->effects) {
            if (effect.account != account) continue;
            const bool isPayer = effect.participant == at->row.payer;
            out.push_back({effect.at, effect.after - effect.before, effect.after, at->row.currency,
                           at->row.id, ++number, at->row.kind, isPayer ? at->row.payee : at->row.payer,
                           at->row.state});
        }
        if (static_cast<int>(out.size()) >= limit) break;
    }
    return out;
}

api::PositionRow FakeScheme::positionRow(const Member& member, const api::AccountRow& account) const
{
    api::PositionRow row{account.id,
                         member.row.name,
                         account.currency,
                         account.value,
                         account.reserved,
                         account.cap,
                         1000,
                         {},
                         {},
                         false,
                         {}};
    const auto alarm = member.alarms.find(QString::fromLatin1(account.currency.code().data(), 3));
    if (alarm != member.alarms.end()) row.alarmPercentHundredths = alarm->second;
    for (const auto& other : member.accounts)
        if (other.currency == account.currency && other.type == AccountType::Settlement && other.active)
            row.liquidity = other.value.negated();
    const auto changes = m_changes.find(account.id.value());
    if (changes != m_changes.end()) row.change15Min = account.value - changes->second.front().value;
    row.active = account.active && member.row.active;
    row.changedAt = account.changedAt.value_or(member.row.createdAt);
    return row;
}

std::vector<api::PositionRow> FakeScheme::positions() const
{
    std::vector<api::PositionRow> rows;
    for (const auto& member : m_members)
        for (const auto& account : member.accounts)
            if (account.type == AccountType::Position && !member.row.isHub)
                rows.push_back(positionRow(member, account));
    return rows;
}

api::PositionHistory FakeScheme::history(domain::AccountId id, base::Instant from, base::Instant to,
                                         int points) const
{
    api::PositionHistory history{
        id, currency("USD"), std::max<qint64>(1, (to.ms - from.ms) / std::max(1, points)), {}, {}, 1000};
    for (const auto& member : m_members)
        for (const auto& account : member.accounts)
            if (account.id == id) {
                history.currency = account.currency;
                history.cap = account.cap;
            }
    const auto changes = m_changes.find(id.value());
    if (changes == m_changes.end()) return history;
    for (const auto& change : changes->second) {
        if (change.at < from || change.at > to) continue;
        const base::Instant end{(change.at.ms / history.bucketMs + 1) * history.bucketMs - 1};
        if (!history.points.empty() && history.points.back().at == end) {
            history.points.back().position = change.value;
            ++history.points.back().transfers;
        } else {
            history.points.push_back({end, change.value, 1});
        }
    }
    return history;
}

bool FakeScheme::matches(const FakeTransfer& transfer, const api::TransferFilter& filter) const
{
    const auto& row = transfer.row;
    const auto same = [](const QString& wanted, const QString& value) {
        return wanted.isEmpty() || wanted.compare(value, Qt::CaseInsensitive) == 0;
    };
    const auto moved = [&] {
        return std::any_of(transfer.effects.begin(), transfer.effects.end(), [&](const auto& effect) {
            return effect.account == filter.account && (!filter.from || effect.at >= *filter.from) &&
                   (!filter.to || effect.at <= *filter.to);
        });
    };
    const bool inTime =
        (!filter.from || row.receivedAt >= *filter.from) && (!filter.to || row.receivedAt <= *filter.to);
    return textOf(row.id).startsWith(filter.id, Qt::CaseInsensitive) &&
           (same(filter.fsp, row.payer) || same(filter.fsp, row.payee)) && same(filter.payer, row.payer) &&
           same(filter.payee, row.payee) && same(filter.errorCode, row.errorCode) &&
           (filter.states.empty() ||
            std::find(filter.states.begin(), filter.states.end(), row.state) != filter.states.end()) &&
           (!filter.currency || *filter.currency == row.currency) &&
           (filter.account.value() > 0 ? moved() : inTime) &&
           (filter.window.value() == 0 || filter.window == row.window) &&
           (filter.text.isEmpty() || row.payer.contains(filter.text) || row.payee.contains(filter.text));
}

QString FakeScheme::quoteIdOf(const api::TransferRow& row)
{
    return QStringLiteral("77aa") + textOf(row.id).mid(4);
}

api::TransferDetail FakeScheme::detail(const FakeTransfer& transfer) const
{
    const auto& row = transfer.row;
    api::TransferDetail detail{row, {}, transfer.effects, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    const QString hub = QStringLiteral("hub");
    const qint64 start = row.receivedAt.ms * 1000;
    detail.states.push_back({TransferState::ReceivedPrepare, row.receivedAt, {}});
    detail.hops = {{start, row.payer, hub, QStringLiteral("prepare"), false, 0}};
    const bool reserved = row.state != TransferState::AbortedRejected && row.state != TransferState::Invalid;
    if (reserved) {
        detail.states.push_back({TransferState::Reserved, row.receivedAt.plusMs(2), {}});
        detail.hops.push_back(
            {start + 2'600, hub, row.payee, QStringLiteral("POST /transfers"), false, start + 3'900});
    }
    if (row.state == TransferState::Committed) {
        detail.states.push_back({TransferState::ReceivedFulfil, row.receivedAt.plusMs(14), {}});
        detail.hops.push_back({start + 13'900, row.payee, hub, QStringLiteral("fulfil"), false, 0});
        detail.hops.push_back(
            {start + 15'200, hub, row.payer, QStringLiteral("PUT /transfers/{ID}"), false, start + 16'500});
        detail.fulfilment = QStringLiteral("mhPUT9ZAwd-BXLfeSd7-YPh46rBWRNBiTCSWjpku90s");
        detail.fulfilmentMatches = true;
    } else if (failed(row.state)) {
        detail.hops.push_back({start + 9'400, hub, row.payer, QStringLiteral("PUT /transfers/{ID}/error"),
                               false, start + 11'900});
        detail.errorDescription =
            row.errorCode == QStringLiteral("4001")   ? QStringLiteral("Payer FSP insufficient liquidity")
            : row.errorCode == QStringLiteral("3303") ? QStringLiteral("Transfer expired")
                                                      : QStringLiteral("Payee rejected transaction");
        detail.cause =
            row.errorCode == QStringLiteral("4001")
                ? QStringLiteral(
                      "Refused: position plus amount is above the net debit cap of %1. %1 must fund or wait.")
                      .arg(row.payer)
                : QStringLiteral("Ended with %1: %2.").arg(row.errorCode, detail.errorDescription);
    }
    if (row.state != TransferState::Reserved)
        detail.states.push_back({row.state, row.receivedAt.plusMs(15), detail.errorDescription});
    api::CallbackRow callback{1,
                              row.payer,
                              QStringLiteral("PUT /transfers/{ID}"),
                              QStringLiteral("http://127.0.0.1:4000/transfers"),
                              api::CallbackState::Delivered,
                              row.receivedAt.plusMs(15),
                              {}};
    callback.attempts.push_back({row.receivedAt.plusMs(15), 200, 1'300, {}});
    detail.callbacks.push_back(callback);
    detail.condition = QStringLiteral("fH9pAYDQbmoZLPbvv3CSW2RfjU4jvM4ApG_fqGnR7Xs");
    detail.ilpPacket =
        QStringLiteral("DIICtgAAAAAAD0JAMjAyNjExMjMxNDAzMTEwMDB-cGF5bWVudC1wYWNrZXQ").repeated(4);
    const QString money = textOfMoney(row.amount, row.currency);
    detail.packet = {{QStringLiteral("type"), QStringLiteral("ILP payment (version 1)")},
                     {QStringLiteral("amount"), money},
                     {QStringLiteral("account"), QStringLiteral("g.%1.msisdn.277…89").arg(row.payee)},
                     {QStringLiteral("transactionId"), textOf(row.id)},
                     {QStringLiteral("quoteId"), quoteIdOf(row)},
                     {QStringLiteral("payee.partyIdInfo.partyIdType"), QStringLiteral("MSISDN")},
                     {QStringLiteral("payee.partyIdInfo.partyIdentifier"), QStringLiteral("277…89")},
                     {QStringLiteral("payee.partyIdInfo.fspId"), row.payee},
                     {QStringLiteral("payer.partyIdInfo.partyIdType"), QStringLiteral("MSISDN")},
                     {QStringLiteral("payer.partyIdInfo.partyIdentifier"), QStringLiteral("255…01")},
                     {QStringLiteral("payer.partyIdInfo.fspId"), row.payer},
                     {QStringLiteral("amount"), money},
                     {QStringLiteral("transactionType.scenario"), QStringLiteral("TRANSFER")},
                     {QStringLiteral("transactionType.initiator"), QStringLiteral("PAYER")}};
    if (row.state == TransferState::Reserved) {
        detail.packet.clear();
        detail.packetProblem = QStringLiteral("The ILP packet does not decode: It ends within the account.");
    }
    detail.facts = {{QStringLiteral("quoteId"), quoteIdOf(row)},
                    {QStringLiteral("transactionId"), textOf(row.id)},
                    {QStringLiteral("scenario"), QStringLiteral("TRANSFER")}};
    return detail;
}

api::Trace FakeScheme::trace(const FakeTransfer& transfer) const
{
    const auto& row = transfer.row;
    const qint64 start = row.receivedAt.ms * 1000;
    const bool bad = failed(row.state);
    struct Step
    {
        const char* id;
        const char* parent;
        const char* kind;
        const char* name;
        qint64 from;
        qint64 to;
    };
    static constexpr std::array kSteps{
        Step{"01", "f0", "guard", "POST /transfers", 0, 240},
        Step{"02", "01", "validate", "headers and body", 40, 200},
        Step{"03", "01", "queue", "writer queue", 240, 510},
        Step{"04", "03", "apply", "prepare", 510, 540},
        Step{"05", "04", "commit", "commit batch", 540, 1'900},
        Step{"06", "05", "outbox", "outbox", 1'900, 2'300},
        Step{"07", "06", "deliver", "POST /transfers to payee", 2'300, 3'900},
        Step{"08", "07", "guard", "PUT /transfers/{ID}", 13'200, 13'500},
        Step{"09", "08", "validate", "headers, body, fulfilment", 13'240, 13'470},
        Step{"10", "08", "queue", "writer queue", 13'500, 13'720},
        Step{"11", "10", "apply", "fulfil", 13'720, 13'760},
        Step{"12", "11", "commit", "commit batch", 13'760, 14'600},
        Step{"13", "12", "outbox", "outbox", 14'600, 14'900},
        Step{"14", "13", "deliver", "PUT /transfers/{ID} to payer", 14'900, 16'200},
    };
    api::Trace trace{row.traceId, {}, 0};
    for (const auto& step : kSteps) {
        const bool last = &step == &kSteps.back();
        trace.spans.push_back(
            {QString::fromLatin1(step.id),
             QString::fromLatin1(step.parent),
             QString::fromLatin1(step.kind),
             QString::fromLatin1(step.name),
             textOf(row.id),
             bad && last,
             start + step.from,
             start + step.to,
             {{QStringLiteral("batch"), QStringLiteral("17")},
              {QStringLiteral("status"), bad && last ? QStringLiteral("503") : QStringLiteral("202")}}});
    }
    return trace;
}

api::HealthSnapshot FakeScheme::health() const
{
    api::HealthSnapshot health;
    health.at = now();
    health.state = api::HubState::Running;
    health.version = QStringLiteral("0.1.0");
    health.schemeName = QStringLiteral("Demo scheme");
    health.startedAt = now().plusMs(-8'040'000);
    health.store = QStringLiteral("sqlite");
    health.transfersPerSecond = m_transfers.empty() ? 0 : 412;
    health.p50Us = 3'100;
    health.p95Us = 8'200;
    health.p99Us = 14'900;
    health.queues = {{QStringLiteral("writer"), 12, 4096},
                     {QStringLiteral("outbox"), 31, 65536},
                     {QStringLiteral("spans"), 240, 16384},
                     {QStringLiteral("readers"), 0, 1024}};
    health.services = {
        {QStringLiteral("DFSP listener"), api::ServiceState::Ok, QStringLiteral("127.0.0.1:3000, 4 threads"),
         180},
        {QStringLiteral("Operator listener"), api::ServiceState::Ok, QStringLiteral("127.0.0.1:3001"), 210},
        {QStringLiteral("Ledger"), api::ServiceState::Ok, QStringLiteral("1 writer, 64 per commit"), 900},
        {QStringLiteral("Store"), api::ServiceState::Ok, QStringLiteral("sqlite, WAL 3 MiB"), 1'300},
        {QStringLiteral("Events store"), api::ServiceState::Degraded, QStringLiteral("2 s behind"), 41'000}};
    for (const auto& member : m_members) {
        if (member.row.isHub) continue;
        api::LaneRow lane;
        lane.participant = member.row.name;
        lane.destination = QStringLiteral("http://%1.example:4000").arg(member.row.name);
        lane.bound = 8192;
        lane.delivered = 18'204;
        if (!member.row.active) {
            lane.breaker = api::BreakerState::Open;
            lane.queued = 14;
            lane.failed = 22;
            lane.deadLetters = 3;
            lane.lastError = QStringLiteral("connection refused");
            lane.nextAttemptAt = now().plusMs(12'000);
        }
        health.lanes.push_back(lane);
    }
    for (const char* name :
         {"Positions equal the sum of their changes", "Every committed transfer is in one window",
          "Reserved equals the open transfers", "Audit chain is unbroken"})
        health.selfChecks.push_back({QString::fromLatin1(name), true, {}, now()});
    health.window = m_window;
    health.windowOpenedAt = windowOpenedAt();
    const auto since = now().plusMs(-300'000);
    for (const auto& transfer : m_transfers) {
        health.committedTotal += transfer.row.state == TransferState::Committed ? 1 : 0;
        if (failed(transfer.row.state) && transfer.row.receivedAt >= since) {
            ++health.failed5Min;
            health.failedTopCode = transfer.row.errorCode;
        }
    }
    return health;
}

} // namespace hub::test
