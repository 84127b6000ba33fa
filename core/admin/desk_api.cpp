#include "core/admin/handlers.h"
#include "core/admin/hub_rows.h"
#include "core/hub/wire/reader.h"

#include <algorithm>

/// What a desk elsewhere needs beside the public routes: the rows of core/hub as they are, and actions that
/// answer with them. Bodies and answers are those of core/hub/wire.
namespace hub::admin::desk_api {
namespace {

template <class T>
void answerRow(const ExchangePtr& exchange, const T& value, int status = 200)
{
    exchange->answer(http::Answer::json(status, wire::toJson(value)));
}

template <class T>
Done<T> answeringRow(const ExchangePtr& exchange, int status = 200)
{
    return answering<T>(exchange, [exchange, status](const T& value) { answerRow(exchange, value, status); });
}

/// The body as a row, or nothing when it has been answered because it is none.
template <class T>
std::optional<T> bodyOf(const ExchangePtr& exchange, json::Value body)
{
    wire::RowReader reader(wire::Strictness::Closed);
    auto row = reader.read<T>(body);
    if (reader.fault().empty()) return row;
    answerMalformed(exchange, reader.fault());
    return std::nullopt;
}

/// A whole number of the query; `otherwise` when it is not there, nothing when it has been answered.
std::optional<std::int64_t> numberOf(const ExchangePtr& exchange, std::string_view name,
                                     std::int64_t otherwise)
{
    const auto text = exchange->request().queryItem(name);
    if (!text) return otherwise;
    std::int64_t value = 0;
    const auto fault = checkPositiveInteger(name, *text, value);
    if (fault.empty()) return value;
    answerMalformed(exchange, fault);
    return std::nullopt;
}

/// The number in the path, or nothing when it has been answered.
std::optional<std::int64_t> idOf(const ExchangePtr& exchange)
{
    std::int64_t value = 0;
    const auto fault = checkPositiveInteger("id", exchange->request().param("id"), value);
    if (fault.empty()) return value;
    answerMalformed(exchange, fault);
    return std::nullopt;
}

std::string nameOf(const ExchangePtr& exchange)
{
    return std::string(exchange->request().param("name"));
}

void recordFunds(const OperatorContext& context, const ExchangePtr& exchange, json::Value body,
                 ledger::RecordFunds::Action action)
{
    const auto movement = bodyOf<api::FundsMovement>(exchange, body);
    if (!movement) return;
    const auto& request = exchange->request();
    context.services.funds.record(
        callerOf(request), fundsCommand(*movement, action), noteOf(request),
        [id = movement->transferId,
         done = answeringRow<api::FundsReceipt>(exchange)](const Result<FundsOutcome>& outcome) {
            done(outcome ? fundsReceipt(*outcome, id) : base::Unexpected(outcome.error()));
        });
}

void finishFundsOut(const OperatorContext& context, const ExchangePtr& exchange, json::Value body,
                    bool isCommit)
{
    const auto step = bodyOf<api::FundsOutStep>(exchange, body);
    if (!step) return;
    const auto& request = exchange->request();
    context.services.funds.finishOut(
        callerOf(request),
        ledger::FinishFundsOut{
            step->transferId, domain::FspId(step->participant.toStdString()), step->account, isCommit, {}},
        noteOf(request),
        [id = step->transferId,
         done = answeringRow<api::FundsReceipt>(exchange)](const Result<FundsOutcome>& outcome) {
            done(outcome ? fundsReceipt(*outcome, id) : base::Unexpected(outcome.error()));
        });
}

} // namespace

void getParticipants(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    answerRow(exchange, participantRows(context.services));
}

void getParticipant(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto view = context.services.participants.one(nameOf(exchange));
    if (view)
        answerRow(exchange, participantRow(context.services, *view));
    else
        answerFailure(exchange, view.error());
}

void getAccounts(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto owner = context.services.participants.one(nameOf(exchange));
    if (!owner) {
        answerFailure(exchange, owner.error());
        return;
    }
    const auto& name = (*owner)->participant.name.value();
    const auto accounts = context.services.participants.accounts(name);
    if (!accounts) {
        answerFailure(exchange, accounts.error());
        return;
    }
    std::vector<api::AccountRow> rows;
    for (const auto& account : *accounts)
        rows.push_back(accountRow(name, account));
    answerRow(exchange, rows);
}

void deleteEndpoint(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto& request = exchange->request();
    context.services.participants.setEndpoint(callerOf(request), nameOf(exchange),
                                              std::string(request.param("type")), {}, noteOf(request),
                                              answeringEmpty(exchange, 204));
}

void getLimits(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto& limits = context.services.limits;
    const auto name = exchange->request().queryItem("participant");
    const auto views = name ? limits.of(*name, std::nullopt) : Result<std::vector<LimitView>>(limits.all());
    if (!views) {
        answerFailure(exchange, views.error());
        return;
    }
    std::vector<api::LimitRow> rows;
    for (const auto& view : *views)
        rows.push_back(limitRow(view));
    answerRow(exchange, rows);
}

void postFundsIn(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    recordFunds(context, exchange, body, ledger::RecordFunds::Action::In);
}

void postFundsOut(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    recordFunds(context, exchange, body, ledger::RecordFunds::Action::OutPrepareReserve);
}

void postFundsOutCommit(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    finishFundsOut(context, exchange, body, true);
}

void postFundsOutAbort(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    finishFundsOut(context, exchange, body, false);
}

void postTransferSearch(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    if (auto search = bodyOf<wire::TransferSearch>(exchange, body))
        context.services.transfers.find(std::move(search->filter), std::move(search->page),
                                        answeringRow<api::Page<api::TransferRow>>(exchange));
}

void postSelfChecks(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    answerRow(exchange, context.services.health.selfChecks());
}

void getOracles(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    std::vector<api::OracleRow> rows;
    for (const auto& oracle : context.services.oracles.list())
        rows.push_back(oracleRow(oracle));
    answerRow(exchange, rows);
}

void postOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto draft = bodyOf<api::OracleDraft>(exchange, body);
    if (!draft) return;
    const auto& request = exchange->request();
    context.services.oracles.create(callerOf(request), oracleOf(*draft), noteOf(request),
                                    answering<domain::Oracle>(exchange, [exchange](const auto& oracle) {
                                        answerRow(exchange, oracleRow(oracle), 201);
                                    }));
}

void putOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto id = idOf(exchange);
    const auto draft = id ? bodyOf<api::OracleDraft>(exchange, body) : std::nullopt;
    if (!draft) return;
    auto oracle = oracleOf(*draft);
    oracle.id = domain::OracleId(*id);
    const auto& request = exchange->request();
    context.services.oracles.update(callerOf(request), std::move(oracle), noteOf(request),
                                    answering<domain::Oracle>(exchange, [exchange](const auto& changed) {
                                        answerRow(exchange, oracleRow(changed));
                                    }));
}

void deleteOracle(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    const auto& request = exchange->request();
    context.services.oracles.remove(callerOf(request), domain::OracleId(*id), noteOf(request),
                                    answeringEmpty(exchange, 204));
}

void getWindows(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto& request = exchange->request();
    const auto after = numberOf(exchange, "after", 0);
    const auto limit = after ? numberOf(exchange, "limit", 200) : std::nullopt;
    if (!limit) return;
    WindowQuery query{std::nullopt, base::parseIso8601(request.queryItem("from").value_or(std::string())),
                      base::parseIso8601(request.queryItem("to").value_or(std::string()))};
    if (const auto state = request.queryItem("state")) {
        query.state = parseWindowState(*state);
        if (!query.state) {
            answerMalformed(exchange, "No such window state");
            return;
        }
    }
    api::PageRequest page{*after == 0 ? QString() : QString::number(*after),
                          static_cast<int>(std::min<std::int64_t>(*limit, 500))};
    context.services.settlement.windows(
        query, answering<std::vector<ledger::Window>>(exchange, [exchange, page](const auto& windows) {
            answerRow(exchange, windowPage(windows, page));
        }));
}

void getOpenWindow(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    answerRow(exchange, windowRow(context.services.settlement.openWindow()));
}

void getChanges(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto& log = context.services.board.log();
    wire::Changes out;
    if (!exchange->request().queryItem("after")) {
        out.last = static_cast<qint64>(log.last());
        answerRow(exchange, out);
        return;
    }
    const auto after = numberOf(exchange, "after", 0);
    if (!after) return;
    const auto answer = log.since(static_cast<std::uint64_t>(*after));
    out.last = static_cast<qint64>(answer.last);
    out.isWhole = answer.isWhole;
    out.leftOut = answer.changes.leftOut;
    const auto& services = context.services;
    if (answer.isWhole)
        out.positions = services.positions.snapshot();
    else
        for (const auto account : answer.changes.accounts)
            if (auto row = services.positions.row(account)) out.positions.push_back(*std::move(row));
    for (const auto& transfer : answer.changes.transfers)
        out.transfers.push_back(transferRow(transfer));
    const auto& put = answer.changes.participants;
    if (answer.isWhole)
        out.participants = participantRows(services);
    else if (!put.empty())
        for (const auto& view : services.participants.list())
            if (std::find(put.begin(), put.end(), view->participant.id) != put.end())
                out.participants.push_back(participantRow(services, view));
    for (const auto& window : answer.changes.windows)
        out.windows.push_back(windowRow(window));
    answerRow(exchange, out);
}

} // namespace hub::admin::desk_api
