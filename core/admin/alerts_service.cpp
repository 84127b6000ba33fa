#include "core/admin/alerts_service.h"

namespace hub::admin {

void AlertsService::list(events::AlertFilter filter, Done<std::vector<events::Alert>> done)
{
    if (m_board == nullptr)
        done(std::vector<events::Alert>());
    else
        m_board->list(std::move(filter), std::move(done));
}

void AlertsService::acknowledge(const Caller& caller, std::int64_t id, Note note, Done<events::Alert> done)
{
    if (m_board == nullptr) {
        done(refuse(domain::fspiop_code::kGenericIDNotFound, "Alert not found", 404));
        return;
    }
    ledger::WriteAudit audit;
    audit.action = "alert.acknowledge";
    audit.subject = std::to_string(id);
    audit.note = actionNote(caller, note);
    m_post.post(caller, std::move(audit),
                [board = m_board, id, who = caller.operatorName.empty() ? caller.peer : caller.operatorName,
                 text = std::move(note.reason),
                 done = std::move(done)](const Result<ledger::Answer>& answer) {
                    if (answer)
                        board->acknowledge(id, who, text, done);
                    else
                        done(base::Unexpected(answer.error()));
                });
}

} // namespace hub::admin
