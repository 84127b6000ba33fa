#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/store/data_directory.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace hub::store {

struct IndexerOptions
{
    int batchRows = 8192; ///< rows of one kind taken in one transaction of index.db
    /// Between looks when there was less than a batch. Readers look into what is not indexed yet themselves;
    /// the larger a step, the fewer times each page of the index is written.
    std::chrono::milliseconds pause{1000};
    /// Ids are random: a step's worth of them would touch nearly as many pages of the large tree. They go
    /// into a small one first; when that holds so many, they move over, a part of the id space with each
    /// step.
    std::int64_t newIdsMax = 131'072;
};

/// Builds index.db behind the writer: ids, the search rows, moves by account and time. Own thread and own
/// connections; reads only what is on the disk. index.db can be lost at any time: it is built anew.
class Indexer
{
public:
    explicit Indexer(DataDirectory& directory, IndexerOptions options = {});
    ~Indexer();

    void start();
    /// Idempotent; what is left is indexed after the next start.
    void stop();

    /// One batch on the calling thread, for tests, tools and a start that is far behind; not together with
    /// start(). True when there may be more.
    base::Expected<bool, base::Error> step();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::store
