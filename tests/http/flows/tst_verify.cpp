#include "tests/http/flows/data_folder.h"
#include "tests/support/blackbox/scheme.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace hub::blackbox;

/// `hubdeckd verify`, `backup` and `migrate` on what a real hub has written.
class TestVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void soundDataIsSound();
    void plantedCorruptionIsFound_data();
    void plantedCorruptionIsFound();
    void lostTailIsFound();
    void unreadableFileIsFound();
    void runningHubIsVerifiedAndBackedUp();
    void backupRefusesToOverwrite();
    void migrateSaysWhatItWouldDo();
    void wrongUseIsToldApart();

private:
    QString freshCopy(const QString& name)
    {
        const QString to = m_folder.filePath(name);
        static_cast<void>(copyFolder(m_hub.dataDirectory(), to));
        return to;
    }
    QTemporaryDir m_folder;
    HubProcess m_hub;
};

// A day in small: payments that end in every way, one that stays open, deposits, a withdrawal, a message that
// cannot be delivered, an oracle, restrictions, a DFSP that starts with a position.
void TestVerify::initTestCase()
{
    QVERIFY(m_hub.start({QStringLiteral("sender.retryMax = 1")}));
    Scheme scheme(m_hub);
    QVERIFY(scheme.prepare());
    const QString a = QStringLiteral("payerfsp");
    const QString b = QStringLiteral("payeefsp");
    Dfsp* payer = scheme.add(a);
    Dfsp* payee = scheme.add(b);
    QVERIFY(payer != nullptr && payee != nullptr);
    // One that comes with a position from elsewhere.
    const auto post = [this](const char* path, const char* body) {
        return callJson("POST", m_hub.operatorApi(QString::fromLatin1(path)), body).status;
    };
    QCOMPARE(post("/participants", R"({"name":"movedfsp","currency":"USD"})"), 201);
    QCOMPARE(
        post("/participants/movedfsp/initialPositionAndLimits",
             R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":100},"initialPosition":25.5})"),
        201);
    for (int i = 0; i < 3; ++i) {
        const Payment payment = scheme.payment(a, b, QStringLiteral("10.5"));
        QCOMPARE(scheme.prepareTransfer(payment).status, 202);
        QCOMPARE(scheme.fulfil(payment).status, 200);
        if (i == 0) QCOMPARE(scheme.fulfil(payment).status, 200);
    }
    const Payment rejected = scheme.payment(a, b, QStringLiteral("7"));
    QCOMPARE(scheme.prepareTransfer(rejected).status, 202);
    QCOMPARE(scheme.reject(rejected).status, 200);
    QCOMPARE(scheme.prepareTransfer(scheme.payment(a, b, QStringLiteral("5000"))).status,
             202); // Over the cap.
    const Payment wrong = scheme.payment(a, b, QStringLiteral("3"));
    QCOMPARE(scheme.prepareTransfer(wrong).status, 202);
    Payment forged = wrong;
    forged.fulfilment = scheme.payment(a, b).fulfilment;
    QCOMPARE(scheme.fulfil(forged).status, 200);
    Payment late = scheme.payment(a, b, QStringLiteral("4"));
    late.expiresInMs = 300;
    QCOMPARE(scheme.prepareTransfer(late).status, 202);
    payer->take("PUT", "/transfers/" + late.id.toUtf8() + "/error");
    payee->status = 400;
    QCOMPARE(scheme.prepareTransfer(scheme.payment(a, b, QStringLiteral("2"))).status, 202);
    QVERIFY(QTest::qWaitFor([&] {
        return callJson("GET", m_hub.operatorApi(QStringLiteral("/hub/v1/deadLetters")))
            .body.contains(b.toUtf8());
    }));
    payee->status = 0;
    QCOMPARE(scheme.prepareTransfer(scheme.payment(a, b, QStringLiteral("1"))).status, 202);
    QCOMPARE(
        callJson("PUT", m_hub.operatorApi(QStringLiteral("/participants/payerfsp/limits")),
                 R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":900,"alarmPercentage":10}})")
            .status,
        200);
    const HeaderList headers{{"Accept", "application/json"},
                             {"Content-Type", "application/json"},
                             {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
    const Reply oracle = call("POST", m_hub.operatorApi(QStringLiteral("/oracles")), headers,
                              R"({"oracleIdType":"MSISDN","isDefault":true,"currency":"USD",)"
                              R"("endpoint":{"value":"http://127.0.0.1:9","endpointType":"URL"}})");
    QVERIFY2(oracle.status == 201, oracle.body.constData());
    QCOMPARE(
        callJson("PUT", m_hub.operatorApi(QStringLiteral("/participants/payeefsp")), R"({"isActive":false})")
            .status,
        200);
    QCOMPARE(m_hub.terminate(), 0);
}

void TestVerify::soundDataIsSound()
{
    const Run run = verify(m_hub.dataDirectory());
    QVERIFY2(run.code == 0, (run.out + run.err).constData());
    QVERIFY(run.out.contains(": sound"));
    QVERIFY(!run.out.contains("broken"));
}

void TestVerify::plantedCorruptionIsFound_data()
{
    QTest::addColumn<QString>("invariant");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char* name, const char* invariant, const char* sql) {
        QTest::newRow(name) << QString::fromLatin1(invariant) << QString::fromLatin1(sql);
    };
    row("amount of a transfer", "I-22", "UPDATE transfers SET amount = amount + 1 WHERE seq = 3");
    row("body of a transfer", "I-22",
        "UPDATE transfers SET body = CAST(replace(body, '10.5', '90.5') AS BLOB) "
        "WHERE seq = 3");
    row("lost transfer", "I-20", "DELETE FROM transfers WHERE seq = 4");
    row("state", "I-22", "UPDATE transfer_states SET state = 10 WHERE key = 6");
    row("fulfilment", "I-22", "UPDATE transfer_states SET fulfilment = 'x' WHERE fulfilment IS NOT NULL");
    row("header line of a transfer", "I-22",
        "UPDATE transfers SET headers = CAST(replace(headers, 'payerfsp', 'payerfsq') AS BLOB) WHERE seq = "
        "3");
    row("header line of a fulfil", "I-22",
        "UPDATE transfer_states SET headers = CAST(headers || 'x: y' AS BLOB) WHERE fulfilment IS NOT NULL");
    row("lost header lines", "I-22", "UPDATE transfers SET headers = NULL WHERE seq = 3");
    row("header line of a dead letter", "I-22",
        "UPDATE dead_letters SET headers = x'78', relay_from = 0, relay_crc = 1");
    row("body of a fulfil", "I-22", "UPDATE transfer_states SET body = x'7b7d' WHERE fulfilment IS NOT NULL");
    row("lost state", "I-20", "DELETE FROM transfer_states WHERE key = 6");
    row("hash of another store", "I-9",
        "INSERT INTO transfer_hashes (key, seq, store, hash) SELECT "
        "coalesce(max(key), 0) + 1, 3, 7, randomblob(32) FROM transfer_hashes");
    row("leg", "I-22", "UPDATE position_moves SET delta = delta + 1, value = value + 1 WHERE transfer = 3");
    row("lost leg", "I-2", "DELETE FROM position_moves WHERE key = (SELECT max(key) FROM position_moves)");
    row("leg twice", "I-22",
        "INSERT INTO position_moves SELECT (SELECT max(key) + 1 FROM position_moves), account, delta, value, "
        "transfer, state, at, crc FROM position_moves WHERE key = 5");
    row("balance", "I-3", "UPDATE positions SET value = value + 1048576 WHERE account = 3");
    row("lost balance", "I-3", "DELETE FROM positions WHERE account = 3");
    row("account", "I-22", "UPDATE accounts SET is_active = 1 - is_active WHERE id = 3");
    row("account of nobody", "I-2", "UPDATE accounts SET participant = 77 WHERE id = 3");
    row("limit", "I-22", "UPDATE limits SET net_debit_cap = net_debit_cap * 2");
    row("participant", "I-30", "UPDATE participants SET is_active = 1 WHERE name = 'payeefsp'");
    row("direction", "I-30", "UPDATE participants SET direction = 1 WHERE name = 'payerfsp'");
    row("forged participant", "I-30",
        "INSERT INTO participants (id, name, is_active, is_proxy, direction, created_at) SELECT 50, 'ghost', "
        "1, 0, 0, 0");
    row("endpoint", "I-30", "UPDATE endpoints SET value = 'http://evil.example/'");
    row("account type", "I-30", "INSERT INTO account_types SELECT 150, 'GHOST', '', 1, 1, 0");
    row("model", "I-30", "UPDATE models SET is_active = 1 - is_active");
    row("model's currency", "I-30", "UPDATE models SET currency = iif(currency = '', 'USD', '')");
    row("model's settlement account", "I-30", "UPDATE models SET settlement_type = ledger_type");
    row("model's reset", "I-30", "UPDATE models SET auto_position_reset = 1 - auto_position_reset");
    row("model's liquidity check", "I-30",
        "UPDATE models SET require_liquidity_check = 1 - require_liquidity_check");
    row("oracle", "I-30", "UPDATE oracles SET endpoint = 'http://evil.example/'");
    row("window", "I-14", "UPDATE windows SET state = 3");
    row("forged window", "I-14",
        "INSERT INTO windows (id, state, reason, created_at, changed_at) SELECT max(id) + 1, 1, 'x', 0, 0 "
        "FROM windows");
    row("open transfer", "I-4", "UPDATE open_transfers SET state = 4");
    row("forgotten open transfer", "I-4", "DELETE FROM open_transfers");
    row("outbox", "I-22", "UPDATE outbox SET destination = 'payerfsp'");
    row("outbox without its bytes", "I-12", "UPDATE outbox SET relay_from = 2, relay_key = 99999");
    row("dead letter", "I-22", "UPDATE dead_letters SET destination = 'payerfsp'");
    row("audit", "I-21", "UPDATE audit SET reason = 'another' WHERE seq = 3");
    row("lost audit", "I-21", "DELETE FROM audit WHERE seq = 3");
    row("audit order", "I-21", "UPDATE audit SET seq = 100000 WHERE seq = 3");
}

void TestVerify::plantedCorruptionIsFound()
{
    QFETCH(QString, invariant);
    QFETCH(QString, sql);
    const QString data = freshCopy(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(tamper(data + QStringLiteral("/ledger.db"), sql), QString());
    const Run run = verify(data);
    QVERIFY2(run.code == 65, (run.out + run.err).constData());
    QVERIFY2(run.out.contains("broken " + invariant.toUtf8() + ":"), run.out.constData());
}

void TestVerify::lostTailIsFound()
{
    const QString data = freshCopy(QStringLiteral("tail"));
    QCOMPARE(tamper(data + QStringLiteral("/ledger.db"),
                    QStringLiteral("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM "
                                   "audit)")),
             QString());
    const Run run = verify(data);
    QCOMPARE(run.code, 65);
    QVERIFY2(run.out.contains("broken I-21:"), run.out.constData());
}

void TestVerify::unreadableFileIsFound()
{
    const QString data = freshCopy(QStringLiteral("pages"));
    QFile file(data + QStringLiteral("/ledger.db"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(3 * 4096));
    file.write(QByteArray(4096, '\x5a'));
    file.close();
    const Run run = verify(data);
    QVERIFY2(run.code == 65, (run.out + run.err).constData());
}

void TestVerify::runningHubIsVerifiedAndBackedUp()
{
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    QVERIFY(scheme.prepare());
    QVERIFY(scheme.add(QStringLiteral("payerfsp")) != nullptr);
    QVERIFY(scheme.add(QStringLiteral("payeefsp")) != nullptr);
    const Payment payment = scheme.payment(QStringLiteral("payerfsp"), QStringLiteral("payeefsp"));
    QCOMPARE(scheme.prepareTransfer(payment).status, 202);
    QCOMPARE(scheme.fulfil(payment).status, 200);
    QCOMPARE(verify(hub.dataDirectory()).code, 0);
    const QString folder = m_folder.filePath(QStringLiteral("backups"));
    QVERIFY(QDir().mkpath(folder));
    const Run run = runHub({QStringLiteral("backup"), QStringLiteral("--data"), hub.dataDirectory(),
                            QStringLiteral("--to"), folder});
    QVERIFY2(run.code == 0, (run.out + run.err).constData());
    // The hub goes on, and another starts on the copy with the same money.
    QCOMPARE(
        scheme.prepareTransfer(scheme.payment(QStringLiteral("payerfsp"), QStringLiteral("payeefsp"))).status,
        202);
    const QStringList made = QDir(folder).entryList({QStringLiteral("hubdeck-*")}, QDir::Dirs);
    QCOMPARE(made.size(), 1);
    HubProcess restored;
    QVERIFY(copyFolder(folder + QLatin1Char('/') + made.front(), restored.dataDirectory()));
    QVERIFY(restored.start());
    QCOMPARE(Scheme(restored).position(QStringLiteral("payerfsp")), QStringLiteral("100"));
    QCOMPARE(restored.terminate(), 0);
    QCOMPARE(verify(restored.dataDirectory()).code, 0);
}

void TestVerify::backupRefusesToOverwrite()
{
    const QString file = m_folder.filePath(QStringLiteral("one.db"));
    const QStringList arguments{QStringLiteral("backup"), QStringLiteral("--data"), m_hub.dataDirectory(),
                                QStringLiteral("--to"), file};
    const Run first = runHub(arguments);
    QVERIFY2(first.code == 0, (first.out + first.err).constData());
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(runHub(arguments).code, 73);
}

void TestVerify::migrateSaysWhatItWouldDo()
{
    const QString data = freshCopy(QStringLiteral("migrate"));
    const QStringList arguments{QStringLiteral("migrate"), QStringLiteral("--data"), data};
    const Run nothing = runHub(arguments);
    QCOMPARE(nothing.code, 0);
    QVERIFY(nothing.out.contains("this program's schema"));
    QCOMPARE(
        tamper(
            data + QStringLiteral("/ledger.db"),
            QStringLiteral(
                "INSERT INTO schema_migrations (name, checksum, program) VALUES ('9999_later', 'x', '9')")),
        QString());
    QCOMPARE(runHub(arguments + QStringList{QStringLiteral("--dry-run")}).code, 66);
    QCOMPARE(verify(data).code, 66);
}

void TestVerify::wrongUseIsToldApart()
{
    QCOMPARE(runHub({QStringLiteral("verify")}).code, 64);
    QCOMPARE(runHub({QStringLiteral("no-such-command")}).code, 64);
    QCOMPARE(runHub({QStringLiteral("verify"), QStringLiteral("--nonsense")}).code, 64);
    QCOMPARE(runHub({QStringLiteral("backup"), QStringLiteral("--data"), m_hub.dataDirectory()}).code, 64);
    QCOMPARE(runHub({QStringLiteral("verify"), QStringLiteral("--help")}).code, 0);
    QCOMPARE(verify(m_folder.filePath(QStringLiteral("nowhere"))).code, 73);
}

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
