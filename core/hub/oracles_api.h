#pragma once

#include "core/base/clock.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/hub/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// A party directory that the hub asks.
struct OracleRow
{
    domain::OracleId id;
    QString partyIdType;
    /// Base URL, or `hub:directory` for the built-in one.
    QString endpoint;
    std::optional<domain::Currency> currency;
    bool isDefault = false;
    bool active = true;
    base::Instant createdAt;
};

/// What an operator enters for an oracle.
struct OracleDraft
{
    QString partyIdType;
    QString endpoint;
    std::optional<domain::Currency> currency;
    bool isDefault = false;
};

/// What the hub has seen of one oracle since it started; counts of look-ups, times in microseconds.
struct OracleFigures
{
    domain::OracleId id;
    qint64 lookups = 0;   ///< found + notFound + failed
    qint64 found = 0;     ///< answered with an FSP
    qint64 notFound = 0;  ///< answered with nobody
    qint64 failed = 0;    ///< no usable answer: refused, late, unreachable
    qint64 fromCache = 0; ///< of `lookups`: answered without asking the oracle
    qint64 p95Us = 0;     ///< of what was asked; upper bound of its bucket, 0: none yet
    std::optional<base::Instant> lastAskedAt;
    QString lastFailure; ///< empty: none yet
    qint64 entries = -1; ///< built-in directory only: entries of its party type

    /// One minute of the chart.
    struct Minute
    {
        base::Instant from;
        qint64 found = 0;
        qint64 notFound = 0;
        qint64 failed = 0;
    };
    std::vector<Minute> minutes; ///< oldest first, at most 60, minutes without look-ups left out
};

/// An association of the built-in directory: this party is with this DFSP. Type, identifier, sub-id and
/// currency together name it.
struct DirectoryRow
{
    QString partyIdType;
    QString partyIdentifier;
    QString subId;                            ///< empty: none
    std::optional<domain::Currency> currency; ///< none: stands for any
    QString fspId;
    friend bool operator==(const DirectoryRow&, const DirectoryRow&) = default;
};

/// Every part given must fit; empty: any.
struct DirectoryFilter
{
    QString partyIdType;
    QString identifierPrefix;
    QString fspId; ///< without case
};

/// Whom a test look-up asks for.
struct LookupQuery
{
    QString partyIdType;
    QString partyIdentifier;
    QString subId;
    std::optional<domain::Currency> currency;
};

/// What the look-up of a DFSP would find now. The cache is not asked and not filled.
struct LookupAnswer
{
    domain::OracleId oracle; ///< 0: none is responsible
    QString endpoint;        ///< its address, or `hub:directory`
    std::vector<QString> fspIds;
    /// Why a DFSP would get an error callback; empty when fspIds is not.
    QString errorCode;
    QString errorText;
    qint64 tookUs = 0;
};

/// Associations as CSV (RFC 4180, UTF-8): a header line with partyIdType, partyIdentifier and fspId, and
/// optionally partySubIdOrType and currency, in any order.
struct DirectoryImport
{
    QByteArray csv;
    bool dryRun = true;             ///< report only
    bool replacesConflicts = false; ///< parties that another DFSP holds move; false: they stay
};

/// What an import did, or would do. Lines count from 1, the header is line 1.
struct ImportReport
{
    bool isWritten = false; ///< false: dry run, or refused because of `problems`
    int rows = 0;           ///< data lines
    int added = 0;
    int unchanged = 0; ///< there already, with the same DFSP
    int replaced = 0;
    int left = 0; ///< conflicts that stay as they are

    struct Problem
    {
        int line = 0;
        QString text; ///< English
    };
    std::vector<Problem> problems; ///< at most 200; any of them stops the whole import
    int problemCount = 0;

    struct Conflict
    {
        int line = 0;
        DirectoryRow wanted;
        QString presentFspId;
    };
    std::vector<Conflict> conflicts; ///< at most 200
    int conflictCount = 0;
};

/// Oracles (admin-settlement 1.13) and the built-in directory (decision 23). Any thread; answers come as
/// futures.
class OraclesApi
{
public:
    virtual ~OraclesApi() = default;
    virtual QFuture<Result<std::vector<OracleRow>>> list() = 0;
    virtual QFuture<Result<OracleRow>> create(OracleDraft draft, ActionNote note) = 0;
    virtual QFuture<Result<OracleRow>> update(domain::OracleId id, OracleDraft draft, ActionNote note) = 0;
    virtual QFuture<Result<void>> remove(domain::OracleId id, ActionNote note) = 0;
    /// Of every active oracle.
    virtual QFuture<Result<std::vector<OracleFigures>>> figures() = 0;
    virtual QFuture<Result<LookupAnswer>> testLookup(LookupQuery query) = 0;

    /// Ordered by type, identifier, sub-id and currency. `total` is given on the first page.
    virtual QFuture<Result<Page<DirectoryRow>>> directory(DirectoryFilter filter, PageRequest page) = 0;
    /// Refused when the text is over the bound (`directory.importBytesMax`). Written in pieces: when the hub
    /// stops half way, the same import again does the rest.
    virtual QFuture<Result<ImportReport>> importDirectory(DirectoryImport wanted, ActionNote note) = 0;
    /// CSV as importDirectory() takes it.
    virtual QFuture<Result<QByteArray>> exportDirectory(DirectoryFilter filter) = 0;
    virtual QFuture<Result<void>> removeDirectoryEntry(DirectoryRow row, ActionNote note) = 0;
};

} // namespace hub::api
