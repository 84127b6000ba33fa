#pragma once

#include <QString>

#include <cstdint>

namespace hub::store {

/// A file that takes room while all is well, so that there is some to give away when the disk is full: the
/// writer then finishes the batch in hand before it takes no more (reliability row 8). One thread.
class Ballast
{
public:
    /// Nothing is made yet. `bytes` 0: there is none.
    Ballast(QString file, std::int64_t bytes);
    /// The file goes: a hub that is at rest holds no room.
    ~Ballast();
    Ballast(const Ballast&) = delete;
    Ballast& operator=(const Ballast&) = delete;

    /// Takes the room; logs when the disk cannot give it.
    void hold();
    /// Gives the room back. False when there was none.
    bool release();

private:
    const QString m_file;
    const std::int64_t m_bytes;
    bool m_isHeld = false;
};

} // namespace hub::store
