#include "core/domain/currency.h"
#include "core/fspiop/routes.h"
#include "core/json/messages.h"
#include "core/json/writer.h"

#include <array>
#include <map>
#include <vector>

namespace hub::fspiop {
namespace {

void writeShape(json::Writer& writer, const json::Shape& shape);

void writeString(json::Writer& writer, const json::Shape& shape)
{
    writer.member("type", "string");
    if (shape.min > 0) writer.key("minLength").number(shape.min);
    if (shape.max != UINT32_MAX) writer.key("maxLength").number(shape.max);
    if (const auto pattern = json::patternText(shape.pattern); !pattern.empty())
        writer.member("pattern", pattern);
    if (shape.pattern == json::Pattern::Currency) {
        writer.key("enum").beginArray();
        for (const std::string_view code : domain::currencyCodes())
            if (domain::Currency::parse(code)->isFspiop()) writer.string(code);
        writer.endArray();
    }
    if (!shape.values.empty()) {
        writer.key("enum").beginArray();
        for (const std::string_view value : shape.values)
            writer.string(value);
        writer.endArray();
    }
}

void writeObject(json::Writer& writer, const json::Shape& shape)
{
    writer.member("type", "object");
    writer.key("required").beginArray();
    for (const json::Field& field : shape.fields)
        if (field.isRequired) writer.string(field.name);
    writer.endArray();
    writer.key("properties").beginObject();
    for (const json::Field& field : shape.fields) {
        writer.key(field.name);
        writeShape(writer, *field.shape);
    }
    writer.endObject();
    if (shape.isClosed) writer.key("additionalProperties").boolean(false);
}

/// The description as JSON Schema. `required` may stay empty, which JSON Schema takes.
void writeShape(json::Writer& writer, const json::Shape& shape)
{
    writer.beginObject();
    switch (shape.kind) {
    case json::Kind::String:
        writeString(writer, shape);
        break;
    case json::Kind::Integer:
        writer.member("type", "integer");
        break;
    case json::Kind::Object:
        writeObject(writer, shape);
        break;
    case json::Kind::Array:
        writer.member("type", "array").key("minItems").number(shape.min);
        if (shape.max != UINT32_MAX) writer.key("maxItems").number(shape.max);
        if (shape.item != nullptr) {
            writer.key("items");
            writeShape(writer, *shape.item);
        }
        break;
    case json::Kind::Any:
        break;
    }
    writer.endObject();
}

constexpr std::array<std::string_view, 3> kVersions{"1.0", "1.1", "2.0"};
/// What every row can answer beside its success (fspiop 4.2).
constexpr std::array kErrorStatuses{400, 404, 405, 406, 500, 501, 503};

void writeError(json::Writer& writer, int status)
{
    writer.key(std::to_string(status)).beginObject();
    writer.member("description", std::string(http::reasonPhrase(status)));
    writer.key("content").beginObject().key("application/json").beginObject().key("schema").beginObject();
    writer.member("$ref", "#/components/schemas/ErrorInformationObject");
    writer.endObject().endObject().endObject().endObject();
}

/// Shape of a path or query item; null: any text.
const json::Shape* shapeOfItem(const RouteFacts& facts, std::string_view name)
{
    if (name == "Type") return &json::message::kPartyIdType;
    if (name == "ID" && facts.idIsCorrelationId) return &json::message::kCorrelationId;
    if (name == "ID" || name == "SubId") return &json::message::kShortText;
    if (name == "authenticationType") return &json::message::kAuthenticationType;
    if (name == "retriesLeft") return &json::message::kInteger;
    if (name == "amount") return &json::message::kAmount;
    if (name == "currency") return &json::message::kCurrency;
    if (name == "FSPIOP-Source" || name == "FSPIOP-Destination") return &json::message::kFspId;
    return nullptr;
}

void writeParameter(json::Writer& writer, const RouteFacts& facts, std::string_view name, std::string_view in,
                    bool isRequired)
{
    writer.beginObject().member("name", name).member("in", in).key("required").boolean(isRequired);
    writer.key("schema");
    if (const json::Shape* shape = shapeOfItem(facts, name))
        writeShape(writer, *shape);
    else
        writer.beginObject().member("type", "string").endObject();
    writer.endObject();
}

void writeOperation(json::Writer& writer, const RouteFacts& facts)
{
    const bool needsAccept = facts.method == http::Method::Get || facts.method == http::Method::Post ||
                             facts.method == http::Method::Delete;
    writer.beginObject().member("summary", facts.summary);
    writer.key("tags").beginArray().string(facts.resource).endArray();
    writer.key("parameters").beginArray();
    for (std::string_view rest = facts.pattern; rest.find('{') != std::string_view::npos;) {
        rest.remove_prefix(rest.find('{') + 1);
        writeParameter(writer, facts, rest.substr(0, rest.find('}')), "path", true);
    }
    if (facts.pattern == "/authorizations/{ID}" && facts.method == http::Method::Get)
        for (const std::string_view item : {"authenticationType", "retriesLeft", "amount", "currency"})
            writeParameter(writer, facts, item, "query", true);
    if (facts.method == http::Method::Get &&
        (facts.resource == "parties" || facts.resource == "participants"))
        writeParameter(writer, facts, "currency", "query", false);
    if (needsAccept) writeParameter(writer, facts, "Accept", "header", true);
    writeParameter(writer, facts, "Content-Type", "header", true);
    writeParameter(writer, facts, "Date", "header", true);
    writeParameter(writer, facts, "FSPIOP-Source", "header", true);
    writeParameter(writer, facts, "FSPIOP-Destination", "header", facts.needsDestination);
    for (const std::string_view name : {"FSPIOP-Signature", "FSPIOP-URI", "FSPIOP-HTTP-Method",
                                        "FSPIOP-Encryption", "traceparent", "tracestate"})
        writeParameter(writer, facts, name, "header", false);
    writer.endArray();
    if (facts.body != nullptr) {
        writer.key("requestBody").beginObject().key("required").boolean(true).key("content").beginObject();
        for (const std::string_view version : kVersions) {
            writer.key(std::string("application/vnd.interoperability.")
                           .append(facts.resource)
                           .append("+json;version=")
                           .append(version));
            writer.beginObject().key("schema");
            writeShape(writer, *facts.body);
            writer.endObject();
        }
        writer.endObject().endObject();
    }
    writer.key("responses").beginObject();
    if (facts.successStatus < 300) {
        writer.key(std::to_string(facts.successStatus)).beginObject();
        writer.member("description", std::string(http::reasonPhrase(facts.successStatus)) +
                                         ": no body, what comes of it is told by callback");
        writer.endObject();
    }
    for (const int status : kErrorStatuses)
        if (status != 501 || facts.successStatus == 501) writeError(writer, status);
    writer.endObject().endObject();
}

std::string lowerMethod(http::Method method)
{
    return base::toLowerAscii(http::toString(method));
}

} // namespace

std::string openApiDocument(std::string_view version)
{
    std::vector<std::string_view> order;
    std::map<std::string_view, std::vector<const RouteFacts*>> byPath;
    for (const RouteFacts& facts : routeFacts()) {
        auto& rows = byPath[facts.pattern];
        if (rows.empty()) order.push_back(facts.pattern);
        rows.push_back(&facts);
    }
    json::Writer writer;
    writer.beginObject().member("openapi", "3.0.3");
    writer.key("info").beginObject().member("title", "Hubdeck DFSP API (FSPIOP 1.0, 1.1, 2.0)");
    writer.member("version", version).endObject();
    writer.key("paths").beginObject();
    for (const std::string_view path : order) {
        writer.key(path).beginObject();
        for (const RouteFacts* facts : byPath[path]) {
            writer.key(lowerMethod(facts->method));
            writeOperation(writer, *facts);
        }
        writer.endObject();
    }
    for (const auto& [path, method, summary] :
         {std::array<std::string_view, 3>{"/health", "get", "State of the hub"},
          std::array<std::string_view, 3>{"/openapi.json", "get", "This document"},
          std::array<std::string_view, 3>{"/endpointcache", "delete",
                                          "Kept for compatibility: nothing is cached"}}) {
        writer.key(path).beginObject().key(method).beginObject().member("summary", summary);
        writer.key("responses").beginObject().key(method == "get" ? "200" : "202").beginObject();
        writer.member("description", summary).endObject().endObject().endObject().endObject();
    }
    writer.endObject().key("components").beginObject().key("schemas").beginObject();
    writer.key("ErrorInformationObject");
    writeShape(writer, json::message::kError);
    writer.endObject().endObject().endObject();
    return writer.take();
}

} // namespace hub::fspiop
