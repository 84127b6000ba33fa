#include "core/ledger/engine.h"

#include "core/base/check.h"
#include "core/base/log.h"
#include "core/domain/fspiop_errors.h"
#include "core/ledger/journal_clock.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

namespace hub::ledger {
namespace {

constexpr std::int64_t kIdleWaitUs = 1'000'000; ///< the longest the loop sleeps
constexpr std::uint64_t kBatchesPerCheck = 1'000;
constexpr std::string_view kReadOnly = "the hub is read-only for the time being";

/// A submission in the queue, with the moment it came.
struct Queued
{
    Submission submission;
    std::int64_t submittedUs = 0; ///< steady
};

/// Who waits for a command and how it went.
struct Waiting
{
    OutcomeSink* sink = nullptr;
    std::uint64_t ticket = 0;
    events::TraceContext trace;
    std::string subject;
    std::int64_t submittedUs = 0;
    std::int64_t appliedFromUs = 0;
    std::int64_t appliedToUs = 0;
    Answer answer;
};

/// The bulk that a command is about.
const domain::CorrelationId* bulkOf(const Command& command)
{
    return std::visit(
        []<class T>(const T& wanted) -> const domain::CorrelationId* {
            if constexpr (std::is_same_v<T, BulkPrepare> || std::is_same_v<T, BulkFulfil> ||
                          std::is_same_v<T, BulkAbort>)
                return &wanted.id.value();
            else
                return nullptr;
        },
        command);
}

/// The transfer that a command is about, when it looks one up by id.
const domain::CorrelationId* transferOf(const Command& command)
{
    return std::visit(
        []<class T>(const T& wanted) -> const domain::CorrelationId* {
            if constexpr (std::is_same_v<T, Prepare> || std::is_same_v<T, Fulfil> ||
                          std::is_same_v<T, Abort> || std::is_same_v<T, RecordFunds> ||
                          std::is_same_v<T, FinishFundsOut>)
                return &wanted.id.value();
            else
                return nullptr;
        },
        command);
}

bool isPayment(const Command& command)
{
    return std::holds_alternative<Prepare>(command) || std::holds_alternative<Fulfil>(command) ||
           std::holds_alternative<Abort>(command) || bulkOf(command) != nullptr;
}

void recordSpan(events::SpanSink& spans, const Waiting& waiting, events::SpanKind kind, const char* name,
                std::int64_t startUs, std::int64_t endUs, bool failed,
                std::vector<std::pair<std::string, std::string>> attributes = {})
{
    spans.record(events::Span{waiting.trace.trace, events::newSpanId(), waiting.trace.parent, kind, failed,
                              startUs, endUs, name, waiting.subject, std::move(attributes)});
}

} // namespace

struct Engine::Impl
{
    Impl(EngineOptions wanted, Rules switchRules, const base::Clock& systemClock, NoticeSink& noticeSink,
         events::SpanSink* spanSink)
        : options(wanted)
        , rules(std::move(switchRules))
        , clock(systemClock)
        , notices(noticeSink)
        , spans(spanSink)
        , queue(wanted.queueMax)
    {}

    base::Expected<void, base::Error> start(Journal& journal, JournalClock& time, LedgerView& view)
        HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> serve(Journal& journal, JournalClock& time, LedgerView& view)
        HUB_REQUIRES(base::writerRole);
    base::Expected<bool, base::Error> waitReadOnly(Journal& journal, JournalClock& time,
                                                   const base::Error& fault) HUB_REQUIRES(base::writerRole);
    void carryOver() HUB_REQUIRES(base::writerRole);
    void carryOn(JournalClock& time, base::Instant since, const base::Error& fault)
        HUB_REQUIRES(base::writerRole);
    void publishAll(LedgerView& view) HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> seed(Journal& journal, base::Instant now)
        HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> restore(Loaded& loaded) HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> loop(Journal& journal, JournalClock& time, LedgerView& view)
        HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> work(Journal& journal, JournalClock& time, LedgerView& view,
                                           base::Instant now) HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> remember(Journal& journal, const Command& command)
        HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> remember(Journal& journal, const domain::CorrelationId& transfer)
        HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> remember(Journal& journal, const ReplayDeadLetters& command)
        HUB_REQUIRES(base::writerRole);
    base::Expected<void, base::Error> rememberBulk(Journal& journal, const Command& command,
                                                   const domain::CorrelationId& bulk)
        HUB_REQUIRES(base::writerRole);
    void decide(std::size_t index, Batch& batch, JournalClock& time) HUB_REQUIRES(base::writerRole);
    void touch(std::span<const Change> changes) HUB_REQUIRES(base::writerRole);
    void collectFlows(Batch& batch) const HUB_REQUIRES(base::writerRole);
    void publish(LedgerView& view, const Batch& batch) HUB_REQUIRES(base::writerRole);
    void tell(std::shared_ptr<Batch> batch, JournalClock& time, std::int64_t commitFromUs)
        HUB_REQUIRES(base::writerRole);
    void answer(std::int64_t committedUs) HUB_REQUIRES(base::writerRole);
    void trace(JournalClock& time, std::int64_t commitFromUs, std::int64_t commitToUs)
        HUB_REQUIRES(base::writerRole);
    void refuse(JournalClock& time, std::string_view why) HUB_REQUIRES(base::writerRole);
    void refuseAll(JournalClock& time) HUB_REQUIRES(base::writerRole);
    WriterMode mode() const
    {
        const base::MutexLock lock(healthMutex);
        return health.mode;
    }
    void setMode(WriterMode wanted, base::Instant since, std::string reason);
    void turn(JournalClock& time) { lastTurnUs.store(time.steadyUs(), std::memory_order_relaxed); }
    void takeQueued(std::int64_t waitUs) HUB_REQUIRES(base::writerRole);
    void countCommit(std::int64_t us);
    bool isDue(base::Instant now) const HUB_REQUIRES(base::writerRole)
    {
        const auto due = state.nextDueMs();
        return due && *due <= now.ms;
    }
    std::int64_t waitUs(base::Instant now) const HUB_REQUIRES(base::writerRole);

    const EngineOptions options;
    const Rules rules;
    const base::Clock& clock;
    NoticeSink& notices;
    events::SpanSink* const spans;
    base::BoundedQueue<Queued> queue;
    std::vector<CommitObserver*> firstObservers; ///< complete before run()
    std::vector<CommitObserver*> observers;      ///< complete before run()

    State state HUB_GUARDED_BY(base::writerRole);
    // The batch in hand; kept for their capacity.
    std::vector<Queued> taken HUB_GUARDED_BY(base::writerRole);
    std::vector<Command> commands HUB_GUARDED_BY(base::writerRole);
    std::vector<Waiting> waiting HUB_GUARDED_BY(base::writerRole);
    std::vector<std::int64_t> touched HUB_GUARDED_BY(base::writerRole);
    std::vector<std::uint64_t>
        touchedIn HUB_GUARDED_BY(base::writerRole); ///< by account: number of the batch
    std::uint64_t batchNumber HUB_GUARDED_BY(base::writerRole) = 0;
    /// What nobody waits for of the time without writes; at most queueMax.
    std::vector<Command> carried HUB_GUARDED_BY(base::writerRole);

    mutable base::Mutex healthMutex;
    WriterHealth health HUB_GUARDED_BY(healthMutex);
    std::atomic<std::int64_t> lastTurnUs{0};
    std::atomic<bool> stopping{false};
    std::atomic<std::uint64_t> batchCount{0};
    std::atomic<std::uint64_t> commandCount{0};
    std::atomic<std::uint64_t> commitUsTotal{0};
    std::atomic<std::uint64_t> commitUsMax{0};
    std::atomic<std::size_t> recordCount{0};
    std::atomic<std::size_t> recordBytes{0};
};

// ---- start ----

base::Expected<void, base::Error> Engine::Impl::seed(Journal& journal, base::Instant now)
{
    Batch batch;
    batch.at = now;
    batch.changes = seedChanges(rules, now);
    absorb(state, batch.changes, {});
    return journal.commit(batch);
}

base::Expected<void, base::Error> Engine::Impl::restore(Loaded& loaded)
{
    absorb(state, loaded.registry, {});
    for (const auto& [account, position] : loaded.positions) {
        const auto index = static_cast<std::size_t>(account.value());
        if (account.value() <= 0 || index >= state.positions.size())
            return base::Unexpected(
                base::Error{base::Error::Kind::Storage, "a position without its account"});
        state.positions[index] = position;
    }
    for (const auto& flow : loaded.flows)
        state.flows[flow.window.value()].put(flow);
    // Oldest first: that is the order in which they leave memory again.
    std::sort(loaded.records.begin(), loaded.records.end(),
              [](const TransferRecord& a, const TransferRecord& b) { return a.seq < b.seq; });
    for (const auto& record : loaded.records)
        state.transfers.put(record);
    for (auto& transfer : loaded.open) {
        if (transfer.kind == TransferKind::Client)
            state.deadlines.emplace(transfer.expiration.ms, transfer.seq);
        const TransferSeq seq = transfer.seq;
        state.open.emplace(seq, std::move(transfer));
    }
    for (const auto& [bulk, items] : loaded.openBulks) {
        state.bulks.put(bulk);
        for (const auto& item : items) {
            state.bulks.put(item);
            const auto open = state.open.find(item.transferSeq);
            if (open != state.open.end()) open->second.bulk = bulk.seq;
        }
    }
    state.nextBulkSeq = loaded.lastBulkSeq + 1;
    state.nextTransferSeq = loaded.lastTransferSeq + 1;
    state.nextOutboxSeq = loaded.lastOutboxSeq + 1;
    state.nextContactId = std::max(state.nextContactId, loaded.lastRemovedContact.value() + 1);
    state.nextRuleId = std::max(state.nextRuleId, loaded.lastRemovedRule.value() + 1);
    if (const auto broken = brokenInvariant(state))
        return base::Unexpected(
            base::Error{base::Error::Kind::Storage, "stored state is not sound: " + *broken});
    return {};
}

base::Expected<void, base::Error> Engine::Impl::start(Journal& journal, JournalClock& time, LedgerView& view)
{
    HUB_TRY(Loaded loaded, journal.load());
    state = State();
    state.rules = rules;
    state.registry = std::make_shared<const Registry>();
    if (loaded.isFresh) {
        if (auto seeded = seed(journal, time.now()); !seeded) return seeded;
    } else if (auto restored = restore(loaded); !restored) {
        return restored;
    }
    publishAll(view);
    // After a time without writes the sink still holds what it was given.
    const bool isFirst = mode() == WriterMode::Starting;
    if (isFirst && !loaded.outbox.empty()) notices.notices(std::move(loaded.outbox));
    setMode(WriterMode::Working, time.now(), {});
    return {};
}

void Engine::Impl::publishAll(LedgerView& view)
{
    {
        const base::MutexLock lock(view.m_mutex);
        view.m_registry = state.registry;
        view.m_positions = state.positions;
        view.m_openWindow = state.openWindow;
    }
    view.m_open.store(state.open.size(), std::memory_order_relaxed);
    recordCount.store(state.transfers.size(), std::memory_order_relaxed);
    recordBytes.store(state.transfers.bytes(), std::memory_order_relaxed);
}

// ---- one batch ----

/// Puts the record of an older transfer back into memory, so that its id counts as known.
base::Expected<void, base::Error> Engine::Impl::remember(Journal& journal, const Command& command)
{
    if (const auto* bulk = bulkOf(command)) return rememberBulk(journal, command, *bulk);
    if (const auto* replay = std::get_if<ReplayDeadLetters>(&command)) return remember(journal, *replay);
    const auto* id = transferOf(command);
    return id != nullptr ? remember(journal, *id) : base::Expected<void, base::Error>();
}

base::Expected<void, base::Error> Engine::Impl::remember(Journal& journal, const domain::CorrelationId& id)
{
    if (state.transfers.size() + 1 == state.nextTransferSeq) return {};
    if (journal.indexedUpTo() == 0 || state.transfers.find(id) != nullptr) return {};
    HUB_TRY(const auto record, journal.find(id));
    if (record) state.transfers.put(*record);
    return {};
}

/// What an earlier command of this batch has taken stays taken: its change is not on the disk yet.
base::Expected<void, base::Error> Engine::Impl::remember(Journal& journal, const ReplayDeadLetters& command)
{
    for (const OutboxSeq seq : command.letters) {
        if (state.deadLetters.contains(seq)) continue;
        HUB_TRY(auto letter, journal.findDeadLetter(seq));
        state.deadLetters.emplace(seq, std::move(letter));
    }
    return {};
}

base::Expected<void, base::Error> Engine::Impl::rememberBulk(Journal& journal, const Command& command,
                                                             const domain::CorrelationId& bulk)
{
    if (state.bulks.size() + 1 != state.nextBulkSeq && state.bulks.find(bulk) == nullptr) {
        HUB_TRY(const auto found, journal.findBulk(bulk));
        if (found) state.bulks.put(*found);
    }
    const auto* prepare = std::get_if<BulkPrepare>(&command);
    if (prepare == nullptr) return {};
    for (const auto& item : prepare->items)
        if (auto known = remember(journal, item.id.value()); !known) return known;
    return {};
}

void Engine::Impl::touch(std::span<const Change> changes)
{
    const auto mark = [this](domain::AccountId account) HUB_REQUIRES(base::writerRole) {
        const auto index = static_cast<std::size_t>(account.value());
        if (index >= touchedIn.size()) touchedIn.resize(index + 1);
        if (std::exchange(touchedIn[index], batchNumber) != batchNumber) touched.push_back(account.value());
    };
    for (const auto& change : changes) {
        if (const auto* moved = std::get_if<PositionMoved>(&change)) {
            mark(moved->account);
        } else if (const auto* put = std::get_if<AccountPut>(&change);
                   put != nullptr && put->account.hasPosition) {
            mark(put->account.id);
        }
    }
}

void Engine::Impl::decide(std::size_t index, Batch& batch, JournalClock& time)
{
    Waiting& one = waiting[index];
    one.appliedFromUs = time.steadyUs();
    Decision decision = apply(state, commands[index], batch.at, one.trace);
    absorb(state, decision.changes, decision.notices);
    touch(decision.changes);
    std::move(decision.changes.begin(), decision.changes.end(), std::back_inserter(batch.changes));
    std::move(decision.notices.begin(), decision.notices.end(), std::back_inserter(batch.notices));
    one.answer = std::move(decision.answer);
    one.appliedToUs = time.steadyUs();
}

/// Each flow that the batch moved, once, with its sums after it.
void Engine::Impl::collectFlows(Batch& batch) const
{
    std::vector<std::array<std::int64_t, 3>> moved;
    for (const auto& change : batch.changes)
        if (const auto* flow = std::get_if<FlowAdded>(&change))
            moved.push_back({flow->window.value(), flow->payer.value(), flow->payee.value()});
        // A window that has ended later in the batch takes the mark along: nothing asks for it any more.
        else if (const auto* settled = std::get_if<FlowSettled>(&change);
                 settled != nullptr && state.flows.contains(settled->window.value()))
            moved.push_back({settled->window.value(), settled->payer.value(), settled->payee.value()});
    std::sort(moved.begin(), moved.end());
    moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
    batch.flows.reserve(moved.size());
    for (const auto& [window, payer, payee] : moved) {
        const auto at = state.flows.find(window);
        // The tick that closes a window is the last of its batch: none is settled that still moved in it.
        HUB_CHECK(at != state.flows.end());
        batch.flows.push_back(*at->second.find(domain::AccountId(payer), domain::AccountId(payee)));
    }
}

base::Expected<void, base::Error> Engine::Impl::work(Journal& journal, JournalClock& time, LedgerView& view,
                                                     base::Instant now)
{
    auto batch = std::make_shared<Batch>();
    batch->at = now;
    batch->changes.reserve(commands.size() * 3);
    batch->notices.reserve(commands.size());
    ++batchNumber;
    touched.clear();
    if (auto locked = journal.beginBatch(state, commands); !locked) return locked;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (auto known = remember(journal, commands[i]); !known) return known;
        decide(i, *batch, time);
    }
    batch->positions.reserve(touched.size());
    for (const auto account : touched)
        batch->positions.emplace_back(domain::AccountId(account), state.position(domain::AccountId(account)));
    collectFlows(*batch);
    state.deadLetters.clear();
    const std::int64_t commitFromUs = time.steadyUs();
    if (!batch->changes.empty() || !batch->notices.empty()) {
        if (auto committed = journal.commit(*batch); !committed) return committed;
        countCommit(time.steadyUs() - commitFromUs);
        publish(view, *batch);
    }
    tell(std::move(batch), time, commitFromUs);
    if (state.transfers.size() > options.duplicatesInMemory)
        state.transfers.evict(options.duplicatesInMemory, journal.indexedUpTo());
    if (state.bulks.size() > options.bulksInMemory) state.bulks.evict(options.bulksInMemory);
    return {};
}

void Engine::Impl::publish(LedgerView& view, const Batch& batch)
{
    std::uint64_t committed = 0;
    for (const auto& change : batch.changes) {
        const auto* moved = std::get_if<TransferMoved>(&change);
        if (moved != nullptr && moved->state == domain::TransferState::Committed &&
            moved->window.value() != 0)
            ++committed;
    }
    {
        const base::MutexLock lock(view.m_mutex);
        view.m_registry = state.registry;
        if (view.m_positions.size() < state.positions.size()) view.m_positions.resize(state.positions.size());
        for (const auto& [account, position] : batch.positions)
            view.m_positions[static_cast<std::size_t>(account.value())] = position;
        view.m_openWindow = state.openWindow;
    }
    view.m_open.store(state.open.size(), std::memory_order_relaxed);
    view.m_committed.fetch_add(committed, std::memory_order_relaxed);
}

// ---- telling, after the commit ----

void Engine::Impl::trace(JournalClock& time, std::int64_t commitFromUs, std::int64_t commitToUs)
{
    if (spans == nullptr) return;
    const std::string batchSize = std::to_string(commands.size());
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const Waiting& one = waiting[i];
        if (!one.trace.sampled || one.trace.trace == events::TraceId{}) continue;
        if (one.sink == nullptr && !isPayment(commands[i])) continue;
        const char* name = nameOf(commands[i]);
        const bool refused = one.answer.outcome == Outcome::Refused;
        recordSpan(*spans, one, events::SpanKind::Queue, name, time.wallUs(one.submittedUs),
                   time.wallUs(one.appliedFromUs), false);
        recordSpan(*spans, one, events::SpanKind::Apply, name, time.wallUs(one.appliedFromUs),
                   time.wallUs(one.appliedToUs), refused);
        recordSpan(*spans, one, events::SpanKind::Commit, name, time.wallUs(commitFromUs),
                   time.wallUs(commitToUs), false, {{"batch", batchSize}});
    }
}

void Engine::Impl::answer(std::int64_t committedUs)
{
    // Few sinks (one per http thread): a linear search per command is cheaper than a map.
    std::vector<std::pair<OutcomeSink*, std::vector<SubmissionOutcome>>> bySink;
    for (auto& one : waiting) {
        if (one.sink == nullptr) continue;
        auto at = std::find_if(bySink.begin(), bySink.end(),
                               [&one](const auto& entry) { return entry.first == one.sink; });
        if (at == bySink.end()) {
            bySink.emplace_back(one.sink, std::vector<SubmissionOutcome>());
            at = bySink.end() - 1;
        }
        at->second.push_back(SubmissionOutcome{one.ticket, std::move(one.answer), committedUs});
    }
    for (auto& [sink, outcomes] : bySink)
        sink->outcomes(std::move(outcomes));
}

void Engine::Impl::tell(std::shared_ptr<Batch> batch, JournalClock& time, std::int64_t commitFromUs)
{
    const std::int64_t commitToUs = time.steadyUs();
    trace(time, commitFromUs, commitToUs);
    if (!batch->changes.empty())
        for (auto* observer : firstObservers)
            observer->committed(batch);
    // The 202 before the callback: clients wait for them in this order.
    answer(time.wallUs(commitToUs));
    if (!batch->notices.empty()) notices.notices(std::exchange(batch->notices, {}));
    if (!batch->changes.empty()) {
        const std::shared_ptr<const Batch> committed = std::move(batch);
        for (auto* observer : observers)
            observer->committed(committed);
    }
}

/// 2003 to everybody in hand.
void Engine::Impl::refuse(JournalClock& time, std::string_view why)
{
    for (auto& one : waiting) {
        one.answer = Answer();
        one.answer.outcome = Outcome::Refused;
        one.answer.error = domain::makeError(domain::fspiop_code::kServiceCurrentlyUnavailable, why);
    }
    answer(time.wallUs(time.steadyUs()));
    waiting.clear();
    commands.clear();
}

void Engine::Impl::refuseAll(JournalClock& time)
{
    queue.close();
    while (true) {
        refuse(time, {});
        takeQueued(0);
        if (waiting.empty()) return;
    }
}

void Engine::Impl::setMode(WriterMode wanted, base::Instant since, std::string reason)
{
    const base::MutexLock lock(healthMutex);
    health.mode = wanted;
    health.since = since;
    health.reason = std::move(reason);
}

void Engine::Impl::countCommit(std::int64_t us)
{
    const auto spent = static_cast<std::uint64_t>(std::max<std::int64_t>(us, 0));
    commitUsTotal.fetch_add(spent, std::memory_order_relaxed);
    if (spent > commitUsMax.load(std::memory_order_relaxed))
        commitUsMax.store(spent, std::memory_order_relaxed);
}

// ---- the loop ----

std::int64_t Engine::Impl::waitUs(base::Instant now) const
{
    const auto due = state.nextDueMs();
    if (!due) return kIdleWaitUs;
    return std::clamp<std::int64_t>(*due - now.ms, 0, kIdleWaitUs / 1000) * 1000;
}

void Engine::Impl::takeQueued(std::int64_t wait)
{
    taken.clear();
    queue.take(taken, options.batchMax, std::chrono::microseconds(wait));
    for (auto& one : taken) {
        commands.push_back(std::move(one.submission.command));
        waiting.push_back(Waiting{one.submission.sink,
                                  one.submission.ticket,
                                  std::move(one.submission.trace),
                                  std::move(one.submission.subject),
                                  one.submittedUs,
                                  0,
                                  0,
                                  {}});
    }
}

base::Expected<void, base::Error> Engine::Impl::loop(Journal& journal, JournalClock& time, LedgerView& view)
{
    base::Instant now = time.now();
    while (true) {
        commands.clear();
        waiting.clear();
        // Read before the queue: when it is set, the queue holds all that will ever come.
        const bool isStopping = stopping.load(std::memory_order_acquire);
        const bool hasCarried = !carried.empty();
        for (auto& command : carried) {
            commands.push_back(std::move(command));
            waiting.push_back(Waiting{});
        }
        carried.clear();
        takeQueued(isStopping || hasCarried ? 0 : waitUs(now));
        turn(time);
        now = time.now();
        // After the commands: a fulfil that came in time for this batch and is late by its own deadline gets
        // its 3303 before the transfer ends.
        if (isDue(now)) {
            commands.emplace_back(Tick{});
            waiting.push_back(Waiting{});
        }
        if (commands.empty()) {
            if (isStopping) return {};
            continue;
        }
        if (auto done = work(journal, time, view, now); !done) return done;
        const auto batches = batchCount.fetch_add(1, std::memory_order_relaxed) + 1;
        commandCount.fetch_add(commands.size(), std::memory_order_relaxed);
        recordCount.store(state.transfers.size(), std::memory_order_relaxed);
        recordBytes.store(state.transfers.bytes(), std::memory_order_relaxed);
        if (batches % kBatchesPerCheck == 0) checkInvariants(state);
    }
}

/// The time without writes: everything that asks for one is refused, and the store is looked at until it has
/// taken writes for long enough. False: the engine is to stop.
base::Expected<bool, base::Error> Engine::Impl::waitReadOnly(Journal& journal, JournalClock& time,
                                                             const base::Error& fault)
{
    const base::Instant since = time.now();
    setMode(WriterMode::ReadOnly, since, fault.detail);
    base::log(base::LogLevel::Error, "read-only: the store takes no writes", {{"error", fault.detail}});
    const std::int64_t probeUs = options.probeEveryMs * 1000;
    std::int64_t nextProbeUs = time.steadyUs() + probeUs;
    std::optional<std::int64_t> goodSinceUs;
    while (true) {
        carryOver();
        refuse(time, kReadOnly);
        const bool isStopping = stopping.load(std::memory_order_acquire);
        takeQueued(isStopping ? 0 : std::clamp<std::int64_t>(nextProbeUs - time.steadyUs(), 0, probeUs));
        turn(time);
        if (isStopping && waiting.empty()) return false;
        if (time.steadyUs() < nextProbeUs) continue;
        nextProbeUs = time.steadyUs() + probeUs;
        const auto probed = journal.probe();
        if (!probed) {
            if (!journal.mayRecover(probed.error())) return base::Unexpected(probed.error());
            goodSinceUs.reset();
            setMode(WriterMode::ReadOnly, since, probed.error().detail);
            continue;
        }
        if (!goodSinceUs) goodSinceUs = time.steadyUs();
        if (time.steadyUs() - *goodSinceUs < options.resumeAfterMs * 1000) continue;
        carryOver();
        refuse(time, kReadOnly);
        carryOn(time, since, fault);
        return true;
    }
}

/// Nobody waits for these, so nobody would send them again. An ended delivery beyond the bound is delivered
/// once more after the next start.
void Engine::Impl::carryOver()
{
    for (std::size_t i = 0; i < commands.size() && carried.size() < options.queueMax; ++i)
        if (waiting[i].sink == nullptr && (std::holds_alternative<FinishDeliveries>(commands[i]) ||
                                           std::holds_alternative<WriteAudit>(commands[i])))
            carried.push_back(std::move(commands[i]));
}

void Engine::Impl::carryOn(JournalClock& time, base::Instant since, const base::Error& fault)
{
    const std::string from = base::toIso8601(since);
    base::log(base::LogLevel::Warning, "the store takes writes again", {{"readOnlySince", from}});
    WriteAudit audit;
    audit.action = "hub.readOnly";
    audit.subject = "store";
    audit.detail = "read-only from " + from + " to " + base::toIso8601(time.now()) + ": " + fault.detail;
    carried.emplace_back(std::move(audit));
}

base::Expected<void, base::Error> Engine::Impl::serve(Journal& journal, JournalClock& time, LedgerView& view)
{
    auto ended = loop(journal, time, view);
    while (!ended && journal.mayRecover(ended.error())) {
        HUB_TRY(const bool goesOn, waitReadOnly(journal, time, ended.error()));
        if (!goesOn) return {};
        // What memory holds has run ahead of the disk by the batch that failed.
        ended = start(journal, time, view);
        if (ended) ended = loop(journal, time, view);
    }
    return ended;
}

Engine::Engine(EngineOptions options, Rules rules, const base::Clock& clock, NoticeSink& notices,
               events::SpanSink* spans)
    : m_impl(std::make_unique<Impl>(options, std::move(rules), clock, notices, spans))
{}

Engine::~Engine() = default;

void Engine::addFirstObserver(CommitObserver& observer)
{
    m_impl->firstObservers.push_back(&observer);
}

void Engine::addObserver(CommitObserver& observer)
{
    m_impl->observers.push_back(&observer);
}

bool Engine::submit(Submission&& submission)
{
    Queued queued{std::move(submission), m_impl->clock.steadyUs()};
    if (m_impl->queue.push(std::move(queued))) return true;
    submission = std::move(queued.submission);
    return false;
}

base::Expected<void, base::Error> Engine::run(Journal& journal, const std::function<void()>& ready)
{
    const base::RoleScope role(base::writerRole);
    JournalClock time(m_impl->clock);
    auto ended = m_impl->start(journal, time, m_view);
    if (ended) {
        ready();
        ended = m_impl->serve(journal, time, m_view);
    }
    m_impl->setMode(WriterMode::Ended, time.now(), ended ? std::string() : ended.error().detail);
    if (!ended) {
        base::log(base::LogLevel::Error, "the ledger stops", {{"error", ended.error().detail}});
        m_impl->refuseAll(time);
    }
    return ended;
}

void Engine::stop()
{
    // In this order: once the loop sees `stopping`, nothing can be queued behind its last look.
    m_impl->queue.close();
    m_impl->stopping.store(true, std::memory_order_release);
}

EngineStats Engine::stats() const
{
    EngineStats stats;
    stats.batches = m_impl->batchCount.load(std::memory_order_relaxed);
    stats.commands = m_impl->commandCount.load(std::memory_order_relaxed);
    stats.commitUsTotal = m_impl->commitUsTotal.load(std::memory_order_relaxed);
    stats.commitUsMax = m_impl->commitUsMax.load(std::memory_order_relaxed);
    stats.queueLength = m_impl->queue.size();
    stats.recordsInMemory = m_impl->recordCount.load(std::memory_order_relaxed);
    stats.recordBytes = m_impl->recordBytes.load(std::memory_order_relaxed);
    return stats;
}

WriterHealth Engine::writer() const
{
    WriterHealth health;
    {
        const base::MutexLock lock(m_impl->healthMutex);
        health = m_impl->health;
    }
    health.lastTurnUs = m_impl->lastTurnUs.load(std::memory_order_relaxed);
    return health;
}

} // namespace hub::ledger
