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

template <class T>
admin::Done<T> handing(const Pending<T>& pending)
{
    return pending.template done<T>([](T value) { return value; });
}

} // namespace

QFuture<api::Result<std::vector<api::OracleFigures>>> LocalOracles::figures()
{
    const Pending<std::vector<api::OracleFigures>> pending;
    m_desk.services.directory.figures(handing(pending));
    return pending.future();
}

QFuture<api::Result<api::LookupAnswer>> LocalOracles::testLookup(api::LookupQuery query)
{
    const Pending<api::LookupAnswer> pending;
    m_desk.services.directory.testLookup(query, handing(pending));
    return pending.future();
}

QFuture<api::Result<api::Page<api::DirectoryRow>>> LocalOracles::directory(api::DirectoryFilter filter,
                                                                           api::PageRequest page)
{
    const Pending<api::Page<api::DirectoryRow>> pending;
    m_desk.services.directory.search(filter, page, handing(pending));
    return pending.future();
}

QFuture<api::Result<api::ImportReport>> LocalOracles::importDirectory(api::DirectoryImport wanted,
                                                                      api::ActionNote note)
{
    const Pending<api::ImportReport> pending;
    m_desk.services.directory.import(m_desk.now(), std::move(wanted), noteOf(note), handing(pending));
    return pending.future();
}

QFuture<api::Result<QByteArray>> LocalOracles::exportDirectory(api::DirectoryFilter filter)
{
    const Pending<QByteArray> pending;
    m_desk.services.directory.exportCsv(filter, handing(pending));
    return pending.future();
}

QFuture<api::Result<void>> LocalOracles::removeDirectoryEntry(api::DirectoryRow row, api::ActionNote note)
{
    const Pending<void> pending;
    m_desk.services.directory.remove(m_desk.now(), row, noteOf(note), finishing(pending));
    return pending.future();
}

} // namespace hub::local
