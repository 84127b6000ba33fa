#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/settlement/handlers.h"
#include "core/settlement/netting.h"
#include "core/settlement/settlement_transfers.h"

#include <algorithm>
#include <set>
#include <string>

namespace hub::settlement {
namespace {

using namespace domain::fspiop_code;
using domain::SettlementState;
using ledger::Decision;
using ledger::Draft;
using ledger::SettlementAccount;
using ledger::WindowState;

/// One request over one settlement: a working copy, written back at the end.
class Step
{
public:
    Step(Draft& draft, const ledger::StepSettlement& command, const ledger::SettlementFile& file)
        : m_draft(draft)
        , m_command(command)
        , m_transfers(draft, command.seed)
        , m_outcome(std::make_shared<ledger::SettlementOutcome>())
        , m_file(m_outcome->file)
        , m_before(file.settlement.state)
        , m_isTouched(file.accounts.size())
    {
        m_file = file;
        for (const auto& model : draft.registry().models())
            if (model.id == file.settlement.model) m_model = &model;
        HUB_CHECK(m_model != nullptr);
    }

    Decision run()
    {
        for (const auto& entry : m_command.entries)
            take(entry);
        for (std::size_t i = 0; i < m_isTouched.size(); ++i) {
            if (!m_isTouched[i]) continue;
            const auto& account = m_file.accounts[i];
            m_outcome->touched.emplace_back(account.account, account.counterparty);
            m_draft.change(ledger::SettlementAccountPut{account, m_command.note.operatorName});
        }
        moveSettlement();
        m_draft.audit(m_command.note, "settlement.step", std::to_string(m_command.settlement.value()),
                      ledger::AuditJson().put("state", domain::toString(m_before)).text(),
                      ledger::AuditJson()
                          .put("state", domain::toString(m_file.settlement.state))
                          .put("accounts", static_cast<std::int64_t>(m_outcome->touched.size()))
                          .put("refused", static_cast<std::int64_t>(m_outcome->faults.size()))
                          .text());
        Decision decision = m_draft.done();
        decision.answer.settlement = std::move(m_outcome);
        return decision;
    }

private:
    using Entry = ledger::StepSettlement::Entry;

    void fault(const Entry& entry, std::string text)
    {
        m_outcome->faults.push_back({entry.participant, entry.account, entry.counterparty, std::move(text)});
    }

    void take(const Entry& entry)
    {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < m_file.accounts.size(); ++i) {
            const auto& account = m_file.accounts[i];
            if (account.account == entry.account &&
                (entry.counterparty.value() == 0 || account.counterparty == entry.counterparty))
                places.push_back(i);
        }
        if (places.empty()) {
            fault(entry, "Account not found");
            return;
        }
        const auto owner = m_draft.registry().ownerOf(entry.account)->participant.id;
        if (entry.participant && *entry.participant != owner) {
            fault(entry, "Participant and account mismatch");
            return;
        }
        for (const auto place : places)
            if (const char* refused = takeAccount(entry, place); refused != nullptr) {
                fault(entry, refused);
                return;
            }
    }

    /// Null when it is done.
    const char* takeAccount(const Entry& entry, std::size_t place)
    {
        SettlementAccount& account = m_file.accounts[place];
        if (m_isTouched[place]) return "Account already processed once";
        const auto target = domain::parseSettlementState(entry.state);
        const bool isSame = target == account.state;
        const bool isStep = target && domain::nextAccountState(m_before) == target &&
                            domain::nextAccountState(account.state) == target;
        if (!isSame && !isStep) return "State change not allowed";
        m_isTouched[place] = true;
        account.reason = entry.reason;
        if (!entry.externalReference.empty()) account.externalReference = entry.externalReference;
        account.changedAt = m_draft.now();
        if (isSame) return nullptr;
        account.state = *target;
        if (m_model->autoPositionReset) moveMoney(account);
        return nullptr;
    }

    void moveMoney(SettlementAccount& account)
    {
        if (account.state == SettlementState::TransfersRecorded) m_transfers.record(account);
        if (account.state == SettlementState::TransfersReserved) {
            if (m_model->requireLiquidityCheck && account.net.isNegative()) raiseCap(account);
            m_transfers.reserve(account);
        }
        if (account.state == SettlementState::TransfersCommitted) m_transfers.commit(account);
    }

    /// A recipient that has spent its unsettled credit goes over its cap when it loses it: the cap is raised
    /// by what it loses, against the active limit, its alarm share kept (4.6).
    void raiseCap(SettlementAccount& account)
    {
        const auto* owner = m_draft.registry().ownerOf(account.account);
        const auto present = owner->limits.find(account.account.value());
        if (present == owner->limits.end()) return;
        domain::Limit limit = present->second;
        for (const auto& change : m_draft.changes())
            if (const auto* put = std::get_if<ledger::LimitPut>(&change);
                put != nullptr && put->account == account.account)
                limit = put->limit;
        const auto lost = account.net.absolute();
        const auto reserved = m_draft.state().position(account.account).reserved;
        if (!(limit.netDebitCap - m_draft.value(account.account) - reserved - lost).isNegative()) return;
        const auto before = limit.netDebitCap;
        limit.netDebitCap += lost;
        account.capRaisedBy = lost;
        m_draft.change(ledger::LimitPut{account.account, limit, m_draft.now()});
        m_draft.audit(m_command.note, "participant.limit", owner->participant.name.value(),
                      ledger::AuditJson().put(domain::kNetDebitCap, before).text(),
                      ledger::AuditJson()
                          .put(domain::kNetDebitCap, limit.netDebitCap)
                          .put("settlement", m_command.settlement.value())
                          .text());
    }

    /// The settlement follows its accounts.
    void moveSettlement()
    {
        const auto target = domain::nextAccountState(m_before);
        if (!target) return;
        const auto isThere = [&](const SettlementAccount& account) { return account.state == *target; };
        const bool isAll = std::all_of(m_file.accounts.begin(), m_file.accounts.end(), isThere);
        const bool isSome = std::any_of(m_file.accounts.begin(), m_file.accounts.end(), isThere);
        if (*target == SettlementState::Settled && isSome) settleContents();
        SettlementState state = m_before;
        if (isAll)
            state = *target;
        else if (*target == SettlementState::Settled && isSome)
            state = SettlementState::Settling;
        if (state != m_before) enter(state);
        // Last: a settled window takes its contents out of memory.
        for (auto& window : m_settledWindows)
            m_draft.change(ledger::WindowPut{std::move(window), m_command.note.operatorName});
        m_settledWindows.clear();
    }

    void enter(SettlementState state)
    {
        auto& settlement = m_file.settlement;
        settlement.state = state;
        settlement.reason = state == SettlementState::Settling
                                ? "Some settlement accounts are SETTLED"
                                : "All settlement accounts are " + std::string(domain::toString(state));
        settlement.changedAt = m_draft.now();
        m_draft.change(ledger::SettlementPut{settlement, m_command.note.operatorName});
    }

    /// True when every account that the content has moved is SETTLED.
    bool isSettled(const ledger::WindowContent& content) const
    {
        std::set<domain::AccountId> waiting;
        for (const auto& account : m_file.accounts)
            if (account.state != SettlementState::Settled) waiting.insert(account.account);
        for (const auto& flow : m_draft.state().flows.at(content.window.value()).rows())
            if (isOf(flow, {content.type, content.currency}, m_draft.registry()) &&
                (waiting.contains(flow.payer) || waiting.contains(flow.payee)))
                return false;
        return true;
    }

    void settleContents()
    {
        const auto& state = m_draft.state();
        std::set<domain::ContentId> settled;
        std::set<domain::WindowId> windows;
        for (const auto& ref : m_file.settlement.contents) {
            const auto found = state.contents.find(ref.content.value());
            if (found == state.contents.end() || found->second.state == WindowState::Settled ||
                !isSettled(found->second))
                continue;
            ledger::WindowContent content = found->second;
            content.state = WindowState::Settled;
            content.reason = "All content aggregation records are SETTLED";
            content.changedAt = m_draft.now();
            settled.insert(content.id);
            windows.insert(content.window);
            m_draft.change(ledger::ContentPut{std::move(content), m_command.note.operatorName});
        }
        for (const auto window : windows) {
            const bool isWhole =
                std::all_of(state.contents.begin(), state.contents.end(), [&](const auto& entry) {
                    return entry.second.window != window || settled.contains(entry.second.id) ||
                           entry.second.state == WindowState::Settled;
                });
            if (!isWhole) continue;
            ledger::Window row = state.windows.at(window.value());
            row.state = WindowState::Settled;
            row.reason = "All settlement window content is SETTLED";
            row.changedAt = m_draft.now();
            m_settledWindows.push_back(std::move(row));
        }
    }

    Draft& m_draft;
    const ledger::StepSettlement& m_command;
    SettlementTransfers m_transfers;
    std::shared_ptr<ledger::SettlementOutcome> m_outcome;
    ledger::SettlementFile& m_file;
    const SettlementState m_before;
    std::vector<bool> m_isTouched;
    const domain::SettlementModel* m_model = nullptr;
    std::vector<ledger::Window> m_settledWindows;
};

} // namespace

Decision stepSettlement(Draft& draft, const ledger::StepSettlement& command)
{
    const auto& settlements = draft.state().settlements;
    const auto found = settlements.find(command.settlement.value());
    if (found == settlements.end()) {
        const bool isOld =
            command.settlement.value() > 0 && command.settlement.value() < draft.state().nextSettlementId;
        return draft.refuse(kGenericValidationError, isOld ? "Settlement is over" : "Settlement not found");
    }
    return Step(draft, command, found->second).run();
}

} // namespace hub::settlement
