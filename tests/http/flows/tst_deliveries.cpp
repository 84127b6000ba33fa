#include "tests/support/blackbox/scheme.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

namespace {

/// One connection: what is sent first arrives first.
const QStringList kOneByOne{QStringLiteral("sender.connectionsPerLane = 1")};

/// A hub with a payer and a payee.
struct World
{
    HubProcess hub;
    Scheme scheme{hub};
    Dfsp* payer = nullptr;
    Dfsp* payee = nullptr;

    bool start(const QStringList& settings = {})
    {
        if (!hub.start(settings) || !scheme.prepare()) return false;
        payer = scheme.add(QStringLiteral("payer1"));
        payee = scheme.add(QStringLiteral("payee1"));
        return payer != nullptr && payee != nullptr;
    }
    Reply get(const QString& path) { return callJson("GET", hub.operatorApi(path)); }
    Reply act(const QByteArray& method, const QString& path, const QByteArray& body)
    {
        return call(method, hub.operatorApi(path),
                    {{"Content-Type", "application/json"}, {"Hub-Reason", "agreed with the bank by phone"}},
                    body);
    }
    Reply pause(const QString& name, bool isPaused)
    {
        return act("PUT", QStringLiteral("/hub/v1/callbacks/") + name,
                   isPaused ? R"({"paused":true})" : R"({"paused":false})");
    }
    Reply probe(const QString& name)
    {
        return act("POST", QStringLiteral("/hub/v1/callbacks/%1/probe").arg(name),
                   R"({"type":"FSPIOP_CALLBACK_URL_TRANSFER_POST"})");
    }
    Reply replay(const QByteArray& body)
    {
        return act("POST", QStringLiteral("/hub/v1/deadLetters/replay"), body);
    }
    /// The row of one participant.
    QJsonObject row(const QString& name)
    {
        for (const auto& entry : get(QStringLiteral("/hub/v1/callbacks")).json().array())
            if (entry.toObject().value(QStringLiteral("participant")) == name) return entry.toObject();
        return {};
    }
    QJsonArray letters()
    {
        return get(QStringLiteral("/hub/v1/deadLetters?destination=payee1")).json().array();
    }
    QByteArrayList idsAt(Dfsp& dfsp) const
    {
        QByteArrayList ids;
        for (const Received& message : dfsp.received())
            if (message.method == "POST" && message.path == "/transfers")
                ids << message.json().object().value(QStringLiteral("transferId")).toString().toUtf8();
        return ids;
    }
    QByteArrayList prepare(int count)
    {
        QByteArrayList ids;
        for (int i = 0; i < count; ++i) {
            Payment payment = scheme.payment(payer->name(), payee->name(), QStringLiteral("1"));
            payment.expiresInMs = 300'000;
            if (scheme.prepareTransfer(payment).status == 202) ids << payment.id.toUtf8();
        }
        return ids;
    }
};

} // namespace

/// Dead letters, their replay, pauses and probes on the real hub.
class TestDeliveries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deadLettersGoOutAgainOnce();
    void aKillLeavesDeadLettersAndReplaysWhole();
    void aPauseSurvivesARestart();
    void aPausedParticipantHasABound();
    void probesTellWhatIsWrong();
    void addressesAreChecked();
    void aNewAddressDoesNotWaitForTheBreakerOfTheOld();
};

void TestDeliveries::deadLettersGoOutAgainOnce()
{
    World world;
    QVERIFY(world.start());
    world.payee->status = 400; // Three tries, then a dead letter.
    const QByteArrayList sent = world.prepare(3);
    QCOMPARE(sent.size(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(world.letters().size(), 3, 10'000);
    const QJsonObject letter = world.letters().first().toObject();
    QCOMPARE(letter.value(QStringLiteral("attempts")).toInt(), 3);
    QVERIFY(letter.value(QStringLiteral("reason")).toString().startsWith(QLatin1String("status")));
    QCOMPARE(world.row(QStringLiteral("payee1")).value(QStringLiteral("deadLetters")).toInt(), 3);
    // Pages and filters.
    const QJsonObject page = world
                                 .act("POST", QStringLiteral("/hub/v1/deadLetters/search"),
                                      R"({"filter":{"participant":"PAYEE1"},"page":{"limit":2}})")
                                 .json()
                                 .object();
    QCOMPARE(page.value(QStringLiteral("rows")).toArray().size(), 2);
    QVERIFY(!page.value(QStringLiteral("next")).toString().isEmpty());
    const QByteArray one = QByteArray::number(letter.value(QStringLiteral("id")).toInteger());
    const QJsonObject detail =
        world.get(QStringLiteral("/hub/v1/deadLetters/") + QString::fromLatin1(one)).json().object();
    QVERIFY(detail.value(QStringLiteral("body")).toString().contains(QLatin1String("ilpPacket")));
    QVERIFY(detail.value(QStringLiteral("headers")).toString().contains(QLatin1String("fspiop-source")));
    const auto failures = world.get(QStringLiteral("/hub/v1/callbacks/payee1/failures")).json().array();
    QCOMPARE(failures.size(), 9);
    QCOMPARE(failures.first().toObject().value(QStringLiteral("status")).toInt(), 400);

    world.payee->clear();
    world.payee->status = 202;
    const QJsonObject first = world.replay("{\"ids\":[" + one + "]}").json().object();
    QCOMPARE(first.value(QStringLiteral("replayed")).toInt(), 1);
    QCOMPARE(first.value(QStringLiteral("remaining")).toInt(), 2);
    const QJsonObject again = world.replay("{\"ids\":[" + one + "]}").json().object();
    QCOMPARE(again.value(QStringLiteral("replayed")).toInt(), 0);
    QCOMPARE(again.value(QStringLiteral("gone")).toInt(), 1);
    const QJsonObject rest = world.replay(R"({"participant":"payee1"})").json().object();
    QCOMPARE(rest.value(QStringLiteral("replayed")).toInt(), 2);
    QTRY_COMPARE(world.idsAt(*world.payee).size(), 3);
    QVERIFY(world.payee->staysSilent("PUT", "/nothing", 300));
    QByteArrayList got = world.idsAt(*world.payee);
    QCOMPARE(QSet<QByteArray>(got.begin(), got.end()), QSet<QByteArray>(sent.begin(), sent.end()));
    QCOMPARE(world.letters().size(), 0);
    const auto audit = world.get(QStringLiteral("/hub/v1/audit?action=callbacks.replay")).json().array();
    QCOMPARE(audit.size(), 2);
    QCOMPARE(audit.first().toObject().value(QStringLiteral("reason")).toString(),
             QStringLiteral("agreed with the bank by phone"));
}

void TestDeliveries::aKillLeavesDeadLettersAndReplaysWhole()
{
    World world;
    QVERIFY(world.start(kOneByOne));
    world.payee->status = 400;
    const QByteArrayList sent = world.prepare(2);
    QTRY_COMPARE_WITH_TIMEOUT(world.letters().size(), 2, 10'000);
    world.hub.kill();
    QVERIFY(world.hub.start(kOneByOne));
    QCOMPARE(world.letters().size(), 2);
    world.payee->status = 0; // Takes it and does not answer: the replay waits in the outbox.
    world.payee->clear();
    const QJsonObject replayed = world.replay(R"({"participant":"payee1"})").json().object();
    QCOMPARE(replayed.value(QStringLiteral("replayed")).toInt(), 2);
    // The first is under way when the hub is killed: it comes again, delivery is at least once.
    QTRY_COMPARE(world.idsAt(*world.payee), sent.first(1));
    world.hub.kill();
    world.payee->clear();
    world.payee->status = 202;
    QVERIFY(world.hub.start(kOneByOne));
    QTRY_COMPARE(world.idsAt(*world.payee).size(), 2);
    QCOMPARE(world.idsAt(*world.payee), sent);
    QCOMPARE(world.letters().size(), 0);
    QCOMPARE(world.hub.terminate(), 0);
}

void TestDeliveries::aPauseSurvivesARestart()
{
    World world;
    QVERIFY(world.start(kOneByOne));
    QCOMPARE(world.pause(QStringLiteral("payee1"), true).status, 204);
    const QByteArrayList before = world.prepare(3);
    QVERIFY(world.payee->staysSilent("POST", "/transfers", 300));
    QJsonObject row = world.row(QStringLiteral("payee1"));
    QVERIFY(row.value(QStringLiteral("paused")).toBool());
    QCOMPARE(row.value(QStringLiteral("queued")).toInt(), 3);
    QCOMPARE(row.value(QStringLiteral("pauseReason")).toString(),
             QStringLiteral("agreed with the bank by phone"));
    QVERIFY(row.contains(QStringLiteral("oldestQueuedAt")));
    world.hub.kill();
    QVERIFY(world.hub.start(kOneByOne));
    const QByteArrayList after = world.prepare(2);
    QVERIFY(world.payee->staysSilent("POST", "/transfers", 300));
    QTRY_COMPARE(world.row(QStringLiteral("payee1")).value(QStringLiteral("queued")).toInt(), 5);
    // Others are served meanwhile.
    Dfsp* other = world.scheme.add(QStringLiteral("other1"));
    QVERIFY(other);
    const Payment payment = world.scheme.payment(world.payer->name(), other->name(), QStringLiteral("1"));
    QCOMPARE(world.scheme.prepareTransfer(payment).status, 202);
    QVERIFY(!other->take("POST", "/transfers").method.isEmpty());

    QCOMPARE(world.pause(QStringLiteral("payee1"), false).status, 204);
    QTRY_COMPARE(world.idsAt(*world.payee).size(), 5);
    QCOMPARE(QByteArrayList(world.idsAt(*world.payee)), before + after);
    const QByteArrayList later = world.prepare(1);
    QTRY_COMPARE(world.idsAt(*world.payee).size(), 6);
    row = world.row(QStringLiteral("payee1"));
    QVERIFY(!row.value(QStringLiteral("paused")).toBool());
    QTRY_COMPARE(world.row(QStringLiteral("payee1")).value(QStringLiteral("queued")).toInt(), 0);
    QCOMPARE(world.hub.terminate(), 0);
    QVERIFY(world.hub.start(kOneByOne));
    QVERIFY(world.payee->staysSilent("PUT", "/nothing", 300));
    QCOMPARE(world.idsAt(*world.payee).size(), 6); // Each once.
    QCOMPARE(world.get(QStringLiteral("/hub/v1/audit?action=callbacks.pause")).json().array().size(), 2);
}

void TestDeliveries::aPausedParticipantHasABound()
{
    World world;
    QVERIFY(world.start({QStringLiteral("sender.pausedMax = 16")}));
    QCOMPARE(world.pause(QStringLiteral("payee1"), true).status, 204);
    QCOMPARE(world.prepare(20).size(), 16);
    const Payment back = world.scheme.payment(world.payee->name(), world.payer->name(), QStringLiteral("1"));
    QCOMPARE(world.scheme.prepareTransfer(back).status, 202); // Only what goes to it is refused.
}

void TestDeliveries::probesTellWhatIsWrong()
{
    World world;
    QVERIFY(world.start());
    QJsonObject result = world.probe(QStringLiteral("payee1")).json().object();
    QVERIFY(result.value(QStringLiteral("reachable")).toBool());
    QCOMPARE(result.value(QStringLiteral("origin")).toString(), world.payee->url().toString());
    const Received asked = world.payee->take("GET", "/");
    QVERIFY(asked.body.isEmpty());
    QVERIFY(asked.header("fspiop-source").isEmpty());
    world.payee->status = 307;
    result = world.probe(QStringLiteral("payee1")).json().object();
    QVERIFY(!result.value(QStringLiteral("reachable")).toBool());
    QCOMPARE(result.value(QStringLiteral("reason")).toString(), QStringLiteral("redirect"));
    world.payee->status = 500;
    for (int i = 0; i < 6; ++i) // No breaker holds a probe up, and none opens.
        result = world.probe(QStringLiteral("payee1")).json().object();
    QCOMPARE(result.value(QStringLiteral("status")).toInt(), 500);
    const QJsonObject row = world.row(QStringLiteral("payee1"));
    QCOMPARE(row.value(QStringLiteral("breaker")).toString(), QStringLiteral("CLOSED"));
    QCOMPARE(row.value(QStringLiteral("failed")).toInt(), 0);
    const Reply moved = world.act("PUT", QStringLiteral("/hub/v1/callbacks/payee1/endpoints"),
                                  R"({"endpoints":[{"type":"FSPIOP_CALLBACK_URL_TRANSFER_POST",)"
                                  R"("value":"http://127.0.0.1:1/transfers"}]})");
    QCOMPARE(moved.status, 204);
    result = world.probe(QStringLiteral("payee1")).json().object();
    QCOMPARE(result.value(QStringLiteral("reason")).toString(), QStringLiteral("connect"));
    QCOMPARE(result.value(QStringLiteral("status")).toInt(), 0);
    QCOMPARE(world.probe(QStringLiteral("nobody")).status, 400);
}

void TestDeliveries::addressesAreChecked()
{
    World world;
    QVERIFY(world.start());
    const QString path = QStringLiteral("/hub/v1/callbacks/payee1/endpoints");
    const auto put = [&](const QByteArray& type, const QByteArray& value) {
        return world.act("PUT", path,
                         R"({"endpoints":[{"type":")" + type + R"(","value":")" + value + "\"}]}");
    };
    const QByteArray post = "FSPIOP_CALLBACK_URL_TRANSFER_POST";
    for (const char* wrong :
         {"ftp://bank/transfers", "bank:4000", "http://", "http://a@bank/", "http://bank/ x",
          "http://bank/{{transferId}}", "http://bank/{{x", "http://bank:70000/"})
        QCOMPARE(put(post, wrong).errorCode(), QStringLiteral("3100"));
    QCOMPARE(put("ALARM_NOTIFICATION_URL", "http://bank/").errorCode(), QStringLiteral("3100"));
    QCOMPARE(put("FSPIOP_CALLBACK_URL", "https://bank.example/base").status, 204);
    const auto stateOf = [&](const QString& type) {
        const auto row = world.row(QStringLiteral("payee1"));
        for (const auto& endpoint : row.value(QStringLiteral("endpoints")).toArray())
            if (endpoint.toObject().value(QStringLiteral("type")) == type)
                return endpoint.toObject().value(QStringLiteral("state")).toString();
        return QString();
    };
    QCOMPARE(stateOf(QString::fromLatin1(post)), QStringLiteral("SET"));
    QCOMPARE(put(post, "").status, 204);
    QCOMPARE(stateOf(QString::fromLatin1(post)), QStringLiteral("INHERITED"));
    QCOMPARE(put("FSPIOP_CALLBACK_URL", "").status, 204);
    QCOMPARE(stateOf(QString::fromLatin1(post)), QStringLiteral("MISSING"));
}

void TestDeliveries::aNewAddressDoesNotWaitForTheBreakerOfTheOld()
{
    World world;
    QVERIFY(world.start());
    const auto moveTo = [&](const QString& base) {
        const QString body = QStringLiteral(R"({"endpoints":[{"type":"FSPIOP_CALLBACK_URL_TRANSFER_POST",)"
                                            R"("value":"%1/transfers"}]})");
        return world.act("PUT", QStringLiteral("/hub/v1/callbacks/payee1/endpoints"), body.arg(base).toUtf8())
            .status;
    };
    const auto breaker = [&] {
        return world.row(QStringLiteral("payee1")).value(QStringLiteral("breaker")).toString();
    };
    QCOMPARE(moveTo(QStringLiteral("http://127.0.0.1:1")), 204);
    const QByteArrayList sent = world.prepare(6);
    QCOMPARE(sent.size(), 6);
    QTRY_COMPARE_WITH_TIMEOUT(breaker(), QStringLiteral("OPEN"), 10'000);
    QVERIFY(world.payee->received().isEmpty());
    // It stays open for 5 s; the new server is not made to wait for that.
    QCOMPARE(moveTo(world.payee->url().toString()), 204);
    QTRY_COMPARE_WITH_TIMEOUT(world.idsAt(*world.payee).size(), 6, 2'500);
    const QByteArrayList got = world.idsAt(*world.payee);
    QCOMPARE(QSet<QByteArray>(got.begin(), got.end()), QSet<QByteArray>(sent.begin(), sent.end()));
    QTRY_COMPARE(breaker(), QStringLiteral("CLOSED"));
    QCOMPARE(world.letters().size(), 0);
}

QTEST_GUILESS_MAIN(TestDeliveries)
#include "tst_deliveries.moc"
