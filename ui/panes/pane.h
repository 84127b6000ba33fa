#pragma once

#include "core/base/clock.h"
#include "core/hub/hub_api.h"
#include "ui/kit/confirm_with_reason.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/widgets.h"

#include <QtCore/QFuture>
#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>
#include <QtWidgets/QWidget>

#include <optional>
#include <utility>
#include <vector>

namespace hub::panes {

/// Where to go and with what: how panes lead into each other without knowing each other.
struct Jump
{
    /// Id of the pane table (`transfers`).
    QString pane;
    std::optional<api::TransferFilter> transfers;
    /// Words that say what `transfers` narrows to.
    QString filterText;
    QString transferId;
    QString traceId;
    QString participant;
    /// Windows to be settled: opens the form of a new settlement.
    std::vector<domain::WindowId> windows;
    domain::SettlementId settlement;
    /// With `participant`: the account of its position in this currency.
    std::optional<domain::Currency> currency = std::nullopt;
    /// A quote, among the quotes of the transfers pane.
    QString quoteId = {};
};

/// The shell, as panes see it.
class Navigator
{
public:
    virtual ~Navigator() = default;
    virtual void go(const Jump& jump) = 0;
};

/// What every pane gets. All of it outlives the pane; settings may be null (nothing is kept then).
struct PaneContext
{
    api::HubApi hub;
    Navigator& navigator;
    QSettings* settings;
    const base::Clock& clock;
    /// A view is stale when the hub's heartbeat (its health feed) has been away for this long.
    qint64 staleAfterMs = 5000;
};

/// The frame that all panes share: title row with tools, result banner, body; age of the data; errors into
/// view states.
class Pane : public QWidget
{
    Q_OBJECT
public:
    Pane(const PaneContext& context, const QString& title, QWidget* parent);
    /// Comes with what another pane sent.
    virtual void arrive(const Jump& jump);
    /// F5.
    virtual void refresh() = 0;
    /// Ctrl+F; null when the pane has none.
    virtual kit::FilterBar* filterBar();
    kit::ResultBanner& banner() { return *m_banner; }

protected:
    const PaneContext& context() const { return m_context; }
    QHBoxLayout& tools() { return *m_tools; }
    QVBoxLayout& body() { return *m_body; }
    /// Shows the age of the data on `view` while the hub is silent; the first one is the pane's main view.
    void watchAge(kit::StatefulView* view);
    /// Runs `handle` with the result on the GUI thread unless the pane has gone by then.
    template <class T, class Handler>
    void take(QFuture<api::Result<T>> future, Handler handle)
    {
        api::whenDone(future, this, std::move(handle));
    }
    /// The failed state that fits: no permission, or failed with code, words and trace. A view that holds
    /// data already keeps it and the banner speaks.
    void showError(kit::StatefulView& view, const api::Error& error, bool holdsData);
    /// Banner of a failed action, with what was not changed.
    void showFailedAction(const api::Error& error, const QString& unchanged);
    /// The one confirmation; `act` gets the note.
    template <class Act>
    void confirm(const kit::Confirmation& confirmation, Act act)
    {
        auto* dialog = new kit::ConfirmWithReason(confirmation, this);
        connect(dialog, &kit::ConfirmWithReason::confirmed, this,
                [act](const QString& reason, const QString& ticket) {
                    act(api::ActionNote{reason, ticket});
                });
        dialog->open();
    }
    void openTrace(const QString& traceId);

private:
    void showAge();

    PaneContext m_context;
    QHBoxLayout* m_tools;
    QVBoxLayout* m_body;
    kit::ResultBanner* m_banner;
    std::vector<kit::StatefulView*> m_aged;
    QTimer m_ageTimer;
    qint64 m_lastBeatMs;
    api::Subscription m_heartbeat;
};

} // namespace hub::panes
