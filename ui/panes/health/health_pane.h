#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/tables.h"
#include "ui/panes/pane.h"

namespace hub::panes {

/// How the hub is: state, speed, services, queues, outbound lanes with their breakers, the ledger's self
/// checks.
class HealthPane final : public Pane
{
    Q_OBJECT
public:
    explicit HealthPane(const PaneContext& context, QWidget* parent = nullptr);
    void refresh() override;

private:
    QWidget* buildTiles();
    QWidget* section(const QString& title, const QString& name, QAbstractItemModel* model, int sortedBy = -1);
    void show(const api::HealthSnapshot& health);
    void runChecks();

    models::ServicesModel* m_services;
    models::QueuesModel* m_queues;
    models::LanesModel* m_lanes;
    models::SelfChecksModel* m_checks;
    kit::StatefulView* m_view;
    kit::Tile* m_state;
    kit::Tile* m_speed;
    kit::Tile* m_p50;
    kit::Tile* m_p95;
    kit::Tile* m_p99;
    kit::Tile* m_dropped;
    kit::AsyncButton* m_run;
    api::Subscription m_feed;
    bool m_loaded = false;
};

} // namespace hub::panes
