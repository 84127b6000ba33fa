#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

#include <map>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;

std::string pausedText(bool isPaused)
{
    return AuditJson().put("isPaused", isPaused).text();
}

} // namespace

Decision decide(Draft& draft, const SetDeliveryPaused& command)
{
    const auto* entry = draft.registry().find(command.participant.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, "participant not found");
    if (entry->pause.has_value() == command.isPaused) return draft.ignore(std::nullopt);
    std::optional<domain::DeliveryPause> pause;
    if (command.isPaused)
        pause = domain::DeliveryPause{draft.now(), command.note.operatorName, command.note.reason};
    draft.audit(command.note, "callbacks.pause", entry->participant.name.value(),
                pausedText(!command.isPaused), pausedText(command.isPaused));
    draft.change(DeliveryPausePut{entry->participant.id, std::move(pause)});
    return draft.done();
}

Decision decide(Draft& draft, const ReplayDeadLetters& command)
{
    std::map<std::string, std::int64_t> perDestination;
    std::map<OutboxSeq, const Notice*> found; // In order, each once.
    for (const OutboxSeq seq : command.letters) {
        const auto at = draft.state().deadLetters.find(seq);
        if (at != draft.state().deadLetters.end() && at->second) found.emplace(seq, &*at->second);
    }
    for (const auto& [seq, letter] : found) {
        ++perDestination[letter->destination.value()];
        draft.change(DeadLetterRevived{seq});
        draft.notice(Notice(*letter));
    }
    for (const auto& [destination, count] : perDestination)
        draft.audit(command.note, "callbacks.replay", destination, {},
                    AuditJson().put("messages", count).text());
    auto decision = draft.done();
    decision.answer.affected = static_cast<std::int64_t>(found.size());
    return decision;
}

} // namespace hub::ledger
