#include "core/hub/local/local_apis.h"

#include <algorithm>

namespace hub::local {
namespace {

/// A finished future of what a service answers at once.
template <class Out, class In, class Convert>
QFuture<api::Result<Out>> ready(const admin::Result<In>& result, Convert convert)
{
    if (!result) return api::readyError<Out>(errorOf(result.error()));
    return api::readyResult<Out>(convert(*result));
}

template <class Out>
QFuture<api::Result<Out>> refused(const char* code, const QString& text)
{
    return api::readyError<Out>(
        api::Error{QString::fromLatin1(code), text, {}, api::ErrorKind::Refused, {}, {}});
}

admin::Done<ledger::Answer> finishing(const Pending<void>& pending)
{
    return pending.done<ledger::Answer>([](const ledger::Answer&) { return api::Result<void>(); });
}

} // namespace

QFuture<api::Result<std::vector<api::ParticipantRow>>> LocalParticipants::list()
{
    std::vector<api::ParticipantRow> rows;
    for (const auto& view : m_desk.services.participants.list())
        rows.push_back(participantRow(m_desk.services, view));
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    return api::readyResult<std::vector<api::ParticipantRow>>(std::move(rows));
}

QFuture<api::Result<api::ParticipantRow>> LocalParticipants::one(QString name)
{
    return ready<api::ParticipantRow>(
        m_desk.services.participants.one(name.toStdString()),
        [this](const auto& view) { return participantRow(m_desk.services, view); });
}

QFuture<api::Result<api::ParticipantRow>> LocalParticipants::create(QString name, domain::Currency currency,
                                                                    api::ActionNote note)
{
    const auto wanted = name.trimmed().toStdString();
    if (const auto fault = admin::checkName(wanted); !fault.empty())
        return refused<api::ParticipantRow>("3101", text("Malformed syntax - " + fault));
    const Pending<api::ParticipantRow> pending;
    m_desk.services.participants.create(m_desk.now(), domain::FspId(wanted), currency, false, noteOf(note),
                                        pending.done<admin::ParticipantView>([this](const auto& view) {
                                            return participantRow(m_desk.services, view);
                                        }));
    return pending.future();
}

QFuture<api::Result<api::ParticipantRow>>
LocalParticipants::addCurrency(QString name, domain::Currency currency, api::ActionNote note)
{
    // The same command; only here it must not make a participant out of a mistyped name.
    const auto present = m_desk.services.participants.one(name.toStdString());
    if (!present) return api::readyError<api::ParticipantRow>(errorOf(present.error()));
    return create(std::move(name), currency, std::move(note));
}

QFuture<api::Result<api::ParticipantRow>> LocalParticipants::setActive(QString name, bool active,
                                                                       api::ActionNote note)
{
    const Pending<api::ParticipantRow> pending;
    m_desk.services.participants.setActive(m_desk.now(), name.toStdString(), active, noteOf(note),
                                           pending.done<admin::ParticipantView>([this](const auto& view) {
                                               return participantRow(m_desk.services, view);
                                           }));
    return pending.future();
}

QFuture<api::Result<api::ParticipantRow>> LocalParticipants::setPaused(QString name, bool paused,
                                                                       api::ActionNote note)
{
    const Pending<api::ParticipantRow> pending;
    m_desk.services.participants.setPaused(m_desk.now(), name.toStdString(), paused, noteOf(note),
                                           pending.done<admin::ParticipantView>([this](const auto& view) {
                                               return participantRow(m_desk.services, view);
                                           }));
    return pending.future();
}

QFuture<api::Result<api::ParticipantRow>>
LocalParticipants::setDirection(QString name, domain::TradeDirection direction, api::ActionNote note)
{
    const Pending<api::ParticipantRow> pending;
    m_desk.services.participants.setDirection(m_desk.now(), name.toStdString(), direction, noteOf(note),
                                              pending.done<admin::ParticipantView>([this](const auto& view) {
                                                  return participantRow(m_desk.services, view);
                                              }));
    return pending.future();
}

QFuture<api::Result<std::vector<api::ContactRow>>> LocalParticipants::contacts(QString name)
{
    return ready<std::vector<api::ContactRow>>(m_desk.services.participants.contacts(name.toStdString()),
                                               [](const auto& contacts) {
                                                   std::vector<api::ContactRow> rows;
                                                   for (const auto& contact : contacts)
                                                       rows.push_back(contactRow(contact));
                                                   return rows;
                                               });
}

QFuture<api::Result<api::ContactRow>> LocalParticipants::putContact(QString name, api::ContactRow contact,
                                                                    api::ActionNote note)
{
    const auto plain = [](const QString& text) { return text.trimmed().toStdString(); };
    const Pending<api::ContactRow> pending;
    m_desk.services.participants.putContact(m_desk.now(), name.toStdString(),
                                            domain::Contact{contact.id,
                                                            {},
                                                            plain(contact.name),
                                                            plain(contact.role),
                                                            plain(contact.email),
                                                            plain(contact.phone),
                                                            {}},
                                            noteOf(note), pending.done<domain::Contact>(contactRow));
    return pending.future();
}

QFuture<api::Result<void>> LocalParticipants::removeContact(QString name, domain::ContactId id,
                                                            api::ActionNote note)
{
    const Pending<void> pending;
    m_desk.services.participants.removeContact(m_desk.now(), name.toStdString(), id, noteOf(note),
                                               finishing(pending));
    return pending.future();
}

QFuture<api::Result<std::vector<api::AccountRow>>> LocalParticipants::accounts(QString name)
{
    if (name.isEmpty()) {
        std::vector<api::AccountRow> rows;
        for (const auto& view : m_desk.services.participants.list()) {
            const auto& owner = view->participant.name.value();
            const auto accounts = m_desk.services.participants.accounts(owner);
            if (!accounts) continue;
            for (const auto& account : *accounts)
                rows.push_back(accountRow(owner, account));
        }
        return api::readyResult<std::vector<api::AccountRow>>(std::move(rows));
    }
    const auto owner = m_desk.services.participants.one(name.toStdString());
    if (!owner) return api::readyError<std::vector<api::AccountRow>>(errorOf(owner.error()));
    const auto& properName = (*owner)->participant.name.value();
    return ready<std::vector<api::AccountRow>>(m_desk.services.participants.accounts(properName),
                                               [&properName](const auto& accounts) {
                                                   std::vector<api::AccountRow> rows;
                                                   for (const auto& account : accounts)
                                                       rows.push_back(accountRow(properName, account));
                                                   return rows;
                                               });
}

QFuture<api::Result<void>> LocalParticipants::addHubAccount(domain::Currency currency, QString type,
                                                            api::ActionNote note)
{
    const Pending<void> pending;
    const auto hub = m_desk.services.view.registry()->hub().participant.name.value();
    m_desk.services.participants.createHubAccount(
        m_desk.now(), hub, currency, type.toStdString(), noteOf(note),
        pending.done<admin::ParticipantView>([](const auto&) { return api::Result<void>(); }));
    return pending.future();
}

QFuture<api::Result<api::AccountRow>> LocalParticipants::setAccountActive(QString name,
                                                                          domain::AccountId account,
                                                                          bool active, api::ActionNote note)
{
    const Pending<api::AccountRow> pending;
    auto owner = name.toStdString();
    m_desk.services.participants.setAccountActive(
        m_desk.now(), owner, account, active, noteOf(note),
        pending.done<admin::AccountView>([owner](const auto& view) { return accountRow(owner, view); }));
    return pending.future();
}

QFuture<api::Result<void>>
LocalParticipants::initialPositionAndLimits(QString name, domain::Currency currency, domain::Amount cap,
                                            domain::Amount initialPosition, api::ActionNote note)
{
    if (cap.isNegative() || initialPosition.isNegative())
        return refused<void>("3101",
                             QStringLiteral("Malformed syntax - cap and position must not be negative"));
    const Pending<void> pending;
    m_desk.services.participants.initialPositionAndLimits(
        m_desk.now(),
        ledger::SetInitialPositionAndLimits{domain::FspId(name.toStdString()),
                                            currency,
                                            std::string(domain::kNetDebitCap),
                                            cap,
                                            initialPosition,
                                            {}},
        noteOf(note), finishing(pending));
    return pending.future();
}

QFuture<api::Result<std::vector<api::EndpointRow>>> LocalParticipants::endpoints(QString name)
{
    return ready<std::vector<api::EndpointRow>>(m_desk.services.participants.endpoints(name.toStdString()),
                                                [](const auto& endpoints) {
                                                    std::vector<api::EndpointRow> rows;
                                                    for (const auto& [type, value] : endpoints)
                                                        rows.push_back({text(type), text(value)});
                                                    return rows;
                                                });
}

QFuture<api::Result<void>> LocalParticipants::setEndpoint(QString name, api::EndpointRow endpoint,
                                                          api::ActionNote note)
{
    if (endpoint.value.trimmed().isEmpty())
        return refused<void>("3101",
                             QStringLiteral("Malformed syntax - \"value\" is not allowed to be empty"));
    const Pending<void> pending;
    m_desk.services.participants.setEndpoint(m_desk.now(), name.toStdString(), endpoint.type.toStdString(),
                                             endpoint.value.trimmed().toStdString(), noteOf(note),
                                             finishing(pending));
    return pending.future();
}

QFuture<api::Result<void>> LocalParticipants::deleteEndpoint(QString name, QString type, api::ActionNote note)
{
    const Pending<void> pending;
    m_desk.services.participants.setEndpoint(m_desk.now(), name.toStdString(), type.toStdString(), {},
                                             noteOf(note), finishing(pending));
    return pending.future();
}

QFuture<api::Result<std::vector<api::LimitRow>>> LocalLimits::list(QString participant)
{
    const auto& limits = m_desk.services.limits;
    const auto rowsOf = [](const std::vector<admin::LimitView>& views) {
        std::vector<api::LimitRow> rows;
        for (const auto& view : views)
            rows.push_back(limitRow(view));
        return rows;
    };
    if (participant.isEmpty()) return api::readyResult<std::vector<api::LimitRow>>(rowsOf(limits.all()));
    return ready<std::vector<api::LimitRow>>(limits.of(participant.toStdString(), std::nullopt), rowsOf);
}

QFuture<api::Result<api::LimitRow>> LocalLimits::change(api::LimitRow limit, api::ActionNote note)
{
    const Pending<api::LimitRow> pending;
    m_desk.services.limits.change(
        m_desk.now(), limit.participant.toStdString(), limit.currency, std::string(domain::kNetDebitCap),
        domain::Limit{limit.cap, limit.alarmPercentHundredths, limit.liquidityPercentHundredths},
        noteOf(note), pending.done<admin::LimitView>(limitRow));
    return pending.future();
}

namespace {

admin::Done<admin::FundsOutcome> receipt(const Pending<api::FundsReceipt>& pending, domain::TransferId id)
{
    return pending.done<admin::FundsOutcome>(
        [id](const admin::FundsOutcome& outcome) -> api::Result<api::FundsReceipt> {
            if (outcome.error)
                return base::Unexpected(
                    errorOf(admin::Failure{*outcome.error, 0, admin::Failure::Kind::Refused}));
            return api::FundsReceipt{id, outcome.state.value_or(domain::TransferState::ReceivedPrepare)};
        });
}

} // namespace

QFuture<api::Result<api::FundsReceipt>> LocalFunds::record(const api::FundsMovement& movement,
                                                           ledger::RecordFunds::Action action,
                                                           const api::ActionNote& note)
{
    if (movement.amount.isZero() || movement.amount.isNegative())
        return refused<api::FundsReceipt>(
            "3101", QStringLiteral("Malformed syntax - \"amount.amount\" must be a positive number"));
    const Pending<api::FundsReceipt> pending;
    m_desk.services.funds.record(m_desk.now(),
                                 ledger::RecordFunds{movement.transferId,
                                                     domain::FspId(movement.participant.toStdString()),
                                                     movement.account,
                                                     action,
                                                     movement.amount,
                                                     movement.currency,
                                                     movement.externalReference.toStdString(),
                                                     {},
                                                     {},
                                                     {}},
                                 noteOf(note), receipt(pending, movement.transferId));
    return pending.future();
}

QFuture<api::Result<api::FundsReceipt>> LocalFunds::finish(const api::FundsOutStep& step, bool commit,
                                                           const api::ActionNote& note)
{
    const Pending<api::FundsReceipt> pending;
    m_desk.services.funds.finishOut(
        m_desk.now(),
        ledger::FinishFundsOut{
            step.transferId, domain::FspId(step.participant.toStdString()), step.account, commit, {}},
        noteOf(note), receipt(pending, step.transferId));
    return pending.future();
}

QFuture<api::Result<api::FundsReceipt>> LocalFunds::recordFundsIn(api::FundsMovement movement,
                                                                  api::ActionNote note)
{
    return record(movement, ledger::RecordFunds::Action::In, note);
}

QFuture<api::Result<api::FundsReceipt>> LocalFunds::fundsOutReserve(api::FundsMovement movement,
                                                                    api::ActionNote note)
{
    return record(movement, ledger::RecordFunds::Action::OutPrepareReserve, note);
}

QFuture<api::Result<api::FundsReceipt>> LocalFunds::fundsOutCommit(api::FundsOutStep step,
                                                                   api::ActionNote note)
{
    return finish(step, true, note);
}

QFuture<api::Result<api::FundsReceipt>> LocalFunds::fundsOutAbort(api::FundsOutStep step,
                                                                  api::ActionNote note)
{
    return finish(step, false, note);
}

QFuture<api::Result<api::Page<api::MovementRow>>> LocalFunds::movements(api::MovementFilter filter,
                                                                        api::PageRequest page)
{
    const Pending<api::Page<api::MovementRow>> pending;
    m_desk.services.funds.movements(
        std::move(filter), std::move(page),
        pending.done<api::Page<api::MovementRow>>([](auto rows) { return rows; }));
    return pending.future();
}

QFuture<api::Result<std::vector<api::AccountMoveRow>>> LocalPositions::moves(domain::AccountId account,
                                                                             int limit)
{
    const Pending<std::vector<api::AccountMoveRow>> pending;
    m_desk.services.positions.moves(
        account, limit, pending.done<std::vector<api::AccountMoveRow>>([](auto rows) { return rows; }));
    return pending.future();
}

QFuture<api::Result<std::vector<api::PositionRow>>> LocalPositions::snapshot()
{
    return api::readyResult<std::vector<api::PositionRow>>(m_desk.services.positions.snapshot());
}

QFuture<api::Result<api::PositionHistory>>
LocalPositions::history(domain::AccountId account, base::Instant from, base::Instant to, int points)
{
    const Pending<api::PositionHistory> pending;
    m_desk.services.positions.history(
        account, from, to, points, pending.done<api::PositionHistory>([](auto history) { return history; }));
    return pending.future();
}

QFuture<api::Result<api::Page<api::TransferRow>>> LocalTransfers::search(api::TransferFilter filter,
                                                                         api::PageRequest page)
{
    const Pending<api::Page<api::TransferRow>> pending;
    m_desk.services.transfers.find(std::move(filter), std::move(page),
                                   pending.done<api::Page<api::TransferRow>>([](auto rows) { return rows; }));
    return pending.future();
}

QFuture<api::Result<api::TransferDetail>> LocalTransfers::one(domain::TransferId id)
{
    const Pending<api::TransferDetail> pending;
    m_desk.services.transfers.one(id, pending.done<api::TransferDetail>([](auto detail) { return detail; }));
    return pending.future();
}

QFuture<api::Result<std::vector<api::TransferRow>>> LocalTransfers::stuck(qint64 olderThanMs)
{
    using Rows = std::vector<api::TransferRow>;
    const Pending<Rows> pending;
    m_desk.services.transfers.stuck(m_desk.services.clock.now(), olderThanMs,
                                    pending.done<Rows>([](auto rows) { return rows; }));
    return pending.future();
}

QFuture<api::Result<api::Page<api::BulkRow>>> LocalTransfers::bulks(QString fsp, api::PageRequest page)
{
    const Pending<api::Page<api::BulkRow>> pending;
    m_desk.services.transfers.bulks(fsp.toStdString(), std::move(page),
                                    pending.done<api::Page<api::BulkRow>>([](auto rows) { return rows; }));
    return pending.future();
}

QFuture<api::Result<api::BulkDetail>> LocalTransfers::bulk(domain::BulkTransferId id)
{
    const Pending<api::BulkDetail> pending;
    m_desk.services.transfers.bulk(id, pending.done<api::BulkDetail>([](auto detail) { return detail; }));
    return pending.future();
}

QFuture<api::Result<api::Trace>> LocalTraces::byTransfer(domain::TransferId id)
{
    const Pending<api::Trace> pending;
    m_desk.services.transfers.traceOfTransfer(id, pending.done<api::Trace>([](auto trace) { return trace; }));
    return pending.future();
}

QFuture<api::Result<api::Trace>> LocalTraces::byTrace(QString traceId)
{
    const Pending<api::Trace> pending;
    m_desk.services.transfers.trace(traceId.toStdString(),
                                    pending.done<api::Trace>([](auto trace) { return trace; }));
    return pending.future();
}

QFuture<api::Result<api::HealthSnapshot>> LocalHealth::snapshot()
{
    return api::readyResult<api::HealthSnapshot>(m_desk.services.health.snapshot());
}

QFuture<api::Result<std::vector<api::SelfCheckRow>>> LocalHealth::runSelfChecks()
{
    return api::readyResult<std::vector<api::SelfCheckRow>>(m_desk.services.health.selfChecks());
}

} // namespace hub::local
