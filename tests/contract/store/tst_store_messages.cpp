#include "tests/contract/store/store_cases.h"
#include "tests/contract/store/stores.h"

#include <algorithm>

using namespace hub;
using namespace hub::store_test;

namespace {

domain::Amount units(std::int64_t n)
{
    return domain::Amount::fromUnits(n);
}

} // namespace

/// What every store must do alike with messages: outbox, dead letters, pauses; one run per store.
class TestStoreMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outboxSurvives_data() { addStores(); }
    void outboxSurvives();
    void deadLettersAreFoundAndRevived_data() { addStores(); }
    void deadLettersAreFoundAndRevived();
    void pausedMessagesStayOnTheDisk_data() { addStores(); }
    void pausedMessagesStayOnTheDisk();
    void outboxNumbersAreNotReused_data() { addStores(); }
    void outboxNumbersAreNotReused();
};

void TestStoreMessages::outboxSurvives()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    ledger::Batch batch = emptyBatch(1);
    for (std::uint64_t n = 1; n <= 6; ++n)
        addPrepare(batch, n, 0, 1, units(10), n);
    ledger::Notice own; // A message of the hub's own, with bytes of its own.
    own.seq = 7;
    own.kind = ledger::NoticeKind::HubError;
    own.destination = dfsp(1);
    own.source = domain::FspId("Hub");
    own.transfer = transferId(1);
    own.transferSeq = 1;
    own.at = at(1);
    own.state = domain::ExternalTransferState::Aborted;
    own.completedAt = at(2);
    own.fulfilment = "x";
    own.error = domain::FspiopError{"3303", "Transfer expired"};
    own.contentType = "application/vnd.interoperability.transfers+json;version=1.0";
    own.relay = relay("its own bytes");
    batch.notices.push_back(own);
    std::vector<std::string> wanted;
    for (const ledger::Notice& notice : batch.notices)
        wanted.push_back(describe(notice));
    subject->commit(batch);
    std::vector<ledger::Notice> outbox = subject->open().outbox;
    QCOMPARE(outbox.size(), 7U);
    for (std::size_t i = 0; i < outbox.size(); ++i)
        QCOMPARE(describe(outbox[i]), wanted[i]);

    ledger::Batch ends = emptyBatch(2);
    for (const ledger::OutboxSeq seq : {5U, 1U, 2U})
        ends.changes.emplace_back(ledger::OutboxEnded{seq, false, 1, {}});
    ends.changes.emplace_back(ledger::OutboxEnded{3, true, 9, "refused by peer"});
    ends.changes.emplace_back(ledger::OutboxEnded{7, true, 2, "gone"});
    subject->commit(ends);
    outbox = subject->open().outbox;
    QCOMPARE(outbox.size(), 2U);
    QCOMPARE(describe(outbox[0]), wanted[3]);
    QCOMPARE(describe(outbox[1]), wanted[5]);
    const auto dead = got(subject->reader().deadLetters({}));
    QCOMPARE(dead.size(), 2U);
    QCOMPARE(describe(dead[0].notice), wanted[6]);
    QCOMPARE(describe(dead[1].notice), wanted[2]);
    QCOMPARE(dead[1].attempts, 9);
    QCOMPARE(dead[1].reason, std::string("refused by peer"));
    QCOMPARE(dead[1].at, at(2));
}

void TestStoreMessages::deadLettersAreFoundAndRevived()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    subject->commit(registryBatch(3));
    ledger::Batch batch = emptyBatch(1);
    for (std::uint64_t n = 1; n <= 6; ++n)
        addPrepare(batch, n, 0, n % 2 == 0 ? 1 : 2, units(10), n);
    subject->commit(batch);
    ledger::Batch ends = emptyBatch(2);
    for (const ledger::OutboxSeq seq : {1U, 2U, 3U, 4U, 5U})
        ends.changes.emplace_back(ledger::OutboxEnded{seq, true, 3, seq < 3 ? "Connect: refused" : "status"});
    subject->commit(ends);
    auto& reader = subject->reader();
    const auto numbers = [&reader](const ledger::DeadLetterFilter& filter) {
        std::vector<ledger::OutboxSeq> out;
        for (const auto& letter : got(reader.deadLetters(filter)))
            out.push_back(letter.notice.seq);
        return out;
    };
    using Numbers = std::vector<ledger::OutboxSeq>;
    ledger::DeadLetterFilter filter;
    filter.destination = dfsp(1).value();
    QCOMPARE(numbers(filter), (Numbers{4, 2}));
    filter.before = 4;
    QCOMPARE(numbers(filter), Numbers{2});
    filter = {};
    filter.reason = "connect";
    filter.limit = 1;
    QCOMPARE(numbers(filter), Numbers{2});
    filter = {};
    filter.transfer = transferId(3);
    QCOMPARE(numbers(filter), Numbers{3});
    filter = {};
    filter.from = at(3);
    QCOMPARE(numbers(filter), Numbers{});
    QCOMPARE(got(reader.oldestDeadLetters(dfsp(2).value(), 2)), (Numbers{1, 3}));
    const auto counts = got(reader.deadLetterCounts());
    QCOMPARE(counts.size(), 2U);
    QCOMPARE(counts[0].messages + counts[1].messages, 5U);

    const auto found = subject->journal().findDeadLetter(3);
    QVERIFY(found && *found);
    ledger::Batch replay = emptyBatch(3);
    replay.changes.emplace_back(ledger::DeadLetterRevived{3});
    replay.notices.push_back(**found);
    replay.notices.back().seq = 7;
    replay.notices.back().at = at(3);
    const std::string wanted = describe(replay.notices.back());
    subject->commit(replay);
    QVERIFY(!got(subject->journal().findDeadLetter(3)).has_value());
    const auto waiting = subject->open().outbox;
    QCOMPARE(waiting.size(), 2U);
    QCOMPARE(describe(waiting.back()), wanted);
}

void TestStoreMessages::pausedMessagesStayOnTheDisk()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    subject->commit(registryBatch(3));
    ledger::Batch batch = emptyBatch(5);
    for (std::uint64_t n = 1; n <= 4; ++n)
        addPrepare(batch, n, 0, n % 2 == 0 ? 1 : 2, units(10), n);
    const domain::ParticipantId paused(3); // dfsp(1)
    batch.changes.emplace_back(ledger::DeliveryPausePut{paused, domain::DeliveryPause{at(5), "ana", "why"}});
    subject->commit(batch);
    auto loaded = subject->open();
    QCOMPARE(loaded.outbox.size(), 2U);
    QCOMPARE(loaded.lastOutboxSeq, 4U);
    const auto put = std::find_if(loaded.registry.begin(), loaded.registry.end(), [](const auto& change) {
        return std::holds_alternative<ledger::DeliveryPausePut>(change);
    });
    QVERIFY(put != loaded.registry.end());
    QCOMPARE(std::get<ledger::DeliveryPausePut>(*put).pause->reason, std::string("why"));
    const auto page = got(subject->reader().outbox(dfsp(1).value(), 2, 10));
    QCOMPARE(page.size(), 1U);
    QCOMPARE(page[0].seq, 4U);
    for (const auto& count : got(subject->reader().outboxCounts()))
        QCOMPARE(count.messages, 2U);
    ledger::Batch resumed = emptyBatch(6);
    resumed.changes.emplace_back(ledger::DeliveryPausePut{paused, std::nullopt});
    subject->commit(resumed);
    QCOMPARE(subject->open().outbox.size(), 4U);
}

void TestStoreMessages::outboxNumbersAreNotReused()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    ledger::Batch batch = emptyBatch(1);
    addPrepare(batch, 1, 0, 1, units(10), 41);
    subject->commit(batch);
    ledger::Batch end = emptyBatch(2);
    end.changes.emplace_back(ledger::OutboxEnded{41, false, 1, {}});
    subject->commit(end);
    const ledger::Loaded loaded = subject->open();
    QVERIFY(loaded.outbox.empty());
    QCOMPARE(loaded.lastOutboxSeq, 41U);
}

QTEST_GUILESS_MAIN(TestStoreMessages)
#include "tst_store_messages.moc"
