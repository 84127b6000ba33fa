#include "core/store/row_bytes.h"

#include <array>

namespace hub::store {

ByteWriter& ByteWriter::natural(std::uint64_t value)
{
    std::array<char, 10> buffer{};
    std::size_t size = 0;
    while (value >= 0x80) {
        buffer[size++] = static_cast<char>((value & 0x7FU) | 0x80U);
        value >>= 7;
    }
    buffer[size++] = static_cast<char>(value);
    m_bytes.append(buffer.data(), size);
    return *this;
}

ByteWriter& ByteWriter::integer(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    return natural((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

ByteWriter& ByteWriter::text(std::string_view value)
{
    natural(value.size());
    return raw(value);
}

ByteWriter& ByteWriter::raw(std::string_view value)
{
    m_bytes.append(value);
    return *this;
}

std::uint64_t ByteReader::natural()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (m_at >= m_bytes.size()) break;
        const auto byte = static_cast<unsigned char>(m_bytes[m_at++]);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0) return value;
    }
    m_ok = false;
    return 0;
}

std::int64_t ByteReader::integer()
{
    const std::uint64_t bits = natural();
    return static_cast<std::int64_t>((bits >> 1) ^ ((bits & 1U) != 0 ? ~std::uint64_t{0} : 0));
}

std::string_view ByteReader::text()
{
    const std::uint64_t size = natural();
    return raw(size);
}

std::string_view ByteReader::raw(std::size_t size)
{
    if (!m_ok || size > m_bytes.size() - m_at) {
        m_ok = false;
        return {};
    }
    const std::string_view part = m_bytes.substr(m_at, size);
    m_at += size;
    return part;
}

} // namespace hub::store
