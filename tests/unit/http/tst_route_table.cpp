#include "core/http/route_table.h"

#include <QtTest/QTest>

using namespace hub::http;

class TestRouteTable : public QObject
{
    Q_OBJECT

private:
    RouteTable m_table;

    bool add(Method method, const char* pattern)
    {
        return m_table.add({method, pattern, {}, 0, {}, {}}).has_value();
    }
    std::string find(Method method, std::string_view path)
    {
        const auto match = m_table.match(method, path);
        if (match.kind == RouteMatch::Kind::NotFound) return "404";
        if (match.kind == RouteMatch::Kind::MethodNotAllowed) return "405 " + match.allow;
        std::string text = match.route->name;
        for (const auto& [name, value] : match.params)
            text += " " + std::string(name) + "=" + value;
        return text;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(add(Method::Post, "/transfers"));
        QVERIFY(add(Method::Get, "/transfers/{ID}"));
        QVERIFY(add(Method::Put, "/transfers/{ID}"));
        QVERIFY(add(Method::Put, "/transfers/{ID}/error"));
        QVERIFY(add(Method::Get, "/participants/limits"));
        QVERIFY(add(Method::Put, "/participants/{name}"));
        QVERIFY(add(Method::Get, "/participants/{Type}/{ID}"));
        QVERIFY(add(Method::Get, "/participants/{Type}/{ID}/"));
        QVERIFY(add(Method::Put, "/participants/{Type}/{ID}//error"));
        QVERIFY(add(Method::Get, "/"));
    }
    void rowsAreFound()
    {
        QCOMPARE(find(Method::Post, "/transfers"), std::string("POST /transfers"));
        QCOMPARE(find(Method::Put, "/transfers/7/error"), std::string("PUT /transfers/{ID}/error ID=7"));
        QCOMPARE(find(Method::Get, "/"), std::string("GET /"));
        QCOMPARE(m_table.rows().size(), std::size_t(10));
    }
    void literalsWin()
    {
        QCOMPARE(find(Method::Get, "/participants/limits"), std::string("GET /participants/limits"));
        QCOMPARE(find(Method::Put, "/participants/limits"),
                 std::string("PUT /participants/{name} name=limits"));
        QCOMPARE(find(Method::Get, "/participants/limits/9"),
                 std::string("GET /participants/{Type}/{ID} Type=limits ID=9"));
    }
    void emptySegments()
    {
        QCOMPARE(find(Method::Put, "/transfers/"), std::string("404"));
        QCOMPARE(find(Method::Get, "/participants/MSISDN/1/"),
                 std::string("GET /participants/{Type}/{ID}/ Type=MSISDN ID=1"));
        QCOMPARE(find(Method::Put, "/participants/MSISDN/1//error"),
                 std::string("PUT /participants/{Type}/{ID}//error Type=MSISDN ID=1"));
    }
    void escapedSlashStaysInside()
    {
        QCOMPARE(find(Method::Get, "/participants/ALIAS/a%2Fb"),
                 std::string("GET /participants/{Type}/{ID} Type=ALIAS ID=a/b"));
    }
    void wrongMethod()
    {
        QCOMPARE(find(Method::Delete, "/transfers/7"), std::string("405 GET, PUT"));
        QCOMPARE(find(Method::Delete, "/participants/limits"), std::string("405 GET, PUT"));
        QCOMPARE(find(Method::Head, "/transfers/7"), std::string("GET /transfers/{ID} ID=7"));
        QCOMPARE(find(Method::Get, "/nothing/here"), std::string("404"));
        QCOMPARE(find(Method::Get, std::string(1000, '/')), std::string("404"));
    }
    void badRowsAreRefused()
    {
        QVERIFY(!add(Method::Post, "/transfers"));
        QVERIFY(!add(Method::Put, "/transfers/{Other}"));
        QVERIFY(!add(Method::Get, "transfers"));
    }
};

QTEST_APPLESS_MAIN(TestRouteTable)
#include "tst_route_table.moc"
