#include "core/base/check.h"
#include "core/ledger/state.h"

#include <algorithm>

namespace hub::ledger {
namespace {

/// Carries one change list into State. The registry is copied at most once, when the first row of it comes.
class Absorber
{
public:
    explicit Absorber(State& state)
        : m_state(state)
    {}
    ~Absorber()
    {
        if (m_registry != nullptr) m_state.registry = std::move(m_registry);
    }
    Absorber(const Absorber&) = delete;
    Absorber& operator=(const Absorber&) = delete;

    void operator()(const TransferReceived& row);
    void operator()(const TransferMoved& row);
    void operator()(const HashKept& row);
    void operator()(const PositionMoved& row);
    void operator()(const AccountPut& row);
    void operator()(const WindowPut& row);
    void operator()(const ParticipantPut& row)
    {
        registry().put(row.participant);
        raise(m_state.nextParticipantId, row.participant.id.value());
    }
    void operator()(const LimitPut& row) { registry().put(row.account, row.limit); }
    void operator()(const EndpointPut& row) { registry().put(row.endpoint); }
    void operator()(const AccountTypePut& row)
    {
        registry().put(row.type);
        raise(m_state.nextAccountTypeId, static_cast<std::int64_t>(row.type.id));
    }
    void operator()(const ModelPut& row)
    {
        registry().put(row.model);
        raise(m_state.nextModelId, row.model.id.value());
    }
    void operator()(const OraclePut& row)
    {
        registry().put(row.oracle);
        raise(m_state.nextOracleId, row.oracle.id.value());
    }
    void operator()(const FlowAdded& row)
    {
        m_state.flows[row.window.value()].add(row.window, row.payer, row.payee, row.amount, row.isGross);
    }
    void operator()(const FlowSettled& row)
    {
        if (const auto at = m_state.flows.find(row.window.value()); at != m_state.flows.end())
            at->second.settle(row.payer, row.payee);
    }
    void operator()(const ContactPut& row)
    {
        registry().put(row.contact);
        raise(m_state.nextContactId, row.contact.id.value());
    }
    void operator()(const ContactRemoved& row) { registry().remove(row.participant, row.id); }
    void operator()(const ContentPut& row)
    {
        raise(m_state.nextContentId, row.content.id.value());
        m_state.contents.insert_or_assign(row.content.id.value(), row.content);
    }
    void operator()(const SettlementPut& row);
    void operator()(const SettlementAccountPut& row);
    void operator()(const InterchangeRulePut& row)
    {
        registry().put(row.rule);
        raise(m_state.nextRuleId, row.rule.id.value());
    }
    void operator()(const InterchangeRuleRemoved& row) { registry().remove(row.id); }
    void operator()(const FactsKept& row)
    {
        if (const auto at = m_state.open.find(row.seq); at != m_state.open.end())
            at->second.facts = row.facts;
    }
    void operator()(const CredentialPut& row)
    {
        registry().put(row.credential);
        raise(m_state.nextCredentialId, row.credential.id.value());
    }
    void operator()(const DeliveryPausePut& row) { registry().put(row.participant, row.pause); }
    void operator()(const DeadLetterRevived& row) { m_state.deadLetters[row.seq].reset(); }
    void operator()(const FinalisePut& row);
    // Rows that only the store keeps.
    void operator()(const FeeCharged&) {}
    void operator()(const DirectoryPut&) {}
    void operator()(const DirectoryRemoved&) {}
    void operator()(const OutboxEnded&) {}
    void operator()(const AuditRow&) {}
    void operator()(const BulkPut& row)
    {
        m_state.bulks.put(row.bulk);
        m_state.nextBulkSeq = std::max(m_state.nextBulkSeq, row.bulk.seq + 1);
    }
    void operator()(const BulkItemPut& row) { m_state.bulks.put(row.item); }

private:
    Registry& registry()
    {
        if (m_registry == nullptr)
            m_registry = m_state.registry != nullptr ? std::make_shared<Registry>(*m_state.registry)
                                                     : std::make_shared<Registry>();
        return *m_registry;
    }
    const Registry& seen() const { return m_registry != nullptr ? *m_registry : *m_state.registry; }
    static void raise(std::int64_t& next, std::int64_t used) { next = std::max(next, used + 1); }
    std::uint32_t participantOf(domain::AccountId account, const domain::FspId& name) const
    {
        const auto* entry = account.value() != 0 ? seen().ownerOf(account) : seen().find(name.value());
        return entry != nullptr ? static_cast<std::uint32_t>(entry->participant.id.value()) : 0;
    }

    State& m_state;
    std::shared_ptr<Registry> m_registry;
};

ShortHash shortened(const base::Digest& hash)
{
    ShortHash kept;
    std::copy_n(hash.begin(), kept.size(), kept.begin());
    return kept;
}

void Absorber::operator()(const TransferReceived& row)
{
    HUB_CHECK(row.seq == m_state.nextTransferSeq);
    m_state.nextTransferSeq = row.seq + 1;
    TransferRecord record;
    record.id = row.id.value();
    record.state = domain::TransferState::ReceivedPrepare;
    record.kind = row.kind;
    record.payer = participantOf(row.payerAccount, row.payer);
    record.payee = participantOf(row.payeeAccount, row.payee);
    record.seq = row.seq;
    record.prepareHash = shortened(row.hash);
    m_state.transfers.put(record);

    events::TraceContext trace;
    trace.trace = row.trace;
    trace.sampled = row.trace != events::TraceId{};
    OpenTransfer open{row.seq,        row.id,           row.kind,         record.state, row.payer,
                      row.payee,      row.payerAccount, row.payeeAccount, row.currency, row.amount,
                      row.expiration, row.condition,    std::move(trace), row.bulk};
    m_state.open.emplace(row.seq, std::move(open));
    if (row.kind == TransferKind::Client) m_state.deadlines.emplace(row.expiration.ms, row.seq);
}

void Absorber::operator()(const TransferMoved& row)
{
    auto* record = m_state.transfers.findForUpdate(row.id.value());
    HUB_CHECK(record != nullptr && record->seq == row.seq);
    record->state = row.state;
    const auto at = m_state.open.find(row.seq);
    HUB_CHECK(at != m_state.open.end() || row.state == domain::TransferState::Settled);
    if (at == m_state.open.end()) return;
    if (domain::isFinal(row.state)) {
        m_state.deadlines.erase({at->second.expiration.ms, row.seq});
        m_state.open.erase(at);
    } else {
        at->second.state = row.state;
    }
}

void Absorber::operator()(const HashKept& row)
{
    auto* record = m_state.transfers.findForUpdate(row.id.value());
    HUB_CHECK(record != nullptr && record->seq == row.seq);
    switch (row.store) {
    case HashStore::Prepare:
        record->prepareHash = shortened(row.hash);
        break;
    case HashStore::Fulfil:
        record->fulfilHash = shortened(row.hash);
        record->hasFulfilHash = true;
        break;
    case HashStore::Error:
        record->errorHash = shortened(row.hash);
        record->hasErrorHash = true;
        break;
    }
}

void Absorber::operator()(const PositionMoved& row)
{
    const auto index = static_cast<std::size_t>(row.account.value());
    HUB_CHECK(row.account.value() > 0 && index < m_state.positions.size());
    auto& position = m_state.positions[index];
    HUB_CHECK(position.value + row.delta == row.value);
    position.value = row.value;
    position.changedAt = row.at;
}

void Absorber::operator()(const AccountPut& row)
{
    registry().put(row.account);
    raise(m_state.nextAccountId, row.account.id.value());
    const auto index = static_cast<std::size_t>(row.account.id.value());
    if (index >= m_state.positions.size()) m_state.positions.resize(index + 1);
}

void Absorber::operator()(const WindowPut& row)
{
    const std::int64_t id = row.window.id.value();
    raise(m_state.nextWindowId, id);
    if (row.window.state == WindowState::Open) m_state.openWindow = row.window;
    if (row.window.state == WindowState::Processing)
        m_state.closing[id] = row.window.dueAt.ms;
    else
        m_state.closing.erase(id);
    if (row.window.state != WindowState::Settled) {
        m_state.windows.insert_or_assign(id, row.window);
        return;
    }
    // Over: what flowed in it is only on the disk from here on.
    m_state.windows.erase(id);
    m_state.flows.erase(id);
    std::erase_if(m_state.contents, [id](const auto& entry) { return entry.second.window.value() == id; });
}

void Absorber::operator()(const SettlementPut& row)
{
    raise(m_state.nextSettlementId, row.settlement.id.value());
    m_state.settlements[row.settlement.id.value()].settlement = row.settlement;
    const auto isOver = [](const SettlementFile& file) {
        return file.settlement.state == domain::SettlementState::Settled ||
               file.settlement.state == domain::SettlementState::Aborted;
    };
    std::size_t over = 0;
    for (auto at = m_state.settlements.rbegin(); at != m_state.settlements.rend(); ++at) {
        if (!isOver(at->second) || ++over <= State::kOverKept) continue;
        m_state.settlements.erase(std::next(at).base());
        return;
    }
}

void Absorber::operator()(const SettlementAccountPut& row)
{
    const auto file = m_state.settlements.find(row.account.settlement.value());
    HUB_CHECK(file != m_state.settlements.end());
    auto& accounts = file->second.accounts;
    const auto at = std::find_if(accounts.begin(), accounts.end(), [&row](const SettlementAccount& other) {
        return other.account == row.account.account && other.counterparty == row.account.counterparty;
    });
    if (at != accounts.end())
        *at = row.account;
    else
        accounts.push_back(row.account);
}

void Absorber::operator()(const FinalisePut& row)
{
    m_state.finalises.insert_or_assign(row.job.settlement.value(), row.job);
    std::size_t done = 0;
    for (auto at = m_state.finalises.rbegin(); at != m_state.finalises.rend(); ++at) {
        if (at->second.state != FinaliseState::Done || ++done <= State::kOverKept) continue;
        m_state.finalises.erase(std::next(at).base());
        return;
    }
}

} // namespace

void absorb(State& state, std::span<const Change> changes, std::span<const Notice> notices)
{
    Absorber absorber(state);
    for (const auto& change : changes)
        std::visit(absorber, change);
    for (const auto& notice : notices) {
        HUB_CHECK(notice.seq == state.nextOutboxSeq);
        state.nextOutboxSeq = notice.seq + 1;
    }
}

} // namespace hub::ledger
