#pragma once

#include "core/admin/alerts_service.h"
#include "core/admin/audit_service.h"
#include "core/admin/callbacks_service.h"
#include "core/admin/command_post.h"
#include "core/admin/credentials_service.h"
#include "core/admin/directory_service.h"
#include "core/admin/finalise_service.h"
#include "core/admin/forwarded_service.h"
#include "core/admin/funds_service.h"
#include "core/admin/health_service.h"
#include "core/admin/limits_service.h"
#include "core/admin/live_board.h"
#include "core/admin/oracles_service.h"
#include "core/admin/participants_service.h"
#include "core/admin/positions_service.h"
#include "core/admin/read_post.h"
#include "core/admin/reports_service.h"
#include "core/admin/settlement_service.h"
#include "core/admin/transfers_service.h"

namespace hub::admin {

/// All rules of the operator's side, once: the routes of the operator listener and the desk's local door call
/// the same services. `finalise` is started and stopped by the owner. Made before the engine runs, goes after
/// it has ended and after the listeners and readers have stopped.
struct AdminServices
{
    AdminServices(ledger::Engine& engine, ledger::ReaderPool& readerPool, const LiveBoard& liveBoard,
                  const base::Clock& systemClock, HealthSources sources, AlertBoard* alertBoard = nullptr)
        : view(engine.view())
        , clock(systemClock)
        , board(liveBoard)
        , post(engine)
        , readers(readerPool)
        , participants(view, post)
        , credentials(view, post, systemClock)
        , limits(view, post)
        , funds(post, readers)
        , positions(view, liveBoard, readers)
        , oracles(view, post, readers)
        , directory(view, post, readers)
        , settlement(view, post, readers)
        , transfers(view, readers)
        , forwarded(view, readers)
        , audit(readers)
        , health(engine, liveBoard, systemClock, std::move(sources))
        , alerts(alertBoard, post)
        , callbacks(view, post, readers)
        , finalise({view, post, readers, settlement, funds, limits})
        , reports(view, readers, systemClock)
    {}
    AdminServices(const AdminServices&) = delete;
    AdminServices& operator=(const AdminServices&) = delete;

    const ledger::LedgerView& view;
    const base::Clock& clock;
    const LiveBoard& board;
    CommandPost post;
    ReadPost readers;
    ParticipantsService participants;
    CredentialsService credentials;
    LimitsService limits;
    FundsService funds;
    PositionsService positions;
    OraclesService oracles;
    DirectoryService directory;
    SettlementService settlement;
    TransfersService transfers;
    ForwardedService forwarded;
    AuditService audit;
    HealthService health;
    AlertsService alerts;
    CallbacksService callbacks;
    FinaliseService finalise;
    ReportsService reports;
};

} // namespace hub::admin
