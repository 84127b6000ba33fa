#include "core/fspiop/oracles.h"

#include "core/base/bytes.h"
#include "core/base/log.h"
#include "core/fspiop/callback_desk.h"
#include "core/fspiop/relay.h"
#include "core/json/writer.h"

namespace hub::fspiop {
namespace {

using namespace domain::fspiop_code;
using Entries = base::Expected<std::vector<lookup::PartyEntry>, domain::FspiopError>;

std::string oraclePath(const lookup::PartyId& party)
{
    return "/participants/" + http::percentEncode(party.type) + "/" + http::percentEncode(party.identifier);
}

std::string oracleQuery(const lookup::PartyId& party, std::optional<domain::Currency> currency)
{
    std::string query;
    if (currency) query.append("?currency=").append(currency->code());
    if (!party.subId.empty())
        query.append(query.empty() ? "?" : "&")
            .append("partySubIdOrType=")
            .append(http::percentEncode(party.subId));
    return query;
}

Entries readPartyList(const std::string& body)
{
    const auto document = json::Document::parse(body);
    if (!document || !document->root()["partyList"].isArray())
        return base::Unexpected(
            domain::makeError(kInternalServerError, "Oracle answered without a partyList"));
    std::vector<lookup::PartyEntry> entries;
    for (const json::Value entry : document->root()["partyList"])
        entries.push_back({std::string(entry["fspId"].scalarText()),
                           std::string(entry["currency"].scalarText()),
                           std::string(entry["partySubIdOrType"].scalarText())});
    return entries;
}

std::string entryBody(const lookup::PartyId& party, const std::string& fspId,
                      std::optional<domain::Currency> currency)
{
    json::Writer writer;
    writer.beginObject().member("fspId", fspId);
    if (currency) writer.member("currency", currency->code());
    if (!party.subId.empty()) writer.member("partySubIdOrType", party.subId);
    writer.endObject();
    return writer.take();
}

std::string batchBody(const std::string& requestId, const std::vector<ledger::DirectoryEntry>& entries)
{
    json::Writer writer;
    writer.beginObject().member("requestId", requestId).key("partyList").beginArray();
    for (const ledger::DirectoryEntry& entry : entries) {
        writer.beginObject()
            .member("partyIdType", entry.partyIdType)
            .member("partyIdentifier", entry.partyIdentifier);
        if (!entry.partySubIdOrType.empty()) writer.member("partySubIdOrType", entry.partySubIdOrType);
        writer.member("fspId", entry.fspId.value()).endObject();
    }
    writer.endArray();
    if (!entries.empty() && entries.front().currency)
        writer.member("currency", entries.front().currency->code());
    writer.endObject();
    return writer.take();
}

} // namespace

std::optional<domain::Oracle> Oracles::choose(std::string_view partyIdType,
                                              std::optional<domain::Currency> currency) const
{
    const auto registry = m_forwarding.services().registry();
    if (!registry) return std::nullopt;
    const auto* oracle = lookup::chooseOracle(registry->oracles(), partyIdType, currency);
    return oracle != nullptr ? std::optional(*oracle) : std::nullopt;
}

OracleCaller oracleCaller(const Call& call)
{
    return {forwardable(call.request().headers),
            call.source(),
            call.destination(),
            call.trace,
            call.subject,
            call.request().acceptedUs};
}

http::Outbound Oracles::request(const OracleCaller& caller, const domain::Oracle& oracle, http::Method method,
                                std::string path, std::string body) const
{
    const FspiopServices& services = m_forwarding.services();
    http::Outbound message;
    message.lane = "oracle-" + std::to_string(oracle.id.value());
    message.method = method;
    std::string base = oracle.endpoint;
    while (!base.empty() && base.back() == '/')
        base.pop_back();
    message.resolveUrl = [url = base + path]() -> std::optional<std::string> { return url; };
    message.headers = caller.headers;
    addressTo(message.headers, method, caller.source,
              caller.destination.empty() ? services.settings.hubName : caller.destination);
    if (!body.empty()) message.body = base::shareBytes(std::move(body));
    message.trace = caller.trace;
    message.spanName = std::string(http::toString(method)) + " oracle";
    message.timeoutMs = services.settings.oracleTimeoutMs;
    return message;
}

void Oracles::find(const Call& call, const lookup::PartyId& party, std::optional<domain::Currency> currency,
                   Found then)
{
    const auto oracle = choose(party.type, currency);
    if (!oracle) {
        then(base::Unexpected(lookup::noOracle(party.type)));
        return;
    }
    const lookup::ResultCache::Key key{oracle->id, oracle->endpoint, party,
                                       currency ? std::string(currency->code()) : std::string()};
    if (oracle->endpoint == domain::kBuiltInDirectory) {
        findBuiltIn(oracleCaller(call), party, currency, counted(*oracle, key, false, std::move(then)));
    } else if (auto kept = m_cache.find(key, m_forwarding.services().clock.steadyUs() / 1000)) {
        const Entries entries(*std::move(kept));
        count(*oracle, party, entries, true, 0);
        then(entries);
    } else {
        findExternal(oracleCaller(call), *oracle, party, currency,
                     counted(*oracle, key, true, std::move(then)));
    }
}

void Oracles::probe(const OracleCaller& caller, const lookup::PartyId& party,
                    std::optional<domain::Currency> currency,
                    std::function<void(const std::optional<domain::Oracle>&, const Entries&)> then)
{
    const auto oracle = choose(party.type, currency);
    const auto told = [oracle, then = std::move(then)](const Entries& found) { then(oracle, found); };
    if (!oracle)
        told(base::Unexpected(lookup::noOracle(party.type)));
    else if (oracle->endpoint == domain::kBuiltInDirectory)
        findBuiltIn(caller, party, currency, told);
    else
        findExternal(caller, *oracle, party, currency, told);
}

void Oracles::count(const domain::Oracle& oracle, const lookup::PartyId& party, const Entries& found,
                    bool fromCache, std::int64_t tookUs)
{
    const FspiopServices& services = m_forwarding.services();
    if (services.lookups == nullptr) return;
    auto end = lookup::LookupEnd::Failed;
    if (found)
        end = lookup::resolve(*found, party.subId).error ? lookup::LookupEnd::NotFound
                                                         : lookup::LookupEnd::Found;
    else if (found.error().code == kPartyNotFound.code)
        end = lookup::LookupEnd::NotFound;
    services.lookups->count(oracle.id, end, fromCache, tookUs, services.clock.now(),
                            found ? std::string_view() : std::string_view(found.error().description));
}

Oracles::Found Oracles::counted(const domain::Oracle& oracle, const lookup::ResultCache::Key& key, bool keeps,
                                Found then)
{
    const std::int64_t startUs = m_forwarding.services().clock.steadyUs();
    return [this, oracle, key, keeps, startUs, mark = m_cache.mark(),
            then = std::move(then)](const Entries& found) {
        const std::int64_t nowUs = m_forwarding.services().clock.steadyUs();
        count(oracle, key.party, found, false, nowUs - startUs);
        if (keeps && found) m_cache.put(key, *found, nowUs / 1000, mark);
        then(found);
    };
}

Oracles::Done Oracles::forgetting(const lookup::PartyId& party, Done done)
{
    m_cache.forget(party);
    return [this, party, done = std::move(done)](const std::optional<domain::FspiopError>& error) {
        m_cache.forget(party);
        done(error);
    };
}

void Oracles::readBuiltIn(const OracleCaller& caller, const lookup::PartyId& party,
                          std::optional<domain::Currency> currency, Rows then)
{
    FspiopServices& services = m_forwarding.services();
    const std::int64_t startUs = caller.acceptedUs;
    const std::int64_t steadyUs = services.clock.steadyUs();
    const bool queued = services.readers.read([&services, party, currency, then, trace = caller.trace,
                                               subject = caller.subject, startUs,
                                               steadyUs](ledger::LedgerReader& reader) {
        auto rows = reader.directory(party.type, party.identifier, party.subId, currency);
        if (services.spans != nullptr)
            services.spans->record({trace.trace,
                                    events::newSpanId(),
                                    trace.parent,
                                    events::SpanKind::Lookup,
                                    !rows,
                                    startUs,
                                    startUs + services.clock.steadyUs() - steadyUs,
                                    "directory",
                                    subject,
                                    {}});
        if (rows) {
            then(*std::move(rows));
            return;
        }
        base::log(base::LogLevel::Error, "directory could not be read", {{"detail", rows.error().detail}});
        then(base::Unexpected(domain::makeError(kInternalServerError)));
    });
    if (!queued) then(base::Unexpected(domain::makeError(kServerBusy)));
}

void Oracles::findBuiltIn(const OracleCaller& caller, const lookup::PartyId& party,
                          std::optional<domain::Currency> currency, Found then)
{
    readBuiltIn(caller, party, currency, [currency, then = std::move(then)](const auto& rows) {
        if (!rows) {
            then(base::Unexpected(rows.error()));
            return;
        }
        std::vector<lookup::PartyEntry> entries;
        for (const ledger::DirectoryEntry& row : *rows)
            entries.push_back({row.fspId.value(),
                               row.currency ? std::string(row.currency->code()) : std::string(),
                               row.partySubIdOrType});
        then(lookup::preferCurrency(std::move(entries), currency));
    });
}

void Oracles::removeBuiltIn(const OracleCaller& caller, ledger::DirectoryEntry entry, Done then)
{
    const lookup::PartyId party{entry.partyIdType, entry.partyIdentifier, entry.partySubIdOrType};
    const auto currency = entry.currency;
    readBuiltIn(caller, party, currency,
                [this, trace = caller.trace, subject = caller.subject, entry = std::move(entry),
                 then = std::move(then)](const auto& rows) {
                    if (!rows) {
                        then(rows.error());
                        return;
                    }
                    bool isOthers = false;
                    for (const ledger::DirectoryEntry& row : *rows) {
                        if (row.partySubIdOrType != entry.partySubIdOrType ||
                            (entry.currency && row.currency != entry.currency))
                            continue;
                        if (base::equalsIgnoreCase(row.fspId.value(), entry.fspId.value())) {
                            // As it is written in the row: the directory compares names exactly.
                            ledger::DirectoryEntry own = entry;
                            own.fspId = row.fspId;
                            submit(trace, subject, ledger::RemoveDirectoryEntry{std::move(own)}, then);
                            return;
                        }
                        isOthers = true;
                    }
                    // Nobody's: gone already, and a DELETE that is sent again ends as the first one did.
                    then(isOthers ? std::optional(domain::makeError(kDeletePartyInformationError))
                                  : std::nullopt);
                });
}

void Oracles::findExternal(const OracleCaller& caller, const domain::Oracle& oracle,
                           const lookup::PartyId& party, std::optional<domain::Currency> currency, Found then)
{
    http::Outbound message =
        request(caller, oracle, http::Method::Get, oraclePath(party) + oracleQuery(party, currency), {});
    const bool sent =
        m_forwarding.services().desk.sendOnce(std::move(message), [then](http::DeliveryResult&& result) {
            if (result.outcome == http::DeliveryOutcome::Delivered)
                then(readPartyList(result.body));
            else if (result.outcome != http::DeliveryOutcome::Stopped)
                then(base::Unexpected(lookup::oracleFailure(result.status)));
        });
    if (!sent) then(base::Unexpected(domain::makeError(kServerBusy)));
}

void Oracles::submit(const events::TraceContext& trace, const std::string& subject, ledger::Command&& command,
                     Done then)
{
    const bool taken =
        m_outcomes.submit(std::move(command), trace, subject, [then](const ledger::Answer& answer) {
            then(answer.outcome == ledger::Outcome::Refused ? answer.error : std::nullopt);
        });
    if (!taken) then(domain::makeError(kServiceCurrentlyUnavailable));
}

void Oracles::sendWrite(http::Outbound&& message, domain::FspiopError failure, Done then)
{
    const bool sent = m_forwarding.services().desk.sendOnce(
        std::move(message), [then, failure](http::DeliveryResult&& result) {
            if (result.outcome == http::DeliveryOutcome::Delivered)
                then(std::nullopt);
            else if (result.outcome != http::DeliveryOutcome::Stopped)
                then(failure);
        });
    if (!sent) then(domain::makeError(kServerBusy));
}

void Oracles::write(const Call& call, Write what, const lookup::PartyId& party, const std::string& fspId,
                    std::optional<domain::Currency> currency, Done then)
{
    const auto oracle = choose(party.type, currency);
    if (!oracle) {
        then(lookup::noOracle(party.type));
        return;
    }
    then = forgetting(party, std::move(then));
    ledger::DirectoryEntry entry{party.type, party.identifier, party.subId, currency, domain::FspId(fspId)};
    const bool isBuiltIn = oracle->endpoint == domain::kBuiltInDirectory;
    switch (what) {
    case Write::Remove:
        if (isBuiltIn)
            removeBuiltIn(oracleCaller(call), std::move(entry), std::move(then));
        else
            sendWrite(request(oracleCaller(call), *oracle, http::Method::Delete,
                              oraclePath(party) + oracleQuery(party, currency), {}),
                      domain::makeError(kDeletePartyInformationError), std::move(then));
        return;
    case Write::Create:
    case Write::Update:
        break;
    }
    if (isBuiltIn) {
        submit(call.trace, call.subject, ledger::PutDirectoryEntries{{std::move(entry)}}, std::move(then));
        return;
    }
    const http::Method method = what == Write::Create ? http::Method::Post : http::Method::Put;
    sendWrite(
        request(oracleCaller(call), *oracle, method, oraclePath(party), entryBody(party, fspId, currency)),
        domain::makeError(kAddPartyInformationError), std::move(then));
}

void Oracles::forget(const Call& call, const lookup::PartyId& party, const std::string& fspId)
{
    const auto oracle = choose(party.type, std::nullopt);
    if (!oracle || oracle->endpoint != domain::kBuiltInDirectory) return;
    ledger::DirectoryEntry entry{party.type, party.identifier, party.subId, std::nullopt,
                                 domain::FspId(fspId)};
    submit(call.trace, call.subject, ledger::RemoveDirectoryEntry{std::move(entry)},
           [](const std::optional<domain::FspiopError>&) {});
}

bool Oracles::writeBatch(const Call& call, const std::string& requestId, const std::string& partyIdType,
                         std::vector<ledger::DirectoryEntry> entries, Done then)
{
    const auto oracle =
        choose(partyIdType, entries.empty() ? std::optional<domain::Currency>() : entries.front().currency);
    if (!oracle) return false;
    m_cache.clear();
    then = [this, told = std::move(then)](const std::optional<domain::FspiopError>& error) {
        m_cache.clear();
        told(error);
    };
    if (oracle->endpoint == domain::kBuiltInDirectory)
        submit(call.trace, call.subject, ledger::PutDirectoryEntries{std::move(entries)}, std::move(then));
    else
        sendWrite(request(oracleCaller(call), *oracle, http::Method::Post, "/participants",
                          batchBody(requestId, entries)),
                  domain::makeError(kAddPartyInformationError), std::move(then));
    return true;
}

} // namespace hub::fspiop
