#include "core/hub/remote/operator_link.h"

#include "core/json/document.h"

#include <QtCore/QPointer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QThread>

#include <algorithm>
#include <array>

namespace hub::remote {

using State = api::ConnectionStatus::State;

namespace {

constexpr int kBackOffStepsMax = 8;

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

api::Error unreachable(const QString& why)
{
    return api::Error{{}, why, {}, api::ErrorKind::Unreachable, {}, {}};
}

/// Not null even when empty: a null value would take the header away.
QByteArray headerValue(const QString& value)
{
    return QByteArray("") + QUrl::toPercentEncoding(value.trimmed(), " ");
}

/// A trace of its own for a call, so that the hub's spans of it can be found.
QString freshTraceId()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    words[0] |= 1U; // Never all zero.
    QString id;
    for (const quint32 word : words)
        id += QStringLiteral("%1").arg(word, 8, 16, QLatin1Char('0'));
    return id;
}

} // namespace

OperatorLink::OperatorLink(QUrl base, LinkOptions options, QObject* parent)
    : api::Connection(parent)
    , m_base(std::move(base))
    , m_options(std::move(options))
{
    m_status.address = m_base.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(m_options.timeoutMs);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        if (m_probe) m_probe();
    });
}

OperatorLink::~OperatorLink() = default;

void OperatorLink::start()
{
    if (m_probe) m_probe();
}

api::ConnectionStatus OperatorLink::status() const
{
    auto out = m_status;
    out.retryInMs = m_retry.isActive() ? std::max(0, m_retry.remainingTime()) : 0;
    return out;
}

void OperatorLink::retryNow()
{
    m_retry.stop();
    if (m_probe) m_probe();
}

void OperatorLink::call(Call call, Handler handle)
{
    if (QThread::currentThread() == thread()) return enqueue(std::move(call), std::move(handle));
    QMetaObject::invokeMethod(
        this,
        [this, call = std::move(call), handle = std::move(handle)]() mutable {
            enqueue(std::move(call), std::move(handle));
        },
        Qt::QueuedConnection);
}

void OperatorLink::enqueue(Call call, Handler handle)
{
    if (m_waiting.size() >= static_cast<std::size_t>(m_options.waitingMax))
        return handle(
            base::Unexpected(unreachable(QStringLiteral("Too many questions wait for the hub's answer."))));
    m_waiting.push_back({std::move(call), std::move(handle)});
    pump();
}

void OperatorLink::pump()
{
    while (m_inFlight < m_options.inFlightMax && !m_waiting.empty()) {
        auto next = std::move(m_waiting.front());
        m_waiting.pop_front();
        send(std::move(next));
    }
}

void OperatorLink::send(Waiting waiting)
{
    const Call& call = waiting.call;
    QUrl url(m_base);
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    const auto query = call.path.indexOf(QLatin1Char('?'));
    url.setPath(path + call.path.left(query), QUrl::TolerantMode);
    if (query >= 0) url.setQuery(call.path.mid(query + 1));
    QNetworkRequest request(url);
    request.setSslConfiguration(m_options.tls);
    const QString traceId = freshTraceId();
    request.setRawHeader("traceparent",
                         "00-" + traceId.toLatin1() + "-" + traceId.left(16).toLatin1() + "-01");
    request.setRawHeader("Accept", "application/json, text/csv");
    if (!call.body.isEmpty()) request.setRawHeader("Content-Type", call.contentType);
    if (call.note) {
        request.setRawHeader("Hub-Reason", headerValue(call.note->reason));
        request.setRawHeader("Hub-Ticket", headerValue(call.note->ticket));
    }
    ++m_inFlight;
    auto* reply = m_network.sendCustomRequest(request, call.method, call.body);
    reply->setReadBufferSize(0);
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] {
        if (reply->bytesAvailable() > m_options.answerBytesMax) reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, traceId, handle = std::move(waiting.handle)] { finished(reply, traceId, handle); });
}

void OperatorLink::finished(QNetworkReply* reply, const QString& traceId, const Handler& handle)
{
    reply->deleteLater();
    --m_inFlight;
    const QPointer<OperatorLink> alive(this);
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply->bytesAvailable() > m_options.answerBytesMax) {
        handle(base::Unexpected(unreachable(QStringLiteral("The hub's answer is too large."))));
    } else if (status == 0 || reply->error() == QNetworkReply::OperationCanceledError) {
        const QString problem = reply->error() == QNetworkReply::OperationCanceledError
                                    ? QStringLiteral("The hub did not answer in time.")
                                    : reply->errorString();
        noteFailure(State::Lost, problem);
        handle(base::Unexpected(unreachable(problem)));
    } else if (const QByteArray body = reply->readAll(); status >= 200 && status < 300) {
        handle(body);
    } else {
        bool isHub = true;
        auto error = errorOf(status, body, traceId, isHub);
        if (!isHub) noteFailure(State::NotAHub, error.text);
        handle(base::Unexpected(std::move(error)));
    }
    if (alive) pump();
}

api::Error OperatorLink::errorOf(int status, const QByteArray& body, const QString& traceId, bool& isHub)
{
    const auto document = json::Document::parse({body.constData(), static_cast<std::size_t>(body.size())});
    const auto information = document ? document->root()["errorInformation"] : json::Value();
    if (!information) {
        isHub = false;
        return unreachable(
            QStringLiteral("What answers there (status %1) is not a hub's operator API.").arg(status));
    }
    constexpr int kUnauthorized = 401;
    constexpr int kForbidden = 403;
    constexpr int kServerErrors = 500;
    auto kind = api::ErrorKind::Refused;
    if (status == kUnauthorized || status == kForbidden) kind = api::ErrorKind::NotAllowed;
    if (status >= kServerErrors) kind = api::ErrorKind::Internal;
    return api::Error{text(information["errorCode"].scalarText()),
                      text(information["errorDescription"].string()),
                      traceId,
                      kind,
                      {},
                      {}};
}

void OperatorLink::confirm()
{
    if (m_status.state == State::Connected) return;
    m_retry.stop();
    m_status.state = State::Connected;
    m_status.problem.clear();
    m_status.failures = 0;
    Q_EMIT changed();
}

void OperatorLink::deny(const QString& why)
{
    noteFailure(State::NotAHub, why);
}

void OperatorLink::noteFailure(State state, const QString& problem)
{
    // Several calls fail together when a hub goes: one try is planned, not one for each.
    if (m_retry.isActive()) return;
    const bool isNews = m_status.state != state || m_status.problem != problem;
    m_status.state = state;
    m_status.problem = problem;
    const int step = std::min(m_status.failures++, kBackOffStepsMax);
    m_retry.start(std::min(m_options.retryFirstMs << step, m_options.retryMaxMs));
    if (isNews) Q_EMIT changed();
}

} // namespace hub::remote
