#include "core/store/memory/memory_store.h"

#include "core/base/bytes.h"
#include "core/store/transfer_match.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <type_traits>
#include <variant>

namespace hub::store {
namespace {

ledger::ShortHash shortHash(const base::Digest& digest)
{
    ledger::ShortHash hash{};
    std::copy_n(digest.begin(), hash.size(), hash.begin());
    return hash;
}

bool isSameParty(const ledger::DirectoryEntry& a, const ledger::DirectoryEntry& b)
{
    return a.partyIdType == b.partyIdType && a.partyIdentifier == b.partyIdentifier &&
           a.partySubIdOrType == b.partySubIdOrType;
}

std::string codeOf(const std::optional<domain::Currency>& currency)
{
    return currency ? std::string(currency->code()) : std::string();
}

auto directoryKey(const ledger::DirectoryEntry& entry)
{
    return std::tuple(entry.partyIdType, entry.partyIdentifier, entry.partySubIdOrType,
                      codeOf(entry.currency));
}

bool fitsDirectory(const ledger::DirectoryEntry& entry, const ledger::DirectoryQuery& query)
{
    return (query.partyIdType.empty() || entry.partyIdType == query.partyIdType) &&
           entry.partyIdentifier.starts_with(query.identifierPrefix) &&
           (query.fspId.empty() || base::equalsIgnoreCase(entry.fspId.value(), query.fspId));
}

ledger::TransferRow rowOfStored(const ledger::TransferFacts& facts)
{
    ledger::TransferRow row = rowOf(facts.received);
    for (const ledger::StateStep& step : facts.steps)
        applyStep(step, {}, row);
    row.window = facts.window;
    return row;
}

} // namespace

// ---- writing: one overload per change; the caller holds the mutex.

class MemoryWriter
{
public:
    MemoryWriter(MemoryStore& store, base::Instant at)
        : m_store(store)
        , m_at(at)
    {}

    void operator()(const ledger::TransferReceived& row)
    {
        MemoryStore::StoredTransfer& stored =
            m_store.m_transfers
                .emplace(row.seq, MemoryStore::StoredTransfer{{row, {}, {}, {}, {}, {}, {}}, {}})
                .first->second;
        stored.hashes[ledger::HashStore::Prepare] = row.hash;
        m_store.m_byId.emplace(row.id.value(), row.seq);
    }
    void operator()(const ledger::TransferMoved& row)
    {
        ledger::TransferFacts& facts = m_store.m_transfers.at(row.seq).facts;
        facts.steps.push_back({row.state, row.at, row.error});
        if (!row.fulfilment.empty()) facts.fulfilment = row.fulfilment;
        if (row.completedAt) facts.completedAt = row.completedAt;
        if (row.window.value() != 0) facts.window = row.window;
        if (row.relay.body) facts.fulfilRelay = row.relay;
    }
    void operator()(const ledger::HashKept& row)
    {
        m_store.m_transfers.at(row.seq).hashes[row.store] = row.hash;
    }
    void operator()(const ledger::PositionMoved& row)
    {
        m_store.m_moves.push_back(row);
        if (row.transfer != 0)
            m_store.m_transfers.at(row.transfer)
                .facts.legs.push_back({row.account, row.delta, row.value, row.state, row.at});
    }
    void operator()(const ledger::ParticipantPut& row)
    {
        m_store.m_participants[row.participant.id.value()] = row.participant;
    }
    void operator()(const ledger::AccountPut& row)
    {
        m_store.m_accounts.insert_or_assign(row.account.id.value(), row.account);
    }
    void operator()(const ledger::LimitPut& row) { m_store.m_limits.push_back(row); }
    void operator()(const ledger::EndpointPut& row)
    {
        m_store.m_endpoints[{row.endpoint.participant.value(), row.endpoint.type}] = row.endpoint;
    }
    void operator()(const ledger::AccountTypePut& row)
    {
        m_store.m_types[static_cast<std::int64_t>(row.type.id)] = row.type;
    }
    void operator()(const ledger::ModelPut& row) { m_store.m_models[row.model.id.value()] = row.model; }
    void operator()(const ledger::OraclePut& row) { m_store.m_oracles[row.oracle.id.value()] = row.oracle; }
    void operator()(const ledger::WindowPut& row)
    {
        const ledger::Window& window = row.window;
        m_store.m_windows[window.id.value()] = window;
        remember(ledger::HistoryKind::Window, window.id.value(),
                 {static_cast<std::int64_t>(window.state),
                  window.changedAt,
                  row.who,
                  window.failure.empty() ? window.reason : window.failure,
                  {},
                  {},
                  {}});
    }
    void operator()(const ledger::ContentPut& row)
    {
        m_store.m_contents.insert_or_assign(row.content.id.value(), row.content);
        remember(ledger::HistoryKind::Content, row.content.id.value(),
                 {static_cast<std::int64_t>(row.content.state),
                  row.content.changedAt,
                  row.who,
                  row.content.reason,
                  {},
                  {},
                  {}});
    }
    void operator()(const ledger::SettlementPut& row)
    {
        m_store.m_settlements[row.settlement.id.value()].settlement = row.settlement;
        remember(ledger::HistoryKind::Settlement, row.settlement.id.value(),
                 {static_cast<std::int64_t>(row.settlement.state),
                  row.settlement.changedAt,
                  row.who,
                  row.settlement.reason,
                  {},
                  {},
                  {}});
    }
    void operator()(const ledger::SettlementAccountPut& row)
    {
        const ledger::SettlementAccount& account = row.account;
        auto& accounts = m_store.m_settlements.at(account.settlement.value()).accounts;
        const auto at = std::find_if(accounts.begin(), accounts.end(), [&account](const auto& other) {
            return other.account == account.account && other.counterparty == account.counterparty;
        });
        if (at != accounts.end())
            *at = account;
        else
            accounts.push_back(account);
        remember(ledger::HistoryKind::Account, account.settlement.value(),
                 {static_cast<std::int64_t>(account.state), account.changedAt, row.who, account.reason,
                  account.externalReference, account.account, account.counterparty});
    }
    void operator()(const ledger::InterchangeRulePut& row)
    {
        m_store.m_rules[row.rule.id.value()] = row.rule;
    }
    void operator()(const ledger::InterchangeRuleRemoved& row)
    {
        m_store.m_rules.erase(row.id.value());
        m_store.m_lastRemovedRule = std::max(m_store.m_lastRemovedRule, row.id);
    }
    void operator()(const ledger::FeeCharged& row) { m_store.m_fees.push_back(row); }
    void operator()(const ledger::FactsKept& row) { m_store.m_facts[row.seq] = row.facts; }
    void operator()(const ledger::FinalisePut& row)
    {
        auto& kept = m_store.m_finalises[row.job.settlement.value()];
        kept.job = row.job;
        if (row.file) kept.file = row.file;
    }
    void operator()(const ledger::FlowAdded&) {} // Told by its sums after the batch.
    void operator()(const ledger::FlowSettled&) {}
    void operator()(const ledger::ContactPut& row)
    {
        m_store.m_contacts[row.contact.id.value()] = row.contact;
    }
    void operator()(const ledger::ContactRemoved& row)
    {
        m_store.m_contacts.erase(row.id.value());
        m_store.m_lastRemovedContact = std::max(m_store.m_lastRemovedContact, row.id);
    }
    void operator()(const ledger::CredentialPut& row)
    {
        m_store.m_credentials[row.credential.id.value()] = row.credential;
    }
    void operator()(const ledger::DirectoryPut& row)
    {
        drop([&](const auto& entry) {
            return isSameParty(entry, row.entry) && entry.currency == row.entry.currency;
        });
        m_store.m_directory.push_back(row.entry);
    }
    void operator()(const ledger::DirectoryRemoved& row)
    {
        drop([&](const auto& entry) {
            return isSameParty(entry, row.entry) &&
                   (!row.entry.currency || entry.currency == row.entry.currency) &&
                   (row.entry.fspId.value().empty() || entry.fspId == row.entry.fspId);
        });
    }
    void operator()(const ledger::OutboxEnded& row)
    {
        const auto found = m_store.m_outbox.find(row.seq);
        if (found == m_store.m_outbox.end()) return;
        if (row.dead) m_store.m_deadLetters.push_back({found->second, row.attempts, row.reason, m_at});
        m_store.m_outbox.erase(found);
    }
    void operator()(const ledger::DeliveryPausePut& row)
    {
        m_store.m_pauses.erase(row.participant.value());
        if (row.pause) m_store.m_pauses.emplace(row.participant.value(), *row.pause);
    }
    void operator()(const ledger::DeadLetterRevived& row)
    {
        std::erase_if(m_store.m_deadLetters,
                      [&](const auto& letter) { return letter.notice.seq == row.seq; });
    }
    void operator()(const ledger::BulkPut& row) { m_store.m_bulks[row.bulk.seq].bulk = row.bulk; }
    void operator()(const ledger::BulkItemPut& row)
    {
        auto& items = m_store.m_bulks[row.item.bulk].items;
        if (items.size() <= row.item.index) items.resize(row.item.index + 1);
        items[row.item.index] = row.item;
    }
    void operator()(const ledger::AuditRow& row)
    {
        m_store.m_audit.push_back({static_cast<std::int64_t>(m_store.m_audit.size()) + 1, row, {}});
    }

private:
    void remember(ledger::HistoryKind kind, std::int64_t subject, ledger::HistoryRow row)
    {
        m_store.m_history[{kind, subject}].push_back(std::move(row));
    }
    template <class F>
    void drop(const F& isGone)
    {
        auto& all = m_store.m_directory;
        all.erase(std::remove_if(all.begin(), all.end(), isGone), all.end());
    }

    MemoryStore& m_store;
    base::Instant m_at;
};

void MemoryStore::record(const std::vector<events::Span>& spans)
{
    const std::lock_guard lock(m_mutex);
    m_spans.insert(m_spans.end(), spans.begin(), spans.end());
}

ledger::TransferRecord MemoryStore::recordOf(const StoredTransfer& stored) const
{
    const ledger::TransferReceived& received = stored.facts.received;
    ledger::TransferRecord record;
    record.id = received.id.value();
    record.seq = received.seq;
    record.kind = received.kind;
    record.state = stored.facts.state();
    for (const auto& [id, participant] : m_participants) {
        if (base::equalsIgnoreCase(participant.name.value(), received.payer.value()))
            record.payer = static_cast<std::uint32_t>(id);
        if (base::equalsIgnoreCase(participant.name.value(), received.payee.value()))
            record.payee = static_cast<std::uint32_t>(id);
    }
    for (const auto& [store, hash] : stored.hashes) {
        if (store == ledger::HashStore::Prepare) record.prepareHash = shortHash(hash);
        if (store == ledger::HashStore::Fulfil) record.fulfilHash = shortHash(hash);
        if (store == ledger::HashStore::Error) record.errorHash = shortHash(hash);
        record.hasFulfilHash = record.hasFulfilHash || store == ledger::HashStore::Fulfil;
        record.hasErrorHash = record.hasErrorHash || store == ledger::HashStore::Error;
    }
    return record;
}

void MemoryStore::loadSettlement(ledger::Loaded& loaded) const
{
    const auto add = [&loaded](auto&& change) { loaded.registry.emplace_back(std::move(change)); };
    const auto isKept = [this](std::int64_t window) {
        return m_windows.at(window).state != ledger::WindowState::Settled;
    };
    for (const auto& [id, rule] : m_rules)
        add(ledger::InterchangeRulePut{rule});
    for (const auto& [id, window] : m_windows)
        if (isKept(id) || id == m_windows.rbegin()->first) add(ledger::WindowPut{window});
    for (const auto& [key, flow] : m_flows)
        if (isKept(flow.window.value())) loaded.flows.push_back(flow);
    for (const auto& [id, content] : m_contents)
        if (isKept(content.window.value()) || id == m_contents.rbegin()->first)
            add(ledger::ContentPut{content});
    std::size_t older = m_settlements.size();
    for (const auto& [id, file] : m_settlements) {
        const auto state = file.settlement.state;
        const bool isOver =
            state == domain::SettlementState::Settled || state == domain::SettlementState::Aborted;
        if (older-- > ledger::State::kOverKept && isOver) continue;
        add(ledger::SettlementPut{file.settlement});
        for (const auto& account : file.accounts)
            add(ledger::SettlementAccountPut{account});
    }
    older = m_finalises.size();
    for (const auto& [id, kept] : m_finalises)
        if (older-- <= ledger::State::kOverKept || kept.job.state != ledger::FinaliseState::Done)
            add(ledger::FinalisePut{kept.job, {}});
}

bool MemoryStore::isPaused(const domain::FspId& destination) const
{
    return std::any_of(m_pauses.begin(), m_pauses.end(), [&](const auto& pause) {
        const auto participant = m_participants.find(pause.first);
        return participant != m_participants.end() &&
               base::equalsIgnoreCase(participant->second.name.value(), destination.value());
    });
}

// ---- journal

MemoryJournal::MemoryJournal(MemoryStore& store)
    : m_store(store)
{}

base::Expected<ledger::Loaded, base::Error> MemoryJournal::load()
{
    const std::lock_guard lock(m_store.m_mutex);
    ledger::Loaded loaded;
    loaded.isFresh = m_store.m_isFresh;
    const auto add = [&loaded](auto&& change) { loaded.registry.emplace_back(std::move(change)); };
    for (const auto& [id, type] : m_store.m_types)
        add(ledger::AccountTypePut{type});
    for (const auto& [id, participant] : m_store.m_participants)
        add(ledger::ParticipantPut{participant});
    for (const auto& [id, account] : m_store.m_accounts)
        add(ledger::AccountPut{account});
    std::map<std::int64_t, ledger::LimitPut> limits;
    for (const ledger::LimitPut& limit : m_store.m_limits)
        limits[limit.account.value()] = limit;
    for (const auto& [account, limit] : limits)
        add(ledger::LimitPut(limit));
    for (const auto& [key, endpoint] : m_store.m_endpoints)
        add(ledger::EndpointPut{endpoint});
    for (const auto& [id, model] : m_store.m_models)
        add(ledger::ModelPut{model});
    for (const auto& [id, oracle] : m_store.m_oracles)
        add(ledger::OraclePut{oracle});
    for (const auto& [id, credential] : m_store.m_credentials)
        add(ledger::CredentialPut{credential});
    for (const auto& [id, contact] : m_store.m_contacts)
        add(ledger::ContactPut{contact});
    for (const auto& [id, pause] : m_store.m_pauses)
        add(ledger::DeliveryPausePut{domain::ParticipantId(id), pause});
    m_store.loadSettlement(loaded);
    for (const auto& [account, position] : m_store.m_positions)
        loaded.positions.emplace_back(domain::AccountId(account), position);
    for (const auto& [seq, stored] : m_store.m_transfers) {
        loaded.lastTransferSeq = seq;
        const ledger::TransferReceived& row = stored.facts.received;
        if (domain::isFinal(stored.facts.state())) continue;
        loaded.open.push_back({seq,
                               row.id,
                               row.kind,
                               stored.facts.state(),
                               row.payer,
                               row.payee,
                               row.payerAccount,
                               row.payeeAccount,
                               row.currency,
                               row.amount,
                               row.expiration,
                               row.condition,
                               {},
                               0});
        loaded.open.back().trace.trace = row.trace;
        if (const auto facts = m_store.m_facts.find(seq); facts != m_store.m_facts.end())
            loaded.open.back().facts = facts->second;
        loaded.records.push_back(m_store.recordOf(stored));
    }
    for (const auto& [seq, facts] : m_store.m_bulks) {
        loaded.lastBulkSeq = seq;
        if (!domain::isFinal(facts.bulk.state)) loaded.openBulks.emplace_back(facts.bulk, facts.items);
    }
    for (const auto& [seq, notice] : m_store.m_outbox)
        if (!m_store.isPaused(notice.destination)) loaded.outbox.push_back(notice);
    loaded.lastOutboxSeq = m_store.m_lastOutboxSeq;
    loaded.lastRemovedContact = m_store.m_lastRemovedContact;
    loaded.lastRemovedRule = m_store.m_lastRemovedRule;
    return loaded;
}

base::Expected<void, base::Error> MemoryJournal::commit(const ledger::Batch& batch)
{
    const std::lock_guard lock(m_store.m_mutex);
    if (m_failures > 0) {
        --m_failures;
        return base::Unexpected(m_failure);
    }
    m_store.m_isFresh = false;
    MemoryWriter writer(m_store, batch.at);
    // Notices first: a batch may hold a message and its end.
    for (const ledger::Notice& notice : batch.notices) {
        m_store.m_outbox[notice.seq] = notice;
        m_store.m_lastOutboxSeq = std::max(m_store.m_lastOutboxSeq, notice.seq);
    }
    for (const ledger::Change& change : batch.changes)
        std::visit(writer, change);
    for (const auto& [account, position] : batch.positions)
        m_store.m_positions[account.value()] = position;
    for (const ledger::Flow& flow : batch.flows)
        m_store.m_flows[{flow.window.value(), flow.payer.value(), flow.payee.value()}] = flow;
    return {};
}

base::Expected<std::optional<ledger::TransferRecord>, base::Error>
MemoryJournal::find(const domain::CorrelationId& id)
{
    const std::lock_guard lock(m_store.m_mutex);
    const auto found = m_store.m_byId.find(id);
    if (found == m_store.m_byId.end()) return std::optional<ledger::TransferRecord>();
    return std::optional(m_store.recordOf(m_store.m_transfers.at(found->second)));
}

base::Expected<std::optional<ledger::Bulk>, base::Error>
MemoryJournal::findBulk(const domain::CorrelationId& id)
{
    const std::lock_guard lock(m_store.m_mutex);
    for (const auto& [seq, facts] : m_store.m_bulks)
        if (facts.bulk.id.value() == id) return std::optional(facts.bulk);
    return std::optional<ledger::Bulk>();
}

ledger::TransferSeq MemoryJournal::indexedUpTo() const
{
    const std::lock_guard lock(m_store.m_mutex);
    return m_store.m_transfers.empty() ? 0 : m_store.m_transfers.rbegin()->first;
}

void MemoryJournal::failCommits(int count, base::Error error)
{
    const std::lock_guard lock(m_store.m_mutex);
    m_failures = count;
    m_failure = std::move(error);
}

// ---- reader

MemoryReader::MemoryReader(MemoryStore& store)
    : m_store(store)
{}

base::Expected<std::optional<ledger::TransferFacts>, base::Error>
MemoryReader::transfer(const domain::TransferId& id)
{
    const std::lock_guard lock(m_store.m_mutex);
    const auto found = m_store.m_byId.find(id.value());
    if (found == m_store.m_byId.end()) return std::optional<ledger::TransferFacts>();
    return std::optional(m_store.m_transfers.at(found->second).facts);
}

base::Expected<std::vector<ledger::TransferRow>, base::Error>
MemoryReader::search(const ledger::TransferFilter& filter)
{
    if (auto done = checkFilter(filter); !done) return base::Unexpected(done.error());
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::TransferRow> rows;
    std::vector<Taken> taken;
    if (filter.settlement) {
        const auto file = m_store.m_settlements.find(filter.settlement->value());
        if (file == m_store.m_settlements.end()) return rows;
        for (const auto& ref : file->second.settlement.contents)
            if (const auto at = m_store.m_contents.find(ref.content.value()); at != m_store.m_contents.end())
                addTaken(at->second, taken);
    }
    for (auto at = m_store.m_transfers.rbegin(); at != m_store.m_transfers.rend(); ++at) {
        if (rows.size() >= static_cast<std::size_t>(filter.limit)) break;
        if (filter.before != 0 && at->first >= filter.before) continue;
        const ledger::TransferFacts& facts = at->second.facts;
        const bool isMoved =
            !filter.account || std::any_of(facts.legs.begin(), facts.legs.end(),
                                           [&](const auto& leg) { return leg.account == *filter.account; });
        ledger::TransferRow row = rowOfStored(facts);
        const bool isTaken = !filter.settlement || wasTaken(taken, row);
        if (isMoved && isTaken && fits(filter, row)) rows.push_back(std::move(row));
    }
    return rows;
}

base::Expected<std::vector<ledger::PositionPoint>, base::Error>
MemoryReader::positionHistory(domain::AccountId account, base::Instant from, base::Instant to, int max)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::PositionPoint> points;
    for (const ledger::PositionMoved& move : m_store.m_moves)
        if (move.account == account && move.at >= from && move.at < to)
            points.push_back({move.at, move.value, move.delta, move.transfer});
    const auto keep = static_cast<std::size_t>(std::max(max, 1));
    if (points.size() > keep) points.erase(points.begin(), points.end() - static_cast<std::ptrdiff_t>(keep));
    return points;
}

base::Expected<std::vector<ledger::WindowFacts>, base::Error>
MemoryReader::windows(const ledger::WindowFilter& filter)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::WindowFacts> found;
    const auto limit = static_cast<std::size_t>(std::clamp(filter.limit, 1, ledger::WindowFilter::kLimitMax));
    for (auto at = m_store.m_windows.rbegin(); at != m_store.m_windows.rend(); ++at) {
        const ledger::Window& window = at->second;
        const bool isWanted =
            (filter.before.value() <= 0 || window.id < filter.before) &&
            (!filter.id || window.id == *filter.id) && (!filter.state || window.state == *filter.state) &&
            (!filter.isUnsettled ||
             (window.state != ledger::WindowState::Open && window.state != ledger::WindowState::Settled)) &&
            (!filter.from || window.createdAt >= *filter.from) &&
            (!filter.to || window.createdAt <= *filter.to);
        if (!isWanted || found.size() >= limit) continue;
        ledger::WindowFacts facts{window, {}, {}, {}};
        for (const auto& [key, flow] : m_store.m_flows)
            if (flow.window == window.id) facts.flows.push_back(flow);
        for (const auto& [id, content] : m_store.m_contents)
            if (content.window == window.id) facts.contents.push_back(content);
        for (const auto& [id, file] : m_store.m_settlements)
            if (std::any_of(file.settlement.contents.begin(), file.settlement.contents.end(),
                            [&window](const auto& ref) { return ref.window == window.id; }))
                facts.settlements.push_back(file.settlement.id);
        found.push_back(std::move(facts));
    }
    return found;
}

base::Expected<std::vector<ledger::SettlementFacts>, base::Error>
MemoryReader::settlements(const ledger::SettlementFilter& filter)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::SettlementFacts> found;
    const auto limit =
        static_cast<std::size_t>(std::clamp(filter.limit, 1, ledger::SettlementFilter::kLimitMax));
    for (auto at = m_store.m_settlements.rbegin(); at != m_store.m_settlements.rend(); ++at) {
        const ledger::Settlement& row = at->second.settlement;
        const bool isWanted =
            (filter.before.value() <= 0 || row.id < filter.before) && (!filter.id || row.id == *filter.id) &&
            (!filter.state || row.state == *filter.state) &&
            (!filter.from || row.createdAt >= *filter.from) && (!filter.to || row.createdAt <= *filter.to);
        if (!isWanted || found.size() >= limit) continue;
        ledger::SettlementFacts facts{at->second, {}, {}};
        for (const auto& ref : row.contents) {
            facts.contents.push_back(m_store.m_contents.at(ref.content.value()));
            const bool isNew = std::none_of(facts.windows.begin(), facts.windows.end(),
                                            [&ref](const auto& window) { return window.id == ref.window; });
            if (isNew) facts.windows.push_back(m_store.m_windows.at(ref.window.value()));
        }
        found.push_back(std::move(facts));
    }
    return found;
}

base::Expected<std::vector<ledger::HistoryRow>, base::Error>
MemoryReader::settlementHistory(ledger::HistoryKind kind, std::int64_t subject)
{
    const std::lock_guard lock(m_store.m_mutex);
    const auto found = m_store.m_history.find({kind, subject});
    return found != m_store.m_history.end() ? found->second : std::vector<ledger::HistoryRow>();
}

base::Expected<std::vector<ledger::Finalise>, base::Error>
MemoryReader::finalises(const ledger::FinaliseFilter& filter)
{
    const std::lock_guard lock(m_store.m_mutex);
    const auto limit =
        static_cast<std::size_t>(std::clamp(filter.limit, 1, ledger::FinaliseFilter::kLimitMax));
    std::vector<ledger::Finalise> found;
    for (auto at = m_store.m_finalises.rbegin(); at != m_store.m_finalises.rend(); ++at) {
        const ledger::Finalise& job = at->second.job;
        const bool isWanted = (!filter.settlement || job.settlement == *filter.settlement) &&
                              (!filter.state || job.state == *filter.state) &&
                              (!filter.fileHash || job.fileHash == *filter.fileHash);
        if (isWanted && found.size() < limit) found.push_back(job);
    }
    return found;
}

base::Expected<std::optional<std::string>, base::Error>
MemoryReader::finaliseFile(domain::SettlementId settlement)
{
    const std::lock_guard lock(m_store.m_mutex);
    const auto found = m_store.m_finalises.find(settlement.value());
    if (found == m_store.m_finalises.end() || !found->second.file) return std::optional<std::string>();
    return std::optional(*found->second.file);
}

base::Expected<std::vector<ledger::ReservedTotal>, base::Error> MemoryReader::reservedTotals()
{
    const std::lock_guard lock(m_store.m_mutex);
    std::map<domain::Currency, ledger::ReservedTotal> totals;
    for (const auto& [seq, stored] : m_store.m_transfers) {
        const ledger::TransferReceived& row = stored.facts.received;
        if (row.kind != ledger::TransferKind::Client || domain::isFinal(stored.facts.state())) continue;
        auto& total =
            totals.try_emplace(row.currency, ledger::ReservedTotal{row.currency, 0, {}}).first->second;
        ++total.transfers;
        total.amount += row.amount;
    }
    std::vector<ledger::ReservedTotal> out;
    for (const auto& [currency, total] : totals)
        out.push_back(total);
    return out;
}

base::Expected<std::vector<ledger::StoredAuditRow>, base::Error>
MemoryReader::audit(const ledger::AuditFilter& filter)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::StoredAuditRow> rows;
    for (auto at = m_store.m_audit.rbegin(); at != m_store.m_audit.rend(); ++at) {
        if (rows.size() >= static_cast<std::size_t>(std::max(filter.limit, 1))) break;
        const bool isWanted = (filter.before <= 0 || at->seq < filter.before) &&
                              (filter.action.empty() || at->row.action == filter.action) &&
                              (filter.subject.empty() || at->row.subject == filter.subject) &&
                              (!filter.from || at->row.at >= *filter.from) &&
                              (!filter.to || at->row.at < *filter.to);
        if (isWanted) rows.push_back(*at);
    }
    return rows;
}

base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
MemoryReader::directory(const std::string& partyIdType, const std::string& partyIdentifier,
                        const std::string& subId, std::optional<domain::Currency> currency)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::DirectoryEntry> entries;
    for (const ledger::DirectoryEntry& entry : m_store.m_directory)
        if (entry.partyIdType == partyIdType && entry.partyIdentifier == partyIdentifier &&
            (!currency || !entry.currency || entry.currency == currency))
            entries.push_back(entry);
    const auto placeOf = [&subId](const ledger::DirectoryEntry& entry) {
        return std::tuple(entry.partySubIdOrType != subId, entry.partySubIdOrType, entry.currency);
    };
    std::sort(entries.begin(), entries.end(),
              [&placeOf](const auto& a, const auto& b) { return placeOf(a) < placeOf(b); });
    return entries;
}

base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
MemoryReader::searchDirectory(const ledger::DirectoryQuery& query)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::DirectoryEntry> entries;
    for (const ledger::DirectoryEntry& entry : m_store.m_directory)
        if (fitsDirectory(entry, query) && (!query.after || directoryKey(entry) > directoryKey(*query.after)))
            entries.push_back(entry);
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return directoryKey(a) < directoryKey(b); });
    const auto keep = static_cast<std::size_t>(std::max(query.limit, 1));
    if (entries.size() > keep)
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(keep), entries.end());
    return entries;
}

base::Expected<std::int64_t, base::Error> MemoryReader::countDirectory(const ledger::DirectoryQuery& query)
{
    const std::lock_guard lock(m_store.m_mutex);
    return static_cast<std::int64_t>(
        std::count_if(m_store.m_directory.begin(), m_store.m_directory.end(),
                      [&](const auto& entry) { return fitsDirectory(entry, query); }));
}

base::Expected<std::optional<ledger::BulkFacts>, base::Error>
MemoryReader::bulk(const domain::BulkTransferId& id)
{
    const std::lock_guard lock(m_store.m_mutex);
    for (const auto& [seq, facts] : m_store.m_bulks)
        if (facts.bulk.id == id) return std::optional(facts);
    return std::optional<ledger::BulkFacts>();
}

base::Expected<std::vector<ledger::Bulk>, base::Error> MemoryReader::bulks(ledger::BulkSeq before, int limit)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::Bulk> bulks;
    for (auto at = m_store.m_bulks.rbegin(); at != m_store.m_bulks.rend(); ++at)
        if ((before == 0 || at->first < before) &&
            bulks.size() < static_cast<std::size_t>(std::max(limit, 1)))
            bulks.push_back(at->second.bulk);
    return bulks;
}

base::Expected<std::vector<events::Span>, base::Error>
MemoryReader::spansOfTrace(const events::TraceId& trace)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<events::Span> spans;
    std::copy_if(m_store.m_spans.begin(), m_store.m_spans.end(), std::back_inserter(spans),
                 [&](const events::Span& span) { return span.trace == trace; });
    std::stable_sort(spans.begin(), spans.end(),
                     [](const auto& a, const auto& b) { return a.startUs < b.startUs; });
    return spans;
}

base::Expected<std::vector<events::Span>, base::Error>
MemoryReader::spansOfSubject(const std::string& subject)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::set<events::TraceId> traces;
    for (const events::Span& span : m_store.m_spans)
        if (!subject.empty() && span.subject == subject) traces.insert(span.trace);
    std::vector<events::Span> spans;
    for (const events::Span& span : m_store.m_spans)
        if (traces.count(span.trace) > 0 && (span.subject == subject || span.subject.empty()))
            spans.push_back(span);
    std::stable_sort(spans.begin(), spans.end(),
                     [](const auto& a, const auto& b) { return a.startUs < b.startUs; });
    return spans;
}

base::Expected<ledger::SpanWalk, base::Error> MemoryReader::walkSpans(std::string_view name,
                                                                      std::int64_t before, int rows)
{
    const std::lock_guard lock(m_store.m_mutex);
    // A trace is one group here; its key is the place of its last span.
    std::map<std::int64_t, events::TraceId, std::greater<>> traces;
    std::map<events::TraceId, std::int64_t> last;
    for (std::size_t i = 0; i < m_store.m_spans.size(); ++i)
        last[m_store.m_spans[i].trace] = static_cast<std::int64_t>(i) + 1;
    for (const auto& [trace, key] : last)
        if (before <= 0 || key < before) traces.emplace(key, trace);
    ledger::SpanWalk out;
    int walked = 0;
    for (const auto& [key, trace] : traces) {
        if (walked++ == rows) return out;
        out.before = key;
        ledger::SpanGroup group{key, {}};
        bool isNamed = false;
        for (const events::Span& span : m_store.m_spans) {
            if (span.trace != trace) continue;
            isNamed = isNamed || span.name.find(name) != std::string::npos;
            group.spans.push_back(span);
        }
        if (isNamed) out.groups.push_back(std::move(group));
    }
    out.before = 0;
    return out;
}

base::Expected<std::vector<ledger::WaitingTransfer>, base::Error>
MemoryReader::waitingTransfers(base::Instant before, int limit)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::WaitingTransfer> out;
    for (const auto& [seq, stored] : m_store.m_transfers) {
        const ledger::TransferFacts& facts = stored.facts;
        const bool isWaiting = facts.received.kind == ledger::TransferKind::Client &&
                               !domain::isFinal(facts.state()) && facts.received.receivedAt < before;
        if (isWaiting && out.size() < static_cast<std::size_t>(std::max(limit, 1)))
            out.push_back({rowOfStored(facts), facts.received.expiration, facts.received.trace});
    }
    return out;
}

} // namespace hub::store
