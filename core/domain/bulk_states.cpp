#include "core/domain/bulk_states.h"

#include "core/base/check.h"

namespace hub::domain {
namespace {

struct StateName
{
    BulkState state;
    std::string_view name;
    std::string_view external;
};

// clang-format off
constexpr std::array kNames{
    StateName{BulkState::Received,       "RECEIVED",        "RECEIVED"},
    StateName{BulkState::PendingPrepare, "PENDING_PREPARE", "PENDING"},
    StateName{BulkState::Accepted,       "ACCEPTED",        "ACCEPTED"},
    StateName{BulkState::Processing,     "PROCESSING",      "PROCESSING"},
    StateName{BulkState::PendingFulfil,  "PENDING_FULFIL",  "PROCESSING"},
    StateName{BulkState::Completed,      "COMPLETED",       "COMPLETED"},
    StateName{BulkState::Rejected,       "REJECTED",        "REJECTED"},
    StateName{BulkState::Invalid,        "INVALID",         "REJECTED"},
    StateName{BulkState::Expiring,       "EXPIRING",        "PROCESSING"},
    StateName{BulkState::Aborting,       "ABORTING",        "PROCESSING"},
};
// clang-format on

const StateName& row(BulkState state)
{
    const auto index = static_cast<std::size_t>(state);
    HUB_CHECK(index >= 1 && index <= kNames.size() && kNames[index - 1].state == state);
    return kNames[index - 1];
}

} // namespace

std::string_view externalText(BulkState state)
{
    return row(state).external;
}

std::string_view toString(BulkState state)
{
    return row(state).name;
}

} // namespace hub::domain
