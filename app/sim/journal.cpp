#include "app/sim/journal.h"

#include "core/base/check.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace hub::sim {

Journal::~Journal()
{
    if (m_fd < 0) return;
    flush();
    ::close(m_fd);
}

base::Expected<void, std::string> Journal::open(const std::string& path)
{
    m_fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (m_fd < 0) return base::Unexpected(path + ": " + std::strerror(errno));
    return {};
}

void Journal::add(std::int64_t nowMs, std::string_view kind, std::string_view id, std::string_view payer,
                  std::string_view payee, std::string_view amount)
{
    if (m_fd < 0) return;
    m_lines += std::to_string(nowMs);
    for (const std::string_view field : {kind, id, payer, payee, amount}) {
        m_lines += ' ';
        m_lines += field;
    }
    m_lines += '\n';
}

void Journal::flush()
{
    std::size_t done = 0;
    while (done < m_lines.size()) {
        const ssize_t n = ::write(m_fd, m_lines.data() + done, m_lines.size() - done);
        // A journal with a hole would accuse the hub wrongly: without it there is no run.
        HUB_CHECK(n > 0 || errno == EINTR);
        if (n > 0) done += static_cast<std::size_t>(n);
    }
    m_lines.clear();
}

} // namespace hub::sim
