#pragma once

#include "app/sim/http_link.h"
#include "core/domain/amount.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hub::sim {

/// The head of an FSPIOP request; `Content-Length` and the blank line are added by fspiopRequest().
struct FspiopHead
{
    std::string_view method;
    std::string_view path;     ///< without the hub's base path
    std::string_view resource; ///< `transfers`, `quotes`, …
    std::string_view source;
    std::string_view destination; ///< empty: not sent
    std::string_view date;        ///< IMF-fixdate
    std::string_view traceparent;
};
/// A whole request as it goes on the wire: API version 1.1, Accept on all but PUT and PATCH (fspiop 3.3).
std::string fspiopRequest(const Address& hub, const FspiopHead& head, std::string_view body);

/// A request with fixed-width fields that are written over for each transfer.
struct RequestTemplate
{
    std::string bytes;
    std::size_t bodyAt = 0;
    std::size_t idAt = 0;
    std::size_t dateAt = 0;
    std::size_t traceAt = 0; ///< the trace id; the span id follows 33 characters later
    std::size_t timeAt = 0;  ///< expiration or completedTimestamp, 24 characters
};

/// One payment of the pool: both messages with a real packet, condition and fulfilment.
struct PaymentTemplate
{
    std::uint16_t payer = 0; ///< index into the DFSP names
    std::uint16_t payee = 0;
    domain::Amount amount;
    std::string amountText;
    RequestTemplate prepare;
    RequestTemplate fulfil;
};

struct PaymentPool
{
    std::vector<std::string> dfsps;
    std::string currency;
    int decimals = 2;
    domain::Amount least;
    domain::Amount most;
    std::uint64_t seed = 0;
};

/// Payments around the ring of DFSPs: each pays the next, so that a long run moves positions slowly, and the
/// amounts differ, so that it does move them. `count` is rounded up to whole rings.
std::vector<PaymentTemplate> makePayments(const Address& hub, const PaymentPool& pool, std::size_t count);

/// The amount as a whole number of the currency's minor units, for ILP packets.
std::uint64_t minorUnitsOf(domain::Amount amount, int decimals);
/// An amount between two bounds with at most `decimals` decimals, chosen by `random`.
domain::Amount amountBetween(domain::Amount least, domain::Amount most, int decimals, std::uint64_t random);

} // namespace hub::sim
