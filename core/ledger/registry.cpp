#include "core/ledger/registry.h"

#include "core/base/bytes.h"
#include "core/base/check.h"

#include <algorithm>
#include <utility>

namespace hub::ledger {
namespace {

using EntryPointer = std::shared_ptr<const ParticipantEntry>;

auto lowerBound(const std::vector<EntryPointer>& entries, std::int64_t id)
{
    return std::lower_bound(entries.begin(), entries.end(), id,
                            [](const EntryPointer& entry, std::int64_t wanted) {
                                return entry->participant.id.value() < wanted;
                            });
}

/// Replaces the row with the same id or inserts it in id order.
template <class Row>
void putById(std::vector<Row>& rows, const Row& row)
{
    const auto at = std::lower_bound(rows.begin(), rows.end(), row,
                                     [](const Row& a, const Row& b) { return a.id < b.id; });
    if (at != rows.end() && at->id == row.id) {
        *at = row;
    } else {
        rows.insert(at, row);
    }
}

} // namespace

const domain::Account* ParticipantEntry::account(domain::AccountType type, domain::Currency currency) const
{
    for (const auto& entry : accounts)
        if (entry.type == type && entry.currency == currency) return &entry;
    return nullptr;
}

const domain::Account* ParticipantEntry::account(domain::AccountId id) const
{
    for (const auto& entry : accounts)
        if (entry.id == id) return &entry;
    return nullptr;
}

const std::string* ParticipantEntry::endpoint(std::string_view type) const
{
    const auto at = endpoints.find(type);
    return at != endpoints.end() && !at->second.empty() ? &at->second : nullptr;
}

const ParticipantEntry* Registry::find(std::string_view name) const
{
    const auto at = m_byName.find(base::toLowerAscii(name));
    return at != m_byName.end() ? m_participants[at->second].get() : nullptr;
}

const ParticipantEntry* Registry::find(domain::ParticipantId id) const
{
    const auto at = lowerBound(m_participants, id.value());
    return at != m_participants.end() && (*at)->participant.id == id ? at->get() : nullptr;
}

const ParticipantEntry* Registry::ownerOf(domain::AccountId account) const
{
    const auto at = m_byAccount.find(account.value());
    return at != m_byAccount.end() ? m_participants[at->second].get() : nullptr;
}

const ParticipantEntry& Registry::hub() const
{
    const auto* entry = find(kHubParticipant);
    HUB_CHECK(entry != nullptr);
    return *entry;
}

const domain::LedgerAccountType* Registry::accountType(std::string_view name) const
{
    for (const auto& type : m_accountTypes)
        if (base::equalsIgnoreCase(type.name, name)) return &type;
    return nullptr;
}

const domain::SettlementModel* Registry::model(std::string_view name) const
{
    for (const auto& entry : m_models)
        if (base::equalsIgnoreCase(entry.name, name)) return &entry;
    return nullptr;
}

std::shared_ptr<ParticipantEntry> Registry::copyOf(std::size_t index) const
{
    return std::make_shared<ParticipantEntry>(*m_participants[index]);
}

std::size_t Registry::indexOf(domain::ParticipantId id) const
{
    const auto at = lowerBound(m_participants, id.value());
    HUB_CHECK(at != m_participants.end() && (*at)->participant.id == id);
    return static_cast<std::size_t>(at - m_participants.begin());
}

void Registry::reindex()
{
    m_byName.clear();
    m_byAccount.clear();
    for (std::size_t i = 0; i < m_participants.size(); ++i) {
        m_byName.emplace(base::toLowerAscii(m_participants[i]->participant.name.value()), i);
        for (const auto& account : m_participants[i]->accounts)
            m_byAccount.emplace(account.id.value(), i);
    }
}

void Registry::put(const domain::Participant& participant)
{
    const auto at = lowerBound(m_participants, participant.id.value());
    const auto index = static_cast<std::size_t>(at - m_participants.begin());
    if (at != m_participants.end() && (*at)->participant.id == participant.id) {
        auto entry = copyOf(index);
        entry->participant = participant;
        m_participants[index] = std::move(entry);
        return;
    }
    auto entry = std::make_shared<ParticipantEntry>();
    entry->participant = participant;
    const bool isLast = at == m_participants.end();
    m_participants.insert(at, std::move(entry));
    if (isLast) {
        m_byName.emplace(base::toLowerAscii(participant.name.value()), index);
    } else {
        reindex();
    }
}

void Registry::put(const domain::Account& account)
{
    const std::size_t index = indexOf(account.participant);
    auto entry = copyOf(index);
    putById(entry->accounts, account);
    m_participants[index] = std::move(entry);
    m_byAccount[account.id.value()] = index;
}

void Registry::put(domain::AccountId account, const domain::Limit& limit)
{
    const auto at = m_byAccount.find(account.value());
    HUB_CHECK(at != m_byAccount.end());
    auto entry = copyOf(at->second);
    entry->limits[account.value()] = limit;
    m_hasLiquidityCaps = m_hasLiquidityCaps || limit.liquidityPercentHundredths > 0;
    m_participants[at->second] = std::move(entry);
}

void Registry::put(const domain::Endpoint& endpoint)
{
    const std::size_t index = indexOf(endpoint.participant);
    auto entry = copyOf(index);
    entry->endpoints[endpoint.type] = endpoint.value;
    m_participants[index] = std::move(entry);
}

void Registry::put(const domain::Credential& credential)
{
    const std::size_t index = indexOf(credential.participant);
    auto entry = copyOf(index);
    putById(entry->credentials, credential);
    m_participants[index] = std::move(entry);
}

void Registry::put(const domain::Contact& contact)
{
    const std::size_t index = indexOf(contact.participant);
    auto entry = copyOf(index);
    putById(entry->contacts, contact);
    m_participants[index] = std::move(entry);
}

void Registry::remove(domain::ParticipantId participant, domain::ContactId contact)
{
    const std::size_t index = indexOf(participant);
    auto entry = copyOf(index);
    std::erase_if(entry->contacts, [contact](const domain::Contact& row) { return row.id == contact; });
    m_participants[index] = std::move(entry);
}

void Registry::put(domain::ParticipantId participant, std::optional<domain::DeliveryPause> pause)
{
    const std::size_t index = indexOf(participant);
    auto entry = copyOf(index);
    entry->pause = std::move(pause);
    m_participants[index] = std::move(entry);
}

void Registry::put(const domain::LedgerAccountType& type)
{
    putById(m_accountTypes, type);
}

void Registry::put(const domain::SettlementModel& model)
{
    putById(m_models, model);
}

void Registry::put(const domain::Oracle& oracle)
{
    putById(m_oracles, oracle);
}

void Registry::put(const domain::InterchangeRule& rule)
{
    putById(m_rules, rule);
}

void Registry::remove(domain::InterchangeRuleId rule)
{
    std::erase_if(m_rules, [rule](const domain::InterchangeRule& row) { return row.id == rule; });
}

Registry Registry::with(const domain::Participant& participant) const
{
    Registry copy = *this;
    copy.put(participant);
    return copy;
}

Registry Registry::with(const domain::Account& account) const
{
    Registry copy = *this;
    copy.put(account);
    return copy;
}

Registry Registry::with(domain::AccountId account, const domain::Limit& limit) const
{
    Registry copy = *this;
    copy.put(account, limit);
    return copy;
}

Registry Registry::with(const domain::Endpoint& endpoint) const
{
    Registry copy = *this;
    copy.put(endpoint);
    return copy;
}

Registry Registry::with(const domain::LedgerAccountType& type) const
{
    Registry copy = *this;
    copy.put(type);
    return copy;
}

Registry Registry::with(const domain::SettlementModel& model) const
{
    Registry copy = *this;
    copy.put(model);
    return copy;
}

Registry Registry::with(const domain::Credential& credential) const
{
    Registry copy = *this;
    copy.put(credential);
    return copy;
}

Registry Registry::with(const domain::Oracle& oracle) const
{
    Registry copy = *this;
    copy.put(oracle);
    return copy;
}

} // namespace hub::ledger
