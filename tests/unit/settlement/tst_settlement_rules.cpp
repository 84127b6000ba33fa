#include "tests/unit/settlement/settlement_scheme.h"

#include <QtTest>

using namespace hub;
using namespace hub::test;

/// What is refused, in which words, and what a wrong order of commands leaves alone.
class TestSettlementRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void closeIsRefused();
    void aReservedTransferFallsIntoTheNextWindow();
    void missingModelFailsTheCloseUntilThereIsOne();
    void settlementIsRefused();
    void accountsAnswerForThemselves();
    void settledTwiceChangesNothing();
    void aWindowWhoseRestIsSettledIsFreeAfterAnAbort();
    void withoutResetNothingMoves();
    void finalisingLeavesOutAbortedPairsAndForbidsAborts();
    void interchangeRules();

private:
    std::unique_ptr<SettlementScheme> m_scheme;
};

#define EQUAL(actual, expected) QCOMPARE(QString::fromStdString(actual), QStringLiteral(expected))

void TestSettlementRules::init()
{
    m_scheme = std::make_unique<SettlementScheme>();
    m_scheme->openCurrency("USD");
    m_scheme->addModel({"NET"});
    for (const char* name : {"A", "B"})
        m_scheme->addDfsp(name, "USD", "500", "1000");
}

void TestSettlementRules::closeIsRefused()
{
    EQUAL(refusal(m_scheme->close(1)), "Generic validation error - Window 1 is empty");
    EQUAL(refusal(m_scheme->close(9)), "Generic validation error - Window 9 does not exist");
    m_scheme->pay("A", "B", "1");
    QVERIFY(refusal(m_scheme->close(1)).empty());
    EQUAL(refusal(m_scheme->close(1)), "Generic validation error - Window 1 is not open");
    QCOMPARE(m_scheme->state.openWindow.id.value(), 2);
}

void TestSettlementRules::aReservedTransferFallsIntoTheNextWindow()
{
    m_scheme->pay("A", "B", "1");
    m_scheme->run(m_scheme->prepare("late", "A", "B", "7"));
    m_scheme->close(1);
    m_scheme->run(m_scheme->fulfil("late", "B"));
    m_scheme->settle("NET", {1});
    EQUAL(m_scheme->nets(1), "A=1 B=-1");
    m_scheme->close(2);
    m_scheme->settle("NET", {2});
    EQUAL(m_scheme->nets(2), "A=7 B=-7");
    m_scheme->finish(2);
    m_scheme->finish(1);
    EQUAL(m_scheme->value("A", "POSITION"), "0");
}

void TestSettlementRules::missingModelFailsTheCloseUntilThereIsOne()
{
    m_scheme->pay("A", "B", "1");
    m_scheme->run(ledger::SetSettlementModelActive{"NET", false, {}});
    m_scheme->close(1);
    EQUAL(m_scheme->windowState(1), "FAILED");
    EQUAL(m_scheme->state.windows.at(1).failure, "No active net settlement model for POSITION in USD");
    QCOMPARE(m_scheme->state.windows.at(1).attempts, 3);
    m_scheme->run(ledger::SetSettlementModelActive{"NET", true, {}});
    QVERIFY(refusal(m_scheme->run(ledger::RetryWindowClose{domain::WindowId(1), {}})).empty());
    m_scheme->tick();
    EQUAL(m_scheme->windowState(1), "CLOSED");
    EQUAL(refusal(m_scheme->run(ledger::RetryWindowClose{domain::WindowId(1), {}})),
          "Generic validation error - Window 1 has not failed");
}

void TestSettlementRules::settlementIsRefused()
{
    EQUAL(refusal(m_scheme->settle("OTHER", {1})),
          "Generic validation error - Settlement model not found: OTHER");
    EQUAL(refusal(m_scheme->settle("NET", {1, 7})), "Generic validation error - Inapplicable windows 1, 7");
    EQUAL(refusal(m_scheme->abort(3)), "Generic validation error - Settlement with ID '3' not found");
    ledger::StepSettlement step;
    step.settlement = domain::SettlementId(3);
    EQUAL(refusal(m_scheme->run(step)), "Generic validation error - Settlement not found");
}

void TestSettlementRules::accountsAnswerForThemselves()
{
    m_scheme->pay("A", "B", "5");
    m_scheme->close(1);
    m_scheme->settle("NET", {1});
    const auto a = m_scheme->account("A", domain::AccountType::Position);
    const auto b = m_scheme->account("B", domain::AccountType::Position);
    const auto owner = m_scheme->entry("A").participant.id;
    ledger::StepSettlement step;
    step.settlement = domain::SettlementId(1);
    step.entries = {{owner, a, {}, "PS_TRANSFERS_RECORDED", "r", "bank-1"},
                    {owner, a, {}, "PS_TRANSFERS_RECORDED", "r", {}},
                    {owner, b, {}, "PS_TRANSFERS_RECORDED", "r", {}},
                    {owner, domain::AccountId(999), {}, "PS_TRANSFERS_RECORDED", "r", {}},
                    {std::nullopt, b, {}, "PS_TRANSFERS_COMMITTED", "r", {}}};
    const auto decision = m_scheme->run(step);
    QStringList texts;
    for (const auto& fault : decision.answer.settlement->faults)
        texts << QString::fromStdString(fault.text);
    QCOMPARE(texts,
             QStringList({QStringLiteral("Account already processed once"),
                          QStringLiteral("Participant and account mismatch"),
                          QStringLiteral("Account not found"), QStringLiteral("State change not allowed")}));
    QCOMPARE(decision.answer.settlement->touched.size(), std::size_t(1));
    EQUAL(m_scheme->stateOf(1), "PENDING_SETTLEMENT");
    EQUAL(m_scheme->file(1).accounts[0].externalReference, "bank-1");
    // The same state again only tells a new reason.
    m_scheme->step(1, "PS_TRANSFERS_RECORDED", a);
    m_scheme->step(1, "PS_TRANSFERS_RECORDED", b);
    EQUAL(m_scheme->stateOf(1), "PS_TRANSFERS_RECORDED");
    QCOMPARE(m_scheme->state.open.size(), std::size_t(2));
}

void TestSettlementRules::settledTwiceChangesNothing()
{
    m_scheme->pay("A", "B", "5");
    m_scheme->close(1);
    m_scheme->settle("NET", {1});
    m_scheme->finish(1);
    const auto seq = m_scheme->state.nextTransferSeq;
    m_scheme->step(1, "SETTLED");
    const auto again = m_scheme->step(1, "PS_TRANSFERS_RECORDED");
    QCOMPARE(again.answer.settlement->faults.size(), std::size_t(2));
    EQUAL(m_scheme->stateOf(1), "SETTLED");
    QCOMPARE(m_scheme->state.nextTransferSeq, seq);
    EQUAL(m_scheme->value("A", "POSITION"), "0");
    EQUAL(refusal(m_scheme->settle("NET", {1})), "Generic validation error - Inapplicable windows 1");
}

void TestSettlementRules::aWindowWhoseRestIsSettledIsFreeAfterAnAbort()
{
    m_scheme->openCurrency("EUR");
    m_scheme->addModel({"NET_EUR", "EUR"});
    for (const char* name : {"C", "D"})
        m_scheme->addDfsp(name, "EUR", "500", "1000");
    m_scheme->pay("A", "B", "1");
    m_scheme->pay("C", "D", "2", "EUR");
    m_scheme->close(1);
    m_scheme->settle("NET", {1});
    m_scheme->settle("NET_EUR", {1});
    m_scheme->finish(1);
    EQUAL(m_scheme->windowState(1), "PENDING_SETTLEMENT");
    QVERIFY(refusal(m_scheme->abort(2)).empty());
    EQUAL(m_scheme->windowState(1), "ABORTED");
    m_scheme->settle("NET_EUR", {1});
    EQUAL(m_scheme->windowState(1), "PENDING_SETTLEMENT");
    m_scheme->finish(3);
    EQUAL(m_scheme->windowState(1), "SETTLED");
}

void TestSettlementRules::withoutResetNothingMoves()
{
    ModelOf model{"MANUAL", "EUR"};
    model.autoPositionReset = false;
    m_scheme->openCurrency("EUR");
    m_scheme->addModel(model);
    for (const char* name : {"A", "B"})
        m_scheme->addDfsp(name, "EUR", "500", "1000");
    m_scheme->pay("A", "B", "5", "EUR");
    m_scheme->close(1);
    m_scheme->settle("MANUAL", {1});
    m_scheme->finish(1);
    EQUAL(m_scheme->stateOf(1), "SETTLED");
    EQUAL(m_scheme->value("A", "POSITION", "EUR"), "5");
    QVERIFY(m_scheme->state.open.empty());
}

void TestSettlementRules::interchangeRules()
{
    domain::InterchangeRule rule = domain::shippedInterchangeRule();
    EQUAL(refusal(m_scheme->run(ledger::PutInterchangeRule{rule, {}})),
          "Generic client error - Interchange rule already exists");
    rule.name = "other way";
    rule.direction = domain::FeeDirection::PayeePays;
    const auto made = m_scheme->run(ledger::PutInterchangeRule{rule, {}});
    QCOMPARE(made.answer.createdId, 2);
    rule.id = domain::InterchangeRuleId(2);
    rule.percent = amountOf("1.5");
    m_scheme->run(ledger::PutInterchangeRule{rule, {}});
    QCOMPARE(m_scheme->state.registry->interchangeRules().at(1).percent, amountOf("1.5"));
    m_scheme->run(ledger::RemoveInterchangeRule{rule.id, {}});
    QCOMPARE(m_scheme->state.registry->interchangeRules().size(), std::size_t(1));
    EQUAL(refusal(m_scheme->run(ledger::RemoveInterchangeRule{rule.id, {}})),
          "Generic ID not found - interchange rule not found");
}

void TestSettlementRules::finalisingLeavesOutAbortedPairsAndForbidsAborts()
{
    m_scheme = std::make_unique<SettlementScheme>();
    m_scheme->openCurrency("USD");
    ModelOf pairs{"PAIRS"};
    pairs.interchange = domain::SettlementInterchange::Bilateral;
    m_scheme->addModel(pairs);
    for (const char* name : {"A", "B", "C"})
        m_scheme->addDfsp(name, "USD", "500", "1000");
    m_scheme->pay("A", "B", "30");
    m_scheme->pay("A", "C", "20");
    m_scheme->close(1);
    m_scheme->settle("PAIRS", {1});
    const auto account = [&](const char* name, domain::AccountType type) {
        return m_scheme->account(name, type);
    };
    const auto begin = [&](std::vector<std::pair<const char*, const char*>> nets) {
        ledger::BeginFinalise command;
        command.job.settlement = domain::SettlementId(1);
        command.job.fileName = "bank.csv";
        for (const auto& [name, net] : nets)
            command.job.entries.push_back({account(name, domain::AccountType::Position),
                                           account(name, domain::AccountType::Settlement),
                                           amountOf(net),
                                           {},
                                           {},
                                           {},
                                           {},
                                           false});
        return refusal(m_scheme->run(command));
    };
    const auto abortPair = [&] {
        return refusal(m_scheme->abort(1, account("A", domain::AccountType::Position),
                                       account("C", domain::AccountType::Position)));
    };
    EQUAL(begin({{"A", "50"}, {"B", "-30"}}),
          "Generic validation error - The plan leaves out accounts of the settlement");
    QVERIFY(begin({{"A", "50"}, {"B", "-30"}, {"C", "-20"}}).empty());
    EQUAL(begin({{"A", "50"}, {"B", "-30"}, {"C", "-20"}}),
          "Generic validation error - Settlement '1' is being finalised");
    EQUAL(abortPair(),
          "Generic validation error - Settlement '1' is being finalised. Aborting is not allowed.");
    QVERIFY(
        refusal(m_scheme->run(ledger::EndFinalise{domain::SettlementId(1), false, "stopped", {}})).empty());
    QVERIFY(abortPair().empty());
    // Once more: the reason is taken, nothing moves, the other pair stays as it is.
    const auto position = m_scheme->value("A", "POSITION");
    const std::string state = m_scheme->stateOf(1);
    QVERIFY(abortPair().empty());
    QVERIFY(m_scheme->value("A", "POSITION") == position);
    QCOMPARE(m_scheme->stateOf(1), state);
    // The money of the pair is not to move any more.
    QVERIFY(begin({{"A", "50"}, {"B", "-30"}, {"C", "-20"}}).find("another part") != std::string::npos);
    QVERIFY(begin({{"A", "30"}, {"B", "-30"}}).empty());
    QVERIFY(abortPair().empty()); // Also while the others are finalised.
}

QTEST_APPLESS_MAIN(TestSettlementRules)
#include "tst_settlement_rules.moc"
