#include "core/admin/bank_sheet.h"

#include "core/http/digest.h"
#include "core/report/sheet.h"
#include "core/settlement/netting.h"

#include <algorithm>

namespace hub::admin {
namespace {

using namespace domain::fspiop_code;

settlement::BankReport reportOf(const report::Sheet& sheet)
{
    settlement::BankReport report;
    report.settlementId = sheet.at(0, 1);
    report.generatedAt = sheet.at(1, 1);
    for (std::size_t row = settlement::kFirstBankRow - 1; row < sheet.rows.size(); ++row) {
        settlement::BankRow cells{row + 1, sheet.at(row, 0), sheet.at(row, 1), sheet.at(row, 2),
                                  sheet.at(row, 3)};
        if (!cells.key.empty() || !cells.balance.empty() || !cells.transfer.empty())
            report.rows.push_back(std::move(cells));
    }
    return report;
}

settlement::BankContext contextOf(const BankFacts& facts, const ledger::LedgerView& view)
{
    const auto& row = facts.settlement.file.settlement;
    settlement::BankContext context;
    context.settlement = row.id;
    context.isAborted = row.state == domain::SettlementState::Aborted;
    // What a job that failed has done since does not make the bank's sheet stale.
    context.changedAt = facts.before ? row.createdAt : row.changedAt;
    if (!facts.before)
        for (const auto& account : facts.settlement.file.accounts)
            context.changedAt = std::max(context.changedAt, account.changedAt);
    context.nets = settlement::netsToSettle(facts.settlement.file);
    context.wasSeenBefore = facts.wasSeenBefore;
    const auto registry = view.registry();
    for (const auto& entry : registry->participants())
        for (const auto& account : entry->accounts) {
            settlement::KnownAccount known{entry->participant.id,
                                           entry->participant.name.value(),
                                           entry->participant.isActive,
                                           account.type,
                                           account.currency,
                                           {},
                                           {}};
            if (const auto* money = entry->account(domain::AccountType::Settlement, account.currency))
                known.liquidity = view.position(money->id).value.negated();
            const bool isMoved =
                std::find(facts.moved.begin(), facts.moved.end(), account.id) != facts.moved.end();
            if (const auto net = context.nets.find(account.id.value()); isMoved && net != context.nets.end())
                known.liquidity += net->second;
            if (const auto limit = entry->limits.find(account.id.value()); limit != entry->limits.end()) {
                known.cap = limit->second.netDebitCap;
                known.capFollows = limit->second.liquidityPercentHundredths > 0;
            }
            context.accounts.emplace(account.id.value(), std::move(known));
        }
    return context;
}

} // namespace

Result<BankFileVerdict> checkBankFile(const BankFile& file, const BankFacts& facts,
                                      const ledger::LedgerView& view)
{
    if (file.bytes.size() > BankFile::kBytesMax)
        return refuse(kGenericValidationError, "The bank's file has more than 2 MiB");
    const auto sheet = report::readSheet(file.bytes);
    if (!sheet)
        return refuse(kGenericValidationError, "The bank's file cannot be read: " + sheet.error().detail);
    BankFileVerdict out;
    out.hash = http::sha256(file.bytes);
    out.context = contextOf(facts, view);
    out.verdict = settlement::checkBankReport(reportOf(*sheet), out.context);
    return out;
}

api::BankReportCheck bankReportCheck(const BankFileVerdict& verdict)
{
    api::BankReportCheck out;
    out.hash = QString::fromStdString(base::toHex(base::asText(verdict.hash)));
    out.hasErrors = verdict.verdict.hasErrors();
    for (const auto& finding : verdict.verdict.findings)
        out.findings.push_back({static_cast<int>(finding.check), finding.isError,
                                QString::fromStdString(finding.cell), QString::fromStdString(finding.text)});
    for (const auto& entry : verdict.verdict.entries) {
        const auto& account = verdict.context.accounts.at(entry.account.value());
        out.rows.push_back({entry.account, QString::fromStdString(account.name), account.currency,
                            entry.transfer, entry.balance, account.liquidity - entry.transfer, account.cap,
                            account.capFollows});
    }
    return out;
}

} // namespace hub::admin
