#include "core/store/sqlite/migrator.h"

#include "core/store/store_error.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <map>

static void initSqlResources()
{
    // The resource lies in a static library: without this the linker leaves it out.
    Q_INIT_RESOURCE(sql);
}

namespace hub::store {
namespace {

QString readResource(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// Statements end with a semicolon at the end of a line; our files hold no triggers.
QStringList statementsOf(const QString& script)
{
    QStringList statements;
    QString current;
    const QStringList lines = script.split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        current += line + QLatin1Char('\n');
        if (!line.trimmed().endsWith(QLatin1Char(';'))) continue;
        statements << current.trimmed().chopped(1);
        current.clear();
    }
    if (!current.trimmed().isEmpty()) statements << current.trimmed();
    return statements;
}

/// What the database says it has: name -> checksum.
base::Expected<std::map<std::string, std::string>, base::Error> appliedTo(Connection& connection)
{
    std::map<std::string, std::string> applied;
    HUB_TRY(const std::int64_t known,
            connection.integer(
                QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'")));
    if (known == 0) return applied;
    Statement statement(connection, "SELECT name, checksum FROM schema_migrations");
    if (auto done = statement.exec(); !done) return base::Unexpected(done.error());
    while (statement.next())
        applied[statement.text(0)] = statement.text(1);
    return applied;
}

base::Expected<void, base::Error> checkKnown(const std::map<std::string, std::string>& applied,
                                             const std::vector<Migration>& migrations)
{
    for (const auto& [name, checksum] : applied) {
        const auto known =
            std::find_if(migrations.begin(), migrations.end(), [&name = name](const Migration& migration) {
                return migration.name.toStdString() == name;
            });
        if (known == migrations.end())
            return base::Unexpected(
                storeError(StoreFault::NewerSchema, "the data has the schema " + name +
                                                        ", which this program does not know: start the newer "
                                                        "program or restore the backup made before it ran"));
        if (known->checksum.toStdString() != checksum)
            return base::Unexpected(storeError(StoreFault::NewerSchema,
                                               "the schema " + name + " of the data is not this program's"));
    }
    return {};
}

base::Expected<void, base::Error> apply(Connection& connection, const Migration& migration)
{
    HUB_TRY(const auto transaction, Transaction::begin(connection, QStringLiteral("BEGIN IMMEDIATE")));
    const QStringList statements = statementsOf(migration.up);
    for (const QString& sql : statements)
        if (auto done = connection.run(sql); !done) return done;
    const QStringList checks = statementsOf(migration.after);
    for (const QString& sql : checks) {
        Statement check(connection, sql.toStdString());
        if (auto done = check.exec(); !done) return done;
        if (check.next())
            return base::Unexpected(
                storeError(StoreFault::Damaged,
                           "the check after " + migration.name.toStdString() + " found: " + check.text(0)));
    }
    const std::string name = migration.name.toStdString();
    const std::string checksum = migration.checksum.toStdString();
    Statement record(connection, "INSERT INTO schema_migrations (name, checksum, program) VALUES "
                                 "(CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))");
    if (auto done = record.bindBytes(name).bindBytes(checksum).bindBytes(HUB_VERSION).exec(); !done)
        return done;
    return transaction->commit();
}

} // namespace

std::vector<Migration> builtInMigrations(const QString& database)
{
    initSqlResources();
    const QString root = QStringLiteral(":/sql/sqlite/") + database;
    std::vector<Migration> migrations;
    const QStringList names = QDir(root).entryList(QDir::Dirs, QDir::Name);
    for (const QString& name : names) {
        Migration migration;
        migration.name = name;
        migration.up = readResource(root + QLatin1Char('/') + name + QStringLiteral("/up.sql"));
        migration.after = readResource(root + QLatin1Char('/') + name + QStringLiteral("/after.sql"));
        migration.checksum = QString::fromLatin1(
            QCryptographicHash::hash(migration.up.toUtf8(), QCryptographicHash::Sha256).toHex());
        migrations.push_back(std::move(migration));
    }
    return migrations;
}

base::Expected<std::vector<QString>, base::Error> pendingMigrations(Connection& connection,
                                                                    const std::vector<Migration>& migrations)
{
    HUB_TRY(const auto applied, appliedTo(connection));
    if (auto known = checkKnown(applied, migrations); !known) return base::Unexpected(known.error());
    std::vector<QString> pending;
    for (const Migration& migration : migrations)
        if (applied.count(migration.name.toStdString()) == 0) pending.push_back(migration.name);
    return pending;
}

base::Expected<void, base::Error> migrate(Connection& connection, const std::vector<Migration>& migrations)
{
    HUB_TRY(const auto applied, appliedTo(connection));
    if (auto known = checkKnown(applied, migrations); !known) return known;
    if (applied.empty()) {
        auto made = connection.run(QStringLiteral(
            "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, checksum TEXT NOT "
            "NULL, program TEXT NOT NULL) STRICT, WITHOUT ROWID"));
        if (!made) return made;
    }
    for (const Migration& migration : migrations) {
        if (applied.count(migration.name.toStdString()) > 0) continue;
        if (auto done = apply(connection, migration); !done) return done;
    }
    return {};
}

} // namespace hub::store
