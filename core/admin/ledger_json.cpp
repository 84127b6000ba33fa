#include "core/admin/ledger_json.h"

#include "core/domain/transfer_states.h"

#include <array>
#include <utility>

namespace hub::admin {
namespace {

using NumberedName = std::pair<std::string_view, std::int64_t>;

constexpr std::array<NumberedName, 10> kEntryTypes{{{"PRINCIPLE_VALUE", 1},
                                                    {"INTERCHANGE_FEE", 2},
                                                    {"HUB_FEE", 3},
                                                    {"POSITION_DEPOSIT", 4},
                                                    {"POSITION_WITHDRAWAL", 5},
                                                    {"SETTLEMENT_NET_RECIPIENT", 6},
                                                    {"SETTLEMENT_NET_SENDER", 7},
                                                    {"SETTLEMENT_NET_ZERO", 8},
                                                    {"RECORD_FUNDS_IN", 9},
                                                    {"RECORD_FUNDS_OUT", 10}}};
constexpr std::array<NumberedName, 7> kRoles{{{"PAYER_DFSP", 1},
                                              {"PAYEE_DFSP", 2},
                                              {"HUB", 3},
                                              {"DFSP_SETTLEMENT", 4},
                                              {"DFSP_POSITION", 5},
                                              {"INITIATING_FSP", 6},
                                              {"COUNTER_PARTY_FSP", 7}}};
constexpr std::array<NumberedName, 11> kBulkProcessing{{{"RECEIVED", 1},
                                                        {"RECEIVED_DUPLICATE", 2},
                                                        {"RECEIVED_INVALID", 3},
                                                        {"ACCEPTED", 4},
                                                        {"PROCESSING", 5},
                                                        {"FULFIL_DUPLICATE", 6},
                                                        {"FULFIL_INVALID", 7},
                                                        {"COMPLETED", 8},
                                                        {"REJECTED", 9},
                                                        {"EXPIRED", 10},
                                                        {"ABORTING", 11}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kBulkStates{{
    {"RECEIVED", "RECEIVED"},
    {"PENDING_PREPARE", "PENDING"},
    {"PENDING_INVALID", "PENDING"},
    {"ACCEPTED", "ACCEPTED"},
    {"PROCESSING", "PROCESSING"},
    {"PENDING_FULFIL", "PROCESSING"},
    {"EXPIRING", "PROCESSING"},
    {"ABORTING", "PROCESSING"},
    {"COMPLETED", "COMPLETED"},
    {"EXPIRED", "COMPLETED"},
    {"REJECTED", "REJECTED"},
    {"INVALID", "REJECTED"},
}};
constexpr std::array<std::string_view, 6> kBulkExternal{"RECEIVED",   "PENDING",   "ACCEPTED",
                                                        "PROCESSING", "COMPLETED", "REJECTED"};

template <std::size_t N>
void writeNumbered(json::Writer& writer, std::string_view key, const std::array<NumberedName, N>& names)
{
    writer.key(key).beginObject();
    for (const auto& [name, number] : names)
        writer.key(name).number(number);
    writer.endObject();
}

void writeFlag(json::Writer& writer, std::string_view key, bool isSet)
{
    writer.key(key).number(std::int64_t(isSet ? 1 : 0));
}

std::string_view typeName(const ledger::Registry& registry, domain::AccountType id)
{
    for (const auto& type : registry.accountTypes())
        if (type.id == id) return type.name;
    return {};
}

void writeTransferStates(json::Writer& writer)
{
    writer.key("transferState").beginObject();
    for (std::uint8_t i = 1; i <= 16; ++i) {
        const auto name = domain::toString(static_cast<domain::TransferState>(i));
        writer.member(name, name);
    }
    writer.endObject().key("transferStateEnum").beginObject();
    using domain::ExternalTransferState;
    for (const auto state :
         {ExternalTransferState::Received, ExternalTransferState::Reserved, ExternalTransferState::Committed,
          ExternalTransferState::Aborted, ExternalTransferState::Settled})
        writer.member(domain::toString(state), domain::toString(state));
    writer.endObject();
}

} // namespace

void writeParticipant(json::Writer& writer, const ParticipantView& view, std::string_view hostName)
{
    const auto& participant = view->participant;
    const auto id = std::string(hostName) + "/participants/" + participant.name.value();
    writer.beginObject().member("name", participant.name.value()).member("id", id);
    writer.member("created", base::toIso8601(participant.createdAt));
    writeFlag(writer, "isActive", participant.isActive);
    writer.key("links").beginObject().member("self", id).endObject();
    writer.key("accounts").beginArray();
    for (const auto& account : view->accounts) {
        writer.beginObject().key("id").number(account.id.value());
        writer.member("ledgerAccountType", typeName(*view.registry, account.type));
        writer.member("currency", account.currency.code());
        writeFlag(writer, "isActive", account.isActive);
        writer.member("createdDate", base::toIso8601(account.createdAt)).member("createdBy", "unknown");
        writer.endObject();
    }
    writer.endArray();
    writeFlag(writer, "isProxy", participant.isProxy);
    writer.endObject();
}

void writeAccount(json::Writer& writer, const AccountView& view)
{
    writer.beginObject().key("id").number(view.account.id.value());
    writer.member("ledgerAccountType", view.typeName).member("currency", view.account.currency.code());
    writeFlag(writer, "isActive", view.account.isActive);
    writer.key("value").number(view.position.value).key("reservedValue").number(view.position.reserved);
    writer.member("changedDate", base::toIso8601(view.position.changedAt)).endObject();
}

void writeLimit(json::Writer& writer, const LimitView& view, bool withName)
{
    writer.beginObject();
    if (withName) writer.member("name", view.participant);
    writer.member("currency", view.currency.code()).key("limit").beginObject();
    writer.member("type", domain::kNetDebitCap).key("value").number(view.limit.netDebitCap);
    writer.key("alarmPercentage");
    writer.number(domain::Amount::fromUnits(std::int64_t(view.limit.alarmPercentHundredths) * 100));
    writer.endObject().endObject();
}

void writePosition(json::Writer& writer, const PositionValue& value)
{
    writer.beginObject().member("currency", value.currency.code()).key("value").number(value.position.value);
    writer.member("changedDate", base::toIso8601(value.position.changedAt)).endObject();
}

void writeAccountType(json::Writer& writer, const domain::LedgerAccountType& type)
{
    writer.beginObject().key("ledgerAccountTypeId").number(std::int64_t(type.id));
    writer.member("name", type.name).member("description", type.description);
    writeFlag(writer, "isActive", type.isActive);
    writer.member("createdDate", base::toIso8601(type.createdAt));
    writeFlag(writer, "isSettleable", type.isSettleable);
    writer.endObject();
}

void writeModel(json::Writer& writer, const domain::SettlementModel& model, std::string_view accountTypeName)
{
    writer.beginObject().key("settlementModelId").number(model.id.value()).member("name", model.name);
    writer.key("isActive").boolean(model.isActive);
    writer.member("settlementGranularity", toString(model.granularity));
    writer.member("settlementInterchange", toString(model.interchange));
    writer.member("settlementDelay", toString(model.delay)).key("currency");
    if (model.currency)
        writer.string(model.currency->code());
    else
        writer.null();
    writer.key("requireLiquidityCheck").boolean(model.requireLiquidityCheck);
    // A name, despite the key (admin-settlement 1.12).
    writer.member("ledgerAccountTypeId", accountTypeName);
    writer.key("autoPositionReset").boolean(model.autoPositionReset).endObject();
}

std::string enumsJson(const ledger::Registry& registry)
{
    json::Writer writer;
    writer.beginObject().key("endpointType").beginObject();
    std::int64_t number = 0;
    for (const auto type : domain::endpointTypes())
        writer.key(type).number(++number);
    const auto& hub = registry.hub().participant;
    writer.endObject().key("hubParticipant").beginObject().key("participantId").number(hub.id.value());
    writer.member("name", hub.name.value());
    writeFlag(writer, "isActive", hub.isActive);
    writer.member("createdDate", base::toIso8601(hub.createdAt)).endObject();
    writer.key("ledgerAccountType").beginObject();
    for (const auto& type : registry.accountTypes())
        writer.key(type.name).number(std::int64_t(type.id));
    writer.endObject();
    writeNumbered(writer, "ledgerEntryType", kEntryTypes);
    writer.key("participantLimitType")
        .beginObject()
        .key(domain::kNetDebitCap)
        .number(std::int64_t(1))
        .endObject();
    writeNumbered(writer, "transferParticipantRoleType", kRoles);
    writeTransferStates(writer);
    writeNumbered(writer, "bulkProcessingState", kBulkProcessing);
    writer.key("bulkTransferState").beginObject();
    for (const auto& [name, external] : kBulkStates)
        writer.member(name, name);
    writer.endObject().key("bulkTransferStateEnum").beginObject();
    for (const auto name : kBulkExternal)
        writer.member(name, name);
    writer.endObject().endObject();
    return writer.take();
}

} // namespace hub::admin
