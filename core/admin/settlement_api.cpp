#include "core/admin/handlers.h"
#include "core/admin/settlement_json.h"

#include <array>
#include <functional>
#include <map>
#include <set>

namespace hub::admin::settlement_api {
namespace {

using namespace domain::fspiop_code;

constexpr std::size_t kWindowsMax = 1000;
constexpr std::size_t kParticipantsMax = 10'000;
constexpr std::size_t kReferenceMax = 50;
constexpr std::array<std::string_view, 1> kClosed{"CLOSED"};
constexpr std::array<std::string_view, 1> kAborted{"ABORTED"};
/// The reference takes INVALID in the schema and refuses it by rule.
constexpr std::array<std::string_view, 8> kAccountStates{"PENDING_SETTLEMENT",
                                                         "PS_TRANSFERS_RECORDED",
                                                         "PS_TRANSFERS_RESERVED",
                                                         "PS_TRANSFERS_COMMITTED",
                                                         "SETTLING",
                                                         "SETTLED",
                                                         "ABORTED",
                                                         "INVALID"};

void answerError(const ExchangePtr& exchange, const domain::FspiopCode& code, std::string_view detail)
{
    exchange->answer(http::Answer::fspiopError(domain::makeError(code, detail)));
}

/// A body that the schema refuses: 3102 missing, 3103 too many, 3101 the rest (4.1).
void answerSchema(const ExchangePtr& exchange, const std::string& sentence)
{
    if (sentence.ends_with(" is required"))
        answerError(exchange, kMissingMandatoryElement, sentence);
    else if (sentence.ends_with(" is not allowed"))
        answerError(exchange, kTooManyElements, sentence);
    else
        answerError(exchange, kMalformedSyntax, sentence);
}

bool isAccepted(const ExchangePtr& exchange, SchemaReader& reader)
{
    reader.finish();
    if (reader.failed()) answerSchema(exchange, reader.error());
    return !reader.failed();
}

/// A moment as the settlement API takes it: FSPIOP's form, or without milliseconds.
std::optional<base::Instant> momentOf(const std::string& text)
{
    if (const auto moment = base::parseIso8601(text)) return moment;
    if (text.size() >= 20 && text[19] != '.')
        return base::parseIso8601(text.substr(0, 19) + ".000" + text.substr(19));
    return std::nullopt;
}

using Take = std::function<bool(const std::string&)>;
using Takes = std::map<std::string, Take, std::less<>>;

template <class T, class Parse>
Take into(std::optional<T>& target, Parse parse)
{
    return [&target, parse](const std::string& value) {
        target = parse(value);
        return target.has_value();
    };
}

template <class Id>
Take intoId(std::optional<Id>& target)
{
    return [&target](const std::string& value) {
        std::int64_t number = 0;
        if (!checkPositiveInteger("id", value, number).empty()) return false;
        target = Id(number);
        return true;
    };
}

const auto kCurrency = [](const std::string& text) { return domain::Currency::parse(text); };

/// Reads the query by a table; false when it has been answered.
bool readQuery(const ExchangePtr& exchange, const Takes& takes, std::string_view noFilter)
{
    bool isAny = false;
    for (const auto& [name, value] : exchange->request().queryItems()) {
        const auto take = takes.find(name);
        if (take == takes.end()) {
            answerError(exchange, kTooManyElements, "Query parameter \"" + name + "\" is not expected");
            return false;
        }
        if (!take->second(value)) {
            answerError(exchange, kMalformedSyntax, "Query parameter \"" + name + "\" has no valid value");
            return false;
        }
        isAny = true;
    }
    if (!isAny) answerError(exchange, kGenericValidationError, noFilter);
    return isAny;
}

/// A number of the path, or nothing when it has been answered.
std::optional<std::int64_t> pathNumber(const ExchangePtr& exchange, std::string_view name)
{
    std::int64_t value = 0;
    const auto text = std::string(exchange->request().param(name));
    const auto fault = checkPositiveInteger(name, text, value);
    if (fault.empty()) return value;
    answerMalformed(exchange, fault);
    return std::nullopt;
}

std::int64_t integerOf(SchemaReader& reader, std::string_view name, Presence presence = Presence::Required)
{
    const auto value = reader.number(name, presence, NumberRule{domain::Amount(), {}, false, 0});
    return value ? value->toColumn() / domain::Amount::kScale : 0;
}

std::string notFound(std::int64_t id)
{
    return "Settlement with ID '" + std::to_string(id) + "' not found";
}

Done<StepOutcome> answeringStep(const OperatorContext& context, const ExchangePtr& exchange)
{
    return answering<StepOutcome>(exchange, [&context, exchange](const StepOutcome& outcome) {
        json::Writer writer;
        writeStep(writer, outcome, context.services.settlement);
        answerJson(exchange, 200, writer);
    });
}

using Entry = ledger::StepSettlement::Entry;

/// state, reason and externalReference of one account.
void readState(SchemaReader& reader, Entry& entry)
{
    entry.state = reader.text("state", Presence::Required, TextRule{1, 0, kAccountStates});
    entry.reason = reader.text("reason", Presence::Required);
    entry.externalReference =
        reader.text("externalReference", Presence::Optional, TextRule{1, kReferenceMax, {}});
}

void readAccounts(SchemaReader& reader, std::optional<domain::ParticipantId> participant,
                  std::vector<Entry>& entries)
{
    for (auto& account : reader.objects("accounts", Presence::Required, kParticipantsMax)) {
        Entry entry;
        entry.participant = participant;
        entry.account = domain::AccountId(integerOf(account, "id"));
        entry.counterparty =
            domain::AccountId(integerOf(account, "counterpartyAccountId", Presence::Optional));
        readState(account, entry);
        account.finish();
        entries.push_back(std::move(entry));
    }
}

void postStep(const OperatorContext& context, const ExchangePtr& exchange, std::int64_t settlement,
              std::vector<Entry> entries)
{
    const auto& request = exchange->request();
    ledger::StepSettlement command;
    command.settlement = domain::SettlementId(settlement);
    auto note = noteOf(request);
    if (note.reason.empty() && !entries.empty()) note.reason = entries.front().reason;
    command.entries = std::move(entries);
    context.services.settlement.step(callerOf(request), std::move(command), std::move(note),
                                     answeringStep(context, exchange));
}

void abortSettlement(const OperatorContext& context, const ExchangePtr& exchange, std::int64_t id,
                     SchemaReader& reader)
{
    ledger::AbortSettlement command;
    command.settlement = domain::SettlementId(id);
    static_cast<void>(reader.text("state", Presence::Required, TextRule{1, 0, kAborted}));
    command.reason = reader.text("reason", Presence::Required);
    command.externalReference =
        reader.text("externalReference", Presence::Optional, TextRule{1, kReferenceMax, {}});
    // Beyond the reference: one pair of a bilateral settlement.
    command.account = domain::AccountId(integerOf(reader, "accountId", Presence::Optional));
    command.counterparty = domain::AccountId(integerOf(reader, "counterpartyAccountId", Presence::Optional));
    if (!isAccepted(exchange, reader)) return;
    const auto& request = exchange->request();
    auto note = noteOf(request, command.reason);
    context.services.settlement.abort(
        callerOf(request), std::move(command), std::move(note),
        answering<ledger::SettlementFacts>(exchange, [exchange](const ledger::SettlementFacts& facts) {
            json::Writer writer;
            writer.beginObject().key("id").number(facts.file.settlement.id.value());
            writer.member("state", domain::toString(facts.file.settlement.state));
            writer.member("reason", facts.file.settlement.reason).endObject();
            answerJson(exchange, 200, writer);
        }));
}

/// The settlement limited to what `keep` leaves of it; empty text when it may be answered.
template <class Keep>
void answerPart(const OperatorContext& context, const ExchangePtr& exchange, std::int64_t id, Keep keep)
{
    context.services.settlement.settlement(
        domain::SettlementId(id),
        answering<std::optional<ledger::SettlementFacts>>(
            exchange, [&context, exchange, id, keep](std::optional<ledger::SettlementFacts> facts) {
                const std::string refused = facts ? keep(*facts) : notFound(id);
                if (!refused.empty()) {
                    answerError(exchange, kGenericValidationError, refused);
                    return;
                }
                json::Writer writer;
                writeSettlement(writer, *facts, SettlementForm::Part, context.services.settlement);
                answerJson(exchange, 200, writer);
            }));
}

std::string keepParticipant(ledger::SettlementFacts& facts, const ledger::Registry& registry, std::int64_t id)
{
    std::erase_if(facts.file.accounts, [&](const auto& account) {
        const auto* owner = registry.ownerOf(account.account);
        return owner == nullptr || owner->participant.id.value() != id;
    });
    if (!facts.file.accounts.empty()) return {};
    return "Participant with ID '" + std::to_string(id) + "' is not part of settlement '" +
           std::to_string(facts.file.settlement.id.value()) + '\'';
}

} // namespace

void getWindows(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    WindowQuery query;
    const Takes takes{{"state", into(query.state, [](const auto& text) { return parseWindowState(text); })},
                      {"fromDateTime", into(query.from, momentOf)},
                      {"toDateTime", into(query.to, momentOf)},
                      {"participantId", intoId(query.participant)},
                      {"currency", into(query.currency, kCurrency)}};
    if (!readQuery(exchange, takes,
                   "Use at least one parameter: participantId, state, fromDateTime, toDateTime, currency"))
        return;
    std::string asked;
    for (const auto& [name, value] : exchange->request().queryItems())
        asked += (asked.empty() ? "" : ",") + name + ':' + value;
    context.services.settlement.windows(
        query, answering<std::vector<ledger::WindowFacts>>(
                   exchange, [&context, exchange, asked](const std::vector<ledger::WindowFacts>& windows) {
                       if (windows.empty()) {
                           answerError(exchange, kGenericValidationError,
                                       "settlementWindow by filters: {" + asked + "} not found");
                           return;
                       }
                       json::Writer writer;
                       writer.beginArray();
                       for (const auto& window : windows)
                           writeWindow(writer, window, context.services.settlement);
                       writer.endArray();
                       answerJson(exchange, 200, writer);
                   }));
}

void getWindow(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = pathNumber(exchange, "id");
    if (!id) return;
    context.services.settlement.window(
        domain::WindowId(*id),
        answering<std::optional<ledger::WindowFacts>>(
            exchange, [&context, exchange, id](const std::optional<ledger::WindowFacts>& facts) {
                if (!facts) {
                    answerError(exchange, kInternalServerError,
                                "No record for settlementWindowId: " + std::to_string(*id) + " found");
                    return;
                }
                json::Writer writer;
                writeWindow(writer, *facts, context.services.settlement);
                answerJson(exchange, 200, writer);
            }));
}

void postWindow(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto id = pathNumber(exchange, "id");
    if (!id) return;
    SchemaReader reader(body);
    static_cast<void>(reader.text("state", Presence::Required, TextRule{1, 0, kClosed}));
    auto reason = reader.text("reason", Presence::Required);
    if (!isAccepted(exchange, reader)) return;
    const auto& request = exchange->request();
    context.services.settlement.closeWindow(
        callerOf(request), domain::WindowId(*id), noteOf(request, std::move(reason)),
        answering<ledger::Window>(exchange, [exchange](const ledger::Window& window) {
            json::Writer writer;
            writeNewWindow(writer, window);
            answerJson(exchange, 200, writer);
        }));
}

void getSettlements(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    SettlementQuery query;
    const Takes takes{
        {"state", into(query.state, [](const auto& text) { return domain::parseSettlementState(text); })},
        {"fromDateTime", into(query.from, momentOf)},
        {"toDateTime", into(query.to, momentOf)},
        {"currency", into(query.currency, kCurrency)},
        {"settlementWindowId", intoId(query.window)},
        {"fromSettlementWindowDateTime", into(query.windowFrom, momentOf)},
        {"toSettlementWindowDateTime", into(query.windowTo, momentOf)},
        {"participantId", intoId(query.participant)},
        {"accountId", intoId(query.account)}};
    if (!readQuery(exchange, takes,
                   "Use at least one parameter: state, fromDateTime, toDateTime, currency, "
                   "settlementWindowId, fromSettlementWindowDateTime, toSettlementWindowDateTime, "
                   "participantId, accountId"))
        return;
    json::Writer asked;
    asked.beginObject();
    for (const auto& [name, value] : exchange->request().queryItems())
        asked.member(name, value);
    asked.endObject();
    context.services.settlement.settlements(
        query, answering<std::vector<ledger::SettlementFacts>>(
                   exchange, [&context, exchange,
                              text = asked.take()](const std::vector<ledger::SettlementFacts>& found) {
                       if (found.empty()) {
                           answerError(exchange, kGenericValidationError,
                                       "No settlements found matching the provided parameters: " + text);
                           return;
                       }
                       json::Writer writer;
                       writer.beginArray();
                       for (const auto& facts : found)
                           writeSettlement(writer, facts, SettlementForm::Whole, context.services.settlement);
                       writer.endArray();
                       answerJson(exchange, 200, writer);
                   }));
}

void postSettlement(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    ledger::CreateSettlement command;
    command.model = reader.text("settlementModel", Presence::Required);
    command.reason = reader.text("reason", Presence::Required);
    std::set<std::int64_t> seen;
    bool isUnique = true;
    for (auto& window : reader.objects("settlementWindows", Presence::Required, kWindowsMax)) {
        const auto id = integerOf(window, "id");
        window.finish();
        isUnique = seen.insert(id).second && isUnique;
        command.windows.emplace_back(id);
    }
    if (!isAccepted(exchange, reader)) return;
    if (command.windows.empty() || !isUnique) {
        answerError(exchange, kGenericValidationError,
                    command.windows.empty() ? "settlementWindows must NOT have fewer than 1 items"
                                            : "settlementWindows must NOT have duplicate items");
        return;
    }
    const auto& request = exchange->request();
    auto note = noteOf(request, command.reason);
    context.services.settlement.create(
        callerOf(request), std::move(command), std::move(note),
        answering<ledger::SettlementFacts>(
            exchange, [&context, exchange](const ledger::SettlementFacts& facts) {
                json::Writer writer;
                writeSettlement(writer, facts, SettlementForm::Created, context.services.settlement);
                answerJson(exchange, 200, writer);
            }));
}

void getSettlement(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = pathNumber(exchange, "id");
    if (!id) return;
    context.services.settlement.settlement(
        domain::SettlementId(*id),
        answering<std::optional<ledger::SettlementFacts>>(
            exchange, [&context, exchange, id](const std::optional<ledger::SettlementFacts>& facts) {
                if (!facts) {
                    answerError(exchange, kGenericValidationError, notFound(*id));
                    return;
                }
                json::Writer writer;
                writeSettlement(writer, *facts, SettlementForm::Whole, context.services.settlement);
                answerJson(exchange, 200, writer);
            }));
}

void putSettlement(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto id = pathNumber(exchange, "id");
    if (!id) return;
    SchemaReader reader(body);
    const bool hasParticipants = reader.has("participants");
    const bool hasState = reader.has("state");
    const bool hasReason = reader.has("reason");
    if (hasParticipants && (hasState || hasReason || reader.has("externalReference"))) {
        answerError(exchange, kGenericValidationError,
                    "No other properties are allowed when participants is provided");
    } else if (hasParticipants) {
        std::vector<Entry> entries;
        for (auto& participant : reader.objects("participants", Presence::Required, kParticipantsMax)) {
            const domain::ParticipantId owner(integerOf(participant, "id"));
            readAccounts(participant, owner, entries);
            participant.finish();
        }
        if (isAccepted(exchange, reader)) postStep(context, exchange, *id, std::move(entries));
    } else if (hasState && hasReason) {
        abortSettlement(context, exchange, *id, reader);
    } else if (hasState || hasReason) {
        answerError(exchange, kMissingMandatoryElement, "State and reason are mandatory");
    } else {
        answerError(exchange, kGenericValidationError, "Invalid request payload input");
    }
}

void getSettlementParticipant(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto sid = pathNumber(exchange, "sid");
    if (!sid) return;
    const auto pid = pathNumber(exchange, "pid");
    if (!pid) return;
    answerPart(context, exchange, *sid,
               [registry = context.services.view.registry(), pid](ledger::SettlementFacts& facts) {
                   return keepParticipant(facts, *registry, *pid);
               });
}

void putSettlementParticipant(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto sid = pathNumber(exchange, "sid");
    if (!sid) return;
    const auto pid = pathNumber(exchange, "pid");
    if (!pid) return;
    SchemaReader reader(body);
    std::vector<Entry> entries;
    readAccounts(reader, domain::ParticipantId(*pid), entries);
    if (isAccepted(exchange, reader)) postStep(context, exchange, *sid, std::move(entries));
}

void getSettlementAccount(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto sid = pathNumber(exchange, "sid");
    if (!sid) return;
    const auto pid = pathNumber(exchange, "pid");
    if (!pid) return;
    const auto aid = pathNumber(exchange, "aid");
    if (!aid) return;
    answerPart(context, exchange, *sid,
               [registry = context.services.view.registry(), pid, aid](ledger::SettlementFacts& facts) {
                   if (auto refused = keepParticipant(facts, *registry, *pid); !refused.empty())
                       return refused;
                   const auto name = std::to_string(facts.file.settlement.id.value());
                   const auto* owner = registry->ownerOf(domain::AccountId(*aid));
                   if (owner == nullptr || owner->participant.id.value() != *pid)
                       return "Provided account ID '" + std::to_string(*aid) +
                              "' does not match any position account for participant '" +
                              std::to_string(*pid) + "' in settlement '" + name + '\'';
                   std::erase_if(facts.file.accounts,
                                 [aid](const auto& account) { return account.account.value() != *aid; });
                   if (!facts.file.accounts.empty()) return std::string();
                   return "Account ID '" + std::to_string(*aid) + "' is not part of settlement '" + name +
                          '\'';
               });
}

void putSettlementAccount(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto sid = pathNumber(exchange, "sid");
    if (!sid) return;
    const auto pid = pathNumber(exchange, "pid");
    if (!pid) return;
    const auto aid = pathNumber(exchange, "aid");
    if (!aid) return;
    SchemaReader reader(body);
    Entry entry;
    entry.participant = domain::ParticipantId(*pid);
    entry.account = domain::AccountId(*aid);
    entry.counterparty = domain::AccountId(integerOf(reader, "counterpartyAccountId", Presence::Optional));
    readState(reader, entry);
    if (isAccepted(exchange, reader)) postStep(context, exchange, *sid, {std::move(entry)});
}

} // namespace hub::admin::settlement_api
