#pragma once

#include "core/ledger/engine.h"
#include "core/ledger/queries.h"
#include "core/report/report.h"

#include <optional>
#include <string>
#include <vector>

/// The tables of the hub's reports (operator-ux 1.5) out of what the store says. Totals are the sums of the
/// lines, and every report states its check value.
namespace hub::admin {

/// The settlement bank's sheet, without a title: the places of its cells are those that finalising reads
/// (operator-ux 1.2). Balances are what the hub expects afterwards; for `moved` accounts, whose net a job of
/// finalising has moved already, what it holds.
report::Report initiationSheet(const ledger::SettlementFacts& facts, const ledger::LedgerView& view,
                               const std::vector<domain::AccountId>& moved, base::Instant now);
/// Nets of all accounts, or of those in one currency, and the windows.
report::Report settlementReport(const ledger::SettlementFacts& facts, const ledger::Registry& registry,
                                std::optional<domain::Currency> only);
/// Nets by account and sums by pair.
report::Report windowReport(const ledger::WindowFacts& facts, const ledger::Registry& registry);

/// One participant's part of a settlement against each counterparty; nothing when it has none. On a reader
/// thread.
base::Expected<std::optional<report::Report>, base::Error> dfspReport(ledger::LedgerReader& reader,
                                                                      const ledger::Registry& registry,
                                                                      domain::SettlementId settlement,
                                                                      const std::string& participant);
/// Movements of one statement at most: a longer one would have to leave some out, and its opening balance
/// would not be that of its first day.
inline constexpr int kStatementRowsMax = 10'000;
struct Statement
{
    std::optional<report::Report> report; ///< nothing when nothing moved
    bool isTooLong = false;
};
/// What moved the money held for one participant in one currency, with the balance after each. On a reader
/// thread.
base::Expected<Statement, base::Error> statementOf(ledger::LedgerReader& reader,
                                                   const std::string& participant,
                                                   const domain::Account& account, base::Instant from,
                                                   base::Instant to);

} // namespace hub::admin
