#pragma once

#include "core/agreement/quote_book.h"
#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/events/span.h"
#include "core/fspiop/identities.h"
#include "core/ledger/engine.h"
#include "core/ledger/queries.h"
#include "core/lookup/lookup_figures.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hub::fspiop {

class CallbackDesk;

/// What changes the DFSP API's behaviour (key table `fspiop.*`). Times in milliseconds.
struct Settings
{
    std::string hubName = "Hub";
    /// Versions taken in Content-Type and in Accept (fspiop 1.2, decision 3).
    std::vector<std::string> contentVersions{"1.0", "1.1", "2.0"};
    std::vector<std::string> acceptVersions{"1", "1.0", "1.1", "2", "2.0"};
    /// Version in the Content-Type of what the hub originates.
    std::string contentVersion = "1.1";
    std::int64_t fulfilAgeMaxMs = 300'000; ///< MAX_FULFIL_TIMEOUT_DURATION_SECONDS
    std::int64_t fulfilAheadMaxMs = 200;   ///< MAX_CALLBACK_TIME_LAG_DILATION_MILLISECONDS
    int forwardTimeoutMs = 20'000;         ///< look-ups, quotes, requests
    int oracleTimeoutMs = 5'000;           ///< one question to an external oracle
    std::size_t oracleCacheMax = 10'000;   ///< parties whose answers are kept
    std::int64_t oracleCacheMs = 3'000;    ///< how long; 0: not at all
    bool verifySignatures = false;
    bool verifyPutParties = false; ///< PUT /parties too (JWS_VALIDATE_PUT_PARTIES)
    /// How far the signed Date may be from now; 0: any.
    std::int64_t signedDateSkewMaxMs = 0;
};

/// What GET /health says (fspiop 2.5).
struct Health
{
    bool isUp = true;
    std::int64_t startedMs = 0; ///< UTC
    std::string version;
    struct Service
    {
        std::string name; ///< `datastore`, `broker`, ...
        bool isUp = true;
        std::string detail; ///< why it is not; empty otherwise
    };
    std::vector<Service> services; ///< never empty
};

/// The way to the writer: Engine::submit. Any thread; false: its queue is full.
using Submit = std::function<bool(ledger::Submission&&)>;
/// The newest registry: LedgerView::registry. Any thread.
using RegistryNow = std::function<std::shared_ptr<const ledger::Registry>()>;

/// Everything that the handlers work with; outlives the route table. Members are used from all http threads,
/// sender threads, reader threads and the ledger thread.
struct FspiopServices
{
    Settings settings;
    Submit submit;
    RegistryNow registry;
    ledger::ReaderPool& readers;
    CallbackDesk& desk;
    Identities& identities;
    const base::Clock& clock;
    events::SpanSink* spans = nullptr;        ///< may be null
    std::function<Health()> health;           ///< GET /health; none: always up
    lookup::LookupFigures* lookups = nullptr; ///< may be null
    agreement::QuoteBook* quotes = nullptr;   ///< null: simple routing, nothing is remembered
};

} // namespace hub::fspiop
