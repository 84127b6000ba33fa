#pragma once

#include "core/ledger/audit_json.h"
#include "core/ledger/state.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hub::ledger {

/// A decision while one family of apply() makes it: numbers its outbox rows, carries running balances through
/// several moves of one account and holds every step of a transfer against the table of transitions. Lives
/// within one call of apply().
class Draft
{
public:
    Draft(const State& state, base::Instant now, const events::TraceContext& trace);

    const State& state() const { return m_state; }
    const Registry& registry() const { return *m_state.registry; }
    const Rules& rules() const { return m_state.rules; }
    base::Instant now() const { return m_now; }
    const events::TraceContext& trace() const { return m_trace; }

    void change(Change&& change) { m_decision.changes.push_back(std::move(change)); }
    /// What has been decided so far.
    const std::vector<Change>& changes() const { return m_decision.changes; }
    /// Adds `delta` to an account, on top of what this decision moved before.
    void move(domain::AccountId account, domain::Amount delta, TransferSeq transfer,
              domain::TransferState state);
    /// Value of an account with this decision's moves.
    domain::Amount value(domain::AccountId account) const;

    /// What a participant has on deposit, with this decision's moves: the account that the currency's model
    /// for positions names. Nothing on deposit: zero.
    domain::Amount liquidityOf(const ParticipantEntry& owner, domain::Currency currency) const;

    /// Fills in number and time; the trace too when the notice has none.
    void notice(Notice&& notice);
    /// PUT /transfers/{ID}/error from the hub. Left out when `to` is nobody we know: there is no address.
    void hubError(const domain::FspId& to, const domain::TransferId& id, TransferSeq seq,
                  const domain::FspiopError& error, const events::TraceContext& trace,
                  std::string contentType = {});

    /// A reserved transfer ends without a commit: one state row and the payer's position given back.
    void release(const OpenTransfer& transfer, domain::TransferEvent reason, domain::TransferEvent released,
                 const domain::FspiopError& error, const Relay& relay);

    /// A reserved client transfer is committed: in the open window, the payee's position credited, fees and
    /// settlement at once as its models say, and what flowed added to the window. Returns COMMITTED.
    domain::TransferState commit(const OpenTransfer& transfer, const std::string& fulfilment,
                                 base::Instant completedAt, const Relay& relay);

    void audit(const ActionNote& note, std::string action, std::string subject, std::string before,
               std::string after);
    void auditRefused(std::string action, std::string subject, std::string detail, std::string reason);

    /// Ends the draft.
    Decision done(Outcome outcome = Outcome::Accepted,
                  std::optional<domain::TransferState> state = std::nullopt);
    Decision created(std::int64_t id);
    /// Nothing changes; `httpStatus` 0 is the code's own.
    Decision refuse(const domain::FspiopCode& code, std::string_view detail, int httpStatus = 0);
    /// Nothing changes and the asker is not told by a status: funds messages after their 202 (1.9).
    Decision ignore(std::optional<domain::FspiopError> error,
                    std::optional<domain::TransferState> state = std::nullopt);

private:
    /// Caps that are a share of a liquidity which this decision moved are set anew.
    void followLiquidity();
    const State& m_state;
    const base::Instant m_now;
    const events::TraceContext& m_trace;
    Decision m_decision;
    /// Accounts that this decision moved, few of them, and where they stand.
    std::vector<std::pair<domain::AccountId, domain::Amount>> m_values;
};

/// The state after `event`; an event that the table does not have is a failed check.
domain::TransferState stepped(domain::TransferState from, domain::TransferEvent event);

} // namespace hub::ledger
