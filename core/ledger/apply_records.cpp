#include "core/ledger/apply_families.h"

namespace hub::ledger {

Decision decide(Draft& draft, const PutDirectoryEntries& command)
{
    for (const auto& entry : command.entries)
        draft.change(DirectoryPut{entry});
    return draft.done();
}

Decision decide(Draft& draft, const RemoveDirectoryEntry& command)
{
    draft.change(DirectoryRemoved{command.entry});
    return draft.done();
}

Decision decide(Draft& draft, const FinishDeliveries& command)
{
    for (const auto seq : command.delivered)
        draft.change(OutboxEnded{seq, false, 0, {}});
    for (const auto& dead : command.dead)
        draft.change(OutboxEnded{dead.seq, true, dead.attempts, dead.reason});
    return draft.done();
}

Decision decide(Draft& draft, const WriteAudit& command)
{
    draft.audit(command.note, command.action, command.subject, {},
                command.detail.empty() ? std::string() : AuditJson().put("detail", command.detail).text());
    return draft.done();
}

} // namespace hub::ledger
