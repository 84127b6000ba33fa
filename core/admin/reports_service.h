#pragma once

#include "core/admin/read_post.h"
#include "core/admin/settlement_service.h"
#include "core/hub/reports_api.h"
#include "core/report/report.h"

namespace hub::admin {

/// Makes reports out of what is on the disk, as files. A report without a record is a refusal (404), never an
/// empty file; totals are the sums of the lines. Any thread; files are written on a reader thread.
class ReportsService
{
public:
    ReportsService(const ledger::LedgerView& view, ReadPost& readers, const base::Clock& clock)
        : m_view(view)
        , m_readers(readers)
        , m_clock(clock)
    {}
    void make(const Caller& caller, api::ReportRequest request, Done<api::ReportFile> done);

private:
    const ledger::LedgerView& m_view;
    ReadPost& m_readers;
    const base::Clock& m_clock;
};

} // namespace hub::admin
