#include "core/admin/schema_reader.h"
#include "core/base/bytes.h"
#include "core/json/ilp_packet.h"

#include <QtTest/QtTest>

using namespace hub;
using admin::Presence;
using admin::SchemaReader;
using admin::TextRule;

namespace {

/// A body of the shapes that the operator API knows, read by all kinds of fields; the first fault or nothing.
std::string faultOf(std::string_view text)
{
    static constexpr std::string_view kActions[] = {"in", "out"};
    const auto document = json::Document::parse(text);
    if (!document) return "not JSON";
    SchemaReader reader(document->root());
    reader.text("name", Presence::Required, TextRule{2, 5, {}});
    reader.currency("currency", Presence::Optional);
    reader.text("action", Presence::Optional, TextRule{1, 0, kActions});
    reader.boolean("isActive", Presence::Optional);
    reader.looseBoolean("isProxy");
    auto amount = reader.object("amount", Presence::Optional);
    amount.number("amount", Presence::Required,
                  admin::NumberRule{{}, domain::Amount::fromMajor(1000), true, 4});
    amount.finish();
    for (auto& row : reader.objects("rows", Presence::Optional, 2)) {
        row.text("key", Presence::Required);
        row.finish();
    }
    if (reader.has("id")) reader.correlationId("id");
    reader.finish();
    return reader.error();
}

} // namespace

class TestSchemaReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void faults_data();
    void faults();
    void numbersAreExact();
    void pathParameters();
    void ilpPackets();
};

void TestSchemaReader::faults_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("fault");
    // clang-format off
    const std::pair<const char*, const char*> rows[] = {
        {R"({"name":"abc"})", ""},
        {R"({"name":"abc","isActive":"true","isProxy":"true","currency":"USD"})", ""},
        {R"({"name":"abc","isProxy":null})", ""},
        {R"({"name":"abc","amount":{"amount":"12.5"}})", ""},
        {R"([1])", "\"value\" must be of type object"},
        {R"({})", "\"name\" is required"},
        {R"({"name":5})", "\"name\" must be a string"},
        {R"({"name":null})", "\"name\" must be a string"},
        {R"({"name":""})", "\"name\" is not allowed to be empty"},
        {R"({"name":"a"})", "\"name\" length must be at least 2 characters long"},
        {R"({"name":"abcdef"})", "\"name\" length must be less than or equal to 5 characters long"},
        {R"({"name":"a\u0007b"})", "\"name\" must not hold control characters"},
        {R"({"name":"abc","action":"sideways"})", "\"action\" must be one of [in, out]"},
        {R"({"name":"abc","isActive":1})", "\"isActive\" must be a boolean"},
        {R"({"name":"abc","isProxy":"maybe"})", "\"isProxy\" must be a boolean"},
        {R"({"name":"abc","amount":5})", "\"amount\" must be of type object"},
        {R"({"name":"abc","amount":{}})", "\"amount.amount\" is required"},
        {R"({"name":"abc","amount":{"amount":true}})", "\"amount.amount\" must be a number"},
        {R"({"name":"abc","amount":{"amount":"many"}})", "\"amount.amount\" must be a number"},
        {R"({"name":"abc","amount":{"amount":0}})", "\"amount.amount\" must be a positive number"},
        {R"({"name":"abc","amount":{"amount":-1}})", "\"amount.amount\" must be a positive number"},
        {R"({"name":"abc","amount":{"amount":1.00001}})", "\"amount.amount\" must have no more than 4 decimal places"},
        {R"({"name":"abc","amount":{"amount":1000.0001}})", "\"amount.amount\" must be less than or equal to 1000"},
        {R"({"name":"abc","amount":{"amount":1e300}})", "\"amount.amount\" must be a safe number"},
        {R"({"name":"abc","amount":{"amount":1,"unit":"x"}})", "\"amount.unit\" is not allowed"},
        {R"({"name":"abc","rows":{}})", "\"rows\" must be an array"},
        {R"({"name":"abc","rows":[{"key":"a"},{}]})", "\"rows[1].key\" is required"},
        {R"({"name":"abc","rows":[1]})", "\"rows[0]\" must be of type object"},
        {R"({"name":"abc","rows":[{"key":"a"},{"key":"b"},{"key":"c"}]})", "\"rows\" must contain less than or equal to 2 items"},
        {R"({"name":"abc","extra":1})", "\"extra\" is not allowed"},
    };
    // clang-format on
    for (const auto& [body, fault] : rows)
        QTest::newRow(body) << QString::fromUtf8(body) << QString::fromUtf8(fault);
}

void TestSchemaReader::faults()
{
    QFETCH(QString, body);
    QFETCH(QString, fault);
    QCOMPARE(QString::fromStdString(faultOf(body.toStdString())), fault);
}

void TestSchemaReader::numbersAreExact()
{
    const auto document = json::Document::parse(R"({"a":99999999999999.9999,"b":"0.1","c":1e3})");
    QVERIFY(document.has_value());
    SchemaReader reader(document->root());
    QCOMPARE(reader.number("a", Presence::Required)->toString(), std::string("99999999999999.9999"));
    QCOMPARE(reader.number("b", Presence::Required)->toString(), std::string("0.1"));
    QCOMPARE(reader.number("c", Presence::Required)->toString(), std::string("1000"));
    QVERIFY(!reader.failed());
}

void TestSchemaReader::pathParameters()
{
    std::int64_t value = 0;
    QVERIFY(admin::checkPositiveInteger("id", "12", value).empty());
    QCOMPARE(value, std::int64_t(12));
    QCOMPARE(admin::checkPositiveInteger("id", "x", value), std::string("\"id\" must be a number"));
    QCOMPARE(admin::checkPositiveInteger("id", "1.5", value), std::string("\"id\" must be an integer"));
    QCOMPARE(admin::checkPositiveInteger("id", "0", value), std::string("\"id\" must be a positive number"));
    QCOMPARE(admin::checkPositiveInteger("id", "99999999999999999999", value),
             std::string("\"id\" must be a safe number"));
    QVERIFY(admin::checkName("ab").empty());
    QVERIFY(admin::checkName("a b").empty());
    // 30 characters that need two UTF-16 units each are 60.
    QVERIFY(!admin::checkName(std::string(31, 'a')).empty());
    QVERIFY(QByteArray(admin::checkCurrency("currency", "A#").c_str())
                .startsWith("\"currency\" must be one of [AED, AFA,"));
    QVERIFY(admin::checkCorrelationId("id", "b51ec534-ee48-4575-b6a9-ead2955b8069").empty());
    QVERIFY(admin::checkCorrelationId("id", "nonsense")
                .starts_with("\"id\" with value \"nonsense\" fails to match"));
}

void TestSchemaReader::ilpPackets()
{
    const std::string object = R"({"transactionId":"t1"})";
    const auto data = base::toBase64Url(object);
    const auto octets = [](const std::string& bytes) { return std::string(1, char(bytes.size())) + bytes; };
    const auto payment = std::string(8, '\0') + octets("g.fsp") + octets(data) + std::string(1, '\0');
    const auto packet = base::toBase64Url(std::string(1, '\x01') + octets(payment));
    QCOMPARE(json::transactionObject(packet).value_or("none"), object);
    const auto prepare = std::string(8 + 17 + 32, '0') + octets("g.fsp") + octets(data);
    const auto newer =
        base::toBase64Url(std::string("\x0c\x81", 2) + std::string(1, char(prepare.size())) + prepare);
    QCOMPARE(json::transactionObject(newer).value_or("none"), object);
    QVERIFY(!json::transactionObject("AQ").has_value());
    QVERIFY(!json::transactionObject("AYIC").has_value());
    QVERIFY(!json::transactionObject("no base64!").has_value());
    QVERIFY(!json::transactionObject(std::string_view()).has_value());
}

QTEST_APPLESS_MAIN(TestSchemaReader)
#include "tst_schema_reader.moc"
