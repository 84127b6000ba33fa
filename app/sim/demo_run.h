#pragma once

#include "app/sim/provision.h"
#include "app/sim/simulated_dfsp.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace hub::sim {

/// What `hubdeck-sim demo` was asked for.
struct DemoOptions
{
    Address fspiop;
    std::int64_t rate = 5; ///< payments a second
    std::size_t dfsps = 2;
    std::string currency = "USD";
    int decimals = 2;
    bool isQuiet = false;
};

inline constexpr std::size_t kDemoDfspsMax = 12;
/// The friendly names of the demo.
std::vector<std::string> demoDfspNames(std::size_t count);
/// Small enough that the used share of it is seen to move.
inline constexpr domain::Amount kDemoCap = domain::Amount::fromMajor(5'000);
inline constexpr domain::Amount kDemoFunds = domain::Amount::fromMajor(20'000);

/// A day at a small scheme in fast motion: payments with and without look-up and quote, amounts and
/// directions that wander, now and then a rejection, a payee that stays silent and a payer at its cap. One
/// thread.
class DemoRun final : public RequestSink
{
public:
    DemoRun(EventLoop& loop, const DemoOptions& options);

    /// Takes the positions as they are and puts the demo's customers into the hub's directory. Once.
    void begin(const Positions& positions);
    /// Starts what is due, sends what waits, prints once a second; call often.
    void step();
    /// No more payments are begun.
    void stop() { m_isStopping = true; }
    bool isIdle() const { return m_flows.empty() && m_outgoing.pending() == 0; }
    void printTotals() const;

    void onRequest(const HttpRequest& request, std::string& answer) override;

private:
    enum class Stage { LookUp, Quote, Transfer };
    struct Flow
    {
        Stage stage = Stage::Transfer;
        std::size_t payer = 0;
        std::size_t payee = 0;
        domain::Amount amount;
        std::string party; ///< MSISDN of the payee's customer
        std::string quoteId;
        Behaviour behaviour;
        std::int64_t startUs = 0;
        std::int64_t expiryMs = 30'000;
    };
    struct Counts
    {
        std::uint64_t started = 0;
        std::uint64_t committed = 0;
        std::uint64_t rejected = 0;
        std::uint64_t expired = 0;
        std::uint64_t refused = 0; ///< 4001, 4200
        std::uint64_t other = 0;
    };

    std::uint64_t random();
    bool chance(std::uint64_t perMille) { return random() % 1000 < perMille; }
    void startPayment();
    void chooseSides(Flow& flow);
    void chooseAmount(Flow& flow);
    void lookUp(const Flow& flow);
    void quote(const std::string& id, Flow& flow);
    void transfer(const std::string& id, Flow& flow, const std::string& packet, const std::string& condition);
    void transferUnquoted(const std::string& id, Flow& flow);
    void send(const Flow& flow, std::string_view method, const std::string& path, std::string_view resource,
              const std::string& body, bool hasDestination = true);
    void onCallback(std::size_t dfsp, const std::vector<std::string>& path, std::string_view body);
    void onTransferCallback(const std::string& id, bool isError, std::string_view body);
    Behaviour behaviourOf(std::string_view id) const;
    void sweep();
    void print();

    const DemoOptions& m_options;
    Outgoing m_outgoing;
    std::vector<std::string> m_names;
    std::vector<domain::Amount> m_positions; ///< by what the payers were told
    std::vector<std::unique_ptr<SimulatedDfsp>> m_dfsps;
    std::unordered_map<std::string, Flow> m_flows; ///< by transfer id
    std::map<std::string, std::string> m_waiting;  ///< `quote id` or `payer/MSISDN` to transfer id
    Counts m_counts;
    Counts m_printed;
    std::uint64_t m_random;
    std::int64_t m_beginUs;
    std::int64_t m_printUs;
    bool m_isStopping = false;
};

} // namespace hub::sim
