#include "core/events/bus.h"

#include <QTest>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

using namespace hub::events;
using namespace std::chrono_literals;

namespace {

Span named(const char* name)
{
    Span span;
    span.name = name;
    return span;
}

} // namespace

class TestSpanBus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder();
    void fullDropsAndCounts();
    void closedDropsAndCounts();
    void everySpanIsTakenOrCounted();
    void kindsHaveNames();
};

void TestSpanBus::keepsTheOrder()
{
    SpanBus bus(8);
    bus.record(named("a"));
    bus.record(named("b"));
    std::vector<Span> out;
    QVERIFY(bus.take(out, 8, 0us));
    QCOMPARE(out.size(), std::size_t(2));
    QCOMPARE(out[0].name, std::string("a"));
    QCOMPARE(out[1].name, std::string("b"));
    QCOMPARE(bus.dropped(), std::uint64_t(0));
}

void TestSpanBus::fullDropsAndCounts()
{
    SpanBus bus(2);
    for (int i = 0; i < 5; ++i)
        bus.record(named("x"));
    QCOMPARE(bus.dropped(), std::uint64_t(3));
    std::vector<Span> out;
    QVERIFY(bus.take(out, 8, 0us));
    QCOMPARE(out.size(), std::size_t(2));
}

void TestSpanBus::closedDropsAndCounts()
{
    SpanBus bus(2);
    bus.record(named("x"));
    bus.close();
    bus.record(named("y"));
    QCOMPARE(bus.dropped(), std::uint64_t(1));
    std::vector<Span> out;
    QVERIFY(bus.take(out, 8, 0us));
    QCOMPARE(out.size(), std::size_t(1));
    out.clear();
    QVERIFY(!bus.take(out, 8, 10s));
}

void TestSpanBus::everySpanIsTakenOrCounted()
{
    constexpr int kThreads = 3;
    constexpr int kEach = 5'000;
    SpanBus bus(64);
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([&bus] {
            for (int i = 0; i < kEach; ++i)
                bus.record(named("hop"));
        });
    std::atomic<std::size_t> taken{0};
    std::thread events([&] {
        std::vector<Span> batch;
        while (bus.take(batch, 32, 1s)) {
            taken += batch.size();
            batch.clear();
        }
    });
    for (auto& thread : threads)
        thread.join();
    bus.close();
    events.join();
    QCOMPARE(taken + bus.dropped(), std::size_t(kThreads * kEach));
    QVERIFY(taken > 0);
}

void TestSpanBus::kindsHaveNames()
{
    std::set<std::string> names;
    for (int kind = 1; kind <= 9; ++kind)
        names.insert(toString(static_cast<SpanKind>(kind)));
    QCOMPARE(names.size(), std::size_t(9));
    QCOMPARE(std::string(toString(SpanKind::Deliver)), std::string("deliver"));
}

QTEST_APPLESS_MAIN(TestSpanBus)
#include "tst_span_bus.moc"
