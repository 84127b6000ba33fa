#pragma once

#include "core/hub/wire/members.h"

/// The members of what core/hub says of settlement (see members.h).
namespace hub::wire {

template <class V, Of<api::NetRow> R>
void members(V& v, R& r)
{
    v("participantId", r.participantId);
    v("participant", r.participant);
    v("account", r.account);
    v("ledgerType", r.ledgerType);
    v("currency", r.currency);
    v("sent", r.sent);
    v("received", r.received);
    v("net", r.net);
    v("transfers", r.transfers);
}

template <class V, Of<api::PairRow> R>
void members(V& v, R& r)
{
    v("payer", r.payer);
    v("payee", r.payee);
    v("payerAccount", r.payerAccount);
    v("payeeAccount", r.payeeAccount);
    v("ledgerType", r.ledgerType);
    v("currency", r.currency);
    v("amount", r.amount);
    v("transfers", r.transfers);
}

template <class V, Of<api::ContentRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("window", r.window);
    v("ledgerType", r.ledgerType);
    v("currency", r.currency);
    v("model", r.model);
    v("state", r.state);
    v("reason", r.reason);
    v("settlement", r.settlement);
    v("createdAt", r.createdAt);
    v("changedAt", r.changedAt);
}

template <class V, Of<api::StateEntry> R>
void members(V& v, R& r)
{
    v("state", r.state);
    v("at", r.at);
    v("who", r.who);
    v("reason", r.reason);
}

template <class V, Of<api::WindowDetail> R>
void members(V& v, R& r)
{
    v("row", r.row);
    v("contents", r.contents);
    v("nets", r.nets);
    v("pairs", r.pairs);
    v("history", r.history);
}

template <class V, Of<api::ReservedTotal> R>
void members(V& v, R& r)
{
    v("currency", r.currency);
    v("transfers", r.transfers);
    v("amount", r.amount);
}

template <class V, Of<api::ClosePreview> R>
void members(V& v, R& r)
{
    v("window", r.window);
    v("refusal", r.refusal);
    v("nets", r.nets);
    v("reserved", r.reserved);
}

template <class V, Of<api::SettlementModelRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("name", r.name);
    v("active", r.active);
    v("granularity", r.granularity);
    v("interchange", r.interchange);
    v("delay", r.delay);
    v("currency", r.currency);
    v("requireLiquidityCheck", r.requireLiquidityCheck);
    v("autoPositionReset", r.autoPositionReset);
    v("ledgerType", r.ledgerType);
    v("settlementType", r.settlementType);
    v("unsettledContents", r.unsettledContents);
}

template <class V, Of<api::SettlementModelDraft> R>
void members(V& v, R& r)
{
    v("name", r.name);
    v("granularity", r.granularity);
    v("interchange", r.interchange);
    v("delay", r.delay);
    v("currency", r.currency);
    v("requireLiquidityCheck", r.requireLiquidityCheck);
    v("autoPositionReset", r.autoPositionReset);
    v("ledgerType", r.ledgerType);
    v("settlementType", r.settlementType);
}

template <class V, Of<api::ApplicableWindow> R>
void members(V& v, R& r)
{
    v("window", r.window);
    v("applicable", r.applicable);
    v("reason", r.reason);
}

template <class V, Of<api::SettlementDraft> R>
void members(V& v, R& r)
{
    v("model", r.model);
    v("windows", r.windows);
}

template <class V, Of<api::SettlementPreview> R>
void members(V& v, R& r)
{
    v("model", r.model);
    v("interchange", r.interchange);
    v("totals", r.totals);
    v("nets", r.nets);
    v("pairs", r.pairs);
}

template <class V, Of<api::SettlementRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("model", r.model);
    v("granularity", r.granularity);
    v("interchange", r.interchange);
    v("delay", r.delay);
    v("state", r.state);
    v("stateName", r.stateName);
    v("reason", r.reason);
    v("windows", r.windows);
    v("totals", r.totals);
    v("accounts", r.accounts);
    v("settledAccounts", r.settledAccounts);
    v("createdBy", r.createdBy);
    v("createdAt", r.createdAt);
    v("changedAt", r.changedAt);
}

template <class V, Of<api::SettlementAccountRow> R>
void members(V& v, R& r)
{
    v("participantId", r.participantId);
    v("participant", r.participant);
    v("account", r.account);
    v("counterpartyAccount", r.counterpartyAccount);
    v("counterparty", r.counterparty);
    v("currency", r.currency);
    v("net", r.net);
    v("state", r.state);
    v("stateName", r.stateName);
    v("reason", r.reason);
    v("externalReference", r.externalReference);
    v("changedAt", r.changedAt);
    v("transfer", r.transfer);
    v("position", r.position);
    v("cap", r.cap);
    v("liquidity", r.liquidity);
    v("capRaisedBy", r.capRaisedBy);
    v("abortRefusal", r.abortRefusal);
}

template <class V, Of<api::SettlementDetail> R>
void members(V& v, R& r)
{
    v("row", r.row);
    v("windows", r.windows);
    v("contents", r.contents);
    v("accounts", r.accounts);
    v("history", r.history);
    v("nextStep", r.nextStep);
    v("abortRefusal", r.abortRefusal);
}

template <class V, Of<api::SettlementFilter> R>
void members(V& v, R& r)
{
    v("state", r.state);
    v("model", r.model);
    v("currency", r.currency);
    v("window", r.window);
    v("participant", r.participant);
    v("from", r.from);
    v("to", r.to);
}

template <class V, Of<api::SettlementAccountRef> R>
void members(V& v, R& r)
{
    v("account", r.account);
    v("counterpartyAccount", r.counterpartyAccount);
}

template <class V, Of<api::SettlementStepDraft> R>
void members(V& v, R& r)
{
    v("settlement", r.settlement);
    v("state", r.state);
    v("accounts", r.accounts);
    v("externalReference", r.externalReference);
}

template <class V, Of<api::SettlementAccountError> R>
void members(V& v, R& r)
{
    v("account", r.account);
    v("counterpartyAccount", r.counterpartyAccount);
    v("text", r.text);
}

template <class V, Of<api::SettlementStepResult> R>
void members(V& v, R& r)
{
    v("settlement", r.settlement);
    v("errors", r.errors);
}

template <class V, Of<domain::InterchangeRule> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("name", r.name);
    v("isActive", r.isActive);
    v("currency", r.currency);
    v("payerAccountType", r.payerAccountType);
    v("payeeAccountType", r.payeeAccountType);
    v("scenario", r.scenario);
    v("initiator", r.initiator);
    v("initiatorType", r.initiatorType);
    v("percent", r.percent);
    v("decimals", r.decimals);
    v("direction", r.direction);
    v("from", r.from);
    v("to", r.to);
    v("createdAt", r.createdAt);
    v("changedAt", r.changedAt);
}

/// The body of POST /hub/v1/settlements/search.
struct SettlementSearch
{
    api::SettlementFilter filter;
    api::PageRequest page;
};

template <class V, Of<SettlementSearch> R>
void members(V& v, R& r)
{
    v("filter", r.filter);
    v("page", r.page);
}

} // namespace hub::wire
