#include "core/settlement/bank_report.h"

#include <QtTest>

#include <algorithm>
#include <functional>

using namespace hub;
using settlement::BankCheck;
using settlement::BankReport;

using Plant = std::function<void(hub::settlement::BankReport&, hub::settlement::BankContext&)>;
Q_DECLARE_METATYPE(Plant)

namespace {

domain::Amount amount(const char* text)
{
    return *domain::Amount::parseDecimal(text);
}

domain::Currency usd()
{
    return *domain::Currency::parse("USD");
}

/// Two participants, one pays 30.5 to the other.
settlement::BankContext context()
{
    using domain::AccountType;
    settlement::BankContext out;
    out.settlement = domain::SettlementId(5);
    out.changedAt = base::Instant{1'700'000'000'000};
    out.nets = {{3, amount("30.5")}, {5, amount("-30.5")}};
    const auto known = [](std::int64_t participant, const char* name, AccountType type) {
        return settlement::KnownAccount{
            domain::ParticipantId(participant), name, true, type, usd(), amount("500"), amount("100")};
    };
    out.accounts.emplace(3, known(2, "green-bank", AccountType::Position));
    out.accounts.emplace(4, known(2, "green-bank", AccountType::Settlement));
    out.accounts.emplace(5, known(3, "mobile.cash", AccountType::Position));
    out.accounts.emplace(7, known(4, "third", AccountType::Position));
    return out;
}

BankReport report()
{
    return {"5",
            "2023-11-14T22:13:20.000Z",
            {{7, "2 3 green-bank", "USD", "469.5", "30.5"}, {8, "3 5 mobile.cash", "USD", "530.5", "-30.5"}}};
}

std::string told(const settlement::BankVerdict& verdict)
{
    std::string out;
    for (const auto& finding : verdict.findings)
        out += std::to_string(static_cast<int>(finding.check)) + (finding.isError ? "e" : "w") + ' ' +
               finding.cell + ": " + finding.text + '\n';
    return out;
}

} // namespace

/// The seventeen checks of a bank's report: each is planted and named with its row and cell.
class TestBankReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundReportHasNoFindings();
    void plantedFaultIsNamed_data();
    void plantedFaultIsNamed();
};

void TestBankReport::soundReportHasNoFindings()
{
    const auto verdict = settlement::checkBankReport(report(), context());
    QVERIFY2(verdict.findings.empty(), told(verdict).c_str());
    QCOMPARE(verdict.entries.size(), 2U);
    QCOMPARE(verdict.entries[0].balance, amount("469.5"));
    // A cap that follows the liquidity comes down with it.
    settlement::BankContext follows = context();
    follows.accounts.at(3).cap = amount("470");
    follows.accounts.at(3).capFollows = true;
    QVERIFY(settlement::checkBankReport(report(), follows).findings.empty());
}

void TestBankReport::plantedFaultIsNamed_data()
{
    QTest::addColumn<int>("check");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<bool>("isError");
    QTest::addColumn<Plant>("plant");
    const auto row = [](const char* name, BankCheck check, const char* cell, bool isError, Plant plant) {
        QTest::newRow(name) << static_cast<int>(check) << QString::fromLatin1(cell) << isError << plant;
    };
    row("other settlement", BankCheck::SettlementId, "B1", true,
        [](auto& r, auto&) { r.settlementId = "6"; });
    row("aborted settlement", BankCheck::SettlementId, "B1", true,
        [](auto&, auto& c) { c.isAborted = true; });
    row("sum", BankCheck::SumIsZero, "", true, [](auto& r, auto&) { r.rows[1].transfer = "-30.4"; });
    row("transfer is not the net", BankCheck::TransferIsNet, "D8", true,
        [](auto& r, auto&) { r.rows[1].transfer = "-30.4"; });
    row("balance", BankCheck::BalanceFits, "C7", false, [](auto& r, auto&) { r.rows[0].balance = "469.49"; });
    row("balance below zero", BankCheck::BalanceFits, "C7", true,
        [](auto& r, auto&) { r.rows[0].balance = "-1"; });
    row("missing account", BankCheck::AccountMissing, "", true, [](auto& r, auto&) { r.rows.pop_back(); });
    row("extra account", BankCheck::AccountExtra, "A9", true, [](auto& r, auto&) {
        r.rows.push_back({9, "4 7 third", "USD", "500", "0"});
    });
    row("unknown account", BankCheck::AccountUnknown, "A9", true, [](auto& r, auto&) {
        r.rows.push_back({9, "4 99 third", "USD", "500", "0"});
    });
    row("other name", BankCheck::KeyDisagrees, "A7", true,
        [](auto& r, auto&) { r.rows[0].key = "2 3 greenbank"; });
    row("other participant", BankCheck::KeyDisagrees, "A7", true,
        [](auto& r, auto&) { r.rows[0].key = "3 3 green-bank"; });
    row("no key", BankCheck::KeyDisagrees, "A7", true, [](auto& r, auto&) { r.rows[0].key = "green-bank"; });
    row("money account", BankCheck::NotPosition, "A7", true,
        [](auto& r, auto&) { r.rows[0].key = "2 4 green-bank"; });
    row("decimals of the balance", BankCheck::BalanceDecimals, "C7", true,
        [](auto& r, auto&) { r.rows[0].balance = "469.505"; });
    row("balance is no number", BankCheck::BalanceDecimals, "C7", true,
        [](auto& r, auto&) { r.rows[0].balance = "much"; });
    row("decimals of the transfer", BankCheck::TransferDecimals, "D7", true,
        [](auto& r, auto&) { r.rows[0].transfer = "30.505"; });
    row("transfer is no number", BankCheck::TransferDecimals, "D7", true,
        [](auto& r, auto&) { r.rows[0].transfer = ""; });
    row("row twice", BankCheck::DuplicateRow, "A9", true, [](auto& r, auto&) {
        r.rows.push_back(r.rows[0]);
        r.rows.back().line = 9;
    });
    row("file twice", BankCheck::DuplicateFile, "", true, [](auto&, auto& c) { c.wasSeenBefore = true; });
    row("stale file", BankCheck::StaleFile, "B2", false,
        [](auto&, auto& c) { c.changedAt = c.changedAt.plusMs(1); });
    row("currency", BankCheck::CurrencyColumn, "B7", true,
        [](auto& r, auto&) { r.rows[0].currency = "EUR"; });
    row("cap above the balance", BankCheck::CapExceedsLiquidity, "C7", false,
        [](auto&, auto& c) { c.accounts.at(3).cap = amount("470"); });
    row("more than is held", BankCheck::BalanceFits, "D7", true,
        [](auto&, auto& c) { c.accounts.at(3).liquidity = amount("30.49"); });
    row("inactive participant", BankCheck::ParticipantInactive, "A8", true,
        [](auto&, auto& c) { c.accounts.at(5).isParticipantActive = false; });
    row("inactive participant without a net", BankCheck::ParticipantInactive, "A8", false,
        [](auto&, auto& c) {
            c.accounts.at(5).isParticipantActive = false;
            c.nets.at(5) = amount("0");
        });
}

void TestBankReport::plantedFaultIsNamed()
{
    QFETCH(int, check);
    QFETCH(QString, cell);
    QFETCH(bool, isError);
    QFETCH(Plant, plant);
    BankReport r = report();
    settlement::BankContext c = context();
    plant(r, c);
    const auto verdict = settlement::checkBankReport(r, c);
    const bool isFound = std::any_of(
        verdict.findings.begin(), verdict.findings.end(), [&](const settlement::BankFinding& finding) {
            return static_cast<int>(finding.check) == check && finding.cell == cell.toStdString() &&
                   finding.isError == isError;
        });
    QVERIFY2(isFound, told(verdict).c_str());
    QVERIFY(verdict.hasErrors() || !isError);
}

QTEST_APPLESS_MAIN(TestBankReport)
#include "tst_bank_report.moc"
