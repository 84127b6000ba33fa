#include "tests/support/hub_fake/hub_fake_state.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <map>

namespace hub::test {
namespace {

using domain::Amount;
using domain::SettlementState;

constexpr int kCloseMs = 30;

QString nameOf(SettlementState state)
{
    const auto text = domain::toString(state);
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

/// Windows, models and settlements over the payments of the fake scheme, in the order of admin-settlement 4;
/// contents are of POSITION accounts only.
class FakeSettlement final : public api::SettlementApi
{
public:
    explicit FakeSettlement(State& state)
        : m_state(state)
    {}

    QFuture<api::Result<api::Page<api::WindowRow>>> windows(api::WindowFilter, api::PageRequest) override
    {
        using Page = api::Page<api::WindowRow>;
        return m_state.answer<Page>(QStringLiteral("settlement.windows"), {}, [this]() -> api::Result<Page> {
            Page page;
            page.rows.push_back(row(m_state.scheme.window()));
            for (auto at = m_closed.rbegin(); at != m_closed.rend(); ++at)
                page.rows.push_back(row(at->id));
            page.total = static_cast<qint64>(page.rows.size());
            return page;
        });
    }
    QFuture<api::Result<api::WindowRow>> currentWindow() override
    {
        return m_state.answer<api::WindowRow>(
            QStringLiteral("settlement.currentWindow"), {},
            [this]() -> api::Result<api::WindowRow> { return row(m_state.scheme.window()); });
    }
    QFuture<api::Result<api::WindowDetail>> window(domain::WindowId id) override
    {
        return m_state.answer<api::WindowDetail>(
            QStringLiteral("settlement.window"), QString::number(id.value()),
            [this, id]() -> api::Result<api::WindowDetail> {
                return api::WindowDetail{
                    row(id), contentsOf({id}), nets({id}, std::nullopt), pairs({id}, std::nullopt), {}};
            });
    }
    QFuture<api::Result<api::ClosePreview>> closePreview(domain::WindowId id) override
    {
        return m_state.answer<api::ClosePreview>(
            QStringLiteral("settlement.closePreview"), QString::number(id.value()),
            [this, id]() -> api::Result<api::ClosePreview> {
                api::ClosePreview out{row(id), {}, nets({id}, std::nullopt), {}};
                if (out.window.transfers == 0)
                    out.refusal = QStringLiteral("Window %1 is empty").arg(id.value());
                for (const auto& transfer : m_state.scheme.transfers()) {
                    if (transfer.row.state != domain::TransferState::Reserved) continue;
                    if (out.reserved.empty()) out.reserved.push_back({transfer.row.currency, 0, {}});
                    ++out.reserved.front().transfers;
                    out.reserved.front().amount += transfer.row.amount;
                }
                return out;
            });
    }
    QFuture<api::Result<api::WindowRow>> closeWindow(domain::WindowId id, api::ActionNote note) override
    {
        return m_state.answer<api::WindowRow>(
            QStringLiteral("settlement.closeWindow"), words(QString::number(id.value()), note),
            [this, id, note]() -> api::Result<api::WindowRow> {
                if (id != m_state.scheme.window())
                    return refused(QStringLiteral("Window %1 is not open").arg(id.value()));
                m_closed.push_back({id, m_state.scheme.windowOpenedAt(), m_state.clock.now(),
                                    QStringLiteral("PROCESSING"), note.reason});
                m_state.scheme.openWindow(domain::WindowId(id.value() + 1));
                tell({id, m_state.scheme.window()});
                QTimer::singleShot(kCloseMs, &m_context, [this, id] {
                    closed(id)->state = QStringLiteral("CLOSED");
                    tell({id});
                });
                return row(m_state.scheme.window());
            });
    }
    QFuture<api::Result<api::WindowRow>> retryClose(domain::WindowId id, api::ActionNote note) override
    {
        return m_state.answer<api::WindowRow>(QStringLiteral("settlement.retryClose"),
                                              words(QString::number(id.value()), note),
                                              [this, id]() -> api::Result<api::WindowRow> {
                                                  closed(id)->state = QStringLiteral("CLOSED");
                                                  tell({id});
                                                  return row(id);
                                              });
    }
    QFuture<api::Result<std::vector<api::SettlementModelRow>>> models() override
    {
        using Rows = std::vector<api::SettlementModelRow>;
        return m_state.answer<Rows>(QStringLiteral("settlement.models"), {},
                                    [this]() -> api::Result<Rows> { return m_models; });
    }
    QFuture<api::Result<api::SettlementModelRow>> createModel(api::SettlementModelDraft draft,
                                                              api::ActionNote note) override
    {
        return m_state.answer<api::SettlementModelRow>(
            QStringLiteral("settlement.createModel"), words(draft.name, note),
            [this, draft]() -> api::Result<api::SettlementModelRow> {
                addModel(draft);
                return m_models.back();
            });
    }
    QFuture<api::Result<api::SettlementModelRow>> setModelActive(QString name, bool active,
                                                                 api::ActionNote note) override
    {
        return m_state.answer<api::SettlementModelRow>(
            QStringLiteral("settlement.setModelActive"), words(name, note),
            [this, name, active]() -> api::Result<api::SettlementModelRow> {
                for (auto& model : m_models)
                    if (model.name == name) {
                        model.active = active;
                        return model;
                    }
                return base::Unexpected(State::unknown(name));
            });
    }
    QFuture<api::Result<api::Page<api::SettlementRow>>> settlements(api::SettlementFilter,
                                                                    api::PageRequest) override
    {
        using Page = api::Page<api::SettlementRow>;
        return m_state.answer<Page>(
            QStringLiteral("settlement.settlements"), {}, [this]() -> api::Result<Page> {
                Page page;
                for (auto at = m_settlements.rbegin(); at != m_settlements.rend(); ++at)
                    page.rows.push_back(at->row);
                return page;
            });
    }
    QFuture<api::Result<api::SettlementDetail>> settlement(domain::SettlementId id) override
    {
        return m_state.answer<api::SettlementDetail>(
            QStringLiteral("settlement.settlement"), QString::number(id.value()),
            [this, id]() -> api::Result<api::SettlementDetail> { return fresh(id); });
    }
    QFuture<api::Result<std::vector<api::ApplicableWindow>>> applicableWindows(QString model) override
    {
        using Rows = std::vector<api::ApplicableWindow>;
        return m_state.answer<Rows>(
            QStringLiteral("settlement.applicableWindows"), model, [this]() -> api::Result<Rows> {
                Rows out;
                for (auto at = m_closed.rbegin(); at != m_closed.rend(); ++at) {
                    if (at->state == QLatin1String("SETTLED")) continue;
                    const bool fits =
                        at->state == QLatin1String("CLOSED") || at->state == QLatin1String("ABORTED");
                    out.push_back(
                        {row(at->id), fits,
                         fits ? QString()
                              : QStringLiteral("its content of this model is in a settlement already")});
                }
                return out;
            });
    }
    QFuture<api::Result<api::SettlementPreview>> settlementPreview(api::SettlementDraft draft) override
    {
        return m_state.answer<api::SettlementPreview>(
            QStringLiteral("settlement.settlementPreview"), draft.model,
            [this, draft]() -> api::Result<api::SettlementPreview> {
                const auto* model = modelOf(draft.model);
                const auto rows = nets(draft.windows, model->currency);
                return api::SettlementPreview{draft.model, model->interchange, totals(rows), rows,
                                              pairs(draft.windows, model->currency)};
            });
    }
    QFuture<api::Result<api::SettlementDetail>> createSettlement(api::SettlementDraft draft,
                                                                 api::ActionNote note) override
    {
        return m_state.answer<api::SettlementDetail>(
            QStringLiteral("settlement.createSettlement"), words(draft.model, note),
            [this, draft, note]() -> api::Result<api::SettlementDetail> { return make(draft, note.reason); });
    }
    QFuture<api::Result<api::SettlementStepResult>> stepSettlement(api::SettlementStepDraft step,
                                                                   api::ActionNote note) override
    {
        return m_state.answer<api::SettlementStepResult>(
            QStringLiteral("settlement.stepSettlement"),
            words(QString::number(step.settlement.value()), note),
            [this, step, note]() -> api::Result<api::SettlementStepResult> {
                auto& detail = *find(step.settlement);
                if (detail.nextStep != step.state) return refused(QStringLiteral("State change not allowed"));
                for (auto& account : detail.accounts) {
                    const bool isMeant =
                        step.accounts.empty() ||
                        std::any_of(step.accounts.begin(), step.accounts.end(), [&](const auto& ref) {
                            return ref.account == account.account &&
                                   (ref.counterpartyAccount.value() == 0 ||
                                    ref.counterpartyAccount == account.counterpartyAccount);
                        });
                    if (isMeant && account.state != step.state && account.state != SettlementState::Aborted)
                        moveAccount(account, step.state, note.reason);
                }
                follow(detail, note.reason);
                return api::SettlementStepResult{fresh(step.settlement), {}};
            });
    }
    QFuture<api::Result<api::SettlementDetail>> abortSettlement(domain::SettlementId id,
                                                                api::ActionNote note) override
    {
        return m_state.answer<api::SettlementDetail>(
            QStringLiteral("settlement.abortSettlement"), words(QString::number(id.value()), note),
            [this, id, note]() -> api::Result<api::SettlementDetail> {
                auto& detail = *find(id);
                for (auto& account : detail.accounts) {
                    if (account.state == SettlementState::TransfersReserved && account.net.isNegative())
                        m_state.scheme.accountById(account.account)->value += account.net;
                    account.state = SettlementState::Aborted;
                    account.stateName = nameOf(account.state);
                }
                enter(detail, SettlementState::Aborted, note.reason, QStringLiteral("ABORTED"));
                return fresh(id);
            });
    }
    QFuture<api::Result<api::SettlementDetail>>
    abortPair(domain::SettlementId id, api::SettlementAccountRef pair, api::ActionNote note) override
    {
        return m_state.answer<api::SettlementDetail>(
            QStringLiteral("settlement.abortPair"),
            words(QStringLiteral("%1 %2 %3")
                      .arg(id.value())
                      .arg(pair.account.value())
                      .arg(pair.counterpartyAccount.value()),
                  note),
            [this, id, pair, note]() -> api::Result<api::SettlementDetail> {
                auto& detail = *find(id);
                for (auto& account : detail.accounts) {
                    const bool isSide = (account.account == pair.account &&
                                         account.counterpartyAccount == pair.counterpartyAccount) ||
                                        (account.account == pair.counterpartyAccount &&
                                         account.counterpartyAccount == pair.account);
                    if (!isSide) continue;
                    account.state = SettlementState::Aborted;
                    account.stateName = nameOf(account.state);
                    account.reason = note.reason;
                    account.abortRefusal = QStringLiteral("The pair is aborted already");
                }
                return fresh(id);
            });
    }
    QFuture<api::Result<std::vector<domain::InterchangeRule>>> interchangeRules() override
    {
        using Rows = std::vector<domain::InterchangeRule>;
        return m_state.answer<Rows>(QStringLiteral("settlement.interchangeRules"), {},
                                    []() -> api::Result<Rows> { return Rows{}; });
    }
    QFuture<api::Result<domain::InterchangeRule>> putInterchangeRule(domain::InterchangeRule rule,
                                                                     api::ActionNote note) override
    {
        return m_state.answer<domain::InterchangeRule>(
            QStringLiteral("settlement.putInterchangeRule"), words(QString::fromStdString(rule.name), note),
            [rule]() -> api::Result<domain::InterchangeRule> { return rule; });
    }
    QFuture<api::Result<void>> removeInterchangeRule(domain::InterchangeRuleId id,
                                                     api::ActionNote note) override
    {
        return m_state.answer<void>(QStringLiteral("settlement.removeInterchangeRule"),
                                    words(QString::number(id.value()), note),
                                    []() -> api::Result<void> { return {}; });
    }

    void fill()
    {
        constexpr std::size_t kSettled = 60;
        constexpr std::size_t kClosed = 180;
        api::SettlementModelDraft net;
        net.name = QStringLiteral("DEFERRED_NET");
        addModel(net);
        net.name = QStringLiteral("DEFERRED_NET_XOF");
        net.currency = domain::Currency::parse("XOF");
        net.interchange = domain::SettlementInterchange::Bilateral;
        addModel(net);
        m_models.back().active = false;
        auto& scheme = m_state.scheme;
        scheme.moveToWindow(kClosed, domain::WindowId(127));
        scheme.moveToWindow(kSettled, domain::WindowId(126));
        const auto now = scheme.now();
        constexpr std::int64_t kDay = 86'400'000;
        m_closed.push_back({domain::WindowId(126), now.plusMs(-2 * kDay), now.plusMs(-kDay),
                            QStringLiteral("CLOSED"), QStringLiteral("end of day")});
        m_closed.push_back({domain::WindowId(127), now.plusMs(-kDay), scheme.windowOpenedAt(),
                            QStringLiteral("CLOSED"), QStringLiteral("end of day")});
        auto detail = make({QStringLiteral("DEFERRED_NET"), {domain::WindowId(126)}},
                           QStringLiteral("daily settlement"));
        while (detail.nextStep) {
            auto& kept = *find(detail.row.id);
            for (auto& account : kept.accounts)
                moveAccount(account, *detail.nextStep, QStringLiteral("bank confirmed"));
            follow(kept, QStringLiteral("bank confirmed"));
            detail = fresh(detail.row.id);
        }
    }

private:
    struct Closed
    {
        domain::WindowId id;
        base::Instant openedAt;
        base::Instant closedAt;
        QString state;
        QString reason;
    };

    static base::Unexpected<api::Error> refused(const QString& text)
    {
        return base::Unexpected(
            api::Error{QStringLiteral("3100"), text, {}, api::ErrorKind::Refused, {}, {}});
    }
    Closed* closed(domain::WindowId id)
    {
        const auto at = std::find_if(m_closed.begin(), m_closed.end(),
                                     [&](const auto& window) { return window.id == id; });
        return at == m_closed.end() ? nullptr : &*at;
    }
    const api::SettlementModelRow* modelOf(const QString& name) const
    {
        const auto at = std::find_if(m_models.begin(), m_models.end(),
                                     [&](const auto& model) { return model.name == name; });
        return at == m_models.end() ? nullptr : &*at;
    }
    api::SettlementDetail* find(domain::SettlementId id)
    {
        const auto at = std::find_if(m_settlements.begin(), m_settlements.end(),
                                     [&](const auto& detail) { return detail.row.id == id; });
        return at == m_settlements.end() ? nullptr : &*at;
    }
    void addModel(const api::SettlementModelDraft& draft)
    {
        m_models.push_back({domain::ModelId(static_cast<std::int64_t>(m_models.size()) + 1), draft.name, true,
                            draft.granularity, draft.interchange, draft.delay, draft.currency,
                            draft.requireLiquidityCheck, draft.autoPositionReset, draft.ledgerType,
                            draft.settlementType, 0});
    }

    template <class Act>
    void eachCommitted(const std::vector<domain::WindowId>& ids, std::optional<domain::Currency> only,
                       Act act) const
    {
        for (const auto& transfer : m_state.scheme.transfers()) {
            const auto& row = transfer.row;
            const bool isIn = row.state == domain::TransferState::Committed &&
                              std::find(ids.begin(), ids.end(), row.window) != ids.end();
            if (isIn && (!only || *only == row.currency)) act(row);
        }
    }
    std::vector<api::NetRow> nets(const std::vector<domain::WindowId>& ids,
                                  std::optional<domain::Currency> only) const
    {
        std::map<std::int64_t, api::NetRow> rows;
        const auto book = [&](const QString& name, domain::Currency currency, Amount sent, Amount received) {
            const auto* account = m_state.scheme.account(name, currency, domain::AccountType::Position);
            auto& row = rows.try_emplace(account->id.value(), api::NetRow{m_state.scheme.member(name)->row.id,
                                                                          name,
                                                                          account->id,
                                                                          QStringLiteral("POSITION"),
                                                                          currency,
                                                                          {},
                                                                          {},
                                                                          {},
                                                                          0})
                            .first->second;
            row.sent += sent;
            row.received += received;
            row.net = row.sent - row.received;
            ++row.transfers;
        };
        eachCommitted(ids, only, [&](const api::TransferRow& row) {
            book(row.payer, row.currency, row.amount, {});
            book(row.payee, row.currency, {}, row.amount);
        });
        std::vector<api::NetRow> out;
        for (auto& [id, row] : rows)
            out.push_back(std::move(row));
        return out;
    }
    std::vector<api::PairRow> pairs(const std::vector<domain::WindowId>& ids,
                                    std::optional<domain::Currency> only) const
    {
        std::map<QString, api::PairRow> rows;
        eachCommitted(ids, only, [&](const api::TransferRow& row) {
            auto& pair =
                rows.try_emplace(
                        row.payer + row.payee + codeOf(row.currency),
                        api::PairRow{
                            row.payer, row.payee, {}, {}, QStringLiteral("POSITION"), row.currency, {}, 0})
                    .first->second;
            pair.amount += row.amount;
            ++pair.transfers;
        });
        std::vector<api::PairRow> out;
        for (auto& [key, row] : rows)
            out.push_back(std::move(row));
        return out;
    }
    static std::vector<api::CurrencyTotal> totals(const std::vector<api::NetRow>& rows)
    {
        std::map<QString, api::CurrencyTotal> out;
        for (const auto& row : rows) {
            auto& total =
                out.try_emplace(codeOf(row.currency), api::CurrencyTotal{row.currency, {}, {}, {}, 0, 0})
                    .first->second;
            total.gross += row.sent;
            if (!row.net.isNegative()) total.netDebit += row.net;
            total.check += row.net;
            ++total.participants;
            total.transfers += row.transfers;
        }
        std::vector<api::CurrencyTotal> list;
        for (auto& [code, total] : out)
            list.push_back(total);
        return list;
    }
    std::vector<api::ContentRow> contentsOf(const std::vector<domain::WindowId>& ids)
    {
        std::vector<api::ContentRow> out;
        for (const auto id : ids) {
            const auto* window = closed(id);
            if (window == nullptr) continue;
            for (const auto& total : totals(nets({id}, std::nullopt)))
                out.push_back({domain::ContentId(static_cast<std::int64_t>(out.size()) + 1), id,
                               QStringLiteral("POSITION"), total.currency, QStringLiteral("DEFERRED_NET"),
                               window->state, window->reason, std::nullopt, window->closedAt,
                               window->closedAt});
        }
        return out;
    }
    api::WindowRow row(domain::WindowId id)
    {
        api::WindowRow out;
        out.id = id;
        out.totals = totals(nets({id}, std::nullopt));
        eachCommitted({id}, std::nullopt, [&out](const api::TransferRow&) { ++out.transfers; });
        for (const auto& detail : m_settlements)
            if (std::find(detail.row.windows.begin(), detail.row.windows.end(), id) !=
                detail.row.windows.end())
                out.settlements.push_back(detail.row.id);
        const auto* window = closed(id);
        out.state = window ? window->state : QStringLiteral("OPEN");
        out.openedAt = window ? window->openedAt : m_state.scheme.windowOpenedAt();
        out.changedAt = window ? window->closedAt : out.openedAt;
        if (window) {
            out.closedAt = window->closedAt;
            out.reason = window->reason;
        }
        return out;
    }
    void tell(const std::vector<domain::WindowId>& ids)
    {
        api::FeedBatch batch;
        batch.kind = api::FeedKind::Windows;
        for (const auto id : ids)
            batch.windows.push_back(row(id));
        m_state.feeds.publish(std::move(batch));
    }

    api::SettlementDetail make(const api::SettlementDraft& draft, const QString& reason)
    {
        const auto* model = modelOf(draft.model);
        api::SettlementDetail detail;
        detail.row.id = domain::SettlementId(static_cast<std::int64_t>(m_settlements.size()) + 7);
        detail.row.model = draft.model;
        detail.row.interchange = model->interchange;
        detail.row.windows = draft.windows;
        detail.row.createdAt = m_state.clock.now();
        detail.row.createdBy = QStringLiteral("desk");
        const auto rows = nets(draft.windows, model->currency);
        detail.row.totals = totals(rows);
        const auto add = [&](const api::NetRow& side, const api::NetRow* other, Amount net) {
            detail.accounts.push_back({side.participantId,
                                       side.participant,
                                       side.account,
                                       other ? other->account : domain::AccountId(),
                                       other ? other->participant : QString(),
                                       side.currency,
                                       net,
                                       SettlementState::PendingSettlement,
                                       nameOf(SettlementState::PendingSettlement),
                                       reason,
                                       {},
                                       m_state.clock.now(),
                                       {},
                                       {},
                                       {},
                                       {},
                                       {}});
        };
        if (model->interchange == domain::SettlementInterchange::Bilateral)
            addPairs(rows, pairs(draft.windows, model->currency), add);
        else
            for (const auto& net : rows)
                add(net, nullptr, net.net);
        m_settlements.push_back(detail);
        enter(m_settlements.back(), SettlementState::PendingSettlement, reason,
              QStringLiteral("PENDING_SETTLEMENT"));
        return fresh(detail.row.id);
    }
    /// Each account against each other that it has payments with.
    template <class Add>
    static void addPairs(const std::vector<api::NetRow>& rows, const std::vector<api::PairRow>& flows,
                         Add add)
    {
        for (const auto& side : rows)
            for (const auto& other : rows) {
                Amount net;
                bool isThere = false;
                for (const auto& flow : flows) {
                    if (flow.currency != side.currency || other.currency != side.currency) continue;
                    const bool sends = flow.payer == side.participant && flow.payee == other.participant;
                    const bool gets = flow.payer == other.participant && flow.payee == side.participant;
                    if (sends) net += flow.amount;
                    if (gets) net -= flow.amount;
                    isThere = isThere || sends || gets;
                }
                if (isThere) add(side, &other, net);
            }
    }
    void moveAccount(api::SettlementAccountRow& account, SettlementState to, const QString& reason)
    {
        auto* ledger = m_state.scheme.accountById(account.account);
        const bool gets = account.net.isNegative();
        if (to == SettlementState::TransfersReserved && gets) ledger->value -= account.net;
        if (to == SettlementState::TransfersCommitted && !gets) ledger->value -= account.net;
        account.state = to;
        account.stateName = nameOf(to);
        account.reason = reason;
        account.changedAt = m_state.clock.now();
    }
    /// The settlement's own state after its accounts have moved.
    void follow(api::SettlementDetail& detail, const QString& reason)
    {
        const auto to = *detail.nextStep;
        const auto moved = std::count_if(detail.accounts.begin(), detail.accounts.end(),
                                         [&](const auto& account) { return account.state == to; });
        const auto left =
            std::count_if(detail.accounts.begin(), detail.accounts.end(),
                          [](const auto& account) { return account.state != SettlementState::Aborted; });
        const bool all = moved == left;
        if (all)
            enter(detail, to, reason, to == SettlementState::Settled ? QStringLiteral("SETTLED") : QString());
        else if (to == SettlementState::Settled)
            enter(detail, SettlementState::Settling, reason, {});
    }
    void enter(api::SettlementDetail& detail, SettlementState state, const QString& reason,
               const QString& windowState)
    {
        detail.row.state = state;
        detail.row.stateName = nameOf(state);
        detail.row.reason = reason;
        detail.row.changedAt = m_state.clock.now();
        detail.nextStep = domain::nextAccountState(state);
        detail.history.push_back({detail.row.stateName, m_state.clock.now(), QStringLiteral("desk"), reason});
        detail.abortRefusal = state < SettlementState::TransfersCommitted
                                  ? QString()
                                  : QStringLiteral("State change is not allowed for settlement in state %1")
                                        .arg(detail.row.stateName);
        for (const auto id : detail.row.windows)
            if (auto* window = closed(id); window && !windowState.isEmpty()) window->state = windowState;
        if (!windowState.isEmpty()) tell(detail.row.windows);
        api::FeedBatch batch;
        batch.kind = api::FeedKind::Settlements;
        batch.settlements.push_back(fresh(detail.row.id).row);
        m_state.feeds.publish(std::move(batch));
    }
    api::SettlementDetail fresh(domain::SettlementId id)
    {
        auto& kept = *find(id);
        kept.row.accounts = static_cast<int>(kept.accounts.size());
        kept.row.settledAccounts = static_cast<int>(
            std::count_if(kept.accounts.begin(), kept.accounts.end(),
                          [](const auto& account) { return account.state == SettlementState::Settled; }));
        kept.windows.clear();
        for (const auto window : kept.row.windows)
            kept.windows.push_back(row(window));
        kept.contents = contentsOf(kept.row.windows);
        for (auto& account : kept.accounts) {
            const auto* ledger = m_state.scheme.accountById(account.account);
            const auto* funds = m_state.scheme.account(account.participant, account.currency,
                                                       domain::AccountType::Settlement);
            account.position = ledger->value;
            account.cap = ledger->cap;
            if (funds) account.liquidity = funds->value.negated();
        }
        return kept;
    }

    State& m_state;
    QObject m_context;
    std::vector<Closed> m_closed;
    std::vector<api::SettlementModelRow> m_models;
    std::vector<api::SettlementDetail> m_settlements;
};

} // namespace

std::unique_ptr<api::SettlementApi> makeFakeSettlement(State& state)
{
    return std::make_unique<FakeSettlement>(state);
}

void fillFakeSettlement(api::SettlementApi& settlement)
{
    static_cast<FakeSettlement&>(settlement).fill();
}

} // namespace hub::test
