#include "core/json/document.h"
#include "core/json/writer.h"

#include <QtTest/QtTest>

#include <string>

using namespace hub::json;

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void accepts_data();
    void accepts();
    void boundsDepth();
    void boundsNodesAndBytes();
    void readsValues();
    void keepsOrderAndNumbersAsText();
    void findsTwinsAmongMany();
    void refusesAMillionKeysQuickly();
    void survivesAMove();
    void compacts();
    void writes();
};

void TestJson::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    const char* const cases[] = {"",
                                 "  ",
                                 "{",
                                 "[",
                                 "]",
                                 "{\"a\":1}x",
                                 "{}{}",
                                 "1 2",
                                 "\"a\" \"b\"",
                                 "\xEF\xBB\xBF{}",
                                 "{\"a\":1,\"a\":1}",
                                 "{\"a\":1,\"a\":2}",
                                 "{\"a\":{\"b\":1,\"b\":2}}",
                                 "{\"a\":1,\"\\u0061\":2}",
                                 "{\"a\":\"\t\"}",
                                 "{\"a\":\"\n\"}",
                                 "{\"a\":\"\x01\"}",
                                 "{\"a\":\"\\ud800\"}",
                                 "{\"a\":\"\\udc00\"}",
                                 "{\"a\":\"\\ud800\\u0041\"}",
                                 "{\"a\":\"\\u0000\"}",
                                 "{\"\\u0000\":1}",
                                 "{\"\\ud800\":1}",
                                 "[1,]",
                                 "{\"a\":1,}",
                                 "[,1]",
                                 "[1,,2]",
                                 "{,}",
                                 "[NaN]",
                                 "[Infinity]",
                                 "[-Infinity]",
                                 "[0x10]",
                                 "[+1]",
                                 "[01]",
                                 "[-01]",
                                 "[1.]",
                                 "[.5]",
                                 "[2.e3]",
                                 "[1e]",
                                 "[1e+]",
                                 "[-]",
                                 "[--1]",
                                 "[1 2]",
                                 "{\"a\" 1}",
                                 "{\"a\":}",
                                 "{\"a\":1 \"b\":2}",
                                 "{'a':1}",
                                 "{a:1}",
                                 "{1:2}",
                                 "[tru]",
                                 "[truex]",
                                 "[nul]",
                                 "[null x]",
                                 "nulll",
                                 "null=   ",
                                 "true= ",
                                 "false\x7f ",
                                 "true1",
                                 "[1x]",
                                 "[1e5x]",
                                 "[\"\\x\"]",
                                 "[\"\\u12\"]",
                                 "[\"\\u12G4\"]",
                                 "[\"a",
                                 "\"a",
                                 "[1}",
                                 "{\"a\":1]",
                                 "[1]]",
                                 "[[1]",
                                 "{\"x\":1}}",
                                 "{\"a\":{\"b\":1}",
                                 "[\"a\"\"b\"]",
                                 "/*c*/{}",
                                 "{\"a\":1//c\n}",
                                 "[1\f]",
                                 "\xff",
                                 "[\"\xff\"]",
                                 "[\"\xed\xa0\x80\"]",
                                 "[\"\xc0\xaf\"]",
                                 "[\"\xf4\x90\x80\x80\"]",
                                 "[true false]",
                                 "-"};
    for (const char* text : cases)
        QTest::newRow(QByteArray(text).toPercentEncoding().constData()) << QByteArray(text);
}

void TestJson::refuses()
{
    QFETCH(const QByteArray, text);
    const auto document = Document::parse(text.toStdString());
    QVERIFY(!document.has_value());
    QVERIFY(!document.error().detail.empty());
}

void TestJson::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    const char* const cases[] = {"{}",
                                 "[]",
                                 "1",
                                 "-0",
                                 "\"a\"",
                                 "null",
                                 "true",
                                 "false",
                                 " {\"a\" : [1, -0, 1.5e+10, \"\\ud83d\\ude00\", null] } \n",
                                 "[1E400]",
                                 "[123456789012345678901234567890.1234]",
                                 "\"\xed\x9f\xbf\"",
                                 "[[[[]]]]",
                                 "{\"\":1}",
                                 "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                                 "\t\r\n1 "};
    for (const char* text : cases)
        QTest::newRow(QByteArray(text).toPercentEncoding().constData()) << QByteArray(text);
}

void TestJson::accepts()
{
    QFETCH(const QByteArray, text);
    const auto document = Document::parse(text.toStdString());
    QVERIFY2(document.has_value(), document ? "" : document.error().detail.c_str());
}

void TestJson::boundsDepth()
{
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    QVERIFY(Document::parse(nested(32)).has_value());
    QVERIFY(!Document::parse(nested(33)).has_value());
    QVERIFY(!Document::parse(nested(100000)).has_value());
    QVERIFY(!Document::parse(nested(2), Limits{1, 100, 100}).has_value());
}

void TestJson::boundsNodesAndBytes()
{
    QVERIFY(Document::parse("[1,2,3]", Limits{32, 4, 100}).has_value());
    QVERIFY(!Document::parse("[1,2,3,4]", Limits{32, 4, 100}).has_value());
    QVERIFY(!Document::parse("[1,2,3]", Limits{32, 100, 6}).has_value());
    QVERIFY(!Document::parse(std::string("[1]\0", 4)).has_value());
    QVERIFY(!Document::parse(std::string("[1]\0[2]", 7)).has_value());
    QVERIFY(!Document::parse(std::string("null\0 ", 6)).has_value());
    QVERIFY(!Document::parse(std::string("{\"a\":\0 1}", 9)).has_value());
}

void TestJson::readsValues()
{
    const auto document =
        Document::parse(R"({"s":"a\u00e9\n","n":-12.50,"t":true,"f":false,"z":null,"o":{"x":[1,2]}})");
    QVERIFY(document.has_value());
    const Value root = document->root();
    QVERIFY(root.isObject());
    QCOMPARE(root.size(), std::size_t(6));
    QCOMPARE(root["s"].string(), std::string_view("a\xc3\xa9\n"));
    QCOMPARE(root["n"].numberText(), std::string_view("-12.50"));
    QVERIFY(root["t"].boolean() && root["f"].isBool() && !root["f"].boolean());
    QVERIFY(root["z"].isNull());
    QVERIFY(!root["missing"] && !root["missing"]["further"]);
    QVERIFY(root["s"].numberText().empty() && root["n"].string().empty());
    QCOMPARE(root["n"].scalarText(), std::string_view("-12.50"));
    QCOMPARE(root["t"].scalarText(), std::string_view("true"));
    QCOMPARE(root["z"].scalarText(), std::string_view(""));
    QCOMPARE(root["o"]["x"].size(), std::size_t(2));
    std::string sum;
    for (const Value element : root["o"]["x"])
        sum += element.numberText();
    QCOMPARE(sum, std::string("12"));
    for (const Value element : root["s"])
        QVERIFY2(false, std::string(element.scalarText()).c_str());
}

void TestJson::keepsOrderAndNumbersAsText()
{
    const auto document = Document::parse(R"({"b":1,"a":{"y":1.10,"x":2},"c":[3]})");
    std::string names;
    for (const Value member : document->root())
        names.append(member.name()).append(",");
    QCOMPARE(names, std::string("b,a,c,"));
    QCOMPARE(document->root()["a"]["y"].numberText(), std::string_view("1.10"));
}

void TestJson::findsTwinsAmongMany()
{
    std::string text = "{";
    for (int i = 0; i < 1000; ++i)
        text += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    QVERIFY(Document::parse(text + "\"last\":1}").has_value());
    QVERIFY(!Document::parse(text + "\"k500\":1}").has_value());
}

void TestJson::refusesAMillionKeysQuickly()
{
    std::string text = "{";
    for (int i = 0; text.size() < 5'000'000; ++i)
        text.append(i > 0 ? ",\"" : "\"").append(std::to_string(i)).append("\":1");
    text += "}";
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!Document::parse(text).has_value());
    QVERIFY2(timer.elapsed() < 2000, "bounded even in an unoptimised build");
}

void TestJson::survivesAMove()
{
    auto first = Document::parse(R"({"a":["b"]})");
    const Value before = first->root()["a"];
    const Document moved = *std::move(first);
    QCOMPARE((*before.begin()).string(), std::string_view("b"));
    QCOMPARE((*moved.root()["a"].begin()).string(), std::string_view("b"));
}

void TestJson::compacts()
{
    QCOMPARE(compact("{ \"a\" : [ 1 , 2 ],\n\t\"b\" : \"x  y\" }"), std::string(R"({"a":[1,2],"b":"x  y"})"));
    QCOMPARE(compact("{\"b\":1,\"a\":2}"), std::string("{\"b\":1,\"a\":2}"));
}

void TestJson::writes()
{
    Writer writer;
    writer.beginObject().member("a", "q\"\\\n\x01 \xc3\xa9");
    writer.key("n").number(std::int64_t(-5)).key("m").number(*hub::domain::Amount::parseFspiop("12.5"));
    writer.key("l").beginArray().boolean(true).null().beginObject().endObject().raw("[]").endArray();
    writer.endObject();
    QCOMPARE(
        writer.text(),
        std::string("{\"a\":\"q\\\"\\\\\\n\\u0001 \xc3\xa9\",\"n\":-5,\"m\":12.5,\"l\":[true,null,{},[]]}"));
    QVERIFY(Document::parse(writer.text()).has_value());
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
