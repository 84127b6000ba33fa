#include "tests/support/blackbox/http_call.h"

#include <QEventLoop>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTimer>

namespace hub::blackbox {
namespace {

bool isComplete(const QByteArray& bytes)
{
    const auto end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const QByteArray head = bytes.left(end).toLower();
    const auto at = head.indexOf("\r\ncontent-length:");
    if (at < 0) return true;
    const auto lineEnd = head.indexOf("\r\n", at + 2);
    const QByteArray length = head.mid(at + 17, lineEnd < 0 ? -1 : lineEnd - at - 17).trimmed();
    return bytes.size() >= end + 4 + length.toLongLong();
}

Reply parse(const QByteArray& bytes)
{
    Reply reply;
    const auto end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return reply;
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    if (first.size() < 2) return reply;
    reply.status = first[1].toInt();
    reply.reason = first.mid(2).join(' ');
    for (const QByteArray& line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        reply.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    reply.body = bytes.mid(end + 4);
    return reply;
}

} // namespace

QByteArray Reply::header(const QByteArray& name) const
{
    for (const auto& [key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0) return value;
    return {};
}

QString Reply::errorCode() const
{
    return json()
        .object()
        .value(QStringLiteral("errorInformation"))
        .toObject()
        .value(QStringLiteral("errorCode"))
        .toString();
}

QString Reply::errorDescription() const
{
    return json()
        .object()
        .value(QStringLiteral("errorInformation"))
        .toObject()
        .value(QStringLiteral("errorDescription"))
        .toString();
}

Reply call(const QByteArray& method, const QUrl& url, const HeaderList& headers, const QByteArray& body,
           int timeoutMs)
{
    QTcpSocket socket;
    QByteArray path = url.path(QUrl::FullyEncoded).toUtf8();
    if (path.isEmpty()) path = "/";
    if (url.hasQuery()) path += '?' + url.query(QUrl::FullyEncoded).toUtf8();
    QByteArray bytes =
        method + ' ' + path + " HTTP/1.1\r\nHost: " + url.authority().toUtf8() + "\r\nConnection: close\r\n";
    for (const auto& [name, value] : headers)
        bytes += name + ": " + value + "\r\n";
    if (!body.isEmpty() || method == "POST" || method == "PUT" || method == "PATCH")
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    bytes += "\r\n" + body;
    QByteArray received;
    QEventLoop
        loop; // Ends with the answer: a wait that looks every few milliseconds would add them to each call.
    QObject::connect(&socket, &QTcpSocket::readyRead, &loop, [&] {
        received += socket.readAll();
        if (isComplete(received)) loop.quit();
    });
    QObject::connect(&socket, &QTcpSocket::disconnected, &loop, &QEventLoop::quit);
    QObject::connect(&socket, &QTcpSocket::errorOccurred, &loop, &QEventLoop::quit);
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write(bytes);
    if (socket.state() != QAbstractSocket::UnconnectedState) loop.exec();
    received += socket.readAll();
    return parse(received);
}

Reply callJson(const QByteArray& method, const QUrl& url, const QByteArray& body)
{
    HeaderList headers;
    if (!body.isEmpty()) headers.append(HeaderList::value_type{"Content-Type", "application/json"});
    return call(method, url, headers, body);
}

} // namespace hub::blackbox
