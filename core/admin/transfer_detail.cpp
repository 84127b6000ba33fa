#include "core/admin/transfer_detail.h"

#include "core/admin/ilp_fields.h"
#include "core/admin/span_reading.h"
#include "core/admin/transfers_service.h"
#include "core/http/digest.h"
#include "core/json/document.h"
#include "core/json/ilp_packet.h"

#include <algorithm>

namespace hub::admin {
namespace {

using domain::TransferState;

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

bool leadsTo(TransferState from, TransferState to)
{
    return std::any_of(domain::kTransferTransitions.begin(), domain::kTransferTransitions.end(),
                       [&](const auto& row) { return row.from == from && row.to == to; });
}

// The state that lies between two stored ones, if the table has exactly one step in between.
std::optional<TransferState> between(TransferState from, TransferState to)
{
    if (leadsTo(from, to)) return std::nullopt;
    for (const auto& row : domain::kTransferTransitions)
        if (row.from == from && leadsTo(row.to, to)) return row.to;
    return std::nullopt;
}

std::vector<api::StateChangeRow> ladder(const ledger::TransferFacts& facts)
{
    std::vector<api::StateChangeRow> out{{TransferState::ReceivedPrepare, facts.received.receivedAt, {}}};
    for (const auto& step : facts.steps) {
        if (step.state == TransferState::ReceivedPrepare) continue;
        if (const auto middle = between(out.back().state, step.state)) out.push_back({*middle, step.at, {}});
        out.push_back({step.state, step.at,
                       step.error ? text(step.error->code + ' ' + step.error->description) : QString()});
    }
    return out;
}

std::vector<api::PositionEffectRow> effects(const ledger::TransferFacts& facts,
                                            const ledger::Registry& registry)
{
    std::vector<api::PositionEffectRow> out;
    for (const auto& leg : facts.legs) {
        const auto* owner = registry.ownerOf(leg.account);
        out.push_back({leg.account, owner != nullptr ? text(owner->participant.name.value()) : QString(),
                       leg.value - leg.delta, leg.value, leg.at});
    }
    return out;
}

/// A message a DFSP sent. The ledger knows the millisecond; the span of its first arrival, when it is kept,
/// is exact, so that the message stands in its order among the hub's own.
api::HopRow messageOf(const QString& from, const QString& hub, const char* label, bool failed,
                      base::Instant told, std::string_view operation, const std::vector<events::Span>& spans)
{
    constexpr std::int64_t kUsPerMs = 1000;
    api::HopRow hop{told.ms * kUsPerMs, from, hub, QString::fromLatin1(label), failed, 0};
    for (const auto& span : spans) {
        if (span.kind != events::SpanKind::Validate || span.name != operation) continue;
        hop.atUs = span.startUs;
        hop.endUs = span.endUs;
        break;
    }
    return hop;
}

std::vector<api::HopRow> hops(const ledger::TransferFacts& facts, const QString& hub,
                              const std::vector<events::Span>& spans)
{
    const auto payer = text(facts.received.payer.value());
    const auto payee = text(facts.received.payee.value());
    std::vector<api::HopRow> out{
        messageOf(payer, hub, "prepare", false, facts.received.receivedAt, "POST /transfers", spans)};
    for (const auto& span : spans) {
        if (span.kind != events::SpanKind::Deliver) continue;
        out.push_back(hopOf(span, hub));
    }
    for (const auto& step : facts.steps) {
        if (step.state == TransferState::Committed)
            out.push_back(messageOf(payee, hub, "fulfil", false, step.at, "PUT /transfers/{ID}", spans));
        else if (step.state == TransferState::AbortedError && facts.fulfilRelay.body)
            out.push_back(messageOf(payee, hub, "error", true, step.at, "PUT /transfers/{ID}/error", spans));
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.atUs < b.atUs; });
    return out;
}

std::vector<api::CallbackRow> callbacks(const ledger::TransferFacts& facts,
                                        const std::vector<events::Span>& spans,
                                        const std::vector<ledger::DeadLetter>& dead)
{
    auto out = deliveriesOf(spans);
    for (const auto& letter : dead) {
        if (letter.notice.transferSeq != facts.received.seq) continue;
        const auto receiver = text(letter.notice.destination.value());
        for (auto& row : out)
            if (row.receiver == receiver && row.state == api::CallbackState::Retrying)
                row.state = api::CallbackState::DeadLetter;
    }
    return out;
}

QString cause(const ledger::TransferFacts& facts)
{
    if (!facts.steps.empty() && facts.steps.back().error) {
        const auto& error = *facts.steps.back().error;
        return text("Refused with " + error.code + ": " + error.description);
    }
    if (facts.state() == TransferState::Reserved && facts.received.kind == ledger::TransferKind::Client)
        return text("Waits for the answer of " + facts.received.payee.value() + " until " +
                    base::toIso8601(facts.received.expiration));
    if (facts.state() == TransferState::Reserved && facts.received.kind == ledger::TransferKind::FundsOut)
        return QStringLiteral("The money is set aside; an operator commits or aborts the withdrawal");
    return {};
}

void addPacketFacts(api::TransferDetail& detail)
{
    const auto transaction = json::transactionObject(detail.ilpPacket.toStdString());
    if (!transaction) return;
    const auto document = json::Document::parse(*transaction);
    if (!document) return;
    const auto root = document->root();
    for (const auto* name : {"quoteId", "transactionId", "transactionRequestId", "note"})
        if (const auto value = root[name].scalarText(); !value.empty())
            detail.facts.emplace_back(QString::fromLatin1(name), text(value));
    if (const auto scenario = root["transactionType"]["scenario"].string(); !scenario.empty())
        detail.facts.emplace_back(QStringLiteral("scenario"), text(scenario));
}

void addBodyFacts(api::TransferDetail& detail, const ledger::TransferFacts& facts)
{
    const auto& body = facts.received.relay.body;
    const auto document = body ? json::Document::parse(*body) : json::Document::parse("{}");
    if (document) {
        const auto root = document->root();
        detail.ilpPacket = text(root["ilpPacket"].string());
        addPacketFacts(detail);
        for (const json::Value row : root["extensionList"]["extension"])
            detail.facts.emplace_back(text(row["key"].scalarText()), text(row["value"].scalarText()));
    }
    if (!facts.received.externalReference.empty())
        detail.facts.emplace_back(QStringLiteral("externalReference"),
                                  text(facts.received.externalReference));
}

} // namespace

api::TransferDetail transferDetail(const ledger::TransferFacts& facts, const ledger::Registry& registry,
                                   const std::vector<events::Span>& spans,
                                   const std::vector<ledger::DeadLetter>& dead)
{
    const auto& received = facts.received;
    ledger::TransferRow row{received.seq,
                            received.id,
                            received.kind,
                            received.payer,
                            received.payee,
                            received.currency,
                            received.amount,
                            facts.state(),
                            received.receivedAt,
                            facts.steps.empty() ? received.receivedAt : facts.steps.back().at,
                            {},
                            facts.window};
    if (!facts.steps.empty() && facts.steps.back().error) row.errorCode = facts.steps.back().error->code;
    api::TransferDetail detail{transferRow(row), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    detail.row.expiresAt = received.expiration;
    if (received.trace != events::TraceId())
        detail.row.traceId = QString::fromStdString(received.trace.toHex());
    detail.states = ladder(facts);
    detail.effects = effects(facts, registry);
    detail.hops = hops(facts, text(registry.hub().participant.name.value()), spans);
    detail.callbacks = callbacks(facts, spans, dead);
    if (received.condition) detail.condition = text(base::toBase64Url(base::asText(*received.condition)));
    detail.fulfilment = text(facts.fulfilment);
    if (const auto preimage = base::fromBase64Url(facts.fulfilment);
        received.condition && preimage && !preimage->empty())
        detail.fulfilmentMatches = http::sha256(*preimage) == *received.condition;
    if (!facts.steps.empty() && facts.steps.back().error)
        detail.errorDescription = text(facts.steps.back().error->description);
    detail.cause = cause(facts);
    addBodyFacts(detail, facts);
    addPacketFields(detail);
    return detail;
}

api::TransferKind transferKind(ledger::TransferKind kind)
{
    switch (kind) {
    case ledger::TransferKind::Client:
        return api::TransferKind::Payment;
    case ledger::TransferKind::FundsIn:
        return api::TransferKind::FundsIn;
    case ledger::TransferKind::FundsOut:
        return api::TransferKind::FundsOut;
    case ledger::TransferKind::Settlement:
        return api::TransferKind::Settlement;
    }
    return api::TransferKind::Payment;
}

api::TransferRow transferRow(const ledger::TransferRow& row)
{
    api::TransferRow out{row.id,
                         transferKind(row.kind),
                         row.state,
                         text(row.payer.value()),
                         text(row.payee.value()),
                         row.amount,
                         row.currency,
                         row.receivedAt,
                         row.changedAt,
                         {},
                         {},
                         text(row.errorCode),
                         row.window,
                         {},
                         {}};
    if (domain::isFinal(row.state)) out.latencyUs = (row.changedAt.ms - row.receivedAt.ms) * 1000;
    return out;
}

api::TransferRow transferRow(const LiveTransfer& transfer)
{
    const auto& received = transfer.received;
    auto out = transferRow(ledger::TransferRow{received.seq, received.id, received.kind, received.payer,
                                               received.payee, received.currency, received.amount,
                                               transfer.state, received.receivedAt, transfer.changedAt,
                                               transfer.errorCode, transfer.window});
    out.expiresAt = received.expiration;
    if (received.trace != events::TraceId()) out.traceId = QString::fromStdString(received.trace.toHex());
    return out;
}

} // namespace hub::admin
