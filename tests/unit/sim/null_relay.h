#pragma once

#include "app/sim/http_link.h"
#include "core/domain/amount.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace hub::sim::test {

/// Faults that a test plants.
struct RelayFaults
{
    std::uint32_t repeatEvery = 0;      ///< deliver every n-th message twice
    std::uint32_t forgetPositionOf = 0; ///< leave positions alone for every n-th commit
    std::uint32_t refuseEvery = 0;      ///< answer 503 to every n-th prepare
    std::uint32_t dropEvery = 0;        ///< close the connection on every n-th prepare, after taking it
};

/// The smallest thing that looks like a hub to hubdeck-sim: relays the four hops of a transfer with no rules
/// and no disk, answers the provisioning calls, and keeps a position per DFSP. One thread, one event loop.
class NullRelay
{
public:
    explicit NullRelay(RelayFaults faults = {});
    ~NullRelay();
    /// Port 0 is any free one. False when a port cannot be had.
    bool listen(std::uint16_t fspiop, std::uint16_t operatorApi);
    std::string fspiopUrl() const;
    std::string operatorUrl() const;
    /// As a hub that is killed and started again: connections and unsent answers are lost, what was taken and
    /// what waits to be sent is kept. Between turns.
    void stopListening();
    bool listenAgain();
    /// One round of events, waiting at most `timeoutUs`.
    void turn(std::int64_t timeoutUs);

private:
    class Operator;
    class Switch;
    struct Dfsp
    {
        std::string base; ///< host and port of its callbacks
        std::string path;
        domain::Amount position;
        domain::Amount settlement;
        bool hasLimit = false;
    };

    RelayFaults m_faults;
    EventLoop m_loop;
    std::map<std::string, Dfsp> m_dfsps;
    std::unique_ptr<Operator> m_operator;
    std::unique_ptr<Switch> m_switch;
    std::unique_ptr<HttpListener> m_fspiopListener;
    std::unique_ptr<HttpListener> m_operatorListener;
    std::uint16_t m_fspiopPort = 0;
    std::uint16_t m_operatorPort = 0;
};

} // namespace hub::sim::test
