#include "core/base/bytes.h"
#include "core/fspiop/transaction_facts.h"

#include <QtTest>

using namespace hub;

/// What interchange rules learn of a transfer's terms.
class TestTransactionFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsThePacket();
    void readOnlyWhenFeesAreCharged();
};

namespace {

/// An older ILP payment around the transaction object.
std::string packetOf(const std::string& object)
{
    const auto octets = [](const std::string& bytes) {
        const auto size = bytes.size();
        return std::string("\x82") + char(size >> 8U) + char(size & 255U) + bytes;
    };
    const auto data = base::toBase64Url(object);
    return base::toBase64Url(
        '\x01' + octets(std::string(8, '\0') + octets("g.fsp") + octets(data) + std::string(1, '\0')));
}

} // namespace

void TestTransactionFacts::readsThePacket()
{
    const auto facts = fspiop::transactionFacts(packetOf(
        R"({"payer":{"partyIdInfo":{"partyIdType":"MSISDN","extensionList":{"extension":[{"key":"x","value":"y"},)"
        R"({"key":"accountType","value":"Wallet"}]}}},"payee":{"partyIdInfo":{"partyIdType":"MSISDN"}},)"
        R"("transactionType":{"scenario":"TRANSFER","initiator":"PAYER","initiatorType":"CONSUMER"}})"));
    QVERIFY(facts != nullptr);
    QCOMPARE(facts->payerAccountType, std::string("Wallet"));
    QVERIFY(facts->payeeAccountType.empty());
    QCOMPARE(facts->scenario, std::string("TRANSFER"));
    QCOMPARE(facts->initiator, std::string("PAYER"));
    QCOMPARE(facts->initiatorType, std::string("CONSUMER"));
    QVERIFY(fspiop::transactionFacts("AYIC") == nullptr);
    const auto bare = fspiop::transactionFacts(packetOf("{}"));
    QVERIFY(bare != nullptr && bare->scenario.empty());
}

void TestTransactionFacts::readOnlyWhenFeesAreCharged()
{
    ledger::Registry registry;
    domain::InterchangeRule rule = domain::shippedInterchangeRule();
    rule.id = domain::InterchangeRuleId(1);
    registry.put(rule);
    QVERIFY(!fspiop::chargesFees(registry));
    domain::SettlementModel model;
    model.id = domain::ModelId(1);
    model.ledgerAccountType = domain::AccountType::InterchangeFee;
    registry.put(model);
    QVERIFY(fspiop::chargesFees(registry));
    rule.isActive = false;
    registry.put(rule);
    QVERIFY(!fspiop::chargesFees(registry));
}

QTEST_APPLESS_MAIN(TestTransactionFacts)
#include "tst_transaction_facts.moc"
