#include "core/config/keys.h"

#include <array>
#include <cstddef>

namespace hub::config {
namespace {

// clang-format off
constexpr std::array<KeyRow, static_cast<std::size_t>(Key::Count)> kRows{{
    {Key::FspiopListen, "fspiop.listen", KeyType::Text, "127.0.0.1:3000", 0, 0, false, true, "Address and port of the DFSP listener; port 0 takes any free one."},
    {Key::FspiopTlsCertificate, "fspiop.tls.certificate", KeyType::Text, "", 0, 0, false, true, "PEM file with the DFSP listener's certificate chain; empty: plain HTTP."},
    {Key::FspiopTlsKey, "fspiop.tls.key", KeyType::Text, "", 0, 0, true, true, "PEM file with the key of that certificate."},
    {Key::FspiopTlsClientCa, "fspiop.tls.clientCa", KeyType::Text, "", 0, 0, false, true, "PEM file with the authorities that sign DFSP certificates; set: a client certificate is required."},
    {Key::FspiopTlsRevocationList, "fspiop.tls.revocationList", KeyType::Text, "", 0, 0, false, true, "PEM file with the certificates that the authorities have taken back (CRL); looked at again within a minute of a change."},
    {Key::OperatorListen, "operator.listen", KeyType::Text, "127.0.0.1:3001", 0, 0, false, true, "Address and port of the operator listener."},
    {Key::OperatorTlsCertificate, "operator.tls.certificate", KeyType::Text, "", 0, 0, false, true, "PEM file with the operator listener's certificate chain; empty: plain HTTP."},
    {Key::OperatorTlsKey, "operator.tls.key", KeyType::Text, "", 0, 0, true, true, "PEM file with the key of that certificate."},
    {Key::OperatorTlsClientCa, "operator.tls.clientCa", KeyType::Text, "", 0, 0, false, true, "PEM file with the authorities that sign operator certificates."},
    {Key::HttpThreads, "http.threads", KeyType::Integer, "1", 1, 64, false, true, "Threads that serve each listener's sockets."},
    {Key::HttpConnectionsMax, "http.connectionsMax", KeyType::Integer, "20000", 16, 1'000'000, false, true, "Open connections of one listener; more are refused."},
    {Key::HttpConnectionsPerAddressMax, "http.connectionsPerAddressMax", KeyType::Integer, "20000", 1, 1'000'000, false, true, "Open connections from one address."},
    {Key::HttpHeaderBytesMax, "http.headerBytesMax", KeyType::Integer, "65536", 1024, 65'536, false, true, "Bytes of request line and headers (FSPIOP 3.2.1)."},
    {Key::HttpHeaderCountMax, "http.headerCountMax", KeyType::Integer, "100", 16, 1000, false, true, "Header lines of one request."},
    {Key::HttpBodyBytesMax, "http.bodyBytesMax", KeyType::Integer, "5242880", 1024, 5'242'880, false, true, "Bytes of a request body (FSPIOP 3.2.1)."},
    {Key::HttpHeaderDeadlineMs, "http.headerDeadlineMs", KeyType::Integer, "10000", 100, 120'000, false, true, "A request whose headers take longer is answered 408 and closed."},
    {Key::HttpBodyDeadlineMs, "http.bodyDeadlineMs", KeyType::Integer, "30000", 100, 600'000, false, true, "The same for the body."},
    {Key::HttpIdleMs, "http.idleMs", KeyType::Integer, "60000", 1000, 3'600'000, false, true, "A connection without a request is closed after this time."},
    {Key::HttpHandshakesMax, "http.handshakesMax", KeyType::Integer, "1024", 1, 100'000, false, true, "TLS handshakes of one listener at a time; each has 5 seconds."},
    {Key::SenderThreads, "sender.threads", KeyType::Integer, "1", 1, 64, false, true, "Threads that deliver messages to DFSPs."},
    {Key::SenderConnectionsPerLane, "sender.connectionsPerLane", KeyType::Integer, "16", 1, 64, false, true, "Connections to one destination."},
    {Key::SenderQueuePerLane, "sender.queuePerLane", KeyType::Integer, "100000", 16, 1'000'000, false, true, "Messages that may wait for one destination."},
    {Key::SenderTimeoutMs, "sender.timeoutMs", KeyType::Integer, "10000", 100, 120'000, false, true, "Longest time for one delivery attempt."},
    {Key::SenderRetryHours, "sender.retryHours", KeyType::Integer, "24", 1, 240, false, true, "Delivery is tried for this long, then the message is a dead letter."},
    {Key::SenderRetryMax, "sender.retryMax", KeyType::Integer, "1000", 1, 100'000, false, true, "Attempts before a message is a dead letter."},
    {Key::SenderAllowPrivateAddresses, "sender.allowPrivateAddresses", KeyType::Boolean, "true", 0, 0, false, true, "Callbacks may go to loopback and private addresses; turn off on a public network."},
    {Key::SenderTlsCa, "sender.tls.ca", KeyType::Text, "", 0, 0, false, true, "PEM file with the authorities that sign the servers of DFSPs and oracles; empty: the system's."},
    {Key::SenderTlsCertificate, "sender.tls.certificate", KeyType::Text, "", 0, 0, false, true, "PEM file with the certificate that the hub shows to servers; empty: none."},
    {Key::SenderTlsKey, "sender.tls.key", KeyType::Text, "", 0, 0, true, true, "PEM file with the key of that certificate."},
    {Key::SenderBacklogMax, "sender.backlogMax", KeyType::Integer, "100000", 16, 10'000'000, false, true, "Stored messages of all destinations held in memory; above it no prepare is taken (503)."},
    {Key::SenderPausedMax, "sender.pausedMax", KeyType::Integer, "1000000", 16, 1'000'000'000, false, true, "Stored messages that may wait on the disk for a paused participant; above it no prepare to it is taken (503)."},
    {Key::SenderReplayMax, "sender.replayMax", KeyType::Integer, "10000", 1, 1'000'000, false, true, "Dead letters that one order sends again."},
    {Key::SenderProbeTimeoutMs, "sender.probeTimeoutMs", KeyType::Integer, "5000", 100, 60'000, false, true, "Longest time for one probe of a callback address."},
    {Key::LedgerQueueMax, "ledger.queueMax", KeyType::Integer, "8192", 16, 1'000'000, false, true, "Commands that may wait for the writer; more are answered 503."},
    {Key::LedgerBatchMax, "ledger.batchMax", KeyType::Integer, "1024", 1, 65'536, false, true, "Commands of one commit."},
    {Key::LedgerDuplicatesInMemory, "ledger.duplicatesInMemory", KeyType::Integer, "2000000", 1000, 100'000'000, false, true, "Transfers whose hashes are kept in memory; older ones are found through the store."},
    {Key::LedgerBulksInMemory, "ledger.bulksInMemory", KeyType::Integer, "100000", 100, 10'000'000, false, true, "Ended bulk transfers whose hashes are kept in memory; older ones are found through the store."},
    {Key::ReaderThreads, "reader.threads", KeyType::Integer, "2", 1, 64, false, true, "Threads with a read-only connection each."},
    {Key::ReaderQueueMax, "reader.queueMax", KeyType::Integer, "4096", 16, 1'000'000, false, true, "Queries that may wait; more are answered 503."},
    {Key::StoreResumeFreeMiB, "store.resumeFreeMiB", KeyType::Integer, "256", 1, 1'048'576, false, true, "A hub that became read-only works again when so many MiB of its disk are free."},
    {Key::StoreBallastMiB, "store.ballastMiB", KeyType::Integer, "64", 0, 65'536, false, true, "Room held back on the disk of the data and given to the batch in hand when the disk is full; 0 for none."},
    {Key::StoreResumeAfterMs, "store.resumeAfterMs", KeyType::Integer, "10000", 0, 3'600'000, false, true, "And when writes have succeeded for this long."},
    {Key::StoreWarnFreeMiB, "store.warnFreeMiB", KeyType::Integer, "2048", 0, 1'048'576, false, true, "Fewer free MiB on the data's disk are a warning."},
    {Key::StoreWarnFreePercent, "store.warnFreePercent", KeyType::Integer, "10", 0, 99, false, true, "So is a smaller free share of it."},
    {Key::SwitchHubName, "switch.hubName", KeyType::Text, "Hub", 0, 0, false, true, "FSPIOP-Source of the hub's own messages and name of its participant."},
    {Key::SwitchOnUsTransfers, "switch.onUsTransfers", KeyType::Boolean, "false", 0, 0, false, true, "Payer and payee may be the same DFSP."},
    {Key::SwitchPayeeAccountValidation, "switch.payeeAccountValidation", KeyType::Boolean, "true", 0, 0, false, true, "Refuse a transfer whose payee has no active POSITION account in its currency."},
    {Key::SwitchConfirmToPayee, "switch.confirmToPayee", KeyType::Boolean, "false", 0, 0, false, true, "Tell the payee with a PUT from the hub when its COMMITTED fulfil has been committed."},
    {Key::SwitchContentVersion, "switch.contentVersion", KeyType::Text, "1.1", 0, 0, false, true, "FSPIOP version of what the hub itself sends (1.0, 1.1 or 2.0)."},
    {Key::SwitchFulfilSecondsMax, "switch.fulfilSecondsMax", KeyType::Integer, "300", 1, 86'400, false, true, "Oldest completedTimestamp accepted, in seconds."},
    {Key::SwitchFulfilLagMs, "switch.fulfilLagMs", KeyType::Integer, "200", 0, 60'000, false, true, "How far in the future completedTimestamp may be."},
    {Key::SwitchAmountMax, "switch.amountMax", KeyType::Amount, "99999999999999.9999", 0, 0, false, true, "Largest amount of one message."},
    {Key::OracleTimeoutMs, "oracle.timeoutMs", KeyType::Integer, "5000", 100, 120'000, false, true, "Longest time for one question to an external oracle; then the error callback goes out."},
    {Key::OracleCacheMs, "oracle.cacheMs", KeyType::Integer, "3000", 0, 3'600'000, false, true, "How long an external oracle's answer that names a DFSP is kept; 0 asks every time."},
    {Key::OracleCacheMax, "oracle.cacheMax", KeyType::Integer, "10000", 0, 10'000'000, false, true, "Parties whose answers are kept; 0 keeps none."},
    {Key::QuotesPersistent, "quotes.persistent", KeyType::Boolean, "false", 0, 0, false, true, "Remember quotes: duplicates are told from changed ones, and known replies are sent again without the payee."},
    {Key::QuotesKept, "quotes.kept", KeyType::Integer, "1000000", 1000, 1'000'000'000, false, true, "Quotes remembered; the oldest go first."},
    {Key::QuotesQueueMax, "quotes.queueMax", KeyType::Integer, "4096", 16, 1'000'000, false, true, "Quote messages that may wait for that memory; more are answered 503."},
    {Key::DirectoryImportBytesMax, "directory.importBytesMax", KeyType::Integer, "16777216", 1024, 268'435'456, false, true, "Bytes of one CSV import or export of the built-in directory."},
    {Key::SettlementCloseCron, "settlement.closeCron", KeyType::Text, "", 0, 0, false, true, "When the open window closes by itself: five cron fields (minute hour day month weekday); empty: never."},
    {Key::SettlementZone, "settlement.zone", KeyType::Text, "UTC", 0, 0, false, true, "Time zone of that clock, as in the zone database (Africa/Nairobi)."},
    {Key::SettlementCloseAttemptsMax, "settlement.closeAttemptsMax", KeyType::Integer, "3", 1, 1000, false, true, "Tries of the step from PROCESSING to CLOSED before a window is FAILED."},
    {Key::SettlementCloseRetryMs, "settlement.closeRetryMs", KeyType::Integer, "3000", 100, 3'600'000, false, true, "Time between two of them."},
    {Key::SettlementFinalisePauseMs, "settlement.finalisePauseMs", KeyType::Integer, "0", 0, 60'000, false, true, "Time between two steps of finalising a settlement, in which an operator can stop it."},
    {Key::JwsSign, "jws.sign", KeyType::Boolean, "true", 0, 0, false, true, "Sign the hub's own messages with its key (made at the first start)."},
    {Key::JwsValidate, "jws.validate", KeyType::Boolean, "false", 0, 0, false, true, "Refuse DFSP messages without a valid signature; a participant's own rule goes before it."},
    {Key::JwsValidatePutParties, "jws.validatePutParties", KeyType::Boolean, "false", 0, 0, false, true, "Check the signature of PUT /parties too."},
    {Key::JwsDateSecondsMax, "jws.dateSecondsMax", KeyType::Integer, "0", 0, 31'536'000, false, true, "How far the Date of a signed message may be from the hub's time, in seconds; 0: any."},
    {Key::AdmissionRatePerSecond, "admission.ratePerSecond", KeyType::Integer, "0", 0, 1'000'000, false, true, "Requests of one DFSP per second in the long run; more are answered 503 with Retry-After. 0: unbounded."},
    {Key::AdmissionBurst, "admission.burst", KeyType::Integer, "1000", 1, 1'000'000, false, true, "Requests of one DFSP that may come at once when it has been quiet."},
    {Key::AdmissionInFlightMax, "admission.inFlightMax", KeyType::Integer, "2048", 1, 1'000'000, false, true, "Unanswered requests of one DFSP, so that none fills the writer's queue; more are answered 503."},
    {Key::EventsSpans, "events.spans", KeyType::Boolean, "true", 0, 0, false, true, "Record a span for each hop of a payment."},
    {Key::EventsQueueMax, "events.queueMax", KeyType::Integer, "262144", 1024, 10'000'000, false, true, "Spans that may wait to be written; more are dropped and counted."},
    {Key::EventsSpansKept, "events.tracesKept", KeyType::Integer, "2000000", 1000, 1'000'000'000, false, true, "Rows of spans kept in the events store; the oldest go first."},
    {Key::AlertsMailMax, "alerts.mailMax", KeyType::Integer, "3", 0, 1000, false, true, "Mails about one alarm while it lasts; the count starts anew after alerts.mailResetMinutes."},
    {Key::AlertsMailEverySeconds, "alerts.mailEverySeconds", KeyType::Integer, "180", 0, 86'400, false, true, "Least time between two mails about one alarm."},
    {Key::AlertsMailResetMinutes, "alerts.mailResetMinutes", KeyType::Integer, "60", 1, 10'080, false, true, "After this time an alarm that lasts may mail again."},
    {Key::MailHost, "mail.host", KeyType::Text, "", 0, 0, false, true, "Relay that takes the hub's mail; empty: mails are named in the log only."},
    {Key::MailPort, "mail.port", KeyType::Integer, "25", 1, 65'535, false, true, "Its port."},
    {Key::MailTls, "mail.tls", KeyType::Text, "starttls", 0, 0, false, true, "none, starttls (the relay must offer it) or implicit (TLS from the first byte)."},
    {Key::MailUser, "mail.user", KeyType::Text, "", 0, 0, false, true, "User name for the relay; empty: none. Never sent without TLS."},
    {Key::MailSecret, "mail.secret", KeyType::Text, "", 0, 0, true, true, "Password for the relay."},
    {Key::MailFrom, "mail.from", KeyType::Text, "hubdeck@localhost", 0, 0, false, true, "Sender of the hub's mail."},
    {Key::LogLevel, "log.level", KeyType::Text, "info", 0, 0, false, true, "debug, info, warning or error."},
}};
// clang-format on

constexpr bool isOrdered()
{
    for (std::size_t i = 0; i < kRows.size(); ++i)
        if (static_cast<std::size_t>(kRows[i].key) != i) return false;
    return true;
}
static_assert(isOrdered());

} // namespace

std::span<const KeyRow> keyTable()
{
    return kRows;
}

const KeyRow& row(Key key)
{
    return kRows[static_cast<std::size_t>(key)];
}

} // namespace hub::config
