#pragma once

#include "core/hub/connection.h"
#include "core/hub/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>

#include <deque>
#include <functional>
#include <optional>

namespace hub::remote {

/// One request to the operator API.
struct Call
{
    QByteArray method = "GET";
    /// Encoded path with query, from the root: `/hub/v1/positions`.
    QString path;
    /// Empty for none.
    QByteArray body;
    /// Actions only: travels as Hub-Reason and Hub-Ticket.
    std::optional<api::ActionNote> note;
    const char* contentType = "application/json";
};

/// What came back: a body, or why there is none.
using Answer = api::Result<QByteArray>;

/// Bounds of the link. Times in milliseconds, sizes in bytes.
struct LinkOptions
{
    int timeoutMs = 15'000;
    int answerBytesMax = 32 * 1024 * 1024;
    int inFlightMax = 6;
    int waitingMax = 256;
    int retryFirstMs = 1000;
    int retryMaxMs = 15'000;
    /// For https: the authority that signed the hub, the desk's own certificate.
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
};

/// HTTP to one hub, with what the desk must know about it: whether it is there, and when it is tried again.
/// Lives on the thread that made it; call() may be used on any. No call waits; a full queue, a time-out and a
/// lost connection end in ErrorKind::Unreachable. Redirects are not followed.
class OperatorLink final : public api::Connection
{
    Q_OBJECT
public:
    using Handler = std::function<void(const Answer&)>;

    OperatorLink(QUrl base, LinkOptions options, QObject* parent = nullptr);
    ~OperatorLink() override;

    /// `handle` runs on the link's thread, once; never after the link has gone.
    void call(Call call, Handler handle);
    api::ConnectionStatus status() const override;
    void retryNow() override;
    bool isConnected() const { return m_status.state == api::ConnectionStatus::State::Connected; }
    /// The question whose answer proves the hub, asked at every try; it ends in confirm() or deny().
    void setProbe(std::function<void()> probe) { m_probe = std::move(probe); }
    /// Starts trying.
    void start();
    /// The probe's answer was a hub's.
    void confirm();
    /// The probe was answered, but not by a hub.
    void deny(const QString& why);

private:
    struct Waiting
    {
        Call call;
        Handler handle;
    };
    void enqueue(Call call, Handler handle);
    void pump();
    void send(Waiting waiting);
    void finished(QNetworkReply* reply, const QString& traceId, const Handler& handle);
    void noteFailure(api::ConnectionStatus::State state, const QString& problem);
    static api::Error errorOf(int status, const QByteArray& body, const QString& traceId, bool& isHub);

    const QUrl m_base;
    const LinkOptions m_options;
    QNetworkAccessManager m_network;
    std::deque<Waiting> m_waiting;
    int m_inFlight = 0;
    api::ConnectionStatus m_status;
    std::function<void()> m_probe;
    QTimer m_retry;
};

} // namespace hub::remote
