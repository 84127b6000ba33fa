#pragma once

#include "core/http/exchange.h"

#include <functional>
#include <memory>

class QTcpServer;

namespace hub::http {

class GateServer;
class GateSocket;

/// One QHttpServer of an http thread behind the guard. QHttpServer 6.4's own parser is not safe with
/// strangers' bytes and its socket bookkeeping not with late answers (reliability 0.2, F1), so it never sees
/// either: it is bound to one endless connection whose bytes we write ourselves, one fixed request line for
/// each request that the guard has accepted, and calls handleRequest for it at once. What the guard parsed
/// travels beside it, unparsed a second time. A later QHttpServer that can be trusted with the bytes takes
/// over here. Lives on its http thread.
class Gate
{
public:
    /// `listener` is the descriptor the thread's server listens on.
    explicit Gate(int listener);
    ~Gate();
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    /// Calls the handler of the exchange's route through QHttpServer before it returns. Handler exceptions
    /// end here.
    void dispatch(std::shared_ptr<Exchange> exchange);

private:
    std::unique_ptr<GateServer> m_server;
    GateSocket* m_socket;
};

} // namespace hub::http
