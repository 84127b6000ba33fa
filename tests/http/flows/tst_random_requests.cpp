#include "tests/http/flows/data_folder.h"
#include "tests/http/flows/random_requests.h"
#include "tests/support/blackbox/scheme.h"

#include <QTest>

using namespace hub::blackbox;

/// Requests that nobody would write, over every route of both documents: each is answered in the protocol's
/// form, nothing stops the hub, and what it wrote is sound, also after a power cut.
class TestRandomRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hubOutlivesThem_data();
    void hubOutlivesThem();

private:
    void sendAll(HubProcess& hub, quint32 seed, bool isOperator);
};

void TestRandomRequests::hubOutlivesThem_data()
{
    QTest::addColumn<quint32>("seed");
    bool isGiven = false;
    const auto given = static_cast<quint32>(qEnvironmentVariableIntValue("HUB_SEED", &isGiven));
    if (isGiven) {
        QTest::addRow("seed %u", given) << given;
        return;
    }
    for (const quint32 seed : {1U, 2U})
        QTest::addRow("seed %u", seed) << seed;
}

void TestRandomRequests::sendAll(HubProcess& hub, quint32 seed, bool isOperator)
{
    constexpr int kPerOperation = 6;
    const auto url = [&](const QString& path) {
        return isOperator ? hub.operatorApi(path) : hub.fspiop(path);
    };
    const Reply document = callJson("GET", url(QStringLiteral("/openapi.json")));
    QCOMPARE(document.status, 200);
    RandomRequests requests(document.json().object(), seed);
    for (const RandomRequest& request : requests.make(kPerOperation)) {
        const QByteArray resource =
            request.path.section(QLatin1Char('/'), 1, 1).section(u'?', 0, 0).toLatin1();
        const QByteArray type = "application/vnd.interoperability." + resource + "+json;version=1.1";
        const HeaderList headers = isOperator ? HeaderList{{"Content-Type", "application/json"}}
                                              : HeaderList{{"Content-Type", type},
                                                           {"Accept", type},
                                                           {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"},
                                                           {"FSPIOP-Source", "payerfsp"},
                                                           {"FSPIOP-Destination", "payeefsp"}};
        const Reply reply = call(request.method, url(request.path), headers, request.body);
        const QByteArray told = request.method + ' ' + request.path.toUtf8().left(200) + ' ' +
                                request.body.left(1000) + "\n" + QByteArray::number(reply.status) + ' ' +
                                reply.body.left(300);
        QVERIFY2(reply.status >= 200, told.constData());
        QVERIFY2(reply.status < 400 || !reply.errorCode().isEmpty(), told.constData());
    }
}

void TestRandomRequests::hubOutlivesThem()
{
    QFETCH(quint32, seed);
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    QVERIFY(scheme.prepare());
    for (const char* name : {"payerfsp", "payeefsp", "thirdfsp"})
        QVERIFY(scheme.add(QLatin1String(name)) != nullptr);
    for (int i = 0; i < 3; ++i) {
        const Payment payment =
            scheme.payment(QStringLiteral("payerfsp"), QStringLiteral("payeefsp"), QStringLiteral("10.5"));
        QCOMPARE(scheme.prepareTransfer(payment).status, 202);
        QCOMPARE(scheme.fulfil(payment).status, 200);
    }
    for (const bool isOperator : {true, false, true}) {
        sendAll(hub, seed++, isOperator);
        if (QTest::currentTestFailed()) return;
    }
    hub.kill();
    QVERIFY2(hub.start(), hub.log().constData());
    QCOMPARE(callJson("GET", hub.operatorApi(QStringLiteral("/health"))).status, 200);
    QCOMPARE(hub.terminate(), 0);
    const Run run = verify(hub.dataDirectory());
    QVERIFY2(run.code == 0, (run.out + run.err).constData());
}

QTEST_GUILESS_MAIN(TestRandomRequests)
#include "tst_random_requests.moc"
