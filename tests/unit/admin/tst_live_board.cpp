#include "core/admin/live_board.h"

#include <QtTest/QtTest>

#include <atomic>
#include <mutex>

using namespace hub;
using domain::TransferState;

namespace {

class StillClock final : public base::Clock
{
public:
    base::Instant now() const override { return base::Instant{m_now.load()}; }
    std::int64_t steadyUs() const override { return m_now.load() * 1000; }
    void set(std::int64_t ms) { m_now = ms; }

private:
    std::atomic<std::int64_t> m_now{1'700'000'000'000};
};

ledger::TransferReceived received(ledger::TransferSeq seq, base::Instant at)
{
    return ledger::TransferReceived{seq,
                                    {},
                                    ledger::TransferKind::Client,
                                    domain::FspId("a"),
                                    domain::FspId("b"),
                                    domain::FspId("a"),
                                    domain::AccountId(3),
                                    domain::AccountId(5),
                                    *domain::Currency::parse("USD"),
                                    domain::Amount::fromMajor(1),
                                    at,
                                    at.plusMs(60'000),
                                    {},
                                    {},
                                    {},
                                    {},
                                    {}};
}

ledger::TransferMoved moved(ledger::TransferSeq seq, TransferState state, base::Instant at)
{
    ledger::TransferMoved row;
    row.seq = seq;
    row.state = state;
    row.at = at;
    return row;
}

/// What the board told, gathered on its thread.
struct Told
{
    std::mutex mutex;
    std::vector<admin::LiveTransfer> transfers;
    std::vector<domain::AccountId> accounts;
    std::uint64_t leftOut = 0;
    int calls = 0;

    admin::LiveBoard::ChangesHandler handler()
    {
        return [this](const admin::LiveChanges& changes) {
            const std::lock_guard lock(mutex);
            transfers.insert(transfers.end(), changes.transfers.begin(), changes.transfers.end());
            accounts.insert(accounts.end(), changes.accounts.begin(), changes.accounts.end());
            leftOut += changes.leftOut;
            ++calls;
        };
    }
    int callsNow()
    {
        const std::lock_guard lock(mutex);
        return calls;
    }
};

std::shared_ptr<const ledger::Batch> batch(std::vector<ledger::Change> changes)
{
    auto out = std::make_shared<ledger::Batch>();
    out->changes = std::move(changes);
    return out;
}

} // namespace

class TestLiveBoard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheNewestFormOfEachTransfer();
    void ratesAndPercentiles();
    void boundsWhatATickTells();
    void changeIn15Minutes();
    void fullHandOverDrops();
};

void TestLiveBoard::tellsTheNewestFormOfEachTransfer()
{
    StillClock clock;
    Told told;
    admin::LiveBoard board(clock);
    board.onChanges(told.handler());
    const auto at = clock.now();
    ledger::PositionMoved position{domain::AccountId(3),         domain::Amount::fromMajor(1),
                                   domain::Amount::fromMajor(1), 1,
                                   TransferState::Reserved,      at};
    board.committed(batch({received(1, at), moved(1, TransferState::Reserved, at), position, position}));
    board.committed(
        batch({moved(1, TransferState::Committed, at.plusMs(5)), moved(9, TransferState::Committed, at)}));
    board.start();
    QTRY_COMPARE(told.callsNow(), 1);
    const std::lock_guard lock(told.mutex);
    QCOMPARE(told.transfers.size(), std::size_t(1)); // 9 was never received here.
    QVERIFY(told.transfers[0].state == domain::TransferState::Committed);
    QCOMPARE(told.transfers[0].received.payer.value(), std::string("a"));
    QCOMPARE(told.accounts.size(), std::size_t(1));
}

void TestLiveBoard::ratesAndPercentiles()
{
    StillClock clock;
    Told told;
    admin::LiveBoard board(clock);
    board.onChanges(told.handler());
    const auto at = clock.now();
    std::vector<ledger::Change> changes;
    for (ledger::TransferSeq seq = 1; seq <= 100; ++seq) {
        changes.push_back(received(seq, at));
        const auto took = seq <= 98 ? 10 : 400;
        changes.push_back(moved(seq, TransferState::Committed, at.plusMs(took)));
    }
    changes.push_back(received(200, at));
    auto failed = moved(200, TransferState::AbortedError, at);
    failed.error = domain::makeError(domain::fspiop_code::kPayerLimitError);
    changes.push_back(failed);
    board.committed(batch(std::move(changes)));
    board.start();
    QTRY_COMPARE(told.callsNow(), 1);
    clock.set(at.ms + 2000);
    const auto rates = board.rates();
    QCOMPARE(rates.committedPer10s, 100U);
    QVERIFY(rates.p50Us >= 10'000 && rates.p50Us <= 12'500);
    QVERIFY(rates.p95Us >= 10'000 && rates.p95Us <= 12'500);
    QVERIFY(rates.p99Us >= 400'000 && rates.p99Us <= 500'000);
    QCOMPARE(rates.failed5Min, std::int64_t(1));
    QCOMPARE(rates.failedTopCode, std::string("4200"));
    clock.set(at.ms + 60'000);
    QCOMPARE(board.rates().committedPer10s, 0U);
    QCOMPARE(board.rates().failed5Min, std::int64_t(1));
    clock.set(at.ms + 400'000);
    QCOMPARE(board.rates().failed5Min, std::int64_t(0));
}

void TestLiveBoard::boundsWhatATickTells()
{
    StillClock clock;
    Told told;
    admin::LiveBoard board(clock);
    board.onChanges(told.handler());
    std::vector<ledger::Change> changes;
    for (ledger::TransferSeq seq = 1; seq <= 1000; ++seq) {
        changes.push_back(received(seq, clock.now()));
        changes.push_back(moved(seq, TransferState::Committed, clock.now()));
    }
    board.committed(batch(std::move(changes)));
    board.start();
    QTRY_COMPARE(told.callsNow(), 1);
    const std::lock_guard lock(told.mutex);
    QCOMPARE(told.transfers.size(), admin::LiveChanges::kTransfersMax);
    QCOMPARE(told.transfers.back().received.seq, ledger::TransferSeq(1000));
    QCOMPARE(told.leftOut, std::uint64_t(800));
}

void TestLiveBoard::changeIn15Minutes()
{
    StillClock clock;
    const auto start = clock.now();
    Told told;
    admin::LiveBoard board(clock);
    board.onChanges(told.handler());
    const auto position = [](std::int64_t delta, std::int64_t value, base::Instant at) {
        return ledger::PositionMoved{domain::AccountId(3),
                                     domain::Amount::fromMajor(delta),
                                     domain::Amount::fromMajor(value),
                                     1,
                                     TransferState::Reserved,
                                     at};
    };
    board.committed(batch({position(5, 105, start), position(5, 110, start.plusMs(30 * 60'000))}));
    board.start();
    QTRY_COMPARE(told.callsNow(), 1);
    domain::Account old{domain::AccountId(3),
                        domain::ParticipantId(2),
                        *domain::Currency::parse("USD"),
                        domain::AccountType::Position,
                        true,
                        true,
                        start.plusMs(-1)};
    auto fresh = old;
    fresh.createdAt = start;
    const auto now = domain::Amount::fromMajor(110);
    QVERIFY(!board.change15Min(old, now).has_value());
    QCOMPARE(board.change15Min(fresh, now)->toString(), std::string("10"));
    clock.set(start.ms + 31 * 60'000);
    QCOMPARE(board.change15Min(old, now)->toString(), std::string("5"));
    clock.set(start.ms + 90 * 60'000);
    QCOMPARE(board.change15Min(old, now)->toString(), std::string("0"));
}

void TestLiveBoard::fullHandOverDrops()
{
    StillClock clock;
    admin::LiveBoard board(clock, 2);
    for (int i = 0; i < 5; ++i)
        board.committed(batch({}));
    QCOMPARE(board.droppedBatches(), std::uint64_t(3));
}

QTEST_GUILESS_MAIN(TestLiveBoard)
#include "tst_live_board.moc"
