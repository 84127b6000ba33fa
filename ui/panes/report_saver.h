#pragma once

#include "core/hub/hub_api.h"

#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

#include <functional>
#include <vector>

namespace hub::panes {

/// Saves reports of the hub where the operator says: the dialog asks for place and format, the hub makes the
/// report, and it is written away from the GUI thread. Ends in done() or failed(). GUI thread.
class ReportSaver final : public QObject
{
    Q_OBJECT
public:
    /// `window` is the parent of the dialogs and of this.
    ReportSaver(const api::HubApi& hub, QWidget* window);
    /// The format follows from the file's ending, or from the kind that is chosen in the dialog.
    void save(const api::ReportRequest& request, const QString& title);
    /// All of them into one folder, in one format that the dialog asks for.
    void saveAll(const std::vector<api::ReportRequest>& requests, const QString& title);

Q_SIGNALS:
    void done(const QString& words);
    void failed(const hub::api::Error& error, const QString& unchanged);

private:
    void write(api::ReportRequest request, const QString& path);
    void writeNext(std::vector<api::ReportRequest> requests, const QString& folder, int written);

    api::HubApi m_hub;
    QWidget* m_window;
};

/// What can be saved of a settlement, as a menu: `chosen` is asked when it opens.
QMenu* makeSettlementReportMenu(ReportSaver& saver, std::function<const api::SettlementDetail*()> chosen,
                                QWidget* parent);

} // namespace hub::panes
