#pragma once

#include "core/admin/routes.h"
#include "core/http/server.h"
#include "tests/unit/admin/hub_in_memory.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtNetwork/QNetworkAccessManager>

#include <string>
#include <utility>
#include <vector>

namespace hub::test {

struct HttpReply
{
    int status = 0;
    QByteArray body;
    QByteArray allow;
    /// errorCode and errorDescription of an error body; empty otherwise.
    QString code;
    QString text;
};

/// The operator listener of a HubInMemory on a free port of loopback, and a client of it.
class OperatorListener
{
public:
    explicit OperatorListener(HubInMemory& hub);
    ~OperatorListener();
    OperatorListener(const OperatorListener&) = delete;
    OperatorListener& operator=(const OperatorListener&) = delete;

    using Headers = std::vector<std::pair<QByteArray, QByteArray>>;
    /// Waits for the answer. A body is sent as application/json unless a header says otherwise.
    HttpReply call(const QByteArray& method, const QString& path, const QByteArray& body = {},
                   const Headers& headers = {});
    const http::RouteTable& routes() const { return *m_routes; }

private:
    std::shared_ptr<const http::RouteTable> m_routes;
    http::Server m_server;
    std::uint16_t m_port = 0;
    QNetworkAccessManager m_network;
};

} // namespace hub::test
