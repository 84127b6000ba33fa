#pragma once

#include "core/base/clock.h"
#include "core/hub/settlement_api.h"
#include "ui/models/row_table.h"

#include <QtCore/QStringList>

#include <map>

namespace hub::models {

/// A rung of a settlement's ladder: when it was reached and by whom.
struct LadderStep
{
    domain::SettlementState state{};
    bool reached = false;
    bool current = false;
    base::Instant at;
    QString who;
    QString reason;
};

/// What one DFSP sent to each other one, in one currency.
struct MatrixRow
{
    QString payer;
    domain::Currency currency;
    std::map<QString, domain::Amount> sent;
};

/// Which model settles what: one line for each kind of account in each currency in use.
struct ModelReach
{
    QString ledgerType;
    domain::Currency currency;
    /// Empty: nothing settles it.
    QString model;
    /// Found through the default, not by its currency.
    bool byDefault = false;
};

using WindowsModel = RowTable<api::WindowRow>;
using NetsModel = RowTable<api::NetRow>;
using MatrixModel = RowTable<MatrixRow>;
using SettlementsModel = RowTable<api::SettlementRow>;
using SettlementAccountsModel = RowTable<api::SettlementAccountRow>;
using LadderModel = RowTable<LadderStep>;
using SettlementModelsModel = RowTable<api::SettlementModelRow>;
using ModelReachModel = RowTable<ModelReach>;

/// `clock` outlives the model: ages are read from it.
WindowsModel* makeWindowsModel(const base::Clock& clock, QObject* parent);
NetsModel* makeNetsModel(QObject* parent);
/// A column for each payee of `pairs`.
MatrixModel* makeMatrixModel(const std::vector<api::PairRow>& pairs, QObject* parent);
SettlementsModel* makeSettlementsModel(const base::Clock& clock, QObject* parent);
SettlementAccountsModel* makeSettlementAccountsModel(QObject* parent);
LadderModel* makeLadderModel(QObject* parent);
SettlementModelsModel* makeSettlementModelsModel(QObject* parent);
ModelReachModel* makeModelReachModel(QObject* parent);

kit::StateValue windowStateOf(const QString& state);
kit::StateValue settlementStateOf(domain::SettlementState state);
/// `NET multilateral, deferred`
QString methodText(domain::SettlementGranularity granularity, domain::SettlementInterchange interchange,
                   domain::SettlementDelay delay);
QString windowIdsText(const std::vector<domain::WindowId>& ids);
/// The nets of one currency in one line, in the reader's sign (− pays, + gets): `greenbank −80.00,
/// mobilecash +75.00, 3 more (sum 0.00)`.
QString netsLine(const std::vector<api::NetRow>& nets, domain::Currency currency);
/// Currencies that occur, in order of their codes.
std::vector<domain::Currency> currenciesOf(const std::vector<api::NetRow>& nets);
/// The rungs of a settlement with what has been entered.
std::vector<LadderStep> ladderOf(const api::SettlementDetail& detail);
/// The active model for each of the pairs, as the hub resolves it: by currency, else the default.
std::vector<ModelReach> reachOf(const std::vector<api::SettlementModelRow>& models,
                                const std::vector<std::pair<QString, domain::Currency>>& used);

} // namespace hub::models
