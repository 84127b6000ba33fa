#include "ui/shell/main_window.h"

#include "ui/kit/cell_delegate.h"
#include "ui/kit/command_palette.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/shell/connection_strip.h"
#include "ui/shell/pane_table.h"

#include <QtGui/QCloseEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::shell {

namespace {

constexpr int kNavigationPx = 208;
constexpr int kCollapsedPx = 48;
constexpr int kTopPx = 40;
constexpr int kEntryPx = 36;
constexpr int kIconPx = 20;
constexpr std::size_t kHistoryMax = 50;
/// More firing alerts are `500+`.
constexpr int kAlertsCounted = 500;
constexpr int kGeometryVersion = 1;
/// Text of an entry's badge.
constexpr int kBadgeRole = Qt::UserRole + 1;

/// Icon and word at fixed places, the chosen one with a bar of the accent at its left.
class NavigationDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool chosen = option.state & QStyle::State_Selected;
        const QRect rect = option.rect;
        painter->save();
        if (chosen)
            painter->fillRect(rect, kit::paletteColor(option.palette, kit::Token::Selection));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(rect, kit::paletteColor(option.palette, kit::Token::Raised));
        if (chosen)
            painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()),
                              kit::paletteColor(option.palette, kit::Token::Accent));
        const QString name = index.data(Qt::UserRole).toString();
        kit::icon(name, chosen ? kit::Token::Accent : kit::Token::Muted)
            .paint(painter,
                   QRect(rect.left() + 14, rect.top() + (rect.height() - kIconPx) / 2, kIconPx, kIconPx));
        QFont font = option.font;
        font.setWeight(chosen ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(kit::paletteColor(option.palette, kit::Token::Text));
        if (rect.width() > kCollapsedPx)
            painter->drawText(rect.adjusted(46, 0, -8, 0), int(Qt::AlignVCenter | Qt::AlignLeft),
                              index.data().toString());
        paintBadge(*painter, option, index.data(kBadgeRole).toString());
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(kit::paletteColor(option.palette, kit::Token::Accent));
            painter->drawRect(rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {kCollapsedPx, kEntryPx};
    }

private:
    /// A count at the right end; on the icon's corner while only icons are shown.
    static void paintBadge(QPainter& painter, const QStyleOptionViewItem& option, const QString& text)
    {
        if (text.isEmpty()) return;
        QFont font = option.font;
        font.setPixelSize(11);
        font.setWeight(QFont::DemiBold);
        const QFontMetrics metrics(font);
        constexpr int kHeight = 16;
        const int width = std::max(kHeight, metrics.horizontalAdvance(text) + 10);
        const bool isCollapsed = option.rect.width() <= kCollapsedPx;
        const QRect box(option.rect.right() - width - (isCollapsed ? 1 : 10),
                        isCollapsed ? option.rect.top() + 2
                                    : option.rect.top() + (option.rect.height() - kHeight) / 2,
                        width, kHeight);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(kit::paletteColor(option.palette, kit::Token::Bad));
        painter.drawRoundedRect(box, kHeight / 2.0, kHeight / 2.0);
        painter.setPen(kit::paletteColor(option.palette, kit::Token::OnAccent));
        painter.setFont(font);
        painter.drawText(box, Qt::AlignCenter, text);
    }
};

} // namespace

MainWindow::MainWindow(const api::HubApi& hub, const DeskOptions& options, QWidget* parent)
    : QMainWindow(parent)
    , m_hub(hub)
    , m_options(options)
    , m_theme(options.theme)
    , m_stack(new QStackedWidget(this))
    , m_status(new StatusStrip(*options.clock, this))
    , m_panes(paneTable().size(), nullptr)
    , m_lastBeatMs(kit::steadyMs())
{
    setObjectName(QStringLiteral("desk"));
    setWindowIcon(kit::applicationIcon());
    setWindowTitle(QStringLiteral("Hubdeck"));
    setMinimumSize(960, 600);
    buildTopStrip();
    buildNavigation();
    m_stack->setObjectName(QStringLiteral("paneStack"));
    auto* central = new QWidget(this);
    auto* rows = new QVBoxLayout(central);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(m_navigationFrame);
    columns->addWidget(m_stack, 1);
    rows->addWidget(m_top);
    if (m_options.connection) {
        auto* strip = new ConnectionStrip(*m_options.connection, central);
        rows->addWidget(strip);
        connect(strip, &ConnectionStrip::connected, this, &MainWindow::refreshAll);
    }
    rows->addLayout(columns, 1);
    rows->addWidget(m_status);
    setCentralWidget(central);
    buildShortcuts();
    m_health = m_hub.feeds.subscribe(api::FeedKind::Health, this, [this](const api::FeedBatch& batch) {
        if (batch.health) showHealth(*batch.health);
    });
    m_alertFeed = m_hub.feeds.subscribe(api::FeedKind::Alerts, this, [this](const api::FeedBatch& batch) {
        for (const auto& alert : batch.alerts)
            noteAlert(alert);
        showAlerts();
    });
    loadAlerts();
    m_silence.setInterval(1000);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        const qint64 silent = kit::steadyMs() - m_lastBeatMs;
        if (silent >= m_options.staleAfterMs) m_status->showSilence(silent / 1000);
    });
    m_silence.start();
    api::whenDone(m_hub.health.snapshot(), this, [this](const api::Result<api::HealthSnapshot>& result) {
        if (result) showHealth(*result);
    });
    setTheme(m_theme);
    restore();
    m_navigation->setCurrentRow(0);
    m_navigation->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildTopStrip()
{
    m_top = new QFrame(this);
    m_top->setObjectName(QStringLiteral("topStrip"));
    m_top->setFixedHeight(kTopPx);
    m_collapse = new QToolButton(m_top);
    m_collapse->setObjectName(QStringLiteral("collapse"));
    m_collapse->setIcon(kit::icon(QStringLiteral("menu")));
    m_collapse->setToolTip(tr("Collapse or show the navigation (Ctrl+B)"));
    m_collapse->setAccessibleName(tr("Navigation"));
    auto* mark = new QLabel(m_top);
    mark->setPixmap(kit::applicationIcon().pixmap(kIconPx, kIconPx));
    auto* name = kit::makeSection(QStringLiteral("Hubdeck"), m_top);
    m_scheme = new QLabel(m_top);
    m_scheme->setProperty("role", QStringLiteral("muted"));
    m_scheme->setObjectName(QStringLiteral("scheme"));
    auto* palette = new QToolButton(m_top);
    palette->setObjectName(QStringLiteral("paletteButton"));
    palette->setIcon(kit::icon(QStringLiteral("search")));
    palette->setText(tr("Go to   Ctrl+K"));
    palette->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    palette->setAccessibleName(tr("Go to"));
    auto* theme = new QToolButton(m_top);
    theme->setObjectName(QStringLiteral("themeButton"));
    theme->setIcon(kit::icon(QStringLiteral("theme")));
    theme->setToolTip(tr("Light or dark"));
    theme->setAccessibleName(tr("Light or dark"));
    auto* layout = new QHBoxLayout(m_top);
    layout->setContentsMargins(8, 0, 12, 0);
    layout->setSpacing(8);
    for (QWidget* widget : {static_cast<QWidget*>(m_collapse), static_cast<QWidget*>(mark),
                            static_cast<QWidget*>(name), static_cast<QWidget*>(m_scheme)})
        layout->addWidget(widget);
    layout->addStretch();
    layout->addWidget(palette);
    layout->addWidget(theme);
    connect(m_collapse, &QToolButton::clicked, this, [this] { setNavigationCollapsed(!m_collapsed); });
    connect(palette, &QToolButton::clicked, this, &MainWindow::openPalette);
    connect(theme, &QToolButton::clicked, this,
            [this] { setTheme(m_theme == kit::Theme::Light ? kit::Theme::Dark : kit::Theme::Light); });
}

void MainWindow::buildNavigation()
{
    m_navigationFrame = new QFrame(this);
    m_navigationFrame->setObjectName(QStringLiteral("navigationFrame"));
    m_navigationFrame->setFixedWidth(kNavigationPx);
    m_navigation = new QListWidget(m_navigationFrame);
    m_navigation->setObjectName(QStringLiteral("navigation"));
    m_navigation->setAccessibleName(tr("Panes"));
    m_navigation->setItemDelegate(new NavigationDelegate(m_navigation));
    m_navigation->setMouseTracking(true);
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_navigation->setFrameShape(QFrame::NoFrame);
    int index = 0;
    for (const PaneSpec& spec : paneTable()) {
        auto* item = new QListWidgetItem(paneTitle(spec), m_navigation);
        item->setData(Qt::UserRole, QString::fromLatin1(spec.icon));
        item->setToolTip(paneTitle(spec) + QStringLiteral("   ") + shortcutOf(index++));
        m_stack->addWidget(new QWidget(m_stack));
    }
    auto* layout = new QVBoxLayout(m_navigationFrame);
    layout->setContentsMargins(0, 8, 1, 8);
    layout->addWidget(m_navigation);
    connect(m_navigation, &QListWidget::currentRowChanged, this, &MainWindow::showIndex);
}

QString MainWindow::shortcutOf(int index) const
{
    constexpr int kPlain = 9;
    return index < kPlain ? QStringLiteral("Ctrl+%1").arg(index + 1)
                          : QStringLiteral("Ctrl+Shift+%1").arg(index - kPlain + 1);
}

void MainWindow::buildShortcuts()
{
    const auto on = [this](const QKeySequence& keys, auto act) {
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    for (int index = 0; index < static_cast<int>(paneTable().size()); ++index)
        on(QKeySequence(shortcutOf(index)), [this, index] { m_navigation->setCurrentRow(index); });
    on(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    on(QKeySequence(Qt::CTRL | Qt::Key_B), [this] { setNavigationCollapsed(!m_collapsed); });
    on(QKeySequence(Qt::Key_F5), [this] {
        if (auto* shown = pane(currentPane())) shown->refresh();
    });
    on(QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
        auto* shown = pane(currentPane());
        if (auto* bar = shown ? shown->filterBar() : nullptr) bar->edit().setFocus();
    });
    on(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { goBack(); });
}

QString MainWindow::currentPane() const
{
    const int row = m_navigation->currentRow();
    return row < 0 ? QString() : QString::fromLatin1(paneTable()[static_cast<std::size_t>(row)].id);
}

panes::Pane* MainWindow::pane(const QString& id)
{
    const auto table = paneTable();
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (id != QLatin1String(table[i].id)) continue;
        if (!m_panes[i]) {
            const panes::PaneContext context{m_hub, *this, m_options.settings, *m_options.clock,
                                             m_options.staleAfterMs};
            m_panes[i] = table[i].make(context, m_stack);
            m_panes[i]->setObjectName(QStringLiteral("pane"));
            auto* placeholder = m_stack->widget(static_cast<int>(i));
            m_stack->insertWidget(static_cast<int>(i), m_panes[i]);
            m_stack->removeWidget(placeholder);
            placeholder->deleteLater();
        }
        return m_panes[i];
    }
    return nullptr;
}

void MainWindow::showIndex(int index)
{
    if (index < 0) return;
    auto* shown = pane(currentPane());
    m_stack->setCurrentWidget(shown);
    if (m_goingBack) return;
    if (m_history.empty() || m_history.back() != index) m_history.push_back(index);
    if (m_history.size() > kHistoryMax) m_history.erase(m_history.begin());
}

void MainWindow::go(const panes::Jump& jump)
{
    auto* target = pane(jump.pane);
    if (!target) return;
    const auto at = std::find(m_panes.begin(), m_panes.end(), target) - m_panes.begin();
    m_navigation->setCurrentRow(static_cast<int>(at));
    target->arrive(jump);
}

void MainWindow::goBack()
{
    if (m_history.size() < 2) return;
    m_history.pop_back();
    m_goingBack = true;
    m_navigation->setCurrentRow(m_history.back());
    m_goingBack = false;
}

void MainWindow::loadAlerts()
{
    api::AlertFilter filter;
    filter.state = api::AlertState::Firing;
    api::whenDone(m_hub.alerts.list(filter, {QString(), kAlertsCounted}), this,
                  [this](const api::Result<api::Page<api::AlertRow>>& result) {
                      if (!result) return;
                      m_firing.clear();
                      for (const auto& alert : result->rows)
                          noteAlert(alert);
                      showAlerts();
                  });
}

void MainWindow::noteAlert(const api::AlertRow& alert)
{
    if (alert.state == api::AlertState::Firing)
        m_firing.insert(alert.id);
    else
        m_firing.remove(alert.id);
}

void MainWindow::showAlerts()
{
    const auto count = static_cast<int>(m_firing.size());
    const QString shown = count == 0                ? QString()
                          : count >= kAlertsCounted ? QStringLiteral("%1+").arg(kAlertsCounted)
                                                    : QString::number(count);
    for (int row = 0; row < m_navigation->count(); ++row) {
        const auto& spec = paneTable()[static_cast<std::size_t>(row)];
        if (qstrcmp(spec.id, "alerts") != 0) continue;
        auto* item = m_navigation->item(row);
        item->setData(kBadgeRole, shown);
        item->setData(Qt::AccessibleTextRole,
                      count == 0 ? paneTitle(spec)
                                 : paneTitle(spec) + QStringLiteral(", ") + tr("%n firing", nullptr, count));
    }
    m_status->showAlerts(count);
}

void MainWindow::refreshAll()
{
    loadAlerts();
    for (auto* pane : m_panes)
        if (pane) pane->refresh();
}

void MainWindow::setTheme(kit::Theme theme)
{
    m_theme = theme;
    kit::applyTheme(*qApp, theme);
    if (m_options.settings)
        m_options.settings->setValue(QStringLiteral("desk/theme"), theme == kit::Theme::Dark
                                                                       ? QStringLiteral("dark")
                                                                       : QStringLiteral("light"));
}

void MainWindow::setNavigationCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    m_navigationFrame->setFixedWidth(collapsed ? kCollapsedPx : kNavigationPx);
}

void MainWindow::showHealth(const api::HealthSnapshot& health)
{
    m_lastBeatMs = kit::steadyMs();
    m_status->showHealth(health);
    m_scheme->setText(health.schemeName);
    setWindowTitle(health.schemeName.isEmpty() ? QStringLiteral("Hubdeck")
                                               : QStringLiteral("Hubdeck — ") + health.schemeName);
}

void MainWindow::openPalette()
{
    std::vector<kit::PaletteCommand> commands;
    int index = 0;
    for (const PaneSpec& spec : paneTable())
        commands.push_back({QString::fromLatin1(spec.id), paneTitle(spec), shortcutOf(index++)});
    commands.push_back({QStringLiteral("theme"), tr("Switch light and dark"), QString()});
    auto* palette = new kit::CommandPalette(std::move(commands), this);
    connect(palette, &kit::CommandPalette::chosen, this, [this](const QString& id) {
        if (id == QStringLiteral("theme"))
            return setTheme(m_theme == kit::Theme::Light ? kit::Theme::Dark : kit::Theme::Light);
        panes::Jump jump;
        jump.pane = id;
        go(jump);
    });
    connect(palette, &kit::CommandPalette::textEntered, this, &MainWindow::goToText);
    palette->open();
}

void MainWindow::goToText(const QString& text)
{
    panes::Jump jump;
    if (domain::CorrelationId::parse(text.toStdString())) {
        jump.pane = QStringLiteral("transfers");
        jump.transferId = text;
    } else if (text.size() == 32) {
        jump.pane = QStringLiteral("trace");
        jump.traceId = text;
    } else {
        jump.pane = QStringLiteral("participants");
        jump.participant = text;
    }
    go(jump);
}

void MainWindow::restore()
{
    resize(1280, 800);
    if (!m_options.settings) return;
    const QString key = QStringLiteral("desk/geometry%1").arg(kGeometryVersion);
    const QByteArray geometry = m_options.settings->value(key).toByteArray();
    if (!geometry.isEmpty()) restoreGeometry(geometry);
    setNavigationCollapsed(m_options.settings->value(QStringLiteral("desk/collapsed"), false).toBool());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_options.settings) {
        m_options.settings->setValue(QStringLiteral("desk/geometry%1").arg(kGeometryVersion), saveGeometry());
        m_options.settings->setValue(QStringLiteral("desk/collapsed"), m_collapsed);
    }
    QMainWindow::closeEvent(event);
}

} // namespace hub::shell
