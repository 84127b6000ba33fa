#include "core/http/target_check.h"
#include "core/http/url.h"

#include <QtTest/QTest>

using namespace hub::http;

class TestUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts()
    {
        const auto plain = parseUrl("http://Green.Bank:8080/fsp/x?y=1");
        QVERIFY(plain.has_value());
        QCOMPARE(plain->host, std::string("green.bank"));
        QCOMPARE(plain->port, std::uint16_t(8080));
        QCOMPARE(plain->target, std::string("/fsp/x?y=1"));
        QCOMPARE(plain->authority, std::string("Green.Bank:8080"));
        const auto secure = parseUrl("https://[::1]");
        QVERIFY(secure && secure->tls);
        QCOMPARE(secure->host, std::string("::1"));
        QCOMPARE(secure->port, std::uint16_t(443));
        QCOMPARE(secure->target, std::string("/"));
        QCOMPARE(parseUrl("http://h?q")->target, std::string("/?q"));
    }
    void targets()
    {
        for (const char* good :
             {"http://fsp/transfers/{{transferId}}", "https://fsp.example:8443/{{ID}}/error",
              "http://127.0.0.1:4000", "http://[::1]/", "http://10.1.2.3/x", "http://bank7"})
            QVERIFY2(!targetProblem(good), good);
        for (const char* bad : {"ftp://h/",
                                "file:///etc/passwd",
                                "https://good@evil/",
                                "http://2130706433/",
                                "http://0x7f.1/",
                                "http://0177.0.0.1/",
                                "http://127.1/",
                                "http://169.254.169.254/latest",
                                "http://[fe80::1]/",
                                "http://[::ffff:169.254.169.254]/",
                                "http://[fd00:ec2::254]/",
                                "http://0.0.0.0/",
                                "http://[::]/",
                                "http://224.0.0.1/",
                                "http://255.255.255.255/",
                                "http://h/\r\nX: 1",
                                "http://h/ x",
                                "http://h/{{}}",
                                "http://h/{{a",
                                "http://h/{{a b}}",
                                "mailto:x@y",
                                ""})
            QVERIFY2(targetProblem(bad).has_value(), bad);
        QVERIFY(targetProblem("http://h/" + std::string(3000, 'a')).has_value());
    }
    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"", "ftp://h/", "http://", "http:///x", "http://h:0/", "http://h:65536/", "http://h:8x/",
              "http://h:/", "http://user@h/", "http://user:pw@h/", "http://h/a b", "http://h/\r\nX: 1",
              "http://h/#f", "http://h/{{transferId}}", "http://h/\xC3\xA4", "http://[::1", "//h/",
              "http://[x]/", "http://h\\x/"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("long") << QByteArray("http://h/") + QByteArray(3000, 'a');
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseUrl({text.constData(), static_cast<std::size_t>(text.size())}));
    }
};

QTEST_APPLESS_MAIN(TestUrl)
#include "tst_url.moc"
