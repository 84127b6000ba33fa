#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace hub::report {

/// The parts of a ZIP file in memory, by its central directory; nothing is unpacked before it is asked for,
/// and then never more than the bound, whatever the file promises. Refuses encrypted and split files and
/// methods but stored and deflated. Lives no longer than the bytes.
class ZipParts
{
public:
    static base::Expected<ZipParts, base::Error> open(std::string_view bytes, std::size_t partsMax);
    bool has(const std::string& name) const { return m_entries.contains(name); }
    /// Error::Invalid when it is not there, larger than `bytesMax`, or fails its checksum.
    base::Expected<std::string, base::Error> read(const std::string& name, std::size_t bytesMax) const;

private:
    struct Entry
    {
        std::size_t header = 0; ///< of the local header
        std::size_t packed = 0;
        std::size_t unpacked = 0;
        unsigned method = 0;
        unsigned long crc = 0;
    };
    std::string_view m_bytes;
    std::map<std::string, Entry> m_entries;
};

} // namespace hub::report
