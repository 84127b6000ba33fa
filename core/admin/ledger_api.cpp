#include "core/admin/handlers.h"
#include "core/admin/ledger_json.h"
#include "core/json/ilp_packet.h"
#include "core/settlement/model_rules.h"

#include <algorithm>
#include <array>

namespace hub::admin::ledger_api {
namespace {

constexpr std::size_t kExtensionsMax = 16;
constexpr std::array<std::string_view, 2> kFundsActions{"recordFundsIn", "recordFundsOutPrepareReserve"};
constexpr std::array<std::string_view, 2> kFundsOutActions{"recordFundsOutCommit", "recordFundsOutAbort"};
constexpr std::array<std::string_view, 2> kGranularities{"GROSS", "NET"};
constexpr std::array<std::string_view, 2> kInterchanges{"BILATERAL", "MULTILATERAL"};
constexpr std::array<std::string_view, 2> kDelays{"IMMEDIATE", "DEFERRED"};
constexpr std::array<std::string_view, 2> kSettlementAccountTypes{"SETTLEMENT", "INTERCHANGE_FEE_SETTLEMENT"};
const NumberRule kAlarmRule{domain::Amount(), domain::Amount::fromMajor(100), false, 2};

/// The name of the path, or empty when it has been answered because it is none.
std::string nameOf(const ExchangePtr& exchange)
{
    const auto name = exchange->request().param("name");
    if (const auto fault = checkName(name); !fault.empty()) {
        answerMalformed(exchange, fault);
        return {};
    }
    return std::string(name);
}

/// The account id of the path, or 0 when it has been answered.
domain::AccountId accountOf(const ExchangePtr& exchange)
{
    std::int64_t id = 0;
    if (const auto fault = checkPositiveInteger("id", exchange->request().param("id"), id); !fault.empty()) {
        answerMalformed(exchange, fault);
        return {};
    }
    return domain::AccountId(id);
}

/// True when the body is as its schema says; answers otherwise.
bool isAccepted(const ExchangePtr& exchange, SchemaReader& reader)
{
    reader.finish();
    if (reader.failed()) answerMalformed(exchange, reader.error());
    return !reader.failed();
}

/// Query parameters of a route that checks them: only the named ones, a currency out of the table.
bool isQueryAccepted(const ExchangePtr& exchange, std::initializer_list<std::string_view> names)
{
    for (const auto& [name, value] : exchange->request().queryItems()) {
        std::string fault;
        if (std::find(names.begin(), names.end(), name) == names.end())
            fault = '"' + name + "\" is not allowed";
        else if (name == "currency")
            fault = checkCurrency(name, value);
        if (fault.empty()) continue;
        answerMalformed(exchange, fault);
        return false;
    }
    return true;
}

std::optional<domain::Currency> currencyQuery(const ExchangePtr& exchange)
{
    return domain::Currency::parse(exchange->request().queryItem("currency").value_or(std::string()));
}

void answerParticipant(const OperatorContext& context, const ExchangePtr& exchange, int status,
                       const ParticipantView& view)
{
    json::Writer writer;
    writeParticipant(writer, view, context.options.hostName);
    answerJson(exchange, status, writer);
}

Done<ParticipantView> answeringParticipant(const OperatorContext& context, const ExchangePtr& exchange,
                                           int status)
{
    return answering<ParticipantView>(exchange, [&context, exchange, status](const ParticipantView& view) {
        answerParticipant(context, exchange, status, view);
    });
}

void answerLimits(const ExchangePtr& exchange, const std::vector<LimitView>& limits, bool withName)
{
    json::Writer writer;
    writer.beginArray();
    for (const auto& limit : limits)
        writeLimit(writer, limit, withName);
    writer.endArray();
    answerJson(exchange, 200, writer);
}

} // namespace

void getParticipants(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto wanted = exchange->request().queryItem("isProxy").value_or(std::string());
    json::Writer writer;
    writer.beginArray();
    for (const auto& view : context.services.participants.list())
        if (wanted.empty() || view->participant.isProxy == (wanted == "true" || wanted == "1"))
            writeParticipant(writer, view, context.options.hostName);
    writer.endArray();
    answerJson(exchange, 200, writer);
}

void postParticipants(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    auto name = reader.text("name", Presence::Required, TextRule{2, 30, {}});
    const auto currency = reader.currency("currency", Presence::Optional);
    const bool isProxy = reader.looseBoolean("isProxy");
    if (!isAccepted(exchange, reader)) return;
    if (!currency) {
        answerFailure(exchange, refuse(domain::fspiop_code::kAddPartyInformationError,
                                       "Hub reconciliation account for the specified currency does not exist")
                                    .error());
        return;
    }
    const auto& request = exchange->request();
    context.services.participants.create(callerOf(request), domain::FspId(std::move(name)), *currency,
                                         isProxy, noteOf(request),
                                         answeringParticipant(context, exchange, 201));
}

void getParticipant(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto name = nameOf(exchange);
    if (name.empty()) return;
    const auto view = context.services.participants.one(name, "The requested resource could not be found");
    if (view)
        answerParticipant(context, exchange, 200, *view);
    else
        answerFailure(exchange, view.error());
}

void putParticipant(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    auto name = nameOf(exchange);
    if (name.empty()) return;
    SchemaReader reader(body);
    const auto isActive = reader.boolean("isActive", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    const auto& request = exchange->request();
    context.services.participants.setActive(callerOf(request), std::move(name), *isActive, noteOf(request),
                                            answeringParticipant(context, exchange, 200));
}

void getAllLimits(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    if (!isQueryAccepted(exchange, {"currency", "type", "limit"})) return;
    auto limits = context.services.limits.all();
    const auto currency = currencyQuery(exchange);
    const auto type = exchange->request().queryItem("type");
    std::erase_if(limits, [&](const LimitView& limit) {
        return (currency && limit.currency != *currency) || (type && *type != domain::kNetDebitCap);
    });
    answerLimits(exchange, limits, true);
}

void getEndpoints(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto name = nameOf(exchange);
    if (name.empty()) return;
    const auto endpoints = context.services.participants.endpoints(name);
    if (!endpoints) {
        answerFailure(exchange, endpoints.error());
        return;
    }
    const auto wanted = exchange->request().queryItem("type");
    json::Writer writer;
    if (!wanted) writer.beginArray();
    bool isFound = false;
    for (const auto& [type, value] : *endpoints) {
        if (wanted && type != *wanted) continue;
        writer.beginObject().member("type", type).member("value", value).endObject();
        isFound = true;
    }
    if (!wanted)
        writer.endArray();
    else if (!isFound)
        writer.beginObject().endObject();
    answerJson(exchange, 200, writer);
}

void postEndpoint(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    auto name = nameOf(exchange);
    if (name.empty()) return;
    SchemaReader reader(body);
    auto type = reader.text("type", Presence::Required);
    auto value = reader.text("value", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    const auto& request = exchange->request();
    context.services.participants.setEndpoint(callerOf(request), std::move(name), std::move(type),
                                              std::move(value), noteOf(request),
                                              answeringEmpty(exchange, 201));
}

void getLimits(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto name = nameOf(exchange);
    if (name.empty() || !isQueryAccepted(exchange, {"currency", "type"})) return;
    auto limits = context.services.limits.of(name, currencyQuery(exchange));
    if (!limits) {
        answerFailure(exchange, limits.error());
        return;
    }
    const auto type = exchange->request().queryItem("type");
    if (type && *type != domain::kNetDebitCap) limits->clear();
    answerLimits(exchange, *limits, false);
}

void putLimits(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    auto name = nameOf(exchange);
    if (name.empty()) return;
    SchemaReader reader(body);
    const auto currency = reader.currency("currency", Presence::Required);
    auto limit = reader.object("limit", Presence::Required);
    auto type = limit.text("type", Presence::Required);
    const auto value = limit.number("value", Presence::Required);
    const auto alarm = limit.number("alarmPercentage", Presence::Required, kAlarmRule);
    limit.finish();
    if (!isAccepted(exchange, reader)) return;
    const domain::Limit wanted{*value, static_cast<std::int32_t>(alarm->toColumn() / 100)};
    const auto& request = exchange->request();
    context.services.limits.change(callerOf(request), std::move(name), *currency, std::move(type), wanted,
                                   noteOf(request),
                                   answering<LimitView>(exchange, [exchange](const LimitView& view) {
                                       json::Writer writer;
                                       writeLimit(writer, view, false);
                                       answerJson(exchange, 200, writer);
                                   }));
}

void postInitialPositionAndLimits(const OperatorContext& context, const ExchangePtr& exchange,
                                  json::Value body)
{
    auto name = nameOf(exchange);
    if (name.empty()) return;
    SchemaReader reader(body);
    const auto currency = reader.currency("currency", Presence::Required);
    auto limit = reader.object("limit", Presence::Required);
    auto type = limit.text("type", Presence::Required);
    const auto value = limit.number("value", Presence::Required, NumberRule{domain::Amount(), {}, false, 4});
    limit.finish();
    const auto initial = reader.number("initialPosition", Presence::Optional);
    if (!isAccepted(exchange, reader)) return;
    const auto& request = exchange->request();
    ledger::SetInitialPositionAndLimits command{
        domain::FspId(std::move(name)),     *currency, std::move(type), *value,
        initial.value_or(domain::Amount()), {}};
    context.services.participants.initialPositionAndLimits(callerOf(request), std::move(command),
                                                           noteOf(request), answeringEmpty(exchange, 201));
}

void getPositions(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto name = nameOf(exchange);
    if (name.empty() || !isQueryAccepted(exchange, {"currency"})) return;
    json::Writer writer;
    if (const auto currency = currencyQuery(exchange)) {
        const auto value = context.services.positions.of(name, *currency);
        if (!value) {
            answerFailure(exchange, value.error());
            return;
        }
        if (value->has_value())
            writePosition(writer, **value);
        else
            writer.beginObject().endObject();
    } else {
        const auto values = context.services.positions.of(name);
        if (!values) {
            answerFailure(exchange, values.error());
            return;
        }
        writer.beginArray();
        for (const auto& value : *values)
            writePosition(writer, value);
        writer.endArray();
    }
    answerJson(exchange, 200, writer);
}

void getAccounts(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto name = nameOf(exchange);
    if (name.empty()) return;
    const auto accounts = context.services.participants.accounts(name);
    if (!accounts) {
        answerFailure(exchange, accounts.error());
        return;
    }
    json::Writer writer;
    writer.beginArray();
    for (const auto& account : *accounts)
        if (account.account.hasPosition) writeAccount(writer, account);
    writer.endArray();
    answerJson(exchange, 200, writer);
}

void postAccount(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    auto name = nameOf(exchange);
    if (name.empty()) return;
    SchemaReader reader(body);
    const auto currency = reader.currency("currency", Presence::Required);
    auto type = reader.text("type", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    const auto& request = exchange->request();
    context.services.participants.createHubAccount(callerOf(request), std::move(name), *currency,
                                                   std::move(type), noteOf(request),
                                                   answeringParticipant(context, exchange, 201));
}

void putAccount(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    auto name = nameOf(exchange);
    if (name.empty()) return;
    const auto account = accountOf(exchange);
    if (account.value() == 0) return;
    SchemaReader reader(body);
    const auto isActive = reader.boolean("isActive", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    const auto& request = exchange->request();
    context.services.participants.setAccountActive(
        callerOf(request), std::move(name), account, *isActive, noteOf(request),
        answering<AccountView>(exchange, [exchange](const AccountView&) { answerEmpty(exchange, 200); }));
}

void postFunds(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    auto name = nameOf(exchange);
    if (name.empty()) return;
    const auto account = accountOf(exchange);
    if (account.value() == 0) return;
    SchemaReader reader(body);
    const auto id = reader.correlationId("transferId");
    auto reference = reader.text("externalReference", Presence::Required);
    const auto action = reader.text("action", Presence::Required, TextRule{1, 0, kFundsActions});
    auto reason = reader.text("reason", Presence::Required);
    auto amount = reader.object("amount", Presence::Required);
    const auto value =
        amount.number("amount", Presence::Required, NumberRule{{}, domain::kAmountMaxDefault, true, 4});
    const auto currency = amount.currency("currency", Presence::Required);
    amount.finish();
    auto list = reader.object("extensionList", Presence::Optional);
    std::vector<std::pair<std::string, std::string>> extensions;
    for (auto& row : list.objects("extension", Presence::Optional, kExtensionsMax)) {
        auto key = row.text("key", Presence::Optional);
        extensions.emplace_back(std::move(key), row.text("value", Presence::Optional));
        row.finish();
    }
    list.finish();
    if (!isAccepted(exchange, reader)) return;
    ledger::RecordFunds command{domain::TransferId(*domain::CorrelationId::parse(id)),
                                domain::FspId(std::move(name)),
                                account,
                                action == kFundsActions[0] ? ledger::RecordFunds::Action::In
                                                           : ledger::RecordFunds::Action::OutPrepareReserve,
                                *value,
                                *currency,
                                std::move(reference),
                                std::move(extensions),
                                {},
                                {}};
    const auto& request = exchange->request();
    // What is refused by the balance or as a duplicate is silent here, as in the reference; the desk is told.
    context.services.funds.record(
        callerOf(request), std::move(command), noteOf(request, std::move(reason)),
        answering<FundsOutcome>(exchange, [exchange](const FundsOutcome&) { answerEmpty(exchange, 202); }));
}

void putFundsOut(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    auto name = nameOf(exchange);
    if (name.empty()) return;
    const auto account = accountOf(exchange);
    if (account.value() == 0) return;
    const auto& request = exchange->request();
    const auto id = request.param("transferId");
    if (const auto fault = checkCorrelationId("transferId", id); !fault.empty()) {
        answerMalformed(exchange, fault);
        return;
    }
    SchemaReader reader(body);
    const auto action = reader.text("action", Presence::Required, TextRule{1, 0, kFundsOutActions});
    auto reason = reader.text("reason", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    ledger::FinishFundsOut command{domain::TransferId(*domain::CorrelationId::parse(id)),
                                   domain::FspId(std::move(name)),
                                   account,
                                   action == kFundsOutActions[0],
                                   {}};
    context.services.funds.finishOut(
        callerOf(request), std::move(command), noteOf(request, std::move(reason)),
        answering<FundsOutcome>(exchange, [exchange](const FundsOutcome&) { answerEmpty(exchange, 202); }));
}

void getTransaction(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    context.services.transfers.facts(
        std::string(exchange->request().param("id")),
        answering<ledger::TransferFacts>(exchange, [exchange](const ledger::TransferFacts& facts) {
            const auto& body = facts.received.relay.body;
            const auto document = json::Document::parse(body ? *body : std::string("{}"));
            const auto transaction = document
                                         ? json::transactionObject(document->root()["ilpPacket"].string())
                                         : std::optional<std::string>();
            if (transaction)
                exchange->answer(http::Answer::json(200, *transaction));
            else
                answerFailure(exchange, refuse(domain::fspiop_code::kGenericIDNotFound,
                                               "The requested resource could not be found")
                                            .error());
        }));
}

void getAccountTypes(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    json::Writer writer;
    writer.beginArray();
    for (const auto& type : context.services.settlement.accountTypes())
        writeAccountType(writer, type);
    writer.endArray();
    answerJson(exchange, 200, writer);
}

void postAccountType(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    ledger::CreateAccountType command;
    command.name = reader.text("name", Presence::Required, TextRule{2, 30, {}});
    command.description = reader.text("description", Presence::Required);
    const auto isActive = reader.boolean("isActive", Presence::Required);
    const auto isSettleable = reader.boolean("isSettleable", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    if (!settlement::isModelName(command.name)) {
        answerMalformed(exchange, "\"name\" with value \"" + command.name +
                                      "\" fails to match the required pattern: /^\\w+$/");
        return;
    }
    command.isActive = *isActive;
    command.isSettleable = *isSettleable;
    const auto& request = exchange->request();
    context.services.settlement.createAccountType(callerOf(request), std::move(command), noteOf(request),
                                                  answeringEmpty(exchange, 201));
}

void getModels(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    json::Writer writer;
    writer.beginArray();
    for (const auto& model : context.services.settlement.models())
        writeModel(writer, model, context.services.settlement.accountTypeName(model.ledgerAccountType));
    writer.endArray();
    answerJson(exchange, 200, writer);
}

void postModel(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    ledger::CreateSettlementModel command;
    auto& model = command.model;
    model.name = reader.text("name", Presence::Required, TextRule{2, 30, {}});
    const auto granularity =
        reader.text("settlementGranularity", Presence::Required, TextRule{1, 0, kGranularities});
    const auto interchange =
        reader.text("settlementInterchange", Presence::Required, TextRule{1, 0, kInterchanges});
    const auto delay = reader.text("settlementDelay", Presence::Required, TextRule{1, 0, kDelays});
    model.currency = reader.currency("currency", Presence::Optional);
    const auto requireLiquidityCheck = reader.boolean("requireLiquidityCheck", Presence::Required);
    command.ledgerAccountType = reader.text("ledgerAccountType", Presence::Required);
    command.settlementAccountType =
        reader.text("settlementAccountType", Presence::Required, TextRule{1, 0, kSettlementAccountTypes});
    const auto autoPositionReset = reader.boolean("autoPositionReset", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    if (!settlement::isModelName(model.name)) {
        answerMalformed(exchange, "\"name\" must only contain alpha-numeric and underscore characters");
        return;
    }
    model.granularity = *settlement::parseGranularity(granularity);
    model.interchange = *settlement::parseInterchange(interchange);
    model.delay = *settlement::parseDelay(delay);
    model.requireLiquidityCheck = *requireLiquidityCheck;
    model.autoPositionReset = *autoPositionReset;
    const auto& request = exchange->request();
    context.services.settlement.createModel(callerOf(request), std::move(command), noteOf(request),
                                            answeringEmpty(exchange, 201));
}

namespace {

void answerModel(const OperatorContext& context, const ExchangePtr& exchange,
                 const domain::SettlementModel& model)
{
    json::Writer writer;
    writeModel(writer, model, context.services.settlement.accountTypeName(model.ledgerAccountType));
    answerJson(exchange, 200, writer);
}

} // namespace

void getModel(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto model = context.services.settlement.model(exchange->request().param("name"));
    if (model)
        answerModel(context, exchange, *model);
    else
        answerFailure(exchange, model.error());
}

void putModel(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    const auto isActive = reader.boolean("isActive", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    const auto& request = exchange->request();
    context.services.settlement.setModelActive(
        callerOf(request), std::string(request.param("name")), *isActive, noteOf(request),
        answering<domain::SettlementModel>(exchange,
                                           [&context, exchange](const domain::SettlementModel& model) {
                                               answerModel(context, exchange, model);
                                           }));
}

void getEnums(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    exchange->answer(http::Answer::json(200, enumsJson(*context.services.view.registry())));
}

} // namespace hub::admin::ledger_api
