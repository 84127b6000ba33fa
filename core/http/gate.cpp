#include "core/http/gate.h"

#include "core/base/log.h"
#include "core/http/route_table.h"

#include <QtHttpServer/QAbstractHttpServer>
#include <QtHttpServer/QHttpServerRequest>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <cstring>
#include <exception>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace hub::http {
namespace {

// Hands the facade to QHttpServer as the one connection that ever comes in.
class GateListener final : public QTcpServer
{
public:
    explicit GateListener(int listener)
    {
        // QHttpServer wants a server that listens; ours does, on the shared descriptor, but accepts nothing
        // itself.
        setSocketDescriptor(::dup(listener));
        pauseAccepting();
    }
    void offer(QTcpSocket* socket)
    {
        addPendingConnection(socket);
        // Fetching a pending connection starts accepting again.
        pauseAccepting();
    }
};

} // namespace

/// The facade: a connected socket that reads what release() put there and has nothing behind it.
class GateSocket final : public QTcpSocket
{
public:
    GateSocket()
    {
        setOpenMode(QIODevice::ReadWrite | QIODevice::Unbuffered);
        setSocketState(QAbstractSocket::ConnectedState);
        setPeerAddress(QHostAddress(QHostAddress::LocalHost));
    }
    void release()
    {
        m_left = kRequest;
        Q_EMIT readyRead();
    }
    qint64 bytesAvailable() const override
    {
        return QIODevice::bytesAvailable() + static_cast<qint64>(m_left.size());
    }
    void disconnectFromHost() override {}
    void close() override {}

protected:
    qint64 readData(char* data, qint64 maxSize) override
    {
        const auto count = std::min(static_cast<std::size_t>(maxSize), m_left.size());
        std::memcpy(data, m_left.data(), count);
        m_left.remove_prefix(count);
        return static_cast<qint64>(count);
    }
    qint64 writeData(const char*, qint64 size) override { return size; }

private:
    static constexpr std::string_view kRequest = "GET / HTTP/1.1\r\n\r\n";
    std::string_view m_left;
};

class GateServer final : public QAbstractHttpServer
{
public:
    std::shared_ptr<Exchange> current;

    explicit GateServer(int listener)
        : m_listener(new GateListener(listener))
    {
        bind(m_listener);
    }
    void offer(QTcpSocket* socket) { m_listener->offer(socket); }

    /// The last wall: nothing a handler throws reaches the loop.
    static void call(const std::shared_ptr<Exchange>& exchange)
    {
        try {
            exchange->request().route->handler(exchange);
        } catch (const std::exception& error) {
            base::log(base::LogLevel::Error, "handler failed",
                      {{"route", exchange->request().route->name}, {"error", error.what()}});
        } catch (...) {
            base::log(base::LogLevel::Error, "handler failed", {{"route", exchange->request().route->name}});
        }
    }

protected:
    bool handleRequest(const QHttpServerRequest&, QTcpSocket*) override
    {
        if (const auto exchange = std::exchange(current, nullptr)) call(exchange);
        return true;
    }
    void missingHandler(const QHttpServerRequest&, QTcpSocket*) override {}

private:
    GateListener* m_listener;
};

Gate::Gate(int listener)
    : m_server(std::make_unique<GateServer>(listener))
    , m_socket(new GateSocket)
{
    m_socket->setParent(m_server.get());
    m_server->offer(m_socket);
}

Gate::~Gate()
{
    delete m_socket;
}

void Gate::dispatch(std::shared_ptr<Exchange> exchange)
{
    m_server->current = std::move(exchange);
    m_socket->release();
    // QHttpServer calls back within release(); if it ever did not, the exchange must not wait for the next
    // request.
    if (const auto missed = std::exchange(m_server->current, nullptr)) GateServer::call(missed);
}

} // namespace hub::http
