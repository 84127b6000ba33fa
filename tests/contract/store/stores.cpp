#include "tests/contract/store/stores.h"

#include "core/events/bus.h"
#include "core/store/data_directory.h"
#include "core/store/memory/memory_store.h"
#include "core/store/sqlite/events_store.h"
#include "core/store/sqlite/indexer.h"
#include "core/store/sqlite/sqlite_journal.h"
#include "core/store/sqlite/sqlite_reader.h"

#include <QTemporaryDir>

namespace hub::store_test {
namespace {

class SqliteStore final : public Store
{
public:
    ledger::Loaded open() override
    {
        m_reader.reset();
        m_journal.reset();
        m_directory.reset(); // No clean close of anything: what is committed must be enough.
        auto opened = store::DataDirectory::open(m_folder.filePath(QStringLiteral("data")));
        if (!opened) qFatal("%s", opened.error().detail.c_str());
        m_directory = std::move(*opened);
        m_journal = std::make_unique<store::SqliteJournal>(*m_directory);
        auto loaded = m_journal->load();
        if (!loaded) qFatal("%s", loaded.error().detail.c_str());
        m_reader = std::make_unique<store::SqliteReader>(*m_directory);
        return std::move(*loaded);
    }
    ledger::Journal& journal() override { return *m_journal; }
    ledger::LedgerReader& reader() override { return *m_reader; }
    void index(int rows) override
    {
        store::IndexerOptions options;
        options.batchRows = rows;
        store::Indexer indexer(*m_directory, options);
        const auto more = indexer.step();
        QVERIFY2(more.has_value(), more ? "" : more.error().detail.c_str());
    }
    void record(std::vector<events::Span> spans) override
    {
        events::SpanBus bus(1000);
        store::EventsStore writer(*m_directory, bus);
        for (events::Span& span : spans)
            bus.record(std::move(span));
        writer.start();
        writer.stop();
        QCOMPARE(writer.written(), static_cast<std::uint64_t>(spans.size()));
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<store::DataDirectory> m_directory;
    std::unique_ptr<store::SqliteJournal> m_journal;
    std::unique_ptr<store::SqliteReader> m_reader;
};

class PlainStore final : public Store
{
public:
    ledger::Loaded open() override
    {
        m_journal = std::make_unique<store::MemoryJournal>(m_store);
        m_reader = std::make_unique<store::MemoryReader>(m_store);
        return std::move(*m_journal->load());
    }
    ledger::Journal& journal() override { return *m_journal; }
    ledger::LedgerReader& reader() override { return *m_reader; }
    void index(int) override {}
    void record(std::vector<events::Span> spans) override { m_store.record(spans); }

private:
    store::MemoryStore m_store;
    std::unique_ptr<store::MemoryJournal> m_journal;
    std::unique_ptr<store::MemoryReader> m_reader;
};

} // namespace

void Store::commit(const ledger::Batch& batch)
{
    const auto done = journal().commit(batch);
    QVERIFY2(done.has_value(), done ? "" : done.error().detail.c_str());
}

void addStores()
{
    QTest::addColumn<QString>("store");
    QTest::newRow("memory") << QStringLiteral("memory");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
}

std::unique_ptr<Store> makeStore(const QString& name)
{
    if (name == QLatin1String("memory")) return std::make_unique<PlainStore>();
    return std::make_unique<SqliteStore>();
}

} // namespace hub::store_test
