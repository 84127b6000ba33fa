#pragma once

#include "core/base/mutex.h"
#include "core/domain/ids.h"
#include "core/lookup/oracle_choice.h"
#include "core/lookup/party_id.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace hub::lookup {

/// What oracles have answered, kept for a while: only answers that name somebody, so a party that was just
/// registered elsewhere is never missed. The least used goes when the bound is reached. Any thread.
class ResultCache
{
public:
    /// Keys `oracle.cacheMax` and `oracle.cacheMs`; either 0 turns the cache off.
    ResultCache(std::size_t partiesMax, std::int64_t keepMs)
        : m_partiesMax(partiesMax)
        , m_keepMs(keepMs)
    {}

    /// Which answer it is.
    struct Key
    {
        domain::OracleId oracle;
        std::string endpoint; ///< an oracle whose address changes has other answers
        PartyId party;
        std::string currency; ///< as asked; empty: none
        friend bool operator==(const Key&, const Key&) = default;
    };

    /// Taken before the oracle is asked and given back with the answer: writes in between make it worthless.
    std::uint64_t mark() const;
    std::optional<std::vector<PartyEntry>> find(const Key& key, std::int64_t nowMs);
    void put(const Key& key, std::vector<PartyEntry> entries, std::int64_t nowMs, std::uint64_t mark);
    /// Everything of that party, all sub-ids and currencies: somebody writes it.
    void forget(const PartyId& party);
    /// Everything: many parties are written at once.
    void clear();
    std::size_t size() const;

private:
    struct Answer
    {
        Key key;
        std::vector<PartyEntry> entries;
        std::int64_t untilMs = 0;
    };
    struct Party
    {
        std::string name;
        std::vector<Answer> answers;
    };
    static std::string nameOf(const PartyId& party);

    const std::size_t m_partiesMax;
    const std::int64_t m_keepMs;
    mutable base::Mutex m_mutex;
    std::list<Party> m_parties HUB_GUARDED_BY(m_mutex); ///< the newest used first
    std::unordered_map<std::string, std::list<Party>::iterator> m_byName HUB_GUARDED_BY(m_mutex);
    std::uint64_t m_writes HUB_GUARDED_BY(m_mutex) = 0;
};

} // namespace hub::lookup
