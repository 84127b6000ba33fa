#include "tests/support/hub_fake/fake_directory.h"
#include "tests/support/hub_fake/hub_fake_state.h"

#include <algorithm>
#include <map>

namespace hub::test {

using domain::AccountType;
using domain::Amount;

namespace {

class FakeParticipants final : public api::ParticipantsApi
{
public:
    explicit FakeParticipants(State& state)
        : m_state(state)
    {}

    QFuture<api::Result<std::vector<api::ParticipantRow>>> list() override
    {
        using Rows = std::vector<api::ParticipantRow>;
        return m_state.answer<Rows>(QStringLiteral("participants.list"), {}, [this]() -> api::Result<Rows> {
            Rows rows;
            for (const auto& member : m_state.scheme.members())
                rows.push_back(m_state.scheme.rowOf(member));
            return rows;
        });
    }
    QFuture<api::Result<api::ParticipantRow>> one(QString name) override
    {
        return onMember(QStringLiteral("participants.one"), name, name, [](FakeScheme::Member&) {});
    }
    QFuture<api::Result<api::ParticipantRow>> create(QString name, domain::Currency currency,
                                                     api::ActionNote note) override
    {
        return m_state.answer<api::ParticipantRow>(
            QStringLiteral("participants.create"), words(name, note),
            [this, name, currency]() -> api::Result<api::ParticipantRow> {
                if (m_state.scheme.member(name))
                    return base::Unexpected(api::Error{QStringLiteral("3000"),
                                                       QStringLiteral("The participant exists already."),
                                                       {},
                                                       api::ErrorKind::Refused,
                                                       {},
                                                       {}});
                auto& member = m_state.scheme.addMember(name);
                m_state.scheme.addCurrency(member, currency);
                m_state.tellParticipant(member);
                return m_state.scheme.rowOf(member);
            });
    }
    QFuture<api::Result<api::ParticipantRow>> addCurrency(QString name, domain::Currency currency,
                                                          api::ActionNote note) override
    {
        return onMember(
            QStringLiteral("participants.addCurrency"), name, words(name, note),
            [this, currency](FakeScheme::Member& member) { m_state.scheme.addCurrency(member, currency); });
    }
    QFuture<api::Result<api::ParticipantRow>> setActive(QString name, bool active,
                                                        api::ActionNote note) override
    {
        return onMember(QStringLiteral("participants.setActive"), name, words(name, note),
                        [active](FakeScheme::Member& member) { member.row.active = active; });
    }
    QFuture<api::Result<api::ParticipantRow>> setPaused(QString name, bool paused,
                                                        api::ActionNote note) override
    {
        return onMember(QStringLiteral("participants.setPaused"), name, words(name, note),
                        [paused](FakeScheme::Member& member) { member.row.paused = paused; });
    }
    QFuture<api::Result<api::ParticipantRow>> setDirection(QString name, domain::TradeDirection direction,
                                                           api::ActionNote note) override
    {
        return onMember(QStringLiteral("participants.setDirection"), name, words(name, note),
                        [direction](FakeScheme::Member& member) { member.row.direction = direction; });
    }
    QFuture<api::Result<std::vector<api::ContactRow>>> contacts(QString name) override
    {
        using Rows = std::vector<api::ContactRow>;
        return m_state.answer<Rows>(
            QStringLiteral("participants.contacts"), name, [this, name]() -> api::Result<Rows> {
                auto* member = m_state.scheme.member(name);
                return member ? api::Result<Rows>(member->contacts) : base::Unexpected(State::unknown(name));
            });
    }
    QFuture<api::Result<api::ContactRow>> putContact(QString name, api::ContactRow contact,
                                                     api::ActionNote note) override
    {
        return m_state.answer<api::ContactRow>(
            QStringLiteral("participants.putContact"), words(name + QLatin1Char(' ') + contact.name, note),
            [this, name, wanted = contact]() -> api::Result<api::ContactRow> {
                auto* member = m_state.scheme.member(name);
                if (!member) return base::Unexpected(State::unknown(name));
                api::ContactRow kept = wanted;
                if (kept.id.value() == 0)
                    kept.id = domain::ContactId(static_cast<std::int64_t>(member->contacts.size()) + 1);
                kept.changedAt = m_state.scheme.now();
                std::erase_if(member->contacts, [&](const auto& row) { return row.id == kept.id; });
                member->contacts.push_back(kept);
                return kept;
            });
    }
    QFuture<api::Result<void>> removeContact(QString name, domain::ContactId id,
                                             api::ActionNote note) override
    {
        return m_state.answer<void>(QStringLiteral("participants.removeContact"), words(name, note),
                                    [this, name, id]() -> api::Result<void> {
                                        auto* member = m_state.scheme.member(name);
                                        if (!member) return base::Unexpected(State::unknown(name));
                                        std::erase_if(member->contacts,
                                                      [id](const auto& row) { return row.id == id; });
                                        return {};
                                    });
    }
    QFuture<api::Result<std::vector<api::AccountRow>>> accounts(QString name) override
    {
        using Rows = std::vector<api::AccountRow>;
        return m_state.answer<Rows>(
            QStringLiteral("participants.accounts"), name, [this, name]() -> api::Result<Rows> {
                if (name.isEmpty()) {
                    Rows all;
                    for (const auto& member : m_state.scheme.members())
                        all.insert(all.end(), member.accounts.begin(), member.accounts.end());
                    return all;
                }
                auto* member = m_state.scheme.member(name);
                return member ? api::Result<Rows>(member->accounts) : base::Unexpected(State::unknown(name));
            });
    }
    QFuture<api::Result<void>> addHubAccount(domain::Currency currency, QString type,
                                             api::ActionNote note) override
    {
        return m_state.answer<void>(
            QStringLiteral("participants.addHubAccount"), words(type, note),
            [this, currency, type]() -> api::Result<void> {
                const bool isReconciliation = type == QStringLiteral("HUB_RECONCILIATION");
                m_state.scheme.addHubAccount(currency,
                                             isReconciliation ? AccountType::HubReconciliation
                                                              : AccountType::HubMultilateralSettlement,
                                             type);
                m_state.tellParticipant(m_state.scheme.members().front());
                return {};
            });
    }
    QFuture<api::Result<api::AccountRow>> setAccountActive(QString name, domain::AccountId id, bool active,
                                                           api::ActionNote note) override
    {
        return m_state.answer<api::AccountRow>(QStringLiteral("participants.setAccountActive"),
                                               words(name, note),
                                               [this, name, id, active]() -> api::Result<api::AccountRow> {
                                                   auto* account = m_state.scheme.accountById(id);
                                                   if (!account)
                                                       return base::Unexpected(State::unknown(name));
                                                   account->active = active;
                                                   m_state.tellAccounts(name);
                                                   return *account;
                                               });
    }
    QFuture<api::Result<void>> initialPositionAndLimits(QString name, domain::Currency currency, Amount cap,
                                                        Amount, api::ActionNote note) override
    {
        return m_state.answer<void>(QStringLiteral("participants.initialPositionAndLimits"),
                                    words(name, note), [this, name, currency, cap]() -> api::Result<void> {
                                        m_state.scheme.open(name, currency, cap);
                                        m_state.tellAccounts(name);
                                        return {};
                                    });
    }
    QFuture<api::Result<std::vector<api::EndpointRow>>> endpoints(QString name) override
    {
        using Rows = std::vector<api::EndpointRow>;
        return m_state.answer<Rows>(
            QStringLiteral("participants.endpoints"), name, [this, name]() -> api::Result<Rows> {
                auto* member = m_state.scheme.member(name);
                return member ? api::Result<Rows>(member->endpoints) : base::Unexpected(State::unknown(name));
            });
    }
    QFuture<api::Result<void>> setEndpoint(QString name, api::EndpointRow endpoint,
                                           api::ActionNote note) override
    {
        return m_state.answer<void>(
            QStringLiteral("participants.setEndpoint"), words(name + QLatin1Char(' ') + endpoint.type, note),
            [this, name, endpoint]() -> api::Result<void> {
                auto* member = m_state.scheme.member(name);
                if (!member) return base::Unexpected(State::unknown(name));
                std::erase_if(member->endpoints, [&](const auto& e) { return e.type == endpoint.type; });
                member->endpoints.push_back(endpoint);
                return {};
            });
    }
    QFuture<api::Result<void>> deleteEndpoint(QString name, QString type, api::ActionNote note) override
    {
        return m_state.answer<void>(
            QStringLiteral("participants.deleteEndpoint"), words(name + QLatin1Char(' ') + type, note),
            [this, name, type]() -> api::Result<void> {
                if (auto* member = m_state.scheme.member(name))
                    std::erase_if(member->endpoints, [&](const auto& e) { return e.type == type; });
                return {};
            });
    }

private:
    template <class Act>
    QFuture<api::Result<api::ParticipantRow>> onMember(const QString& method, const QString& name,
                                                       const QString& subject, Act act)
    {
        return m_state.answer<api::ParticipantRow>(method, subject,
                                                   [this, name, act]() -> api::Result<api::ParticipantRow> {
                                                       auto* member = m_state.scheme.member(name);
                                                       if (!member)
                                                           return base::Unexpected(State::unknown(name));
                                                       act(*member);
                                                       m_state.tellAccounts(name);
                                                       return m_state.scheme.rowOf(*member);
                                                   });
    }
    State& m_state;
};

class FakePositions final : public api::PositionsApi
{
public:
    explicit FakePositions(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<std::vector<api::PositionRow>>> snapshot() override
    {
        using Rows = std::vector<api::PositionRow>;
        return m_state.answer<Rows>(QStringLiteral("positions.snapshot"), {},
                                    [this]() -> api::Result<Rows> { return m_state.scheme.positions(); });
    }
    QFuture<api::Result<api::PositionHistory>> history(domain::AccountId account, base::Instant from,
                                                       base::Instant to, int points) override
    {
        return m_state.answer<api::PositionHistory>(
            QStringLiteral("positions.history"), QString::number(account.value()),
            [=, this]() -> api::Result<api::PositionHistory> {
                return m_state.scheme.history(account, from, to, points);
            });
    }
    QFuture<api::Result<std::vector<api::AccountMoveRow>>> moves(domain::AccountId account,
                                                                 int limit) override
    {
        using Rows = std::vector<api::AccountMoveRow>;
        return m_state.answer<Rows>(
            QStringLiteral("positions.moves"), QString::number(account.value()),
            [=, this]() -> api::Result<Rows> { return m_state.scheme.moves(account, limit); });
    }

private:
    State& m_state;
};

class FakeTransfers final : public api::TransfersApi
{
public:
    explicit FakeTransfers(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<api::Page<api::TransferRow>>> search(api::TransferFilter filter,
                                                             api::PageRequest page) override
    {
        using Page = api::Page<api::TransferRow>;
        return m_state.answer<Page>(QStringLiteral("transfers.search"), {},
                                    [this, filter, page]() -> api::Result<Page> {
                                        Page found;
                                        found.total = 0;
                                        const auto skip = page.after.toLongLong();
                                        const auto& all = m_state.scheme.transfers();
                                        for (auto at = all.rbegin(); at != all.rend(); ++at) {
                                            if (!m_state.scheme.matches(*at, filter)) continue;
                                            const qint64 number = found.total++;
                                            if (number >= skip && number < skip + page.limit)
                                                found.rows.push_back(at->row);
                                        }
                                        if (found.total > skip + page.limit)
                                            found.next = QString::number(skip + page.limit);
                                        return found;
                                    });
    }
    QFuture<api::Result<api::TransferDetail>> one(domain::TransferId id) override
    {
        return m_state.answer<api::TransferDetail>(
            QStringLiteral("transfers.one"), {}, [this, id]() -> api::Result<api::TransferDetail> {
                const auto* found = m_state.scheme.transfer(id);
                if (!found)
                    return base::Unexpected(api::Error{QStringLiteral("3208"),
                                                       QStringLiteral("Transfer ID not found."),
                                                       {},
                                                       api::ErrorKind::Refused,
                                                       {},
                                                       {}});
                return m_state.scheme.detail(*found);
            });
    }
    QFuture<api::Result<std::vector<api::TransferRow>>> stuck(qint64 olderThanMs) override
    {
        using Rows = std::vector<api::TransferRow>;
        return m_state.answer<Rows>(
            QStringLiteral("transfers.stuck"), {}, [this, olderThanMs]() -> api::Result<Rows> {
                Rows rows;
                for (const auto& transfer : m_state.scheme.transfers()) {
                    const bool isOld = transfer.row.receivedAt < m_state.clock.now().plusMs(-olderThanMs);
                    if (domain::isFinal(transfer.row.state) || !isOld) continue;
                    rows.push_back(transfer.row);
                    rows.back().cause =
                        QStringLiteral("Waits for the answer of %1 until 2026-11-23T14:03:11.000Z")
                            .arg(transfer.row.payee);
                }
                return rows;
            });
    }
    QFuture<api::Result<api::Page<api::BulkRow>>> bulks(QString fsp, api::PageRequest) override
    {
        using Page = api::Page<api::BulkRow>;
        return m_state.answer<Page>(
            QStringLiteral("transfers.bulks"), fsp, [this, fsp]() -> api::Result<Page> {
                Page page;
                for (const auto& bulk : fakeBulks(m_state.scheme))
                    if (fsp.isEmpty() || bulk.row.payer == fsp || bulk.row.payee == fsp)
                        page.rows.push_back(bulk.row);
                return page;
            });
    }
    QFuture<api::Result<api::BulkDetail>> bulk(domain::BulkTransferId id) override
    {
        return m_state.answer<api::BulkDetail>(
            QStringLiteral("transfers.bulk"), {}, [this, id]() -> api::Result<api::BulkDetail> {
                for (auto& bulk : fakeBulks(m_state.scheme))
                    if (bulk.row.id == id) return bulk;
                return base::Unexpected(State::unknown(QStringLiteral("bulk")));
            });
    }

private:
    State& m_state;
};

class FakeTraces final : public api::TracesApi
{
public:
    explicit FakeTraces(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<api::Trace>> byTransfer(domain::TransferId id) override
    {
        return m_state.answer<api::Trace>(QStringLiteral("traces.byTransfer"), {},
                                          [this, id]() -> api::Result<api::Trace> {
                                              const auto* found = m_state.scheme.transfer(id);
                                              return found ? m_state.scheme.trace(*found) : api::Trace{};
                                          });
    }
    QFuture<api::Result<api::Trace>> byTrace(QString traceId) override
    {
        return m_state.answer<api::Trace>(QStringLiteral("traces.byTrace"), traceId,
                                          [this, traceId]() -> api::Result<api::Trace> {
                                              for (const auto& transfer : m_state.scheme.transfers())
                                                  if (transfer.row.traceId == traceId)
                                                      return m_state.scheme.trace(transfer);
                                              return api::Trace{};
                                          });
    }

private:
    State& m_state;
};

class FakeHealth final : public api::HealthApi
{
public:
    explicit FakeHealth(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<api::HealthSnapshot>> snapshot() override
    {
        return m_state.answer<api::HealthSnapshot>(
            QStringLiteral("health.snapshot"), {},
            [this]() -> api::Result<api::HealthSnapshot> { return m_state.scheme.health(); });
    }
    QFuture<api::Result<std::vector<api::SelfCheckRow>>> runSelfChecks() override
    {
        using Rows = std::vector<api::SelfCheckRow>;
        return m_state.answer<Rows>(
            QStringLiteral("health.runSelfChecks"), {},
            [this]() -> api::Result<Rows> { return m_state.scheme.health().selfChecks; });
    }

private:
    State& m_state;
};

class FakeOracles final : public api::OraclesApi
{
public:
    explicit FakeOracles(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<std::vector<api::OracleRow>>> list() override
    {
        using Rows = std::vector<api::OracleRow>;
        return m_state.answer<Rows>(QStringLiteral("oracles.list"), {},
                                    [this]() -> api::Result<Rows> { return m_rows; });
    }
    QFuture<api::Result<api::OracleRow>> create(api::OracleDraft draft, api::ActionNote note) override
    {
        return m_state.answer<api::OracleRow>(
            QStringLiteral("oracles.create"), words(draft.partyIdType, note),
            [this, draft]() -> api::Result<api::OracleRow> {
                m_rows.push_back({domain::OracleId(++m_last), draft.partyIdType, draft.endpoint,
                                  draft.currency, draft.isDefault, true, m_state.clock.now()});
                return m_rows.back();
            });
    }
    QFuture<api::Result<api::OracleRow>> update(domain::OracleId id, api::OracleDraft draft,
                                                api::ActionNote note) override
    {
        return m_state.answer<api::OracleRow>(
            QStringLiteral("oracles.update"), words(draft.partyIdType, note),
            [this, id, draft]() -> api::Result<api::OracleRow> {
                for (auto& row : m_rows)
                    if (row.id == id) {
                        row.endpoint = draft.endpoint;
                        return row;
                    }
                return base::Unexpected(State::unknown(QStringLiteral("oracle")));
            });
    }
    QFuture<api::Result<void>> remove(domain::OracleId id, api::ActionNote note) override
    {
        return m_state.answer<void>(QStringLiteral("oracles.remove"),
                                    words(QString::number(id.value()), note),
                                    [this, id]() -> api::Result<void> {
                                        std::erase_if(m_rows, [&](const auto& row) { return row.id == id; });
                                        return {};
                                    });
    }
    QFuture<api::Result<std::vector<api::OracleFigures>>> figures() override
    {
        using Rows = std::vector<api::OracleFigures>;
        return m_state.answer<Rows>(QStringLiteral("oracles.figures"), {}, [this]() -> api::Result<Rows> {
            Rows rows;
            for (const auto& oracle : m_rows)
                rows.push_back(figuresOf(oracle));
            return rows;
        });
    }
    QFuture<api::Result<api::LookupAnswer>> testLookup(api::LookupQuery query) override
    {
        return m_state.answer<api::LookupAnswer>(
            QStringLiteral("oracles.testLookup"),
            query.partyIdType + QLatin1Char(' ') + query.partyIdentifier,
            [this, query]() -> api::Result<api::LookupAnswer> { return lookup(query); });
    }
    QFuture<api::Result<api::Page<api::DirectoryRow>>> directory(api::DirectoryFilter filter,
                                                                 api::PageRequest page) override
    {
        using Page = api::Page<api::DirectoryRow>;
        return m_state.answer<Page>(
            QStringLiteral("oracles.directory"), filter.identifierPrefix,
            [this, filter, page]() -> api::Result<Page> { return m_directory.page(filter, page); });
    }
    QFuture<api::Result<api::ImportReport>> importDirectory(api::DirectoryImport wanted,
                                                            api::ActionNote note) override
    {
        return m_state.answer<api::ImportReport>(
            QStringLiteral("oracles.importDirectory"),
            words(wanted.dryRun ? QStringLiteral("dry run") : QStringLiteral("write"), note),
            [this, wanted]() -> api::Result<api::ImportReport> { return m_directory.import(wanted); });
    }
    QFuture<api::Result<QByteArray>> exportDirectory(api::DirectoryFilter filter) override
    {
        return m_state.answer<QByteArray>(
            QStringLiteral("oracles.exportDirectory"), {},
            [this, filter]() -> api::Result<QByteArray> { return m_directory.csv(filter); });
    }
    QFuture<api::Result<void>> removeDirectoryEntry(api::DirectoryRow row, api::ActionNote note) override
    {
        return m_state.answer<void>(QStringLiteral("oracles.removeDirectoryEntry"),
                                    words(row.partyIdentifier, note), [this, row]() -> api::Result<void> {
                                        if (m_directory.remove(row)) return {};
                                        return base::Unexpected(
                                            State::unknown(QStringLiteral("directory entry")));
                                    });
    }

private:
    api::OracleFigures figuresOf(const api::OracleRow& oracle) const
    {
        api::OracleFigures out;
        out.id = oracle.id;
        out.lookups = 120;
        out.found = 100;
        out.notFound = 15;
        out.failed = 5;
        out.p95Us = 4'500;
        out.lastAskedAt = m_state.clock.now();
        out.lastFailure = QStringLiteral("timed out");
        if (oracle.endpoint == QLatin1String("hub:directory"))
            out.entries = m_directory.count(oracle.partyIdType);
        for (int minute = 3; minute > 0; --minute)
            out.minutes.push_back({m_state.clock.now().plusMs(-60'000LL * minute), 30, 5, minute % 2});
        return out;
    }
    api::LookupAnswer lookup(const api::LookupQuery& query) const
    {
        api::LookupAnswer out;
        for (const auto& oracle : m_rows) {
            if (oracle.partyIdType != query.partyIdType) continue;
            out.oracle = oracle.id;
            out.endpoint = oracle.endpoint;
            out.fspIds = m_directory.fspIdsOf(query);
            out.tookUs = 1'200;
            if (!out.fspIds.empty()) return out;
            out.errorCode = QStringLiteral("3204");
            out.errorText = QStringLiteral("Party not found");
            return out;
        }
        out.errorCode = QStringLiteral("3003");
        out.errorText =
            QStringLiteral("Add Party information error - Oracle type: %1 not found").arg(query.partyIdType);
        return out;
    }

    State& m_state;
    FakeDirectory m_directory;
    std::vector<api::OracleRow> m_rows;
    std::int64_t m_last = 0;
};

} // namespace

HubFake::HubFake(FakeClock& clock)
    : m_state(std::make_unique<State>(clock))
{
    State& state = *m_state;
    state.participants = std::make_unique<FakeParticipants>(state);
    state.limits = makeFakeLimits(state);
    state.funds = makeFakeFunds(state);
    state.positions = std::make_unique<FakePositions>(state);
    state.transfers = std::make_unique<FakeTransfers>(state);
    state.traces = std::make_unique<FakeTraces>(state);
    state.health = std::make_unique<FakeHealth>(state);
    state.oracles = std::make_unique<FakeOracles>(state);
    state.settlement = makeFakeSettlement(state);
    state.alerts = makeFakeAlerts(state);
    state.forwarded = makeFakeForwarded(state);
    state.callbacks = makeFakeCallbacks(state);
    state.scheme.addMember(QStringLiteral("Hub"), true);
}

HubFake::~HubFake() = default;

api::HubApi HubFake::api()
{
    State& state = *m_state;
    return {*state.participants, *state.limits,    *state.funds,   *state.positions,  *state.transfers,
            *state.traces,       *state.health,    *state.oracles, *state.settlement, *state.alerts,
            *state.forwarded,    *state.callbacks, state.finalise, state.reports,     state.feeds};
}

FakeScheme& HubFake::scheme()
{
    return m_state->scheme;
}
FakeDeliveries& HubFake::deliveries()
{
    return m_state->deliveries;
}
const QStringList& HubFake::calls() const
{
    return m_state->calls;
}

void HubFake::fillDemoScheme()
{
    struct Row
    {
        const char* name;
        const char* currency;
        std::int64_t cap;
        std::int64_t funds;
        std::int64_t owes;
    };
    static constexpr Row kRows[] = {
        {"greenbank", "USD", 100'000, 150'000, 82'410},
        {"mobilecash", "USD", 50'000, 90'000, -12'004},
        {"agricoop", "USD", 250'000, 400'000, 61'200},
        {"agricoop", "TZS", 90'000'000, 120'000'000, 12'500'000},
        {"lakeside", "USD", 40'000, 60'000, 38'900},
        {"lakeside", "TZS", 60'000'000, 80'000'000, 31'000'000},
        {"unity-mfi", "USD", 20'000, 25'000, 4'100},
        {"paylink", "XOF", 8'000'000, 12'000'000, 5'050'000},
        {"sahel_money", "XOF", 15'000'000, 20'000'000, -3'200'000},
        {"tontine", "XOF", 5'000'000, 6'000'000, 240'000},
        {"highveld", "USD", 75'000, 80'000, 0},
    };
    auto& scheme = m_state->scheme;
    for (const Row& row : kRows) {
        const QString name = QString::fromLatin1(row.name);
        const auto currency = *domain::Currency::parse(row.currency);
        auto* member = scheme.member(name);
        if (!member) {
            member = &scheme.addMember(name);
            member->endpoints.push_back(
                {QStringLiteral("FSPIOP_CALLBACK_URL"), QStringLiteral("http://%1.example:4000").arg(name)});
        }
        scheme.addCurrency(*member, currency);
        scheme.open(name, currency, Amount::fromMajor(row.cap));
        scheme.account(name, currency, AccountType::Position)->value = Amount::fromMajor(row.owes);
        scheme.account(name, currency, AccountType::Settlement)->value =
            Amount::fromMajor(row.funds).negated();
    }
    scheme.member(QStringLiteral("highveld"))->row.active = false;
    fillFunds();
    pay(320, 600'000);
    scheme.pay(QStringLiteral("greenbank"), QStringLiteral("mobilecash"), Amount::fromMajor(1200),
               *domain::Currency::parse("USD"), domain::TransferState::Reserved);
    pay(6, 4'000);
    fillFakeSettlement(*m_state->settlement);
    fillAlerts();
}

void HubFake::fillFunds()
{
    auto& scheme = m_state->scheme;
    std::map<QString, Amount> total;
    for (const auto& member : std::vector<FakeScheme::Member>(scheme.members()))
        for (const auto& account : member.accounts) {
            if (account.type != AccountType::Settlement) continue;
            total[codeOf(account.currency)] += account.value.negated();
            scheme.movements().push_back({scheme.newId(),
                                          api::TransferKind::FundsIn,
                                          domain::TransferState::Committed,
                                          member.row.name,
                                          account.id,
                                          account.value.negated(),
                                          account.currency,
                                          QStringLiteral("BANK-%1").arg(1000 + account.id.value()),
                                          scheme.now(),
                                          scheme.now(),
                                          scheme.now().plusMs(432'000'000),
                                          {}});
        }
    for (const auto& [code, sum] : total) {
        const auto currency = *domain::Currency::parse(code.toStdString());
        scheme.addHubAccount(currency, AccountType::HubReconciliation, QStringLiteral("HUB_RECONCILIATION"));
        scheme.members().front().accounts.back().value = sum;
        scheme.addHubAccount(currency, AccountType::HubMultilateralSettlement,
                             QStringLiteral("HUB_MULTILATERAL_SETTLEMENT"));
    }
    // One withdrawal waits for its second step, long enough to be noticed.
    const auto usd = *domain::Currency::parse("USD");
    auto* account = scheme.account(QStringLiteral("agricoop"), usd, AccountType::Settlement);
    account->value += Amount::fromMajor(5'000);
    scheme.movements().push_back({scheme.newId(),
                                  api::TransferKind::FundsOut,
                                  domain::TransferState::Reserved,
                                  QStringLiteral("agricoop"),
                                  account->id,
                                  Amount::fromMajor(5'000),
                                  usd,
                                  QStringLiteral("BANK-2001"),
                                  scheme.now(),
                                  scheme.now(),
                                  scheme.now().plusMs(432'000'000),
                                  {}});
}

void HubFake::pay(int count, qint64 ms)
{
    for (int i = 0; i < count; ++i) {
        m_state->clock.advance(ms / std::max(1, count));
        m_state->tell(m_state->scheme.payAtRandom());
    }
    beat();
}

void HubFake::beat()
{
    api::FeedBatch batch;
    batch.kind = api::FeedKind::Health;
    batch.health = m_state->scheme.health();
    m_state->feeds.publish(std::move(batch));
}

void HubFake::fail(const QString& method, const api::Error& error)
{
    m_state->failures.insert(method, error);
}
void HubFake::clearFailures()
{
    m_state->failures.clear();
}
void HubFake::hold(const QString& method)
{
    m_state->heldMethods.insert(method);
}

void HubFake::release()
{
    m_state->heldMethods.clear();
    const auto waiting = std::exchange(m_state->waiting, {});
    for (const auto& answer : waiting)
        answer();
}

} // namespace hub::test
