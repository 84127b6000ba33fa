#include "core/ledger/journal_clock.h"

#include <QtTest>

using namespace hub;
using ledger::JournalClock;

/// reliability rows 12 and 13.
class TestJournalClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheWall();
    void neverGoesBack();
    void holdsAJumpForward();
    void forgetsAShortJump();
    void runsOnAfterAJumpBack();
};

namespace {

class HandClock final : public base::Clock
{
public:
    base::Instant now() const override { return base::Instant{wallMs}; }
    std::int64_t steadyUs() const override { return steady; }
    void pass(std::int64_t ms)
    {
        wallMs += ms;
        steady += ms * 1000;
    }
    std::int64_t wallMs = 1'700'000'000'000;
    std::int64_t steady = 5'000'000;
};

constexpr std::int64_t kStart = 1'700'000'000'000;

} // namespace

void TestJournalClock::followsTheWall()
{
    HandClock hand;
    JournalClock clock(hand);
    QCOMPARE(clock.now().ms, kStart);
    hand.pass(1'234);
    QCOMPARE(clock.now().ms, kStart + 1'234);
    hand.wallMs += 1'500; // A step of the time daemon, within bounds.
    QCOMPARE(clock.now().ms, kStart + 2'734);
    QVERIFY(!clock.isHolding());
    QCOMPARE(clock.wallUs(hand.steady), (kStart + 2'734) * 1000);
}

void TestJournalClock::neverGoesBack()
{
    HandClock hand;
    JournalClock clock(hand);
    hand.pass(5'000);
    QCOMPARE(clock.now().ms, kStart + 5'000);
    hand.wallMs -= 1'000;
    QCOMPARE(clock.now().ms, kStart + 5'000);
    hand.pass(1'500);
    QCOMPARE(clock.now().ms, kStart + 5'500);
}

void TestJournalClock::holdsAJumpForward()
{
    HandClock hand;
    JournalClock clock(hand);
    hand.wallMs += 3'600'000;
    QCOMPARE(clock.now().ms, kStart);
    QVERIFY(clock.isHolding());
    hand.pass(29'999);
    QCOMPARE(clock.now().ms, kStart + 29'999);
    hand.pass(1);
    QCOMPARE(clock.now().ms, kStart + 3'630'000);
    QVERIFY(!clock.isHolding());
}

void TestJournalClock::forgetsAShortJump()
{
    HandClock hand;
    JournalClock clock(hand);
    hand.wallMs += 86'400'000;
    clock.now();
    hand.pass(10'000);
    hand.wallMs -= 86'400'000;
    QCOMPARE(clock.now().ms, kStart + 10'000);
    QVERIFY(!clock.isHolding());
}

void TestJournalClock::runsOnAfterAJumpBack()
{
    HandClock hand;
    JournalClock clock(hand);
    hand.wallMs -= 3'600'000;
    QCOMPARE(clock.now().ms, kStart);
    hand.pass(60'000);
    QCOMPARE(clock.now().ms, kStart + 60'000);
    QVERIFY(clock.isHolding());
}

QTEST_APPLESS_MAIN(TestJournalClock)
#include "tst_journal_clock.moc"
