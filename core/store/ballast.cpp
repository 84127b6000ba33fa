#include "core/store/ballast.h"

#include "core/base/log.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace hub::store {

Ballast::Ballast(QString file, std::int64_t bytes)
    : m_file(std::move(file))
    , m_bytes(bytes)
{}

Ballast::~Ballast()
{
    release();
}

void Ballast::hold()
{
    if (m_isHeld || m_bytes <= 0) return;
    const QByteArray path = QFile::encodeName(m_file);
    const int file = ::open(path.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    // Not posix_fallocate(): where the file system cannot reserve, writing the room full is not worth it.
    m_isHeld = file >= 0 && ::fallocate(file, 0, 0, m_bytes) == 0;
    const int problem = errno;
    if (file >= 0) ::close(file);
    if (m_isHeld) return;
    ::unlink(path.constData());
    base::log(base::LogLevel::Info, "no room is held back for a full disk",
              {{"file", m_file.toStdString()}, {"why", std::strerror(problem)}});
}

bool Ballast::release()
{
    if (!m_isHeld) return false;
    m_isHeld = false;
    return ::unlink(QFile::encodeName(m_file).constData()) == 0;
}

} // namespace hub::store
