#pragma once

#include "tests/support/blackbox/http_call.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>

#include <functional>

namespace hub::blackbox {

/// A message that the hub sent to a DFSP.
struct Received
{
    QByteArray method;
    QByteArray path;
    HeaderList headers;
    QByteArray body;
    QByteArray header(const QByteArray& name) const;
    QJsonDocument json() const { return QJsonDocument::fromJson(body); }
};

/// A simulated DFSP's HTTP server on a free loopback port: keeps what it receives and answers with `status`.
class Dfsp : public QObject
{
    Q_OBJECT

public:
    explicit Dfsp(QString name);
    ~Dfsp() override;
    const QString& name() const { return m_name; }
    QUrl url() const;
    const QList<Received>& received() const { return m_received; }
    void clear() { m_received.clear(); }
    /// Waits until a message fits; nothing of that kind within the time: an empty one (method empty). Taken
    /// out of received().
    Received take(const QByteArray& method, const QByteArray& path, int timeoutMs = 5000);
    /// True when no fitting message comes within `quietMs`.
    bool staysSilent(const QByteArray& method, const QByteArray& path, int quietMs = 300);
    /// Status of the answers; 0: never answers.
    int status = 202;
    /// JSON of the answers; empty: none.
    QByteArray answerBody;
    /// Called for each message, after it has been kept.
    std::function<void(const Received&)> onReceived;

private:
    void read(class QTcpSocket* socket);
    QString m_name;
    QTcpServer m_server;
    QHash<QTcpSocket*, QByteArray> m_buffers;
    QList<Received> m_received;
};

} // namespace hub::blackbox
