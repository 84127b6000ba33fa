#pragma once

#include "core/hub/transfers_api.h"
#include "ui/kit/ladder_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/widgets.h"
#include "ui/models/tables.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

namespace hub::panes {

/// One transfer: head line, ladder left, facts, states, positions, callbacks and packet right.
class TransferDetailView final : public QWidget
{
    Q_OBJECT
public:
    explicit TransferDetailView(QWidget* parent = nullptr);
    void show(const api::TransferDetail& detail);
    QString transferId() const { return m_id; }
    QPushButton& traceButton() { return *m_trace; }

Q_SIGNALS:
    void traceRequested();

private:
    QWidget* buildHead();
    void showHead(const api::TransferRow& row);
    void showLadder(const api::TransferDetail& detail);
    void showFacts(const api::TransferDetail& detail);
    void addFact(const QString& name, const QString& value, bool mono = false);
    kit::TableView* addTable(const QString& title, const QString& name, QAbstractItemModel* model);

    QString m_id;
    QLabel* m_idLabel;
    kit::FigureLabel* m_state;
    QLabel* m_route;
    kit::FigureLabel* m_amount;
    QToolButton* m_copy;
    QPushButton* m_trace;
    kit::LadderView* m_ladder;
    QTabWidget* m_tabs;
    QWidget* m_factsPage;
    QFormLayout* m_facts;
    QLabel* m_cause;
    models::StateChangesModel* m_states;
    models::CallbacksModel* m_callbacks;
    kit::TableView* m_effects;
    QString m_copyText;
};

} // namespace hub::panes
