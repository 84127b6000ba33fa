#include "core/hub/local/local_finalise.h"

namespace hub::local {
namespace {

admin::BankFile fileOf(const api::BankFile& file)
{
    return {file.name.toStdString(), file.bytes.toStdString()};
}

constexpr auto asIs = [](auto value) { return value; };

} // namespace

QFuture<api::Result<api::BankReportCheck>> LocalFinalise::check(domain::SettlementId settlement,
                                                                api::BankFile file)
{
    const Pending<api::BankReportCheck> pending;
    m_desk.services.finalise.check(settlement, fileOf(file), pending.done<api::BankReportCheck>(asIs));
    return pending.future();
}

QFuture<api::Result<api::FinaliseRow>> LocalFinalise::begin(api::FinaliseDraft draft, api::ActionNote note)
{
    admin::FinaliseRequest request;
    request.settlement = draft.settlement;
    request.file = fileOf(draft.file);
    request.setLiquidity = draft.setLiquidity;
    request.decreaseCaps = draft.decreaseCaps;
    request.increaseCaps = draft.increaseCaps;
    for (const QString& key : draft.acceptedWarnings)
        request.acceptedWarnings.push_back(key.toStdString());
    const Pending<api::FinaliseRow> pending;
    m_desk.services.finalise.begin(m_desk.now(), std::move(request), noteOf(note),
                                   pending.done<api::FinaliseRow>(asIs));
    return pending.future();
}

QFuture<api::Result<api::FinaliseRow>> LocalFinalise::stop(domain::SettlementId settlement,
                                                           api::ActionNote note)
{
    const Pending<api::FinaliseRow> pending;
    m_desk.services.finalise.stopJob(m_desk.now(), settlement, noteOf(note),
                                     pending.done<api::FinaliseRow>(asIs));
    return pending.future();
}

QFuture<api::Result<std::optional<api::FinaliseRow>>> LocalFinalise::job(domain::SettlementId settlement)
{
    using Maybe = std::optional<api::FinaliseRow>;
    const Pending<Maybe> pending;
    m_desk.services.finalise.job(settlement, pending.done<Maybe>(asIs));
    return pending.future();
}

QFuture<api::Result<api::BankFile>> LocalFinalise::bankFile(domain::SettlementId settlement)
{
    const Pending<api::BankFile> pending;
    m_desk.services.finalise.bankFile(settlement, pending.done<admin::BankFile>([](const auto& file) {
        return api::BankFile{QString::fromStdString(file.name), QByteArray::fromStdString(file.bytes)};
    }));
    return pending.future();
}

QFuture<api::Result<api::ReportFile>> LocalReports::make(api::ReportRequest request)
{
    const Pending<api::ReportFile> pending;
    m_desk.services.reports.make(m_desk.now(), std::move(request), pending.done<api::ReportFile>(asIs));
    return pending.future();
}

} // namespace hub::local
