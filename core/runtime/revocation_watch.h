#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/http/server.h"
#include "core/http/tls.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace hub::runtime {

/// Gives a listener a new TLS context when the file of its revocation list has changed, so that a certificate
/// that was taken back is refused within kLookMs, also on open connections. A file that cannot be read keeps
/// the old context and is logged.
class RevocationWatch
{
public:
    static constexpr int kLookMs = 2'000;

    /// `server` outlives the watch.
    RevocationWatch(http::TlsFiles files, http::Server& server);
    /// Stops.
    ~RevocationWatch();
    RevocationWatch(const RevocationWatch&) = delete;
    RevocationWatch& operator=(const RevocationWatch&) = delete;

private:
    void run();
    void look();
    std::filesystem::file_time_type changedAt() const;

    const http::TlsFiles m_files;
    http::Server& m_server;
    std::filesystem::file_time_type m_seen;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace hub::runtime
