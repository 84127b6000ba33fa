#pragma once

#include "core/admin/live_board.h"
#include "core/admin/read_post.h"
#include "core/hub/positions_api.h"
#include "core/ledger/engine.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hub::admin {

/// POSITION value of one ledger as the public API shows it.
struct PositionValue
{
    domain::Currency currency;
    domain::Position position;
};

/// Positions for the public API (admin-settlement 1.7) and the desk. Any thread.
class PositionsService
{
public:
    PositionsService(const ledger::LedgerView& view, const LiveBoard& board, ReadPost& readers);

    /// Active POSITION ledgers with a position row, by currency; none for an inactive participant. 3200 when
    /// it is unknown.
    Result<std::vector<PositionValue>> of(std::string_view participant) const;
    /// Nothing when the ledger or its owner is inactive or it has no row; 3200 when participant or ledger is
    /// unknown.
    Result<std::optional<PositionValue>> of(std::string_view participant, domain::Currency currency) const;

    /// Every POSITION ledger of every DFSP, by participant and currency.
    std::vector<api::PositionRow> snapshot() const;
    /// Of a POSITION ledger, or of the one beside a SETTLEMENT ledger, whose liquidity is in the row; else
    /// nothing.
    std::optional<api::PositionRow> row(domain::AccountId account) const;
    /// `points` 2..1000 buckets between the two moments; 3100 for another range.
    void history(domain::AccountId account, base::Instant from, base::Instant to, int points,
                 Done<api::PositionHistory> done);
    /// The last 1..500 changes of any account, newest first; 3200 when there is no such account, 3100 for
    /// another number.
    void moves(domain::AccountId account, int limit, Done<std::vector<api::AccountMoveRow>> done);

private:
    api::PositionRow rowOf(const ledger::ParticipantEntry& entry, const domain::Account& account) const;

    const ledger::LedgerView& m_view;
    const LiveBoard& m_board;
    ReadPost& m_readers;
};

} // namespace hub::admin
