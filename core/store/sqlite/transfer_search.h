#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/queries.h"
#include "core/store/sqlite/ledger_rows.h"
#include "core/store/transfer_match.h"

#include <map>
#include <set>
#include <vector>

namespace hub::store {

/// One search within one snapshot. What the index has is read in blocks that can hold a hit, newest first;
/// what is newer than the index is read from the ledger's tail and laid over it.
class TransferSearch
{
public:
    /// All outlive the search; `filter` has been checked.
    TransferSearch(LedgerRows& rows, const IndexReach& reach, const ledger::TransferFilter& filter);
    base::Expected<std::vector<ledger::TransferRow>, base::Error> run();

private:
    using Done = base::Expected<void, base::Error>;
    struct Step
    {
        ledger::StateStep step;
        domain::WindowId window;
    };
    struct Range ///< of seq, both included
    {
        ledger::TransferSeq low = 0;
        ledger::TransferSeq high = 0;
    };

    Done readTailSteps();
    Done readTailMoves();
    Done searchTail();
    Done searchChanged();
    Done searchIndex();
    /// Ranges of seq whose blocks can hold a hit, newest first.
    base::Expected<std::vector<Range>, base::Error> ranges();
    /// The rows of a range that fit, until the page is full.
    Done searchRange(Range range, std::vector<ledger::TransferRow>& found);
    base::Expected<std::int64_t, base::Error> refOf(const std::string& name);
    base::Expected<ledger::TransferRow, base::Error> readRow(const Statement& statement);
    bool isWanted(const ledger::TransferRow& row) const;
    bool isMoved(ledger::TransferSeq seq, std::string_view keys) const;
    ledger::TransferSeq top() const;

    LedgerRows& m_rows;
    const IndexReach& m_reach;
    const ledger::TransferFilter& m_filter;
    std::map<ledger::TransferSeq, std::vector<Step>> m_tailSteps;
    std::set<ledger::TransferSeq> m_tailMoved; ///< moved the filter's account
    std::vector<Taken> m_taken;                ///< by the filter's settlement
    std::vector<ledger::TransferRow> m_found;
};

/// What a settlement took; empty when there is none.
base::Expected<std::vector<Taken>, base::Error> takenBy(Connection& connection,
                                                        domain::SettlementId settlement);

} // namespace hub::store
