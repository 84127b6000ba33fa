#pragma once

#include "ui/models/oracle_rows.h"
#include "ui/panes/operator_actions.h"

namespace hub::panes {

/// What an operator does with oracles and the built-in directory: forms, dry runs and the confirmation.
class OracleActions final : public OperatorActions
{
    Q_OBJECT
public:
    using OperatorActions::OperatorActions;
    void add();
    void edit(const api::OracleRow& row);
    /// `all`: to say what is left without an oracle.
    void remove(const api::OracleRow& row, const std::vector<models::OracleLine>& all);
    void testLookup();
    void addEntry();
    void removeEntry(const api::DirectoryRow& row);
    /// Dry run first; the report is what is confirmed.
    void importCsv(const QByteArray& csv, const QString& fileName);

Q_SIGNALS:
    /// Words of something that was only looked at.
    void told(const QString& words);

private:
    void showReport(const QByteArray& csv, const QString& fileName, const api::ImportReport& report);
    void write(const api::DirectoryImport& wanted, const QString& question, const QStringList& facts,
               const QString& action, const QString& words);
};

} // namespace hub::panes
