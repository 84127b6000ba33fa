#include "core/ledger/state.h"

#include <QtTest>

#include <map>
#include <random>

using namespace hub;
using namespace hub::ledger;
using domain::TransferState;

class TestTransferIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasPut();
    void replaces();
    void ulidIsAnotherId();
    void evictsOldestFinal();
    void keepsWhatTheStoreCannotFind();
    void keepsOpenOnes();
    void givesMemoryBack();
    void agreesWithMap();
    void staysSmall();
};

namespace {

domain::CorrelationId idOf(std::uint64_t number)
{
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
        bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return domain::CorrelationId::fromDigest(bytes);
}

TransferRecord recordOf(std::uint64_t number, TransferState state = TransferState::Committed)
{
    TransferRecord record;
    record.id = idOf(number);
    record.seq = number;
    record.state = state;
    return record;
}

} // namespace

void TestTransferIndex::findsWhatWasPut()
{
    TransferIndex index;
    QVERIFY(index.find(idOf(1)) == nullptr);
    for (std::uint64_t i = 1; i <= 20'000; ++i)
        index.put(recordOf(i));
    QCOMPARE(index.size(), std::size_t(20'000));
    for (std::uint64_t i = 1; i <= 20'000; ++i) {
        const auto* found = index.find(idOf(i));
        QVERIFY(found != nullptr && found->seq == i);
    }
    QVERIFY(index.find(idOf(20'001)) == nullptr);
}

void TestTransferIndex::replaces()
{
    TransferIndex index;
    index.put(recordOf(7, TransferState::Reserved));
    index.put(recordOf(7, TransferState::Committed));
    QCOMPARE(index.size(), std::size_t(1));
    QVERIFY(index.find(idOf(7))->state == TransferState::Committed);
    index.findForUpdate(idOf(7))->hasFulfilHash = true;
    QVERIFY(index.find(idOf(7))->hasFulfilHash);
}

void TestTransferIndex::ulidIsAnotherId()
{
    const auto ulid = domain::CorrelationId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    const auto uuid = domain::CorrelationId::parse("a0b1c2d3-0000-4000-8000-0123456789ab");
    QVERIFY(ulid && uuid);
    TransferIndex index;
    TransferRecord record = recordOf(1);
    record.id = *ulid;
    index.put(record);
    QVERIFY(index.find(*ulid) != nullptr);
    QVERIFY(index.find(*uuid) == nullptr);
}

void TestTransferIndex::evictsOldestFinal()
{
    TransferIndex index;
    for (std::uint64_t i = 1; i <= 10'000; ++i)
        index.put(recordOf(i));
    QCOMPARE(index.evict(8'000, 10'000), std::size_t(2'000));
    QCOMPARE(index.size(), std::size_t(8'000));
    QVERIFY(index.find(idOf(2'000)) == nullptr);
    QVERIFY(index.find(idOf(2'001)) != nullptr);
    // Bounded work per call.
    QVERIFY(index.evict(0, 10'000) <= 4096);
    QVERIFY(index.size() >= 8'000 - 4096);
}

void TestTransferIndex::keepsWhatTheStoreCannotFind()
{
    TransferIndex index;
    for (std::uint64_t i = 1; i <= 1'000; ++i)
        index.put(recordOf(i));
    QCOMPARE(index.evict(0, 600), std::size_t(600));
    QVERIFY(index.find(idOf(601)) != nullptr);
    QCOMPARE(index.evict(0, 600), std::size_t(0));
}

void TestTransferIndex::keepsOpenOnes()
{
    TransferIndex index;
    for (std::uint64_t i = 1; i <= 20'000; ++i)
        index.put(recordOf(i, i % 1'000 == 0 ? TransferState::Reserved : TransferState::Committed));
    for (int i = 0; i < 20; ++i)
        index.evict(100, 20'000);
    QVERIFY(index.size() <= 4096);
    for (std::uint64_t i = 1'000; i <= 20'000; i += 1'000) {
        const auto* found = index.find(idOf(i));
        QVERIFY(found != nullptr && found->seq == i && found->state == TransferState::Reserved);
    }
    index.findForUpdate(idOf(1'000))->state = TransferState::Committed;
    QVERIFY(index.find(idOf(1'000))->state == TransferState::Committed);
}

void TestTransferIndex::givesMemoryBack()
{
    TransferIndex index;
    std::uint64_t next = 1;
    std::size_t most = 0;
    for (int round = 0; round < 100; ++round) {
        for (int i = 0; i < 2'000; ++i)
            index.put(recordOf(next++));
        index.evict(10'000, next);
        most = std::max(most, index.bytes());
    }
    QVERIFY(index.size() <= 12'000);
    QVERIFY2(most < 24'000 * 130, qPrintable(QString::number(most)));
}

void TestTransferIndex::agreesWithMap()
{
    std::mt19937_64 random(20'261'123);
    TransferIndex index;
    std::map<std::uint64_t, TransferState> kept;
    std::uint64_t next = 1;
    for (int step = 0; step < 60'000; ++step) {
        const auto pick = random() % 10;
        if (pick < 5) {
            const auto state = random() % 50 == 0 ? TransferState::Reserved : TransferState::Committed;
            index.put(recordOf(next, state));
            kept[next++] = state;
        } else if (pick < 9 && next > 1) {
            const auto number = 1 + random() % next;
            const auto* found = index.find(idOf(number));
            if (found != nullptr) QVERIFY(kept.contains(number) && kept[number] == found->state);
            const auto at = kept.find(number);
            if (at != kept.end() && at->second == TransferState::Reserved) QVERIFY(found != nullptr);
        } else if (step % 100 == 0) {
            index.evict(3'000, next - 1);
        }
    }
    std::size_t present = 0;
    for (const auto& [number, state] : kept)
        if (index.find(idOf(number)) != nullptr) ++present;
    QCOMPARE(present, index.size());
}

void TestTransferIndex::staysSmall()
{
    TransferIndex index;
    for (std::uint64_t i = 1; i <= 500'000; ++i) {
        index.put(recordOf(i));
        if (i % 50'000 == 0)
            QVERIFY2(index.bytes() <= i * 130, qPrintable(QString::number(index.bytes() / i)));
    }
}

QTEST_APPLESS_MAIN(TestTransferIndex)
#include "tst_transfer_index.moc"
