#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace hub::config {

enum class KeyType : std::uint8_t { Text, Integer, Boolean, Amount };

/// Every setting of the hub; a new one is one row in keys.cpp and one name here, in the same order.
enum class Key : std::uint16_t {
    FspiopListen,
    FspiopTlsCertificate,
    FspiopTlsKey,
    FspiopTlsClientCa,
    FspiopTlsRevocationList,
    OperatorListen,
    OperatorTlsCertificate,
    OperatorTlsKey,
    OperatorTlsClientCa,
    HttpThreads,
    HttpConnectionsMax,
    HttpConnectionsPerAddressMax,
    HttpHeaderBytesMax,
    HttpHeaderCountMax,
    HttpBodyBytesMax,
    HttpHeaderDeadlineMs,
    HttpBodyDeadlineMs,
    HttpIdleMs,
    HttpHandshakesMax,
    SenderThreads,
    SenderConnectionsPerLane,
    SenderQueuePerLane,
    SenderTimeoutMs,
    SenderRetryHours,
    SenderRetryMax,
    SenderAllowPrivateAddresses,
    SenderTlsCa,
    SenderTlsCertificate,
    SenderTlsKey,
    SenderBacklogMax,
    SenderPausedMax,
    SenderReplayMax,
    SenderProbeTimeoutMs,
    LedgerQueueMax,
    LedgerBatchMax,
    LedgerDuplicatesInMemory,
    LedgerBulksInMemory,
    ReaderThreads,
    ReaderQueueMax,
    StoreResumeFreeMiB,
    StoreBallastMiB,
    StoreResumeAfterMs,
    StoreWarnFreeMiB,
    StoreWarnFreePercent,
    SwitchHubName,
    SwitchOnUsTransfers,
    SwitchPayeeAccountValidation,
    SwitchConfirmToPayee,
    SwitchContentVersion,
    SwitchFulfilSecondsMax,
    SwitchFulfilLagMs,
    SwitchAmountMax,
    OracleTimeoutMs,
    OracleCacheMs,
    OracleCacheMax,
    QuotesPersistent,
    QuotesKept,
    QuotesQueueMax,
    DirectoryImportBytesMax,
    SettlementCloseCron,
    SettlementZone,
    SettlementCloseAttemptsMax,
    SettlementCloseRetryMs,
    SettlementFinalisePauseMs,
    JwsSign,
    JwsValidate,
    JwsValidatePutParties,
    JwsDateSecondsMax,
    AdmissionRatePerSecond,
    AdmissionBurst,
    AdmissionInFlightMax,
    EventsSpans,
    EventsQueueMax,
    EventsSpansKept,
    AlertsMailMax,
    AlertsMailEverySeconds,
    AlertsMailResetMinutes,
    MailHost,
    MailPort,
    MailTls,
    MailUser,
    MailSecret,
    MailFrom,
    LogLevel,
    Count
};

/// One row of the one configuration table.
struct KeyRow
{
    Key key;
    std::string_view name;
    KeyType type;
    std::string_view defaultText;
    std::int64_t min; ///< Integer only
    std::int64_t max;
    bool isSecret;
    bool needsRestart;
    std::string_view help;
};

/// All rows in the order of Key.
std::span<const KeyRow> keyTable();
const KeyRow& row(Key key);

} // namespace hub::config
