#include "ui/shell/pane_table.h"

#include "ui/panes/accounts/accounts_pane.h"
#include "ui/panes/alerts/alerts_pane.h"
#include "ui/panes/callbacks/callbacks_pane.h"
#include "ui/panes/health/health_pane.h"
#include "ui/panes/oracles/oracles_pane.h"
#include "ui/panes/participants/participants_pane.h"
#include "ui/panes/positions/positions_pane.h"
#include "ui/panes/settlement/models_pane.h"
#include "ui/panes/settlement/settlements_pane.h"
#include "ui/panes/settlement/windows_pane.h"
#include "ui/panes/trace/trace_pane.h"
#include "ui/panes/transfers/transfers_pane.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace hub::shell {

namespace {

template <class PaneType>
panes::Pane* make(const panes::PaneContext& context, QWidget* parent)
{
    return new PaneType(context, parent);
}

// clang-format off
constexpr std::array kPanes{
    PaneSpec{"positions",    QT_TRANSLATE_NOOP("Panes", "Positions"),    "positions",    make<panes::PositionsPane>},
    PaneSpec{"transfers",    QT_TRANSLATE_NOOP("Panes", "Transfers"),    "transfers",    make<panes::TransfersPane>},
    PaneSpec{"trace",        QT_TRANSLATE_NOOP("Panes", "Trace"),        "trace",        make<panes::TracePane>},
    PaneSpec{"participants", QT_TRANSLATE_NOOP("Panes", "Participants"), "participants", make<panes::ParticipantsPane>},
    PaneSpec{"accounts",     QT_TRANSLATE_NOOP("Panes", "Accounts and limits"), "accounts", make<panes::AccountsPane>},
    PaneSpec{"callbacks",    QT_TRANSLATE_NOOP("Panes", "Callbacks"),    "callbacks",    make<panes::CallbacksPane>},
    PaneSpec{"oracles",      QT_TRANSLATE_NOOP("Panes", "Oracles"),      "oracles",      make<panes::OraclesPane>},
    PaneSpec{"windows",      QT_TRANSLATE_NOOP("Panes", "Settlement windows"), "windows", make<panes::WindowsPane>},
    PaneSpec{"settlements",  QT_TRANSLATE_NOOP("Panes", "Settlements"),  "settlements",  make<panes::SettlementsPane>},
    PaneSpec{"models",       QT_TRANSLATE_NOOP("Panes", "Settlement models"), "models", make<panes::ModelsPane>},
    PaneSpec{"alerts",       QT_TRANSLATE_NOOP("Panes", "Alerts"),       "alerts",       make<panes::AlertsPane>},
    PaneSpec{"health",       QT_TRANSLATE_NOOP("Panes", "Hub health"),   "health",       make<panes::HealthPane>},
};
// clang-format on

} // namespace

std::span<const PaneSpec> paneTable()
{
    return kPanes;
}

QString paneTitle(const PaneSpec& spec)
{
    return QCoreApplication::translate("Panes", spec.title);
}

} // namespace hub::shell
