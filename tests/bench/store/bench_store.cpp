#include "core/events/bus.h"
#include "core/store/data_directory.h"
#include "core/store/sqlite/checkpointer.h"
#include "core/store/sqlite/events_store.h"
#include "core/store/sqlite/indexer.h"
#include "core/store/sqlite/sqlite_journal.h"
#include "core/store/sqlite/sqlite_reader.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

/// Speed of the store by itself. A step = a transfer, its state, its position move, one position written per
/// commit, one outbox row; the outbox rows of the commit before are delivered.
/// bench_store [--folder DIR] [--seconds S] [--fill N] [--only commits|threads|spans|large]
using namespace hub;

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point since)
{
    return std::chrono::duration<double>(Clock::now() - since).count();
}

double cpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

domain::TransferId idOf(std::uint64_t n)
{
    std::array<std::uint8_t, 16> bytes{};
    std::uint64_t a = (n + 1) * 0x9E3779B97F4A7C15ULL;
    a ^= a >> 29;
    a *= 0xBF58476D1CE4E5B9ULL;
    const std::uint64_t b = a ^ n;
    std::memcpy(bytes.data(), &a, 8);
    std::memcpy(bytes.data() + 8, &b, 8);
    return domain::TransferId(domain::CorrelationId::fromDigest(bytes));
}

class Writer
{
public:
    explicit Writer(ledger::Journal& journal, const ledger::Loaded& loaded)
        : m_journal(journal)
        , m_seq(loaded.lastTransferSeq)
        , m_outbox(loaded.lastOutboxSeq)
        , m_headers(std::string(420, 'h'))
        , m_body(std::string(1000, 'b'))
    {}

    /// One commit of `steps`; half of them prepares, half fulfils of the commit before when `pairs`.
    bool commit(int steps)
    {
        ledger::Batch batch;
        batch.at = base::Instant{1'700'000'000'000 + static_cast<std::int64_t>(m_seq)};
        const ledger::OutboxSeq delivered = m_outbox;
        for (int i = 0; i < steps; ++i)
            addStep(batch);
        for (; m_delivered < delivered; ++m_delivered)
            batch.changes.emplace_back(ledger::OutboxEnded{m_delivered + 1, false, 1, {}});
        domain::Position position;
        position.value = domain::Amount::fromUnits(static_cast<std::int64_t>(m_seq));
        batch.positions.emplace_back(domain::AccountId(7), position);
        return m_journal.commit(batch).has_value();
    }

private:
    void addStep(ledger::Batch& batch)
    {
        static const domain::Currency kUsd = *domain::Currency::parse("USD");
        const ledger::TransferSeq seq = ++m_seq;
        const domain::TransferId id = idOf(seq);
        // Each message has bytes of its own, as from a socket.
        const ledger::Relay relay{base::shareBytes(m_headers), base::shareBytes(m_body)};
        const domain::FspId payer("payerfsp" + std::to_string(seq % 8));
        const domain::FspId payee("payeefsp" + std::to_string(seq % 5));
        base::Digest hash{};
        std::memcpy(hash.data(), &seq, sizeof seq);
        batch.changes.emplace_back(ledger::TransferReceived{seq,
                                                            id,
                                                            ledger::TransferKind::Client,
                                                            payer,
                                                            payee,
                                                            payer,
                                                            domain::AccountId(7),
                                                            domain::AccountId(9),
                                                            kUsd,
                                                            domain::Amount::fromMajor(10),
                                                            batch.at,
                                                            batch.at.plusMs(30'000),
                                                            hash,
                                                            hash,
                                                            relay,
                                                            {},
                                                            {}});
        ledger::TransferMoved moved;
        moved.seq = seq;
        moved.id = id;
        moved.state = domain::TransferState::Committed;
        moved.at = batch.at;
        moved.window = domain::WindowId(1);
        batch.changes.emplace_back(moved);
        batch.changes.emplace_back(ledger::PositionMoved{domain::AccountId(7), domain::Amount::fromMajor(10),
                                                         domain::Amount::fromMajor(10), seq, moved.state,
                                                         batch.at});
        ledger::Notice notice;
        notice.seq = ++m_outbox;
        notice.kind = ledger::NoticeKind::ForwardPrepare;
        notice.destination = payee;
        notice.source = payer;
        notice.transfer = id;
        notice.transferSeq = seq;
        notice.at = batch.at;
        notice.relay = relay;
        batch.notices.push_back(std::move(notice));
    }

    ledger::Journal& m_journal;
    ledger::TransferSeq m_seq;
    ledger::OutboxSeq m_outbox;
    ledger::OutboxSeq m_delivered = m_outbox;
    std::string m_headers;
    std::string m_body;
};

void benchCommits(const QString& folder, double forSeconds, bool withThreads)
{
    std::printf("%s\n",
                withThreads ? "with indexer and checkpointer" : "writer alone (log is copied back between)");
    for (const int batch : {1, 8, 64, 512}) {
        auto directory =
            store::DataDirectory::open(folder + QStringLiteral("/commits%1").arg(batch + withThreads));
        store::SqliteJournal journal(**directory);
        const auto loaded = journal.load();
        store::Indexer indexer(**directory);
        store::Checkpointer checkpointer(**directory);
        if (withThreads) {
            indexer.start();
            checkpointer.start();
        }
        Writer writer(journal, *loaded);
        const auto start = Clock::now();
        const double cpu = cpuSeconds();
        std::vector<double> times;
        while (seconds(start) < forSeconds) {
            const auto one = Clock::now();
            if (!writer.commit(batch)) std::abort();
            times.push_back(seconds(one) * 1000);
        }
        const double taken = seconds(start);
        const double steps = static_cast<double>(times.size()) * batch;
        std::sort(times.begin(), times.end());
        std::printf("  %4d per commit: %9.0f steps/s  %6.1f us CPU/step  commit p50 %6.2f ms  p99 %6.2f ms  "
                    "max %6.1f ms\n",
                    batch, steps / taken, (cpuSeconds() - cpu) * 1e6 / steps, times[times.size() / 2],
                    times[times.size() * 99 / 100], times.back());
    }
}

void benchLarge(const QString& folder, std::uint64_t count)
{
    const QString path = folder + QStringLiteral("/large");
    {
        auto directory = store::DataDirectory::open(path);
        store::SqliteJournal journal(**directory);
        const auto loaded = journal.load();
        store::Indexer indexer(**directory);
        store::Checkpointer checkpointer(**directory);
        indexer.start();
        checkpointer.start();
        Writer writer(journal, *loaded);
        const std::uint64_t tenth = count / 10;
        auto start = Clock::now();
        for (std::uint64_t n = 0; n < count; n += 64) {
            if (!writer.commit(64)) std::abort();
            if (n % tenth < 64 && n >= 64) {
                std::printf(
                    "  at %8llu: %9.0f steps/s, index behind by %llu\n", static_cast<unsigned long long>(n),
                    static_cast<double>(tenth) / seconds(start),
                    static_cast<unsigned long long>(n - std::min<std::uint64_t>(n, journal.indexedUpTo())));
                start = Clock::now();
            }
        }
        start = Clock::now();
        while (journal.indexedUpTo() < count - 10'000)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::printf("  index caught up after %.2f s\n", seconds(start));
    }
    auto start = Clock::now();
    auto directory = store::DataDirectory::open(path);
    store::SqliteJournal journal(**directory);
    const auto loaded = journal.load();
    std::printf("  %llu transfers: ready after %.3f s (%zu records in the tail)\n",
                static_cast<unsigned long long>(count), seconds(start), loaded ? loaded->records.size() : 0);
    constexpr int kFinds = 20'000;
    start = Clock::now();
    for (int n = 0; n < kFinds; ++n)
        static_cast<void>(journal.find(idOf(count * 2 + static_cast<std::uint64_t>(n)).value()));
    std::printf("  find, not there: %.1f us\n", seconds(start) * 1e6 / kFinds);
    start = Clock::now();
    for (int n = 0; n < kFinds; ++n)
        static_cast<void>(journal.find(idOf(1 + static_cast<std::uint64_t>(n) * 37 % count).value()));
    std::printf("  find, there:     %.1f us\n", seconds(start) * 1e6 / kFinds);
    store::SqliteReader reader(**directory);
    const auto timed = [&](const char* what, const auto& run) {
        const auto begin = Clock::now();
        const std::size_t rows = run();
        std::printf("  %-34s %8.2f ms, %zu rows\n", what, seconds(begin) * 1000, rows);
    };
    ledger::TransferFilter filter;
    timed("search, newest 100", [&] { return reader.search(filter)->size(); });
    filter.payer = "payerfsp3";
    filter.payee = "payeefsp2";
    timed("search, payer and payee", [&] { return reader.search(filter)->size(); });
    filter = {};
    filter.state = domain::TransferState::AbortedError;
    timed("search, state that none has", [&] { return reader.search(filter)->size(); });
    filter = {};
    filter.amountFrom = domain::Amount::fromMajor(11);
    timed("search, amount that none has", [&] { return reader.search(filter)->size(); });
    timed("position history, newest 1000", [&] {
        return reader.positionHistory(domain::AccountId(7), base::Instant{0}, base::Instant{INT64_MAX}, 1000)
            ->size();
    });
    timed("transfer by id", [&] { return reader.transfer(idOf(count / 2))->has_value() ? 1U : 0U; });
}

void benchSpans(const QString& folder, double forSeconds)
{
    auto directory = store::DataDirectory::open(folder + QStringLiteral("/spans"));
    events::SpanBus bus(262'144);
    store::EventsStore writer(**directory, bus);
    writer.start();
    const auto start = Clock::now();
    double makeCpu = 0;
    std::uint64_t payments = 0;
    const double cpu = cpuSeconds();
    while (seconds(start) < forSeconds) {
        const double making = cpuSeconds();
        for (int i = 0; i < 200; ++i, ++payments) {
            events::Span span;
            std::memcpy(span.trace.bytes.data(), &payments, sizeof payments);
            span.trace.bytes[15] = 1;
            for (std::uint64_t hop = 0; hop < 10; ++hop) {
                events::Span one = span;
                one.id = payments * 10 + hop + 1;
                one.startUs = static_cast<std::int64_t>(1'700'000'000'000'000 + payments * 10 + hop);
                one.endUs = one.startUs + 20;
                one.name = "PUT /transfers/{ID} -> greenbank";
                if (hop > 1)
                    one.subject = "4f2c1e6a-9a4e-4b5e-8f16-" + std::to_string(100'000'000'000 + payments);
                one.attributes.emplace_back("status", "202");
                bus.record(std::move(one));
            }
        }
        makeCpu += cpuSeconds() - making;
        std::this_thread::sleep_for(std::chrono::milliseconds(40)); // 5 000 payments a second
    }
    writer.stop();
    std::printf("spans: %llu payments of 10, %.1f us CPU a payment in the events thread, %llu dropped\n",
                static_cast<unsigned long long>(payments),
                (cpuSeconds() - cpu - makeCpu) * 1e6 / static_cast<double>(payments),
                static_cast<unsigned long long>(bus.dropped()));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto option = [&](const QString& name, const QString& otherwise) {
        const qsizetype at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? arguments[at + 1] : otherwise;
    };
    const QTemporaryDir folder(option(QStringLiteral("--folder"), QStringLiteral(".")) +
                               QStringLiteral("/bench-store-XXXXXX"));
    const double forSeconds = option(QStringLiteral("--seconds"), QStringLiteral("2")).toDouble();
    const std::uint64_t fill = option(QStringLiteral("--fill"), QStringLiteral("200000")).toULongLong();
    const QString only = option(QStringLiteral("--only"), {});
    const auto isWanted = [&only](const char* part) { return only.isEmpty() || only == QLatin1String(part); };
    if (isWanted("commits")) benchCommits(folder.path(), forSeconds, false);
    if (isWanted("threads")) benchCommits(folder.path(), forSeconds, true);
    if (isWanted("spans")) benchSpans(folder.path(), forSeconds * 2);
    if (isWanted("large")) benchLarge(folder.path(), fill);
    return 0;
}
