#pragma once

#include "core/hub/hub_api.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/models/settlement_rows.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

namespace hub::panes {

/// A new settlement: the model, the windows that fit it (the others grey, with why), and what it would come
/// to before anything is made: nets, or the matrix of a bilateral model, and their sum. The confirmation with
/// its reason follows. GUI thread.
class NewSettlementDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `wanted` are ticked when they fit.
    NewSettlementDialog(const api::HubApi& hub, std::vector<domain::WindowId> wanted, QWidget* parent);

Q_SIGNALS:
    void submitted(const hub::api::SettlementDraft& draft, const hub::api::SettlementPreview& preview);

private:
    void loadModels();
    void loadWindows();
    void loadPreview();
    void showPreview(const api::SettlementPreview& preview);
    api::SettlementDraft draft() const;

    api::HubApi m_hub;
    std::vector<domain::WindowId> m_wanted;
    QComboBox* m_modelBox;
    QListWidget* m_windows;
    kit::StatefulView* m_windowView;
    kit::TableView* m_table;
    kit::StatefulView* m_previewView;
    QLabel* m_totals;
    QPushButton* m_action;
    models::NetsModel* m_nets;
    QAbstractItemModel* m_matrix = nullptr;
    std::optional<api::SettlementPreview> m_preview;
    quint64 m_windowsAsked = 0;
    quint64 m_previewAsked = 0;
};

} // namespace hub::panes
