#include "tests/unit/admin/hub_in_memory.h"

#include <QtTest/QtTest>

using namespace hub;
using test::HubInMemory;

class TestAdminServices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusalsKeepTheLedgersWords();
    void aReasonIsAskedWhereItMustBe();
    void fullQueuesAreUnavailable();
    void waitingCommandsAreBounded();
    void silentRefusalsAreTold();
    void searchPagesAndFilters();
    void settlementPagesHoldWhatFits();
    void selfChecksSeeTheSums();
    void aStatementIsWholeOrRefused();
};

void TestAdminServices::refusalsKeepTheLedgersWords()
{
    HubInMemory hub;
    const auto answer = hub.run(ledger::SetParticipantActive{domain::FspId("nobody"), true, {}});
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().error.code, std::string("3200"));
    QCOMPARE(answer.error().status(), 400);
    QCOMPARE(answer.error().kind, admin::Failure::Kind::Refused);
}

void TestAdminServices::aReasonIsAskedWhereItMustBe()
{
    HubInMemory hub;
    hub.openCurrency("USD");
    hub.addDfsp("payerfsp", "USD", "1000", "1000");
    admin::Caller desk;
    desk.mustGiveReason = true;
    const auto setActive = [&](const char* reason) {
        return test::await<admin::ParticipantView>([&](auto done) {
                   hub.services.participants.setActive(desk, "payerfsp", true, admin::Note{reason, {}},
                                                       std::move(done));
               })
            .has_value();
    };
    QVERIFY(!setActive("too short"));
    QVERIFY(setActive("long enough"));
    QVERIFY(!setActive("öööö öööö")); // Characters count, not bytes.
}

void TestAdminServices::fullQueuesAreUnavailable()
{
    HubInMemory hub;
    hub.readers.isFull = true;
    std::optional<admin::Failure> failure;
    hub.services.audit.search({}, [&](const auto& result) { failure = result.error(); });
    QVERIFY(failure.has_value());
    QCOMPARE(failure->status(), 503);
    QCOMPARE(failure->kind, admin::Failure::Kind::Unavailable);
}

void TestAdminServices::waitingCommandsAreBounded()
{
    // An engine that does not run: what is posted waits.
    base::SystemClock clock;
    test::NoNotices notices;
    ledger::Engine engine({}, {}, clock, notices, nullptr);
    int ended = 0;
    std::vector<std::string> codes; // Before the post: it tells those that wait when it goes.
    {
        admin::CommandPost post(engine, 2);
        for (int i = 0; i < 3; ++i)
            post.post({}, ledger::Tick{}, [&](const admin::Result<ledger::Answer>& answer) {
                ++ended;
                codes.push_back(answer.error().error.code);
            });
        QCOMPARE(ended, 1);
        QCOMPARE(codes.front(), std::string("2003"));
        engine.stop();
    }
    QCOMPARE(ended, 3);
}

void TestAdminServices::silentRefusalsAreTold()
{
    HubInMemory hub;
    hub.openCurrency("USD");
    hub.addDfsp("payerfsp", "USD", "1000", "100");
    ledger::RecordFunds out{test::transferIdOf("out"),
                            domain::FspId("payerfsp"),
                            hub.account("payerfsp", domain::AccountType::Settlement),
                            ledger::RecordFunds::Action::OutPrepareReserve,
                            test::amountOf("150"),
                            test::currencyOf("USD"),
                            "bank 2",
                            {},
                            {},
                            {}};
    const auto record = [&] {
        return test::await<admin::FundsOutcome>(
            [&](auto done) { hub.services.funds.record({}, out, {}, std::move(done)); });
    };
    const auto tooMuch = record();
    QVERIFY(tooMuch.has_value() && tooMuch->error.has_value());
    QVERIFY(tooMuch->state == domain::TransferState::AbortedRejected);
    out.amount = test::amountOf("1");
    QCOMPARE(record()->error->code, std::string("3106"));
}

void TestAdminServices::searchPagesAndFilters()
{
    HubInMemory hub;
    hub.openCurrency("USD");
    hub.addDfsp("payerfsp", "USD", "1000", "1000");
    hub.addDfsp("payeefsp", "USD", "1000", "1000");
    domain::TransferId last;
    for (int i = 0; i < 5; ++i)
        last = hub.pay("page " + std::to_string(i), "payerfsp", "payeefsp", "1");
    const auto find = [&](api::TransferFilter filter, api::PageRequest page) {
        return test::await<api::Page<api::TransferRow>>([&](auto done) {
            hub.services.transfers.find(std::move(filter), std::move(page), std::move(done));
        });
    };
    api::TransferFilter payments;
    payments.payer = QStringLiteral("payerfsp");
    auto page = find(payments, {{}, 2});
    QCOMPARE(page->rows.size(), std::size_t(2));
    QCOMPARE(page->rows.front().id, last);
    int rows = 2;
    while (!page->next.isEmpty()) {
        page = find(payments, {page->next, 2});
        rows += static_cast<int>(page->rows.size());
    }
    QCOMPARE(rows, 5);
    api::TransferFilter start;
    start.id = QString::fromStdString(last.value().toString()).left(8).toUpper();
    QCOMPARE(find(start, {})->rows.size(), std::size_t(1));
    api::TransferFilter states;
    states.states = {domain::TransferState::Reserved, domain::TransferState::Committed};
    states.text = QStringLiteral("PAYEE");
    QCOMPARE(find(states, {})->rows.size(), std::size_t(6)); // Five payments and a deposit.
    QVERIFY(!find(states, {QStringLiteral("x"), 2}).has_value());
}

// A page is filled with rows that fit, however many newer ones do not.
void TestAdminServices::settlementPagesHoldWhatFits()
{
    HubInMemory hub;
    hub.openCurrency("USD");
    hub.addDfsp("payerfsp", "USD", "1000", "1000");
    hub.addDfsp("payeefsp", "USD", "1000", "1000");
    for (std::int64_t window = 1; window <= 3; ++window) {
        hub.pay("paid in " + std::to_string(window), "payerfsp", "payeefsp", "10");
        QVERIFY(hub.run(ledger::CloseWindow{domain::WindowId(window), {}}).has_value());
        QVERIFY(QTest::qWaitFor([&] {
            return hub.run(ledger::CreateSettlement{"DEFERREDNETUSD", "day", {domain::WindowId(window)}, {}})
                .has_value();
        }));
    }
    admin::WindowQuery ofSettlement;
    ofSettlement.settlement = domain::SettlementId(1);
    ofSettlement.limit = 1;
    const auto windows = test::await<std::vector<ledger::WindowFacts>>(
        [&](auto done) { hub.services.settlement.windows(ofSettlement, std::move(done)); });
    QVERIFY(windows.has_value());
    QCOMPARE(windows->size(), std::size_t(1));
    QCOMPARE(windows->front().window.id.value(), std::int64_t(1));
    admin::SettlementQuery ofWindow;
    ofWindow.window = domain::WindowId(1);
    ofWindow.limit = 1;
    const auto settlements = test::await<std::vector<ledger::SettlementFacts>>(
        [&](auto done) { hub.services.settlement.settlements(ofWindow, std::move(done)); });
    QVERIFY(settlements.has_value());
    QCOMPARE(settlements->size(), std::size_t(1));
    QCOMPARE(settlements->front().file.settlement.id.value(), std::int64_t(1));
}

void TestAdminServices::selfChecksSeeTheSums()
{
    HubInMemory hub;
    hub.openCurrency("USD");
    hub.addDfsp("payerfsp", "USD", "1000", "1000");
    hub.addDfsp("payeefsp", "USD", "1000", "1000");
    hub.pay("sum", "payerfsp", "payeefsp", "7");
    const auto checks = hub.services.health.selfChecks();
    QCOMPARE(checks.size(), std::size_t(2));
    for (const auto& check : checks)
        QVERIFY2(check.passed, qPrintable(check.name + check.detail));
}

void TestAdminServices::aStatementIsWholeOrRefused()
{
    HubInMemory hub;
    hub.openCurrency("USD");
    hub.addDfsp("payerfsp", "USD", "1000", "100");
    const auto money = hub.account("payerfsp", domain::AccountType::Settlement);
    const auto deposit = [&](int number) {
        return hub
            .run(ledger::RecordFunds{test::transferIdOf("in " + std::to_string(number)),
                                     domain::FspId("payerfsp"),
                                     money,
                                     ledger::RecordFunds::Action::In,
                                     test::amountOf("1"),
                                     test::currencyOf("USD"),
                                     "bank",
                                     {},
                                     {},
                                     {}})
            .has_value();
    };
    const auto statement = [&](std::optional<base::Instant> from) {
        api::ReportRequest request;
        request.kind = api::ReportKind::DfspStatement;
        request.participant = QStringLiteral("payerfsp");
        request.currency = test::currencyOf("USD");
        request.from = from;
        return test::await<api::ReportFile>(
            [&](auto done) { hub.services.reports.make({}, request, std::move(done)); });
    };
    // The opening row and the first deposit are there already.
    for (int i = 0; i < 9'998; ++i)
        QVERIFY(deposit(i));
    const auto whole = statement({});
    QVERIFY(whole.has_value());
    QVERIFY(whole->bytes.contains("Opening balance,0.00"));
    QVERIFY(whole->bytes.contains(test::transferIdOf("in 0").value().toString().c_str()));
    QVERIFY(deposit(9'998));
    const auto refused = statement({});
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().status(), 400);
    QVERIFY(refused.error().error.description.find("more than 10000 movements") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestAdminServices)
#include "tst_admin_services.moc"
