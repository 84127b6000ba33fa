#pragma once

#include "core/hub/hub_api.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/widgets.h"
#include "ui/models/readiness_rows.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QWidget>

namespace hub::panes {

/// The checklist of a participant: what it needs before payments reach it, and the way to where each thing is
/// put right. GUI thread.
class ReadinessView final : public QWidget
{
    Q_OBJECT
public:
    ReadinessView(const api::HubApi& hub, QWidget* parent);
    void show(const api::ParticipantRow& participant);
    void reload();

Q_SIGNALS:
    /// Pane and participant.
    void fixRequested(const QString& pane, const QString& participant);

private:
    void take(const api::Error& error);
    void showRows();
    void showButtons();

    api::HubApi m_hub;
    models::ReadinessFacts m_facts;
    models::ReadinessModel* m_model;
    kit::TableView* m_table;
    kit::StatefulView* m_view;
    kit::FigureLabel* m_verdict;
    QPushButton* m_fix;
    int m_open = 0;
    quint64 m_asked = 0;
};

} // namespace hub::panes
