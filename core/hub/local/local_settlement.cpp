#include "core/hub/local/local_settlement.h"

#include "core/admin/settlement_rows.h"

#include <algorithm>

namespace hub::local {
namespace {

template <class Out>
QFuture<api::Result<Out>> refused(const char* code, const QString& text)
{
    return api::readyError<Out>(
        api::Error{QString::fromLatin1(code), text, {}, api::ErrorKind::Refused, {}, {}});
}

api::Error notFound(const QString& what)
{
    return api::Error{
        QStringLiteral("3200"), what + QStringLiteral(" is not known."), {}, api::ErrorKind::Refused, {}, {}};
}

admin::Failure unknown(std::string_view what)
{
    return admin::refuse(domain::fspiop_code::kGenericIDNotFound, what).error();
}

std::int64_t pageKey(const api::PageRequest& page)
{
    return page.after.toLongLong();
}

int pageLimit(const api::PageRequest& page)
{
    return std::clamp(page.limit, 1, 500);
}

/// What follows a step of asking services one after the other: failures end the call.
template <class Out, class In, class Next>
admin::Done<In> then(const Pending<Out>& pending, Next next)
{
    return [pending, next = std::move(next)](admin::Result<In> result) {
        if (result)
            next(*std::move(result));
        else
            pending.finish(base::Unexpected(errorOf(result.error())));
    };
}

template <class Out>
void fail(const Pending<Out>& pending, const admin::Failure& failure)
{
    pending.finish(base::Unexpected(errorOf(failure)));
}

using Windows = std::vector<ledger::WindowFacts>;
using Settlements = std::vector<ledger::SettlementFacts>;
using MaybeWindow = std::optional<ledger::WindowFacts>;
using MaybeSettlement = std::optional<ledger::SettlementFacts>;
using History = std::vector<ledger::HistoryRow>;

/// Ends a call with the settlement as it stands, its history and windows read first.
template <class Out, class Convert>
void finishDetail(const Desk& desk, const Pending<Out>& pending, ledger::SettlementFacts facts,
                  Convert convert)
{
    const auto id = facts.file.settlement.id.value();
    const auto withHistory = [&desk, pending, facts = std::move(facts), convert](const History& rows) {
        std::vector<domain::WindowId> ids;
        for (const auto& window : facts.windows)
            ids.push_back(window.id);
        desk.services.settlement.windows(
            std::move(ids),
            then<Out, Windows>(pending, [&desk, pending, facts, convert, rows](const Windows& windows) {
                pending.finish(convert(admin::settlementDetail(facts, windows, rows, desk.services.view)));
            }));
    };
    desk.services.settlement.history(ledger::HistoryKind::Settlement, id,
                                     then<Out, History>(pending, withHistory));
}

api::SettlementDetail asIs(api::SettlementDetail detail)
{
    return detail;
}

} // namespace

QFuture<api::Result<api::Page<api::WindowRow>>> LocalSettlement::windows(api::WindowFilter filter,
                                                                         api::PageRequest page)
{
    using Page = api::Page<api::WindowRow>;
    admin::WindowQuery query;
    query.from = filter.from;
    query.to = filter.to;
    query.currency = filter.currency;
    query.settlement = filter.settlement;
    query.before = domain::WindowId(pageKey(page));
    if (!filter.state.isEmpty()) {
        query.state = admin::parseWindowState(filter.state.toStdString());
        if (!query.state)
            return refused<Page>("3101", QStringLiteral("Malformed syntax - No such window state"));
    }
    const auto registry = m_desk.services.view.registry();
    if (!filter.participant.isEmpty()) {
        const auto* entry = registry->find(filter.participant.toStdString());
        if (entry == nullptr) return api::readyResult<Page>(Page{});
        query.participant = entry->participant.id;
    }
    const auto limit = static_cast<std::size_t>(pageLimit(page));
    const Pending<Page> pending;
    m_desk.services.settlement.windows(query, pending.done<Windows>([limit, registry](const Windows& found) {
        Page out;
        for (const auto& facts : found) {
            if (out.rows.size() == limit) {
                out.next = QString::number(out.rows.back().id.value());
                break;
            }
            out.rows.push_back(admin::windowRow(facts, *registry));
        }
        return out;
    }));
    return pending.future();
}

QFuture<api::Result<api::WindowRow>> LocalSettlement::currentWindow()
{
    const Pending<api::WindowRow> pending;
    const auto registry = m_desk.services.view.registry();
    m_desk.services.settlement.window(
        m_desk.services.settlement.openWindow().id,
        then<api::WindowRow, MaybeWindow>(pending, [pending, registry](const MaybeWindow& facts) {
            if (facts)
                pending.finish(admin::windowRow(*facts, *registry));
            else
                fail(pending, unknown("The window"));
        }));
    return pending.future();
}

QFuture<api::Result<api::WindowDetail>> LocalSettlement::window(domain::WindowId id)
{
    const Pending<api::WindowDetail> pending;
    auto& service = m_desk.services.settlement;
    const auto registry = m_desk.services.view.registry();
    service.window(
        id,
        then<api::WindowDetail, MaybeWindow>(pending, [&service, pending, id, registry](MaybeWindow facts) {
            if (!facts) {
                fail(pending, unknown("The window"));
                return;
            }
            service.history(ledger::HistoryKind::Window, id.value(),
                            then<api::WindowDetail, History>(
                                pending, [pending, registry, facts = *std::move(facts)](const History& rows) {
                                    api::WindowDetail detail;
                                    detail.row = admin::windowRow(facts, *registry);
                                    for (const auto& content : facts.contents)
                                        detail.contents.push_back(admin::contentRow(content, *registry));
                                    detail.nets = admin::netRows(facts.flows, *registry);
                                    detail.pairs = admin::pairRows(facts.flows, *registry);
                                    detail.history = admin::historyRows(rows, ledger::HistoryKind::Window);
                                    pending.finish(std::move(detail));
                                }));
        }));
    return pending.future();
}

QFuture<api::Result<api::ClosePreview>> LocalSettlement::closePreview(domain::WindowId id)
{
    using Totals = std::vector<ledger::ReservedTotal>;
    const Pending<api::ClosePreview> pending;
    auto& service = m_desk.services.settlement;
    const auto registry = m_desk.services.view.registry();
    service.window(
        id, then<api::ClosePreview, MaybeWindow>(pending, [&service, pending, registry](MaybeWindow facts) {
            if (!facts) {
                fail(pending, unknown("The window"));
                return;
            }
            service.reserved(then<api::ClosePreview, Totals>(
                pending, [pending, registry, facts = *std::move(facts)](const Totals& totals) {
                    api::ClosePreview preview;
                    preview.window = admin::windowRow(facts, *registry);
                    const auto name = QStringLiteral("Window %1").arg(facts.window.id.value());
                    if (facts.window.state != ledger::WindowState::Open)
                        preview.refusal = name + QStringLiteral(" is not open");
                    else if (facts.flows.empty())
                        preview.refusal = name + QStringLiteral(" is empty");
                    preview.nets = admin::netRows(facts.flows, *registry);
                    for (const auto& total : totals)
                        preview.reserved.push_back(
                            {total.currency, static_cast<qint64>(total.transfers), total.amount});
                    pending.finish(std::move(preview));
                }));
        }));
    return pending.future();
}

QFuture<api::Result<api::WindowRow>> LocalSettlement::closeWindow(domain::WindowId id, api::ActionNote note)
{
    const Pending<api::WindowRow> pending;
    m_desk.services.settlement.closeWindow(
        m_desk.now(), id, noteOf(note), pending.done<ledger::Window>([this](const ledger::Window& window) {
            return admin::windowRow(ledger::WindowFacts{window, {}, {}, {}},
                                    *m_desk.services.view.registry());
        }));
    return pending.future();
}

QFuture<api::Result<api::WindowRow>> LocalSettlement::retryClose(domain::WindowId id, api::ActionNote note)
{
    const Pending<api::WindowRow> pending;
    const auto registry = m_desk.services.view.registry();
    m_desk.services.settlement.retryClose(
        m_desk.now(), id, noteOf(note),
        then<api::WindowRow, MaybeWindow>(pending, [pending, registry](const MaybeWindow& facts) {
            if (facts)
                pending.finish(admin::windowRow(*facts, *registry));
            else
                fail(pending, unknown("The window"));
        }));
    return pending.future();
}

QFuture<api::Result<std::vector<api::SettlementModelRow>>> LocalSettlement::models()
{
    using Rows = std::vector<api::SettlementModelRow>;
    const Pending<Rows> pending;
    const auto registry = m_desk.services.view.registry();
    m_desk.services.settlement.unsettledWindows(pending.done<Windows>([registry](const Windows& windows) {
        Rows rows;
        for (const auto& model : registry->models()) {
            rows.push_back(admin::modelRow(model, *registry));
            for (const auto& facts : windows)
                for (const auto& content : facts.contents)
                    if (content.model == model.id && content.state != ledger::WindowState::Settled)
                        ++rows.back().unsettledContents;
        }
        std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
            return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
        });
        return rows;
    }));
    return pending.future();
}

QFuture<api::Result<api::SettlementModelRow>> LocalSettlement::createModel(api::SettlementModelDraft draft,
                                                                           api::ActionNote note)
{
    ledger::CreateSettlementModel command;
    command.model.name = draft.name.trimmed().toStdString();
    command.model.granularity = draft.granularity;
    command.model.interchange = draft.interchange;
    command.model.delay = draft.delay;
    command.model.currency = draft.currency;
    command.model.requireLiquidityCheck = draft.requireLiquidityCheck;
    command.model.autoPositionReset = draft.autoPositionReset;
    command.ledgerAccountType = draft.ledgerType.toStdString();
    command.settlementAccountType = draft.settlementType.toStdString();
    const Pending<api::SettlementModelRow> pending;
    auto name = command.model.name;
    m_desk.services.settlement.createModel(
        m_desk.now(), std::move(command), noteOf(note),
        then<api::SettlementModelRow, ledger::Answer>(pending, [this, pending, name](const ledger::Answer&) {
            const auto model = m_desk.services.settlement.model(name);
            if (model)
                pending.finish(admin::modelRow(*model, *m_desk.services.view.registry()));
            else
                fail(pending, model.error());
        }));
    return pending.future();
}

QFuture<api::Result<api::SettlementModelRow>> LocalSettlement::setModelActive(QString name, bool active,
                                                                              api::ActionNote note)
{
    const Pending<api::SettlementModelRow> pending;
    m_desk.services.settlement.setModelActive(
        m_desk.now(), name.toStdString(), active, noteOf(note),
        pending.done<domain::SettlementModel>([this](const domain::SettlementModel& model) {
            return admin::modelRow(model, *m_desk.services.view.registry());
        }));
    return pending.future();
}

QFuture<api::Result<api::Page<api::SettlementRow>>> LocalSettlement::settlements(api::SettlementFilter filter,
                                                                                 api::PageRequest page)
{
    using Page = api::Page<api::SettlementRow>;
    const auto registry = m_desk.services.view.registry();
    admin::SettlementQuery query;
    query.state = filter.state;
    query.window = filter.window;
    query.from = filter.from;
    query.to = filter.to;
    query.before = domain::SettlementId(pageKey(page));
    if (!filter.model.isEmpty()) {
        const auto* model = registry->model(filter.model.toStdString());
        if (model == nullptr) return api::readyResult<Page>(Page{});
        query.model = model->id;
    }
    std::optional<domain::ParticipantId> participant;
    if (!filter.participant.isEmpty()) {
        const auto* entry = registry->find(filter.participant.toStdString());
        if (entry == nullptr) return api::readyResult<Page>(Page{});
        participant = entry->participant.id;
    }
    // Rows show whole settlements: currency and participant choose them here and trim nothing.
    const auto isWanted = [registry, participant, currency = filter.currency](const auto& facts) {
        if (!participant && !currency) return true;
        return std::any_of(facts.file.accounts.begin(), facts.file.accounts.end(), [&](const auto& account) {
            const auto* owner = registry->ownerOf(account.account);
            const auto* row = owner != nullptr ? owner->account(account.account) : nullptr;
            return row != nullptr && (!participant || row->participant == *participant) &&
                   (!currency || row->currency == *currency);
        });
    };
    const auto limit = static_cast<std::size_t>(pageLimit(page));
    const Pending<Page> pending;
    m_desk.services.settlement.settlements(
        query, pending.done<Settlements>([limit, registry, isWanted](const Settlements& found) {
            Page out;
            for (const auto& facts : found) {
                if (!isWanted(facts)) continue;
                if (out.rows.size() == limit) {
                    out.next = QString::number(out.rows.back().id.value());
                    break;
                }
                out.rows.push_back(admin::settlementRow(facts, *registry));
            }
            return out;
        }));
    return pending.future();
}

QFuture<api::Result<api::SettlementDetail>> LocalSettlement::settlement(domain::SettlementId id)
{
    const Pending<api::SettlementDetail> pending;
    m_desk.services.settlement.settlement(
        id, then<api::SettlementDetail, MaybeSettlement>(pending, [this, pending](MaybeSettlement facts) {
            if (facts)
                finishDetail(m_desk, pending, *std::move(facts), asIs);
            else
                fail(pending, unknown("The settlement"));
        }));
    return pending.future();
}

QFuture<api::Result<std::vector<api::ApplicableWindow>>> LocalSettlement::applicableWindows(QString name)
{
    using Rows = std::vector<api::ApplicableWindow>;
    const auto registry = m_desk.services.view.registry();
    const auto* model = registry->model(name.toStdString());
    if (model == nullptr) return api::readyError<Rows>(notFound(QStringLiteral("The settlement model")));
    const Pending<Rows> pending;
    m_desk.services.settlement.unsettledWindows(
        pending.done<Windows>([registry, model](const Windows& windows) {
            Rows rows;
            for (const auto& facts : windows) {
                const auto reason = admin::applicableFlows(facts, *model, *registry).reason;
                rows.push_back({admin::windowRow(facts, *registry), reason.isEmpty(), reason});
            }
            return rows;
        }));
    return pending.future();
}

QFuture<api::Result<api::SettlementPreview>> LocalSettlement::settlementPreview(api::SettlementDraft draft)
{
    const auto registry = m_desk.services.view.registry();
    const auto* model = registry->model(draft.model.toStdString());
    if (model == nullptr)
        return api::readyError<api::SettlementPreview>(notFound(QStringLiteral("The settlement model")));
    const Pending<api::SettlementPreview> pending;
    m_desk.services.settlement.windows(draft.windows, pending.done<Windows>([registry,
                                                                             model](const Windows& windows) {
        std::vector<ledger::Flow> flows;
        for (const auto& facts : windows) {
            const auto found = admin::applicableFlows(facts, *model, *registry).flows;
            flows.insert(flows.end(), found.begin(), found.end());
        }
        return api::SettlementPreview{QString::fromStdString(model->name), model->interchange,
                                      admin::totalsOf(flows, std::nullopt, *registry),
                                      admin::netRows(flows, *registry), admin::pairRows(flows, *registry)};
    }));
    return pending.future();
}

QFuture<api::Result<api::SettlementDetail>> LocalSettlement::createSettlement(api::SettlementDraft draft,
                                                                              api::ActionNote note)
{
    ledger::CreateSettlement command;
    command.model = draft.model.toStdString();
    command.reason = note.reason.trimmed().toStdString();
    command.windows = std::move(draft.windows);
    const Pending<api::SettlementDetail> pending;
    m_desk.services.settlement.create(
        m_desk.now(), std::move(command), noteOf(note),
        then<api::SettlementDetail, ledger::SettlementFacts>(
            pending, [this, pending](auto facts) { finishDetail(m_desk, pending, std::move(facts), asIs); }));
    return pending.future();
}

QFuture<api::Result<api::SettlementStepResult>> LocalSettlement::stepSettlement(api::SettlementStepDraft step,
                                                                                api::ActionNote note)
{
    using Out = api::SettlementStepResult;
    const Pending<Out> pending;
    // Which accounts "all" means is known only from the settlement itself.
    m_desk.services.settlement.settlement(
        step.settlement,
        then<Out, MaybeSettlement>(pending, [this, pending, step, note](MaybeSettlement facts) {
            if (!facts) {
                fail(pending, unknown("The settlement"));
                return;
            }
            ledger::StepSettlement command;
            command.settlement = step.settlement;
            const auto add = [&](domain::AccountId account, domain::AccountId counterparty) {
                command.entries.push_back(
                    {std::nullopt, account, counterparty, std::string(domain::toString(step.state)),
                     note.reason.trimmed().toStdString(), step.externalReference.toStdString()});
            };
            for (const auto& ref : step.accounts)
                add(ref.account, ref.counterpartyAccount);
            if (step.accounts.empty())
                for (const auto& account : facts->file.accounts)
                    if (account.state != step.state) add(account.account, account.counterparty);
            m_desk.services.settlement.step(
                m_desk.now(), std::move(command), noteOf(note),
                then<Out, admin::StepOutcome>(pending, [this, pending](admin::StepOutcome outcome) {
                    std::vector<api::SettlementAccountError> errors;
                    for (const auto& fault : outcome.faults)
                        errors.push_back(
                            {fault.account, fault.counterparty, QString::fromStdString(fault.text)});
                    finishDetail(m_desk, pending, std::move(outcome.facts),
                                 [errors](api::SettlementDetail detail) {
                                     return Out{std::move(detail), errors};
                                 });
                }));
        }));
    return pending.future();
}

QFuture<api::Result<api::SettlementDetail>> LocalSettlement::abort(ledger::AbortSettlement command,
                                                                   const api::ActionNote& note)
{
    const Pending<api::SettlementDetail> pending;
    command.reason = note.reason.trimmed().toStdString();
    m_desk.services.settlement.abort(
        m_desk.now(), std::move(command), noteOf(note),
        then<api::SettlementDetail, ledger::SettlementFacts>(
            pending, [this, pending](auto facts) { finishDetail(m_desk, pending, std::move(facts), asIs); }));
    return pending.future();
}

QFuture<api::Result<api::SettlementDetail>> LocalSettlement::abortSettlement(domain::SettlementId id,
                                                                             api::ActionNote note)
{
    ledger::AbortSettlement command;
    command.settlement = id;
    return abort(std::move(command), note);
}

QFuture<api::Result<api::SettlementDetail>>
LocalSettlement::abortPair(domain::SettlementId id, api::SettlementAccountRef pair, api::ActionNote note)
{
    // Without its accounts the command is about the whole settlement.
    if (pair.account.value() <= 0 || pair.counterpartyAccount.value() <= 0)
        return api::readyError<api::SettlementDetail>({QStringLiteral("3100"),
                                                       QStringLiteral("A pair has two accounts"),
                                                       {},
                                                       api::ErrorKind::Refused,
                                                       {},
                                                       {}});
    ledger::AbortSettlement command;
    command.settlement = id;
    command.account = pair.account;
    command.counterparty = pair.counterpartyAccount;
    return abort(std::move(command), note);
}

QFuture<api::Result<std::vector<domain::InterchangeRule>>> LocalSettlement::interchangeRules()
{
    return api::readyResult<std::vector<domain::InterchangeRule>>(
        m_desk.services.settlement.interchangeRules());
}

QFuture<api::Result<domain::InterchangeRule>>
LocalSettlement::putInterchangeRule(domain::InterchangeRule rule, api::ActionNote note)
{
    const Pending<domain::InterchangeRule> pending;
    m_desk.services.settlement.putInterchangeRule(
        m_desk.now(), std::move(rule), noteOf(note),
        pending.done<domain::InterchangeRule>([](auto stored) { return stored; }));
    return pending.future();
}

QFuture<api::Result<void>> LocalSettlement::removeInterchangeRule(domain::InterchangeRuleId id,
                                                                  api::ActionNote note)
{
    const Pending<void> pending;
    m_desk.services.settlement.removeInterchangeRule(
        m_desk.now(), id, noteOf(note),
        pending.done<ledger::Answer>([](const ledger::Answer&) { return api::Result<void>(); }));
    return pending.future();
}

} // namespace hub::local
