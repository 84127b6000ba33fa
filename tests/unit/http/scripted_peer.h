#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hub::test {

/// A peer that answers each request with exactly the bytes that a script gives, or not at all: for the
/// answers that no well-behaved server gives. One thread for each connection; ends with the object.
class ScriptedPeer
{
public:
    struct Reply
    {
        std::string bytes;
        bool close = false;   ///< after the bytes
        int delayMs = 0;      ///< before them
        bool endless = false; ///< repeats the bytes until the other side has enough
    };
    /// `number` counts the requests of the peer from 1, `text` is the whole request.
    using Script = std::function<Reply(int number, const std::string& text)>;

    explicit ScriptedPeer(Script script);
    ~ScriptedPeer();
    ScriptedPeer(const ScriptedPeer&) = delete;
    ScriptedPeer& operator=(const ScriptedPeer&) = delete;

    std::string url(const std::string& path = "/x") const;
    int requests() const { return m_requests; }
    int connections() const { return m_connections; }
    /// Texts of the requests so far, in the order of arrival.
    std::vector<std::string> texts() const;
    /// A whole answer with no body.
    static Reply status(int code, const std::string& headers = {});

private:
    void acceptAll();
    void serve(int fd);

    Script m_script;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_stop{false};
    std::atomic<int> m_requests{0};
    std::atomic<int> m_connections{0};
    mutable std::mutex m_mutex;
    std::vector<std::string> m_texts;
    std::vector<std::thread> m_workers;
    std::thread m_acceptor;
};

} // namespace hub::test
