#include "core/admin/settlement_rows.h"

#include "core/settlement/netting.h"

#include <algorithm>
#include <map>

namespace hub::admin {
namespace {

QString textOf(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString nameOf(const ledger::Registry& registry, domain::AccountId account)
{
    const auto* owner = registry.ownerOf(account);
    return owner != nullptr ? textOf(owner->participant.name.value()) : QString();
}

QString typeName(const ledger::Registry& registry, domain::AccountType type)
{
    for (const auto& row : registry.accountTypes())
        if (row.id == type) return textOf(row.name);
    return {};
}

const domain::SettlementModel* modelOf(const ledger::Registry& registry, domain::ModelId id)
{
    for (const auto& model : registry.models())
        if (model.id == id) return &model;
    return nullptr;
}

std::vector<domain::SettlementId> distinct(std::vector<domain::SettlementId> ids)
{
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

} // namespace

std::vector<api::CurrencyTotal> totalsOf(std::span<const ledger::Flow> flows,
                                         std::optional<domain::AccountType> type,
                                         const ledger::Registry& registry)
{
    std::map<std::string_view, api::CurrencyTotal> totals;
    std::map<std::string_view, settlement::SumsByAccount> sums;
    for (const auto& flow : flows) {
        const auto* account = settlement::accountOf(registry, flow.payer);
        if (account == nullptr || (type && account->type != *type)) continue;
        const auto code = account->currency.code();
        auto& total =
            totals.try_emplace(code, api::CurrencyTotal{account->currency, {}, {}, {}, 0, 0}).first->second;
        total.gross += flow.net + flow.gross;
        total.transfers += static_cast<qint64>(flow.transfers);
        settlement::addSums(flow, settlement::Part::Net, sums[code]);
    }
    std::vector<api::CurrencyTotal> out;
    for (auto& [code, total] : totals) {
        for (const auto& [account, sum] : sums[code]) {
            if (sum.net() > domain::Amount()) total.netDebit += sum.net();
            total.check += sum.net();
            ++total.participants;
        }
        out.push_back(total);
    }
    return out;
}

api::WindowRow windowRow(const ledger::WindowFacts& facts, const ledger::Registry& registry)
{
    const auto& window = facts.window;
    api::WindowRow row;
    row.id = window.id;
    row.state = textOf(toString(window.state));
    row.reason = textOf(window.reason);
    row.openedAt = window.createdAt;
    if (window.closedAt.ms != 0)
        row.closedAt = window.closedAt;
    else if (window.state != ledger::WindowState::Open)
        row.closedAt = window.changedAt;
    row.changedAt = window.changedAt;
    row.closedBy = textOf(window.closedBy);
    row.failure = textOf(window.failure);
    row.attempts = window.attempts;
    row.totals = totalsOf(facts.flows, domain::AccountType::Position, registry);
    for (const auto& total : row.totals)
        row.transfers += total.transfers;
    row.settlements = distinct(facts.settlements);
    return row;
}

api::ContentRow contentRow(const ledger::WindowContent& content, const ledger::Registry& registry)
{
    const auto* model = modelOf(registry, content.model);
    api::ContentRow row{content.id,
                        content.window,
                        typeName(registry, content.type),
                        content.currency,
                        model != nullptr ? textOf(model->name) : QString(),
                        textOf(toString(content.state)),
                        textOf(content.reason),
                        std::nullopt,
                        content.createdAt,
                        content.changedAt};
    if (content.settlement.value() != 0) row.settlement = content.settlement;
    return row;
}

std::vector<api::NetRow> netRows(std::span<const ledger::Flow> flows, const ledger::Registry& registry)
{
    settlement::SumsByAccount sums;
    for (const auto& flow : flows)
        settlement::addSums(flow, settlement::Part::Net, sums);
    std::vector<api::NetRow> rows;
    for (const auto& [id, sum] : sums) {
        const auto* account = settlement::accountOf(registry, id);
        if (account == nullptr) continue;
        rows.push_back({account->participant, nameOf(registry, id), id, typeName(registry, account->type),
                        account->currency, sum.sent, sum.received, sum.net(),
                        static_cast<qint64>(sum.transfers)});
    }
    std::sort(rows.begin(), rows.end(), [](const api::NetRow& a, const api::NetRow& b) {
        return std::tuple(a.currency.code(), a.ledgerType, a.participant) <
               std::tuple(b.currency.code(), b.ledgerType, b.participant);
    });
    return rows;
}

std::vector<api::PairRow> pairRows(std::span<const ledger::Flow> flows, const ledger::Registry& registry)
{
    std::map<std::pair<domain::AccountId, domain::AccountId>, api::PairRow> rows;
    for (const auto& flow : flows) {
        const auto* account = settlement::accountOf(registry, flow.payer);
        if (account == nullptr || flow.transfers == flow.grossTransfers) continue;
        auto& row = rows.try_emplace({flow.payer, flow.payee}, api::PairRow{nameOf(registry, flow.payer),
                                                                            nameOf(registry, flow.payee),
                                                                            flow.payer,
                                                                            flow.payee,
                                                                            typeName(registry, account->type),
                                                                            account->currency,
                                                                            {},
                                                                            0})
                        .first->second;
        row.amount += flow.net;
        row.transfers += static_cast<qint64>(flow.transfers - flow.grossTransfers);
    }
    std::vector<api::PairRow> out;
    for (auto& [pair, row] : rows)
        out.push_back(std::move(row));
    return out;
}

std::vector<api::StateEntry> historyRows(std::span<const ledger::HistoryRow> rows, ledger::HistoryKind kind)
{
    const bool isWindow = kind == ledger::HistoryKind::Window || kind == ledger::HistoryKind::Content;
    std::vector<api::StateEntry> out;
    for (const auto& row : rows)
        out.push_back({textOf(isWindow ? toString(static_cast<ledger::WindowState>(row.state))
                                       : domain::toString(static_cast<domain::SettlementState>(row.state))),
                       row.at, textOf(row.who), textOf(row.reason)});
    return out;
}

api::SettlementRow settlementRow(const ledger::SettlementFacts& facts, const ledger::Registry& registry)
{
    const auto& settlement = facts.file.settlement;
    api::SettlementRow row;
    row.id = settlement.id;
    if (const auto* model = modelOf(registry, settlement.model); model != nullptr) {
        row.model = textOf(model->name);
        row.granularity = model->granularity;
        row.interchange = model->interchange;
        row.delay = model->delay;
    }
    row.state = settlement.state;
    row.stateName = textOf(domain::toString(settlement.state));
    row.reason = textOf(settlement.reason);
    for (const auto& ref : settlement.contents)
        if (std::find(row.windows.begin(), row.windows.end(), ref.window) == row.windows.end())
            row.windows.push_back(ref.window);
    std::map<std::string_view, api::CurrencyTotal> totals;
    for (const auto& account : facts.file.accounts) {
        ++row.accounts;
        if (account.state == domain::SettlementState::Settled) ++row.settledAccounts;
        const auto* ledgerRow = settlement::accountOf(registry, account.account);
        if (ledgerRow == nullptr) continue;
        auto& total = totals
                          .try_emplace(ledgerRow->currency.code(),
                                       api::CurrencyTotal{ledgerRow->currency, {}, {}, {}, 0, 0})
                          .first->second;
        if (account.net > domain::Amount()) total.netDebit += account.net;
        total.check += account.net;
        ++total.participants;
    }
    for (auto& [code, total] : totals)
        row.totals.push_back(total);
    row.createdBy = textOf(settlement.createdBy);
    row.createdAt = settlement.createdAt;
    row.changedAt = settlement.changedAt;
    return row;
}

namespace {

api::SettlementAccountRow accountRow(const ledger::SettlementAccount& account,
                                     const ledger::ParticipantEntry& owner, const domain::Account& ledgerRow,
                                     const ledger::LedgerView& view, const ledger::Registry& registry)
{
    api::SettlementAccountRow row{owner.participant.id,
                                  textOf(owner.participant.name.value()),
                                  account.account,
                                  account.counterparty,
                                  nameOf(registry, account.counterparty),
                                  ledgerRow.currency,
                                  account.net,
                                  account.state,
                                  textOf(domain::toString(account.state)),
                                  textOf(account.reason),
                                  textOf(account.externalReference),
                                  account.changedAt,
                                  std::nullopt,
                                  view.position(account.account).value,
                                  std::nullopt,
                                  std::nullopt,
                                  account.capRaisedBy};
    if (account.transferSeq != 0) row.transfer = account.transfer;
    if (const auto limit = owner.limits.find(account.account.value()); limit != owner.limits.end())
        row.cap = limit->second.netDebitCap;
    const auto* funds = owner.account(domain::AccountType::Settlement, ledgerRow.currency);
    if (funds != nullptr && funds->hasPosition) row.liquidity = view.position(funds->id).value.negated();
    return row;
}

/// The words of the abort rule (admin-settlement 4.8), before the operator asks for it.
QString abortRefusal(const ledger::SettlementFile& file)
{
    using domain::SettlementState;
    const auto state = file.settlement.state;
    if (state == SettlementState::TransfersCommitted || state == SettlementState::Settling ||
        state == SettlementState::Settled || state == SettlementState::Aborted)
        return QStringLiteral("State change is not allowed for settlement '%1' in state '%2'")
            .arg(file.settlement.id.value())
            .arg(textOf(domain::toString(state)));
    const bool isCommitted = std::any_of(file.accounts.begin(), file.accounts.end(), [](const auto& account) {
        return account.state == SettlementState::TransfersCommitted;
    });
    return isCommitted ? QStringLiteral("At least one settlement transfer is committed for settlement '%1'. "
                                        "Aborting is not allowed.")
                             .arg(file.settlement.id.value())
                       : QString();
}

/// The same for the pair that the account is one side of.
QString pairRefusal(const ledger::SettlementFile& file, const ledger::SettlementAccount& side)
{
    using domain::SettlementState;
    if (side.counterparty.value() == 0)
        return QStringLiteral("The account is not settled against one other alone");
    if (side.state == SettlementState::Aborted) return QStringLiteral("The pair is aborted already");
    const bool isCommitted =
        std::any_of(file.accounts.begin(), file.accounts.end(), [&side](const auto& account) {
            const bool isOfPair =
                (account.account == side.account && account.counterparty == side.counterparty) ||
                (account.account == side.counterparty && account.counterparty == side.account);
            return isOfPair && (account.state == SettlementState::TransfersCommitted ||
                                account.state == SettlementState::Settled);
        });
    return isCommitted ? QStringLiteral("At least one transfer of the pair is committed for settlement '%1'. "
                                        "Aborting is not allowed.")
                             .arg(file.settlement.id.value())
                       : QString();
}

/// What the settlement's contents hold, before anything is netted.
void addGross(std::vector<api::CurrencyTotal>& totals, const ledger::SettlementFacts& facts,
              std::span<const ledger::WindowFacts> windows, const ledger::Registry& registry)
{
    for (const auto& window : windows)
        for (const auto& content : facts.contents) {
            const auto total = std::find_if(totals.begin(), totals.end(), [&content](const auto& row) {
                return row.currency == content.currency;
            });
            if (content.window != window.window.id || total == totals.end()) continue;
            for (const auto& flow : window.flows) {
                if (!settlement::isOf(flow, {content.type, content.currency}, registry)) continue;
                total->gross += flow.net;
                total->transfers += static_cast<qint64>(flow.transfers - flow.grossTransfers);
            }
        }
}

} // namespace

api::SettlementDetail settlementDetail(const ledger::SettlementFacts& facts,
                                       std::span<const ledger::WindowFacts> windows,
                                       std::span<const ledger::HistoryRow> history,
                                       const ledger::LedgerView& view)
{
    const auto registry = view.registry();
    api::SettlementDetail detail;
    detail.row = settlementRow(facts, *registry);
    addGross(detail.row.totals, facts, windows, *registry);
    for (const auto& window : windows)
        detail.windows.push_back(windowRow(window, *registry));
    for (const auto& content : facts.contents)
        detail.contents.push_back(contentRow(content, *registry));
    for (const auto& account : facts.file.accounts) {
        const auto* owner = registry->ownerOf(account.account);
        const auto* row = owner != nullptr ? owner->account(account.account) : nullptr;
        if (row == nullptr) continue;
        detail.accounts.push_back(accountRow(account, *owner, *row, view, *registry));
        detail.accounts.back().abortRefusal = pairRefusal(facts.file, account);
    }
    detail.history = historyRows(history, ledger::HistoryKind::Settlement);
    detail.nextStep = domain::nextAccountState(facts.file.settlement.state);
    detail.abortRefusal = abortRefusal(facts.file);
    return detail;
}

api::SettlementModelRow modelRow(const domain::SettlementModel& model, const ledger::Registry& registry)
{
    return api::SettlementModelRow{model.id,
                                   textOf(model.name),
                                   model.isActive,
                                   model.granularity,
                                   model.interchange,
                                   model.delay,
                                   model.currency,
                                   model.requireLiquidityCheck,
                                   model.autoPositionReset,
                                   typeName(registry, model.ledgerAccountType),
                                   typeName(registry, model.settlementAccountType),
                                   0};
}

ApplicableFlows applicableFlows(const ledger::WindowFacts& facts, const domain::SettlementModel& model,
                                const ledger::Registry& registry)
{
    using ledger::WindowState;
    ApplicableFlows out;
    const auto state = facts.window.state;
    if (state != WindowState::Closed && state != WindowState::Aborted &&
        state != WindowState::PendingSettlement) {
        out.reason = QStringLiteral("The window is %1.").arg(textOf(toString(state)));
        return out;
    }
    bool isTaken = false;
    bool isFree = false;
    for (const auto& content : facts.contents) {
        if (content.model != model.id) continue;
        if (content.state != WindowState::Closed && content.state != WindowState::Aborted) {
            isTaken = true;
            continue;
        }
        isFree = true;
        for (const auto& flow : facts.flows)
            if (settlement::isOf(flow, {content.type, content.currency}, registry)) out.flows.push_back(flow);
    }
    if (!isFree)
        out.reason = isTaken ? QStringLiteral("Another settlement has taken it.")
                             : QStringLiteral("It holds nothing of this model.");
    return out;
}

} // namespace hub::admin
