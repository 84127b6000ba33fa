#include "core/base/check.h"
#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/fspiop_errors.h"
#include "core/events/trace_context.h"
#include "core/fspiop/headers.h"
#include "core/json/document.h"
#include "core/json/ilp_packet.h"
#include "core/json/messages.h"
#include "core/json/schema.h"
#include "tests/fuzz/targets.h"

#include <array>
#include <string>

namespace hub::fuzz {
namespace {

namespace msg = json::message;

constexpr std::array kShapes{&msg::kParticipantsPost,
                             &msg::kParticipantsTypeIdPost,
                             &msg::kParticipantsTypeIdPut,
                             &msg::kParticipantsIdPut,
                             &msg::kPartiesTypeIdPut,
                             &msg::kQuotesPost,
                             &msg::kQuotesIdPut,
                             &msg::kTransfersPost,
                             &msg::kTransfersIdPut,
                             &msg::kTransfersIdPatch,
                             &msg::kTransactionRequestsPost,
                             &msg::kTransactionRequestsIdPut,
                             &msg::kAuthorizationsIdPut,
                             &msg::kTransactionsIdPut,
                             &msg::kBulkQuotesPost,
                             &msg::kBulkQuotesIdPut,
                             &msg::kBulkTransfersPost,
                             &msg::kBulkTransfersIdPut,
                             &msg::kError,
                             &msg::kQuotingError,
                             &msg::kBulkError};

/// Parts of the bytes between line ends; missing ones are empty.
template <std::size_t Count>
std::array<std::string_view, Count> linesOf(std::string_view bytes)
{
    std::array<std::string_view, Count> out{};
    for (auto& line : out) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return out;
}

std::size_t countOf(json::Value value)
{
    std::size_t count = 1;
    for (const json::Value child : value)
        count += countOf(child);
    return count;
}

} // namespace

void jsonReader(std::string_view bytes)
{
    const json::Limits limits{16, 2000, 65536};
    const auto document = json::Document::parse(bytes, limits);
    if (!document) {
        HUB_CHECK(!document.error().detail.empty());
        return;
    }
    const std::string compact = json::compact(bytes);
    HUB_CHECK(compact.size() <= bytes.size());
    const auto again = json::Document::parse(compact, limits);
    HUB_CHECK(again.has_value() && countOf(again->root()) == countOf(document->root()));
    HUB_CHECK(json::compact(compact) == compact);
}

void messages(std::string_view bytes)
{
    if (bytes.empty()) return;
    const json::Shape& shape = *kShapes[static_cast<unsigned char>(bytes.front()) % kShapes.size()];
    const auto document = json::Document::parse(bytes.substr(1));
    if (!document) return;
    const auto failure = json::firstFailure(document->root(), shape);
    if (!failure) return;
    const auto error = json::fspiopError(*failure, "/requestBody");
    HUB_CHECK(domain::findCode(error.code) != nullptr);
    HUB_CHECK(!error.description.empty() && error.description.size() <= 512);
    HUB_CHECK(!json::labelText(*failure).empty());
}

void headerRules(std::string_view bytes)
{
    const auto [accept, contentType, date, source, destination, length] = linesOf<6>(bytes);
    http::Request request;
    request.method = bytes.size() % 2 == 0 ? http::Method::Post : http::Method::Get;
    const auto set = [&](const char* name, std::string_view value) {
        if (!value.empty()) request.headers.set(name, std::string(value));
    };
    set("accept", accept);
    set("content-type", contentType);
    set("date", date);
    set("fspiop-source", source);
    set("fspiop-destination", destination);
    set("content-length", length);
    const fspiop::HeaderRules rules{"transfers", false, false};
    const fspiop::Versions versions{{"1.0", "1.1", "2.0"}, {"1", "1.0", "1.1", "2", "2.0"}};
    const auto checked = fspiop::checkProtocol(request, rules, versions);
    if (!checked) {
        HUB_CHECK(domain::findCode(checked.error().error.code) != nullptr);
        return;
    }
    HUB_CHECK(checked->contentVersion == "1.0" || checked->contentVersion == "1.1" ||
              checked->contentVersion == "2.0");
    HUB_CHECK(base::parseImfFixdate(date).has_value());
    static_cast<void>(fspiop::checkRequired(request, rules));
}

void amounts(std::string_view bytes)
{
    if (const auto amount = domain::Amount::parseFspiop(bytes)) {
        HUB_CHECK(amount->toString() == bytes);
        HUB_CHECK(!amount->isNegative());
    }
    if (const auto amount = domain::Amount::parseDecimal(bytes)) {
        const auto again = domain::Amount::parseDecimal(amount->toString());
        HUB_CHECK(again.has_value() && *again == *amount);
        HUB_CHECK(*domain::Amount::parseDecimal(amount->toFixed(4)) == *amount);
    }
}

void times(std::string_view bytes)
{
    if (const auto moment = base::parseIso8601(bytes)) {
        const auto again = base::parseIso8601(base::toIso8601(*moment));
        HUB_CHECK(again.has_value() && *again == *moment);
    }
    if (const auto moment = base::parseImfFixdate(bytes)) HUB_CHECK(base::toImfFixdate(*moment) == bytes);
}

void ilpPacket(std::string_view bytes)
{
    if (const auto data = json::ilpPacketData(bytes)) HUB_CHECK(data->size() <= bytes.size());
    if (const auto object = json::transactionObject(bytes))
        HUB_CHECK(json::Document::parse(*object).has_value());
}

void traceContext(std::string_view bytes)
{
    const auto [parent, state] = linesOf<2>(bytes);
    const auto context = events::TraceContext::parse(parent, state);
    if (!context) return;
    HUB_CHECK(context->trace != events::TraceId{} && context->parent != 0);
    HUB_CHECK(context->tracestate.size() <= 512);
    const auto again =
        events::TraceContext::parse(context->traceparent(context->parent), context->tracestate);
    HUB_CHECK(again.has_value() && again->trace == context->trace && again->parent == context->parent);
}

} // namespace hub::fuzz
