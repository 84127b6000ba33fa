#include "ui/panes/positions/positions_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QSplitter>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kHistoryPoints = 400;
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kUsPerMs = 1000;

} // namespace

PositionsPane::PositionsPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Positions"), parent)
    , m_model(models::makePositionsModel(this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_grid(new kit::StatefulView(m_table, this))
    , m_chart(new kit::TimeSeriesChart(this))
    , m_filter(new kit::FilterBar(this))
{
    m_chartView = new kit::StatefulView(m_chart, this);
    buildTools();
    buildTiles();
    buildGrid();
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_grid);
    split->addWidget(m_chartView);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({340, 190});
    body().addWidget(split, 1);
    watchAge(m_grid);
    watchAge(m_chartView);
    m_chartView->showHint(tr("Choose an account to see its position over time."));
    connect(m_chart, &kit::TimeSeriesChart::bucketActivated, this, &PositionsPane::openBucket);
    connect(m_chartView, &kit::StatefulView::actionRequested, this, &PositionsPane::loadHistory);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (!m_paused) m_chart->setNow(this->context().clock.now());
    });
    m_second.start();
    m_positions = context.hub.feeds.subscribe(api::FeedKind::Positions, this,
                                              [this](const api::FeedBatch& batch) { takeBatch(batch); });
    m_health = context.hub.feeds.subscribe(api::FeedKind::Health, this, [this](const api::FeedBatch& batch) {
        if (batch.health) showHealth(*batch.health);
    });
    refresh();
}

void PositionsPane::buildTools()
{
    m_currency = new QComboBox(this);
    m_currency->setObjectName(QStringLiteral("currency"));
    m_currency->setAccessibleName(tr("Currency"));
    m_currency->addItem(tr("All currencies"), QString());
    m_span = new QComboBox(this);
    m_span->setObjectName(QStringLiteral("span"));
    m_span->setAccessibleName(tr("Time span of the chart"));
    m_span->addItem(tr("10 min"), 10 * kMinuteMs);
    m_span->addItem(tr("1 h"), 60 * kMinuteMs);
    m_span->addItem(tr("6 h"), 360 * kMinuteMs);
    m_span->addItem(tr("7 days"), 7 * 24 * 60 * kMinuteMs);
    m_pause = new QToolButton(this);
    m_pause->setObjectName(QStringLiteral("pause"));
    m_pause->setIcon(kit::icon(QStringLiteral("pause")));
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Pause (Space)"));
    m_pause->setAccessibleName(tr("Pause"));
    m_live = new QLabel(tr("live"), this);
    m_live->setProperty("role", QStringLiteral("muted"));
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setMinimumWidth(72);
    for (QWidget* widget : {static_cast<QWidget*>(m_currency), static_cast<QWidget*>(m_span),
                            static_cast<QWidget*>(m_pause), static_cast<QWidget*>(m_live)})
        tools().addWidget(widget);
    connect(m_currency, &QComboBox::currentIndexChanged, this, &PositionsPane::applyFilter);
    connect(m_span, &QComboBox::currentIndexChanged, this, &PositionsPane::loadHistory);
    connect(m_pause, &QToolButton::toggled, this, &PositionsPane::setPaused);
    auto* space = new QShortcut(Qt::Key_Space, m_table);
    space->setContext(Qt::WidgetShortcut);
    connect(space, &QShortcut::activated, m_pause, &QToolButton::toggle);
}

void PositionsPane::buildTiles()
{
    m_atRisk = new kit::Tile(tr("At risk"), this);
    m_committed = new kit::Tile(tr("Committed"), this);
    m_window = new kit::Tile(tr("Settlement window"), this);
    m_speed = new kit::Tile(tr("Speed"), this);
    m_failed = new kit::Tile(tr("Failed in 5 min"), this);
    m_atRisk->setObjectName(QStringLiteral("atRisk"));
    m_failed->setObjectName(QStringLiteral("failed"));
    m_atRisk->setClickable(true);
    m_failed->setClickable(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (auto* tile : {m_atRisk, m_committed, m_window, m_speed, m_failed})
        row->addWidget(tile, 1);
    body().addLayout(row);
    connect(m_atRisk, &kit::Tile::activated, this,
            [this] { m_filter->setText(QStringLiteral("used >= 90%")); });
    connect(m_failed, &kit::Tile::activated, this, [this] {
        Jump jump;
        jump.pane = QStringLiteral("transfers");
        api::TransferFilter filter;
        filter.states = {domain::TransferState::AbortedError,    domain::TransferState::AbortedRejected,
                         domain::TransferState::Invalid,         domain::TransferState::ExpiredReserved,
                         domain::TransferState::ExpiredPrepared, domain::TransferState::Failed};
        filter.from = context().clock.now().plusMs(-5 * kMinuteMs);
        jump.transfers = filter;
        jump.filterText = tr("failed in the last 5 minutes");
        context().navigator.go(jump);
    });
}

void PositionsPane::buildGrid()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setDynamicSortFilter(true);
    m_table->setAccessibleName(tr("Positions"));
    m_table->setModel(m_proxy);
    constexpr int kUsedColumn = 5;
    m_table->setStretchColumn(kUsedColumn);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->persistAs(context().settings, QStringLiteral("positions"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("used > 80% && currency == USD"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, &PositionsPane::applyFilter);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &PositionsPane::chooseAccount);
    connect(m_table, &kit::TableView::opened, this, [this](const QString& key) {
        const auto* row = m_model->find(key);
        if (!row) return;
        Jump jump;
        jump.pane = QStringLiteral("participants");
        jump.participant = row->participant;
        context().navigator.go(jump);
    });
    connect(m_grid, &kit::StatefulView::actionRequested, this, [this] {
        switch (m_grid->state()) {
        case kit::ViewState::NothingMatches:
            m_currency->setCurrentIndex(0);
            m_filter->setText(QString());
            break;
        case kit::ViewState::FirstRun: {
            Jump jump;
            jump.pane = QStringLiteral("participants");
            context().navigator.go(jump);
            break;
        }
        default:
            refresh();
        }
    });
    m_grid->showLoading();
}

void PositionsPane::refresh()
{
    take(context().hub.positions.snapshot(),
         [this](const api::Result<std::vector<api::PositionRow>>& result) {
             if (!result) return showError(*m_grid, result.error(), m_loaded);
             m_loaded = true;
             banner().hide();
             m_model->setRows(*result);
             fillCurrencies();
             showGridState();
             if (m_table->currentKey().isEmpty() && m_proxy->rowCount() > 0)
                 m_table->setCurrentIndex(m_proxy->index(0, 0));
         });
    take(context().hub.health.snapshot(), [this](const api::Result<api::HealthSnapshot>& result) {
        if (result) showHealth(*result);
    });
    loadHistory();
}

void PositionsPane::takeBatch(const api::FeedBatch& batch)
{
    if (m_paused) {
        for (const auto& row : batch.positions) {
            std::erase_if(m_waiting, [&](const auto& old) { return old.account == row.account; });
            m_waiting.push_back(row);
        }
        m_live->setText(tr("paused, %n new", nullptr, static_cast<int>(m_waiting.size())));
        return;
    }
    if (!m_loaded) return;
    const QString chosen = m_table->currentKey();
    m_model->upsert(batch.positions);
    for (const auto& row : batch.positions)
        if (QString::number(row.account.value()) == chosen) appendToChart(row);
    fillCurrencies();
    showGridState();
}

void PositionsPane::setPaused(bool paused)
{
    m_paused = paused;
    m_pause->setIcon(kit::icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_live->setText(paused ? tr("paused") : tr("live"));
    if (paused) return;
    api::FeedBatch batch;
    batch.positions = std::exchange(m_waiting, {});
    takeBatch(batch);
    loadHistory();
}

void PositionsPane::fillCurrencies()
{
    for (const auto& row : m_model->rows()) {
        const QString code = models::currencyText(row.currency);
        if (m_currency->findData(code) < 0) m_currency->addItem(code, code);
    }
}

void PositionsPane::applyFilter()
{
    QString text = m_filter->text();
    const QString currency = m_currency->currentData().toString();
    if (!currency.isEmpty()) text += QStringLiteral(" && currency == ") + currency;
    if (text.startsWith(QStringLiteral(" && "))) text.remove(0, 4);
    m_proxy->setExpression(kit::FilterExpression::parse(text, m_proxy->fields()));
    showGridState();
}

void PositionsPane::showGridState()
{
    if (!m_loaded) return;
    if (m_model->rowCount() == 0)
        m_grid->showFirstRun(tr("Positions appear here as soon as the first participant has an account."),
                             tr("Create a participant"));
    else if (m_proxy->rowCount() == 0)
        m_grid->showNothingMatches(
            tr("0 of %1 accounts match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_grid->showContent();
    showCounts();
}

void PositionsPane::showCounts()
{
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
    if (m_model->rowCount() == 0) return m_atRisk->setFigure(QString(kit::kAbsent), tr("no account yet"));
    int risky = 0;
    int full = 0;
    for (const auto& row : m_model->rows()) {
        const auto tone = kit::toneOf(models::usedOf(row));
        risky += tone == kit::Tone::Warn || tone == kit::Tone::Bad ? 1 : 0;
        full += tone == kit::Tone::Bad ? 1 : 0;
    }
    const auto tone = full > 0 ? kit::Tone::Bad : (risky > 0 ? kit::Tone::Warn : kit::Tone::Good);
    m_atRisk->setFigure(tr("%1 of %2").arg(risky).arg(m_model->rowCount()), tr("accounts above their alarm"),
                        tone);
}

void PositionsPane::showHealth(const api::HealthSnapshot& health)
{
    m_committed->setFigure(kit::countText(health.committedTotal), tr("transfers since the hub was made"));
    const QString open =
        health.windowOpenedAt
            ? tr("open for %1").arg(kit::durationText((health.at.ms - health.windowOpenedAt->ms) * kUsPerMs))
            : tr("none open");
    m_window->setFigure(
        health.windowOpenedAt ? QString::number(health.window.value()) : QString(kit::kAbsent), open);
    m_speed->setFigure(
        tr("%1/s").arg(kit::countText(qRound64(health.transfersPerSecond))),
        tr("p95 %1, p99 %2").arg(kit::durationText(health.p95Us), kit::durationText(health.p99Us)));
    const bool failing = health.failed5Min > 0;
    m_failed->setFigure(kit::countText(health.failed5Min),
                        failing && !health.failedTopCode.isEmpty()
                            ? tr("most often %1").arg(health.failedTopCode)
                            : tr("none"),
                        failing ? kit::Tone::Warn : kit::Tone::Good);
}

qint64 PositionsPane::spanMs() const
{
    return m_span->currentData().toLongLong();
}

void PositionsPane::chooseAccount(const QString&)
{
    loadHistory();
}

void PositionsPane::loadHistory()
{
    const auto* row = m_model->find(m_table->currentKey());
    if (!row) return;
    const base::Instant now = context().clock.now();
    const quint64 asked = ++m_historyAsked;
    const QString title =
        tr("Position against cap, %1 %2").arg(row->participant, models::currencyText(row->currency));
    m_chart->setSpan(spanMs());
    m_chart->setNow(now);
    take(context().hub.positions.history(row->account, now.plusMs(-spanMs()), now, kHistoryPoints),
         [this, asked, title](const api::Result<api::PositionHistory>& result) {
             // Only the answer to the newest question counts.
             if (asked != m_historyAsked) return;
             if (!result) return showError(*m_chartView, result.error(), false);
             kit::ChartData shown;
             shown.title = title;
             shown.decimals = result->currency.decimals();
             shown.bucketMs = std::max<qint64>(1, result->bucketMs);
             for (const auto& point : result->points)
                 shown.points.push_back({point.at, point.position, point.transfers});
             shown.cap = result->cap;
             if (result->cap) shown.alarm = models::alarmLevel(*result->cap, result->alarmPercentHundredths);
             m_chart->setData(std::move(shown));
             m_chartView->showContent();
         });
}

void PositionsPane::appendToChart(const api::PositionRow& row)
{
    if (m_chartView->state() != kit::ViewState::Content) return;
    m_chart->setNow(context().clock.now());
    m_chart->append({row.changedAt, row.position, 1});
}

void PositionsPane::openBucket(base::Instant from, base::Instant to)
{
    const auto* row = m_model->find(m_table->currentKey());
    if (!row) return;
    Jump jump;
    jump.pane = QStringLiteral("transfers");
    api::TransferFilter filter;
    filter.account = row->account;
    filter.from = from;
    filter.to = to;
    jump.transfers = filter;
    jump.filterText = tr("moved %1 %2, %3 to %4")
                          .arg(row->participant, models::currencyText(row->currency), kit::clockText(from),
                               kit::clockText(to));
    context().navigator.go(jump);
}

} // namespace hub::panes
