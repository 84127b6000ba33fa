#include "tests/unit/ledger/scheme.h"

#include <QtTest>

using namespace hub;
using namespace hub::test;
using namespace hub::ledger;
using domain::AccountType;
using domain::BulkItemState;
using domain::BulkState;

namespace {

domain::BulkTransferId bulkId(std::string_view label)
{
    return domain::BulkTransferId(transferId(std::string("bulk ") + std::string(label)).value());
}

/// `label:amount[:currency]`, blanks between.
BulkPrepare bulkOf(const Scheme& scheme, std::string_view label, std::string_view payer,
                   std::string_view payee, const std::vector<std::array<const char*, 3>>& items)
{
    BulkPrepare bulk;
    bulk.id = bulkId(label);
    bulk.source = bulk.payer = domain::FspId(std::string(payer));
    bulk.payee = domain::FspId(std::string(payee));
    bulk.expiration = scheme.now.plusMs(100'000);
    bulk.hash = digestOf("bulk" + std::string(label));
    bulk.head = "[";
    bulk.tail = "]";
    for (const auto& [id, amount, currency] : items)
        bulk.items.push_back({transferId(id), currencyOf(currency), amountOf(amount), digestOf(id),
                              digestOf("secret" + std::string(id)), base::shareBytes(id)});
    return bulk;
}

BulkFulfil answerOf(std::string_view label, std::string_view payee, const std::vector<const char*>& paid,
                    const std::vector<const char*>& refused = {})
{
    BulkFulfil fulfil;
    fulfil.id = bulkId(label);
    fulfil.source = domain::FspId(std::string(payee));
    fulfil.hash = digestOf("answer" + std::string(label));
    for (const char* id : paid)
        fulfil.items.push_back(
            {transferId(id), std::string("ful") + id, digestOf("secret" + std::string(id)), {}});
    for (const char* id : refused)
        fulfil.items.push_back({transferId(id), {}, {}, domain::FspiopError{"5104", "Payee says no"}});
    return fulfil;
}

/// `KIND>TO` of every message, with state and results: `RESULT:COMPLETED[t1+ t2-3100]>A`.
std::string told(const Decision& decision)
{
    std::string out;
    for (const Notice& notice : decision.notices) {
        if (!out.empty()) out += ' ';
        if (notice.kind == NoticeKind::ForwardBulk) out += "POST" + *notice.relay.body;
        if (notice.kind == NoticeKind::HubBulkError) out += "ERR" + notice.error->code;
        if (notice.kind == NoticeKind::HubBulkResult) {
            out += "RESULT:" + std::string(domain::externalText(notice.bulk->state)) + "[";
            for (const BulkItem& item : notice.bulk->items)
                out += (item.index > 0 ? " " : "") + (item.error                ? "-" + item.error->code
                                                      : item.fulfilment.empty() ? "?"
                                                                                : "+");
            out += "]";
        }
        out += ">" + notice.destination.value();
    }
    return out;
}

} // namespace

/// fspiop 11: bulks of transfers as the ledger decides them.
class TestLedgerBulk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scheme = std::make_unique<Scheme>();
        for (const char* currency : {"USD", "EUR"})
            m_scheme->openCurrency(currency);
        m_scheme->createModel("DEFERREDNET");
        for (const char* name : {"A", "B", "C"})
            m_scheme->addDfsp(name, "USD", "1000", "1000");
    }

    void allArePaid()
    {
        const auto sent = run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "100", "USD"}, {"t2", "50", "USD"}}));
        QCOMPARE(told(sent), std::string("POST[t1,t2]>B"));
        QCOMPARE(position("A"), std::string("150"));
        auto answer = answerOf("b", "B", {"t1", "t2"});
        answer.completedAt = m_scheme->now.plusMs(-7);
        const auto paid = run(answer);
        QCOMPARE(told(paid), std::string("RESULT:COMPLETED[+ +]>A RESULT:COMPLETED[+ +]>B"));
        QCOMPARE(paid.notices[0].completedAt, answer.completedAt);
        QCOMPARE(position("A"), std::string("150"));
        QCOMPARE(position("B"), std::string("-150"));
        QVERIFY(m_scheme->state.bulks.find(bulkId("b").value())->state == BulkState::Completed);
        QVERIFY(m_scheme->state.open.empty());
    }

    void amountsBeyondTheLedgerAreRefused()
    {
        const auto sent = run(bulkOf(
            *m_scheme, "b", "A", "B",
            {{"t1", "922337203685478", "USD"}, {"t2", "100", "USD"}, {"t3", "100000000000000", "USD"}}));
        QCOMPARE(told(sent), std::string("POST[t2]>B"));
        QCOMPARE(position("A"), std::string("100"));
        const auto paid = run(answerOf("b", "B", {"t2"}));
        QCOMPARE(told(paid), std::string("RESULT:COMPLETED[-3100 + -3100]>A RESULT:COMPLETED[ +]>B"));
        QCOMPARE(
            paid.notices[0].bulk->items[0].error->description,
            std::string("Generic validation error - Amount 922337203685478 exceeds allowed precision of 18"));
        const auto alone = run(bulkOf(*m_scheme, "c", "A", "B", {{"t4", "999999999999999999.9999", "USD"}}));
        QCOMPARE(told(alone), std::string("RESULT:COMPLETED[-3100]>A"));
    }

    void refusedAtPrepareAreNotForwarded()
    {
        const auto sent = run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "100", "USD"}, {"t2", "5", "EUR"}}));
        QCOMPARE(told(sent), std::string("POST[t1]>B"));
        QCOMPARE(m_scheme->state.bulks.items(1)->at(1).error->description,
                 std::string("Generic validation error - Participant A EUR account not found"));
        const auto paid = run(answerOf("b", "B", {"t1", "t2", "stranger"}));
        QCOMPARE(told(paid), std::string("RESULT:COMPLETED[+ -3100]>A RESULT:COMPLETED[+]>B"));
    }

    void eachSeesTheOnesBefore()
    {
        const auto sent = run(bulkOf(*m_scheme, "b", "A", "B",
                                     {{"t1", "600", "USD"}, {"t2", "600", "USD"}, {"t3", "400", "USD"}}));
        QCOMPARE(told(sent), std::string("POST[t1,t3]>B"));
        QCOMPARE(position("A"), std::string("1000"));
    }

    void allRefusedEndsAtOnce()
    {
        const auto sent = run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "EUR"}, {"t2", "2", "EUR"}}));
        QCOMPARE(told(sent), std::string("RESULT:COMPLETED[-3100 -3100]>A"));
        QVERIFY(m_scheme->state.bulks.find(bulkId("b").value())->state == BulkState::Completed);
    }

    void idsAreKnownWithinAndBeforeTheBulk()
    {
        m_scheme->run(m_scheme->prepare("t9", "A", "B", "10"));
        const auto sent = run(
            bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}, {"t1", "1", "USD"}, {"t9", "1", "USD"}}));
        QCOMPARE(told(sent), std::string("POST[t1]>B"));
        QCOMPARE(told(run(answerOf("b", "B", {"t1"}))),
                 std::string("RESULT:COMPLETED[+ -3106 -3106]>A RESULT:COMPLETED[+]>B"));
        QCOMPARE(position("A"), std::string("11"));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("payer");
        QTest::addColumn<QString>("payee");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("destination");
        QTest::addColumn<QString>("text");
        QTest::newRow("source") << "A"
                                << "B"
                                << "C"
                                << ""
                                << "Generic validation error - FSPIOP-Source header should match Payer FSP";
        QTest::newRow("destination") << "A"
                                     << "B"
                                     << "A"
                                     << "X"
                                     << "Payee FSP ID not found - Participant X not found";
        QTest::newRow("payee") << "A"
                               << "X"
                               << "A"
                               << ""
                               << "Payee FSP ID not found - Participant X not found";
        QTest::newRow("same") << "A"
                              << "a"
                              << "A"
                              << ""
                              << "Generic validation error - Payer FSP and Payee FSP should be different";
        QTest::newRow("inactive payer") << "I"
                                        << "B"
                                        << "I"
                                        << ""
                                        << "Payer FSP ID not found - Participant I is inactive";
        QTest::newRow("inactive payee") << "A"
                                        << "I"
                                        << "A"
                                        << ""
                                        << "Payee FSP ID not found - Participant I is inactive";
    }
    void refusals()
    {
        QFETCH(QString, payer);
        QFETCH(QString, payee);
        QFETCH(QString, source);
        QFETCH(QString, destination);
        QFETCH(QString, text);
        m_scheme->addDfsp("I", "USD", "1000", "1000");
        m_scheme->run(SetParticipantActive{domain::FspId("I"), false, {}});
        auto bulk = bulkOf(*m_scheme, "b", payer.toStdString(), payee.toStdString(), {{"t1", "1", "USD"}});
        bulk.source = domain::FspId(source.toStdString());
        if (!destination.isEmpty()) bulk.destination = domain::FspId(destination.toStdString());
        const auto refused = run(bulk);
        QCOMPARE(refused.notices.size(), std::size_t(1));
        QCOMPARE(refused.notices[0].destination.value(), source.toStdString());
        QCOMPARE(QString::fromStdString(refused.notices[0].error->description), text);
        QVERIFY(m_scheme->state.bulks.find(bulk.id.value())->state == BulkState::Invalid);
        QCOMPARE(m_scheme->state.nextTransferSeq, m_scheme->state.transfers.size() + 1);
        QVERIFY(run(bulk).answer.outcome == Outcome::Duplicate);
    }

    void duplicates()
    {
        auto bulk = bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}});
        run(bulk);
        QVERIFY(run(bulk).answer.outcome == Outcome::Ignored);
        auto other = bulk;
        other.hash = digestOf("other");
        const auto modified = run(other);
        QVERIFY(modified.answer.outcome == Outcome::Modified);
        QCOMPARE(told(modified), std::string("ERR3106>A"));
        auto answer = answerOf("b", "B", {"t1"});
        run(answer);
        QVERIFY(run(bulk).answer.outcome == Outcome::Duplicate);
        QVERIFY(run(answer).answer.outcome == Outcome::Duplicate);
        answer.hash = digestOf("another answer");
        answer.contentType = "as sent";
        const auto late = run(answer);
        QCOMPARE(told(late), std::string("ERR3106>B"));
        QCOMPARE(late.notices[0].contentType, std::string("as sent"));
        bulk.source = domain::FspId("C");
        const auto foreign = run(bulk);
        QVERIFY(foreign.answer.outcome == Outcome::Accepted);
        QCOMPARE(told(foreign), std::string("ERR3100>C"));
    }

    void payeeRefusesSome()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}, {"t2", "2", "USD"}, {"t3", "4", "USD"}}));
        auto answer = answerOf("b", "B", {"t1", "t3"}, {"t2"});
        answer.items[1].fulfilmentHash = digestOf("wrong"); // t3
        QCOMPARE(told(run(answer)),
                 std::string("RESULT:COMPLETED[+ -5104 -3100]>A RESULT:COMPLETED[+ -5104 -3100]>B"));
        QCOMPARE(position("A"), std::string("1"));
        QCOMPARE(position("B"), std::string("-1"));
    }

    void payeeRefusesAll()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}, {"t2", "2", "USD"}}));
        auto answer = answerOf("b", "B", {}, {"t1"});
        answer.isRejected = true;
        QCOMPARE(told(run(answer)),
                 std::string("RESULT:REJECTED[-5104 -5105]>A RESULT:REJECTED[-5104 -5105]>B"));
        QCOMPARE(position("A"), std::string("0"));
    }

    void payeeError()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}, {"t2", "2", "USD"}}));
        BulkAbort abort;
        abort.id = bulkId("b");
        abort.source = domain::FspId("B");
        abort.error = {"5001", "no money"};
        abort.hash = digestOf("abort");
        abort.body = base::shareBytes("as sent");
        const auto aborted = run(abort);
        QCOMPARE(told(aborted), std::string("ERR5001>A ERR5001>B"));
        QCOMPARE(*aborted.notices[0].relay.body, std::string("as sent"));
        QCOMPARE(position("A"), std::string("0"));
        QVERIFY(m_scheme->state.bulks.find(bulkId("b").value())->state == BulkState::Rejected);
        QVERIFY(run(abort).answer.outcome == Outcome::Duplicate);
        QCOMPARE(told(run(answerOf("b", "B", {"t1"}))), std::string("ERR3100>B"));
    }

    void wrongTimestampAbortsAll()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}}));
        auto answer = answerOf("b", "B", {"t1"});
        answer.problem = domain::FspiopError{"3100", "future"};
        QCOMPARE(told(run(answer)), std::string("ERR3100>A ERR3100>B"));
        QCOMPARE(position("A"), std::string("0"));
        QVERIFY(m_scheme->state.bulks.find(bulkId("b").value())->state == BulkState::Rejected);
    }

    void strangersChangeNothing()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}}));
        QCOMPARE(told(run(answerOf("b", "C", {"t1"}))), std::string("ERR3100>C"));
        QCOMPARE(told(run(answerOf("unknown", "B", {"t1"}))), std::string("ERR3210>B"));
        QCOMPARE(position("A"), std::string("1"));
        // One of its transfers alone: told, nothing moved.
        const auto alone = m_scheme->run(m_scheme->fulfil("t1", "B"));
        QCOMPARE(alone.notices[0].error->description,
                 std::string("Generic validation error - the transfer ends with its bulk transfer"));
        QCOMPARE(position("B"), std::string("0"));
        auto misaddressed = answerOf("b", "B", {"t1"});
        misaddressed.destination = domain::FspId("C");
        QCOMPARE(told(run(misaddressed)), std::string("ERR3100>A ERR3100>B"));
        QCOMPARE(position("A"), std::string("0"));
    }

    void hubMayBeTheDestination()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}}));
        auto answer = answerOf("b", "B", {"t1"});
        answer.destination = domain::FspId("hub");
        QCOMPARE(told(run(answer)), std::string("RESULT:COMPLETED[+]>A RESULT:COMPLETED[+]>B"));
    }

    void silenceExpires()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}, {"t2", "2", "USD"}, {"t3", "1", "EUR"}}));
        m_scheme->now = m_scheme->now.plusMs(100'001);
        QCOMPARE(told(run(Tick{})),
                 std::string("RESULT:COMPLETED[-3303 -3303 -3100]>A RESULT:COMPLETED[-3303 -3303]>B"));
        QCOMPARE(position("A"), std::string("0"));
        QCOMPARE(told(run(answerOf("b", "B", {"t1"}))), std::string("ERR3100>B"));
        QCOMPARE(position("B"), std::string("0"));
    }

    void whatThePayeeLeavesOutExpires()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}, {"t2", "2", "USD"}}));
        QCOMPARE(told(run(answerOf("b", "B", {"t1"}))), std::string());
        QVERIFY(m_scheme->state.bulks.find(bulkId("b").value())->state == BulkState::PendingFulfil);
        m_scheme->now = m_scheme->now.plusMs(100'001);
        QCOMPARE(told(run(Tick{})), std::string("RESULT:COMPLETED[+ -3303]>A RESULT:COMPLETED[+ -3303]>B"));
        QCOMPARE(position("A"), std::string("1"));
    }

    void lateAnswerExpiresBeforeTheTick()
    {
        run(bulkOf(*m_scheme, "b", "A", "B", {{"t1", "1", "USD"}}));
        m_scheme->now = m_scheme->now.plusMs(100'001);
        QCOMPARE(told(run(answerOf("b", "B", {"t1"}))),
                 std::string("RESULT:COMPLETED[-3303]>A RESULT:COMPLETED[-3303]>B"));
        QCOMPARE(position("A"), std::string("0"));
    }

    void expiryOfALargeBulkGoesOverSeveralTicks()
    {
        std::vector<std::string> labels;
        std::vector<std::array<const char*, 3>> items;
        for (int i = 0; i < 600; ++i)
            labels.push_back("t" + std::to_string(i));
        for (const auto& label : labels)
            items.push_back({label.c_str(), "1", "USD"});
        run(bulkOf(*m_scheme, "b", "A", "B", items));
        QCOMPARE(position("A"), std::string("600"));
        m_scheme->now = m_scheme->now.plusMs(100'001);
        QCOMPARE(told(run(Tick{})), std::string());
        QVERIFY(m_scheme->state.bulks.find(bulkId("b").value())->state == BulkState::Expiring);
        QCOMPARE(run(Tick{}).notices.size(), std::size_t(2));
        QCOMPARE(position("A"), std::string("0"));
    }

    void finishedOnesLeaveMemory()
    {
        for (const char* label : {"b1", "b2", "b3"})
            run(bulkOf(*m_scheme, label, "A", "B", {{label, "1", "USD"}}));
        run(answerOf("b2", "B", {"b2"}));
        m_scheme->state.bulks.evict(1);
        QCOMPARE(m_scheme->state.bulks.size(), std::size_t(2));
        QVERIFY(m_scheme->state.bulks.find(bulkId("b2").value()) == nullptr);
        QVERIFY(m_scheme->state.bulks.find(bulkId("b3").value()) != nullptr);
    }

private:
    Decision run(const Command& command) { return m_scheme->run(command); }
    std::string position(const char* name) const
    {
        return m_scheme->value(name, AccountType::Position).toString();
    }
    std::unique_ptr<Scheme> m_scheme;
};

QTEST_APPLESS_MAIN(TestLedgerBulk)
#include "tst_ledger_bulk.moc"
