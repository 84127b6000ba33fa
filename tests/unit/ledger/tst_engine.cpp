#include "core/ledger/engine.h"
#include "tests/unit/ledger/scheme.h"

#include <QtTest>

#include <map>
#include <thread>

using namespace hub;
using namespace hub::test;
using namespace hub::ledger;
using domain::AccountType;
using domain::FspId;

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seedsAFreshStore();
    void commitsBeforeItTells();
    void restoresWhatWasCommitted();
    void commitFailureTellsNobody();
    void fullStoreMakesItReadOnlyUntilItTakesWrites();
    void stopsWhileReadOnly();
    void expiresByItself();
    void stopWorksOffTheQueue();
    void refusesWhenFull();
    void findsOldTransfersThroughTheJournal();
    void replaysADeadLetterOnce();
    void pausesDeliveries();
    void recordsSpans();
    void manyProducers();
    void removedNumberIsNotGivenAgain();
    void loadFailureEndsRun();
    void unsoundStoreEndsRun();
};

namespace {

/// What a store would give back of a state.
Loaded loadedOf(const State& state)
{
    Loaded loaded;
    for (const auto& type : state.registry->accountTypes())
        loaded.registry.emplace_back(AccountTypePut{type});
    for (const auto& entry : state.registry->participants()) {
        loaded.registry.emplace_back(ParticipantPut{entry->participant});
        for (const auto& account : entry->accounts) {
            loaded.registry.emplace_back(AccountPut{account});
            loaded.positions.emplace_back(account.id, state.position(account.id));
        }
        for (const auto& [account, limit] : entry->limits)
            loaded.registry.emplace_back(LimitPut{domain::AccountId(account), limit, {}});
    }
    for (const auto& model : state.registry->models())
        loaded.registry.emplace_back(ModelPut{model});
    loaded.registry.emplace_back(WindowPut{state.openWindow});
    for (const auto& [seq, open] : state.open) {
        loaded.open.push_back(open);
        loaded.records.push_back(*state.transfers.find(open.id.value()));
    }
    loaded.lastTransferSeq = state.nextTransferSeq - 1;
    loaded.lastOutboxSeq = state.nextOutboxSeq - 1;
    return loaded;
}

/// Keeps every batch in memory and writes down who was called when.
class MemoryJournal final : public Journal
{
public:
    base::Expected<Loaded, base::Error> load() override
    {
        if (failLoad) return base::Unexpected(base::Error{base::Error::Kind::Storage, "unreadable"});
        const std::lock_guard lock(mutex);
        if (++loads == 1) return loaded;
        State state;
        for (const auto& batch : batches)
            absorb(state, batch.changes, batch.notices);
        return loadedOf(state);
    }
    base::Expected<void, base::Error> commit(const Batch& batch) override
    {
        const std::lock_guard lock(mutex);
        if (failAt != 0 && batches.size() + 1 >= failAt)
            return base::Unexpected(base::Error{base::Error::Kind::Storage, "disk full"});
        batches.push_back(batch);
        calls.push_back("commit");
        return {};
    }
    base::Expected<std::optional<TransferRecord>, base::Error> find(const domain::CorrelationId& id) override
    {
        ++finds;
        const auto at = past.find(id);
        return at != past.end() ? std::optional(at->second) : std::nullopt;
    }
    base::Expected<std::optional<Bulk>, base::Error> findBulk(const domain::CorrelationId&) override
    {
        return std::optional<Bulk>();
    }
    base::Expected<std::optional<Notice>, base::Error> findDeadLetter(OutboxSeq seq) override
    {
        const auto at = letters.find(seq);
        return at != letters.end() ? std::optional(at->second) : std::nullopt;
    }
    TransferSeq indexedUpTo() const override { return indexed; }
    bool mayRecover(const base::Error&) const override { return recovers; }
    base::Expected<void, base::Error> probe() override
    {
        const std::lock_guard lock(mutex);
        if (failAt == 0) return {};
        return base::Unexpected(base::Error{base::Error::Kind::Storage, "still full"});
    }
    void fail(bool wanted)
    {
        const std::lock_guard lock(mutex);
        failAt = wanted ? batches.size() + 1 : 0;
    }
    void note(std::string what)
    {
        const std::lock_guard lock(mutex);
        calls.push_back(std::move(what));
    }

    Loaded loaded{true, {}, {}, {}, {}, {}, {}, {}, 0, 0, 0, {}, {}};
    std::map<OutboxSeq, Notice> letters;
    bool failLoad = false;
    std::size_t failAt = 0;
    bool recovers = false;
    int loads = 0;
    std::size_t finds = 0;
    TransferSeq indexed = 0;
    std::map<domain::CorrelationId, TransferRecord> past;
    std::mutex mutex;
    std::vector<Batch> batches;
    std::vector<std::string> calls;
};

class HandClock final : public base::Clock
{
public:
    base::Instant now() const override { return base::Instant{1'700'000'000'000 + m_steadyUs.load() / 1000}; }
    std::int64_t steadyUs() const override { return m_steadyUs.load(); }
    void pass(std::int64_t ms) { m_steadyUs.fetch_add(ms * 1000); }

private:
    std::atomic<std::int64_t> m_steadyUs{1'000'000};
};

/// What must know of a batch before anybody is answered.
class Gate final : public CommitObserver
{
public:
    explicit Gate(MemoryJournal& journal)
        : m_journal(journal)
    {}
    void committed(std::shared_ptr<const Batch>) override { m_journal.note("gate"); }

private:
    MemoryJournal& m_journal;
};

class Told final : public NoticeSink, public OutcomeSink, public CommitObserver
{
public:
    explicit Told(MemoryJournal& journal)
        : m_journal(journal)
    {}
    void notices(std::vector<Notice>&& notices) override
    {
        m_journal.note("notices");
        const std::lock_guard lock(m_mutex);
        for (auto& notice : notices)
            m_notices.push_back(std::move(notice));
    }
    void committed(std::shared_ptr<const Batch>) override { m_journal.note("observer"); }
    void outcomes(std::vector<SubmissionOutcome>&& outcomes) override
    {
        m_journal.note("outcomes");
        const std::lock_guard lock(m_mutex);
        for (auto& outcome : outcomes)
            m_outcomes[outcome.ticket] = outcome.answer;
        m_changed.notify_all();
    }
    /// Waits until `count` answers are there.
    bool waitFor(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(30), [&] { return m_outcomes.size() >= count; });
    }
    Answer answer(std::uint64_t ticket)
    {
        const std::lock_guard lock(m_mutex);
        return m_outcomes.at(ticket);
    }
    std::size_t count()
    {
        const std::lock_guard lock(m_mutex);
        return m_outcomes.size();
    }
    std::vector<Notice> told()
    {
        const std::lock_guard lock(m_mutex);
        return m_notices;
    }

private:
    MemoryJournal& m_journal;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::uint64_t, Answer> m_outcomes;
    std::vector<Notice> m_notices;
};

class Spans final : public events::SpanSink
{
public:
    void record(events::Span&& span) override
    {
        const std::lock_guard lock(m_mutex);
        spans.push_back(std::move(span));
    }
    std::vector<events::Span> spans;

private:
    std::mutex m_mutex;
};

/// An engine on a thread of its own.
class Running
{
public:
    explicit Running(EngineOptions options = {}, events::SpanSink* spans = nullptr)
        : told(journal)
        , engine(options, Rules(), clock, told, spans)
    {
        engine.addObserver(told);
        engine.addFirstObserver(gate);
    }
    ~Running() { stop(); }
    void start()
    {
        m_thread = std::thread([this] {
            const auto ended = engine.run(journal, [this] {
                m_ready = true;
                m_ready.notify_all();
            });
            if (!ended) error = ended.error().detail;
            m_ready = true;
            m_ready.notify_all();
        });
        m_ready.wait(false);
    }
    void stop()
    {
        engine.stop();
        if (m_thread.joinable()) m_thread.join();
    }
    void join() { m_thread.join(); }
    bool post(Command command, std::uint64_t ticket, events::TraceContext trace = {})
    {
        return engine.submit(Submission{std::move(command), &told, ticket, std::move(trace), "subject"});
    }
    Answer ask(Command command, std::uint64_t ticket)
    {
        const auto before = told.count();
        if (!post(std::move(command), ticket) || !told.waitFor(before + 1)) return {};
        return told.answer(ticket);
    }
    /// Two DFSPs that can pay.
    void provision()
    {
        const auto usd = currencyOf("USD");
        ask(CreateHubAccount{FspId("Hub"), usd, "HUB_RECONCILIATION", {}}, 1);
        ask(CreateHubAccount{FspId("Hub"), usd, "HUB_MULTILATERAL_SETTLEMENT", {}}, 2);
        CreateSettlementModel model;
        model.model.name = "DEFERREDNET";
        model.ledgerAccountType = "POSITION";
        model.settlementAccountType = "SETTLEMENT";
        ask(model, 3);
        std::uint64_t ticket = 4;
        for (const char* name : {"A", "B"}) {
            ask(CreateParticipant{FspId(name), usd, false, {}}, ticket++);
            ask(SetInitialPositionAndLimits{FspId(name), usd, "NET_DEBIT_CAP", amountOf("1000000"), {}, {}},
                ticket++);
            ask(RecordFunds{transferId(name),
                            FspId(name),
                            account(name, AccountType::Settlement),
                            RecordFunds::Action::In,
                            amountOf("1000000"),
                            usd,
                            "r",
                            {},
                            digestOf(name),
                            {}},
                ticket++);
        }
    }
    domain::AccountId account(std::string_view name, AccountType type) const
    {
        return engine.view().registry()->find(name)->account(type, currencyOf("USD"))->id;
    }
    std::string position(std::string_view name) const
    {
        return engine.view().position(account(name, AccountType::Position)).value.toString();
    }
    Prepare prepare(const std::string& label, const char* amount, std::int64_t ttlMs = 100'000) const
    {
        Scheme scheme;
        scheme.now = clock.now();
        Prepare command = scheme.prepare(label, "A", "B", amount);
        command.expiration = scheme.now.plusMs(ttlMs);
        return command;
    }

    MemoryJournal journal;
    HandClock clock;
    Told told;
    Gate gate{journal};
    Engine engine;
    std::string error;

private:
    std::thread m_thread;
    std::atomic<bool> m_ready{false};
};

} // namespace

void TestEngine::seedsAFreshStore()
{
    Running running;
    running.start();
    QCOMPARE(running.journal.batches.size(), std::size_t(1));
    QCOMPARE(running.engine.view().openWindow().id.value(), std::int64_t(1));
    QVERIFY(running.engine.view().registry()->find("Hub") != nullptr);
}

void TestEngine::commitsBeforeItTells()
{
    Running running;
    running.start();
    running.provision();
    const auto calls = [&running] {
        const std::lock_guard lock(running.journal.mutex);
        return running.journal.calls;
    };
    QTRY_COMPARE(calls().back(), std::string("observer")); // of the batch before
    {
        const std::lock_guard lock(running.journal.mutex);
        running.journal.calls.clear();
    }
    QVERIFY(*running.ask(running.prepare("t1", "10"), 100).state == domain::TransferState::Reserved);
    QTRY_COMPARE(calls().size(), std::size_t(5));
    QCOMPARE(calls(), (std::vector<std::string>{"commit", "gate", "outcomes", "notices", "observer"}));
    const std::lock_guard lock(running.journal.mutex);
    const Batch& batch = running.journal.batches.back();
    QCOMPARE(batch.positions.size(), std::size_t(1));
    QCOMPARE(batch.positions[0].second.value.toString(), std::string("10"));
    QCOMPARE(batch.notices.size(), std::size_t(1));
    QCOMPARE(running.position("A"), std::string("10"));
    QCOMPARE(running.engine.view().openTransfers(), std::size_t(1));
}

void TestEngine::restoresWhatWasCommitted()
{
    // What a store would give back after the batches of another engine.
    Scheme scheme;
    scheme.openCurrency("USD");
    scheme.createModel("DEFERREDNET");
    scheme.addDfsp("A", "USD", "1000", "1000");
    scheme.addDfsp("B", "USD", "1000", "1000");
    scheme.run(scheme.prepare("t1", "A", "B", "10"));
    Running running;
    running.journal.loaded = loadedOf(scheme.state);
    running.start();
    QCOMPARE(running.position("A"), std::string("10"));
    QVERIFY(running.ask(running.prepare("t2", "5"), 1).outcome == Outcome::Accepted);
    const Answer answer = running.ask(scheme.fulfil("t1", "B"), 2);
    QVERIFY(answer.state == domain::TransferState::Committed);
    QCOMPARE(running.position("A"), std::string("15"));
    QCOMPARE(running.position("B"), std::string("-10"));
    QCOMPARE(running.engine.view().committedTransfers(), std::uint64_t(1));
}

void TestEngine::commitFailureTellsNobody()
{
    Running running;
    running.start();
    running.provision();
    const std::size_t told = running.told.told().size();
    {
        const std::lock_guard lock(running.journal.mutex);
        running.journal.failAt = running.journal.batches.size() + 1;
    }
    const Answer answer = running.ask(running.prepare("t1", "10"), 100);
    QVERIFY(answer.outcome == Outcome::Refused);
    QCOMPARE(answer.error->code, std::string("2003"));
    running.join();
    QCOMPARE(running.error, std::string("disk full"));
    QCOMPARE(running.told.told().size(), told);
    QCOMPARE(running.position("A"), std::string("0"));
    QVERIFY(!running.post(running.prepare("t2", "10"), 101));
}

void TestEngine::fullStoreMakesItReadOnlyUntilItTakesWrites()
{
    EngineOptions options;
    options.probeEveryMs = 1;
    options.resumeAfterMs = 5;
    Running running(options);
    running.journal.recovers = true;
    running.start();
    running.provision();
    QVERIFY(running.ask(running.prepare("t1", "10"), 100).outcome == Outcome::Accepted);
    // The observer is told after the one who asked: wait for the prepare's notice before counting.
    const std::size_t told = 1;
    QTRY_COMPARE(running.told.told().size(), told);
    running.journal.fail(true);
    // What the failed batch decided is told to nobody and forgotten; so is everything that comes meanwhile.
    for (std::uint64_t ticket = 101; ticket < 104; ++ticket) {
        const Answer answer = running.ask(running.prepare("t" + std::to_string(ticket), "10"), ticket);
        QVERIFY(answer.outcome == Outcome::Refused);
        QCOMPARE(answer.error->code, std::string("2003"));
    }
    QVERIFY(running.engine.submit(Submission{FinishDeliveries{{1}, {}}, nullptr, 0, {}, {}}));
    QVERIFY(running.engine.writer().mode == WriterMode::ReadOnly);
    QVERIFY(!running.engine.writer().reason.empty());
    QCOMPARE(running.position("A"), std::string("10"));
    QCOMPARE(running.told.told().size(), told);
    running.journal.fail(false);
    QVERIFY(QTest::qWaitFor([&] {
        running.clock.pass(1);
        return running.engine.writer().mode == WriterMode::Working;
    }));
    QVERIFY(running.ask(running.prepare("t104", "10"), 104).outcome == Outcome::Accepted);
    QCOMPARE(running.position("A"), std::string("20"));
    // The delivery that ended meanwhile and the audit of that time are not lost.
    const std::lock_guard lock(running.journal.mutex);
    bool ended = false;
    bool audited = false;
    for (const auto& batch : running.journal.batches)
        for (const auto& change : batch.changes) {
            const auto* row = std::get_if<AuditRow>(&change);
            audited = audited || (row != nullptr && row->action == "hub.readOnly");
            ended = ended || std::holds_alternative<OutboxEnded>(change);
        }
    QVERIFY(ended);
    QVERIFY(audited);
}

void TestEngine::stopsWhileReadOnly()
{
    Running running;
    running.journal.recovers = true;
    running.start();
    running.provision();
    running.journal.fail(true);
    QVERIFY(running.ask(running.prepare("t1", "10"), 100).outcome == Outcome::Refused);
    running.stop();
    QVERIFY(running.error.empty());
    QVERIFY(running.engine.writer().mode == WriterMode::Ended);
}

void TestEngine::expiresByItself()
{
    Running running;
    running.start();
    running.provision();
    running.ask(running.prepare("t1", "10", 40), 100);
    QCOMPARE(running.position("A"), std::string("10"));
    running.clock.pass(41);
    QTRY_COMPARE_WITH_TIMEOUT(running.position("A"), std::string("0"), 2000);
    QTRY_COMPARE_WITH_TIMEOUT(running.told.told().size(), std::size_t(3), 2000);
    QCOMPARE(running.told.told()[1].error->code, std::string("3303"));
    QCOMPARE(running.told.told()[1].error->description, std::string("Transfer expired"));
    QCOMPARE(running.engine.view().openTransfers(), std::size_t(0));
}

void TestEngine::stopWorksOffTheQueue()
{
    Running running({8192, 10, 1000});
    running.start();
    running.provision();
    const std::size_t before = running.told.count();
    for (int i = 0; i < 500; ++i)
        QVERIFY(running.post(running.prepare("t" + std::to_string(i), "1"),
                             1000 + static_cast<std::uint64_t>(i)));
    running.stop();
    QCOMPARE(running.told.count(), before + 500);
    QCOMPARE(running.position("A"), std::string("500"));
    QVERIFY(!running.post(running.prepare("late", "1"), 1));
}

void TestEngine::refusesWhenFull()
{
    Running running({4, 4, 1000});
    for (std::uint64_t i = 0; i < 4; ++i)
        QVERIFY(running.post(WriteAudit{"a", "b", "c", {}}, i));
    QVERIFY(!running.post(WriteAudit{"a", "b", "c", {}}, 9));
    QCOMPARE(running.engine.stats().queueLength, std::size_t(4));
    running.start();
    QVERIFY(running.told.waitFor(4));
}

void TestEngine::findsOldTransfersThroughTheJournal()
{
    Running running({8192, 1024, 10});
    running.journal.indexed = 1'000'000;
    running.start();
    running.provision();
    for (std::uint64_t i = 0; i < 60; ++i) {
        const std::string label = "t" + std::to_string(i);
        running.ask(running.prepare(label, "1"), 100 + 2 * i);
        running.ask(Scheme().fulfil(label, "B"), 101 + 2 * i);
    }
    QVERIFY(running.engine.stats().recordsInMemory <= 12);
    // The first has gone; the store knows it.
    TransferRecord record;
    record.id = transferId("t0").value();
    record.seq = 3;
    record.state = domain::TransferState::Committed;
    record.payer = 2;
    record.payee = 3;
    const auto hash = running.prepare("t0", "1").hash;
    std::copy_n(hash.begin(), record.prepareHash.size(), record.prepareHash.begin());
    running.stop();
    running.journal.past[record.id] = record;
    QVERIFY(running.journal.finds > 0);

    Running again({8192, 1024, 10});
    again.journal.indexed = 1'000'000;
    again.start();
    again.provision();
    for (std::uint64_t i = 0; i < 20; ++i) {
        const std::string label = "u" + std::to_string(i);
        again.ask(again.prepare(label, "1"), 100 + 2 * i);
        again.ask(Scheme().fulfil(label, "B"), 101 + 2 * i);
    }
    again.journal.past[record.id] = record;
    QVERIFY(again.ask(again.prepare("t0", "1"), 900).outcome == Outcome::Duplicate);
}

/// Two orders in one batch: the second finds that the first has taken the letter, though the store does not
/// know it yet.
void TestEngine::replaysADeadLetterOnce()
{
    Running running;
    Notice letter;
    letter.seq = 3;
    letter.kind = NoticeKind::RelayFulfil;
    letter.destination = FspId("B");
    letter.transfer = transferId("t1");
    running.journal.letters[3] = letter;
    // Both are queued before the engine runs, so that they are one batch.
    const ActionNote note{"ana", "the bank is back", "T-1"};
    QVERIFY(running.post(ReplayDeadLetters{{3, 4, 3}, note}, 1));
    QVERIFY(running.post(ReplayDeadLetters{{3}, note}, 2));
    running.start();
    QVERIFY(running.told.waitFor(2));
    QCOMPARE(running.told.answer(1).affected, std::int64_t(1));
    QCOMPARE(running.told.answer(2).affected, std::int64_t(0));
    running.stop();
    const auto told = running.told.told();
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told[0].seq, OutboxSeq(1)); // A new number, as of any message.
    QCOMPARE(told[0].destination.value(), std::string("B"));
    int revived = 0;
    int audited = 0;
    for (const auto& batch : running.journal.batches)
        for (const auto& change : batch.changes) {
            if (std::holds_alternative<DeadLetterRevived>(change)) ++revived;
            const auto* row = std::get_if<AuditRow>(&change);
            if (row != nullptr && row->action == "callbacks.replay") ++audited;
        }
    QCOMPARE(revived, 1);
    QCOMPARE(audited, 1);
}

void TestEngine::pausesDeliveries()
{
    Running running;
    running.start();
    running.provision();
    const ActionNote note{"ana", "maintenance tonight", {}};
    QVERIFY(running.ask(SetDeliveryPaused{FspId("nobody"), true, note}, 50).error.has_value());
    QVERIFY(!running.ask(SetDeliveryPaused{FspId("a"), true, note}, 51).error);
    const auto pauseOf = [&running] {
        const auto registry = running.engine.view().registry();
        return registry->find("A")->pause;
    };
    QVERIFY(pauseOf().has_value());
    QCOMPARE(pauseOf()->reason, std::string("maintenance tonight"));
    // Asked twice it is as it was: no second row in the audit.
    QCOMPARE(running.ask(SetDeliveryPaused{FspId("A"), true, {"bob", "another reason", {}}}, 52).outcome,
             Outcome::Ignored);
    QCOMPARE(pauseOf()->operatorName, std::string("ana"));
    QVERIFY(!running.ask(SetDeliveryPaused{FspId("A"), false, note}, 53).error);
    QVERIFY(!pauseOf().has_value());
}

void TestEngine::recordsSpans()
{
    Spans spans;
    Running running({}, &spans);
    running.start();
    running.provision();
    running.post(running.prepare("t1", "1"), 100, events::TraceContext::start());
    running.stop();
    QCOMPARE(spans.spans.size(), std::size_t(3));
    QCOMPARE(spans.spans[0].kind, events::SpanKind::Queue);
    QCOMPARE(spans.spans[1].kind, events::SpanKind::Apply);
    QCOMPARE(spans.spans[2].kind, events::SpanKind::Commit);
    for (const auto& span : spans.spans) {
        QCOMPARE(span.name, std::string("prepare"));
        QCOMPARE(span.subject, std::string("subject"));
        QVERIFY(span.startUs <= span.endUs && span.startUs >= 1'700'000'000'000'000);
    }
}

void TestEngine::manyProducers()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 500;
    Running running;
    running.start();
    running.provision();
    std::atomic<int> refused{0};
    std::vector<std::thread> producers;
    for (int t = 0; t < kThreads; ++t) {
        producers.emplace_back([&running, &refused, t] {
            const Scheme scheme;
            for (int i = 0; i < kEach; ++i) {
                const std::string label = "p" + std::to_string(t) + "-" + std::to_string(i);
                const auto ticket = static_cast<std::uint64_t>(10'000 + (t * kEach + i) * 2);
                if (!running.post(running.prepare(label, "1"), ticket)) ++refused;
                if (!running.post(scheme.fulfil(label, "B"), ticket + 1)) ++refused;
                if (i % 50 == 0) static_cast<void>(running.position("A") + running.position("B"));
                if (i % 50 == 0) static_cast<void>(running.engine.stats());
            }
        });
    }
    for (auto& producer : producers)
        producer.join();
    running.stop();
    QCOMPARE(refused.load(), 0);
    QCOMPARE(running.position("A"), std::to_string(kThreads * kEach));
    QCOMPARE(running.position("B"), std::to_string(-kThreads * kEach));
    QCOMPARE(running.engine.view().committedTransfers(), std::uint64_t(kThreads * kEach));
}

void TestEngine::removedNumberIsNotGivenAgain()
{
    Scheme scheme;
    scheme.openCurrency("USD");
    scheme.createModel("DEFERREDNET");
    scheme.addDfsp("A", "USD", "1000", "1000");
    Running running;
    running.journal.loaded = loadedOf(scheme.state);
    running.journal.loaded.lastRemovedContact = domain::ContactId(9);
    running.start();
    PutContact command;
    command.participant = FspId("A");
    command.contact.name = "Asha";
    command.contact.email = "asha@a.example";
    QCOMPARE(running.ask(command, 50).createdId, std::int64_t(10));
}

void TestEngine::loadFailureEndsRun()
{
    Running running;
    running.journal.failLoad = true;
    QVERIFY(running.post(WriteAudit{"a", "b", "c", {}}, 1));
    running.start();
    running.join();
    QCOMPARE(running.error, std::string("unreadable"));
    QVERIFY(running.told.answer(1).outcome == Outcome::Refused);
}

void TestEngine::unsoundStoreEndsRun()
{
    Running running;
    running.journal.loaded.isFresh = false;
    running.start();
    running.join();
    QVERIFY(running.error.find("not sound") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
