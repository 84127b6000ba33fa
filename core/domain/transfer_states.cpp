#include "core/domain/transfer_states.h"

#include "core/base/check.h"

#include <utility>

namespace hub::domain {
namespace {

struct StateName
{
    TransferState state;
    std::string_view name;
    ExternalTransferState external;
};

// clang-format off
constexpr std::array kNames{
    StateName{TransferState::ReceivedPrepare, "RECEIVED_PREPARE", ExternalTransferState::Received},
    StateName{TransferState::Reserved, "RESERVED", ExternalTransferState::Reserved},
    StateName{TransferState::ReceivedFulfil, "RECEIVED_FULFIL", ExternalTransferState::Reserved},
    StateName{TransferState::Committed, "COMMITTED", ExternalTransferState::Committed},
    StateName{TransferState::Failed, "FAILED", ExternalTransferState::Aborted},
    StateName{TransferState::ReservedTimeout, "RESERVED_TIMEOUT", ExternalTransferState::Reserved},
    StateName{TransferState::ReceivedReject, "RECEIVED_REJECT", ExternalTransferState::Reserved},
    StateName{TransferState::AbortedRejected, "ABORTED_REJECTED", ExternalTransferState::Aborted},
    StateName{TransferState::ReceivedError, "RECEIVED_ERROR", ExternalTransferState::Reserved},
    StateName{TransferState::AbortedError, "ABORTED_ERROR", ExternalTransferState::Aborted},
    StateName{TransferState::ExpiredPrepared, "EXPIRED_PREPARED", ExternalTransferState::Aborted},
    StateName{TransferState::ExpiredReserved, "EXPIRED_RESERVED", ExternalTransferState::Aborted},
    StateName{TransferState::Invalid, "INVALID", ExternalTransferState::Aborted},
    StateName{TransferState::Settled, "SETTLED", ExternalTransferState::Settled},
    StateName{TransferState::ReservedForwarded, "RESERVED_FORWARDED", ExternalTransferState::Reserved},
    StateName{TransferState::ReceivedFulfilDependent, "RECEIVED_FULFIL_DEPENDENT", ExternalTransferState::Reserved},
};
// clang-format on

const StateName& row(TransferState state)
{
    const auto index = static_cast<std::size_t>(state);
    HUB_CHECK(index >= 1 && index <= kNames.size() && kNames[index - 1].state == state);
    return kNames[index - 1];
}

} // namespace

ExternalTransferState externalState(TransferState state)
{
    return row(state).external;
}

std::string_view toString(TransferState state)
{
    return row(state).name;
}

std::optional<TransferState> parseTransferState(std::string_view text)
{
    for (const auto& entry : kNames)
        if (entry.name == text) return entry.state;
    return std::nullopt;
}

std::string_view toString(ExternalTransferState state)
{
    switch (state) {
    case ExternalTransferState::Received:
        return "RECEIVED";
    case ExternalTransferState::Reserved:
        return "RESERVED";
    case ExternalTransferState::Committed:
        return "COMMITTED";
    case ExternalTransferState::Aborted:
        return "ABORTED";
    case ExternalTransferState::Settled:
        return "SETTLED";
    }
    HUB_CHECK(false);
}

} // namespace hub::domain
