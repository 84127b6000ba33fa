#pragma once

#include "core/admin/caller.h"
#include "core/hub/finalise_api.h"
#include "core/ledger/engine.h"
#include "core/ledger/queries.h"
#include "core/settlement/bank_report.h"

#include <map>
#include <string>
#include <vector>

namespace hub::admin {

/// The bank's file as it came.
struct BankFile
{
    std::string name;
    std::string bytes;

    static constexpr std::size_t kBytesMax = 2U << 20;
};

/// What the seventeen checks said of a file.
struct BankFileVerdict
{
    base::Digest hash{};
    settlement::BankVerdict verdict;
    settlement::BankContext context;
};

/// What a file is held against.
struct BankFacts
{
    ledger::SettlementFacts settlement;
    /// The job that failed and is to be taken up again, if any.
    std::optional<ledger::Finalise> before;
    /// POSITION accounts of `before` whose money has moved.
    std::vector<domain::AccountId> moved;
    bool wasSeenBefore = false; ///< a file with this hash has been taken for another settlement, or is done
};

/// Reads the file (CSV or XLSX; the places of its cells are those of the initiation sheet, operator-ux 1.2)
/// and holds it against the settlement. Refused when it cannot be read. Any thread; costs the parsing.
Result<BankFileVerdict> checkBankFile(const BankFile& file, const BankFacts& facts,
                                      const ledger::LedgerView& view);

/// The verdict as the desk sees it.
api::BankReportCheck bankReportCheck(const BankFileVerdict& verdict);

} // namespace hub::admin
