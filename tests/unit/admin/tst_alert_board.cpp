#include "core/admin/alert_board.h"
#include "tests/unit/admin/hub_in_memory.h"

#include <QTest>

#include <algorithm>
#include <mutex>

using namespace hub;
using namespace hub::test;
using events::Alert;
using events::AlertRule;
using events::AlertState;

namespace {

/// Alarms in memory, which outlive a board as a file would.
struct Kept
{
    std::mutex mutex;
    std::vector<Alert> alerts;
    std::vector<Alert> all()
    {
        const std::lock_guard lock(mutex);
        return alerts;
    }
};

class MemoryAlerts final : public events::AlertStore
{
public:
    explicit MemoryAlerts(Kept& kept)
        : m_kept(kept)
    {}
    base::Expected<void, base::Error> put(Alert& alert) override
    {
        const std::lock_guard lock(m_kept.mutex);
        if (alert.id == 0) {
            alert.id = static_cast<std::int64_t>(m_kept.alerts.size()) + 1;
            m_kept.alerts.push_back(alert);
        } else {
            m_kept.alerts[static_cast<std::size_t>(alert.id - 1)] = alert;
        }
        return {};
    }
    base::Expected<std::vector<Alert>, base::Error> list(const events::AlertFilter&) override
    {
        return m_kept.all();
    }
    base::Expected<std::vector<Alert>, base::Error> open() override
    {
        auto out = m_kept.all();
        std::erase_if(out, [](const Alert& alert) { return alert.state == AlertState::Resolved; });
        return out;
    }
    base::Expected<std::optional<Alert>, base::Error> find(std::int64_t id) override
    {
        for (const Alert& alert : m_kept.all())
            if (alert.id == id) return std::optional(alert);
        return std::optional<Alert>();
    }

private:
    Kept& m_kept;
};

class Mails final : public mail::MailSink
{
public:
    bool send(mail::Mail&& mail) override
    {
        const std::lock_guard lock(m_mutex);
        m_mails.push_back(std::move(mail));
        return true;
    }
    std::vector<mail::Mail> all()
    {
        const std::lock_guard lock(m_mutex);
        return m_mails;
    }

private:
    std::mutex m_mutex;
    std::vector<mail::Mail> m_mails;
};

constexpr std::int64_t kMinute = 60'000;

} // namespace

/// The alarms of admin-settlement 3.5: when they fire, mail, fall silent, clear, and that a restart neither
/// loses nor repeats them.
class TestAlertBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void percentagesAreExact();
    void breachFiresOnceAndClears();
    void mailsAreThrottled();
    void newBreachMailsAtOnce();
    void capChangeIsTold();
    void settlementMoveIsTold();
    void restartNeitherLosesNorRepeats();
    void acknowledgedStaysKnown();
    void conditionsOfTheHub();

private:
    void startBoard()
    {
        m_board = std::make_unique<admin::AlertBoard>(
            admin::AlertOptions{}, m_hub->engine.view(), m_hub->clock,
            [this] { return std::make_unique<MemoryAlerts>(*m_kept); }, m_mails.get());
        m_board->watchConditions([this] {
            return std::vector<admin::HubCondition>{
                {AlertRule::StoreReadOnly, m_isReadOnly.load(), 1, "no writes"}};
        });
        m_board->start();
        settle();
    }
    /// Waits until the board has done what it was given.
    void settle()
    {
        const auto rows = await<std::vector<Alert>>(
            [this](admin::Done<std::vector<Alert>> done) { m_board->list({}, std::move(done)); });
        QVERIFY(rows.has_value());
    }
    void position(const char* value, std::int64_t atMs, ledger::TransferSeq transfer = 0)
    {
        auto batch = std::make_shared<ledger::Batch>();
        batch->changes.emplace_back(ledger::PositionMoved{account(), amountOf("1"), amountOf(value), transfer,
                                                          domain::TransferState::Reserved,
                                                          base::Instant{atMs}});
        m_board->committed(std::move(batch));
        settle();
    }
    domain::AccountId account() { return m_hub->account("bank", domain::AccountType::Position); }
    std::vector<Alert> of(AlertRule rule)
    {
        auto out = m_kept->all();
        std::erase_if(out, [rule](const Alert& alert) { return alert.rule != rule; });
        return out;
    }

    std::unique_ptr<HubInMemory> m_hub;
    std::unique_ptr<Kept> m_kept;
    std::unique_ptr<Mails> m_mails;
    std::unique_ptr<admin::AlertBoard> m_board;
    std::atomic<bool> m_isReadOnly{false};
};

void TestAlertBoard::init()
{
    m_hub = std::make_unique<HubInMemory>();
    m_kept = std::make_unique<Kept>();
    m_mails = std::make_unique<Mails>();
    m_hub->openCurrency("USD");
    m_hub->addDfsp("bank", "USD", "1000", "5000");
    for (const char* name : {"bank", "Hub"})
        for (const char* type : {"NET_DEBIT_CAP_THRESHOLD_BREACH_EMAIL", "NET_DEBIT_CAP_ADJUSTMENT_EMAIL",
                                 "SETTLEMENT_TRANSFER_POSITION_CHANGE_EMAIL"})
            QVERIFY(m_hub->run(
                ledger::SetEndpoint{domain::FspId(name), type, std::string(name) + "@x.example", {}}));
    startBoard();
}

void TestAlertBoard::cleanup()
{
    m_board.reset();
    m_hub.reset();
    m_isReadOnly = false;
}

void TestAlertBoard::percentagesAreExact()
{
    domain::Limit limit{amountOf("3"), 1000};
    QVERIFY(!admin::isBreached(amountOf("2.6999"), limit));
    QVERIFY(admin::isBreached(amountOf("2.7"), limit));
    QVERIFY(admin::isBreached(amountOf("5"), domain::Limit{amountOf("0"), 1000}));
    QVERIFY(!admin::isBreached(amountOf("0"), domain::Limit{amountOf("0"), 1000}));
    QCOMPARE(admin::leftHundredths(amountOf("5"), amountOf("0")), std::int64_t(0));
    QCOMPARE(admin::percentText(admin::leftHundredths(amountOf("905"), amountOf("1000"))),
             std::string("9.50"));
    QCOMPARE(admin::percentText(admin::leftHundredths(amountOf("1100"), amountOf("1000"))),
             std::string("-10.00"));
    QCOMPARE(admin::percentText(admin::leftHundredths(amountOf("-500"), amountOf("1000"))),
             std::string("150.00"));
}

void TestAlertBoard::breachFiresOnceAndClears()
{
    position("899", 1);
    QVERIFY(m_kept->all().empty());
    position("900", 2);
    position("950", 3);
    auto alerts = of(AlertRule::NetDebitCapBreach);
    QCOMPARE(alerts.size(), 1U);
    QVERIFY(alerts[0].state == AlertState::Firing);
    QCOMPARE(alerts[0].value, std::string("10.00"));
    QCOMPARE(alerts[0].object, std::string("bank"));
    const auto mails = m_mails->all();
    QCOMPARE(mails.size(), 1U);
    QCOMPARE(mails[0].to, (std::vector<std::string>{"bank@x.example", "Hub@x.example"}));
    QCOMPARE(mails[0].subject, std::string("NET_DEBIT_CAP BREACH CONDITION REACHED"));
    position("100", 4);
    QVERIFY(of(AlertRule::NetDebitCapBreach)[0].state == AlertState::Resolved);
    QCOMPARE(of(AlertRule::NetDebitCapBreach)[0].resolvedAt.ms, 4);
}

void TestAlertBoard::mailsAreThrottled()
{
    position("900", 0 + 1);
    position("901", 3 * kMinute); // A millisecond early.
    QCOMPARE(m_mails->all().size(), 1U);
    position("902", 3 * kMinute + 1);
    position("903", 6 * kMinute + 1);
    QCOMPARE(m_mails->all().size(), 3U);
    position("904", 30 * kMinute);
    QCOMPARE(m_mails->all().size(), 3U);
    position("905", 60 * kMinute + 1);
    QCOMPARE(m_mails->all().size(), 4U);
    QCOMPARE(of(AlertRule::NetDebitCapBreach).size(), 1U);
    QCOMPARE(of(AlertRule::NetDebitCapBreach)[0].mails, 4);
}

void TestAlertBoard::newBreachMailsAtOnce()
{
    position("900", 1);
    position("10", 2);
    position("900", 3);
    QCOMPARE(m_mails->all().size(), 2U);
    QCOMPARE(of(AlertRule::NetDebitCapBreach).size(), 2U);
}

void TestAlertBoard::capChangeIsTold()
{
    auto batch = std::make_shared<ledger::Batch>();
    batch->changes.emplace_back(ledger::LimitPut{account(), {amountOf("1000"), 2000}, base::Instant{1}});
    batch->changes.emplace_back(ledger::LimitPut{account(), {amountOf("2000"), 1000}, base::Instant{2}});
    m_board->committed(std::move(batch));
    settle();
    const auto alerts = of(AlertRule::NetDebitCapAdjustment);
    QCOMPARE(alerts.size(), 1U);
    QCOMPARE(alerts[0].value, std::string("2000"));
    QCOMPARE(m_mails->all().size(), 1U);
    QCOMPARE(m_mails->all()[0].subject, std::string("NET_DEBIT_CAP LIMIT ADJUSTMENT"));
}

void TestAlertBoard::settlementMoveIsTold()
{
    // As a step that commits does, also the first one after a restart.
    ledger::SettlementAccount row;
    row.account = account();
    row.transferSeq = 7;
    auto batch = std::make_shared<ledger::Batch>();
    batch->changes.emplace_back(ledger::PositionMoved{account(), amountOf("1"), amountOf("12"), 7,
                                                      domain::TransferState::Committed, base::Instant{3}});
    batch->changes.emplace_back(ledger::SettlementAccountPut{row});
    m_board->committed(std::move(batch));
    settle();
    position("13", 4, 8); // A payment.
    QCOMPARE(of(AlertRule::SettlementPositionChange).size(), 1U);
    QCOMPARE(of(AlertRule::SettlementPositionChange)[0].value, std::string("12"));
    QCOMPARE(m_mails->all()[0].subject, std::string("Settlement Position Change"));
}

void TestAlertBoard::restartNeitherLosesNorRepeats()
{
    position("900", 1);
    m_board.reset();
    // The balances that the ledger has at the start say that it has cleared.
    startBoard();
    QCOMPARE(of(AlertRule::NetDebitCapBreach).size(), 1U);
    QVERIFY(of(AlertRule::NetDebitCapBreach)[0].state == AlertState::Resolved);
    position("900", 2);
    QCOMPARE(of(AlertRule::NetDebitCapBreach).size(), 2U);
    QCOMPARE(m_mails->all().size(), 2U);
    // And one that still holds stays one.
    QVERIFY(m_hub->run(ledger::SetLimit{
        domain::FspId("bank"), currencyOf("USD"), "NET_DEBIT_CAP", {amountOf("1000"), 10'000}, {}}));
    m_board.reset();
    startBoard();
    m_board.reset();
    startBoard();
    const auto alerts = of(AlertRule::NetDebitCapBreach);
    QCOMPARE(std::count_if(alerts.begin(), alerts.end(),
                           [](const Alert& alert) { return alert.state == AlertState::Firing; }),
             1);
}

void TestAlertBoard::acknowledgedStaysKnown()
{
    position("900", 1);
    const auto seen = await<Alert>([this](admin::Done<Alert> done) {
        m_board->acknowledge(1, "olga", "called the bank", std::move(done));
    });
    QVERIFY(seen.has_value());
    QVERIFY(seen->state == AlertState::Acknowledged);
    QCOMPARE(of(AlertRule::NetDebitCapBreach)[0].note, std::string("called the bank"));
    position("10", 2);
    QVERIFY(of(AlertRule::NetDebitCapBreach)[0].state == AlertState::Resolved);
    QCOMPARE(of(AlertRule::NetDebitCapBreach)[0].acknowledgedBy, std::string("olga"));
    const auto unknown = await<Alert>(
        [this](admin::Done<Alert> done) { m_board->acknowledge(99, "olga", "", std::move(done)); });
    QVERIFY(!unknown && unknown.error().status() == 404);
}

void TestAlertBoard::conditionsOfTheHub()
{
    m_isReadOnly = true;
    QVERIFY(QTest::qWaitFor([this] { return of(AlertRule::StoreReadOnly).size() == 1; }));
    QCOMPARE(of(AlertRule::StoreReadOnly)[0].object, std::string("hub"));
    m_isReadOnly = false;
    QVERIFY(
        QTest::qWaitFor([this] { return of(AlertRule::StoreReadOnly)[0].state == AlertState::Resolved; }));
}

QTEST_GUILESS_MAIN(TestAlertBoard)
#include "tst_alert_board.moc"
