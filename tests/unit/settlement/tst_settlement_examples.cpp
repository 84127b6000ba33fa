#include "tests/unit/settlement/settlement_scheme.h"

#include <QtTest>

using namespace hub;
using namespace hub::test;
using domain::SettlementGranularity;
using domain::SettlementInterchange;

/// The worked examples of docs/settlement.md, figure by figure.
class TestSettlementExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultModelAlone();
    void currencyModelThenTheRest();
    void immediateGross();
    void threeWayNet();
    void twoWindows();
    void bilateralNet();
    void bilateralPairAborted();
    void aborted();
    void capRaisedByTheReserve();
    void interchangeFees();
};

namespace {

#define EQUAL(actual, expected) QCOMPARE(QString::fromStdString(actual), QStringLiteral(expected))

/// Two DFSPs with POSITION accounts in USD and TZS, one transfer of 1 in each.
void twoCurrencies(SettlementScheme& scheme, bool withUsdModel)
{
    for (const char* currency : {"USD", "TZS"})
        scheme.openCurrency(currency);
    scheme.addModel({"DEFERRED_NET"});
    if (withUsdModel) scheme.addModel({"DEFERRED_NET_USD", "USD"});
    for (const char* name : {"dfsp1", "dfsp2"})
        for (const char* currency : {"USD", "TZS"})
            scheme.addDfsp(name, currency, "1000", "1000");
    scheme.pay("dfsp1", "dfsp2", "1", "USD");
    scheme.pay("dfsp1", "dfsp2", "1", "TZS");
}

/// A pays B 100, B pays C 40, C pays A 25, A pays C 10.
void threeDfsps(SettlementScheme& scheme, const ModelOf& model)
{
    scheme.openCurrency("USD");
    scheme.addModel(model);
    for (const char* name : {"A", "B", "C"})
        scheme.addDfsp(name, "USD", "500", "1000");
    scheme.pay("A", "B", "100");
    scheme.pay("B", "C", "40");
    scheme.pay("C", "A", "25");
    scheme.pay("A", "C", "10");
}

std::string positions(const SettlementScheme& scheme)
{
    return scheme.value("A", "POSITION") + ' ' + scheme.value("B", "POSITION") + ' ' +
           scheme.value("C", "POSITION") + ' ' + scheme.value("Hub", "HUB_MULTILATERAL_SETTLEMENT");
}

} // namespace

void TestSettlementExamples::defaultModelAlone()
{
    SettlementScheme scheme;
    twoCurrencies(scheme, false);
    QCOMPARE(scheme.close(1).answer.createdId, 2);
    EQUAL(scheme.windowState(1), "CLOSED");
    QCOMPARE(scheme.state.contents.size(), std::size_t(2));
    scheme.settle("DEFERRED_NET", {1});
    EQUAL(scheme.nets(1), "dfsp1=1 dfsp1=1 dfsp2=-1 dfsp2=-1");
    EQUAL(refusal(scheme.settle("DEFERRED_NET", {1})), "Generic validation error - Inapplicable windows 1");
    EQUAL(refusal(scheme.close(2)), "Generic validation error - Window 2 is empty");
    scheme.finish(1);
    EQUAL(scheme.stateOf(1), "SETTLED");
    EQUAL(scheme.windowState(1), "SETTLED");
    for (const char* currency : {"USD", "TZS"}) {
        EQUAL(scheme.value("dfsp1", "POSITION", currency), "0");
        EQUAL(scheme.value("dfsp2", "POSITION", currency), "0");
        EQUAL(scheme.value("Hub", "HUB_MULTILATERAL_SETTLEMENT", currency), "0");
        EQUAL(scheme.value("dfsp1", "SETTLEMENT", currency), "-1000");
    }
}

void TestSettlementExamples::currencyModelThenTheRest()
{
    SettlementScheme scheme;
    twoCurrencies(scheme, true);
    scheme.close(1);
    scheme.settle("DEFERRED_NET_USD", {1});
    EQUAL(scheme.nets(1), "dfsp1=1 dfsp2=-1");
    EQUAL(scheme.windowState(1), "PENDING_SETTLEMENT");
    scheme.step(1, "PS_TRANSFERS_RECORDED");
    EQUAL(scheme.stateOf(1), "PS_TRANSFERS_RECORDED");
    EQUAL(scheme.value("dfsp2", "POSITION"), "-1");
    scheme.step(1, "PS_TRANSFERS_RESERVED");
    EQUAL(scheme.value("dfsp1", "POSITION"), "1");
    EQUAL(scheme.value("dfsp2", "POSITION"), "0");
    EQUAL(scheme.value("Hub", "HUB_MULTILATERAL_SETTLEMENT"), "-1");
    scheme.step(1, "PS_TRANSFERS_COMMITTED");
    EQUAL(scheme.value("dfsp1", "POSITION"), "0");
    EQUAL(scheme.value("Hub", "HUB_MULTILATERAL_SETTLEMENT"), "0");
    scheme.step(1, "SETTLED", scheme.account("dfsp1", domain::AccountType::Position));
    EQUAL(scheme.stateOf(1), "SETTLING");
    scheme.step(1, "SETTLED", scheme.account("dfsp2", domain::AccountType::Position));
    EQUAL(scheme.stateOf(1), "SETTLED");
    // The window waits for its other currency, which nothing has touched.
    EQUAL(scheme.windowState(1), "PENDING_SETTLEMENT");
    EQUAL(scheme.value("dfsp1", "POSITION", "TZS"), "1");
    scheme.settle("deferred_net", {1});
    EQUAL(scheme.nets(2), "dfsp1=1 dfsp2=-1");
    scheme.finish(2);
    EQUAL(scheme.windowState(1), "SETTLED");
    EQUAL(scheme.value("dfsp1", "POSITION", "TZS"), "0");
}

void TestSettlementExamples::immediateGross()
{
    SettlementScheme scheme;
    scheme.openCurrency("TZS");
    scheme.addModel({"CGS", "TZS", SettlementGranularity::Gross, SettlementInterchange::Bilateral,
                     domain::SettlementDelay::Immediate, "POSITION", "SETTLEMENT", false});
    for (const char* name : {"fsp1", "fsp3"})
        scheme.addDfsp(name, "TZS", "2000", "2000");
    scheme.pay("fsp3", "fsp1", "15", "TZS");
    EQUAL(scheme.value("fsp3", "POSITION", "TZS"), "0");
    EQUAL(scheme.value("fsp1", "POSITION", "TZS"), "0");
    EQUAL(scheme.value("fsp3", "SETTLEMENT", "TZS"), "-1985");
    EQUAL(scheme.value("fsp1", "SETTLEMENT", "TZS"), "-2015");
    EQUAL(refusal(scheme.settle("CGS", {1})),
          "Generic validation error - Settlement can not be created for GROSS or IMMEDIATE models");
    // What is settled already is in no content.
    scheme.close(1);
    EQUAL(scheme.windowState(1), "CLOSED");
    QVERIFY(scheme.state.contents.empty());
}

void TestSettlementExamples::threeWayNet()
{
    SettlementScheme scheme;
    threeDfsps(scheme, {"NET"});
    EQUAL(positions(scheme), "85 -60 -25 0");
    scheme.close(1);
    scheme.settle("NET", {1});
    EQUAL(scheme.nets(1), "A=85 B=-60 C=-25");
    scheme.step(1, "PS_TRANSFERS_RECORDED");
    EQUAL(positions(scheme), "85 -60 -25 0");
    scheme.step(1, "PS_TRANSFERS_RESERVED");
    EQUAL(positions(scheme), "85 0 0 -85");
    scheme.step(1, "PS_TRANSFERS_COMMITTED");
    EQUAL(positions(scheme), "0 0 0 0");
    scheme.step(1, "SETTLED");
    EQUAL(positions(scheme), "0 0 0 0");
    QVERIFY(scheme.sum("USD").isZero());
}

void TestSettlementExamples::twoWindows()
{
    SettlementScheme scheme;
    scheme.openCurrency("USD");
    scheme.addModel({"NET"});
    for (const char* name : {"A", "B", "C"})
        scheme.addDfsp(name, "USD", "500", "1000");
    scheme.pay("A", "B", "100");
    scheme.pay("C", "A", "25");
    scheme.pay("A", "C", "10");
    scheme.close(1);
    scheme.pay("B", "C", "40");
    scheme.close(2);
    scheme.settle("NET", {1});
    EQUAL(scheme.nets(1), "A=85 B=-100 C=15");
    EQUAL(refusal(scheme.settle("NET", {1, 2})), "Generic validation error - Inapplicable windows 1");
    scheme.abort(1);
    scheme.settle("NET", {1, 2});
    EQUAL(scheme.nets(2), "A=85 B=-60 C=-25");
    scheme.finish(2);
    EQUAL(positions(scheme), "0 0 0 0");
    EQUAL(scheme.windowState(1), "SETTLED");
    EQUAL(scheme.windowState(2), "SETTLED");
}

void TestSettlementExamples::bilateralNet()
{
    SettlementScheme scheme;
    threeDfsps(scheme, {"BILATERAL", {}, SettlementGranularity::Net, SettlementInterchange::Bilateral});
    scheme.close(1);
    scheme.settle("BILATERAL", {1});
    EQUAL(scheme.nets(1), "A/B=100 A/C=-15 B/A=-100 B/C=40 C/A=15 C/B=-40");
    // One pair goes on alone; the settlement waits for the others.
    const auto a = scheme.account("A", domain::AccountType::Position);
    const auto b = scheme.account("B", domain::AccountType::Position);
    scheme.step(1, "PS_TRANSFERS_RECORDED", a, b);
    EQUAL(scheme.stateOf(1), "PENDING_SETTLEMENT");
    scheme.finish(1);
    EQUAL(positions(scheme), "0 0 0 0");
    EQUAL(scheme.windowState(1), "SETTLED");
}

void TestSettlementExamples::bilateralPairAborted()
{
    SettlementScheme scheme;
    threeDfsps(scheme, {"BILATERAL", {}, SettlementGranularity::Net, SettlementInterchange::Bilateral});
    const auto position = [&](const char* name) {
        return scheme.account(name, domain::AccountType::Position);
    };
    scheme.close(1);
    scheme.settle("BILATERAL", {1});
    EQUAL(refusal(scheme.abort(1, position("A"), position("A"))),
          "Generic validation error - The accounts 3 and 3 are no pair of settlement '1'");
    scheme.step(1, "PS_TRANSFERS_RECORDED");
    // A and C lag behind: without them the others are all there.
    for (const auto& [one, other] : {std::pair("A", "B"), std::pair("B", "C")}) {
        scheme.step(1, "PS_TRANSFERS_RESERVED", position(one), position(other));
        scheme.step(1, "PS_TRANSFERS_RESERVED", position(other), position(one));
    }
    EQUAL(scheme.stateOf(1), "PS_TRANSFERS_RECORDED");
    QVERIFY(refusal(scheme.abort(1, position("C"), position("A"))).empty());
    EQUAL(scheme.stateOf(1), "PS_TRANSFERS_RESERVED");
    scheme.step(1, "PS_TRANSFERS_COMMITTED");
    EQUAL(positions(scheme), "-15 0 15 0");
    EQUAL(refusal(scheme.abort(1, position("A"), position("B"))),
          "Generic validation error - At least one transfer of the pair is committed for settlement "
          "'1'. Aborting is not allowed.");
    scheme.step(1, "SETTLED");
    EQUAL(scheme.stateOf(1), "SETTLED");
    EQUAL(scheme.windowState(1), "ABORTED");
    // What is left is settled by the next, and by it alone.
    scheme.settle("BILATERAL", {1});
    EQUAL(scheme.nets(2), "A/C=-15 C/A=15");
    QVERIFY(refusal(scheme.abort(2, position("A"), position("C"))).empty());
    EQUAL(scheme.stateOf(2), "ABORTED");
    scheme.settle("BILATERAL", {1});
    EQUAL(scheme.nets(3), "A/C=-15 C/A=15");
    scheme.finish(3);
    EQUAL(positions(scheme), "0 0 0 0");
    EQUAL(scheme.windowState(1), "SETTLED");
    QVERIFY(scheme.state.open.empty());
}

void TestSettlementExamples::aborted()
{
    SettlementScheme scheme;
    threeDfsps(scheme, {"NET"});
    scheme.close(1);
    scheme.settle("NET", {1});
    scheme.step(1, "PS_TRANSFERS_RECORDED");
    scheme.step(1, "PS_TRANSFERS_RESERVED");
    EQUAL(positions(scheme), "85 0 0 -85");
    QVERIFY(refusal(scheme.abort(1)).empty());
    EQUAL(positions(scheme), "85 -60 -25 0");
    EQUAL(scheme.stateOf(1), "ABORTED");
    EQUAL(scheme.windowState(1), "ABORTED");
    QVERIFY(scheme.state.open.empty());
    scheme.settle("NET", {1});
    EQUAL(scheme.nets(2), "A=85 B=-60 C=-25");
    scheme.step(2, "PS_TRANSFERS_RECORDED");
    scheme.step(2, "PS_TRANSFERS_RESERVED");
    scheme.step(2, "PS_TRANSFERS_COMMITTED", scheme.account("C", domain::AccountType::Position));
    EQUAL(refusal(scheme.abort(2)),
          "Generic validation error - At least one settlement transfer is committed for settlement '2'. "
          "Aborting is not allowed.");
    scheme.step(2, "PS_TRANSFERS_COMMITTED");
    EQUAL(refusal(scheme.abort(2)), "Generic validation error - State change is not allowed for settlement "
                                    "'2' in state 'PS_TRANSFERS_COMMITTED'");
    scheme.step(2, "SETTLED");
    EQUAL(positions(scheme), "0 0 0 0");
}

void TestSettlementExamples::capRaisedByTheReserve()
{
    SettlementScheme scheme;
    ModelOf model{"NET"};
    model.requireLiquidityCheck = true;
    threeDfsps(scheme, model);
    scheme.run(ledger::SetLimit{
        domain::FspId("B"), currencyOf("USD"), "NET_DEBIT_CAP", domain::Limit{amountOf("50"), 2000}, {}});
    scheme.close(1);
    scheme.pay("B", "A", "80");
    scheme.settle("NET", {1});
    scheme.step(1, "PS_TRANSFERS_RECORDED");
    scheme.step(1, "PS_TRANSFERS_RESERVED");
    const auto b = scheme.account("B", domain::AccountType::Position);
    EQUAL(scheme.value("B", "POSITION"), "80");
    const auto& limit = scheme.entry("B").limits.at(b.value());
    EQUAL(limit.netDebitCap.toString(), "110");
    QCOMPARE(limit.alarmPercentHundredths, 2000); // Kept.
    scheme.abort(1);
    EQUAL(scheme.value("B", "POSITION"), "20");
    EQUAL(scheme.entry("B").limits.at(b.value()).netDebitCap.toString(), "110");
    // A cap that is a share of the liquidity stays that.
    domain::Limit share{amountOf("0"), 2000};
    share.liquidityPercentHundredths = 500;
    scheme.run(ledger::SetLimit{domain::FspId("B"), currencyOf("USD"), "NET_DEBIT_CAP", share, {}});
    EQUAL(scheme.entry("B").limits.at(b.value()).netDebitCap.toString(), "50");
    scheme.settle("NET", {1});
    scheme.step(2, "PS_TRANSFERS_RECORDED");
    scheme.step(2, "PS_TRANSFERS_RESERVED");
    EQUAL(scheme.value("B", "POSITION"), "80");
    EQUAL(scheme.entry("B").limits.at(b.value()).netDebitCap.toString(), "50");
}

void TestSettlementExamples::interchangeFees()
{
    SettlementScheme scheme;
    scheme.openCurrency("TZS");
    scheme.addModel({"CGS", "TZS", SettlementGranularity::Gross, SettlementInterchange::Bilateral,
                     domain::SettlementDelay::Immediate, "POSITION", "SETTLEMENT", false});
    ModelOf fees{"INTERCHANGEFEE", "TZS"};
    fees.ledgerType = "INTERCHANGE_FEE";
    fees.settlementType = "INTERCHANGE_FEE_SETTLEMENT";
    scheme.addModel(fees);
    for (const char* name : {"fsp1", "fsp2", "fsp3", "fsp4"})
        scheme.addDfsp(name, "TZS", "2000", "2000");
    const auto wallet = std::make_shared<const domain::TransactionFacts>(
        domain::TransactionFacts{"Wallet", "Wallet", "TRANSFER", "PAYER", "CONSUMER"});
    const auto bank = std::make_shared<const domain::TransactionFacts>(
        domain::TransactionFacts{"Wallet", "Bank", "TRANSFER", "PAYER", "CONSUMER"});
    scheme.pay("fsp3", "fsp1", "15", "TZS", wallet);
    EQUAL(scheme.value("fsp3", "INTERCHANGE_FEE", "TZS"), "0.09");
    scheme.pay("fsp2", "fsp1", "87.88", "TZS", bank);
    scheme.pay("fsp1", "fsp4", "158.36", "TZS", wallet);
    scheme.pay("fsp2", "fsp1", "211.11", "TZS", wallet);
    scheme.pay("fsp2", "fsp1", "14.05", "TZS", wallet);
    scheme.pay("fsp4", "fsp1", "150", "TZS", wallet);
    scheme.close(1);
    QCOMPARE(scheme.state.contents.size(), std::size_t(1));
    scheme.settle("InterchangeFee", {1}); // Names are compared without case.
    EQUAL(scheme.nets(1), "fsp1=-1.39 fsp2=1.35 fsp3=0.09 fsp4=-0.05");
    scheme.step(1, "PS_TRANSFERS_RECORDED");
    scheme.step(1, "PS_TRANSFERS_RESERVED");
    EQUAL(scheme.value("fsp1", "INTERCHANGE_FEE", "TZS"), "0");
    EQUAL(scheme.value("Hub", "HUB_MULTILATERAL_SETTLEMENT", "TZS"), "-1.44");
    scheme.step(1, "PS_TRANSFERS_COMMITTED");
    EQUAL(scheme.value("fsp2", "INTERCHANGE_FEE", "TZS"), "0");
    EQUAL(scheme.value("Hub", "HUB_MULTILATERAL_SETTLEMENT", "TZS"), "0");
    scheme.step(1, "SETTLED");
    EQUAL(scheme.windowState(1), "SETTLED");
    EQUAL(refusal(scheme.settle("InterchangeFee", {1})), "Generic validation error - Inapplicable windows 1");
    QVERIFY(scheme.sum("TZS").isZero());
}

QTEST_APPLESS_MAIN(TestSettlementExamples)
#include "tst_settlement_examples.moc"
