#include "core/admin/command_post.h"

#include <utility>

namespace hub::admin {
namespace {

Result<ledger::Answer> resultOf(ledger::Answer&& answer)
{
    if (answer.outcome != ledger::Outcome::Refused) return std::move(answer);
    auto error = answer.error ? std::move(*answer.error)
                              : domain::makeError(domain::fspiop_code::kInternalServerError);
    return base::Unexpected(Failure{std::move(error), answer.httpStatus, Failure::Kind::Refused});
}

} // namespace

CommandPost::CommandPost(ledger::Engine& engine, std::size_t waitingMax)
    : m_engine(engine)
    , m_waitingMax(waitingMax)
{}

CommandPost::~CommandPost()
{
    std::unordered_map<std::uint64_t, Done<ledger::Answer>> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_waiting);
    }
    for (auto& [ticket, done] : waiting)
        done(unavailable("The hub is stopping"));
}

void CommandPost::post(const Caller& caller, ledger::Command command, Done<ledger::Answer> done,
                       std::string subject)
{
    std::uint64_t ticket = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() < m_waitingMax) {
            ticket = m_nextTicket++;
            m_waiting.emplace(ticket, std::move(done));
        }
    }
    if (ticket == 0) {
        done(unavailable("Too many operator commands are waiting"));
        return;
    }
    if (m_engine.submit(
            ledger::Submission{std::move(command), this, ticket, caller.trace, std::move(subject)}))
        return;
    takeWaiting(ticket)(unavailable("The ledger's queue is full"));
}

void CommandPost::postWithReason(const Caller& caller, const Note& note, ledger::Command command,
                                 Done<ledger::Answer> done, std::string subject)
{
    if (auto allowed = checkReason(caller, note); !allowed) {
        done(base::Unexpected(allowed.error()));
        return;
    }
    post(caller, std::move(command), std::move(done), std::move(subject));
}

void CommandPost::outcomes(std::vector<ledger::SubmissionOutcome>&& outcomes)
{
    for (auto& outcome : outcomes)
        if (auto done = takeWaiting(outcome.ticket)) done(resultOf(std::move(outcome.answer)));
}

Done<ledger::Answer> CommandPost::takeWaiting(std::uint64_t ticket)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_waiting.find(ticket);
    if (found == m_waiting.end()) return {};
    auto done = std::move(found->second);
    m_waiting.erase(found);
    return done;
}

} // namespace hub::admin
