#pragma once

#include "core/hub/hub_api.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/models/callback_rows.h"
#include "ui/panes/callbacks/callback_actions.h"

#include <QtCore/QTimer>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabWidget>

#include <optional>

namespace hub::panes {

/// One participant: its addresses by kind of message, the attempts that failed, and what was given up. GUI
/// thread.
class DeliveryDetailView final : public QWidget
{
    Q_OBJECT
public:
    DeliveryDetailView(const api::HubApi& hub, CallbackActions& actions, QSettings* settings,
                       QWidget* parent);
    /// Shows this participant; the same one again only refreshes its figures.
    void show(const api::DestinationRow& row);
    /// Asks again for failures and dead letters.
    void reload();

Q_SIGNALS:
    void traceRequested(const QString& traceId);
    void transferRequested(const QString& transferId);

private:
    QWidget* buildAddresses(QSettings* settings);
    QWidget* buildFailures(QSettings* settings);
    QWidget* buildLetters(QSettings* settings);
    void showFacts();
    void showButtons();
    void loadFailures();
    void loadLetters();
    void moreLetters();
    void showFailure();
    void loadLetter();
    std::vector<qint64> chosenLetters() const;
    const api::CallbackEndpoint* chosenEndpoint() const;
    void showError(kit::StatefulView& view, const api::Error& error) const;

    api::HubApi m_hub;
    CallbackActions& m_actions;
    std::optional<api::DestinationRow> m_row;
    QLabel* m_facts;
    QTabWidget* m_tabs;
    models::CallbackEndpointsModel* m_endpoints;
    models::DeliveryFailuresModel* m_failures;
    models::DeadLettersModel* m_letters;
    kit::TableView* m_endpointTable = nullptr;
    kit::TableView* m_failureTable = nullptr;
    kit::TableView* m_letterTable = nullptr;
    kit::StatefulView* m_failureView = nullptr;
    kit::StatefulView* m_letterView = nullptr;
    QPlainTextEdit* m_failureText = nullptr;
    QPlainTextEdit* m_letterText = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_takeAway = nullptr;
    QPushButton* m_openTrace = nullptr;
    QPushButton* m_replay = nullptr;
    QPushButton* m_replayAll = nullptr;
    QTimer m_typing;
    QString m_next;
    quint64 m_failuresAsked = 0;
    quint64 m_lettersAsked = 0;
    quint64 m_letterAsked = 0;
    bool m_loadingMore = false;
};

} // namespace hub::panes
