#pragma once

#include "core/http/io_loop.h"
#include "core/http/lane.h"
#include "core/http/response_reader.h"
#include "core/http/socket.h"
#include "core/http/url.h"

#include <QtNetwork/QHostAddress>

#include <memory>
#include <string>

namespace hub::http {

/// One keep-alive connection to a destination, one request in flight. Lives on its sender thread.
class OutboundConnection final : public IoHandler
{
public:
    OutboundConnection(SenderThread& thread, Lane& lane, Url origin);
    ~OutboundConnection() override;

    /// Sends the job's message, connecting first when this is new. The lane hears the end; perhaps before it
    /// returns.
    void begin(std::unique_ptr<Job> job, const Url& url);
    /// The name of a new connection's host has an address (or none: null).
    void resolved(const QHostAddress& address);
    void onReady(bool readable, bool writable) override;
    void tick(std::int64_t nowMs);
    /// Gives the job back and closes.
    std::unique_ptr<Job> abandon();

    const Url& origin() const { return m_origin; }
    /// Steady ms since when it has been idle.
    std::int64_t idleSinceMs() const { return m_idleSinceMs; }

private:
    enum class State { New, Resolving, Connecting, Open, Closed };

    void compose(const Url& url);
    void flush();
    void readMore();
    void finishAnswer();
    void fail(DeliveryReason reason, std::string detail);
    void close();
    void updateInterest();
    DeliveryReason brokenReason() const;

    SenderThread& m_thread;
    Lane& m_lane;
    const Url m_origin;
    Stream m_stream;
    ResponseReader m_reader;
    std::unique_ptr<Job> m_job;
    std::string m_out;
    std::size_t m_outAt = 0;
    State m_state = State::New;
    bool m_used = false; // has carried an answer before
    bool m_watchWrite = false;
    std::int64_t m_connectDeadlineMs = 0;
    std::int64_t m_idleSinceMs = 0;
};

} // namespace hub::http
