#include "core/base/bytes.h"
#include "core/store/memory/memory_store.h"
#include "tests/contract/store/store_cases.h"
#include "tests/contract/store/stores.h"

#include <memory>
#include <random>

using namespace hub;
using namespace hub::store_test;

namespace {

domain::Amount units(std::int64_t n)
{
    return domain::Amount::fromUnits(n);
}

/// `count` transfers with mixed ends, in batches; the next free outbox number is returned.
ledger::OutboxSeq fill(Store& store, int count, unsigned seed)
{
    std::mt19937 random(seed);
    ledger::OutboxSeq outbox = 1;
    for (int n = 1; n <= count; ++n) {
        ledger::Batch batch = emptyBatch(n * 10);
        const auto seq = static_cast<ledger::TransferSeq>(n);
        const int payer = static_cast<int>(random() % 4);
        const int payee = (payer + 1 + static_cast<int>(random() % 3)) % 4;
        const domain::Amount amount = units(static_cast<std::int64_t>(random() % 50) * 10'000);
        if (n % 11 == 0) {
            addInvalid(batch, seq, n % 2 == 0 ? "3100" : "3202");
        } else {
            addPrepare(batch, seq, payer, payee, amount, outbox++, n % 5 == 0 ? eur() : usd());
        }
        store.commit(batch);
        if (n % 11 == 0 || n % 7 == 0) continue;
        ledger::Batch end = emptyBatch(n * 10 + 5);
        if (n % 3 == 0)
            addExpiry(end, seq, payer, amount);
        else
            addFulfil(end, seq, payee, amount, outbox++, 1 + n / 40);
        store.commit(end);
    }
    return outbox;
}

} // namespace

/// What every store must do alike; one run per store.
class TestStoreContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registryComesBack_data() { addStores(); }
    void registryComesBack();
    void settlementComesBack_data() { addStores(); }
    void settlementComesBack();
    void transferLives_data() { addStores(); }
    void transferLives();
    void openAndRecordsAfterRestart_data() { addStores(); }
    void openAndRecordsAfterRestart();
    void bulksSurvive_data() { addStores(); }
    void bulksSurvive();
    void directoryIsSearched_data() { addStores(); }
    void directoryIsSearched();
    void findThroughIndex_data() { addStores(); }
    void findThroughIndex();
    void positionHistory_data() { addStores(); }
    void positionHistory();
    void auditAndDirectory_data() { addStores(); }
    void auditAndDirectory();
    void spans_data() { addStores(); }
    void spans();
    void searchAgreesWithMemory();
    void removedNumbersAreRemembered_data() { addStores(); }
    void removedNumbersAreRemembered();
    void lateHashAndSettled_data() { addStores(); }
    void lateHashAndSettled();
};

void TestStoreContract::registryComesBack()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    QVERIFY(subject->open().isFresh);
    subject->commit(registryBatch(3));
    ledger::Batch change = emptyBatch(5);
    change.changes.emplace_back(
        ledger::WindowPut{{domain::WindowId(1), ledger::WindowState::Settled, "done", at(0), at(5)}});
    change.changes.emplace_back(
        ledger::WindowPut{{domain::WindowId(2), ledger::WindowState::Open, "next", at(5), at(5)}});
    subject->commit(change);
    const ledger::Loaded loaded = subject->open();
    QVERIFY(!loaded.isFresh);

    store::MemoryStore model;
    store::MemoryJournal expected(model);
    QVERIFY(expected.commit(registryBatch(3)));
    QVERIFY(expected.commit(change));
    QCOMPARE(describe(loaded), describe(*expected.load()));
    ledger::WindowFilter filter;
    QCOMPARE(got(subject->reader().windows(filter)).size(), 2U);
    filter.limit = 1;
    QCOMPARE(got(subject->reader().windows(filter)).front().window.id.value(), 2);
    filter = {};
    filter.isUnsettled = true;
    QVERIFY(got(subject->reader().windows(filter)).empty());
    ledger::Batch closed = emptyBatch(6);
    closed.changes.emplace_back(
        ledger::WindowPut{{domain::WindowId(2), ledger::WindowState::Closed, "day", at(5), at(6)}});
    closed.changes.emplace_back(
        ledger::WindowPut{{domain::WindowId(3), ledger::WindowState::Open, "day", at(6), at(6)}});
    subject->commit(closed);
    const auto unsettled = got(subject->reader().windows(filter));
    QCOMPARE(unsettled.size(), 1U);
    QCOMPARE(unsettled.front().window.id.value(), 2);
}

// A number that was removed with its row is not given to another one, also after a restart.
void TestStoreContract::removedNumbersAreRemembered()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    QCOMPARE(subject->open().lastRemovedContact.value(), 0);
    ledger::Batch batch = registryBatch(3);
    for (const std::int64_t number : {7, 9, 8}) {
        domain::Contact contact;
        contact.id = domain::ContactId(number);
        contact.participant = domain::ParticipantId(2);
        contact.name = "Asha";
        contact.email = "asha@dfsp.example";
        batch.changes.emplace_back(ledger::ContactPut{contact});
    }
    subject->commit(batch);
    for (const std::int64_t number : {9, 8}) {
        ledger::Batch removal = emptyBatch(4);
        removal.changes.emplace_back(
            ledger::ContactRemoved{domain::ParticipantId(2), domain::ContactId(number)});
        removal.changes.emplace_back(ledger::InterchangeRuleRemoved{domain::InterchangeRuleId(number + 10)});
        subject->commit(removal);
    }
    const ledger::Loaded loaded = subject->open();
    QCOMPARE(loaded.lastRemovedContact.value(), 9);
    QCOMPARE(loaded.lastRemovedRule.value(), 19);
}

void TestStoreContract::settlementComesBack()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    store::MemoryStore model;
    store::MemoryJournal expected(model);
    for (const auto& batch : {registryBatch(3), settlementBatch(5)}) {
        subject->commit(batch);
        QVERIFY(expected.commit(batch));
    }
    const ledger::Loaded loaded = subject->open();
    QCOMPARE(describe(loaded), describe(*expected.load()));
    QCOMPARE(loaded.flows.size(), 2U);
    // The start's view is sound for the ledger, too.
    ledger::State state;
    state.registry = std::make_shared<const ledger::Registry>();
    ledger::absorb(state, loaded.registry, {});
    QCOMPARE(state.settlements.at(1).accounts.size(), 2U);
    QCOMPARE(state.nextContentId, 2);

    store::MemoryReader reader(model);
    const auto windows = got(subject->reader().windows({}));
    const auto settlements = got(subject->reader().settlements({}));
    QCOMPARE(windows.size(), 2U);
    QCOMPARE(settlements.size(), 1U);
    for (std::size_t i = 0; i < windows.size(); ++i)
        QCOMPARE(describe(windows[i]), describe(got(reader.windows({}))[i]));
    QCOMPARE(describe(settlements[0]), describe(got(reader.settlements({}))[0]));
    ledger::SettlementFilter filter;
    filter.state = domain::SettlementState::Settled;
    QVERIFY(got(subject->reader().settlements(filter)).empty());
    const auto history = got(subject->reader().settlementHistory(ledger::HistoryKind::Account, 1));
    QCOMPARE(history.size(), 2U);
    QCOMPARE(describe(history[1]),
             describe(got(reader.settlementHistory(ledger::HistoryKind::Account, 1))[1]));
    QVERIFY(got(subject->reader().reservedTotals()).empty());
    // A job that has failed comes back with its plan, and the bank's file stays when the job is put again.
    ledger::FinaliseFilter jobs;
    jobs.state = ledger::FinaliseState::Failed;
    QCOMPARE(got(subject->reader().finalises(jobs)).size(), 1U);
    jobs.fileHash = state.finalises.at(1).fileHash;
    const auto job = got(subject->reader().finalises(jobs)).at(0);
    QCOMPARE(job.entries.size(), 2U);
    QVERIFY(job.entries[0].isMoved && !job.entries[1].isMoved);
    QCOMPARE(job.entries[1].movement, got(reader.finalises(jobs)).at(0).entries[1].movement);
    QCOMPARE(got(subject->reader().finaliseFile(domain::SettlementId(1))).value_or(""), "the bank's file");
    QVERIFY(!got(subject->reader().finaliseFile(domain::SettlementId(2))));
    jobs.state = ledger::FinaliseState::Running;
    QVERIFY(got(subject->reader().finalises(jobs)).empty());
}

void TestStoreContract::transferLives()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    subject->commit(registryBatch(2));
    ledger::Batch prepare = emptyBatch(10);
    addPrepare(prepare, 1, 0, 1, units(1'234'567), 1);
    subject->commit(prepare);
    ledger::TransferFacts facts = *got(subject->reader().transfer(transferId(1)));
    QVERIFY(facts.state() == domain::TransferState::Reserved);
    QCOMPARE(facts.legs.size(), 1U);
    subject->index(100);
    ledger::Batch fulfil = emptyBatch(20);
    addFulfil(fulfil, 1, 1, units(1'234'567), 2);
    subject->commit(fulfil);

    store::MemoryStore model;
    store::MemoryJournal expected(model);
    QVERIFY(expected.commit(prepare));
    QVERIFY(expected.commit(fulfil));
    const std::string wanted = describe(*got(store::MemoryReader(model).transfer(transferId(1))));
    // Once with the fulfil in the tail, once with everything indexed, once after a restart.
    QCOMPARE(describe(*got(subject->reader().transfer(transferId(1)))), wanted);
    subject->index(100);
    QCOMPARE(describe(*got(subject->reader().transfer(transferId(1)))), wanted);
    subject->open();
    QCOMPARE(describe(*got(subject->reader().transfer(transferId(1)))), wanted);
    QVERIFY(!got(subject->reader().transfer(transferId(2))));
}

void TestStoreContract::openAndRecordsAfterRestart()
{
    QFETCH(QString, store);
    for (const int indexed : {0, 30, 1000}) {
        const auto subject = makeStore(store);
        const auto model = makeStore(QStringLiteral("memory"));
        for (Store* each : {subject.get(), model.get()}) {
            each->open();
            each->commit(registryBatch(4));
            fill(*each, 60, 7);
        }
        if (indexed > 0) subject->index(indexed);
        const ledger::Loaded loaded = subject->open();
        const ledger::Loaded expected = model->open();
        QCOMPARE(describe(loaded), describe(expected));
        QVERIFY(!loaded.open.empty());
        // Every transfer is either found through the index or told at the start, alike in both.
        const ledger::TransferSeq reach = subject->journal().indexedUpTo();
        for (std::uint64_t n = 1; n <= 60; ++n) {
            const auto record = got(model->journal().find(transferId(n).value()));
            const auto told = std::find_if(loaded.records.begin(), loaded.records.end(),
                                           [&](const auto& each) { return each.seq == n; });
            QVERIFY(n <= reach || told != loaded.records.end());
            const auto mine = n <= reach ? got(subject->journal().find(transferId(n).value())) : *told;
            QVERIFY(mine.has_value());
            QCOMPARE(mine->seq, record->seq);
            QVERIFY(mine->state == record->state);
            QCOMPARE(mine->payer, record->payer);
            QCOMPARE(mine->payee, record->payee);
            QVERIFY(mine->prepareHash == record->prepareHash && mine->fulfilHash == record->fulfilHash);
            QCOMPARE(mine->hasFulfilHash, record->hasFulfilHash);
        }
    }
}

void TestStoreContract::bulksSurvive()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    ledger::Batch batch = emptyBatch(1);
    addPrepare(batch, 1, 0, 1, units(10), 1);
    ledger::Bulk bulk;
    bulk.seq = 1;
    bulk.id = domain::BulkTransferId(transferId(100).value());
    bulk.payer = bulk.source = dfsp(0);
    bulk.payee = dfsp(1);
    bulk.state = domain::BulkState::Accepted;
    bulk.receivedAt = bulk.changedAt = at(1);
    bulk.expiration = at(5000);
    bulk.hash = digest(100);
    bulk.items = 2;
    bulk.trace = trace(9);
    ledger::BulkItem paid{1, 0, transferId(1), 1, domain::BulkItemState::Accepted, {}, {}};
    const ledger::BulkItem refused{1,
                                   1,
                                   transferId(2),
                                   0,
                                   domain::BulkItemState::Duplicate,
                                   {},
                                   domain::FspiopError{"3106", "Modified request"}};
    batch.changes.emplace_back(ledger::BulkItemPut{paid});
    batch.changes.emplace_back(ledger::BulkItemPut{refused});
    batch.changes.emplace_back(ledger::BulkPut{bulk});
    subject->commit(batch);
    const ledger::Loaded loaded = subject->open();
    QCOMPARE(loaded.lastBulkSeq, ledger::BulkSeq(1));
    QCOMPARE(loaded.openBulks.size(), std::size_t(1));
    QCOMPARE(describe(loaded.openBulks[0].first), describe(bulk));
    QCOMPARE(describe(loaded.openBulks[0].second[0]), describe(paid));
    QCOMPARE(describe(loaded.openBulks[0].second[1]), describe(refused));

    ledger::Batch ends = emptyBatch(2);
    paid.state = domain::BulkItemState::Completed;
    paid.fulfilment = "ful";
    bulk.state = domain::BulkState::Completed;
    bulk.completedAt = bulk.changedAt = at(2);
    bulk.fulfilHash = digest(101);
    bulk.errorHash = digest(102);
    bulk.error = domain::FspiopError{"3100", "told"};
    ends.changes.emplace_back(ledger::BulkItemPut{paid});
    ends.changes.emplace_back(ledger::BulkPut{bulk});
    ledger::Notice told;
    told.seq = 2;
    told.kind = ledger::NoticeKind::HubBulkResult;
    told.destination = dfsp(0);
    told.source = domain::FspId("Hub");
    told.transfer = transferId(100);
    told.at = at(2);
    told.bulk = std::make_shared<const ledger::BulkResults>(
        ledger::BulkResults{domain::BulkState::Completed, {paid, refused}});
    ends.notices.push_back(told);
    subject->commit(ends);
    const ledger::Loaded after = subject->open();
    QVERIFY(after.openBulks.empty());
    QCOMPARE(after.lastBulkSeq, ledger::BulkSeq(1));
    QCOMPARE(describe(after.outbox.back()), describe(told));
    const auto found = got(subject->journal().findBulk(bulk.id.value()));
    QVERIFY(found.has_value());
    QCOMPARE(describe(*found), describe(bulk));
    QVERIFY(!got(subject->journal().findBulk(transferId(101).value())).has_value());
    const auto facts = got(subject->reader().bulk(bulk.id));
    QVERIFY(facts.has_value());
    QCOMPARE(describe(facts->bulk), describe(bulk));
    QCOMPARE(describe(facts->items.at(0)), describe(paid));
    QCOMPARE(describe(facts->items.at(1)), describe(refused));
    QCOMPARE(got(subject->reader().bulks(0, 10)).size(), std::size_t(1));
    QCOMPARE(got(subject->reader().bulks(1, 10)).size(), std::size_t(0));
}

void TestStoreContract::directoryIsSearched()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    ledger::Batch batch = emptyBatch(1);
    const auto put = [&batch](const char* type, const char* id, const char* fsp, const char* subId = "",
                              std::optional<domain::Currency> currency = {}) {
        batch.changes.emplace_back(ledger::DirectoryPut{{type, id, subId, currency, domain::FspId(fsp)}});
    };
    put("MSISDN", "123", "Blue");
    put("MSISDN", "124", "Green", "sub");
    put("MSISDN", "124", "Green");
    put("MSISDN", "124", "Blue", "", eur());
    put("MSISDN", "13", "Green");
    put("ALIAS", "124", "Blue");
    subject->commit(batch);
    const auto search = [&](const ledger::DirectoryQuery& query) {
        QString out;
        for (const auto& entry : got(subject->reader().searchDirectory(query)))
            out += QString::fromStdString(entry.partyIdType.substr(0, 1) + entry.partyIdentifier +
                                          entry.partySubIdOrType + (entry.currency ? "e" : "") +
                                          entry.fspId.value().substr(0, 1) + ' ');
        return out;
    };
    QCOMPARE(search({}), QStringLiteral("A124B M123B M124G M124eB M124subG M13G "));
    ledger::DirectoryQuery query;
    query.partyIdType = "MSISDN";
    query.identifierPrefix = "12";
    QCOMPARE(search(query), QStringLiteral("M123B M124G M124eB M124subG "));
    QCOMPARE(got(subject->reader().countDirectory(query)), std::int64_t(4));
    query.fspId = "BLUE";
    QCOMPARE(search(query), QStringLiteral("M123B M124eB "));
    query = {};
    query.limit = 2;
    query.after = ledger::DirectoryEntry{"MSISDN", "124", "", eur(), domain::FspId("Blue")};
    QCOMPARE(search(query), QStringLiteral("M124subG M13G "));
}

void TestStoreContract::findThroughIndex()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    subject->commit(registryBatch(4));
    fill(*subject, 50, 3);
    QVERIFY(!got(subject->journal().find(transferId(999).value())));
    while (subject->journal().indexedUpTo() < 50)
        subject->index(7);
    for (std::uint64_t n = 1; n <= 50; ++n) {
        const auto record = got(subject->journal().find(transferId(n).value()));
        QVERIFY(record.has_value());
        QCOMPARE(record->seq, n);
    }
    // A change after the index was built is seen.
    ledger::Batch batch = emptyBatch(10'000);
    addExpiry(batch, 7, 0, units(10));
    subject->commit(batch);
    QVERIFY(got(subject->journal().find(transferId(7).value()))->state ==
            domain::TransferState::ExpiredReserved);
}

void TestStoreContract::positionHistory()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    for (int n = 1; n <= 20; ++n) {
        ledger::Batch batch = emptyBatch(n * 100);
        addPrepare(batch, static_cast<std::uint64_t>(n), n % 2, 1 - n % 2, units(n),
                   static_cast<std::uint64_t>(n));
        subject->commit(batch);
        if (n == 14) subject->index(1000);
    }
    auto points = got(subject->reader().positionHistory(accountOf(0), at(0), at(100'000), 100));
    QCOMPARE(points.size(), 10U);
    QCOMPARE(points.front().transfer, 2U);
    QCOMPARE(points.back().transfer, 20U);
    QCOMPARE(points.back().delta, units(20));
    points = got(subject->reader().positionHistory(accountOf(0), at(400), at(1600), 100));
    QCOMPARE(points.size(), 6U);
    QCOMPARE(points.back().transfer, 14U);
    points = got(subject->reader().positionHistory(accountOf(0), at(0), at(100'000), 4));
    QCOMPARE(points.size(), 4U);
    QCOMPARE(points.front().transfer, 14U);
}

void TestStoreContract::auditAndDirectory()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    ledger::Batch batch = emptyBatch(1);
    for (int n = 0; n < 6; ++n)
        batch.changes.emplace_back(
            auditRow(n, n % 2 == 0 ? "setLimit" : "refused", "dfsp" + std::to_string(n)));
    const auto put = [&batch](const char* id, const char* sub, std::optional<domain::Currency> currency,
                              int fsp) {
        batch.changes.emplace_back(ledger::DirectoryPut{{"MSISDN", id, sub, currency, dfsp(fsp)}});
    };
    put("123", "", usd(), 1);
    put("123", "", eur(), 1);
    put("123", "", eur(), 2);
    put("123", "home", usd(), 3);
    put("124", "", std::nullopt, 1);
    subject->commit(batch);
    subject->open();

    auto rows = got(subject->reader().audit({}));
    QCOMPARE(rows.size(), 6U);
    QCOMPARE(rows[0].seq, 6);
    QVERIFY(rows[0].row.refused);
    ledger::AuditFilter filter;
    filter.action = "setLimit";
    filter.before = 5;
    QCOMPARE(got(subject->reader().audit(filter)).size(), 2U);
    filter = {};
    filter.subject = "dfsp3";
    filter.from = at(3);
    filter.to = at(4);
    QCOMPARE(got(subject->reader().audit(filter)).size(), 1U);

    const auto find = [&](const char* id, const char* sub, std::optional<domain::Currency> currency) {
        return got(subject->reader().directory("MSISDN", id, sub, currency));
    };
    QCOMPARE(find("123", "", std::nullopt).size(), 3U);
    QCOMPARE(find("123", "", std::nullopt).back().partySubIdOrType, std::string("home"));
    QCOMPARE(find("123", "", eur()).size(), 1U);
    QCOMPARE(find("123", "", eur()).front().fspId, dfsp(2));
    QCOMPARE(find("123", "home", std::nullopt).size(), 3U);
    QCOMPARE(find("123", "home", std::nullopt).front().partySubIdOrType, std::string("home"));
    QCOMPARE(find("124", "", usd()).size(), 1U);
    ledger::Batch remove = emptyBatch(2);
    remove.changes.emplace_back(ledger::DirectoryRemoved{{"MSISDN", "123", "", std::nullopt, dfsp(1)}});
    subject->commit(remove);
    QCOMPARE(find("123", "", std::nullopt).size(), 2U);
    QCOMPARE(find("123", "", std::nullopt).front().fspId, dfsp(2));
    QVERIFY(find("125", "", std::nullopt).empty());
}

void TestStoreContract::spans()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    std::vector<events::Span> spans;
    for (std::uint64_t n = 0; n < 12; ++n) {
        events::Span span;
        span.trace = trace(n % 3);
        span.id = n + 1;
        span.parent = n;
        span.kind = events::SpanKind::Commit;
        span.failed = n % 4 == 0;
        span.startUs = 1'700'000'000'000'000 + static_cast<std::int64_t>(n);
        span.endUs = span.startUs + 25;
        span.name = "commit";
        if (n >= 3) span.subject = n % 3 == 2 && n > 6 ? "other" : "transfer-" + std::to_string(n % 3);
        span.attributes.emplace_back("batch", std::to_string(n));
        spans.push_back(span);
    }
    subject->record(spans);
    const auto ofTrace = got(subject->reader().spansOfTrace(trace(1)));
    QCOMPARE(ofTrace.size(), 4U);
    QCOMPARE(ofTrace[1].id, 5U);
    QCOMPARE(ofTrace[1].parent, 4U);
    QCOMPARE(ofTrace[1].subject, std::string("transfer-1"));
    QCOMPARE(ofTrace[1].attributes.front().second, std::string("4"));
    QCOMPARE(ofTrace[1].endUs - ofTrace[1].startUs, 25);
    QVERIFY(ofTrace[1].failed && !ofTrace[0].failed);
    QCOMPARE(got(subject->reader().spansOfSubject("transfer-1")).size(), 4U);
    QCOMPARE(got(subject->reader().spansOfSubject("transfer-2")).size(), 2U);
    QCOMPARE(got(subject->reader().spansOfSubject("other")).size(), 3U);
    QVERIFY(got(subject->reader().spansOfSubject("nobody")).empty());
}

// Every combination of up to three filter fields, at several reaches of the index, against the plain store.
void TestStoreContract::searchAgreesWithMemory()
{
    const auto subject = makeStore(QStringLiteral("sqlite"));
    const auto model = makeStore(QStringLiteral("memory"));
    for (Store* each : {subject.get(), model.get()}) {
        each->open();
        each->commit(registryBatch(4));
    }
    ledger::Batch settled = emptyBatch(9000);
    for (const ledger::TransferSeq seq : {1U, 2U, 200U, 499U}) {
        ledger::TransferMoved moved;
        moved.seq = seq;
        moved.id = transferId(seq);
        moved.state = domain::TransferState::Settled;
        moved.at = at(9000);
        settled.changes.emplace_back(moved);
    }
    addExpiry(settled, 35, 2, units(70));
    fill(*model, 600, 5);
    fill(*subject, 600, 5);
    using Set = void (*)(ledger::TransferFilter&);
    // clang-format off
    const std::vector<Set> fields{
        [](auto& f) { f.payer = "dfsp1"; },          [](auto& f) { f.payee = "DFSP2"; },
        [](auto& f) { f.anyParty = "Dfsp3"; },       [](auto& f) { f.anyParty = "stranger"; },
        [](auto& f) { f.state = domain::TransferState::Committed; },
        [](auto& f) { f.state = domain::TransferState::ExpiredReserved; },
        [](auto& f) { f.state = domain::TransferState::Settled; },
        [](auto& f) { f.state = domain::TransferState::Reserved; },
        [](auto& f) { f.currency = eur(); },         [](auto& f) { f.account = accountOf(2); },
        [](auto& f) { f.window = domain::WindowId(3); },
        [](auto& f) { f.from = at(1500); f.to = at(4700); },
        [](auto& f) { f.kind = ledger::TransferKind::FundsIn; },
        [](auto& f) { f.errorCode = "3303"; },       [](auto& f) { f.errorCode = "3100"; },
        [](auto& f) { f.amountFrom = units(200'000); f.amountTo = units(300'000); },
        [](auto& f) { f.before = 333; },             [](auto& f) { f.limit = 5; },
        [](auto& f) { f.id = transferId(35); },
    };
    // clang-format on
    int compared = 0;
    const auto compareAll = [&] {
        for (std::size_t a = 0; a < fields.size(); ++a)
            for (std::size_t b = a; b < fields.size(); ++b)
                for (std::size_t c = b; c < fields.size(); c += 3) {
                    ledger::TransferFilter filter;
                    for (const std::size_t field : {a, b, c})
                        fields[field](filter);
                    const auto mine = got(subject->reader().search(filter));
                    const auto wanted = got(model->reader().search(filter));
                    QCOMPARE(mine.size(), wanted.size());
                    for (std::size_t i = 0; i < mine.size(); ++i)
                        QCOMPARE(describe(mine[i]), describe(wanted[i]));
                    ++compared;
                }
    };
    compareAll(); // nothing indexed
    subject->index(300);
    compareAll(); // half
    subject->index(1000);
    subject->commit(settled);
    model->commit(settled);
    compareAll(); // all, with changes behind the index
    subject->index(1000);
    compareAll();
    QVERIFY(compared > 1000);
    ledger::TransferFilter tooLarge;
    tooLarge.limit = 1001;
    QVERIFY(!subject->reader().search(tooLarge) && !model->reader().search(tooLarge));
}

void TestStoreContract::lateHashAndSettled()
{
    QFETCH(QString, store);
    const auto subject = makeStore(store);
    subject->open();
    ledger::Batch batch = emptyBatch(1);
    addPrepare(batch, 1, 0, 1, units(10), 1);
    subject->commit(batch);
    subject->index(100);
    // A hash that comes without a change of state, as of a fulfil that is dropped.
    ledger::Batch late = emptyBatch(2);
    late.changes.emplace_back(ledger::HashKept{1, transferId(1), ledger::HashStore::Error, digest(77)});
    subject->commit(late);
    const auto check = [&] {
        const auto record = got(subject->journal().find(transferId(1).value()));
        QVERIFY(record && record->hasErrorHash && !record->hasFulfilHash);
        QVERIFY(std::equal(record->errorHash.begin(), record->errorHash.end(), digest(77).begin()));
        QVERIFY(record->state == domain::TransferState::Reserved);
    };
    check();
    subject->index(100);
    check();
    const ledger::Loaded loaded = subject->open();
    QCOMPARE(loaded.records.size(), 1U);
    QVERIFY(loaded.records.front().hasErrorHash);
}

QTEST_GUILESS_MAIN(TestStoreContract)
#include "tst_store_contract.moc"
