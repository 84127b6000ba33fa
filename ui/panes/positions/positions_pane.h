#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/kit/time_series_chart.h"
#include "ui/models/tables.h"
#include "ui/panes/pane.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

namespace hub::panes {

/// Positions against caps, live: tiles, grid, the chart of the chosen account; a click on the chart leads to
/// the transfers that moved the account in that bucket.
class PositionsPane final : public Pane
{
    Q_OBJECT
public:
    explicit PositionsPane(const PaneContext& context, QWidget* parent = nullptr);
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildTools();
    void buildTiles();
    void buildGrid();
    void takeBatch(const api::FeedBatch& batch);
    void showHealth(const api::HealthSnapshot& health);
    void showCounts();
    void showGridState();
    void fillCurrencies();
    void applyFilter();
    void setPaused(bool paused);
    void chooseAccount(const QString& key);
    void loadHistory();
    void appendToChart(const api::PositionRow& row);
    void openBucket(base::Instant from, base::Instant to);
    qint64 spanMs() const;

    models::PositionsModel* m_model;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::StatefulView* m_grid;
    kit::StatefulView* m_chartView;
    kit::TimeSeriesChart* m_chart;
    kit::FilterBar* m_filter;
    QComboBox* m_currency;
    QComboBox* m_span;
    QToolButton* m_pause;
    QLabel* m_live;
    kit::Tile* m_atRisk;
    kit::Tile* m_committed;
    kit::Tile* m_window;
    kit::Tile* m_speed;
    kit::Tile* m_failed;
    std::vector<api::PositionRow> m_waiting;
    QTimer m_second;
    api::Subscription m_positions;
    api::Subscription m_health;
    bool m_paused = false;
    bool m_loaded = false;
    quint64 m_historyAsked = 0;
};

} // namespace hub::panes
