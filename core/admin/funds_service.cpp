#include "core/admin/funds_service.h"

#include "core/http/digest.h"

namespace hub::admin {
namespace {

Done<ledger::Answer> thenOutcome(Done<FundsOutcome> done)
{
    return [done = std::move(done)](Result<ledger::Answer> answer) {
        if (answer)
            done(FundsOutcome{answer->outcome, answer->state, answer->error});
        else
            done(base::Unexpected(answer.error()));
    };
}

} // namespace

FundsService::FundsService(CommandPost& post)
    : m_post(post)
{}

base::Digest FundsService::hashOf(const ledger::RecordFunds& command, std::string_view reason)
{
    std::string text;
    const auto add = [&text](std::string_view part) {
        text += std::to_string(part.size());
        text += ':';
        text += part;
    };
    add(base::toLowerAscii(command.participant.value()));
    add(std::to_string(command.account.value()));
    add(command.action == ledger::RecordFunds::Action::In ? "in" : "out");
    add(command.amount.toString());
    add(command.currency.code());
    add(command.externalReference);
    add(reason);
    for (const auto& [key, value] : command.extensions) {
        add(key);
        add(value);
    }
    return http::sha256(text);
}

void FundsService::record(const Caller& caller, ledger::RecordFunds command, Note note,
                          Done<FundsOutcome> done)
{
    command.hash = hashOf(command, note.reason);
    command.note = actionNote(caller, note);
    auto subject = command.id.value().toString();
    m_post.postWithReason(caller, note, std::move(command), thenOutcome(std::move(done)), std::move(subject));
}

void FundsService::finishOut(const Caller& caller, ledger::FinishFundsOut command, Note note,
                             Done<FundsOutcome> done)
{
    command.note = actionNote(caller, note);
    auto subject = command.id.value().toString();
    m_post.postWithReason(caller, note, std::move(command), thenOutcome(std::move(done)), std::move(subject));
}

} // namespace hub::admin
