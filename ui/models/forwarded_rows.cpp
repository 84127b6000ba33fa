#include "ui/models/forwarded_rows.h"

#include "ui/models/wording.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace hub::models {

namespace {

using kit::AmountValue;
using kit::DurationValue;
using kit::StateValue;
using kit::TimeShape;
using kit::TimeValue;
using kit::Tone;

/// Context of the translations.
struct ForwardedColumns
{
    Q_DECLARE_TR_FUNCTIONS(ForwardedColumns)
};

template <class T>
QVariant value(T typed)
{
    return QVariant::fromValue(std::move(typed));
}

QString keyOf(const api::ForwardedRow& row)
{
    return QStringLiteral("%1 %2").arg(static_cast<int>(row.kind)).arg(row.id);
}

QString codeOf(const api::ForwardedRow& row)
{
    return row.currency ? currencyText(*row.currency) : QString();
}

QString aboutTitle(api::ForwardedKind kind)
{
    switch (kind) {
    case api::ForwardedKind::Lookup:
        return ForwardedColumns::tr("Party");
    case api::ForwardedKind::Quote:
    case api::ForwardedKind::BulkQuote:
        return ForwardedColumns::tr("Scenario");
    case api::ForwardedKind::TransactionRequest:
    case api::ForwardedKind::Authorization:
        break;
    }
    return ForwardedColumns::tr("Answer");
}

} // namespace

QString forwardedKindText(api::ForwardedKind kind)
{
    switch (kind) {
    case api::ForwardedKind::Lookup:
        return ForwardedColumns::tr("look-up");
    case api::ForwardedKind::Quote:
        return ForwardedColumns::tr("quote");
    case api::ForwardedKind::BulkQuote:
        return ForwardedColumns::tr("bulk quote");
    case api::ForwardedKind::TransactionRequest:
        return ForwardedColumns::tr("request to pay");
    case api::ForwardedKind::Authorization:
        break;
    }
    return ForwardedColumns::tr("authorization");
}

kit::StateValue forwardedStateOf(api::ForwardedState state)
{
    switch (state) {
    case api::ForwardedState::Asked:
        return {Tone::Info, ForwardedColumns::tr("no answer yet")};
    case api::ForwardedState::Answered:
        return {Tone::Good, ForwardedColumns::tr("answered")};
    case api::ForwardedState::Refused:
        return {Tone::Warn, ForwardedColumns::tr("refused")};
    case api::ForwardedState::Failed:
        break;
    }
    return {Tone::Bad, ForwardedColumns::tr("failed")};
}

std::optional<api::ForwardedState> parseForwardedState(const QString& word)
{
    static const std::array kWords{QStringLiteral("asked"), QStringLiteral("answered"),
                                   QStringLiteral("refused"), QStringLiteral("failed")};
    for (std::size_t i = 0; i < kWords.size(); ++i)
        if (word.compare(kWords[i], Qt::CaseInsensitive) == 0) return static_cast<api::ForwardedState>(i);
    return std::nullopt;
}

kit::StateValue bulkStateOf(domain::BulkState state)
{
    using domain::BulkState;
    const auto name = domain::toString(state);
    const QString text = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    switch (state) {
    case BulkState::Completed:
        return {Tone::Good, text};
    case BulkState::Rejected:
    case BulkState::Invalid:
        return {Tone::Bad, text};
    case BulkState::Expiring:
    case BulkState::Aborting:
        return {Tone::Warn, text};
    default:
        return {Tone::Info, text};
    }
}

kit::StateValue bulkItemStateOf(domain::BulkItemState state)
{
    using domain::BulkItemState;
    switch (state) {
    case BulkItemState::Duplicate:
        return {Tone::Bad, ForwardedColumns::tr("id known already")};
    case BulkItemState::Invalid:
        return {Tone::Bad, ForwardedColumns::tr("refused by the hub")};
    case BulkItemState::Accepted:
        return {Tone::Info, ForwardedColumns::tr("with the payee")};
    case BulkItemState::Completed:
        return {Tone::Good, ForwardedColumns::tr("paid")};
    case BulkItemState::Rejected:
        return {Tone::Bad, ForwardedColumns::tr("refused by the payee")};
    case BulkItemState::Expired:
        break;
    }
    return {Tone::Warn, ForwardedColumns::tr("expired")};
}

// clang-format off
ForwardedModel* makeForwardedModel(const std::vector<api::ForwardedKind>& kinds, QObject* parent)
{
    using Row = api::ForwardedRow;
    const bool isLookup = kinds.front() == api::ForwardedKind::Lookup;
    ForwardedModel::Columns columns;
    columns.push_back({QStringLiteral("time"), ForwardedColumns::tr("Asked (UTC)"), 112, [](const Row& r) { return value(TimeValue{r.askedAt, TimeShape::ClockMs}); }});
    if (kinds.size() > 1)
        columns.push_back({QStringLiteral("kind"), ForwardedColumns::tr("Kind"), 116, [](const Row& r) { return QVariant(forwardedKindText(r.kind)); }});
    columns.push_back({QStringLiteral("id"), isLookup ? ForwardedColumns::tr("Trace") : ForwardedColumns::tr("Id"), 96, [](const Row& r) { return value(kit::shortId(r.id)); }});
    columns.push_back({QStringLiteral("state"), ForwardedColumns::tr("State"), 130, [](const Row& r) { return value(forwardedStateOf(r.state)); }});
    columns.push_back({QStringLiteral("from"), ForwardedColumns::tr("Asked by"), 116, [](const Row& r) { return QVariant(r.from); }});
    columns.push_back({QStringLiteral("to"), ForwardedColumns::tr("Asked of"), 116, [](const Row& r) { return QVariant(r.to); }});
    columns.push_back({QStringLiteral("about"), aboutTitle(kinds.front()), 150, [](const Row& r) { return QVariant(r.about); }});
    if (!isLookup) {
        columns.push_back({QStringLiteral("amount"), ForwardedColumns::tr("Amount"), 110, [](const Row& r) { return value(AmountValue{r.amount, r.currency ? r.currency->decimals() : 2}); }, true});
        columns.push_back({QStringLiteral("currency"), ForwardedColumns::tr("Cur"), 44, [](const Row& r) { return QVariant(codeOf(r)); }});
    }
    columns.push_back({QStringLiteral("latency"), ForwardedColumns::tr("Latency"), 84, [](const Row& r) { return value(DurationValue{r.latencyUs}); }, true});
    columns.push_back({QStringLiteral("error"), ForwardedColumns::tr("Error"), 60, [](const Row& r) { return QVariant(r.errorCode); }});
    return new ForwardedModel(std::move(columns), keyOf, parent);
}
// clang-format on

} // namespace hub::models
