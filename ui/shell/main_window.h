#pragma once

#include "core/base/clock.h"
#include "core/hub/connection.h"
#include "core/hub/hub_api.h"
#include "ui/kit/tokens.h"
#include "ui/panes/pane.h"
#include "ui/shell/status_strip.h"

#include <QtCore/QSet>
#include <QtCore/QSettings>
#include <QtGui/QImage>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>

#include <functional>
#include <vector>

namespace hub::shell {

/// What the window needs beside the hub. `settings` may be null: nothing is kept (demo, tests).
struct DeskOptions
{
    kit::Theme theme = kit::Theme::Light;
    QSettings* settings = nullptr;
    const base::Clock* clock = nullptr;
    /// A hub in another process: how the desk stands with it. Null when the hub is embedded.
    api::Connection* connection = nullptr;
    /// How long the hub may be silent before its figures are marked as old.
    qint64 staleAfterMs = 5000;
};

/// The desk: navigation left, one pane at a time, status below; Ctrl+1… choose a pane, Ctrl+K goes anywhere,
/// F5 fetches again, Ctrl+F filters, Alt+Left goes back. Panes are made when first shown. GUI thread; the hub
/// outlives the window.
class MainWindow final : public QMainWindow, public panes::Navigator
{
    Q_OBJECT
public:
    /// `options.clock` must be set.
    MainWindow(const api::HubApi& hub, const DeskOptions& options, QWidget* parent = nullptr);
    ~MainWindow() override;

    void go(const panes::Jump& jump) override;
    void setTheme(kit::Theme theme);
    kit::Theme theme() const { return m_theme; }
    /// Id of the pane that is shown.
    QString currentPane() const;
    /// Null for an unknown id; makes the pane if need be.
    panes::Pane* pane(const QString& id);
    StatusStrip& statusStrip() { return *m_status; }
    void setNavigationCollapsed(bool collapsed);
    bool isNavigationCollapsed() const { return m_collapsed; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildNavigation();
    void buildTopStrip();
    void buildShortcuts();
    void restore();
    void showIndex(int index);
    void showHealth(const api::HealthSnapshot& health);
    void loadAlerts();
    void noteAlert(const api::AlertRow& alert);
    /// The badge of the alerts' entry and the status strip.
    void showAlerts();
    void goBack();
    /// Every pane that has been made asks the hub again.
    void refreshAll();
    void openPalette();
    void goToText(const QString& text);
    QString shortcutOf(int index) const;

    api::HubApi m_hub;
    DeskOptions m_options;
    kit::Theme m_theme;
    QListWidget* m_navigation;
    QFrame* m_navigationFrame;
    QFrame* m_top;
    QLabel* m_scheme;
    QToolButton* m_collapse;
    QStackedWidget* m_stack;
    StatusStrip* m_status;
    std::vector<panes::Pane*> m_panes;
    std::vector<int> m_history;
    bool m_collapsed = false;
    bool m_goingBack = false;
    qint64 m_lastBeatMs = 0;
    QTimer m_silence;
    api::Subscription m_health;
    api::Subscription m_alertFeed;
    /// Ids of the alerts that fire.
    QSet<qint64> m_firing;
};

/// Loads the desk's words (and Qt's own) for `language` (`fr`, `fr_SN`, …) before the first window is made.
/// False when there is no translation: English is shown then. The translators belong to the application.
bool installTranslations(const QString& language);

/// A picture of a pane.
struct PictureRequest
{
    QString pane;
    /// Shown in the pane when given.
    QString transferId{};
    kit::Theme theme = kit::Theme::Light;
    QSize size{1280, 800};
    /// Time for answers and feeds before the picture is taken.
    int settleMs = 400;
};

/// The window as it really looks, with or without a display: shows the pane and hands the picture to `taken`
/// later, from the event loop; nothing is called when the window goes before.
void grabPane(MainWindow& window, const PictureRequest& request, std::function<void(const QImage&)> taken);

} // namespace hub::shell
