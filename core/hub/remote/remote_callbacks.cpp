#include "core/hub/remote/remote_callbacks.h"

namespace hub::remote {
namespace {

QString path(const char* root)
{
    return QString::fromLatin1(root);
}

QString pathOf(const QString& participant, const char* rest = "")
{
    return path("/hub/v1/callbacks/") + segment(participant) + path(rest);
}

} // namespace

QFuture<api::Result<std::vector<api::DestinationRow>>> RemoteCallbacks::overview()
{
    return m_hub.get<std::vector<api::DestinationRow>>(path("/hub/v1/callbacks"));
}

QFuture<api::Result<api::Page<api::DeadLetterRow>>> RemoteCallbacks::deadLetters(api::DeadLetterFilter filter,
                                                                                 api::PageRequest page)
{
    return m_hub.ask<api::Page<api::DeadLetterRow>>(
        path("/hub/v1/deadLetters/search"), wire::DeadLetterSearch{std::move(filter), std::move(page)});
}

QFuture<api::Result<api::DeadLetterDetail>> RemoteCallbacks::deadLetter(qint64 id)
{
    return m_hub.get<api::DeadLetterDetail>(path("/hub/v1/deadLetters/") + QString::number(id));
}

QFuture<api::Result<api::ReplayReport>> RemoteCallbacks::replay(api::ReplayOrder order, api::ActionNote note)
{
    return m_hub.act<api::ReplayReport>("POST", path("/hub/v1/deadLetters/replay"), note,
                                        wire::toJson(order));
}

QFuture<api::Result<void>> RemoteCallbacks::setPaused(QString participant, bool paused, api::ActionNote note)
{
    return m_hub.act<void>("PUT", pathOf(participant), note, wire::toJson(wire::DeliveryPause{paused}));
}

QFuture<api::Result<void>> RemoteCallbacks::setEndpoints(QString participant,
                                                         std::vector<api::EndpointRow> endpoints,
                                                         api::ActionNote note)
{
    return m_hub.act<void>("PUT", pathOf(participant, "/endpoints"), note,
                           wire::toJson(wire::EndpointSet{std::move(endpoints)}));
}

QFuture<api::Result<std::vector<api::DeliveryFailure>>> RemoteCallbacks::failures(QString participant)
{
    return m_hub.get<std::vector<api::DeliveryFailure>>(pathOf(participant, "/failures"));
}

QFuture<api::Result<api::ProbeResult>> RemoteCallbacks::probe(QString participant, QString type)
{
    return m_hub.ask<api::ProbeResult>(pathOf(participant, "/probe"), wire::ProbeOrder{std::move(type)});
}

} // namespace hub::remote
