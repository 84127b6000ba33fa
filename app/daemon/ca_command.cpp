#include "app/daemon/ca_command.h"

#include "core/base/clock.h"
#include "core/http/pilot_authority.h"

#include <QDir>
#include <QFile>

#include <cstdio>
#include <string>
#include <string_view>

namespace hub::daemon {
namespace {

namespace exit_code = runtime::exit_code;

struct Job
{
    const runtime::CommandLine& line;
    QString folder; ///< of the authority
    QString word;   ///< NAME or SERIAL
    base::Instant now = base::SystemClock().now();
};

int usage(const char* what)
{
    std::fprintf(stderr,
                 "hubdeckd: %s\nhubdeckd ca init | issue NAME | list | revoke SERIAL --data DIR; "
                 "hubdeckd ca --help says more\n",
                 what);
    return exit_code::kUsage;
}

int fail(const base::Error& error)
{
    std::fprintf(stderr, "hubdeckd: %s\n", error.detail.c_str());
    switch (error.kind) {
    case base::Error::Kind::Invalid:
    case base::Error::Kind::NotFound:
        return exit_code::kUsage;
    case base::Error::Kind::Conflict:
        return exit_code::kCannotCreate;
    case base::Error::Kind::Unavailable:
    case base::Error::Kind::Storage:
        return exit_code::kIoError;
    case base::Error::Kind::Internal:
        break;
    }
    return exit_code::kInternal;
}

void say(const http::IssuedCertificate& certificate)
{
    std::printf("%s  %s  until %s  sha256 %s%s\n", certificate.serial.c_str(), certificate.commonName.c_str(),
                base::toIso8601(certificate.notAfter).c_str(), certificate.fingerprint.c_str(),
                certificate.revokedAt ? "  REVOKED" : "");
}

/// Readable by the owner only, as the hub makes them.
bool makeFolder(const QString& path)
{
    if (QDir(path).exists()) return true;
    return QDir().mkpath(path) &&
           QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

int runInit(const Job& job)
{
    if (!makeFolder(job.line.dataDirectory) || !makeFolder(job.line.dataDirectory + QStringLiteral("/keys")))
        return fail({base::Error::Kind::Storage, "cannot make " + job.folder.toStdString()});
    const QString* name = job.line.extraValue(u"--name");
    const std::string text = name != nullptr ? name->toStdString() : std::string("Hubdeck pilot CA");
    const auto made = http::PilotAuthority::create(job.folder.toStdString(), text, job.now);
    if (!made) return fail(made.error());
    std::printf("authority: %s\nrevocations: %s\n", (*made)->certificateFile().c_str(),
                (*made)->revocationFile().c_str());
    return exit_code::kClean;
}

http::CertificateRequest requestOf(const Job& job)
{
    http::CertificateRequest request;
    request.commonName = job.word.toStdString();
    for (const auto& [option, value] : job.line.extra) {
        if (option == QLatin1String("--server")) request.isServer = true;
        if (option == QLatin1String("--host")) request.dnsNames.push_back(value.toStdString());
        if (option == QLatin1String("--days")) request.days = value.toInt();
    }
    return request;
}

int runIssue(const Job& job)
{
    if (job.word.contains(QLatin1Char('/')) || job.word.startsWith(QLatin1Char('.')))
        return usage("NAME cannot be a path");
    const auto authority = http::PilotAuthority::open(job.folder.toStdString());
    if (!authority) return fail(authority.error());
    const QString* out = job.line.extraValue(u"--out");
    const QString base = (out != nullptr ? *out : QStringLiteral(".")) + QLatin1Char('/') + job.word;
    const std::string certificateFile = (base + QStringLiteral(".pem")).toStdString();
    const std::string keyFile = (base + QStringLiteral(".key")).toStdString();
    const QString* csr = job.line.extraValue(u"--csr");
    auto issued = [&]() -> base::Expected<http::IssuedCertificate, base::Error> {
        if (csr == nullptr) return (*authority)->issue(requestOf(job), keyFile, job.now);
        QFile file(*csr);
        if (!file.open(QIODevice::ReadOnly))
            return base::Unexpected(
                base::Error{base::Error::Kind::Invalid, "cannot read " + csr->toStdString()});
        return (*authority)->sign(file.readAll().toStdString(), requestOf(job), job.now);
    }();
    if (!issued) return fail(issued.error());
    if (auto written = http::writePrivateFile(certificateFile, issued->pem); !written)
        return fail(written.error());
    say(*issued);
    std::printf("certificate: %s\n", certificateFile.c_str());
    if (csr == nullptr) std::printf("key: %s\n", keyFile.c_str());
    return exit_code::kClean;
}

int runList(const Job& job)
{
    const auto authority = http::PilotAuthority::open(job.folder.toStdString());
    if (!authority) return fail(authority.error());
    const auto known = (*authority)->list();
    if (!known) return fail(known.error());
    for (const auto& certificate : *known)
        say(certificate);
    return exit_code::kClean;
}

int runRevoke(const Job& job)
{
    const auto authority = http::PilotAuthority::open(job.folder.toStdString());
    if (!authority) return fail(authority.error());
    if (auto done = (*authority)->revoke(job.word.toStdString(), job.now); !done) return fail(done.error());
    std::printf("revoked; revocations: %s\n", (*authority)->revocationFile().c_str());
    return exit_code::kClean;
}

struct Verb
{
    std::string_view name;
    bool hasWord;
    int (*run)(const Job& job);
};
constexpr Verb kVerbs[] = {{"init", false, runInit},
                           {"issue", true, runIssue},
                           {"list", false, runList},
                           {"revoke", true, runRevoke}};

} // namespace

int runAuthority(const runtime::CommandLine& line, const QStringList& words)
{
    if (words.isEmpty()) return usage("what shall the authority do?");
    const std::string wanted = words.front().toStdString();
    for (const Verb& verb : kVerbs) {
        if (verb.name != wanted) continue;
        if (words.size() != (verb.hasWord ? 2 : 1)) return usage("too few or too many words");
        return verb.run({line, line.dataDirectory + QStringLiteral("/keys/ca"), words.value(1)});
    }
    return usage("unknown word after ca");
}

} // namespace hub::daemon
