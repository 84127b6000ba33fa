#include "core/ledger/new_accounts.h"

#include <algorithm>

namespace hub::ledger {

std::vector<domain::AccountType> accountTypesFor(std::span<const domain::SettlementModel> models,
                                                 domain::Currency currency)
{
    std::vector<domain::AccountType> types;
    const auto add = [&types](domain::AccountType type) {
        if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
    };
    for (const auto& model : models) {
        if (domain::resolveModel(models, model.ledgerAccountType, currency) != &model) continue;
        add(model.ledgerAccountType);
        add(model.settlementAccountType);
    }
    return types;
}

domain::AccountId addAccount(Draft& draft, domain::ParticipantId owner, domain::Currency currency,
                             domain::AccountType type, bool opens, std::int64_t& nextId)
{
    const domain::AccountId id(nextId++);
    draft.change(AccountPut{domain::Account{id, owner, currency, type, opens, opens, draft.now()}});
    if (opens) draft.move(id, {}, 0, {});
    return id;
}

} // namespace hub::ledger
