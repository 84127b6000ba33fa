// Delivery: order, retries, breaker, bounds and what a bad peer may do, against peers in this process.
#include "core/http/sender.h"
#include "core/http/server.h"
#include "tests/unit/http/scripted_peer.h"

#include <QtTest/QTest>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <set>

using namespace hub;
using namespace hub::http;
using test::ScriptedPeer;

namespace {

class Results final : public DeliverySink
{
public:
    void delivered(std::vector<DeliveryResult>&& results) override
    {
        const std::lock_guard lock(m_mutex);
        for (auto& result : results)
            m_results.push_back(std::move(result));
    }
    std::size_t count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_results.size();
    }
    DeliveryResult at(std::size_t index) const
    {
        const std::lock_guard lock(m_mutex);
        return m_results.at(index);
    }
    std::vector<std::uint64_t> tickets() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::uint64_t> out;
        for (const auto& result : m_results)
            out.push_back(result.ticket);
        return out;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<DeliveryResult> m_results;
};

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

SenderOptions quick()
{
    SenderOptions options;
    options.retryFirstMs = 10;
    options.retryMaxMs = 40;
    options.timeoutMs = 2000;
    options.breakerFailures = 1000;
    return options;
}

Outbound message(const std::string& url, SendPolicy policy = SendPolicy::UntilDelivered,
                 std::uint64_t ticket = 1)
{
    Outbound out;
    out.lane = "greenbank";
    out.method = Method::Put;
    out.resolveUrl = [url] { return url; };
    out.headers = {{"FSPIOP-Source", "Hub"}, {"Host", "wrong"}, {"Content-Length", "999"}};
    out.body = base::shareBytes("{\"a\":1}");
    out.ticket = ticket;
    out.trace = events::TraceContext::start();
    out.trace.tracestate = "v=1";
    out.spanName = "PUT /x -> greenbank";
    out.policy = policy;
    return out;
}

} // namespace

class TestSender : public QObject
{
    Q_OBJECT

private:
    // One message to the peer; its result.
    static DeliveryResult deliver(const ScriptedPeer& peer, SendPolicy policy,
                                  SenderOptions options = quick())
    {
        Results results;
        Sender sender(options, &results);
        sender.start();
        if (!sender.send(message(peer.url(), policy))) return {};
        [&] { QTRY_COMPARE_WITH_TIMEOUT(results.count(), std::size_t(1), 10000); }();
        return results.count() == 1 ? results.at(0) : DeliveryResult();
    }

private Q_SLOTS:
    void messageIsWhole()
    {
        ScriptedPeer peer([](int, const std::string&) { return ScriptedPeer::status(200); });
        Results results;
        Spans spans;
        Sender sender(quick(), &results, &spans);
        sender.start();
        auto out = message(peer.url("/fsp/transfers/7?x=1"));
        const std::string trace = out.trace.trace.toHex();
        out.trace.parent = 77;
        QVERIFY(sender.send(std::move(out)));
        QTRY_COMPARE(results.count(), std::size_t(1));
        const auto result = results.at(0);
        QVERIFY(result.outcome == DeliveryOutcome::Delivered);
        QCOMPARE(result.ticket, std::uint64_t(1));
        QCOMPARE(result.attempts, 1);
        QCOMPARE(result.lane, std::string("greenbank"));
        const std::string text = peer.texts().at(0);
        QVERIFY(text.starts_with("PUT /fsp/transfers/7?x=1 HTTP/1.1\r\nHost: 127.0.0.1:"));
        QVERIFY(text.find("wrong") == std::string::npos);
        QVERIFY(text.find("\r\nFSPIOP-Source: Hub\r\n") != std::string::npos);
        QVERIFY(text.find("\r\nContent-Length: 7\r\n") != std::string::npos);
        QVERIFY(text.find("\r\ntracestate: v=1\r\n") != std::string::npos);
        QVERIFY(text.ends_with("\r\n\r\n{\"a\":1}"));
        QCOMPARE(spans.all.size(), std::size_t(1));
        const auto& span = spans.all.front();
        QCOMPARE(span.kind, events::SpanKind::Deliver);
        QCOMPARE(span.parent, events::SpanId(77));
        QVERIFY(text.find("\r\ntraceparent: 00-" + trace + "-" + events::spanIdToHex(span.id) + "-01\r\n") !=
                std::string::npos);
    }
    void connectionsAreKept()
    {
        ScriptedPeer peer([](int, const std::string&) { return ScriptedPeer::status(202); });
        Results results;
        Sender sender(quick(), &results);
        sender.start();
        for (std::uint64_t i = 1; i <= 50; ++i) {
            QVERIFY(sender.send(message(peer.url(), SendPolicy::Once, i)));
            QTRY_COMPARE(results.count(), static_cast<std::size_t>(i));
        }
        QCOMPARE(peer.connections(), 1);
    }
    void failuresAreRetriedUntilDelivered()
    {
        ScriptedPeer peer([](int number, const std::string&) {
            if (number == 1) return ScriptedPeer::status(500);
            if (number == 2) return ScriptedPeer::Reply{"garbage\r\n\r\n", true};
            if (number == 3) return ScriptedPeer::Reply{"", true};
            if (number == 4) return ScriptedPeer::status(429, "Retry-After: 0\r\n");
            return ScriptedPeer::status(200);
        });
        const auto result = deliver(peer, SendPolicy::UntilDelivered);
        QVERIFY(result.outcome == DeliveryOutcome::Delivered);
        QCOMPARE(result.attempts, 5);
        const auto texts = peer.texts();
        // The same bytes each time but for the span of the attempt.
        for (const auto& text : texts)
            QCOMPARE(text.substr(text.find("\r\n\r\n")),
                     texts.front().substr(texts.front().find("\r\n\r\n")));
    }
    void retryAfterIsHonoured()
    {
        ScriptedPeer peer([](int number, const std::string&) {
            return number == 1 ? ScriptedPeer::status(503, "Retry-After: 1\r\n") : ScriptedPeer::status(200);
        });
        QElapsedTimer clock;
        clock.start();
        QVERIFY(deliver(peer, SendPolicy::UntilDelivered).outcome == DeliveryOutcome::Delivered);
        QVERIFY(clock.elapsed() >= 950);
    }
    void statuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("requests");
        QTest::addColumn<int>("reason");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%d", status) << status << 1 << static_cast<int>(DeliveryReason::Redirect);
        for (const int status : {400, 401, 403, 404, 409, 451})
            QTest::addRow("%d", status) << status << 3 << static_cast<int>(DeliveryReason::Status);
        QTest::addRow("501") << 501 << 1 << static_cast<int>(DeliveryReason::Status);
        for (const int status : {408, 425, 429, 500, 502, 503, 504, 599, 600, 999})
            QTest::addRow("%d", status) << status << 6 << static_cast<int>(DeliveryReason::Expired);
    }
    void statuses()
    {
        QFETCH(int, status);
        QFETCH(int, requests);
        QFETCH(int, reason);
        ScriptedPeer peer([status](int, const std::string&) {
            return ScriptedPeer::status(status, "Location: http://127.0.0.1:1/elsewhere\r\n");
        });
        auto options = quick();
        options.attemptsMax = 6;
        const auto result = deliver(peer, SendPolicy::UntilDelivered, options);
        QVERIFY(result.outcome == DeliveryOutcome::DeadLetter);
        QCOMPARE(static_cast<int>(result.reason), reason);
        QCOMPARE(result.status, status);
        QCOMPARE(peer.requests(), requests);
    }
    void successes()
    {
        for (const int status : {200, 201, 202, 204, 205, 299}) {
            ScriptedPeer peer([status](int, const std::string&) {
                return status == 204 ? ScriptedPeer::Reply{"HTTP/1.1 204 No Content\r\n\r\n"}
                                     : ScriptedPeer::status(status);
            });
            QVERIFY(deliver(peer, SendPolicy::UntilDelivered).outcome == DeliveryOutcome::Delivered);
        }
    }
    void onceReportsTheAnswer()
    {
        ScriptedPeer peer([](int number, const std::string&) {
            return ScriptedPeer::Reply{
                std::string("HTTP/1.1 ") + (number == 1 ? "200 OK" : "404 Not Found") +
                "\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"};
        });
        const auto good = deliver(peer, SendPolicy::Once);
        QVERIFY(good.outcome == DeliveryOutcome::Delivered);
        QCOMPARE(good.body, std::string("body"));
        QCOMPARE(good.headers.get("x-a"), std::string_view("b"));
        const auto bad = deliver(peer, SendPolicy::Once);
        QVERIFY(bad.outcome == DeliveryOutcome::PeerError);
        QCOMPARE(bad.status, 404);
        QCOMPARE(bad.body, std::string("body"));
    }
    void badAnswersAreBounded_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("outcome");
        const int failed = static_cast<int>(DeliveryOutcome::Failed);
        const int delivered = static_cast<int>(DeliveryOutcome::Delivered);
        QTest::newRow("endless body")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n") + QByteArray(60000, 'x')
            << delivered;
        QTest::newRow("endless chunks")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") +
                   QByteArray("400\r\n" + QByteArray(1024, 'x') + "\r\n").repeated(100)
            << delivered;
        QTest::newRow("endless header")
            << QByteArray("HTTP/1.1 200 OK\r\nX: ") + QByteArray(60000, 'x') << failed;
        QTest::newRow("interim flood") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") << failed;
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01garbage") << failed;
    }
    void badAnswersAreBounded()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, outcome);
        ScriptedPeer peer([&](int, const std::string&) {
            return ScriptedPeer::Reply{bytes.toStdString(), false, 0, true};
        });
        const auto result = deliver(peer, SendPolicy::Once);
        QCOMPARE(static_cast<int>(result.outcome), outcome);
        QVERIFY(result.body.size() <= 65536);
        QCOMPARE(result.truncated, result.outcome == DeliveryOutcome::Delivered);
    }
    void slowAnswersTimeOut()
    {
        ScriptedPeer peer([](int, const std::string&) { return ScriptedPeer::Reply{"", false, 3000}; });
        auto options = quick();
        options.timeoutMs = 200;
        const auto result = deliver(peer, SendPolicy::Once, options);
        QVERIFY(result.outcome == DeliveryOutcome::Failed);
        QVERIFY(result.reason == DeliveryReason::Timeout);
    }
    void staleConnectionIsReplacedWithoutAnAttempt()
    {
        std::atomic<int> answers{0};
        ScriptedPeer peer([&](int, const std::string&) {
            // Every second request of the peer finds a connection that is being closed.
            return answers++ % 2 == 1 ? ScriptedPeer::Reply{"", true} : ScriptedPeer::status(200);
        });
        Results results;
        Sender sender(quick(), &results);
        sender.start();
        for (std::uint64_t i = 1; i <= 2; ++i) {
            QVERIFY(sender.send(message(peer.url(), SendPolicy::Once, i)));
            QTRY_COMPARE(results.count(), static_cast<std::size_t>(i));
        }
        QVERIFY(results.at(1).outcome == DeliveryOutcome::Delivered);
        QCOMPARE(results.at(1).attempts, 1);
        QCOMPARE(peer.requests(), 3);
    }
    void orderWithinASubject()
    {
        std::mutex mutex;
        std::map<std::string, int> last;
        bool ordered = true;
        std::atomic<int> calls{0};
        ScriptedPeer peer([&](int, const std::string& text) {
            // /s<subject>/<number>; every fourth request fails and must come again before its successor.
            if (calls++ % 4 == 3) return ScriptedPeer::status(500);
            const auto slash = text.find('/', 6);
            const std::string subject = text.substr(4, slash - 4);
            const int number = std::stoi(text.substr(slash + 1));
            const std::lock_guard lock(mutex);
            ordered = ordered && number == last[subject] + 1;
            last[subject] = number;
            return ScriptedPeer::status(200);
        });
        Results results;
        Sender sender(quick(), &results);
        sender.start();
        std::vector<Outbound> batch;
        for (int i = 1; i <= 20; ++i) {
            for (int s = 0; s < 10; ++s) {
                auto out = message(peer.url("/s" + std::to_string(s) + "/" + std::to_string(i)));
                out.subject = "subject " + std::to_string(s);
                batch.push_back(std::move(out));
            }
        }
        QVERIFY(sender.sendBatch(std::move(batch)).empty());
        QTRY_COMPARE_WITH_TIMEOUT(results.count(), std::size_t(200), 20000);
        QVERIFY(ordered);
        QVERIFY(peer.connections() > 1);
        QCOMPARE(sender.lanes().at(0).queued, std::size_t(0));
        QCOMPARE(sender.lanes().at(0).delivered, std::uint64_t(200));
        QVERIFY(sender.lanes().at(0).p95Us > 0);
    }
    void laneIsBounded()
    {
        Results results;
        auto options = quick();
        options.laneQueueMax = 10;
        Sender sender(options, &results);
        sender.start();
        sender.pause("greenbank");
        std::vector<Outbound> batch;
        for (std::uint64_t i = 1; i <= 15; ++i)
            batch.push_back(message("http://127.0.0.1:1/", SendPolicy::UntilDelivered, i));
        const auto rest = sender.sendBatch(std::move(batch));
        QCOMPARE(rest.size(), std::size_t(5));
        QCOMPARE(rest.front().ticket, std::uint64_t(11));
        auto one = message("http://127.0.0.1:1/");
        QVERIFY(!sender.send(std::move(one)));
        QVERIFY(one.resolveUrl != nullptr);
        QCOMPARE(sender.laneFillPercent("greenbank"), 100);
        QCOMPARE(sender.laneFillPercent("other"), 0);
        sender.stop(0);
        QCOMPARE(results.count(), std::size_t(10));
        QVERIFY(results.at(0).outcome == DeliveryOutcome::Stopped);
    }
    void pausedLanesWait()
    {
        ScriptedPeer peer([](int, const std::string&) { return ScriptedPeer::status(200); });
        Results results;
        Sender sender(quick(), &results);
        sender.start();
        sender.pause("greenbank");
        QVERIFY(sender.send(message(peer.url())));
        auto other = message(peer.url());
        other.lane = "bluebank";
        other.ticket = 2;
        QVERIFY(sender.send(std::move(other)));
        QTRY_COMPARE(results.count(), std::size_t(1));
        QCOMPARE(results.at(0).ticket, std::uint64_t(2));
        QVERIFY(sender.lanes().at(1).paused);
        sender.resume("greenbank");
        QTRY_COMPARE(results.count(), std::size_t(2));
    }
    // The breaker opens after the failures, keeps the lane quiet, lets one through and closes on its success.
    void breaker()
    {
        std::atomic<bool> healthy{false};
        ScriptedPeer peer([&](int, const std::string&) { return ScriptedPeer::status(healthy ? 200 : 500); });
        Results results;
        auto options = quick();
        options.breakerFailures = 5;
        options.breakerOpenMs = 300;
        Sender sender(options, &results);
        sender.start();
        QVERIFY(sender.send(message(peer.url())));
        QTRY_VERIFY(sender.lanes().at(0).breaker == BreakerState::Open);
        QCOMPARE(peer.requests(), 5);
        QVERIFY(sender.send(message(peer.url(), SendPolicy::Once, 2)));
        QTRY_COMPARE(results.count(), std::size_t(1));
        QVERIFY(results.at(0).reason == DeliveryReason::BreakerOpen);
        QTRY_COMPARE(peer.requests(), 6);
        QTRY_VERIFY(sender.lanes().at(0).breaker == BreakerState::Open);
        healthy = true;
        QTRY_COMPARE(results.count(), std::size_t(2));
        QVERIFY(results.at(1).outcome == DeliveryOutcome::Delivered);
        QVERIFY(sender.lanes().at(0).breaker == BreakerState::Closed);
    }
    // The breaker of a server does not hold up what goes to the one that took its place.
    void movedAddressLeavesTheOpenBreaker()
    {
        ScriptedPeer old([](int, const std::string&) { return ScriptedPeer::status(500); });
        ScriptedPeer fresh([](int, const std::string&) { return ScriptedPeer::status(200); });
        std::atomic<bool> moved{false};
        const auto toEither = [&](SendPolicy policy, std::uint64_t ticket) {
            auto out = message(old.url(), policy, ticket);
            out.resolveUrl = [&, before = old.url(), after = fresh.url()] { return moved ? after : before; };
            return out;
        };
        Results results;
        auto options = quick();
        options.retryMaxMs = options.retryFirstMs = 60'000; // Neither retry nor breaker ends in this test.
        options.breakerFailures = 2;
        options.breakerOpenMs = 60'000;
        Sender sender(options, &results);
        sender.start();
        QVERIFY(sender.send(toEither(SendPolicy::UntilDelivered, 1)));
        QVERIFY(sender.send(toEither(SendPolicy::UntilDelivered, 2)));
        QTRY_VERIFY(sender.lanes().at(0).breaker == BreakerState::Open);
        QVERIFY(sender.send(toEither(SendPolicy::Once, 3)));
        QTRY_COMPARE(results.count(), std::size_t(1));
        QVERIFY(results.at(0).reason == DeliveryReason::BreakerOpen);
        QCOMPARE(fresh.requests(), 0);

        moved = true;
        QTRY_COMPARE(results.count(), std::size_t(3));
        QVERIFY(results.at(1).outcome == DeliveryOutcome::Delivered);
        QVERIFY(results.at(2).outcome == DeliveryOutcome::Delivered);
        QVERIFY(sender.lanes().at(0).breaker == BreakerState::Closed);
        QCOMPARE(old.requests(), 2);

        // Nothing waits in the lane: the message that comes finds out itself.
        moved = false;
        QVERIFY(sender.send(toEither(SendPolicy::Once, 4)));
        QVERIFY(sender.send(toEither(SendPolicy::Once, 5)));
        QTRY_VERIFY(sender.lanes().at(0).breaker == BreakerState::Open);
        moved = true;
        QVERIFY(sender.send(toEither(SendPolicy::Once, 6)));
        QTRY_COMPARE(results.count(), std::size_t(6));
        QVERIFY(results.at(5).outcome == DeliveryOutcome::Delivered);
    }
    void hangingPeerSlowsNobody()
    {
        ScriptedPeer hanging([](int, const std::string&) { return ScriptedPeer::Reply{"", false, 10000}; });
        ScriptedPeer good([](int, const std::string&) { return ScriptedPeer::status(200); });
        Results results;
        Sender sender(quick(), &results);
        sender.start();
        for (int i = 0; i < 100; ++i)
            QVERIFY(sender.send(message(hanging.url())));
        QElapsedTimer clock;
        clock.start();
        for (std::uint64_t i = 1; i <= 100; ++i) {
            auto out = message(good.url(), SendPolicy::UntilDelivered, i);
            out.lane = "good";
            QVERIFY(sender.send(std::move(out)));
        }
        QTRY_COMPARE(results.count(), std::size_t(100));
        QVERIFY(clock.elapsed() < 1500);
        QCOMPARE(hanging.connections(), 16);
    }
    void whatCannotBeSent()
    {
        Results results;
        auto options = quick();
        options.attemptsMax = 2;
        options.addressAllowed = [](std::string_view, const QHostAddress& address) {
            return address != QHostAddress(QStringLiteral("127.0.0.3"));
        };
        Sender sender(options, &results);
        sender.start();
        const auto outcome = [&](Outbound&& out) {
            const std::size_t before = results.count();
            if (!sender.send(std::move(out)))
                return std::pair(DeliveryOutcome::Delivered, DeliveryReason::None);
            [&] { QTRY_COMPARE(results.count(), before + 1); }();
            return std::pair(results.at(before).outcome, results.at(before).reason);
        };
        auto split = message("http://127.0.0.1:1/");
        split.headers.add("X", "a\r\nY: b");
        QVERIFY(outcome(std::move(split)) ==
                std::pair(DeliveryOutcome::DeadLetter, DeliveryReason::InvalidMessage));
        QVERIFY(outcome(message("http://127.0.0.1:1/{{ID}}")) ==
                std::pair(DeliveryOutcome::DeadLetter, DeliveryReason::InvalidMessage));
        QVERIFY(outcome(message("http://127.0.0.3:1/")) ==
                std::pair(DeliveryOutcome::DeadLetter, DeliveryReason::Policy));
        QVERIFY(outcome(message("http://127.0.0.1:1/", SendPolicy::Once)) ==
                std::pair(DeliveryOutcome::Failed, DeliveryReason::Connect));
        QVERIFY(outcome(message("http://no-such-name.invalid/", SendPolicy::Once)) ==
                std::pair(DeliveryOutcome::Failed, DeliveryReason::Dns));
        auto nowhere = message("");
        nowhere.resolveUrl = [] { return std::optional<std::string>(); };
        nowhere.policy = SendPolicy::Once;
        QVERIFY(outcome(std::move(nowhere)) ==
                std::pair(DeliveryOutcome::Failed, DeliveryReason::NoEndpoint));
    }
    void changedEndpointIsTakenUp()
    {
        ScriptedPeer peer([](int, const std::string&) { return ScriptedPeer::status(200); });
        Results results;
        Sender sender(quick(), &results);
        sender.start();
        auto calls = std::make_shared<std::atomic<int>>(0);
        auto out = message("");
        out.resolveUrl = [calls, url = peer.url()]() -> std::optional<std::string> {
            if (++*calls < 3) return "http://127.0.0.1:1/";
            return url;
        };
        QVERIFY(sender.send(std::move(out)));
        QTRY_COMPARE(results.count(), std::size_t(1));
        QVERIFY(results.at(0).outcome == DeliveryOutcome::Delivered);
        QCOMPARE(results.at(0).attempts, 3);
    }
    void expectsNothingOfTheNameServiceForLocalhost()
    {
        ScriptedPeer peer([](int, const std::string&) { return ScriptedPeer::status(200); });
        Results results;
        Sender sender(quick(), &results);
        sender.start();
        std::string url = peer.url();
        url.replace(url.find("127.0.0.1"), 9, "localhost");
        QVERIFY(sender.send(message(url)));
        QTRY_COMPARE(results.count(), std::size_t(1));
        QVERIFY(results.at(0).outcome == DeliveryOutcome::Delivered);
    }
};

QTEST_GUILESS_MAIN(TestSender)
#include "tst_sender.moc"
