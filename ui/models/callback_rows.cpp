#include "ui/models/callback_rows.h"

#include "ui/kit/figures.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace hub::models {

namespace {

/// Context of the translations.
struct CallbackColumns
{
    Q_DECLARE_TR_FUNCTIONS(CallbackColumns)
};

template <class T>
QVariant value(const T& v)
{
    return QVariant::fromValue(v);
}

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

bool isGeneric(const QString& type)
{
    return type == latin(domain::kGenericCallback);
}

/// Endpoint types of one column of the matrix begin like this.
struct Group
{
    const char* field;
    const char* title;
    std::array<const char*, 2> starts;
};

// clang-format off
constexpr std::array kGroups{
    Group{"transfers", QT_TRANSLATE_NOOP("CallbackColumns", "Transfers"), {"FSPIOP_CALLBACK_URL_TRANSFER_", ""}},
    Group{"quotes",    QT_TRANSLATE_NOOP("CallbackColumns", "Quotes"),    {"FSPIOP_CALLBACK_URL_QUOTES", ""}},
    Group{"parties",   QT_TRANSLATE_NOOP("CallbackColumns", "Parties"),   {"FSPIOP_CALLBACK_URL_PARTIES_", ""}},
    Group{"directory", QT_TRANSLATE_NOOP("CallbackColumns", "Directory"), {"FSPIOP_CALLBACK_URL_PARTICIPANT_", ""}},
    Group{"requests",  QT_TRANSLATE_NOOP("CallbackColumns", "Requests"),  {"FSPIOP_CALLBACK_URL_TRX_", "FSPIOP_CALLBACK_URL_AUTH"}},
    Group{"bulk",      QT_TRANSLATE_NOOP("CallbackColumns", "Bulk"),      {"FSPIOP_CALLBACK_URL_BULK_", ""}},
};
// clang-format on

bool belongs(const Group& group, const QString& type)
{
    return std::any_of(group.starts.begin(), group.starts.end(), [&type](const char* start) {
        return *start != '\0' && type.startsWith(QLatin1String(start));
    });
}

/// The worst of a group says how the group is.
kit::StateValue groupState(const api::DestinationRow& row, const Group& group)
{
    int all = 0;
    int missing = 0;
    int inherited = 0;
    int failing = 0;
    for (const auto& endpoint : row.endpoints) {
        if (!belongs(group, endpoint.type)) continue;
        ++all;
        if (endpoint.state == api::EndpointState::Missing) ++missing;
        if (endpoint.state == api::EndpointState::Inherited) ++inherited;
        if (endpoint.failedInARow > 0) ++failing;
    }
    if (missing == all) return {kit::Tone::Warn, CallbackColumns::tr("missing")};
    if (row.paused) return {kit::Tone::Info, CallbackColumns::tr("paused")};
    if (failing > 0)
        return {kit::Tone::Bad,
                all == 1 ? CallbackColumns::tr("failing") : CallbackColumns::tr("%1 failing").arg(failing)};
    if (missing > 0) return {kit::Tone::Warn, CallbackColumns::tr("%1 missing").arg(missing)};
    if (inherited == all) return {kit::Tone::Neutral, CallbackColumns::tr("inherited")};
    return {kit::Tone::Good, CallbackColumns::tr("set")};
}

QVariant age(const base::Clock& clock, std::optional<base::Instant> since)
{
    kit::DurationValue out;
    if (since) out.us = std::max<qint64>(0, (clock.now().ms - since->ms) * 1000);
    return value(out);
}

QVariant count(qint64 number)
{
    return value(kit::CountValue{number});
}

QVariant clock(std::optional<base::Instant> at)
{
    return value(kit::TimeValue{at, kit::TimeShape::Clock});
}

} // namespace

kit::StateValue deliveryState(const api::DestinationRow& row)
{
    if (row.paused) return {kit::Tone::Info, CallbackColumns::tr("paused")};
    if (row.draining) return {kit::Tone::Info, CallbackColumns::tr("catching up")};
    const bool isBare = std::all_of(row.endpoints.begin(), row.endpoints.end(), [](const auto& endpoint) {
        return endpoint.state == api::EndpointState::Missing;
    });
    if (isBare) return {kit::Tone::Warn, CallbackColumns::tr("no address")};
    if (row.breaker == api::BreakerState::Open) return {kit::Tone::Bad, CallbackColumns::tr("down")};
    if (row.breaker == api::BreakerState::HalfOpen)
        return {kit::Tone::Warn, CallbackColumns::tr("trying again")};
    const bool isFailing = std::any_of(row.endpoints.begin(), row.endpoints.end(),
                                       [](const auto& endpoint) { return endpoint.failedInARow > 0; });
    if (isFailing) return {kit::Tone::Warn, CallbackColumns::tr("failing")};
    if (!row.active) return {kit::Tone::Muted, CallbackColumns::tr("inactive")};
    return {kit::Tone::Good, CallbackColumns::tr("delivering")};
}

kit::StateValue endpointState(const api::CallbackEndpoint& endpoint, bool paused)
{
    if (endpoint.state == api::EndpointState::Missing)
        return isGeneric(endpoint.type) ? kit::StateValue{kit::Tone::Neutral, CallbackColumns::tr("not set")}
                                        : kit::StateValue{kit::Tone::Warn, CallbackColumns::tr("missing")};
    if (paused) return {kit::Tone::Info, CallbackColumns::tr("paused")};
    if (endpoint.failedInARow > 0) return {kit::Tone::Bad, CallbackColumns::tr("failing")};
    if (endpoint.state == api::EndpointState::Inherited)
        return {kit::Tone::Neutral, CallbackColumns::tr("inherited")};
    return {kit::Tone::Good, CallbackColumns::tr("set")};
}

QString messageText(const QString& type)
{
    if (isGeneric(type)) return CallbackColumns::tr("everything else");
    const auto* row = domain::callbackType(type.toStdString());
    if (row == nullptr) return type;
    const QString text = latin(row->method) + QLatin1Char(' ') + latin(row->path);
    if (type.contains(QLatin1String("_DELETE"))) return CallbackColumns::tr("%1 after a deletion").arg(text);
    return text;
}

QString resolvedAddress(const api::CallbackEndpoint& endpoint)
{
    if (endpoint.state == api::EndpointState::Missing || isGeneric(endpoint.type)) return endpoint.value;
    const auto* row = domain::callbackType(endpoint.type.toStdString());
    if (row == nullptr) return endpoint.value;
    domain::CallbackType whole = *row;
    whole.isBase = false;
    const bool isBase = row->isBase || endpoint.state == api::EndpointState::Inherited;
    return isBase ? QString::fromStdString(domain::callbackAddress(whole, endpoint.value.toStdString()))
                  : endpoint.value;
}

QString addressFaultText(domain::AddressFault fault)
{
    switch (fault) {
    case domain::AddressFault::None:
        return {};
    case domain::AddressFault::Empty:
        return CallbackColumns::tr("The address is missing.");
    case domain::AddressFault::NotHttp:
        return CallbackColumns::tr("An address begins with http:// or https://.");
    case domain::AddressFault::NoHost:
        return CallbackColumns::tr("The address has no valid host and port.");
    case domain::AddressFault::Credentials:
        return CallbackColumns::tr("An address has no user name or password.");
    case domain::AddressFault::Character:
        return CallbackColumns::tr("The address has a character that must be percent-encoded.");
    case domain::AddressFault::Fragment:
        return CallbackColumns::tr("An address has no part after #.");
    case domain::AddressFault::Open:
        return CallbackColumns::tr("A placeholder is not closed by }}.");
    case domain::AddressFault::Placeholder:
        return CallbackColumns::tr("These messages do not have that placeholder.");
    }
    return {};
}

QString reasonText(const QString& reason)
{
    static const std::array<std::pair<const char*, const char*>, 12> kWords{{
        {"dns", QT_TRANSLATE_NOOP("CallbackColumns", "The host name is not found: check the address.")},
        {"connection broken",
         QT_TRANSLATE_NOOP("CallbackColumns", "The connection broke before the answer.")},
        {"connect", QT_TRANSLATE_NOOP("CallbackColumns",
                                      "Nobody answers at this address: the DFSP looks at its server or "
                                      "firewall.")},
        {"tls",
         QT_TRANSLATE_NOOP("CallbackColumns",
                           "The TLS certificate is not accepted: the DFSP renews it, or the hub trusts "
                           "its authority.")},
        {"timeout", QT_TRANSLATE_NOOP("CallbackColumns", "The DFSP did not answer in time.")},
        {"address policy",
         QT_TRANSLATE_NOOP("CallbackColumns", "The hub's address policy forbids this address.")},
        {"redirect", QT_TRANSLATE_NOOP("CallbackColumns",
                                       "The server redirects, which the hub never follows: correct the "
                                       "address.")},
        {"status", QT_TRANSLATE_NOOP("CallbackColumns", "The DFSP answered with an error status.")},
        {"protocol", QT_TRANSLATE_NOOP("CallbackColumns", "The answer is not valid HTTP.")},
        {"no endpoint", QT_TRANSLATE_NOOP("CallbackColumns", "There is no address for these messages.")},
        {"invalid message", QT_TRANSLATE_NOOP("CallbackColumns", "The address is not a URL.")},
        {"expired", QT_TRANSLATE_NOOP("CallbackColumns", "Tried for the whole time that messages live.")},
    }};
    for (const auto& [name, words] : kWords)
        if (reason.startsWith(QLatin1String(name)))
            return QCoreApplication::translate("CallbackColumns", words);
    return reason;
}

QString probeText(const api::ProbeResult& probe)
{
    const QString took = kit::durationText(probe.tookUs);
    if (probe.reachable)
        return CallbackColumns::tr("%1 answers, status %2 after %3.")
            .arg(probe.origin)
            .arg(probe.status)
            .arg(took);
    const QString status =
        probe.status > 0 ? CallbackColumns::tr(" (status %1)").arg(probe.status) : QString();
    return CallbackColumns::tr("%1 after %2: %3%4").arg(probe.origin, took, reasonText(probe.reason), status);
}

// clang-format off
DestinationsModel* makeDestinationsModel(const base::Clock& now, QObject* parent)
{
    using Row = api::DestinationRow;
    DestinationsModel::Columns columns{
        {QStringLiteral("participant"), CallbackColumns::tr("Participant"), 124, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("state"), CallbackColumns::tr("Deliveries"), 104, [](const Row& r) { return value(deliveryState(r)); }},
    };
    for (const Group& group : kGroups)
        columns.push_back({QString::fromLatin1(group.field), QCoreApplication::translate("CallbackColumns", group.title), 92,
                           [&group](const Row& r) { return value(groupState(r, group)); }});
    columns.push_back({QStringLiteral("waiting"), CallbackColumns::tr("Waiting"), 68, [](const Row& r) { return count(r.queued); }, true});
    columns.push_back({QStringLiteral("oldest"), CallbackColumns::tr("Oldest"), 74, [&now](const Row& r) { return age(now, r.oldestQueuedAt); }, true});
    columns.push_back({QStringLiteral("dead"), CallbackColumns::tr("Given up"), 74, [](const Row& r) { return count(r.deadLetters); }, true});
    return new DestinationsModel(std::move(columns), [](const Row& r) { return r.participant; }, parent);
}

CallbackEndpointsModel* makeCallbackEndpointsModel(QObject* parent)
{
    using Row = EndpointLine;
    CallbackEndpointsModel::Columns columns{
        {QStringLiteral("state"), CallbackColumns::tr("State"), 96, [](const Row& r) { return value(endpointState(r.endpoint, r.paused)); }},
        {QStringLiteral("message"), CallbackColumns::tr("Message"), 300, [](const Row& r) { return QVariant(messageText(r.endpoint.type)); }},
        {QStringLiteral("address"), CallbackColumns::tr("Address"), 290, [](const Row& r) { return QVariant(resolvedAddress(r.endpoint)); }},
        {QStringLiteral("delivered"), CallbackColumns::tr("Delivered"), 78, [](const Row& r) { return count(r.endpoint.delivered); }, true},
        {QStringLiteral("failed"), CallbackColumns::tr("Failed"), 62, [](const Row& r) { return count(r.endpoint.failed); }, true},
        {QStringLiteral("success"), CallbackColumns::tr("Last success"), 96, [](const Row& r) { return clock(r.endpoint.lastSuccessAt); }},
        {QStringLiteral("failure"), CallbackColumns::tr("Last failure"), 96, [](const Row& r) { return clock(r.endpoint.lastErrorAt); }},
    };
    return new CallbackEndpointsModel(std::move(columns), [](const Row& r) { return r.endpoint.type; }, parent);
}

DeadLettersModel* makeDeadLettersModel(QObject* parent)
{
    using Row = api::DeadLetterRow;
    DeadLettersModel::Columns columns{
        {QStringLiteral("at"), CallbackColumns::tr("Given up (UTC)"), 150, [](const Row& r) { return value(kit::TimeValue{r.at, kit::TimeShape::DateTime}); }},
        {QStringLiteral("message"), CallbackColumns::tr("Message"), 180, [](const Row& r) { return QVariant(r.message); }},
        {QStringLiteral("id"), CallbackColumns::tr("Transfer"), 100, [](const Row& r) { return value(kit::shortId(r.subject)); }},
        {QStringLiteral("attempts"), CallbackColumns::tr("Attempts"), 74, [](const Row& r) { return count(r.attempts); }, true},
        {QStringLiteral("queued"), CallbackColumns::tr("First queued (UTC)"), 150, [](const Row& r) { return value(kit::TimeValue{r.queuedAt, kit::TimeShape::DateTime}); }},
        {QStringLiteral("reason"), CallbackColumns::tr("Reason"), 260, [](const Row& r) { return QVariant(r.reason); }},
    };
    return new DeadLettersModel(std::move(columns), [](const Row& r) { return QString::number(r.id); }, parent);
}

DeliveryFailuresModel* makeDeliveryFailuresModel(QObject* parent)
{
    using Row = api::DeliveryFailure;
    DeliveryFailuresModel::Columns columns{
        {QStringLiteral("at"), CallbackColumns::tr("Time (UTC)"), 104, [](const Row& r) { return value(kit::TimeValue{r.at, kit::TimeShape::ClockMs}); }},
        {QStringLiteral("message"), CallbackColumns::tr("Message"), 180, [](const Row& r) { return QVariant(r.message); }},
        {QStringLiteral("id"), CallbackColumns::tr("Transfer"), 100, [](const Row& r) { return value(kit::shortId(r.subject)); }},
        {QStringLiteral("attempt"), CallbackColumns::tr("Attempt"), 70, [](const Row& r) { return count(r.attempt); }, true},
        {QStringLiteral("status"), CallbackColumns::tr("Status"), 64, [](const Row& r) { return r.status > 0 ? count(r.status) : value(kit::CountValue{}); }, true},
        {QStringLiteral("took"), CallbackColumns::tr("Took"), 76, [](const Row& r) { return value(kit::DurationValue{r.tookUs}); }, true},
        {QStringLiteral("reason"), CallbackColumns::tr("Reason"), 320, [](const Row& r) { return QVariant(r.detail.isEmpty() ? reasonText(r.reason) : reasonText(r.reason) + QLatin1Char(' ') + r.detail); }},
    };
    return new DeliveryFailuresModel(std::move(columns), [](const Row& r) { return QString::number(r.at.ms) + QLatin1Char('|') + r.subject + QLatin1Char('|') + r.message + QLatin1Char('|') + QString::number(r.attempt); }, parent);
}
// clang-format on

} // namespace hub::models
