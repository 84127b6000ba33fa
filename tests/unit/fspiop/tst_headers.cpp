#include "core/fspiop/headers.h"

#include <QtTest/QtTest>

using namespace hub;
using namespace hub::fspiop;

namespace {

const Versions kVersions{{"1.0", "1.1", "2.0"}, {"1", "1.0", "1.1", "2", "2.0"}};
constexpr const char* kDate = "Mon, 23 Nov 2026 18:02:11 GMT";

http::Request request(http::Method method, const char* resource)
{
    http::Request made;
    made.method = method;
    made.headers = {{"Accept", mediaType(resource, "1")},
                    {"Content-Type", mediaType(resource, "1.0")},
                    {"Date", kDate},
                    {"FSPIOP-Source", "green"},
                    {"FSPIOP-Destination", "blue"}};
    return made;
}

} // namespace

class TestHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void protocol_data();
    void protocol();
    void order();
    void required();
    void mediaTypes_data();
    void mediaTypes();
    void identity();
    void versionList();
    void reads();
};

void TestHeaders::protocol_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("resource");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value"); ///< empty: the header is taken away
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* title, const char* method, const char* resource, const char* name,
                        const QString& value, const char* code, const char* text) {
        QTest::newRow(title) << QString::fromUtf8(method) << QString::fromUtf8(resource)
                             << QString::fromUtf8(name) << value << QString::fromUtf8(code)
                             << QString::fromUtf8(text);
    };
    const char* const unsupported =
        "Unacceptable version requested - The Client requested an unsupported version, "
        "see extension list for supported version(s).";
    row("GET without Accept", "GET", "parties", "Accept", {}, "3102",
        "Missing mandatory element - Accept is required");
    row("DELETE without Accept", "DELETE", "participants", "Accept", {}, "3102",
        "Missing mandatory element - Accept is required");
    row("POST without Accept passes here", "POST", "quotes", "Accept", {}, "", "");
    row("PUT without Accept", "PUT", "transfers", "Accept", {}, "", "");
    row("PUT with wildcard", "PUT", "transfers", "Accept", QStringLiteral("*/*"), "3101",
        "Malformed syntax - Invalid accept header");
    row("Accept of another resource", "GET", "parties", "Accept",
        QStringLiteral("application/vnd.interoperability.quotes+json;version=1"), "3101",
        "Malformed syntax - Invalid accept header");
    row("Accept version", "GET", "parties", "Accept",
        QStringLiteral("application/vnd.interoperability.parties+json;version=3"), "3001", unsupported);
    row("Accept one of two", "GET", "parties", "Accept",
        QStringLiteral("application/vnd.interoperability.parties+json;version=3,"
                       "application/vnd.interoperability.parties+json;version=1.1"),
        "", "");
    row("Accept without version", "GET", "parties", "Accept",
        QStringLiteral("application/vnd.interoperability.parties+json"), "", "");
    row("Accept of 4096 bytes", "GET", "parties", "Accept", QString(4096, QLatin1Char('a')), "3101",
        "Malformed syntax - Invalid accept header");
    row("Date missing", "POST", "quotes", "Date", {}, "3102",
        "Missing mandatory element - Missing required date header");
    row("Date malformed", "POST", "quotes", "Date", QStringLiteral("2026-11-23"), "3101",
        "Malformed syntax - Invalid date header");
    row("Date of a wrong weekday", "POST", "quotes", "Date", QStringLiteral("Tue, 23 Nov 2026 18:02:11 GMT"),
        "3101", "Malformed syntax - Invalid date header");
    row("Content-Length", "POST", "quotes", "Content-Length", QStringLiteral("5242881"), "3104",
        "Too large payload - Payload size is too large");
    row("Content-Type missing on GET", "GET", "parties", "Content-Type", {}, "3102",
        "Missing mandatory element - Content-type is required");
    row("Content-Type application/json", "POST", "quotes", "Content-Type", QStringLiteral("application/json"),
        "3101", "Malformed syntax - Invalid content-type header");
    row("Content-Type with charset", "POST", "quotes", "Content-Type",
        QStringLiteral("application/vnd.interoperability.quotes+json;version=1.0;charset=utf-8"), "3101",
        "Malformed syntax - Invalid content-type header");
    row("Content-Type major only", "POST", "quotes", "Content-Type",
        QStringLiteral("application/vnd.interoperability.quotes+json;version=1"), "3101",
        "Malformed syntax - Invalid content-type header");
    row("Content-Type version", "POST", "quotes", "Content-Type",
        QStringLiteral("application/vnd.interoperability.quotes+json;version=1.2"), "3001",
        "Unacceptable version requested - Client supplied a protocol version which is not supported by the "
        "server");
    row("xml to transaction requests", "POST", "transactionRequests", "Content-Type",
        QStringLiteral("application/xml"), "3101", "Malformed syntax - Unsupported Media Type");
    row("xml to quotes", "POST", "quotes", "Content-Type", QStringLiteral("application/xml"), "3101",
        "Malformed syntax - Invalid content-type header");
}

void TestHeaders::protocol()
{
    QFETCH(const QString, method);
    QFETCH(const QString, resource);
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    QFETCH(const QString, code);
    QFETCH(const QString, text);
    const std::string resourceText = resource.toStdString();
    http::Request made = request(http::parseMethod(method.toStdString()), resourceText.c_str());
    if (value.isEmpty())
        made.headers.remove(name.toStdString());
    else
        made.headers.set(name.toStdString(), value.toStdString());
    const HeaderRules rules{resourceText, false, resourceText == "transactionRequests"};
    const auto checked = checkProtocol(made, rules, kVersions);
    QCOMPARE(checked.has_value(), code.isEmpty());
    if (checked) return;
    QCOMPARE(QString::fromStdString(checked.error().error.code), code);
    QCOMPARE(QString::fromStdString(checked.error().error.description), text);
    QCOMPARE(checked.error().listsVersions, code == QLatin1String("3001"));
    QVERIFY(checked.error().error.description.size() <= 128);
}

/// Each of the rows 1 to 10 is found before the next one when both are broken.
void TestHeaders::order()
{
    http::Request made = request(http::Method::Get, "parties");
    made.headers.set("x-client-id", "red");
    made.headers.remove("Accept");
    made.headers.remove("Date");
    made.headers.set("Content-Length", "99999999");
    made.headers.set("Content-Type", "text/html");
    const HeaderRules rules{"parties", false, false};
    const auto next = [&] { return checkProtocol(made, rules, kVersions).error().error.description; };
    QCOMPARE(next(), std::string("Generic validation error - Invalid fspiop-source header"));
    made.headers.remove("x-client-id");
    QCOMPARE(next(), std::string("Missing mandatory element - Accept is required"));
    made.headers.set("Accept", mediaType("parties", "1"));
    QCOMPARE(next(), std::string("Missing mandatory element - Missing required date header"));
    made.headers.set("Date", kDate);
    QCOMPARE(next(), std::string("Too large payload - Payload size is too large"));
    made.headers.remove("Content-Length");
    QCOMPARE(next(), std::string("Malformed syntax - Invalid content-type header"));
    made.headers.set("Content-Type", mediaType("parties", "1.1"));
    QVERIFY(checkProtocol(made, rules, kVersions).has_value());
}

void TestHeaders::required()
{
    const HeaderRules quotes{"quotes", true, false};
    const auto text = [&](http::Request&& made, const HeaderRules& rules) {
        const auto problem = checkRequired(made, rules);
        return problem ? problem->code + " " + problem->description : std::string();
    };
    http::Request made = request(http::Method::Post, "quotes");
    QCOMPARE(text(http::Request(made), quotes), std::string());
    made.headers.remove("accept");
    QCOMPARE(text(http::Request(made), quotes),
             std::string("3102 Missing mandatory element - /header must have required property 'accept'"));
    made = request(http::Method::Put, "quotes");
    made.headers.remove("accept");
    QCOMPARE(text(http::Request(made), quotes), std::string());
    made.headers.remove("fspiop-destination");
    QCOMPARE(
        text(http::Request(made), quotes),
        std::string(
            "3102 Missing mandatory element - /header must have required property 'fspiop-destination'"));
    QCOMPARE(text(http::Request(made), {"transfers", false, false}), std::string());
    made.headers.remove("fspiop-source");
    QCOMPARE(
        text(http::Request(made), quotes),
        std::string("3102 Missing mandatory element - /header must have required property 'fspiop-source'"));
    made.headers.set("fspiop-source", std::string(33, 'x'));
    QVERIFY(text(http::Request(made), {"transfers", false, false}).starts_with("3100"));
    made.headers.set("fspiop-source", "");
    QVERIFY(text(http::Request(made), {"transfers", false, false}).starts_with("3100"));
}

void TestHeaders::mediaTypes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("asContent");
    QTest::addColumn<bool>("asAccept");
    const auto row = [](const char* text, bool content, bool accept) {
        QTest::newRow(text) << QString::fromUtf8(text) << content << accept;
    };
    row("application/vnd.interoperability.quotes+json;version=1.0", true, true);
    row("application/vnd.interoperability.quotes+json; version=1.0", true, true);
    row("application/vnd.interoperability.quotes+json ; version=1.0", true, true);
    row("application/vnd.interoperability.quotes+json;  version=1.0", false, false);
    row("application/vnd.interoperability.quotes+json;version=1", false, true);
    row("application/vnd.interoperability.quotes+json", false, true);
    row("application/vnd.interoperability.quotes+json;version=", false, false);
    row("application/vnd.interoperability.quotes+json;version=1.", false, false);
    row("application/vnd.interoperability.quotes+json;version=1.0,", false, false);
    row("application/vnd.interoperability.quotes+json,application/vnd.interoperability.quotes+json", false,
        true);
    row("application/vnd.interoperability.quotes+json, application/vnd.interoperability.quotes+json", false,
        false);
    row("application/vnd.interoperability.Quotes+json;version=1.0", false, false);
    row("application/vnd.interoperability.bulkQuotes+json;version=1.0", false, false);
    row("application/vnd.interoperability.quotes+json;version=1.0 ", false, false);
    row("", false, false);
}

void TestHeaders::mediaTypes()
{
    QFETCH(const QString, text);
    QFETCH(const bool, asContent);
    QFETCH(const bool, asAccept);
    const std::string value = text.toStdString();
    QCOMPARE(parseMediaType(value, "quotes", MediaTypeRole::Content).has_value(), asContent);
    QCOMPARE(parseMediaType(value, "quotes", MediaTypeRole::Accept).has_value(), asAccept);
}

void TestHeaders::identity()
{
    const HeaderRules rules{"transfers", false, false};
    http::Request made = request(http::Method::Put, "transfers");
    made.headers.set("x-client-id", "green");
    QVERIFY(checkProtocol(made, rules, kVersions).has_value());
    made.headers.set("x-client-id", "GREEN");
    QVERIFY(!checkProtocol(made, rules, kVersions).has_value());
    made.headers.set("x-client-id", "proxy");
    made.headers.set("fspiop-proxy", "proxy");
    QVERIFY(checkProtocol(made, rules, kVersions).has_value());
    made.headers.set("fspiop-proxy", "other");
    QCOMPARE(checkProtocol(made, rules, kVersions).error().error.description,
             std::string("Generic validation error - Invalid fspiop-proxy header"));
}

void TestHeaders::versionList()
{
    const std::vector<http::Answer::Extension> expected{{"1", "0"}, {"1", "1"}, {"2", "0"}};
    QCOMPARE(versionExtensions(kVersions), expected);
}

void TestHeaders::reads()
{
    const http::Request made = request(http::Method::Post, "transfers");
    const auto checked = checkProtocol(made, {"transfers", false, false}, kVersions);
    QVERIFY(checked.has_value());
    QCOMPARE(checked->source, std::string_view("green"));
    QCOMPARE(checked->destination, std::string_view("blue"));
    QCOMPARE(checked->contentVersion, std::string_view("1.0"));
    QVERIFY(checked->hasAccept);
}

QTEST_APPLESS_MAIN(TestHeaders)
#include "tst_headers.moc"
