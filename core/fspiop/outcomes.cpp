#include "core/fspiop/outcomes.h"

#include <utility>

namespace hub::fspiop {

bool Outcomes::submit(ledger::Command&& command, const events::TraceContext& trace, std::string subject,
                      Then then)
{
    ledger::Submission submission{std::move(command), this, 0, trace, std::move(subject)};
    {
        const std::lock_guard lock(m_mutex);
        submission.ticket = m_nextTicket++;
        m_waiting.emplace(submission.ticket, std::move(then));
    }
    const std::uint64_t ticket = submission.ticket;
    if (m_submit(std::move(submission))) return true;
    const std::lock_guard lock(m_mutex);
    m_waiting.erase(ticket);
    return false;
}

void Outcomes::outcomes(std::vector<ledger::SubmissionOutcome>&& outcomes)
{
    std::vector<std::pair<Then, const ledger::Answer*>> ready;
    ready.reserve(outcomes.size());
    {
        const std::lock_guard lock(m_mutex);
        for (const ledger::SubmissionOutcome& outcome : outcomes) {
            const auto it = m_waiting.find(outcome.ticket);
            if (it == m_waiting.end()) continue;
            ready.emplace_back(std::move(it->second), &outcome.answer);
            m_waiting.erase(it);
        }
    }
    for (const auto& [then, answer] : ready)
        then(*answer);
}

} // namespace hub::fspiop
