#pragma once

#include "core/hub/remote/remote_apis.h"

namespace hub::remote {

/// Finalising over the operator API.
class RemoteFinalise final : public api::FinaliseApi
{
public:
    explicit RemoteFinalise(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<api::BankReportCheck>> check(domain::SettlementId settlement,
                                                     api::BankFile file) override;
    QFuture<api::Result<api::FinaliseRow>> begin(api::FinaliseDraft draft, api::ActionNote note) override;
    QFuture<api::Result<api::FinaliseRow>> stop(domain::SettlementId settlement,
                                                api::ActionNote note) override;
    QFuture<api::Result<std::optional<api::FinaliseRow>>> job(domain::SettlementId settlement) override;
    /// The name is left empty: it is in the job.
    QFuture<api::Result<api::BankFile>> bankFile(domain::SettlementId settlement) override;

private:
    const Caller& m_hub;
};

/// Reports over the operator API.
class RemoteReports final : public api::ReportsApi
{
public:
    explicit RemoteReports(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<api::ReportFile>> make(api::ReportRequest request) override;

private:
    const Caller& m_hub;
};

} // namespace hub::remote
