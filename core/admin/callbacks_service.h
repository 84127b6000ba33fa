#pragma once

#include "core/admin/command_post.h"
#include "core/admin/read_post.h"
#include "core/http/sender.h"
#include "core/hub/callbacks_api.h"
#include "core/ledger/engine.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace hub::admin {

/// What waits on the disk for a destination that is paused or being caught up with.
struct WaitingOnDisk
{
    std::string destination; ///< lower case
    std::uint64_t messages = 0;
    std::int64_t oldestMs = 0; ///< UTC; 0: none
    bool isDraining = false;
};

/// A stored message as it goes out.
struct MessageText
{
    std::string type;    ///< kind of address
    std::string message; ///< `PUT /transfers/{ID}`
    std::string path;
    std::string headers; ///< a line each; empty unless the whole is wanted
    std::string body;
};

/// What the service needs from the sending side; functions may be empty (then there is nothing to tell) and
/// are called on any thread.
struct CallbackPorts
{
    std::function<std::vector<http::LaneStatistics>()> lanes;
    std::function<std::vector<http::FailedAttempt>(const std::string& lane)> failures;
    std::function<std::vector<WaitingOnDisk>()> onDisk;
    std::function<MessageText(const ledger::Notice&, bool isWhole)> describe;
    /// One harmless request to the origin of an address; none: probes are refused. False: too many are under
    /// way.
    std::function<bool(const std::string& address, std::function<void(api::ProbeResult)> then)> probe;
    std::size_t replayMax = 10'000; ///< key sender.replayMax
};

/// Deliveries to participants: how they go, dead letters and their replay, pauses, addresses, probes
/// (operator-ux 2.3). Any thread.
class CallbacksService
{
public:
    CallbacksService(const ledger::LedgerView& view, CommandPost& post, ReadPost& readers)
        : m_view(view)
        , m_post(post)
        , m_readers(readers)
    {}
    void setPorts(CallbackPorts ports) { m_ports = std::move(ports); }

    void overview(Done<std::vector<api::DestinationRow>> done);
    /// As the store has them, newest first.
    void letters(ledger::DeadLetterFilter filter, Done<std::vector<ledger::DeadLetter>> done);
    void deadLetters(const api::DeadLetterFilter& filter, const api::PageRequest& page,
                     Done<api::Page<api::DeadLetterRow>> done);
    void deadLetter(qint64 id, Done<api::DeadLetterDetail> done);
    /// In commands of ledger::ReplayDeadLetters::kReplayMax, the oldest letters first; a stop of the hub in
    /// between leaves the rest dead letters.
    void replay(const Caller& caller, api::ReplayOrder order, Note note, Done<api::ReplayReport> done);
    void setPaused(const Caller& caller, std::string participant, bool isPaused, Note note,
                   Done<ledger::Answer> done);
    /// All of them are checked before the first is set.
    void setEndpoints(const Caller& caller, const std::string& participant,
                      const std::vector<api::EndpointRow>& endpoints, const Note& note,
                      Done<ledger::Answer> done);
    void failures(const std::string& participant, Done<std::vector<api::DeliveryFailure>> done);
    void probe(const std::string& participant, const std::string& type, Done<api::ProbeResult> done);

private:
    struct ReplayRun;
    void replayNext(const std::shared_ptr<ReplayRun>& run);
    void finishReplay(const std::shared_ptr<ReplayRun>& run);
    api::DestinationRow rowOf(const ledger::ParticipantEntry& entry) const;
    api::CallbackEndpoint endpointOf(const ledger::ParticipantEntry& entry, std::string_view type) const;
    void addLanes(std::vector<api::DestinationRow>& rows) const;
    api::DeadLetterRow letterRow(const ledger::DeadLetter& letter) const;

    const ledger::LedgerView& m_view;
    CommandPost& m_post;
    ReadPost& m_readers;
    CallbackPorts m_ports;
    mutable std::mutex m_mutex;
    /// The newest probe of each origin; at most kProbesMax.
    std::map<std::string, api::ProbeResult> m_probes;
    static constexpr std::size_t kProbesMax = 4096;
};

} // namespace hub::admin
