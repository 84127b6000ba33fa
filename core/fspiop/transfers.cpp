#include "core/fspiop/transfers.h"

#include "core/base/log.h"
#include "core/fspiop/callback_desk.h"
#include "core/fspiop/message_hash.h"
#include "core/fspiop/relay.h"
#include "core/fspiop/transaction_facts.h"

#include <algorithm>

namespace hub::fspiop {
namespace {

using namespace domain::fspiop_code;

http::Answer busy()
{
    return http::Answer::fspiopError(domain::makeError(kServiceCurrentlyUnavailable));
}

ledger::Relay relayOf(const http::Request& request)
{
    return {base::shareBytes(relayBlock(request.headers)), request.body};
}

std::optional<domain::FspId> optionalFsp(std::string_view text)
{
    if (text.empty()) return std::nullopt;
    return domain::FspId(std::string(text));
}

ledger::FulfilAction actionOf(std::string_view transferState)
{
    if (transferState == "ABORTED") return ledger::FulfilAction::Reject;
    if (transferState == "RESERVED") return ledger::FulfilAction::Reserve;
    return ledger::FulfilAction::Commit;
}

domain::FspiopError transferNotFound()
{
    return domain::makeError(kTransferIDNotFound, "Provided Transfer ID was not found on the server.");
}

ledger::Notice stateNotice(const ledger::TransferFacts& facts)
{
    ledger::Notice notice;
    notice.kind = ledger::NoticeKind::HubFulfil;
    notice.transfer = facts.received.id;
    notice.state = domain::externalState(facts.state());
    notice.completedAt = facts.completedAt;
    if (!notice.completedAt && !facts.steps.empty()) notice.completedAt = facts.steps.back().at;
    const bool isCommitted = notice.state == domain::ExternalTransferState::Committed ||
                             notice.state == domain::ExternalTransferState::Settled;
    if (isCommitted) {
        notice.fulfilment = facts.fulfilment;
        notice.relay = facts.fulfilRelay;
    }
    if (notice.state == domain::ExternalTransferState::Aborted) {
        const auto last = std::find_if(facts.steps.rbegin(), facts.steps.rend(),
                                       [](const ledger::StateStep& step) { return step.error.has_value(); });
        if (last != facts.steps.rend()) notice.error = last->error;
    }
    return notice;
}

} // namespace

Reply Transfers::post(Call& call)
{
    const FspiopServices& services = m_forwarding.services();
    if (services.desk.isOverloaded()) return busy();
    const http::Request& request = call.request();
    const json::Value body = call.root();
    // The schema has passed: the texts below are what their patterns say.
    const auto id = domain::CorrelationId::parse(body["transferId"].scalarText());
    const auto amount = domain::Amount::parseFspiop(body["amount"]["amount"].scalarText());
    const auto currency = domain::Currency::parse(body["amount"]["currency"].scalarText());
    const auto expiration = base::parseIso8601(body["expiration"].scalarText());
    if (!id || !amount || !currency || !expiration)
        return http::Answer::fspiopError(domain::makeError(kMalformedSyntax));
    call.subject = id->toString();
    if (services.desk.isFull(body["payeeFsp"].scalarText())) return busy();
    ledger::Prepare prepare{domain::TransferId(*id),
                            domain::FspId(call.source()),
                            domain::FspId(std::string(body["payerFsp"].scalarText())),
                            domain::FspId(std::string(body["payeeFsp"].scalarText())),
                            *currency,
                            *amount,
                            *expiration,
                            bodyHash(request),
                            decodedDigest(body["condition"].scalarText()),
                            relayOf(request)};
    if (const auto registry = services.registry(); registry != nullptr && chargesFees(*registry))
        prepare.facts = transactionFacts(body["ilpPacket"].scalarText());
    const domain::TransferId transfer = prepare.id;
    return submit(call, std::move(prepare), transfer, 202, TellBy::Put);
}

Reply Transfers::put(Call& call)
{
    const http::Request& request = call.request();
    const json::Value body = call.root();
    std::optional<base::Instant> completedAt;
    if (const json::Value text = body["completedTimestamp"])
        completedAt = base::parseIso8601(text.scalarText());
    if (const auto problem = timestampProblem(completedAt)) return http::Answer::fspiopError(*problem);
    const auto id = pathId(call);
    if (!id) return http::Answer::empty(200);

    ledger::Fulfil fulfil;
    fulfil.id = *id;
    fulfil.source = domain::FspId(call.source());
    fulfil.destination = optionalFsp(call.headers.destination);
    fulfil.action = actionOf(body["transferState"].scalarText());
    fulfil.isVersion10 = call.headers.contentVersion == "1.0";
    fulfil.fulfilment = std::string(body["fulfilment"].scalarText());
    if (const auto bytes = decodedDigest(fulfil.fulfilment))
        fulfil.fulfilmentHash = http::sha256(base::asText(*bytes));
    fulfil.completedAt = completedAt;
    fulfil.hash = bodyHash(request);
    fulfil.relay = relayOf(request);
    const bool isReserve = fulfil.action == ledger::FulfilAction::Reserve;
    return submit(call, std::move(fulfil), *id, 200, isReserve ? TellBy::Patch : TellBy::Put);
}

Reply Transfers::putError(Call& call)
{
    const http::Request& request = call.request();
    const auto id = pathId(call);
    if (!id) return http::Answer::empty(200);
    const json::Value information = call.root()["errorInformation"];
    ledger::Abort abort;
    abort.id = *id;
    abort.source = domain::FspId(call.source());
    abort.destination = optionalFsp(call.headers.destination);
    abort.error = {std::string(information["errorCode"].scalarText()),
                   std::string(information["errorDescription"].scalarText())};
    abort.hash = bodyHash(request);
    abort.relay = relayOf(request);
    return submit(call, std::move(abort), *id, 200, TellBy::Put);
}

Reply Transfers::get(Call& call)
{
    const auto id = pathId(call);
    if (!id) return http::Answer::empty(202);
    // Before the question, or the callback could be on the wire before the answer.
    call.exchange->answer(http::Answer::empty(202));
    // Who does not take part is told nothing (fspiop 7.10).
    if (m_forwarding.isActive(call.headers.source)) tellState(*id, call.source(), TellBy::Put, call.trace);
    return std::nullopt;
}

Reply Transfers::submit(Call& call, ledger::Command&& command, const domain::TransferId& id, int status,
                        TellBy by)
{
    const bool taken = m_outcomes.submit(
        std::move(command), call.trace, call.subject,
        [this, exchange = call.exchange, id, status, by, source = call.source(),
         trace = call.trace](const ledger::Answer& answer) {
            if (answer.outcome == ledger::Outcome::Refused) {
                const auto error = answer.error.value_or(domain::makeError(kInternalServerError));
                exchange->answer(answer.httpStatus != 0 ? http::Answer::fspiopError(error, answer.httpStatus)
                                                        : http::Answer::fspiopError(error));
                return;
            }
            exchange->answer(http::Answer::empty(status));
            if (answer.outcome == ledger::Outcome::Duplicate) tellState(id, source, by, trace);
        });
    if (!taken) return busy();
    return std::nullopt;
}

std::optional<domain::TransferId> Transfers::pathId(Call& call)
{
    const std::string_view text = call.request().param("ID");
    call.subject = std::string(text);
    if (const auto id = domain::CorrelationId::parse(text)) return domain::TransferId(*id);
    // No transfer can have such an id.
    sendError(call.source(), text, transferNotFound(), call.trace);
    return std::nullopt;
}

std::optional<domain::FspiopError> Transfers::timestampProblem(std::optional<base::Instant> completedAt) const
{
    const FspiopServices& services = m_forwarding.services();
    return completedTimestampProblem(services.settings, services.clock.now(), completedAt);
}

void Transfers::sendError(const std::string& to, std::string_view transferId,
                          const domain::FspiopError& error, const events::TraceContext& trace)
{
    m_forwarding.sendError(ErrorReturn{to, transferError(transferId), "transfers", {}}, error, trace,
                           std::string(transferId));
}

void Transfers::tellState(const domain::TransferId& id, const std::string& requester, TellBy by,
                          const events::TraceContext& trace)
{
    const bool queued =
        m_forwarding.services().readers.read([this, id, requester, by, trace](ledger::LedgerReader& reader) {
            const auto facts = reader.transfer(id);
            const std::string text = id.value().toString();
            if (!facts) {
                base::log(base::LogLevel::Error, "transfer could not be read",
                          {{"detail", facts.error().detail}});
                sendError(requester, text, domain::makeError(kInternalServerError), trace);
                return;
            }
            if (!*facts) {
                sendError(requester, text, transferNotFound(), trace);
                return;
            }
            const ledger::TransferReceived& received = (*facts)->received;
            if (!base::equalsIgnoreCase(requester, received.payer.value()) &&
                !base::equalsIgnoreCase(requester, received.payee.value())) {
                sendError(requester, text, domain::makeError(kGenericClientError), trace);
                return;
            }
            ledger::Notice notice = stateNotice(**facts);
            if (by == TellBy::Patch) {
                notice.kind = ledger::NoticeKind::HubPatch;
                notice.fulfilment.clear();
            }
            notice.destination = domain::FspId(requester);
            notice.at = m_forwarding.services().clock.now();
            notice.trace = trace;
            m_forwarding.sendMessage(hubMessage(notice));
        });
    if (!queued)
        base::log(base::LogLevel::Warning, "state of a transfer not told: the readers are busy",
                  {{"transfer", id.value().toString()}});
}

} // namespace hub::fspiop
