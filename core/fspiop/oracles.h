#pragma once

#include "core/base/expected.h"
#include "core/fspiop/forwarding.h"
#include "core/fspiop/outcomes.h"
#include "core/lookup/lookup_figures.h"
#include "core/lookup/oracle_choice.h"
#include "core/lookup/party_id.h"
#include "core/lookup/result_cache.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hub::fspiop {

/// Who asks an oracle: a DFSP's call, or the hub itself for a test look-up.
struct OracleCaller
{
    http::Headers headers; ///< forwardable() ones
    std::string source;
    std::string destination; ///< empty: the hub
    events::TraceContext trace;
    std::string subject;
    std::int64_t acceptedUs = 0;
};
OracleCaller oracleCaller(const Call& call);

/// Asks the directory that is responsible for a party (fspiop 8.4, 8.5): the built-in one through readers and
/// writer, an external one over HTTP. Results come on a reader, sender or ledger thread; they must not block.
class Oracles
{
public:
    using Found =
        std::function<void(const base::Expected<std::vector<lookup::PartyEntry>, domain::FspiopError>&)>;
    using Done = std::function<void(const std::optional<domain::FspiopError>& error)>;
    enum class Write { Create, Update, Remove };

    Oracles(Forwarding& forwarding, Outcomes& outcomes)
        : m_forwarding(forwarding)
        , m_outcomes(outcomes)
        , m_cache(forwarding.services().settings.oracleCacheMax, forwarding.services().settings.oracleCacheMs)
    {}

    void find(const Call& call, const lookup::PartyId& party, std::optional<domain::Currency> currency,
              Found then);
    /// The same past cache and figures, with the oracle that was asked (nothing: none is responsible).
    void
    probe(const OracleCaller& caller, const lookup::PartyId& party, std::optional<domain::Currency> currency,
          std::function<void(const std::optional<domain::Oracle>&,
                             const base::Expected<std::vector<lookup::PartyEntry>, domain::FspiopError>&)>
              then);
    /// Remove takes away what `fspId` owns; a party of the built-in directory that is another's alone is
    /// 3040.
    void write(const Call& call, Write what, const lookup::PartyId& party, const std::string& fspId,
               std::optional<domain::Currency> currency, Done then);
    /// Entries of one type. False when no oracle is there for it: `then` is not called.
    bool writeBatch(const Call& call, const std::string& requestId, const std::string& partyIdType,
                    std::vector<ledger::DirectoryEntry> entries, Done then);

    /// Drops the built-in directory's mapping of the party to an FSP that is not registered (fspiop 8.2 row
    /// 2b); directories of others are left alone.
    void forget(const Call& call, const lookup::PartyId& party, const std::string& fspId);

private:
    std::optional<domain::Oracle> choose(std::string_view partyIdType,
                                         std::optional<domain::Currency> currency) const;
    using Rows =
        std::function<void(const base::Expected<std::vector<ledger::DirectoryEntry>, domain::FspiopError>&)>;
    /// The built-in directory's entries of the identifier, as LedgerReader::directory() gives them.
    void readBuiltIn(const OracleCaller& caller, const lookup::PartyId& party,
                     std::optional<domain::Currency> currency, Rows then);
    void removeBuiltIn(const OracleCaller& caller, ledger::DirectoryEntry entry, Done then);
    void findBuiltIn(const OracleCaller& caller, const lookup::PartyId& party,
                     std::optional<domain::Currency> currency, Found then);
    void findExternal(const OracleCaller& caller, const domain::Oracle& oracle, const lookup::PartyId& party,
                      std::optional<domain::Currency> currency, Found then);
    /// `then` with the figures counted, and kept when it may be.
    Found counted(const domain::Oracle& oracle, const lookup::ResultCache::Key& key, bool keeps, Found then);
    void count(const domain::Oracle& oracle, const lookup::PartyId& party,
               const base::Expected<std::vector<lookup::PartyEntry>, domain::FspiopError>& found,
               bool fromCache, std::int64_t tookUs);
    /// `done` after which the party's answers are forgotten, as they are before.
    Done forgetting(const lookup::PartyId& party, Done done);
    http::Outbound request(const OracleCaller& caller, const domain::Oracle& oracle, http::Method method,
                           std::string path, std::string body) const;
    void submit(const events::TraceContext& trace, const std::string& subject, ledger::Command&& command,
                Done then);
    void sendWrite(http::Outbound&& message, domain::FspiopError failure, Done then);

    Forwarding& m_forwarding;
    Outcomes& m_outcomes;
    lookup::ResultCache m_cache;
};

} // namespace hub::fspiop
