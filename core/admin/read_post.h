#pragma once

#include "core/admin/caller.h"
#include "core/ledger/queries.h"

#include <functional>
#include <memory>
#include <utility>

namespace hub::admin {

/// Reads of the store as results: runs `query` with a reader on a reader thread and hands its value on. Any
/// thread.
class ReadPost
{
public:
    explicit ReadPost(ledger::ReaderPool& readers)
        : m_readers(readers)
    {}

    /// `query` gives Expected<T, base::Error>.
    template <class T, class Query>
    void read(Query query, Done<T> done)
    {
        // Shared, because a pool that refuses has taken the function with everything in it.
        auto shared = std::make_shared<Done<T>>(std::move(done));
        const bool taken = m_readers.read([query = std::move(query), shared](ledger::LedgerReader& reader) {
            auto value = query(reader);
            if (value)
                (*shared)(*std::move(value));
            else
                (*shared)(broken(value.error().detail));
        });
        if (!taken) (*shared)(unavailable("The readers' queue is full"));
    }

private:
    ledger::ReaderPool& m_readers;
};

} // namespace hub::admin
