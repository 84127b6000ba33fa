#include "core/store/store_error.h"

#include <array>

namespace hub::store {
namespace {

struct FaultRow
{
    StoreFault fault;
    std::string_view token;
    base::Error::Kind kind;
    int exitCode;
};

constexpr std::array kFaults{
    FaultRow{StoreFault::InUse, "in-use: ", base::Error::Kind::Conflict, 69},
    FaultRow{StoreFault::CannotCreate, "cannot-create: ", base::Error::Kind::Unavailable, 73},
    FaultRow{StoreFault::NewerSchema, "newer-schema: ", base::Error::Kind::Invalid, 66},
    FaultRow{StoreFault::Damaged, "damaged: ", base::Error::Kind::Storage, 65},
    FaultRow{StoreFault::DiskFull, "disk-full: ", base::Error::Kind::Unavailable, 74},
    FaultRow{StoreFault::OutOfMemory, "no-memory: ", base::Error::Kind::Unavailable, 71},
    FaultRow{StoreFault::CannotWrite, "cannot-write: ", base::Error::Kind::Unavailable, 74},
    FaultRow{StoreFault::InputOutput, "input-output: ", base::Error::Kind::Storage, 74},
    FaultRow{StoreFault::Other, "store: ", base::Error::Kind::Storage, 74},
};

} // namespace

base::Error storeError(StoreFault fault, std::string_view detail)
{
    for (const FaultRow& row : kFaults)
        if (row.fault == fault) return {row.kind, std::string(row.token).append(detail)};
    return {base::Error::Kind::Storage, std::string(detail)};
}

StoreFault faultOf(const base::Error& error)
{
    for (const FaultRow& row : kFaults)
        if (std::string_view(error.detail).starts_with(row.token)) return row.fault;
    return StoreFault::Other;
}

bool mayRecover(const base::Error& error)
{
    const StoreFault fault = faultOf(error);
    return fault == StoreFault::DiskFull || fault == StoreFault::CannotWrite ||
           fault == StoreFault::CannotCreate;
}

int exitCodeOf(const base::Error& error)
{
    const StoreFault fault = faultOf(error);
    for (const FaultRow& row : kFaults)
        if (row.fault == fault) return row.exitCode;
    return 74;
}

} // namespace hub::store
