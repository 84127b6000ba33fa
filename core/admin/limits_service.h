#pragma once

#include "core/admin/command_post.h"
#include "core/ledger/engine.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::admin {

/// A net debit cap with its owner.
struct LimitView
{
    std::string participant;
    domain::Currency currency;
    domain::Limit limit;
};

/// Net debit caps (admin-settlement 1.6). Any thread.
class LimitsService
{
public:
    LimitsService(const ledger::LedgerView& view, CommandPost& post);

    /// Limits of active POSITION ledgers of active participants.
    std::vector<LimitView> all() const;
    /// Without a currency: of active POSITION ledgers, by currency; with one: of that ledger even when it is
    /// inactive. 3200 when participant or ledger is unknown.
    Result<std::vector<LimitView>> of(std::string_view participant,
                                      std::optional<domain::Currency> currency) const;
    void change(const Caller& caller, std::string participant, domain::Currency currency,
                std::string limitType, domain::Limit limit, Note note, Done<LimitView> done);

private:
    const ledger::LedgerView& m_view;
    CommandPost& m_post;
};

} // namespace hub::admin
