#include "core/admin/hub_json.h"

#include "core/base/bytes.h"

#include <cmath>

namespace hub::admin {
namespace {

using json::Writer;

void member(Writer& writer, std::string_view name, const QString& value)
{
    writer.member(name, value.toStdString());
}

void member(Writer& writer, std::string_view name, base::Instant value)
{
    writer.member(name, base::toIso8601(value));
}

void member(Writer& writer, std::string_view name, domain::Amount value)
{
    writer.key(name).number(value);
}

void count(Writer& writer, std::string_view name, std::int64_t value)
{
    writer.key(name).number(value);
}

/// A member that is left out when there is nothing to say.
template <class T>
void optional(Writer& writer, std::string_view name, const std::optional<T>& value)
{
    if (value) member(writer, name, *value);
}

template <class Rows, class Write>
void list(Writer& writer, std::string_view name, const Rows& rows, Write write)
{
    writer.key(name).beginArray();
    for (const auto& row : rows)
        write(row);
    writer.endArray();
}

void writeEffect(Writer& writer, const api::PositionEffectRow& row)
{
    writer.beginObject();
    count(writer, "account", row.account.value());
    member(writer, "participant", row.participant);
    member(writer, "before", row.before);
    member(writer, "after", row.after);
    member(writer, "at", row.at);
    writer.endObject();
}

void writeCallback(Writer& writer, const api::CallbackRow& row)
{
    writer.beginObject();
    count(writer, "id", row.id);
    member(writer, "receiver", row.receiver);
    member(writer, "operation", row.operation);
    member(writer, "url", row.url);
    writer.member("state", toString(row.state));
    member(writer, "createdAt", row.createdAt);
    list(writer, "attempts", row.attempts, [&](const api::CallbackAttempt& attempt) {
        writer.beginObject();
        member(writer, "at", attempt.at);
        count(writer, "status", attempt.status);
        count(writer, "durationUs", attempt.durationUs);
        member(writer, "detail", attempt.detail);
        writer.endObject();
    });
    writer.endObject();
}

void writeSpan(Writer& writer, const api::SpanRow& row)
{
    writer.beginObject();
    member(writer, "id", row.id);
    member(writer, "parent", row.parent);
    member(writer, "kind", row.kind);
    member(writer, "name", row.name);
    member(writer, "subject", row.subject);
    writer.key("failed").boolean(row.failed);
    count(writer, "startUs", row.startUs);
    count(writer, "endUs", row.endUs);
    writer.key("attributes").beginObject();
    for (const auto& [name, value] : row.attributes)
        member(writer, name.toStdString(), value);
    writer.endObject().endObject();
}

void writeTransferMembers(Writer& writer, const api::TransferRow& row)
{
    writer.member("transferId", row.id.value().toString()).member("kind", toString(row.kind));
    writer.member("state", domain::toString(row.state));
    member(writer, "payer", row.payer);
    member(writer, "payee", row.payee);
    member(writer, "amount", row.amount);
    writer.member("currency", row.currency.code());
    member(writer, "receivedAt", row.receivedAt);
    member(writer, "changedAt", row.changedAt);
    optional(writer, "expiresAt", row.expiresAt);
    if (row.latencyUs) count(writer, "latencyUs", *row.latencyUs);
    if (!row.errorCode.isEmpty()) member(writer, "errorCode", row.errorCode);
    if (row.window.value() != 0) count(writer, "settlementWindowId", row.window.value());
    if (!row.traceId.isEmpty()) member(writer, "traceId", row.traceId);
}

void writeSelfCheck(Writer& writer, const api::SelfCheckRow& row)
{
    writer.beginObject();
    member(writer, "name", row.name);
    writer.key("passed").boolean(row.passed);
    member(writer, "detail", row.detail);
    member(writer, "at", row.at);
    writer.endObject();
}

} // namespace

void writeTransferRow(Writer& writer, const api::TransferRow& row)
{
    writer.beginObject();
    writeTransferMembers(writer, row);
    writer.endObject();
}

void writeTransferDetail(Writer& writer, const api::TransferDetail& detail)
{
    writer.beginObject();
    writeTransferMembers(writer, detail.row);
    list(writer, "states", detail.states, [&](const api::StateChangeRow& row) {
        writer.beginObject().member("state", domain::toString(row.state));
        member(writer, "at", row.at);
        if (!row.reason.isEmpty()) member(writer, "reason", row.reason);
        writer.endObject();
    });
    list(writer, "effects", detail.effects, [&](const auto& row) { writeEffect(writer, row); });
    list(writer, "hops", detail.hops, [&](const api::HopRow& row) {
        writer.beginObject();
        count(writer, "atUs", row.atUs);
        member(writer, "from", row.from);
        member(writer, "to", row.to);
        member(writer, "label", row.label);
        writer.key("failed").boolean(row.failed).endObject();
    });
    list(writer, "callbacks", detail.callbacks, [&](const auto& row) { writeCallback(writer, row); });
    member(writer, "ilpPacket", detail.ilpPacket);
    member(writer, "condition", detail.condition);
    member(writer, "fulfilment", detail.fulfilment);
    if (detail.fulfilmentMatches) writer.key("fulfilmentMatches").boolean(*detail.fulfilmentMatches);
    member(writer, "errorDescription", detail.errorDescription);
    member(writer, "cause", detail.cause);
    list(writer, "facts", detail.facts, [&](const auto& fact) {
        writer.beginObject();
        member(writer, "name", fact.first);
        member(writer, "value", fact.second);
        writer.endObject();
    });
    writer.endObject();
}

void writeTrace(Writer& writer, const api::Trace& trace)
{
    writer.beginObject();
    member(writer, "traceId", trace.traceId);
    list(writer, "spans", trace.spans, [&](const auto& row) { writeSpan(writer, row); });
    count(writer, "leftOut", trace.leftOut);
    writer.endObject();
}

void writePositionRow(Writer& writer, const api::PositionRow& row)
{
    writer.beginObject();
    count(writer, "account", row.account.value());
    member(writer, "participant", row.participant);
    writer.member("currency", row.currency.code());
    member(writer, "position", row.position);
    member(writer, "reserved", row.reserved);
    optional(writer, "cap", row.cap);
    count(writer, "alarmPercentHundredths", row.alarmPercentHundredths);
    optional(writer, "liquidity", row.liquidity);
    optional(writer, "change15Min", row.change15Min);
    writer.key("active").boolean(row.active);
    member(writer, "changedAt", row.changedAt);
    writer.endObject();
}

void writeAccountLine(Writer& writer, std::string_view participant, const AccountView& view)
{
    const auto& account = view.account;
    writer.beginObject();
    count(writer, "account", account.id.value());
    writer.member("participant", participant).member("currency", account.currency.code());
    writer.member("ledgerAccountType", view.typeName).key("isActive").boolean(account.isActive);
    member(writer, "value", view.position.value);
    member(writer, "reserved", view.position.reserved);
    if (view.limit) {
        member(writer, "cap", view.limit->netDebitCap);
        count(writer, "alarmPercentHundredths", view.limit->alarmPercentHundredths);
    }
    if (view.position.changedAt.ms != 0) member(writer, "changedAt", view.position.changedAt);
    writer.endObject();
}

void writeMovement(Writer& writer, const api::MovementRow& row)
{
    writer.beginObject().member("transferId", row.transferId.value().toString());
    writer.member("kind", toString(row.kind)).member("state", domain::toString(row.state));
    member(writer, "participant", row.participant);
    count(writer, "account", row.account.value());
    member(writer, "amount", row.amount);
    writer.member("currency", row.currency.code());
    member(writer, "externalReference", row.externalReference);
    member(writer, "recordedAt", row.recordedAt);
    member(writer, "changedAt", row.changedAt);
    optional(writer, "expiresAt", row.expiresAt);
    if (!row.error.isEmpty()) member(writer, "error", row.error);
    writer.endObject();
}

void writeAccountMove(Writer& writer, const api::AccountMoveRow& row)
{
    writer.beginObject();
    member(writer, "at", row.at);
    member(writer, "change", row.change);
    member(writer, "value", row.value);
    writer.member("currency", row.currency.code()).member("transferId", row.transferId.value().toString());
    count(writer, "number", row.number);
    writer.member("kind", toString(row.kind));
    member(writer, "counterparty", row.counterparty);
    writer.member("state", domain::toString(row.state)).endObject();
}

void writePositionHistory(Writer& writer, const api::PositionHistory& history)
{
    writer.beginObject();
    count(writer, "account", history.account.value());
    writer.member("currency", history.currency.code());
    count(writer, "bucketMs", history.bucketMs);
    list(writer, "points", history.points, [&](const api::PositionPoint& point) {
        writer.beginObject();
        member(writer, "at", point.at);
        member(writer, "position", point.position);
        count(writer, "transfers", point.transfers);
        writer.endObject();
    });
    optional(writer, "cap", history.cap);
    count(writer, "alarmPercentHundredths", history.alarmPercentHundredths);
    writer.endObject();
}

void writeLane(Writer& writer, const api::LaneRow& lane)
{
    writer.beginObject();
    member(writer, "participant", lane.participant);
    member(writer, "destination", lane.destination);
    writer.member("breaker", toString(lane.breaker));
    count(writer, "queued", lane.queued);
    count(writer, "bound", lane.bound);
    count(writer, "inFlight", lane.inFlight);
    count(writer, "delivered", lane.delivered);
    count(writer, "failed", lane.failed);
    count(writer, "deadLetters", lane.deadLetters);
    member(writer, "lastError", lane.lastError);
    optional(writer, "nextAttemptAt", lane.nextAttemptAt);
    writer.endObject();
}

void writeHealth(Writer& writer, const api::HealthSnapshot& health)
{
    writer.beginObject();
    member(writer, "at", health.at);
    writer.member("state", toString(health.state));
    if (!health.stateReason.isEmpty()) writer.member("stateReason", health.stateReason.toStdString());
    member(writer, "version", health.version);
    member(writer, "schemeName", health.schemeName);
    member(writer, "startedAt", health.startedAt);
    member(writer, "store", health.store);
    member(writer, "transfersPerSecond",
           domain::Amount::fromUnits(std::llround(health.transfersPerSecond * 10.0) * 1000));
    count(writer, "p50Us", health.p50Us);
    count(writer, "p95Us", health.p95Us);
    count(writer, "p99Us", health.p99Us);
    list(writer, "queues", health.queues, [&](const api::QueueRow& queue) {
        writer.beginObject();
        member(writer, "name", queue.name);
        count(writer, "length", queue.length);
        count(writer, "bound", queue.bound);
        writer.endObject();
    });
    list(writer, "lanes", health.lanes, [&](const auto& lane) { writeLane(writer, lane); });
    list(writer, "services", health.services, [&](const api::ServiceRow& service) {
        writer.beginObject();
        member(writer, "name", service.name);
        writer.member("state", toString(service.state));
        member(writer, "detail", service.detail);
        if (service.latencyUs) count(writer, "latencyUs", *service.latencyUs);
        writer.endObject();
    });
    list(writer, "selfChecks", health.selfChecks, [&](const auto& row) { writeSelfCheck(writer, row); });
    count(writer, "settlementWindowId", health.window.value());
    optional(writer, "windowOpenedAt", health.windowOpenedAt);
    count(writer, "droppedSpans", health.droppedSpans);
    count(writer, "failed5Min", health.failed5Min);
    member(writer, "failedTopCode", health.failedTopCode);
    count(writer, "committedTotal", health.committedTotal);
    writer.key("unclaimed").boolean(health.unclaimed).endObject();
}

void writeAuditRow(Writer& writer, const ledger::StoredAuditRow& stored)
{
    const auto& row = stored.row;
    writer.beginObject();
    count(writer, "seq", stored.seq);
    member(writer, "at", row.at);
    writer.member("operator", row.operatorName).member("action", row.action).member("subject", row.subject);
    // Before and after are JSON texts already.
    if (!row.before.empty()) writer.key("before").raw(row.before);
    if (!row.after.empty()) writer.key("after").raw(row.after);
    writer.member("reason", row.reason).member("ticket", row.ticket);
    writer.key("refused").boolean(row.refused);
    writer.member("chainHash", stored.chainHash).endObject();
}

void writeDeadLetter(Writer& writer, const ledger::DeadLetter& letter)
{
    writer.beginObject();
    count(writer, "id", static_cast<std::int64_t>(letter.notice.seq));
    writer.member("destination", letter.notice.destination.value());
    writer.member("transferId", letter.notice.transfer.value().toString());
    count(writer, "kind", static_cast<std::int64_t>(letter.notice.kind));
    member(writer, "queuedAt", letter.notice.at);
    count(writer, "attempts", letter.attempts);
    writer.member("reason", letter.reason);
    member(writer, "at", letter.at);
    writer.endObject();
}

void writeDirectoryEntry(Writer& writer, const ledger::DirectoryEntry& entry)
{
    writer.beginObject()
        .member("partyIdType", entry.partyIdType)
        .member("partyIdentifier", entry.partyIdentifier);
    if (!entry.partySubIdOrType.empty()) writer.member("partySubIdOrType", entry.partySubIdOrType);
    if (entry.currency) writer.member("currency", entry.currency->code());
    writer.member("fspId", entry.fspId.value()).endObject();
}

std::string_view toString(api::TransferKind kind)
{
    switch (kind) {
    case api::TransferKind::Payment:
        return "PAYMENT";
    case api::TransferKind::FundsIn:
        return "FUNDS_IN";
    case api::TransferKind::FundsOut:
        return "FUNDS_OUT";
    case api::TransferKind::Settlement:
        return "SETTLEMENT";
    }
    return {};
}

std::string_view toString(api::HubState state)
{
    switch (state) {
    case api::HubState::Starting:
        return "STARTING";
    case api::HubState::Running:
        return "RUNNING";
    case api::HubState::ReadOnly:
        return "READ_ONLY";
    case api::HubState::Draining:
        return "DRAINING";
    case api::HubState::Stopped:
        return "STOPPED";
    }
    return {};
}

std::string_view toString(api::ServiceState state)
{
    switch (state) {
    case api::ServiceState::Ok:
        return "OK";
    case api::ServiceState::Degraded:
        return "DEGRADED";
    case api::ServiceState::Down:
        return "DOWN";
    }
    return {};
}

std::string_view toString(api::BreakerState state)
{
    switch (state) {
    case api::BreakerState::Closed:
        return "CLOSED";
    case api::BreakerState::HalfOpen:
        return "HALF_OPEN";
    case api::BreakerState::Open:
        return "OPEN";
    }
    return {};
}

std::string_view toString(api::CallbackState state)
{
    switch (state) {
    case api::CallbackState::Queued:
        return "QUEUED";
    case api::CallbackState::Delivered:
        return "DELIVERED";
    case api::CallbackState::Retrying:
        return "RETRYING";
    case api::CallbackState::DeadLetter:
        return "DEAD_LETTER";
    }
    return {};
}

} // namespace hub::admin
