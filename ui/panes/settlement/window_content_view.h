#pragma once

#include "core/hub/settlement_api.h"
#include "core/hub/transfers_api.h"

#include <QtWidgets/QTreeWidget>

namespace hub::panes {

/// What a window holds: its contents by account type and currency, below each the DFSPs with their sums.
/// Enter on a line leads to its transfers. GUI thread.
class WindowContentView final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit WindowContentView(QWidget* parent = nullptr);
    void show(const api::WindowDetail& detail);
    domain::WindowId window() const { return m_window; }

Q_SIGNALS:
    void transfersRequested(const hub::api::TransferFilter& filter, const QString& words);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addNets(QTreeWidgetItem* parent, const api::WindowDetail& detail, const QString& ledgerType,
                 domain::Currency currency);
    void open(const QTreeWidgetItem* item);
    domain::WindowId m_window;
};

} // namespace hub::panes
