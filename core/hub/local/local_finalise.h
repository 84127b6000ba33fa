#pragma once

#include "core/hub/local/local_apis.h"

namespace hub::local {

/// Finalising over the operator's service.
class LocalFinalise final : public api::FinaliseApi
{
public:
    explicit LocalFinalise(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::BankReportCheck>> check(domain::SettlementId settlement,
                                                     api::BankFile file) override;
    QFuture<api::Result<api::FinaliseRow>> begin(api::FinaliseDraft draft, api::ActionNote note) override;
    QFuture<api::Result<api::FinaliseRow>> stop(domain::SettlementId settlement,
                                                api::ActionNote note) override;
    QFuture<api::Result<std::optional<api::FinaliseRow>>> job(domain::SettlementId settlement) override;
    QFuture<api::Result<api::BankFile>> bankFile(domain::SettlementId settlement) override;

private:
    const Desk& m_desk;
};

/// Reports over the operator's service.
class LocalReports final : public api::ReportsApi
{
public:
    explicit LocalReports(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::ReportFile>> make(api::ReportRequest request) override;

private:
    const Desk& m_desk;
};

} // namespace hub::local
