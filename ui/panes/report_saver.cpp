#include "ui/panes/report_saver.h"

#include "ui/models/wording.h"
#include "ui/panes/file_access.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <array>
#include <functional>
#include <map>
#include <set>

namespace hub::panes {

namespace {

using api::ReportFormat;
using api::ReportKind;

struct FormatRow
{
    ReportFormat format;
    const char* ending;
};
constexpr std::array kFormats{FormatRow{ReportFormat::Xlsx, "xlsx"}, FormatRow{ReportFormat::Csv, "csv"},
                              FormatRow{ReportFormat::Pdf, "pdf"}};

QStringList filters()
{
    return {ReportSaver::tr("Workbook (*.xlsx)"), ReportSaver::tr("CSV (*.csv)"),
            ReportSaver::tr("PDF (*.pdf)")};
}

const FormatRow& chosenFormat(const QFileDialog& dialog)
{
    const auto at = filters().indexOf(dialog.selectedNameFilter());
    return kFormats.at(static_cast<std::size_t>(std::max<qsizetype>(0, at)));
}

} // namespace

ReportSaver::ReportSaver(const api::HubApi& hub, QWidget* window)
    : QObject(window)
    , m_hub(hub)
    , m_window(window)
{}

void ReportSaver::save(const api::ReportRequest& request, const QString& title)
{
    auto* dialog = new QFileDialog(m_window, title);
    dialog->setObjectName(QStringLiteral("saveReport"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters());
    dialog->setDefaultSuffix(QLatin1String(kFormats.front().ending));
    auto named = request;
    named.format = kFormats.front().format;
    dialog->selectFile(api::fileNameOf(named));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog] {
        const QString ending = QLatin1String(chosenFormat(*dialog).ending);
        dialog->setDefaultSuffix(ending);
        const QStringList files = dialog->selectedFiles();
        if (!files.isEmpty()) dialog->selectFile(QFileInfo(files.front()).completeBaseName() + u'.' + ending);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, request](const QString& path) {
        auto wanted = request;
        wanted.format = chosenFormat(*dialog).format;
        for (const auto& row : kFormats)
            if (path.endsWith(u'.' + QLatin1String(row.ending), Qt::CaseInsensitive))
                wanted.format = row.format;
        write(std::move(wanted), path);
    });
    dialog->open();
}

void ReportSaver::write(api::ReportRequest request, const QString& path)
{
    const auto fail = [this](const api::Error& error) { Q_EMIT failed(error, tr("Nothing was written.")); };
    api::whenDone(m_hub.reports.make(std::move(request)), this,
                  [this, path, fail](const api::Result<api::ReportFile>& file) {
                      if (!file) return fail(file.error());
                      api::whenDone(writeFile(path, file->bytes), this,
                                    [this, path, fail](const api::Result<void>& written) {
                                        if (!written) return fail(written.error());
                                        Q_EMIT done(tr("Written to %1.").arg(QDir::toNativeSeparators(path)));
                                    });
                  });
}

void ReportSaver::saveAll(const std::vector<api::ReportRequest>& requests, const QString& title)
{
    auto* dialog = new QFileDialog(m_window, title);
    dialog->setObjectName(QStringLiteral("saveReports"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setLabelText(QFileDialog::Accept, tr("Save here"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, requests](const QString& folder) { writeNext(requests, folder, 0); });
    dialog->open();
}

/// One after the other, so that a hub with many DFSPs is asked for one report at a time.
void ReportSaver::writeNext(std::vector<api::ReportRequest> requests, const QString& folder, int written)
{
    if (requests.empty()) {
        Q_EMIT done(tr("%n file(s) written to %1.", nullptr, written).arg(QDir::toNativeSeparators(folder)));
        return;
    }
    const auto request = requests.back();
    requests.pop_back();
    const auto fail = [this, written](const api::Error& error) {
        Q_EMIT failed(error, tr("%n file(s) were written before.", nullptr, written));
    };
    api::whenDone(m_hub.reports.make(request), this,
                  [this, requests, folder, written, fail](const api::Result<api::ReportFile>& file) {
                      if (!file) return fail(file.error());
                      api::whenDone(writeFile(QDir(folder).filePath(file->name), file->bytes), this,
                                    [this, requests, folder, written, fail](const api::Result<void>& done) {
                                        if (!done) return fail(done.error());
                                        writeNext(requests, folder, written + 1);
                                    });
                  });
}

QMenu* makeSettlementReportMenu(ReportSaver& saver, std::function<const api::SettlementDetail*()> chosen,
                                QWidget* parent)
{
    auto* menu = new QMenu(parent);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, &saver, chosen = std::move(chosen)] {
        menu->clear();
        const auto* detail = chosen();
        if (detail == nullptr) return;
        const qint64 id = detail->row.id.value();
        const auto add = [menu, &saver](const QString& text, const api::ReportRequest& request) {
            menu->addAction(text, &saver,
                            [&saver, request, text] { saver.save(request, QString(text).remove(u'…')); });
        };
        const auto of = [id](ReportKind kind) {
            api::ReportRequest request;
            request.kind = kind;
            request.id = id;
            return request;
        };
        add(ReportSaver::tr("Initiation sheet for the bank…"), of(ReportKind::SettlementInitiation));
        add(ReportSaver::tr("Report of settlement %1…").arg(id), of(ReportKind::Settlement));
        std::set<QString> names;
        std::vector<api::ReportRequest> all;
        for (const auto& account : detail->accounts) {
            if (!names.insert(account.participant).second) continue;
            all.push_back(of(ReportKind::DfspSettlement));
            all.back().participant = account.participant;
            all.back().format = ReportFormat::Xlsx;
        }
        menu->addSeparator();
        menu->addAction(ReportSaver::tr("Part of every DFSP, into a folder…"), &saver,
                        [&saver, all] { saver.saveAll(all, ReportSaver::tr("Part of every DFSP")); });
        menu->addSeparator();
        for (const auto& request : all)
            add(ReportSaver::tr("Part of %1…").arg(request.participant), request);
        menu->addSeparator();
        std::set<std::pair<QString, QString>> statements;
        for (const auto& account : detail->accounts) {
            const QString code = models::currencyText(account.currency);
            if (!statements.insert({account.participant, code}).second) continue;
            api::ReportRequest request;
            request.kind = ReportKind::DfspStatement;
            request.participant = account.participant;
            request.currency = account.currency;
            add(ReportSaver::tr("Statement of %1, %2…").arg(account.participant, code), request);
        }
    });
    return menu;
}

} // namespace hub::panes
