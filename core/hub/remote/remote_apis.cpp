#include "core/hub/remote/remote_apis.h"

#include <algorithm>

namespace hub::remote {

namespace {

QString path(const char* root)
{
    return QString::fromLatin1(root);
}

QString participantPath(const QString& name)
{
    return path("/participants/") + segment(name);
}

QString ownParticipantPath(const QString& name)
{
    return path("/hub/v1") + participantPath(name);
}

QString textOf(const domain::TransferId& id)
{
    return QString::fromStdString(id.value().toString());
}

std::string activeBody(bool active)
{
    json::Writer body;
    body.beginObject().key("isActive").boolean(active).endObject();
    return body.take();
}

Call action(const char* method, const QString& path, const api::ActionNote& note, const std::string& body)
{
    return Call{method, path, QByteArray::fromStdString(body), note};
}

template <class T>
QFuture<api::Result<T>> refused(const char* code, const char* text)
{
    return api::readyError<T>(api::Error{
        QString::fromLatin1(code), QString::fromLatin1(text), {}, api::ErrorKind::Refused, {}, {}});
}

} // namespace

QFuture<api::Result<std::vector<api::ParticipantRow>>> RemoteParticipants::list()
{
    return m_hub.get<std::vector<api::ParticipantRow>>(path("/hub/v1/participants"));
}

QFuture<api::Result<api::ParticipantRow>> RemoteParticipants::one(QString name)
{
    return m_hub.get<api::ParticipantRow>(ownParticipantPath(name));
}

QFuture<api::Result<api::ParticipantRow>> RemoteParticipants::create(QString name, domain::Currency currency,
                                                                     api::ActionNote note)
{
    json::Writer body;
    body.beginObject().member("name", name.trimmed().toStdString()).member("currency", currency.code());
    body.endObject();
    return m_hub.actThenGet<api::ParticipantRow>(action("POST", path("/participants"), note, body.take()),
                                                 ownParticipantPath(name.trimmed()));
}

QFuture<api::Result<api::ParticipantRow>>
RemoteParticipants::addCurrency(QString name, domain::Currency currency, api::ActionNote note)
{
    // The same call as create(); only here it must not make a participant out of a mistyped name.
    const Pending<api::ParticipantRow> pending;
    m_hub.link().call(Call{"GET", ownParticipantPath(name), {}, {}}, [hub = m_hub, name, currency, note,
                                                                      pending](const Answer& present) {
        if (!present) return pending.finish(base::Unexpected(present.error()));
        json::Writer body;
        body.beginObject().member("name", name.toStdString()).member("currency", currency.code());
        body.endObject();
        hub.link().call(action("POST", path("/participants"), note, body.take()), [hub, name, pending](
                                                                                      const Answer& done) {
            if (!done) return pending.finish(base::Unexpected(done.error()));
            hub.link().call(Call{"GET", ownParticipantPath(name), {}, {}}, [pending](const Answer& row) {
                pending.finish(readAnswer<api::ParticipantRow>(row));
            });
        });
    });
    return pending.future();
}

QFuture<api::Result<api::ParticipantRow>> RemoteParticipants::setActive(QString name, bool active,
                                                                        api::ActionNote note)
{
    return m_hub.actThenGet<api::ParticipantRow>(
        action("PUT", participantPath(name), note, activeBody(active)), ownParticipantPath(name));
}

QFuture<api::Result<api::ParticipantRow>> RemoteParticipants::setPaused(QString name, bool paused,
                                                                        api::ActionNote note)
{
    return m_hub.act<api::ParticipantRow>("PUT", ownParticipantPath(name) + path("/restrictions"), note,
                                          wire::toJson(wire::Restrictions{paused, std::nullopt}));
}

QFuture<api::Result<api::ParticipantRow>>
RemoteParticipants::setDirection(QString name, domain::TradeDirection direction, api::ActionNote note)
{
    return m_hub.act<api::ParticipantRow>("PUT", ownParticipantPath(name) + path("/restrictions"), note,
                                          wire::toJson(wire::Restrictions{std::nullopt, direction}));
}

QFuture<api::Result<std::vector<api::ContactRow>>> RemoteParticipants::contacts(QString name)
{
    return m_hub.get<std::vector<api::ContactRow>>(ownParticipantPath(name) + path("/contacts"));
}

QFuture<api::Result<api::ContactRow>> RemoteParticipants::putContact(QString name, api::ContactRow contact,
                                                                     api::ActionNote note)
{
    const QString contacts = ownParticipantPath(name) + path("/contacts");
    if (contact.id.value() == 0)
        return m_hub.act<api::ContactRow>("POST", contacts, note, wire::toJson(contact));
    const QString one = contacts + QLatin1Char('/') + QString::number(contact.id.value());
    return m_hub.act<api::ContactRow>("PUT", one, note, wire::toJson(contact));
}

QFuture<api::Result<void>> RemoteParticipants::removeContact(QString name, domain::ContactId id,
                                                             api::ActionNote note)
{
    return m_hub.act<void>("DELETE",
                           ownParticipantPath(name) + path("/contacts/") + QString::number(id.value()), note);
}

QFuture<api::Result<std::vector<api::AccountRow>>> RemoteParticipants::accounts(QString name)
{
    return m_hub.get<std::vector<api::AccountRow>>(
        name.isEmpty() ? path("/hub/v1/accounts") : ownParticipantPath(name) + path("/accounts"));
}

QFuture<api::Result<void>> RemoteParticipants::addHubAccount(domain::Currency currency, QString type,
                                                             api::ActionNote note)
{
    return m_hub.act<void>("POST", path("/hub/v1/hubAccounts"), note,
                           wire::toJson(wire::HubAccount{currency, std::move(type)}));
}

QFuture<api::Result<api::AccountRow>> RemoteParticipants::setAccountActive(QString name,
                                                                           domain::AccountId account,
                                                                           bool active, api::ActionNote note)
{
    const Pending<api::AccountRow> pending;
    const QString accounts = ownParticipantPath(name) + path("/accounts");
    m_hub.link().call(
        action("PUT", participantPath(name) + path("/accounts/") + QString::number(account.value()), note,
               activeBody(active)),
        [hub = m_hub, accounts, account, pending](const Answer& done) {
            if (!done) return pending.finish(base::Unexpected(done.error()));
            hub.link().call(Call{"GET", accounts, {}, {}}, [account, pending](const Answer& answer) {
                const auto rows = readAnswer<std::vector<api::AccountRow>>(answer);
                if (!rows) return pending.finish(base::Unexpected(rows.error()));
                const auto found = std::find_if(rows->begin(), rows->end(),
                                                [&](const auto& row) { return row.id == account; });
                if (found != rows->end()) return pending.finish(*found);
                pending.finish(base::Unexpected(
                    api::Error{{}, QStringLiteral("The account is not there."), {}, {}, {}, {}}));
            });
        });
    return pending.future();
}

QFuture<api::Result<void>>
RemoteParticipants::initialPositionAndLimits(QString name, domain::Currency currency, domain::Amount cap,
                                             domain::Amount initialPosition, api::ActionNote note)
{
    if (cap.isNegative() || initialPosition.isNegative())
        return refused<void>("3101", "Malformed syntax - cap and position must not be negative");
    json::Writer body;
    body.beginObject().member("currency", currency.code()).key("limit").beginObject();
    body.member("type", domain::kNetDebitCap).key("value").number(cap).endObject();
    body.key("initialPosition").number(initialPosition).endObject();
    return m_hub.act<void>("POST", participantPath(name) + path("/initialPositionAndLimits"), note,
                           body.take());
}

QFuture<api::Result<std::vector<api::EndpointRow>>> RemoteParticipants::endpoints(QString name)
{
    return m_hub.get<std::vector<api::EndpointRow>>(participantPath(name) + path("/endpoints"));
}

QFuture<api::Result<void>> RemoteParticipants::setEndpoint(QString name, api::EndpointRow endpoint,
                                                           api::ActionNote note)
{
    endpoint.value = endpoint.value.trimmed();
    return m_hub.act<void>("POST", participantPath(name) + path("/endpoints"), note, wire::toJson(endpoint));
}

QFuture<api::Result<void>> RemoteParticipants::deleteEndpoint(QString name, QString type,
                                                              api::ActionNote note)
{
    return m_hub.act<void>("DELETE", ownParticipantPath(name) + path("/endpoints/") + segment(type), note);
}

QFuture<api::Result<std::vector<api::LimitRow>>> RemoteLimits::list(QString participant)
{
    const QString query =
        participant.isEmpty() ? QString() : QStringLiteral("?participant=") + segment(participant);
    return m_hub.get<std::vector<api::LimitRow>>(path("/hub/v1/limits") + query);
}

QFuture<api::Result<api::LimitRow>> RemoteLimits::change(api::LimitRow limit, api::ActionNote note)
{
    return m_hub.act<api::LimitRow>("PUT", path("/hub/v1/limits"), note, wire::toJson(limit));
}

QFuture<api::Result<api::FundsReceipt>> RemoteFunds::recordFundsIn(api::FundsMovement movement,
                                                                   api::ActionNote note)
{
    return m_hub.act<api::FundsReceipt>("POST", path("/hub/v1/fundsIn"), note, wire::toJson(movement));
}

QFuture<api::Result<api::FundsReceipt>> RemoteFunds::fundsOutReserve(api::FundsMovement movement,
                                                                     api::ActionNote note)
{
    return m_hub.act<api::FundsReceipt>("POST", path("/hub/v1/fundsOut"), note, wire::toJson(movement));
}

QFuture<api::Result<api::FundsReceipt>> RemoteFunds::fundsOutCommit(api::FundsOutStep step,
                                                                    api::ActionNote note)
{
    return m_hub.act<api::FundsReceipt>("POST", path("/hub/v1/fundsOut/commit"), note, wire::toJson(step));
}

QFuture<api::Result<api::FundsReceipt>> RemoteFunds::fundsOutAbort(api::FundsOutStep step,
                                                                   api::ActionNote note)
{
    return m_hub.act<api::FundsReceipt>("POST", path("/hub/v1/fundsOut/abort"), note, wire::toJson(step));
}

QFuture<api::Result<api::Page<api::MovementRow>>> RemoteFunds::movements(api::MovementFilter filter,
                                                                         api::PageRequest page)
{
    return m_hub.ask<api::Page<api::MovementRow>>(path("/hub/v1/funds/search"),
                                                  wire::MovementSearch{std::move(filter), std::move(page)});
}

QFuture<api::Result<std::vector<api::AccountMoveRow>>> RemotePositions::moves(domain::AccountId account,
                                                                              int limit)
{
    return m_hub.get<std::vector<api::AccountMoveRow>>(
        QStringLiteral("/hub/v1/accounts/%1/moves?limit=%2").arg(account.value()).arg(limit));
}

QFuture<api::Result<std::vector<api::PositionRow>>> RemotePositions::snapshot()
{
    return m_hub.get<std::vector<api::PositionRow>>(path("/hub/v1/positions"));
}

QFuture<api::Result<api::PositionHistory>>
RemotePositions::history(domain::AccountId account, base::Instant from, base::Instant to, int points)
{
    return m_hub.get<api::PositionHistory>(
        QStringLiteral("/hub/v1/accounts/%1/history?from=%2&to=%3&points=%4")
            .arg(account.value())
            .arg(QString::fromStdString(base::toIso8601(from)), QString::fromStdString(base::toIso8601(to)))
            .arg(points));
}

QFuture<api::Result<api::Page<api::TransferRow>>> RemoteTransfers::search(api::TransferFilter filter,
                                                                          api::PageRequest page)
{
    return m_hub.ask<api::Page<api::TransferRow>>(path("/hub/v1/transfers/search"),
                                                  wire::TransferSearch{std::move(filter), std::move(page)});
}

QFuture<api::Result<api::TransferDetail>> RemoteTransfers::one(domain::TransferId id)
{
    return m_hub.get<api::TransferDetail>(path("/hub/v1/transfers/") + textOf(id));
}

QFuture<api::Result<std::vector<api::TransferRow>>> RemoteTransfers::stuck(qint64 olderThanMs)
{
    return m_hub.get<std::vector<api::TransferRow>>(path("/hub/v1/transfers/stuck?olderThanMs=") +
                                                    QString::number(olderThanMs));
}

QFuture<api::Result<api::Page<api::BulkRow>>> RemoteTransfers::bulks(QString fsp, api::PageRequest page)
{
    QString query = QStringLiteral("?limit=%1").arg(page.limit);
    if (!fsp.isEmpty()) query += path("&fsp=") + segment(fsp);
    if (!page.after.isEmpty()) query += path("&after=") + segment(page.after);
    return m_hub.get<api::Page<api::BulkRow>>(path("/hub/v1/bulkTransfers") + query);
}

QFuture<api::Result<api::BulkDetail>> RemoteTransfers::bulk(domain::BulkTransferId id)
{
    return m_hub.get<api::BulkDetail>(path("/hub/v1/bulkTransfers/") +
                                      QString::fromStdString(id.value().toString()));
}

QFuture<api::Result<api::Trace>> RemoteTraces::byTransfer(domain::TransferId id)
{
    return m_hub.get<api::Trace>(path("/hub/v1/transfers/") + textOf(id) + path("/trace"));
}

QFuture<api::Result<api::Trace>> RemoteTraces::byTrace(QString traceId)
{
    return m_hub.get<api::Trace>(path("/hub/v1/traces/") + segment(traceId));
}

QFuture<api::Result<api::HealthSnapshot>> RemoteHealth::snapshot()
{
    return m_hub.get<api::HealthSnapshot>(path("/hub/v1/health"));
}

QFuture<api::Result<std::vector<api::SelfCheckRow>>> RemoteHealth::runSelfChecks()
{
    return m_hub.send<std::vector<api::SelfCheckRow>>(Call{"POST", path("/hub/v1/selfChecks"), {}, {}});
}

QFuture<api::Result<std::vector<api::OracleRow>>> RemoteOracles::list()
{
    return m_hub.get<std::vector<api::OracleRow>>(path("/hub/v1/oracles"));
}

QFuture<api::Result<api::OracleRow>> RemoteOracles::create(api::OracleDraft draft, api::ActionNote note)
{
    return m_hub.act<api::OracleRow>("POST", path("/hub/v1/oracles"), note, wire::toJson(draft));
}

QFuture<api::Result<api::OracleRow>> RemoteOracles::update(domain::OracleId id, api::OracleDraft draft,
                                                           api::ActionNote note)
{
    return m_hub.act<api::OracleRow>("PUT", path("/hub/v1/oracles/") + QString::number(id.value()), note,
                                     wire::toJson(draft));
}

QFuture<api::Result<void>> RemoteOracles::remove(domain::OracleId id, api::ActionNote note)
{
    return m_hub.act<void>("DELETE", path("/hub/v1/oracles/") + QString::number(id.value()), note);
}

QFuture<api::Result<std::vector<api::OracleFigures>>> RemoteOracles::figures()
{
    return m_hub.get<std::vector<api::OracleFigures>>(path("/hub/v1/oracles/figures"));
}

QFuture<api::Result<api::LookupAnswer>> RemoteOracles::testLookup(api::LookupQuery query)
{
    return m_hub.ask<api::LookupAnswer>(path("/hub/v1/oracles/testLookup"), query);
}

QFuture<api::Result<api::Page<api::DirectoryRow>>> RemoteOracles::directory(api::DirectoryFilter filter,
                                                                            api::PageRequest page)
{
    return m_hub.ask<api::Page<api::DirectoryRow>>(path("/hub/v1/directory/search"),
                                                   wire::DirectorySearch{std::move(filter), std::move(page)});
}

QFuture<api::Result<api::ImportReport>> RemoteOracles::importDirectory(api::DirectoryImport wanted,
                                                                       api::ActionNote note)
{
    const auto flag = [](bool isSet) { return isSet ? QStringLiteral("true") : QStringLiteral("false"); };
    const QString query = QStringLiteral("?dryRun=%1&replaceConflicts=%2")
                              .arg(flag(wanted.dryRun), flag(wanted.replacesConflicts));
    return m_hub.send<api::ImportReport>(
        Call{"POST", path("/hub/v1/directory/csv") + query, wanted.csv, note, "text/csv"});
}

QFuture<api::Result<QByteArray>> RemoteOracles::exportDirectory(api::DirectoryFilter filter)
{
    QString query;
    for (const auto& [name, value] :
         {std::pair("partyIdType", filter.partyIdType),
          std::pair("identifierPrefix", filter.identifierPrefix), std::pair("fspId", filter.fspId)})
        if (!value.isEmpty())
            query += (query.isEmpty() ? QLatin1Char('?') : QLatin1Char('&')) + QLatin1String(name) +
                     QLatin1Char('=') + segment(value);
    const Pending<QByteArray> pending;
    m_hub.link().call(Call{"GET", path("/hub/v1/directory/csv") + query, {}, {}},
                      [pending](const Answer& answer) { pending.finish(answer); });
    return pending.future();
}

QFuture<api::Result<void>> RemoteOracles::removeDirectoryEntry(api::DirectoryRow row, api::ActionNote note)
{
    return m_hub.act<void>("POST", path("/hub/v1/directory/removal"), note, wire::toJson(row));
}

} // namespace hub::remote
