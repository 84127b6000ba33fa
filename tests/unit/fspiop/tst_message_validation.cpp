#include "core/json/messages.h"
#include "tests/unit/fspiop/edge_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest/QtTest>

#include <map>

using namespace hub;
using namespace hub::fspiop;
using json::Kind;
using json::Pattern;
using json::Shape;
using test::EdgeFixture;
using test::Reply;

namespace {

/// A text that fits each pattern and one of the right length that does not.
struct PatternTexts
{
    const char* good;
    const char* bad;
};
const std::map<Pattern, PatternTexts> kPatternTexts{
    {Pattern::Amount, {"1.05", "1.50"}},
    {Pattern::CorrelationId,
     {"b51ec534-ee48-4575-b6a9-ead2955b8069", "B51EC534-EE48-4575-B6A9-EAD2955B8069"}},
    {Pattern::DateTime, {"2026-11-23T18:02:11.345Z", "2026-11-23T18:02:11Z"}},
    {Pattern::Date, {"2024-02-29", "2023-02-29"}},
    {Pattern::ErrorCode, {"5100", "0100"}},
    {Pattern::PeerErrorCode, {"5100", "5900"}},
    {Pattern::BulkErrorCode, {"0100", "51O0"}},
    {Pattern::TokenCode, {"4a7Z", "4a7"}},
    {Pattern::Condition,
     {"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"}},
    {Pattern::IlpPacket, {"AYIBgQ", "AYI gQ"}},
    {Pattern::Latitude, {"-89.5", "90.5"}},
    {Pattern::Longitude, {"179.5", "180.5"}},
    {Pattern::MerchantCode, {"1234", "12345"}},
    {Pattern::Name, {"Ana-Luísa", "Ana@Luisa"}},
    {Pattern::SubScenario, {"LOCAL", "local"}},
    {Pattern::BalanceOfPayments, {"123", "012"}},
    {Pattern::Currency, {"USD", "USX"}},
};

std::string quotedText(std::string_view text)
{
    std::string out = "\"";
    return out.append(text).append("\"");
}

std::string textOf(const Shape& shape)
{
    if (!shape.values.empty()) return std::string(shape.values.front());
    if (shape.pattern != Pattern::None) return kPatternTexts.at(shape.pattern).good;
    return std::string(std::max<std::uint32_t>(shape.min, 1), '1');
}

std::string sampleOf(const Shape& shape);

std::string objectOf(const Shape& shape, std::string_view without = {}, std::string_view instead = {},
                     const std::string& value = {})
{
    std::string out = "{";
    for (const json::Field& field : shape.fields) {
        if (field.name == without) continue;
        if (out.size() > 1) out += ',';
        out.append(quotedText(field.name)).append(":");
        out += field.name == instead ? value : sampleOf(*field.shape);
    }
    return out + "}";
}

std::string repeated(const std::string& value, std::size_t count)
{
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i)
        out.append(i > 0 ? "," : "").append(value);
    return out + "]";
}

/// A complete value of the shape with every optional member.
std::string sampleOf(const Shape& shape)
{
    switch (shape.kind) {
    case Kind::Object:
        return objectOf(shape);
    case Kind::Array:
        return repeated(sampleOf(*shape.item), std::max<std::uint32_t>(shape.min, 1));
    case Kind::String:
        return quotedText(textOf(shape));
    case Kind::Integer:
        return "3";
    case Kind::Any:
        break;
    }
    return quotedText("1234");
}

/// One wrong value of a shape and what the reference says of it (fspiop 4.5, 4.6).
struct Wrong
{
    std::string value;
    std::string path; ///< below the shape
    const char* code;
    const char* message; ///< of the code
    std::string rest;    ///< behind the path
};

constexpr const char* kValidation = "Generic validation error";
constexpr const char* kSyntax = "Malformed syntax";
constexpr const char* kMissing = "Missing mandatory element";
constexpr const char* kTooMany = "Too many elements";

void wrongTexts(const Shape& shape, std::vector<Wrong>& out)
{
    out.push_back({"{}", {}, "3101", kSyntax, " must be string"});
    out.push_back({"[]", {}, "3101", kSyntax, " must be string"});
    if (shape.max != UINT32_MAX)
        out.push_back({quotedText(std::string(shape.max + 1, '1')),
                       {},
                       "3100",
                       kValidation,
                       " must NOT have more than " + std::to_string(shape.max) + " characters"});
    if (shape.min > 0)
        out.push_back({"\"\"",
                       {},
                       "3100",
                       kValidation,
                       " must NOT have fewer than " + std::to_string(shape.min) + " characters"});
    if (shape.min > 0) // Null is an empty text to a validator that coerces.
        out.push_back({"null",
                       {},
                       "3100",
                       kValidation,
                       " must NOT have fewer than " + std::to_string(shape.min) + " characters"});
    if (shape.pattern == Pattern::Currency || !shape.values.empty())
        out.push_back(
            {quotedText("WRONG"), {}, "3100", kValidation, " must be equal to one of the allowed values"});
    else if (shape.pattern != Pattern::None)
        out.push_back({quotedText(kPatternTexts.at(shape.pattern).bad),
                       {},
                       "3100",
                       kValidation,
                       " must match pattern \"" + std::string(json::patternText(shape.pattern)) + "\""});
}

void wrongValues(const Shape& shape, std::vector<Wrong>& out);

void wrongObjects(const Shape& shape, std::vector<Wrong>& out)
{
    for (const char* other : {"\"\"", "[]", "1", "null"})
        out.push_back({other, {}, "3101", kSyntax, " must be object"});
    if (shape.isClosed)
        out.push_back({objectOf(shape).insert(1, "\"extra\":1,"),
                       {},
                       "3103",
                       kTooMany,
                       " must NOT have additional properties - extra"});
    for (const json::Field& field : shape.fields) {
        if (field.isRequired)
            out.push_back({objectOf(shape, field.name),
                           {},
                           "3102",
                           kMissing,
                           " must have required property '" + std::string(field.name) + "'"});
        std::vector<Wrong> inner;
        wrongValues(*field.shape, inner);
        for (Wrong& wrong : inner) {
            wrong.value = objectOf(shape, {}, field.name, wrong.value);
            wrong.path.insert(0, "/" + std::string(field.name));
            out.push_back(std::move(wrong));
        }
    }
}

void wrongArrays(const Shape& shape, std::vector<Wrong>& out)
{
    for (const char* other : {"\"\"", "{}", "1"})
        out.push_back({other, {}, "3101", kSyntax, " must be array"});
    if (shape.min > 0)
        out.push_back({"[]",
                       {},
                       "3100",
                       kValidation,
                       " must NOT have fewer than " + std::to_string(shape.min) + " items"});
    if (shape.max != UINT32_MAX)
        out.push_back({repeated(shape.max > 1000 ? "{}" : sampleOf(*shape.item), shape.max + 1),
                       {},
                       "3100",
                       kValidation,
                       " must NOT have more than " + std::to_string(shape.max) + " items"});
    std::vector<Wrong> inner;
    wrongValues(*shape.item, inner);
    for (Wrong& wrong : inner) {
        wrong.value = "[" + wrong.value + "]";
        wrong.path.insert(0, "/0");
        out.push_back(std::move(wrong));
    }
}

void wrongValues(const Shape& shape, std::vector<Wrong>& out)
{
    if (shape.kind == Kind::Object) wrongObjects(shape, out);
    if (shape.kind == Kind::Array) wrongArrays(shape, out);
    if (shape.kind == Kind::String) wrongTexts(shape, out);
    if (shape.kind == Kind::Integer) out.push_back({"\"x\"", {}, "3101", kSyntax, " must be integer"});
}

/// 128 characters at most, as the wire has them.
std::string cut(const std::string& text)
{
    return text.substr(0, 128);
}

std::string pathOf(const RouteFacts& facts)
{
    std::string path(facts.pattern);
    const auto put = [&path](std::string_view name, std::string_view value) {
        if (const auto at = path.find(name); at != std::string::npos) path.replace(at, name.size(), value);
    };
    put("{Type}", "MSISDN");
    put("{SubId}", "home");
    put("{ID}",
        path.find("MSISDN") != std::string::npos ? "27713803912" : "b51ec534-ee48-4575-b6a9-ead2955b8069");
    if (facts.method == http::Method::Get && facts.resource == "authorizations")
        path += "?authenticationType=OTP&retriesLeft=2&amount=10&currency=USD";
    return path;
}

std::string bodyOf(const RouteFacts& facts)
{
    return facts.body != nullptr ? sampleOf(*facts.body) : std::string();
}

} // namespace

/// Walks every row of the DFSP API: what its message description says is what is refused, with the code and
/// the words of the reference.
class TestMessageValidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_hub = std::make_unique<EdgeFixture>(); }
    void completeMessagesAreTaken_data() { rows(false); }
    void completeMessagesAreTaken();
    void wrongMessagesAreRefused_data() { rows(true); }
    void wrongMessagesAreRefused();
    void versions_data() { rows(false); }
    void versions();
    void headers_data() { rows(false); }
    void headers();
    void pathsAndQueries();
    void documentIsTheTable();

private:
    static void rows(bool withBody)
    {
        QTest::addColumn<int>("row");
        int index = 0;
        for (const RouteFacts& facts : routeFacts()) {
            if (!withBody || facts.body != nullptr)
                QTest::newRow(
                    (std::string(http::toString(facts.method)) + " " + std::string(facts.pattern)).c_str())
                    << index;
            ++index;
        }
    }
    const RouteFacts& facts()
    {
        const int row = *static_cast<int*>(QTest::qData("row", qMetaTypeId<int>()));
        return routeFacts()[static_cast<std::size_t>(row)];
    }
    Reply send(const RouteFacts& facts, const std::string& body,
               const std::vector<std::pair<std::string, std::string>>& headers = {})
    {
        return m_hub->call(std::string(http::toString(facts.method)).c_str(), pathOf(facts),
                           std::string(facts.resource).c_str(), body, headers);
    }
    std::unique_ptr<EdgeFixture> m_hub;
};

void TestMessageValidation::completeMessagesAreTaken()
{
    const Reply reply = send(facts(), bodyOf(facts()));
    QVERIFY2(reply.status == facts().successStatus, (reply.head + reply.body).c_str());
    if (facts().successStatus < 300) QVERIFY(reply.body.empty());
}

void TestMessageValidation::wrongMessagesAreRefused()
{
    std::vector<Wrong> all;
    wrongValues(*facts().body, all);
    QVERIFY(all.size() > 5);
    for (const Wrong& wrong : all) {
        const Reply reply = send(facts(), wrong.value);
        const std::string expected =
            cut(std::string(wrong.message) + " - /requestBody" + wrong.path + wrong.rest);
        const std::string context = wrong.path + wrong.rest + ": " + reply.head.substr(0, 16) + reply.body +
                                    "\n" + wrong.value.substr(0, 400);
        QVERIFY2(reply.status == 400, context.c_str());
        QVERIFY2(reply.code() == wrong.code, context.c_str());
        QVERIFY2(reply.description() == expected, context.c_str());
    }
}

void TestMessageValidation::versions()
{
    const std::string media =
        "application/vnd.interoperability." + std::string(facts().resource) + "+json;version=";
    const bool hasAccept = facts().method != http::Method::Put && facts().method != http::Method::Patch;
    for (const char* version : {"1.0", "1.1", "2.0"}) {
        std::vector<std::pair<std::string, std::string>> headers{{"Content-Type", media + version}};
        if (hasAccept) headers.emplace_back("Accept", media + version[0]);
        QCOMPARE(send(facts(), bodyOf(facts()), headers).status, facts().successStatus);
    }
    const Reply content = send(facts(), bodyOf(facts()), {{"Content-Type", media + "3.0"}});
    QCOMPARE(content.status, 406);
    QCOMPARE(content.code(), std::string("3001"));
    QCOMPARE(content.description(),
             std::string("Unacceptable version requested - Client supplied a protocol version "
                         "which is not supported by the server"));
    QVERIFY(content.body.find(R"({"key":"2","value":"0"})") != std::string::npos);
    if (!hasAccept) return;
    const Reply accept = send(facts(), bodyOf(facts()), {{"Accept", media + "3"}});
    QCOMPARE(accept.status, 406);
    QCOMPARE(
        accept.description(),
        std::string(
            "Unacceptable version requested - The Client requested an unsupported version, see extension "
            "list for supported version(s)."));
}

void TestMessageValidation::headers()
{
    struct Row
    {
        const char* name;
        const char* value; ///< empty: left out
        const char* code;
        std::string text;
        bool applies;
    };
    const http::Method method = facts().method;
    const bool isAsked = method == http::Method::Get || method == http::Method::Delete;
    const bool isRequest = facts().resource == "transactionRequests" || facts().resource == "authorizations";
    const std::vector<Row> table{
        {"Accept", "", "3102", "Missing mandatory element - Accept is required", isAsked},
        {"Accept", "", "3102", "Missing mandatory element - /header must have required property 'accept'",
         method == http::Method::Post},
        {"Accept", "*/*", "3101", "Malformed syntax - Invalid accept header", true},
        {"Date", "", "3102", "Missing mandatory element - Missing required date header", true},
        {"Date", "2026-11-23", "3101", "Malformed syntax - Invalid date header", true},
        {"Content-Type", "", "3102", "Missing mandatory element - Content-type is required", true},
        {"Content-Type", "application/json", "3101", "Malformed syntax - Invalid content-type header", true},
        {"Content-Type", "application/xml", "3101",
         isRequest ? "Malformed syntax - Unsupported Media Type"
                   : "Malformed syntax - Invalid content-type header",
         true},
        {"FSPIOP-Source", "", "3102",
         "Missing mandatory element - /header must have required property 'fspiop-source'", true},
        {"FSPIOP-Source", "a-name-that-has-more-than-32-characters", "3100",
         "Generic validation error - /header/fspiop-source must NOT have more than 32 characters", true},
        {"FSPIOP-Destination", "", "3102",
         "Missing mandatory element - /header must have required property 'fspiop-destination'",
         facts().needsDestination},
        {"FSPIOP-Destination", "a-name-that-has-more-than-32-characters", "3100",
         "Generic validation error - /header/fspiop-destination must NOT have more than 32 characters", true},
    };
    for (const Row& row : table) {
        if (!row.applies) continue;
        const Reply reply = send(facts(), bodyOf(facts()), {{row.name, row.value}});
        const std::string context = std::string(row.name) + ": " + reply.head.substr(0, 16) + reply.body;
        QVERIFY2(reply.status == 400 && reply.code() == row.code && reply.description() == row.text,
                 context.c_str());
    }
}

void TestMessageValidation::pathsAndQueries()
{
    const std::string query = "authenticationType=OTP&retriesLeft=2&amount=10&currency=USD";
    struct Row
    {
        std::string path;
        const char* resource;
        const char* code;
        const char* text;
    };
    const auto without = [&query](const std::string& item, const std::string& instead) {
        std::string out = query;
        return "/authorizations/1?" + out.replace(out.find(item), item.size(), instead);
    };
    const std::vector<Row> table{
        {"/quotes/1", "quotes", "3100", "Generic validation error - /path/ID must match pattern"},
        {"/parties/PHONE/1", "parties", "3100", "Generic validation error - "},
        {"/parties/MSISDN/abc", "parties", "3101", "Malformed syntax - "},
        {"/participants/IBAN/x", "participants", "3101", "Malformed syntax - "},
        {"/participants/MSISDN/1/a%20b", "participants", "3101", "Malformed syntax - "},
        {"/parties/MSISDN/1?currency=USX", "parties", "3100",
         "Generic validation error - /query/currency must be equal to one of the allowed values"},
        {without("authenticationType=OTP&", ""), "authorizations", "3102",
         "Missing mandatory element - /query must have required property 'authenticationType'"},
        {without("retriesLeft=2&", ""), "authorizations", "3102",
         "Missing mandatory element - /query must have required property 'retriesLeft'"},
        {without("amount=10&", ""), "authorizations", "3102",
         "Missing mandatory element - /query must have required property 'amount'"},
        {without("&currency=USD", ""), "authorizations", "3102",
         "Missing mandatory element - /query must have required property 'currency'"},
        {without("=OTP", "=SMS"), "authorizations", "3100",
         "Generic validation error - /query/authenticationType must be equal to one of the allowed values"},
        {without("=2", "=two"), "authorizations", "3101",
         "Malformed syntax - /query/retriesLeft must be integer"},
        {without("=10", "=10.0"), "authorizations", "3100",
         "Generic validation error - /query/amount must match pattern"},
        {without("=USD", "=USX"), "authorizations", "3100",
         "Generic validation error - /query/currency must be equal to one of the allowed values"},
    };
    for (const Row& row : table) {
        const Reply reply = m_hub->call("GET", row.path, row.resource);
        const std::string context = row.path + ": " + reply.head.substr(0, 16) + reply.body;
        QVERIFY2(reply.status == 400 && reply.code() == row.code &&
                     reply.description().rfind(row.text, 0) == 0,
                 context.c_str());
    }
}

void TestMessageValidation::documentIsTheTable()
{
    const QByteArray text = QByteArray::fromStdString(m_hub->call("GET", "/openapi.json", "parties").body);
    QFile file(QStringLiteral(HUB_SOURCE_DIR "/resources/openapi/fspiop.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(QJsonDocument::fromJson(file.readAll()) == QJsonDocument::fromJson(text),
             "resources/openapi/fspiop.json is not what the program serves");
    QJsonObject paths = QJsonDocument::fromJson(text).object().value(QStringLiteral("paths")).toObject();
    for (const RouteFacts& row : routeFacts()) {
        const QString path = QString::fromStdString(std::string(row.pattern));
        const QString method = QString::fromLatin1(std::string(http::toString(row.method)).c_str()).toLower();
        const QJsonObject operation = paths.value(path).toObject().value(method).toObject();
        QVERIFY2(!operation.isEmpty(), qPrintable(method + path));
        QCOMPARE(operation.contains(QStringLiteral("requestBody")), row.body != nullptr);
        const QJsonObject answers = operation.value(QStringLiteral("responses")).toObject();
        QVERIFY2(answers.contains(QString::number(row.successStatus)), qPrintable(method + path));
        for (const char* status : {"400", "406", "503"})
            QVERIFY2(answers.contains(QLatin1String(status)), qPrintable(method + path));
        if (row.body == nullptr) continue;
        const QJsonObject content = operation.value(QStringLiteral("requestBody"))
                                        .toObject()
                                        .value(QStringLiteral("content"))
                                        .toObject();
        QCOMPARE(content.size(), 3); // One media type for each version.
        const QJsonObject schema =
            content.constBegin().value().toObject().value(QStringLiteral("schema")).toObject();
        for (const json::Field& field : row.body->fields) {
            const QString name = QString::fromStdString(std::string(field.name));
            QVERIFY2(schema.value(QStringLiteral("properties")).toObject().contains(name), qPrintable(name));
            QCOMPARE(schema.value(QStringLiteral("required")).toArray().contains(name), field.isRequired);
        }
    }
    for (const RouteFacts& row : routeFacts())
        paths.remove(QString::fromStdString(std::string(row.pattern)));
    QCOMPARE(paths.keys(), QStringList({QStringLiteral("/endpointcache"), QStringLiteral("/health"),
                                        QStringLiteral("/openapi.json")}));
}

QTEST_GUILESS_MAIN(TestMessageValidation)
#include "tst_message_validation.moc"
