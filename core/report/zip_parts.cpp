#include "core/report/zip_parts.h"

#include <algorithm>
#include <zlib.h>

namespace hub::report {
namespace {

constexpr unsigned long kEndMark = 0x06054b50UL;
constexpr unsigned long kDirectoryMark = 0x02014b50UL;
constexpr unsigned long kLocalMark = 0x04034b50UL;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kDirectorySize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr unsigned kStored = 0;
constexpr unsigned kDeflated = 8;

base::Unexpected<base::Error> invalid(std::string why)
{
    return base::Unexpected(base::Error{base::Error::Kind::Invalid, std::move(why)});
}

/// Little-endian; the caller has looked at the size.
unsigned long number(std::string_view bytes, std::size_t at, std::size_t size)
{
    unsigned long value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// The last end record, which may have a comment behind it.
std::size_t endOf(std::string_view bytes)
{
    constexpr std::size_t kCommentMax = 65'535;
    if (bytes.size() < kEndSize) return std::string_view::npos;
    const std::size_t last = bytes.size() - kEndSize;
    for (std::size_t back = 0; back <= std::min(last, kCommentMax); ++back)
        if (number(bytes, last - back, 4) == kEndMark) return last - back;
    return std::string_view::npos;
}

} // namespace

base::Expected<ZipParts, base::Error> ZipParts::open(std::string_view bytes, std::size_t partsMax)
{
    const std::size_t end = endOf(bytes);
    if (end == std::string_view::npos) return invalid("the file is no workbook");
    const std::size_t count = number(bytes, end + 10, 2);
    if (number(bytes, end + 4, 2) != 0 || count != number(bytes, end + 8, 2))
        return invalid("the workbook is split over several files");
    if (count > partsMax) return invalid("the workbook has too many parts");
    ZipParts parts;
    parts.m_bytes = bytes;
    std::size_t at = number(bytes, end + 16, 4);
    for (std::size_t i = 0; i < count; ++i) {
        if (at > end || end - at < kDirectorySize || number(bytes, at, 4) != kDirectoryMark)
            return invalid("the workbook's list of parts is broken");
        const std::size_t name = number(bytes, at + 28, 2);
        const std::size_t extra = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
        if (end - at - kDirectorySize < name + extra)
            return invalid("the workbook's list of parts is broken");
        if ((number(bytes, at + 8, 2) & 1U) != 0) return invalid("the workbook is encrypted");
        Entry entry;
        entry.method = static_cast<unsigned>(number(bytes, at + 10, 2));
        entry.crc = number(bytes, at + 16, 4);
        entry.packed = number(bytes, at + 20, 4);
        entry.unpacked = number(bytes, at + 24, 4);
        entry.header = number(bytes, at + 42, 4);
        if (!parts.m_entries.emplace(std::string(bytes.substr(at + kDirectorySize, name)), entry).second)
            return invalid("the workbook has a part twice");
        at += kDirectorySize + name + extra;
    }
    return parts;
}

base::Expected<std::string, base::Error> ZipParts::read(const std::string& name, std::size_t bytesMax) const
{
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) return invalid("the workbook has no part " + name);
    const Entry& entry = found->second;
    if (entry.unpacked > bytesMax) return invalid("a part of the workbook is too large");
    if (entry.header > m_bytes.size() || m_bytes.size() - entry.header < kLocalSize ||
        number(m_bytes, entry.header, 4) != kLocalMark)
        return invalid("a part of the workbook is not where it should be");
    const std::size_t start = entry.header + kLocalSize + number(m_bytes, entry.header + 26, 2) +
                              number(m_bytes, entry.header + 28, 2);
    if (start > m_bytes.size() || m_bytes.size() - start < entry.packed)
        return invalid("the workbook is cut off");
    std::string packed(m_bytes.substr(start, entry.packed));
    std::string out;
    if (entry.method == kStored) {
        out = std::move(packed);
    } else if (entry.method == kDeflated) {
        // One byte more than promised, so that a part that is larger is noticed and not followed.
        out.resize(entry.unpacked + 1);
        z_stream stream{};
        stream.next_in = reinterpret_cast<Bytef*>(packed.data());
        stream.avail_in = static_cast<uInt>(packed.size());
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return invalid("the workbook cannot be unpacked");
        const int code = inflate(&stream, Z_FINISH);
        const std::size_t size = stream.total_out;
        inflateEnd(&stream);
        if (code != Z_STREAM_END) return invalid("a part of the workbook is not what it promises");
        out.resize(size);
    } else {
        return invalid("a part of the workbook is packed in an unknown way");
    }
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(out.data()), static_cast<uInt>(out.size()));
    if (out.size() != entry.unpacked || crc != entry.crc) return invalid("a part of the workbook is damaged");
    return out;
}

} // namespace hub::report
