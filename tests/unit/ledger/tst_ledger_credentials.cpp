#include "core/domain/fspiop_errors.h"
#include "tests/unit/ledger/scheme.h"

#include <QtTest>

using namespace hub;
using namespace hub::test;
using namespace hub::ledger;
using domain::CredentialKind;
using domain::FspId;

/// Keys and certificate names of participants: who may have what, for how long, and what is written down.
class TestLedgerCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAndRevokes();
    void oneOwnerOnly();
    void bounds();
    void signatureCheck();
};

namespace {

AddCredential add(const char* name, const std::string& fingerprint,
                  CredentialKind kind = CredentialKind::SignatureKey)
{
    AddCredential command;
    command.participant = FspId(name);
    command.credential.kind = kind;
    command.credential.value = "pem of " + fingerprint;
    command.credential.fingerprint = fingerprint;
    command.note = {"ana", "key of the year", "T-1"};
    return command;
}

Scheme twoDfsps()
{
    Scheme scheme;
    scheme.openCurrency("USD");
    scheme.createModel("DEFERREDNET");
    scheme.addDfsp("A", "USD", "1000", "10000");
    scheme.addDfsp("B", "USD", "1000", "10000");
    return scheme;
}

std::string refusalOf(const Decision& decision)
{
    return decision.answer.error && decision.changes.empty() ? decision.answer.error->description
                                                             : std::string();
}

const AuditRow* auditOf(const Decision& decision)
{
    for (const auto& change : decision.changes)
        if (const auto* row = std::get_if<AuditRow>(&change)) return row;
    return nullptr;
}

} // namespace

void TestLedgerCredentials::addsAndRevokes()
{
    Scheme scheme = twoDfsps();
    QCOMPARE(refusalOf(scheme.run(add("nobody", "f1"))),
             std::string("Generic ID not found - participant not found"));
    const Decision added = scheme.run(add("a", "f1"));
    QVERIFY(added.answer.outcome == Outcome::Accepted);
    QCOMPARE(added.answer.createdId, std::int64_t(1));
    const AuditRow* row = auditOf(added);
    QVERIFY(row != nullptr);
    QCOMPARE(row->action, std::string("credential.add"));
    QCOMPARE(row->subject, std::string("A"));
    QCOMPARE(row->operatorName, std::string("ana"));
    QVERIFY(row->after.find("f1") != std::string::npos && row->after.find("pem") == std::string::npos);
    QCOMPARE(scheme.entry("A").credentials.size(), std::size_t(1));
    QVERIFY(scheme.entry("A").credentials[0].isValid(scheme.now));
    QVERIFY(scheme.entry("B").credentials.empty());

    QCOMPARE(refusalOf(scheme.run(RevokeCredential{FspId("B"), domain::CredentialId(1), {}})),
             std::string("Generic ID not found - credential not found"));
    const Decision revoked = scheme.run(RevokeCredential{FspId("A"), domain::CredentialId(1), {}});
    QCOMPARE(auditOf(revoked)->action, std::string("credential.revoke"));
    QVERIFY(!scheme.entry("A").credentials[0].isValid(scheme.now));
    QVERIFY(scheme.run(RevokeCredential{FspId("A"), domain::CredentialId(1), {}}).changes.empty());
    // Numbers are never used again.
    QCOMPARE(scheme.run(add("A", "f1")).answer.createdId, std::int64_t(2));
}

void TestLedgerCredentials::oneOwnerOnly()
{
    Scheme scheme = twoDfsps();
    scheme.run(add("A", "f1"));
    QCOMPARE(refusalOf(scheme.run(add("B", "f1"))),
             std::string("Generic validation error - already in use by A"));
    QCOMPARE(refusalOf(scheme.run(add("A", "f1"))),
             std::string("Generic validation error - already in use by A"));
    QVERIFY(refusalOf(scheme.run(add("B", "f1", CredentialKind::Fingerprint))).empty());
    scheme.run(RevokeCredential{FspId("A"), domain::CredentialId(1), {}});
    QVERIFY(refusalOf(scheme.run(add("B", "f1"))).empty());
}

void TestLedgerCredentials::bounds()
{
    Scheme scheme = twoDfsps();
    AddCredential ended = add("A", "f0");
    ended.credential.validFrom = scheme.now;
    ended.credential.validUntil = scheme.now;
    QCOMPARE(refusalOf(scheme.run(ended)),
             std::string("Generic validation error - validUntil is not after validFrom"));
    for (int i = 1; i <= 16; ++i)
        QVERIFY(refusalOf(scheme.run(add("A", "f" + std::to_string(i)))).empty());
    QCOMPARE(refusalOf(scheme.run(add("A", "f17"))),
             std::string("Too many elements - revoke keys or certificates first"));
    QVERIFY(refusalOf(scheme.run(add("B", "f17"))).empty());
    scheme.run(RevokeCredential{FspId("A"), domain::CredentialId(3), {}});
    QVERIFY(refusalOf(scheme.run(add("A", "f18"))).empty());
}

void TestLedgerCredentials::signatureCheck()
{
    Scheme scheme = twoDfsps();
    const Decision set = scheme.run(SetSignatureCheck{FspId("a"), domain::SignatureCheck::Required, {}});
    QCOMPARE(auditOf(set)->before, std::string(R"({"signatureCheck":"HUB_DEFAULT"})"));
    QCOMPARE(auditOf(set)->after, std::string(R"({"signatureCheck":"REQUIRED"})"));
    QVERIFY(scheme.entry("A").participant.signatureCheck == domain::SignatureCheck::Required);
    QVERIFY(scheme.entry("B").participant.signatureCheck == domain::SignatureCheck::HubDefault);
    QVERIFY(!refusalOf(scheme.run(SetSignatureCheck{FspId("x"), domain::SignatureCheck::Off, {}})).empty());
}

QTEST_APPLESS_MAIN(TestLedgerCredentials)
#include "tst_ledger_credentials.moc"
