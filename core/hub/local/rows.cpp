#include "core/hub/local/rows.h"

#include <algorithm>

namespace hub::local {

using domain::AccountType;

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

api::Error errorOf(const admin::Failure& failure)
{
    return api::Error{text(failure.error.code),
                      text(failure.error.description),
                      {},
                      failure.kind == admin::Failure::Kind::Refused ? api::ErrorKind::Refused
                                                                    : api::ErrorKind::Internal,
                      {},
                      {}};
}

api::ParticipantRow participantRow(const admin::AdminServices& services, const admin::ParticipantView& view)
{
    const auto& entry = *view.entry;
    api::ParticipantRow row;
    row.id = entry.participant.id;
    row.name = text(entry.participant.name.value());
    row.active = entry.participant.isActive;
    row.paused = entry.participant.isPaused;
    row.isHub = entry.participant.id == view.registry->hub().participant.id;
    row.direction = entry.participant.direction;
    row.createdAt = entry.participant.createdAt;
    row.accounts = static_cast<int>(entry.accounts.size());
    row.endpoints =
        static_cast<int>(std::count_if(entry.endpoints.begin(), entry.endpoints.end(),
                                       [](const auto& endpoint) { return !endpoint.second.empty(); }));
    for (const auto& account : entry.accounts) {
        if (account.isActive) ++row.activeAccounts;
        if (std::find(row.currencies.begin(), row.currencies.end(), account.currency) == row.currencies.end())
            row.currencies.push_back(account.currency);
        if (account.type != AccountType::Position) continue;
        const auto position = services.view.position(account.id);
        if (position.changedAt > account.createdAt)
            row.lastTransferAt = std::max(row.lastTransferAt.value_or(base::Instant()), position.changedAt);
        if (const auto limit = entry.limits.find(account.id.value()); limit != entry.limits.end()) {
            const auto used = static_cast<int>(position.value.ratioBasisPoints(limit->second.netDebitCap));
            row.worstUsedBasisPoints = std::max(row.worstUsedBasisPoints.value_or(used), used);
        }
    }
    std::sort(row.currencies.begin(), row.currencies.end(),
              [](domain::Currency a, domain::Currency b) { return a.code() < b.code(); });
    return row;
}

api::AccountRow accountRow(std::string_view participant, const admin::AccountView& view)
{
    const auto& account = view.account;
    api::AccountRow row{account.id,          text(participant), account.currency,    account.type,
                        text(view.typeName), account.isActive,  view.position.value, view.position.reserved,
                        std::nullopt,        std::nullopt};
    if (view.limit) {
        row.cap = view.limit->netDebitCap;
        row.capPercentHundredths = view.limit->liquidityPercentHundredths;
    }
    if (view.position.changedAt.ms != 0) row.changedAt = view.position.changedAt;
    return row;
}

api::LimitRow limitRow(const admin::LimitView& view)
{
    return api::LimitRow{text(view.participant), view.currency, view.limit.netDebitCap,
                         view.limit.alarmPercentHundredths, view.limit.liquidityPercentHundredths};
}

api::ContactRow contactRow(const domain::Contact& contact)
{
    return api::ContactRow{contact.id,          text(contact.name),  text(contact.role),
                           text(contact.email), text(contact.phone), contact.changedAt};
}

api::OracleRow oracleRow(const domain::Oracle& oracle)
{
    return api::OracleRow{oracle.id,        text(oracle.partyIdType), text(oracle.endpoint), oracle.currency,
                          oracle.isDefault, oracle.isActive,          oracle.createdAt};
}

admin::Note noteOf(const api::ActionNote& note)
{
    return admin::Note{note.reason.trimmed().toStdString(), note.ticket.trimmed().toStdString()};
}

} // namespace hub::local
