#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;

constexpr std::string_view kTaken =
    "Active oracle with matching partyIdTypeId, endpointTypeId, currencyId already exists";

/// Another active one for the same id type, endpoint type and currency (admin-settlement 6.3).
bool isTaken(const Registry& registry, const domain::Oracle& wanted, domain::OracleId self)
{
    for (const auto& oracle : registry.oracles())
        if (oracle.isActive && oracle.id != self && oracle.partyIdType == wanted.partyIdType &&
            oracle.endpointType == wanted.endpointType && oracle.currency == wanted.currency)
            return true;
    return false;
}

const domain::Oracle* activeOracle(const Registry& registry, domain::OracleId id)
{
    for (const auto& oracle : registry.oracles())
        if (oracle.id == id && oracle.isActive) return &oracle;
    return nullptr;
}

std::string describe(const domain::Oracle& oracle)
{
    AuditJson json;
    json.put("oracleIdType", oracle.partyIdType).put("endpoint", oracle.endpoint);
    if (oracle.currency) json.put("currency", oracle.currency->code());
    return json.put("isDefault", oracle.isDefault).put("isActive", oracle.isActive).text();
}

void putOracle(Draft& draft, const ActionNote& note, const char* action, std::string before,
               domain::Oracle oracle)
{
    draft.audit(note, action, std::to_string(oracle.id.value()), std::move(before), describe(oracle));
    draft.change(OraclePut{std::move(oracle)});
}

} // namespace

Decision decide(Draft& draft, const CreateOracle& command)
{
    if (isTaken(draft.registry(), command.oracle, {})) return draft.refuse(kInternalServerError, kTaken);
    domain::Oracle oracle = command.oracle;
    oracle.id = domain::OracleId(draft.state().nextOracleId);
    oracle.isActive = true;
    oracle.createdAt = draft.now();
    const std::int64_t id = oracle.id.value();
    putOracle(draft, command.note, "oracle.create", {}, std::move(oracle));
    return draft.created(id);
}

Decision decide(Draft& draft, const UpdateOracle& command)
{
    const auto* present = activeOracle(draft.registry(), command.oracle.id);
    if (present == nullptr) return draft.refuse(kAddPartyInformationError, "Oracle not found");
    if (isTaken(draft.registry(), command.oracle, present->id))
        return draft.refuse(kInternalServerError, kTaken);
    domain::Oracle oracle = command.oracle;
    oracle.isActive = true;
    oracle.createdAt = present->createdAt;
    putOracle(draft, command.note, "oracle.update", describe(*present), std::move(oracle));
    return draft.done();
}

Decision decide(Draft& draft, const RemoveOracle& command)
{
    const auto* present = activeOracle(draft.registry(), command.id);
    if (present == nullptr) return draft.ignore(std::nullopt);
    domain::Oracle oracle = *present;
    oracle.isActive = false;
    putOracle(draft, command.note, "oracle.remove", describe(*present), std::move(oracle));
    return draft.done();
}

} // namespace hub::ledger
