#include "core/domain/fspiop_errors.h"
#include "core/settlement/handlers.h"
#include "core/settlement/netting.h"

#include <map>
#include <string>

namespace hub::settlement {
namespace {

using namespace domain::fspiop_code;
using ledger::Decision;
using ledger::Draft;
using ledger::Window;
using ledger::WindowContent;
using ledger::WindowState;

std::string nameOf(domain::WindowId id)
{
    return "Window " + std::to_string(id.value());
}

bool isEmpty(const ledger::State& state, domain::WindowId id)
{
    const auto flows = state.flows.find(id.value());
    return flows == state.flows.end() || flows->second.rows().empty();
}

std::string describe(const Ledger& ledger, const ledger::Registry& registry)
{
    std::string type = std::to_string(static_cast<int>(ledger.first));
    for (const auto& row : registry.accountTypes())
        if (row.id == ledger.first) type = row.name;
    return type + " in " + std::string(ledger.second.code());
}

/// The ledgers that need a content, each with its net model, or why it cannot be made. The sums are checked
/// once more on the way: what the payers sent is what the payees received.
struct Aggregation
{
    std::map<Ledger, const domain::SettlementModel*> ledgers;
    std::string failure;
};

Aggregation aggregate(const Draft& draft, const Window& window)
{
    Aggregation result;
    std::map<Ledger, SumsByAccount> sums;
    const auto& registry = draft.registry();
    for (const auto& flow : draft.state().flows.at(window.id.value()).rows()) {
        const auto* payer = accountOf(registry, flow.payer);
        const auto* payee = accountOf(registry, flow.payee);
        if (payer == nullptr || payee == nullptr || payer->type != payee->type ||
            payer->currency != payee->currency) {
            result.failure = "A movement between account " + std::to_string(flow.payer.value()) +
                             " and account " + std::to_string(flow.payee.value()) + " fits no ledger";
            return result;
        }
        if (flow.transfers == flow.grossTransfers) continue;
        addSums(flow, Part::Net, sums[{payer->type, payer->currency}]);
    }
    for (const auto& [ledger, accounts] : sums) {
        domain::Amount total;
        for (const auto& [account, sum] : accounts)
            total += sum.net();
        if (!total.isZero()) {
            result.failure = "The nets of " + describe(ledger, registry) + " sum to " + total.toString();
            return result;
        }
        const auto* model = domain::resolveModel(registry.models(), ledger.first, ledger.second);
        if (model == nullptr || model->granularity != domain::SettlementGranularity::Net) {
            result.failure = "No active net settlement model for " + describe(ledger, registry);
            return result;
        }
        result.ledgers[ledger] = model;
    }
    return result;
}

} // namespace

Decision closeWindow(Draft& draft, const ledger::CloseWindow& command)
{
    const auto& state = draft.state();
    const auto found = state.windows.find(command.window.value());
    if (found == state.windows.end() || found->second.state != WindowState::Open) {
        const bool isKnown = command.window.value() > 0 && command.window.value() < state.nextWindowId;
        return draft.refuse(kGenericValidationError,
                            nameOf(command.window) + (isKnown ? " is not open" : " does not exist"));
    }
    if (isEmpty(state, command.window))
        return draft.refuse(kGenericValidationError, nameOf(command.window) + " is empty");
    Window closed = found->second;
    closed.state = WindowState::Processing;
    closed.reason = command.note.reason;
    closed.changedAt = draft.now();
    closed.closedAt = draft.now();
    closed.closedBy = command.note.operatorName;
    closed.dueAt = draft.now();
    draft.change(ledger::WindowPut{closed, command.note.operatorName});
    const domain::WindowId next(state.nextWindowId);
    draft.change(
        ledger::WindowPut{Window{next, WindowState::Open, command.note.reason, draft.now(), draft.now()},
                          command.note.operatorName});
    draft.audit(command.note, "settlementWindow.close", std::to_string(command.window.value()),
                ledger::AuditJson().put("state", "OPEN").text(),
                ledger::AuditJson().put("state", "PROCESSING").put("next", next.value()).text());
    return draft.created(next.value());
}

Decision retryWindowClose(Draft& draft, const ledger::RetryWindowClose& command)
{
    const auto& state = draft.state();
    const auto found = state.windows.find(command.window.value());
    if (found == state.windows.end() || found->second.state != WindowState::Failed)
        return draft.refuse(kGenericValidationError, nameOf(command.window) + " has not failed");
    Window window = found->second;
    window.state = WindowState::Processing;
    window.attempts = 0;
    window.changedAt = draft.now();
    window.dueAt = draft.now();
    draft.change(ledger::WindowPut{window, command.note.operatorName});
    draft.audit(command.note, "settlementWindow.retryClose", std::to_string(command.window.value()),
                ledger::AuditJson().put("state", "FAILED").put("failure", window.failure).text(),
                ledger::AuditJson().put("state", "PROCESSING").text());
    return draft.created(window.id.value());
}

void finishClose(Draft& draft, const Window& present)
{
    Window window = present;
    const Aggregation aggregation = aggregate(draft, window);
    ++window.attempts;
    window.failure = aggregation.failure;
    if (!aggregation.failure.empty()) {
        const bool isLast = window.attempts >= draft.rules().closeAttemptsMax;
        window.dueAt = draft.now().plusMs(draft.rules().closeRetryMs);
        if (isLast) {
            window.state = WindowState::Failed;
            window.changedAt = draft.now();
            draft.auditRefused("settlementWindow.closed", std::to_string(window.id.value()),
                               ledger::AuditJson().put("state", "FAILED").text(), window.failure);
        }
        draft.change(ledger::WindowPut{std::move(window)});
        return;
    }
    std::int64_t nextId = draft.state().nextContentId;
    // Of several windows that are finished by one tick, each counts on.
    for (const auto& change : draft.changes())
        if (const auto* put = std::get_if<ledger::ContentPut>(&change))
            nextId = std::max(nextId, put->content.id.value() + 1);
    for (const auto& [ledger, model] : aggregation.ledgers)
        draft.change(ledger::ContentPut{WindowContent{
            domain::ContentId(nextId++), window.id, model->id, ledger.first, ledger.second,
            WindowState::Closed, window.reason, domain::SettlementId(), draft.now(), draft.now()}});
    window.state = WindowState::Closed;
    window.changedAt = draft.now();
    const auto subject = std::to_string(window.id.value());
    draft.change(ledger::WindowPut{std::move(window)});
    draft.audit({}, "settlementWindow.closed", subject, ledger::AuditJson().put("state", "PROCESSING").text(),
                ledger::AuditJson()
                    .put("state", "CLOSED")
                    .put("contents", static_cast<std::int64_t>(aggregation.ledgers.size()))
                    .text());
}

} // namespace hub::settlement
