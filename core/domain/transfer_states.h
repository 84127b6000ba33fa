#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hub::domain {

/// central-ledger's transferState rows (fspiop 7.1, admin-settlement 2.6). The numbers are stored: append
/// only.
enum class TransferState : std::uint8_t {
    ReceivedPrepare = 1,
    Reserved = 2,
    ReceivedFulfil = 3,
    Committed = 4,
    Failed = 5,
    ReservedTimeout = 6,
    ReceivedReject = 7,
    AbortedRejected = 8,
    ReceivedError = 9,
    AbortedError = 10,
    ExpiredPrepared = 11,
    ExpiredReserved = 12,
    Invalid = 13,
    Settled = 14,
    ReservedForwarded = 15,
    ReceivedFulfilDependent = 16,
};

/// What moves a transfer from one state to the next.
enum class TransferEvent : std::uint8_t {
    PrepareInvalid,  ///< prepare refused by validation
    PositionRefused, ///< liquidity or net debit cap
    PositionReserved,
    FulfilAccepted,
    PayeeCredited,
    FulfilRefused, ///< wrong header or fulfilment: aborted
    PayeeError,    ///< PUT /transfers/{ID}/error
    PayerReleased, ///< position given back after an error
    Expired,
    ExpiryReleased,
    RejectRequested, ///< operator aborts a funds-out
    RejectReleased,
    SettlementDone,
};

struct TransferTransition
{
    TransferState from;
    TransferEvent event;
    TransferState to;
};

// clang-format off
/// The table of fspiop 7.2. A step of the ledger that is not in it is a failed check.
inline constexpr std::array kTransferTransitions{
    TransferTransition{TransferState::ReceivedPrepare, TransferEvent::PrepareInvalid,   TransferState::Invalid},
    TransferTransition{TransferState::ReceivedPrepare, TransferEvent::PositionRefused,  TransferState::AbortedRejected},
    TransferTransition{TransferState::ReceivedPrepare, TransferEvent::PositionReserved, TransferState::Reserved},
    TransferTransition{TransferState::ReceivedPrepare, TransferEvent::Expired,          TransferState::ExpiredPrepared},
    TransferTransition{TransferState::Reserved,        TransferEvent::FulfilAccepted,   TransferState::ReceivedFulfil},
    TransferTransition{TransferState::ReceivedFulfil,  TransferEvent::PayeeCredited,    TransferState::Committed},
    TransferTransition{TransferState::Reserved,        TransferEvent::FulfilRefused,    TransferState::ReceivedError},
    TransferTransition{TransferState::Reserved,        TransferEvent::PayeeError,       TransferState::ReceivedError},
    TransferTransition{TransferState::ReceivedError,   TransferEvent::PayerReleased,    TransferState::AbortedError},
    TransferTransition{TransferState::Reserved,        TransferEvent::Expired,          TransferState::ReservedTimeout},
    TransferTransition{TransferState::ReservedTimeout, TransferEvent::ExpiryReleased,   TransferState::ExpiredReserved},
    TransferTransition{TransferState::Reserved,        TransferEvent::RejectRequested,  TransferState::ReceivedReject},
    TransferTransition{TransferState::ReceivedReject,  TransferEvent::RejectReleased,   TransferState::AbortedRejected},
    TransferTransition{TransferState::Committed,       TransferEvent::SettlementDone,   TransferState::Settled},
};
// clang-format on

constexpr std::optional<TransferState> nextState(TransferState from, TransferEvent event)
{
    for (const auto& row : kTransferTransitions)
        if (row.from == from && row.event == event) return row.to;
    return std::nullopt;
}

constexpr bool isFinal(TransferState state)
{
    for (const auto& row : kTransferTransitions)
        if (row.from == state && row.to != TransferState::Settled) return false;
    return true;
}

constexpr bool isDeterministic()
{
    for (std::size_t i = 0; i < kTransferTransitions.size(); ++i)
        for (std::size_t j = i + 1; j < kTransferTransitions.size(); ++j)
            if (kTransferTransitions[i].from == kTransferTransitions[j].from &&
                kTransferTransitions[i].event == kTransferTransitions[j].event)
                return false;
    return true;
}
static_assert(isDeterministic());
static_assert(isFinal(TransferState::Committed) && isFinal(TransferState::AbortedError) &&
              isFinal(TransferState::ExpiredReserved) && !isFinal(TransferState::Reserved));

/// The states that a DFSP is told (fspiop 7.1).
enum class ExternalTransferState : std::uint8_t { Received, Reserved, Committed, Aborted, Settled };
ExternalTransferState externalState(TransferState state);

/// `RESERVED`, `COMMITTED`, … as central-ledger names them.
std::string_view toString(TransferState state);
std::optional<TransferState> parseTransferState(std::string_view text);
std::string_view toString(ExternalTransferState state);

} // namespace hub::domain
