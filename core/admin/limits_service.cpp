#include "core/admin/limits_service.h"

#include <algorithm>

namespace hub::admin {
namespace {

void addLimits(const ledger::ParticipantEntry& entry, std::optional<domain::Currency> currency,
               std::vector<LimitView>& out)
{
    const auto first = out.size();
    for (const auto& account : entry.accounts) {
        if (account.type != domain::AccountType::Position) continue;
        if (currency ? account.currency != *currency : !account.isActive) continue;
        const auto limit = entry.limits.find(account.id.value());
        if (limit == entry.limits.end()) continue;
        out.push_back(LimitView{entry.participant.name.value(), account.currency, limit->second});
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](const LimitView& a, const LimitView& b) { return a.currency.code() < b.currency.code(); });
}

} // namespace

LimitsService::LimitsService(const ledger::LedgerView& view, CommandPost& post)
    : m_view(view)
    , m_post(post)
{}

std::vector<LimitView> LimitsService::all() const
{
    const auto registry = m_view.registry();
    std::vector<LimitView> out;
    for (const auto& entry : registry->participants())
        if (entry->participant.isActive) addLimits(*entry, std::nullopt, out);
    return out;
}

Result<std::vector<LimitView>> LimitsService::of(std::string_view participant,
                                                 std::optional<domain::Currency> currency) const
{
    const auto registry = m_view.registry();
    const auto* entry = registry->find(participant);
    if (entry == nullptr || (currency && entry->account(domain::AccountType::Position, *currency) == nullptr))
        return refuse(domain::fspiop_code::kGenericIDNotFound, "participant not found");
    std::vector<LimitView> out;
    addLimits(*entry, currency, out);
    return out;
}

void LimitsService::change(const Caller& caller, std::string participant, domain::Currency currency,
                           std::string limitType, domain::Limit limit, Note note, Done<LimitView> done)
{
    ledger::SetLimit command{domain::FspId(participant), currency, std::move(limitType), limit,
                             actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command),
                          [this, view = LimitView{std::move(participant), currency, limit},
                           done = std::move(done)](Result<ledger::Answer> answer) {
                              if (!answer) return done(base::Unexpected(answer.error()));
                              // A cap by share of the liquidity is the ledger's figure, not the caller's.
                              const auto kept = of(view.participant, view.currency);
                              done(kept && !kept->empty() ? kept->front() : view);
                          });
}

} // namespace hub::admin
