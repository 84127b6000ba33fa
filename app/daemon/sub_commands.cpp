#include "app/daemon/sub_commands.h"

#include "app/daemon/ca_command.h"
#include "core/http/digest.h"
#include "core/json/document.h"
#include "core/store/data_directory.h"
#include "core/store/sqlite/backup.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/ledger_head.h"
#include "core/store/sqlite/migrator.h"
#include "core/store/store_error.h"
#include "core/store/verify/verification.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <string>

namespace hub::daemon {
namespace {

namespace exit_code = runtime::exit_code;

int fail(const base::Error& error)
{
    std::fprintf(stderr, "hubdeckd: %s\n", error.detail.c_str());
    return store::exitCodeOf(error);
}

/// As duplicates of DFSP messages are told (fspiop 7.4).
std::optional<base::Digest> bodyHash(std::string_view body)
{
    if (!json::Document::parse(body)) return std::nullopt;
    return http::sha256(json::compact(body));
}

store::VerifyOptions verifyOptions()
{
    store::VerifyOptions options;
    options.bodyHash = bodyHash;
    return options;
}

int tell(const base::Expected<store::VerifyReport, base::Error>& report)
{
    if (!report) return fail(report.error());
    for (const auto& finding : report->findings)
        std::printf("broken %s: %s\n", finding.invariant.c_str(), finding.text.c_str());
    if (report->leftOut > 0) std::printf("and %llu more\n", static_cast<unsigned long long>(report->leftOut));
    std::printf(
        "looked at %llu transfers, %llu states, %llu legs, %llu accounts, %llu audit rows: %s\n",
        static_cast<unsigned long long>(report->transfers), static_cast<unsigned long long>(report->states),
        static_cast<unsigned long long>(report->legs), static_cast<unsigned long long>(report->accounts),
        static_cast<unsigned long long>(report->auditRows), report->isSound() ? "sound" : "BROKEN");
    return report->isSound() ? exit_code::kClean : exit_code::kDataBroken;
}

int runVerify(const runtime::CommandLine& line, const QStringList& /*words*/)
{
    return tell(store::verifyData(line.dataDirectory, verifyOptions()));
}

/// A directory that a hub can be started on: the ledger and how far it had come. The index is made anew.
int backupIntoFolder(const QString& data, const QString& folder)
{
    const QString name =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("'hubdeck-'yyyyMMdd'T'HHmmss'Z'"));
    const QString target = folder + QLatin1Char('/') + name;
    if (!QDir().mkpath(target) ||
        !QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return fail(
            store::storeError(store::StoreFault::CannotCreate, "cannot make " + target.toStdString()));
    const QString copy = target + QStringLiteral("/ledger.db");
    if (auto done = store::copyLedger(data + QStringLiteral("/ledger.db"), copy); !done)
        return fail(done.error());
    {
        auto connection = store::Connection::open(copy, store::ConnectionUse::Read);
        if (!connection) return fail(connection.error());
        const auto head = store::headOf(**connection);
        if (!head) return fail(head.error());
        if (auto done = store::writeHead(target + QStringLiteral("/ledger.head"), *head); !done)
            return fail(done.error());
    }
    const int code = tell(store::verifyData(target, verifyOptions()));
    std::printf("backup: %s\n", target.toUtf8().constData());
    return code;
}

int runBackup(const runtime::CommandLine& line, const QStringList& /*words*/)
{
    const QString* to = line.extraValue(u"--to");
    if (to == nullptr || to->isEmpty()) {
        std::fputs("hubdeckd: --to FILE or --to DIR is needed\n", stderr);
        return exit_code::kUsage;
    }
    if (to->endsWith(QLatin1Char('/')) || QFileInfo(*to).isDir())
        return backupIntoFolder(line.dataDirectory, *to);
    if (auto done = store::copyLedger(line.dataDirectory + QStringLiteral("/ledger.db"), *to); !done)
        return fail(done.error());
    const int code = tell(store::verifyLedgerFile(*to, verifyOptions()));
    std::printf("backup: %s\n", to->toUtf8().constData());
    return code;
}

int runMigrate(const runtime::CommandLine& line, const QStringList& /*words*/)
{
    std::size_t count = 0;
    for (const char* database : {"ledger", "index", "events"}) {
        const QString file =
            line.dataDirectory + QLatin1Char('/') + QLatin1String(database) + QStringLiteral(".db");
        if (!QFile::exists(file)) continue;
        auto connection = store::Connection::open(file, store::ConnectionUse::Read);
        if (!connection) return fail(connection.error());
        const auto pending =
            store::pendingMigrations(**connection, store::builtInMigrations(QLatin1String(database)));
        if (!pending) return fail(pending.error());
        for (const QString& name : *pending)
            std::printf("%s: %s\n", database, name.toUtf8().constData());
        count += pending->size();
    }
    if (count == 0) std::puts("the data has this program's schema");
    if (line.extraValue(u"--dry-run") != nullptr || count == 0) return exit_code::kClean;
    const auto opened = store::DataDirectory::open(line.dataDirectory);
    if (!opened) return fail(opened.error());
    std::puts("done");
    return exit_code::kClean;
}

const std::vector<SubCommand>& table()
{
    static const std::vector<SubCommand> rows{
        {"verify",
         "recompute every balance, state and window from the journal and print what is broken",
         {},
         runVerify},
        {"backup",
         "copy the ledger, of a running hub too, and verify the copy",
         {{QStringLiteral("--to"), true, QStringLiteral("new file, or folder that gets a data directory")}},
         runBackup},
        {"migrate",
         "bring the data to this program's schema; a hub does so by itself when it starts",
         {{QStringLiteral("--dry-run"), false, QStringLiteral("only say what would be done")}},
         runMigrate},
        {"ca",
         "a certificate authority for a pilot: make it, issue, list and revoke certificates",
         {{QStringLiteral("--name"), true, QStringLiteral("init: name of the authority")},
          {QStringLiteral("--out"), true, QStringLiteral("issue: folder for NAME.pem and NAME.key")},
          {QStringLiteral("--server"), false, QStringLiteral("issue: for a server, not for a client")},
          {QStringLiteral("--host"), true,
           QStringLiteral("issue: host name or address of the server; may stand more than once")},
          {QStringLiteral("--days"), true, QStringLiteral("issue: how long it is valid (397)")},
          {QStringLiteral("--csr"), true, QStringLiteral("issue: request of whoever keeps the key")}},
         runAuthority,
         "init | issue NAME | list | revoke SERIAL"},
    };
    return rows;
}

void printHelp(const SubCommand& command)
{
    const std::string words = command.words.empty() ? std::string() : ' ' + std::string(command.words);
    std::printf("hubdeckd %s%s - %s\n\nOptions:\n  --data DIR             directory of the hub's data\n",
                std::string(command.name).c_str(), words.c_str(), std::string(command.summary).c_str());
    for (const auto& option : command.options)
        std::printf(
            "  %-22s %s\n",
            (option.name + (option.hasValue ? QStringLiteral(" VALUE") : QString())).toUtf8().constData(),
            option.help.toUtf8().constData());
}

} // namespace

std::span<const SubCommand> subCommands()
{
    return table();
}

std::optional<int> runSubCommand(const QStringList& arguments)
{
    if (arguments.isEmpty() || arguments.front().startsWith(QLatin1Char('-'))) return std::nullopt;
    const auto& rows = table();
    const std::string wanted = arguments.front().toStdString();
    const auto command =
        std::find_if(rows.begin(), rows.end(), [&](const SubCommand& row) { return row.name == wanted; });
    if (command == rows.end()) {
        std::fprintf(stderr, "hubdeckd: unknown sub-command %s\n", wanted.c_str());
        return exit_code::kUsage;
    }
    QStringList words;
    while (words.size() + 1 < arguments.size() && !arguments[words.size() + 1].startsWith(QLatin1Char('-')))
        words << arguments[words.size() + 1];
    if (command->words.empty() && !words.isEmpty()) {
        std::fprintf(stderr, "hubdeckd: %s takes no words\n", wanted.c_str());
        return exit_code::kUsage;
    }
    const auto line = runtime::parseCommandLine(arguments.mid(1 + words.size()), command->options);
    if (!line) {
        for (const auto& text : line.error().lines)
            std::fprintf(stderr, "hubdeckd: %s\n", text.c_str());
        return line.error().exitCode;
    }
    if (line->wantsHelp) {
        printHelp(*command);
        return exit_code::kClean;
    }
    if (line->dataDirectory.isEmpty()) {
        std::fputs("hubdeckd: --data DIR is needed\n", stderr);
        return exit_code::kUsage;
    }
    return command->run(*line, words);
}

} // namespace hub::daemon
