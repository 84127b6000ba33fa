#pragma once

#include "core/hub/callbacks_api.h"
#include "core/hub/participants_api.h"
#include "core/hub/settlement_api.h"
#include "ui/models/row_table.h"

#include <vector>

namespace hub::models {

/// One thing that a participant needs before payments reach it.
struct ReadinessRow
{
    QString key;
    kit::StateValue state;
    QString what;
    QString detail;
    /// Pane in which it is put right; empty: in this one.
    QString pane;
    /// Without it the participant cannot receive.
    bool isNeeded = true;
};

using ReadinessModel = RowTable<ReadinessRow>;
ReadinessModel* makeReadinessModel(QObject* parent);

/// What the hub knows of the participant.
struct ReadinessFacts
{
    api::ParticipantRow participant;
    std::vector<api::AccountRow> accounts;
    std::vector<api::SettlementModelRow> models;
    api::DestinationRow deliveries;
};
/// The checklist (operator-ux 2.1), one row a currency where money is concerned.
std::vector<ReadinessRow> readinessOf(const ReadinessFacts& facts);
/// `can receive`, or how many needed things are missing.
kit::StateValue canReceive(const std::vector<ReadinessRow>& rows);

} // namespace hub::models
