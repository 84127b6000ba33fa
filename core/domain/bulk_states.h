#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hub::domain {

/// Where a bulk of transfers stands (fspiop 11.1). The numbers are stored: append only.
enum class BulkState : std::uint8_t {
    Received = 1,
    PendingPrepare = 2,
    Accepted = 3, ///< forwarded to the payee
    Processing = 4,
    PendingFulfil = 5, ///< the payee has answered for a part
    Completed = 6,
    Rejected = 7,
    Invalid = 8,
    Expiring = 9,
    Aborting = 10,
};

/// What moves a bulk from one state to the next.
enum class BulkEvent : std::uint8_t {
    PrepareInvalid,
    PrepareStarted,
    SomeReserved,
    AllRefused,
    FulfilReceived,
    ItemsRemain, ///< the payee left transfers unanswered
    AllDone,
    NoneCommitted,
    AbortReceived, ///< PUT .../error, REJECTED, or an answer that must not count
    AllReleased,
    ItemsExpired,
};

struct BulkTransition
{
    BulkState from;
    BulkEvent event;
    BulkState to;
};

// clang-format off
/// The table of fspiop 11.2. A step of the ledger that is not in it is a failed check.
inline constexpr std::array kBulkTransitions{
    BulkTransition{BulkState::Received,       BulkEvent::PrepareInvalid, BulkState::Invalid},
    BulkTransition{BulkState::Received,       BulkEvent::PrepareStarted, BulkState::PendingPrepare},
    BulkTransition{BulkState::PendingPrepare, BulkEvent::SomeReserved,   BulkState::Accepted},
    BulkTransition{BulkState::PendingPrepare, BulkEvent::AllRefused,     BulkState::Completed},
    BulkTransition{BulkState::Accepted,       BulkEvent::FulfilReceived, BulkState::Processing},
    BulkTransition{BulkState::Accepted,       BulkEvent::AbortReceived,  BulkState::Aborting},
    BulkTransition{BulkState::Accepted,       BulkEvent::ItemsExpired,   BulkState::Expiring},
    BulkTransition{BulkState::Processing,     BulkEvent::ItemsRemain,    BulkState::PendingFulfil},
    BulkTransition{BulkState::Processing,     BulkEvent::AllDone,        BulkState::Completed},
    BulkTransition{BulkState::Processing,     BulkEvent::NoneCommitted,  BulkState::Rejected},
    BulkTransition{BulkState::PendingFulfil,  BulkEvent::ItemsExpired,   BulkState::Expiring},
    BulkTransition{BulkState::PendingFulfil,  BulkEvent::AbortReceived,  BulkState::Aborting},
    BulkTransition{BulkState::Expiring,       BulkEvent::ItemsExpired,   BulkState::Expiring},
    BulkTransition{BulkState::Expiring,       BulkEvent::AllDone,        BulkState::Completed},
    BulkTransition{BulkState::Aborting,       BulkEvent::AllReleased,    BulkState::Rejected},
    BulkTransition{BulkState::Aborting,       BulkEvent::AllDone,        BulkState::Completed},
};
// clang-format on

constexpr std::optional<BulkState> nextState(BulkState from, BulkEvent event)
{
    for (const auto& row : kBulkTransitions)
        if (row.from == from && row.event == event) return row.to;
    return std::nullopt;
}

constexpr bool isFinal(BulkState state)
{
    for (const auto& row : kBulkTransitions)
        if (row.from == state) return false;
    return true;
}
static_assert(isFinal(BulkState::Completed) && isFinal(BulkState::Rejected) && isFinal(BulkState::Invalid) &&
              !isFinal(BulkState::Accepted) && !isFinal(BulkState::PendingFulfil));

/// What the API says (BulkTransferState): RECEIVED, PENDING, ACCEPTED, PROCESSING, COMPLETED, REJECTED.
std::string_view externalText(BulkState state);
/// The state's own name, as the ladder of the desk shows it.
std::string_view toString(BulkState state);

/// One transfer of a bulk (fspiop 11.1, the reference's numbers). The numbers are stored: append only.
enum class BulkItemState : std::uint8_t {
    Duplicate = 2, ///< its id is known already
    Invalid = 3,   ///< refused at prepare; without a transfer when its amount is beyond the ledger's range
    Accepted = 4,  ///< reserved and forwarded
    Completed = 8,
    Rejected = 9, ///< by the payee, or its fulfilment is wrong
    Expired = 10,
};

/// Refused transfers are not shown to the payee.
constexpr bool wasForwarded(BulkItemState state)
{
    return state != BulkItemState::Duplicate && state != BulkItemState::Invalid;
}

} // namespace hub::domain
