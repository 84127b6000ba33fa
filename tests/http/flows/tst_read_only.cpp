#include "tests/support/blackbox/scheme.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <sys/resource.h>

using namespace hub::blackbox;

/// A hub whose disk takes no more writes (reliability row 8): refuses what moves money, answers what is
/// asked, says why, and works again when it can.
class TestReadOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWritesUntilTheDiskTakesThem();

private:
    static QString serviceStatus(const Reply& health, const QString& name)
    {
        const auto services = health.json().object().value(QStringLiteral("services")).toArray();
        for (const auto& service : services)
            if (service.toObject().value(QStringLiteral("name")) == name)
                return service.toObject().value(QStringLiteral("status")).toString();
        return {};
    }
    /// What the process may write at most into one file; the log of the ledger is the largest it has.
    static bool limitFiles(const HubProcess& hub, rlim_t bytes)
    {
        const rlimit limit{bytes, RLIM_INFINITY};
        return ::prlimit(static_cast<pid_t>(hub.processId()), RLIMIT_FSIZE, &limit, nullptr) == 0;
    }
};

void TestReadOnly::refusesWritesUntilTheDiskTakesThem()
{
    HubProcess hub;
    QVERIFY(
        hub.start({QStringLiteral("store.resumeFreeMiB = 1"), QStringLiteral("store.resumeAfterMs = 200")}));
    Scheme scheme(hub);
    QVERIFY(scheme.prepare());
    QVERIFY(scheme.add(QStringLiteral("payerfsp")) != nullptr);
    Dfsp* payee = scheme.add(QStringLiteral("payeefsp"));
    QVERIFY(payee != nullptr);
    QCOMPARE(
        scheme.prepareTransfer(scheme.payment(QStringLiteral("payerfsp"), QStringLiteral("payeefsp"))).status,
        202);
    QVERIFY(limitFiles(hub, 4096));

    const Payment refused = scheme.payment(QStringLiteral("payerfsp"), QStringLiteral("payeefsp"));
    const Reply reply = scheme.prepareTransfer(refused);
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.errorCode(), QStringLiteral("2003"));
    const Reply limits =
        callJson("PUT", hub.operatorApi(QStringLiteral("/participants/payerfsp/limits")),
                 R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":5,"alarmPercentage":10}})");
    QCOMPARE(limits.status, 503);
    for (const QUrl& url :
         {hub.fspiop(QStringLiteral("/health")), hub.operatorApi(QStringLiteral("/health"))}) {
        const Reply health = call("GET", url);
        QCOMPARE(health.status, 502);
        QCOMPARE(serviceStatus(health, QStringLiteral("datastore")), QStringLiteral("DOWN"));
        QCOMPARE(serviceStatus(health, QStringLiteral("broker")), QStringLiteral("OK"));
    }
    const auto state = callJson("GET", hub.operatorApi(QStringLiteral("/hub/v1/health"))).json().object();
    QCOMPARE(state.value(QStringLiteral("state")).toString(), QStringLiteral("READ_ONLY"));
    QVERIFY(!state.value(QStringLiteral("stateReason")).toString().isEmpty());
    QCOMPARE(scheme.position(QStringLiteral("payerfsp")), QStringLiteral("100"));
    QCOMPARE(scheme.getTransfer(refused.id, QStringLiteral("payerfsp")).status, 202);
    QVERIFY(hub.log().contains("read-only"));

    QVERIFY(limitFiles(hub, RLIM_INFINITY));
    QVERIFY(QTest::qWaitFor([&] { return call("GET", hub.fspiop(QStringLiteral("/health"))).status == 200; },
                            10'000));
    QCOMPARE(scheme.prepareTransfer(refused).status, 202);
    QVERIFY(payee->take("POST", "/transfers").json().object().value(QStringLiteral("transferId")).isString());
    QCOMPARE(scheme.position(QStringLiteral("payerfsp")), QStringLiteral("200"));
    const Reply audit = callJson("GET", hub.operatorApi(QStringLiteral("/hub/v1/audit?action=hub.readOnly")));
    QVERIFY(audit.body.contains("read-only from"));
    QCOMPARE(hub.terminate(), 0);
    // What is on the disk is what was told.
    QVERIFY(hub.start());
    QCOMPARE(scheme.position(QStringLiteral("payerfsp")), QStringLiteral("200"));
}

QTEST_GUILESS_MAIN(TestReadOnly)
#include "tst_read_only.moc"
