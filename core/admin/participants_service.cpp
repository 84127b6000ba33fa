#include "core/admin/participants_service.h"

#include "core/http/target_check.h"

#include <algorithm>

namespace hub::admin {

using namespace domain::fspiop_code;

ParticipantsService::ParticipantsService(const ledger::LedgerView& view, CommandPost& post)
    : m_view(view)
    , m_post(post)
{}

std::vector<ParticipantView> ParticipantsService::list() const
{
    const auto registry = m_view.registry();
    std::vector<ParticipantView> out;
    out.reserve(registry->participants().size());
    for (const auto& entry : registry->participants())
        out.push_back(ParticipantView{registry, entry.get()});
    return out;
}

Result<ParticipantView> ParticipantsService::one(std::string_view name, std::string_view detail) const
{
    auto registry = m_view.registry();
    const auto* entry = registry->find(name);
    if (entry == nullptr) return refuse(kGenericIDNotFound, detail);
    return ParticipantView{std::move(registry), entry};
}

AccountView ParticipantsService::viewOf(const ledger::Registry& registry,
                                        const ledger::ParticipantEntry& entry,
                                        const domain::Account& account) const
{
    AccountView out{account, {}, m_view.position(account.id), std::nullopt};
    for (const auto& type : registry.accountTypes())
        if (type.id == account.type) out.typeName = type.name;
    if (const auto limit = entry.limits.find(account.id.value()); limit != entry.limits.end())
        out.limit = limit->second;
    return out;
}

Result<std::vector<AccountView>> ParticipantsService::accounts(std::string_view name) const
{
    HUB_TRY(const auto found, one(name));
    std::vector<AccountView> out;
    out.reserve(found->accounts.size());
    for (const auto& account : found->accounts)
        out.push_back(viewOf(*found.registry, *found.entry, account));
    return out;
}

Result<AccountView> ParticipantsService::account(std::string_view name, domain::AccountId id) const
{
    HUB_TRY(const auto found, one(name));
    const auto* account = found->account(id);
    if (account == nullptr) return refuse(kInternalServerError, "Account not found");
    return viewOf(*found.registry, *found.entry, *account);
}

Result<std::vector<std::pair<std::string, std::string>>>
ParticipantsService::endpoints(std::string_view name) const
{
    HUB_TRY(const auto found, one(name));
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [type, value] : found->endpoints)
        if (!value.empty()) out.emplace_back(type, value);
    return out;
}

Done<ledger::Answer> ParticipantsService::thenOne(std::string name, Done<ParticipantView> done) const
{
    return [this, name = std::move(name), done = std::move(done)](Result<ledger::Answer> answer) {
        if (answer)
            done(one(name));
        else
            done(base::Unexpected(answer.error()));
    };
}

void ParticipantsService::create(const Caller& caller, domain::FspId name, domain::Currency currency,
                                 bool isProxy, Note note, Done<ParticipantView> done)
{
    auto text = name.value();
    m_post.post(
        caller,
        ledger::CreateParticipant{std::move(name), currency, isProxy, actionNote(caller, std::move(note))},
        thenOne(std::move(text), std::move(done)));
}

void ParticipantsService::setActive(const Caller& caller, std::string name, bool isActive, Note note,
                                    Done<ParticipantView> done)
{
    ledger::SetParticipantActive command{domain::FspId(name), isActive, actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command), thenOne(std::move(name), std::move(done)));
}

void ParticipantsService::setDirection(const Caller& caller, std::string name,
                                       domain::TradeDirection direction, Note note,
                                       Done<ParticipantView> done)
{
    ledger::SetTradeDirection command{domain::FspId(name), direction, actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command), thenOne(std::move(name), std::move(done)));
}

void ParticipantsService::setPaused(const Caller& caller, std::string name, bool isPaused, Note note,
                                    Done<ParticipantView> done)
{
    ledger::SetParticipantPaused command{domain::FspId(name), isPaused, actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command), thenOne(std::move(name), std::move(done)));
}

Result<std::vector<domain::Contact>> ParticipantsService::contacts(std::string_view name) const
{
    HUB_TRY(const auto found, one(name));
    return found->contacts;
}

void ParticipantsService::putContact(const Caller& caller, std::string name, domain::Contact contact,
                                     Note note, Done<domain::Contact> done)
{
    ledger::PutContact command{domain::FspId(name), std::move(contact), actionNote(caller, std::move(note))};
    m_post.post(caller, std::move(command),
                [this, name = std::move(name), done = std::move(done)](Result<ledger::Answer> answer) {
                    if (!answer) return done(base::Unexpected(answer.error()));
                    const auto kept = contacts(name);
                    if (!kept) return done(base::Unexpected(kept.error()));
                    for (const auto& one : *kept)
                        if (one.id.value() == answer->createdId) return done(one);
                    done(refuse(kGenericIDNotFound, "contact not found"));
                });
}

void ParticipantsService::removeContact(const Caller& caller, std::string name, domain::ContactId id,
                                        Note note, Done<ledger::Answer> done)
{
    m_post.post(
        caller,
        ledger::RemoveContact{domain::FspId(std::move(name)), id, actionNote(caller, std::move(note))},
        std::move(done));
}

void ParticipantsService::createHubAccount(const Caller& caller, std::string name, domain::Currency currency,
                                           std::string type, Note note, Done<ParticipantView> done)
{
    ledger::CreateHubAccount command{domain::FspId(name), currency, std::move(type),
                                     actionNote(caller, std::move(note))};
    m_post.post(caller, std::move(command), thenOne(std::move(name), std::move(done)));
}

void ParticipantsService::setAccountActive(const Caller& caller, std::string name, domain::AccountId id,
                                           bool isActive, Note note, Done<AccountView> done)
{
    ledger::SetAccountActive command{domain::FspId(name), id, isActive, actionNote(caller, note)};
    m_post.postWithReason(
        caller, note, std::move(command),
        [this, name = std::move(name), id, done = std::move(done)](Result<ledger::Answer> answer) {
            if (answer)
                done(account(name, id));
            else
                done(base::Unexpected(answer.error()));
        });
}

void ParticipantsService::initialPositionAndLimits(const Caller& caller,
                                                   ledger::SetInitialPositionAndLimits request, Note note,
                                                   Done<ledger::Answer> done)
{
    request.note = actionNote(caller, std::move(note));
    m_post.post(caller, std::move(request), std::move(done));
}

void ParticipantsService::setEndpoint(const Caller& caller, std::string name, std::string type,
                                      std::string value, Note note, Done<ledger::Answer> done)
{
    // Other types hold mail addresses; no value takes the endpoint away.
    if (type.starts_with("FSPIOP_CALLBACK_URL") && !value.empty())
        if (const auto problem = http::targetProblem(value)) {
            done(refuse(domain::fspiop_code::kGenericValidationError, "/requestBody/value " + *problem));
            return;
        }
    m_post.postWithReason(caller, note,
                          ledger::SetEndpoint{domain::FspId(std::move(name)), std::move(type),
                                              std::move(value), actionNote(caller, note)},
                          std::move(done));
}

} // namespace hub::admin
