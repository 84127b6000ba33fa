#include "core/ledger/draft.h"

#include "core/base/check.h"
#include "core/ledger/settlement_handlers.h"

namespace hub::ledger {

domain::TransferState stepped(domain::TransferState from, domain::TransferEvent event)
{
    const auto to = domain::nextState(from, event);
    HUB_CHECK(to.has_value());
    return *to;
}

Draft::Draft(const State& state, base::Instant now, const events::TraceContext& trace)
    : m_state(state)
    , m_now(now)
    , m_trace(trace)
{
    m_decision.changes.reserve(4); // What a prepare or a fulfil makes.
}

void Draft::move(domain::AccountId account, domain::Amount delta, TransferSeq transfer,
                 domain::TransferState state)
{
    HUB_CHECK(account.value() > 0);
    const domain::Amount after = value(account) + delta;
    m_decision.changes.emplace_back(PositionMoved{account, delta, after, transfer, state, m_now});
    for (auto& [moved, value] : m_values) {
        if (moved != account) continue;
        value = after;
        return;
    }
    m_values.emplace_back(account, after);
}

domain::Amount Draft::value(domain::AccountId account) const
{
    for (const auto& [moved, value] : m_values)
        if (moved == account) return value;
    return m_state.position(account).value;
}

void Draft::notice(Notice&& notice)
{
    notice.seq = m_state.nextOutboxSeq + m_decision.notices.size();
    notice.at = m_now;
    if (notice.trace.trace == events::TraceId{}) notice.trace = m_trace;
    m_decision.notices.push_back(std::move(notice));
}

void Draft::hubError(const domain::FspId& to, const domain::TransferId& id, TransferSeq seq,
                     const domain::FspiopError& error, const events::TraceContext& trace,
                     std::string contentType)
{
    if (registry().find(to.value()) == nullptr) return;
    Notice message;
    message.kind = NoticeKind::HubError;
    message.destination = to;
    message.source = domain::FspId(rules().hubName);
    message.transfer = id;
    message.transferSeq = seq;
    message.error = error;
    message.contentType = std::move(contentType);
    message.trace = trace;
    notice(std::move(message));
}

void Draft::release(const OpenTransfer& transfer, domain::TransferEvent reason,
                    domain::TransferEvent released, const domain::FspiopError& error, const Relay& relay)
{
    const auto end = stepped(stepped(transfer.state, reason), released);
    TransferMoved moved;
    moved.seq = transfer.seq;
    moved.id = transfer.id;
    moved.state = end;
    moved.at = m_now;
    moved.error = error;
    moved.relay = relay;
    change(std::move(moved));
    move(transfer.payerAccount, transfer.amount.negated(), transfer.seq, end);
}

domain::TransferState Draft::commit(const OpenTransfer& transfer, const std::string& fulfilment,
                                    base::Instant completedAt, const Relay& relay)
{
    using domain::TransferEvent;
    const auto end =
        stepped(stepped(transfer.state, TransferEvent::FulfilAccepted), TransferEvent::PayeeCredited);
    TransferMoved moved;
    moved.seq = transfer.seq;
    moved.id = transfer.id;
    moved.state = end;
    moved.at = m_now;
    moved.fulfilment = fulfilment;
    moved.completedAt = completedAt;
    moved.window = m_state.openWindow.id;
    moved.relay = relay;
    change(std::move(moved));
    move(transfer.payeeAccount, transfer.amount.negated(), transfer.seq, end);
    const bool isGross = rules().settlement != nullptr && rules().settlement->settleAtCommit(*this, transfer);
    change(FlowAdded{m_state.openWindow.id, transfer.payerAccount, transfer.payeeAccount, transfer.amount,
                     isGross});
    return end;
}

void Draft::audit(const ActionNote& note, std::string action, std::string subject, std::string before,
                  std::string after)
{
    change(AuditRow{m_now, note.operatorName, std::move(action), std::move(subject), std::move(before),
                    std::move(after), note.reason, note.ticket, false});
}

void Draft::auditRefused(std::string action, std::string subject, std::string detail, std::string reason)
{
    change(AuditRow{m_now,
                    {},
                    std::move(action),
                    std::move(subject),
                    {},
                    std::move(detail),
                    std::move(reason),
                    {},
                    true});
}

namespace {

/// The account that covers a participant's payments in a currency; null when it has none.
const domain::Account* coverOf(const Registry& registry, const ParticipantEntry& owner,
                               domain::Currency currency)
{
    const auto* model = domain::resolveModel(registry.models(), domain::AccountType::Position, currency);
    return owner.account(model != nullptr ? model->settlementAccountType : domain::AccountType::Settlement,
                         currency);
}

} // namespace

domain::Amount Draft::liquidityOf(const ParticipantEntry& owner, domain::Currency currency) const
{
    const auto* account = coverOf(registry(), owner, currency);
    return account != nullptr ? value(account->id).negated() : domain::Amount();
}

void Draft::followLiquidity()
{
    if (m_values.empty() || !registry().hasLiquidityCaps()) return;
    for (const auto& [moved, after] : m_values) {
        const auto* owner = registry().ownerOf(moved);
        const auto* account = owner != nullptr ? owner->account(moved) : nullptr;
        if (account == nullptr || coverOf(registry(), *owner, account->currency) != account) continue;
        const auto* position = owner->account(domain::AccountType::Position, account->currency);
        const auto present =
            position != nullptr ? owner->limits.find(position->id.value()) : owner->limits.end();
        if (present == owner->limits.end() || present->second.liquidityPercentHundredths == 0) continue;
        domain::Limit limit = present->second;
        const auto cap = domain::capOfLiquidity(liquidityOf(*owner, account->currency),
                                                limit.liquidityPercentHundredths, account->currency);
        if (cap == limit.netDebitCap) continue;
        limit.netDebitCap = cap;
        const auto text = [&](domain::Amount value) {
            return AuditJson()
                .put("currency", account->currency.code())
                .put(domain::kNetDebitCap, value)
                .text();
        };
        change(LimitPut{position->id, limit, m_now});
        audit({{}, "The cap follows the liquidity", {}}, "participant.limit.follow",
              owner->participant.name.value(), text(present->second.netDebitCap), text(cap));
    }
}

Decision Draft::done(Outcome outcome, std::optional<domain::TransferState> state)
{
    followLiquidity();
    m_decision.answer.outcome = outcome;
    m_decision.answer.state = state;
    return std::move(m_decision);
}

Decision Draft::created(std::int64_t id)
{
    m_decision.answer.createdId = id;
    return done();
}

Decision Draft::refuse(const domain::FspiopCode& code, std::string_view detail, int httpStatus)
{
    Decision decision;
    decision.answer.outcome = Outcome::Refused;
    decision.answer.error = domain::makeError(code, detail);
    decision.answer.httpStatus = httpStatus;
    return decision;
}

Decision Draft::ignore(std::optional<domain::FspiopError> error, std::optional<domain::TransferState> state)
{
    Decision decision;
    decision.answer.outcome = Outcome::Ignored;
    decision.answer.error = std::move(error);
    decision.answer.state = state;
    return decision;
}

} // namespace hub::ledger
