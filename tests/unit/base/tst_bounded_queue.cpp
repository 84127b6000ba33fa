#include "core/base/bounded_queue.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

using namespace hub::base;
using namespace std::chrono_literals;

class TestBoundedQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldestFirst();
    void fullRefusesAndLeavesTheItem();
    void takeRespectsMax();
    void takeAppends();
    void emptyTimesOut();
    void closedKeepsWhatIsQueued();
    void closeWakesTheConsumer();
    void pushWakesTheConsumer();
    void manyProducersLoseNothing();
    void boundHoldsUnderPressure();
};

void TestBoundedQueue::oldestFirst()
{
    BoundedQueue<int> queue(8);
    for (int i = 0; i < 5; ++i)
        QVERIFY(queue.push(int(i)));
    std::vector<int> out;
    QVERIFY(queue.take(out, 8, 0us));
    QCOMPARE(out, (std::vector<int>{0, 1, 2, 3, 4}));
    QCOMPARE(queue.size(), std::size_t(0));
}

void TestBoundedQueue::fullRefusesAndLeavesTheItem()
{
    BoundedQueue<std::unique_ptr<int>> queue(2);
    QCOMPARE(queue.capacity(), std::size_t(2));
    QVERIFY(queue.push(std::make_unique<int>(1)));
    QVERIFY(queue.push(std::make_unique<int>(2)));
    auto third = std::make_unique<int>(3);
    QVERIFY(!queue.push(std::move(third)));
    QVERIFY(third != nullptr); // The edge still has it, to answer 503.
    QCOMPARE(queue.size(), std::size_t(2));
    std::vector<std::unique_ptr<int>> out;
    QVERIFY(queue.take(out, 1, 0us));
    QVERIFY(queue.push(std::move(third)));
}

void TestBoundedQueue::takeRespectsMax()
{
    BoundedQueue<int> queue(10);
    for (int i = 0; i < 10; ++i)
        QVERIFY(queue.push(int(i)));
    std::vector<int> out;
    QVERIFY(queue.take(out, 4, 0us));
    QCOMPARE(out, (std::vector<int>{0, 1, 2, 3}));
    QCOMPARE(queue.size(), std::size_t(6));
    out.clear();
    QVERIFY(queue.take(out, 100, 0us));
    QCOMPARE(out, (std::vector<int>{4, 5, 6, 7, 8, 9}));
}

void TestBoundedQueue::takeAppends()
{
    BoundedQueue<int> queue(4);
    std::vector<int> out{42};
    QVERIFY(queue.push(1));
    QVERIFY(queue.push(2));
    QVERIFY(queue.take(out, 4, 0us));
    QCOMPARE(out, (std::vector<int>{42, 1, 2}));
}

void TestBoundedQueue::emptyTimesOut()
{
    BoundedQueue<int> queue(4);
    std::vector<int> out;
    const auto start = std::chrono::steady_clock::now();
    QVERIFY(queue.take(out, 4, 20ms)); // open, nothing there
    QVERIFY(out.empty());
    QVERIFY(std::chrono::steady_clock::now() - start >= 20ms);
}

void TestBoundedQueue::closedKeepsWhatIsQueued()
{
    BoundedQueue<int> queue(4);
    QVERIFY(queue.push(1));
    queue.close();
    QVERIFY(!queue.push(2));
    std::vector<int> out;
    QVERIFY(queue.take(out, 4, 0us));
    QCOMPARE(out, (std::vector<int>{1}));
    out.clear();
    QVERIFY(!queue.take(out, 4, 10s)); // at once: no more will come
    QVERIFY(out.empty());
}

void TestBoundedQueue::closeWakesTheConsumer()
{
    BoundedQueue<int> queue(4);
    bool more = true;
    std::thread consumer([&] {
        std::vector<int> out;
        while (more)
            more = queue.take(out, 4, 60s);
    });
    queue.close();
    consumer.join();
    QVERIFY(!more);
}

void TestBoundedQueue::pushWakesTheConsumer()
{
    BoundedQueue<int> queue(4);
    std::vector<int> out;
    const auto start = std::chrono::steady_clock::now();
    std::thread consumer([&] { static_cast<void>(queue.take(out, 4, 60s)); });
    QVERIFY(queue.push(9));
    consumer.join();
    QCOMPARE(out, (std::vector<int>{9}));
    QVERIFY(std::chrono::steady_clock::now() - start < 30s);
}

void TestBoundedQueue::manyProducersLoseNothing()
{
    constexpr int kProducers = 4;
    constexpr int kEach = 20'000;
    BoundedQueue<int> queue(256);
    std::vector<std::thread> producers;
    for (int p = 0; p < kProducers; ++p) {
        producers.emplace_back([&queue, p] {
            for (int i = 0; i < kEach; ++i) {
                int item = p * kEach + i;
                while (!queue.push(std::move(item)))
                    std::this_thread::yield();
            }
        });
    }
    std::vector<int> next(kProducers, 0);
    int total = 0;
    bool inOrder = true;
    std::vector<int> batch;
    while (total < kProducers * kEach) {
        batch.clear();
        if (!queue.take(batch, 64, 1s)) break;
        for (const int item : batch) {
            const auto p = static_cast<std::size_t>(item / kEach);
            inOrder = inOrder && item % kEach == next[p]; // order of each producer is kept
            ++next[p];
        }
        total += static_cast<int>(batch.size());
    }
    for (auto& producer : producers)
        producer.join();
    QCOMPARE(total, kProducers * kEach);
    QVERIFY(inOrder);
    QCOMPARE(queue.size(), std::size_t(0));
}

void TestBoundedQueue::boundHoldsUnderPressure()
{
    constexpr std::size_t kCapacity = 32;
    BoundedQueue<int> queue(kCapacity);
    std::atomic<bool> stop{false};
    std::atomic<long> accepted{0};
    std::vector<std::thread> producers;
    for (int p = 0; p < 3; ++p) {
        producers.emplace_back([&] {
            while (!stop)
                if (queue.push(1)) ++accepted;
        });
    }
    std::size_t largest = 0;
    long taken = 0;
    std::vector<int> batch;
    for (int round = 0; round < 2000; ++round) {
        largest = std::max(largest, queue.size());
        batch.clear();
        static_cast<void>(queue.take(batch, 1000, 10ms));
        largest = std::max(largest, batch.size());
        taken += static_cast<long>(batch.size());
    }
    stop = true;
    for (auto& producer : producers)
        producer.join();
    batch.clear();
    queue.close();
    while (queue.take(batch, 1000, 0us)) {
    }
    QVERIFY(largest <= kCapacity);
    QCOMPARE(taken + static_cast<long>(batch.size()), accepted.load());
}

QTEST_APPLESS_MAIN(TestBoundedQueue)
#include "tst_bounded_queue.moc"
