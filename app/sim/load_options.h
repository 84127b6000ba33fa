#pragma once

#include "app/sim/arguments.h"
#include "app/sim/http_link.h"
#include "core/domain/amount.h"

#include <cstdint>
#include <string>

namespace hub::sim {

/// What `hubdeck-sim load` was asked for.
struct LoadOptions
{
    Address fspiop;
    Address operatorApi;
    std::uint32_t inflight = 64;
    std::int64_t seconds = 10;
    std::int64_t warmup = 0;
    std::int64_t transfers = 0; ///< 0: by time only
    std::int64_t rate = 0;      ///< a second; 0: closed loop
    std::size_t dfsps = 4;
    std::size_t connections = 0; ///< 0: as many as transfers in flight, at most 64
    domain::Amount least;
    domain::Amount most;
    std::string currency = "USD";
    int decimals = 2;
    std::int64_t expirySeconds = 30;
    std::int64_t confirmWait = 40;
    std::uint16_t listen = 0;
    std::string journal;
    bool survives = false;
    bool isJson = false;
    bool isQuiet = false;
};

extern const char* const kLoadHelp;

/// Problems are left in `arguments`.
LoadOptions readLoadOptions(Arguments& arguments);
/// The options of the load mode, for Arguments.
Arguments loadArguments(std::span<const char* const> words);

} // namespace hub::sim
