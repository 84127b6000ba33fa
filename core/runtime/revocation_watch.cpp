#include "core/runtime/revocation_watch.h"

#include "core/base/log.h"
#include "core/base/thread_name.h"

#include <chrono>

namespace hub::runtime {

RevocationWatch::RevocationWatch(http::TlsFiles files, http::Server& server)
    : m_files(std::move(files))
    , m_server(server)
    , m_seen(changedAt())
    , m_thread([this] { run(); })
{}

RevocationWatch::~RevocationWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

std::filesystem::file_time_type RevocationWatch::changedAt() const
{
    std::error_code error;
    return std::filesystem::last_write_time(m_files.revocationList, error);
}

void RevocationWatch::run()
{
    base::nameThread("revocations");
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, std::chrono::milliseconds(kLookMs), [this] { return m_stopping; })) {
        lock.unlock();
        look();
        lock.lock();
    }
}

void RevocationWatch::look()
{
    const auto changed = changedAt();
    if (changed == m_seen) return;
    auto context = http::serverTls(m_files, true);
    if (!context) {
        base::log(base::LogLevel::Error, "the revocation list cannot be used; the older one stays",
                  {{"file", m_files.revocationList}, {"error", context.error().detail}});
        return;
    }
    m_seen = changed;
    m_server.setTls(*std::move(context));
    base::log(base::LogLevel::Info, "revocation list taken up", {{"file", m_files.revocationList}});
}

} // namespace hub::runtime
