#include "core/fspiop/participants.h"

#include "core/json/writer.h"

#include <map>
#include <mutex>

namespace hub::fspiop {
namespace {

using namespace domain::fspiop_code;
using MaybeError = std::optional<domain::FspiopError>;

constexpr const char* kResource = "participants";

/// What came out for each party of a batch; answered when the last type's oracle has.
struct BatchResult
{
    std::mutex mutex;
    std::vector<ledger::DirectoryEntry> entries;
    std::vector<MaybeError> errors; ///< by entry
    std::size_t open = 0;           ///< oracles still asked
};

void writeEntry(json::Writer& writer, const ledger::DirectoryEntry& entry)
{
    writer.beginObject();
    writer.member("partyIdType", entry.partyIdType).member("partyIdentifier", entry.partyIdentifier);
    if (!entry.partySubIdOrType.empty()) writer.member("partySubIdOrType", entry.partySubIdOrType);
    writer.member("fspId", entry.fspId.value());
    writer.endObject();
}

std::string batchBody(const BatchResult& result, std::string_view currency)
{
    json::Writer writer;
    writer.beginObject().key("partyList").beginArray();
    for (std::size_t i = 0; i < result.entries.size(); ++i) {
        writer.beginObject().key("partyId");
        writeEntry(writer, result.entries[i]);
        if (const MaybeError& error = result.errors[i]) {
            writer.key("errorInformation").beginObject();
            writer.member("errorCode", error->code)
                .member("errorDescription", error->description)
                .endObject();
        }
        writer.endObject();
    }
    writer.endArray();
    if (!currency.empty()) writer.member("currency", currency);
    writer.endObject();
    return writer.take();
}

HubMessage message(const Call& call, std::string destination, Target target, std::string body,
                   base::Instant at)
{
    HubMessage out;
    out.destination = std::move(destination);
    out.target = std::move(target);
    out.resource = kResource;
    out.body = base::shareBytes(std::move(body));
    out.at = at;
    out.trace = call.trace;
    out.spanName = "PUT /participants";
    return out;
}

} // namespace

ErrorReturn Participants::errorReturn(const Call& call, const lookup::PartyId& party) const
{
    return {call.source(), participants(PartyMessage::PutError, party), kResource, {}};
}

Reply Participants::get(const CallPtr& call)
{
    const auto wanted = readPartyCall(*call);
    if (!wanted) return http::Answer::fspiopError(wanted.error());
    if (!m_forwarding.isRegistered(call->headers.source)) return http::Answer::empty(202);
    m_oracles.find(
        *call, wanted->party, wanted->currency, [this, call, party = wanted->party](const auto& found) {
            lookup::Resolution resolution;
            if (found)
                resolution = lookup::resolve(*found, party.subId);
            else
                resolution.error = found.error();
            if (resolution.error) {
                m_forwarding.sendError(errorReturn(*call, party), *resolution.error, *call);
                return;
            }
            json::Writer writer;
            writer.beginObject().member("fspId", resolution.fspIds.front()).endObject();
            m_forwarding.sendMessage(message(*call, call->source(), participants(PartyMessage::Put, party),
                                             writer.take(), m_forwarding.services().clock.now()));
        });
    return http::Answer::empty(202);
}

Reply Participants::post(const CallPtr& call)
{
    const auto wanted = readPartyCall(*call);
    if (!wanted) return http::Answer::fspiopError(wanted.error());
    if (!m_forwarding.isRegistered(call->headers.source)) {
        // The reference checks the requester before its answer only on the path without a sub-id
        // (fspiop 3.8).
        if (!wanted->party.subId.empty()) return http::Answer::empty(202);
        return http::Answer::fspiopError(domain::makeError(kGenericIDNotFound, "Requester FSP not found"));
    }
    write(call, *wanted, Oracles::Write::Create);
    return http::Answer::empty(202);
}

Reply Participants::put(const CallPtr& call)
{
    const auto wanted = readPartyCall(*call);
    if (!wanted) return http::Answer::fspiopError(wanted.error());
    if (m_forwarding.isRegistered(call->headers.source)) write(call, *wanted, Oracles::Write::Update);
    return http::Answer::empty(200);
}

void Participants::write(const CallPtr& call, const PartyCall& wanted, Oracles::Write what)
{
    std::string fspId(call->root()["fspId"].scalarText());
    if (fspId.empty()) fspId = call->source();
    const auto currency = domain::Currency::parse(call->root()["currency"].scalarText());
    // A party of nobody would be forgotten at its first look-up, and there is nobody to tell the success to.
    if (!m_forwarding.isRegistered(fspId)) {
        m_forwarding.sendError(errorReturn(*call, wanted.party),
                               domain::makeError(kAddPartyInformationError, "FSP " + fspId + " not found"),
                               *call);
        return;
    }
    m_oracles.write(*call, what, wanted.party, fspId, currency,
                    [this, call, party = wanted.party, fspId, currency](const MaybeError& error) {
                        if (error)
                            m_forwarding.sendError(errorReturn(*call, party), *error, *call);
                        else
                            tellWritten(*call, party, fspId, currency);
                    });
}

void Participants::tellWritten(const Call& call, const lookup::PartyId& party, const std::string& fspId,
                               std::optional<domain::Currency> currency) const
{
    json::Writer writer;
    writer.beginObject().key("partyList").beginArray();
    writeEntry(writer, {party.type, party.identifier, party.subId, currency, domain::FspId(fspId)});
    writer.endArray();
    if (currency) writer.member("currency", currency->code());
    writer.endObject();
    const bool hasDestination = !call.headers.destination.empty();
    HubMessage told =
        message(call, hasDestination ? call.destination() : fspId, participants(PartyMessage::Put, party),
                writer.take(), m_forwarding.services().clock.now());
    if (hasDestination) told.source = call.source();
    m_forwarding.sendMessage(std::move(told));
}

Reply Participants::remove(const CallPtr& call)
{
    const auto wanted = readPartyCall(*call);
    if (!wanted) return http::Answer::fspiopError(wanted.error());
    if (!m_forwarding.isRegistered(call->headers.source)) return http::Answer::empty(202);
    // Only the caller's own mapping goes.
    m_oracles.write(*call, Oracles::Write::Remove, wanted->party, call->source(), wanted->currency,
                    [this, call, party = wanted->party](const MaybeError& error) {
                        if (error) {
                            m_forwarding.sendError(errorReturn(*call, party), *error, *call);
                            return;
                        }
                        json::Writer writer;
                        writer.beginObject().member("fspId", call->headers.source).endObject();
                        m_forwarding.sendMessage(message(*call, call->source(),
                                                         participants(PartyMessage::Delete, party),
                                                         writer.take(), m_forwarding.services().clock.now()));
                    });
    return http::Answer::empty(202);
}

Reply Participants::putError(const CallPtr& call)
{
    const auto wanted = readPartyCall(*call);
    if (!wanted) return http::Answer::fspiopError(wanted.error());
    if (m_forwarding.isRegistered(call->headers.destination))
        m_forwarding.send(m_forwarding.relayOf(*call, call->destination(),
                                               participants(PartyMessage::PutError, wanted->party),
                                               errorReturn(*call, wanted->party)));
    else
        m_forwarding.sendError(errorReturn(*call, wanted->party),
                               domain::makeError(kDestinationFSPError, "Destination FSP not found"), *call);
    return http::Answer::empty(200);
}

Reply Participants::postBatch(const CallPtr& call)
{
    const json::Value body = call->root();
    const std::string requestId(body["requestId"].scalarText());
    const std::string currencyText(body["currency"].scalarText());
    const auto currency = domain::Currency::parse(currencyText);
    if (!m_forwarding.isRegistered(call->headers.source)) return http::Answer::empty(200);

    auto result = std::make_shared<BatchResult>();
    std::map<std::string, std::vector<std::size_t>> byType;
    for (const json::Value entry : body["partyList"]) {
        std::string fspId(entry["fspId"].scalarText());
        const bool isOwn = fspId == call->headers.source;
        result->entries.push_back({std::string(entry["partyIdType"].scalarText()),
                                   std::string(entry["partyIdentifier"].scalarText()),
                                   std::string(entry["partySubIdOrType"].scalarText()), currency,
                                   domain::FspId(std::move(fspId))});
        const ledger::DirectoryEntry& row = result->entries.back();
        result->errors.push_back(
            isOwn ? lookup::checkPartyId({row.partyIdType, row.partyIdentifier, row.partySubIdOrType})
                  : domain::makeError(kPartyNotFound));
        if (!result->errors.back())
            byType[result->entries.back().partyIdType].push_back(result->entries.size() - 1);
    }
    result->open = byType.size() + 1; // One for this function itself.

    const auto finish = [this, call, result, requestId, currencyText](const std::vector<std::size_t>& indices,
                                                                      const MaybeError& error) {
        const std::lock_guard lock(result->mutex);
        for (const std::size_t index : indices)
            result->errors[index] = error;
        if (--result->open > 0) return;
        m_forwarding.sendMessage(message(*call, call->source(), participantsBatch(requestId, false),
                                         batchBody(*result, currencyText),
                                         m_forwarding.services().clock.now()));
    };
    for (const auto& [type, indices] : byType) {
        std::vector<ledger::DirectoryEntry> entries;
        entries.reserve(indices.size());
        for (const std::size_t index : indices)
            entries.push_back(result->entries[index]);
        const bool asked = m_oracles.writeBatch(
            *call, requestId, type, std::move(entries),
            [finish, indices = indices](const MaybeError& error) { finish(indices, error); });
        if (!asked) finish(indices, lookup::noOracleInBatch(type));
    }
    finish({}, std::nullopt);
    return http::Answer::empty(200);
}

Reply Participants::putBatch(const CallPtr& /*call*/)
{
    return http::Answer::fspiopError(domain::makeError(kNotImplemented));
}

Reply Participants::putBatchError(const CallPtr& /*call*/)
{
    return http::Answer::empty(200);
}

} // namespace hub::fspiop
