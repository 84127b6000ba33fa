#pragma once

#include "core/hub/alerts_api.h"
#include "core/hub/callbacks_api.h"
#include "core/hub/feed.h"
#include "core/hub/finalise_api.h"
#include "core/hub/forwarded_api.h"
#include "core/hub/funds_api.h"
#include "core/hub/health_api.h"
#include "core/hub/limits_api.h"
#include "core/hub/oracles_api.h"
#include "core/hub/participants_api.h"
#include "core/hub/positions_api.h"
#include "core/hub/reports_api.h"
#include "core/hub/settlement_api.h"
#include "core/hub/traces_api.h"
#include "core/hub/transfers_api.h"

namespace hub::api {

/// The whole door of the desk. The references outlive the desk; core/hub/local and core/hub/remote implement
/// them, the tests' fake too. A fresh hub on loopback is unclaimed and asks for no login
/// (HealthSnapshot::unclaimed).
struct HubApi
{
    ParticipantsApi& participants;
    LimitsApi& limits;
    FundsApi& funds;
    PositionsApi& positions;
    TransfersApi& transfers;
    TracesApi& traces;
    HealthApi& health;
    OraclesApi& oracles;
    SettlementApi& settlement;
    AlertsApi& alerts;
    ForwardedApi& forwarded;
    CallbacksApi& callbacks;
    FinaliseApi& finalise;
    ReportsApi& reports;
    Feeds& feeds;
};

} // namespace hub::api
