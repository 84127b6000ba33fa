#include "tests/unit/ledger/story.h"

#include <QtTest>

using namespace hub;
using namespace hub::test;
using namespace hub::ledger;

/// admin-settlement 1.9 and 5.8.
class TestLedgerFunds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void refusals_data();
    void refusals();
    void fundsInIsOneTransfer();
    void auditTellsBalances();
    void balanceStaysStorable();
};

namespace {

Scheme makeScheme()
{
    Scheme scheme;
    scheme.openCurrency("USD");
    scheme.openCurrency("EUR");
    scheme.createModel("DEFERREDNET");
    scheme.addDfsp("A", "USD", "1000", "1000");
    scheme.addDfsp("B", "USD", "1000", "0");
    return scheme;
}

} // namespace

void TestLedgerFunds::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::newRow("in") << QByteArray(R"(
        in f1 A 500       | COMMITTED | A.s=-1500 HR=1500 A=0 | - |
        in f1 A 500       | ignored   | A.s=-1500 HR=1500 |
        in f1 A 501       | ignored   | A.s=-1500 HR=1500 | - | Modified request)");
    QTest::newRow("out and paid") << QByteArray(R"(
        out f1 A 300      | RESERVED  | A.s=-700 HR=1000 | - |
        out f1 A 300      | ignored   | A.s=-700 HR=1000 |
        pay f1 A          | COMMITTED | A.s=-700 HR=700 | - |
        pay f1 A          | ignored   | A.s=-700 HR=700 |
        back f1 A         | ignored   | A.s=-700 HR=700 | - | Generic validation error - non-RESERVED transfer state)");
    QTest::newRow("out and taken back") << QByteArray(R"(
        out f0 A 300      | RESERVED  | A.s=-700 HR=1000 |
        pay f0 A          | COMMITTED | A.s=-700 HR=700 |
        out f1 A 200      | RESERVED  | A.s=-500 HR=700 |
        back f1 A         | ABORTED_REJECTED | A.s=-700 HR=700 |
        pay f1 A          | ignored   | A.s=-700 HR=700 |)");
    QTest::newRow("more than there is") << QByteArray(R"(
        out f1 A 1000.0001 | ABORTED_REJECTED | A.s=-1000 HR=1000 | - | Payer FSP insufficient liquidity - Aborted due to insufficient funds
        out f2 A 1000      | RESERVED  | A.s=0 HR=1000 | - |)");
    QTest::newRow("late") << QByteArray(R"(
        out f1 A 300      | RESERVED  | A.s=-700 |
        wait 432000000    | ignored   | A.s=-700 |
        out f2 A 100      | RESERVED  | A.s=-600 |
        wait 1            | ignored   | A.s=-600 |
        pay f1 A          | ignored   | A.s=-600 HR=1000 | - | Transfer expired
        back f1 A         | ABORTED_REJECTED | A.s=-900 HR=1000 |
        pay f2 A          | COMMITTED | A.s=-900 HR=900 |)");
    QTest::newRow("unknown, and of another") << QByteArray(R"(
        pay f9 A          | ignored   | A.s=-1000 | - | Transfer ID not found
        out f1 A 100      | RESERVED  | A.s=-900 |
        pay f1 B          | ignored   | A.s=-900 B.s=0 HR=1000 | - | Transfer ID not found
        in f2 A 1         | COMMITTED |
        pay f2 A          | ignored   | | - | Transfer ID not found)");
    QTest::newRow("a reserved withdrawal is no cover") << QByteArray(R"(
        out f1 A 600      | RESERVED  | A.s=-400 |
        prepare t1 A>B 401 | ABORTED_REJECTED | A=0 | ERR4001>A |
        prepare t2 A>B 400 | RESERVED | A=400 | POST>B |)");
    QTest::newRow("ids are one space") << QByteArray(R"(
        in f1 A 500       | COMMITTED |
        prepare f1 A>B 10 | modified  | A=0 | ERR3106>A | Modified request)");
}

void TestLedgerFunds::stories()
{
    QFETCH(QByteArray, story);
    Scheme scheme = makeScheme();
    const std::string wrong = Story(scheme).run(story.toStdString());
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLedgerFunds::refusals_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("text");
    const QByteArray internal = "Internal server error - ";
    QTest::newRow("unknown participant") << QByteArray("nobody") << QByteArray("3200")
                                         << QByteArray("Generic ID not found - participant not found");
    QTest::newRow("inactive before account") << QByteArray("inactive wrong account") << QByteArray("2001")
                                             << internal + "Participant is currently set inactive";
    QTest::newRow("account of another")
        << QByteArray("wrong account") << QByteArray("2001")
        << internal + "The account does not match participant or currency specified";
    QTest::newRow("currency of another")
        << QByteArray("wrong currency") << QByteArray("2001")
        << internal + "The account does not match participant or currency specified";
    QTest::newRow("not settlement") << QByteArray("position") << QByteArray("2001")
                                    << internal + "Account is not SETTLEMENT type";
    QTest::newRow("inactive before type") << QByteArray("closed position") << QByteArray("2001")
                                          << internal + "Account is currently set inactive";
    QTest::newRow("nothing") << QByteArray("zero") << QByteArray("3101")
                             << QByteArray("Malformed syntax - Amount 0 is out of range");
}

void TestLedgerFunds::refusals()
{
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, text);
    Scheme scheme = makeScheme();
    RecordFunds command{transferId("f1"),
                        domain::FspId("A"),
                        scheme.account("A", domain::AccountType::Settlement),
                        RecordFunds::Action::In,
                        amountOf("10"),
                        currencyOf("USD"),
                        "ref",
                        {},
                        digestOf("f1"),
                        {}};
    if (what == "nobody") command.participant = domain::FspId("X");
    if (what.startsWith("inactive")) scheme.run(SetParticipantActive{domain::FspId("A"), false, {}});
    if (what.endsWith("wrong account"))
        command.account = scheme.account("B", domain::AccountType::Settlement);
    if (what == "wrong currency") command.currency = currencyOf("EUR");
    if (what.endsWith("position")) command.account = scheme.account("A", domain::AccountType::Position);
    if (what == "closed position")
        scheme.run(SetAccountActive{domain::FspId("A"), command.account, false, {}});
    if (what == "zero") command.amount = {};
    const Decision decision = scheme.run(command);
    QCOMPARE(decision.answer.outcome, Outcome::Refused);
    QCOMPARE(decision.answer.error->code, code.toStdString());
    QCOMPARE(decision.answer.error->description, text.toStdString());
    QVERIFY(decision.changes.empty() && decision.notices.empty());
    QCOMPARE(scheme.value("A", domain::AccountType::Settlement).toString(), std::string("-1000"));
}

void TestLedgerFunds::fundsInIsOneTransfer()
{
    Scheme scheme = makeScheme();
    const Decision decision = scheme.deposit("A", "500", "f1");
    const auto* received = std::get_if<TransferReceived>(&decision.changes[0]);
    QVERIFY(received != nullptr);
    QCOMPARE(received->kind, TransferKind::FundsIn);
    QVERIFY(received->payerAccount == scheme.account("Hub", domain::AccountType::HubReconciliation));
    QVERIFY(received->payeeAccount == scheme.account("A", domain::AccountType::Settlement));
    QCOMPARE(received->externalReference, std::string("bank reference"));
    domain::Amount sum;
    int legs = 0;
    for (const auto& change : decision.changes) {
        if (const auto* leg = std::get_if<PositionMoved>(&change)) {
            sum += leg->delta;
            ++legs;
        }
    }
    QCOMPARE(legs, 2);
    QVERIFY(sum.isZero());
}

void TestLedgerFunds::auditTellsBalances()
{
    Scheme scheme = makeScheme();
    const auto account = scheme.account("A", domain::AccountType::Settlement);
    const Decision decision = scheme.run(RecordFunds{transferId("f1"),
                                                     domain::FspId("a"),
                                                     account,
                                                     RecordFunds::Action::In,
                                                     amountOf("0.5"),
                                                     currencyOf("USD"),
                                                     "bank \"7\"",
                                                     {},
                                                     digestOf("f1"),
                                                     {"olga", "cash came", "T-1"}});
    const auto* audit = std::get_if<AuditRow>(&decision.changes.back());
    QVERIFY(audit != nullptr);
    QCOMPARE(audit->operatorName, std::string("olga"));
    QCOMPARE(audit->reason, std::string("cash came"));
    QCOMPARE(audit->ticket, std::string("T-1"));
    const std::string number = std::to_string(account.value());
    QCOMPARE(audit->before, "{\"account\":" + number + ",\"value\":\"-1000\"}");
    QCOMPARE(audit->after,
             "{\"transferId\":\"" + transferId("f1").value().toString() + "\",\"account\":" + number +
                 ",\"amount\":\"0.5\",\"externalReference\":\"bank \\\"7\\\"\",\"value\":\"-1000.5\"}");
}

void TestLedgerFunds::balanceStaysStorable()
{
    Scheme scheme = makeScheme();
    Outcome outcome = Outcome::Accepted;
    for (int i = 0; i < 12 && outcome == Outcome::Accepted; ++i)
        outcome = scheme.deposit("A", "99999999999999.9999", "big" + std::to_string(i)).answer.outcome;
    QCOMPARE(outcome, Outcome::Refused);
    QVERIFY(scheme.value("Hub", domain::AccountType::HubReconciliation).isStorable());
}

QTEST_APPLESS_MAIN(TestLedgerFunds)
#include "tst_ledger_funds.moc"
