// The server's promises beyond bad bytes: late answers in order, clients that leave, bounds, deadlines,
// stopping.
#include "core/events/span.h"
#include "core/http/server.h"
#include "tests/http/wire/raw_client.h"

#include <QtTest/QTest>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace hub;
using namespace hub::http;
using test::RawClient;
using test::statusOf;

namespace {

class Spans final : public events::SpanSink
{
public:
    std::mutex mutex;
    std::vector<events::Span> all;
    void record(events::Span&& span) override
    {
        const std::lock_guard lock(mutex);
        all.push_back(std::move(span));
    }
};

std::string get(const std::string& path, const std::string& more = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\n" + more + "\r\n";
}

} // namespace

class TestServer : public QObject
{
    Q_OBJECT

private:
    Spans m_spans;
    std::unique_ptr<Server> m_server;
    std::uint16_t m_port = 0;
    std::mutex m_mutex;
    std::vector<std::shared_ptr<Exchange>> m_held;
    Request m_last;

    std::size_t held()
    {
        const std::lock_guard lock(m_mutex);
        return m_held.size();
    }
    std::vector<std::shared_ptr<Exchange>> takeHeld()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_held, {});
    }
    std::unique_ptr<Server> make(ServerOptions options)
    {
        RouteTable table;
        const auto add = [&](Method method, const char* pattern, Handler handler) {
            QVERIFY(table.add({method, pattern, std::move(handler), 100, {}, {}}).has_value());
        };
        add(Method::Get, "/now/{ID}", [](auto exchange) {
            exchange->answer(Answer::text(200, std::string(exchange->request().param("ID"))));
        });
        add(Method::Post, "/now/{ID}", [this](auto exchange) {
            {
                const std::lock_guard lock(m_mutex);
                m_last = exchange->request();
            }
            exchange->answer(Answer::empty(202));
        });
        add(Method::Get, "/late/{ID}", [this](auto exchange) {
            const std::lock_guard lock(m_mutex);
            m_held.push_back(std::move(exchange));
        });
        add(Method::Get, "/throws", [](auto) { throw std::runtime_error("boom"); });
        add(Method::Get, "/forgets", [](auto) {});
        add(Method::Get, "/twice", [](auto exchange) {
            exchange->answer(Answer::empty(200));
            exchange->answer(Answer::empty(500));
        });
        add(Method::Get, "/split", [](auto exchange) {
            Answer answer = Answer::empty(200);
            answer.headers.add("X-Bad", "a\r\nSet-Cookie: b");
            answer.headers.add("X-Good", "c");
            exchange->answer(std::move(answer));
        });
        add(Method::Get, "/big",
            [](auto exchange) { exchange->answer(Answer::text(200, std::string(1 << 20, 'x'))); });
        return std::make_unique<Server>(options, std::make_shared<const RouteTable>(std::move(table)),
                                        &m_spans);
    }

private Q_SLOTS:
    void initTestCase()
    {
        ServerOptions options;
        options.threads = 2;
        options.lingerMs = 300;
        m_server = make(options);
        const auto port = m_server->start("127.0.0.1", 0);
        QVERIFY(port.has_value());
        m_port = *port;
    }
    void cleanupTestCase() { m_server->stop(1000); }

    void addressInUse()
    {
        auto other = make({});
        QVERIFY(!other->start("127.0.0.1", m_port));
    }

    // Answers are given in the reverse order from another thread and still leave in the order of the
    // requests.
    void pipelinedLateAnswersKeepTheirOrder()
    {
        RawClient client(m_port);
        std::string requests;
        for (int i = 0; i < 100; ++i)
            requests += get((i % 3 == 0 ? "/now/" : "/late/") + std::to_string(i));
        client.send(requests);
        int answered = 0;
        QTRY_VERIFY(held() > 0);
        std::atomic<bool> stop{false};
        std::thread writer([&] {
            while (!stop) {
                auto items = takeHeld();
                std::reverse(items.begin(), items.end());
                for (auto& item : items)
                    item->answer(Answer::text(200, std::string(item->request().param("ID"))));
                std::this_thread::yield();
            }
        });
        for (; answered < 100; ++answered) {
            const std::string answer = client.readAnswer();
            if (!answer.ends_with("\r\n\r\n" + std::to_string(answered))) break;
        }
        stop = true;
        writer.join();
        QCOMPARE(answered, 100);
    }
    void onlySixteenAreInWork()
    {
        RawClient client(m_port);
        std::string requests;
        for (int i = 0; i < 100; ++i)
            requests += get("/late/1");
        client.send(requests);
        QTRY_COMPARE(held(), std::size_t(16));
        QTest::qWait(50);
        int answers = 0;
        while (answers < 100) {
            QTRY_VERIFY(held() > 0);
            QVERIFY(held() <= 16);
            for (auto& item : takeHeld()) {
                item->answer(Answer::empty(200));
                ++answers;
            }
        }
        for (int i = 0; i < 100; ++i)
            QCOMPARE(statusOf(client.readAnswer()), 200);
    }
    void clientsThatLeaveDoNoHarm()
    {
        {
            std::vector<RawClient> clients;
            for (int i = 0; i < 300; ++i) {
                clients.emplace_back(m_port);
                clients.back().send(get("/late/1"));
            }
            QTRY_COMPARE(held(), std::size_t(300));
            for (std::size_t i = 0; i < clients.size(); i += 2)
                clients[i].reset();
        }
        // Who has only said that it will send no more may still read: it is found out when it is answered.
        QTRY_COMPARE(m_server->counters().connectionsOpen, std::uint64_t(150));
        const auto dropped = m_server->counters().answersDropped;
        for (auto& item : takeHeld())
            item->answer(Answer::empty(200));
        QTRY_COMPARE(m_server->counters().connectionsOpen, std::uint64_t(0));
        // The threads count for themselves: one may still have answers to drop when the last connection is
        // gone.
        QTRY_COMPARE(m_server->counters().answersDropped, dropped + 150);
        RawClient client(m_port);
        client.send(get("/now/5"));
        QVERIFY(client.readAnswer().ends_with("5"));
    }
    void handlersThatFailAnswer500()
    {
        for (const char* path : {"/throws", "/forgets"}) {
            RawClient client(m_port);
            client.send(get(path));
            const std::string answer = client.readAnswer();
            QCOMPARE(statusOf(answer), 500);
            QVERIFY(answer.find(R"("errorCode":"2001")") != std::string::npos);
        }
    }
    void secondAnswerIsIgnored()
    {
        RawClient client(m_port);
        client.send(get("/twice"));
        QCOMPARE(statusOf(client.readAnswer()), 200);
        QCOMPARE(client.readAll(50), std::string());
    }
    void answerHeadersCannotBeSplit()
    {
        RawClient client(m_port);
        client.send(get("/split"));
        const std::string answer = client.readAnswer();
        QVERIFY(answer.find("Set-Cookie") == std::string::npos);
        QVERIFY(answer.find("\r\nX-Good: c\r\n") != std::string::npos);
    }
    void unknownPathsAndMethods()
    {
        RawClient client(m_port);
        client.send(get("/nothing"));
        std::string answer = client.readAnswer();
        QVERIFY(answer.starts_with("HTTP/1.1 404 Not Found\r\n"));
        QVERIFY(answer.find(R"("errorCode":"3002","errorDescription":"Unknown URI - /nothing")") !=
                std::string::npos);
        client.send("DELETE /now/1 HTTP/1.1\r\nHost: h\r\n\r\n");
        answer = client.readAnswer();
        QVERIFY(answer.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"));
        QVERIFY(answer.find("\r\nAllow: GET, POST\r\n") != std::string::npos);
        QVERIFY(answer.find("Generic client error - Method Not Allowed") != std::string::npos);
    }
    void headHasNoBody()
    {
        RawClient client(m_port);
        client.send("HEAD /now/abc HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        const std::string text = client.readAll();
        QVERIFY(text.find("\r\nContent-Length: 3\r\n") != std::string::npos);
        QVERIFY(text.ends_with("\r\n\r\n"));
    }
    void routesBoundTheirBodies()
    {
        RawClient client(m_port);
        client.send("POST /now/1 HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n");
        QCOMPARE(statusOf(client.readAll()), 413);
    }
    void requestsCarryWhatHandlersNeed()
    {
        RawClient client(m_port);
        client.send("POST /now/a%2Fb?x=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n"
                    "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\ntracestate: "
                    "v=1\r\n\r\nhi");
        const std::string answer = client.readAnswer();
        QVERIFY(answer.starts_with("HTTP/1.1 202 Accepted\r\n"));
        QVERIFY(answer.find("Content-Type") == std::string::npos);
        const std::lock_guard lock(m_mutex);
        QCOMPARE(m_last.param("ID"), std::string_view("a/b"));
        QCOMPARE(m_last.path, std::string("/now/a%2Fb"));
        QCOMPARE(*m_last.body, std::string("hi"));
        QCOMPARE(m_last.trace.trace.toHex(), std::string("0af7651916cd43dd8448eb211c80319c"));
        QCOMPARE(m_last.trace.tracestate, std::string("v=1"));
        QCOMPARE(m_last.peerAddress, std::string("127.0.0.1"));
        QCOMPARE(m_last.route->name, std::string("POST /now/{ID}"));
        QVERIFY(m_last.acceptedUs >= m_last.receivedUs && m_last.receivedUs > 0);
        const std::lock_guard spansLock(m_spans.mutex);
        const auto& span = m_spans.all.back();
        QCOMPARE(span.id, m_last.span);
        QCOMPARE(span.kind, events::SpanKind::Guard);
        QCOMPARE(events::spanIdToHex(span.parent), std::string("b7ad6b7169203331"));
    }
    void countersCount()
    {
        const auto read = [this] {
            for (const auto& row : m_server->counters().routes)
                if (row.name == "GET /big") return row;
            return RouteCounters();
        };
        QCOMPARE(read().latencyCount, std::uint64_t(0));
        RawClient client(m_port);
        client.send(get("/big"));
        QCOMPARE(client.readAnswer().size() > (1U << 20), true);
        const auto row = read();
        QCOMPARE(row.byStatus.size(), std::size_t(1));
        QCOMPARE(row.byStatus.front(), (std::pair<int, std::uint64_t>(200, 1)));
        QCOMPARE(row.latencyCount, std::uint64_t(1));
        QCOMPARE(row.pattern, std::string("/big"));
    }
    // A client that never reads makes the server stop reading it and then lets go of it.
    void slowReadersAreBounded()
    {
        ServerOptions options;
        options.writeDeadlineMs = 300;
        options.writeBufferMax = 65536;
        auto server = make(options);
        RawClient client(*server->start("127.0.0.1", 0));
        std::string requests;
        for (int i = 0; i < 200; ++i)
            requests += get("/big");
        client.send(requests);
        QTRY_COMPARE(server->counters().connectionsOpen, std::uint64_t(1));
        QTRY_COMPARE_WITH_TIMEOUT(server->counters().connectionsOpen, std::uint64_t(0), 5000);
        QVERIFY(server->counters().routes[7].latencyCount < 100);
    }
    void idleConnectionsEnd()
    {
        ServerOptions options;
        options.idleMs = 200;
        auto server = make(options);
        RawClient client(*server->start("127.0.0.1", 0));
        client.send(get("/now/1"));
        QCOMPARE(statusOf(client.readAnswer()), 200);
        QVERIFY(client.closedWithin(2000));
    }
    void connectionsAreBounded()
    {
        ServerOptions options;
        options.connectionsMax = 2;
        auto server = make(options);
        const auto port = *server->start("127.0.0.1", 0);
        RawClient first(port);
        RawClient second(port);
        QTRY_COMPARE(server->counters().connectionsOpen, std::uint64_t(2));
        RawClient third(port);
        QCOMPARE(statusOf(third.readAll()), 503);
        QCOMPARE(server->counters().connectionsRefused, std::uint64_t(1));
        first.send(get("/now/1"));
        QCOMPARE(statusOf(first.readAnswer()), 200);
    }
    void exchangesAreBounded()
    {
        ServerOptions options;
        options.exchangesMax = 3;
        auto server = make(options);
        RawClient client(*server->start("127.0.0.1", 0));
        std::string requests;
        for (int i = 0; i < 3; ++i)
            requests += get("/late/1");
        client.send(requests);
        QTRY_COMPARE(held(), std::size_t(3));
        client.send(get("/now/1"));
        for (auto& item : takeHeld())
            item->answer(Answer::empty(200));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(statusOf(client.readAnswer()), 200);
        const std::string answer = client.readAnswer();
        QVERIFY(statusOf(answer) == 503 || statusOf(answer) == 200);
    }
    void bodiesBeingReceivedAreBounded()
    {
        RouteTable table;
        QVERIFY(table
                    .add({Method::Post,
                          "/x",
                          [](auto exchange) { exchange->answer(Answer::empty(200)); },
                          0,
                          {},
                          {}})
                    .has_value());
        ServerOptions options;
        options.bodiesBytesMax = 100000;
        Server server(options, std::make_shared<const RouteTable>(std::move(table)));
        const auto port = *server.start("127.0.0.1", 0);
        const std::string head = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\n";
        RawClient first(port);
        first.send(head + "x");
        RawClient small(port);
        small.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
        QCOMPARE(statusOf(small.readAnswer()), 200);
        RawClient second(port);
        second.send(head);
        QCOMPARE(statusOf(second.readAll()), 503);
        first.send(std::string(59999, 'x'));
        QCOMPARE(statusOf(first.readAnswer()), 200);
        RawClient third(port);
        third.send(head + std::string(60000, 'x'));
        QCOMPARE(statusOf(third.readAnswer()), 200);
    }
    void stoppingLetsOpenRequestsFinish()
    {
        auto server = make({});
        RawClient client(*server->start("127.0.0.1", 0));
        RawClient idle(m_port);
        client.send(get("/late/1"));
        QTRY_COMPARE(held(), std::size_t(1));
        std::thread answering([this] {
            QTest::qSleep(100);
            for (auto& item : takeHeld())
                item->answer(Answer::text(200, "done"));
        });
        QElapsedTimer clock;
        clock.start();
        server->stop(5000);
        answering.join();
        QVERIFY(clock.elapsed() < 3000);
        const std::string answer = client.readAll();
        QVERIFY(answer.ends_with("done"));
        QVERIFY(answer.find("Connection: close") != std::string::npos);
    }
    void answersAfterTheEndAreDropped()
    {
        auto server = make({});
        RawClient client(*server->start("127.0.0.1", 0));
        client.send(get("/late/1"));
        QTRY_COMPARE(held(), std::size_t(1));
        server->stop(0);
        server.reset();
        for (auto& item : takeHeld())
            item->answer(Answer::empty(200));
        QVERIFY(client.closedWithin(1000));
    }
};

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
