#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hub::store {

/// Packs small values into bytes: varints, zigzag for signed ones, texts with their length in front. What a
/// row's checksum is taken over, and the form of the packed columns. One thread.
class ByteWriter
{
public:
    void clear() { m_bytes.clear(); }
    void reserve(std::size_t bytes) { m_bytes.reserve(bytes); }
    ByteWriter& natural(std::uint64_t value);
    ByteWriter& integer(std::int64_t value);
    ByteWriter& text(std::string_view value);
    /// As they are, without a length.
    ByteWriter& raw(std::string_view value);
    const std::string& bytes() const { return m_bytes; }
    std::int64_t crc() const { return base::crc32c(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. Never reads beyond the end: from the first thing that does not fit on, ok()
/// is false and values are zero or empty.
class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes)
        : m_bytes(bytes)
    {}
    std::uint64_t natural();
    std::int64_t integer();
    std::string_view text();
    std::string_view raw(std::size_t size);
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_at >= m_bytes.size(); }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_ok = true;
};

} // namespace hub::store
