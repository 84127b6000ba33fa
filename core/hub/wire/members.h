#pragma once

#include "core/hub/alerts_api.h"
#include "core/hub/hub_api.h"

#include <concepts>
#include <type_traits>

/// The members of every row of core/hub in the messages of /hub/v1, once: the operator API writes them and
/// core/hub/remote reads them, and the other way round for what the desk sends. A visitor is called with the
/// name and the member; `omitEmpty` is for members that are left out when they have their default value,
/// `object` for lists of names and values that stand as an object.
namespace hub::wire {

/// The row itself for a reader, its const form for a writer.
template <class Row, class Type>
concept Of = std::same_as<std::remove_const_t<Row>, Type>;

template <class V, Of<api::ParticipantRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("name", r.name);
    v("active", r.active);
    v.omitEmpty("paused", r.paused);
    v("isHub", r.isHub);
    v("direction", r.direction);
    v("currencies", r.currencies);
    v("accounts", r.accounts);
    v("activeAccounts", r.activeAccounts);
    v("endpoints", r.endpoints);
    v("worstUsedBasisPoints", r.worstUsedBasisPoints);
    v("lastTransferAt", r.lastTransferAt);
    v("createdAt", r.createdAt);
}

template <class V, Of<api::AccountRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("participant", r.participant);
    v("currency", r.currency);
    v("type", r.type);
    v("typeName", r.typeName);
    v("active", r.active);
    v("value", r.value);
    v("reserved", r.reserved);
    v("cap", r.cap);
    v("changedAt", r.changedAt);
    v.omitEmpty("capPercentHundredths", r.capPercentHundredths);
}

template <class V, Of<api::ContactRow> R>
void members(V& v, R& r)
{
    v.omitEmpty("id", r.id);
    v("name", r.name);
    v.omitEmpty("role", r.role);
    v.omitEmpty("email", r.email);
    v.omitEmpty("phone", r.phone);
    v.omitEmpty("changedAt", r.changedAt);
}

template <class V, Of<api::EndpointRow> R>
void members(V& v, R& r)
{
    v("type", r.type);
    v("value", r.value);
}

template <class V, Of<api::LimitRow> R>
void members(V& v, R& r)
{
    v("participant", r.participant);
    v("currency", r.currency);
    v("cap", r.cap);
    v("alarmPercentHundredths", r.alarmPercentHundredths);
    v.omitEmpty("liquidityPercentHundredths", r.liquidityPercentHundredths);
}

template <class V, Of<api::FundsMovement> R>
void members(V& v, R& r)
{
    v("participant", r.participant);
    v("account", r.account);
    v("transferId", r.transferId);
    v("amount", r.amount);
    v("currency", r.currency);
    v("externalReference", r.externalReference);
}

template <class V, Of<api::FundsOutStep> R>
void members(V& v, R& r)
{
    v("participant", r.participant);
    v("account", r.account);
    v("transferId", r.transferId);
}

template <class V, Of<api::FundsReceipt> R>
void members(V& v, R& r)
{
    v("transferId", r.transferId);
    v("state", r.state);
}

template <class V, Of<api::MovementRow> R>
void members(V& v, R& r)
{
    v("transferId", r.transferId);
    v("kind", r.kind);
    v("state", r.state);
    v("participant", r.participant);
    v("account", r.account);
    v("amount", r.amount);
    v("currency", r.currency);
    v("externalReference", r.externalReference);
    v("recordedAt", r.recordedAt);
    v("changedAt", r.changedAt);
    v("expiresAt", r.expiresAt);
    v.omitEmpty("error", r.error);
}

template <class V, Of<api::MovementFilter> R>
void members(V& v, R& r)
{
    v.omitEmpty("participant", r.participant);
    v("currency", r.currency);
}

template <class V, Of<api::AccountMoveRow> R>
void members(V& v, R& r)
{
    v("at", r.at);
    v("change", r.change);
    v("value", r.value);
    v("currency", r.currency);
    v("transferId", r.transferId);
    v("number", r.number);
    v("kind", r.kind);
    v("counterparty", r.counterparty);
    v("state", r.state);
}

template <class V, Of<api::PositionRow> R>
void members(V& v, R& r)
{
    v("account", r.account);
    v("participant", r.participant);
    v("currency", r.currency);
    v("position", r.position);
    v("reserved", r.reserved);
    v("cap", r.cap);
    v("alarmPercentHundredths", r.alarmPercentHundredths);
    v("liquidity", r.liquidity);
    v("change15Min", r.change15Min);
    v("active", r.active);
    v("changedAt", r.changedAt);
}

template <class V, Of<api::PositionPoint> R>
void members(V& v, R& r)
{
    v("at", r.at);
    v("position", r.position);
    v("transfers", r.transfers);
}

template <class V, Of<api::PositionHistory> R>
void members(V& v, R& r)
{
    v("account", r.account);
    v("currency", r.currency);
    v("bucketMs", r.bucketMs);
    v("points", r.points);
    v("cap", r.cap);
    v("alarmPercentHundredths", r.alarmPercentHundredths);
}

template <class V, Of<api::TransferRow> R>
void members(V& v, R& r)
{
    v("transferId", r.id);
    v("kind", r.kind);
    v("state", r.state);
    v("payer", r.payer);
    v("payee", r.payee);
    v("amount", r.amount);
    v("currency", r.currency);
    v("receivedAt", r.receivedAt);
    v("changedAt", r.changedAt);
    v("expiresAt", r.expiresAt);
    v("latencyUs", r.latencyUs);
    v.omitEmpty("errorCode", r.errorCode);
    v.omitEmpty("settlementWindowId", r.window);
    v.omitEmpty("traceId", r.traceId);
    v.omitEmpty("cause", r.cause);
}

template <class V, Of<api::TransferFilter> R>
void members(V& v, R& r)
{
    v.omitEmpty("id", r.id);
    v.omitEmpty("fsp", r.fsp);
    v.omitEmpty("payer", r.payer);
    v.omitEmpty("payee", r.payee);
    v.omitEmpty("states", r.states);
    v("currency", r.currency);
    v("from", r.from);
    v("to", r.to);
    v.omitEmpty("account", r.account);
    v.omitEmpty("settlementWindowId", r.window);
    v.omitEmpty("errorCode", r.errorCode);
    v("kind", r.kind);
    v("amountFrom", r.amountFrom);
    v("amountTo", r.amountTo);
    v.omitEmpty("settlementId", r.settlement);
    v.omitEmpty("text", r.text);
}

template <class V, Of<api::StateChangeRow> R>
void members(V& v, R& r)
{
    v("state", r.state);
    v("at", r.at);
    v.omitEmpty("reason", r.reason);
}

template <class V, Of<api::PositionEffectRow> R>
void members(V& v, R& r)
{
    v("account", r.account);
    v("participant", r.participant);
    v("before", r.before);
    v("after", r.after);
    v("at", r.at);
}

template <class V, Of<api::HopRow> R>
void members(V& v, R& r)
{
    v("atUs", r.atUs);
    v("from", r.from);
    v("to", r.to);
    v("label", r.label);
    v("failed", r.failed);
    v.omitEmpty("endUs", r.endUs);
}

template <class V, Of<api::CallbackAttempt> R>
void members(V& v, R& r)
{
    v("at", r.at);
    v("status", r.status);
    v("durationUs", r.durationUs);
    v("detail", r.detail);
}

template <class V, Of<api::CallbackRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("receiver", r.receiver);
    v("operation", r.operation);
    v("url", r.url);
    v("state", r.state);
    v("createdAt", r.createdAt);
    v("attempts", r.attempts);
}

template <class V, Of<api::TransferDetail> R>
void members(V& v, R& r)
{
    members(v, r.row);
    v("states", r.states);
    v("effects", r.effects);
    v("hops", r.hops);
    v("callbacks", r.callbacks);
    v("ilpPacket", r.ilpPacket);
    v("condition", r.condition);
    v("fulfilment", r.fulfilment);
    v("fulfilmentMatches", r.fulfilmentMatches);
    v("errorDescription", r.errorDescription);
    v("cause", r.cause);
    v("facts", r.facts);
    v.omitEmpty("packet", r.packet);
    v.omitEmpty("packetProblem", r.packetProblem);
}

template <class V, Of<api::BulkRow> R>
void members(V& v, R& r)
{
    v("bulkTransferId", r.id);
    v("state", r.state);
    v("payer", r.payer);
    v("payee", r.payee);
    v("receivedAt", r.receivedAt);
    v("changedAt", r.changedAt);
    v("expiresAt", r.expiresAt);
    v("completedAt", r.completedAt);
    v("transfers", r.transfers);
    v.omitEmpty("errorCode", r.errorCode);
    v.omitEmpty("traceId", r.traceId);
}

template <class V, Of<api::BulkItemRow> R>
void members(V& v, R& r)
{
    v("index", r.index);
    v("transferId", r.transfer);
    v("state", r.state);
    v("amount", r.amount);
    v("currency", r.currency);
    v("transferState", r.transferState);
    v.omitEmpty("errorCode", r.errorCode);
    v.omitEmpty("errorDescription", r.errorDescription);
}

template <class V, Of<api::BulkDetail> R>
void members(V& v, R& r)
{
    members(v, r.row);
    v("individualTransfers", r.items);
    v.omitEmpty("errorDescription", r.errorDescription);
}

template <class V, Of<api::SpanRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("parent", r.parent);
    v("kind", r.kind);
    v("name", r.name);
    v("subject", r.subject);
    v("failed", r.failed);
    v("startUs", r.startUs);
    v("endUs", r.endUs);
    v.object("attributes", r.attributes);
}

template <class V, Of<api::Trace> R>
void members(V& v, R& r)
{
    v("traceId", r.traceId);
    v("spans", r.spans);
    v("leftOut", r.leftOut);
}

template <class V, Of<api::ServiceRow> R>
void members(V& v, R& r)
{
    v("name", r.name);
    v("state", r.state);
    v("detail", r.detail);
    v("latencyUs", r.latencyUs);
}

template <class V, Of<api::QueueRow> R>
void members(V& v, R& r)
{
    v("name", r.name);
    v("length", r.length);
    v("bound", r.bound);
}

template <class V, Of<api::AlertRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("severity", r.severity);
    v("rule", r.rule);
    v("state", r.state);
    v("object", r.object);
    v("currency", r.currency);
    v("value", r.value);
    v("text", r.text);
    v("since", r.since);
    v("last", r.last);
    v("count", r.count);
    v("mails", r.mails);
    v("acknowledgedBy", r.acknowledgedBy);
    v("note", r.note);
    v("resolvedAt", r.resolvedAt);
}

template <class V, Of<api::LaneRow> R>
void members(V& v, R& r)
{
    v("participant", r.participant);
    v("destination", r.destination);
    v("breaker", r.breaker);
    v("queued", r.queued);
    v("bound", r.bound);
    v("inFlight", r.inFlight);
    v("delivered", r.delivered);
    v("failed", r.failed);
    v("deadLetters", r.deadLetters);
    v("lastError", r.lastError);
    v("nextAttemptAt", r.nextAttemptAt);
}

template <class V, Of<api::SelfCheckRow> R>
void members(V& v, R& r)
{
    v("name", r.name);
    v("passed", r.passed);
    v("detail", r.detail);
    v("at", r.at);
}

template <class V, Of<api::HealthSnapshot> R>
void members(V& v, R& r)
{
    v("at", r.at);
    v("state", r.state);
    v.omitEmpty("stateReason", r.stateReason);
    v("version", r.version);
    v("schemeName", r.schemeName);
    v("startedAt", r.startedAt);
    v("store", r.store);
    v("transfersPerSecond", r.transfersPerSecond);
    v("p50Us", r.p50Us);
    v("p95Us", r.p95Us);
    v("p99Us", r.p99Us);
    v("queues", r.queues);
    v("lanes", r.lanes);
    v("services", r.services);
    v("selfChecks", r.selfChecks);
    v("settlementWindowId", r.window);
    v("windowOpenedAt", r.windowOpenedAt);
    v("droppedSpans", r.droppedSpans);
    v("failed5Min", r.failed5Min);
    v("failedTopCode", r.failedTopCode);
    v("committedTotal", r.committedTotal);
    v("unclaimed", r.unclaimed);
}

template <class V, Of<api::OracleRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("partyIdType", r.partyIdType);
    v("endpoint", r.endpoint);
    v("currency", r.currency);
    v("isDefault", r.isDefault);
    v("active", r.active);
    v("createdAt", r.createdAt);
}

template <class V, Of<api::OracleDraft> R>
void members(V& v, R& r)
{
    v("partyIdType", r.partyIdType);
    v("endpoint", r.endpoint);
    v("currency", r.currency);
    v.omitEmpty("isDefault", r.isDefault);
}

template <class V, Of<api::OracleFigures::Minute> R>
void members(V& v, R& r)
{
    v("from", r.from);
    v("found", r.found);
    v("notFound", r.notFound);
    v("failed", r.failed);
}

template <class V, Of<api::OracleFigures> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("lookups", r.lookups);
    v("found", r.found);
    v("notFound", r.notFound);
    v("failed", r.failed);
    v("fromCache", r.fromCache);
    v("p95Us", r.p95Us);
    v("lastAskedAt", r.lastAskedAt);
    v("lastFailure", r.lastFailure);
    v("entries", r.entries);
    v("minutes", r.minutes);
}

template <class V, Of<api::DirectoryRow> R>
void members(V& v, R& r)
{
    v("partyIdType", r.partyIdType);
    v("partyIdentifier", r.partyIdentifier);
    v.omitEmpty("partySubIdOrType", r.subId);
    v("currency", r.currency);
    v("fspId", r.fspId);
}

template <class V, Of<api::DirectoryFilter> R>
void members(V& v, R& r)
{
    v.omitEmpty("partyIdType", r.partyIdType);
    v.omitEmpty("identifierPrefix", r.identifierPrefix);
    v.omitEmpty("fspId", r.fspId);
}

template <class V, Of<api::LookupQuery> R>
void members(V& v, R& r)
{
    v("partyIdType", r.partyIdType);
    v("partyIdentifier", r.partyIdentifier);
    v.omitEmpty("partySubIdOrType", r.subId);
    v("currency", r.currency);
}

template <class V, Of<api::LookupAnswer> R>
void members(V& v, R& r)
{
    v("oracle", r.oracle);
    v("endpoint", r.endpoint);
    v("fspIds", r.fspIds);
    v.omitEmpty("errorCode", r.errorCode);
    v.omitEmpty("errorText", r.errorText);
    v("tookUs", r.tookUs);
}

template <class V, Of<api::DirectoryImport> R>
void members(V& v, R& r)
{
    v("csv", r.csv);
    v("dryRun", r.dryRun);
    v("replacesConflicts", r.replacesConflicts);
}

template <class V, Of<api::ImportReport::Problem> R>
void members(V& v, R& r)
{
    v("line", r.line);
    v("text", r.text);
}

template <class V, Of<api::ImportReport::Conflict> R>
void members(V& v, R& r)
{
    v("line", r.line);
    v("wanted", r.wanted);
    v("presentFspId", r.presentFspId);
}

template <class V, Of<api::ImportReport> R>
void members(V& v, R& r)
{
    v("isWritten", r.isWritten);
    v("rows", r.rows);
    v("added", r.added);
    v("unchanged", r.unchanged);
    v("replaced", r.replaced);
    v("left", r.left);
    v("problems", r.problems);
    v("problemCount", r.problemCount);
    v("conflicts", r.conflicts);
    v("conflictCount", r.conflictCount);
}

template <class V, Of<api::CurrencyTotal> R>
void members(V& v, R& r)
{
    v("currency", r.currency);
    v("gross", r.gross);
    v("netDebit", r.netDebit);
    v("check", r.check);
    v("participants", r.participants);
    v("transfers", r.transfers);
}

template <class V, Of<api::WindowRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("state", r.state);
    v.omitEmpty("reason", r.reason);
    v("openedAt", r.openedAt);
    v("closedAt", r.closedAt);
    v("transfers", r.transfers);
    v.omitEmpty("changedAt", r.changedAt);
    v.omitEmpty("closedBy", r.closedBy);
    v.omitEmpty("failure", r.failure);
    v("attempts", r.attempts);
    v("totals", r.totals);
    v("settlements", r.settlements);
}

template <class V, Of<api::WindowFilter> R>
void members(V& v, R& r)
{
    v.omitEmpty("state", r.state);
    v("currency", r.currency);
    v("from", r.from);
    v("to", r.to);
    v.omitEmpty("participant", r.participant);
    v("settlementId", r.settlement);
}

template <class V, Of<api::PageRequest> R>
void members(V& v, R& r)
{
    v.omitEmpty("after", r.after);
    v("limit", r.limit);
}

template <class Row>
inline constexpr bool kIsPage = false;
template <class Row>
inline constexpr bool kIsPage<api::Page<Row>> = true;

template <class V, class R>
requires kIsPage<std::remove_const_t<R>>
void members(V& v, R& r)
{
    v("rows", r.rows);
    v.omitEmpty("next", r.next);
    v("total", r.total);
}

/// The body of POST /hub/v1/transfers/search.
struct TransferSearch
{
    api::TransferFilter filter;
    api::PageRequest page;
};

template <class V, Of<TransferSearch> R>
void members(V& v, R& r)
{
    v("filter", r.filter);
    v("page", r.page);
}

/// The body of POST /hub/v1/funds/search.
struct MovementSearch
{
    api::MovementFilter filter;
    api::PageRequest page;
};

template <class V, Of<MovementSearch> R>
void members(V& v, R& r)
{
    v("filter", r.filter);
    v("page", r.page);
}

/// The body of PUT /hub/v1/participants/{name}/restrictions; what is not there stays as it is.
struct Restrictions
{
    std::optional<bool> paused;
    std::optional<domain::TradeDirection> direction;
};

template <class V, Of<Restrictions> R>
void members(V& v, R& r)
{
    v("paused", r.paused);
    v("direction", r.direction);
}

/// The body of POST /hub/v1/hubAccounts.
struct HubAccount
{
    domain::Currency currency;
    QString type;
};

template <class V, Of<HubAccount> R>
void members(V& v, R& r)
{
    v("currency", r.currency);
    v("type", r.type);
}

/// The body of POST /hub/v1/windows/search.
struct WindowSearch
{
    api::WindowFilter filter;
    api::PageRequest page;
};

template <class V, Of<WindowSearch> R>
void members(V& v, R& r)
{
    v("filter", r.filter);
    v("page", r.page);
}

/// The body of POST /hub/v1/directory/search.
struct DirectorySearch
{
    api::DirectoryFilter filter;
    api::PageRequest page;
};

template <class V, Of<DirectorySearch> R>
void members(V& v, R& r)
{
    v("filter", r.filter);
    v("page", r.page);
}

/// The body of a PUT that switches something on or off.
struct Activation
{
    bool isActive = false;
};

template <class V, Of<Activation> R>
void members(V& v, R& r)
{
    v("isActive", r.isActive);
}

/// Changes of every kind since the last question, for desks that are not in the hub's own process.
struct Changes
{
    /// Ask for what comes after this next time.
    qint64 last = 0;
    /// The hub no longer knows what changed after the number that was asked for: `positions`, `participants`
    /// and `windows` hold everything, `transfers` the newest.
    bool isWhole = false;
    quint64 leftOut = 0;
    std::vector<api::PositionRow> positions;
    std::vector<api::TransferRow> transfers;
    std::vector<api::ParticipantRow> participants;
    std::vector<api::WindowRow> windows;
    /// Those that changed; not given with `isWhole`.
    std::vector<domain::SettlementId> settlements;
};

template <class V, Of<Changes> R>
void members(V& v, R& r)
{
    v("last", r.last);
    v.omitEmpty("isWhole", r.isWhole);
    v.omitEmpty("leftOut", r.leftOut);
    v.omitEmpty("positions", r.positions);
    v.omitEmpty("transfers", r.transfers);
    v.omitEmpty("participants", r.participants);
    v.omitEmpty("windows", r.windows);
    v.omitEmpty("settlements", r.settlements);
}

} // namespace hub::wire
