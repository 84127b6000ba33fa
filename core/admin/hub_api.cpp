#include "core/admin/handlers.h"
#include "core/admin/hub_json.h"
#include "core/admin/ledger_json.h"
#include "core/admin/query_reader.h"
#include "core/hub/wire/writer.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace hub::admin::hub_api {
namespace {

using namespace domain::fspiop_code;

constexpr int kRowsDefault = 100;
constexpr int kRowsMax = 1000;
constexpr int kPageMax = 500;
constexpr int kPointsDefault = 200;
constexpr std::int64_t kHistoryDefaultMs = 3'600'000;
constexpr std::array<std::string_view, 3> kDirections{"BOTH", "SEND_ONLY", "RECEIVE_ONLY"};

template <class Id>
std::optional<Id> idOf(const std::string& text)
{
    const auto value = integerOf(text);
    return value ? std::optional(Id(*value)) : std::nullopt;
}

std::optional<domain::TransferId> transferIdOf(const std::string& text)
{
    const auto id = domain::CorrelationId::parse(text);
    return id ? std::optional(domain::TransferId(*id)) : std::nullopt;
}

std::optional<ledger::TransferKind> kindOf(const std::string& text)
{
    using ledger::TransferKind;
    for (const auto kind :
         {TransferKind::Client, TransferKind::FundsIn, TransferKind::FundsOut, TransferKind::Settlement})
        if (wire::nameOf(transferKind(kind)) == text) return kind;
    return std::nullopt;
}

const auto kMoment = [](const std::string& text) { return base::parseIso8601(text); };
const auto kCurrency = [](const std::string& text) { return domain::Currency::parse(text); };
const auto kAmount = [](const std::string& text) { return domain::Amount::parseDecimal(text); };

/// The transfer id of the path, or nothing when it has been answered.
std::optional<domain::TransferId> pathTransferId(const ExchangePtr& exchange)
{
    const auto text = std::string(exchange->request().param("id"));
    const auto id = transferIdOf(text);
    if (!id) answerMalformed(exchange, checkCorrelationId("id", text));
    return id;
}

Done<api::Trace> answeringTrace(const ExchangePtr& exchange)
{
    return answering<api::Trace>(exchange, [exchange](const api::Trace& trace) {
        json::Writer writer;
        wire::write(writer, trace);
        answerJson(exchange, 200, writer);
    });
}

ledger::DirectoryEntry readEntry(SchemaReader& reader, Presence owner)
{
    ledger::DirectoryEntry entry;
    entry.partyIdType =
        reader.text("partyIdType", Presence::Required, TextRule{1, 0, domain::partyIdTypes()});
    entry.partyIdentifier = reader.text("partyIdentifier", Presence::Required, TextRule{1, 128, {}});
    entry.partySubIdOrType = reader.text("partySubIdOrType", Presence::Optional, TextRule{1, 128, {}});
    entry.currency = reader.currency("currency", Presence::Optional);
    entry.fspId = domain::FspId(reader.text("fspId", owner, TextRule{1, 32, {}}));
    reader.finish();
    return entry;
}

/// The party a directory query names; false when it has been answered.
bool readParty(const ExchangePtr& exchange, ledger::DirectoryEntry& entry)
{
    std::string fspId;
    if (!readQuery(exchange, {{"partyIdType", into(entry.partyIdType)},
                              {"partyIdentifier", into(entry.partyIdentifier)},
                              {"partySubIdOrType", into(entry.partySubIdOrType)},
                              {"currency", into(entry.currency, kCurrency)},
                              {"fspId", into(fspId)}}))
        return false;
    entry.fspId = domain::FspId(fspId);
    for (const auto& [name, value] : {std::pair("partyIdType", &entry.partyIdType),
                                      std::pair("partyIdentifier", &entry.partyIdentifier)}) {
        if (!value->empty()) continue;
        answerMalformed(exchange, '"' + std::string(name) + "\" is required");
        return false;
    }
    return true;
}

} // namespace

void getTransfers(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    ledger::TransferFilter filter;
    filter.limit = kRowsDefault;
    if (!readQuery(exchange, {{"id", into(filter.id, transferIdOf)},
                              {"payer", into(filter.payer)},
                              {"payee", into(filter.payee)},
                              {"anyParty", into(filter.anyParty)},
                              {"state", into(filter.state, domain::parseTransferState)},
                              {"currency", into(filter.currency, kCurrency)},
                              {"account", into(filter.account, idOf<domain::AccountId>)},
                              {"settlementWindowId", into(filter.window, idOf<domain::WindowId>)},
                              {"settlementId", into(filter.settlement, idOf<domain::SettlementId>)},
                              {"from", into(filter.from, kMoment)},
                              {"to", into(filter.to, kMoment)},
                              {"kind", into(filter.kind, kindOf)},
                              {"errorCode", into(filter.errorCode)},
                              {"amountFrom", into(filter.amountFrom, kAmount)},
                              {"amountTo", into(filter.amountTo, kAmount)},
                              {"before", intoKey(filter.before)},
                              {"limit", into(filter.limit, kRowsMax)}}))
        return;
    const auto limit = static_cast<std::size_t>(filter.limit);
    context.services.transfers.search(
        std::move(filter), answering<std::vector<ledger::TransferRow>>(
                               exchange, [exchange, limit](const std::vector<ledger::TransferRow>& rows) {
                                   json::Writer writer;
                                   writer.beginObject().key("transfers").beginArray();
                                   for (const auto& row : rows)
                                       wire::write(writer, transferRow(row));
                                   writer.endArray().key("next");
                                   if (rows.size() == limit)
                                       writer.number(static_cast<std::int64_t>(rows.back().seq));
                                   else
                                       writer.null();
                                   writer.endObject();
                                   answerJson(exchange, 200, writer);
                               }));
}

void getTransfer(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = pathTransferId(exchange);
    if (!id) return;
    context.services.transfers.one(
        *id, answering<api::TransferDetail>(exchange, [exchange](const api::TransferDetail& detail) {
            json::Writer writer;
            wire::write(writer, detail);
            answerJson(exchange, 200, writer);
        }));
}

void getTransferTrace(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    if (const auto id = pathTransferId(exchange))
        context.services.transfers.traceOfTransfer(*id, answeringTrace(exchange));
}

void getTrace(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    context.services.transfers.trace(std::string(exchange->request().param("traceId")),
                                     answeringTrace(exchange));
}

void getPositions(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    json::Writer writer;
    writer.beginArray();
    for (const auto& row : context.services.positions.snapshot())
        wire::write(writer, row);
    writer.endArray();
    answerJson(exchange, 200, writer);
}

void getAccountHistory(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto account = idOf<domain::AccountId>(std::string(exchange->request().param("id")));
    if (!account) {
        answerMalformed(exchange, "\"id\" must be a positive number");
        return;
    }
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
    int points = kPointsDefault;
    if (!readQuery(
            exchange,
            {{"from", into(from, kMoment)}, {"to", into(to, kMoment)}, {"points", into(points, 1000)}}))
        return;
    const auto end = to.value_or(context.services.clock.now().plusMs(1));
    context.services.positions.history(
        *account, from.value_or(end.plusMs(-kHistoryDefaultMs)), end, points,
        answering<api::PositionHistory>(exchange, [exchange](const api::PositionHistory& history) {
            json::Writer writer;
            wire::write(writer, history);
            answerJson(exchange, 200, writer);
        }));
}

void getAccountMoves(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto account = idOf<domain::AccountId>(std::string(exchange->request().param("id")));
    if (!account) {
        answerMalformed(exchange, "\"id\" must be a positive number");
        return;
    }
    int limit = kRowsDefault;
    if (!readQuery(exchange, {{"limit", into(limit, kPageMax)}})) return;
    context.services.positions.moves(*account, limit,
                                     answering<std::vector<api::AccountMoveRow>>(
                                         exchange, [exchange](const std::vector<api::AccountMoveRow>& rows) {
                                             json::Writer writer;
                                             writer.beginArray();
                                             for (const auto& row : rows)
                                                 wire::write(writer, row);
                                             writer.endArray();
                                             answerJson(exchange, 200, writer);
                                         }));
}

void getFunds(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    api::MovementFilter filter;
    std::string participant;
    std::uint64_t before = 0;
    int limit = kRowsDefault;
    if (!readQuery(exchange, {{"participant", into(participant)},
                              {"currency", into(filter.currency, kCurrency)},
                              {"before", intoKey(before)},
                              {"limit", into(limit, kPageMax)}}))
        return;
    filter.participant = QString::fromStdString(participant);
    api::PageRequest page{{}, limit};
    if (before != 0) page.after = QString::number(before);
    context.services.funds.movements(
        std::move(filter), std::move(page),
        answering<api::Page<api::MovementRow>>(exchange, [exchange](const api::Page<api::MovementRow>& rows) {
            json::Writer writer;
            writer.beginObject().key("movements").beginArray();
            for (const auto& row : rows.rows)
                wire::write(writer, row);
            writer.endArray().key("next");
            if (rows.next.isEmpty())
                writer.null();
            else
                writer.number(static_cast<std::int64_t>(rows.next.toLongLong()));
            writer.endObject();
            answerJson(exchange, 200, writer);
        }));
}

void getDeadLetters(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    ledger::DeadLetterFilter filter;
    filter.limit = kRowsDefault;
    if (!readQuery(exchange, {{"destination", into(filter.destination)},
                              {"reason", into(filter.reason)},
                              {"from", into(filter.from, kMoment)},
                              {"to", into(filter.to, kMoment)},
                              {"before", intoKey(filter.before)},
                              {"limit", into(filter.limit, ledger::DeadLetterFilter::kLimitMax)}}))
        return;
    context.services.callbacks.letters(
        std::move(filter), answering<std::vector<ledger::DeadLetter>>(
                               exchange, [exchange](const std::vector<ledger::DeadLetter>& letters) {
                                   json::Writer writer;
                                   writer.beginArray();
                                   for (const auto& letter : letters)
                                       writeDeadLetter(writer, letter);
                                   writer.endArray();
                                   answerJson(exchange, 200, writer);
                               }));
}

void getAudit(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    ledger::AuditFilter filter;
    filter.limit = kRowsDefault;
    if (!readQuery(exchange, {{"action", into(filter.action)},
                              {"subject", into(filter.subject)},
                              {"from", into(filter.from, kMoment)},
                              {"to", into(filter.to, kMoment)},
                              {"before", intoKey(filter.before)},
                              {"limit", into(filter.limit, kRowsMax)}}))
        return;
    context.services.audit.search(std::move(filter),
                                  answering<std::vector<ledger::StoredAuditRow>>(
                                      exchange, [exchange](const std::vector<ledger::StoredAuditRow>& rows) {
                                          json::Writer writer;
                                          writer.beginArray();
                                          for (const auto& row : rows)
                                              writeAuditRow(writer, row);
                                          writer.endArray();
                                          answerJson(exchange, 200, writer);
                                      }));
}

void getLanes(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    json::Writer writer;
    writer.beginArray();
    for (const auto& lane : context.services.health.lanes())
        wire::write(writer, lane);
    writer.endArray();
    answerJson(exchange, 200, writer);
}

void getHealth(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    json::Writer writer;
    wire::write(writer, context.services.health.snapshot());
    answerJson(exchange, 200, writer);
}

void putParticipant(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    const auto text = reader.text("tradeDirection", Presence::Required, TextRule{1, 0, kDirections});
    reader.finish();
    if (reader.failed()) {
        answerMalformed(exchange, reader.error());
        return;
    }
    const auto direction = static_cast<domain::TradeDirection>(
        std::find(kDirections.begin(), kDirections.end(), text) - kDirections.begin());
    const auto& request = exchange->request();
    context.services.participants.setDirection(
        callerOf(request), std::string(request.param("name")), direction, noteOf(request),
        answering<ParticipantView>(exchange, [&context, exchange](const ParticipantView& view) {
            json::Writer writer;
            writeParticipant(writer, view, context.options.hostName);
            answerJson(exchange, 200, writer);
        }));
}

void getDirectory(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    ledger::DirectoryEntry party;
    if (!readParty(exchange, party)) return;
    context.services.oracles.directory(
        party.partyIdType, party.partyIdentifier, party.partySubIdOrType, party.currency,
        answering<std::vector<ledger::DirectoryEntry>>(
            exchange, [exchange](const std::vector<ledger::DirectoryEntry>& entries) {
                json::Writer writer;
                writer.beginArray();
                for (const auto& entry : entries)
                    writeDirectoryEntry(writer, entry);
                writer.endArray();
                answerJson(exchange, 200, writer);
            }));
}

void postDirectory(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    std::vector<ledger::DirectoryEntry> entries;
    for (auto& row : reader.objects("entries", Presence::Required, OraclesService::kDirectoryEntriesMax))
        entries.push_back(readEntry(row, Presence::Required));
    reader.finish();
    if (reader.failed()) {
        answerMalformed(exchange, reader.error());
        return;
    }
    context.services.oracles.putEntries(callerOf(exchange->request()), std::move(entries),
                                        answeringEmpty(exchange, 201));
}

void putDirectory(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    auto entry = readEntry(reader, Presence::Required);
    if (reader.failed()) {
        answerMalformed(exchange, reader.error());
        return;
    }
    context.services.oracles.putEntries(callerOf(exchange->request()), {std::move(entry)},
                                        answeringEmpty(exchange, 200));
}

void deleteDirectory(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    ledger::DirectoryEntry entry;
    if (!readParty(exchange, entry)) return;
    context.services.oracles.removeEntry(callerOf(exchange->request()), std::move(entry),
                                         answeringEmpty(exchange, 204));
}

} // namespace hub::admin::hub_api
