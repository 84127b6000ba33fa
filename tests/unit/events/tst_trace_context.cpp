#include "core/events/trace_context.h"

#include <QTest>

#include <random>
#include <set>
#include <thread>
#include <vector>

using namespace hub::events;

namespace {
constexpr const char* kParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
} // namespace

class TestTraceContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheExample();
    void refuses_data();
    void refuses();
    void laterVersions();
    void flags();
    void tracestateIsKeptOrDropped();
    void roundTrips();
    void newTracesAreValidAndDistinct();
    void spanIds();
};

void TestTraceContext::readsTheExample()
{
    const auto context = TraceContext::parse(kParent, "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
    QVERIFY(context.has_value());
    QCOMPARE(context->trace.toHex(), std::string("4bf92f3577b34da6a3ce929d0e0e4736"));
    QCOMPARE(context->parent, SpanId(0x00f067aa0ba902b7));
    QVERIFY(context->sampled);
    QCOMPARE(context->tracestate, std::string("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"));
    QCOMPARE(context->traceparent(context->parent), std::string(kParent));
}

void TestTraceContext::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what",
                             "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-00F067AA0BA902B7-01",
                             "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                             "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                             "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                             "0A-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                             "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902bg-01",
                             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                             "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                             " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                             "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.what"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void TestTraceContext::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!TraceContext::parse(text.toStdString()).has_value());
}

void TestTraceContext::laterVersions()
{
    // W3C Trace Context, "versioning": a later version is read by its first four fields.
    const auto same = TraceContext::parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    QVERIFY(same.has_value());
    const auto longer =
        TraceContext::parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-more");
    QVERIFY(longer.has_value());
    QCOMPARE(longer->traceparent(1).substr(0, 2), std::string("00")); // we speak our own version
}

void TestTraceContext::flags()
{
    const std::string head = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-";
    QVERIFY(!TraceContext::parse(head + "00")->sampled);
    QVERIFY(TraceContext::parse(head + "01")->sampled);
    QVERIFY(!TraceContext::parse(head + "02")->sampled);
    QVERIFY(TraceContext::parse(head + "ff")->sampled);
    QCOMPARE(TraceContext::parse(head + "00")->traceparent(0x00f067aa0ba902b7), head + "00");
}

void TestTraceContext::tracestateIsKeptOrDropped()
{
    const std::string longest = "a=" + std::string(510, 'x');
    QCOMPARE(TraceContext::parse(kParent, longest)->tracestate, longest);
    QCOMPARE(TraceContext::parse(kParent, longest + "y")->tracestate, std::string());
    QCOMPARE(TraceContext::parse(kParent)->tracestate, std::string());
}

void TestTraceContext::roundTrips()
{
    std::mt19937_64 random(6);
    for (int round = 0; round < 5'000; ++round) {
        TraceContext context = TraceContext::start();
        context.sampled = random() % 2 == 0;
        const SpanId span = newSpanId();
        const auto back = TraceContext::parse(context.traceparent(span));
        QVERIFY(back.has_value());
        QVERIFY(back->trace == context.trace);
        QCOMPARE(back->parent, span);
        QCOMPARE(back->sampled, context.sampled);
        QVERIFY(TraceId::fromHex(context.trace.toHex()) == context.trace);
    }
}

void TestTraceContext::newTracesAreValidAndDistinct()
{
    std::vector<std::set<std::string>> seen(4);
    std::vector<std::thread> threads;
    for (auto& mine : seen)
        threads.emplace_back([&mine] {
            for (int i = 0; i < 2'000; ++i)
                mine.insert(TraceContext::start().trace.toHex());
        });
    for (auto& thread : threads)
        thread.join();
    std::set<std::string> all;
    for (const auto& mine : seen)
        all.insert(mine.begin(), mine.end());
    QCOMPARE(all.size(), std::size_t(8'000));
    QVERIFY(!all.contains(std::string(32, '0')));
}

void TestTraceContext::spanIds()
{
    QCOMPARE(spanIdToHex(1), std::string("0000000000000001"));
    QCOMPARE(spanIdToHex(0xfedcba9876543210), std::string("fedcba9876543210"));
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(newSpanId() != 0);
}

QTEST_APPLESS_MAIN(TestTraceContext)
#include "tst_trace_context.moc"
