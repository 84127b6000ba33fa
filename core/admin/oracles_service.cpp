#include "core/admin/oracles_service.h"

#include "core/http/target_check.h"

#include <algorithm>

namespace hub::admin {

using namespace domain::fspiop_code;

OraclesService::OraclesService(const ledger::LedgerView& view, CommandPost& post, ReadPost& readers)
    : m_view(view)
    , m_post(post)
    , m_readers(readers)
{}

std::vector<domain::Oracle> OraclesService::list(std::string_view partyIdType,
                                                 std::string_view currency) const
{
    std::vector<domain::Oracle> out;
    const auto registry = m_view.registry();
    for (const auto& oracle : registry->oracles()) {
        if (!oracle.isActive) continue;
        if (!partyIdType.empty() && oracle.partyIdType != partyIdType) continue;
        if (!currency.empty() && (!oracle.currency || oracle.currency->code() != currency)) continue;
        out.push_back(oracle);
    }
    return out;
}

Done<ledger::Answer> OraclesService::thenOne(domain::OracleId id, Done<domain::Oracle> done) const
{
    return [this, id, done = std::move(done)](Result<ledger::Answer> answer) {
        if (!answer) {
            done(base::Unexpected(answer.error()));
            return;
        }
        const auto wanted = answer->createdId != 0 ? domain::OracleId(answer->createdId) : id;
        const auto registry = m_view.registry();
        const auto& all = registry->oracles();
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const auto& oracle) { return oracle.id == wanted; });
        if (found == all.end())
            done(refuse(kAddPartyInformationError, "Oracle not found"));
        else
            done(*found);
    };
}

namespace {

std::optional<std::string> endpointProblem(const domain::Oracle& oracle)
{
    if (oracle.endpoint == domain::kBuiltInDirectory) return std::nullopt;
    const auto problem = http::targetProblem(oracle.endpoint);
    return problem ? std::optional("/requestBody/endpoint/value " + *problem) : std::nullopt;
}

} // namespace

void OraclesService::create(const Caller& caller, domain::Oracle oracle, Note note, Done<domain::Oracle> done)
{
    if (const auto problem = endpointProblem(oracle)) {
        done(refuse(kGenericValidationError, *problem));
        return;
    }
    m_post.post(caller, ledger::CreateOracle{std::move(oracle), actionNote(caller, std::move(note))},
                thenOne({}, std::move(done)));
}

void OraclesService::update(const Caller& caller, domain::Oracle oracle, Note note, Done<domain::Oracle> done)
{
    if (const auto problem = oracle.endpoint.empty() ? std::nullopt : endpointProblem(oracle)) {
        done(refuse(kGenericValidationError, *problem));
        return;
    }
    const auto id = oracle.id;
    m_post.postWithReason(caller, note, ledger::UpdateOracle{std::move(oracle), actionNote(caller, note)},
                          thenOne(id, std::move(done)));
}

void OraclesService::remove(const Caller& caller, domain::OracleId id, Note note, Done<ledger::Answer> done)
{
    m_post.postWithReason(caller, note, ledger::RemoveOracle{id, actionNote(caller, note)}, std::move(done));
}

void OraclesService::directory(std::string partyIdType, std::string partyIdentifier, std::string subId,
                               std::optional<domain::Currency> currency,
                               Done<std::vector<ledger::DirectoryEntry>> done)
{
    m_readers.read<std::vector<ledger::DirectoryEntry>>(
        [type = std::move(partyIdType), id = std::move(partyIdentifier), subId = std::move(subId),
         currency](ledger::LedgerReader& reader) { return reader.directory(type, id, subId, currency); },
        std::move(done));
}

void OraclesService::putEntries(const Caller& caller, std::vector<ledger::DirectoryEntry> entries,
                                Done<ledger::Answer> done)
{
    if (entries.empty() || entries.size() > kDirectoryEntriesMax) {
        done(refuse(kGenericValidationError,
                    "1 to " + std::to_string(kDirectoryEntriesMax) + " entries are taken"));
        return;
    }
    const auto registry = m_view.registry();
    for (auto& entry : entries) {
        const auto* owner = registry->find(entry.fspId.value());
        if (owner == nullptr) {
            done(refuse(kGenericIDNotFound, "participant not found"));
            return;
        }
        entry.fspId = owner->participant.name;
    }
    m_post.post(caller, ledger::PutDirectoryEntries{std::move(entries)}, std::move(done));
}

void OraclesService::removeEntry(const Caller& caller, ledger::DirectoryEntry entry,
                                 Done<ledger::Answer> done)
{
    m_post.post(caller, ledger::RemoveDirectoryEntry{std::move(entry)}, std::move(done));
}

} // namespace hub::admin
