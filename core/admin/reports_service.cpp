#include "core/admin/reports_service.h"

#include "core/admin/finalise_steps.h"
#include "core/admin/report_tables.h"
#include "core/report/formats.h"

namespace hub::admin {
namespace {

using namespace domain::fspiop_code;
using api::ReportKind;

constexpr std::int64_t kMonthMs = 31LL * 24 * 3600 * 1000;

report::Format formatOf(api::ReportFormat format)
{
    switch (format) {
    case api::ReportFormat::Csv:
        return report::Format::Csv;
    case api::ReportFormat::Xlsx:
        return report::Format::Xlsx;
    case api::ReportFormat::Pdf:
        break;
    }
    return report::Format::Pdf;
}

void addMaker(report::Report& report, const Caller& caller, base::Instant now)
{
    const std::string who = caller.operatorName.empty() ? caller.peer : caller.operatorName;
    report.scope.emplace_back("Generated", base::toIso8601(now) + " by " + who);
    report.scope.emplace_back("Times and days", "UTC");
}

/// A file, or why there is none.
struct Made
{
    std::string nothing;
    std::string bytes;
    std::string refused{}; ///< what is wrong with the request
};
using MadeOr = base::Expected<Made, base::Error>;

MadeOr nothing(std::string why)
{
    return Made{"Nothing to report: " + std::move(why), {}};
}

/// Everything that making one report needs, on a reader thread.
struct Maker
{
    const ledger::LedgerView& view;
    api::ReportRequest request;
    Caller caller;
    base::Instant now;

    MadeOr file(report::Report report) const
    {
        // The sheet's cells have fixed places.
        if (request.kind != ReportKind::SettlementInitiation) addMaker(report, caller, now);
        HUB_TRY(auto bytes, report::fileOf(report, formatOf(request.format)));
        return Made{{}, std::move(bytes)};
    }

    MadeOr settlement(ledger::LedgerReader& reader) const
    {
        ledger::SettlementFilter filter;
        filter.id = domain::SettlementId(request.id);
        HUB_TRY(const auto found, reader.settlements(filter));
        if (found.empty()) return nothing("there is no settlement " + std::to_string(request.id));
        if (request.kind == ReportKind::SettlementInitiation) return initiation(reader, found.front());
        auto report = settlementReport(found.front(), *view.registry(), request.currency);
        if (report.tables.front().rows.empty())
            return nothing("the settlement has no account in that currency");
        return file(std::move(report));
    }

    MadeOr initiation(ledger::LedgerReader& reader, const ledger::SettlementFacts& facts) const
    {
        if (facts.file.settlement.state == domain::SettlementState::Aborted)
            return nothing("the settlement was aborted");
        HUB_TRY(const auto standing, readStanding(reader, facts.file.settlement.id));
        // Fed back to the hub it would move the money once more.
        if (standing && standing->job.state == ledger::FinaliseState::Done)
            return nothing("the settlement is finalised, its money has moved");
        auto sheet = initiationSheet(
            facts, view, standing ? movedAccounts(*standing) : std::vector<domain::AccountId>(), now);
        if (sheet.tables.front().rows.empty()) return nothing("the settlement has no accounts");
        return file(std::move(sheet));
    }

    MadeOr window(ledger::LedgerReader& reader) const
    {
        ledger::WindowFilter filter;
        filter.id = domain::WindowId(request.id);
        HUB_TRY(const auto found, reader.windows(filter));
        if (found.empty()) return nothing("there is no window " + std::to_string(request.id));
        if (found.front().flows.empty()) return nothing("the window holds no transfers");
        return file(windowReport(found.front(), *view.registry()));
    }

    MadeOr participant(ledger::LedgerReader& reader) const
    {
        HUB_TRY(auto made, dfspReport(reader, *view.registry(), domain::SettlementId(request.id),
                                      request.participant.toStdString()));
        if (!made) return nothing("the participant has no part in that settlement");
        return file(*std::move(made));
    }

    MadeOr statement(ledger::LedgerReader& reader) const
    {
        const auto registry = view.registry();
        const auto* owner = registry->find(request.participant.toStdString());
        const auto* account = owner != nullptr && request.currency
                                  ? owner->account(domain::AccountType::Settlement, *request.currency)
                                  : nullptr;
        if (account == nullptr) return nothing("the participant has no SETTLEMENT account in that currency");
        const auto to = request.to.value_or(now.plusMs(1));
        HUB_TRY(auto made, statementOf(reader, owner->participant.name.value(), *account,
                                       request.from.value_or(to.plusMs(-kMonthMs)), to));
        if (made.isTooLong)
            return Made{{},
                        {},
                        "There are more than " + std::to_string(kStatementRowsMax) +
                            " movements in that time: ask for a shorter one"};
        if (!made.report) return nothing("no funds moved in that time");
        return file(*std::move(made.report));
    }

    MadeOr make(ledger::LedgerReader& reader) const
    {
        switch (request.kind) {
        case ReportKind::SettlementInitiation:
        case ReportKind::Settlement:
            return settlement(reader);
        case ReportKind::SettlementWindow:
            return window(reader);
        case ReportKind::DfspSettlement:
            return participant(reader);
        case ReportKind::DfspStatement:
            break;
        }
        return statement(reader);
    }
};

} // namespace

void ReportsService::make(const Caller& caller, api::ReportRequest request, Done<api::ReportFile> done)
{
    const QString name = api::fileNameOf(request);
    Maker maker{m_view, std::move(request), caller, m_clock.now()};
    m_readers.read<Made>(
        [maker = std::move(maker)](ledger::LedgerReader& reader) { return maker.make(reader); },
        [name, done = std::move(done)](Result<Made> made) {
            if (!made)
                done(base::Unexpected(made.error()));
            else if (!made->refused.empty())
                done(refuse(kGenericValidationError, made->refused));
            else if (!made->nothing.empty())
                done(refuse(kGenericIDNotFound, made->nothing, 404));
            else
                done(api::ReportFile{name, QByteArray::fromStdString(made->bytes)});
        });
}

} // namespace hub::admin
