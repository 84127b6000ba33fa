#pragma once

#include "core/hub/oracles_api.h"
#include "ui/models/row_table.h"

#include <QtCore/QStringList>

#include <optional>

namespace hub::models {

/// An oracle with what the hub has seen of it; figures are missing until they come.
struct OracleLine
{
    api::OracleRow row;
    std::optional<api::OracleFigures> figures;
};

using OraclesModel = RowTable<OracleLine>;
using DirectoryModel = RowTable<api::DirectoryRow>;

OraclesModel* makeOraclesModel(QObject* parent);
DirectoryModel* makeDirectoryModel(QObject* parent);

bool isBuiltIn(const api::OracleRow& row);
/// `built-in directory`, or the address.
QString oracleAddress(const api::OracleRow& row);
/// `MSISDN`, or `MSISDN USD` for one currency only.
QString oracleScope(const QString& partyIdType, std::optional<domain::Currency> currency);
QString directoryKey(const api::DirectoryRow& row);
/// What would have no oracle any more without `gone`: look-ups of it fail. Empty: another one answers.
QString leftWithout(const std::vector<OracleLine>& all, const api::OracleRow& gone);

} // namespace hub::models
