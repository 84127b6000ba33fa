#pragma once

#include "core/base/expected.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hub::sim {

/// What a DFSP would swear to, one line a fact: `<utc ms> <kind> <transferId> <payer> <payee> <amount>`.
/// Kinds: PREPARE-ACK (the 202), FULFIL-ACK (the 200 of the PUT), COMMIT (the payer's callback), ERROR-<code>
/// (an error callback), REFUSED-<status> (a prepare that was not taken). Lines are in the system's hands
/// before the next wait for events, so they outlive the hub and the simulator, though not the machine.
class Journal
{
public:
    Journal() = default;
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Appends to `path`, which is made when absent.
    base::Expected<void, std::string> open(const std::string& path);
    bool isOpen() const { return m_fd >= 0; }
    void add(std::int64_t nowMs, std::string_view kind, std::string_view id, std::string_view payer,
             std::string_view payee, std::string_view amount);
    void flush();

private:
    int m_fd = -1;
    std::string m_lines;
};

} // namespace hub::sim
