#include "ui/models/oracle_rows.h"

#include "core/domain/participant.h"
#include "ui/models/wording.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hub::models {

namespace {

/// Context of the translations.
struct OracleColumns
{
    Q_DECLARE_TR_FUNCTIONS(OracleColumns)
};

template <class T>
QVariant value(const T& v)
{
    return QVariant::fromValue(v);
}

/// Share of the look-ups, with one decimal; nothing before the first one.
QString shareOf(qint64 part, qint64 all)
{
    constexpr qint64 kPerMille = 1000;
    constexpr qint64 kTen = 10;
    if (all == 0) return {};
    const qint64 share = part * kPerMille / all;
    return QStringLiteral("%1.%2 %").arg(share / kTen).arg(share % kTen);
}

QVariant countOf(const OracleLine& line, qint64 api::OracleFigures::*member)
{
    kit::CountValue out;
    if (line.figures && (*line.figures).*member >= 0) out.count = (*line.figures).*member;
    return value(out);
}

kit::DurationValue p95Of(const OracleLine& line)
{
    kit::DurationValue out;
    if (line.figures && line.figures->p95Us > 0) out.us = line.figures->p95Us;
    return out;
}

} // namespace

bool isBuiltIn(const api::OracleRow& row)
{
    return row.endpoint ==
           QLatin1String(domain::kBuiltInDirectory.data(), qsizetype(domain::kBuiltInDirectory.size()));
}

QString oracleAddress(const api::OracleRow& row)
{
    return isBuiltIn(row) ? OracleColumns::tr("built-in directory") : row.endpoint;
}

QString oracleScope(const QString& partyIdType, std::optional<domain::Currency> currency)
{
    return currency ? partyIdType + QLatin1Char(' ') + currencyText(*currency) : partyIdType;
}

QString directoryKey(const api::DirectoryRow& row)
{
    const QChar bar(QLatin1Char('|'));
    return row.partyIdType + bar + row.partyIdentifier + bar + row.subId + bar +
           (row.currency ? currencyText(*row.currency) : QString());
}

QString leftWithout(const std::vector<OracleLine>& all, const api::OracleRow& gone)
{
    const bool isCovered = std::any_of(all.begin(), all.end(), [&](const OracleLine& other) {
        return other.row.id != gone.id && other.row.active && other.row.partyIdType == gone.partyIdType &&
               (!other.row.currency || other.row.currency == gone.currency);
    });
    return isCovered ? QString() : oracleScope(gone.partyIdType, gone.currency);
}

// clang-format off
OraclesModel* makeOraclesModel(QObject* parent)
{
    using Row = OracleLine;
    OraclesModel::Columns columns{
        {QStringLiteral("type"), OracleColumns::tr("Party type"), 100, [](const Row& r) { return QVariant(r.row.partyIdType); }},
        {QStringLiteral("currency"), OracleColumns::tr("Currency"), 70, [](const Row& r) { return QVariant(r.row.currency ? currencyText(*r.row.currency) : OracleColumns::tr("any")); }},
        {QStringLiteral("default"), OracleColumns::tr("Default"), 62, [](const Row& r) { return QVariant(r.row.isDefault ? OracleColumns::tr("yes") : OracleColumns::tr("no")); }},
        {QStringLiteral("state"), OracleColumns::tr("State"), 90, [](const Row& r) { return value(activeState(r.row.active)); }},
        {QStringLiteral("address"), OracleColumns::tr("Address"), 158, [](const Row& r) { return QVariant(oracleAddress(r.row)); }},
        {QStringLiteral("entries"), OracleColumns::tr("Entries"), 68, [](const Row& r) { return countOf(r, &api::OracleFigures::entries); }, true},
        {QStringLiteral("lookups"), OracleColumns::tr("Look-ups"), 76, [](const Row& r) { return countOf(r, &api::OracleFigures::lookups); }, true},
        {QStringLiteral("hit"), OracleColumns::tr("Found"), 66, [](const Row& r) { return QVariant(r.figures ? shareOf(r.figures->found, r.figures->lookups) : QString()); }},
        {QStringLiteral("error"), OracleColumns::tr("Failed"), 62, [](const Row& r) { return QVariant(r.figures ? shareOf(r.figures->failed, r.figures->lookups) : QString()); }},
        {QStringLiteral("p95"), OracleColumns::tr("p95"), 76, [](const Row& r) { return value(p95Of(r)); }, true},
        {QStringLiteral("asked"), OracleColumns::tr("Last asked (UTC)"), 106, [](const Row& r) { return value(kit::TimeValue{r.figures ? r.figures->lastAskedAt : std::nullopt, kit::TimeShape::Clock}); }},
        {QStringLiteral("failure"), OracleColumns::tr("Last failure"), 96, [](const Row& r) { return QVariant(r.figures ? r.figures->lastFailure : QString()); }},
    };
    return new OraclesModel(std::move(columns), [](const Row& r) { return QString::number(r.row.id.value()); }, parent);
}

DirectoryModel* makeDirectoryModel(QObject* parent)
{
    using Row = api::DirectoryRow;
    DirectoryModel::Columns columns{
        {QStringLiteral("type"), OracleColumns::tr("Party type"), 128, [](const Row& r) { return QVariant(r.partyIdType); }},
        {QStringLiteral("identifier"), OracleColumns::tr("Identifier"), 220, [](const Row& r) { return value(kit::IdValue{r.partyIdentifier, r.partyIdentifier}); }},
        {QStringLiteral("subid"), OracleColumns::tr("Sub-id"), 110, [](const Row& r) { return QVariant(r.subId); }},
        {QStringLiteral("currency"), OracleColumns::tr("Currency"), 80, [](const Row& r) { return QVariant(r.currency ? currencyText(*r.currency) : OracleColumns::tr("any")); }},
        {QStringLiteral("fsp"), OracleColumns::tr("Participant"), 160, [](const Row& r) { return QVariant(r.fspId); }},
    };
    return new DirectoryModel(std::move(columns), directoryKey, parent);
}
// clang-format on

} // namespace hub::models
