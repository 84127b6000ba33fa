#pragma once

#include "core/events/trace_context.h"
#include "core/fspiop/services.h"
#include "core/http/message.h"

#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace hub::fspiop {

/// Remembers who spoke for whom without being it, so that each such pair is one line of the log and one audit
/// row and not one for every request of a flood. Any thread.
class RefusedPeers
{
public:
    /// Pairs remembered; beyond it nothing more is written until a restart.
    static constexpr std::size_t kPairsMax = 1024;

    explicit RefusedPeers(FspiopServices& services)
        : m_services(services)
    {}
    /// `request` came with a client certificate that is not `claimed`'s.
    void note(const http::Request& request, std::string_view claimed);

private:
    FspiopServices& m_services;
    std::mutex m_mutex;
    std::set<std::pair<std::string, std::string>> m_pairs; ///< fingerprint, claimed name
};

} // namespace hub::fspiop
