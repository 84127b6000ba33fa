#include "tests/support/blackbox/dfsp.h"

#include <QTcpSocket>
#include <QTest>

namespace hub::blackbox {

QByteArray Received::header(const QByteArray& name) const
{
    for (const auto& [key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0) return value;
    return {};
}

Dfsp::Dfsp(QString name)
    : m_name(std::move(name))
{
    if (!m_server.listen(QHostAddress::LocalHost)) qFatal("no port for a simulated DFSP");
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_buffers.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

Dfsp::~Dfsp()
{
    // The sockets go with the server, after the buffers that their last signal would touch.
    for (auto* socket : m_server.findChildren<QTcpSocket*>())
        socket->disconnect(this);
}

QUrl Dfsp::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void Dfsp::read(QTcpSocket* socket)
{
    QByteArray& buffer = m_buffers[socket];
    buffer += socket->readAll();
    for (;;) {
        const auto end = buffer.indexOf("\r\n\r\n");
        if (end < 0) return;
        Received message;
        const QList<QByteArray> lines = buffer.left(end).split('\n');
        const QList<QByteArray> first = lines.first().trimmed().split(' ');
        message.method = first.value(0);
        message.path = first.value(1);
        qsizetype length = 0;
        for (const QByteArray& line : lines.mid(1)) {
            const auto colon = line.indexOf(':');
            message.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
            if (message.headers.last().first.compare("content-length", Qt::CaseInsensitive) == 0)
                length = message.headers.last().second.toLongLong();
        }
        if (buffer.size() < end + 4 + length) return;
        message.body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);
        m_received.append(message);
        if (status != 0)
            socket->write("HTTP/1.1 " + QByteArray::number(status) +
                          " Answer\r\nContent-Type: application/json\r\nContent-Length: " +
                          QByteArray::number(answerBody.size()) + "\r\n\r\n" + answerBody);
        if (onReceived) onReceived(message);
    }
}

Received Dfsp::take(const QByteArray& method, const QByteArray& path, int timeoutMs)
{
    qsizetype found = -1;
    static_cast<void>(QTest::qWaitFor(
        [&] {
            for (qsizetype i = 0; i < m_received.size(); ++i)
                if (m_received[i].method == method && m_received[i].path == path) {
                    found = i;
                    return true;
                }
            return false;
        },
        timeoutMs));
    return found < 0 ? Received{} : m_received.takeAt(found);
}

bool Dfsp::staysSilent(const QByteArray& method, const QByteArray& path, int quietMs)
{
    return take(method, path, quietMs).method.isEmpty();
}

} // namespace hub::blackbox
