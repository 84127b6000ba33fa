// What is decided before a message is read: whose certificate it is, whether its sender's share has room,
// whether it must be signed and by which key.
#include "core/http/peer_certificate.h"
#include "tests/unit/fspiop/edge_fixture.h"

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QtTest>

using namespace hub;
using namespace hub::fspiop;
using domain::CredentialKind;
using test::EdgeFixture;
using test::Reply;

namespace {

const std::string kId = "b51ec534-ee48-4575-b6a9-ead2955b8069";

std::string transferBody(const std::string& payer, const std::string& payee)
{
    const QString text = QStringLiteral(
        "{'transferId':'%1','payerFsp':'%2','payeeFsp':'%3','amount':{'currency':'USD','amount':'1'},"
        "'ilpPacket':'AYIBgQ','condition':'47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',"
        "'expiration':'2026-11-23T18:03:11.345Z'}");
    return text.arg(QString::fromStdString(kId), QString::fromStdString(payer), QString::fromStdString(payee))
        .replace(QLatin1Char('\''), QLatin1Char('"'))
        .toStdString();
}

domain::Credential credential(CredentialKind kind, const std::string& value)
{
    domain::Credential made;
    made.kind = kind;
    made.value = value;
    made.fingerprint =
        kind == CredentialKind::SignatureKey ? (*http::VerifyKey::fromPem(value))->fingerprint() : value;
    return made;
}

} // namespace

class TestEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void floodsStayWithinTheirShare();
    void rateIsHeld();
    void keysOverlapAndEnd();
    void participantsHaveTheirOwnRule();
    void certificatesHaveOneOwner();

private:
    QTemporaryDir m_dir;
    std::shared_ptr<const http::SigningKey> m_old;
    std::shared_ptr<const http::SigningKey> m_new;

    int send(EdgeFixture& edge, const http::SigningKey& key, const std::string& body)
    {
        const http::Headers covered{{"FSPIOP-Source", "green"}};
        const auto signature = http::signMessage(key, http::Method::Post, "/transfers", covered, body);
        const Reply reply =
            edge.call("POST", "/transfers", "transfers", body,
                      {{"FSPIOP-Signature", *signature}, {"FSPIOP-Destination", ""}, {"FSPIOP-URI", ""}});
        return reply.code() == "3105" ? 3105 : reply.status;
    }
};

void TestEntry::initTestCase()
{
    m_old = *http::SigningKey::create(m_dir.filePath(QStringLiteral("old.pem")).toStdString());
    m_new = *http::SigningKey::create(m_dir.filePath(QStringLiteral("new.pem")).toStdString());
}

void TestEntry::floodsStayWithinTheirShare()
{
    AdmissionLimits limits;
    limits.inFlightMax = 3;
    EdgeFixture edge({}, limits);
    edge.answersAtOnce = false;
    const auto prepare = [&](const char* source, const char* payee) {
        return edge.open("POST", "/transfers", "transfers", transferBody(source, payee),
                         {{"FSPIOP-Source", source}, {"FSPIOP-Destination", payee}});
    };
    // Green floods: three commands reach the writer's queue and not one more, whatever it tries.
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(prepare("green", "blue"));
    QTRY_COMPARE(edge.commandCount(), std::size_t(3));
    for (int i = 0; i < 50; ++i) {
        const Reply refused = edge.call("POST", "/transfers", "transfers", transferBody("green", "blue"));
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.code(), std::string("2005"));
        QVERIFY(refused.head.find("\r\nRetry-After: 1") != std::string::npos);
    }
    QCOMPARE(edge.commandCount(), std::size_t(3));
    // Blue has its own share and is next in the queue.
    clients.push_back(prepare("blue", "green"));
    QTRY_COMPARE(edge.commandCount(), std::size_t(4));
    // Strangers share one share.
    for (const char* name : {"nobody", "noone", "none"})
        clients.push_back(prepare(name, "green"));
    QTRY_COMPARE(edge.commandCount(), std::size_t(7));
    QCOMPARE(edge.call("POST", "/transfers", "transfers", transferBody("other", "green"),
                       {{"FSPIOP-Source", "other"}})
                 .status,
             503);
    // Answers give the places back.
    edge.answerOpen();
    edge.answersAtOnce = true;
    QTRY_COMPARE(edge.call("POST", "/transfers", "transfers", transferBody("green", "blue")).status, 202);
}

void TestEntry::rateIsHeld()
{
    AdmissionLimits limits;
    limits.ratePerSecond = 10;
    limits.burst = 5;
    Admission share(limits);
    std::int64_t nowUs = 1'000'000;
    for (int i = 0; i < 5; ++i)
        QCOMPARE(share.enter(nowUs), std::int64_t(0));
    const std::int64_t waitMs = share.enter(nowUs);
    QCOMPARE(waitMs, std::int64_t(100));
    QVERIFY(share.enter(nowUs + waitMs * 1000 - 1000) > 0);
    QCOMPARE(share.enter(nowUs + waitMs * 1000), std::int64_t(0));
    // A second at the rate lets ten through and no more, however often one asks.
    nowUs += 10'000'000;
    int admitted = 0;
    for (int i = 0; i < 10'000; ++i)
        if (share.enter(nowUs + i * 100) == 0) ++admitted;
    QCOMPARE(admitted, 5 + 9);
    QCOMPARE(share.inFlight(), std::int64_t(6 + 14));
}

void TestEntry::keysOverlapAndEnd()
{
    Settings settings;
    settings.verifySignatures = true;
    EdgeFixture edge(settings);
    const std::string body = transferBody("green", "blue");
    QCOMPARE(send(edge, *m_old, body), 3105);
    const std::int64_t nowMs = edge.clock.now().ms;
    auto old = credential(CredentialKind::SignatureKey, m_old->publicPem());
    old.validUntil = base::Instant{nowMs + 1000};
    edge.trust("green", old);
    auto next = credential(CredentialKind::SignatureKey, m_new->publicPem());
    next.validFrom = base::Instant{nowMs + 1};
    edge.trust("green", next);
    QCOMPARE(send(edge, *m_old, body), 202);
    QCOMPARE(send(edge, *m_new, body), 3105); // not yet
    edge.clock.ms = nowMs + 1;                // both
    QCOMPARE(send(edge, *m_old, body), 202);
    QCOMPARE(send(edge, *m_new, body), 202);
    edge.clock.ms = nowMs + 1000; // only the new one
    QCOMPARE(send(edge, *m_old, body), 3105);
    QCOMPARE(send(edge, *m_new, body), 202);
    next.revokedAt = base::Instant{nowMs};
    edge.trust("green", next, 2);
    QCOMPARE(send(edge, *m_new, body), 3105);
}

void TestEntry::participantsHaveTheirOwnRule()
{
    Settings settings;
    settings.verifySignatures = true;
    settings.signedDateSkewMaxMs = 300'000;
    EdgeFixture edge(settings);
    edge.trust("green", credential(CredentialKind::SignatureKey, m_new->publicPem()));
    const std::string body = transferBody("green", "blue");
    QCOMPARE(edge.call("POST", "/transfers", "transfers", body).code(), std::string("3105"));
    edge.rule("green", domain::SignatureCheck::Off);
    QCOMPARE(edge.call("POST", "/transfers", "transfers", body).status, 202);
    edge.rule("green", domain::SignatureCheck::Required);
    QCOMPARE(edge.call("POST", "/transfers", "transfers", body).code(), std::string("3105"));
    QCOMPARE(send(edge, *m_new, body), 202);
    edge.clock.ms += 600'000; // the signed Date is too old now
    QCOMPARE(send(edge, *m_new, body), 3105);

    EdgeFixture open;
    QCOMPARE(open.call("POST", "/transfers", "transfers", body).status, 202);
    open.rule("green", domain::SignatureCheck::Required);
    QCOMPARE(open.call("POST", "/transfers", "transfers", body).code(), std::string("3105"));
    QCOMPARE(open.call("GET", "/transfers/" + kId, "transfers").status, 202);
}

void TestEntry::certificatesHaveOneOwner()
{
    EdgeFixture edge;
    const auto owner = [&](const http::PeerCertificate& certificate) {
        const Party* party = edge.identities().book().ownerOf(certificate);
        return party != nullptr ? party->name : std::string();
    };
    const std::string fingerprint(64, 'a');
    QCOMPARE(owner({"green", {}, fingerprint}), std::string("green")); // its name, as the pilot CA issues it
    QCOMPARE(owner({"GREEN", {}, fingerprint}), std::string("green"));
    QCOMPARE(owner({"stranger", {}, fingerprint}), std::string());
    QCOMPARE(owner({"", {}, fingerprint}), std::string());
    // Bound by fingerprint: another certificate of the same name is nobody's.
    edge.trust("green", credential(CredentialKind::Fingerprint, fingerprint));
    QCOMPARE(owner({"any", {}, fingerprint}), std::string("green"));
    QCOMPARE(owner({"green", {}, std::string(64, 'b')}), std::string());
    edge.trust("green", credential(CredentialKind::CommonName, "gateway of green"));
    QCOMPARE(owner({"gateway of green", {}, {}}), std::string("green"));
    edge.trust("blue", credential(CredentialKind::AlternativeName, "blue.example"));
    QCOMPARE(owner({"x", {"other.example", "blue.example"}, {}}), std::string("blue"));
    // The closest binding counts.
    QCOMPARE(owner({"gateway of green", {"blue.example"}, {}}), std::string("blue"));
    QCOMPARE(owner({"gateway of green", {"blue.example"}, fingerprint}), std::string("green"));
}

QTEST_GUILESS_MAIN(TestEntry)
#include "tst_entry.moc"
