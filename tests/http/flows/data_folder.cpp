#include "tests/http/flows/data_folder.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace hub::blackbox {

Run runHub(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(HUB_BINARY_DIR "/bin/hubdeckd"), arguments);
    Run run;
    if (process.waitForFinished(30'000)) run.code = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

Run verify(const QString& data)
{
    return runHub({QStringLiteral("verify"), QStringLiteral("--data"), data});
}

bool copyFolder(const QString& from, const QString& to)
{
    if (!QDir().mkpath(to)) return false;
    const auto files = QDir(from).entryInfoList(QDir::Files);
    for (const QFileInfo& file : files)
        if (!QFile::copy(file.filePath(), to + QLatin1Char('/') + file.fileName())) return false;
    return true;
}

QString tamper(const QString& file, const QString& sql)
{
    const QString name = QStringLiteral("tamper");
    QString problem;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        QSqlQuery query(database);
        if (!database.open())
            problem = database.lastError().text();
        else if (!(query = QSqlQuery(database)).exec(sql))
            problem = query.lastError().text();
        else if (query.numRowsAffected() <= 0)
            problem = QStringLiteral("nothing changed: ") + sql;
    }
    QSqlDatabase::removeDatabase(name);
    return problem;
}

} // namespace hub::blackbox
