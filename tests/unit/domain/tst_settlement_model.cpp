#include "core/domain/settlement_model.h"

#include <QTest>

#include <vector>

using namespace hub::domain;

namespace {

SettlementModel model(std::int64_t id, AccountType type, const char* currency)
{
    SettlementModel m;
    m.id = ModelId(id);
    m.ledgerAccountType = type;
    if (*currency != '\0') m.currency = Currency::parse(currency);
    return m;
}

std::int64_t chosen(const std::vector<SettlementModel>& models, AccountType type, const char* currency)
{
    const SettlementModel* found = resolveModel(models, type, Currency::parse(currency).value());
    return found != nullptr ? found->id.value() : 0;
}

} // namespace

class TestSettlementModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNamedCurrencyWins();
    void inactiveModelsDoNotCount();
    void accountTypesAreApart();
    void names();
};

void TestSettlementModel::aNamedCurrencyWins()
{
    const std::vector<SettlementModel> models{model(1, AccountType::Position, ""),
                                              model(2, AccountType::Position, "USD"),
                                              model(3, AccountType::Position, "KES")};
    QCOMPARE(chosen(models, AccountType::Position, "USD"), 2);
    QCOMPARE(chosen(models, AccountType::Position, "KES"), 3);
    QCOMPARE(chosen(models, AccountType::Position, "TZS"), 1);
    QCOMPARE(chosen({}, AccountType::Position, "USD"), 0);
}

void TestSettlementModel::inactiveModelsDoNotCount()
{
    std::vector<SettlementModel> models{model(1, AccountType::Position, ""),
                                        model(2, AccountType::Position, "USD")};
    models[1].isActive = false;
    QCOMPARE(chosen(models, AccountType::Position, "USD"), 1);
    models[0].isActive = false;
    QCOMPARE(chosen(models, AccountType::Position, "USD"), 0);
}

void TestSettlementModel::accountTypesAreApart()
{
    const std::vector<SettlementModel> models{model(1, AccountType::Position, ""),
                                              model(2, AccountType::InterchangeFee, "USD")};
    QCOMPARE(chosen(models, AccountType::Position, "USD"), 1); // the fee model takes nothing from positions
    QCOMPARE(chosen(models, AccountType::InterchangeFee, "USD"), 2);
    QCOMPARE(chosen(models, AccountType::InterchangeFee, "KES"), 0);
}

void TestSettlementModel::names()
{
    QCOMPARE(std::string(toString(SettlementGranularity::Net)), std::string("NET"));
    QCOMPARE(std::string(toString(SettlementGranularity::Gross)), std::string("GROSS"));
    QCOMPARE(std::string(toString(SettlementInterchange::Multilateral)), std::string("MULTILATERAL"));
    QCOMPARE(std::string(toString(SettlementInterchange::Bilateral)), std::string("BILATERAL"));
    QCOMPARE(std::string(toString(SettlementDelay::Deferred)), std::string("DEFERRED"));
    QCOMPARE(std::string(toString(SettlementDelay::Immediate)), std::string("IMMEDIATE"));
}

QTEST_APPLESS_MAIN(TestSettlementModel)
#include "tst_settlement_model.moc"
