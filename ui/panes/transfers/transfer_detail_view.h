#pragma once

#include "core/hub/forwarded_api.h"
#include "core/hub/transfers_api.h"
#include "ui/kit/fact_sheet.h"
#include "ui/kit/ladder_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/widgets.h"
#include "ui/models/tables.h"
#include "ui/panes/pane.h"

#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

namespace hub::panes {

/// One transfer: head line with the ways to its trace and its participants, ladder left; facts, states,
/// positions, callbacks, the decoded ILP packet and the quote that it was agreed with right.
class TransferDetailView final : public QWidget
{
    Q_OBJECT
public:
    explicit TransferDetailView(QWidget* parent = nullptr);
    void show(const api::TransferDetail& detail);
    QString transferId() const { return m_id; }
    QPushButton& traceButton() { return *m_trace; }
    /// Id of the quote that is named in the packet of the transfer shown; empty when there is none.
    QString quoteId() const { return m_facts.value(QStringLiteral("quoteId")); }
    /// The quote as the hub saw it pass, or why it cannot be shown.
    void showQuote(const api::Result<api::ForwardedDetail>& quote);

Q_SIGNALS:
    void traceRequested();
    /// The tab of the quote is looked at: it is read then.
    void quoteWanted(const QString& quoteId);
    void jumped(const hub::panes::Jump& jump);

private:
    QWidget* buildHead();
    void buildTabs();
    QToolButton* buildCopy(QWidget* head);
    QPushButton* makeFspButton(const char* name, QWidget* head);
    void showHead(const api::TransferRow& row);
    void showLadder(const api::TransferDetail& detail);
    void showFacts(const api::TransferDetail& detail);
    void showPacket(const api::TransferDetail& detail);
    void askQuote();
    kit::TableView* addTable(const QString& title, const QString& name, QAbstractItemModel* model);

    QString m_id;
    /// Facts of the packet by name, for the clipboard and the quote.
    QHash<QString, QString> m_facts;
    QString m_traceId;
    QString m_ilpPacket;
    QLabel* m_idLabel;
    kit::FigureLabel* m_state;
    QPushButton* m_payer;
    QPushButton* m_payee;
    kit::FigureLabel* m_amount;
    QPushButton* m_trace;
    kit::LadderView* m_ladder;
    QTabWidget* m_tabs;
    kit::FactSheet* m_factSheet;
    QLabel* m_cause;
    QLabel* m_packetProblem;
    kit::FactSheet* m_packet;
    QLabel* m_quoteNote;
    kit::FactSheet* m_quote;
    QPushButton* m_openQuote;
    QWidget* m_quotePage;
    QString m_askedQuote;
    models::StateChangesModel* m_states;
    models::CallbacksModel* m_callbacks;
    kit::TableView* m_effects;
};

} // namespace hub::panes
