#include "core/domain/participant.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace hub::domain;

class TestParticipant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seededTypes()
    {
        const auto types = seededAccountTypes();
        QCOMPARE(types.size(), std::size_t(6));
        for (std::size_t i = 0; i < types.size(); ++i)
            QCOMPARE(std::size_t(types[i].id), i + 1);
        QCOMPARE(types[0].name, std::string("POSITION"));
        QVERIFY(types[0].isSettleable);
        QCOMPARE(types[1].name, std::string("SETTLEMENT"));
        QVERIFY(!types[1].isSettleable);
        QCOMPARE(types[3].name, std::string("HUB_MULTILATERAL_SETTLEMENT"));
        QCOMPARE(types[4].name, std::string("INTERCHANGE_FEE"));
        QVERIFY(types[4].isSettleable);
    }
    void endpointTypesAreUnique()
    {
        const auto types = endpointTypes();
        QCOMPARE(std::set<std::string_view>(types.begin(), types.end()).size(), types.size());
        for (const char* type :
             {"FSPIOP_CALLBACK_URL", "FSPIOP_CALLBACK_URL_TRANSFER_POST", "ALARM_NOTIFICATION_URL",
              "FSPIOP_CALLBACK_URL_PARTIES_PUT_ERROR", "FSPIOP_CALLBACK_URL_QUOTES"})
            QVERIFY2(isEndpointType(type), type);
        for (const char* type : {"", "fspiop_callback_url", "FSPIOP_CALLBACK_URL ", "CALLBACK"})
            QVERIFY2(!isEndpointType(type), type);
    }
    void partyTypes()
    {
        const auto types = partyIdTypes();
        QCOMPARE(types.size(), std::size_t(8));
        QCOMPARE(oracleIdTypes().size(), std::size_t(10));
        for (const char* type : {"MSISDN", "ACCOUNT_ID", "IBAN", "ALIAS"})
            QVERIFY2(std::find(types.begin(), types.end(), type) != types.end(), type);
    }
    void aNewAccountHasNothing()
    {
        const Account account{AccountId(1),
                              ParticipantId(2),
                              Currency::parse("USD").value(),
                              AccountType::Position,
                              false,
                              false,
                              {}};
        QVERIFY(!account.isActive && !account.hasPosition);
        const Position position;
        QVERIFY(position.value.isZero() && position.reserved.isZero());
        QCOMPARE(Limit().alarmPercentHundredths, 1000);
    }
};

QTEST_APPLESS_MAIN(TestParticipant)
#include "tst_participant.moc"
