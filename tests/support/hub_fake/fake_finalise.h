#pragma once

#include "core/hub/finalise_api.h"
#include "core/hub/reports_api.h"

namespace hub::fake {

/// Finalising of the fake: what a test put in is answered; a job is done when it has begun unless the test
/// says otherwise.
class FakeFinalise final : public api::FinaliseApi
{
public:
    api::BankReportCheck verdict{QStringLiteral("00"), false, {}, {}};
    std::optional<api::FinaliseRow> row;
    std::optional<api::Error> refusal;
    api::FinaliseState begunState = api::FinaliseState::Done;
    std::vector<api::FinaliseStepRow> steps;
    api::FinaliseDraft lastDraft;
    api::ActionNote lastNote;

    QFuture<api::Result<api::BankReportCheck>> check(domain::SettlementId, api::BankFile) override
    {
        if (refusal) return api::readyError<api::BankReportCheck>(*refusal);
        return api::readyResult<api::BankReportCheck>(verdict);
    }
    QFuture<api::Result<api::FinaliseRow>> begin(api::FinaliseDraft draft, api::ActionNote note) override
    {
        if (refusal) return api::readyError<api::FinaliseRow>(*refusal);
        lastDraft = draft;
        lastNote = note;
        row = api::FinaliseRow{};
        row->settlement = draft.settlement;
        row->state = begunState;
        row->fileName = draft.file.name;
        row->fileHash = verdict.hash;
        row->reason = note.reason;
        row->steps = steps;
        return api::readyResult<api::FinaliseRow>(*row);
    }
    QFuture<api::Result<api::FinaliseRow>> stop(domain::SettlementId, api::ActionNote note) override
    {
        if (!row) return api::readyError<api::FinaliseRow>(refusal.value_or(api::Error{}));
        row->state = api::FinaliseState::Failed;
        row->error = note.reason;
        return api::readyResult<api::FinaliseRow>(*row);
    }
    QFuture<api::Result<std::optional<api::FinaliseRow>>> job(domain::SettlementId settlement) override
    {
        const bool isThere = row && row->settlement == settlement;
        return api::readyResult<std::optional<api::FinaliseRow>>(isThere ? row : std::nullopt);
    }
    QFuture<api::Result<api::BankFile>> bankFile(domain::SettlementId) override
    {
        return api::readyResult<api::BankFile>(lastDraft.file);
    }
};

/// Reports of the fake: a line that names the request, or what a test says.
class FakeReports final : public api::ReportsApi
{
public:
    std::optional<api::Error> refusal;
    api::ReportRequest lastRequest;

    QFuture<api::Result<api::ReportFile>> make(api::ReportRequest request) override
    {
        lastRequest = request;
        if (refusal) return api::readyError<api::ReportFile>(*refusal);
        return api::readyResult<api::ReportFile>(
            api::ReportFile{api::fileNameOf(request), api::fileNameOf(request).toUtf8()});
    }
};

} // namespace hub::fake
