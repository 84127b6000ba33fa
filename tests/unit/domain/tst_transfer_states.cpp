#include "core/domain/transfer_states.h"

#include <QTest>
#include <queue>

#include <set>

using namespace hub::domain;

namespace {

constexpr int kStates = 16;
constexpr int kEvents = 13;

QList<TransferState> allStates()
{
    QList<TransferState> states;
    for (int i = 1; i <= kStates; ++i)
        states.append(static_cast<TransferState>(i));
    return states;
}

} // namespace

class TestTransferStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walks_data();
    void walks();
    void everythingElseIsRefused();
    void finalStatesStayFinal();
    void everyOpenStateReachesAnEnd();
    void externalStates_data();
    void externalStates();
    void namesRoundTrip();
    void storedNumbersStay();
};

void TestTransferStates::walks_data()
{
    using S = TransferState;
    using E = TransferEvent;
    QTest::addColumn<QList<int>>("events");
    QTest::addColumn<int>("last");
    const auto walk = [](const char* name, std::initializer_list<E> events, S last) {
        QList<int> numbers;
        for (const E event : events)
            numbers.append(static_cast<int>(event));
        QTest::newRow(name) << numbers << static_cast<int>(last);
    };
    walk("committed", {E::PositionReserved, E::FulfilAccepted, E::PayeeCredited}, S::Committed);
    walk("settled", {E::PositionReserved, E::FulfilAccepted, E::PayeeCredited, E::SettlementDone},
         S::Settled);
    walk("refused by validation", {E::PrepareInvalid}, S::Invalid);
    walk("refused by the position", {E::PositionRefused}, S::AbortedRejected);
    walk("error of the payee", {E::PositionReserved, E::PayeeError, E::PayerReleased}, S::AbortedError);
    walk("fulfilment that does not fit", {E::PositionReserved, E::FulfilRefused, E::PayerReleased},
         S::AbortedError);
    walk("expired before it was reserved", {E::Expired}, S::ExpiredPrepared);
    walk("expired while reserved", {E::PositionReserved, E::Expired, E::ExpiryReleased}, S::ExpiredReserved);
    walk("funds out taken back", {E::PositionReserved, E::RejectRequested, E::RejectReleased},
         S::AbortedRejected);
}

void TestTransferStates::walks()
{
    QFETCH(QList<int>, events);
    QFETCH(int, last);
    TransferState state = TransferState::ReceivedPrepare;
    for (const int event : events) {
        const auto next = nextState(state, static_cast<TransferEvent>(event));
        QVERIFY(next.has_value());
        state = *next;
    }
    QCOMPARE(static_cast<int>(state), last);
    QVERIFY(isFinal(state));
}

void TestTransferStates::everythingElseIsRefused()
{
    int allowed = 0;
    for (const TransferState state : allStates())
        for (int event = 0; event < kEvents; ++event)
            if (nextState(state, static_cast<TransferEvent>(event))) ++allowed;
    QCOMPARE(allowed, static_cast<int>(kTransferTransitions.size()));
    QVERIFY(!nextState(TransferState::Committed, TransferEvent::Expired));
    QVERIFY(!nextState(TransferState::Committed, TransferEvent::PayeeError));
    QVERIFY(!nextState(TransferState::ExpiredReserved, TransferEvent::FulfilAccepted));
    QVERIFY(!nextState(TransferState::ReceivedFulfil, TransferEvent::Expired));
    QVERIFY(!nextState(TransferState::ReceivedPrepare, TransferEvent::FulfilAccepted));
}

void TestTransferStates::finalStatesStayFinal()
{
    for (const TransferState state : allStates()) {
        if (!isFinal(state)) continue;
        for (int event = 0; event < kEvents; ++event) {
            const auto next = nextState(state, static_cast<TransferEvent>(event));
            QVERIFY(!next || *next == TransferState::Settled);
        }
    }
}

void TestTransferStates::everyOpenStateReachesAnEnd()
{
    // From wherever a transfer can be, some walk leads to a final state: none is stuck.
    std::set<TransferState> reachable{TransferState::ReceivedPrepare};
    std::queue<TransferState> todo;
    todo.push(TransferState::ReceivedPrepare);
    while (!todo.empty()) {
        const TransferState from = todo.front();
        todo.pop();
        bool hasWayOut = isFinal(from);
        for (const auto& row : kTransferTransitions) {
            if (row.from != from) continue;
            hasWayOut = true;
            if (reachable.insert(row.to).second) todo.push(row.to);
        }
        QVERIFY(hasWayOut);
    }
    QCOMPARE(reachable.size(), std::size_t(13));
}

void TestTransferStates::externalStates_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("external");
    const auto row = [](TransferState state, const char* external) {
        QTest::newRow(std::string(toString(state)).c_str())
            << static_cast<int>(state) << QByteArray(external);
    };
    row(TransferState::ReceivedPrepare, "RECEIVED");
    row(TransferState::Reserved, "RESERVED");
    row(TransferState::ReceivedFulfil, "RESERVED");
    row(TransferState::ReceivedReject, "RESERVED");
    row(TransferState::ReceivedError, "RESERVED");
    row(TransferState::ReservedTimeout, "RESERVED");
    row(TransferState::ReservedForwarded, "RESERVED");
    row(TransferState::ReceivedFulfilDependent, "RESERVED");
    row(TransferState::Committed, "COMMITTED");
    row(TransferState::Settled, "SETTLED");
    row(TransferState::Failed, "ABORTED");
    row(TransferState::Invalid, "ABORTED");
    row(TransferState::AbortedRejected, "ABORTED");
    row(TransferState::AbortedError, "ABORTED");
    row(TransferState::ExpiredPrepared, "ABORTED");
    row(TransferState::ExpiredReserved, "ABORTED");
}

void TestTransferStates::externalStates()
{
    QFETCH(int, state);
    QFETCH(QByteArray, external);
    QCOMPARE(std::string(toString(externalState(static_cast<TransferState>(state)))), external.toStdString());
}

void TestTransferStates::namesRoundTrip()
{
    std::set<std::string_view> names;
    for (const TransferState state : allStates()) {
        names.insert(toString(state));
        QVERIFY(parseTransferState(toString(state)) == state);
    }
    QCOMPARE(names.size(), std::size_t(kStates));
    QVERIFY(!parseTransferState("").has_value());
    QVERIFY(!parseTransferState("reserved").has_value());
}

void TestTransferStates::storedNumbersStay()
{
    // These stand in data directories: append only.
    QCOMPARE(static_cast<int>(TransferState::ReceivedPrepare), 1);
    QCOMPARE(static_cast<int>(TransferState::Reserved), 2);
    QCOMPARE(static_cast<int>(TransferState::Committed), 4);
    QCOMPARE(static_cast<int>(TransferState::AbortedRejected), 8);
    QCOMPARE(static_cast<int>(TransferState::AbortedError), 10);
    QCOMPARE(static_cast<int>(TransferState::ExpiredReserved), 12);
    QCOMPARE(static_cast<int>(TransferState::Settled), 14);
    QCOMPARE(static_cast<int>(TransferState::ReceivedFulfilDependent), 16);
}

QTEST_APPLESS_MAIN(TestTransferStates)
#include "tst_transfer_states.moc"
