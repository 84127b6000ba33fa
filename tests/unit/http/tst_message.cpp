#include "core/http/digest.h"
#include "core/http/message.h"

#include <QtTest/QTest>

using namespace hub;
using namespace hub::http;

class TestMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersAreFoundWithoutCase()
    {
        Headers headers{{"Content-Type", "a"}, {"X", "1"}, {"x", "2"}};
        QCOMPARE(headers.get("content-TYPE"), std::string_view("a"));
        QCOMPARE(headers.get("missing"), std::string_view());
        headers.set("X", "3");
        QCOMPARE(headers.size(), std::size_t(2));
        QCOMPARE(headers.get("x"), std::string_view("3"));
        QCOMPARE(headers.remove("CONTENT-type"), std::size_t(1));
        QVERIFY(!headers.contains("Content-Type"));
        headers.set("New", "4");
        QCOMPARE(headers.begin()[1].first, std::string("New"));
    }
    void fieldsWithControlCharactersAreInvalid()
    {
        QVERIFY(isValidField("X-A", "a b\tc \xC3\xA4"));
        QVERIFY(!isValidField("X-A", "a\r\nB: c"));
        QVERIFY(!isValidField("X-A", std::string_view("a\0b", 3)));
        QVERIFY(!isValidField("X A", "a"));
        QVERIFY(!isValidField("", "a"));
    }
    void percentEscapes()
    {
        QCOMPARE(percentDecode("a%2Fb%20+"), std::optional<std::string>("a/b +"));
        QVERIFY(!percentDecode("a%2"));
        QVERIFY(!percentDecode("a%zz"));
        QCOMPARE(percentEncode("a/b c~"), std::string("a%2Fb%20c~"));
    }
    void queryItems()
    {
        Request request;
        request.query = "a=1&b=x%26y+z&&c&a=2";
        const auto items = request.queryItems();
        QCOMPARE(items.size(), std::size_t(4));
        QCOMPARE(items[1].second, std::string("x&y z"));
        QCOMPARE(items[2].first, std::string("c"));
        QCOMPARE(request.queryItem("a"), std::optional<std::string>("1"));
        QVERIFY(!request.queryItem("d"));
    }
    void errorBodies()
    {
        const auto error =
            domain::makeError(domain::fspiop_code::kGenericValidationError, "a \"quoted\"\nthing");
        QCOMPARE(fspiopErrorBody(error),
                 std::string("{\"errorInformation\":{\"errorCode\":\"3100\",\"errorDescription\":"
                             "\"Generic validation error - a \\\"quoted\\\"\\nthing\"}}"));
        const auto answer = Answer::fspiopError(error, {{"key", "value"}});
        QCOMPARE(answer.status, 400);
        QVERIFY(
            answer.body.find("\"extensionList\":{\"extension\":[{\"key\":\"key\",\"value\":\"value\"}]}}") !=
            std::string::npos);
        QCOMPARE(Answer::fspiopError(error, 405).status, 405);
    }
    void extensionsAreBounded()
    {
        const std::vector<Answer::Extension> many(40, {std::string(100, 'k'), std::string(300, 'v')});
        const std::string body = fspiopErrorBody({"3100", "x"}, many);
        std::size_t count = 0;
        for (auto at = body.find("\"key\""); at != std::string::npos; at = body.find("\"key\"", at + 1))
            ++count;
        QCOMPARE(count, std::size_t(16));
        QVERIFY(body.find(std::string(33, 'k')) == std::string::npos);
        QVERIFY(body.find(std::string(129, 'v')) == std::string::npos);
    }
    void reasonPhrases()
    {
        QCOMPARE(reasonPhrase(202), std::string_view("Accepted"));
        QCOMPARE(reasonPhrase(200), std::string_view("OK"));
        QCOMPARE(reasonPhrase(406), std::string_view("Not Acceptable"));
    }
    void digest()
    {
        QCOMPARE(base::toHex(base::asText(sha256("abc"))),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
};

QTEST_APPLESS_MAIN(TestMessage)
#include "tst_message.moc"
