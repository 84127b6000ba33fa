#pragma once

#include "core/base/clock.h"
#include "core/fspiop/callbacks.h"
#include "core/fspiop/held_back.h"
#include "core/fspiop/services.h"
#include "core/http/jws.h"
#include "core/http/sender.h"
#include "core/ledger/ports.h"
#include "core/ledger/queries.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::fspiop {

/// Bounds of the way out; times in milliseconds.
struct DeskOptions
{
    std::string hubName = "Hub";
    std::string contentVersion = "1.1";
    /// Signs every message of the hub; null: none is signed.
    std::shared_ptr<const http::SigningKey> key;
    int flushMs = 4;                     ///< ended deliveries are told to the ledger at most this late
    std::size_t flushMax = 1024;         ///< or when so many have gathered
    std::size_t backlogMax = 100'000;    ///< stored messages held in memory before prepares are refused
    std::size_t postsMax = 20'000;       ///< messages that are not stored, waiting
    std::size_t pendingOnceMax = 50'000; ///< forwarded messages whose result is awaited
    int onceTimeoutMs = 20'000;
    std::uint64_t pausedMax = 1'000'000; ///< messages to one paused destination before it gets no prepares
    int drainPage = 500;                 ///< messages read at a time when a pause is over
    int drainFillPercent = 10;           ///< of the lane's bound; above it no page is read
};

/// What the desk works with; given when everything is built, because the ledger and the sender need the desk
/// first.
struct DeskPorts
{
    Submit submit; ///< of FinishDeliveries
    RegistryNow registry;
    std::function<bool(http::Outbound&&)> send; ///< Sender::send
    std::function<std::vector<http::Outbound>(std::vector<http::Outbound>&&)>
        sendBatch; ///< Sender::sendBatch
    /// Sender::pause or resume.
    std::function<void(const std::string& lane, bool isPaused)> pauseLane;
    std::function<int(const std::string& lane)> laneFillPercent; ///< Sender::laneFillPercent
    /// Reads the outbox; `done` gets nothing when it could not be read. False: too many reads wait.
    std::function<bool(const std::string& destination, ledger::OutboxSeq after, int limit,
                       std::function<void(std::optional<std::vector<ledger::Notice>>)> done)>
        readOutbox;
    /// Counts it; `done` is not called when it could not be read. Asked once, while the desk starts, which
    /// waits for the answer. False: it cannot be asked.
    std::function<bool(std::function<void(std::vector<ledger::DestinationCount>)> done)> countOutbox;
};

struct DeskStatistics
{
    std::size_t waiting = 0; ///< stored messages not yet handed to the sender
    std::size_t waitingForSignature = 0;
    std::size_t waitingMax = 0; ///< bound of the two together
    std::size_t awaitedResults = 0;
    std::uint64_t delivered = 0;
    std::uint64_t deadLetters = 0;
    std::uint64_t signatures = 0;
    std::uint64_t postsDropped = 0;
};

/// Everything that leaves the DFSP API goes over this desk: the ledger's notices (stored, delivered at least
/// once), messages that the hub writes and forgets, and forwarded messages whose result somebody awaits. Two
/// threads of its own: one renders and hands over, one signs, so that relays do not wait behind signatures;
/// messages of one transfer to one receiver keep their order all the same. Messages to a destination that an
/// operator has paused stay on the disk; when it goes on they are read from there.
class CallbackDesk final : public ledger::NoticeSink, public ledger::CommitObserver, public http::DeliverySink
{
public:
    using Done = std::function<void(http::DeliveryResult&&)>;

    CallbackDesk(DeskOptions options, const base::Clock& clock);
    /// Stops.
    ~CallbackDesk() override;
    CallbackDesk(const CallbackDesk&) = delete;
    CallbackDesk& operator=(const CallbackDesk&) = delete;

    /// Starts the threads. Notices that came before wait. Owner's thread, once.
    void start(DeskPorts ports);
    /// Ends the threads; what was not handed over stays in the outbox. Results that come later are dropped.
    /// Call while engine and sender still exist. Owner's thread.
    void stop();

    /// Ledger thread.
    void notices(std::vector<ledger::Notice>&& notices) override;
    /// Ledger thread: pauses that begin or end.
    void committed(std::shared_ptr<const ledger::Batch> batch) override;
    /// Sender threads.
    void delivered(std::vector<http::DeliveryResult>&& results) override;

    /// A message of the hub that is sent once and not stored. Any thread. False: too many wait; it is
    /// dropped.
    bool post(HubMessage&& message);
    /// Policy Once; `done` is called once, on a sender thread, and must not block. Any thread. False: too
    /// many wait or the lane is full; `done` is not called.
    [[nodiscard]] bool sendOnce(http::Outbound&& message, Done done);

    /// True while so much is waiting that no new transfer should be taken. Any thread.
    bool isOverloaded() const;
    /// True while so much waits for a paused destination that it should get no new transfer. Any thread.
    bool isFull(std::string_view destination) const;
    DeskStatistics statistics() const;
    /// Of destinations that are paused or being caught up with. Any thread.
    std::vector<HeldBack::Figures> heldBack() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::fspiop
