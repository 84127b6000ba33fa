#pragma once

#include "core/base/clock.h"
#include "core/domain/currency.h"
#include "core/hub/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace hub::api {

/// The reports that the hub makes (operator-ux 1.5, 2.12).
enum class ReportKind {
    SettlementInitiation, ///< the sheet for the settlement bank; `id` is the settlement
    Settlement,           ///< nets of all accounts of a settlement
    SettlementWindow,     ///< nets and pairs of a window; `id` is the window
    DfspSettlement,       ///< one participant's part of a settlement, against each counterparty
    DfspStatement,        ///< what moved one participant's money in one currency, with the balance after each
};
enum class ReportFormat { Csv, Xlsx, Pdf };

struct ReportRequest
{
    ReportKind kind = ReportKind::Settlement;
    ReportFormat format = ReportFormat::Csv;
    /// Settlement or window, as the kind says.
    qint64 id = 0;
    /// DfspSettlement and DfspStatement.
    QString participant;
    /// DfspStatement: its currency. Settlement: only this one, all when there is none.
    std::optional<domain::Currency> currency;
    /// DfspStatement: at or after, and before; a month back and now when there is none.
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
};

struct ReportFile
{
    /// With its ending: `settlement-4.pdf`.
    QString name;
    QByteArray bytes;
};

/// The file's name for a request, which says what it is about.
inline QString fileNameOf(const ReportRequest& request)
{
    const QString id = QString::number(request.id);
    QString name = QStringLiteral("settlement-") + id;
    if (request.kind == ReportKind::SettlementInitiation) name += QStringLiteral("-initiation");
    if (request.kind == ReportKind::DfspSettlement) name += u'-' + request.participant;
    if (request.kind == ReportKind::SettlementWindow) name = QStringLiteral("settlement-window-") + id;
    if (request.kind == ReportKind::DfspStatement) name = QStringLiteral("statement-") + request.participant;
    if (request.currency) {
        const auto code = request.currency->code();
        name += u'-' + QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size()));
    }
    switch (request.format) {
    case ReportFormat::Csv:
        return name + QStringLiteral(".csv");
    case ReportFormat::Xlsx:
        return name + QStringLiteral(".xlsx");
    case ReportFormat::Pdf:
        break;
    }
    return name + QStringLiteral(".pdf");
}

/// Reports as files. A report without a record is an error, never an empty file. Any thread; answers come as
/// futures.
class ReportsApi
{
public:
    virtual ~ReportsApi() = default;
    virtual QFuture<Result<ReportFile>> make(ReportRequest request) = 0;
};

} // namespace hub::api
