#pragma once

#include "core/admin/participants_service.h"
#include "core/hub/funds_api.h"
#include "core/hub/health_api.h"
#include "core/hub/positions_api.h"
#include "core/hub/traces_api.h"
#include "core/hub/transfers_api.h"
#include "core/json/writer.h"
#include "core/ledger/queries.h"

#include <string>
#include <string_view>

/// JSON of the hub's own routes under /hub/v1: the rows of core/hub, member for member. Amounts are JSON
/// numbers, times are UTC texts (or microseconds where the member ends in Us).
namespace hub::admin {

void writeTransferRow(json::Writer& writer, const api::TransferRow& row);
void writeTransferDetail(json::Writer& writer, const api::TransferDetail& detail);
void writeTrace(json::Writer& writer, const api::Trace& trace);
void writePositionRow(json::Writer& writer, const api::PositionRow& row);
void writeAccountLine(json::Writer& writer, std::string_view participant, const AccountView& view);
void writeMovement(json::Writer& writer, const api::MovementRow& row);
void writeAccountMove(json::Writer& writer, const api::AccountMoveRow& row);
void writePositionHistory(json::Writer& writer, const api::PositionHistory& history);
void writeHealth(json::Writer& writer, const api::HealthSnapshot& snapshot);
void writeLane(json::Writer& writer, const api::LaneRow& lane);
void writeAuditRow(json::Writer& writer, const ledger::StoredAuditRow& row);
void writeDeadLetter(json::Writer& writer, const ledger::DeadLetter& letter);
void writeDirectoryEntry(json::Writer& writer, const ledger::DirectoryEntry& entry);

std::string_view toString(api::TransferKind kind);
std::string_view toString(api::HubState state);
std::string_view toString(api::ServiceState state);
std::string_view toString(api::BreakerState state);
std::string_view toString(api::CallbackState state);

} // namespace hub::admin
