#pragma once

#include "core/domain/contact.h"
#include "core/domain/participant.h"
#include "core/domain/settlement.h"
#include "core/domain/settlement_model.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hub::ledger {

/// The hub is a participant too: the first.
inline const domain::ParticipantId kHubParticipant{1};

/// A participant with everything that belongs to it and changes rarely.
struct ParticipantEntry
{
    domain::Participant participant;
    std::vector<domain::Account> accounts;                     ///< ordered by id
    std::map<std::string, std::string, std::less<>> endpoints; ///< type -> template
    std::unordered_map<std::int64_t, domain::Limit> limits;    ///< POSITION account id -> limit
    std::vector<domain::Credential> credentials;               ///< ordered by id, revoked ones too
    std::vector<domain::Contact> contacts;                     ///< ordered by id
    std::optional<domain::DeliveryPause> pause;                ///< of what is sent to it

    /// Null when there is none.
    const domain::Account* account(domain::AccountType type, domain::Currency currency) const;
    const domain::Account* account(domain::AccountId id) const;
    /// The template of `type`; null when there is none or it was taken away. The generic FSPIOP_CALLBACK_URL
    /// is not looked at.
    const std::string* endpoint(std::string_view type) const;
};

/// Who takes part and by which rules: a value that is replaced, never changed. The writer makes a new one for
/// each change (sharing the untouched participants) and publishes it after the commit; any thread may hold
/// one as long as it likes.
class Registry
{
public:
    /// Names are compared without case (decision 19). Null when unknown.
    const ParticipantEntry* find(std::string_view name) const;
    const ParticipantEntry* find(domain::ParticipantId id) const;
    /// Owner of an account; null when unknown.
    const ParticipantEntry* ownerOf(domain::AccountId account) const;
    /// The hub's own entry (id 1); always there.
    const ParticipantEntry& hub() const;
    /// Ordered by id.
    const std::vector<std::shared_ptr<const ParticipantEntry>>& participants() const
    {
        return m_participants;
    }
    const std::vector<domain::LedgerAccountType>& accountTypes() const { return m_accountTypes; }
    const std::vector<domain::SettlementModel>& models() const { return m_models; }
    /// Removed ones too (isActive false).
    const std::vector<domain::Oracle>& oracles() const { return m_oracles; }
    /// By id.
    const std::vector<domain::InterchangeRule>& interchangeRules() const { return m_rules; }
    const domain::LedgerAccountType* accountType(std::string_view name) const;
    /// Active or not, compared without case (decision 19).
    const domain::SettlementModel* model(std::string_view name) const;

    /// Copies with one row put in (by id) or replaced.
    Registry with(const domain::Participant& participant) const;
    Registry with(const domain::Account& account) const;
    Registry with(domain::AccountId account, const domain::Limit& limit) const;
    Registry with(const domain::Endpoint& endpoint) const;
    Registry with(const domain::LedgerAccountType& type) const;
    Registry with(const domain::SettlementModel& model) const;
    Registry with(const domain::Oracle& oracle) const;
    Registry with(const domain::Credential& credential) const;

    /// The same in place, for a registry that nobody shares yet (absorb() makes one copy for many rows).
    /// The participant or account that a row belongs to is there (checked).
    void put(const domain::Participant& participant);
    void put(const domain::Account& account);
    void put(domain::AccountId account, const domain::Limit& limit);
    void put(const domain::Endpoint& endpoint);
    void put(const domain::LedgerAccountType& type);
    void put(const domain::SettlementModel& model);
    void put(const domain::Oracle& oracle);
    void put(const domain::InterchangeRule& rule);
    void remove(domain::InterchangeRuleId rule);
    void put(const domain::Credential& credential);
    void put(const domain::Contact& contact);
    void remove(domain::ParticipantId participant, domain::ContactId contact);
    /// False while every cap is fixed: nothing has to follow when liquidity moves.
    bool hasLiquidityCaps() const { return m_hasLiquidityCaps; }
    void put(domain::ParticipantId participant, std::optional<domain::DeliveryPause> pause);

private:
    std::shared_ptr<ParticipantEntry> copyOf(std::size_t index) const;
    std::size_t indexOf(domain::ParticipantId id) const;
    void reindex();

    std::vector<std::shared_ptr<const ParticipantEntry>> m_participants;
    std::unordered_map<std::string, std::size_t> m_byName; ///< lower-case name -> index
    std::unordered_map<std::int64_t, std::size_t> m_byAccount;
    std::vector<domain::LedgerAccountType> m_accountTypes;
    std::vector<domain::SettlementModel> m_models;
    std::vector<domain::Oracle> m_oracles;
    std::vector<domain::InterchangeRule> m_rules;
    bool m_hasLiquidityCaps = false; ///< stays once there was one
};

} // namespace hub::ledger
