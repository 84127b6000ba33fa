#pragma once

#include "core/admin/command_post.h"
#include "core/admin/read_post.h"
#include "core/hub/oracles_api.h"
#include "core/ledger/engine.h"
#include "core/lookup/lookup_figures.h"
#include "core/lookup/party_id.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hub::admin {

/// What the directory's service works with beside the ledger. Complete before the listeners open.
struct DirectoryPorts
{
    std::size_t importBytesMax = 16'777'216; ///< key directory.importBytesMax; also of an export
    /// Asks as a DFSP would; none: a test look-up is refused.
    std::function<void(const lookup::PartyId&, std::optional<domain::Currency>,
                       std::function<void(api::LookupAnswer)>)>
        probe;
    const lookup::LookupFigures* figures = nullptr; ///< may be null
};

/// Search and CSV of the built-in directory, figures and test look-ups of the oracles (operator-ux 2.4). Any
/// thread.
class DirectoryService
{
public:
    DirectoryService(const ledger::LedgerView& view, CommandPost& post, ReadPost& readers)
        : m_view(view)
        , m_post(post)
        , m_readers(readers)
    {}
    void setPorts(DirectoryPorts ports) { m_ports = std::move(ports); }

    /// 3101 for a page key that is none of ours.
    void search(const api::DirectoryFilter& filter, const api::PageRequest& page,
                Done<api::Page<api::DirectoryRow>> done);
    /// Writes in pieces of kPiece entries; the audit says what came of it. 3104 over the bound.
    void import(const Caller& caller, api::DirectoryImport wanted, Note note, Done<api::ImportReport> done);
    /// 3104 when the text would pass the bound.
    void exportCsv(const api::DirectoryFilter& filter, Done<QByteArray> done);
    /// Exactly this entry; 3204 when there is none.
    void remove(const Caller& caller, const api::DirectoryRow& row, Note note, Done<ledger::Answer> done);

    /// Of every active oracle.
    void figures(Done<std::vector<api::OracleFigures>> done);
    void testLookup(const api::LookupQuery& query, Done<api::LookupAnswer> done);

    /// Entries of one command and one read of the store.
    static constexpr std::size_t kPiece = 500;

private:
    struct ImportRun;
    struct ExportRun;
    void checkNext(const std::shared_ptr<ImportRun>& run);
    void decideImport(const std::shared_ptr<ImportRun>& run);
    void writeNext(const std::shared_ptr<ImportRun>& run);
    void exportNext(const std::shared_ptr<ExportRun>& run);

    const ledger::LedgerView& m_view;
    CommandPost& m_post;
    ReadPost& m_readers;
    DirectoryPorts m_ports;
};

} // namespace hub::admin
