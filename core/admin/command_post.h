#pragma once

#include "core/admin/caller.h"
#include "core/ledger/engine.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace hub::admin {

/// Commands in, continuations out: gives each command a ticket, keeps what is to happen after its commit, and
/// calls it when the outcome comes. At most `waitingMax` commands wait at a time. post() on any thread.
class CommandPost final : public ledger::OutcomeSink
{
public:
    /// `engine` outlives it and has left run() before it goes.
    explicit CommandPost(ledger::Engine& engine, std::size_t waitingMax = 4096);
    ~CommandPost() override;
    CommandPost(const CommandPost&) = delete;
    CommandPost& operator=(const CommandPost&) = delete;

    /// `done` gets the answer after the commit, or a failure: Refused as the ledger says it, Unavailable when
    /// a bound is reached. `subject` names the transfer for spans, else empty.
    void post(const Caller& caller, ledger::Command command, Done<ledger::Answer> done,
              std::string subject = {});
    /// post() for an action that needs a reason (checkReason()).
    void postWithReason(const Caller& caller, const Note& note, ledger::Command command,
                        Done<ledger::Answer> done, std::string subject = {});

    void outcomes(std::vector<ledger::SubmissionOutcome>&& outcomes) override;

private:
    Done<ledger::Answer> takeWaiting(std::uint64_t ticket);

    ledger::Engine& m_engine;
    const std::size_t m_waitingMax;
    std::mutex m_mutex;
    std::unordered_map<std::uint64_t, Done<ledger::Answer>> m_waiting;
    std::uint64_t m_nextTicket = 1;
};

} // namespace hub::admin
