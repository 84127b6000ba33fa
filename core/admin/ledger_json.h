#pragma once

#include "core/admin/limits_service.h"
#include "core/admin/participants_service.h"
#include "core/admin/positions_service.h"
#include "core/json/writer.h"

#include <string>
#include <string_view>

/// JSON of the public admin API (admin-settlement 1.3 to 1.12), exactly its members.
namespace hub::admin {

void writeParticipant(json::Writer& writer, const ParticipantView& view, std::string_view hostName);
void writeAccount(json::Writer& writer, const AccountView& view);
/// `{currency, limit{type, value, alarmPercentage}}`, with the owner's name when wanted.
void writeLimit(json::Writer& writer, const LimitView& view, bool withName);
void writePosition(json::Writer& writer, const PositionValue& value);
void writeAccountType(json::Writer& writer, const domain::LedgerAccountType& type);
void writeModel(json::Writer& writer, const domain::SettlementModel& model, std::string_view accountTypeName);
/// GET /enums.
std::string enumsJson(const ledger::Registry& registry);

} // namespace hub::admin
