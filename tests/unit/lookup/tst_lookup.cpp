#include "core/lookup/oracle_choice.h"
#include "core/lookup/party_id.h"

#include <QtTest/QtTest>

#include <vector>

using namespace hub;
using namespace hub::lookup;

namespace {

domain::Oracle oracle(std::int64_t id, const char* type, const char* currency = nullptr,
                      bool isDefault = false)
{
    domain::Oracle row;
    row.id = domain::OracleId(id);
    row.partyIdType = type;
    row.endpoint = "http://oracle.test";
    if (currency != nullptr) row.currency = domain::Currency::parse(currency);
    row.isDefault = isDefault;
    return row;
}

} // namespace

class TestLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partyIds_data();
    void partyIds();
    void choosesOracle();
    void resolves();
    void texts();
};

void TestLookup::partyIds_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("subId");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* type, const QString& id, const char* subId, const char* code) {
        QTest::addRow("%s %s %s", type, qPrintable(id.left(20)), subId)
            << QString::fromUtf8(type) << id << QString::fromUtf8(subId) << QString::fromUtf8(code);
    };
    row("MSISDN", QStringLiteral("22507008181"), "", "");
    row("MSISDN", QStringLiteral("+22507008181"), "", "");
    row("MSISDN", QStringLiteral("abc"), "", "3101");
    row("MSISDN", QString(31, QLatin1Char('1')), "", "3101");
    row("EMAIL", QStringLiteral("a.b@example.org"), "", "");
    row("EMAIL", QStringLiteral("a.b@example"), "", "3101");
    row("EMAIL", QStringLiteral("@example.org"), "", "3101");
    row("IBAN", QStringLiteral("DE89370400440532013000"), "", "");
    row("IBAN", QStringLiteral("de89"), "", "3101");
    row("ACCOUNT_ID", QStringLiteral("any-thing:1"), "", "");
    row("ACCOUNT_ID", QStringLiteral("a b"), "", "3101");
    row("ACCOUNT_ID", QStringLiteral("{ID}"), "", "3101");
    row("ACCOUNT_ID", QString(129, QLatin1Char('x')), "", "3101");
    row("PERSONAL_ID", QStringLiteral("1"), "PASSPORT", "");
    row("PERSONAL_ID", QStringLiteral("1"), "a b", "3101");
    row("PHONE", QStringLiteral("1"), "", "3100");
    row("msisdn", QStringLiteral("1"), "", "3100");
}

void TestLookup::partyIds()
{
    QFETCH(const QString, type);
    QFETCH(const QString, id);
    QFETCH(const QString, subId);
    QFETCH(const QString, code);
    const auto problem = checkPartyId({type.toStdString(), id.toStdString(), subId.toStdString()});
    QCOMPARE(QString::fromStdString(problem ? problem->code : std::string()), code);
}

void TestLookup::choosesOracle()
{
    const auto usd = domain::Currency::parse("USD");
    const auto xof = domain::Currency::parse("XOF");
    std::vector<domain::Oracle> rows{oracle(1, "MSISDN"), oracle(2, "MSISDN", "USD"),
                                     oracle(3, "MSISDN", "USD", true), oracle(4, "ALIAS", "USD")};
    QCOMPARE(chooseOracle(rows, "MSISDN", usd)->id.value(), std::int64_t(3));
    QCOMPARE(chooseOracle(rows, "MSISDN", std::nullopt)->id.value(), std::int64_t(3));
    QCOMPARE(chooseOracle(rows, "MSISDN", xof)->id.value(), std::int64_t(1));
    QCOMPARE(chooseOracle(rows, "ALIAS", std::nullopt)->id.value(), std::int64_t(4));
    QVERIFY(chooseOracle(rows, "ALIAS", xof) == nullptr);
    QVERIFY(chooseOracle(rows, "IBAN", std::nullopt) == nullptr);
    rows[2].isActive = false;
    QCOMPARE(chooseOracle(rows, "MSISDN", usd)->id.value(), std::int64_t(2));
}

void TestLookup::resolves()
{
    const std::vector<PartyEntry> entries{
        {"green", "USD", ""}, {"blue", "", "PASSPORT"}, {"green", "XOF", ""}};
    QCOMPARE(resolve(entries, "").fspIds, std::vector<std::string>{"green"});
    QCOMPARE(resolve(entries, "PASSPORT").fspIds, std::vector<std::string>{"blue"});
    QCOMPARE(resolve(entries, "OTHER").error->code, std::string("3200"));
    const Resolution none = resolve({}, "");
    QCOMPARE(none.error->code, std::string("3204"));
    QCOMPARE(none.error->description, std::string("Party not found"));
    QCOMPARE(resolve({}, "PASSPORT").error->code, std::string("3204"));
    const auto usd = domain::Currency::parse("USD");
    const std::vector<PartyEntry> both{{"red", "", ""}, {"green", "USD", ""}, {"blue", "", "PASSPORT"}};
    const auto preferred = preferCurrency(both, usd);
    QCOMPARE(resolve(preferred, "").fspIds, std::vector<std::string>{"green"});
    QCOMPARE(resolve(preferred, "PASSPORT").fspIds, std::vector<std::string>{"blue"});
    QCOMPARE(preferCurrency(both, std::nullopt).size(), both.size());
}

void TestLookup::texts()
{
    QCOMPARE(noOracle("ACCOUNT_ID").description,
             std::string("Add Party information error - Oracle type: ACCOUNT_ID not found"));
    QCOMPARE(noOracleInBatch("ACCOUNT_ID").description,
             std::string("Add Party information error - Oracle type:ACCOUNT_ID not found"));
    QCOMPARE(oracleFailure(400).code, std::string("3204"));
    QCOMPARE(oracleFailure(404).code, std::string("3201"));
    QCOMPARE(oracleFailure(500).code, std::string("1001"));
    QCOMPARE(oracleFailure(0).code, std::string("1001"));
}

QTEST_APPLESS_MAIN(TestLookup)
#include "tst_lookup.moc"
