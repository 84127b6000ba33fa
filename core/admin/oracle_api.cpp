#include "core/admin/handlers.h"

#include <algorithm>
#include <charconv>

/// Oracles (admin-settlement 6): a service of its own in the reference, with the words of a schema compiler
/// in its refusals (fspiop 4.5, 4.6) and not of the admin API's validator.
namespace hub::admin::oracle_api {
namespace {

using namespace domain::fspiop_code;

constexpr std::string_view kUrl = "URL";

struct SchemaFault
{
    const domain::FspiopCode* code = nullptr;
    std::string detail;
};

bool answerFault(const ExchangePtr& exchange, const SchemaFault& fault)
{
    if (fault.code == nullptr) return false;
    exchange->answer(http::Answer::fspiopError(domain::makeError(*fault.code, fault.detail)));
    return true;
}

SchemaFault missing(std::string_view path, std::string_view name)
{
    return {&kMissingMandatoryElement,
            std::string(path) + " must have required property '" + std::string(name) + "'"};
}

bool areHeadersThere(const ExchangePtr& exchange, std::initializer_list<std::string_view> names)
{
    for (const auto name : names)
        if (!exchange->request().headers.contains(name)) {
            answerFault(exchange, missing("/header", name));
            return false;
        }
    return true;
}

SchemaFault closedFault(json::Value object, std::string_view path,
                        std::initializer_list<std::string_view> names)
{
    for (const json::Value member : object)
        if (std::find(names.begin(), names.end(), member.name()) == names.end())
            return {&kTooManyElements, std::string(path) + " must NOT have additional properties"};
    return {};
}

SchemaFault stringFault(json::Value object, std::string_view path, std::string_view name,
                        std::span<const std::string_view> oneOf)
{
    const auto value = object[name];
    const auto place = std::string(path) + '/' + std::string(name);
    if (!value.isString()) return {&kMalformedSyntax, place + " must be string"};
    if (!oneOf.empty() && std::find(oneOf.begin(), oneOf.end(), value.string()) == oneOf.end())
        return {&kGenericValidationError, place + " must be equal to one of the allowed values"};
    if (value.string().empty())
        return {&kGenericValidationError, place + " must NOT have fewer than 1 characters"};
    return {};
}

SchemaFault endpointFault(json::Value endpoint)
{
    static constexpr std::string_view kPath = "/requestBody/endpoint";
    if (!endpoint.isObject()) return {&kMalformedSyntax, std::string(kPath) + " must be object"};
    for (const auto name : {"value", "endpointType"})
        if (!endpoint[name]) return missing(kPath, name);
    if (auto fault = closedFault(endpoint, kPath, {"value", "endpointType"}); fault.code) return fault;
    if (auto fault = stringFault(endpoint, kPath, "value", {}); fault.code) return fault;
    return stringFault(endpoint, kPath, "endpointType", std::span(&kUrl, 1));
}

SchemaFault bodyFault(json::Value body)
{
    static constexpr std::string_view kPath = "/requestBody";
    if (!body.isObject()) return {&kMalformedSyntax, "/requestBody must be object"};
    for (const auto name : {"oracleIdType", "endpoint"})
        if (!body[name]) return missing(kPath, name);
    if (auto fault = closedFault(body, kPath, {"oracleIdType", "endpoint", "currency", "isDefault"});
        fault.code)
        return fault;
    if (auto fault = stringFault(body, kPath, "oracleIdType", domain::oracleIdTypes()); fault.code)
        return fault;
    if (auto fault = endpointFault(body["endpoint"]); fault.code) return fault;
    if (body["currency"])
        if (auto fault = stringFault(body, kPath, "currency", domain::currencyCodes()); fault.code)
            return fault;
    if (body["isDefault"] && !body["isDefault"].isBool())
        return {&kMalformedSyntax, "/requestBody/isDefault must be boolean"};
    return {};
}

domain::Oracle oracleOf(json::Value body)
{
    domain::Oracle oracle;
    oracle.partyIdType = body["oracleIdType"].string();
    oracle.endpoint = body["endpoint"]["value"].string();
    oracle.endpointType = body["endpoint"]["endpointType"].string();
    oracle.currency = domain::Currency::parse(body["currency"].string());
    oracle.isDefault = body["isDefault"].boolean();
    return oracle;
}

/// The id of the path; 0 for what is none, which is then unknown.
domain::OracleId idOf(const http::Request& request)
{
    const auto text = request.param("ID");
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return domain::OracleId(error == std::errc() && end == text.data() + text.size() ? id : 0);
}

} // namespace

void getOracles(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    if (!areHeadersThere(exchange, {"accept", "content-type", "date"})) return;
    const auto& request = exchange->request();
    const auto type = request.queryItem("type").value_or(std::string());
    const auto currency = request.queryItem("currency").value_or(std::string());
    json::Writer writer;
    writer.beginArray();
    for (const auto& oracle : context.services.oracles.list(type, currency)) {
        writer.beginObject().key("oracleId").number(oracle.id.value());
        writer.member("oracleIdType", oracle.partyIdType).key("endpoint").beginObject();
        writer.member("value", oracle.endpoint).member("endpointType", oracle.endpointType).endObject();
        if (oracle.currency) writer.member("currency", oracle.currency->code());
        writer.key("isDefault").boolean(oracle.isDefault).endObject();
    }
    writer.endArray();
    answerJson(exchange, 200, writer);
}

void postOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    if (!areHeadersThere(exchange, {"accept", "content-type", "date"})) return;
    if (answerFault(exchange, bodyFault(body))) return;
    const auto& request = exchange->request();
    context.services.oracles.create(callerOf(request), oracleOf(body), noteOf(request),
                                    answering<domain::Oracle>(exchange, [exchange](const domain::Oracle&) {
                                        answerEmpty(exchange, 201);
                                    }));
}

void putOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    if (!areHeadersThere(exchange, {"content-type", "date"})) return;
    if (answerFault(exchange, bodyFault(body))) return;
    const auto& request = exchange->request();
    auto oracle = oracleOf(body);
    oracle.id = idOf(request);
    context.services.oracles.update(callerOf(request), std::move(oracle), noteOf(request),
                                    answering<domain::Oracle>(exchange, [exchange](const domain::Oracle&) {
                                        answerEmpty(exchange, 204);
                                    }));
}

void deleteOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    if (!areHeadersThere(exchange, {"accept", "content-type", "date"})) return;
    const auto& request = exchange->request();
    context.services.oracles.remove(callerOf(request), idOf(request), noteOf(request),
                                    answeringEmpty(exchange, 204));
}

} // namespace hub::admin::oracle_api
