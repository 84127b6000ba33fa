#include "tests/sim/settlement_history.h"

#include <algorithm>

namespace hub::sim {

using namespace hub::test;

namespace {

constexpr std::array kNames{"alpha", "beta", "gamma", "delta"};
constexpr std::array kCurrencies{"USD", "EUR", "TZS", "XOF"};
constexpr std::array kStates{
    "PS_TRANSFERS_RECORDED", "PS_TRANSFERS_RESERVED", "PS_TRANSFERS_COMMITTED", "SETTLED", "ABORTED",
    "PENDING_SETTLEMENT"};
constexpr std::array kModels{"DEFAULT", "EURO", "PAIRS", "GROSS", "FEES"};
constexpr SettlementAuditor::Units kFirstDeposit = 10'000'000'000;

SettlementAuditor::Units unitsOf(domain::Amount amount)
{
    return amount.toColumn();
}

std::string textOf(ledger::WindowState state)
{
    constexpr std::array kWindowStates{"OPEN",    "PROCESSING", "CLOSED", "PENDING_SETTLEMENT",
                                       "SETTLED", "ABORTED",    "FAILED"};
    return kWindowStates.at(static_cast<std::size_t>(state) - 1);
}

} // namespace

SettlementHistory::SettlementHistory(
    std::uint64_t seed, std::function<void(const ledger::Command&, const ledger::Decision&)> onRun)
    : m_random(seed)
    , m_onRun(std::move(onRun))
{
    m_scheme.onRun = [this](const ledger::Command& command, const ledger::Decision& decision) {
        note(decision);
        if (m_onRun) m_onRun(command, decision);
    };
    for (const char* currency : kCurrencies)
        m_scheme.openCurrency(currency);
    using namespace domain;
    // A default, one currency with its own net model, one bilateral, one gross; fees in all.
    add({"DEFAULT"}, {"DEFAULT", "", false, false, true});
    add({"EURO", "EUR", SettlementGranularity::Net, SettlementInterchange::Multilateral,
         SettlementDelay::Deferred, "POSITION", "SETTLEMENT", below(2) == 0},
        {"EURO", "EUR", false, false, false});
    add({"PAIRS", "TZS", SettlementGranularity::Net, SettlementInterchange::Bilateral},
        {"PAIRS", "TZS", false, true, true});
    add({"GROSS", "XOF", SettlementGranularity::Gross, SettlementInterchange::Bilateral,
         SettlementDelay::Immediate, "POSITION", "SETTLEMENT", false},
        {"GROSS", "XOF", true, true, false});
    add({"FEES", "", SettlementGranularity::Net, SettlementInterchange::Multilateral,
         SettlementDelay::Deferred, "INTERCHANGE_FEE", "INTERCHANGE_FEE_SETTLEMENT"},
        {"FEES", "", false, false, true, true});
    for (const char* name : kNames)
        for (const char* currency : kCurrencies)
            m_scheme.addDfsp(name, currency, "1000000", "1000000");
    // A cap that is a share of a deposit which gross settlement moves.
    domain::Limit share{amountOf("0"), 1000, 9'000};
    m_scheme.run(ledger::SetLimit{FspId("alpha"), currencyOf("XOF"), "NET_DEBIT_CAP", share, {}});
}

void SettlementHistory::add(const ModelOf& model, SettlementAuditor::Model audited)
{
    audited.resets = model.autoPositionReset && !audited.isGross;
    m_scheme.addModel(model);
    m_auditor.addModel(audited);
}

/// Every committed client transfer gets the window that is open, once.
void SettlementHistory::note(const ledger::Decision& decision)
{
    for (const auto& change : decision.changes) {
        if (const auto* received = std::get_if<ledger::TransferReceived>(&change)) {
            if (received->kind == ledger::TransferKind::Client) m_clients[received->seq] = 0;
            continue;
        }
        const auto* moved = std::get_if<ledger::TransferMoved>(&change);
        if (moved == nullptr || moved->state != domain::TransferState::Committed) continue;
        const auto client = m_clients.find(moved->seq);
        const auto wanted = client != m_clients.end() ? m_auditor.openWindow() : 0;
        if (client != m_clients.end()) ++client->second;
        if (moved->window.value() != wanted)
            m_wrongStamp = "transfer " + std::to_string(moved->seq) + " fell into window " +
                           std::to_string(moved->window.value());
    }
}

std::string SettlementHistory::run(int steps)
{
    for (int i = 0; i < steps; ++i) {
        std::string wrong = act();
        if (wrong.empty()) wrong = compareBalances();
        if (wrong.empty() && (i % 8 == 0 || i + 1 == steps)) wrong = compare();
        if (!wrong.empty()) return "step " + std::to_string(i) + ": " + wrong;
    }
    return {};
}

std::string SettlementHistory::act()
{
    switch (below(20)) {
    case 0:
    case 1:
        return close();
    case 2:
    case 3:
    case 4:
        return create();
    case 5:
    case 6:
    case 7:
    case 8:
    case 9:
    case 10:
        return step();
    case 11:
        return below(3) == 0 ? abort() : step();
    case 12:
        return abortPair();
    case 13:
        deposit();
        return {};
    default:
        return pay();
    }
}

std::string SettlementHistory::pay()
{
    Payment payment{
        "p" + std::to_string(++m_paid), oneOf(kNames), oneOf(kNames), oneOf(kCurrencies), {}, below(3) == 0};
    if (payment.payer == payment.payee) return {};
    payment.amount = domain::Amount::fromUnits(1 + static_cast<std::int64_t>(below(50'000)));
    auto command = m_scheme.prepare(payment.label, payment.payer, payment.payee, payment.amount.toString(),
                                    payment.currency);
    if (payment.hasTerms)
        command.facts = std::make_shared<const domain::TransactionFacts>(
            domain::TransactionFacts{"Wallet", "Wallet", "TRANSFER", "PAYER", "CONSUMER"});
    m_scheme.run(command);
    m_auditor.reserve(payment.payer, payment.currency, unitsOf(payment.amount));
    if (below(6) == 0) {
        // A window may close while it is reserved: it falls where it commits.
        m_waiting.push_back(payment);
        return {};
    }
    finish(payment);
    if (!m_waiting.empty() && below(2) == 0) {
        finish(m_waiting.back());
        m_waiting.pop_back();
    }
    return {};
}

void SettlementHistory::finish(const Payment& payment)
{
    if (below(8) == 0) {
        m_scheme.run(m_scheme.abort(payment.label, payment.payee, "5104"));
        m_auditor.release(payment.payer, payment.currency, unitsOf(payment.amount));
        return;
    }
    m_scheme.run(m_scheme.fulfil(payment.label, payment.payee));
    m_auditor.commit(payment.payer, payment.payee, payment.currency, unitsOf(payment.amount));
    if (payment.hasTerms)
        m_auditor.chargeFee(payment.payer, payment.payee, payment.currency, unitsOf(payment.amount));
}

void SettlementHistory::deposit()
{
    const std::string name = oneOf(kNames);
    const std::string currency = oneOf(kCurrencies);
    const auto amount = domain::Amount::fromUnits(1 + static_cast<std::int64_t>(below(90'000)));
    m_scheme.deposit(name, amount.toString(), "d" + std::to_string(++m_paid), currency);
    m_deposited[name + ' ' + currency] += unitsOf(amount);
}

std::int64_t SettlementHistory::anyWindow()
{
    return 1 + static_cast<std::int64_t>(below(std::uint64_t(m_auditor.openWindow()) + 1));
}

std::string SettlementHistory::close()
{
    const auto window = below(4) == 0 ? anyWindow() : m_auditor.openWindow();
    const bool isWanted = m_auditor.close(window);
    const bool isDone = refusal(m_scheme.close(window)).empty();
    return isWanted == isDone ? std::string() : "close of window " + std::to_string(window);
}

std::string SettlementHistory::create()
{
    const std::string model = oneOf(kModels);
    std::set<std::int64_t> windows;
    for (std::uint64_t i = 0; i <= below(3); ++i)
        windows.insert(anyWindow());
    const auto wanted = m_auditor.create(model, windows);
    const auto decision = m_scheme.settle(model, {windows.begin(), windows.end()});
    if (decision.answer.createdId != wanted) return "creation of a settlement of " + model;
    return wanted != 0 && nets(wanted) != m_auditor.nets(wanted) ? "nets of a settlement" : std::string();
}

std::set<std::string> SettlementHistory::nets(std::int64_t settlement) const
{
    std::set<std::string> out;
    for (const auto& account : m_scheme.file(settlement).accounts)
        out.insert(nameOf(account.account) + '/' + nameOf(account.counterparty) + ' ' +
                   ledgerOf(account.account) + ' ' + account.net.toString());
    return out;
}

std::string SettlementHistory::nameOf(domain::AccountId account) const
{
    const auto* owner = m_scheme.state.registry->ownerOf(account);
    return owner != nullptr ? owner->participant.name.value() : std::string();
}

std::string SettlementHistory::ledgerOf(domain::AccountId account) const
{
    const auto* owned = m_scheme.state.registry->ownerOf(account)->account(account);
    return std::string(owned->currency.code()) +
           (owned->type == domain::AccountType::InterchangeFee ? "#fee" : "");
}

/// A settlement that is over and has left memory takes nothing more.
std::string SettlementHistory::isLate(std::int64_t id)
{
    ++m_late;
    const auto state = m_auditor.state(id);
    if (state != "SETTLED" && state != "ABORTED") return "a settlement left memory as " + state;
    ledger::StepSettlement command;
    command.settlement = domain::SettlementId(id);
    command.entries.push_back(
        {std::nullopt, m_scheme.account("alpha", domain::AccountType::Position), {}, "SETTLED", "why", {}});
    const auto stepped = m_scheme.run(command);
    if (refusal(stepped).empty() || !stepped.changes.empty()) return "a step of a settlement that is over";
    const auto aborted = m_scheme.abort(id);
    return refusal(aborted).empty() || !aborted.changes.empty() ? "abort of a settlement that is over" : "";
}

std::string SettlementHistory::step()
{
    if (m_auditor.lastSettlement() == 0) return {};
    const auto id = 1 + static_cast<std::int64_t>(below(std::uint64_t(m_auditor.lastSettlement())));
    if (!m_scheme.state.settlements.contains(id)) return isLate(id);
    const auto before = m_auditor.state(id);
    // Mostly what comes next, sometimes anything.
    std::string target = oneOf(kStates);
    const auto next = domain::nextAccountState(*domain::parseSettlementState(before));
    if (next && below(5) != 0) target = domain::toString(*next);
    ledger::StepSettlement command;
    command.settlement = domain::SettlementId(id);
    for (auto& byte : command.seed)
        byte = static_cast<std::uint8_t>(below(256));
    std::size_t faults = 0;
    const auto leftOut = below(2) == 0 ? 4 : 1'000'000; // All of them, or most.
    for (const auto& account : m_scheme.file(id).accounts) {
        if (below(static_cast<std::uint64_t>(leftOut)) == 0) continue;
        command.entries.push_back({std::nullopt, account.account, account.counterparty, target, "why", {}});
        if (!m_auditor.step(id, nameOf(account.account), nameOf(account.counterparty),
                            ledgerOf(account.account), target, before))
            ++faults;
    }
    m_auditor.follow(id);
    const auto decision = m_scheme.run(command);
    if (decision.answer.settlement->faults.size() != faults) return "faults of a step to " + target;
    if (m_scheme.stateOf(id) != m_auditor.state(id)) return "state after a step to " + target;
    return before != "SETTLED" && m_scheme.stateOf(id) == "SETTLED" ? repeat(id) : std::string();
}

/// SETTLED told again moves nothing.
std::string SettlementHistory::repeat(std::int64_t settlement)
{
    ++m_repeats;
    const auto decision = m_scheme.step(settlement, "SETTLED");
    const bool moves = std::any_of(decision.changes.begin(), decision.changes.end(), [](const auto& change) {
        return std::holds_alternative<ledger::PositionMoved>(change) ||
               std::holds_alternative<ledger::TransferMoved>(change) ||
               std::holds_alternative<ledger::TransferReceived>(change) ||
               std::holds_alternative<ledger::FlowSettled>(change) ||
               std::holds_alternative<ledger::ContentPut>(change) ||
               std::holds_alternative<ledger::WindowPut>(change);
    });
    return moves ? "a settlement that is settled twice" : std::string();
}

std::string SettlementHistory::abort()
{
    const auto id = 1 + static_cast<std::int64_t>(below(std::uint64_t(m_auditor.lastSettlement()) + 1));
    if (id <= m_auditor.lastSettlement() && !m_scheme.state.settlements.contains(id)) return isLate(id);
    const bool isWanted = m_auditor.abort(id);
    return isWanted == refusal(m_scheme.abort(id)).empty() ? std::string() : "abort";
}

std::string SettlementHistory::abortPair()
{
    std::vector<std::int64_t> bilateral;
    for (const auto& [id, file] : m_scheme.state.settlements)
        if (!file.accounts.empty() && file.accounts.front().counterparty.value() != 0)
            bilateral.push_back(id);
    if (bilateral.empty()) return {};
    const auto id = bilateral[below(bilateral.size())];
    const auto& accounts = m_scheme.file(id).accounts;
    const auto account = accounts[below(accounts.size())];
    const bool isWanted = m_auditor.abortPair(id, nameOf(account.account), nameOf(account.counterparty),
                                              ledgerOf(account.account));
    m_pairs += isWanted ? 1 : 0;
    const auto decision = m_scheme.abort(id, account.account, account.counterparty);
    return isWanted == refusal(decision).empty() ? std::string() : "abort of a pair";
}

std::string SettlementHistory::compare()
{
    std::string wrong = compareBalances();
    if (wrong.empty()) wrong = compareWindows();
    if (wrong.empty()) wrong = compareSettlements();
    if (wrong.empty()) wrong = compareStamps();
    return wrong.empty() ? m_auditor.strays() : wrong;
}

std::string SettlementHistory::compareBalances() const
{
    using domain::AccountType;
    for (const std::string currency : kCurrencies) {
        SettlementAuditor::Units reserved = 0;
        for (const auto& payment : m_waiting)
            if (payment.currency == currency) reserved += unitsOf(payment.amount);
        if (unitsOf(m_scheme.sum(currency)) != reserved) return "conservation in " + currency;
        const auto hub = m_scheme.Scheme::value("Hub", AccountType::HubMultilateralSettlement, currency);
        if (unitsOf(hub) != m_auditor.hub(currency) + m_auditor.hub(currency + "#fee"))
            return "hub account in " + currency;
        for (const std::string name : kNames) {
            const auto value = [&](AccountType type) {
                return unitsOf(m_scheme.Scheme::value(name, type, currency));
            };
            if (value(AccountType::Position) != m_auditor.position(name, currency))
                return "position of " + name + " in " + currency;
            if (value(AccountType::InterchangeFee) != m_auditor.position(name, currency + "#fee"))
                return "fees of " + name + " in " + currency;
            const auto given = m_deposited.find(name + ' ' + currency);
            const auto held = kFirstDeposit + (given != m_deposited.end() ? given->second : 0);
            if (value(AccountType::Settlement) + held != m_auditor.deposits(name, currency))
                return "settlement account of " + name + " in " + currency;
        }
    }
    return {};
}

/// States, contents and sums of the windows that are not settled.
std::string SettlementHistory::compareWindows() const
{
    for (std::int64_t window = 1; window <= m_auditor.openWindow(); ++window) {
        const std::string name = "window " + std::to_string(window);
        if (m_scheme.windowState(window) != m_auditor.windowState(window))
            return name + " is " + m_scheme.windowState(window) + ", not " + m_auditor.windowState(window);
        const auto kept = m_scheme.state.flows.find(window);
        if (!m_scheme.state.windows.contains(window)) continue;
        std::map<std::string, SettlementAuditor::Flow> flows;
        if (kept != m_scheme.state.flows.end())
            for (const auto& flow : kept->second.rows())
                flows[nameOf(flow.payer) + '/' + nameOf(flow.payee) + ' ' + ledgerOf(flow.payer)] = {
                    unitsOf(flow.net), unitsOf(flow.gross), flow.transfers, flow.grossTransfers,
                    flow.isSettled};
        if (flows != m_auditor.flows(window)) return "sums of " + name;
        std::multiset<std::string> contents;
        for (const auto& [id, content] : m_scheme.state.contents) {
            if (content.window.value() != window) continue;
            const auto& models = m_scheme.state.registry->models();
            const auto model = std::find_if(models.begin(), models.end(),
                                            [&](const auto& row) { return row.id == content.model; });
            const bool isFee = content.type == domain::AccountType::InterchangeFee;
            contents.insert(std::string(content.currency.code()) + (isFee ? "#fee " : " ") + model->name +
                            ' ' + textOf(content.state) + ' ' + std::to_string(content.settlement.value()));
        }
        if (contents != m_auditor.contents(window)) return "contents of " + name;
    }
    return {};
}

std::string SettlementHistory::compareSettlements() const
{
    for (const auto& [id, file] : m_scheme.state.settlements) {
        const std::string name = "settlement " + std::to_string(id);
        if (m_scheme.stateOf(id) != m_auditor.state(id)) return "state of " + name;
        std::set<std::string> accounts;
        for (const auto& account : file.accounts)
            accounts.insert(nameOf(account.account) + '/' + nameOf(account.counterparty) + ' ' +
                            ledgerOf(account.account) + ' ' + account.net.toString() + ' ' +
                            std::string(domain::toString(account.state)));
        if (accounts != m_auditor.accounts(id)) return "accounts of " + name;
    }
    return {};
}

std::string SettlementHistory::compareStamps() const
{
    if (!m_wrongStamp.empty()) return m_wrongStamp;
    std::size_t committed = 0;
    for (const auto& [seq, times] : m_clients) {
        if (times > 1) return "transfer " + std::to_string(seq) + " is in two windows";
        committed += static_cast<std::size_t>(times);
    }
    return committed == m_auditor.committed() ? std::string() : "number of committed transfers";
}

} // namespace hub::sim
