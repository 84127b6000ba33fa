#include "core/hub/remote/remote_finalise.h"

#include "core/domain/fspiop_errors.h"

#include <QtCore/QUrlQuery>

namespace hub::remote {
namespace {

QString path(domain::SettlementId settlement, const char* rest)
{
    return QStringLiteral("/hub/v1/settlements/%1/%2").arg(settlement.value()).arg(QLatin1String(rest));
}

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QString text(std::string_view value)
{
    return QString::fromLatin1(value.data(), static_cast<qsizetype>(value.size()));
}

} // namespace

QFuture<api::Result<api::BankReportCheck>> RemoteFinalise::check(domain::SettlementId settlement,
                                                                 api::BankFile file)
{
    return m_hub.ask<api::BankReportCheck>(path(settlement, "bankFile"),
                                           wire::BankFileMessage{file.name, base64(file.bytes)});
}

QFuture<api::Result<api::FinaliseRow>> RemoteFinalise::begin(api::FinaliseDraft draft, api::ActionNote note)
{
    return m_hub.act<api::FinaliseRow>(
        "POST", path(draft.settlement, "finalise"), note,
        wire::toJson(wire::FinaliseMessage{draft.file.name, base64(draft.file.bytes), draft.setLiquidity,
                                           draft.decreaseCaps, draft.increaseCaps, draft.acceptedWarnings}));
}

QFuture<api::Result<api::FinaliseRow>> RemoteFinalise::stop(domain::SettlementId settlement,
                                                            api::ActionNote note)
{
    return m_hub.act<api::FinaliseRow>("POST", path(settlement, "finalise/stop"), note);
}

QFuture<api::Result<std::optional<api::FinaliseRow>>> RemoteFinalise::job(domain::SettlementId settlement)
{
    using Maybe = std::optional<api::FinaliseRow>;
    const Pending<Maybe> pending;
    m_hub.link().call(Call{"GET", path(settlement, "finalise"), {}, {}}, [pending](const Answer& answer) {
        const auto& missing = domain::fspiop_code::kGenericIDNotFound.code;
        if (!answer && answer.error().code == text(missing)) return pending.finish(Maybe());
        auto row = readAnswer<api::FinaliseRow>(answer);
        if (row)
            pending.finish(Maybe(*std::move(row)));
        else
            pending.finish(base::Unexpected(row.error()));
    });
    return pending.future();
}

QFuture<api::Result<api::BankFile>> RemoteFinalise::bankFile(domain::SettlementId settlement)
{
    const Pending<api::BankFile> pending;
    m_hub.link().call(Call{"GET", path(settlement, "bankFile"), {}, {}}, [pending](const Answer& answer) {
        if (answer)
            pending.finish(api::BankFile{{}, *answer});
        else
            pending.finish(base::Unexpected(answer.error()));
    });
    return pending.future();
}

QFuture<api::Result<api::ReportFile>> RemoteReports::make(api::ReportRequest request)
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("format"), text(wire::nameOf(request.format)));
    if (request.id > 0) query.addQueryItem(QStringLiteral("id"), QString::number(request.id));
    if (!request.participant.isEmpty())
        query.addQueryItem(QStringLiteral("participant"),
                           QString::fromLatin1(QUrl::toPercentEncoding(request.participant)));
    if (request.currency) query.addQueryItem(QStringLiteral("currency"), text(request.currency->code()));
    if (request.from) query.addQueryItem(QStringLiteral("from"), text(base::toIso8601(*request.from)));
    if (request.to) query.addQueryItem(QStringLiteral("to"), text(base::toIso8601(*request.to)));
    const Pending<api::ReportFile> pending;
    const QString where = QStringLiteral("/hub/v1/reports/") + text(wire::nameOf(request.kind)) + u'?' +
                          query.toString(QUrl::FullyEncoded);
    m_hub.link().call(Call{"GET", where, {}, {}},
                      [pending, name = api::fileNameOf(request)](const Answer& answer) {
                          if (answer)
                              pending.finish(api::ReportFile{name, *answer});
                          else
                              pending.finish(base::Unexpected(answer.error()));
                      });
    return pending.future();
}

} // namespace hub::remote
