#pragma once

#include "core/domain/bulk_states.h"
#include "core/domain/participant.h"
#include "core/domain/settlement.h"
#include "core/domain/settlement_model.h"
#include "core/domain/transfer_states.h"
#include "core/hub/alerts_api.h"
#include "core/hub/callbacks_api.h"
#include "core/hub/finalise_api.h"
#include "core/hub/forwarded_api.h"
#include "core/hub/health_api.h"
#include "core/hub/reports_api.h"
#include "core/hub/transfers_api.h"

#include <array>
#include <optional>
#include <string_view>

/// What the enumerations of core/hub are called in the messages of /hub/v1.
namespace hub::wire {

/// Texts of an enumeration in the order of its values from 0 on (empty: no such value).
template <class Enum>
inline constexpr std::array<std::string_view, 0> kNames{};
template <>
inline constexpr std::array<std::string_view, 4> kNames<api::TransferKind>{"PAYMENT", "FUNDS_IN", "FUNDS_OUT",
                                                                           "SETTLEMENT"};
template <>
inline constexpr std::array<std::string_view, 5> kNames<api::HubState>{"STARTING", "RUNNING", "READ_ONLY",
                                                                       "DRAINING", "STOPPED"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<api::ServiceState>{"OK", "DEGRADED", "DOWN"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<api::BreakerState>{"CLOSED", "HALF_OPEN", "OPEN"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<api::EndpointState>{"MISSING", "INHERITED", "SET"};
template <>
inline constexpr std::array<std::string_view, 4> kNames<api::CallbackState>{"QUEUED", "DELIVERED", "RETRYING",
                                                                            "DEAD_LETTER"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<domain::TradeDirection>{"BOTH", "SEND_ONLY",
                                                                                "RECEIVE_ONLY"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<domain::SettlementGranularity>{"", "GROSS", "NET"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<domain::SettlementInterchange>{"", "BILATERAL",
                                                                                       "MULTILATERAL"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<domain::SettlementDelay>{"", "IMMEDIATE", "DEFERRED"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<domain::FeeDirection>{"", "PAYER_PAYS", "PAYEE_PAYS"};

template <>
inline constexpr std::array<std::string_view, 5> kNames<api::AlertRule>{
    "NET_DEBIT_CAP_THRESHOLD_BREACH", "NET_DEBIT_CAP_ADJUSTMENT", "SETTLEMENT_TRANSFER_POSITION_CHANGE",
    "STORE_READ_ONLY", "DISK_LOW"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<api::AlertState>{"FIRING", "ACKNOWLEDGED",
                                                                         "RESOLVED"};
template <>
inline constexpr std::array<std::string_view, 5> kNames<api::AlertSeverity>{"", "S1", "S2", "S3", "S4"};

template <>
inline constexpr std::array<std::string_view, 5> kNames<api::ForwardedKind>{
    "LOOKUP", "QUOTE", "BULK_QUOTE", "TRANSACTION_REQUEST", "AUTHORIZATION"};
template <>
inline constexpr std::array<std::string_view, 4> kNames<api::ForwardedState>{"ASKED", "ANSWERED", "REFUSED",
                                                                             "FAILED"};
template <>
inline constexpr std::array<std::string_view, 11> kNames<domain::BulkState>{
    "",          "RECEIVED", "PENDING_PREPARE", "ACCEPTED", "PROCESSING", "PENDING_FULFIL",
    "COMPLETED", "REJECTED", "INVALID",         "EXPIRING", "ABORTING"};
template <>
inline constexpr std::array<std::string_view, 11> kNames<domain::BulkItemState>{
    "", "", "DUPLICATE", "INVALID", "ACCEPTED", "", "", "", "COMPLETED", "REJECTED", "EXPIRED"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<api::FinaliseState>{"RUNNING", "FAILED", "DONE"};
template <>
inline constexpr std::array<std::string_view, 7> kNames<api::FinaliseStepKind>{
    "RECORD", "RESERVE", "MOVE_FUNDS", "COMMIT", "SETTLE", "SET_LIQUIDITY", "SET_CAP"};

template <>
inline constexpr std::array<std::string_view, 5> kNames<api::ReportKind>{
    "settlementInitiation", "settlement", "settlementWindow", "dfspSettlement", "dfspSettlementStatement"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<api::ReportFormat>{"csv", "xlsx", "pdf"};

/// An enumeration that has a row above.
template <class Enum>
concept Named = kNames<Enum>
.size() > 0;

template <Named Enum>
constexpr std::string_view nameOf(Enum value)
{
    return kNames<Enum>.at(static_cast<std::size_t>(value));
}
inline std::string_view nameOf(domain::TransferState value)
{
    return domain::toString(value);
}
inline std::string_view nameOf(domain::SettlementState value)
{
    return domain::toString(value);
}

/// Nothing for a text that is none of them.
template <class Enum>
std::optional<Enum> valueOf(std::string_view text)
{
    if constexpr (std::is_same_v<Enum, domain::TransferState>)
        return domain::parseTransferState(text);
    else if constexpr (std::is_same_v<Enum, domain::SettlementState>)
        return domain::parseSettlementState(text);
    else if (!text.empty())
        for (std::size_t i = 0; i < kNames<Enum>.size(); ++i)
            if (kNames<Enum>[i] == text) return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace hub::wire
