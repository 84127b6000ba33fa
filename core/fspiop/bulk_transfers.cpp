#include "core/fspiop/bulk_transfers.h"

#include "core/base/log.h"
#include "core/fspiop/callback_desk.h"
#include "core/fspiop/message_hash.h"
#include "core/fspiop/transaction_facts.h"
#include "core/json/slices.h"

#include <algorithm>

namespace hub::fspiop {
namespace {

using namespace domain::fspiop_code;

http::Answer busy()
{
    return http::Answer::fspiopError(domain::makeError(kServiceCurrentlyUnavailable));
}

std::optional<domain::FspId> optionalFsp(std::string_view text)
{
    if (text.empty()) return std::nullopt;
    return domain::FspId(std::string(text));
}

/// The element as the payer sent it and what the ledger needs of it; nothing when a text is not what its
/// pattern says.
std::optional<ledger::BulkPrepare::Item> itemOf(json::Value value, std::string_view text)
{
    const auto id = domain::CorrelationId::parse(value["transferId"].scalarText());
    const auto amount = domain::Amount::parseFspiop(value["transferAmount"]["amount"].scalarText());
    const auto currency = domain::Currency::parse(value["transferAmount"]["currency"].scalarText());
    if (!id || !amount || !currency) return std::nullopt;
    return ledger::BulkPrepare::Item{domain::TransferId(*id),
                                     *currency,
                                     *amount,
                                     http::sha256(json::compact(text)),
                                     decodedDigest(value["condition"].scalarText()),
                                     base::shareBytes(std::string(text)),
                                     {}};
}

ledger::BulkFulfil::Item resultOf(json::Value value, const domain::TransferId& id)
{
    ledger::BulkFulfil::Item item;
    item.id = id;
    item.fulfilment = std::string(value["fulfilment"].scalarText());
    if (const auto bytes = decodedDigest(item.fulfilment))
        item.fulfilmentHash = http::sha256(base::asText(*bytes));
    if (const json::Value error = value["errorInformation"])
        item.error = domain::FspiopError{std::string(error["errorCode"].scalarText()),
                                         std::string(error["errorDescription"].scalarText())};
    return item;
}

domain::FspiopError bulkNotFound()
{
    return domain::makeError(kBulkTransferIDNotFound);
}

} // namespace

Reply BulkTransfers::post(Call& call)
{
    if (m_forwarding.services().desk.isOverloaded()) return busy();
    const json::Value body = call.root();
    const auto id = domain::CorrelationId::parse(body["bulkTransferId"].scalarText());
    const auto expiration = base::parseIso8601(body["expiration"].scalarText());
    const auto slices = json::slicesOf(*call.request().body, "individualTransfers");
    const json::Value transfers = body["individualTransfers"];
    if (!id || !expiration || !slices || slices->elements.size() != transfers.size())
        return http::Answer::fspiopError(domain::makeError(kMalformedSyntax));
    call.subject = id->toString();
    if (m_forwarding.services().desk.isFull(body["payeeFsp"].scalarText())) return busy();
    ledger::BulkPrepare prepare;
    prepare.id = domain::BulkTransferId(*id);
    prepare.source = domain::FspId(call.source());
    prepare.destination = optionalFsp(call.headers.destination);
    prepare.payer = domain::FspId(std::string(body["payerFsp"].scalarText()));
    prepare.payee = domain::FspId(std::string(body["payeeFsp"].scalarText()));
    prepare.expiration = *expiration;
    prepare.hash = bodyHash(call.request());
    prepare.head = slices->head;
    prepare.tail = slices->tail;
    prepare.items.reserve(transfers.size());
    const auto registry = m_forwarding.services().registry();
    const bool withFacts = registry != nullptr && chargesFees(*registry);
    for (const json::Value transfer : transfers) {
        auto item = itemOf(transfer, slices->elements[prepare.items.size()]);
        if (!item) return http::Answer::fspiopError(domain::makeError(kMalformedSyntax));
        if (withFacts) item->facts = transactionFacts(transfer["ilpPacket"].scalarText());
        prepare.items.push_back(*std::move(item));
    }
    return submit(call, std::move(prepare), domain::BulkTransferId(*id), 202);
}

Reply BulkTransfers::put(Call& call)
{
    const auto id = pathId(call);
    if (!id) return http::Answer::empty(200);
    const json::Value body = call.root();
    ledger::BulkFulfil fulfil;
    fulfil.id = *id;
    fulfil.source = domain::FspId(call.source());
    fulfil.destination = optionalFsp(call.headers.destination);
    fulfil.isRejected = body["bulkTransferState"].scalarText() == "REJECTED";
    if (const json::Value text = body["completedTimestamp"])
        fulfil.completedAt = base::parseIso8601(text.scalarText());
    // Unlike a single transfer's, a bulk's wrong timestamp is answered 200 and ends the bulk (11.4).
    fulfil.problem = timestampProblem(fulfil.completedAt);
    fulfil.hash = bodyHash(call.request());
    fulfil.contentType = std::string(call.headers.contentType);
    // Kept with the messages that wait; most answers have nothing that the results do not say.
    if (call.request().body->find("extensionList") != std::string::npos) fulfil.body = call.request().body;
    for (const json::Value result : body["individualTransferResults"])
        if (const auto transfer = domain::CorrelationId::parse(result["transferId"].scalarText()))
            fulfil.items.push_back(resultOf(result, domain::TransferId(*transfer)));
    return submit(call, std::move(fulfil), *id, 200);
}

Reply BulkTransfers::putError(Call& call)
{
    const auto id = pathId(call);
    if (!id) return http::Answer::empty(200);
    const json::Value information = call.root()["errorInformation"];
    ledger::BulkAbort abort;
    abort.id = *id;
    abort.source = domain::FspId(call.source());
    abort.destination = optionalFsp(call.headers.destination);
    abort.error = {std::string(information["errorCode"].scalarText()),
                   std::string(information["errorDescription"].scalarText())};
    abort.hash = bodyHash(call.request());
    abort.contentType = std::string(call.headers.contentType);
    abort.body = call.request().body;
    return submit(call, std::move(abort), *id, 200);
}

Reply BulkTransfers::get(Call& call)
{
    const auto id = pathId(call);
    if (!id) return http::Answer::empty(202);
    // As GET /transfers: the answer first, then what leads to the callback.
    call.exchange->answer(http::Answer::empty(202));
    if (m_forwarding.isActive(call.headers.source)) tellState(*id, call.source(), false, call.trace);
    return std::nullopt;
}

Reply BulkTransfers::submit(Call& call, ledger::Command&& command, const domain::BulkTransferId& id,
                            int status)
{
    const bool taken =
        m_outcomes.submit(std::move(command), call.trace, call.subject,
                          [this, exchange = call.exchange, id, status, source = call.source(),
                           trace = call.trace](const ledger::Answer& answer) {
                              if (answer.outcome == ledger::Outcome::Refused) {
                                  exchange->answer(http::Answer::fspiopError(
                                      answer.error.value_or(domain::makeError(kInternalServerError))));
                                  return;
                              }
                              exchange->answer(http::Answer::empty(status));
                              if (answer.outcome == ledger::Outcome::Duplicate)
                                  tellState(id, source, true, trace);
                          });
    if (!taken) return busy();
    return std::nullopt;
}

std::optional<domain::BulkTransferId> BulkTransfers::pathId(Call& call)
{
    const std::string_view text = call.request().param("ID");
    call.subject = std::string(text);
    if (const auto id = domain::CorrelationId::parse(text)) return domain::BulkTransferId(*id);
    sendError(call.source(), text, bulkNotFound(), call.trace); // No bulk can have such an id.
    return std::nullopt;
}

std::optional<domain::FspiopError>
BulkTransfers::timestampProblem(std::optional<base::Instant> completedAt) const
{
    const FspiopServices& services = m_forwarding.services();
    return completedTimestampProblem(services.settings, services.clock.now(), completedAt);
}

void BulkTransfers::sendError(const std::string& to, std::string_view bulkId,
                              const domain::FspiopError& error, const events::TraceContext& trace)
{
    m_forwarding.sendError(ErrorReturn{to, bulkTransferError(bulkId), "bulkTransfers", {}}, error, trace,
                           std::string(bulkId));
}

void BulkTransfers::tellFacts(const ledger::BulkFacts& facts, const std::string& requester, bool replays,
                              const events::TraceContext& trace)
{
    const ledger::Bulk& bulk = facts.bulk;
    const std::string text = bulk.id.value().toString();
    const bool isPayer = base::equalsIgnoreCase(requester, bulk.payer.value()) ||
                         base::equalsIgnoreCase(requester, bulk.source.value());
    if (!isPayer && !base::equalsIgnoreCase(requester, bulk.payee.value())) {
        sendError(requester, text, domain::makeError(kGenericClientError), trace);
        return;
    }
    if (bulk.error && (replays || bulk.state == domain::BulkState::Invalid)) {
        sendError(requester, text, *bulk.error, trace);
        return;
    }
    ledger::Notice notice;
    notice.kind = ledger::NoticeKind::HubBulkResult;
    notice.destination = domain::FspId(requester);
    notice.transfer = domain::TransferId(bulk.id.value());
    notice.at = m_forwarding.services().clock.now();
    notice.completedAt = bulk.completedAt.value_or(bulk.changedAt);
    notice.trace = trace;
    ledger::BulkResults results{bulk.state, {}};
    std::copy_if(facts.items.begin(), facts.items.end(), std::back_inserter(results.items),
                 [isPayer](const auto& item) { return isPayer || domain::wasForwarded(item.state); });
    notice.bulk = std::make_shared<const ledger::BulkResults>(std::move(results));
    m_forwarding.sendMessage(hubMessage(notice));
}

void BulkTransfers::tellState(const domain::BulkTransferId& id, const std::string& requester, bool replays,
                              const events::TraceContext& trace)
{
    const bool queued = m_forwarding.services().readers.read(
        [this, id, requester, replays, trace](ledger::LedgerReader& reader) {
            const auto facts = reader.bulk(id);
            const std::string text = id.value().toString();
            if (!facts) {
                base::log(base::LogLevel::Error, "bulk transfer could not be read",
                          {{"detail", facts.error().detail}});
                sendError(requester, text, domain::makeError(kInternalServerError), trace);
            } else if (!*facts) {
                sendError(requester, text, bulkNotFound(), trace);
            } else {
                tellFacts(**facts, requester, replays, trace);
            }
        });
    if (!queued)
        base::log(base::LogLevel::Warning, "state of a bulk transfer not told: the readers are busy",
                  {{"bulkTransfer", id.value().toString()}});
}

} // namespace hub::fspiop
