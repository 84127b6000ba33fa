#pragma once

#include "core/ledger/queries.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace hub::store {

/// Threads that each own one reader and share one bounded queue of work. read() from any thread; start() and
/// stop() from the owner's.
class ReaderThreads final : public ledger::ReaderPool
{
public:
    /// Called once on each thread; what it makes is used and destroyed there.
    using MakeReader = std::function<std::unique_ptr<ledger::LedgerReader>()>;

    /// `threads` >= 1; `queueMax` pieces of work may wait.
    ReaderThreads(MakeReader makeReader, int threads, std::size_t queueMax);
    ~ReaderThreads() override;

    void start();
    /// What is queued is still done, then the threads end. Idempotent.
    void stop();
    [[nodiscard]] bool read(std::function<void(ledger::LedgerReader&)> work) override;
    /// Pieces of work that wait now.
    std::size_t waiting() const;
    /// How long the oldest of them has waited, milliseconds; 0 when none does.
    std::int64_t oldestWaitMs() const;
    std::size_t queueMax() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::store
