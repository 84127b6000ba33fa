#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/settlement/handlers.h"
#include "core/settlement/netting.h"
#include "core/settlement/settlement_transfers.h"

#include <algorithm>
#include <map>
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

    /// Ends both sides of a pair without settling it; the settlement goes on with the others. A pair that is
    /// aborted already takes the new reason, as an aborted settlement does (4.8), and nothing moves.
    Decision abortPair(const ledger::AbortSettlement& abort, std::size_t place, std::size_t mirror)
    {
        const bool isRepeat = m_file.accounts[place].state == SettlementState::Aborted;
        const auto error = domain::makeError(kGenericSettlementError, abort.reason);
        for (const auto at : {place, mirror}) {
            SettlementAccount& account = m_file.accounts[at];
            if (account.state != SettlementState::Aborted && account.transferSeq != 0)
                m_transfers.abort(account, error);
            account.state = SettlementState::Aborted;
            account.reason = abort.reason;
            if (!abort.externalReference.empty()) account.externalReference = abort.externalReference;
            account.changedAt = m_draft.now();
            m_outcome->touched.emplace_back(account.account, account.counterparty);
            m_draft.change(ledger::SettlementAccountPut{account, abort.note.operatorName});
        }
        if (!isRepeat) moveSettlement();
        m_draft.audit(abort.note, "settlement.abortPair", std::to_string(abort.settlement.value()),
                      ledger::AuditJson().put("state", domain::toString(m_before)).text(),
                      ledger::AuditJson()
                          .put("state", domain::toString(m_file.settlement.state))
                          .put("account", abort.account.value())
                          .put("counterparty", abort.counterparty.value())
                          .text());
        Decision decision = m_draft.done();
        decision.answer.settlement = std::move(m_outcome);
        return decision;
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
        // Pairs that were aborted stop no other of the account.
        const auto isOver = [this](std::size_t i) {
            return m_file.accounts[i].state == SettlementState::Aborted;
        };
        if (!std::all_of(places.begin(), places.end(), isOver)) std::erase_if(places, isOver);
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
    /// by what it loses, against the active limit, its alarm share kept (4.6). A cap that is a share of the
    /// liquidity stays that (decision 20).
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
        if (limit.liquidityPercentHundredths > 0) return;
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
        const auto isDone = [&](const SettlementAccount& account) {
            return isThere(account) || account.state == SettlementState::Aborted;
        };
        const bool isSome = std::any_of(m_file.accounts.begin(), m_file.accounts.end(), isThere);
        const bool isAll = isSome && std::all_of(m_file.accounts.begin(), m_file.accounts.end(), isDone);
        if (*target == SettlementState::Settled && isSome) settleContents(isAll);
        SettlementState state = m_before;
        if (isAll)
            state = *target;
        else if (*target == SettlementState::Settled && isSome)
            state = SettlementState::Settling;
        if (state != m_before) enter(state);
        // Last: a settled window takes its contents out of memory.
        for (auto& window : m_endedWindows)
            m_draft.change(ledger::WindowPut{std::move(window), m_command.note.operatorName});
        m_endedWindows.clear();
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

    enum class Rest {
        Waiting, ///< an account that the content has moved is not SETTLED yet
        Settled,
        Freed, ///< a pair was aborted: what it moved is to be settled by another settlement
    };

    /// The account's side of a flow; null when it has none (a DFSP's payments to itself, beside others).
    const SettlementAccount* sideOf(domain::AccountId account, domain::AccountId other) const
    {
        const bool isBilateral = m_model->interchange == domain::SettlementInterchange::Bilateral;
        const auto counterparty = isBilateral && account != other ? other : domain::AccountId();
        const auto at =
            std::find_if(m_file.accounts.begin(), m_file.accounts.end(), [&](const SettlementAccount& row) {
                return row.account == account && row.counterparty == counterparty;
            });
        return at != m_file.accounts.end() ? &*at : nullptr;
    }

    Rest restOf(const ledger::WindowContent& content) const
    {
        // An account of a bilateral settlement has a row for each counterparty and is done when all are.
        std::set<domain::AccountId> waiting;
        for (const auto& row : m_file.accounts)
            if (row.state != SettlementState::Settled && row.state != SettlementState::Aborted)
                waiting.insert(row.account);
        Rest rest = Rest::Settled;
        for (const auto& flow : m_draft.state().flows.at(content.window.value()).rows()) {
            if (flow.isSettled || !isOf(flow, {content.type, content.currency}, m_draft.registry())) continue;
            if (waiting.contains(flow.payer) || waiting.contains(flow.payee)) return Rest::Waiting;
            for (const auto* side : {sideOf(flow.payer, flow.payee), sideOf(flow.payee, flow.payer)})
                if (side != nullptr && side->state == SettlementState::Aborted) rest = Rest::Freed;
        }
        return rest;
    }

    /// The content can be settled again, without the pairs that are settled.
    void freeContent(ledger::WindowContent content)
    {
        for (const auto& flow : m_draft.state().flows.at(content.window.value()).rows()) {
            if (flow.isSettled || !isOf(flow, {content.type, content.currency}, m_draft.registry())) continue;
            const auto* side = sideOf(flow.payer, flow.payee);
            if (side == nullptr || side->state == SettlementState::Settled)
                m_draft.change(ledger::FlowSettled{flow.window, flow.payer, flow.payee});
        }
        content.state = WindowState::Aborted;
        content.reason = "A pair of the settlement was aborted";
        content.settlement = domain::SettlementId();
        content.changedAt = m_draft.now();
        m_ended.insert_or_assign(content.id, content);
    }

    void settleContents(bool isEnd)
    {
        for (const auto& ref : m_file.settlement.contents) {
            const auto found = m_draft.state().contents.find(ref.content.value());
            if (found == m_draft.state().contents.end() || found->second.state == WindowState::Settled)
                continue;
            const Rest rest = restOf(found->second);
            if (rest == Rest::Freed && isEnd) freeContent(found->second);
            if (rest != Rest::Settled) continue;
            ledger::WindowContent content = found->second;
            content.state = WindowState::Settled;
            content.reason = "All content aggregation records are SETTLED";
            content.changedAt = m_draft.now();
            m_ended.insert_or_assign(content.id, content);
        }
        std::set<domain::WindowId> windows;
        for (const auto& [id, content] : m_ended) {
            windows.insert(content.window);
            m_draft.change(ledger::ContentPut{content, m_command.note.operatorName});
        }
        for (const auto window : windows)
            endWindow(window);
        m_ended.clear();
    }

    /// The window follows its contents: SETTLED when all are, ABORTED when one is and nothing live holds any.
    void endWindow(domain::WindowId window)
    {
        bool isWhole = true;
        bool isLive = false;
        bool isAborted = false;
        for (const auto& [id, present] : m_draft.state().contents) {
            if (present.window != window) continue;
            const auto ended = m_ended.find(present.id);
            const auto& content = ended != m_ended.end() ? ended->second : present;
            isWhole = isWhole && content.state == WindowState::Settled;
            isLive = isLive || content.state == WindowState::PendingSettlement;
            isAborted = isAborted || content.state == WindowState::Aborted;
        }
        if (!isWhole && (isLive || !isAborted)) return;
        ledger::Window row = m_draft.state().windows.at(window.value());
        row.state = isWhole ? WindowState::Settled : WindowState::Aborted;
        row.reason =
            isWhole ? "All settlement window content is SETTLED" : "A pair of the settlement was aborted";
        row.changedAt = m_draft.now();
        m_endedWindows.push_back(std::move(row));
    }

    Draft& m_draft;
    const ledger::StepSettlement& m_command;
    SettlementTransfers m_transfers;
    std::shared_ptr<ledger::SettlementOutcome> m_outcome;
    ledger::SettlementFile& m_file;
    const SettlementState m_before;
    std::vector<bool> m_isTouched;
    const domain::SettlementModel* m_model = nullptr;
    std::map<domain::ContentId, ledger::WindowContent> m_ended;
    std::vector<ledger::Window> m_endedWindows;
};

} // namespace

Decision abortPair(Draft& draft, const ledger::AbortSettlement& command, const ledger::SettlementFile& file)
{
    const std::string name = '\'' + std::to_string(command.settlement.value()) + '\'';
    const auto placeOf = [&file](domain::AccountId account, domain::AccountId counterparty) {
        const auto at = std::find_if(file.accounts.begin(), file.accounts.end(), [&](const auto& row) {
            return row.account == account && row.counterparty == counterparty && counterparty.value() != 0;
        });
        return static_cast<std::size_t>(at - file.accounts.begin());
    };
    const auto place = placeOf(command.account, command.counterparty);
    const auto mirror = placeOf(command.counterparty, command.account);
    if (place == file.accounts.size() || mirror == file.accounts.size())
        return draft.refuse(kGenericValidationError, "The accounts " +
                                                         std::to_string(command.account.value()) + " and " +
                                                         std::to_string(command.counterparty.value()) +
                                                         " are no pair of settlement " + name);
    ledger::StepSettlement step;
    step.settlement = command.settlement;
    step.note = command.note;
    if (file.accounts[place].state == SettlementState::Aborted)
        return Step(draft, step, file).abortPair(command, place, mirror);
    for (const auto at : {place, mirror})
        if (const auto state = file.accounts[at].state;
            state == SettlementState::TransfersCommitted || state == SettlementState::Settled)
            return draft.refuse(kGenericValidationError,
                                "At least one transfer of the pair is committed for settlement " + name +
                                    ". Aborting is not allowed.");
    if (const auto why = finaliseForbidsAbort(draft, command.settlement); !why.empty())
        return draft.refuse(kGenericValidationError, why);
    const bool isLast = std::all_of(file.accounts.begin(), file.accounts.end(), [&](const auto& row) {
        return row.state == SettlementState::Aborted || &row == &file.accounts[place] ||
               &row == &file.accounts[mirror];
    });
    if (isLast) {
        ledger::AbortSettlement whole = command;
        whole.account = whole.counterparty = domain::AccountId();
        return abortSettlement(draft, whole);
    }
    return Step(draft, step, file).abortPair(command, place, mirror);
}

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
