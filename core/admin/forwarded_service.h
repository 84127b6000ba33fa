#pragma once

#include "core/admin/read_post.h"
#include "core/hub/forwarded_api.h"
#include "core/ledger/engine.h"

namespace hub::admin {

/// Search and detail of what DFSPs ask of each other through the hub, out of the spans. Nothing of it is on
/// the payment path. Any thread.
class ForwardedService
{
public:
    ForwardedService(const ledger::LedgerView& view, ReadPost& readers)
        : m_view(view)
        , m_readers(readers)
    {}

    /// Walks the spans backwards, a bounded number of rows in each read, so that readers stay free for DFSPs.
    void search(api::ForwardedFilter filter, api::PageRequest page, Done<api::ForwardedPage> done);
    /// 3200 when its spans are not there.
    void one(api::ForwardedKind kind, QString id, Done<api::ForwardedDetail> done);

private:
    struct Walk;
    void step(std::shared_ptr<Walk> walk);
    void byId(const api::ForwardedFilter& filter, Done<api::ForwardedPage> done);

    const ledger::LedgerView& m_view;
    ReadPost& m_readers;
};

} // namespace hub::admin
