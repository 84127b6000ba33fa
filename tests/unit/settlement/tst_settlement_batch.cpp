#include "core/ledger/engine.h"
#include "tests/unit/settlement/settlement_scheme.h"

#include <QtTest>

#include <functional>

using namespace hub;
using namespace hub::test;
using namespace hub::ledger;
using domain::AccountType;

/// Steps of settlements that the writer takes in one batch: many operators at once, or a slow disk.
class TestSettlementBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairsOfAWindowSettledInOneBatch();
};

namespace {

/// Keeps every batch; `onCommit` runs before it is kept.
class Batches final : public Journal
{
public:
    base::Expected<Loaded, base::Error> load() override
    {
        Loaded fresh;
        fresh.isFresh = true;
        return fresh;
    }
    base::Expected<void, base::Error> commit(const Batch& batch) override
    {
        if (onCommit) onCommit(batches.size());
        batches.push_back(batch);
        return {};
    }
    base::Expected<std::optional<TransferRecord>, base::Error> find(const domain::CorrelationId&) override
    {
        return std::optional<TransferRecord>();
    }
    base::Expected<std::optional<Bulk>, base::Error> findBulk(const domain::CorrelationId&) override
    {
        return std::optional<Bulk>();
    }
    base::Expected<std::optional<Notice>, base::Error> findDeadLetter(OutboxSeq) override
    {
        return std::optional<Notice>();
    }
    TransferSeq indexedUpTo() const override { return 0; }

    std::function<void(std::size_t)> onCommit;
    std::vector<Batch> batches;
};

class Answers final : public OutcomeSink, public NoticeSink
{
public:
    void outcomes(std::vector<SubmissionOutcome>&& outcomes) override
    {
        for (auto& outcome : outcomes)
            answers.push_back(std::move(outcome.answer));
        if (answers.size() == wanted) onEnd();
    }
    void notices(std::vector<Notice>&&) override {}

    std::size_t wanted = 0;
    std::function<void()> onEnd;
    std::vector<Answer> answers;
};

class StandingClock final : public base::Clock
{
public:
    base::Instant now() const override { return base::Instant{1'700'000'000'000}; }
    std::int64_t steadyUs() const override { return 1'000'000; }
};

} // namespace

// One pair of a bilateral settlement is aborted, the other settled; the freed pair is settled by the next
// settlement, which ends the window: everything after the close in one batch.
void TestSettlementBatch::pairsOfAWindowSettledInOneBatch()
{
    std::vector<Command> before;
    std::vector<Command> after;
    SettlementScheme scheme;
    std::vector<Command>* into = &before;
    scheme.onRun = [&](const Command& command, const Decision&) {
        if (!std::holds_alternative<Tick>(command)) into->push_back(command);
    };
    scheme.openCurrency("USD");
    scheme.addModel(
        {"PAIRS", "", domain::SettlementGranularity::Net, domain::SettlementInterchange::Bilateral});
    for (const char* name : {"a", "b", "c"})
        scheme.addDfsp(name, "USD", "1000", "1000");
    scheme.pay("a", "b", "30");
    scheme.pay("a", "c", "20");
    scheme.close(1);
    into = &after;
    scheme.settle("PAIRS", {1});
    QVERIFY(refusal(scheme.abort(1, scheme.account("a", AccountType::Position),
                                 scheme.account("b", AccountType::Position)))
                .empty());
    for (const char* state :
         {"PS_TRANSFERS_RECORDED", "PS_TRANSFERS_RESERVED", "PS_TRANSFERS_COMMITTED", "SETTLED"})
        for (const char* name : {"a", "c"})
            scheme.step(1, state, scheme.account(name, AccountType::Position),
                        scheme.account(name == std::string_view("a") ? "c" : "a", AccountType::Position));
    QCOMPARE(scheme.stateOf(1), std::string("SETTLED"));
    QCOMPARE(scheme.windowState(1), std::string("ABORTED"));
    scheme.settle("PAIRS", {1});
    scheme.finish(2);
    QCOMPARE(scheme.windowState(1), std::string("SETTLED"));

    Batches journal;
    Answers answers;
    const StandingClock clock;
    Rules rules;
    rules.settlement = scheme.state.rules.settlement;
    Engine engine({}, rules, clock, answers, nullptr);
    answers.wanted = before.size() + after.size();
    answers.onEnd = [&] { engine.stop(); };
    const auto submit = [&](std::vector<Command>& commands) {
        for (auto& command : commands)
            QVERIFY(engine.submit(Submission{std::move(command), &answers, 0, {}, {}}));
    };
    // Batches: the seed, what came before the close, the tick that closes, the rest.
    journal.onCommit = [&](std::size_t number) {
        if (number == 2) submit(after);
    };
    submit(before);
    QVERIFY(engine.run(journal, [] {}).has_value());
    QCOMPARE(journal.batches.size(), std::size_t(4));
    for (const Answer& answer : answers.answers)
        QVERIFY(answer.outcome == Outcome::Accepted);
    State state;
    state.registry = std::make_shared<const Registry>();
    state.rules = rules;
    for (const Batch& batch : journal.batches)
        absorb(state, batch.changes, batch.notices);
    QVERIFY(!state.windows.contains(1));
    for (const char* name : {"a", "b", "c"})
        QVERIFY(state.position(scheme.account(name, AccountType::Position)).value.isZero());
}

QTEST_APPLESS_MAIN(TestSettlementBatch)
#include "tst_settlement_batch.moc"
