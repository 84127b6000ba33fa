#include "tests/unit/admin/operator_listener.h"

#include "core/base/check.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>
#include <QtTest/QSignalSpy>

#include <memory>

namespace hub::test {

OperatorListener::OperatorListener(HubInMemory& hub)
    : m_routes(admin::makeOperatorRoutes(hub.services))
    , m_server(http::ServerOptions{}, m_routes)
{
    const auto port = m_server.start("127.0.0.1", 0);
    HUB_CHECK(port.has_value());
    m_port = *port;
}

OperatorListener::~OperatorListener()
{
    m_server.stop(1000);
}

HttpReply OperatorListener::call(const QByteArray& method, const QString& path, const QByteArray& body,
                                 const Headers& headers)
{
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path)));
    if (!body.isEmpty()) request.setRawHeader("Content-Type", "application/json");
    for (const auto& [name, value] : headers)
        request.setRawHeader(name, value);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    HttpReply out;
    if (!reply->isFinished() && !finished.wait(10'000)) return out;
    out.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    out.allow = reply->rawHeader("Allow");
    out.body = reply->readAll();
    const auto error =
        QJsonDocument::fromJson(out.body).object()[QLatin1String("errorInformation")].toObject();
    out.code = error[QLatin1String("errorCode")].toString();
    out.text = error[QLatin1String("errorDescription")].toString();
    return out;
}

} // namespace hub::test
