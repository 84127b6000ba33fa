#include "tests/unit/admin/operator_listener.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

using namespace hub;
using test::HttpReply;
using test::HubInMemory;
using test::OperatorListener;

namespace {

QJsonArray arrayOf(const HttpReply& reply)
{
    return QJsonDocument::fromJson(reply.body).array();
}

QJsonObject objectOf(const HttpReply& reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

QJsonObject accountOf(const HttpReply& reply, const char* type)
{
    for (const auto account : arrayOf(reply))
        if (account.toObject()[QLatin1String("ledgerAccountType")].toString() == QLatin1String(type))
            return account.toObject();
    return {};
}

/// The part of the raw text behind `"value":` of the first account of `type`: amounts are looked at as text.
QByteArray valueOf(const HttpReply& reply, const char* type)
{
    const auto start = reply.body.indexOf(QByteArray("\"ledgerAccountType\":\"") + type + '"');
    const auto value = reply.body.indexOf("\"value\":", start) + 8;
    return start < 0 ? QByteArray() : reply.body.mid(value, reply.body.indexOf(',', value) - value);
}

constexpr const char* kModel =
    R"({"name":"DEFERREDNETUSD","settlementGranularity":"NET","settlementInterchange":"MULTILATERAL",)"
    R"("settlementDelay":"DEFERRED","requireLiquidityCheck":false,"ledgerAccountType":"POSITION",)"
    R"("autoPositionReset":true,"currency":"USD","settlementAccountType":"SETTLEMENT"})";

QByteArray funds(const char* id, const char* action, const char* amount)
{
    return QByteArray(R"({"transferId":")") + id + R"(","externalReference":"string","action":")" + action +
           R"(","reason":"string","amount":{"amount":)" + amount +
           R"(,"currency":"USD"},"extensionList":{"extension":[{"key":"string","value":"string"}]}})";
}

const OperatorListener::Headers kOracleHeaders{
    {"Accept", "application/vnd.interoperability.participants+json;version=1"},
    {"Content-Type", "application/vnd.interoperability.participants+json;version=1.0"},
    {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};

} // namespace

/// The operator listener as its clients see it. Cases build on each other in order, like an operator's first
/// day.
class TestOperatorApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void tableHoldsChapter12();
    void provisioningAndItsRepetition_data();
    void provisioningAndItsRepetition();
    void participantObject();
    void limitsAndPositions();
    void fundsMoveAndAreSilentAbout();
    void endpoints();
    void refusals_data();
    void refusals();
    void oracles();
    void windowsAndServices();
    void hubRoutes();

private:
    std::unique_ptr<HubInMemory> m_hub;
    std::unique_ptr<OperatorListener> m_api;
};

void TestOperatorApi::initTestCase()
{
    m_hub = std::make_unique<HubInMemory>();
    m_api = std::make_unique<OperatorListener>(*m_hub);
}

void TestOperatorApi::cleanupTestCase()
{
    m_api.reset();
    m_hub.reset();
}

void TestOperatorApi::tableHoldsChapter12()
{
    using http::Method;
    const std::pair<Method, const char*> rows[] = {
        {Method::Get, "/health"},
        {Method::Get, "/enums"},
        {Method::Get, "/metrics"},
        {Method::Get, "/participants"},
        {Method::Post, "/participants"},
        {Method::Get, "/participants/{name}"},
        {Method::Put, "/participants/{name}"},
        {Method::Get, "/participants/limits"},
        {Method::Get, "/participants/{name}/endpoints"},
        {Method::Post, "/participants/{name}/endpoints"},
        {Method::Get, "/participants/{name}/limits"},
        {Method::Put, "/participants/{name}/limits"},
        {Method::Post, "/participants/{name}/initialPositionAndLimits"},
        {Method::Get, "/participants/{name}/positions"},
        {Method::Get, "/participants/{name}/accounts"},
        {Method::Post, "/participants/{name}/accounts"},
        {Method::Put, "/participants/{name}/accounts/{id}"},
        {Method::Post, "/participants/{name}/accounts/{id}"},
        {Method::Put, "/participants/{name}/accounts/{id}/transfers/{transferId}"},
        {Method::Get, "/transactions/{id}"},
        {Method::Get, "/ledgerAccountTypes"},
        {Method::Post, "/ledgerAccountTypes"},
        {Method::Get, "/settlementModels"},
        {Method::Post, "/settlementModels"},
        {Method::Get, "/settlementModels/{name}"},
        {Method::Put, "/settlementModels/{name}"},
    };
    for (const auto& [method, pattern] : rows) {
        const auto match = m_api->routes().match(
            method, QByteArray(pattern).replace('{', 'x').replace('}', 'x').constData());
        QVERIFY2(match.kind == http::RouteMatch::Kind::Found, pattern);
        QCOMPARE(QByteArray(match.route->pattern.c_str()), QByteArray(pattern));
    }
    QCOMPARE(m_api->call("GET", QStringLiteral("/nothing")).code, QStringLiteral("3002"));
    const auto wrongVerb = m_api->call("PATCH", QStringLiteral("/participants"));
    QCOMPARE(wrongVerb.status, 405);
    QCOMPARE(wrongVerb.code, QStringLiteral("3000"));
    QVERIFY(wrongVerb.allow.contains("POST"));
}

void TestOperatorApi::provisioningAndItsRepetition_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("repeated");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* tag, const char* method, const char* path, const char* body, int first,
                        int repeated, const char* text) {
        QTest::newRow(tag) << QByteArray(method) << QString::fromUtf8(path) << QByteArray(body) << first
                           << repeated << QString::fromUtf8(text);
    };
    row("no hub account yet", "POST", "/participants", R"({"name":"early","currency":"USD"})", 400, 400,
        "Add Party information error - Hub reconciliation account for the specified currency does not exist");
    row("reconciliation", "POST", "/participants/Hub/accounts",
        R"({"type":"HUB_RECONCILIATION","currency":"USD"})", 201, 400,
        "Add Party information error - Hub account has already been registered.");
    row("multilateral", "POST", "/participants/Hub/accounts",
        R"({"type":"HUB_MULTILATERAL_SETTLEMENT","currency":"USD"})", 201, 400,
        "Add Party information error - Hub account has already been registered.");
    row("no model yet", "POST", "/participants", R"({"name":"early","currency":"USD"})", 400, 400,
        "Generic Settlement Error - Unable to find a matching or default, Settlement Model");
    row("model", "POST", "/settlementModels", kModel, 201, 400,
        "Generic client error - Settlement Model already exists");
    row("participant", "POST", "/participants", R"({"name":"payerfsp","currency":"USD","isProxy":"false"})",
        201, 400, "Generic client error - Participant currency has already been registered");
    row("other", "POST", "/participants", R"({"name":"payeefsp","currency":"USD"})", 201, 400,
        "Generic client error - Participant currency has already been registered");
    row("limits", "POST", "/participants/payerfsp/initialPositionAndLimits",
        R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":1000},"initialPosition":0})", 201, 500,
        "Internal server error - Participant Limit or Initial Position already set");
    row("other limits", "POST", "/participants/payeefsp/initialPositionAndLimits",
        R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":"500000"}})", 201, 500,
        "Internal server error - Participant Limit or Initial Position already set");
    row("type", "POST", "/ledgerAccountTypes",
        R"({"name":"HUB_FEE","description":"fees","isActive":true,"isSettleable":true})", 201, 400,
        "Generic client error - This Ledger Account Type already exists");
}

void TestOperatorApi::provisioningAndItsRepetition()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, first);
    QFETCH(int, repeated);
    QFETCH(QString, text);
    const auto one = m_api->call(method, path, body);
    QVERIFY2(one.status == first, one.body.constData());
    const auto two = m_api->call(method, path, body);
    QVERIFY2(two.status == repeated, two.body.constData());
    QCOMPARE(two.text, text);
}

void TestOperatorApi::participantObject()
{
    const auto reply = m_api->call("GET", QStringLiteral("/participants/PAYERFSP"));
    QCOMPARE(reply.status, 200);
    const auto object = objectOf(reply);
    QCOMPARE(object[QLatin1String("name")].toString(), QStringLiteral("payerfsp"));
    QCOMPARE(object[QLatin1String("id")].toString(),
             QStringLiteral("http://central-ledger/participants/payerfsp"));
    QCOMPARE(object[QLatin1String("links")].toObject()[QLatin1String("self")], object[QLatin1String("id")]);
    QCOMPARE(object[QLatin1String("isActive")], QJsonValue(1));
    QCOMPARE(object[QLatin1String("isProxy")], QJsonValue(0));
    const auto account = object[QLatin1String("accounts")].toArray()[0].toObject();
    QCOMPARE(account[QLatin1String("ledgerAccountType")].toString(), QStringLiteral("POSITION"));
    QCOMPARE(account[QLatin1String("createdBy")].toString(), QStringLiteral("unknown"));
    QVERIFY(account[QLatin1String("id")].isDouble() && account[QLatin1String("isActive")].isDouble());
    QCOMPARE(arrayOf(m_api->call("GET", QStringLiteral("/participants"))).size(), 3);
    QCOMPARE(arrayOf(m_api->call("GET", QStringLiteral("/participants?isProxy=true"))).size(), 0);
    for (const bool active : {false, true}) {
        const auto body = active ? R"({"isActive":true})" : R"({"isActive":false})";
        const auto changed = m_api->call("PUT", QStringLiteral("/participants/payerfsp"), body);
        QCOMPARE(changed.status, 200);
        QCOMPARE(objectOf(changed)[QLatin1String("isActive")], QJsonValue(active ? 1 : 0));
    }
    const auto type = arrayOf(m_api->call("GET", QStringLiteral("/ledgerAccountTypes"))).last().toObject();
    QCOMPARE(type[QLatin1String("name")].toString(), QStringLiteral("HUB_FEE"));
    const auto model = objectOf(m_api->call("GET", QStringLiteral("/settlementModels/deferrednetusd")));
    QCOMPARE(model[QLatin1String("ledgerAccountTypeId")].toString(), QStringLiteral("POSITION"));
    QCOMPARE(model[QLatin1String("isActive")], QJsonValue(true));
    QCOMPARE(objectOf(m_api->call("GET", QStringLiteral("/enums")))[QLatin1String("ledgerAccountType")]
                 .toObject()[QLatin1String("SETTLEMENT")],
             QJsonValue(2));
}

void TestOperatorApi::limitsAndPositions()
{
    const auto changed = m_api->call(
        "PUT", QStringLiteral("/participants/payerfsp/limits"),
        R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":99999999999.9999,"alarmPercentage":"12.5"}})");
    QCOMPARE(changed.status, 200);
    QCOMPARE(changed.body,
             QByteArray(R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":99999999999.9999,)"
                        R"("alarmPercentage":12.5}})"));
    const auto one =
        m_api->call("GET", QStringLiteral("/participants/payerfsp/limits?currency=USD&type=NET_DEBIT_CAP"));
    QVERIFY2(one.body.contains("99999999999.9999"), one.body.constData());
    const auto all = m_api->call("GET", QStringLiteral("/participants/limits"));
    QCOMPARE(arrayOf(all).size(), 2);
    QVERIFY(all.body.startsWith(R"([{"name":"payerfsp","currency":"USD")"));
    const auto positions = m_api->call("GET", QStringLiteral("/participants/payerfsp/positions"));
    QVERIFY2(positions.body.startsWith(R"([{"currency":"USD","value":0,"changedDate":")"),
             positions.body.constData());
    QVERIFY(m_api->call("GET", QStringLiteral("/participants/payerfsp/positions?currency=USD"))
                .body.startsWith("{"));
    QCOMPARE(m_api->call("GET", QStringLiteral("/participants/payerfsp/positions?currency=EUR")).code,
             QStringLiteral("3200"));
}

void TestOperatorApi::fundsMoveAndAreSilentAbout()
{
    const auto accounts = m_api->call("GET", QStringLiteral("/participants/payerfsp/accounts"));
    QCOMPARE(valueOf(accounts, "SETTLEMENT"), QByteArray("0"));
    const auto id = accountOf(accounts, "SETTLEMENT")[QLatin1String("id")].toInt();
    const auto path = QStringLiteral("/participants/payerfsp/accounts/%1").arg(id);
    const auto settlement = [&] {
        return valueOf(m_api->call("GET", QStringLiteral("/participants/payerfsp/accounts")), "SETTLEMENT");
    };
    const char* in = "b51ec534-ee48-4575-b6a9-ead2955b8069";
    const char* out = "c51ec534-ee48-4575-b6a9-ead2955b8069";
    const char* more = "d51ec534-ee48-4575-b6a9-ead2955b8069";
    QCOMPARE(m_api->call("POST", path, funds(in, "recordFundsIn", "1000.5")).status, 202);
    QCOMPARE(settlement(), QByteArray("-1000.5"));
    QCOMPARE(valueOf(m_api->call("GET", QStringLiteral("/participants/Hub/accounts")), "HUB_RECONCILIATION"),
             QByteArray("1000.5"));
    // The same again and the same id with another amount: 202, and nothing moves.
    QCOMPARE(m_api->call("POST", path, funds(in, "recordFundsIn", "1000.5")).status, 202);
    QCOMPARE(m_api->call("POST", path, funds(in, "recordFundsIn", "7")).status, 202);
    QCOMPARE(settlement(), QByteArray("-1000.5"));
    QCOMPARE(m_api->call("POST", path, funds(out, "recordFundsOutPrepareReserve", "\"300\"")).status, 202);
    QCOMPARE(settlement(), QByteArray("-700.5"));
    // More than is on deposit comes back at once.
    QCOMPARE(m_api->call("POST", path, funds(more, "recordFundsOutPrepareReserve", "800")).status, 202);
    QCOMPARE(settlement(), QByteArray("-700.5"));
    const auto finish = QStringLiteral("%1/transfers/%2").arg(path, QString::fromLatin1(out));
    const auto commit = R"({"action":"recordFundsOutCommit","reason":"Reason for out flow of funds"})";
    QCOMPARE(m_api->call("PUT", finish, commit).status, 202);
    QCOMPARE(valueOf(m_api->call("GET", QStringLiteral("/participants/Hub/accounts")), "HUB_RECONCILIATION"),
             QByteArray("700.5"));
    const auto position = accountOf(accounts, "POSITION")[QLatin1String("id")].toInt();
    const auto wrong = m_api->call("POST", QStringLiteral("/participants/payerfsp/accounts/%1").arg(position),
                                   funds("e51ec534-ee48-4575-b6a9-ead2955b8069", "recordFundsIn", "1"));
    QCOMPARE(wrong.status, 500);
    QCOMPARE(wrong.text, QStringLiteral("Internal server error - Account is not SETTLEMENT type"));
    const auto closed = QStringLiteral("/participants/payerfsp/accounts/%1").arg(position);
    QCOMPARE(m_api->call("PUT", closed, R"({"isActive":false})").status, 200);
    QCOMPARE(m_api->call("GET", QStringLiteral("/participants/payerfsp/positions?currency=USD")).body,
             QByteArray("{}"));
    QCOMPARE(m_api->call("PUT", closed, R"({"isActive":true})").status, 200);
}

void TestOperatorApi::endpoints()
{
    const auto path = QStringLiteral("/participants/payerfsp/endpoints");
    const char* body =
        R"({"type":"FSPIOP_CALLBACK_URL_TRANSFER_POST","value":"http://fsp/transfers/{{transferId}}"})";
    QCOMPARE(m_api->call("POST", path, body).status, 201);
    QCOMPARE(m_api->call("POST", path, body).status, 201);
    const auto one = m_api->call("GET", path + QStringLiteral("?type=FSPIOP_CALLBACK_URL_TRANSFER_POST"));
    QCOMPARE(one.body, QByteArray(body));
    QCOMPARE(m_api->call("GET", path + QStringLiteral("?type=FSPIOP_CALLBACK_URL_QUOTES")).body,
             QByteArray("{}"));
    QCOMPARE(arrayOf(m_api->call("GET", path)).size(), 1);
    const auto unknown = m_api->call("POST", path, R"({"type":"NO_SUCH","value":"x"})");
    QCOMPARE(unknown.status, 500);
    QCOMPARE(unknown.code, QStringLiteral("2001"));
}

void TestOperatorApi::refusals_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* method, const char* path, const char* body, int status,
                        const char* text) {
        QTest::addRow("%s %s %s", method, path, body)
            << QByteArray(method) << QString::fromUtf8(path) << QByteArray(body) << status
            << QString::fromUtf8(text);
    };
    // clang-format off
    row("POST", "/participants", R"({"name":"payer10","currency":"A#"})", 400, "Malformed syntax - \"currency\" must be one of [AED, AFA, AFN, ");
    row("POST", "/participants", R"({"currency":"USD"})", 400, "Malformed syntax - \"name\" is required");
    row("POST", "/participants", R"({"name":"ab","currency":"USD","x":1})", 400, "Malformed syntax - \"x\" is not allowed");
    row("POST", "/participants", R"({"name":"ab","currency":"XOF"})", 400, "Add Party information error - Hub reconciliation account");
    row("POST", "/participants", R"({"name":"ab"})", 400, "Add Party information error - Hub reconciliation account");
    row("POST", "/participants", R"({"name")", 400, "Generic client error - Invalid request payload JSON format");
    row("POST", "/participants", "", 400, "Malformed syntax - \"value\" must be of type object");
    row("GET", "/participants/nobody", "", 400, "Generic ID not found - The requested resource could not be found");
    row("GET", "/participants/nobody/accounts", "", 400, "Generic ID not found - participant not found");
    row("GET", "/participants/x", "", 400, "Malformed syntax - \"name\" length must be at least 2 characters long");
    row("PUT", "/participants/nobody", R"({"isActive":true})", 400, "Generic ID not found");
    row("PUT", "/participants/payerfsp", R"({})", 400, "Malformed syntax - \"isActive\" is required");
    row("GET", "/participants/limits?color=red", "", 400, "Malformed syntax - \"color\" is not allowed");
    row("GET", "/participants/payerfsp/limits?currency=XX", "", 400, "Malformed syntax - \"currency\" must be one of [AED");
    row("PUT", "/participants/payerfsp/limits", R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":1}})", 400, "Malformed syntax - \"limit.alarmPercentage\" is required");
    row("PUT", "/participants/payerfsp/limits", R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":"x","alarmPercentage":1}})", 400, "Malformed syntax - \"limit.value\" must be a number");
    row("PUT", "/participants/payerfsp/accounts/abc", R"({"isActive":true})", 400, "Malformed syntax - \"id\" must be a number");
    row("PUT", "/participants/payerfsp/accounts/9999", R"({"isActive":true})", 500, "Internal server error - Account not found");
    row("POST", "/participants/payerfsp/accounts", R"({"currency":"USD","type":"HUB_MULTILATERAL_SETTLEMENT"})", 400, "Add Party information error - Endpoint is reserved for creation of Hub account types only.");
    row("POST", "/participants/payerfsp/accounts/4", R"({"transferId":"1","externalReference":"a","action":"recordFundsIn","reason":"r","amount":{"amount":1,"currency":"USD"}})", 400, "Malformed syntax - \"transferId\" with value \"1\" fails to match the required pattern");
    row("POST", "/participants/payerfsp/initialPositionAndLimits", R"({"currency":"USD","limit":{"type":"NET_DEBIT_CAP","value":-1}})", 400, "Malformed syntax - \"limit.value\" must be greater than or equal to 0");
    row("GET", "/transactions/nonsense", "", 400, "Generic ID not found");
    row("POST", "/ledgerAccountTypes", R"({"name":"a b","description":"d","isActive":true,"isSettleable":false})", 400, "Malformed syntax - \"name\" with value \"a b\" fails to match the required pattern: /^\\w+$/");
    row("POST", "/settlementModels", R"({"name":"a-b","settlementGranularity":"NET","settlementInterchange":"MULTILATERAL","settlementDelay":"DEFERRED","requireLiquidityCheck":false,"ledgerAccountType":"POSITION","settlementAccountType":"SETTLEMENT","autoPositionReset":true})", 400, "Malformed syntax - \"name\" must only contain alpha-numeric and underscore characters");
    row("POST", "/settlementModels", R"({"name":"GROSSNO","settlementGranularity":"GROSS","settlementInterchange":"MULTILATERAL","settlementDelay":"IMMEDIATE","requireLiquidityCheck":false,"ledgerAccountType":"POSITION","settlementAccountType":"SETTLEMENT","autoPositionReset":true})", 400, "Generic client error - ");
    row("GET", "/settlementModels/none", "", 400, "Generic ID not found");
    row("PUT", "/settlementModels/none", R"({"isActive":true})", 500, "Internal server error - Settlement Model does not exist");
    row("GET", "/v2/settlementWindows?participantId=0&state=open", "", 400, "Malformed syntax - ");
    row("GET", "/v2/settlementWindows", "", 400, "Generic validation error - Use at least one parameter: participantId, state, fromDateTime, toDateTime, currency");
    row("GET", "/v2/settlementWindows?state=SETTLED", "", 400, "Generic validation error - settlementWindow by filters: {state:SETTLED} not found");
    row("GET", "/v2/settlementWindows/77", "", 500, "Internal server error - No record for settlementWindowId: 77 found");
    row("POST", "/v2/settlementWindows/1", R"({"state":"CLOSED"})", 400, "Missing mandatory element - \"reason\" is required");
    row("POST", "/v2/settlementWindows/1", R"({"state":"CLOSE","reason":"r"})", 400, "Malformed syntax - \"state\" must be one of [CLOSED]");
    row("POST", "/v2/settlementWindows/99", R"({"state":"CLOSED","reason":"r"})", 400, "Generic validation error - Window 99 does not exist");
    row("POST", "/v2/settlements", R"({})", 400, "Missing mandatory element - \"settlementModel\" is required");
    row("POST", "/v2/settlements", R"({"settlementModel":"X","reason":"r","settlementWindows":[]})", 400, "Generic validation error - settlementWindows must NOT have fewer than 1 items");
    row("POST", "/v2/settlements", R"({"settlementModel":"X","reason":"r","settlementWindows":[{"id":1}],"more":1})", 400, "Too many elements - \"more\" is not allowed");
    row("POST", "/v2/settlements", R"({"settlementModel":"X","reason":"r","settlementWindows":[{"id":1}]})", 400, "Generic validation error - Settlement model not found: X");
    row("POST", "/v2/settlements", R"({"settlementModel":"X","reason":"r","settlementWindows":[{"id":1000000000000000000}]})", 400, "Malformed syntax - \"settlementWindows[0].id\" must be a safe number");
    row("GET", "/v2/settlements", "", 400, "Generic validation error - Use at least one parameter: state, fromDateTime, toDateTime, currency");
    row("GET", "/v2/settlements?state=SETTLED", "", 400, "Generic validation error - No settlements found matching the provided parameters: {\"state\":\"SETTLED\"}");
    row("GET", "/v2/settlements/7", "", 400, "Generic validation error - Settlement with ID '7' not found");
    row("PUT", "/v2/settlements/7", R"({"participants":[],"state":"ABORTED","reason":"r"})", 400, "Generic validation error - No other properties are allowed when participants is provided");
    row("PUT", "/v2/settlements/7", R"({"state":"ABORTED"})", 400, "Missing mandatory element - State and reason are mandatory");
    row("PUT", "/v2/settlements/7", R"({"externalReference":"x"})", 400, "Generic validation error - Invalid request payload input");
    row("PUT", "/v2/settlements/7", R"({"participants":[]})", 400, "Generic validation error - Settlement not found");
    row("PUT", "/v2/settlements/7", R"({"state":"ABORTED","reason":"r"})", 400, "Generic validation error - Settlement with ID '7' not found");
    row("PUT", "/v2/settlements/7/participants/2/accounts/5", R"({"reason":"r"})", 400, "Missing mandatory element - \"state\" is required");
    row("GET", "/hub/v1/transfers?limit=5000", "", 400, "Malformed syntax - \"limit\" has no valid value");
    row("GET", "/hub/v1/transfers?colour=red", "", 400, "Malformed syntax - \"colour\" is not allowed");
    row("GET", "/hub/v1/transfers/nonsense", "", 400, "Malformed syntax - \"id\" with value \"nonsense\" fails to match");
    row("GET", "/hub/v1/transfers/c51ec534-ee48-4575-86a9-000000000000", "", 400, "Transfer ID not found");
    row("GET", "/hub/v1/traces/xyz", "", 400, "Generic validation error - A trace id has 32 hex digits");
    row("POST", "/hub/v1/directory", R"({"entries":[{"partyIdType":"MSISDN","partyIdentifier":"1","fspId":"nobody"}]})", 400, "Generic ID not found - participant not found");
    // clang-format on
}

void TestOperatorApi::refusals()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, text);
    const auto reply = m_api->call(method, path, body);
    QVERIFY2(reply.status == status, reply.body.constData());
    QVERIFY2(reply.text.startsWith(text), qPrintable(reply.text));
    QVERIFY(reply.text.size() <= 128);
    QCOMPARE(reply.code.size(), 4);
    const auto plain =
        m_api->call("POST", QStringLiteral("/participants"), "name=x", {{"Content-Type", "text/plain"}});
    QCOMPARE(plain.status, 400);
    QCOMPARE(plain.code, QStringLiteral("3101"));
}

void TestOperatorApi::oracles()
{
    const auto path = QStringLiteral("/oracles");
    const QByteArray body =
        R"({"oracleIdType":"MSISDN","endpoint":{"value":"http://oracle","endpointType":"URL"},"currency":"USD","isDefault":true})";
    const auto created = m_api->call("POST", path, body, kOracleHeaders);
    QVERIFY2(created.status == 201, created.body.constData());
    const auto again = m_api->call("POST", path, body, kOracleHeaders);
    QCOMPARE(again.status, 500);
    QCOMPARE(again.text, QStringLiteral("Internal server error - Active oracle with matching partyIdTypeId, "
                                        "endpointTypeId, currencyId already exists"));
    auto listed =
        arrayOf(m_api->call("GET", path + QStringLiteral("?type=MSISDN&currency=USD"), {}, kOracleHeaders));
    QCOMPARE(listed.size(), 1);
    const auto oracle = listed[0].toObject();
    QCOMPARE(oracle[QLatin1String("isDefault")], QJsonValue(true));
    QCOMPARE(arrayOf(m_api->call("GET", path + QStringLiteral("?type=IBAN"), {}, kOracleHeaders)).size(), 0);
    // Only the URL changes (D12), and an oracle without a currency is found.
    const auto one = path + QStringLiteral("/%1").arg(oracle[QLatin1String("oracleId")].toInt());
    auto moved = body;
    moved.replace("http://oracle", "http://elsewhere");
    QCOMPARE(m_api->call("PUT", one, moved, kOracleHeaders).status, 204);
    const QByteArray bare =
        R"({"oracleIdType":"ALIAS","endpoint":{"value":"http://a","endpointType":"URL"}})";
    QCOMPARE(m_api->call("PUT", one, bare, kOracleHeaders).status, 204);
    QCOMPARE(m_api->call("PUT", one, bare, kOracleHeaders).status, 204);
    const auto unknown = m_api->call("PUT", path + QStringLiteral("/999"), body, kOracleHeaders);
    QCOMPARE(unknown.status, 400);
    QCOMPARE(unknown.text, QStringLiteral("Add Party information error - Oracle not found"));
    const std::pair<QByteArray, QString> faults[] = {
        {R"({"endpoint":{"value":"x","endpointType":"URL"}})",
         QStringLiteral(
             "Missing mandatory element - /requestBody must have required property 'oracleIdType'")},
        {R"({"oracleIdType":"MSISDN","endpoint":{"value":"x"}})",
         QStringLiteral(
             "Missing mandatory element - /requestBody/endpoint must have required property 'endpointType'")},
        {R"({"oracleIdType":"MSISDN","endpoint":{"value":"x","endpointType":"URL"},"currency":"ZZZ"})",
         QStringLiteral(
             "Generic validation error - /requestBody/currency must be equal to one of the allowed values")},
    };
    for (const auto& [wrong, text] : faults)
        QCOMPARE(m_api->call("POST", path, wrong, kOracleHeaders).text, text);
    const auto noDate = m_api->call("POST", path, body, {kOracleHeaders[0], kOracleHeaders[1]});
    QCOMPARE(noDate.text,
             QStringLiteral("Missing mandatory element - /header must have required property 'date'"));
    QCOMPARE(m_api->call("DELETE", one, {}, kOracleHeaders).status, 204);
    QCOMPARE(m_api->call("DELETE", one, {}, kOracleHeaders).status, 204);
    QCOMPARE(m_api->call("POST", path, bare, kOracleHeaders).status, 201);
}

void TestOperatorApi::windowsAndServices()
{
    const auto windows = m_api->call("GET", QStringLiteral("/v2/settlementWindows?state=OPEN"));
    QCOMPARE(windows.status, 200);
    const auto window = arrayOf(windows)[0].toObject();
    QCOMPARE(window[QLatin1String("state")].toString(), QStringLiteral("OPEN"));
    QCOMPARE(m_api
                 ->call("GET", QStringLiteral("/v2/settlementWindows/%1")
                                   .arg(window[QLatin1String("settlementWindowId")].toInt()))
                 .status,
             200);
    for (const auto* path : {"/health", "/v2/health"}) {
        const auto health = m_api->call("GET", QString::fromLatin1(path));
        QCOMPARE(health.status, 200);
        QCOMPARE(objectOf(health)[QLatin1String("status")].toString(), QStringLiteral("OK"));
        QVERIFY(
            health.body.contains(R"({"name":"datastore","status":"OK"},{"name":"broker","status":"OK"})"));
    }
    const auto metrics = m_api->call("GET", QStringLiteral("/metrics"));
    QVERIFY(metrics.body.contains("# TYPE hubdeck_ledger_commands_total counter\n"));
}

void TestOperatorApi::hubRoutes()
{
    const auto payee = m_hub->account("payeefsp", domain::AccountType::Settlement);
    QCOMPARE(m_api
                 ->call("POST", QStringLiteral("/participants/payeefsp/accounts/%1").arg(payee.value()),
                        funds("f51ec534-ee48-4575-b6a9-ead2955b8069", "recordFundsIn", "10"))
                 .status,
             202);
    const auto id = QString::fromStdString(
        m_hub->pay("operator api", "payerfsp", "payeefsp", "12.34").value().toString());
    const auto found = m_api->call(
        "GET", QStringLiteral("/hub/v1/transfers?payer=PayerFsp&state=COMMITTED&currency=USD&kind=PAYMENT"
                              "&amountFrom=12.34&amountTo=12.34&limit=5"));
    const auto rows = objectOf(found)[QLatin1String("transfers")].toArray();
    QVERIFY2(rows.size() == 1, found.body.constData());
    QCOMPARE(rows[0].toObject()[QLatin1String("transferId")].toString(), id);
    QVERIFY(found.body.contains("\"amount\":12.34,"));
    const auto detail = objectOf(m_api->call("GET", QStringLiteral("/hub/v1/transfers/") + id));
    QStringList states;
    for (const auto state : detail[QLatin1String("states")].toArray())
        states << state.toObject()[QLatin1String("state")].toString();
    QCOMPARE(states.join(QLatin1Char(' ')),
             QStringLiteral("RECEIVED_PREPARE RESERVED RECEIVED_FULFIL COMMITTED"));
    QCOMPARE(detail[QLatin1String("effects")].toArray().size(), 2);
    QCOMPARE(detail[QLatin1String("fulfilmentMatches")], QJsonValue(true));
    QCOMPARE(m_api->call("GET", QStringLiteral("/hub/v1/transfers/%1/trace").arg(id)).status, 200);
    const auto positions = m_api->call("GET", QStringLiteral("/hub/v1/positions"));
    QVERIFY2(positions.body.contains(R"("participant":"payerfsp","currency":"USD","position":12.34)"),
             positions.body.constData());
    const auto account = m_hub->account("payerfsp", domain::AccountType::Position);
    const auto history =
        m_api->call("GET", QStringLiteral("/hub/v1/accounts/%1/history?points=10").arg(account.value()));
    QCOMPARE(objectOf(history)[QLatin1String("points")].toArray().size(), 1);
    const auto entry =
        R"({"partyIdType":"MSISDN","partyIdentifier":"+23276","currency":"USD","fspId":"PayerFSP"})";
    QCOMPARE(
        m_api->call("POST", QStringLiteral("/hub/v1/directory"), QByteArray(R"({"entries":[)") + entry + "]}")
            .status,
        201);
    QCOMPARE(m_api->call("PUT", QStringLiteral("/hub/v1/directory"), entry).status, 200);
    const auto party =
        QStringLiteral("/hub/v1/directory?partyIdType=MSISDN&partyIdentifier=%2B23276&currency=USD");
    QVERIFY(m_api->call("GET", party).body.contains(R"("fspId":"payerfsp")"));
    QCOMPARE(m_api->call("DELETE", party).status, 204);
    QCOMPARE(m_api->call("GET", party).body, QByteArray("[]"));
    const auto restricted = m_api->call("PUT", QStringLiteral("/hub/v1/participants/payerfsp"),
                                        R"({"tradeDirection":"SEND_ONLY"})",
                                        {{"Hub-Reason", "quarterly%20review"}, {"Hub-Ticket", "T-1"}});
    QCOMPARE(restricted.status, 200);
    const auto audit = m_api->call("GET", QStringLiteral("/hub/v1/audit?limit=1&subject=payerfsp"));
    QVERIFY2(audit.body.contains(R"("reason":"quarterly review","ticket":"T-1")"), audit.body.constData());
    QCOMPARE(arrayOf(m_api->call("GET", QStringLiteral("/hub/v1/lanes"))).size(), 0);
    QCOMPARE(arrayOf(m_api->call("GET", QStringLiteral("/hub/v1/deadLetters"))).size(), 0);
    const auto health = objectOf(m_api->call("GET", QStringLiteral("/hub/v1/health")));
    QCOMPARE(health[QLatin1String("state")].toString(), QStringLiteral("RUNNING"));
    for (const auto check : health[QLatin1String("selfChecks")].toArray())
        QVERIFY(check.toObject()[QLatin1String("passed")].toBool());
}

QTEST_GUILESS_MAIN(TestOperatorApi)
#include "tst_operator_api.moc"
