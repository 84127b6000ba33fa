#pragma once

#include "core/hub/health_api.h"
#include "core/hub/limits_api.h"
#include "core/hub/participants_api.h"
#include "core/hub/positions_api.h"
#include "core/hub/transfers_api.h"
#include "ui/models/row_table.h"

namespace hub::models {

/// The columns of every list of the desk stand in tables.cpp, one function a list. Each returns a model owned
/// by `parent`.
using PositionsModel = RowTable<api::PositionRow>;
using TransfersModel = RowTable<api::TransferRow>;
using ParticipantsModel = RowTable<api::ParticipantRow>;
using AccountsModel = RowTable<api::AccountRow>;
using LimitsModel = RowTable<api::LimitRow>;
using EndpointsModel = RowTable<api::EndpointRow>;
using ContactsModel = RowTable<api::ContactRow>;
using ServicesModel = RowTable<api::ServiceRow>;
using QueuesModel = RowTable<api::QueueRow>;
using LanesModel = RowTable<api::LaneRow>;
using SelfChecksModel = RowTable<api::SelfCheckRow>;
using StateChangesModel = RowTable<api::StateChangeRow>;
using PositionEffectsModel = RowTable<api::PositionEffectRow>;
using CallbacksModel = RowTable<api::CallbackRow>;

PositionsModel* makePositionsModel(QObject* parent);
TransfersModel* makeTransfersModel(QObject* parent);
ParticipantsModel* makeParticipantsModel(QObject* parent);
AccountsModel* makeAccountsModel(QObject* parent);
LimitsModel* makeLimitsModel(QObject* parent);
EndpointsModel* makeEndpointsModel(QObject* parent);
ContactsModel* makeContactsModel(QObject* parent);
ServicesModel* makeServicesModel(QObject* parent);
QueuesModel* makeQueuesModel(QObject* parent);
LanesModel* makeLanesModel(QObject* parent);
SelfChecksModel* makeSelfChecksModel(QObject* parent);
StateChangesModel* makeStateChangesModel(QObject* parent);
/// `decimals` of the transfer's currency.
PositionEffectsModel* makePositionEffectsModel(int decimals, QObject* parent);
CallbacksModel* makeCallbacksModel(QObject* parent);

} // namespace hub::models
