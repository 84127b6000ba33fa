#include "core/admin/finalise_service.h"
#include "tests/unit/admin/hub_in_memory.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace hub;
using namespace hub::test;
using admin::FinaliseService;

namespace {

constexpr const char* kNames[] = {"alphafsp", "betafsp", "gammafsp", "deltafsp"};
const admin::Caller kCaller{"anna", "desk", true, {}};
const admin::Note kNote{"the bank has confirmed it", "T-1"};

FinaliseService::Ports portsOf(admin::AdminServices& services)
{
    return {services.view,       services.post,  services.readers,
            services.settlement, services.funds, services.limits};
}

} // namespace

/// Finalising over a ledger in memory: random days, the job left before each of its steps and taken up by
/// another service, as after a crash.
class TestFinaliseService final : public QObject
{
    Q_OBJECT

    struct Day
    {
        /// Caps of 1000 stay below what is held; of 5000 they come above it with the first net paid.
        explicit Day(quint32 seed, const char* cap = "1000")
        {
            QRandomGenerator random(seed);
            hub.openCurrency("USD");
            for (const char* name : kNames)
                hub.addDfsp(name, "USD", cap, "5000");
            for (int i = 0; i < 12; ++i) {
                const auto payer = random.bounded(4);
                const auto payee = (payer + 1 + random.bounded(3)) % 4;
                const auto cents = 1 + random.bounded(20'000);
                hub.pay("payment " + std::to_string(i), kNames[payer], kNames[payee],
                        std::to_string(cents / 100) + '.' + (cents % 100 < 10 ? "0" : "") +
                            std::to_string(cents % 100));
            }
            HUB_CHECK(hub.run(ledger::CloseWindow{domain::WindowId(1), {}}).has_value());
            const bool isMade = QTest::qWaitFor([this] {
                return hub.run(ledger::CreateSettlement{"DEFERREDNETUSD", "day", {domain::WindowId(1)}, {}})
                    .has_value();
            });
            HUB_CHECK(isMade);
            const auto facts = await<std::optional<ledger::SettlementFacts>>(
                [&](auto done) { hub.services.settlement.settlement(domain::SettlementId(1), done); });
            for (const auto& account : (*facts)->file.accounts)
                nets[account.account.value()] = account.net;
        }
        admin::Result<api::ReportFile> sheetOrError()
        {
            api::ReportRequest request;
            request.kind = api::ReportKind::SettlementInitiation;
            request.id = 1;
            return await<api::ReportFile>(
                [&](auto done) { hub.services.reports.make(kCaller, request, done); });
        }
        std::string sheet() { return sheetOrError()->bytes.toStdString(); }
        admin::FinaliseRequest request(std::string bytes)
        {
            admin::FinaliseRequest out;
            out.settlement = domain::SettlementId(1);
            out.file = {"bank.csv", std::move(bytes)};
            return out;
        }
        admin::Result<api::FinaliseRow> begin(FinaliseService& service, admin::FinaliseRequest wanted)
        {
            return await<api::FinaliseRow>(
                [&](auto done) { service.begin(kCaller, std::move(wanted), kNote, done); });
        }
        static std::vector<std::string> warnings(FinaliseService& service, const std::string& bytes)
        {
            const auto check = await<api::BankReportCheck>([&](auto done) {
                service.check(domain::SettlementId(1), {"bank.csv", bytes}, done);
            });
            HUB_CHECK(check.has_value() && !check->hasErrors);
            std::vector<std::string> keys;
            for (const auto& finding : check->findings)
                keys.push_back(finding.key().toStdString());
            return keys;
        }
        static std::optional<api::FinaliseRow> job(FinaliseService& service)
        {
            const auto row = await<std::optional<api::FinaliseRow>>(
                [&](auto done) { service.job(domain::SettlementId(1), done); });
            return row ? *row : std::nullopt;
        }
        static bool waitFor(FinaliseService& service, api::FinaliseState state)
        {
            return QTest::qWaitFor([&] {
                const auto row = job(service);
                return row && row->state == state;
            });
        }
        domain::Amount held(const char* name)
        {
            return hub.services.view.position(hub.account(name, domain::AccountType::Settlement))
                .value.negated();
        }
        bool takeOut(const char* name, domain::Amount amount)
        {
            const auto id = transferIdOf("taken out");
            const auto money = hub.account(name, domain::AccountType::Settlement);
            return hub.run(ledger::RecordFunds{id,
                                               domain::FspId(name),
                                               money,
                                               ledger::RecordFunds::Action::OutPrepareReserve,
                                               amount,
                                               currencyOf("USD"),
                                               "bank",
                                               {},
                                               {},
                                               {}})
                       .has_value() &&
                   hub.run(ledger::FinishFundsOut{id, domain::FspId(name), money, true, {}}).has_value();
        }
        /// Every net moved once, every position back at zero, nothing made or lost.
        void check()
        {
            domain::Amount all;
            for (const char* name : kNames) {
                const auto position = hub.account(name, domain::AccountType::Position);
                QVERIFY(hub.services.view.position(position).value.isZero());
                QCOMPARE(held(name), amountOf("5000") - nets[position.value()]);
                all += held(name);
            }
            QCOMPARE(all, amountOf("20000"));
        }
        HubInMemory hub;
        std::map<std::int64_t, domain::Amount> nets;
    };

private Q_SLOTS:
    void leftBeforeEachStepItEndsTheSame()
    {
        for (quint32 seed = 1; seed <= 3; ++seed) {
            bool isWhole = false;
            for (int steps = 0; !isWhole; ++steps) {
                QVERIFY(steps < 40);
                Day day(seed, "5000");
                int left = steps;
                const std::string file = day.sheet();
                {
                    FinaliseService first(portsOf(day.hub.services));
                    first.onStep([&left](const admin::FinaliseStep&) { return left-- > 0; });
                    first.start();
                    auto wanted = day.request(file);
                    wanted.decreaseCaps = true;
                    wanted.acceptedWarnings = day.warnings(first, wanted.file.bytes);
                    QVERIFY(day.begin(first, wanted).has_value());
                    QVERIFY(QTest::qWaitFor([&] {
                        const auto row = Day::job(first);
                        isWhole = row && row->state == api::FinaliseState::Done;
                        return isWhole || left < 0;
                    }));
                }
                FinaliseService second(portsOf(day.hub.services));
                second.start();
                QVERIFY(Day::waitFor(second, api::FinaliseState::Done));
                day.check();
                if (QTest::currentTestFailed()) return;
                // The same file again is refused and moves nothing.
                QVERIFY(!day.begin(second, day.request(file)).has_value());
                day.check();
                // Nor is there a sheet any more that would move the money once again.
                QVERIFY(day.sheetOrError().error().error.description.find("its money has moved") !=
                        std::string::npos);
            }
        }
    }

    // As when the ledger took the plan after its answer was given up.
    void aJobThatNobodyRunsIsTakenUpWhenItIsLookedAt()
    {
        Day day(5);
        FinaliseService service(portsOf(day.hub.services));
        service.start();
        QVERIFY(!Day::job(service)); // Past its look at the jobs of before.
        {
            FinaliseService other(portsOf(day.hub.services));
            other.onStep([](const admin::FinaliseStep&) { return false; });
            other.start();
            QVERIFY(day.begin(other, day.request(day.sheet())).has_value());
        }
        QVERIFY(Day::waitFor(service, api::FinaliseState::Done));
        day.check();
    }

    void warningsAreAcceptedOneByOne()
    {
        Day day(7);
        FinaliseService service(portsOf(day.hub.services));
        service.start();
        std::string bytes = day.sheet();
        // The bank holds ten more for the first DFSP of the sheet.
        const auto line = bytes.find("alphafsp,USD,");
        QVERIFY(line != std::string::npos);
        const auto from = bytes.find("USD,", line) + 4;
        const auto to = bytes.find(',', from);
        const auto balance = amountOf(bytes.substr(from, to - from)) + amountOf("10");
        bytes.replace(from, to - from, balance.toString());
        const auto refused = day.begin(service, day.request(bytes));
        QVERIFY(!refused.has_value());
        QVERIFY(refused.error().error.description.find("difference 10.00)") != std::string::npos);
        QVERIFY(!Day::job(service));
        auto wanted = day.request(bytes);
        wanted.setLiquidity = true;
        wanted.acceptedWarnings = Day::warnings(service, bytes);
        QCOMPARE(wanted.acceptedWarnings.size(), std::size_t(1));
        QVERIFY(day.begin(service, wanted).has_value());
        QVERIFY(Day::waitFor(service, api::FinaliseState::Done));
        QCOMPARE(day.held("alphafsp"), balance);
    }

    void whatFailedIsTakenUpAgain()
    {
        Day day(9);
        FinaliseService service(portsOf(day.hub.services));
        // Who pays most cannot: it has been switched off.
        const char* poor = kNames[0];
        for (const char* name : kNames)
            if (day.nets[day.hub.account(name, domain::AccountType::Position).value()] >
                day.nets[day.hub.account(poor, domain::AccountType::Position).value()])
                poor = name;
        const auto toggle = [&](bool isActive) {
            return day.hub.run(ledger::SetParticipantActive{domain::FspId(poor), isActive, {}}).has_value();
        };
        const std::string file = day.sheet();
        // After the file has been checked: a check would have said so.
        bool isFirst = true;
        service.onStep([&](const admin::FinaliseStep&) {
            if (std::exchange(isFirst, false)) toggle(false);
            return true;
        });
        service.start();
        QVERIFY(day.begin(service, day.request(file)).has_value());
        QVERIFY(Day::waitFor(service, api::FinaliseState::Failed));
        QVERIFY(Day::job(service)->error.contains(QStringLiteral("inactive")));
        // Money has moved: no way back.
        const auto aborted =
            day.hub.run(ledger::AbortSettlement{domain::SettlementId(1), {}, {}, "no", {}, {}});
        QVERIFY(!aborted.has_value());
        // While it is off the same file is refused at once.
        QVERIFY(!day.begin(service, day.request(file)).has_value());
        QVERIFY(toggle(true));
        // A sheet of now counts what has moved: taken as what the bank holds, it changes nothing.
        auto wanted = day.request(day.sheet());
        wanted.setLiquidity = true;
        QVERIFY(day.begin(service, wanted).has_value());
        QVERIFY(Day::waitFor(service, api::FinaliseState::Done));
        day.check();
    }

    void whoCannotPayIsFoundBeforeAnyMoneyMoves()
    {
        Day day(9);
        const char* poor = kNames[0];
        const auto netOf = [&](const char* name) {
            return day.nets[day.hub.account(name, domain::AccountType::Position).value()];
        };
        for (const char* name : kNames)
            if (netOf(name) > netOf(poor)) poor = name;
        const std::string file = day.sheet();
        // All but a little of its money is taken out.
        const auto out = day.held(poor) - netOf(poor).scaled(1, 2);
        QVERIFY(day.takeOut(poor, out));
        FinaliseService service(portsOf(day.hub.services));
        service.start();
        auto wanted = day.request(file);
        const auto check = await<api::BankReportCheck>(
            [&](auto done) { service.check(domain::SettlementId(1), wanted.file, done); });
        QVERIFY(check->hasErrors);
        for (const auto& finding : check->findings)
            if (!finding.isError) wanted.acceptedWarnings.push_back(finding.key().toStdString());
        const auto begun = day.begin(service, wanted);
        QVERIFY(!begun.has_value());
        QVERIFY(begun.error().error.description.find("cannot pay") != std::string::npos);
        QVERIFY(!Day::job(service));
    }

    void nothingIsDoneOfAnAbortedSettlement()
    {
        Day day(5);
        const std::string file = day.sheet();
        FinaliseService service(portsOf(day.hub.services));
        service.onStep([](const admin::FinaliseStep&) { return false; });
        service.start();
        QVERIFY(day.begin(service, day.request(file)).has_value());
        const auto stopped = await<api::FinaliseRow>(
            [&](auto done) { service.stopJob(kCaller, domain::SettlementId(1), kNote, done); });
        QVERIFY(stopped.has_value());
        QVERIFY(
            day.hub.run(ledger::AbortSettlement{domain::SettlementId(1), {}, {}, "no", {}, {}}).has_value());
        const auto job = Day::job(service);
        QVERIFY(job.has_value());
        for (const auto& step : job->steps)
            QVERIFY(!step.isDone);
        QVERIFY(day.sheetOrError().error().error.description.find("aborted") != std::string::npos);
    }

    // Half of what is held, before and after: the hub moves it with the money, finalising does not fix it.
    void aCapThatFollowsTheMoneyIsLeftToDoSo()
    {
        constexpr int kHalf = 5000;
        Day day(13);
        ledger::SetLimit share{domain::FspId(kNames[0]), currencyOf("USD"), "NET_DEBIT_CAP", {}, {}};
        share.limit.liquidityPercentHundredths = kHalf;
        QVERIFY(day.hub.run(share).has_value());
        FinaliseService service(portsOf(day.hub.services));
        service.start();
        auto wanted = day.request(day.sheet());
        wanted.decreaseCaps = true;
        wanted.increaseCaps = true;
        wanted.acceptedWarnings = Day::warnings(service, wanted.file.bytes);
        QVERIFY(day.begin(service, wanted).has_value());
        QVERIFY(Day::waitFor(service, api::FinaliseState::Done));
        day.check();
        const auto registry = day.hub.services.view.registry();
        for (const char* name : kNames) {
            const auto position = day.hub.account(name, domain::AccountType::Position);
            const auto& limit = registry->find(name)->limits.at(position.value());
            const bool follows = name == kNames[0];
            QCOMPARE(limit.liquidityPercentHundredths, follows ? kHalf : 0);
            // A share is rounded down to cents.
            const auto rest =
                day.held(name) - limit.netDebitCap - (follows ? limit.netDebitCap : amountOf("0"));
            QVERIFY(!rest.isNegative() && rest < amountOf("0.02"));
        }
    }

    void aRunningJobForbidsTheAbort()
    {
        Day day(11);
        const std::string file = day.sheet();
        FinaliseService service(portsOf(day.hub.services));
        service.onStep([](const admin::FinaliseStep&) { return false; });
        service.start();
        QVERIFY(day.begin(service, day.request(file)).has_value());
        const auto again = day.begin(service, day.request(file));
        QVERIFY(again.error().error.description.find("is being finalised") != std::string::npos);
        const auto aborted =
            day.hub.run(ledger::AbortSettlement{domain::SettlementId(1), {}, {}, "no", {}, {}});
        QVERIFY(aborted.error().error.description.find("is being finalised") != std::string::npos);
        const auto stopped = await<api::FinaliseRow>(
            [&](auto done) { service.stopJob(kCaller, domain::SettlementId(1), kNote, done); });
        QCOMPARE(stopped->state, api::FinaliseState::Failed);
        QVERIFY(stopped->error.contains(QStringLiteral("anna")));
        // Nothing has moved: the settlement may be taken back.
        QVERIFY(
            day.hub.run(ledger::AbortSettlement{domain::SettlementId(1), {}, {}, "no", {}, {}}).has_value());
        const auto late = day.begin(service, day.request(file));
        QVERIFY(!late.has_value());
    }
};

QTEST_GUILESS_MAIN(TestFinaliseService)
#include "tst_finalise_service.moc"
