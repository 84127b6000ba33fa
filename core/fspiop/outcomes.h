#pragma once

#include "core/fspiop/services.h"
#include "core/ledger/ports.h"

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace hub::fspiop {

/// Brings the writer's outcomes to whoever posted the command. Any thread posts; continuations run on the
/// ledger thread after the commit and must not block.
class Outcomes final : public ledger::OutcomeSink
{
public:
    using Then = std::function<void(const ledger::Answer&)>;

    explicit Outcomes(Submit submit)
        : m_submit(std::move(submit))
    {}

    /// False when the writer takes no more: `then` is not called.
    [[nodiscard]] bool submit(ledger::Command&& command, const events::TraceContext& trace,
                              std::string subject, Then then);
    void outcomes(std::vector<ledger::SubmissionOutcome>&& outcomes) override;

private:
    Submit m_submit;
    std::mutex m_mutex;
    std::unordered_map<std::uint64_t, Then> m_waiting;
    std::uint64_t m_nextTicket = 1;
};

} // namespace hub::fspiop
