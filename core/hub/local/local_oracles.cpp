#include "core/hub/local/local_apis.h"

/// Oracles and the built-in directory.
namespace hub::local {

namespace {

admin::Done<ledger::Answer> finishing(const Pending<void>& pending)
{
    return pending.done<ledger::Answer>([](const ledger::Answer&) { return api::Result<void>(); });
}

domain::Oracle oracleOf(const api::OracleDraft& draft)
{
    domain::Oracle oracle;
    oracle.partyIdType = draft.partyIdType.toStdString();
    oracle.endpoint = draft.endpoint.trimmed().toStdString();
    oracle.currency = draft.currency;
    oracle.isDefault = draft.isDefault;
    return oracle;
}

} // namespace

QFuture<api::Result<std::vector<api::OracleRow>>> LocalOracles::list()
{
    std::vector<api::OracleRow> rows;
    for (const auto& oracle : m_desk.services.oracles.list())
        rows.push_back(oracleRow(oracle));
    return api::readyResult<std::vector<api::OracleRow>>(std::move(rows));
}

QFuture<api::Result<api::OracleRow>> LocalOracles::create(api::OracleDraft draft, api::ActionNote note)
{
    const Pending<api::OracleRow> pending;
    m_desk.services.oracles.create(m_desk.now(), oracleOf(draft), noteOf(note),
                                   pending.done<domain::Oracle>(oracleRow));
    return pending.future();
}

QFuture<api::Result<api::OracleRow>> LocalOracles::update(domain::OracleId id, api::OracleDraft draft,
                                                          api::ActionNote note)
{
    auto oracle = oracleOf(draft);
    oracle.id = id;
    const Pending<api::OracleRow> pending;
    m_desk.services.oracles.update(m_desk.now(), std::move(oracle), noteOf(note),
                                   pending.done<domain::Oracle>(oracleRow));
    return pending.future();
}

QFuture<api::Result<void>> LocalOracles::remove(domain::OracleId id, api::ActionNote note)
{
    const Pending<void> pending;
    m_desk.services.oracles.remove(m_desk.now(), id, noteOf(note), finishing(pending));
    return pending.future();
}

namespace {

template <class Out>
QFuture<api::Result<Out>> notYet()
{
    return api::readyError<Out>(api::Error{
        QStringLiteral("2002"), QStringLiteral("Not implemented"), {}, api::ErrorKind::Refused, {}, {}});
}

} // namespace

QFuture<api::Result<std::vector<api::OracleFigures>>> LocalOracles::figures()
{
    return notYet<std::vector<api::OracleFigures>>();
}

QFuture<api::Result<api::LookupAnswer>> LocalOracles::testLookup(api::LookupQuery)
{
    return notYet<api::LookupAnswer>();
}

QFuture<api::Result<api::Page<api::DirectoryRow>>> LocalOracles::directory(api::DirectoryFilter,
                                                                           api::PageRequest)
{
    return notYet<api::Page<api::DirectoryRow>>();
}

QFuture<api::Result<api::ImportReport>> LocalOracles::importDirectory(api::DirectoryImport, api::ActionNote)
{
    return notYet<api::ImportReport>();
}

QFuture<api::Result<QByteArray>> LocalOracles::exportDirectory(api::DirectoryFilter)
{
    return notYet<QByteArray>();
}

QFuture<api::Result<void>> LocalOracles::removeDirectoryEntry(api::DirectoryRow, api::ActionNote)
{
    return notYet<void>();
}

} // namespace hub::local
