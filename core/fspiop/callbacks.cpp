#include "core/fspiop/callbacks.h"

#include "core/fspiop/error_map.h"
#include "core/fspiop/headers.h"
#include "core/fspiop/relay.h"
#include "core/json/document.h"
#include "core/json/writer.h"

#include <unordered_map>

namespace hub::fspiop {
namespace {

using ledger::NoticeKind;

constexpr std::string_view kTransfers = "transfers";
constexpr std::string_view kBulkTransfers = "bulkTransfers";

http::Method methodOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::ForwardPrepare:
    case NoticeKind::ForwardBulk:
        return http::Method::Post;
    case NoticeKind::HubPatch:
        return http::Method::Patch;
    case NoticeKind::RelayFulfil:
    case NoticeKind::RelayError:
    case NoticeKind::HubFulfil:
    case NoticeKind::HubError:
    case NoticeKind::HubBulkResult:
    case NoticeKind::HubBulkError:
        break;
    }
    return http::Method::Put;
}

bool isBulk(NoticeKind kind)
{
    return kind == NoticeKind::ForwardBulk || kind == NoticeKind::HubBulkResult ||
           kind == NoticeKind::HubBulkError;
}

/// The hub writes these itself; `relay` is then the payee's message, whose extensions go on.
bool tellsState(NoticeKind kind)
{
    return kind == NoticeKind::HubFulfil || kind == NoticeKind::HubPatch || kind == NoticeKind::HubBulkResult;
}

/// Nothing when the message has no extensions to tell.
std::optional<json::Document> extended(const base::SharedBytes& message)
{
    if (!message || message->find("extensionList") == std::string::npos) return std::nullopt;
    auto document = json::Document::parse(*message);
    if (!document) return std::nullopt;
    return *std::move(document);
}

void writeExtensions(json::Writer& writer, const json::Value& from)
{
    const json::Value extensions = from["extensionList"]["extension"];
    if (extensions.size() == 0) return;
    writer.key("extensionList").beginObject().key("extension").beginArray();
    for (const json::Value extension : extensions) {
        writer.beginObject().member("key", extension["key"].scalarText());
        writer.member("value", extension["value"].scalarText()).endObject();
    }
    writer.endArray().endObject();
}

base::SharedBytes bodyOf(const ledger::Notice& notice)
{
    // Bytes of a DFSP, or what the ledger has put together of them.
    if (notice.relay.body && !tellsState(notice.kind)) return notice.relay.body;
    if (notice.kind == NoticeKind::HubError || notice.kind == NoticeKind::HubBulkError)
        return base::shareBytes(http::fspiopErrorBody(
            notice.error.value_or(domain::makeError(domain::fspiop_code::kInternalServerError))));
    if (notice.kind == NoticeKind::HubBulkResult && notice.bulk)
        return base::shareBytes(bulkResultBody(*notice.bulk, notice.completedAt, notice.relay.body));
    return base::shareBytes(transferStateBody(notice.state, notice.completedAt, notice.fulfilment,
                                              notice.error, notice.relay.body));
}

bool isRelay(NoticeKind kind)
{
    return kind == NoticeKind::ForwardPrepare || kind == NoticeKind::RelayFulfil ||
           kind == NoticeKind::RelayError;
}

} // namespace

bool isHubWritten(const ledger::Notice& notice, std::string_view hubName)
{
    return !isRelay(notice.kind) || base::equalsIgnoreCase(notice.source.value(), hubName);
}

std::string_view messageName(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::ForwardPrepare:
        return "POST /transfers";
    case NoticeKind::HubPatch:
        return "PATCH /transfers/{ID}";
    case NoticeKind::RelayFulfil:
    case NoticeKind::HubFulfil:
        return "PUT /transfers/{ID}";
    case NoticeKind::ForwardBulk:
        return "POST /bulkTransfers";
    case NoticeKind::HubBulkResult:
        return "PUT /bulkTransfers/{ID}";
    case NoticeKind::HubBulkError:
        return "PUT /bulkTransfers/{ID}/error";
    case NoticeKind::RelayError:
    case NoticeKind::HubError:
        break;
    }
    return "PUT /transfers/{ID}/error";
}

Target targetOf(const ledger::Notice& notice)
{
    switch (notice.kind) {
    case NoticeKind::ForwardPrepare:
        return transferPost();
    case NoticeKind::RelayFulfil:
    case NoticeKind::HubFulfil:
    case NoticeKind::HubPatch:
        return transferPut(notice.transfer.value().toString());
    case NoticeKind::ForwardBulk:
        return bulkTransferPost();
    case NoticeKind::HubBulkResult:
        return bulkTransferPut(notice.transfer.value().toString());
    case NoticeKind::HubBulkError:
        return bulkTransferError(notice.transfer.value().toString());
    case NoticeKind::RelayError:
    case NoticeKind::HubError:
        break;
    }
    return transferError(notice.transfer.value().toString());
}

HubMessage hubMessage(const ledger::Notice& notice)
{
    HubMessage message;
    message.destination = notice.destination.value();
    message.method = methodOf(notice.kind);
    message.target = targetOf(notice);
    message.resource = isBulk(notice.kind) ? kBulkTransfers : kTransfers;
    message.contentType = notice.contentType;
    message.at = notice.at;
    message.trace = notice.trace;
    message.subject = notice.transfer.value().toString();
    message.spanName = messageName(notice.kind);
    message.body = bodyOf(notice);
    return message;
}

http::Headers relayHeaders(const ledger::Notice& notice)
{
    http::Headers headers = notice.relay.headers ? readRelayBlock(*notice.relay.headers) : http::Headers();
    const http::Method method = methodOf(notice.kind);
    addressTo(headers, method, notice.source.value(), notice.destination.value());
    headers.set("fspiop-uri", targetOf(notice).path);
    return headers;
}

http::Headers hubHeaders(const HubMessage& message, std::string_view hubName, std::string_view contentVersion)
{
    http::Headers headers;
    headers.reserve(8);
    if (message.method == http::Method::Post)
        headers.add("Accept",
                    mediaType(message.resource, contentVersion.substr(0, contentVersion.find('.'))));
    headers.add("Content-Type", message.contentType.empty() ? mediaType(message.resource, contentVersion)
                                                            : message.contentType);
    headers.add("Date", base::toImfFixdate(message.at));
    headers.add("FSPIOP-Source", message.source.empty() ? std::string(hubName) : message.source);
    headers.add("FSPIOP-Destination", message.destination);
    headers.add("FSPIOP-URI", message.uri.empty() ? message.target.path : message.uri);
    headers.add("FSPIOP-HTTP-Method", std::string(http::toString(message.method)));
    return headers;
}

std::string transferStateBody(domain::ExternalTransferState state, std::optional<base::Instant> completedAt,
                              std::string_view fulfilment, const std::optional<domain::FspiopError>& error,
                              const base::SharedBytes& told)
{
    if (state == domain::ExternalTransferState::Settled) state = domain::ExternalTransferState::Committed;
    json::Writer writer;
    writer.beginObject();
    if (completedAt) writer.member("completedTimestamp", base::toIso8601(*completedAt));
    writer.member("transferState", domain::toString(state));
    if (!fulfilment.empty()) writer.member("fulfilment", fulfilment);
    if (error) {
        writer.key("extensionList").beginObject().key("extension").beginArray().beginObject();
        writer.member("key", "cause").member("value", causeText(*error));
        writer.endObject().endArray().endObject();
    } else if (const auto document = extended(told)) {
        writeExtensions(writer, document->root());
    }
    writer.endObject();
    return writer.take();
}

std::string bulkResultBody(const ledger::BulkResults& results, std::optional<base::Instant> completedAt,
                           const base::SharedBytes& told)
{
    const auto document = extended(told);
    std::unordered_map<domain::CorrelationId, json::Value> toldItems;
    if (document)
        for (const json::Value item : document->root()["individualTransferResults"])
            if (const auto id = domain::CorrelationId::parse(item["transferId"].scalarText()))
                toldItems.emplace(*id, item);
    json::Writer writer;
    writer.beginObject().member("bulkTransferState", domain::externalText(results.state));
    if (completedAt) writer.member("completedTimestamp", base::toIso8601(*completedAt));
    writer.key("individualTransferResults").beginArray();
    for (const ledger::BulkItem& item : results.items) {
        writer.beginObject().member("transferId", item.transfer.value().toString());
        if (!item.fulfilment.empty()) writer.member("fulfilment", item.fulfilment);
        if (item.error) {
            writer.key("errorInformation").beginObject();
            writer.member("errorCode", item.error->code);
            writer.member("errorDescription", item.error->description).endObject();
        }
        if (const auto from = toldItems.find(item.transfer.value()); from != toldItems.end())
            writeExtensions(writer, from->second);
        writer.endObject();
    }
    writer.endArray();
    if (document) writeExtensions(writer, document->root());
    writer.endObject();
    return writer.take();
}

HubMessage errorMessage(std::string destination, Target target, std::string resource,
                        const domain::FspiopError& error, base::Instant at)
{
    HubMessage message;
    message.destination = std::move(destination);
    message.target = std::move(target);
    message.resource = std::move(resource);
    message.body = base::shareBytes(http::fspiopErrorBody(error));
    message.at = at;
    message.spanName = "PUT /" + message.resource + " error";
    return message;
}

} // namespace hub::fspiop
