#pragma once

#include "core/http/answer_box.h"
#include "core/http/gate.h"
#include "core/http/io_loop.h"
#include "core/http/server_shared.h"

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace hub::http {

class Connection;

/// One http thread: its share of the connections, its QHttpServer behind the guard. Thread 0 also accepts for
/// all.
class HttpThread final : public IoThread
{
public:
    HttpThread(std::shared_ptr<ServerShared> shared, int number, int listener);
    ~HttpThread() override;

    /// The http thread that calls, or null.
    static HttpThread* current();
    bool owns(const AnswerBox& box) const { return &box == m_box.get(); }

    /// Any thread, before start: thread 0 spreads what it accepts over `threads`.
    void acceptFor(std::vector<HttpThread*> threads);
    /// Any thread: a new connection for this thread.
    void adopt(Accepted&& accepted);
    /// Any thread: stop accepting, close what is idle, end when all is answered or at `deadlineMs` (steady).
    void drain(std::int64_t deadlineMs);
    std::size_t load() const { return m_load.load(std::memory_order_relaxed); }

    /// In the thread: an answer of an exchange has come.
    void complete(const Exchange::Slot& slot, Answer&& answer);

private:
    friend class Connection;
    class Acceptor;

    void begin() override;
    void woken() override;
    void turnEnded() override;
    void tick() override;
    void end() override;

    void open(Accepted&& accepted);
    void close(Connection& connection);
    void accept();
    void refuse(Accepted&& accepted);
    void updateTick();
    bool draining() const { return m_drainDeadlineMs != 0; }

    // What a connection uses of its thread.
    ServerShared& shared() { return *m_shared; }
    std::array<char, 65536>& scratch() { return m_scratch; }
    void markDirty(Connection& connection);
    std::string takeBuffer();
    void giveBuffer(std::string&& buffer);
    const std::string& dateLine();
    void dispatch(Request&& request, const Exchange::Slot& slot);

    struct Place
    {
        std::unique_ptr<Connection> connection;
        std::uint32_t generation = 0;
    };

    std::shared_ptr<ServerShared> m_shared;
    std::shared_ptr<AnswerBox> m_box;
    const int m_listener;
    const int m_tickMs;
    std::string m_refusal;
    std::unique_ptr<Gate> m_gate;
    std::unique_ptr<Acceptor> m_acceptor;
    std::vector<HttpThread*> m_targets;
    std::vector<Place> m_places;
    std::vector<std::uint32_t> m_freePlaces;
    std::size_t m_open = 0;
    std::atomic<std::size_t> m_load{0};
    std::vector<Exchange::Slot> m_dirty;
    std::vector<AnswerBox::Item> m_answers;
    std::vector<std::string> m_buffers;
    std::string m_dateLine;
    std::int64_t m_dateSecond = -1;
    std::int64_t m_drainDeadlineMs = 0;
    bool m_acceptPaused = false;
    std::array<char, 65536> m_scratch{};

    std::mutex m_inboxMutex;
    std::vector<Accepted> m_inbox;
    std::int64_t m_drainRequestMs = 0;
};

} // namespace hub::http
