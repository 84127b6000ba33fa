#include "tests/support/blackbox/scheme.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

/// Payments through the real program: what a DFSP sees on the wire and what the operator sees of the
/// positions.
class TestPayments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void committedPaymentMovesBothPositions();
    void reservedFulfilIsConfirmedByPatch();
    void relayedBytesAreUntouched();
    void resendOfACommittedPaymentTellsItsState();
    void changedResendIsModifiedRequest();
    void liquidityComesBeforeTheCap();
    void payeeErrorGivesThePositionBack();
    void undefinedErrorCodeIsReplaced();
    void wrongFulfilmentAborts();
    void fulfilByAStrangerChangesNothing();
    void silentPayeeExpires();
    void lateFulfilChangesNothing();
    void sourceMustBeThePayer();
    void getTellsState();
    void badAmountsAreRefusedAtOnce_data();
    void badAmountsAreRefusedAtOnce();
    void inactivePayeeIsRefusedAndComesBackAtOnce();
    void fundsOutReserveCommitAbort();
    void traceIdIsKeptFromEndToEnd();
    void theHopsStandInTheirOrder();
    void deadEndpointIsRetriedUntilItAnswers();

private:
    static QString errorCode(const Received& message)
    {
        return message.json()
            .object()
            .value(QStringLiteral("errorInformation"))
            .toObject()
            .value(QStringLiteral("errorCode"))
            .toString();
    }
    static QByteArray transferPath(const Payment& payment) { return "/transfers/" + payment.id.toUtf8(); }

    HubProcess m_hub;
    std::unique_ptr<Scheme> m_scheme;
    Dfsp* m_payer = nullptr;
    Dfsp* m_payee = nullptr;
    QString m_payerBefore;
    QString m_payeeBefore;
};

void TestPayments::initTestCase()
{
    QVERIFY2(m_hub.start(), m_hub.log().constData());
    m_scheme = std::make_unique<Scheme>(m_hub);
    QVERIFY(m_scheme->prepare());
    m_payer = m_scheme->add(QStringLiteral("greenbank"));
    m_payee = m_scheme->add(QStringLiteral("mobilecash"));
    QVERIFY(m_payer != nullptr && m_payee != nullptr);
}

void TestPayments::init()
{
    m_payer->clear();
    m_payee->clear();
    m_payer->status = m_payee->status = 202;
    m_payerBefore = m_scheme->position(m_payer->name());
    m_payeeBefore = m_scheme->position(m_payee->name());
    QVERIFY(!m_payerBefore.isEmpty() && !m_payeeBefore.isEmpty());
}

void TestPayments::committedPaymentMovesBothPositions()
{
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("60.1234"));
    const Reply accepted = m_scheme->prepareTransfer(payment);
    QCOMPARE(accepted.status, 202);
    QCOMPARE(accepted.reason, QByteArray("Accepted"));
    QVERIFY(accepted.body.isEmpty());
    const Received forwarded = m_payee->take("POST", "/transfers");
    QCOMPARE(forwarded.method, QByteArray("POST"));
    QCOMPARE(forwarded.header("fspiop-source"), m_payer->name().toUtf8());
    QCOMPARE(forwarded.header("fspiop-destination"), m_payee->name().toUtf8());
    const Reply ok = m_scheme->fulfil(payment);
    QCOMPARE(ok.status, 200);
    QCOMPARE(ok.reason, QByteArray("OK"));
    const Received committed = m_payer->take("PUT", transferPath(payment));
    QCOMPARE(committed.json().object().value(QStringLiteral("transferState")).toString(),
             QStringLiteral("COMMITTED"));
    QCOMPARE(committed.json().object().value(QStringLiteral("fulfilment")).toString().toLatin1(),
             payment.fulfilment);
    QCOMPARE(committed.header("fspiop-source"), m_payee->name().toUtf8());
    QVERIFY(committed.header("accept").isEmpty());
    QCOMPARE(m_scheme->position(m_payer->name()), QStringLiteral("60.1234"));
    QCOMPARE(m_scheme->position(m_payee->name()), QStringLiteral("-60.1234"));
}

void TestPayments::reservedFulfilIsConfirmedByPatch()
{
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("1"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    const QByteArray extensions =
        "\"extensionList\":{\"extension\":[{\"key\":\"receipt\",\"value\":\"42\"}]}";
    QCOMPARE(m_scheme
                 ->send("PUT", QStringLiteral("/transfers/") + payment.id, "transfers", payment.payee,
                        payment.payer,
                        "{\"transferState\":\"RESERVED\",\"fulfilment\":\"" + payment.fulfilment + "\"," +
                            extensions + "}")
                 .status,
             200);
    const Received put = m_payer->take("PUT", transferPath(payment));
    QVERIFY2(put.body.contains(extensions), put.body.constData());
    QCOMPARE(put.header("fspiop-source"), QByteArray("Hub"));
    QCOMPARE(put.json().object().value(QStringLiteral("transferState")).toString(),
             QStringLiteral("COMMITTED"));
    QVERIFY(!put.json().object().contains(QStringLiteral("transferId")));
    QVERIFY(!put.header("fspiop-signature").isEmpty());
    const Received patch = m_payee->take("PATCH", transferPath(payment));
    QCOMPARE(patch.json().object().value(QStringLiteral("transferState")).toString(),
             QStringLiteral("COMMITTED"));
    QVERIFY(!patch.json().object().contains(QStringLiteral("fulfilment")));
    QVERIFY(patch.json().object().contains(QStringLiteral("completedTimestamp")));
    QVERIFY2(patch.body.contains(extensions), patch.body.constData());
    QCOMPARE(m_scheme->getTransfer(payment.id, payment.payer).status, 202);
    QVERIFY(m_payer->take("PUT", transferPath(payment)).body.contains(extensions));
}

void TestPayments::relayedBytesAreUntouched()
{
    Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("2"));
    QByteArray body = payment.body();
    body.replace("\"amount\":{", " \"amount\" : \n{");
    const Reply accepted = m_scheme->send(
        "POST", QStringLiteral("/transfers"), "transfers", payment.payer, payment.payee, body, "1.1",
        {{"FSPIOP-Signature", "{\"signature\":\"x\"}"}, {"X-Forwarded-For", "10.1.2.3"}});
    QCOMPARE(accepted.status, 202);
    const Received forwarded = m_payee->take("POST", "/transfers");
    QCOMPARE(forwarded.body, body);
    QCOMPARE(forwarded.header("fspiop-signature"), QByteArray("{\"signature\":\"x\"}"));
    QCOMPARE(forwarded.header("x-forwarded-for"), QByteArray("10.1.2.3"));
    QCOMPARE(m_scheme->reject(payment).status, 200);
}

void TestPayments::resendOfACommittedPaymentTellsItsState()
{
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("3"));
    const QByteArray body = payment.body();
    const auto post = [&] {
        return m_scheme->send("POST", QStringLiteral("/transfers"), "transfers", payment.payer, payment.payee,
                              body);
    };
    QCOMPARE(post().status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    QCOMPARE(m_scheme->fulfil(payment).status, 200);
    QVERIFY(!m_payer->take("PUT", transferPath(payment)).method.isEmpty());
    const QString position = m_scheme->position(m_payer->name());
    QCOMPARE(post().status, 202);
    const Received again = m_payer->take("PUT", transferPath(payment));
    QCOMPARE(again.header("fspiop-source"), QByteArray("Hub"));
    QCOMPARE(again.json().object().value(QStringLiteral("transferState")).toString(),
             QStringLiteral("COMMITTED"));
    QCOMPARE(again.json().object().value(QStringLiteral("fulfilment")).toString().toLatin1(),
             payment.fulfilment);
    QVERIFY(m_payee->staysSilent("POST", "/transfers"));
    QCOMPARE(m_scheme->position(m_payer->name()), position);
}

void TestPayments::changedResendIsModifiedRequest()
{
    Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("4"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    payment.amount = QStringLiteral("5");
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    const Received error = m_payer->take("PUT", transferPath(payment) + "/error");
    QCOMPARE(errorCode(error), QStringLiteral("3106"));
    QVERIFY(error.body.contains("\"Modified request\""));
    QCOMPARE(m_scheme->reject(payment).status, 200);
    QVERIFY(!m_payer->take("PUT", transferPath(payment) + "/error").method.isEmpty());
    QCOMPARE(m_scheme->position(m_payer->name()), m_payerBefore);
}

void TestPayments::liquidityComesBeforeTheCap()
{
    const Payment beyondDeposit =
        m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("50000"));
    QCOMPARE(m_scheme->prepareTransfer(beyondDeposit).status, 202);
    const Received liquidity = m_payer->take("PUT", transferPath(beyondDeposit) + "/error");
    QCOMPARE(errorCode(liquidity), QStringLiteral("4001"));
    QCOMPARE(liquidity.header("fspiop-source"), QByteArray("Hub"));
    QCOMPARE(liquidity.header("fspiop-uri"), transferPath(beyondDeposit) + "/error");
    QVERIFY(!liquidity.header("fspiop-signature").isEmpty());
    QVERIFY(liquidity.header("accept").isEmpty());
    const Payment beyondCap = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("5000"));
    QCOMPARE(m_scheme->prepareTransfer(beyondCap).status, 202);
    QCOMPARE(errorCode(m_payer->take("PUT", transferPath(beyondCap) + "/error")), QStringLiteral("4200"));
    QCOMPARE(m_scheme->position(m_payer->name()), m_payerBefore);
    QVERIFY(m_payee->received().isEmpty());
}

void TestPayments::payeeErrorGivesThePositionBack()
{
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("7"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    QCOMPARE(m_scheme->reject(payment, "5104").status, 200);
    const Received error = m_payer->take("PUT", transferPath(payment) + "/error");
    QCOMPARE(errorCode(error), QStringLiteral("5104"));
    QCOMPARE(error.header("fspiop-source"), m_payee->name().toUtf8());
    QCOMPARE(m_scheme->position(m_payer->name()), m_payerBefore);
}

void TestPayments::undefinedErrorCodeIsReplaced()
{
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("7"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    QCOMPARE(m_scheme->reject(payment, "9999").status, 200);
    const Received error = m_payer->take("PUT", transferPath(payment) + "/error");
    QCOMPARE(errorCode(error), QStringLiteral("3100"));
    QVERIFY(error.body.contains("API specification undefined errorCode"));
    QCOMPARE(error.header("fspiop-source"), QByteArray("Hub"));
    QCOMPARE(m_scheme->position(m_payer->name()), m_payerBefore);
}

void TestPayments::wrongFulfilmentAborts()
{
    Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("8"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    payment.fulfilment = m_scheme->payment({}, {}).fulfilment;
    QCOMPARE(m_scheme->fulfil(payment).status, 200);
    QCOMPARE(errorCode(m_payer->take("PUT", transferPath(payment) + "/error")), QStringLiteral("3100"));
    QCOMPARE(m_scheme->position(m_payer->name()), m_payerBefore);
    QCOMPARE(m_scheme->position(m_payee->name()), m_payeeBefore);
}

void TestPayments::fulfilByAStrangerChangesNothing()
{
    Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("9"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    Payment forged = payment;
    forged.payee = m_payer->name();
    QCOMPARE(m_scheme->fulfil(forged).status, 200);
    QCOMPARE(errorCode(m_payer->take("PUT", transferPath(payment) + "/error")), QStringLiteral("3100"));
    QCOMPARE(m_scheme->fulfil(payment).status, 200);
    const Received committed = m_payer->take("PUT", transferPath(payment));
    QCOMPARE(committed.json().object().value(QStringLiteral("transferState")).toString(),
             QStringLiteral("COMMITTED"));
}

void TestPayments::silentPayeeExpires()
{
    Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("10"));
    payment.expiresInMs = 600;
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    const Received payerError = m_payer->take("PUT", transferPath(payment) + "/error", 2500);
    QCOMPARE(errorCode(payerError), QStringLiteral("3303"));
    QVERIFY(payerError.body.contains("\"Transfer expired\""));
    QCOMPARE(payerError.header("fspiop-source"), QByteArray("Hub"));
    QCOMPARE(errorCode(m_payee->take("PUT", transferPath(payment) + "/error")), QStringLiteral("3303"));
    QCOMPARE(m_scheme->position(m_payer->name()), m_payerBefore);
}

void TestPayments::lateFulfilChangesNothing()
{
    Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("11"));
    payment.expiresInMs = 500;
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payer->take("PUT", transferPath(payment) + "/error", 2500).method.isEmpty());
    QVERIFY(!m_payee->take("PUT", transferPath(payment) + "/error").method.isEmpty());
    QCOMPARE(m_scheme->fulfil(payment).status, 200);
    QVERIFY(!m_payee->take("PUT", transferPath(payment) + "/error").method.isEmpty());
    QCOMPARE(m_scheme->position(m_payer->name()), m_payerBefore);
    QCOMPARE(m_scheme->position(m_payee->name()), m_payeeBefore);
}

void TestPayments::sourceMustBeThePayer()
{
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("12"));
    QCOMPARE(m_scheme
                 ->send("POST", QStringLiteral("/transfers"), "transfers", m_payee->name(), m_payee->name(),
                        payment.body())
                 .status,
             202);
    const Received error = m_payee->take("PUT", transferPath(payment) + "/error");
    QCOMPARE(errorCode(error), QStringLiteral("3100"));
    QVERIFY(error.body.contains("FSPIOP-Source header should match Payer"));
    QCOMPARE(m_scheme->position(m_payer->name()), m_payerBefore);
}

void TestPayments::getTellsState()
{
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("13"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    QCOMPARE(m_scheme->getTransfer(payment.id, m_payer->name()).status, 202);
    QCOMPARE(m_payer->take("PUT", transferPath(payment))
                 .json()
                 .object()
                 .value(QStringLiteral("transferState"))
                 .toString(),
             QStringLiteral("RESERVED"));
    QCOMPARE(m_scheme->reject(payment, "5105").status, 200);
    QVERIFY(!m_payer->take("PUT", transferPath(payment) + "/error").method.isEmpty());
    QCOMPARE(m_scheme->getTransfer(payment.id, m_payer->name()).status, 202);
    const QJsonObject aborted = m_payer->take("PUT", transferPath(payment)).json().object();
    QCOMPARE(aborted.value(QStringLiteral("transferState")).toString(), QStringLiteral("ABORTED"));
    const QJsonArray extension = aborted.value(QStringLiteral("extensionList"))
                                     .toObject()
                                     .value(QStringLiteral("extension"))
                                     .toArray();
    QCOMPARE(extension.size(), 1);
    QCOMPARE(extension[0].toObject().value(QStringLiteral("key")).toString(), QStringLiteral("cause"));
    QVERIFY(
        extension[0].toObject().value(QStringLiteral("value")).toString().startsWith(QLatin1String("5105:")));
    const QString unknown = newId();
    QCOMPARE(m_scheme->getTransfer(unknown, m_payer->name()).status, 202);
    const Received error = m_payer->take("PUT", "/transfers/" + unknown.toUtf8() + "/error");
    QCOMPARE(errorCode(error), QStringLiteral("3208"));
    QVERIFY(error.body.contains("Transfer ID not found - Provided Transfer ID was not found on the server."));
}

void TestPayments::badAmountsAreRefusedAtOnce_data()
{
    QTest::addColumn<QString>("amount");
    for (const char* text :
         {"10.00", "01", "1.", "-1", "1.23456", "1e3", "", "1234567890123456789", " 1", "1,5", "NaN"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestPayments::badAmountsAreRefusedAtOnce()
{
    QFETCH(QString, amount);
    const Reply reply =
        m_scheme->prepareTransfer(m_scheme->payment(m_payer->name(), m_payee->name(), amount));
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.errorCode(), QStringLiteral("3100"));
    QVERIFY2(reply.errorDescription().contains(QLatin1String("/requestBody/amount/amount")),
             qPrintable(reply.errorDescription()));
}

void TestPayments::inactivePayeeIsRefusedAndComesBackAtOnce()
{
    const QUrl url = m_hub.operatorApi(QStringLiteral("/participants/") + m_payee->name());
    QCOMPARE(callJson("PUT", url, "{\"isActive\":false}").status, 200);
    const Payment refused = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("1"));
    QCOMPARE(m_scheme->prepareTransfer(refused).status, 202);
    const Received error = m_payer->take("PUT", transferPath(refused) + "/error");
    QCOMPARE(errorCode(error), QStringLiteral("3100"));
    QVERIFY(error.body.contains("is inactive"));
    // Nor is it told anything.
    QCOMPARE(m_scheme->getTransfer(refused.id, m_payee->name()).status, 202);
    QCOMPARE(callJson("PUT", url, "{\"isActive\":true}").status, 200);
    const QString unknown = newId();
    QCOMPARE(m_scheme->getTransfer(unknown, m_payee->name()).status, 202);
    QVERIFY(!m_payee->take("PUT", "/transfers/" + unknown.toUtf8() + "/error").method.isEmpty());
    QVERIFY(m_payee->received().isEmpty());
    const Payment good = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("1"));
    QCOMPARE(m_scheme->prepareTransfer(good).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    QCOMPARE(m_scheme->reject(good).status, 200);
}

void TestPayments::fundsOutReserveCommitAbort()
{
    const QString before = m_scheme->account(m_payer->name(), QStringLiteral("SETTLEMENT"));
    QCOMPARE(before, QStringLiteral("-10000"));
    const QJsonArray accounts =
        callJson("GET", m_hub.operatorApi(QStringLiteral("/participants/%1/accounts").arg(m_payer->name())))
            .json()
            .array();
    int id = 0;
    for (const auto& entry : accounts)
        if (entry.toObject().value(QStringLiteral("ledgerAccountType")) == QStringLiteral("SETTLEMENT"))
            id = entry.toObject().value(QStringLiteral("id")).toInt();
    const QUrl account =
        m_hub.operatorApi(QStringLiteral("/participants/%1/accounts/%2").arg(m_payer->name()).arg(id));
    const auto reserve = [&](const QString& transferId) {
        return callJson(
                   "POST", account,
                   "{\"transferId\":\"" + transferId.toUtf8() +
                       "\",\"externalReference\":\"w1\",\"action\":\"recordFundsOutPrepareReserve\","
                       "\"reason\":\"withdrawal\",\"amount\":{\"amount\":\"300.5\",\"currency\":\"USD\"}}")
            .status;
    };
    const auto finish = [&](const QString& transferId, const QByteArray& action) {
        return callJson("PUT", QUrl(account.toString() + QStringLiteral("/transfers/") + transferId),
                        "{\"action\":\"" + action + "\",\"reason\":\"done\"}")
            .status;
    };
    const QString first = newId();
    QCOMPARE(reserve(first), 202);
    QCOMPARE(m_scheme->account(m_payer->name(), QStringLiteral("SETTLEMENT")), QStringLiteral("-9699.5"));
    QCOMPARE(finish(first, "recordFundsOutAbort"), 202);
    QCOMPARE(m_scheme->account(m_payer->name(), QStringLiteral("SETTLEMENT")), before);
    const QString second = newId();
    QCOMPARE(reserve(second), 202);
    QCOMPARE(finish(second, "recordFundsOutCommit"), 202);
    QCOMPARE(m_scheme->account(m_payer->name(), QStringLiteral("SETTLEMENT")), QStringLiteral("-9699.5"));
    QCOMPARE(m_scheme->account(QStringLiteral("Hub"), QStringLiteral("HUB_RECONCILIATION")),
             QStringLiteral("19699.5"));
    QCOMPARE(m_scheme->getTransfer(second, m_payer->name()).status, 202);
    QCOMPARE(m_payer->take("PUT", "/transfers/" + second.toUtf8())
                 .json()
                 .object()
                 .value(QStringLiteral("transferState"))
                 .toString(),
             QStringLiteral("COMMITTED"));
}

void TestPayments::traceIdIsKeptFromEndToEnd()
{
    const QByteArray trace = "0af7651916cd43dd8448eb211c80319c";
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("1"));
    QCOMPARE(m_scheme
                 ->prepareTransfer(payment, {{"traceparent", "00-" + trace + "-b7ad6b7169203331-01"},
                                             {"tracestate", "vendor=abc"}})
                 .status,
             202);
    const Received forwarded = m_payee->take("POST", "/transfers");
    QCOMPARE(forwarded.header("traceparent").mid(3, 32), trace);
    QVERIFY(forwarded.header("traceparent").mid(36, 16) != QByteArray("b7ad6b7169203331"));
    QCOMPARE(forwarded.header("tracestate"), QByteArray("vendor=abc"));
    QCOMPARE(m_scheme->fulfil(payment).status, 200);
    QVERIFY(!m_payer->take("PUT", transferPath(payment)).method.isEmpty());
    const QUrl url = m_hub.operatorApi(QStringLiteral("/hub/v1/transfers/%1/trace").arg(payment.id));
    QTRY_VERIFY_WITH_TIMEOUT(callJson("GET", url).body.contains(trace), 5000);
}

// The DFSP's messages are placed by their spans: the ledger's milliseconds would put a quick payee's fulfil
// before the prepare that it answers.
void TestPayments::theHopsStandInTheirOrder()
{
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("1"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    QCOMPARE(m_scheme->fulfil(payment).status, 200);
    QVERIFY(!m_payer->take("PUT", transferPath(payment)).method.isEmpty());
    const QUrl url = m_hub.operatorApi(QStringLiteral("/hub/v1/transfers/%1").arg(payment.id));
    const QStringList expected{QStringLiteral("prepare"), QStringLiteral("POST /transfers"),
                               QStringLiteral("fulfil"), QStringLiteral("PUT /transfers/{ID}")};
    QJsonArray hops;
    const auto labels = [&] {
        hops = callJson("GET", url).json().object().value(QStringLiteral("hops")).toArray();
        QStringList out;
        for (const QJsonValue& hop : hops)
            out << hop[QStringLiteral("label")].toString();
        return out;
    };
    QTRY_COMPARE_WITH_TIMEOUT(labels(), expected, 5000);
    for (const QJsonValue& hop : hops)
        QVERIFY(hop[QStringLiteral("endUs")].toInteger() >= hop[QStringLiteral("atUs")].toInteger());
}

void TestPayments::deadEndpointIsRetriedUntilItAnswers()
{
    m_payee->status = 503;
    const Payment payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("1"));
    QCOMPARE(m_scheme->prepareTransfer(payment).status, 202);
    const Received first = m_payee->take("POST", "/transfers");
    QVERIFY(!first.method.isEmpty());
    m_payee->status = 202;
    const Received second = m_payee->take("POST", "/transfers");
    QCOMPARE(second.body, first.body);
    QVERIFY(m_payee->staysSilent("POST", "/transfers"));
    QCOMPARE(m_scheme->reject(payment).status, 200);
}

QTEST_GUILESS_MAIN(TestPayments)
#include "tst_payments.moc"
