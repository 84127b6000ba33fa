#pragma once

#include "core/http/exchange.h"
#include "core/http/http_thread.h"
#include "core/http/io_loop.h"
#include "core/http/request_guard.h"
#include "core/http/socket.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hub::http {

/// One client connection: bytes -> guard -> exchange, answers -> bytes in the order of the requests. Lives on
/// its http thread.
class Connection final : public IoHandler
{
public:
    Connection(HttpThread& thread, Stream&& stream, std::string address, Exchange::Slot slot);
    ~Connection() override;

    void onReady(bool readable, bool writable) override;
    /// The answer to request `sequence` of this connection.
    void complete(std::uint64_t sequence, Answer&& answer);
    /// Writes what is ready, reads on when it may. Called once per turn for a connection that something
    /// happened to.
    void settle();
    /// Deadlines. `nowMs` steady.
    void tick(std::int64_t nowMs);
    /// No more requests; closes when what is open has been answered.
    void drain();

    const Exchange::Slot& slot() const { return m_slot; }
    const std::string& address() const { return m_address; }
    int fd() const { return m_stream.fd(); }
    bool dirty = false; ///< in the thread's list for the end of the turn

private:
    enum class Phase : std::uint8_t { Handshake, Idle, Headers, Body, Lingering };
    // A request whose answer has not been handed to the socket yet.
    struct Pending
    {
        std::size_t meter = 0;
        std::int64_t receivedUs = 0;
        bool answered = false;
        bool keepAlive = true;
        bool http10 = false;
        bool headOnly = false;
        std::string bytes;
    };

    void readMore();
    void consume(std::string_view data);
    void step(std::string_view data, std::size_t& used);
    void decide();
    bool reserveBody();
    void releaseBody();
    void accept();
    void reject();
    void push(Pending&& pending);
    void compose(std::string& out, const Pending& pending, const Answer& answer);
    void popAnswered();
    bool flush();
    void finishIfDone();
    void setPhase(Phase phase, int deadlineMs);
    bool mayRead() const;
    bool unsent() const { return m_outAt < m_out.size(); }
    void updateInterest();
    void close();
    /// False when the server's TLS context has changed and the new one refuses the client's certificate.
    bool isStillTrusted();

    HttpThread& m_thread;
    Stream m_stream;
    const std::string m_address;
    const Exchange::Slot m_slot;
    RequestGuard m_guard;
    std::string m_in;  // what the guard wants to see again
    std::string m_out; // what the socket has not taken
    std::size_t m_outAt = 0;
    std::vector<Pending> m_pending;
    std::uint64_t m_firstSequence = 0;
    RouteMatch m_match;
    std::shared_ptr<const PeerCertificate> m_peer;
    std::int64_t m_receivedUs = 0;
    std::size_t m_reservedBytes = 0;
    std::int64_t m_deadlineMs = 0;
    std::int64_t m_writeDeadlineMs = 0;
    Phase m_phase = Phase::Idle;
    bool m_closing = false;   // no more requests are read
    bool m_readEnded = false; // the client has ended its direction
    bool m_closed = false;
    bool m_watchRead = true;
    bool m_watchWrite = false;
    bool m_continueOwed = false;
    bool m_isPeerKnown = false;
    std::shared_ptr<const TlsContext> m_trustedBy; ///< the last context that let the client in again
};

} // namespace hub::http
