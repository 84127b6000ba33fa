#pragma once

#include "core/admin/command_post.h"
#include "core/ledger/engine.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hub::admin {

/// A participant as of one committed registry; the registry is held so that `entry` stays valid.
struct ParticipantView
{
    std::shared_ptr<const ledger::Registry> registry;
    const ledger::ParticipantEntry* entry = nullptr;
    const ledger::ParticipantEntry* operator->() const { return entry; }
};

/// One ledger with its balance.
struct AccountView
{
    domain::Account account;
    std::string typeName;
    domain::Position position;
    std::optional<domain::Limit> limit;
};

/// Participants, their accounts and callback URLs (admin-settlement 1.3, 1.4, 1.5, 1.8). Any thread.
class ParticipantsService
{
public:
    ParticipantsService(const ledger::LedgerView& view, CommandPost& post);

    /// Ordered by id, the hub first.
    std::vector<ParticipantView> list() const;
    /// 3200 with `detail` when there is none.
    Result<ParticipantView> one(std::string_view name,
                                std::string_view detail = "participant not found") const;
    /// Every ledger, by id; those that have no position row yet too.
    Result<std::vector<AccountView>> accounts(std::string_view name) const;
    Result<AccountView> account(std::string_view name, domain::AccountId id) const;
    /// Type and template, by type.
    Result<std::vector<std::pair<std::string, std::string>>> endpoints(std::string_view name) const;

    void create(const Caller& caller, domain::FspId name, domain::Currency currency, bool isProxy, Note note,
                Done<ParticipantView> done);
    void setActive(const Caller& caller, std::string name, bool isActive, Note note,
                   Done<ParticipantView> done);
    void setDirection(const Caller& caller, std::string name, domain::TradeDirection direction, Note note,
                      Done<ParticipantView> done);
    void setPaused(const Caller& caller, std::string name, bool isPaused, Note note,
                   Done<ParticipantView> done);
    Result<std::vector<domain::Contact>> contacts(std::string_view name) const;
    /// Id 0: a new one. Answers the contact as it is kept.
    void putContact(const Caller& caller, std::string name, domain::Contact contact, Note note,
                    Done<domain::Contact> done);
    void removeContact(const Caller& caller, std::string name, domain::ContactId id, Note note,
                       Done<ledger::Answer> done);
    void createHubAccount(const Caller& caller, std::string name, domain::Currency currency, std::string type,
                          Note note, Done<ParticipantView> done);
    void setAccountActive(const Caller& caller, std::string name, domain::AccountId account, bool isActive,
                          Note note, Done<AccountView> done);
    void initialPositionAndLimits(const Caller& caller, ledger::SetInitialPositionAndLimits request,
                                  Note note, Done<ledger::Answer> done);
    /// An empty `value` takes the callback URL away.
    void setEndpoint(const Caller& caller, std::string name, std::string type, std::string value, Note note,
                     Done<ledger::Answer> done);

private:
    /// What a command on a participant answers: the participant as it is then.
    Done<ledger::Answer> thenOne(std::string name, Done<ParticipantView> done) const;
    AccountView viewOf(const ledger::Registry& registry, const ledger::ParticipantEntry& entry,
                       const domain::Account& account) const;

    const ledger::LedgerView& m_view;
    CommandPost& m_post;
};

} // namespace hub::admin
