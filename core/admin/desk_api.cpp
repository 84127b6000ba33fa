#include "core/admin/desk_calls.h"

#include <algorithm>

/// The API of the desk over HTTP: each route is a call of core/hub, made through the same door that a desk in
/// the process uses, as the caller of the request. Bodies and answers are those of core/hub/wire.
namespace hub::admin::desk_api {
void getParticipants(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [](api::HubApi& hub) { return hub.participants.list(); });
}

void getParticipant(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.participants.one(pathText(exchange, "name")); });
}

void getAccounts(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.participants.accounts(pathText(exchange, "name")); });
}

void getAllAccounts(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [](api::HubApi& hub) { return hub.participants.accounts({}); });
}

void postHubAccount(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::HubAccount>(
        context, exchange, body,
        [&](api::HubApi& hub, const auto& account) {
            return hub.participants.addHubAccount(account.currency, account.type, apiNoteOf(exchange));
        },
        201);
}

void postFundsSearch(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::MovementSearch>(context, exchange, body, [](api::HubApi& hub, const auto& search) {
        return hub.funds.movements(search.filter, search.page);
    });
}

void deleteEndpoint(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(
        context, exchange,
        [&](api::HubApi& hub) {
            return hub.participants.deleteEndpoint(pathText(exchange, "name"), pathText(exchange, "type"),
                                                   apiNoteOf(exchange));
        },
        204);
}

void putRestrictions(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto wanted = bodyOf<wire::Restrictions>(exchange, body);
    if (!wanted) return;
    if (wanted->paused.has_value() == wanted->direction.has_value()) {
        answerMalformed(exchange, "either \"paused\" or \"direction\" is required");
        return;
    }
    serve(context, exchange, [&](api::HubApi& hub) {
        const auto name = pathText(exchange, "name");
        return wanted->paused ? hub.participants.setPaused(name, *wanted->paused, apiNoteOf(exchange))
                              : hub.participants.setDirection(name, *wanted->direction, apiNoteOf(exchange));
    });
}

void getContacts(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.participants.contacts(pathText(exchange, "name")); });
}

void postContact(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::ContactRow>(
        context, exchange, body,
        [&](api::HubApi& hub, api::ContactRow contact) {
            contact.id = domain::ContactId();
            return hub.participants.putContact(pathText(exchange, "name"), contact, apiNoteOf(exchange));
        },
        201);
}

void putContact(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve<api::ContactRow>(context, exchange, body, [&](api::HubApi& hub, api::ContactRow contact) {
        contact.id = domain::ContactId(*id);
        return hub.participants.putContact(pathText(exchange, "name"), contact, apiNoteOf(exchange));
    });
}

void deleteContact(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(
        context, exchange,
        [&](api::HubApi& hub) {
            return hub.participants.removeContact(pathText(exchange, "name"), domain::ContactId(*id),
                                                  apiNoteOf(exchange));
        },
        204);
}

void putLimit(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::LimitRow>(context, exchange, body, [&](api::HubApi& hub, const auto& limit) {
        return hub.limits.change(limit, apiNoteOf(exchange));
    });
}

void getLimits(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.limits.list(queryText(exchange, "participant")); });
}

void postFundsIn(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::FundsMovement>(context, exchange, body, [&](api::HubApi& hub, const auto& movement) {
        return hub.funds.recordFundsIn(movement, apiNoteOf(exchange));
    });
}

void postFundsOut(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::FundsMovement>(context, exchange, body, [&](api::HubApi& hub, const auto& movement) {
        return hub.funds.fundsOutReserve(movement, apiNoteOf(exchange));
    });
}

void postFundsOutCommit(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::FundsOutStep>(context, exchange, body, [&](api::HubApi& hub, const auto& step) {
        return hub.funds.fundsOutCommit(step, apiNoteOf(exchange));
    });
}

void postFundsOutAbort(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::FundsOutStep>(context, exchange, body, [&](api::HubApi& hub, const auto& step) {
        return hub.funds.fundsOutAbort(step, apiNoteOf(exchange));
    });
}

void postTransferSearch(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::TransferSearch>(context, exchange, body, [&](api::HubApi& hub, const auto& search) {
        return hub.transfers.search(search.filter, search.page);
    });
}

void postSelfChecks(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [](api::HubApi& hub) { return hub.health.runSelfChecks(); });
}

void getOracles(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [](api::HubApi& hub) { return hub.oracles.list(); });
}

void postOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::OracleDraft>(
        context, exchange, body,
        [&](api::HubApi& hub, const auto& draft) { return hub.oracles.create(draft, apiNoteOf(exchange)); },
        201);
}

void putOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve<api::OracleDraft>(context, exchange, body, [&](api::HubApi& hub, const auto& draft) {
        return hub.oracles.update(domain::OracleId(*id), draft, apiNoteOf(exchange));
    });
}

void deleteOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(
        context, exchange,
        [&](api::HubApi& hub) { return hub.oracles.remove(domain::OracleId(*id), apiNoteOf(exchange)); },
        204);
}

void getOracleFigures(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [](api::HubApi& hub) { return hub.oracles.figures(); });
}

void postTestLookup(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::LookupQuery>(context, exchange, body, [](api::HubApi& hub, const auto& query) {
        return hub.oracles.testLookup(query);
    });
}

void postDirectorySearch(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::DirectorySearch>(context, exchange, body, [](api::HubApi& hub, const auto& search) {
        return hub.oracles.directory(search.filter, search.page);
    });
}

void postDirectoryRemoval(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::DirectoryRow>(
        context, exchange, body,
        [&](api::HubApi& hub, const auto& row) {
            return hub.oracles.removeDirectoryEntry(row, apiNoteOf(exchange));
        },
        204);
}

void postWindowSearch(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::WindowSearch>(context, exchange, body, [](api::HubApi& hub, const auto& search) {
        return hub.settlement.windows(search.filter, search.page);
    });
}

void getOpenWindow(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [](api::HubApi& hub) { return hub.settlement.currentWindow(); });
}

namespace {

/// Windows that changed, as rows of the list, beside what is in `out` already.
void answerChanges(const ExchangePtr& exchange, const Door& door, wire::Changes out,
                   std::vector<ledger::Window> windows)
{
    constexpr int kWindows = 100;
    if (windows.empty()) {
        exchange->answer(http::Answer::json(200, wire::toJson(out)));
        return;
    }
    door->settlement.windows({}, {{}, kWindows})
        .then(QtFuture::Launch::Sync, [exchange, door, out = std::move(out), windows = std::move(windows)](
                                          const api::Result<api::Page<api::WindowRow>>& page) mutable {
            if (page)
                for (const auto& row : page->rows)
                    if (std::any_of(windows.begin(), windows.end(),
                                    [&](const auto& window) { return window.id == row.id; }))
                        out.windows.push_back(row);
            exchange->answer(http::Answer::json(200, wire::toJson(out)));
        });
}

} // namespace

void getChanges(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto door = doorOf(context, exchange);
    if (!door) return;
    const auto& log = context.services.board.log();
    const auto after = numberOf(exchange, "after", 0, Zero::Allowed);
    if (!after) return;
    wire::Changes out;
    if (*after == 0) {
        out.last = static_cast<qint64>(log.last());
        answerChanges(exchange, door, out, {});
        return;
    }
    auto answer = log.since(static_cast<std::uint64_t>(*after));
    out.last = static_cast<qint64>(answer.last);
    out.isWhole = answer.isWhole;
    out.leftOut = answer.changes.leftOut;
    out.settlements = answer.changes.settlements;
    const auto& positions = context.services.positions;
    if (answer.isWhole)
        out.positions = positions.snapshot();
    else
        for (const auto account : answer.changes.accounts)
            if (auto row = positions.row(account)) out.positions.push_back(*std::move(row));
    for (const auto& transfer : answer.changes.transfers)
        out.transfers.push_back(transferRow(transfer));
    const auto& put = answer.changes.participants;
    // The list is answered from memory, at once.
    if (const auto list = door->participants.list(); list.isFinished() && (answer.isWhole || !put.empty())) {
        const auto all = list.result();
        if (all)
            for (const auto& row : *all)
                if (answer.isWhole || std::find(put.begin(), put.end(), row.id) != put.end())
                    out.participants.push_back(row);
    }
    answerChanges(exchange, door, std::move(out), std::move(answer.changes.windows));
}

} // namespace hub::admin::desk_api
